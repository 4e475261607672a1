"""Streams of generated articles, with what is true of each: which event each report is about."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import NamedTuple

from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.simulation.background import off_topic
from prisoner_diplomacy.simulation.telling import Claim, Sentence, claim, filler, shifted, tell
from prisoner_diplomacy.simulation.wording import load_wording
from prisoner_diplomacy.simulation.world import DAYS_BETWEEN, START, TrueEvent, true_events

ON_TOPIC = 0.1
"""Share of the articles that report an event of ours, as a mixed corpus of news has them."""
REMEMBERED = 200
"""How many events before it an article may look back on."""
ANNOUNCED, DENIED, UPDATED, CORRECTED, LOOKS_BACK = 0.15, 0.08, 0.25, 0.08, 0.25
"""Shares of events announced before, denied, updated, corrected; of texts that look back on another event."""
DISPUTED, LATE_COUNT, WRONG_DAY = 0.15, 0.2, 0.03
"""Shares of events with disputed numbers; of first reports with too low a number, or a wrong day."""
FEWEST_DISPUTED, FEWEST_LATE = 4, 9
LEANING = 2
"""How much the outlets at the head of the list print more than the others; 1 would be all alike."""
CARRIED, MOST_COPIES, MOST_TEXTS = 0.5, 30, 15
"""Share of texts that come from an agency, and how often one is copied at the most."""


class Reported(NamedTuple):
    """A true event, the row that a perfect reader makes of what an article says, and where it says so."""

    event: str
    row: Event
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GeneratedArticle:
    """An article with its truth.

    ``origin`` is the same for all that carry one text, word for word or edited; ``credit`` the agency that
    the text names.
    """

    id: str
    text: str
    published: date
    publisher: str
    url: str
    title: str
    origin: str
    credit: str
    reported: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text before an outlet prints it: headline, credit, and paragraphs of sentences."""

    headline: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    published: date
    credit: str = ""
    origin: str = ""


def generate(
    articles: int, seed: int = 0, on_topic: float = ON_TOPIC, days_between: int = DAYS_BETWEEN
) -> Iterator[GeneratedArticle]:
    """Yield articles of invented outlets on invented events and on other matters, the same for one seed.

    Outlets copy agencies word for word or lightly edited, raise numbers, correct them and differ over them,
    announce and deny, look back on earlier events, and name days by weekday, distance, date or month.

    Args:
        articles: how many.
        seed: another seed gives other articles.
        on_topic: the share of articles that report an event, 0 to 1.
        days_between: the most days that lie between an event and the next.
    """
    random = Random(f"prisoner-diplomacy {seed}")
    drafts = _drafts(random, days_between)
    printed, last = 0, START
    for number in range(articles):
        name = f"generated-{seed}-{number:07}"
        if printed < on_topic * (number + 1):
            draft = next(drafts)
            printed, last = printed + 1, draft.published
            yield _print(draft, name, _outlet(random))
        else:
            yield _other_matters(name, last, random)


def _other_matters(name: str, day: date, random: Random) -> GeneratedArticle:
    outlet = _outlet(random)
    headline, paragraphs = off_topic(random, outlet)
    text = "\n\n".join([headline, *paragraphs]) + "\n"
    return GeneratedArticle(name, text, day, outlet, _address(outlet, name), headline, name, "", ())


def _outlet(random: Random) -> str:
    """Return an outlet; a few print far more than the others."""
    names = load_wording()["outlets"]
    first, second = (part[int(len(part) * random.random() ** LEANING)] for part in names.values())
    return f"{first} {second}"


def _address(outlet: str, name: str) -> str:
    return f"https://{outlet.lower().replace(' ', '-')}.example/{name}"


def _drafts(random: Random, days_between: int) -> Iterator[Draft]:
    """Yield the texts on one event after another, each event's in the order they were written."""
    past: deque[TrueEvent] = deque(maxlen=REMEMBERED)
    for event in true_events(random, days_between):
        yield from Story(event, past, random).drafts()
        if event.happens:
            past.append(event)


class Story:
    """Everything that outlets write about one event."""

    def __init__(self, event: TrueEvent, past: Iterable[TrueEvent], random: Random) -> None:
        """Settle which numbers are in circulation; ``past`` is what texts may look back on."""
        self.event, self.random, self.texts = event, random, 0
        self.kin = [old for old in past if (old.section, old.actor) == (event.section, event.actor)]
        self.counts = self._counts()

    def _counts(self) -> list[int | None]:
        """Return the numbers in circulation: one, or two that differ by a few or by a fifth."""
        count = self.event.count
        if count is None or count < FEWEST_DISPUTED or self.random.random() > DISPUTED:
            return [count]
        step = max(1, round(count * self.random.choice((0.05, 0.1, 0.2))))
        return [count, count + self.random.choice((-step, step))]

    def drafts(self) -> Iterator[Draft]:
        """Yield plans, then the news in texts and copies, then denials, updates and corrections."""
        event, random = self.event, self.random
        manners = load_wording()[event.section]
        if not event.happens or (manners["plan"] and random.random() < ANNOUNCED):
            yield from self._copies("plan", event.day - timedelta(days=random.randrange(1, 6)))
        if not event.happens:
            return
        for _ in range(min(int(random.paretovariate(0.9)), MOST_TEXTS)):
            yield from self._copies("lead", event.day + timedelta(days=random.choice((0, 0, 1))))
        later = event.day + timedelta(days=random.randrange(1, 5))
        for manner, share in (("denial", DENIED), ("update", UPDATED), ("correction", CORRECTED)):
            if manners[manner] and random.random() < share:
                yield self._text(manner, later)

    def _copies(self, manner: str, day: date) -> Iterator[Draft]:
        """Yield a text and what others print of it, on the same day or the next."""
        random = self.random
        agency = random.choice(load_wording()["agencies"]) if random.random() < CARRIED else ""
        own = self._text(manner, day, agency)
        yield own
        for _ in range(min(int(random.paretovariate(1.1)), MOST_COPIES) if agency else 0):
            copy = replace(own, published=day + timedelta(days=random.randrange(2)))
            yield copy if random.random() < 0.5 else self._edited(copy, manner)

    def _edited(self, draft: Draft, manner: str) -> Draft:
        """Return a copy with a headline of its own, cut at the end, and a sentence without news exchanged."""
        random = self.random
        kept = draft.paragraphs[: max(2, len(draft.paragraphs) - random.randrange(3))]
        place = random.randrange(1, len(kept))
        first = kept[place][0]
        changed = (first if first.claim else filler(random), *kept[place][1:])
        told = draft.paragraphs[0][0].claim
        headline = tell(told, "headline", random) if told and manner == "lead" else draft.headline
        return replace(draft, headline=headline, paragraphs=(*kept[:place], changed, *kept[place + 1 :]))

    def _text(self, manner: str, day: date, agency: str = "") -> Draft:
        random, event = self.random, self.event
        happened = shifted(event.day, day, random) if random.random() < WRONG_DAY else event.day
        told = claim(event, manner, happened, self._count(manner), day, bool(agency), random)
        first = tell(told, manner, random)
        paragraphs: list[tuple[Sentence, ...]] = [(first, filler(random))]
        news = manner in ("lead", "update")
        if news:
            paragraphs.append((tell(told, "again", random), filler(random)))
        for _ in range(random.randrange(4, 12)):
            paragraphs.append(tuple(filler(random) for _ in range(random.randrange(2, 5))))
        if self.kin and random.random() < LOOKS_BACK:
            paragraphs.insert(random.randrange(2, len(paragraphs)), (self._looking_back(day, bool(agency)),))
        adjective = event.actor.adjective
        headline = tell(told, "headline", random) if news else Sentence(f"{adjective} officials in the news")
        self.texts += 1
        return Draft(headline, tuple(paragraphs), day, agency, f"{event.id}-text-{self.texts}")

    def _count(self, manner: str) -> int | None:
        count = self.event.count
        if count is None or manner in ("update", "correction"):
            return count
        if manner == "lead" and count >= FEWEST_LATE and self.random.random() < LATE_COUNT:
            return round(count * self.random.choice((0.8, 0.9)))
        return self.random.choice(self.counts)

    def _looking_back(self, day: date, lasting: bool) -> Sentence:
        old = self.random.choice(self.kin)
        told = claim(old, "background", old.day, old.count, day, lasting, self.random)
        return tell(told, "background", self.random)


class Span(NamedTuple):
    """Where a sentence that makes a claim stands in an article, and the sentence."""

    start: int
    end: int
    said: Sentence


def _print(draft: Draft, name: str, outlet: str) -> GeneratedArticle:
    """Set a draft as an outlet prints it, and note where each report stands."""
    text, spans = "", defaultdict[Claim, list[Span]](list)
    for place, paragraph in enumerate([(draft.headline,), *draft.paragraphs]):
        text += f"({draft.credit}) — " if place == 1 and draft.credit else ""
        for said in paragraph:
            if said.claim:
                spans[said.claim].append(Span(len(text), len(text) + len(said.text), said))
            text += said.text + " "
        text = text.removesuffix(" ") + "\n\n"
    reported = tuple(
        Reported(told.event.id, row_of(name, told, found), tuple((span.start, span.end) for span in found))
        for told, found in spans.items()
    )
    title = draft.headline.text
    return GeneratedArticle(
        name,
        text.removesuffix("\n"),
        draft.published,
        outlet,
        _address(outlet, name),
        title,
        draft.origin,
        draft.credit,
        reported,
    )


def row_of(article: str, told: Claim, found: list[Span]) -> Event:
    """Return the row that a perfect reader makes of what an article states about one event.

    Args:
        article: the article's id.
        told: what it states.
        found: the sentences that state it.
    """
    event = told.event
    fields = frozenset().union(*(span.said.fields for span in found))
    both = any(span.said.both for span in found)
    counted = "n" in fields or event.person_counts
    spans = ";".join(f"{span.start}-{span.end}" for span in found)
    key = sha256(f"{article}|{event.id}".encode()).hexdigest()[:12]
    codes = f"{event.actor.code};{event.target.code}" if both else event.actor.code
    return Event(
        article=article,
        event_id=key,
        mentions=spans,
        part_of="",
        kind=event.kind,
        plover_event="",
        plover_mode="",
        cameo="",
        date=told.day,
        date_basis="stated" if told.day else "none",
        actor=f"{event.actor.id};{event.target.id}" if both else event.actor.id,
        target="" if both else event.whom_named(told.number),
        actor_basis="stated",
        target_basis="none" if both else "stated",
        actor_country=codes,
        target_country="" if both else event.target.code,
        count_low=(told.low if event.count != 1 else 1) if counted else None,
        count_high=(told.high if event.count != 1 else 1) if counted else None,
        counted=event.whom,
        location=event.place if "place" in fields else "",
        status=told.status,
        attributed_to="",
        evidence=spans,
        sure=None,
        checked="",
    )
