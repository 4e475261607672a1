"""Figures of what stands near what: the ledger, the test of closeness, and reports side by side."""

import re
from datetime import date
from string import ascii_lowercase
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from prisoner_diplomacy.analysis.chance import LEVEL, Closeness, closeness_test
from prisoner_diplomacy.analysis.ledger import ledger
from prisoner_diplomacy.analysis.reports import (
    AGREE,
    ALONE,
    APART,
    ARTICLE,
    DIFFER,
    against_other_matters,
    agreed_values,
    by_outlet,
    compare_reports,
    matters,
)
from prisoner_diplomacy.analysis.shared import SERIES_START, at, span
from prisoner_diplomacy.charts.context import LOOKS, NO_CAUSE, SOURCE, nothing
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    GREY,
    PURPLE,
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
from prisoner_diplomacy.record.load import Context, last_days
from prisoner_diplomacy.wording import (
    country_name,
    join_words,
    long_day,
    matter_words,
    plural,
    short_day,
    the,
)

ROW = 0.25
OWN = {ARTICLE: "this article"}
HEADINGS = 1.9
NAMED = re.compile(r"\b[A-Z]")
VERDICTS: dict[str, dict[str, Any]] = {
    "differs": {"marker": "x", "color": VERMILION, "markeredgewidth": 2},
    "agrees": {"marker": "o", "color": BLUE},
    "alike": {"marker": "D", "color": BLUE, "markerfacecolor": "white"},
    "adds": {"marker": "o", "color": GREY, "markerfacecolor": "white"},
}


@styled
def chart_ledger(
    context: Context, window_days: int = 30, parties: tuple[str, ...] = (), as_of: date | str | None = None
) -> Chart:
    """Draw, a line a release, the talks and the relief that lie within a window of days around it."""
    context = at(context, as_of)
    day = context.last_day()
    pairs = ledger(context, window_days, parties)
    if pairs.empty:
        return nothing("ledger", "no release", day)
    groups = [group for _, group in pairs.groupby("release", sort=False)]
    preceded = _releases_with(groups, "talks", "before", "same day")
    title = _ledger_title(preceded, len(groups), window_days, parties)
    lines = named_rows([_release_label(group.iloc[0]) for group in groups], ROW, 1.6)
    whose = "with any side" if not parties else "with " + ", ".join(the(side) for side in parties)
    figure, (axis,) = canvas(
        title,
        f"Days from each release (line) to talks (●, above it) {whose} and to sanctions eased or borders "
        f"opened (◆, below), {window_days} days to either side. Filled: by a mediator of that release; "
        "hollow: by another side",
        f"{source_line(SOURCE, day)} {NO_CAUSE}",
        lines.height + TICKS,
        left=lines.left,
        right=0.35,
    )
    _draw_ledger(axis, groups, window_days, lines)
    sentence = _ledger_sentence(groups, window_days, whose)
    alt = f"One line per release, with marks for talks, easing and borders before and after it. {sentence}"
    return Chart("ledger", figure, title, sentence, alt, pairs, SOURCE)


def _releases_with(groups: list[pd.DataFrame], kind: str, *orders: str) -> int:
    """Return how many releases have a pair of a kind in one of these orders."""
    return sum(bool(((g["kind"] == kind) & g["order"].isin(orders)).any()) for g in groups)


def _ledger_title(preceded: int, releases: int, window: int, parties: tuple[str, ...]) -> str:
    found = f"{preceded} of {plural(releases, 'release')} within {window} days after"
    if not parties:
        return f"{found} any talks"
    names = " or ".join(country_name(side) for side in parties)
    return fitting(f"{found} talks: {names}", f"{found} these talks")


def _release_label(row: "pd.Series[Any]") -> str:
    return f"{short_day(row['released'])}: {_range(row['count_low'], row['count_high'])}"


def _draw_ledger(axis: Axes, groups: list[pd.DataFrame], window: int, lines: NamedRows) -> None:
    lines.write(axis)
    lines.cross(axis, 0, color=BLACK, linewidth=1.2)
    for level, group in zip(lines.levels, groups, strict=True):
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
        for _, pair in group[group["kind"] != ""].iterrows():
            _draw_pair(axis, level, pair)
    room = window / 7 if is_narrow() else 1
    axis.set_xlim(-window - room, window + room)
    steps = [-window, -window // 2, 0, window // 2, window]
    axis.set_xticks(steps, [_step_label(step) for step in steps])


def _step_label(days: int) -> str:
    if not days:
        return "release"
    return f"{abs(days)} days\n{'before' if days < 0 else 'after'}"


def _draw_pair(axis: Axes, level: float, pair: "pd.Series[Any]") -> None:
    low, high = int(pair["days_low"]), int(pair["days_high"])
    look = dict(LOOKS["talks" if pair["kind"] == "talks" else "ease"])
    level += -0.035 if pair["kind"] == "talks" else 0.045
    if low != high:
        axis.plot([low, high], [level, level], color=look["color"], linewidth=1.6)
    look |= {"markeredgewidth": 1.4, "markersize": 5, "markeredgecolor": look["color"]}
    look["markerfacecolor"] = look["color"] if pair["by_mediator"] else "white"
    axis.plot([low], [level], linestyle="", zorder=3, **look)


def _range(low: Any, high: Any) -> str:
    low, high = (None if pd.isna(n) else int(n) for n in (low, high))
    if low is None or high is None:
        return span(low, high)
    return str(low) if low == high else f"{low}–{high}"


def _ledger_sentence(groups: list[pd.DataFrame], window: int, whose: str) -> str:
    preceded = _releases_with(groups, "talks", "before", "same day")
    same = _releases_with(groups, "talks", "same day")
    eased = _releases_with(groups, "relief", "same day", "after")
    talked = f"within {window} days after talks {whose} or on the day itself"
    first = (
        f"{preceded} of {plural(len(groups), 'release')} came {talked}, {same} of them on the day itself."
        if preceded
        else f"None of {plural(len(groups), 'release')} came {talked}."
    )
    second = (
        f"After {eased} of them, within {window} days or on the day itself, sanctions were eased or borders "
        "opened."
        if eased
        else f"After none of them, within {window} days or on the day itself, were sanctions eased or "
        "borders opened."
    )
    return f"{first} {second} {NO_CAUSE}"


@styled
def chart_closeness(
    context: Context,
    parties: tuple[str, ...] = ("USA",),
    as_of: date | str | None = None,
    same_day: bool = True,
    since: date | str = SERIES_START,
) -> Chart:
    """Draw the mean days from a release back to talks among the means that shifted talks would give.

    Args:
        context: the tables.
        parties: sides whose talks count; all when empty.
        as_of: the day to stand on.
        same_day: whether talks on the day of a release count as before it.
        since: the first day that is looked at.
    """
    context = at(context, as_of)
    day, since = context.last_day(), date.fromisoformat(since) if isinstance(since, str) else since
    test = closeness_test(context, parties, since=since, same_day=same_day)
    if test is None:
        return nothing("closeness", "no release or no talks to test", day)
    whose = " or ".join(the(side) for side in parties) if parties else "any side"
    closer = "closer" if test.p_shifted < LEVEL else "no closer"
    shortly = " or ".join(country_name(side) for side in parties)
    talks = f"{shortly} talks" if shortly else "talks with any side"
    title = f"{since:%Y} on, {talks}: {closer} than chance"
    sample = f"{plural(test.releases, 'release day')}, {plural(test.talks, 'day')} of talks: a small sample."
    figure, (axis,) = canvas(
        title,
        f"Mean days from a release back to the latest talks with {whose}, for talks shifted by every number "
        f"of days; line: not shifted. {long_day(test.first)} to {long_day(test.last)}",
        f"{source_line(SOURCE, day)} {sample}",
        2.9,
        left=0.6,
        right=0.4,
        notes=_closeness_notes(test, _rests_on_the_day(context, test, parties)),
    )
    _draw_null(axis, test)
    sentence = _closeness_sentence(test, whose)
    means = [round(mean, 1) for mean in test.shifted]
    table = pd.DataFrame({"shift_days": range(len(means)), "mean_days": means})
    table = table.groupby("mean_days").agg(shifts=("shift_days", "count")).reset_index()
    alt = f"Histogram of means under shifts, with the observed mean as a line. {sentence}"
    name = "-".join(["closeness", *(side.lower() for side in parties), f"{since:%Y}"])
    return Chart(name, figure, title, sentence, alt, table, SOURCE)


def _rests_on_the_day(context: Context, test: Closeness, parties: tuple[str, ...]) -> bool:
    """Tell whether releases are closer to talks than chance only when talks on the day itself count."""
    if not test.same_day or test.p_shifted >= LEVEL:
        return False
    without = closeness_test(context, parties, since=test.first, same_day=False, draws=0)
    return without is not None and without.p_shifted >= LEVEL


def _closeness_notes(test: Closeness, rests_on_the_day: bool) -> list[str]:
    """Return what is to be known to read the figure: a shift, p, and where counting goes round."""
    notes = [
        "A shift moves all talks by the same number of days; p is the share of shifts that bring releases as "
        f"close to talks as they were, or closer. A share under {LEVEL} is called closer than chance."
    ]
    if test.rounded:
        notes.append(_round(test))
    if rests_on_the_day:
        notes.append("Without talks on the day of a release itself they are no closer than chance.")
    return notes


def _round(test: Closeness) -> str:
    return (
        f"{test.rounded} of {plural(test.releases, 'day')} of releases have no such talks before them in "
        "this time; for those, the test counts on round it, as on a ring, from its last talks."
    )


def _draw_null(axis: Axes, test: Closeness) -> None:
    axis.hist(test.shifted, bins=30, color="white", edgecolor=PURPLE, hatch="///", linewidth=1)
    axis.axvline(test.observed, color=BLACK, linewidth=2)
    late = test.observed > (min(test.shifted) + max(test.shifted)) / 2
    axis.set_ylim(0, axis.get_ylim()[1] * 1.25)
    axis.annotate(
        f"not shifted: {test.observed:.1f} days\np = {test.p_shifted:.3f}",
        (test.observed, 0.98),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if late else 6, 0),
        textcoords="offset points",
        ha="right" if late else "left",
        va="top",
        size=SMALL,
    )
    axis.xaxis.set_major_locator(MaxNLocator(3 if is_narrow() else 5, integer=True))
    axis.xaxis.set_major_formatter("{x:.0f} days")
    axis.set_ylabel("number of shifts", loc="top", size=SMALL)


def _closeness_sentence(test: Closeness, whose: str) -> str:
    drawn = f", and of draws of random days {test.p_drawn:.1%}," if test.p_drawn is not None else ""
    counted = "talks on the day itself count" if test.same_day else "talks on the day itself do not count"
    after = test.releases - test.rounded
    days = f", {test.preceding:.1f} days after the latest of them on average" if after else ""
    mean = f"{_round(test)} So counted, the mean is {test.observed:.1f} days. " if test.rounded else ""
    return (
        f"From {long_day(test.first)} on, {after or 'none'} of {plural(test.releases, 'day')} of releases "
        f"came after talks with {whose}{days} ({plural(test.talks, 'day')} of talks; {counted}). {mean}Of "
        f"all {len(test.shifted)} shifts {test.p_shifted:.1%}{drawn} come as close or closer. "
        "The sample is small, and talks are known partly because releases made them news."
    )


@styled
def chart_reports(context: Context, release: str, as_of: date | str | None = None) -> Chart:
    """Draw which outlets report which claims about a release, and how they stand to one another."""
    context = at(context, as_of)
    day = context.day or max(last_days(context.reports, "known_from"), default=context.last_day())
    table = compare_reports(context, release)
    if table.empty:
        return nothing("reports", "no compared reports of this release", day)
    told = by_outlet(table)
    outlets_of = told.groupby("claim")["outlet"].nunique()
    claims = sorted(outlets_of[outlets_of > 1].index, key=lambda claim: (-outlets_of[claim], claim))
    shown = told[told["claim"].isin(claims)]
    busy = shown.groupby("outlet")["claim"].nunique()
    outlets = sorted(busy.index, key=lambda outlet: (-busy[outlet], outlet.casefold()))
    parts = matters(table)
    agreed, differing = len(parts[AGREE]), len(parts[DIFFER])
    letters = _letters(table)
    pairing = " (those with one letter say the same)" if letters else ""
    title = f"Outlets agree on {agreed} of {len(outlets_of)} matters, differ on {differing}"
    lines = named_rows([OWN.get(outlet, str(outlet)) for outlet in outlets], ROW, 2.3, 0.17)
    figure, (head, axis) = canvas(
        title,
        f"Matters on which more than one outlet speaks: ● says what another says{pairing}, ◇ perhaps in "
        f"other words, × contradicts one, ○ adds, no mark: silent. Published by {long_day(day)}",
        source_line(SOURCE, day),
        HEADINGS + lines.height + TICKS,
        ratios=[HEADINGS, lines.height],
        left=lines.left,
        gap=0,
        sharex=False,
        notes=_report_notes(table, told, shown),
    )
    head.set_axis_off()
    _draw_reports(axis, shown, claims, outlets, lines)
    for (claim, outlet), words in letters.items():
        spot = (claims.index(claim), lines.levels[outlets.index(outlet)])
        axis.annotate(words, spot, (5, 0), textcoords="offset points", va="center", size=SMALL)
    sentence = (
        f"{plural(told['outlet'].nunique(), 'outlet')} and bodies make {plural(len(table), 'claim')} "
        f"on {plural(len(outlets_of), 'matter')}: on {agreed} at least two agree and nobody contradicts, on "
        f"{differing} some contradict others, on {len(parts[ALONE])} one alone speaks, and on "
        f"{len(parts[APART])} several speak of different things or in words of their own."
    )
    alt = f"Matrix of claims by outlet. {sentence}"
    return Chart("reports", figure, title, sentence, alt, table, SOURCE)


def _letters(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return, by matter and outlet, a letter for what it says, where outlets agree on several values."""
    letters: dict[tuple[str, str], str] = {}
    for claim, values in agreed_values(table).items():
        for letter, outlets in zip(ascii_lowercase, values, strict=False):
            for outlet in outlets if len(values) > 1 else ():
                letters[claim, outlet] = letters.get((claim, outlet), "") + letter
    return letters


def _report_notes(table: pd.DataFrame, told: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """Return what the marks cannot tell: whom a lone cross contradicts, and which outlets have no row."""
    notes = [
        f"The × of {row['outlet']} on {matter_words(row['claim'])} ({row['value']}) stands since others "
        f"contradict it elsewhere: {_contradicted(row['note'])}."
        for _, row in against_other_matters(table).iterrows()
    ]
    left_out = sorted(set(told["outlet"]) - set(shown["outlet"]), key=str.casefold)
    if left_out:
        speak = "speaks" if len(left_out) == 1 else "speak"
        notes.append(f"Not drawn: {join_words(left_out)}, who {speak} only of what nobody else does.")
    return notes


def _contradicted(note: str) -> str:
    """Return the parts of a note that say who holds otherwise, by name, else the whole note."""
    return "; ".join(part for part in note.split("; ") if NAMED.search(part)) or note


def _draw_reports(
    axis: Axes, shown: pd.DataFrame, claims: list[Any], outlets: list[Any], lines: NamedRows
) -> None:
    lines.write(axis)
    for (claim, outlet), group in shown.groupby(["claim", "outlet"]):
        verdict = next(name for name in VERDICTS if (group["verdict"] == name).any())
        spot = ([claims.index(claim)], [lines.levels[outlets.index(outlet)]])
        axis.plot(*spot, markersize=7, linestyle="", **VERDICTS[verdict])
    for level in lines.levels:
        axis.axhline(level, color=RULE, linewidth=0.6, zorder=0)
    axis.set_xlim(-0.6, len(claims) - 0.4)
    axis.xaxis.tick_top()
    axis.set_xticks(range(len(claims)), [matter_words(claim) for claim in claims], rotation=90)
    axis.tick_params(length=0)
    for place in ("left", "bottom", "top"):
        axis.spines[place].set_visible(False)
