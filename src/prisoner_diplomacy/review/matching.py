"""Which rows mean the same event: those that rest on the same words, the likest pair first."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event

Spans = tuple[tuple[int, int], ...]
TELLING = ("kind", "status", "date", "actor_country", "target_country", "count_low", "actor", "target")


class Likeness(NamedTuple):
    """How alike two rows are: by their words, then by what they say."""

    words: float
    kind: bool
    fields: int


def spans_of(value: str) -> Spans:
    """Return the spans that a cell holds, in order."""
    return tuple(sorted(parse_spans(value)))


def sentences_of(article: Article, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences of a text, as loaded, that words of it stand in."""
    sentences = [(sentence.start, sentence.end) for sentence in segment(article).loaded_sentences]
    return [(a, b) for a, b in sentences if any(a < end and start < b for start, end in spans)]


def likeness(one: Event, other: Event) -> Likeness:
    """Compare two rows over the same text; ``words`` is 0 when they share none of their mentions."""
    return Likeness(
        shared_words(spans_of(one.mentions), spans_of(other.mentions)),
        one.kind == other.kind,
        sum(getattr(one, name) == getattr(other, name) for name in TELLING),
    )


def shared_words(one: Spans, other: Spans) -> float:
    """Return which share of all mentions two rows have in common; mentions that overlap are one."""
    shared = sum(any(a < d and c < b for c, d in other) for a, b in one)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def pair_rows(
    ones: Sequence[Event],
    others: Sequence[Event],
    allowed: Callable[[int, Likeness], bool] = lambda number, alike: True,
) -> dict[int, int]:
    """Return which rows belong together, each used once: the index of the other by that of the one.

    Args:
        ones, others: rows over the same text.
        allowed: whether the row of this index may be paired at such a likeness.
    """
    by_start = _by_place(others)
    scored = [
        (alike, -i, -j)
        for i, one in enumerate(ones)
        for j in sorted(_near(one, by_start))
        if (alike := likeness(one, others[j])).words and allowed(i, alike)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


CELL = 64
"""Characters in a cell of the grid in which rows near one another are sought."""


def _by_place(rows: Iterable[Event]) -> dict[int, set[int]]:
    cells: dict[int, set[int]] = {}
    for number, row in enumerate(rows):
        for cell in _cells(row):
            cells.setdefault(cell, set()).add(number)
    return cells


def _near(row: Event, cells: dict[int, set[int]]) -> set[int]:
    return {number for cell in _cells(row) for number in cells.get(cell, ())}


def _cells(row: Event) -> set[int]:
    return {
        cell
        for start, end in parse_spans(row.mentions)
        for cell in range(start // CELL, (end - 1) // CELL + 1)
    }
