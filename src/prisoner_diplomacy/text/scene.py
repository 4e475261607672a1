"""The sentence around an event mention, with the marks of every layer laid over its words."""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.text.document import Document


class Placed(NamedTuple):
    """A mark with the indexes of its first word and of the word after its last, in the sentence."""

    first: int
    stop: int
    mark: Annotation


# How far a clause may reach back or on, in words: no sentence that people write is longer, and an
# endless one takes time in proportion to its length.
REACH = 150
# "US-backed rebels" are not of the US.
HELPED = grammar("helped")
FIRST = attrgetter("first")
NO_WORDS: frozenset[int] = frozenset()


class Scene:
    """A sentence with its marks.

    Attributes:
        number, start, end: the sentence's place in the document.
        words: its tokens in lower case; ``tokens`` as written.
        entities, quantities, times, mentions: its marks in order, placed on the words.
        items: the entities and quantities together, in order.
        counted: where each quantity starts and stops.
        item_at, item_ending: the items by their first words, and by the words after them.
        dated, covered, triggered: the words that a time, an item or a mention covers.
    """

    def __init__(self, document: Document, number: int, marks: "SortedMarks") -> None:
        span = document.sentences[number]
        self.document = document
        self.first_token, self.words = document.sentence_words(number)
        self.number, self.start, self.end = number, span.start, span.end
        self.published = document.published.isoformat()
        self._stop_token = self.first_token + len(self.words)
        self._starts = document.starts
        self.tokens = document.tokens[self.first_token : self._stop_token]
        self.entities = [
            placed
            for placed in self._place(marks.entities.within(span.start + self._dateline(), span.end))
            if self.words[placed.first].rpartition("-")[2] not in HELPED
        ]
        self.quantities = self._place(marks.quantities.within(span.start, span.end))
        self.times = self._place(marks.times.within(span.start, span.end))
        self.items = self.entities
        if self.quantities:
            self.items = sorted(self.entities + self.quantities, key=FIRST)
        self.counted = {item.first: item.stop for item in self.quantities}
        self.dated = covered(self.times)
        self.covered = covered(self.items)
        self._item_firsts = [item.first for item in self.items]
        self.item_ending = {item.stop: item for item in self.items}
        self.item_at = dict(zip(self._item_firsts, self.items, strict=True))
        self.keep(self._place(marks.mentions.within(span.start, span.end)))

    def keep(self, mentions: list[Placed]) -> None:
        """Take some mentions for those of the sentence."""
        self.mentions = mentions
        self.triggered = covered(mentions)

    def _dateline(self) -> int:
        """Return how many characters a dateline takes: "VILNIUS, Lithuania (Agency) — ", "(Vilnius) – "."""
        first = self.tokens[0] if self.tokens else ""
        enclosed = first == "("
        if not enclosed and not (first.isupper() and len(first) > 2):
            return 0
        for number, word in enumerate(self.words[:16]):
            if word in ("—", "–", "--", "-") and (not enclosed or self.words[number - 1] == ")"):
                return self._starts[self.first_token + number] - self.start
        return 0

    def _place(self, marks: list[Annotation]) -> list[Placed]:
        if not marks:
            return []
        starts, first_token, stop_token = self._starts, self.first_token, self._stop_token
        placed = []
        for mark in marks:
            first = bisect_right(starts, mark.start, first_token + 1, stop_token) - 1
            stop = bisect_right(starts, mark.end - 1, first + 1, stop_token)
            placed.append(Placed(first - first_token, stop - first_token, mark))
        return placed

    def between(self, start: int, stop: int) -> list[Placed]:
        """Return the entities and quantities that start between two words, in order."""
        firsts = self._item_firsts
        return self.items[bisect_left(firsts, start) : bisect_left(firsts, stop)]

    def holds_item(self, start: int, stop: int) -> bool:
        """Say whether an entity or a quantity starts between two words."""
        firsts = self._item_firsts
        number = bisect_left(firsts, start)
        return number < len(firsts) and firsts[number] < stop

    def is_age(self, item: Placed) -> bool:
        """Say whether a bare number between commas after a name is somebody's age."""
        stop = item.first - 1
        if item.stop < len(self.words) and self.words[item.stop][:1].isalpha():
            return False
        return self.words[stop : item.first] == [","] and any(
            other.stop == stop for other in starting(self.entities, stop - REACH, stop)
        )

    def index(self, offset: int) -> int:
        """Return the index of the word that holds an offset of the text."""
        number = bisect_right(self._starts, offset, self.first_token, self._stop_token)
        return max(number - self.first_token - 1, 0)


def covered(items: list[Placed]) -> frozenset[int]:
    """Return the words that some marks cover."""
    if not items:
        return NO_WORDS
    return frozenset([number for item in items for number in range(item.first, item.stop)])


def starting(items: list[Placed], start: int, stop: int) -> list[Placed]:
    """Return the marks of one layer that start between two words."""
    if not items:
        return items
    return items[bisect_left(items, start, key=FIRST) : bisect_left(items, stop, key=FIRST)]


class Sorted:
    """Marks of one layer in order, to be cut by offsets."""

    def __init__(self, marks: list[Annotation]) -> None:
        self.marks = marks
        self._starts = [mark.start for mark in marks]

    def within(self, start: int, end: int) -> list[Annotation]:
        """Return the marks that start in a stretch of the text."""
        if not self.marks:
            return self.marks
        return self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class SortedMarks:
    """The annotations of a text, layer by layer, and its sentences with them."""

    def __init__(self, annotations: list[Annotation]) -> None:
        layers: dict[type, list[Annotation]] = {}
        for mark in annotations:
            layers.setdefault(type(mark), []).append(mark)
        self.entities = Sorted(layers.get(Entity, []))
        self.quantities = Sorted(layers.get(Quantity, []))
        self.times = Sorted(layers.get(Time, []))
        self.mentions = Sorted(layers.get(EventMention, []))
        self.quotes = Sorted(layers.get(Quote, []))
        self._scenes: dict[int, Scene] = {}

    def scene(self, document: Document, number: int) -> Scene:
        """Return a sentence of the text with its marks; kept, since several readers ask for it."""
        if number not in self._scenes:
            self._scenes[number] = Scene(document, number, self)
        return self._scenes[number]
