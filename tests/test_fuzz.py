"""The fuzzer's seeds and some generated inputs break nothing; and the fuzzer sees what breaks."""

from pathlib import Path
from random import Random

import pytest

pytest.importorskip("edtf", reason="the second reader of dates is not installed")
import fuzzer
import invariants
import targets

SEEDS = Path(__file__).parent / "fuzz" / "seeds"
NAMES = list(targets.TARGETS)


@pytest.mark.parametrize("seed", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_a_seed_breaks_nothing(seed):
    data = seed.read_bytes()
    targets.TARGETS[NAMES[data[0] % len(NAMES)]](data[1:])


@pytest.mark.slow
def test_generated_inputs_break_nothing_and_reach_every_target():
    random, samples = Random(7), targets.samples()
    seen = set()
    for _ in range(400):
        name, data = fuzzer.make_input(random, samples)
        seen.add(name)
        targets.TARGETS[name](data)
    assert seen == set(NAMES)


def test_what_breaks_is_counted_with_an_example(monkeypatch, capsys):
    monkeypatch.setitem(targets.TARGETS, "text", lambda data: 1 / (len(data) % 2))
    monkeypatch.setattr(fuzzer.logging, "disable", lambda: None)
    monkeypatch.setattr(invariants, "read", invariants.read)
    monkeypatch.setattr(invariants, "check_edtf", invariants.check_edtf)
    assert fuzzer.generated_inputs(30, seed=1) == 1
    told = capsys.readouterr().out
    assert "ZeroDivisionError test_fuzz.py" in told
    assert "30 inputs run" in told
