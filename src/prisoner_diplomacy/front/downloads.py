"""The files of a report by what they hold: the record's tables, then figures and tables page by page."""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.wording import plural

SHOWN = re.compile(
    r"<h[23][^>]*>(?P<heading>.*?)</h[23]>|<summary>Table: (?P<figure>.*?)</summary>"
    r'|href="(?P<file>(?:figures|tables)/[^"/]+)\.(?P<kind>svg|png|csv)"'
)
TAG = re.compile(r"<[^>]+>")


class Files(NamedTuple):
    """What one figure or table is called, with the files that hold it."""

    title: str
    paths: tuple[str, ...]


def downloads(pages: Sequence[tuple[str, str]], context: Path) -> str:
    """Return the list of a report's files as markup.

    Args:
        pages: title and markup of each page, which links to the files of what it shows.
        context: the folder of the report that holds the record's tables; it may be missing.
    """
    found = _record(context)
    record = f"<h3>The record, table by table</h3>{_list(found)}" if found else ""
    folds = "".join(_fold(title, list(_shown(markup))) for title, markup in pages)
    return f"{record}<h3>Figures and tables, page by page</h3>{folds or '<p>None.</p>'}"


def _record(context: Path) -> list[Files]:
    """Return the tables of the record by the titles that its description gives them."""
    described = record_folder() / "datapackage.json"
    known = json.loads(described.read_text(encoding="utf-8"))["resources"] if described.is_file() else []
    titles = {resource["name"]: resource["title"] for resource in known}
    return [
        Files(titles.get(path.stem, path.stem), (f"tables/{context.name}/{path.name}",))
        for path in sorted(context.glob("*.csv"))
    ]


def _shown(markup: str) -> Iterator[Files]:
    """Yield what a page shows: a figure by its title, a table by the heading it stands under."""
    heading = figure = ""
    files: dict[str, Files] = {}
    for found in SHOWN.finditer(markup):
        if found["heading"] is not None:
            heading, figure = _plain(found["heading"]), ""
        elif found["figure"] is not None:
            figure = _plain(found["figure"])
        else:
            name = Path(found["file"]).name
            known = files.get(name, Files(figure or heading, ()))
            files[name] = Files(known.title, (*known.paths, f"{found['file']}.{found['kind']}"))
            figure = figure if found["kind"] != "csv" else ""
    yield from _numbered(list(files.values()))


def _plain(markup: str) -> str:
    return TAG.sub("", markup).strip()


def _numbered(files: Sequence[Files]) -> Iterator[Files]:
    """Yield files with a number behind titles that several have."""
    titles = [known.title for known in files]
    for place, known in enumerate(files):
        same = titles.count(known.title)
        number = f" ({titles[: place + 1].count(known.title)} of {same})" if same > 1 else ""
        yield Files(known.title + number, known.paths)


def _fold(title: str, files: Sequence[Files]) -> str:
    if not files:
        return ""
    figures = sum(any(path.endswith(".svg") for path in known.paths) for known in files)
    counts = [plural(figures, "figure"), plural(len(files) - figures, "table")]
    told = ", ".join(count for count in counts if not count.startswith("0 "))
    return f"<details><summary>{escape(title)} ({told})</summary>{_list(files)}</details>"


def _list(files: Sequence[Files]) -> str:
    rows = "".join(f"<li>{known.title}: {_links(known.paths)}</li>" for known in files)
    return f"<ul>{rows}</ul>"


def _links(paths: Sequence[str]) -> str:
    return ", ".join(f'<a href="{escape(path)}">{path.rpartition(".")[2].upper()}</a>' for path in paths)
