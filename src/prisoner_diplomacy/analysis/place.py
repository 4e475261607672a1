"""Where the events of an article stand in the record: which rows of context they may be."""

from datetime import date
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.shared import HOME, MEMBERS, at, stances, talks
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.record.load import Context, split

TABLES = {"release": "release", "talks": "talks", "sanction": "sanction", "sanction-relief": "relief"}
STANCES = {"sanction": ("tighten", "extend"), "relief": ("ease",)}
WEST = frozenset({"USA", "EU", "GBR", "CAN", "CHE", *MEMBERS})


def place_events(context: Context, events: pd.DataFrame, as_of: date | str | None = None) -> pd.DataFrame:
    """Return an article's events with the rows of the record that each may be.

    A row may be an event when it is of the event's kind, their dates overlap, and a country of the event
    besides Belarus takes part in it; an event that names no other country fits any. An event without a
    date, that did not occur, or in which Belarus has no part, is given no row.

    Args:
        context: the tables.
        events: the events of an article, with the columns of the codebook.
        as_of: the day to stand on.
    """
    record = _record(at(context, as_of))
    table = events[["event_id", "kind", "date", "status", "actor_country", "target_country"]].copy()
    table["counted"] = events["counted"]
    table["count_low"], table["count_high"] = events["count_low"], events["count_high"]
    table["record"] = [";".join(_rows(event, record)) for _, event in events.iterrows()]
    return table.reset_index(drop=True)


def _record(context: Context) -> list[dict[str, Any]]:
    rows = [
        {"kind": "release", "id": row["id"], "date": row["date"], "countries": _freed(row)}
        for _, row in context.releases.iterrows()
    ]
    for _, row in talks(context).iterrows():
        countries = set(split(row["parties"])) - {HOME}
        rows.append({"kind": "talks", "id": row["id"], "date": row["date"], "countries": countries})
    for (_, row), stance in zip(context.sanctions.iterrows(), stances(context.sanctions), strict=True):
        kind = next((kind for kind, members in STANCES.items() if stance in members), "")
        rows.append({"kind": kind, "id": row["id"], "date": row["date"], "countries": {row["sender"]}})
    return rows


def _freed(row: "pd.Series[Any]") -> set[str]:
    found = {*split(row["mediators"]), *split(row["taken_to"])}
    return found | ({"UKR"} if pd.notna(row["ukrainians"]) and row["ukrainians"] else set())


def _rows(event: "pd.Series[Any]", record: list[dict[str, Any]]) -> list[str]:
    kind = TABLES.get(event["kind"])
    countries = {*split(event["actor_country"]), *split(event["target_country"])}
    if not kind or not event["date"] or event["status"] != "occurred" or HOME not in countries:
        return []
    others = _widened(countries - {HOME})
    first, last = edtf_bounds(event["date"])
    found = []
    for row in record:
        start, end = edtf_bounds(row["date"])
        overlap = (first or date.min) <= (end or date.max) and (start or date.min) <= (last or date.max)
        if row["kind"] == kind and overlap and (not others or others & _widened(row["countries"])):
            found.append(row["id"])
    return sorted(found)


def _widened(countries: set[str]) -> set[str]:
    wide = set(countries)
    if wide & MEMBERS:
        wide.add("EU")
    return wide | WEST if "WEST" in wide else wide
