"""What followed what because somebody says so, beside what merely stood near; by whom, and of which kind.

A link is a claim: who makes it and who denies it stand beside it. Nearness in time is the ledger's.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.ledger import ledger
from prisoner_diplomacy.analysis.shared import NOBODY, SERIES_END, at, let_go, series_start, sides, span
from prisoner_diplomacy.edtf import days_between
from prisoner_diplomacy.record.load import Context, first_days, last_days, select, split
from prisoner_diplomacy.wording import join_words, long_day, plural, the

NUMBERS = ("count_low", "count_high", "days_low", "days_high")
TIED = [
    "release",
    "released",
    "count_low",
    "count_high",
    "relation",
    "table",
    "other",
    "date",
    "kind",
    "what",
    "days_low",
    "days_high",
    "claimed_by",
    "denied_by",
    "note",
]
PAIR = ["release", "released", "count_low", "count_high", "other", "date", "what", "days_low", "days_high"]
BASES = {(True, True): "tied and near", (True, False): "tied alone", (False, True): "near alone"}
"""What a pair rests on, by whether somebody ties the two and whether they are near in time."""
SOUGHT, QUOTED = "every release looked for", "only releases that other texts quote"
"""What the record holds of a month: up to the end of its series, and after it."""
RELIEF = ["given in return", "followed"]
"""The relations by which relief answers a release or a release answers relief."""
UNKNOWN = "not known"
SUBJECTS = {"listing": "listings", "border": "borders"}
TOLD = {"sanctions": ("type", "measure"), "contacts": ("kind", "result")}
"""The columns that say of which kind an act is, and what it was."""


def tied(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return the links between a release and a measure or contact, one a row, with both ends told.

    ``days_low`` and ``days_high`` are the fewest and the most days from the release to the other act.
    """
    context = at(context, as_of)
    rows = [row for _, link in context.links.iterrows() for row in _tie(context, link)]
    frame = pd.DataFrame(rows, columns=TIED).astype(dict.fromkeys(NUMBERS, "Int64"))
    return frame.sort_values(["released", "date", "other", "relation"], ignore_index=True)


def _tie(context: Context, link: "pd.Series[Any]") -> Iterator[dict[str, Any]]:
    ends = {link[f"{end}_table"]: link[f"{end}_id"] for end in ("from", "to")}
    table = next((name for name in TOLD if name in ends), "")
    if "releases" not in ends or not table:
        return
    release, other = _row(context.releases, ends["releases"]), _row(context.tables()[table], ends[table])
    low, high = days_between(release["date"], other["date"])
    kind, what = TOLD[table]
    yield {
        "release": release["id"],
        "released": release["date"],
        "count_low": release["count_low"],
        "count_high": release["count_high"],
        "table": table,
        "other": other["id"],
        "date": other["date"],
        "kind": other[kind],
        "what": other[what],
        "days_low": low,
        "days_high": high,
        **{name: link[name] for name in ("relation", "claimed_by", "denied_by")},
        "note": link["note"],
    }


def _row(frame: pd.DataFrame, name: str) -> "pd.Series[Any]":
    return frame[frame["id"] == name].iloc[0]


def describe_links(context: Context, as_of: date | str | None = None) -> str:
    """Return in a few sentences which relief somebody ties to releases, by whose mediation, of which kind."""
    context = at(context, as_of)
    links, kinds = relief_by_link(context), kinds_of_relief(context)
    releases = links.drop_duplicates("release")
    if releases.empty:
        return "The record holds no relief that somebody ties to a release."
    people = span(releases["count_low"].sum(), releases["count_high"].sum())
    known = context.releases.set_index("id")["mediators"]
    mediators = sorted({name for release in releases["release"] for name in split(known[release])})
    kinds["type"] = [SUBJECTS.get(name, name) for name in kinds["type"]]
    types = sorted({row["type"] for _, row in kinds.iterrows() if row["tied_acts"]})
    refused = int((links["denied_by"] != "").sum())
    acts = plural(links["other"].nunique(), "act")
    names = join_words([the(name) for name in mediators])
    every, eased = plural(len(let_go(context)), "release"), int(kinds["acts"].sum())
    day = context.last_day()
    gaps = f", without gaps only to {long_day(SERIES_END)}" if day > SERIES_END else ""
    others = sorted(set(kinds["type"]) - set(types))
    untied = f", none on {join_words(others)}" if others else ""
    return (
        f"As of {long_day(day)} the record holds {every}{gaps}. To {len(releases)} of them, which freed "
        f"{people} people, somebody ties relief: {acts} of {eased}, in {plural(len(links), 'tie')}, of which "
        f"somebody denies {refused}. Their mediators, in all: {names}. The relief so tied bears on "
        f"{join_words(types)}{untied}. A tie is a claim, not a proof."
    )


def relief_by_link(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return the relief that somebody ties to a release, a row a pair; claims of a pair stand together."""
    context = at(context, as_of)
    eased = context.sanctions[context.sanctions["direction"] == "ease"]["id"]
    rows = tied(context)
    rows = rows[rows["other"].isin(eased) & rows["relation"].isin(RELIEF)]
    pairs = [group for _, group in rows.groupby(["release", "other"], sort=False)]
    joined = {
        name: [_together(group[name]) for group in pairs] for name in ("relation", "claimed_by", "denied_by")
    }
    joined["note"] = [" ".join(dict.fromkeys(filter(None, group["note"]))) for group in pairs]
    firsts = pd.concat([group.iloc[:1] for group in pairs]) if pairs else rows
    return firsts.drop(columns="table").assign(**joined).reset_index(drop=True)


def _together(cells: "pd.Series[str]") -> str:
    return ";".join(dict.fromkeys(value for cell in cells for value in split(cell)))


def relief_by_link_and_window(
    context: Context, window_days: int = 30, as_of: date | str | None = None, since: date | None = None
) -> pd.DataFrame:
    """Set the relief that somebody ties to a release beside the relief that stands near it in time.

    ``basis`` is tied and near, tied alone (outside the window) or near alone (nobody ties the two).

    Args:
        context: the tables.
        window_days: how far around a release the window reaches.
        as_of: the day to stand on.
        since: first day of releases; by default the start of the series.
    """
    context = at(context, as_of)
    start = since or series_start(context)
    near = ledger(context, window_days, since=start)
    near = near[near["kind"] == "relief"]
    links = relief_by_link(context)
    links = select(links, (day >= start for day in last_days(links, "released")))
    pairs = pd.concat([links[PAIR], near[PAIR]]).drop_duplicates(["release", "other"])
    claims = links[["release", "other", "relation", "claimed_by", "denied_by"]]
    table = pairs.merge(claims, on=["release", "other"], how="left")
    table = table.fillna(dict.fromkeys(("relation", "claimed_by", "denied_by"), ""))
    beside = set(zip(near["release"], near["other"], strict=True))
    close = [pair in beside for pair in zip(table["release"], table["other"], strict=True)]
    ties = zip(table["relation"] != "", close, strict=True)
    table.insert(len(PAIR), "basis", [BASES[pair] for pair in ties])
    return table.sort_values(["released", "days_low", "other"], ignore_index=True)


def mediation(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return for each mediator, none and not known the releases, the people and the relief tied to them.

    A release with several mediators counts for each, so the rows do not add up.
    """
    context = at(context, as_of)
    answered = set(relief_by_link(context)["release"])
    releases = let_go(context)
    rows = []
    for cell, group in releases.groupby("mediators"):
        for name in split(str(cell)) or [UNKNOWN]:
            rows += [{"mediator": name, **_counted(row, answered)} for _, row in group.iterrows()]
    columns = ["mediator", "releases", "people_low", "people_high", "with_relief"]
    table = pd.DataFrame(rows, columns=columns).groupby("mediator").sum().astype("int64").reset_index()
    last = table["mediator"].isin([NOBODY, UNKNOWN])
    order = table.assign(last=last, most=-table["people_high"]).sort_values(["last", "most", "mediator"])
    return order[columns].reset_index(drop=True)


def _counted(row: "pd.Series[Any]", answered: set[str]) -> dict[str, int]:
    low = 0 if pd.isna(row["count_low"]) else int(row["count_low"])
    high = low if pd.isna(row["count_high"]) else int(row["count_high"])
    return {"releases": 1, "people_low": low, "people_high": high, "with_relief": int(row["id"] in answered)}


def kinds_of_relief(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return for each type and action of relief the acts, those tied to a release, and the people in those.

    People of a release to which several acts of one kind are tied count once.
    """
    context = at(context, as_of)
    links = relief_by_link(context)
    rows = []
    for (kind, action), acts in context.sanctions[context.sanctions["direction"] == "ease"].groupby(
        ["type", "action"]
    ):
        pairs = links[links["other"].isin(acts["id"])]
        releases = pairs.drop_duplicates("release")
        row: dict[str, Any] = {
            "type": kind,
            "action": action,
            "senders": ", ".join(sorted(set(acts["sender"]))),
        }
        row |= {"acts": len(acts), "tied_acts": pairs["other"].nunique(), "releases": len(releases)}
        row |= {f"people_{end}": int(releases[f"count_{end}"].sum()) for end in ("low", "high")}
        rows.append({**row, "denied": int((pairs["denied_by"] != "").sum())})
    return pd.DataFrame(rows)


def freed_by_month(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return, a row a month from the start of the series, the releases, people and political prisoners freed.

    Low and high are the bounds of the sources; a count that is not known is nothing in the low sum, and
    everybody freed in the high one. ``mediated`` counts the people of releases with a known mediator.
    """
    context = at(context, as_of)
    start, releases = series_start(context), let_go(context)
    releases = select(releases, (day >= start for day in first_days(releases)))
    months = {month: _month([]) for month in _months(start, context.last_day())}
    dated = sorted(
        zip(first_days(releases), releases.to_dict("records"), strict=True), key=lambda pair: pair[0]
    )
    for month, group in groupby(dated, key=lambda pair: f"{pair[0]:%Y-%m}"):
        months[month] = _month([row for _, row in group])
    rows = [{"month": month, **sums, "coverage": _coverage(month)} for month, sums in months.items()]
    return pd.DataFrame(rows)


def _coverage(month: str) -> str:
    return QUOTED if month > f"{SERIES_END:%Y-%m}" else SOUGHT


def _month(rows: list[dict[Any, Any]]) -> dict[str, int]:
    known = [{name: None if pd.isna(row[name]) else int(row[name]) for name in COUNTS} for row in rows]
    lows = [row["count_low"] or 0 for row in known]
    highs = [
        low if row["count_high"] is None else row["count_high"] for row, low in zip(known, lows, strict=True)
    ]
    mediated = [bool(sides(row["mediators"])) for row in rows]
    political = [
        high if row["political_high"] is None else row["political_high"]
        for row, high in zip(known, highs, strict=True)
    ]
    return {
        "releases": len(rows),
        "people_low": sum(lows),
        "people_high": sum(highs),
        "political_low": sum(row["political_low"] or 0 for row in known),
        "political_high": sum(political),
        "mediated_low": sum(low for low, yes in zip(lows, mediated, strict=True) if yes),
        "mediated_high": sum(high for high, yes in zip(highs, mediated, strict=True) if yes),
    }


COUNTS = ("count_low", "count_high", "political_low", "political_high")


def _months(first: date, last: date) -> list[str]:
    count = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{n // 12}-{n % 12 + 1:02}" for n in count]
