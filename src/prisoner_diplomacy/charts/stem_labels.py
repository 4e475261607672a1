"""Labels over upright stems and beside marks of a time line, clear of one another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from math import inf
from typing import Any, NamedTuple

from matplotlib.axes import Axes

from prisoner_diplomacy.charts.core import RULE, SMALL, is_narrow, number, text_width

PAD = 0.03
TALL = SMALL / 72
"""Inches a label is high; the room over a stem is its own label's, lest another's be taken for it."""
HALF = 0.03
"""Inches from the middle of a stem to its side."""
OVER = (0.5, 0.25, 0.75, 0.05, 0.95)
"""Which shares of a label may stand left of the stem it stands over; of one led there, the first three."""
LIFTS = 16
SPACE, ROOM = 0.05, 0.3
"""Inches between the numbers of two days, and that a number takes beside its mark."""
TIP = 5.5
"""Points from the middle of a mark to its number, past the tip of a diamond."""


class Box(NamedTuple):
    """A rectangle in inches."""

    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)


def label_stems(axis: Axes, stems: Sequence[tuple[float, float, str]], half: float = HALF) -> int:
    """Write a label over each upright stem (place, height, text), clear of the other stems and labels.

    A label that had to move up is led to its stem by a thin line; one that finds no room is left out, as
    on phones is any that does not stand on its own stem. Limits and place of the axes must be set before.

    Args:
        axis: with the stems.
        stems: in units of the axes.
        half: inches from the middle of a stem to its side.

    Returns:
        How many labels were left out.
    """
    wide, tall = (float(side) / axis.figure.dpi for side in axis.bbox.size)
    (left, right), (bottom, top) = axis.get_xlim(), axis.get_ylim()
    spots = [((x - left) / (right - left) * wide, (y - bottom) / (top - bottom) * tall) for x, y, _ in stems]
    taken = [Box(x - half, x + half, 0, y + TALL) for x, y in spots]
    edges = _edges(axis)
    missing = 0
    for place in sorted(range(len(stems)), key=lambda n: (-spots[n][1], n)):
        (x, y), text = spots[place], stems[place][2]
        others = [*(box for n, box in enumerate(taken) if n != place), *edges]
        rivals = [other for n, (other, _) in enumerate(spots) if n != place]
        box = _free_box(x, y + PAD, text_width(text, SMALL), tall, others, rivals)
        if box is None:
            missing += 1
            continue
        taken.append(Box(box.left - PAD, box.right + PAD, box.bottom - PAD / 3, box.top + PAD / 3))
        spot = (box.left / wide, box.bottom / tall)
        axis.text(*spot, text, transform=axis.transAxes, size=SMALL, ha="left", va="bottom", clip_on=False)
        if box.bottom > y + 2 * PAD:
            taken.append(_lead(x, y, box.bottom))
            lead = [y / tall, box.bottom / tall]
            axis.plot([x / wide] * 2, lead, transform=axis.transAxes, color=RULE, linewidth=0.6, zorder=0)
    return missing


def _edges(axis: Axes) -> list[Box]:
    """Return what lies beyond the left and the right edge of the figure, in inches of the axes."""
    left, right = (float(x) / axis.figure.dpi for x in (axis.bbox.x0, axis.figure.bbox.x1 - axis.bbox.x0))
    return [Box(-inf, -left, -inf, inf), Box(right, inf, -inf, inf)]


def _free_box(
    x: float, y: float, width: float, tall: float, taken: Sequence[Box], rivals: Sequence[float]
) -> Box | None:
    for lift in range(1 if is_narrow() else LIFTS):
        bottom = y + lift * TALL / 2
        if lift and bottom + TALL > tall + PAD:
            return None
        if lift and any(_lead(x, y, bottom).meets(other) for other in taken):
            return None
        for start in _starts(x, width, bool(lift)):
            box = Box(start, start + width, bottom, bottom + TALL)
            if _nearest(box, x, rivals) and not any(box.meets(other) for other in taken):
                return box
    return None


def _nearest(box: Box, x: float, rivals: Sequence[float]) -> bool:
    """Tell whether a label stands nearer to its own stem than to any other.

    Where there is room to move up it is twice as near to it as to one that it is over.
    """
    middle = (box.left + box.right) / 2
    over = 1 if is_narrow() else 2
    reach = [over if box.left < rival < box.right else 1 for rival in rivals]
    return all(abs(middle - x) * near <= abs(middle - r) for r, near in zip(rivals, reach, strict=True))


def _starts(x: float, width: float, lifted: bool) -> Iterator[float]:
    """Yield where a label may begin: over its stem, or beside its top where that cannot be misread."""
    yield from (x - share * width for share in (OVER[:3] if lifted else OVER))
    if not (lifted or is_narrow()):
        yield from (x + 0.04, x - 0.04 - width)


def _lead(x: float, bottom: float, top: float) -> Box:
    return Box(x - PAD / 6, x + PAD / 6, bottom, top)


def spread(places: Sequence[float], room: Sequence[float]) -> list[float]:
    """Return places moved as little as keeps them apart, in their order.

    Neighbours that are too close are moved as one group about the mean of where they belong (pool adjacent
    violators: Barlow et al., Statistical Inference under Order Restrictions, 1972).

    Args:
        places: in ascending order.
        room: what each takes, half of it to either side.
    """
    offsets = [*accumulate(((one + other) / 2 for one, other in pairwise(room)), initial=0.0)][: len(room)]
    groups: list[tuple[float, int]] = []
    for place, offset in zip(places, offsets, strict=True):
        total, count = place - offset, 1
        while groups and groups[-1][0] / groups[-1][1] > total / count:
            earlier, more = groups.pop()
            total, count = total + earlier, count + more
        groups.append((total, count))
    starts = [total / count for total, count in groups for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def apart(axis: Axes, texts: Mapping[date, str]) -> list[float]:
    """Return where texts stand on an axis of time, in its units: over their days, or as near as they can."""
    (left, right), inches = axis.get_xlim(), float(axis.bbox.width) / axis.figure.dpi
    unit = (right - left) / inches
    room = [(text_width(text, SMALL, "bold") + SPACE) * unit for text in texts.values()]
    return spread([number(day) for day in texts], room)


def write_counts(
    axis: Axes,
    counts: Mapping[tuple[date, float], int],
    beside: bool = False,
    lowest: float | None = None,
) -> None:
    """Write how many acts a mark (day, level) stands for over it, where there are several.

    Limits and place of the axes must be set before.

    Args:
        axis: with the marks.
        counts: of all marks.
        beside: write to the right of a mark that has room there, as names stand over it.
        lowest: the level whose numbers stand below its marks, as the marks of another are over it.
    """
    for level in dict.fromkeys(level for _, level in counts):
        days = sorted(day for day, on in counts if on == level)
        several = {day: str(counts[day, level]) for day in days if counts[day, level] > 1}
        aside = {day: text for day, text in several.items() if beside and _has_room(axis, day, days)}
        over = {day: text for day, text in several.items() if day not in aside}
        for x, text in zip(apart(axis, over), over.values(), strict=True):
            off, along = ((0, -TIP), "top") if level == lowest else ((0, TIP), "bottom")
            _annotate(axis, (x, level), text, off, "center", along)
        for day, text in aside.items():
            _annotate(axis, (number(day), level), text, (7, 0), "left", "center")


def _has_room(axis: Axes, day: date, days: Sequence[date]) -> bool:
    (left, right), inches = axis.get_xlim(), float(axis.bbox.width) / axis.figure.dpi
    near = timedelta(days=ROOM * (right - left) / inches)
    return not any(day < other < day + near for other in days)


def _annotate(
    axis: Axes, spot: tuple[float, float], text: str, off: tuple[float, float], across: str, along: str
) -> None:
    style: dict[str, Any] = {"size": SMALL, "ha": across, "va": along, "annotation_clip": False, "zorder": 4}
    axis.annotate(text, spot, xytext=off, textcoords="offset points", **style)
