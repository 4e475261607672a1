"""The record in words and tables: what it holds, what came after a day, which decisions were taken."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from prisoner_diplomacy.analysis.counts import COUNTER, COUNTER_IS, Held, freed, held_about
from prisoner_diplomacy.analysis.measures import BORDER
from prisoner_diplomacy.analysis.shared import (
    HOME,
    at,
    between,
    claimed_talks,
    publishers,
    relief,
    series_start,
    sides,
    span,
    talks,
)
from prisoner_diplomacy.record.load import Context, processing_notes, split
from prisoner_diplomacy.table_words import record_words
from prisoner_diplomacy.wording import day_words, join_words, long_day, plural, the

FACTS = ("releases", "sanctions", "contacts")
WORDS = {"releases": "who", "sanctions": "measure", "contacts": "result"}


def describe_context(context: Context, events: pd.DataFrame | None = None) -> str:
    """Return in a few sentences what the record holds, how it is sourced, and whether it fits an article.

    Args:
        context: the tables.
        events: the events of the article that the record is set beside, with the columns of the codebook.
    """
    tables = context.tables()
    words = [
        f"As of {long_day(context.last_day())} the record holds {plural(len(context.releases), 'release')}, "
        f"{plural(len(context.contacts), 'contact')}, {plural(len(context.sanctions), 'row')} on sanctions "
        f"and {plural(len(context.prisoner_counts), 'count')} of prisoners, from "
        f"{plural(len(context.sources), 'source')}."
    ]
    cells = [cell for name in ("releases", "sanctions") for cell in tables[name]["sources"]]
    independent = sum(len(_origins(context, cell)) > 1 for cell in cells)
    if cells:
        words.append(
            f"Of its {len(cells)} rows on releases and sanctions {sum(';' in cell for cell in cells)} name "
            f"two pages or more, and {independent} rest on reports of two origins."
        )
    if events is not None and not _fits(events):
        words.append(
            "It is about Belarus; the article reports no event there, so the two stand side by side."
        )
    return " ".join(words)


def _origins(context: Context, cell: str) -> set[str]:
    """Return whose reports a cell of sources rests on, copies taken back to where they come from."""
    pages = context.sources[context.sources["id"].isin(split(cell))]
    named = zip(pages["origin"], pages["publisher"], strict=True)
    return {name for origin, publisher in named for name in split(origin) or [publisher]}


def _fits(events: pd.DataFrame) -> bool:
    cells = [*events["actor_country"], *events["target_country"]]
    return any(HOME in split(cell) for cell in cells)


def describe_freed(context: Context) -> str:
    """Return in two sentences how many were freed in how many releases, and how many are still held."""
    table, day = freed(context), long_day(context.last_day())
    if table.empty:
        return f"The record holds no release by {day}."
    last, start = table.iloc[-1], series_start(context)
    held = held_about(context, context.last_day())
    still = f" {still_held(context, held)}" if held else ""
    return (
        f"From {start:%B %Y} to {day} Belarus freed {span(last['total_low'], last['total_high'])} people in "
        f"{plural(len(table), 'release')}, the latest on {day_words(last['date'])}.{still}"
    )


def still_held(context: Context, counts: Sequence[Held]) -> str:
    """Return in a sentence how many political prisoners were held, each count with its day and its page.

    Args:
        context: the tables.
        counts: one or more of about one day.
    """
    first, *others = [(count.words, _day_and_pages(context, count)) for count in counts]
    rest = "".join(f", {words} {told}" for words, told in others)
    old = [
        f"; {count.as_before} is also the list’s figure of {day_words(count.before)}, so it may be an old one"
        for count in counts
        if count.before
    ]
    return (
        f"By the list of {COUNTER}, {COUNTER_IS}, {first[0]} political prisoners were held {first[1]}"
        f"{rest}{''.join(old)}."
    )


def _day_and_pages(context: Context, count: Held) -> str:
    cell = context.prisoner_counts.set_index("id").loc[count.id, "sources"]
    pages = join_words(publishers(context, str(cell)))
    return f"on {day_words(count.date)}{f' ({pages})' if pages else ''}"


def describe_easing(context: Context) -> str:
    """Return in two sentences who talked with Belarus since the series starts, and who eased sanctions."""
    start, day = series_start(context), context.last_day()
    talked = between(talks(context), start, day)
    eased = between(relief(context), start, day)
    borders = eased[eased["type"] == BORDER]
    eased = eased[eased["type"] != BORDER]
    counts = Counter(side for cell in talked["parties"] for side in sides(cell))
    named = join_words([f"{_states(side)} ({count})" for side, count in counts.most_common()])
    several = ", a contact with two of them counted for both" if counts.total() > len(talked) else ""
    most = f": with {named}{several}" if counts else ""
    acts = Counter(eased["sender"])
    who = join_words(
        [
            f"{the(side)} ({count})" if acts[side] < len(eased) else the(side)
            for side, count in acts.most_common()
        ]
    )
    acts_told = plural(len(eased), "act")
    told = f"Sanctions were eased in {acts_told}, by {who}." if acts else "Nobody eased sanctions."
    since = f"From {start:%B %Y} to {long_day(day)}"
    opened = f" Borders were opened in {plural(len(borders), 'act')} besides." if len(borders) else ""
    contacts = plural(len(talked), "contact")
    return (
        f"{since} the record holds {contacts} in which sides talked{most}.{_claims(context)} {told}{opened}"
    )


def _states(side: str) -> str:
    return "states or bodies of the European Union" if side == "EU" else the(side)


def _claims(context: Context) -> str:
    """Return in a sentence how many contacts are left out because one side alone claims them."""
    claimed = between(claimed_talks(context), series_start(context), context.last_day())
    if claimed.empty:
        return ""
    those, have = ("one", "has") if len(claimed) == 1 else (f"{len(claimed)} more", "have")
    return f" Not counted: {those} that one side alone claims, and that {have} no day but that of the claim."


def came_after(context: Context, day: date | str) -> pd.DataFrame:
    """Return the releases, sanctions and contacts that happened or became public after a day."""
    later = context.since(day).tables()
    rows = [
        (row["id"], row["date"], row["known_from"], name, _words(name, row))
        for name in FACTS
        for _, row in later[name].iterrows()
    ]
    frame = pd.DataFrame(rows, columns=["id", "date", "known_from", "table", "what"])
    return frame.sort_values(["date", "table", "id"], ignore_index=True)


def _words(table: str, row: "pd.Series[Any]") -> str:
    text = str(row[WORDS[table]])
    if table != "releases":
        return text
    part = f"; part of the {record_words(row['part_of'])} and counted there" if row["part_of"] else ""
    return f"{span(row['count_low'], row['count_high'])} freed: {text}{part}"


def decisions(*tables: str) -> pd.DataFrame:
    """Return the editorial decisions taken in tables of the record, one a row, by table where several."""
    rows = [(table, note) for table in tables for note in processing_notes(table)]
    frame = pd.DataFrame(rows, columns=["table", "decision"])
    return frame if len(tables) > 1 else frame[["decision"]]


def weakest_rows(
    context: Context, as_of: date | str | None = None, tables: Sequence[str] = FACTS
) -> pd.DataFrame:
    """Return the releases, sanctions and contacts that sources dispute or one source alone supports."""
    known = at(context, as_of).tables()
    frames = [
        known[name].assign(table=name, what=[_words(name, row) for _, row in known[name].iterrows()])
        for name in tables
    ]
    rows = pd.concat(frames, ignore_index=True)
    rows = rows[rows["confidence"] != "high"].fillna({"single_statement": ""})
    columns = ["id", "date", *(["table"] if len(tables) > 1 else []), "what"]
    columns += ["confidence", "single_statement", "note"]
    return rows[[name for name in columns if name in rows]].sort_values(["date", "id"], ignore_index=True)
