"""Whom told of before a report on people means that only points back: "they", "the man", "one of them"."""

from prisoner_diplomacy.events.discourse.groups import COMMON_NOUNS, HELD_NOUNS, singular
from prisoner_diplomacy.events.statements import CUSTODY_KINDS, Statement, countries_of
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.noun_phrases import person_nouns

SINGULAR_PRONOUNS = grammar("person_pronouns")
PRONOUNS = SINGULAR_PRONOUNS | {"they", "them", "their", "both", "all", "these", "those"}
DEFINITE = frozenset(["the", "these", "those", "both", "this", "that", "all"])
WHOLE = frozenset(["the", "these", "those", "they", "them", "both"])
OTHERS = frozenset(
    ["other", "others", "another", "second", "third", "fourth", "rest", "remaining", "them", "whom"]
)
SOME = grammar("pointing_to_people") - PRONOUNS - OTHERS
# How many sentences back those may be told of whom a pronoun means, and those of whom some are counted.
NEAR, FURTHER, UNSAID = 2, 4, 1
# How many a vague number says there are at the least.
VAGUE_NUMBERS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
# How many "others" may be who are like a smaller group told of before.
FEW = 9


def antecedent_of(statement: Statement, earlier: list[Statement]) -> Statement | None:
    """Return the last report before one that tells of the people it points back to, and of their nation.

    Args:
        statement: a report whose people have no stated nation.
        earlier: the reports on custody before it, in text order.
    """
    words = statement.whom
    if any(party.person for party in statement.targets):
        return None
    if not words:
        return _last_told(statement, earlier)
    reach = _reach(words)
    for other in reversed(earlier if reach else []):
        far = statement.sentences[0] - other.sentences[0] > reach
        if far and not _is_that_number(statement, other):
            continue
        if other.kind in CUSTODY_KINDS and _may_be(statement, other):
            return other
    return None


def _last_told(statement: Statement, earlier: list[Statement]) -> Statement | None:
    """Return the report just before one that leaves unsaid of whom it tells: "detained in May, he …"."""
    if statement.act == "exchange":
        return None
    for other in reversed(earlier):
        if statement.sentences[0] - other.sentences[0] > UNSAID:
            return None
        if countries_of(other.targets):
            return other if _held_alike(statement, other) else None
    return None


def _held_alike(statement: Statement, other: Statement) -> bool:
    """Say whether nothing tells that the people of two reports are held by different states."""
    mine, theirs = countries_of(statement.actors), countries_of(other.actors)
    return not (mine and theirs and set(mine).isdisjoint(theirs))


def _is_that_number(statement: Statement, other: Statement) -> bool:
    """Say whether "the 83" are those of whom a text tells that they are as many."""
    number = statement.count.low
    return statement.whom[0] == "the" and number == other.count.low and (number or 0) > FEW


def _reach(words: tuple[str, ...]) -> int:
    """Return how many sentences back those may stand whom some words mean; 0 for words that name anew."""
    if len(words) == 1 and words[0] in PRONOUNS:
        return NEAR
    if words[0] in DEFINITE:
        return FURTHER
    return NEAR if _are_some(words) and (len(words) == 1 or not OTHERS.isdisjoint(words)) else 0


def _are_some(words: tuple[str, ...]) -> bool:
    """Say whether words mean some of a group or others beside it: "one", "two of them", "a third"."""
    return words[0] in SOME or not OTHERS.isdisjoint(words)


def _may_be(statement: Statement, other: Statement) -> bool:
    """Say whether a report may be about people of another: by number, noun and holder."""
    if not countries_of(other.targets):
        return False
    if len(countries_of(other.targets)) > 1 and not are_all(statement):
        return False  # Of which of its nations some of a group are, nobody says.
    alike = _held_alike(statement, other) and _numbers_agree(statement, other)
    return alike and _nouns_agree(statement.whom, other.whom)


def _numbers_agree(statement: Statement, other: Statement) -> bool:
    words = statement.whom
    if not OTHERS.isdisjoint(words):
        return least_number(statement) <= max(other.count.low or 1, FEW)
    if _are_some(words):
        return other.count.low is None or other.count.low > least_number(statement)
    if other.count.low is not None and least_number(statement) > other.count.low:
        return False
    one = statement.count.low == 1 or words[0] in SINGULAR_PRONOUNS
    return (other.count.low == 1) is one and statement.count.low in (None, other.count.low)


def are_all(statement: Statement) -> bool:
    """Say whether words mean the whole of those told of before: "the men", "they"."""
    whole = statement.whom[0] in WHOLE or (statement.whom[0] == "all" and len(statement.whom) < 3)
    return whole and OTHERS.isdisjoint(statement.whom)


def least_number(statement: Statement) -> int:
    """Return how many people a report is about at the least: "12", "hundreds"."""
    return statement.count.low or max((VAGUE_NUMBERS.get(word, 1) for word in statement.whom), default=1)


def _nouns_agree(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    nouns = {singular(word) for word in words if word in person_nouns()} - COMMON_NOUNS - HELD_NOUNS
    return not nouns or not nouns.isdisjoint(map(singular, others))
