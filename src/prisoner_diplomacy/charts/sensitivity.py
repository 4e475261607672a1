"""Figures of events joined from many reports: by month and dyad by each set of rules, by outlet."""

import calendar
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from prisoner_diplomacy.analysis.error_rates import ALL, ErrorRates, by_month_with_errors, describe_errors
from prisoner_diplomacy.analysis.joined_events import UNDATED, by_dyad, by_month, by_outlet
from prisoner_diplomacy.analysis.shared import span
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
    is_narrow,
    styled,
)
from prisoner_diplomacy.charts.named_rows import named_rows
from prisoner_diplomacy.linkage import Linked
from prisoner_diplomacy.wording import day_words, plural

LOOKS = {"conservative": (VERMILION, "^"), "standard": (BLACK, "o"), "generous": (BLUE, "s")}
MARKS = "Triangle: conservative rules; circle: standard; square: generous"
ROW, TALL, BAR = 0.34, 2.6, 0.2
MOST_LABELS = 12
CORPUS = "generated articles, joined by the rules of linkage/rules.toml"


@styled
def chart_months(linked: Sequence[Linked], source: str = CORPUS) -> Chart:
    """Draw how many events happened in each month by each set of rules.

    Args:
        linked: the same reports joined by each set of rules, the strictest first.
        source: where the reports come from.
    """
    table = by_month(linked)
    if table.empty:
        return _nothing("events-by-month", source)
    title = _spread_title(linked)
    figure, (axis,) = canvas(title, f"Events that happened, by month. {MARKS}", _foot(source), TALL, left=0.6)
    _draw_sets(axis, table, linked)
    _set_months(axis, list(table["month"]))
    sentence = _months_sentence(table, linked)
    return Chart(
        "events-by-month", figure, title, sentence, f"Three marks a month. {sentence}", table, source
    )


def _set_months(axis: Axes, months: Sequence[str]) -> None:
    """Label an axis of months, some of them where they are many, and let the other count from nought."""
    step = -(-len(months) // (MOST_LABELS // 2 if is_narrow() else MOST_LABELS))
    axis.set_xticks(range(0, len(months), step), [_month_label(month, months[0]) for month in months[::step]])
    axis.set_xlim(-0.5, len(months) - 0.5)
    axis.set_ylim(bottom=0)
    axis.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axis.grid(axis="y", color=RULE, linewidth=0.6)
    axis.set_axisbelow(True)


def _month_label(month: str, first: str) -> str:
    year, dash, number = month.partition("-")
    if not dash:
        return month.replace(" ", "\n")
    name = calendar.month_abbr[int(number)]
    return f"{name}\n{year}" if month == first or number == "01" else name


def _month_words(month: str) -> str:
    return month if month == UNDATED else day_words(month)


def _draw_sets(
    axis: Axes, table: pd.DataFrame, linked: Sequence[Linked], levels: Sequence[float] = ()
) -> None:
    """Draw, for each row, a line from the lowest to the highest count and a mark for each set of rules.

    Args:
        axis: where.
        table: has a column of counts for each set.
        linked: the sets.
        levels: the heights of the rows, in inches, where they lie one below the other.
    """
    names = [one.rules.name for one in linked]
    low, high = table[names].min(axis=1), table[names].max(axis=1)
    places = levels or [float(place) for place in range(len(table))]
    apart = 0.07 if levels else 0.14
    lines = axis.hlines if levels else axis.vlines
    lines(places, low, high, color=GREY, linewidth=1.5, zorder=1)
    for shift, name in zip((-apart, 0.0, apart), names, strict=True):
        colour, marker = LOOKS[name]
        spots = [place + shift for place in places]
        x, y = (table[name], spots) if levels else (spots, table[name])
        axis.plot(x, y, marker, color=colour, markersize=6, zorder=3, clip_on=False)
    axis.set_axisbelow(True)


def _spread_title(linked: Sequence[Linked]) -> str:
    strict, loose = (
        sum(event.status == "occurred" for event in one.events) for one in (linked[0], linked[-1])
    )
    return f"{loose} or {strict} events, depending on the rules"


def _months_sentence(table: pd.DataFrame, linked: Sequence[Linked]) -> str:
    names = [one.rules.name for one in linked]
    sums = ", ".join(f"{table[name].sum()} by the {name} rules" for name in names)
    spans = zip(table["month"], table[names[-1]], table[names[0]], strict=True)
    widest = max(spans, key=lambda span: abs(span[2] - span[1]), default=None)
    where = (
        f" They differ most in {_month_words(widest[0])}: {widest[1]} against {widest[2]}." if widest else ""
    )
    return f"Events that happened: {sums}.{where}"


@styled
def chart_dyads(linked: Sequence[Linked], source: str = CORPUS) -> Chart:
    """Draw how many events happened between the sides with most of them, by each set of rules.

    Args:
        linked: the same reports joined by each set of rules, the strictest first.
        source: where the reports come from.
    """
    table = by_dyad(linked)
    if table.empty:
        return _nothing("events-by-dyad", source)
    names = [one.rules.name for one in linked]
    moved = int((table[names[0]] != table[names[-1]]).sum())
    title = f"Rules matter for {moved} of the {len(table)} busiest dyads"
    lines = named_rows(list(table["dyad"]), ROW, 2.7)
    figure, (axis,) = canvas(
        title,
        f"Events that happened, by who acts on whom. {MARKS}",
        _foot(source),
        lines.height + TICKS,
        left=lines.left,
    )
    lines.write(axis)
    _draw_sets(axis, table, linked, lines.levels)
    axis.set_xlim(left=0)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4 if is_narrow() else 8))
    axis.grid(axis="x", color=RULE, linewidth=0.6)
    busiest = table.iloc[0]
    sentence = (
        f"Of the {plural(len(table), 'pair')} of sides with most events, {moved} have another number by the "
        f"strictest rules than by the loosest. Most events has {busiest['dyad']}: "
        f"{span(busiest[names[-1]], busiest[names[0]])}."
    )
    return Chart("events-by-dyad", figure, title, sentence, f"Three marks a dyad. {sentence}", table, source)


@styled
def chart_outlets(linked: Linked, source: str = CORPUS) -> Chart:
    """Draw how many reports each outlet has, those in a text of its own apart from those it copied.

    Args:
        linked: reports joined to events.
        source: where the reports come from.
    """
    table = by_outlet(linked)
    if table.empty:
        return _nothing("outlets", source)
    own, reports = int(table["own_text"].sum()), int(table["reports"].sum())
    title = f"{own} of {reports} reports stand in texts nobody had before"
    lines = named_rows(list(table["outlet"]), ROW, 2.0)
    figure, (axis,) = canvas(
        title,
        "Reports of the outlets with most. Filled: in a text of their own; hatched: carried from another",
        _foot(source),
        lines.height + TICKS,
        left=lines.left,
        right=0.4,
    )
    lines.write(axis)
    levels = lines.levels
    copied = table["reports"] - table["own_text"]
    axis.barh(levels, table["own_text"], color=GREEN, height=BAR)
    axis.barh(
        levels, copied, left=table["own_text"], color="white", edgecolor=GREEN, hatch="////", height=BAR
    )
    for level, first, number in zip(levels, table["own_text"], table["reports"], strict=True):
        axis.annotate(f"{first} of {number}", (number, level), xytext=(4, 0), textcoords="offset points",
                      va="center", size=SMALL)  # fmt: skip
    axis.set_xlim(0, int(table["reports"].max()) * 1.3)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4 if is_narrow() else 8))
    most = table.iloc[0]
    sentence = (
        f"Of {plural(reports, 'report')} by the {plural(len(table), 'outlet')} that report most, {own} stand "
        f"in a text that no earlier article carries. {most['outlet']} has most: {most['reports']}, of which "
        f"{most['own_text']} in a text of its own."
    )
    return Chart("outlets", figure, title, sentence, f"Bars by outlet. {sentence}", table, source)


@styled
def chart_bounds(linked: Linked, rates: ErrorRates, source: str = CORPUS) -> Chart:
    """Draw the events counted in each month with the bounds that the annotator's errors leave.

    Args:
        linked: reports joined to events.
        rates: how often the annotator is right.
        source: where the reports come from.
    """
    table = by_month_with_errors(linked, rates)
    if len(table) == 1:
        return _nothing("events-with-errors", source)
    months, everything = table[table["month"] != ALL], table.iloc[-1]
    counted, low, high = everything[["events", "likely_low", "likely_high"]]
    title = f"{counted} counted: {low} to {high} events, errors included"
    figure, (axis,) = canvas(
        title,
        "Events that happened, by month. Circle: counted; line: bounds of 95 of 100 draws of the error rates",
        _foot(source),
        TALL,
        left=0.6,
    )
    places = list(range(len(months)))
    axis.vlines(places, months["likely_low"], months["likely_high"], color=BLUE, linewidth=3)
    axis.plot(places, months["events"], "o", color=BLACK, markersize=6)
    _set_months(axis, list(months["month"]))
    sentence = describe_errors(table, rates)
    return Chart("events-with-errors", figure, title, sentence, f"Bounds by month. {sentence}", table, source)


def _foot(source: str) -> str:
    return f"Source: {source}."


def _nothing(name: str, source: str) -> Chart:
    title = "No event happened"
    sentence = "These reports tell of no event that happened."
    figure, (axis,) = canvas(title, sentence, _foot(source), 0.5)
    axis.set_axis_off()
    return Chart(name, figure, title, sentence, sentence, pd.DataFrame(), source)
