"""What one mention says of an event, before mentions of the same event are joined."""

from dataclasses import dataclass, field
from typing import NamedTuple

CUSTODY_KINDS = frozenset(["release", "detention", "mistreatment"])
SANCTION_KINDS = frozenset(["sanction", "sanction-relief"])


class Party(NamedTuple):
    """Somebody who acts or is acted on: canonical id or surface text, and countries.

    ``known`` tells a marked entity, which has no country when none is given, from bare words.
    """

    name: str
    countries: tuple[str, ...] = ()
    person: bool = False
    known: bool = False


def anybody_known(parties: list[Party]) -> bool:
    """Say whether the text marks one of some parties as known."""
    for party in parties:  # noqa: SIM110 - a generator costs more than such short lists.
        if party.known:
            return True
    return False


def countries_of(parties: list[Party]) -> tuple[str, ...]:
    """Return the countries of some parties, each once, in order."""
    if len(parties) == 1 and len(parties[0].countries) < 2:
        return parties[0].countries
    return tuple(dict.fromkeys([country for party in parties for country in party.countries]))


class Count(NamedTuple):
    """How many, of what; ``None`` where a bound is open or nothing is counted."""

    low: int | None = None
    high: int | None = None
    unit: str = ""


NOTHING_COUNTED = Count()


@dataclass(slots=True)
class Statement:
    """What one mention says of an event, before mentions of the same event are joined."""

    kind: str
    act: str
    status: str
    voice: str
    mentions: list[tuple[int, int]]
    sentences: list[int]
    actors: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    count: Count = NOTHING_COUNTED
    date: str = ""
    date_basis: str = "none"
    location: str = ""
    attributed_to: str = ""
    ongoing: bool = False
    definite: bool = False
    group: int = -1
    later: bool = False
    anaphoric: bool = False
    part: bool = False
    stated: list[Party] = field(default_factory=list)
    excluded: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    concluded: bool = False
    named: bool = False
    after: "Statement | None" = None
    delay: int = 0
    lasted: str = ""
    support: list[int] = field(default_factory=list)
    further: bool = False
    other: bool = False
    headline: bool = False
    quoted: bool = False
    supposed: bool = False
    mutual: bool = False
    returning: bool = False
    whole: Count = NOTHING_COUNTED


def stated_targets(statement: Statement) -> list[Party]:
    """Return whom a report's own words name, not what the text as a whole gives."""
    return [party for party in statement.targets if party.name and party in statement.stated]


def people_of(statement: Statement) -> set[str]:
    """Return the names of the people a report is on."""
    return {party.name for party in statement.targets if party.person}
