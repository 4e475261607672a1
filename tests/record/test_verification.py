"""Rows looked up anew: anyone draws the same, no row twice, and the published table keeps its own books."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from prisoner_diplomacy.cli import commands
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.record.agreement import settled_differences
from prisoner_diplomacy.record.load import check_context, load_verification
from prisoner_diplomacy.record.verification import (
    DRAWN_FROM,
    NOT_LOOKED_UP,
    ONCE,
    describe_verification,
    draw_rows,
    faults_found,
    verified_draws,
)

DATA = data_folder()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA / "context", folder / "context")
    shutil.copyfile(DATA / "datapackage.json", folder / "datapackage.json")
    return folder


def ids(seed: int, size: int, folder: Path | None = None) -> list[str]:
    return [row.cells["id"] for row in draw_rows(seed, size, folder)]


def turn_round(path: Path) -> None:
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *reversed(lines)]), encoding="utf-8")


def test_a_draw_depends_on_its_seed_and_on_nothing_else(copy: Path) -> None:
    for name in DRAWN_FROM:
        turn_round(copy / "context" / f"{name}.csv")
    assert ids(7, 20, copy) == ids(7, 20)
    assert ids(7, 20) != ids(8, 20)


def test_a_longer_draw_begins_with_the_shorter_one() -> None:
    assert ids(7, 25)[:20] == ids(7, 20)


def test_no_row_is_drawn_twice_and_in_the_end_none_is_left() -> None:
    held = {row.cells["id"]: row.table for row in draw_rows(7, 10_000)}
    looked_up = set(load_verification()["row"])
    every = [line.split(",")[0] for name in DRAWN_FROM for line in lines_of(name)]
    assert not looked_up & held.keys()
    assert looked_up | held.keys() == set(every)
    assert set(held.values()) == set(DRAWN_FROM)


def lines_of(table: str) -> list[str]:
    return (DATA / "context" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_the_form_asks_for_every_filled_cell_and_fits_the_table(copy: Path) -> None:
    printed = (
        CliRunner().invoke(commands, ["context", "draw", "--seed", "7", "--rows", "3", str(copy)]).output
    )
    form = list(csv.DictReader(printed.splitlines()))
    rows = draw_rows(7, 3, copy)
    assert [(line["row"], line["field"], line["value"]) for line in form] == [
        (row.cells["id"], name, cell)
        for row in rows
        for name, cell in row.cells.items()
        if cell and name not in NOT_LOOKED_UP
    ]
    assert {line["draw"] for line in form} == {str(load_verification()["draw"].max() + 1)}
    with (copy / "context" / "verification.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(form[0]), lineterminator="\n")
        for line in form:
            writer.writerow({**line, "verdict": "not found elsewhere", "checked": "2026-11-26"})
    assert check_context(copy) == []
    assert verified_draws(copy)["not found elsewhere"].tolist()[-1] == len(form)


def test_each_draw_adds_up_and_each_fault_says_what_holds() -> None:
    draws, faults = verified_draws(), faults_found()
    verdicts = draws[["confirmed", "wrong", "not found elsewhere"]].sum(axis=1)
    assert verdicts.tolist() == draws["cells"].tolist()
    assert (draws["rows found"] <= draws["rows"]).all()
    assert len(faults) == draws["wrong"].sum() > 0
    assert faults["why"].str.len().min() > 20
    assert (faults["value"] != faults["corrected"]).all()


def test_a_change_to_which_both_checks_led_is_told_as_one() -> None:
    faults, settled = faults_found(), settled_differences()
    places = {(row["row"], row["field"]) for _, row in settled.iterrows() if row["first"] != row["settled"]}
    twice = [row["why"] for _, row in faults.iterrows() if (row["row"], row["field"]) in places]
    assert twice and all(why.endswith(ONCE) for why in twice)
    assert faults["why"].str.endswith(ONCE).sum() == len(twice)
    assert f"{len(twice)} of these corrections the second coding led to as well" in describe_verification()


def test_the_sentence_speaks_of_the_last_draw() -> None:
    last = verified_draws().iloc[-1]
    assert f"{last['confirmed']} of {last['cells']} cells were confirmed, {last['wrong']} wrong" in (
        describe_verification()
    )
