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
from prisoner_diplomacy.record.load import Context, first_days

COUNTS = ["people", "entities", "recounted_people", "recounted_entities"]
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
