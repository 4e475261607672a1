"""The ledger: what stands near each release, and how many days away. Nearness in time, not cause."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.shared import HOME, at, let_go, relief, series_start, sides, talks
from prisoner_diplomacy.edtf import days_between
from prisoner_diplomacy.record.load import Context, last_days, select, split
from prisoner_diplomacy.wording import country_name, join_words, the

COLUMNS = [
    "release",
    "released",
    "count_low",
    "count_high",
    "kind",
    "other",
    "date",
    "what",
    "days_low",
    "days_high",
    "order",
    "by_mediator",
]


NUMBERS = ("count_low", "count_high", "days_low", "days_high")


def ledger(
    context: Context,
    window_days: int = 30,
    parties: tuple[str, ...] = (),
    as_of: date | str | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """Pair each release with the talks and the relief within a window of days on either side.

    ``days_low`` and ``days_high`` are the fewest and the most days from the release to the other act,
    negative when it came before, and differ when a date is uncertain. ``order`` is before, same day,
    after, or uncertain. ``by_mediator`` says whether the other side mediated the release. A release with
    nothing near it has one row with an empty ``kind``.

    Args:
        context: the tables.
        window_days: how far to look, before and after.
        parties: sides whose talks and relief alone are looked at; all when empty.
        as_of: the day to stand on.
        since: first day of releases; by default the start of the series.
    """
    context = at(context, as_of)
    start = since or series_start(context)
    releases = let_go(context)
    releases = select(releases, (day >= start for day in last_days(releases)))
    others = [*_contacts(context, parties), *_relief(context, parties)]
    rows = [row for _, release in releases.iterrows() for row in _pairs(release, others, window_days)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))


def ledger_by_release(
    context: Context,
    window_days: int = 30,
    parties: tuple[str, ...] = (),
    as_of: date | str | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """Count for each release the talks and the relief before, on and after its day, within the window."""
    pairs = ledger(context, window_days, parties, as_of, since)
    rows = []
    for release, group in pairs.groupby("release", sort=False):
        first = group.iloc[0]
        counted = {
            f"{kind}_{order.replace(' ', '_')}": int(
                ((group["kind"] == kind) & (group["order"] == order)).sum()
            )
            for kind in ("talks", "relief")
            for order in ("before", "same day", "after")
        }
        known: dict[str, Any] = {name: first[name] for name in ("released", "count_low", "count_high")}
        rows.append({"release": release, **known, **counted})
    return pd.DataFrame(rows)


def window_sensitivity(
    context: Context,
    windows: tuple[int, ...] = (7, 14, 30, 60),
    parties: tuple[str, ...] = (),
    as_of: date | str | None = None,
) -> pd.DataFrame:
    """Return how the ledger moves with the window and with the low or the high counts.

    Each row is a window; columns count the releases with talks before or on the day, the people freed in
    them by low and by high counts, and the releases with relief on the day or after.
    """
    context = at(context, as_of)
    rows = []
    for window in windows:
        table = ledger_by_release(context, window, parties)
        if table.empty:
            continue
        preceded = table[(table["talks_before"] + table["talks_same_day"]) > 0]
        followed = int(((table["relief_same_day"] + table["relief_after"]) > 0).sum())
        row = {"window_days": window, "releases": len(table), "after_talks": len(preceded)}
        row |= {f"people_{end}": int(preceded[f"count_{end}"].sum()) for end in ("low", "high")}
        row |= {f"all_people_{end}": int(table[f"count_{end}"].sum()) for end in ("low", "high")}
        rows.append({**row, "relief_followed": followed})
    return pd.DataFrame(rows)


def _contacts(context: Context, parties: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for _, row in talks(context, parties).iterrows():
        names = sides(row["parties"])
        others = [the(code) for code in split(row["parties"]) if code != HOME]
        what = f"{row['kind']} with {join_words(others)}"
        yield {"kind": "talks", "other": row["id"], "date": row["date"], "what": what, "sides": names}


def _relief(context: Context, parties: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for _, row in relief(context).iterrows():
        if not parties or row["sender"] in parties:
            what = f"{country_name(row['sender'])}: {row['measure']}"
            yield {
                "kind": "relief",
                "other": row["id"],
                "date": row["date"],
                "what": what,
                "sides": [row["sender"]],
            }


def _pairs(release: "pd.Series[Any]", others: list[dict[str, Any]], window: int) -> list[dict[str, Any]]:
    known = {"release": release["id"], "released": release["date"]}
    known |= {name: release[name] for name in ("count_low", "count_high")}
    mediators = set(sides(release["mediators"]))
    rows = []
    for other in others:
        low, high = days_between(release["date"], other["date"])
        if low is None or high is None or low > window or high < -window:
            continue
        shared = bool(mediators & set(other["sides"]))
        row = {**known, **other, "days_low": low, "days_high": high, "order": _order(low, high)}
        rows.append({**row, "by_mediator": shared})
    rows.sort(key=lambda row: (row["days_low"], row["kind"], row["other"]))
    nothing = {**known, "kind": "", "other": "", "date": "", "what": "", "order": "", "by_mediator": False}
    return rows or [nothing]


def _order(low: int, high: int) -> str:
    if low == high == 0:
        return "same day"
    if high < 0 or (high == 0 and low < 0):
        return "before"
    return "after" if low >= 0 else "uncertain"
