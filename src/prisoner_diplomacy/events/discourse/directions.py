"""The two directions of an exchange: "each side freed nine" is nine of theirs for nine of ours."""

from collections.abc import Iterator
from dataclasses import replace

from prisoner_diplomacy.events.discourse.holders import Holders
from prisoner_diplomacy.events.statements import Party, Statement, countries_of

Sides = tuple[str, str]


def tell_directions(statements: list[Statement], holders: Holders) -> None:
    """Part what each of two sides frees into one row a direction, and let "the swap" mean the first of both.

    Args:
        statements: the reports of a text, in its order; those parted take the place of the one they were.
        holders: who holds whom in it.
    """
    statements[:] = [part for statement in statements for part in _directions(statement, holders)]
    freed: dict[int, list[Statement]] = {}
    for statement in statements:
        if _is_directed(statement):
            freed.setdefault(statement.sentences[0], []).append(statement)
    for statement in statements:
        if _tells_both(statement):
            number = statement.sentences[0]
            near = [other for n in (number - 1, number, number + 1) for other in freed.get(n, [])]
            _join(statement, [other for other in near if _is_between(statement, other)])


def _directions(statement: Statement, holders: Holders) -> Iterator[Statement]:
    sides = _sides(statement, holders) if statement.mutual else None
    if sides is None or statement.count.low is None:
        yield statement
        return
    for side, other in (sides, sides[::-1]):
        yield replace(
            statement,
            actors=_those_of(side, statement.actors),
            targets=[*(party for party in statement.targets if not party.countries), Party("", (other,))],
            mentions=list(statement.mentions),
            sentences=list(statement.sentences),
            support=list(statement.support),
        )


def _sides(statement: Statement, holders: Holders) -> Sides | None:
    """Return the two that exchange: those who act, those of the text's exchange, those of the sentence."""
    known = tuple(country for side in holders.sides for country in side)
    likely = tuple(country for side in holders.likeliest for country in side)[:2]
    for found in (countries_of(statement.actors), known, statement.about, likely):
        if len(found) == 2:
            return found[0], found[1]
    return None


def _those_of(side: str, parties: list[Party]) -> list[Party]:
    return [party for party in parties if party.countries == (side,)] or [Party("", (side,))]


def _is_directed(statement: Statement) -> bool:
    happening = statement.kind == "release" and statement.status == "occurred"
    return happening and statement.count.low is not None and len(countries_of(statement.actors)) == 1


def _tells_both(statement: Statement) -> bool:
    exchanged = statement.act == "exchange" and statement.status == "occurred"
    return exchanged and statement.count.low is None and len(countries_of(statement.actors)) > 1


def _is_between(statement: Statement, other: Statement) -> bool:
    """Say whether people go from one to the other of those who exchange."""
    return {*countries_of(other.actors), *countries_of(other.targets)} <= {*countries_of(statement.actors)}


def _join(exchange: Statement, freed: list[Statement]) -> None:
    """Let an exchange mean the first of two directions told near it, and give both its day."""
    if len({countries_of(statement.actors) for statement in freed}) < 2:
        return
    for statement in freed:
        if not statement.date:
            statement.date, statement.date_basis = exchange.date, exchange.date_basis
            statement.support = [*statement.support, *exchange.sentences]
    exchange.actors, exchange.targets = freed[0].actors, freed[0].targets
