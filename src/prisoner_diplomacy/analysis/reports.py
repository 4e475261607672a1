"""What outlets and bodies reported about one release: where they agree, differ, or stand alone."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from prisoner_diplomacy.analysis.shared import at, span
from prisoner_diplomacy.record.load import Context, first_days, last_days, split
from prisoner_diplomacy.wording import day_words, join_words, matter_words, plural

NEAR = timedelta(days=1)
WORDS = re.compile(r"\w[\w,]*\w|\w")
NAMED = re.compile(r"\d+(?:,\d+)*|\b[A-Z]\w+")
ARTICLE = "article under study"
"""The outlet under which the claims of the article in `data/articles` stand."""


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

    ``verdict`` is ``agrees`` when another outlet reports the same value of the same claim, or the row
    itself is of two; ``differs`` when the row is disputed and another row of the same claim has another
    value; ``alike`` when another outlet's value may say the same in other words (`in_other_words`); else
    ``adds``: nobody else reports it, and no report is known to contradict it by then, whatever else is said
    of the matter. Agreement is of wording in this table, which is short and made to be compared. ``told_by``
    holds the outlets of a row: one, or each of those that say it on a page of their own.

    The note of a disputed row tells of the row against it, and is left out as long as that is not known.
    """
    rows = at(context, as_of).reports
    rows = rows[rows["about"] == release].sort_values(["claim", "date", "id"], ignore_index=True)
    table = rows[["id", "claim", "outlet", "value", "attributed_to", "date", "confidence", "note"]].copy()
    value = table["value"].str.casefold()
    same = table.groupby([table["claim"], value])["outlet"].transform("nunique")
    values = value.groupby(table["claim"]).transform("nunique")
    disputed = table["confidence"] == "disputed"
    table.insert(4, "verdict", "adds")
    table.loc[disputed & (values > 1), "verdict"] = "differs"
    told_by = [_outlets(row, context) for _, row in rows.iterrows()]
    table["told_by"] = [";".join(outlets) for outlets in told_by]
    of_two = np.array([len(outlets) > 1 for outlets in told_by], dtype=bool)
    table.loc[(same > 1) | of_two, "verdict"] = "agrees"
    alike = np.array([_said_elsewhere(row, table) for _, row in table.iterrows()], dtype=bool)
    table.loc[alike & (table["verdict"] == "adds"), "verdict"] = "alike"
    contested = table["claim"].isin(table.loc[table["verdict"] == "differs", "claim"])
    table.loc[disputed & ~contested, "note"] = ""
    return table


def _outlets(row: "pd.Series[Any]", context: Context) -> list[str]:
    """Return the outlet of a row, and those beside it that say the same on a page of their own."""
    pages = context.sources[context.sources["id"].isin(split(row["sources"]))]
    named = set(pages["publisher"]) | {name for cell in pages["origin"] for name in split(cell)}
    telling = [name for name in split(row["attributed_to"]) if name in named]
    return list(dict.fromkeys([row["outlet"], *telling])) if len(telling) > 1 else [row["outlet"]]


def by_outlet(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the claims with a row for each outlet that makes them."""
    rows = comparison.assign(outlet=comparison["told_by"].map(split))
    return rows.explode("outlet", ignore_index=True)


def _said_elsewhere(row: "pd.Series[Any]", table: pd.DataFrame) -> bool:
    others = table[(table["claim"] == row["claim"]) & (table["outlet"] != row["outlet"])]
    undisputed = others[others["confidence"] != "disputed"]
    return any(in_other_words(row["value"], value) for value in undisputed["value"])


def in_other_words(one: str, other: str) -> bool:
    """Tell whether two values of a claim may say the same: all that one says, or names, the other has too.

    Compared are the words of the two, and their names and numbers, where there are any.
    """
    ways = [(set(told.findall(one)), set(told.findall(other))) for told in (WORDS, NAMED)]
    return any(first and second and (first <= second or second <= first) for first, second in ways)


def contradictions(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that stand against each other: those that differ, and what several say against them.

    What is said beside them on the same matter contradicts nobody and is left out.
    """
    matters = comparison[comparison["verdict"] == "differs"]["claim"].unique()
    rows = comparison[comparison["claim"].isin(matters) & comparison["verdict"].isin(("differs", "agrees"))]
    return rows.reset_index(drop=True)


def agreed_values(comparison: pd.DataFrame) -> dict[str, list[list[str]]]:
    """Return, by matter, the outlets of each value that at least two of them give."""
    agreeing = comparison[comparison["verdict"] == "agrees"]
    values: dict[str, list[list[str]]] = {}
    told = by_outlet(agreeing)
    for (claim, _), rows in told.groupby(["claim", told["value"].str.casefold()]):
        values.setdefault(str(claim), []).append(sorted(set(rows["outlet"])))
    return values


def against_other_matters(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that contradict something, but nothing that is said on their own matter."""
    against = contradictions(comparison)
    values = against.groupby("claim")["value"].transform(lambda cells: cells.str.casefold().nunique())
    return against[values == 1]


def claims_that(comparison: pd.DataFrame, *verdicts: str) -> pd.DataFrame:
    """Return the claims with given verdicts, those of one matter together."""
    matters = comparison[comparison["verdict"].isin(verdicts)]["claim"].unique()
    rows = comparison[comparison["claim"].isin(matters) & comparison["verdict"].isin(verdicts)]
    return rows.drop(columns=["verdict", "confidence", "told_by"]).reset_index(drop=True)


def the_article_beside(comparison: pd.DataFrame, outlet: str = ARTICLE) -> pd.DataFrame:
    """Return, for each claim of the article, what it says and what others say of the same matter."""
    own = comparison[comparison["outlet"] == outlet]
    others = comparison[comparison["outlet"] != outlet]
    rows = []
    for claim, mine in own.groupby("claim"):
        same = others[others["claim"] == claim]
        values = [f"{row['value']} ({row['outlet']})" for _, row in same.iterrows()]
        said = "; ".join(mine["value"])
        rows.append((claim, said, "; ".join(values) or "nobody else reports it"))
    return pd.DataFrame(rows, columns=["claim", "the article", "others"])


AGREE, DIFFER, ALONE, APART = "agree", "differ", "alone", "apart"


def matters(comparison: pd.DataFrame) -> dict[str, list[str]]:
    """Return the matters of claims in four parts that hold each of them once.

    On ``differ`` some report contradicts another; on ``agree`` two outlets or more report one value and
    nobody contradicts it; on ``alone`` one outlet speaks; on ``apart`` several speak of different things.
    """
    parts: dict[str, list[str]] = {part: [] for part in (AGREE, DIFFER, ALONE, APART)}
    for claim, rows in comparison.groupby("claim"):
        verdicts = set(rows["verdict"])
        several = rows["outlet"].nunique() > 1
        part = (
            DIFFER
            if "differs" in verdicts
            else AGREE
            if "agrees" in verdicts
            else APART
            if several
            else ALONE
        )
        parts[part].append(matter_words(str(claim)))
    return parts


def describe_comparison(context: Context, release: str) -> str:
    """Return in a few sentences on how many matters outlets agree, differ or stand alone, and on which."""
    comparison = compare_reports(context, release)
    if comparison.empty:
        return describe_release(context, release)
    row = context.releases[context.releases["id"] == release].iloc[0]
    parts = matters(comparison)
    on = {part: f"{len(found)} ({join_words(found)})" if found else "none" for part, found in parts.items()}
    outlets = by_outlet(comparison)["outlet"].nunique()
    count, every = span(row["count_low"], row["count_high"]), sum(map(len, parts.values()))
    quoted = _one_voice(comparison)
    voice = f" On {join_words(quoted)} those that agree quote one and the same speaker." if quoted else ""
    return (
        f"Of the release of {count} on {day_words(row['date'])}, {outlets} outlets "
        f"and bodies make {plural(len(comparison), 'claim')} on {plural(every, 'matter')}. On {on[DIFFER]} "
        f"some contradict others{_agreed_against(comparison)}; on {on[AGREE]} at least two say the same and "
        "nobody contradicts them."
        f"{voice} On {len(parts[ALONE])} one alone speaks, and on {len(parts[APART])} several do, of "
        "different things or each in words of its own."
    )


def _agreed_against(comparison: pd.DataFrame) -> str:
    """Return on which of the matters in dispute two say the same nevertheless, nothing where on none."""
    agreed = comparison[comparison["verdict"] == "agrees"]["claim"]
    disputed = comparison[(comparison["verdict"] == "differs") & comparison["claim"].isin(agreed)]
    names = [matter_words(str(claim)) for claim in sorted(disputed["claim"].unique())]
    return f", though on {join_words(names)} at least two of them say the same" if names else ""


def _one_voice(comparison: pd.DataFrame) -> list[str]:
    """Return the matters on which those that agree have it from one speaker alone."""
    agreeing = comparison[comparison["verdict"] == "agrees"]
    told = {claim: {name for cell in cells for name in split(cell)} for claim, cells in _attributed(agreeing)}
    return [matter_words(claim) for claim, names in told.items() if len(names) == 1]


def _attributed(comparison: pd.DataFrame) -> Iterator[tuple[str, "pd.Series[str]"]]:
    for claim, rows in comparison.groupby("claim"):
        yield str(claim), rows["attributed_to"]


def describe_release(context: Context, release: str) -> str:
    """Return in a sentence what the record holds of a release, or that no reports of one are compared."""
    rows = context.releases[context.releases["id"] == release]
    if rows.empty:
        return "The record compares no reports of a release within a day of this article's date."
    row = rows.iloc[0]
    reports = context.reports[context.reports["about"] == release]
    count = span(row["count_low"], row["count_high"])
    return (
        f"Compared are {plural(len(reports), 'claim')} on the release of {count} ({row['who']}), dated "
        f"{day_words(row['date'])}. {row['note']}"
    )
