"""What is true in a generated world: events with their days, sides and numbers, day after day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from prisoner_diplomacy.lexicon import load_table
from prisoner_diplomacy.simulation.wording import load_wording, names_of_people

START = date(2010, 1, 1)
DAYS_BETWEEN = 1
KINDS = {
    "release": "release",
    "release_of_one": "release",
    "detention": "detention",
    "sentence": "detention",
    "sanction": "sanction",
    "relief": "sanction-relief",
    "talks": "talks",
    "agreement": "agreement",
    "appointment": "appointment",
    "military": "military",
}
"""Sections of the wording, and the kind of event that each tells of."""
OFTEN = (5, 3, 3, 2, 3, 2, 3, 1, 1, 1)
"""How often a section is drawn, against the others."""
STATES = [
    "BLR", "UKR", "RUS", "POL", "LTU", "TUR", "IRN", "USA", "GBR", "CAN", "FRA", "DEU",
    "CHN", "JPN", "EGY", "VEN", "CUB", "COL", "MMR", "PAK", "AFG", "SYR", "ISR", "IRQ",
    "SAU", "IND", "NGA", "SDN", "ETH", "GEO", "ARM", "AZE", "KAZ", "MEX", "BRA", "ITA",
]  # fmt: skip
PRESENCE = [1 / rank for rank in range(3, len(STATES) + 3)]
"""How often a country is drawn, against the others."""
COUNTED = frozenset(["release", "detention", "sanction", "military"])
OF_ONE = frozenset(["release_of_one", "sentence", "appointment"])


@dataclass(frozen=True, slots=True)
class State:
    """A country as a sentence names it."""

    id: str
    code: str
    name: str
    adjective: str
    people: str
    capital: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueEvent:
    """Something that happens in a generated world, or is only announced.

    ``section`` names its wording; ``count`` is None where nobody is counted; ``happens`` is false for
    what is announced and never comes.
    """

    id: str
    section: str
    day: date
    actor: State
    target: State
    count: int | None
    whom: str
    person: str
    role: str
    place: str
    thing: str
    goods: str
    years: int
    happens: bool

    @property
    def kind(self) -> str:
        """The kind of event in the codebook's words."""
        return KINDS[self.section]

    @property
    def person_counts(self) -> bool:
        """Whether the event is done to one person by name, which counts as one without a number."""
        return self.section in OF_ONE

    def whom_named(self, number: str) -> str:
        """Return whom it is done to, as a row names the target."""
        if self.person_counts:
            return self.person
        if self.section == "relief":
            return f"{self.target.name}'s {self.goods}"
        return f"{number} {self.whom}".strip() if self.whom else self.target.id


def true_events(random: Random, days_between: int = DAYS_BETWEEN) -> Iterator[TrueEvent]:
    """Yield events without end, with at most so many days between one and the next."""
    day, number = START, 0
    while True:
        number += 1
        day += timedelta(days=random.randrange(days_between + 1))
        yield _event(f"true-{number:06}", day, random)


def _event(name: str, day: date, random: Random) -> TrueEvent:
    section = random.choices(list(KINDS), OFTEN)[0]
    actor, target = _pair(random)
    own = section in ("release", "detention") and random.random() < 0.4
    wording = load_wording()
    whom = random.choice(wording[section].get("own" if own else "whom", [""]))
    return TrueEvent(
        id=name,
        section=section,
        day=day,
        actor=actor,
        target=actor if own else target,
        count=_count(random) if section in COUNTED else 1 if section in OF_ONE else None,
        whom=_named(whom, actor if own else target),
        person=invented_person(random),
        role=random.choice(wording["roles"]),
        place=random.choice(actor.places),
        thing=random.choice(wording["things"]),
        goods=random.choice(wording["goods"]),
        years=random.randrange(2, 15),
        happens=not wording[section]["plan"] or random.random() < 0.95,
    )


def _pair(random: Random) -> tuple[State, State]:
    """Return two countries, the first ones of the list far more often than the last, as in the news."""
    actor = random.choices(states(), PRESENCE)[0]
    target = actor
    while target is actor:
        target = random.choices(states(), PRESENCE)[0]
    return actor, target


def _count(random: Random) -> int:
    """Return a number of people: small ones often, hundreds now and then."""
    return 2 + int(random.paretovariate(0.9) * random.uniform(1, 6)) % 400


def _named(text: str, state: State) -> str:
    return text.format(
        t=state.name, tadj=state.adjective, tpeople=state.people or f"{state.adjective} people"
    )


def invented_person(random: Random) -> str:
    """Return a name that nobody is known to bear: a given name and a made-up surname."""
    return f"{random.choice(names_of_people())} {invented_surname(random)}"


def invented_surname(random: Random) -> str:
    """Return a made-up surname."""
    parts = load_wording("background.toml")
    return f"{random.choice(parts['surnames_first'])}{random.choice(parts['surnames_last'])}"


@cache
def states() -> tuple[State, ...]:
    """Return the countries that take part, as the lexicon names them."""
    rows: dict[str, Any] = {row["country"]: row for row in reversed(load_table("countries.csv"))}
    return tuple(_state(rows[code]) for code in STATES)


def _state(row: dict[str, str]) -> State:
    towns = [
        place["name"]
        for place in load_table("places.csv")
        if place["country"] == row["country"] and place["label"] == "GPE"
    ]
    capital = _first(row["capital"])
    article = "the " if row["name"].startswith("United") else ""
    return State(
        id=row["id"],
        code=row["country"],
        name=article + row["name"],
        adjective=_first(row["adjectives"]),
        people=next((name for name in row["people"].split(";") if name.endswith("s")), ""),
        capital=capital,
        places=tuple(dict.fromkeys([capital, *towns[:6]])),
    )


def _first(values: str) -> str:
    return values.replace("|", ";").split(";")[0]
