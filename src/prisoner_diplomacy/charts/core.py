"""What every figure shares: the `Chart` it comes as, its canvas, its palette and its words.

A figure's title says the finding, its subtitle the measure, place and period, its foot the source
and the day it stands for. Each is drawn twice: for a page, and narrow, for a phone. Same data, same
bytes: the font, the hash salt, the palette and the metadata are fixed.
"""

import base64
import calendar
import html
import io
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from PIL import Image

from prisoner_diplomacy.schema.csv_cells import to_csv
from prisoner_diplomacy.table_words import readable, table_markup
from prisoner_diplomacy.wording import long_day, undirected, visible

P = ParamSpec("P")

BLACK, BLUE, VERMILION, GREEN, PURPLE = "#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7"
"""The colours of Okabe and Ito that reach a contrast of 3:1 on white."""
GREY, RULE = "#595959", "#D0D0D0"
PALE = "#B3D5EA"
"""What lies within the bounds of something drawn in blue."""


class Layout(NamedTuple):
    """How a figure is laid out.

    Args:
        width: of the figure, in inches.
        ticks: how many a time axis has at most.
        narrow: whether the names of rows stand above them, not to their left.
        resolution: dots an inch of the picture as PNG.
    """

    width: float
    ticks: int
    narrow: bool
    resolution: int


WIDE = Layout(width=6.4, ticks=7, narrow=False, resolution=144)
"""For pages of 640 pixels and more: text of nine points is 11 pixels high where the figure is 570 wide."""
NARROW = Layout(width=3.2, ticks=4, narrow=True, resolution=216)
"""For phones: text of nine points is 11 pixels high where the figure is 288 pixels wide."""
PHONE = 640
"""Pixels: pages narrower than this show the narrow picture."""
_layout = ContextVar("layout", default=WIDE)
MARGIN, TEXT, SMALL, TITLE = 0.12, 10.0, 9.0, 13.0
LINE = 1.16
HEADING = 0.12
"""Inches between subtitle and panels, where the name of the first panel stands."""
TITLE_WORDS = 10
TICKS = 0.46
"""Inches that the labels of a time axis take below the panels."""
SHADES = 16
"""What a PNG keeps of each colour's shades towards white, along the edges of lines and letters."""
NEAR_WHITE = 0.12

LONE_SIGN = re.compile(r"(?<!\S)([^\w\s]) ")

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "axes.labelsize": TEXT,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.8,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": BLACK,
    "ytick.labelcolor": BLACK,
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "prisoner-diplomacy",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "figure.dpi": WIDE.resolution,
}


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure with its words and its table.

    Args:
        name: slug, used in file names.
        figure: the picture.
        title: the finding, ten words at most.
        sentence: what the figure shows, worked out from the data.
        alt: alternative text for those who do not see the picture.
        table: the numbers behind the picture.
        source: the foot line: where the data come from, as of which day.
        narrow: the picture as phones show it.
    """

    name: str
    figure: Figure
    title: str
    sentence: str
    alt: str
    table: pd.DataFrame
    source: str
    narrow: Figure | None = None

    def png(self) -> bytes:
        """Return the picture as PNG, without a trace of the program that drew it."""
        return _png(self.figure, WIDE)

    def narrow_png(self) -> bytes:
        """Return the picture for phones as PNG; the wide one where none was drawn."""
        return _png(self.narrow, NARROW) if self.narrow else self.png()

    def svg(self) -> bytes:
        """Return the picture as SVG, without date or program."""
        buffer = io.BytesIO()
        words = {"Title": undirected(self.title), "Description": undirected(self.alt)}
        with mpl.rc_context(STYLE):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, **words})
        return buffer.getvalue()

    def html(self) -> str:
        """Return the picture with its alternative text, its caption and its table behind a fold.

        A narrow page shows the narrow picture; both are in the markup, which needs no other file.
        """
        table = table_markup(readable(self.table), self.name, "chart-table")
        phone = f'<source media="(max-width: {PHONE}px)" srcset="{_address(self.narrow_png())}">'
        return (
            f"<figure><picture>{phone if self.narrow else ''}"
            f'<img alt="{html.escape(undirected(self.alt))}" src="{_address(self.png())}"></picture>'
            f"<figcaption>{html.escape(undirected(self.sentence))}</figcaption></figure>"
            f"<details><summary>Table: {html.escape(undirected(self.title))}</summary>{table}</details>"
        )

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME.svg, NAME.png and NAME.csv into a folder; return their paths."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / (self.name + suffix), data) for suffix, data in self.files().items()]

    def files(self) -> dict[str, bytes]:
        """Return what files of the figure hold, by how their names end: .svg, .png and .csv."""
        table = to_csv(self.table).encode("utf-8", "backslashreplace")
        return {".svg": self.svg(), ".png": self.png(), ".csv": table}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.sentence}


def _png(figure: Figure, layout: Layout) -> bytes:
    buffer, small = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="png", dpi=layout.resolution)
    with Image.open(buffer) as image:
        kept = image.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    kept.save(small, "png", optimize=True, dpi=(layout.resolution, layout.resolution))
    return small.getvalue()


@cache
def _palette() -> Image.Image:
    """Return white and the shades of each colour, none so near to white that paper would be taken for it."""
    colours = [to_rgb(colour) for colour in (BLACK, BLUE, VERMILION, GREEN, PURPLE, GREY, RULE, PALE)]
    steps = [step / (SHADES - 1) for step in range(SHADES)]
    shades = [tuple(part + (1 - part) * step for part in colour) for colour in colours for step in steps]
    kept = [(1.0, 1.0, 1.0), *(shade for shade in shades if sum(shade) < 3 - NEAR_WHITE)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([round(255 * part) for shade in kept for part in shade])
    return palette


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"


def _write(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    return path


def canvas(
    title: str,
    subtitle: str,
    foot: str,
    height: float,
    ratios: Sequence[float] = (1,),
    left: float = 0.75,
    right: float = 0.2,
    gap: float = 0.25,
    sharex: bool = True,
    notes: Sequence[str] = (),
) -> tuple[Figure, list[Axes]]:
    """Return a figure with its title, subtitle and foot set, and the axes of its panels from the top.

    Args:
        title: the finding.
        subtitle: measure, place and period.
        foot: source and as-of day.
        height: inches for the panels with their tick labels (`TICKS`) and gaps, without title and foot.
        ratios: relative heights of the panels.
        left: inches left of the panels.
        right: inches right of the panels.
        gap: inches between panels.
        sharex: whether the panels share one horizontal axis, labelled at the bottom alone.
        notes: paragraphs set above the foot, as the numbered callouts of a timeline.

    Raises:
        ValueError: the title has more than ten words.
    """
    if len(title.split()) > TITLE_WORDS:
        raise ValueError(f"a title has {TITLE_WORDS} words at most: {title!r}")
    head = [(wrap(title, TITLE, weight="bold"), TITLE, "bold", BLACK), (wrap(subtitle), TEXT, "normal", GREY)]
    remarks = "\n".join(wrap(text, SMALL) for text in notes)
    tail = [(remarks, SMALL, "normal", BLACK)] if remarks else []
    tail.append((wrap(foot, SMALL), SMALL, "normal", GREY))
    top = sum(_tall(text, size) + MARGIN / 3 for text, size, *_ in head) + 2 * MARGIN + HEADING
    below = sum(_tall(text, size) + MARGIN / 3 for text, size, *_ in tail) + MARGIN
    total = top + height + below
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(_layout.get().width, total))
        _write_down(figure, head, total - MARGIN)
        _write_down(figure, tail, below)
        axes = _panels(figure, total, top, below, height, ratios, left, right, gap, sharex)
    return figure, axes


def _write_down(figure: Figure, parts: Sequence[tuple[str, float, str, str]], level: float) -> None:
    """Write texts below one another, the first one's top so many inches above the figure's foot."""
    total = figure.get_figheight()
    for text, size, weight, colour in parts:
        style: dict[str, Any] = {"size": size, "weight": weight, "color": colour, "linespacing": LINE}
        figure.text(MARGIN / figure.get_figwidth(), level / total, visible(text), va="top", **style)
        level -= _tall(text, size) + MARGIN / 3


def _panels(
    figure: Figure,
    total: float,
    top: float,
    below: float,
    height: float,
    ratios: Sequence[float],
    left: float,
    right: float,
    gap: float,
    sharex: bool,
) -> list[Axes]:
    width = figure.get_figwidth()
    room = height - TICKS - gap * (len(ratios) - 1)
    axes: list[Axes] = []
    level = total - top
    for ratio in ratios:
        tall = room * ratio / sum(ratios)
        level -= tall
        place = (left / width, level / total, (width - left - right) / width, tall / total)
        axes.append(figure.add_axes(place, sharex=axes[0] if axes and sharex else None))
        level -= gap
    if sharex:
        for panel in axes[:-1]:
            panel.tick_params(labelbottom=False)
    return axes


def _tall(text: str, size: float) -> float:
    return ((text.count("\n") + 1) * LINE + 0.2) * size / 72


def styled(draw: Callable[P, Chart]) -> Callable[P, Chart]:
    """Let a function that draws work under the figures' style, once for pages and once for phones."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Chart:
        with mpl.rc_context(STYLE):
            chart = draw(*args, **kwargs)
            token = _layout.set(NARROW)
            try:
                return replace(chart, narrow=draw(*args, **kwargs).figure)
            finally:
                _layout.reset(token)

    return drawn


def is_narrow() -> bool:
    """Tell whether the figure that is being drawn is the one for phones."""
    return _layout.get().narrow


def fitting(*titles: str) -> str:
    """Return the first title that has ten words at most, the last when none has."""
    return next((title for title in titles if len(title.split()) <= TITLE_WORDS), titles[-1])


def wrap(text: str, size: float = TEXT, inches: float | None = None, weight: str = "normal") -> str:
    """Return the text broken into lines that are no wider than so many inches in the figures' font.

    Without a number of inches lines are as wide as the figure that is being drawn allows.
    """
    inches = _layout.get().width - 2 * MARGIN if inches is None else inches
    lines: list[str] = []
    for word in _words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _words(text: str) -> list[str]:
    """Return the words between which a line may be broken: a sign that stands alone stays with the next."""
    return LONE_SIGN.sub("\\1\u00a0", " ".join(visible(text).split())).split(" ")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width of a text in inches."""
    points, _, _ = text_to_path.get_text_width_height_descent(visible(text), _font(size, weight), False)
    return float(points) / 72


@cache
def _font(size: float, weight: str) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight=weight)


def day_axis(axis: Axes, first: date, last: date) -> None:
    """Set a time axis from one day to another with a few ticks: years, quarters or months."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12) if months / step <= _layout.get().ticks), 24)
    count = first.year * 12 + first.month - 1
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(count, count + months + 1) if n % step == 0]
    starts = [day for day in starts if first <= day <= last]
    axis.set_xlim(number(first), number(last))
    axis.set_xticks([number(day) for day in starts], [_tick(day, step, day == starts[0]) for day in starts])


def _tick(day: date, step: int, opening: bool) -> str:
    if step >= 12:
        return str(day.year)
    month = calendar.month_abbr[day.month]
    return f"{month}\n{day.year}" if opening or day.month == 1 else month


def number(day: date) -> float:
    """Return a day as the number that matplotlib's time axes count in."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def source_line(source: str, as_of: date) -> str:
    """Return the foot of a figure: its source and the day it stands for."""
    return f"Source: {source.rstrip('.')}. As of {long_day(as_of)}."
