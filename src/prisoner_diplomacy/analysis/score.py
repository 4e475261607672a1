"""Conflict-cooperation by month and dyad, scored as PLOVER's draft 0.8 scores events.

Talks are CONSULT (a call phone, a visit visit, a meeting without a mode), a release is RETREAT /
release, an act that imposes, widens or extends sanctions SANCTION / discontinue, relief CONCEDE. Posts
and embassies have no PLOVER code, a licence that winds down and a court's annulment are left out. The
score of an event does not grow with the number of people or names.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.shared import HOME, at, let_go, series_start, side_of, sides, stances, talks
from prisoner_diplomacy.record.load import Context, first_days, load_scores, select

MODES = {"call": "phone", "visit": "visit", "meeting": ""}
SANCTIONS = {
    "tighten": ("SANCTION", "discontinue"),
    "extend": ("SANCTION", "discontinue"),
    "ease": ("CONCEDE", ""),
}
COLUMNS = ["date", "month", "dyad", "table", "id", "event", "mode", "score"]
DOMESTIC = "at home"


def plover_events(
    context: Context,
    scores: dict[tuple[str, str], float] | None = None,
    as_of: date | str | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """Return every scored event: one row an act and dyad of Belarus with a side.

    Members of the European Union count as EU. A contact with several sides is an event of each. A
    release is an event with the sides that mediated it, else with those the people were taken to, else
    a matter at home.
    """
    context = at(context, as_of)
    scores = load_scores() if scores is None else scores
    start = since or series_start(context)
    found = [*_talks(context), *_releases(context), *_sanctions(context)]
    frame = pd.DataFrame(
        [{**row, "score": scores[row["event"], row["mode"]]} for row in found],
        columns=["date", "dyad", "table", "id", "event", "mode", "score"],
    )
    days = first_days(frame)
    frame.insert(1, "month", [f"{day:%Y-%m}" for day in days])
    frame = select(frame, (day >= start for day in days))
    return frame.sort_values(["date", "dyad", "id"], ignore_index=True)[COLUMNS]


def plover_by_month(
    context: Context,
    scores: dict[tuple[str, str], float] | None = None,
    as_of: date | str | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """Return the number of events and the sum and mean of their scores by month and dyad.

    An event whose date is an interval counts in its first month. Months without an event have no row.
    """
    events = plover_events(context, scores, as_of, since)
    sums = events.groupby(["month", "dyad"])["score"].agg(events="count", score_sum="sum", score_mean="mean")
    return sums.reset_index().round({"score_sum": 1, "score_mean": 2})


def _talks(context: Context) -> Iterator[dict[str, Any]]:
    for _, row in talks(context).iterrows():
        for side in sides(row["parties"]):
            yield _event(row, side, "contacts", "CONSULT", MODES[row["kind"]])


def _releases(context: Context) -> Iterator[dict[str, Any]]:
    for _, row in let_go(context).iterrows():
        for side in sides(row["mediators"]) or sides(row["taken_to"]) or [DOMESTIC]:
            yield _event(row, side, "releases", "RETREAT", "release")


def _sanctions(context: Context) -> Iterator[dict[str, Any]]:
    for (_, row), stance in zip(context.sanctions.iterrows(), stances(context.sanctions), strict=True):
        if stance in SANCTIONS:
            yield _event(row, side_of(row["sender"]), "sanctions", *SANCTIONS[stance])


def _event(row: "pd.Series[Any]", side: str, table: str, event: str, mode: str) -> dict[str, Any]:
    return {
        "date": row["date"],
        "dyad": f"{HOME}–{side}",
        "table": table,
        "id": row["id"],
        "event": event,
        "mode": mode,
    }
