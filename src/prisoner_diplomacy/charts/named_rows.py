"""Rows with names: to the left of a panel where there is room, each above its row where there is not."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes

from prisoner_diplomacy.charts.core import MARGIN, NARROW, SMALL, is_narrow, wrap

LINES = 5
"""A name of more lines than these is no name, and is cut."""
LINE = SMALL * 1.2 / 72
SPACE = 0.06
"""Inches between a name and what stands next to it."""


class NamedRows(NamedTuple):
    """Rows of a panel whose vertical unit is the inch, counted from the panel's top.

    Args:
        names: as they are written, broken into lines.
        levels: where the middle of each row lies.
        height: of all rows.
        left: what the panel needs to its left.
        pitch: height of a row without its name.
    """

    names: list[str]
    levels: list[float]
    height: float
    left: float
    pitch: float

    def write(self, axis: Axes) -> None:
        """Set the vertical axis of a panel and write the names of its rows."""
        axis.set_ylim(self.height, 0)
        axis.tick_params(axis="y", length=0)
        axis.spines["left"].set_visible(False)
        if not is_narrow():
            axis.set_yticks(self.levels, self.names)
            return
        axis.set_yticks([])
        for name, level in zip(self.names, self.levels, strict=True):
            axis.text(
                0,
                level - self.pitch / 2,
                name,
                size=SMALL,
                va="bottom",
                ha="left",
                linespacing=1.1,
                transform=axis.get_yaxis_transform(),
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
                zorder=2,
            )

    def cross(self, axis: Axes, place: float, head: float = 0, **look: Any) -> None:
        """Draw an upright line through the rows, which names that stand above their rows interrupt.

        Args:
            axis: the panel, with its rows written.
            place: where the line stands.
            head: inches that were kept free above the first row.
            look: of the line, as matplotlib takes it.
        """
        if not is_narrow():
            axis.axvline(place, **look)
            return
        half = self.pitch / 2
        for top, bottom in [(0, head), *((level - half, level + half) for level in self.levels)]:
            axis.plot([place, place], [top, bottom], **look)


def named_rows(
    names: Sequence[str], pitch: float, room: float, close: float | None = None, head: float = 0
) -> NamedRows:
    """Return where rows lie.

    Args:
        names: of the rows, from the top.
        pitch: inches a row takes at least.
        room: inches left of the panel where the figure is wide.
        close: inches a row takes below its name where the figure is narrow; as the pitch without one.
        head: inches kept free above the first row.
    """
    narrow = is_narrow()
    left = MARGIN + 0.1 if narrow else room
    inches = NARROW.width - left - MARGIN if narrow else room - MARGIN - SPACE
    written = [_cut(wrap(name, SMALL, inches)) for name in names]
    pitch = close if narrow and close else pitch
    levels, top = [], head
    for name in written:
        tall = (name.count("\n") + 1) * LINE if name else 0.0
        step = tall + SPACE + pitch if narrow and name else max(pitch, tall + SPACE)
        levels.append(top + (step - pitch / 2 if narrow else step / 2))
        top += step
    return NamedRows(written, levels, max(top, head + pitch), left, pitch)


def _cut(name: str) -> str:
    lines = name.split("\n")
    return name if len(lines) <= LINES else "\n".join([*lines[: LINES - 1], lines[LINES - 1] + " …"])
