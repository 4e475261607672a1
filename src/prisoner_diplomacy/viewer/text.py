"""The article's text with its marks, cut at every border, as markup that reads well without style or script.

The view's script draws a paragraph in the same way when a mark changes; tests hold the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import LAYERS, Annotation
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.text.document import Span, split_paragraphs, split_sentences
from prisoner_diplomacy.viewer.notes import note
from prisoner_diplomacy.viewer.pieces import Cover, Piece, cut
from prisoner_diplomacy.wording import visible


@dataclass(frozen=True, slots=True)
class Numbered:
    """A mark, or a word that a row rests on, with its number in the view."""

    number: int
    mark: Annotation | None
    end: int


def sentences_of(article: Article) -> list[tuple[Span, list[tuple[Span, int]]]]:
    """Return each paragraph with its sentences and their numbers in the text."""
    found = []
    number = 0
    for paragraph in split_paragraphs(article.text):
        sentences = split_sentences(article.text, paragraph)
        found.append((paragraph, [(sentence, number + place) for place, sentence in enumerate(sentences)]))
        number += len(sentences)
    return found


def shown(text: str) -> str:
    """Return text as markup; what would be unseen, or would turn the words after it, has a sign."""
    return escape(visible(text))


def text_markup(article: Article, marks: Sequence[Annotation], rows: Sequence[Event | None], key: str) -> str:
    """Return the paragraphs with all marks, and behind each word that names an event its row's number."""
    covers = [
        Cover(mark.start, mark.end, Numbered(number, mark, mark.end)) for number, mark in enumerate(marks)
    ]
    covers += [
        Cover(start, end, Numbered(number, None, end))
        for number, row in enumerate(rows, 1)
        if row is not None
        for start, end in parse_spans(row.mentions)
    ]
    covers.sort(key=lambda cover: (cover.start, -cover.end))
    return "\n".join(
        _paragraph(article, paragraph, sentences, inside, key)
        for (paragraph, sentences), inside in zip(
            sentences_of(article), _by_paragraph(article, covers), strict=True
        )
    )


Covers = list[Cover[Numbered]]


def _by_paragraph(article: Article, covers: Covers) -> Iterable[Covers]:
    open_covers: Covers = []
    number = 0
    for span in split_paragraphs(article.text):
        open_covers = [cover for cover in open_covers if cover.end > span.start]
        while number < len(covers) and covers[number].start < span.end:
            open_covers.append(covers[number])
            number += 1
        yield [cover for cover in open_covers if cover.end > span.start]


def _paragraph(
    article: Article, span: Span, sentences: list[tuple[Span, int]], covers: Covers, key: str
) -> str:
    at = span.start
    parts = []
    for sentence, number in sentences:
        parts.append(_pieces(article, at, sentence.start, covers, key))
        inside = _pieces(article, sentence.start, sentence.end, covers, key)
        parts.append(f'<span class="pd-s" id="{key}-s{number}">{inside}</span>')
        at = sentence.end
    parts.append(_pieces(article, at, span.end, covers, key))
    voices = any(cover.value.mark is not None and cover.value.mark.layer == "quote" for cover in covers)
    kind = ' class="pd-voices"' if voices else ""
    return f'<p dir="auto" data-a="{span.start}"{kind}>{"".join(parts)}</p>'


def _pieces(article: Article, start: int, end: int, covers: Covers, key: str) -> str:
    if start >= end:
        return ""
    return "".join(_piece(article, piece, key) for piece in cut(start, end, covers))


def _piece(article: Article, piece: Piece[Numbered], key: str) -> str:
    words = shown(article.text[piece.start : piece.end])
    if not piece.covers:
        return words
    marks = [cover for cover in piece.covers if cover.mark is not None]
    rows = [cover for cover in piece.covers if cover.mark is None]
    layers = {cover.mark.layer if cover.mark else "event" for cover in piece.covers}
    for layer in reversed(LAYERS):
        if layer in layers:
            words = f'<span class="pd-{layer}">{words}</span>'
    known = f' data-m="{" ".join(f"m{mark.number}" for mark in marks)}"' if marks else ""
    numbered = f' data-r="{" ".join(str(row.number) for row in rows)}"' if rows else ""
    notes = "\n".join(note(cover.mark) for cover in marks if cover.mark)
    title = f' title="{shown(notes)}"' if notes else ""
    ends = [row.number for row in rows if row.end == piece.end]
    return f'<span class="pd-m"{known}{numbered}{title}>{words}</span>{_raised(ends, key)}'


def _raised(numbers: Sequence[int], key: str) -> str:
    if not numbers:
        return ""
    links = " ".join(
        f'<a href="#{key}-r{number}" aria-label="row {number}">{number}</a>' for number in numbers
    )
    return f'<sup class="pd-no">{links}</sup>'
