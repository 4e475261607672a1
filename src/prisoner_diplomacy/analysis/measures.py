"""Sanctions by sender over time.

Which single measures are in force on a day cannot be derived from acts alone: an act lists many names
and rarely says what it replaces, and a licence leaves the measure in place. So acts are counted as they
add up, tightening and easing apart, and a sender's measures are in force from its first act on for as
long as no act lifts them all, which no sender has done in the record.
"""

from datetime import date
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.shared import at, stances
from prisoner_diplomacy.record.load import Context, first_days, last_days

COUNTS = ["people", "entities", "recounted_people", "recounted_entities"]
LISTING = "listing"
BORDER = "border"
"""The type of acts that close or open crossings: they bargain, and are no sanctions."""


def acts_by_sender(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return every act in order with its stance and the running number of acts of that stance by sender."""
    rows = at(context, as_of).sanctions
    table = rows[["id", "date", "sender", "action", "type", "measure", *COUNTS]].copy()
    table.insert(4, "stance", stances(rows))
    table["day"] = first_days(table)
    table = table.sort_values(["day", "id"], ignore_index=True)
    table["so_far"] = table.groupby(["sender", "stance"]).cumcount() + 1
    return table


def check_lists(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Set the totals that senders gave of their lists beside the record's own sums at the same day.

    The own sum takes the people and entities of acts that list under the list's regime, less those counted
    before and those that the sender took off; what a court annuls may stay on the list. ``off_by`` is the own
    sum less the published total, missing where none was given.
    """
    context = at(context, as_of)
    acts = context.sanctions.assign(day=first_days(context.sanctions))
    acts = acts[(acts["type"] == LISTING) | (acts["people"].notna() & (acts["type"] != "visa"))]
    totals = context.list_totals.sort_values(["sender", "date"])
    rows = []
    for (_, total), day in zip(totals.iterrows(), last_days(totals), strict=True):
        own = acts[(acts["sender"] == total["sender"]) & (acts["day"] <= day)]
        own = own[own["regime"].str.contains(total["regime"], regex=False)]
        row: dict[str, Any] = {name: total[name] for name in ("sender", "date", "counted_by")}
        for what in ("people", "entities"):
            row[what], row[f"own_{what}"] = total[what], _on_the_list(own, what)
            row[f"{what}_off_by"] = row[f"own_{what}"] - total[what]
        rows.append({**row, "note": total["note"]})
    frame = pd.DataFrame(rows)
    numbers = [name for name in frame.columns.tolist() if name.startswith(("people", "entities", "own"))]
    return frame.astype(dict.fromkeys(numbers, "Int64"))


def _on_the_list(acts: pd.DataFrame, what: str) -> int:
    listed, eased = acts[acts["direction"] == "tighten"], acts[acts["direction"] == "ease"]
    taken_off = eased[eased["action"] == "lift"]
    return int(listed[what].sum() - listed[f"recounted_{what}"].sum() - taken_off[what].sum())


def summarise_senders(context: Context, as_of: date | str | None = None) -> pd.DataFrame:
    """Return for each sender its first act, acts by stance, names listed anew, latest easing; no borders."""
    table = acts_by_sender(context, as_of)
    table = table[table["type"] != BORDER]
    rows = []
    for sender, acts in table.groupby("sender"):
        counts = {stance: int((acts["stance"] == stance).sum()) for stance in ("tighten", "extend", "ease")}
        listed = acts[acts["stance"] == "tighten"]
        eased = acts[acts["stance"] == "ease"]
        row: dict[str, Any] = {"sender": sender, "first_act": acts["date"].iloc[0], **counts}
        for what in ("people", "entities"):
            row[f"{what}_listed"] = int(listed[what].sum() - listed[f"recounted_{what}"].sum())
        rows.append({**row, "latest_easing": eased["date"].iloc[-1] if len(eased) else ""})
    return pd.DataFrame(rows)
