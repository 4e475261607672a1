"""Feed the program what nobody would write: inputs by number, or guided by coverage for some minutes.

``python tests/fuzz/fuzzer.py --inputs 100000`` prints how many were run, what broke and what was slow.
``python tests/fuzz/fuzzer.py --minutes 10`` lets atheris look for inputs that reach new code; it stops at a
finding, which belongs into a test, and its bytes into ``seeds/``.
"""

import argparse
import json
import logging
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

SEEDS = HERE / "seeds"
CORPUS, FOUND = (HERE.parent.parent / "build" / "fuzz" / name for name in ("corpus", "found"))
MOST_SECONDS = 1.0
"""Of processor time, for reading 100 kB."""
SHORTEST = 10_000
"""Bytes; what is shorter may take as long, for the first of its kind loads libraries and fills tables."""
OPENING = "<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def main() -> int:
    """Run what the command line asks for; 1 when something broke."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, help="how many generated inputs")
    parser.add_argument("--minutes", type=float, help="how long to search, guided by coverage")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    return (
        guided(chosen.minutes) if chosen.minutes else generated_inputs(chosen.inputs or 10_000, chosen.seed)
    )


class Clock:
    """Calls a function and keeps how long it took the processor."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.seconds = function, 0.0

    def __call__(self, *values: Any) -> Any:
        """Call the function."""
        began = time.process_time()
        try:
            return self.function(*values)
        finally:
            self.seconds += time.process_time() - began


def generated_inputs(number: int, seed: int) -> int:
    """Run generated inputs, nine in ten of them texts; print the number run."""
    import invariants
    from targets import TARGETS, samples

    logging.disable()
    clock = Clock(invariants.read)
    invariants.read = clock
    invariants.check_edtf = invariants.check_own_edtf  # the other reader takes a hundredth of a second
    random, known = Random(seed), samples()
    broken: dict[str, str] = {}
    slow, done, size, began = 0, 0, 0, time.monotonic()
    for done in range(1, number + 1):
        name, data = make_input(random, known)
        size += len(data)
        clock.seconds = 0.0
        try:
            TARGETS[name](data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
            if kind not in broken:
                broken[kind] = f"{name} {data!r}"
                print(f"{kind}: {broken[kind][:2000]}", flush=True)
        if clock.seconds > allowed(data) and again(clock, TARGETS[name], data) > allowed(data):
            slow += 1
            print(f"slow: {clock.seconds:.3f} s for {len(data)} bytes of {name}: {data[:300]!r}", flush=True)
        if done % 10_000 == 0:
            print(
                f"{done} inputs, {len(broken)} kinds of fault, {time.monotonic() - began:.0f} s", flush=True
            )
    print(f"{done} inputs run, {size / 1e6:.0f} MB, {len(broken)} kinds of fault, {slow} slower than allowed")
    return 1 if broken or slow else 0


def allowed(data: bytes) -> float:
    """Return how many seconds reading may take."""
    return MOST_SECONDS * max(len(data), SHORTEST) / 100_000


def again(clock: Clock, target: Callable[[bytes], None], data: bytes) -> float:
    """Return how long an input takes a second time, when a busy machine is not to blame twice."""
    clock.seconds = 0.0
    with suppress(Exception):
        target(data)
    return clock.seconds


def make_input(random: Random, known: dict[str, list[str]]) -> tuple[str, bytes]:
    """Return the name of a target and an input for it."""
    import generated

    draw = random.random()
    text = generated.random_text(random)
    if draw < 0.9:
        if draw < 0.001:
            text = "\n\n".join(generated.random_text(random) for _ in range(40))
        return "text", random.randbytes(2) + text.encode("utf-8", "replace")
    if draw < 0.94:
        head = "".join(random.choice(generated.MARKUP) for _ in range(random.randint(0, 6)))
        pieces = [
            random.choice((*generated.MARKUP, text, "<p>", "</p>")) for _ in range(random.randint(1, 12))
        ]
        whole = OPENING.format(head=head, body="".join(pieces)).encode("utf-8", "replace")
        return "file", bytes([random.randrange(3)]) + spoiled(random, whole)
    name = random.choice(list(known))
    sample = random.choice(known[name])
    if sample.startswith("{") and random.random() < 0.8:
        return name, json.dumps(changed(random, json.loads(sample))).encode()
    return name, spoiled(random, sample.encode())


def spoiled(random: Random, data: bytes) -> bytes:
    """Return bytes of which some are taken away, doubled or changed, half of the time."""
    for _ in range(random.choice((0, 0, 1, 3))):
        at, length = random.randrange(len(data) + 1), random.randint(0, 8)
        data = (
            data[:at]
            + random.choice((b"", random.randbytes(length), data[at : at + length] * 2))
            + data[at + length :]
        )
    return data


def changed(random: Random, value: Any) -> Any:
    """Return a value of JSON of which some part is another."""
    odd = (
        None,
        True,
        -1,
        0,
        1.5,
        10**30,
        "",
        "x",
        "2031-02-30",
        "0-9;",
        [],
        {},
        [[]],
        {"x": 1},
        "\ud800",
        "release",
    )
    if random.random() < 0.08:
        return random.choice(odd)
    if isinstance(value, dict):
        return {name: changed(random, inner) for name, inner in value.items() if random.random() > 0.02}
    if isinstance(value, list):
        return [changed(random, inner) for inner in value]
    return value


def guided(minutes: float) -> int:
    """Search with atheris, from the seeds and from what earlier searches found."""
    import atheris

    with atheris.instrument_imports(include=["prisoner_diplomacy"]):
        import invariants
        from targets import TARGETS, samples
    logging.disable()
    invariants.check_edtf = invariants.check_own_edtf
    targets = list(TARGETS)
    FOUND.mkdir(parents=True, exist_ok=True)
    CORPUS.mkdir(parents=True, exist_ok=True)
    for path in SEEDS.iterdir():
        shutil.copyfile(path, CORPUS / path.name)
    for number, name in enumerate(targets):
        for place, sample in enumerate(samples().get(name, [])):
            (CORPUS / f"sample-{name}-{place}").write_bytes(bytes([number]) + sample.encode())

    def one(data: bytes) -> None:
        if data:
            TARGETS[targets[data[0] % len(targets)]](data[1:])

    limits = [f"-max_total_time={round(minutes * 60)}", "-max_len=4096", "-timeout=20"]
    atheris.Setup([sys.argv[0], str(CORPUS), f"-artifact_prefix={FOUND}/", *limits], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
