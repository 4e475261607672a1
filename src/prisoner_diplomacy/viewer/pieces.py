"""A text cut at every boundary of its marks, so that overlapping marks can be drawn side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Cover(NamedTuple, Generic[Value]):
    """Something that covers a stretch of the text."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Piece(Generic[Value]):
    """A stretch of the text with all that covers it, and what of this begins here."""

    start: int
    end: int
    covers: tuple[Value, ...]
    begins: tuple[Value, ...]


def cut(start: int, end: int, covers: Iterable[Cover[Value]]) -> Iterator[Piece[Value]]:
    """Yield the pieces of a stretch of text, in order and without gaps.

    Args:
        start, end: the stretch.
        covers: what lies over it; it may stick out on either side.
    """
    inside = [cover for cover in covers if cover.start < end and cover.end > start]
    bounds = {start, end} | {b for cover in inside for b in (cover.start, cover.end) if start < b < end}
    ordered = sorted(bounds)
    coming = sorted(inside, key=lambda cover: (cover.start, -cover.end))
    active: list[Cover[Value]] = []
    number = 0
    for left, right in pairwise(ordered):
        active = [cover for cover in active if cover.end > left]
        while number < len(coming) and coming[number].start <= left:
            active.append(coming[number])
            number += 1
        begins = tuple(cover.value for cover in active if cover.start == left)
        yield Piece(left, right, tuple(cover.value for cover in active), begins)
