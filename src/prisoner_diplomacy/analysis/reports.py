"""What outlets and bodies reported about one release: where they agree, differ, or stand alone."""

from datetime import date, timedelta

import pandas as pd

from prisoner_diplomacy.analysis.shared import at
from prisoner_diplomacy.context import Context, first_days, last_days

NEAR = timedelta(days=1)


def release_of(context: Context, day: date | str) -> str:
    """Return the id of the release that has reports and lies within a day of the given one, else ""."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    rows = context.releases
    for name, first, last in zip(rows["id"], first_days(rows), last_days(rows), strict=True):
        if first - NEAR <= day <= last + NEAR and (context.reports["about"] == name).any():
            return str(name)
    return ""


def compare_reports(context: Context, release: str, as_of: date | str | None = None) -> pd.DataFrame:
    """Return the claims about a release with the verdict on each.

    ``verdict`` is ``agrees`` when another outlet reports the same value of the same claim, ``differs``
    when the row is disputed and nobody else reports its value, else ``adds``: nobody else reports it, and
    nobody contradicts it. Agreement is of wording in this table, which is short and made to be compared.
    """
    rows = at(context, as_of).reports
    rows = rows[rows["about"] == release].sort_values(["claim", "date", "id"], ignore_index=True)
    table = rows[["claim", "outlet", "value", "attributed_to", "date", "confidence", "note"]].copy()
    key = table["claim"] + "|" + table["value"].str.casefold()
    outlets = table.groupby(key)["outlet"].transform("nunique")
    disputed = table["confidence"] == "disputed"
    table.insert(
        3,
        "verdict",
        ["agrees" if n > 1 else "differs" if d else "adds" for n, d in zip(outlets, disputed, strict=True)],
    )
    return table
