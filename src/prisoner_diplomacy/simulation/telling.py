"""How an outlet tells of a true event: what it states of the day and the number, and in which words."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from prisoner_diplomacy.simulation.wording import Slots, article_before, load_wording, possessive, upper_first
from prisoner_diplomacy.simulation.world import TrueEvent, invented_person, states

NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
NEAR = 5
"""Days within which a weekday alone names a day, also in a copy printed a day later."""
FIELD = re.compile(r"\{(\w+)\}")
STATUS = {"plan": "future", "denial": "negated"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text states of an event: the EDTF day and the bounds of the number; the words it does so in.

    Args:
        event: what it is about.
        manner: lead, update, correction, plan, denial or background, as the wording has them.
        day, day_words: EDTF as the words mean it, and the words; empty when no day is given.
        low, high, number: the bounds of the number, and the words; None and empty when none is given.
    """

    event: TrueEvent
    manner: str
    day: str = ""
    day_words: str = ""
    low: int | None = None
    high: int | None = None
    number: str = ""

    @property
    def status(self) -> str:
        """Whether the text says that it happened, will happen, or did not."""
        return STATUS.get(self.manner, "occurred")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the claim it makes, the fields of its template, and whether both sides act in it."""

    text: str
    claim: Claim | None = None
    fields: frozenset[str] = frozenset()
    both: bool = False


def claim(
    event: TrueEvent,
    manner: str,
    day: date,
    count: int | None,
    published: date,
    lasting: bool,
    random: Random,
) -> Claim:
    """Return what a text of a day states, in words of its own.

    Args:
        event: what it is about.
        manner: how it is told.
        day: the day that the outlet has for it.
        count: the number that the outlet has for it.
        published: the day of the text.
        lasting: whether the words must still be true in a copy printed a day later.
        random: what the words are drawn from.
    """
    words, value = _day_words(day, published, lasting, random)
    told = Claim(event, manner, value, words)
    if count is None:
        return told
    low, high, number = _number_words(count, random)
    return replace(told, low=low, high=high, number=number)


def tell(told: Claim, part: str, random: Random) -> Sentence:
    """Return a sentence of a claim, drawn from a part of its section's wording.

    What a template does not ask for stays unsaid.
    """
    template = random.choice(load_wording()[told.event.section][part])
    fields = frozenset(FIELD.findall(template.lower()))
    both = " and {t}" in template
    return Sentence(upper_first(template.format_map(_slots(told, random))), told, fields, both)


def filler(random: Random) -> Sentence:
    """Return a sentence that reports nothing."""
    makers = {
        "filler_person": lambda: invented_person(random),
        "filler_place": lambda: random.choice(random.choice(states()).places),
    }
    return Sentence(random.choice(load_wording()["filler"]["sentences"]).format_map(Slots(makers)))


def _slots(told: Claim, random: Random) -> Slots:
    event, pick = told.event, random.choice
    source = pick(load_wording()["sources"])
    known = {
        "a": event.actor.name,
        "aadj": event.actor.adjective,
        "an_a": article_before(event.actor.adjective),
        "an_t": article_before(event.target.adjective),
        "tpos": possessive(event.target.name),
        "Apos": upper_first(possessive(event.actor.name)),
        "t": event.target.name,
        "T": upper_first(event.target.name),
        "tadj": event.target.adjective,
        "n": told.number,
        "N": upper_first(told.number),
        "whom": event.whom,
        "day": told.day_words,
        "Day": upper_first(told.day_words),
        "place": event.place,
        "person": event.person,
        "surname": event.person.split()[-1],
        "role": event.role,
        "thing": event.thing,
        "goods": event.goods,
        "years": NUMBERS[event.years],
        "source": source,
        "Source": upper_first(source),
    }
    makers = {
        "A": lambda: upper_first(event.actor.capital if random.random() < 0.1 else event.actor.name),
        "wrong": lambda: str((told.low or told.high or 20) + random.randrange(3, 30)),
        "age": lambda: str(random.randrange(20, 70)),
    }
    return Slots(makers, known.items())


def _day_words(day: date, published: date, lasting: bool, random: Random) -> tuple[str, str]:
    ahead = (day - published).days
    if ahead == -1 and not lasting and random.random() < 0.15:
        return "yesterday", str(day)
    if -2 * NEAR < ahead <= -2 and not lasting and random.random() < 0.3:
        return f"{NUMBERS[-ahead]} days ago", str(day)
    if -NEAR <= ahead <= NEAR and random.random() < 0.75:
        return f"on {day:%A}", str(day)
    if ahead < -31 and random.random() < 0.4:
        return f"in {day:%B %Y}", f"{day:%Y-%m}"
    year = f" {day.year}" if abs(ahead) > 100 or random.random() < 0.3 else ""
    if random.random() < 0.5:
        return f"on {day.day} {day:%B}{year}", str(day)
    return f"on {day:%B} {day.day}{',' if year else ''}{year}", str(day)


def _number_words(count: int, random: Random) -> tuple[int | None, int | None, str]:
    written = NUMBERS[count] if count < len(NUMBERS) and random.random() < 0.6 else f"{count:,}"
    draw = random.random()
    if draw < 0.06:
        return count, None, f"at least {written}"
    if draw < 0.09:
        return count, count, f"about {written}"
    return count, count, written


def shifted(day: date, published: date, random: Random) -> date:
    """Return the day before or after, as a careless report has it; never one that is still to come."""
    return day + timedelta(days=random.choice((-1, 1)) if day < published else -1)
