"""Other tools' formats, one module a format: to add one, write its module and name it here."""

from collections.abc import Callable, Sequence

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.exchange.w3c import from_w3c, to_w3c
from prisoner_diplomacy.exchange.w3c import render as render_w3c
from prisoner_diplomacy.schema.jsonl import annotation_lines
from prisoner_diplomacy.schema.marks import Annotation

Writer = Callable[[Article, Sequence[Annotation]], str]

FORMATS: dict[str, Writer] = {"jsonl": annotation_lines, "w3c": render_w3c}

__all__ = ["FORMATS", "Writer", "from_w3c", "to_w3c"]
