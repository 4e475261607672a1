"""Other tools' formats, one module a format: to add one, write its module and name it here."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.drafts import draft_beside, put_in_place
from prisoner_diplomacy.exchange.brat import from_brat, to_brat, write_brat
from prisoner_diplomacy.exchange.docbin import read_docbin, write_docbin
from prisoner_diplomacy.exchange.ftm import from_ftm, to_ftm, write_ftm
from prisoner_diplomacy.exchange.plover_json import from_plover, to_plover, write_plover
from prisoner_diplomacy.exchange.readings import Reading
from prisoner_diplomacy.exchange.w3c import from_w3c, to_w3c
from prisoner_diplomacy.exchange.w3c import render as render_w3c
from prisoner_diplomacy.schema.jsonl import annotation_lines
from prisoner_diplomacy.schema.marks import Annotation

Writer = Callable[[Article, Sequence[Annotation]], str]
Exporter = Callable[[Iterable[Reading], Path], None]

FORMATS: dict[str, Writer] = {"jsonl": annotation_lines, "w3c": render_w3c}
EXPORTS: dict[str, Exporter] = {
    "brat": write_brat,
    "docbin": write_docbin,
    "ftm": write_ftm,
    "plover": write_plover,
}


def export(form: str, readings: Iterable[Reading], out: Path) -> None:
    """Write articles for another tool, the whole file or folder or nothing.

    Args:
        form: a key of ``EXPORTS``.
        readings: the articles with their marks and rows.
        out: a file, or for brat a folder, that is not there yet.

    Raises:
        InputError: there is something at ``out``, or the format cannot hold the articles.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; name a new place or remove it")
    with draft_beside(out) as work:
        EXPORTS[form](readings, work / "export")
        put_in_place(work / "export", out)


__all__ = [
    "EXPORTS",
    "FORMATS",
    "Exporter",
    "Reading",
    "Writer",
    "export",
    "from_brat",
    "from_ftm",
    "from_plover",
    "from_w3c",
    "read_docbin",
    "to_brat",
    "to_ftm",
    "to_plover",
    "to_w3c",
]
