"""What an expression of time means: its value, worked out from the day of publication and other dates."""

from bisect import bisect_left
from datetime import date
from functools import cached_property
from typing import NamedTuple

from prisoner_diplomacy.annotate.dates import (
    FINENESS,
    SEASON_STARTS,
    Grain,
    Moment,
    add_days,
    at_precision,
    make,
    move,
    on_day,
    precise_enough,
    week_of,
)
from prisoner_diplomacy.annotate.document import Document, Span
from prisoner_diplomacy.annotate.lexer import LETTER, Lexed

NEAR = 45
AHEAD = 40
FUTURE, REPORT = LETTER["future"], LETTER["report"]


class Anchor(NamedTuple):
    """A date the text has given: what it is, where, and whether the text states its year."""

    moment: Moment
    start: int
    stated: bool


class Scene:
    """What is known at a place of a text: the day of publication, the dates before, the tense.

    Args:
        document: the text with its segmentation.
        lexed: its words of time and number.
    """

    def __init__(self, document: Document, lexed: Lexed) -> None:
        self.document = document
        self.lexed = lexed
        self.text = document.text
        self.published = document.published
        self.today = on_day(document.published)
        self._last: dict[Grain, Anchor] = {}
        self._newest: Anchor | None = None
        self._stated: Anchor | None = None
        self._end = 0

    def remember(self, moment: Moment, first: int, last: int, stated: bool) -> None:
        """Keep a date as an anchor for the expressions after it."""
        anchor = Anchor(moment, self.lexed.starts[first], stated)
        if moment.grain == "Y" and self.word_before(anchor.start) in ("since", "until"):
            return
        self._last[moment.grain] = self._newest = anchor
        if stated:
            self._stated = anchor

    def passed(self, last: int) -> None:
        """Note that the expression that ends before word ``last`` has been read."""
        self._end = last

    def word_before(self, start: int) -> str:
        """Return the word that ends one space before ``start``, in lower case, else nothing."""
        words = self.text[max(0, start - 16) : start].split(" ")
        return words[-2].rpartition("\n")[2].lower() if len(words) > 1 and not words[-1] else ""

    def word_after(self, end: int) -> str:
        """Return the word that begins one space after ``end``, as written, else nothing."""
        words = self.text[end : end + 20].split(" ", 2)
        return words[1] if len(words) > 1 and not words[0] else ""

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds ``offset``."""
        return self.document.sentences[self.document.sentence_number(offset)]

    def anchor(self, unit: str, start: int) -> Moment | None:
        """Return the date that something counted in ``unit`` is counted from.

        The last date before it that is precise enough; nothing when its own sentence has a later
        date that is not; the day of publication when there is no date at all.
        """
        fine = [a for grain, a in self._last.items() if precise_enough(grain, unit)]
        if not fine:
            return self.today if self._newest is None or self._newest.start < self.sentence(start).start else None
        best = max(fine, key=lambda anchor: anchor.start)
        newest = self._newest or best
        if newest.start > best.start >= 0 and best.start < self.sentence(start).start <= newest.start:
            return None
        return best.moment

    def stated_year(self) -> Anchor | None:
        """Return the last date whose year the text states."""
        return self._stated

    def newest(self) -> Anchor | None:
        """Return the last date before."""
        return self._newest

    def is_future(self, first: int, last: int) -> bool:
        """Tell whether the clause of the expression from word ``first`` to ``last`` looks ahead.

        The nearest sign before it decides, "will" against "said"; at the start of a sentence the first
        sign after it.
        """
        letters, starts = self.lexed.letters, self.lexed.starts
        start = starts[first]
        sentence = self.sentence(start)
        begin = max(bisect_left(starts, sentence.start), self._end)
        future = letters.rfind(FUTURE, begin, first)
        if future >= 0:
            return future > letters.rfind(REPORT, begin, first) and not self._participle(start, future)
        if start - sentence.start > len("At the end of ") or letters.find(REPORT, begin, first) >= 0:
            return False
        limit = bisect_left(starts, min(sentence.end, self.lexed.ends[last - 1] + AHEAD))
        future, report = letters.find(FUTURE, last, limit), letters.find(REPORT, last, limit)
        return future >= 0 and (report < 0 or future < report)

    def _participle(self, start: int, future: int) -> bool:
        words = self.text[max(0, start - 40) : start].split()
        return len(words) > 2 and words[-2].endswith("ed") and words[-3] not in ("be", "been", "being", "is", "are")


def nearest_weekday(published: date, weekday: int, ahead: bool) -> date | None:
    """Return the nearest such weekday not after ``published``, or not before it when ``ahead``."""
    back = (published.weekday() - weekday) % 7
    return add_days(published, (7 - back) % 7 if ahead else -back)


def nearest_month(published: date, month: int, ahead: bool) -> int:
    """Return the year of the nearest such month or season, not after ``published`` unless ``ahead``."""
    begins = SEASON_STARTS.get(month, month)
    if ahead:
        return published.year + (begins < published.month and month not in SEASON_STARTS)
    return published.year - (begins > published.month)


def nearest_day(published: date, month: int, day: int, ahead: bool) -> Moment | None:
    """Return the nearest such day: before ``published`` unless ``ahead`` or only weeks after it."""
    moments = [make(published.year + step, month, day) for step in (-1, 0, 1)]
    known = [moment for moment in moments if moment]
    later = [moment for moment in known if moment.first >= published]
    earlier = [moment for moment in known if moment.first <= published]
    if later and (ahead or (later[0].first - published).days <= NEAR):
        return later[0]
    return earlier[-1] if earlier else None


def weekend(published: date, step: int) -> Moment | None:
    """Return the weekend of the week ``step`` weeks away."""
    day = add_days(published, 7 * step)
    return week_of(day, 5) if day else None


def shifted(origin: Moment, count: int, unit: str) -> Moment | None:
    """Return the date ``count`` units after ``origin``, as precise as the unit."""
    day = move(origin.first, count, unit)
    return at_precision(day, unit) if day else None
