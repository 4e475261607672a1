"""The curated tables of context: load them checked, look at them as of a day, split their cells."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.article import InputError, parse_day
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.record.check import UNDER, find_problems
from prisoner_diplomacy.record.contradictions import Problem
from prisoner_diplomacy.schema.datapackage import Table, read_tables

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"integer": "Int64", "number": "float64"}
TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, eq=False)
class Context:
    """The tables of context as pandas frames, one row a fact; `data/README.md` describes every column.

    Empty text is ``""``, an unknown number missing. ``day`` is the day that the tables stand for, None
    when they hold everything.
    """

    releases: "pd.DataFrame"
    sanctions: "pd.DataFrame"
    contacts: "pd.DataFrame"
    prisoner_counts: "pd.DataFrame"
    links: "pd.DataFrame"
    reports: "pd.DataFrame"
    totals: "pd.DataFrame"
    list_totals: "pd.DataFrame"
    sources: "pd.DataFrame"
    day: date | None = None

    def as_of(self, day: date | str) -> "Context":
        """Return the context as it was known on a day: nothing that became public or happened later.

        A row whose ``known_from`` gives a month or a year counts as known from its last day. A row is
        kept or left out as a whole.
        """
        day = parse_day(day, "as of")
        tables = self.tables()
        frames: dict[str, Any] = {name: _until(tables[name], day) for name in tables if name != "sources"}
        used = {i for frame in frames.values() for cell in frame["sources"] for i in split(cell)}
        sources = self.sources[self.sources["id"].isin(sorted(used))].reset_index(drop=True)
        return Context(**frames, sources=sources, day=day)

    def since(self, day: date | str) -> "Context":
        """Return the rows alone that happened or became public after a day."""
        day = parse_day(day, "since")
        earlier = self.as_of(day)
        frames: dict[str, Any] = {
            name: frame[~frame["id"].isin(getattr(earlier, name)["id"])].reset_index(drop=True)
            for name, frame in self.tables().items()
            if name != "sources"
        }
        return Context(**frames, sources=self.sources)

    def tables(self) -> dict[str, "pd.DataFrame"]:
        """Return the tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def last_day(self) -> date:
        """Return the day that the context stands for, else the last day on which anything happened."""
        if self.day:
            return self.day
        days = [
            day for name in ("releases", "sanctions", "contacts") for day in last_days(self.tables()[name])
        ]
        return max((day for day in days if day), default=date.min)


TABLES = tuple(field.name for field in fields(Context) if field.name != "day")
"""The tables that a context holds."""


def load_context(folder: str | Path | None = None) -> Context:
    """Load the tables of a data folder, each checked against its schema.

    Args:
        folder: holds ``datapackage.json`` and ``context/``; by default the clone's ``data``, outside a clone
            what the installed package brings along.

    Raises:
        InputError: a table is missing or something in it is wrong.
    """
    place = Path(folder) if folder is not None else record_folder()
    problems = find_problems(place)
    if problems:
        more = f" (and {len(problems) - 1} more: prisoner-diplomacy context check)" if problems[1:] else ""
        raise InputError(f"{problems[0]}{more}")
    tables = read_tables(place, UNDER)
    frames: dict[str, Any] = {name: _read(tables[name]) for name in TABLES}
    return Context(**frames)


def check_context(folder: str | Path | None = None) -> list[Problem]:
    """Return everything that is wrong in the tables of a data folder, each with its place and remedy.

    Raises:
        InputError: the data package itself is missing or malformed.
    """
    return find_problems(Path(folder) if folder is not None else record_folder())


def processing_notes(table: str, folder: str | Path | None = None) -> list[str]:
    """Return the editorial decisions taken in a table, as the data package states them."""
    return read_tables(Path(folder) if folder is not None else record_folder(), UNDER)[table].notes


def load_scores(folder: str | Path | None = None) -> dict[tuple[str, str], float]:
    """Return PLOVER's conflict-cooperation score of each event and mode."""
    place = Path(folder) if folder is not None else record_folder()
    frame = _read(read_tables(place, "plover/")["plover-scores"])
    keys = zip(frame["event"].tolist(), frame["mode"].tolist(), strict=True)
    return dict(zip(keys, frame["score"].tolist(), strict=True))


def load_second_coding(folder: str | Path | None = None) -> "pd.DataFrame":
    """Return the fields that a second coder filled anew, one a row, as text."""
    place = Path(folder) if folder is not None else record_folder()
    return _read(read_tables(place, UNDER)["second_coding"])


def load_verification(folder: str | Path | None = None) -> "pd.DataFrame":
    """Return the cells that were looked up anew on other pages, one a row, as text but for the draw."""
    place = Path(folder) if folder is not None else record_folder()
    return _read(read_tables(place, UNDER)["verification"])


def split(cell: str) -> list[str]:
    """Return the values that a cell holds with ``;`` between them."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def first_days(frame: "pd.DataFrame", column: str = "date") -> list[date]:
    """Return the first day that each row's date allows."""
    return [edtf_bounds(value)[0] or date.min for value in frame[column]]


def last_days(frame: "pd.DataFrame", column: str = "date") -> list[date]:
    """Return the last day that each row's date allows."""
    return [edtf_bounds(value)[1] or date.max for value in frame[column]]


def select(frame: "pd.DataFrame", keep: Iterable[bool]) -> "pd.DataFrame":
    """Return the rows that are to be kept, numbered anew; an empty frame keeps its columns."""
    return frame.iloc[[place for place, kept in enumerate(keep) if kept]].reset_index(drop=True)


def without_parts(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows that are contained in no other row of the frame, so that sums are right."""
    return select(frame, ~frame["part_of"].isin(frame["id"]))


def _until(frame: "pd.DataFrame", day: date) -> "pd.DataFrame":
    known = zip(last_days(frame, "known_from"), first_days(frame), strict=True)
    return select(frame, (public <= day and start <= day for public, start in known))


def _read(table: Table) -> "pd.DataFrame":
    import pandas as pd

    numbers = {name: DTYPES[c.type] for name, c in table.columns.items() if c.type in DTYPES}
    truths = [name for name, column in table.columns.items() if column.type == "boolean"]
    frame = pd.read_csv(table.path, dtype=str, keep_default_na=False, encoding="utf-8")
    for name, dtype in numbers.items():
        frame[name] = pd.to_numeric(frame[name].replace("", None)).astype(dtype)  # type: ignore[call-overload]
    return frame.assign(**{name: frame[name].map(TRUTH).astype("boolean") for name in truths})
