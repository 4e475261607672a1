"""The annotated article for people to read: highlighted marks, notes, and event rows that lead to the words.

Everything is in the markup itself, so that it opens from disk: no script, no network. All text of
the article is escaped.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import LAYERS, Annotation
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.text.document import Span, split_paragraphs
from prisoner_diplomacy.viewer.frame import show_table
from prisoner_diplomacy.viewer.notes import TITLES, note
from prisoner_diplomacy.viewer.pieces import Cover, Piece, cut
from prisoner_diplomacy.viewer.shown import Shown, show_sentence
from prisoner_diplomacy.viewer.table import anchor, event_table

__all__ = ["Shown", "render_article", "render_page", "show_article", "show_sentence", "show_table"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that an event rests on: a sentence, or the trigger itself (``place`` 0)."""

    number: int
    place: int


def show_article(
    article: Article, annotations: Sequence[Annotation], events: Sequence[Event] | None = None
) -> Shown:
    """Return the annotated article for a notebook."""
    counts = Counter(mark.layer for mark in annotations)
    marks = ", ".join(f"{TITLES[layer].lower()} {counts[layer]}" for layer in LAYERS)
    rows = "" if events is None else f" {len(events)} event rows."
    text = f"{article.id}: {len(annotations)} marks ({marks}).{rows}"
    return Shown(render_article(article, annotations, events), text)


def render_article(
    article: Article,
    annotations: Sequence[Annotation],
    events: Sequence[Event] | None = None,
    rows_first: bool = False,
) -> str:
    """Return the article with its marks as a piece of HTML that brings its own style.

    Args:
        article: the text.
        annotations: marks of any layers; they may overlap.
        events: rows for a table beneath the text, each a link to its evidence.
        rows_first: put the table above the text.
    """
    key = _key(article, annotations)
    rows = events or ()
    paragraphs = "\n".join(
        _paragraph(article, span, covers, key)
        for span, covers in _covers_by_paragraph(article, annotations, rows)
    )
    table = event_table(rows, key) if rows else ""
    text = (
        f"{_legend(annotations, key)}"
        f'<div class="pd-text" lang="{escape(article.language)}">{_heading(article)}{paragraphs}</div>'
    )
    return (
        f'<section class="pd" id="{key}" aria-label="Annotated article">'
        f"<style>{stylesheet()}{_highlights(rows, key)}</style>"
        f"{table + text if rows_first else text + table}</section>"
    )


def render_page(
    article: Article, annotations: Sequence[Annotation], events: Sequence[Event] | None = None
) -> str:
    """Return the annotated article as a whole page."""
    title = escape(article.title or article.id)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title></head><body style="margin:1.5rem">'
        f"<main>{render_article(article, annotations, events)}</main></body></html>\n"
    )


@cache
def stylesheet() -> str:
    """Return the style of annotated articles."""
    return files(__package__).joinpath("article.css").read_text(encoding="utf-8")


def _key(article: Article, annotations: Sequence[Annotation]) -> str:
    seed = f"{article.id}\n{article.sha256}\n{list(annotations)!r}"
    return "pd" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _heading(article: Article) -> str:
    title = f'<p class="pd-title">{escape(article.title)}</p>' if article.title else ""
    day = f"published {article.published.isoformat()}" if article.published else ""
    known = " · ".join(part for part in (article.publisher, day) if part)
    return f'{title}<p class="pd-by">{escape(known)}</p>'


def _legend(annotations: Sequence[Annotation], key: str) -> str:
    counts = Counter(mark.layer for mark in annotations)
    return "".join(
        f'<input type="checkbox" class="pd-switch pd-switch-{layer}" id="{key}-{layer}" checked>&nbsp;'
        f'<label for="{key}-{layer}"><span class="pd-{layer}">{title}</span> {counts[layer]}</label> '
        for layer, title in TITLES.items()
    )


def _highlights(events: Sequence[Event], key: str) -> str:
    """Return the rules by which following a row highlights all its evidence."""
    rules = []
    for number, event in enumerate(events, 1):
        targets = ",".join(
            f"#{anchor(key, number, place)}:target"
            for place in range(1, len(parse_spans(event.evidence)) + 1)
        )
        if targets:
            rules.append(f"#{key}:has({targets}) .pd-s{number}{{background:#fff3b0}}")
            rules.append(f"#{key}:has({targets}) .pd-t{number}{{outline:2px solid #000}}")
    return "".join(rules)


Covered = Annotation | Evidence


def _covers_by_paragraph(
    article: Article, annotations: Sequence[Annotation], events: Sequence[Event]
) -> list[tuple[Span, list[Cover[Covered]]]]:
    covers: list[Cover[Covered]] = [Cover(mark.start, mark.end, mark) for mark in annotations]
    for number, event in enumerate(events, 1):
        sentences = parse_spans(event.evidence)
        covers += [Cover(s, e, Evidence(number, place)) for place, (s, e) in enumerate(sentences, 1)]
        covers += [Cover(s, e, Evidence(number, 0)) for s, e in parse_spans(event.mentions)]
    covers.sort(key=lambda cover: (cover.start, cover.end))
    found: list[tuple[Span, list[Cover[Covered]]]] = []
    open_covers: list[Cover[Covered]] = []
    number = 0
    for span in split_paragraphs(article.text):
        open_covers = [cover for cover in open_covers if cover.end > span.start]
        while number < len(covers) and covers[number].start < span.end:
            open_covers.append(covers[number])
            number += 1
        found.append((span, open_covers))
    return found


def _paragraph(article: Article, span: Span, covers: list[Cover[Covered]], key: str) -> str:
    return f"<p>{''.join(_piece(article, piece, key) for piece in cut(span.start, span.end, covers))}</p>"


def _piece(article: Article, piece: Piece[Covered], key: str) -> str:
    words = escape(article.text[piece.start : piece.end])
    marks = [cover for cover in piece.covers if not isinstance(cover, Evidence)]
    evidence = [cover for cover in piece.covers if isinstance(cover, Evidence)]
    anchors = "".join(
        f'<a class="pd-anchor" id="{anchor(key, cover.number, cover.place)}"></a>'
        for cover in piece.begins
        if isinstance(cover, Evidence) and cover.place
    )
    if marks:
        begins = any(not isinstance(cover, Evidence) for cover in piece.begins)
        words = _mark(words, marks, f"{key}-n{piece.start}", begins)
    if not evidence:
        return words
    classes = " ".join(dict.fromkeys(f"pd-{'s' if e.place else 't'}{e.number}" for e in evidence))
    return f'{anchors}<span class="{classes}">{words}</span>'


def _mark(words: str, marks: list[Annotation], name: str, begins: bool) -> str:
    for layer in reversed(LAYERS):
        if any(mark.layer == layer for mark in marks):
            words = f'<span class="pd-{layer}">{words}</span>'
    lines = "".join(f'<span class="pd-n-{mark.layer}">{escape(note(mark))}</span>' for mark in marks)
    focus = ' tabindex="0"' if begins else ""
    return (
        f'<mark{focus} aria-describedby="{name}">{words}'
        f'<span class="pd-note" role="tooltip" id="{name}" hidden>{lines}</span></mark>'
    )
