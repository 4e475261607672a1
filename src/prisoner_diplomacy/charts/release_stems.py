"""Releases as upright stems in a panel, as high as their counts."""

import pandas as pd
from matplotlib.axes import Axes

from prisoner_diplomacy.charts.core import BLACK, SMALL, is_narrow, number
from prisoner_diplomacy.charts.stem_labels import label_stems
from prisoner_diplomacy.record.load import first_days
from prisoner_diplomacy.wording import plural


def dotted(releases: pd.DataFrame) -> str:
    """Return what the dotted end of a stem is, where a count has bounds; nothing where none has."""
    return "; dotted: up to the high count" if (releases["count_low"] < releases["count_high"]).any() else ""


def draw_releases(axis: Axes, releases: pd.DataFrame, name: str) -> None:
    """Draw releases as upright stems into a panel with a name; its limits in time must be set before."""
    axis.set_ylim(0, 1.25 * max((int(n) for n in releases["count_high"]), default=1))
    axis.set_yticks([])
    axis.spines["left"].set_visible(False)
    axis.tick_params(axis="x", length=0)
    missing = _draw_stems(axis, releases)
    axis.set_title(f"{name}{unlabelled(missing)}", loc="left", size=SMALL, weight="bold", pad=5)


def unlabelled(missing: int) -> str:
    """Return what a panel says when not all counts found room beside their stems."""
    if is_narrow():
        return f" ({missing} more in the table)" if missing else ""
    return f" ({plural(missing, 'bar')} without number: see the table)" if missing else ""


def _draw_stems(axis: Axes, releases: pd.DataFrame) -> int:
    """Draw each release as an upright stem as high as its count, dotted up to the high one."""
    stems = []
    for day, (_, row) in zip(first_days(releases), releases.iterrows(), strict=True):
        low, high, x = int(row["count_low"]), int(row["count_high"]), number(day)
        axis.plot([x, x], [0, low], color=BLACK, linewidth=2.2, solid_capstyle="butt")
        if high > low:
            axis.plot([x, x], [low, high], color=BLACK, linewidth=2.2, dashes=(0.6, 0.6))
        stems.append((x, float(high), f"{low}–{high}" if high > low else str(low)))
    return label_stems(axis, stems)
