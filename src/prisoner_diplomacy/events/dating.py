"""When the events of a text were: the likeliest of the dates the text offers for each, or none.

A conditional logit model (McFadden 1974): the candidates of a statement are the dates of its sentence, the
day of publication, the day the opening is about, the last date named before, the date of an act like it
told right before, and none. Each has features, each feature a weight; the candidate whose weights add up
to most is taken. The weights are fitted from labelled texts by ``tools/fit_dates.py``.
"""

from bisect import bisect_left
from collections import deque
from datetime import date
from functools import cache
from itertools import repeat, takewhile
from typing import NamedTuple

from prisoner_diplomacy.events.date_features import (
    NEAR,
    SPEAKING,
    Use,
    features_of_statement,
    features_within,
    has_ended,
    kind_of,
    labelled,
    use_of,
)
from prisoner_diplomacy.events.dates import (
    bounds_of,
    clip,
    is_day,
    is_month,
    read_date,
    shift_day,
    start_before,
)
from prisoner_diplomacy.events.statements import Statement
from prisoner_diplomacy.lexicon import load_table
from prisoner_diplomacy.schema.marks import Annotation, EventMention, Time
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks, starting

AHEAD = frozenset(["future", "hypothetical"])
TODAY = frozenset(["today", "today's"])
STANDS_APART = frozenset(["crossed:after", "comma:after", "and:after", "verb:after", "relative:after"])
# The opening of a text, and how many days back the day may lie that it is about.
OPENING_SENTENCES, FRESH = 6, 14
SPOKEN_BEFORE = 24
REMEMBERED_SENTENCES = 3
# Among how many events, and how many sentences back, an act like it may lend its date.
REMEMBERED_EVENTS, ALONGSIDE = 6, 2


class Candidate(NamedTuple):
    """A date an event may have.

    Attributes:
        value: the EDTF value, empty for no date.
        basis: ``stated``, ``anchored`` or ``none``.
        features: what speaks for and against it.
        source: the other sentence that gives it, if any does.
        supposed: whether the text only suggests it, by what stands around the sentence.
    """

    value: str
    basis: str
    features: list[str]
    source: int | None = None
    supposed: bool = False


class Story:
    """The time a text moves in.

    Attributes:
        document: the text.
        published: the day of publication.
        openings: the first recent day the opening names, and the next if that is the day of publication.
        today: the sentences that speak of today.
        told: the last events that were given a date, or none.
    """

    def __init__(self, document: Document, marks: SortedMarks) -> None:
        self.document = document
        self.mentions = marks.mentions
        self.told: deque[Statement] = deque(maxlen=REMEMBERED_EVENTS)
        self.published = document.published.isoformat()
        self._times = [time for time in map(as_date, marks.times.marks) if time is not None]
        self._starts = [time.start for time in self._times]
        self.openings = self._opening_days()
        self.today = [
            document.sentence_number(time.start) for time in self._times if time.exact.lower() in TODAY
        ]
        self.names_other_days = any(is_day(t.value) and t.value != self.published for t in self._times)

    def _opening_days(self) -> list[Time]:
        sentences = self.document.sentences
        last = sentences[min(OPENING_SENTENCES, len(sentences) - 1)].end if sentences else 0
        early = takewhile(lambda time: time.start < last, self._times)
        fresh = [time for time in early if self._is_fresh(time.value) and not self.dates_speech(time)]
        if not fresh or fresh[0].value != self.published:
            return fresh[:1]
        return fresh[:1] + [time for time in fresh if time.value != self.published][:1]

    def _is_fresh(self, value: str) -> bool:
        if not is_day(value):
            return False
        return 0 <= (self.document.published - date.fromisoformat(value)).days <= FRESH

    def is_ahead(self, value: str) -> bool:
        """Say whether a date lies, or an open one ends, after the day of publication."""
        first, _ = bounds_of(value.removeprefix("../"))
        return first is not None and first > self.document.published

    def is_past(self, value: str) -> bool:
        """Say whether a day, month, season or year ended before the day of publication."""
        _, last = bounds_of(value)
        return last is not None and last < self.document.published

    def kinds_in(self, number: int) -> set[str]:
        """Return the kinds of event that a sentence tells of."""
        span = self.document.sentences[number]
        found = self.mentions.within(span.start, span.end)
        return {mark.kind for mark in found if isinstance(mark, EventMention)}

    def alongside(self, statement: Statement) -> Statement | None:
        """Return the last act like one that happened, told right before it with a date."""
        for other in reversed(self.told):
            if statement.sentences[0] - other.sentences[0] > ALONGSIDE:
                return None
            alike = (other.kind, other.act) == (statement.kind, statement.act) and other.act != "hold"
            if alike and other.status == statement.status == "occurred" and other.date:
                return other
        return None

    def dates_speech(self, time: Time) -> bool:
        """Say whether a date tells when something was said."""
        before = self.document.text[max(time.start - SPOKEN_BEFORE, 0) : time.start].lower().split()
        return not SPEAKING.isdisjoint(before[-3:])

    def nearest_today(self, number: int) -> int | None:
        """Return which of the sentences that speak of today is nearest to one."""
        place = bisect_left(self.today, number)
        near = self.today[max(place - 1, 0) : place + 1]
        return min(near, key=lambda other: abs(other - number), default=None)

    def last_before(self, number: int) -> tuple[int, Time] | None:
        """Return how many sentences before one the last date stands, and the date."""
        place = bisect_left(self._starts, self.document.sentences[number].start) - 1
        if place < 0:
            return None
        time = self._times[place]
        return number - self.document.sentence_number(time.start), time


def as_date(mark: Annotation) -> Time | None:
    """Return a mark that is a date with a value; "now" is none."""
    if isinstance(mark, Time) and mark.type == "DATE" and mark.value and mark.exact.lower() != "now":
        return mark
    return None


def date_statement(scene: Scene, placed: Placed, statement: Statement, story: Story) -> None:
    """Give a statement its date, if it has any.

    Args:
        scene: its sentence.
        placed: its trigger.
        statement: what it states, without a date.
        story: the time the text moves in.
    """
    chosen = max(_allowed(candidates(scene, placed, statement, story)), key=weigh)
    if chosen.source is not None:
        statement.support.append(chosen.source)
    if statement.act == "hold" and chosen.value == story.published:
        statement.ongoing = True
    else:
        statement.date, statement.date_basis = chosen.value, chosen.basis
        statement.supposed = chosen.supposed
    story.told.append(statement)


def weigh(candidate: Candidate) -> int:
    """Return how much speaks for a candidate, in thousandths."""
    return sum(map(date_weights().get, candidate.features, repeat(0)))


@cache
def date_weights() -> dict[str, int]:
    """Return the fitted weight of each feature in thousandths, whose sums are the same on every Python."""
    return {row["feature"]: round(float(row["weight"]) * 1000) for row in load_table("date_weights.csv")}


def candidates(scene: Scene, placed: Placed, statement: Statement, story: Story) -> list[Candidate]:
    """Return the dates an event may have, "none" last."""
    use = use_of(scene, placed, statement)
    since = _since_then(use, story) if "since" in use.group else None
    if since is not None:
        return [since]
    told = features_of_statement(use)
    near = starting(scene.times, placed.first - NEAR, placed.stop + NEAR)
    near = [item for item in near if as_date(item.mark) is not None]
    found = [_stated(use, item) for item in near if not (statement.ongoing and _is_past(use, item))]
    if statement.status in AHEAD:
        found = [candidate for candidate in found if not story.is_past(candidate.value)]
    if statement.status == "occurred":
        found = [_until(story.published, c) for c in found if not story.is_ahead(c.value)]
    found += _of_one_value_each(_around(scene, statement, story, told, near))
    none = labelled("none", told)
    none.append(f"none:{min(len(near), 2)}")
    return [*found, Candidate("", "none", none)]


def _allowed(offers: list[Candidate]) -> list[Candidate]:
    """Return the candidates that grammar leaves to the weights."""
    within = [offer for offer in offers if offer.features[:1] == ["in"]]
    if not within:
        return offers
    began = [offer for offer in within if _began(offer.features)]
    if began:
        return began
    # "Freed in May in a deal": May is the day of the release.
    others = [offer for offer in within if "in:based_on" in offer.features and "owned" in offer.features]
    return [offer for offer in offers if offer not in others] if others else offers


def _began(features: list[str]) -> bool:
    """Say whether a date tells since when, right after the trigger: "held in a camp since 2020"."""
    since = "in:since" in features or "in:began" in features
    return since and "in:after" in features and STANDS_APART.isdisjoint(features)


def _since_then(use: Use, story: Story) -> Candidate | None:
    """Return the open date of what "has since" been done: from the last date named before."""
    within = [item.mark for item in use.scene.times if item.stop <= use.placed.first]
    dates = [time for time in map(as_date, within) if time is not None]
    source, last = None, story.last_before(use.scene.number)
    if not dates and last is not None and last[0] <= REMEMBERED_SENTENCES:
        source, dates = use.scene.number - last[0], [last[1]]
    if not dates or "/" in dates[-1].value:
        return None
    return Candidate(f"{dates[-1].value}/..", "anchored", [], source)


def _is_past(use: Use, item: Placed) -> bool:
    """Say whether a date before something that goes on tells of another act: "tried in May, still held"."""
    return item.stop <= use.placed.first and use.scene.words[item.first - 1] not in ("since", "from")


def _until(day: str, candidate: Candidate) -> Candidate:
    """Return a candidate that does not reach past a day."""
    value = clip(candidate.value, day)
    return candidate if value == candidate.value else candidate._replace(value=value)


def _stated(use: Use, item: Placed) -> Candidate:
    value, basis, reading = read_date(use.scene, item, use.placed, has_ended(use, item))
    return Candidate(value, basis, features_within(use, item, reading))


def _around(
    scene: Scene, statement: Statement, story: Story, told: list[str], near: list[Placed]
) -> list[Candidate]:
    """Return the dates the text offers a statement, named elsewhere or not at all."""
    dated = "dated" if near else "undated"
    today = story.nearest_today(scene.number)
    names = _publication(scene, statement, story, told, today)
    offers = [Candidate(story.published, "anchored", names, today, True)]
    for opening in story.openings:
        if all(item.mark is not opening for item in near):
            plain = [name for name in told if "+" not in name]
            rank = [] if opening is story.openings[0] else ["second"]
            names = labelled("opening", [*plain, *rank, dated])
            offers.append(_opening(scene, statement, story, opening, names))
    last = story.last_before(scene.number)
    if last is not None and last[0] <= REMEMBERED_SENTENCES:
        distance, time = last
        names = [f"last:{distance}", f"last:{dated}"]
        if story.dates_speech(time):
            names.append("last:speech")
        offers.append(Candidate(time.value, "anchored", names, scene.number - distance, True))
    other = story.alongside(statement)
    return offers if other is None else [*offers, _alongside(statement, other, dated)]


def _opening(scene: Scene, statement: Statement, story: Story, opening: Time, names: list[str]) -> Candidate:
    """Return the day the opening is about, with what its sentence says of it."""
    source = story.document.sentence_number(opening.start)
    distance = scene.number - source
    where = "ahead" if distance < 0 else "near" if distance <= REMEMBERED_SENTENCES else "far"
    kinds = story.kinds_in(source)
    tells = "same" if statement.kind in kinds else "other" if kinds else "nothing"
    names += [f"opening:{where}", f"opening:{tells}", f"opening:{tells}+{names[-1].rpartition(':')[2]}"]
    return Candidate(opening.value, "anchored", names, source, True)


def _alongside(statement: Statement, other: Statement, dated: str) -> Candidate:
    """Return the date of an act like it told right before: "A was tried on Monday. B was tried"."""
    distance = statement.sentences[0] - other.sentences[0]
    names = [
        f"alongside:{distance}",
        f"alongside:{distance}+{dated}",
        f"alongside:{'supposed' if other.supposed else 'stated'}",
        f"alongside:{kind_of(statement)}",
    ]
    source = other.sentences[0] if distance else None
    return Candidate(other.date, other.date_basis, names, source, other.supposed)


def _of_one_value_each(offers: list[Candidate]) -> list[Candidate]:
    """Return some candidates with those of one value made one, which has the features of all."""
    found: dict[str, Candidate] = {}
    for offer in offers:
        same = found.get(offer.value)
        if same is None:
            found[offer.value] = offer
        else:
            source = same.source if same.source is not None else offer.source
            found[offer.value] = same._replace(features=same.features + offer.features, source=source)
    return list(found.values())


def _publication(
    scene: Scene, statement: Statement, story: Story, told: list[str], today: int | None
) -> list[str]:
    """Return what speaks for the day of publication."""
    names = labelled("published", told)
    if today is not None:
        names += ["today", f"today:{statement.status}", f"today:{kind_of(statement)}"]
        if abs(scene.number - today) <= 1:
            names.append("today:near")
    if not story.names_other_days:
        names += ["undated", f"undated:{statement.status}"]
    return names


def resolve_delays(events: list[Statement], lead: dict[int, Statement]) -> None:
    """Date the events that a text places some days from another, once that one has its date."""
    for event in events:
        if event.after is not None and not event.date:
            anchor = lead.get(id(event.after), event.after)
            day = anchor.date.partition("/")[0] if event.lasted else anchor.date  # "Last week, a year after".
            if is_day(day) or (event.lasted and is_month(day)):
                event.support += [*anchor.sentences, *anchor.support]
                began = start_before(day, event.lasted)
                event.date = began if event.lasted else shift_day(day, event.delay)
                event.date_basis = "anchored" if event.date else "none"
                if event.lasted and event.date:
                    _take_exact_start(event, events)


def _take_exact_start(event: Statement, events: list[Statement]) -> None:
    """Take for when custody began the day or month of the one arrest told of that time."""
    about = event.date.removesuffix("~")
    exact = [e for e in events if e.kind == event.kind and e.act == "arrest" and _is_about(e.date, about)]
    if len({other.date for other in exact}) == 1:
        event.date = exact[0].date
        event.support += exact[0].sentences


def _is_about(value: str, about: str) -> bool:
    """Say whether a day or month lies in a year or month."""
    return value.startswith(about) and (is_day(value) or is_month(value))
