"""Keep every figure and table that a notebook shows as files beside the report's pages, and link to them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from prisoner_diplomacy import summary
from prisoner_diplomacy.charts.core import Chart
from prisoner_diplomacy.viewer.shown import Shown

SHOW, WHERE, WORDS = "_repr_mimebundle_", "tables_folder", "folder_words"


def keep_shown(folder: str, linked: bool = True) -> None:
    """From now on write each `Chart` and each named table that shows itself into a folder.

    Figures go to ``figures/`` as SVG and PNG, all tables to ``tables/`` as CSV with their raw values. What
    has the name of something else that is kept gets a number behind it.

    Args:
        folder: where to write.
        linked: show links to the files beneath each figure and table.
    """
    figures, tables = Path(folder) / "figures", Path(folder) / "tables"
    show_chart, show_table = Chart._repr_mimebundle_, Shown._repr_mimebundle_

    def keep_chart(chart: Chart, include: Any = None, exclude: Any = None) -> dict[str, str]:
        contents = chart.files()
        places = {kind: tables if kind == ".csv" else figures for kind in contents}
        chart = replace(chart, name=_keep(chart.name, contents, places))
        files = {"SVG": f"figures/{chart.name}.svg", "PNG": f"figures/{chart.name}.png"}
        return with_links(show_chart(chart, include, exclude), files | _values(chart.name), linked)

    def keep_table(shown: Shown, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = show_table(shown, include, exclude)
        if not shown.name:
            return bundle
        name = _keep(shown.name, {".csv": shown.csv.encode("utf-8")}, {".csv": tables})
        return with_links(bundle, _values(name), linked and shown.csv.count("\n") > 1)

    setattr(summary, WHERE, lambda: tables)
    setattr(summary, WORDS, lambda _: tables.name)
    setattr(Chart, SHOW, keep_chart)
    setattr(Shown, SHOW, keep_table)


def _keep(name: str, contents: Mapping[str, bytes], folders: Mapping[str, Path]) -> str:
    """Write files of one name into their folders, and return the name: one that nothing else has there."""
    for own in chain([name], (f"{name}-{number}" for number in count(2))):
        paths = {kind: folders[kind] / f"{own}{kind}" for kind in contents}
        if all(not path.exists() or path.read_bytes() == contents[kind] for kind, path in paths.items()):
            break
    for kind, path in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[kind])
    return own


def _values(name: str) -> dict[str, str]:
    return {"Raw values (CSV)": f"tables/{name}.csv"}


def with_links(bundle: dict[str, str], files: dict[str, str], linked: bool = True) -> dict[str, str]:
    """Return what a figure or table shows with links to its files beneath."""
    links = " ".join(f'<a href="{address}">{name}</a>' for name, address in files.items())
    return bundle | {"text/html": f'{bundle["text/html"]}<p class="keep">{links}</p>'} if linked else bundle
