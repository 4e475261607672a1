"""The figure a report begins with: releases, what stood around them, the article's events in place."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from prisoner_diplomacy.analysis.counts import freed
from prisoner_diplomacy.analysis.describe import WORDS
from prisoner_diplomacy.analysis.measures import BORDER, acts_by_sender
from prisoner_diplomacy.analysis.shared import HOME, NOBODY, at, series_start, span, talks
from prisoner_diplomacy.charts.context import LOOKS, NO_CAUSE, SOURCE
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    PALE,
    RULE,
    SMALL,
    TICKS,
    Chart,
    canvas,
    day_axis,
    is_narrow,
    number,
    source_line,
    styled,
)
from prisoner_diplomacy.charts.named_rows import NamedRows, named_rows
from prisoner_diplomacy.charts.release_stems import dotted, draw_releases
from prisoner_diplomacy.charts.stem_labels import write_counts
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.record.load import Context, first_days, split
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import KINDS, join_words, long_day, plural, the

LANE, CLOSE, NAMES = 0.3, 0.22, 1.15
GAP, STEMS = 0.16, 1.5
LANES = {"talks": "talks", "ease": "easing", "tighten": "new sanctions"}
Numbered = Sequence[tuple[int, Event]]


class Placed(NamedTuple):
    """An event of the article on the axis: its number, the days it may lie in, and its lane."""

    number: int
    first: date
    last: date
    lane: int


@styled
def chart_story(context: Context, rows: Numbered, as_of: date | str | None = None) -> Chart:
    """Draw the releases of the record, what stood around them, and an article's events in place.

    Args:
        context: the tables.
        rows: the article's events with the numbers they have beside its text.
        as_of: the day to stand on.
    """
    context = at(context, as_of)
    day, first = context.last_day(), series_start(context)
    releases, marks = freed(context), _marks(context, first)
    placed, others = _placed(rows, first, day)
    lanes = max((mark.lane for mark in placed), default=0) + 1
    title = _title(releases, first)
    known = named_rows(list(LANES.values()), LANE, NAMES, CLOSE)
    own = named_rows(["this article"], LANE * lanes, NAMES)
    figure, axes = canvas(
        title,
        f"Bars: people whom Belarus freed, by release, {_month(first)} to {long_day(day)}"
        f"{dotted(releases)}. Below: its talks "
        f"with others (●), easing of sanctions on it (◇) and new sanctions on it (■){_several(marks)}; then "
        "the article’s events, by their numbers in the list of events, in the middle of their time",
        f"{source_line(f'the article, and {SOURCE}', day)} {NO_CAUSE}",
        STEMS + known.height + own.height + 2 * GAP + TICKS,
        ratios=[STEMS, known.height, own.height],
        left=known.left,
        gap=GAP,
        notes=_notes(others, first),
    )
    day_axis(axes[-1], first, day + timedelta(days=12))
    draw_releases(axes[0], releases, "people freed")
    _draw_lanes(axes[1], marks, known)
    _draw_article(axes[2], placed, own)
    table = _table(context, releases, marks)
    sentence = _sentence(releases, marks, first, day)
    alt = f"Bars of releases over lanes of talks, easing and new sanctions. {sentence}"
    return Chart("story", figure, title, sentence, alt, table, SOURCE)


def _table(context: Context, releases: pd.DataFrame, marks: Sequence["Mark"]) -> pd.DataFrame:
    """Return the releases with their people, and the acts, in order of time, each in words."""
    told = {
        row["id"]: f"{_by_whom(row)}{row[column]}"
        for name, column in WORDS.items()
        for row in context.tables()[name].to_dict("records")
    }
    freed_then = zip(
        first_days(releases), releases["id"], releases["count_low"], releases["count_high"], strict=True
    )
    rows = [(day, "release", low, high, name) for day, name, low, high in freed_then]
    rows += [(mark.first, mark.look, pd.NA, pd.NA, mark.id) for mark in marks]
    table = pd.DataFrame(rows, columns=["date", "what", "people_low", "people_high", "id"])
    table.insert(4, "in words", table["id"].map(told))
    counts = {"people_low": "Int64", "people_high": "Int64"}
    return table.astype(counts).sort_values(["date", "id"], ignore_index=True)


def _by_whom(row: dict[Hashable, Any]) -> str:
    """Return with whom Belarus talked, or who acted, before what came of it; nothing for a release."""
    if "parties" in row:
        others = [the(code) for code in split(row["parties"]) if code not in (HOME, NOBODY)]
        return f"with {join_words(others)}: "
    return f"{the(row['sender'])}: " if "sender" in row else ""


class Mark(NamedTuple):
    """An act of the record on its lane."""

    look: str
    first: date
    id: str


def _marks(context: Context, first: date) -> list[Mark]:
    rows = talks(context)
    found = [Mark("talks", d, name) for d, name in zip(first_days(rows), rows["id"], strict=True)]
    acts = acts_by_sender(context)
    acts = acts[acts["type"] != BORDER]
    for look, d, name in zip(acts["stance"], first_days(acts), acts["id"], strict=True):
        if look in LANES:
            found.append(Mark(look, d, name))
    return sorted((mark for mark in set(found) if mark.first >= first), key=lambda m: (m.first, m.id))


def _several(marks: Sequence[Mark]) -> str:
    most = max(Counter((mark.look, mark.first) for mark in marks).values(), default=0)
    return ", with their number where a day has several" if most > 1 else ""


def _placed(rows: Numbered, first: date, day: date) -> tuple[list[Placed], dict[str, list[str]]]:
    """Return the events that have a place on the axis, and the labels of the others by what they lack.

    Nothing that happened reaches past the day.
    """
    placed: list[Placed] = []
    others: dict[str, list[tuple[str, int]]] = {"earlier": [], "no date": [], "not happened": []}
    for place, event in sorted(
        rows, key=lambda row: (edtf_bounds(row[1].date)[0] if row[1].date else None) or day
    ):
        low, high = edtf_bounds(event.date) if event.date else (None, None)
        label = (KINDS.get(event.kind, event.kind), place)
        if low is None and high is None:
            others["no date"].append(label)
        elif (low or first) < first:
            others["earlier"].append(label)
        elif event.status == "occurred":
            start, end = low or first, min(high or day, day)
            placed.append(Placed(place, start, end, _free_lane(placed, start)))
        else:
            others["not happened"].append(label)
    return placed, {name: _by_kind(labels) for name, labels in others.items()}


def _by_kind(labels: Sequence[tuple[str, int]]) -> list[str]:
    """Return the kinds of events with their numbers: "release (4 and 12)"."""
    found: dict[str, list[int]] = {}
    for kind, place in sorted(labels, key=lambda label: label[1]):
        found.setdefault(kind, []).append(place)
    return [f"{kind} ({join_words([str(place) for place in places])})" for kind, places in found.items()]


def _free_lane(placed: Sequence[Placed], start: date) -> int:
    ends = {mark.lane: mark.last for mark in placed}
    near = timedelta(days=14)
    return next((lane for lane in range(len(ends)) if ends[lane] + near < start), len(ends))


def _draw_lanes(axis: Axes, marks: Sequence[Mark], lines: NamedRows) -> None:
    lines.write(axis)
    for look, level in zip(LANES, lines.levels, strict=True):
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
        days = Counter(mark.first for mark in marks if mark.look == look)
        if days:
            x = [number(day) for day in days]
            axis.plot(x, [level] * len(x), linestyle="", clip_on=False, zorder=3, **LOOKS[look])
        write_counts(axis, {(day, level): count for day, count in days.items()}, beside=is_narrow())
    _bare(axis)


def _draw_article(axis: Axes, placed: Sequence[Placed], lines: NamedRows) -> None:
    lines.write(axis)
    top = lines.levels[0] - lines.pitch / 2 + LANE / 2
    for mark in placed:
        level = top + LANE * mark.lane
        x = [number(mark.first), number(mark.last)]
        axis.plot(x, [level, level], color=PALE, linewidth=6, solid_capstyle="butt")
        axis.text(
            sum(x) / 2,
            level,
            str(mark.number),
            size=SMALL,
            weight="bold",
            color="white",
            ha="center",
            va="center",
            bbox={"boxstyle": "circle,pad=0.22", "facecolor": BLUE, "edgecolor": "none"},
            zorder=4,
        )
    _bare(axis)
    axis.spines["bottom"].set_color(BLACK)


def _bare(axis: Axes) -> None:
    axis.tick_params(axis="x", length=0)
    axis.spines["bottom"].set_color(RULE)


def _notes(others: dict[str, list[str]], first: date) -> list[str]:
    known = {
        "earlier": f"Before {_month(first)}",
        "no date": "Without a date in the article",
        "not happened": "Dated, and not happened by then",
    }
    return [f"{known[name]}: {join_words(labels)}." for name, labels in others.items() if labels]


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _title(releases: pd.DataFrame, first: date) -> str:
    if releases.empty:
        return "No release in the record yet"
    total = span(releases["total_low"].iloc[-1], releases["total_high"].iloc[-1])
    return f"{plural(len(releases), 'release')}, {total} people freed since {_month(first)}"


def _sentence(releases: pd.DataFrame, marks: Sequence[Mark], first: date, day: date) -> str:
    counts = {look: sum(mark.look == look for mark in marks) for look in LANES}
    days = {look: len({mark.first for mark in marks if mark.look == look}) for look in LANES}
    people = span(releases["total_low"].iloc[-1], releases["total_high"].iloc[-1]) if len(releases) else "0"
    return (
        f"From {_month(first)} to {long_day(day)} the record holds {plural(len(releases), 'release')} "
        f"with {people} people, {counts['talks']} talks, {plural(counts['ease'], 'act')} of easing on "
        f"{plural(days['ease'], 'day')} and {plural(counts['tighten'], 'act')} that imposed or widened "
        f"sanctions, on {plural(days['tighten'], 'day')}. {NO_CAUSE}"
    )
