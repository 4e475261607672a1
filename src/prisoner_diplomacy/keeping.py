"""Keep every figure and table that a notebook shows, as files beside the report's pages."""

from pathlib import Path
from typing import Any

from prisoner_diplomacy.charts.core import Chart
from prisoner_diplomacy.viewer.shown import Shown

SHOW = "_repr_mimebundle_"


def keep_shown(folder: str) -> None:
    """From now on write each `Chart` and each named table that shows itself into a folder.

    Figures go to ``figures/`` as SVG and PNG, all tables to ``tables/`` as CSV.
    """
    figures, tables = Path(folder) / "figures", Path(folder) / "tables"
    show_chart, show_table = Chart._repr_mimebundle_, Shown._repr_mimebundle_

    def keep_chart(chart: Chart, include: Any = None, exclude: Any = None) -> dict[str, str]:
        tables.mkdir(parents=True, exist_ok=True)
        for path in chart.save(figures):
            if path.suffix == ".csv":
                path.replace(tables / path.name)
        return show_chart(chart, include, exclude)

    def keep_table(shown: Shown, include: Any = None, exclude: Any = None) -> dict[str, str]:
        if shown.name:
            tables.mkdir(parents=True, exist_ok=True)
            (tables / f"{shown.name}.csv").write_text(shown.csv, encoding="utf-8", newline="")
        return show_table(shown, include, exclude)

    setattr(Chart, SHOW, keep_chart)
    setattr(Shown, SHOW, keep_table)
