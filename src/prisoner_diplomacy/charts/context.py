"""Figures of the record in time: who freed, met, sanctioned and eased when, and an article's events in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from prisoner_diplomacy.analysis.counts import freed
from prisoner_diplomacy.analysis.measures import BORDER, acts_by_sender, summarise_senders
from prisoner_diplomacy.analysis.place import place_events
from prisoner_diplomacy.analysis.shared import (
    CLAIMED,
    SERIES_START,
    SILENT,
    TALKED,
    at,
    relief,
    series_start,
    sides,
    span,
)
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    RULE,
    SMALL,
    TICKS,
    VERMILION,
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
from prisoner_diplomacy.charts.stem_labels import apart, write_counts
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.record.load import Context, first_days, last_days
from prisoner_diplomacy.wording import (
    KINDS,
    country_name,
    day_words,
    join_words,
    long_day,
    opened,
    plural,
    the,
)

LANE, CLOSE, GAP, COUNTED = 0.28, 0.2, 0.25, 0.36
"""Inches: a lane, one below its name, between panels, and a lane with numbers over its marks."""
LANES = ("releases", "talks", "easing", "sanctions")
LANES_OF = {"talks": "talks", "ease": "easing", "tighten": "sanctions", "extend": "sanctions"}
TOGETHER = timedelta(days=5)
"""Days so near to each other share a number, for which there would be no room over each on phones."""
NO_CAUSE = "Nearness in time is not cause."
APART: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0.5}
"""An edge that parts marks of days that are near each other."""
LOOKS: dict[str, dict[str, Any]] = {
    "talks": {"marker": "o", "color": BLUE, "markersize": 6, **APART},
    "visit": {"marker": "o", "color": BLUE, "markersize": 5, "markerfacecolor": "white"},
    "post": {"marker": "^", "color": BLACK, "markersize": 6, "markerfacecolor": "white"},
    "tighten": {"marker": "s", "color": VERMILION, "markersize": 5, **APART},
    "extend": {"marker": "|", "color": VERMILION, "markersize": 8, "markeredgewidth": 1.6},
    "ease": {
        "marker": "D",
        "color": GREEN,
        "markersize": 6,
        "markerfacecolor": "white",
        "markeredgewidth": 1.6,
    },
}
KEY = {
    "talks": "● talks",
    "visit": "○ visit without talks told of",
    "post": "△ post or embassy",
    "tighten": "■ sanctions",
    "extend": "| prolonged",
    "ease": "◇ easing",
}
CONTACTS = {TALKED: ("talks", "talks"), SILENT: ("visit", "talks")}
"""The look and the lane of a contact by what is known of talks in it."""
NOTED = "USA"
"""The side whose acts are numbered and told below the timeline."""


class Act(NamedTuple):
    """A mark on the timeline."""

    side: str
    lane: str
    look: str
    first: date
    last: date
    id: str
    words: str


def nothing(name: str, what: str, day: date) -> Chart:
    """Return a chart that says that the record holds nothing of this kind by a day."""
    sentence = f"The record holds {what} by {long_day(day)}."
    figure, (axis,) = canvas("Nothing in the record by then", sentence, source_line(SOURCE, day), 0.5)
    axis.set_axis_off()
    return Chart(name, figure, "Nothing in the record by then", sentence, sentence, pd.DataFrame(), SOURCE)


SOURCE = "this project's record, each row with its sources"


@styled
def chart_timeline(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw releases, contacts and sanctions by actor, one panel each on one time axis."""
    context = at(context, as_of)
    day, first = context.last_day(), series_start(context)
    releases = freed(context)
    acts = [act for act in _acts(context) if act.last >= first]
    if releases.empty and not acts:
        return nothing("timeline", "no release, contact or sanction", day)
    panels = _panels_of(acts)
    title = _timeline_title(releases, acts)
    notes, numbers = _callouts(acts)
    lanes = [len(lanes) for _, lanes in panels]
    figure, axes = canvas(
        title,
        f"Above: people freed, each release{dotted(releases)}. "
        f"Below: {_key(acts)}. Belarus, to {long_day(day)}",
        f"{source_line(SOURCE, day)} {NO_CAUSE}",
        1.75 + sum(LANE * n + 0.28 for n in lanes),
        ratios=[1.25, *(LANE * n for n in lanes)],
        left=0.65,
        gap=0.28,
        notes=notes,
    )
    day_axis(axes[-1], first, day + timedelta(days=7))
    draw_releases(axes[0], releases, "Belarus frees")
    for axis, (side, names) in zip(axes[1:], panels, strict=True):
        _draw_panel(axis, side, names, [act for act in acts if act.side == side], (first, day), numbers)
    acts.sort(key=lambda act: (act.first, act.side, act.id))
    rows = [(act.first, act.side, act.look, act.id, act.words) for act in acts]
    table = pd.DataFrame(rows, columns=["date", "side", "what", "id", "in words"])
    sentence = _timeline_sentence(releases, acts, day)
    return Chart("timeline", figure, title, sentence, f"Timeline by actor. {sentence}", table, SOURCE)


def _acts(context: Context) -> Iterator[Act]:
    rows = context.contacts[context.contacts["talks"] != CLAIMED]
    for (_, row), first, last in zip(rows.iterrows(), first_days(rows), last_days(rows), strict=True):
        look, lane = CONTACTS.get(row["talks"], ("post", "posts"))
        for side in sides(row["parties"]):
            yield Act(side, lane, look, first, last, row["id"], f"{row['kind']}: {row['result']}")
    rows = acts_by_sender(context)
    for (_, row), first, last in zip(rows.iterrows(), first_days(rows), last_days(rows), strict=True):
        if row["stance"] in LOOKS:
            lane = "border" if row["type"] == BORDER else "acts"
            yield Act(row["sender"], lane, row["stance"], first, last, row["id"], row["measure"])


def _panels_of(acts: Sequence[Act]) -> list[tuple[str, list[str]]]:
    order = {side: place for place, side in enumerate(("USA", "EU", "GBR", "CAN", "CHE", "VAT"))}
    found = sorted({act.side for act in acts}, key=lambda side: (order.get(side, len(order)), side))
    panels: list[tuple[str, list[str]]] = []
    for side in found:
        lanes = {act.lane for act in acts if act.side == side}
        panels.append((side, [lane for lane in ("talks", "posts", "acts", "border") if lane in lanes]))
    return panels


def _draw_panel(
    axis: Axes,
    side: str,
    lanes: list[str],
    acts: Sequence[Act],
    window: tuple[date, date],
    numbers: dict[date, int],
) -> None:
    first, last = window
    levels = {lane: len(lanes) - 1 - place for place, lane in enumerate(lanes)}
    axis.set_ylim(-0.65, len(lanes) - 0.4)
    axis.set_yticks([levels[lane] for lane in lanes], [_lane_name(lane, acts) for lane in lanes])
    axis.tick_params(length=0)
    axis.spines["left"].set_visible(False)
    axis.spines["bottom"].set_color(RULE)
    axis.set_title(country_name(side), loc="left", size=SMALL, weight="bold", pad=9 if side == NOTED else 3)
    if "acts" in levels and any(act.look == "tighten" for act in acts):
        _draw_force(axis, levels["acts"], first, last)
    for act in acts:
        x = [number(max(act.first, first)), number(min(act.last, last))]
        if act.first != act.last:
            axis.plot(x, [levels[act.lane]] * 2, color=LOOKS[act.look]["color"], linewidth=1.2, linestyle=":")
        axis.plot(x[:1], [levels[act.lane]], clip_on=False, zorder=3, linestyle="", **LOOKS[act.look])
    write_counts(axis, Counter((act.first, levels[act.lane]) for act in acts), lowest=0)
    if side == NOTED:
        _draw_numbers(axis, numbers, len(lanes) - 0.5)


def _lane_name(lane: str, acts: Sequence[Act]) -> str:
    """Return what a side's lane holds: visits where nobody is known to have talked on one of them."""
    looks = {act.look for act in acts if act.lane == lane}
    return "visits" if looks == {"visit"} else lane


def _draw_force(axis: Axes, level: float, first: date, last: date) -> None:
    end = number(last + timedelta(days=7))
    axis.plot([number(first), end], [level, level], color=VERMILION, linewidth=0.9, zorder=1)
    axis.plot([end], [level], marker=">", color=VERMILION, markersize=5, clip_on=False)


def _draw_numbers(axis: Axes, numbers: dict[date, int], level: float) -> None:
    """Write the numbers over their days, moved apart where they would run into one another."""
    texts = {day: str(place) for day, place in numbers.items()}
    for x, text in zip(apart(axis, texts), texts.values(), strict=True):
        axis.text(x, level, text, ha="center", va="baseline", size=SMALL, weight="bold")


def _callouts(acts: Sequence[Act]) -> tuple[list[str], dict[date, int]]:
    """Return what the side that is told in words did, and where the numbers of the tellings stand.

    Days that are close together share a number.
    """
    told = [act for act in acts if act.side == NOTED and act.look in ("talks", "visit", "post", "ease")]
    groups: list[list[date]] = []
    for day in sorted({act.first for act in told}):
        if groups and day - groups[-1][-1] <= TOGETHER:
            groups[-1].append(day)
        else:
            groups.append([day])
    notes = [f"{opened(the(NOTED))}, by number:"] if groups else []
    for place, days in enumerate(groups, 1):
        words = "; ".join(dict.fromkeys(act.words for act in told if act.first in days))
        when = day_words(f"{days[0]}/{days[-1]}" if days[1:] else f"{days[0]}")
        notes.append(f"({place}) {when}: {words}")
    return notes, {days[0]: place for place, days in enumerate(groups, 1)}


def _key(acts: Sequence[Act]) -> str:
    """Return what the signs say that are drawn."""
    drawn = {act.look for act in acts}
    signs = ", ".join(words for look, words in KEY.items() if look in drawn)
    days = Counter((act.first, act.side, act.lane) for act in acts)
    several = "; a number: so many on that day" if max(days.values(), default=0) > 1 else ""
    force = ". Line with arrow: sanctions in force" if "tighten" in drawn else ""
    border = (
        "; on a border’s line ■ closes it, ◇ opens it" if any(act.lane == "border" for act in acts) else ""
    )
    twice = len({act.id for act in acts if act.look == "talks"}) < sum(act.look == "talks" for act in acts)
    under = "; talks with several sides stand under each" if twice else ""
    return f"{signs}{several}{border}{under}{force}"


def _timeline_title(releases: pd.DataFrame, acts: Sequence[Act]) -> str:
    talks = len({act.id for act in acts if act.look == "talks"})
    told = [f"{talks} talks", *_easings(acts)]
    return f"{(', ' if told[2:] else ' and ').join(told)} beside {plural(len(releases), 'release')}"


def _timeline_sentence(releases: pd.DataFrame, acts: Sequence[Act], day: date) -> str:
    talks = {act.id for act in acts if act.look == "talks"}
    eased = [act for act in acts if act.look == "ease"]
    who = join_words([the(side) for side in sorted({act.side for act in eased})])
    start = f"from {long_day(first_days(releases)[0])} " if len(releases) else ""
    easing = f"{join_words(_easings(acts))} by {who}" if eased else "no act of easing"
    return (
        f"The record holds {plural(len(releases), 'release')} {start}to {long_day(day)}, and in the same "
        f"time {len(talks)} talks; {join_words(_tightenings(acts))}; and {easing}. {NO_CAUSE}"
    )


def _count(acts: Sequence[Act], look: str, border: bool) -> int:
    return len({act.id for act in acts if act.look == look and (act.lane == "border") == border})


def _tightenings(acts: Sequence[Act]) -> list[str]:
    """Return how many acts imposed or widened sanctions, prolonged them, and closed borders."""
    told = [f"{plural(_count(acts, 'tighten', border=False), 'act')} that imposed or widened sanctions"]
    if prolonged := _count(acts, "extend", border=False):
        told.append(f"{prolonged} that prolonged them")
    if closed := _count(acts, "tighten", border=True):
        told.append(f"{plural(closed, 'border closing')}")
    return told


def _easings(acts: Sequence[Act]) -> list[str]:
    opened = _count(acts, "ease", border=True)
    borders = [plural(opened, "border opening")] if opened else []
    return [plural(_count(acts, "ease", border=False), "easing"), *borders]


@styled
def chart_senders(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw the acts of each sender as they add up, with its easings."""
    context = at(context, as_of)
    day = context.last_day()
    acts, table = acts_by_sender(context), summarise_senders(context)
    acts = acts[acts["type"] != BORDER]
    if acts.empty:
        return nothing("senders", "no sanctions", day)
    order = table.sort_values(["tighten", "sender"], ascending=[False, True])["sender"].tolist()
    title = _senders_title(context)
    figure, axes = canvas(
        title,
        "Acts that imposed or widened sanctions, added up (line), and acts of easing (◇, with their number "
        f"where a day has several), by sender, borders left out, to {long_day(day)}",
        f"{source_line(SOURCE, day)} Acts are counted, not their weight.",
        0.9 * len(order) + 0.7,
        ratios=[1] * len(order),
        left=0.45,
        right=0.45,
        gap=0.3,
    )
    top = int(table["tighten"].max())
    day_axis(axes[-1], acts["day"].min().replace(day=1), day + timedelta(days=20))
    for axis, sender in zip(axes, order, strict=True):
        _draw_sender(axis, sender, acts[acts["sender"] == sender], day, top)
    sentence = _senders_sentence(table, day)
    return Chart("senders", figure, title, sentence, f"Step lines by sender. {sentence}", table, SOURCE)


def _draw_sender(axis: Axes, sender: str, acts: pd.DataFrame, day: date, top: int) -> None:
    tighten, ease = acts[acts["stance"] == "tighten"], acts[acts["stance"] == "ease"]
    x = [number(d) for d in tighten["day"]]
    y = tighten["so_far"].tolist()
    if y:
        axis.step([x[0], *x, number(day)], [0, *y, y[-1]], where="post", color=VERMILION, linewidth=1.8)
        axis.annotate(
            str(y[-1]), (number(day), y[-1]), (4, 0), textcoords="offset points", va="center", size=SMALL
        )
    eased: Counter[tuple[date, float]] = Counter()
    for d in ease["day"]:
        before = sum(1 for other in x if other <= number(d))
        axis.plot([number(d)], [before], clip_on=False, linestyle="", zorder=3, **LOOKS["ease"])
        eased[d, before] += 1
    write_counts(axis, eased)
    axis.set_ylim(0, top * 1.1)
    axis.set_yticks([0, 10 * (top // 10) or top])
    axis.set_title(country_name(sender), loc="left", size=SMALL, weight="bold", pad=3)


def _senders_title(context: Context) -> str:
    rows = relief(context)
    rows = rows[rows["type"] != BORDER]
    since = SERIES_START if context.last_day() > SERIES_START else date.min
    eased = {row for row, day in zip(rows["sender"], first_days(rows), strict=True) if day >= since}
    when = f" since {since:%B %Y}" if since > date.min else ""
    if len(eased) == 1:
        name = the(next(iter(eased)))
        return f"Only {name} has eased sanctions{when}"
    return (
        f"{plural(len(eased), 'sender')} eased sanctions{when}"
        if eased
        else f"No sender eased sanctions{when}"
    )


def _senders_sentence(table: pd.DataFrame, day: date) -> str:
    counts = [
        f"{country_name(row['sender'])} {row['tighten']} ({row['ease'] or 'none'} of easing)"
        for _, row in table.iterrows()
    ]
    return (
        f"By {long_day(day)} the record holds these acts that imposed or widened measures: "
        f"{'; '.join(counts)}. The lines count acts, so no easing lowers them."
    )


@styled
def chart_events_in_context(
    context: Context, events: pd.DataFrame, as_of: date | str | None = None, title: str = ""
) -> Chart:
    """Draw the dated events of an article above the record of the same time.

    Args:
        context: the tables.
        events: the article's events, with the columns of the codebook.
        as_of: the day to stand on.
        title: a title instead of the one worked out.
    """
    context = at(context, as_of)
    day, first = context.last_day(), series_start(context)
    placed = place_events(context, events)
    dated = placed[placed["date"] != ""].reset_index(drop=True)
    if dated.empty:
        return nothing("events-in-context", "nothing to set beside an article without dated events", day)
    dated = dated.iloc[sorted(range(len(dated)), key=lambda n: _event_order(dated["date"][n]))]
    found = dated[dated["record"] != ""]
    happened = dated[dated["status"] == "occurred"]
    heading = title or f"{len(found)} of {len(happened)} dated events may be in the record"
    names = [_event_label(event, first) for _, event in dated.iterrows()]
    own = named_rows(names, LANE, 2.35, CLOSE)
    acts = _dated_acts(context, first)
    known = named_rows([f"record: {_with_borders(lane, acts)}" for lane in LANES], COUNTED, 2.35, CLOSE)
    days = Counter((act.first, LANES_OF[act.look]) for act in acts)
    prolonged = "| prolonged; " if any(act.look == "extend" for act in acts) else ""
    several = f" ({prolonged}a number: so many acts on that day)" if max(days.values(), default=0) > 1 else ""
    figure, axes = canvas(
        heading,
        f"The article's dated events ({_events_key(dated, first)}), above the record{several}, "
        f"to {long_day(day)}",
        f"{source_line(f'the article, and {SOURCE}', day)} {NO_CAUSE}",
        own.height + known.height + GAP + TICKS,
        ratios=[own.height, known.height],
        left=own.left,
        gap=GAP,
    )
    window = (first, max(day, *(edtf_bounds(value)[0] or first for value in dated["date"])))
    _draw_events(axes[0], dated, window, own)
    day_axis(axes[1], first, window[1] + timedelta(days=14))
    axes[1].set_xlim(number(first - timedelta(days=10)))
    _draw_record(axes[1], context, first, known)
    sentence = (
        f"Of {plural(len(happened), 'dated event')} that the article reports as having happened, "
        f"{len(found)} {'has' if len(found) == 1 else 'have'} at least one row in the record that may be the "
        f"same{_not_yet(len(dated) - len(happened))}. {NO_CAUSE}"
    )
    alt = f"The article's events in time above releases, talks and sanctions. {sentence}"
    return Chart("events-in-context", figure, heading, sentence, alt, placed, SOURCE)


def _with_borders(lane: str, acts: Sequence[Act]) -> str:
    """Return what a lane of the record holds, borders opened or closed among it where some were."""
    borders = any(act.lane == "border" and LANES_OF[act.look] == lane for act in acts)
    told = "borders" if is_narrow() else f"border {'opening' if lane == 'easing' else 'closing'}"
    return f"{lane}, {told}" if borders else lane


def _not_yet(events: int) -> str:
    return f"; {plural(events, 'dated event')} had not happened" if events else ""


def _events_key(events: pd.DataFrame, first: date) -> str:
    """Return what the signs say that are drawn."""
    early = any((edtf_bounds(value)[0] or date.min) < first for value in events["date"])
    signs = ["● or ◀ in the record, ○ or ◁ not" if early else "● in the record, ○ not"]
    if early:
        signs.append(f"◀ or ◁ begins before {first:%B %Y}")
    if (events["status"] != "occurred").any():
        signs.append("dashed: has not happened")
    return ", ".join(signs)


def _event_order(value: str) -> tuple[date, date]:
    first, last = edtf_bounds(value)
    return first or date.min, last or date.max


def _draw_events(axis: Axes, events: pd.DataFrame, window: tuple[date, date], lines: NamedRows) -> None:
    first, last = window
    lines.write(axis)
    for level, (_, event) in zip(lines.levels, events.iterrows(), strict=True):
        start, end = edtf_bounds(event["date"])
        occurred = event["status"] == "occurred"
        x = [number(min(max(start or first, first), last)), number(max(min(end or last, last), first))]
        style: Any = "-" if occurred else (0, (2, 2))
        colour = BLUE if occurred else GREY
        axis.plot(x, [level, level], color=colour, linewidth=2, linestyle=style)
        fill = colour if event["record"] else "white"
        marker = "<" if (start or date.min) < first else "o"
        axis.plot(
            x[:1], [level], marker=marker, color=colour, markerfacecolor=fill, markersize=6, clip_on=False
        )
    axis.tick_params(length=0)
    axis.spines["bottom"].set_color(RULE)


def _event_label(event: "pd.Series[Any]", first: date) -> str:
    count = span(event["count_low"], event["count_high"])
    kind = KINDS.get(event["kind"], event["kind"])
    what = f"{kind}, {count}" if count != "not known" else kind
    earlier = (edtf_bounds(event["date"])[1] or first) < first
    return f"{what} ({day_words(event['date'])})" if earlier else what


def _draw_record(axis: Axes, context: Context, first: date, lines: NamedRows) -> None:
    lines.write(axis)
    levels = dict(zip(LANES, lines.levels, strict=True))
    for day in first_days(freed(context)):
        axis.plot([number(day)], [levels["releases"]], "o", color=BLACK, markersize=5, clip_on=False)
    acts = _dated_acts(context, first)
    for act in acts:
        axis.plot([number(act.first)], [levels[LANES_OF[act.look]]], linestyle="", **LOOKS[act.look])
    counts = Counter((act.first, levels[LANES_OF[act.look]]) for act in acts)
    write_counts(axis, counts, beside=is_narrow())


def _dated_acts(context: Context, first: date) -> list[Act]:
    """Return the acts of a lane since a day, those of several sides once."""
    acts = {(act.id, act.look): act for act in _acts(context) if act.look in LANES_OF and act.first >= first}
    return list(acts.values())
