"""Figures of one article: its events in time, who did what to whom, and in whose voice it speaks."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.markers import CARETLEFT, CARETRIGHT

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    PALE,
    RULE,
    SMALL,
    TICKS,
    VERMILION,
    Chart,
    canvas,
    day_axis,
    fitting,
    is_narrow,
    number,
    source_line,
    styled,
)
from prisoner_diplomacy.charts.named_rows import NamedRows, named_rows
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.marks import Annotation
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.summary import (
    DIRECT,
    INDIRECT,
    OWN,
    UNKNOWN,
    PairCount,
    SpeakerCount,
    count_pairs,
    count_speakers,
    count_voices,
    who_to_whom,
)
from prisoner_diplomacy.wording import (
    KINDS,
    STATUSES,
    concerned,
    country_names,
    day_words,
    in_100,
    join_words,
    names_of,
    plural,
)

ROW, CLOSE = 0.4, 0.26
LABELS = 2.75
THICK = 0.2
"""Inches a bar is high."""
HEADINGS = 0.95
HEAD = 0.24
"""Inches above the first row, where it is said what the upright line is."""


@styled
def chart_event_dates(article: Article, events: Sequence[Event]) -> Chart:
    """Draw an article's events on a time axis, by their dates as far as they are known.

    A dated event is a point or, when its date is uncertain, a bar from the first to the last day it
    allows; what has not happened is hollow and dashed, and nothing that happened reaches past the day of
    publication. Events without a date are a list below.
    """
    rows = sorted(events, key=_place_in_time)  # those without a date stay in the article's order
    dated = [event for event in rows if any(_bounds(event.date))]
    first, last = _time_range(article, rows)
    lines = named_rows([_plain_label(event) for event in dated], ROW, LABELS, CLOSE, HEAD)
    figure, (axis,) = canvas(
        _dates_title(rows),
        f"Events by date{_dates_key(dated)}",
        _source(article, events),
        lines.height + TICKS,
        left=lines.left,
        right=0.35,
        notes=_undated([event for event in rows if event not in dated]),
    )
    day_axis(axis, first, last)
    lines.write(axis)
    for level, event in zip(lines.levels, dated, strict=True):
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
        _draw_event(axis, level, event, first, _latest(article, event, last))
    _draw_publication(axis, article, lines)
    table = pd.DataFrame(
        [(e.kind, e.date, e.date_basis, e.status, names_of(e.actor), names_of(e.target)) for e in rows],
        columns=["kind", "date", "date basis", "status", "who", "to whom"],
    )
    sentence = _dates_sentence(rows)
    alt = f"Time axis of the events that {_called(article)} reports. {sentence} {_dates_list(rows)}"
    return Chart("event-dates", figure, _dates_title(rows), sentence, alt, table, _source(article, events))


@styled
def chart_who_to_whom(article: Article, events: Sequence[Event]) -> Chart:
    """Draw a matrix of acting and affected countries by kind of event."""
    cells = count_pairs(events)
    pairs = list(dict.fromkeys((cell.actor, cell.target) for cell in cells))
    kinds = list(dict.fromkeys(event.kind for event in events))
    lines = named_rows([_pair(*pair) for pair in pairs], ROW * 1.15, LABELS)
    figure, (head, axis) = canvas(
        _parties_title(events),
        "Rows: who acts on whom, by country. Filled: happened. Hollow, dashed: hoped for, planned or denied",
        _source(article, events),
        HEADINGS + lines.height + TICKS,
        ratios=[HEADINGS, lines.height],
        left=lines.left,
        right=0.9,
        gap=0,
        sharex=False,
    )
    head.set_axis_off()
    _matrix_axes(axis, lines, kinds)
    for cell in cells:
        level = lines.levels[pairs.index((cell.actor, cell.target))]
        _draw_cell(axis, kinds.index(cell.kind), level, cell)
    sentence = _parties_sentence(events)
    listed = "; ".join(
        f"{_pair(cell.actor, cell.target)}: {KINDS.get(cell.kind, cell.kind)}, {cell.happened} happened, "
        f"{cell.not_happened} not"
        for cell in cells
    )
    alt = f"Matrix of who acts on whom in {_called(article)}. {sentence} {listed}."
    title = _parties_title(events)
    return Chart("who-to-whom", figure, title, sentence, alt, who_to_whom(events), _source(article, events))


@styled
def chart_voices(article: Article, annotations: Sequence[Annotation]) -> Chart:
    """Draw how much of the text is the article's own voice, and how much each speaker has."""
    counts = count_voices(article, annotations)
    whole = max(sum(counts.values()), 1)
    spoken = count_speakers(article, annotations)
    title = f"{in_100(counts[OWN] / whole)}% of the text is in the article’s own voice"
    bars = [*_voice_bars(counts), None, *spoken]
    lines = named_rows([bar.speaker if bar else "" for bar in bars], ROW, LABELS, CLOSE)
    figure, (axis,) = canvas(
        title,
        "Share of the characters of the text, by voice and by speaker. Hatched: indirect; filled: direct",
        _source(article),
        lines.height + TICKS,
        left=lines.left,
        right=0.7,
    )
    _draw_voices(axis, bars, lines, whole)
    sentence = _voices_sentence(counts, spoken, whole)
    alt = f"Bars of the share each voice has in {_called(article)}. {sentence}"
    rows = [*counts.items(), *((f"of these, {one.speaker}", one.indirect + one.direct) for one in spoken)]
    table = pd.DataFrame(rows, columns=["voice", "characters"])
    table["share"] = (table["characters"] / whole).round(6)
    return Chart("voices", figure, title, sentence, alt, table, _source(article))


def _source(article: Article, events: Sequence[Event] = ()) -> str:
    assert article.published
    checked = ", its rows checked by a person" if any(event.checked for event in events) else ""
    return source_line(f"{_called(article)}, read by this project's annotator{checked}", article.published)


def _called(article: Article) -> str:
    return ", ".join(part for part in (article.publisher, article.title) if part) or "the article"


def _place_in_time(event: Event) -> tuple[bool, date, date, bool]:
    low, high = _bounds(event.date)
    return not event.date, low or high or date.max, high or date.max, event.status != "occurred"


def _bounds(value: str) -> tuple[date | None, date | None]:
    try:
        return edtf_bounds(value) if value else (None, None)
    except ValueError:
        return None, None


def _time_range(article: Article, events: Sequence[Event]) -> tuple[date, date]:
    assert article.published
    days = [day for event in events for day in _bounds(event.date) if day] + [article.published]
    margin = timedelta(days=max((max(days) - min(days)).days // 25, 7))
    return min(days) - margin, max(days) + margin


def _plain_label(event: Event) -> str:
    who = names_of(event.actor) or country_names(event.actor_country)
    whom = names_of(event.target) or concerned(event.kind, event.target_country)
    parties = f"{who or UNKNOWN} → {whom}" if whom else who
    kind = KINDS.get(event.kind, event.kind)
    return f"{kind}: {parties}" if parties else kind


def _draw_event(axis: Axes, level: float, event: Event, first: date, last: date) -> None:
    low, high = _bounds(event.date)
    happened, open_end = event.status == "occurred", not high
    high = min(high, last) if high and happened else high
    face, line = (BLUE, "solid") if happened else ("white", (0, (2, 1.5)))
    colour = BLUE if happened else VERMILION
    left, right = number(low or first), number(high or last)
    if low and low == high:
        axis.plot(left, level, marker="o", markersize=9, color=colour, linestyle="none",
                  markerfacecolor=face, markeredgewidth=1.6, zorder=3)  # fmt: skip
        return
    axis.barh(level, right - left, left=left, height=0.14, facecolor=PALE if happened else face,
              edgecolor=colour, linestyle=line, linewidth=1.4, zorder=3)  # fmt: skip
    for edge, is_open, marker in ((left, not low, CARETLEFT), (right, open_end, CARETRIGHT)):
        if is_open:
            axis.plot(edge, level, marker=marker, markersize=10, color=colour, clip_on=False, zorder=4)


def _dates_key(events: Sequence[Event]) -> str:
    """Return what the signs say that are drawn."""
    bounds = [_bounds(event.date) for event in events]
    signs = {
        "point: the day": any(low == high for low, high in bounds),
        "pale bar: the days the date allows": any(low != high for low, high in bounds),
        "arrow: open end": any(None in ends for ends in bounds),
        "hollow and dashed: has not happened": any(event.status != "occurred" for event in events),
    }
    told = "; ".join(words for words, drawn in signs.items() if drawn)
    return f". {told[0].upper()}{told[1:]}" if told else ""


def _latest(article: Article, event: Event, last: date) -> date:
    """Return how far a bar may reach: what happened did so by the day of publication."""
    return article.published if article.published and event.status == "occurred" else last


def _undated(events: Sequence[Event]) -> list[str]:
    if not events:
        return []
    told = [
        _plain_label(event) + (f" ({STATUSES[event.status]})" if event.status != "occurred" else "")
        for event in events
    ]
    return ["Without a date in the article:", *(f"– {words}" for words in told)]


def _draw_publication(axis: Axes, article: Article, lines: NamedRows) -> None:
    assert article.published
    place = number(article.published)
    lines.cross(axis, place, HEAD, color=BLACK, linewidth=1, zorder=1)
    axis.annotate("published ", (place, 0.1), ha="right", va="center", size=SMALL, color=BLACK)


def _dates_title(events: Sequence[Event]) -> str:
    happened = sum(event.status == "occurred" for event in events)
    if not events:
        return "This article reports no event of the kinds sought"
    if happened == len(events):
        every = f"all {happened} events" if happened > 1 else "its one event"
        return f"The article reports {every} as having happened"
    return f"The article reports {happened} of {plural(len(events), 'event')} as having happened"


def _dates_sentence(events: Sequence[Event]) -> str:
    counts = [
        (words, sum(event.status == status for event in events))
        for status, words in STATUSES.items()
        if status != "occurred"
    ]
    told = [f"{count} {'is' if count == 1 else 'are'} {words}" for words, count in counts if count]
    others = join_words(told)
    happened = sum(event.status == "occurred" for event in events)
    dated = sum(bool(event.date) for event in events)
    have = "has" if dated == 1 else "have"
    rest = f", {others}" if others else ""
    return (
        f"Of {plural(len(events), 'event')} the article reports {happened} as having happened{rest}; {dated} "
        f"{have} a date."
    )


def _dates_list(events: Sequence[Event]) -> str:
    rows = [
        f"{KINDS.get(event.kind, event.kind)}, {day_words(event.date) if event.date else 'without a date'}, "
        f"{STATUSES[event.status]}"
        for event in events
    ]
    return f"In order: {'; '.join(rows)}." if rows else ""


def _matrix_axes(axis: Axes, lines: NamedRows, kinds: list[str]) -> None:
    axis.set_xlim(-0.6, max(len(kinds), 1) - 0.4)
    axis.set_xticks(
        range(len(kinds)),
        [KINDS.get(kind, kind) for kind in kinds],
        rotation=60 if is_narrow() else 40,
        ha="left",
        rotation_mode="anchor",
    )
    axis.xaxis.tick_top()
    lines.write(axis)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    axis.grid(axis="x", color=RULE, linewidth=0.6)
    for level in lines.levels:
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
    axis.set_axisbelow(True)


def _pair(actor: str, target: str) -> str:
    return f"{actor} → {target}"


def _draw_cell(axis: Axes, x: int, y: float, cell: PairCount) -> None:
    apart = 0.11 if cell.happened and cell.not_happened else 0.0
    for count, offset, face, text, line in (
        (cell.happened, -apart, BLUE, "white", "solid"),
        (cell.not_happened, apart, "white", BLACK, (0, (2, 1.5))),
    ):
        if count:
            box = {"boxstyle": "circle,pad=0.22", "facecolor": face, "linestyle": line, "linewidth": 1.4}
            edge = BLUE if face == BLUE else VERMILION
            axis.text(x, y + offset, str(count), ha="center", va="center", size=SMALL, color=text,
                      bbox={**box, "edgecolor": edge})  # fmt: skip


def _most_active(events: Sequence[Event]) -> tuple[str, int]:
    codes = [code for event in events for code in set(event.actor_country.split(";")) if code]
    if not codes:
        return "", 0
    best = max(sorted(set(codes)), key=codes.count)
    return country_names(best), codes.count(best)


def _parties_title(events: Sequence[Event]) -> str:
    name, count = _most_active(events)
    if not name:
        return "No row says which country acts"
    events_told = f"{count} of {plural(len(events), 'event')}"
    return fitting(
        f"{name[:1].upper()}{name[1:]} acts in {events_told}", f"One country acts in {events_told}"
    )


def _parties_sentence(events: Sequence[Event]) -> str:
    name, count = _most_active(events)
    unknown = sum(not event.actor_country for event in events)
    most = f"{name[:1].upper()}{name[1:]} acts in {count} of {plural(len(events), 'event')}" if name else (
        f"No country acts in any of {plural(len(events), 'event')}"
    )  # fmt: skip
    known = (
        f"{unknown} name no acting country" if unknown else "which country acts is told or inferred in all"
    )
    return f"{most}; {known}."


def _voice_bars(counts: dict[str, int]) -> list[SpeakerCount]:
    return [
        SpeakerCount(voice, count if voice == INDIRECT else 0, count if voice != INDIRECT else 0)
        for voice, count in counts.items()
    ]


def _draw_voices(axis: Axes, bars: Sequence[SpeakerCount | None], lines: NamedRows, whole: int) -> None:
    """Draw the three voices, then the speakers below a rule, on one scale."""
    lines.write(axis)
    for level, bar in zip(lines.levels, bars, strict=True):
        if bar is None:
            axis.axhline(level, color=RULE, linewidth=0.8)
            continue
        face = "white" if bar.speaker == OWN else BLUE
        total = (bar.indirect + bar.direct) / whole
        axis.barh(level, bar.indirect / whole, height=THICK, facecolor="white", edgecolor=BLACK, hatch="////")
        axis.barh(level, bar.direct / whole, left=bar.indirect / whole, height=THICK, facecolor=face,
                  edgecolor=BLACK)  # fmt: skip
        axis.annotate(f" {in_100(total)}%", (total, level), va="center", size=SMALL)
    axis.set_xlim(0, max(bar.indirect + bar.direct for bar in bars if bar) / whole)
    if not is_narrow():
        axis.axvline(0, color=BLACK, linewidth=0.8)
    axis.spines["bottom"].set_visible(False)
    axis.tick_params(length=0, labelbottom=False)


def _voices_sentence(counts: dict[str, int], spoken: list[SpeakerCount], whole: int) -> str:
    words = {
        OWN: "is in the article’s own voice",
        INDIRECT: "is reported indirectly",
        DIRECT: "is quoted directly",
    }
    parts = [f"{in_100(counts[voice] / whole)}% {said}" for voice, said in words.items()]
    most = f" The most is given to {spoken[0].speaker}." if spoken else ""
    return f"Of the text {join_words(parts)}.{most}"
