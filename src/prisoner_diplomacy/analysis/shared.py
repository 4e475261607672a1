"""What the measures share: the view as of a day, and the decisions on what counts as what."""

import re
from datetime import date

import pandas as pd

from prisoner_diplomacy.record.load import Context, first_days, last_days, select, split, without_parts

SERIES_START = date(2024, 7, 1)
"""The series of releases that the record covers without gaps starts in this month."""
SERIES_END = date(2026, 3, 20)
"""The last day of that series; of the time after it the record has the few rows that other texts quote."""

HOME = "BLR"
NOBODY = "none"
"""What stands for mediators where sources say that there were none."""
TALKED, SILENT, CLAIMED = "yes", "no", "claimed"
"""What a contact says of talks in it: that there were any, that none are told of, that one side says so."""

NEUTRAL = {"extend": "extend", "license": "wind-down", "lift": "court"}
"""What an act that neither tightens nor eases amounts to, by its action."""

CONFINED = "house arrest"
"""The kind of release after which people are out of prison and not free."""

NAMELESS = re.compile(r"unknown \((.*)\)")
"""A publisher that is not known, with what is known of the page."""

MEMBERS = frozenset(
    {"AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL"}
    | {"ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE"}
)
"""Members of the European Union from 2020 to 2025."""


def at(context: Context, as_of: date | str | None) -> Context:
    """Return the context as of a day, or as it comes when no day is given."""
    return context if as_of is None else context.as_of(as_of)


def side_of(country: str) -> str:
    """Return the side a country stands on: EU for the Union's members, else the country."""
    return "EU" if country in MEMBERS else country


def sides(cell: str) -> list[str]:
    """Return the sides besides Belarus that a cell of countries names, each once, in order."""
    return list(dict.fromkeys(side_of(country) for country in split(cell) if country not in (HOME, NOBODY)))


def talks(context: Context, parties: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the contacts in which sides speak, with given parties when any are named.

    What one side alone claims is not among them, nor a visit of which no talks are told.
    """
    rows = context.contacts[context.contacts["talks"] == TALKED]
    if parties:
        wanted = set(parties)
        rows = select(rows, (bool(wanted & {*split(cell), *sides(cell)}) for cell in rows["parties"]))
    return rows.reset_index(drop=True)


def claimed_talks(context: Context) -> pd.DataFrame:
    """Return the contacts that one side alone claims, each with the day of the claim."""
    rows = context.contacts
    return rows[rows["talks"] == CLAIMED].reset_index(drop=True)


def stances(sanctions: pd.DataFrame) -> list[str]:
    """Return what each act amounts to: ``tighten``, ``extend``, ``ease``, ``wind-down`` or ``court``.

    An act is what its direction says; a neutral one is told apart by its action: prolonged as it stood,
    allowed only so that dealings can end, or annulled by a court. None of the three is relief.
    """
    acts = zip(sanctions["direction"], sanctions["action"], strict=True)
    return [NEUTRAL.get(act, "extend") if way == "neutral" else way for way, act in acts]


def relief(context: Context) -> pd.DataFrame:
    """Return the acts of sanctions that are relief."""
    rows = context.sanctions
    return select(rows, (stance == "ease" for stance in stances(rows)))


def let_go(context: Context) -> pd.DataFrame:
    """Return the releases after which people are free, none of them contained in another."""
    return without_parts(context.releases[context.releases["kind"] != CONFINED])


def between(frame: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the rows whose date may lie between two days."""
    spans = zip(first_days(frame), last_days(frame), strict=True)
    return select(frame, (start <= last and end >= first for start, end in spans))


def series_start(context: Context) -> date:
    """Return where a picture of the releases starts: the series, or the record when it ends before that."""
    if context.last_day() > SERIES_START:
        return SERIES_START
    return min(first_days(context.releases), default=SERIES_START)


def span(low: float | int | None, high: float | int | None) -> str:
    """Return a range in words: 51 to 52, 31, at least 14, at most 3, or not known."""
    low, high = (None if value is None or pd.isna(value) else int(value) for value in (low, high))
    if low is None and high is None:
        return "not known"
    if low is None or high is None:
        return f"at most {high:,}" if low is None else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def publishers(context: Context, cell: str) -> list[str]:
    """Return the publishers of the pages that a cell of sources names, each once, in order."""
    known = context.sources.set_index("id")["publisher"]
    names = [NAMELESS.sub(r"\1", str(known[name])) for name in split(cell) if name in known.index]
    return list(dict.fromkeys(names))
