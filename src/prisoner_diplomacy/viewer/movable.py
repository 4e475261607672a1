"""A chart whose day and window move by a control beside it in JupyterLab; elsewhere the chart as it stands.

The picture is an output of its own: stored like any other, it stands without widgets and without a kernel.
"""

import os
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.viewer.live import SESSION
from prisoner_diplomacy.wording import long_day

if TYPE_CHECKING:
    from prisoner_diplomacy.charts.core import Chart
    from prisoner_diplomacy.record.load import Context

MOST_DAYS = 120
"""The widest window that the control offers."""


def show_movable(
    draw: "Callable[..., Chart]",
    record: "Context",
    as_of: date,
    window_days: int | None = None,
    **fixed: Any,
) -> "Chart | None":
    """Return a chart; in a live notebook show it with a slider for its day, and one for its window.

    Args:
        draw: a function that takes the record and the keywords ``as_of`` and, with a window, ``window_days``.
        record: the whole record.
        as_of: the day to begin with.
        window_days: the window to begin with; a chart without one has a slider for the day alone.
        fixed: what else the function takes.

    Returns:
        The chart, or None where it is shown already, beside its control.
    """

    def drawn(day: date, window: int | None) -> "Chart":
        return draw(record, as_of=day, **({} if window is None else {"window_days": window}), **fixed)

    chart = drawn(as_of, window_days)
    try:
        import ipywidgets
        from IPython.display import display
    except ImportError:
        return chart
    if SESSION not in os.environ:
        return chart
    sliders = _sliders(ipywidgets, record, as_of, window_days)
    display(ipywidgets.VBox(sliders))  # type: ignore[no-untyped-call]
    shown = display(chart, display_id=True)  # type: ignore[no-untyped-call]
    for slider in sliders:
        slider.observe(lambda _: shown.update(drawn(*_chosen(sliders))), "value")
    return None


def _chosen(sliders: Sequence[Any]) -> tuple[date, int | None]:
    """Return what sliders stand at: the day, and the window where there is one."""
    return sliders[0].value, sliders[1].value if sliders[1:] else None


def _sliders(ipywidgets: Any, record: "Context", as_of: date, window_days: int | None) -> list[Any]:
    days = [(long_day(day), day) for day in _days(record, as_of)]
    look = {"continuous_update": False, "layout": {"width": "36em"}, "style": {"description_width": "9em"}}
    sliders = [ipywidgets.SelectionSlider(options=days, value=as_of, description="As of", **look)]
    if window_days is not None:
        sliders.append(
            ipywidgets.IntSlider(
                value=window_days, min=1, max=max(MOST_DAYS, window_days), description="Days around", **look
            )
        )
    return sliders


def _days(record: "Context", as_of: date) -> list[date]:
    """Return every day from the start of the series to the last of the record, the given one among them."""
    from prisoner_diplomacy.analysis.shared import SERIES_START

    first, last = min(SERIES_START, as_of), max(record.last_day(), as_of)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
