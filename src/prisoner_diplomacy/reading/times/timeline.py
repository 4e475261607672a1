"""What is known where an expression of time stands: the day of publication, the dates before, the tense."""

import re
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from prisoner_diplomacy.lexicon import load_toml, load_words
from prisoner_diplomacy.reading.times.lexer import CLASS, LETTER, Lexed, Value
from prisoner_diplomacy.reading.times.moments import Grain, Moment, on_day, precise_enough
from prisoner_diplomacy.reading.times.numerals import number_value
from prisoner_diplomacy.text.document import OPENING, Document, Span

CONTEXTS = {name: frozenset(words) for name, words in load_toml("measure_contexts.toml").items()}
PEOPLE = CONTEXTS["people"] | {noun for noun in load_words("person_nouns.txt") if noun.endswith("s")}
FUTURE, REPORT, DEICTIC = LETTER["future"], LETTER["report"], LETTER["deictic"]
IS_ON = re.compile(r"\b(?:is|are|deadline)(?: out| back| now)? (?:(?:on|in|for|of) )?(?:the )?$")
PUT_OFF = re.compile(
    r"\b(?:to be \w{3,15} (?:on )?|agreed to (?:\w{2,15} ){1,3}on "
    r"|(?:postponed|adjourned|delayed|rescheduled|pushed back|put off) (?:to|until|till) )$"
)
COMMON = frozenset(LETTER[name] for name in ("unit", "units", "daypart", "weekend"))
CLAUSE_HEAD = re.compile(
    r"[ ,](?:after|because|since|when|who|which|having|although|though|whom|where|as|following|that) "
)
BREAK = re.compile(r"[,;:](?= )|\.$")
PLANNED = frozenset(("scheduled", "planned", "expected", "slated", "set", "has", "have"))
UNTIL = frozenset(("until", "till", "through", "to", "by"))
PRESENT = frozenset(("is", "are"))
LONGEST_WAY = 60
LONGEST_OPENING = len("The hearing at the very end of ")
LOOK_AHEAD, LOOK_BACK = 40, 64
LONGEST_WORD = 18
SENTENCE_MARKS = '.!?:"”’»)'
WORDS_KEPT = 16384


class Reading(NamedTuple):
    """What an expression was read as; ``start`` and ``end`` where it is shorter than the rule."""

    type: Literal["DATE", "DURATION", "SET"]
    value: str
    moment: Moment | None = None
    anchored: bool = True
    start: int | None = None
    end: int | None = None


UNRESOLVED = Reading("DATE", "")


def date_reading(moment: Moment | None, anchored: bool = True) -> Reading | None:
    """Return the reading of a resolved date, None when there is none."""
    return Reading("DATE", moment.value, moment, anchored) if moment else None


class Words(dict[str, list[Value]]):
    """The words of an expression by their class."""

    def first(self, *names: str) -> Value:
        """Return what the first word of one of these classes stands for, else None."""
        return next((self[name][0] for name in names if name in self), None)

    def has(self, *names: str) -> bool:
        """Tell whether there is a word of one of these classes."""
        return any(name in self for name in names)


@lru_cache(maxsize=WORDS_KEPT)
def words_of(letters: str, values: tuple[Value, ...]) -> Words:
    """Return these words by class."""
    words = Words()
    for letter, value in zip(letters, values, strict=True):
        words.setdefault(CLASS[letter], []).append(value)
    return words


class Anchor(NamedTuple):
    """A date the text has given, where it stands, and whether the text states its year."""

    moment: Moment
    start: int
    stated: bool
    value: str = ""


class Timeline:
    """A text as far as it has been read.

    Args:
        document: the text with its segmentation.
        lexed: its words of time and number.
        ahead: reads the next date of these rules from a word on, up to an offset.
    """

    def __init__(
        self,
        document: Document,
        lexed: Lexed,
        ahead: "Callable[[Timeline, int, frozenset[str], int], Moment | None]",
    ) -> None:
        self.document = document
        self.lexed = lexed
        self.text = document.text
        self.published = document.published
        self.today = on_day(document.published)
        self.newest: Anchor | None = None
        self.stated: Anchor | None = None
        self._ahead = ahead
        self._last: dict[Grain, Anchor] = {}

    def remember(self, moment: Moment, start: int, stated: bool, value: str = "") -> None:
        """Keep a date as an anchor for the expressions after it, save one like "since 1994"."""
        if moment.grain == "Y" and self.word_before(start) in ("since", "until"):
            return
        anchor = Anchor(moment, start, stated, value)
        self._last[moment.grain] = self.newest = anchor
        if stated:
            self.stated = anchor

    def word_before(self, start: int) -> str:
        """Return the word that ends one space before ``start``, in lower case, else nothing."""
        if self.text[start - 1 : start] != " ":
            return ""
        window = self.text[max(0, start - LONGEST_WORD) : start - 1]
        return window[max(window.rfind(" "), window.rfind("\n")) + 1 :].lower()

    def word_after(self, end: int) -> str:
        """Return the word that begins one space after ``end``, as written, else nothing."""
        if self.text[end : end + 1] != " ":
            return ""
        return self.text[end + 1 : end + 1 + LONGEST_WORD].partition(" ")[0]

    def same_sentence(self, anchor: Anchor | None, start: int) -> Anchor | None:
        """Return an anchor that stands in the sentence that holds ``start``."""
        return anchor if anchor and anchor.start >= self.sentence(start).start else None

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds ``offset``."""
        return self.document.sentences[self.document.sentence_number(offset)]

    def paragraph(self, offset: int) -> Span:
        """Return the paragraph that holds ``offset``."""
        return self.document.paragraphs[self.document.paragraph_number(offset)]

    def anchor(self, unit: str, start: int) -> Moment | None:
        """Return the date that something counted in ``unit`` is counted from.

        The last date before it that is precise enough; nothing when its own sentence has a later one
        that is not; the day of publication when the text has given no date.
        """
        if self.newest is None:
            return self.today
        fine = [anchor for grain, anchor in self._last.items() if precise_enough(grain, unit)]
        best = max(fine, key=lambda anchor: anchor.start, default=None)
        sentence = self.sentence(start).start
        coarse = self.newest is not best and self.newest.start >= sentence
        if coarse and (best is None or best.start < sentence):
            return None
        return best.moment if best else self.today

    def in_quotation(self, offset: int) -> bool:
        """Tell whether a double quotation mark is open at ``offset`` in its paragraph."""
        before = self.text[self.paragraph(offset).start : offset]
        return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1

    def last_day(self) -> Moment | None:
        """Return the last day the text has told, whatever longer dates came after it."""
        anchor = self._last.get("D")
        return anchor.moment if anchor else None

    def stretch_of_days(self) -> tuple[date, date] | None:
        """Return the first and last day of the last date given, if it is a stretch of days."""
        if self.newest is None or self.newest.moment.grain != "D":
            return None
        first, _, last = self.newest.value.partition("/")
        if len(first) != len(last) or len(first) != len("2025-11-22"):
            return None
        return date.fromisoformat(first), date.fromisoformat(last)

    def next_date(self, last: int, rules: frozenset[str], limit: int) -> Moment | None:
        """Return the next date that one of these rules reads after word ``last``, before ``limit``."""
        return self._ahead(self, last, rules, limit)

    def is_future(self, first: int, last: int) -> bool:
        """Tell whether the clause of the expression from word ``first`` to ``last`` looks ahead.

        The nearest sign before it in the sentence decides, "will" against "said"; at the start of a
        sentence the first sign after it.
        """
        letters, starts = self.lexed.letters, self.lexed.starts
        start = starts[first]
        sentence = self.sentence(start)
        begin = max(bisect_left(starts, sentence.start), first - LOOK_BACK)
        future, report = letters.rfind(FUTURE, begin, first), letters.rfind(REPORT, begin, first)
        if future >= 0 and future > report:
            return not (self._after_participle(start) or self._in_past_clause(starts[future], start))
        if self._is_put_ahead(start) or self._after_tomorrow(begin, first):
            return True
        opening = self.text[sentence.start : start].lower()
        if future >= 0 or report >= 0 or len(opening) > LONGEST_OPENING or _has_past(opening.split()):
            return False
        limit = bisect_left(starts, min(sentence.end, self.lexed.ends[last - 1] + LOOK_AHEAD))
        future, report = letters.find(FUTURE, last, limit), letters.find(REPORT, last, limit)
        return future >= 0 and not 0 <= report < future

    def _in_past_clause(self, future: int, start: int) -> bool:
        """Tell "after they withdrew on Saturday" in a sentence about what will be."""
        end = self.sentence(start).end
        clause = self.text[future : min(end, start + LOOK_AHEAD)].lower()
        heads = [head.end() for head in CLAUSE_HEAD.finditer(clause, 0, start - future)]
        if not heads:
            return False
        words = [word.rstrip(".,;:") for word in BREAK.split(clause[heads[-1] :])[0].split()]
        return PRESENT.isdisjoint(words) and _has_past([word for word in words if word not in PLANNED])

    def _is_put_ahead(self, start: int) -> bool:
        """Tell "is on Sunday", "has until Sunday", "starting Sunday" from a day that is over."""
        before = self.text[max(0, start - LONGEST_WAY) : start].lower()
        words = before.split()
        if not words:
            return False
        until = words[-1] in CONTEXTS["before_deadline"] and not CONTEXTS["before_until"].isdisjoint(
            words[-6:-1]
        )
        ahead = IS_ON.search(before) or PUT_OFF.search(before)
        return until or words[-1] in CONTEXTS["before_ahead"] or bool(ahead)

    def _after_tomorrow(self, begin: int, first: int) -> bool:
        letters, values = self.lexed.letters, self.lexed.values
        place = letters.rfind(DEICTIC, begin, first)
        return place >= 0 and values[place] > 0

    def _after_participle(self, start: int) -> bool:
        """Tell "an appeal lodged on Monday" from "will be heard on Monday"."""
        words = self.text[max(0, start - 40) : start].split()
        if len(words) < 3 or not words[-2].endswith("ed") or words[-2] in PLANNED or words[-1] in UNTIL:
            return False
        return words[-3] not in CONTEXTS["before_passive"]


def _has_past(words: list[str]) -> bool:
    return any(word.endswith("ed") or word in CONTEXTS["past_verbs"] for word in words)


class Place:
    """Where an expression stands: the words from ``first`` to ``last`` of a timeline.

    ``words`` has them by class; equal expressions share it, so it is not to be changed.
    """

    __slots__ = ("end", "first", "last", "letters", "start", "timeline", "values", "words")

    def __init__(self, timeline: Timeline, first: int, last: int) -> None:
        lexed = timeline.lexed
        self.timeline = timeline
        self.first, self.last = first, last
        self.start, self.end = lexed.starts[first], lexed.ends[last - 1]
        self.letters = lexed.letters[first:last]
        self.values = lexed.values[first:last]
        self.words = words_of(self.letters, self.values)

    @property
    def exact(self) -> str:
        """The text of the expression."""
        return self.timeline.text[self.start : self.end]

    @property
    def number(self) -> float | int | None:
        """The number written in it."""
        return number_value(self.letters, self.values)

    def part(self, first: int, last: int) -> "Place":
        """Return the place of its words from one to another, the last left out."""
        return Place(self.timeline, self.first + first, self.first + last)

    def counts_people(self) -> bool:
        """Tell whether a noun for people in the plural follows: "1984 monks"."""
        return self.timeline.word_after(self.end).rstrip(".,;:") in PEOPLE

    def without_last(self) -> "Place":
        """Return the place without its last word."""
        return Place(self.timeline, self.first, self.last - 1)

    def follows(self, context: str) -> bool:
        """Tell whether one of the words of this context stands before it."""
        return self.timeline.word_before(self.start).lstrip(OPENING) in CONTEXTS[context]

    def precedes(self, context: str) -> bool:
        """Tell whether one of the words of this context stands after it."""
        return self.timeline.word_after(self.end).rstrip(".,;:)").lower() in CONTEXTS[context]

    def is_named(self) -> bool:
        """Tell the "Today" of "USA Today", capitalised within a sentence, from a word of time."""
        timeline, word = self.timeline, self.exact.rpartition(" ")[2]
        if (
            not word[0].isupper()
            or timeline.document.paragraph_number(self.start) in timeline.document.headlines
        ):
            return False
        before = timeline.word_before(self.start)
        opens = self.exact[0].isupper() and (not before or before[-1] in SENTENCE_MARKS)
        return not opens or (timeline.word_after(self.end)[:1].isupper() and "deictic" not in self.words)

    def is_title(self) -> bool:
        """Tell "60 Minutes" and "CBS This Morning", names of works, from a stretch or part of time."""
        words, timeline = self.exact.split(), self.timeline
        headline = timeline.document.paragraph_number(self.start) in timeline.document.headlines
        return len(words) > 1 and words[-1][0].isupper() and self.letters[-1] in COMMON and not headline

    def leads_name(self) -> bool:
        """Tell whether a word with a capital follows it directly."""
        return self.timeline.word_after(self.end)[:1].isupper()

    def is_future(self) -> bool:
        """Tell whether its clause looks ahead."""
        return self.timeline.is_future(self.first, self.last)
