"""Figures of what people tie together: relief and releases, mediators, and the freed month by month."""

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from prisoner_diplomacy.analysis.links import (
    QUOTED,
    SOUGHT,
    UNKNOWN,
    freed_by_month,
    mediation,
    relief_by_link_and_window,
)
from prisoner_diplomacy.analysis.shared import NOBODY, SERIES_END, at, let_go, span
from prisoner_diplomacy.charts.context import NO_CAUSE, SOURCE, nothing
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
    fitting,
    is_narrow,
    source_line,
    styled,
)
from prisoner_diplomacy.charts.named_rows import NamedRows, named_rows
from prisoner_diplomacy.charts.release_stems import unlabelled
from prisoner_diplomacy.charts.stem_labels import label_stems
from prisoner_diplomacy.record.load import Context
from prisoner_diplomacy.wording import country_name, long_day, plural, short_day, the

ROW, CLOSE = 0.27, 0.36
ABOVE = 8
"""Points from the middle of a tie's mark to that of the cross which says that somebody denies it."""
CLAIM = "A tie is a claim, not a proof."


@styled
def chart_ties(context: Context, window_days: int = 30, as_of: date | str | None = None) -> Chart:
    """Draw, a line a release, the relief that somebody ties to it and the relief that merely stands near."""
    context = at(context, as_of)
    day = context.last_day()
    table = relief_by_link_and_window(context, window_days)
    if table.empty:
        return nothing("ties", "no release with relief tied to it or near it", day)
    groups = [group for _, group in table.groupby("release", sort=False)]
    tied = sum(bool((group["relation"] != "").any()) for group in groups)
    title = f"{plural(tied, 'release')} tied to relief by somebody; {len(groups) - tied} only near"
    denial = "× above it: somebody denies that; " if (table["denied_by"] != "").any() else ""
    several = "; a number: so many of them on that day" if any(map(_several, groups)) else ""
    lines = named_rows([_release_label(group.iloc[0]) for group in groups], ROW, 1.6, CLOSE)
    figure, (axis,) = canvas(
        title,
        "Days from each release (line) to sanctions eased or borders opened. ◆ somebody says that one was "
        f"for the other; {denial}◇ within {window_days} days, and nobody ties the two{several}. "
        f"To {long_day(day)}",
        f"{source_line(SOURCE, day)} {CLAIM} {NO_CAUSE}",
        lines.height + TICKS,
        left=lines.left,
        right=0.35,
    )
    _draw_ties(axis, groups, lines)
    sentence = _ties_sentence(table, len(groups), tied, window_days)
    alt = f"One line per release, with marks for easing or opened borders, tied to it or near it. {sentence}"
    return Chart("ties", figure, title, sentence, alt, table, SOURCE)


def _release_label(row: "pd.Series[Any]") -> str:
    return f"{short_day(row['released'])}: {span(row['count_low'], row['count_high'])}"


def _draw_ties(axis: Axes, groups: list[pd.DataFrame], lines: NamedRows) -> None:
    lines.write(axis)
    lines.cross(axis, 0, color=BLACK, linewidth=1.2)
    for level, group in zip(lines.levels, groups, strict=True):
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
        for _, pair in group.sort_values("relation").iterrows():
            _draw_tie(axis, level, pair)
        for x, count in _several(group).items():
            off, across = ((-3, -1), "right") if x < 0 else ((3, -1), "left")
            style: dict[str, Any] = {"ha": across, "va": "top", "size": SMALL}
            axis.annotate(str(count), (x, level), off, textcoords="offset points", **style)
    days = [int(group[end].iloc[n]) for group in groups for end in ("days_low", "days_high") for n in (0, -1)]
    first_day, last_day = min(*days, -30), max(*days, 30)
    room = (last_day - first_day) / 30
    axis.set_xlim(first_day - room, last_day + room)
    ticks = [
        n
        for n in range(-360, 361, 60 if is_narrow() and last_day - first_day > 100 else 30)
        if first_day <= n <= last_day
    ]
    axis.set_xticks(ticks, [_days_off(n) for n in ticks])


def _several(group: pd.DataFrame) -> dict[int, int]:
    """Return how many marks of a release lie on one another, by their place, where there are several."""
    counts = Counter(int(days) for days in group["days_low"])
    return {days: count for days, count in counts.items() if count > 1}


def _days_off(days: int) -> str:
    if not days:
        return "release"
    return f"{abs(days)} days\n{'before' if days < 0 else 'after'}"


def _draw_tie(axis: Axes, level: float, pair: "pd.Series[Any]") -> None:
    x, tied = int(pair["days_low"]), pair["relation"] != ""
    fill = GREEN if tied else "white"
    axis.plot([x, int(pair["days_high"])], [level, level], color=GREEN, linewidth=1.4)
    axis.plot([x], [level], "D", color=GREEN, markerfacecolor=fill, markersize=7 if tied else 5, zorder=3)
    if pair["denied_by"]:
        above = axis.transData + ScaledTranslation(0, ABOVE / 72, axis.figure.dpi_scale_trans)
        axis.plot([x], [level], "x", color=VERMILION, markersize=6, markeredgewidth=2, transform=above)


def _ties_sentence(table: pd.DataFrame, releases: int, tied: int, window: int) -> str:
    counts = table["basis"].value_counts()
    both, alone, near = (int(counts.get(name, 0)) for name in ("tied and near", "tied alone", "near alone"))
    denied = int((table["denied_by"] != "").sum())
    return (
        f"Of {plural(releases, 'release')} with easing or opened borders tied to them or within {window} "
        f"days, {tied} have one that somebody ties to them. {plural(both, 'pair')} are tied and near, "
        f"{alone} tied though further apart, and {near} near with nobody tying them; {denied} of the ties "
        f"are denied by somebody. {CLAIM}"
    )


@styled
def chart_mediation(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw the people freed in releases by who mediated them, with the bounds of the counts."""
    context = at(context, as_of)
    day, table = context.last_day(), mediation(context)
    if table.empty:
        return nothing("mediation", "no release", day)
    named = table[~table["mediator"].isin([NOBODY, UNKNOWN])]
    title = _mediation_title(named)
    names = [_mediator_label(row) for _, row in table.iterrows()]
    lines = named_rows(names, ROW, 1.5, 0.22)
    figure, (axis,) = canvas(
        title,
        "People freed in releases that a side mediated, in those that nobody did, and in those of which it "
        "is not known; hatched up to the high count. A release with two mediators counts for both. The whole "
        f"record, to {long_day(day)}",
        source_line(SOURCE, day),
        lines.height + TICKS,
        left=lines.left,
        right=0.25 if is_narrow() else 1.75,
    )
    _draw_bars(axis, table, lines)
    sentence = _mediation_sentence(table, len(let_go(context)))
    return Chart("mediation", figure, title, sentence, f"Bars by mediator. {sentence}", table, SOURCE)


def _mediation_title(named: pd.DataFrame) -> str:
    if named.empty:
        return "No mediator is known yet"
    most = named.iloc[0]
    people = span(most["people_low"], most["people_high"])
    return fitting(
        f"Known mediators: {the(most['mediator'])} leads with {people} freed",
        f"Mediators: {country_name(most['mediator'])} leads with {people} freed",
        f"The foremost known mediator freed {people}",
    )


def _mediator_label(row: "pd.Series[Any]") -> str:
    names = {NOBODY: "nobody", UNKNOWN: UNKNOWN}
    name = names.get(row["mediator"]) or country_name(row["mediator"])
    return f"{name}: {_freed_words(row)}" if is_narrow() else name


def _freed_words(row: "pd.Series[Any]") -> str:
    return f"{span(row['people_low'], row['people_high'])} in {plural(int(row['releases']), 'release')}"


def _draw_bars(axis: Axes, table: pd.DataFrame, lines: NamedRows) -> None:
    lines.write(axis)
    for level, (_, row) in zip(lines.levels, table.iterrows(), strict=True):
        low, high = int(row["people_low"]), int(row["people_high"])
        colour = GREY if row["mediator"] in (NOBODY, UNKNOWN) else BLUE
        axis.barh(level, low, color=colour, height=0.16)
        axis.barh(level, high - low, left=low, color="white", edgecolor=colour, hatch="////", height=0.16)
        if not is_narrow():
            axis.text(high, level, f" {_freed_words(row)}", va="center", size=SMALL)
    axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))


def _mediation_sentence(table: pd.DataFrame, releases: int) -> str:
    counts = table.set_index("mediator")["releases"]
    unknown, nobody = int(counts.get(UNKNOWN, 0)), int(counts.get(NOBODY, 0))
    named = table[~table["mediator"].isin([NOBODY, UNKNOWN])]
    told = (
        f"Of {plural(releases, 'release')} a side is known to have mediated {releases - unknown - nobody}, "
        f"nobody {nobody}, and of {unknown} it is not known."
    )
    if named.empty:
        return told
    first = named.iloc[0]
    people = span(first["people_low"], first["people_high"])
    most = (
        f"Most people were freed in those of {the(first['mediator'])}: {people} in "
        f"{plural(int(first['releases']), 'release')}, {first['with_relief']} of them with relief tied."
    )
    twice = int(counts.sum()) > releases
    added = " A release with two mediators counts for both, so the bars add up to more." if twice else ""
    return f"{told} {most}{added}"


@styled
def chart_freed_by_month(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw the people freed month by month with the bounds of the counts, mediated and others apart."""
    context = at(context, as_of)
    day, table = context.last_day(), freed_by_month(context)
    if not len(table) or not table["people_high"].any():
        return nothing("freed-by-month", "no release", day)
    most = table.iloc[int(table["people_low"].argmax())]
    title = f"Of months on record, most freed in {_month_name(most['month'])}: {_over(most)}"
    figure, (axis,) = canvas(
        title,
        "People freed per month: filled in releases with a known mediator, open in others; hatched from the "
        f"low to the high count.{_dotted(table)} Belarus, to {long_day(day)}",
        source_line(SOURCE, day),
        2.6,
        left=0.6,
    )
    _draw_months(axis, table)
    sentence = _months_sentence(table, _month_name(most["month"]))
    alt = f"One bar per month. {sentence}"
    return Chart("freed-by-month", figure, title, sentence, alt, table, SOURCE)


def _dotted(table: pd.DataFrame) -> str:
    """Return what dotted bars are, where there are any."""
    if table["coverage"].iloc[-1] == SOUGHT:
        return ""
    return f" Dotted: after {long_day(SERIES_END)}, where only releases are known that other texts quote."


def _months_sentence(table: pd.DataFrame, most: str) -> str:
    sought, quoted = (table[table["coverage"] == name] for name in (SOUGHT, QUOTED))
    mediated = span(sought["mediated_low"].sum(), sought["mediated_high"].sum())
    without = plural(int((sought["releases"] == 0).sum()), "month")
    told = (
        f"From {_month_name(sought['month'].iloc[0])} to {_month_name(sought['month'].iloc[-1])} the record "
        f"holds {_people(sought)}, {mediated} of them with a known mediator, most in {most}; of {without} it "
        "holds no release."
    )
    if quoted.empty:
        return told
    return (
        f"{told} Of the {plural(len(quoted), 'month')} after it, which other texts alone tell of, it holds "
        f"{_people(quoted)}: how many were freed then is not known."
    )


def _people(months: pd.DataFrame) -> str:
    people = span(months["people_low"].sum(), months["people_high"].sum())
    return f"{people} people freed in {plural(int(months['releases'].sum()), 'release')}"


def _draw_months(axis: Axes, table: pd.DataFrame) -> None:
    stems: list[tuple[float, float, str]] = []
    for x, (_, row) in enumerate(table.iterrows()):
        for bottom, top, look in _month_parts(row):
            if top > bottom:
                axis.bar(x, top - bottom, bottom=bottom, width=0.75, **look)
        if row["people_high"]:
            stems.append((float(x), float(row["people_high"]), _over(row)))
    axis.set_ylim(0, 1.15 * int(table["people_high"].max()))
    months = table["month"].tolist()
    shown = [n for n, month in enumerate(months) if month[5:] in _quarters() or not n]
    axis.set_xticks(shown, [_month_tick(months[n], n == shown[0]) for n in shown])
    axis.set_xlim(-0.6, len(months) - 0.4)
    bar = 0.375 / len(months) * float(axis.bbox.width) / axis.figure.dpi
    if missing := label_stems(axis, stems, bar):
        axis.set_title(f"people freed{unlabelled(missing)}", loc="left", size=SMALL, pad=5)
    axis.set_yticks([])
    axis.spines["left"].set_visible(False)


def _month_parts(row: "pd.Series[Any]") -> list[tuple[int, int, dict[str, Any]]]:
    """Return the parts of a month's bar from below, each from how many people to how many, with its look."""
    mediated, low, high = (int(row[name]) for name in ("mediated_low", "people_low", "people_high"))
    unsure: dict[str, Any] = {"color": "white", "edgecolor": GREY, "hatch": "////"}
    if row["coverage"] == QUOTED:
        dotted = {"color": "white", "edgecolor": GREY, "linestyle": ":"}
        return [(0, low, dotted), (low, high, unsure | dotted)]
    return [
        (0, mediated, {"color": BLUE, "edgecolor": BLUE}),
        (mediated, low, {"color": "white", "edgecolor": BLACK}),
        (low, high, unsure),
    ]


def _over(row: "pd.Series[Any]") -> str:
    low, high = int(row["people_low"]), int(row["people_high"])
    return str(low) if low == high else f"{low}–{high}"


def _quarters() -> tuple[str, ...]:
    return ("01", "07") if is_narrow() else ("01", "04", "07", "10")


def _month_tick(month: str, first: bool) -> str:
    name = date.fromisoformat(f"{month}-01").strftime("%b")
    return f"{name}\n{month[:4]}" if first or month[5:] == "01" else name


def _month_name(month: str) -> str:
    return " ".join(long_day(date.fromisoformat(f"{month}-01")).split()[1:])
