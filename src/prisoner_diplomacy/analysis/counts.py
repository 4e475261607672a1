"""People freed, people still held, and what the two together say of people newly jailed."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from prisoner_diplomacy.analysis.shared import SERIES_START, at, let_go, series_start, span
from prisoner_diplomacy.record.load import Context, first_days, last_days, select, split

COUNTER = "Viasna"
COUNTER_IS = "a Belarusian human rights group"
RECOGNISED = "recognised as political prisoners"
"""How the definition of Viasna's list starts; its counts of Ukrainians are of another kind."""
NEAR, HALF_YEAR = timedelta(days=7), timedelta(days=183)
ROUND = 50
"""A multiple of this is taken as rounded, and used only when no other count is near."""


def freed(context: Context, as_of: date | str | None = None, since: date | None = None) -> pd.DataFrame:
    """Return the releases in order with running totals; contained ones and house arrest are left out.

    A count that is open above takes its low number on, so that the high total is a floor as well.
    """
    context = at(context, as_of)
    start = since or series_start(context)
    rows = let_go(context)
    rows = select(rows, (day >= start for day in first_days(rows))).sort_values(
        ["date", "id"], ignore_index=True
    )
    table = rows[["id", "date", "count_low", "count_high", "who", "taken_to", "mediators"]].copy()
    table["count_high"] = table["count_high"].fillna(table["count_low"])
    table["total_low"] = table["count_low"].fillna(0).cumsum()
    table["total_high"] = table["count_high"].fillna(0).cumsum()
    return table


def freed_by_year(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return releases and people freed by calendar year, low and high, over the whole record."""
    table = freed(context, as_of, since=date.min)
    table["year"] = [day.year for day in first_days(table)]
    sums = table.groupby("year").agg(
        releases=("id", "count"), people_low=("count_low", "sum"), people_high=("count_high", "sum")
    )
    return sums.reset_index()


def held(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return the counts of people held by Viasna's list, one row a count, in order of time.

    The list holds people in custody whom Belarusian rights groups recognise as political prisoners. It
    is the one series with a constant definition; other counters stay in `prisoner_counts`. ``open`` tells
    of a count that only says how many there are at least.
    """
    rows = at(context, as_of).prisoner_counts
    rows = rows[(rows["counted_by"] == COUNTER) & rows["definition"].str.startswith(RECOGNISED)]
    rows = rows.assign(open=rows["count_low"].notna() & rows["count_high"].isna())
    columns = ["id", "date", "count", "open", "confidence", "note"]
    return rows.sort_values(["date", "id"], ignore_index=True)[columns]


class Held(NamedTuple):
    """A count of those held: its row, day and number in words, and the day and number given before."""

    id: str
    date: str
    words: str
    before: str
    as_before: str


def held_about(context: Context, day: date) -> list[Held]:
    """Return the counts within a week of a day, the nearest first; rounded ones only where all are.

    A count that only says how many there are at least stays so, "at least 1,184", and comes after those that
    say how many there are. Of a disputed count it is told for which day of the half-year before the same
    number was given first.
    """
    counts = held(context)
    near = [
        (bool(counts["open"].iloc[number]), abs(end - day), number)
        for number, (start, end) in enumerate(_spans(counts))
        if end == start and abs(end - day) <= NEAR
    ]
    exact = [place for place in near if counts["count"].iloc[place[-1]] % ROUND]
    return [_held(context, counts, number) for *_, number in sorted(exact or near)]


def _held(context: Context, counts: pd.DataFrame, number: int) -> Held:
    spans, row = _spans(counts), counts.iloc[number]
    known = context.prisoner_counts.set_index("id")
    earlier = [
        (str(other["date"]), _in_words(known.loc[other["id"]]))
        for (_, end), (_, other) in zip(spans, counts.iterrows(), strict=True)
        if NEAR < spans[number][1] - end <= HALF_YEAR and other["count"] == row["count"]
    ]
    before = earlier[0] if earlier and row["confidence"] == "disputed" else ("", "")
    return Held(str(row["id"]), str(row["date"]), _in_words(known.loc[row["id"]]), *before)


def _in_words(count: "pd.Series[Any]") -> str:
    bounds = [None if pd.isna(count[end]) else int(count[end]) for end in ("count_low", "count_high")]
    return span(*bounds) if any(bounds) else f"{count['count']:,}"


class Count(NamedTuple):
    """How many were held by a count, and the day on which it was taken."""

    number: int
    day: date


def newly_listed(
    context: Context, as_of: date | str | None = None, since: date = SERIES_START
) -> pd.DataFrame:
    """Return, a half-year at a time, how many more joined the list of those held than left it unnamed.

    ``net_new`` is what the count of those held at the end, less the count at the start, plus those
    freed between, comes to: people newly recognised as held, less those who left without a release in
    this record, mostly at the end of their term. It is a floor for the newly jailed as far as those
    freed were on the list; some were not (foreigners, people convicted over drugs). Freed between are those
    let go after the day of the one count, up to the day of the other. Low and high carry the
    range of counts given within a week of each boundary and of the counts of releases; a count that only says
    how many there are at least is used where no other is near. ``counted_on`` has the day or the days of the
    count at the end.
    """
    context = at(context, as_of)
    counts, table = held(context), freed(context, since=date.min)
    days = _boundaries(since, context.last_day())
    found = [(day, _near(counts[~counts["open"]], day) or _near(counts, day)) for day in days]
    stops = [(day, near) for day, near in found if near]
    rows = [
        {"from": start, "to": end, **_joined(table, before, after)}
        for (start, before), (end, after) in pairwise(stops)
    ]
    return pd.DataFrame(rows)


def _joined(releases: pd.DataFrame, before: Sequence[Count], after: Sequence[Count]) -> dict[str, Any]:
    pairs = [(a, b, freed_between(releases, a.day, b.day)) for a in before for b in after]
    days = sorted({count.day.isoformat() for count in after})
    ends = {
        "held_before": [count.number for count in before],
        "freed": [people for *_, bounds in pairs for people in bounds],
        "held_after": [count.number for count in after],
        "net_new": [b.number - a.number + people for a, b, bounds in pairs for people in bounds],
    }
    row: dict[str, Any] = {
        f"{name}_{end}": bound(numbers)
        for name, numbers in ends.items()
        for end, bound in (("low", min), ("high", max))
    }
    counted_on = days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"
    net_new = {name: row.pop(name) for name in ("net_new_low", "net_new_high")}
    return {**row, "counted_on": counted_on, **net_new}


def freed_between(releases: pd.DataFrame, start: date, end: date) -> tuple[int, int]:
    """Return how many were let go after one day and up to another, at least and at most.

    Args:
        releases: as `freed` gives them.
        start: the day after which they count.
        end: the last day that counts.
    """
    rows = select(releases, (start < day <= end for day in last_days(releases)))
    return int(rows["count_low"].sum()), int(rows["count_high"].sum())


def check_totals(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Set totals that monitors and agencies published beside the record's own sums of the same period.

    The own sum takes the kinds of release and the count, of people or of political prisoners, that the
    total covers. A verdict other than agreement says by how much the nearest end of the own sum is off.
    """
    context = at(context, as_of)
    releases = let_go(context)
    totals = context.totals.sort_values(["date", "id"])
    rows: list[dict[str, Any]] = []
    for (_, total), start, end in zip(totals.iterrows(), first_days(totals), last_days(totals), strict=True):
        low, high = _own_sum(releases, total, start, end)
        published = [None if pd.isna(total[end]) else int(total[end]) for end in ("count_low", "count_high")]
        told = {name: total[name] for name in ("counted_by", "definition", "note")}
        ends = {"published_low": published[0], "published_high": published[1]}
        ends |= {"own_low": low, "own_high": high}
        rows.append({"period": total["date"], **ends, "verdict": _verdict((low, high), published), **told})
    frame = pd.DataFrame(rows)
    return frame.astype({"published_low": "Int64", "published_high": "Int64"}) if rows else frame


def _own_sum(releases: pd.DataFrame, total: "pd.Series[Any]", start: date, end: date) -> tuple[int, int]:
    """Return the lowest and highest sum of what a total covers; a count not known may be none or all."""
    kinds = split(total["kinds"])
    rows = select(releases, (start <= day <= end for day in last_days(releases)))
    rows = rows[rows["kind"].isin(kinds)] if kinds else rows
    most = rows["count_high"].fillna(rows["count_low"])
    if total["counts"] == "people":
        return int(rows["count_low"].sum()), int(most.sum())
    return int(rows["political_low"].fillna(0).sum()), int(rows["political_high"].fillna(most).sum())


def _verdict(own: tuple[int, int], published: list[int | None]) -> str:
    low, high = published
    if high is not None and own[0] > high:
        return f"the record is higher by {span(own[0] - high, own[1] - high)}"
    if low is not None and own[1] < low:
        return f"the record is lower by {span(low - own[1], low - own[0])}"
    return "agrees"


def _boundaries(first: date, last: date) -> list[date]:
    days = [
        date(year, month, day)
        for year in range(first.year, last.year + 1)
        for month, day in ((6, 30), (12, 31))
    ]
    return [first - timedelta(days=1), *(day for day in days if first <= day < last - NEAR), last]


def _near(counts: pd.DataFrame, day: date) -> list[Count]:
    """Return the counts within a week of a day; rounded ones only where all are."""
    spans = zip(_spans(counts), counts["count"], strict=True)
    near = [Count(int(n), end) for (start, end), n in spans if start == end and abs(end - day) <= NEAR]
    return [count for count in near if count.number % ROUND] or near


def _spans(frame: pd.DataFrame) -> list[tuple[date, date]]:
    return list(zip(first_days(frame), last_days(frame), strict=True))
