"""Which reports say enough to stand alone as a row."""

from collections.abc import Callable

from prisoner_diplomacy.events.statements import (
    CUSTODY_KINDS,
    NOTHING_COUNTED,
    Statement,
    countries_of,
    people_of,
    stated_targets,
)

VERBAL = frozenset(["active", "passive", "participle", "infinitive"])
UNIONS = (("EU",), ("NATO",), ("UN",))


def is_substantial(statement: Statement) -> bool:
    """Say whether a report says enough to stand alone as a row."""
    if statement.voice == "adjective" or (statement.act == "transport" and (statement.count.low or 0) < 2):
        return False
    if (statement.kind, statement.act) == ("talks", "meet") and _within_one_body(statement):
        return False
    if statement.voice == "noun":
        return NOUNS[statement.kind](statement) if statement.kind in NOUNS else True
    return _is_told_by_verb(statement)


def is_spoken_of(statement: Statement) -> bool:
    """Say whether somebody's words in quotation marks only speak of an act, without a day or a number.

    Where the text has told of such an act before, they mean that one: "he should never have been jailed".
    """
    return statement.quoted and not statement.date and statement.count == NOTHING_COUNTED


def _is_told_by_verb(statement: Statement) -> bool:
    told, people = bool(statement.date or statement.count.low), bool(people_of(statement))
    custody = statement.kind == "detention"
    if custody and statement.voice == "participle":
        told = bool(statement.date or (statement.ongoing and statement.whom))
        return told or people or statement.count != NOTHING_COUNTED
    if (statement.kind, statement.status, statement.voice) == ("release", "negated", "passive"):
        # Not "those not yet released".
        return told or people or bool(countries_of(stated_targets(statement)))
    if statement.act == "free" and statement.status == "future" and not (told or statement.whom):
        return False
    wanted = statement.status == "hypothetical"  # "Asked for nine years for the editor".
    if custody and statement.voice in VERBAL and not (told or statement.whom or wanted):
        return False
    if statement.voice == "active" and not (told or statement.actors):
        return statement.kind not in CUSTODY_KINDS or people
    return True


def _within_one_body(statement: Statement) -> bool:
    """Say whether a union's own members met: "EU ministers, meeting in Luxembourg"."""
    if statement.status == "hypothetical":
        return False  # "The EU calls for talks".
    return countries_of([*stated_targets(statement), *statement.actors]) in UNIONS


def _is_custody_told(noun: Statement) -> bool:
    if noun.act in ("hold", "warrant"):
        return True
    if noun.act == "charge":
        return bool(noun.date and people_of(noun))
    if noun.status == "negated" and people_of(noun):
        return False  # "Denied that her arrest was about politics".
    return bool(noun.count.low or noun.whom or (noun.date and noun.status == "future"))


def _are_talks_told(noun: Statement) -> bool:
    known = noun.stated if noun.act == "call" else countries_of(noun.stated)
    return bool(noun.act == "mediate" or noun.date or known or noun.status in ("future", "hypothetical"))


def _is_deal_told(noun: Statement) -> bool:
    wished = noun.status not in ("occurred", "future")
    between_states = len(countries_of(noun.stated)) > 1
    return bool(wished or noun.concluded or noun.date or noun.named or between_states)


def _is_abuse_told(noun: Statement) -> bool:
    return noun.status != "negated"


def _is_attack_told(noun: Statement) -> bool:
    told = noun.date or noun.count.low or noun.location or noun.definite or noun.attributed_to
    return bool(noun.status == "occurred" or told or countries_of(noun.stated))


def _is_measure_told(noun: Statement) -> bool:
    senders = [party for party in noun.actors if party in noun.stated and party.countries]
    told = noun.date or noun.status != "occurred"
    return bool(noun.count.low or senders or (told and noun.whom))


def _is_release_told(noun: Statement) -> bool:
    told = noun.status in ("negated", "hypothetical") or noun.date or noun.count.low or noun.whom
    unclear = noun.act == "free" or (noun.act == "pardon" and noun.status == "future")
    return bool(not unclear or told or noun.stated)


NOUNS: dict[str, Callable[[Statement], bool]] = {
    "release": _is_release_told,
    "detention": _is_custody_told,
    "talks": _are_talks_told,
    "agreement": _is_deal_told,
    "mistreatment": _is_abuse_told,
    "military": _is_attack_told,
    "sanction": _is_measure_told,
}
"""What a noun has to tell to stand for an event, by kind."""
