"""Whom a state brings home from camps abroad, which are no state's prisons: it frees its own people."""

from prisoner_diplomacy.events.discourse.protagonists import Countries
from prisoner_diplomacy.events.statements import CUSTODY_KINDS, Party, Statement, anybody_known, countries_of
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.document import Document

CAMPS, REPATRIATING, FOREIGN = grammar("camps"), grammar("repatriating"), grammar("foreign")


def bring_home(document: Document, statements: list[Statement]) -> None:
    """Take the one state that repatriates people from camps for theirs, and for who frees them."""
    if CAMPS.isdisjoint(document.lower) or REPATRIATING.isdisjoint(document.lower):
        return
    custody = [statement for statement in statements if statement.kind in CUSTODY_KINDS]
    home = _home(custody)
    for statement in custody if len(home) == 1 else []:
        statement.targets = [_without_the_camps(party, home) for party in statement.targets]
        if not countries_of(statement.targets) and FOREIGN.isdisjoint(statement.whom):
            statement.targets = [*statement.targets, Party("", home)]
        if statement.kind == "release" and not anybody_known(statement.actors):
            statement.actors = [*statement.actors, Party("", home, known=True)]


def _home(custody: list[Statement]) -> Countries:
    """Return the states whose people are brought home: whom releases name, and nobody is held by."""
    releases = [statement for statement in custody if statement.kind == "release"]
    freeing = dict.fromkeys(c for s in releases for c in countries_of(s.actors))
    abroad = {c for s in custody if s.kind == "detention" for c in countries_of(s.actors)}
    freed = dict.fromkeys(c for s in releases for c in countries_of(s.targets) if c not in abroad)
    return tuple(freeing or freed)


def _without_the_camps(party: Party, home: Countries) -> Party:
    """Return people without the nation of the camps they come from: "citizens of X from Y"."""
    return party._replace(countries=home) if home[0] in party.countries else party
