"""Rows drawn at random and looked up anew on pages that are not among their own sources."""

import csv
import hashlib
import io
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.record.check import UNDER
from prisoner_diplomacy.record.load import load_second_coding, load_verification, split
from prisoner_diplomacy.schema.datapackage import Table, read_tables

DRAWN_FROM = ("releases", "sanctions", "contacts", "prisoner_counts")
NOT_LOOKED_UP = ("id", "sources", "confidence", "note")
"""Columns that name a row, say where it comes from, or follow from that."""
FOUND = ("confirmed", "wrong")
NOT_FOUND = "not found elsewhere"
ONCE = "The second coding found the same: both led to one change."


class DrawnRow(NamedTuple):
    """A row that is to be looked up."""

    table: str
    cells: dict[str, str]

    def place(self, seed: int) -> str:
        """Return what orders the rows of a draw: the same for anyone, foreseen by nobody."""
        return hashlib.sha256(f"{seed}/{self.table}/{self.cells['id']}".encode()).hexdigest()

    def fields(self) -> dict[str, str]:
        """Return the filled cells that another page can bear out."""
        return {name: cell for name, cell in self.cells.items() if cell and name not in NOT_LOOKED_UP}


def draw_rows(seed: int, size: int, folder: Path | None = None) -> list[DrawnRow]:
    """Return rows of releases, sanctions, contacts and counts that no earlier draw held, in the order drawn.

    Rows are ordered by the hash of seed, table and id, so that whoever has the same data draws the same rows,
    and a longer draw begins with the shorter one.

    Args:
        seed: stated before the draw.
        size: how many rows; fewer come back when no more are left.
        folder: the data folder, by default the clone's.
    """
    place = folder or record_folder()
    tables = read_tables(place, UNDER)
    earlier = set(load_verification(place)["row"])
    rows = [DrawnRow(name, cells) for name in DRAWN_FROM for cells in _cells(tables[name])]
    return sorted((row for row in rows if row.cells["id"] not in earlier), key=lambda row: row.place(seed))[
        :size
    ]


def draw_form(seed: int, size: int, folder: Path | None = None) -> str:
    """Return a draw as CSV, to be filled in: one line a cell, with the columns of `verification.csv`."""
    place = folder or record_folder()
    done = load_verification(place)["draw"]
    draw = str(int(done.max()) + 1 if len(done) else 1)
    out = io.StringIO()
    columns = list(read_tables(place, UNDER)["verification"].columns)
    form = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    form.writeheader()
    for row in draw_rows(seed, size, place):
        name = row.cells["id"]
        for field, value in row.fields().items():
            line = {"id": f"{draw}/{name}/{field}", "draw": draw, "table": row.table, "row": name}
            form.writerow({**line, "field": field, "value": value})
    return out.getvalue()


def verified_draws(folder: Path | None = None) -> pd.DataFrame:
    """Return, for each draw, how many rows and cells were looked up and how they came out.

    ``rows found`` counts the rows of which another page told at least one cell.
    """
    looked_up = load_verification(folder)
    return pd.DataFrame([_counted(draw, cells) for draw, cells in looked_up.groupby("draw")])


def _counted(draw: object, cells: pd.DataFrame) -> dict[str, object]:
    verdicts = cells["verdict"].value_counts()
    found = cells[cells["verdict"].isin(FOUND)]
    return {
        "draw": draw,
        "looked up": " to ".join(sorted({min(cells["checked"]), max(cells["checked"])})),
        "rows": cells["row"].nunique(),
        "rows found": found["row"].nunique(),
        "cells": len(cells),
        **{verdict: int(verdicts.get(verdict, 0)) for verdict in (*FOUND, NOT_FOUND)},
        "pages": len({page for cell in found["page"] for page in split(cell)}),
    }


def faults_found(folder: Path | None = None) -> pd.DataFrame:
    """Return the cells that another page showed to be wrong, with what holds now and why.

    A fault that two coders differed on as well, and settled alike, says so: the record changed once.
    """
    looked_up = load_verification(folder)
    wrong = looked_up[looked_up["verdict"] == "wrong"].copy()
    twice = _settled_alike(wrong, folder)
    wrong.loc[twice, "why"] += f" {ONCE}"
    columns = ["draw", "row", "field", "value", "corrected", "why", "page", "publisher"]
    return wrong[columns].reset_index(drop=True)


def _settled_alike(wrong: pd.DataFrame, folder: Path | None) -> "pd.Series[bool]":
    coded = load_second_coding(folder)
    settled = set(zip(coded["row"], coded["field"], coded["settled"], strict=True))
    found = zip(wrong["row"], wrong["field"], wrong["corrected"], strict=True)
    return pd.Series([fault in settled for fault in found], index=wrong.index, dtype=bool)


def describe_verification(folder: Path | None = None) -> str:
    """Return in a sentence what came of the last draw, and of all together."""
    draws = verified_draws(folder)
    last, wrong = draws.iloc[-1], int(draws["wrong"].sum())
    faults = faults_found(folder)
    both = int(faults["why"].str.endswith(ONCE).sum())
    too = f"; {both} of these corrections the second coding led to as well" if both else ""
    every, told = int(draws["cells"].sum()), int((draws["cells"] - draws[NOT_FOUND]).sum())
    return (
        f"In the last of {len(draws)} draws, {last['rows']} rows were looked up on pages other than "
        f"their own: {last['confirmed']} of {last['cells']} cells were confirmed, {last['wrong']} wrong, and "
        f"{last[NOT_FOUND]} stand on no other page that was found. In all draws another page spoke of "
        f"{told:,} of {every:,} cells; {wrong} were wrong, and are corrected{too}."
    )


def _cells(table: Table) -> list[dict[str, str]]:
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
