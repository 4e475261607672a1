"""Figures of how many were freed and are held, and of how cooperative the months were."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from prisoner_diplomacy.analysis.counts import (
    COUNTER,
    NEAR,
    RECOGNISED,
    ROUND,
    Count,
    freed,
    freed_between,
    held,
)
from prisoner_diplomacy.analysis.score import DOMESTIC, plover_by_month
from prisoner_diplomacy.analysis.shared import HOME, at, series_start, span
from prisoner_diplomacy.charts.context import SOURCE, nothing
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    GREY,
    LINE,
    SMALL,
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
from prisoner_diplomacy.charts.release_stems import dotted, draw_releases
from prisoner_diplomacy.charts.stem_labels import spread
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.record.load import Context, first_days, last_days, select
from prisoner_diplomacy.wording import UNMEDIATED, country_name, long_day, opened, plural

FEW = 3
EDGE = timedelta(days=14)
"""What keeps the first and last points off the edge of a panel."""


@styled
def chart_freed_and_held(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw people freed per release and in total beside the number still held, by whose count."""
    context = at(context, as_of)
    day, first = context.last_day(), series_start(context)
    releases = freed(context)
    if releases.empty:
        return nothing("freed-and-held", "no release", day)
    counts = select(held(context), (d >= first - NEAR for d in first_days(held(context))))
    claims = _claims(context, first)
    title = _held_title(releases, counts, first)
    denial = "; × at 0: a denial" if (claims["count"] == 0).any() else ""
    figure, axes = canvas(
        title,
        f"People freed per release (above{dotted(releases)}); freed in "
        f"total and still held, by {COUNTER}'s list of political prisoners and by others' figures "
        f"(below{denial}). Belarus, to {long_day(day)}",
        f"{source_line(SOURCE, day)} Hollow: disputed; line: the days or the range that a count allows. "
        "Releases at the end of a term are not in the total.",
        5.0,
        ratios=[1, 2.3],
        left=0.55,
        right=0.8 if is_narrow() else 0.95,
    )
    day_axis(axes[1], first - NEAR, day + timedelta(days=7))
    axes[1].set_xlim(number(first - NEAR - EDGE), number(day + EDGE))
    draw_releases(axes[0], releases, "people freed")
    _draw_held(axes[1], counts, claims)
    _draw_total(axes[1], releases, day)
    _name_series(axes[1], counts, claims, releases)
    sentence = _held_sentence(releases, counts, day)
    alt = f"Stems for releases; below, a rising line of people freed and points of people held. {sentence}"
    table = _held_table(releases, counts, claims)
    return Chart("freed-and-held", figure, title, sentence, alt, table, SOURCE)


def _claims(context: Context, first: date) -> pd.DataFrame:
    """Return the figures that others than Viasna's list give, those of Ukrainians alone left out."""
    rows = context.prisoner_counts
    listed = rows["definition"].str.startswith(RECOGNISED)
    others = rows[~listed & ~rows["definition"].str.contains("Ukrain")]
    others = select(others, (d >= first for d in first_days(others)))
    return others.assign(what=[f"claimed, {who}" for who in others["counted_by"]])


def _held_table(releases: pd.DataFrame, counts: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    names = {"count_low": "count", "who": "note"}
    freed_rows = releases.rename(columns=names).assign(what="freed")
    columns = ["date", "what", "count", "count_high", "note"]
    held_rows = counts.assign(what=f"held, {COUNTER}", count_high=counts["count"])
    frames = [frame.reindex(columns=columns) for frame in (freed_rows, held_rows, claims) if len(frame)]
    table = pd.concat(frames, ignore_index=True).astype({"count": "Int64", "count_high": "Int64"})
    return table.sort_values(["date", "what", "count"], ignore_index=True)


def _draw_held(axis: Axes, counts: pd.DataFrame, claims: pd.DataFrame) -> None:
    for frame, colour, marker in ((claims, GREY, "x"), (counts, BLUE, "o")):
        for _, row in frame.iterrows():
            start, end = edtf_bounds(row["date"])
            assert start and end
            fill = "white" if row["confidence"] == "disputed" else colour
            axis.plot([number(start), number(end)], [row["count"]] * 2, color=colour, linewidth=1)
            spot = ([number(start + (end - start) / 2)], [row["count"]])
            axis.plot(*spot, marker=marker, color=colour, markerfacecolor=fill, markersize=5)
            axis.plot(spot[0] * 2, [row["count"], _most(row)], color=colour, linewidth=1)
    largest = max((_most(row) for frame in (counts, claims) for _, row in frame.iterrows()), default=100)
    axis.set_ylim(-0.03 * largest, largest * 1.08)
    axis.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axis.yaxis.set_major_formatter("{x:,.0f}")


def _most(row: "pd.Series[Any]") -> int:
    high = row.get("count_high")
    return int(row["count"] if pd.isna(high) else high)


def _name_series(axis: Axes, counts: pd.DataFrame, claims: pd.DataFrame, releases: pd.DataFrame) -> None:
    """Write the names of the series right of the panel, near their last points but not on one another."""
    low, high = int(releases["total_low"].iloc[-1]), int(releases["total_high"].iloc[-1])
    total = f"{low}–{high}" if low != high else str(low)
    names = [(low, f"freed in\ntotal:\n{total}", BLACK)]
    names += [(int(counts["count"].iloc[-1]), f"● held,\n{COUNTER}", BLUE)] if len(counts) else []
    names += [(int(claims["count"].max()), "× held, as\nothers say", GREY)] if len(claims) else []
    names.sort()
    bottom, top = axis.get_ylim()
    inches = float(axis.bbox.height) / axis.figure.dpi / (top - bottom)
    room = [(text.count("\n") + 1.5) * SMALL * LINE / 72 / inches for _, text, _ in names]
    look: dict[str, Any] = {"transform": axis.get_yaxis_transform(), "size": SMALL, "va": "center"}
    for level, (_, text, colour) in zip(spread([level for level, *_ in names], room), names, strict=True):
        axis.text(1.015, level, text, color=colour, **look)


def _draw_total(axis: Axes, releases: pd.DataFrame, day: date) -> None:
    x = [*(number(d) for d in last_days(releases)), number(day)]
    low = [*releases["total_low"].tolist(), releases["total_low"].iloc[-1]]
    high = [*releases["total_high"].tolist(), releases["total_high"].iloc[-1]]
    axis.fill_between(x, low, high, step="post", color=BLACK, alpha=0.35, linewidth=0)
    axis.step(x, low, where="post", color=BLACK, linewidth=1.8)


class Ends(NamedTuple):
    """The first count of those held, and those of the last week of counts."""

    first: Count
    final: list[Count]

    def least(self) -> int:
        """Return the lowest of the last counts."""
        return min(count.number for count in self.final)

    def most(self) -> int:
        """Return the highest of the last counts."""
        return max(count.number for count in self.final)


def _ends(counts: pd.DataFrame) -> Ends | None:
    """Return the ends of the series; rounded counts are left out, and those that only give a floor."""
    counts = counts[~counts["open"]]
    days = last_days(counts)
    exact = [Count(int(n), d) for d, n in zip(days, counts["count"], strict=True) if int(n) % ROUND]
    if len(exact) < 2:
        return None
    return Ends(exact[0], [count for count in exact if exact[-1].day - count.day <= NEAR])


def _held_title(releases: pd.DataFrame, counts: pd.DataFrame, first: date) -> str:
    found = f"At least {int(releases['total_low'].iloc[-1])} freed since {first:%B %Y}"
    ends = _ends(counts)
    if not ends:
        return found
    least = ends.first.number - ends.most()
    most = ends.first.number - min(ends.least(), _floor(counts) or ends.least())
    fall = f"{least}–{most}" if least != most else f"{least}"
    return f"{found}; {fall} fewer held" if least > 0 else f"{found}; no fewer held"


def _held_sentence(releases: pd.DataFrame, counts: pd.DataFrame, day: date) -> str:
    low, high = releases["total_low"].iloc[-1], releases["total_high"].iloc[-1]
    sentence = (
        f"By {long_day(day)} the record holds {span(low, high)} people freed in "
        f"{plural(len(releases), 'release')}."
    )
    ends = _ends(counts)
    if not ends:
        return sentence
    lowest, highest = ends.least(), ends.most()
    final = f"{lowest:,}" if lowest == highest else f"between {lowest:,} and {highest:,}"
    joined = min(_joined(releases, ends.first, last) for last in ends.final)
    new = (
        f" If all those freed by then had been on the list, {joined} or more others joined it meanwhile; but "
        "some were not on it."
        if joined > 0
        else ""
    )
    start, end = long_day(ends.first.day), long_day(ends.final[-1].day)
    listed = (
        f"{COUNTER}'s list of political prisoners stood at {ends.first.number:,} on {start} and at {final} "
        f"on {end}"
    )
    floor = _floor(counts)
    other = f" (another page of that week has at least {floor:,})" if floor else ""
    return f"{sentence} {listed}{other}.{new}"


def _joined(releases: pd.DataFrame, first: Count, last: Count) -> int:
    """Return how many joined the list between two counts, when all those freed between were on it."""
    return last.number - first.number + freed_between(releases, first.day, last.day)[0]


def _floor(counts: pd.DataFrame) -> int | None:
    """Return the lowest count of the last week that only tells how many there are at least."""
    days = last_days(counts)
    late = [
        int(row["count"])
        for d, (_, row) in zip(days, counts.iterrows(), strict=True)
        if row["open"] and days[-1] - d <= NEAR
    ]
    return min(late, default=None)


@styled
def chart_cooperation(context: Context, as_of: date | str | None = None) -> Chart:
    """Draw the conflict-cooperation score by month, a panel a dyad."""
    context = at(context, as_of)
    day, first = context.last_day(), series_start(context)
    table = plover_by_month(context)
    if table.empty:
        return nothing("cooperation", "no event to score", day)
    sums = table.groupby("dyad").agg(events=("events", "sum"), score=("score_sum", "sum")).reset_index()
    sums = sums.sort_values(["events", "dyad"], ascending=[False, True])
    shown = sums[sums["events"] >= FEW]["dyad"].tolist() or sums["dyad"].tolist()
    largest = sums.sort_values("score", key=abs, ascending=False, kind="stable")
    heads = [f"{_side(row['dyad'])} {_signed(row['score'])}" for _, row in largest.head(2).iterrows()]
    since = f"Cooperation since {first:%B %Y} in points"
    told = ", ".join(heads)
    title = fitting(f"{since}: {told}", f"Cooperation in points: {told}", f"{since}: {heads[0]}", since)
    figure, axes = canvas(
        title,
        "Points for each event with Belarus by its kind, from conflict (below zero, hatched) to cooperation "
        f"(above, solid), added up by month, {first:%B %Y} to {long_day(day)}.{_alone(shown)}",
        f"{source_line(f'{SOURCE}; points of PLOVER, draft 0.8', day)} "
        f"Sides with fewer than {FEW} events are in the table alone.",
        0.95 * len(shown) + 0.6,
        ratios=[1] * len(shown),
        left=0.55,
        gap=0.3,
    )
    limit = float(table["score_sum"].abs().max()) * 1.15
    for axis, dyad in zip(axes, shown, strict=True):
        _draw_score(axis, dyad, table[table["dyad"] == dyad], limit)
    day_axis(axes[-1], first, day + timedelta(days=10))
    sentence = _score_sentence(sums, first, day)
    alt = f"Bars by month for each dyad. {sentence}"
    return Chart("cooperation", figure, title, sentence, alt, table, SOURCE)


def _alone(dyads: Sequence[str]) -> str:
    """Return what the panel without a side holds, where there is one."""
    alone = f"{HOME}–{DOMESTIC}"
    return f" {opened(_side(alone))}: releases that no side took in either." if alone in dyads else ""


def _score_sentence(sums: pd.DataFrame, first: date, day: date) -> str:
    parts = [
        f"{_side(row['dyad'])} {_signed(row['score'])} in {plural(int(row['events']), 'event')}"
        for _, row in sums.iterrows()
    ]
    return (
        f"Points added up from {first:%B %Y} to {long_day(day)}: {'; '.join(parts)}. Points weigh kinds of "
        "acts, not people."
    )


def _signed(score: float) -> str:
    return f"{score:+.1f}".replace("-", "−")


def _side(dyad: str) -> str:
    side = dyad.removeprefix(f"{HOME}–")
    return UNMEDIATED if side == DOMESTIC else country_name(side)


def _draw_score(axis: Axes, dyad: str, rows: pd.DataFrame, limit: float) -> None:
    for month, score in zip(rows["month"], rows["score_sum"], strict=True):
        middle = date.fromisoformat(f"{month}-15")
        colour, hatch = (BLUE, "") if score >= 0 else ("white", "////")
        edge = BLUE if score >= 0 else VERMILION
        axis.bar(number(middle), score, width=24, color=colour, hatch=hatch, edgecolor=edge, linewidth=1)
    axis.axhline(0, color=GREY, linewidth=0.8)
    axis.set_ylim(-limit, limit)
    tick = next((n for n in (20, 10, 5) if limit > n), 1)
    axis.set_yticks([-tick, 0, tick], [f"−{tick}", "0", f"+{tick}"])
    axis.spines["bottom"].set_visible(False)
    axis.tick_params(axis="x", length=0)
    axis.set_title(opened(_side(dyad)), loc="left", size=SMALL, weight="bold", pad=3)
