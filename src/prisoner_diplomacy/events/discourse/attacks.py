"""Who attacks whom, where a row says one of them alone."""

from collections import Counter

from prisoner_diplomacy.events.discourse.protagonists import Countries, Protagonists
from prisoner_diplomacy.events.phrases import OUTLAWS
from prisoner_diplomacy.events.statements import Party, Statement, countries_of
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.document import Document

SENDERS = grammar("senders")
BROKERS = grammar("brokers")
BOMBS = grammar("bombs")
SHARE_OF_A_RIVAL = 0.2


def fill_attacks(document: Document, statements: list[Statement], states: Protagonists) -> None:
    """Give attacks without an author, or on nobody of a known country, those of the others."""
    attacks = [statement for statement in statements if statement.kind == "military"]
    authors = Counter(c for statement in attacks for c in countries_of(statement.actors))
    victims = Counter(c for statement in attacks for c in countries_of(statement.targets))
    anonymous = not authors and any(
        _is_anonymous(document, statement) or _are_outlaws(statement) for statement in attacks
    )
    for statement in attacks:
        unseen = (anonymous and not statement.actors) or _are_outlaws(statement)
        if not countries_of(statement.actors) and not unseen:
            author = _author(statement, authors, states)
            statement.actors = [*statement.actors, *[Party("", (country,)) for country in author]]
        mine = countries_of(statement.actors)
        statement.targets = [p for p in statement.targets if not p.countries or set(p.countries) - set(mine)]
        if not countries_of(statement.targets):
            victim = _victim(statement, victims, states, mine)
            statement.targets = [*statement.targets, *[Party("", (country,)) for country in victim]]


def _is_anonymous(document: Document, statement: Statement) -> bool:
    """Say whether an attack is one of those that nobody may have owned up to: "a blast killed nine"."""
    if statement.actors:
        return False
    return not BOMBS.isdisjoint(document.sentence_words(statement.sentences[0])[1])


def _are_outlaws(statement: Statement) -> bool:
    """Say whether those who attack are armed and of no known state: "gunmen on motorbikes"."""
    return any(
        not party.countries and not OUTLAWS.isdisjoint(party.name.lower().split())
        for party in statement.actors
    )


def _author(statement: Statement, authors: Counter[str], states: Protagonists) -> Countries:
    """Return whose attack it is: of the place, for a group of no known country, else the text's attacker."""
    if statement.actors and statement.about:
        return statement.about[:1]
    theirs = countries_of(statement.targets) or statement.about[:1]
    others = [country for country, _ in authors.most_common() if country not in theirs]
    return tuple(others[:1]) or rival(states, theirs)


def _victim(statement: Statement, victims: Counter[str], states: Protagonists, mine: Countries) -> Countries:
    """Return on whom an attack was: a state the sentence names, else the text's victim."""
    near = [country for country in (*statement.about, *victims) if country not in mine]
    other = states.first(*mine, *BROKERS)
    at_home = bool(mine) and (not other or states.shares[other[0]] < SHARE_OF_A_RIVAL)
    return tuple(near[:1]) or statement.about[:1] or (mine if at_home else other)


def rival(states: Protagonists, victims: Countries) -> Countries:
    """Return the state at war with some: another one that a text is mainly about, if it is no bystander."""
    likely = [c for c, share in states.shares.items() if share > SHARE_OF_A_RIVAL and c not in SENDERS]
    return tuple([country for country in likely if country not in victims][:1])
