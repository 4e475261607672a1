"""The sentence around an event mention, with the marks of every layer laid over its words."""

from bisect import bisect_left
from typing import NamedTuple

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import Annotation, Entity, EventMention, Quantity, Quote, Time


class Placed(NamedTuple):
    """A mark with the indexes of its first word and of the word after its last, in the sentence."""

    first: int
    stop: int
    mark: Annotation


class Scene:
    """A sentence with its marks.

    Attributes:
        number, start, end: the sentence's place in the document.
        words: its tokens in lower case; ``tokens`` as written.
        entities, quantities, times, mentions: its marks in order, placed on the words.
    """

    def __init__(self, document: Document, number: int, marks: "SortedMarks") -> None:
        span = document.sentences[number]
        sentence = document.sentence_words(number)
        self.number, self.start, self.end = number, span.start, span.end
        self.words = sentence.words
        self.first_token = sentence.first
        stop = sentence.first + len(sentence.words)
        self.tokens = document.tokens[sentence.first : stop]
        self.starts = document.starts[sentence.first : stop]
        self.entities = self._place(marks.entities.within(span.start + self._dateline(), span.end))
        self.quantities = self._place(marks.quantities.within(span.start, span.end))
        self.times = self._place(marks.times.within(span.start, span.end))
        self.mentions = self._place(marks.mentions.within(span.start, span.end))

    def _dateline(self) -> int:
        """Return how many characters a dateline takes: "VILNIUS, Lithuania (Agency) — "."""
        for number, word in enumerate(self.words[:16]):
            if word in ("—", "–", "--", "-") and self.tokens[0].isupper() and len(self.tokens[0]) > 2:
                return self.starts[number] - self.start
        return 0

    def _place(self, marks: list[Annotation]) -> list[Placed]:
        return [Placed(self.index(m.start), self.index(m.end - 1) + 1, m) for m in marks]

    def is_age(self, item: Placed) -> bool:
        """Say whether a bare number between commas after a name is somebody's age."""
        return self.words[item.first - 1 : item.first] == [","] and any(
            other.stop == item.first - 1 for other in self.entities
        )

    def index(self, offset: int) -> int:
        """Return the index of the word that holds an offset of the text."""
        number = bisect_left(self.starts, offset + 1) - 1
        return max(number, 0)


class Sorted:
    """Marks of one layer in order, to be cut by offsets."""

    def __init__(self, marks: list[Annotation]) -> None:
        self.marks = marks
        self._starts = [mark.start for mark in marks]

    def within(self, start: int, end: int) -> list[Annotation]:
        """Return the marks that start in a stretch of the text."""
        return self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class SortedMarks:
    """The annotations of a text, layer by layer."""

    def __init__(self, annotations: list[Annotation]) -> None:
        layers: dict[type, list[Annotation]] = {}
        for mark in annotations:
            layers.setdefault(type(mark), []).append(mark)
        self.entities = Sorted(layers.get(Entity, []))
        self.quantities = Sorted(layers.get(Quantity, []))
        self.times = Sorted(layers.get(Time, []))
        self.mentions = Sorted(layers.get(EventMention, []))
        self.quotes = Sorted(layers.get(Quote, []))
