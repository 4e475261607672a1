"""The one clause grammar: subjects, objects and whole noun phrases over words and the marks laid on them.

It needs a ``Scene``: the words of a sentence with the entities, quantities and times found so far.
Events read their roles with it; quotes can read their speakers the same way from a scene that holds
entities alone: ``subject(scene, place of the verb)``.
"""

from typing import TypeGuard

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity
from prisoner_diplomacy.text.noun_phrases import (
    GENERIC_HEADS,
    HARD_BREAKS,
    LONGEST_MODIFIER,
    NOT_A_SUBJECT_AFTER,
    NUMERALS,
    PHRASE_ENDS,
    PREDETERMINERS,
    PRONOUNS,
    QUOTATION_MARKS,
    RELATIVES,
    SEPARATORS,
    NounPhrase,
    Phrase,
    is_contracted,
    noun_phrases,
    person_nouns,
)
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting
from prisoner_diplomacy.text.several import (
    MAY_OPEN_CLAUSE,
    SINGULAR_VERBS,
    joined_at_end,
    several_before,
    subject_of_joined,
)
from prisoner_diplomacy.text.shifted import past_insertion
from prisoner_diplomacy.text.verbs import BE, DETERMINERS, HAVE, MODALS, SUBJECT_PRONOUNS

COORDINATORS = grammar("coordinators")
OCCUPATIONS = grammar("occupations")
REPORTING = grammar("reporting")
ARRANGING = grammar("arranging")
SHARING, DASHES = COORDINATORS | {","}, frozenset(["—", "–", "--"])
MAIN_BREAKS = DASHES | QUOTATION_MARKS | {";", ":"}
NP_BREAKS = (
    RELATIVES | COORDINATORS | frozenset([",", "return", "exchange", "addition", "turn", "while", "whereas"])
)
AGENT_ENDS = BE | HAVE | {";", ".", "who", "which", "after", "when"}
COMPLEMENT_ENDS = QUOTATION_MARKS | {";", ".", "who", "which", "after", "when"}
NO_MODIFIER_AFTER = PHRASE_ENDS | DETERMINERS
# What parts a mark from a noun after it; "hundreds of prisoners" are one phrase.
APART = (HARD_BREAKS | NOT_A_SUBJECT_AFTER) - {"of"}
LONGEST_OBJECT, VERB_ENDINGS = 40, ("ing", "ed")


def subject(scene: Scene, group: int) -> Phrase:
    """Return the subject of the verb group that starts at a word of the sentence.

    The subject of a relative clause is what the clause belongs to; a verb that shares its subject
    with the verb before it takes the subject of the sentence.
    """
    words = scene.words
    if words[group - 2 : group] == ["of", "whom"]:
        return Phrase(scene, group - 3, group, scene.between(group - 3, group))
    if words[group : group + 1] == ["being"]:
        return noun_phrase_before(scene, group)
    relative = _relative_before(scene, group)
    if relative is not None:
        return _antecedent(scene, relative, group)
    if group and words[group - 1] in SUBJECT_PRONOUNS:
        return Phrase(scene, group - 1, group, scene.between(group - 1, group))
    if group < len(words) and is_contracted(words[group]):
        return Phrase(scene, group, group + 1, scene.between(group, group + 1))
    whole = several_before(scene, group)
    if whole is not None:
        return whole
    adjacent = _adjacent_phrase(scene, group)
    if adjacent is not None:
        return adjacent
    inserted = _insertion_start(scene, group)
    if inserted is not None:
        return noun_phrase_before(scene, inserted)
    joined = subject_of_joined(scene, group)
    if joined is not None:
        return joined
    start = _main_start(scene, group) if _resumes(scene, group) else _clause_start(scene, group)
    if words[start].endswith("ing") and not scene.holds_item(start, start + 1):
        start = _main_start(scene, group)  # "Arrested while visiting X and held": not X is held.
    phrase = _first_phrase(scene, start, group)
    if start and words[start - 1] == "whom" and not (phrase and phrase.stop == group):
        return noun_phrase_before(scene, start - 1)  # "Those whom X calls spies are behind bars".
    if phrase:
        return phrase
    if _shares_subject(scene, group):
        return _first_phrase(scene, max(group - REACH, 0), group)
    return noun_phrase_before(scene, group)


def _antecedent(scene: Scene, relative: int, group: int) -> Phrase:
    """Return what a relative clause is about: of several joined, with a verb for one alone, the last."""
    item = scene.item_ending.get(relative - 1)
    if scene.words[relative - 1 : relative + 1] == [",", "which"] and _is_body(item):
        return Phrase(scene, item.first, item.stop, [item])
    found = noun_phrase_before(scene, relative)
    if scene.words[group] in SINGULAR_VERBS and len(found.parts) > 1:
        last = found.parts[-1]
        return Phrase(scene, last.first, last.stop, last.items, [last])
    return found


def _is_body(item: Placed | None) -> TypeGuard[Placed]:
    """Say whether a mark names a state or a body."""
    return item is not None and isinstance(item.mark, Entity) and item.mark.label in ("GPE", "ORG")


def clause_subject(scene: Scene, number: int) -> Phrase:
    """Return the subject of the clause in which a word stands that is no verb, else of those around it."""
    near = _first_phrase(scene, _clause_start(scene, number), number)
    if near.entities:
        return near
    found = _first_phrase(scene, _main_start(scene, number), number)
    return found if found.items else _first_phrase(scene, max(number - REACH, 0), number)


def _first_whom(scene: Scene, number: int) -> int:
    """Return the first "whom" of clauses joined: "a man whom X held and whom Y tried"."""
    if scene.words[number - 1 : number] != ["and"]:
        return number
    earlier = (n for n in range(number - 2, max(number - REACH, 0), -1) if scene.words[n] == "whom")
    return next(earlier, number)


def relative_object(scene: Scene, group: int, acting: Phrase) -> Phrase | None:
    """Return whom a clause is about that has no object: "a man whom X held", "the men X is holding"."""
    for number in range(group - 1, max(group - 7, 0), -1):
        if scene.words[number] == "whom":
            if scene.words[number - 1] == "of":  # "Two of whom X arrested".
                first = max(number - 2, 0)
                return Phrase(scene, first, number + 1, scene.between(first, number + 1))
            return noun_phrase_before(scene, _first_whom(scene, number))
    if (
        acting
        and 0 < acting.first <= acting.stop <= group
        and scene.words[acting.first - 1] not in SEPARATORS
    ):
        found = noun_phrase_before(scene, acting.first)
        return found if found and found.stop == acting.first else None
    return None


def _adjacent_phrase(scene: Scene, group: int) -> Phrase | None:
    """Return the marked phrase that ends right before the verb and that no preposition governs."""
    items = scene.between(group - REACH, group)
    if not items or items[-1].stop < group - 2 or not SHARING.isdisjoint(scene.words[items[-1].stop : group]):
        return None
    joined = joined_at_end(scene, items)
    if joined[0].first - 1 in scene.triggered:
        joined = joined[-1:]
    if is_governed(scene, joined[0], 0):
        listed = COORDINATORS.isdisjoint(scene.words[joined[0].first : group])
        if len(joined) < 2 or not listed or is_governed(scene, joined[-1], 0):
            return None
        joined = joined[-1:]
    return _with_names(scene, _whole(scene, joined, group))


def _whole(scene: Scene, joined: list[Placed], stop: int) -> Phrase:
    """Return the phrase around some joined marks, from its determiner to its noun."""
    number = joined[0].first
    first = _opening(scene, number, 3 if number in scene.counted else LONGEST_MODIFIER)  # "The other nine".
    found = noun_phrases(scene, first, stop)
    end = max(joined[-1].stop, found[-1].stop if found else 0)
    return Phrase(scene, first, end, scene.between(first, end))


def _opening(scene: Scene, number: int, reach: int = LONGEST_MODIFIER) -> int:
    """Return where the phrase begins that holds a word: at its determiner, if it has one nearby."""
    words = scene.words
    for place in range(number - 1, max(number - reach, -1), -1):
        word = words[place]
        if word in PHRASE_ENDS and word not in PREDETERMINERS:
            break
        if word in DETERMINERS or word in PREDETERMINERS:
            return place
        if place in scene.dated or place in scene.triggered or not word[:1].isalnum():
            break
    return number


def _relative_before(scene: Scene, group: int) -> int | None:
    for number in range(group - 1, max(group - 4, -1), -1):
        if scene.words[number] in ("who", "which") or (scene.words[number] == "that" and number == group - 1):
            return number
        if scene.words[number] not in (",", "have", "has", "had"):
            return None
    return None


def _clause_start(scene: Scene, group: int) -> int:
    limit = max(group - REACH, 0)
    for number in range(group - 1, limit - 1, -1):
        word = scene.words[number]
        if word not in MAY_OPEN_CLAUSE:
            continue
        before = scene.words[number - 1] if number else ""
        if word == "which":
            opens = before in NOT_A_SUBJECT_AFTER
        elif word == "and":
            opens = before == "," and scene.holds_item(number + 1, group)
        else:
            opens = True
        if opens:
            return number + 1
    return limit


def _insertion_start(scene: Scene, group: int) -> int | None:
    """Return where the insertion between dashes starts that ends right before a word."""
    if not group or scene.words[group - 1] not in DASHES:
        return None
    return next((n for n in range(group - 2, max(group - REACH, 0), -1) if scene.words[n] in DASHES), None)


def _resumes(scene: Scene, group: int) -> bool:
    """Say whether a verb goes on with the main clause after an insertion: "X, who …, has freed"."""
    before = scene.words[max(group - 2, 0) : group]
    return before[-1:] == [","] or (before[-1:] in (["and"], ["but"]) and before[0] == ",")


def _main_start(scene: Scene, group: int) -> int:
    """Return where the main clause starts that holds a word: after a semicolon or quotation mark."""
    limit = max(group - REACH, 0)
    for number in range(group - 1, limit - 1, -1):
        word = scene.words[number]
        if word in MAIN_BREAKS or (word == "that" and number and _reports(scene.words[number - 1])):
            return number + 1
    return limit


def _reports(word: str) -> bool:
    return word in REPORTING or word.endswith("ed")


def _shares_subject(scene: Scene, group: int) -> bool:
    return not SHARING.isdisjoint(scene.words[max(group - 3, 0) : group])


def _first_phrase(scene: Scene, start: int, stop: int) -> Phrase:
    """Return the first noun phrase between two words that no preposition governs."""
    number, governed = start, False
    while number < stop:
        word = scene.words[number]
        if not governed and (word in SUBJECT_PRONOUNS or is_contracted(word)):
            return Phrase(scene, number, number + 1, scene.between(number, number + 1))
        found = [] if number in scene.dated else noun_phrases(scene, number, stop)
        if found and not governed and _may_act(scene, found[0]):
            return Phrase(
                scene, found[0].first, found[-1].stop, scene.between(found[0].first, found[-1].stop)
            )
        if found:
            number, governed = found[0].stop, False
        else:
            governed = scene.words[number] in NOT_A_SUBJECT_AFTER
            number += 1
    return Phrase(scene, stop, stop, [])


def _may_act(scene: Scene, phrase: NounPhrase) -> bool:
    """Say whether a phrase is one for people, a body or a state, or at least opens like a noun phrase."""
    if phrase.head >= 0 or any(isinstance(item.mark, Entity) for item in phrase.items):
        return True
    counted = phrase.stop - phrase.first == 1 or scene.words[phrase.first + 1] == "of"
    return scene.words[phrase.first] in DETERMINERS or (counted and scene.words[phrase.first] in NUMERALS)


def is_governed(scene: Scene, item: Placed, start: int) -> bool:
    """Say whether a preposition governs a mark, so that it is no subject."""
    for number in range(item.first - 1, max(item.first - 5, start - 1), -1):
        word = scene.words[number]
        if word in NOT_A_SUBJECT_AFTER:
            return True
        if word in NP_BREAKS or number in scene.dated:
            return False
    return False


def noun_phrase_before(scene: Scene, stop: int) -> Phrase:
    """Return the noun phrase that ends right before a word, appositions and "of X" skipped."""
    items = [item for item in scene.between(stop - REACH, stop) if stop - item.stop <= 14]
    head = _plain_head(scene, stop)
    if head is not None and not any(_holds(scene, item, head) for item in items):
        named = items[-1:] if items and _is_described(scene, items[-1], head) else []
        if named:
            return Phrase(scene, named[0].first, named[0].stop, named)
        first = _opening(scene, head)
        joined = scene.words[max(first - 2, 0) : first]
        if joined[1:] == ["and"] and joined[0] in person_nouns():
            first = _opening(scene, first - 2)
        return Phrase(scene, first, head + 1, scene.between(first, head + 1))
    pursued = scene.words[stop : stop + 1] == ["whom"] and scene.words[stop - 1] != ","
    while len(items) > 1 and (
        (_is_attribute(scene, items[-1]) and not (pursued and head == items[-1].stop))
        or _explains(scene, items[-2], items[-1])
    ):
        items.pop()
    if not items:
        return Phrase(scene, stop, stop, [])
    return _with_names(scene, _whole(scene, joined_at_end(scene, items), stop))


def _holds(scene: Scene, item: Placed, head: int) -> bool:
    """Say whether a noun belongs to the phrase of a mark: "two prisoners", not "X, after prisoners"."""
    if not item.first <= head <= item.stop + 2:
        return False
    return head < item.stop or APART.isdisjoint(scene.words[item.stop : head])


def _with_names(scene: Scene, phrase: Phrase) -> Phrase:
    """Return a phrase that counts some people together with their names: "A and B, two Poles"."""
    if scene.words[max(phrase.first - 1, 0) : phrase.first] != [","] or phrase.first not in scene.counted:
        return phrase
    before = [item for item in scene.between(phrase.first - REACH, phrase.first - 1) if _is_name(item)]
    if not before or before[-1].stop != phrase.first - 1:
        return phrase
    first = joined_at_end(scene, before)[0].first
    return Phrase(scene, first, phrase.stop, scene.between(first, phrase.stop))


def _is_name(item: Placed) -> bool:
    return isinstance(item.mark, Entity) and item.mark.label == "PERSON" and item.mark.form == "named"


def _plain_head(scene: Scene, stop: int) -> int | None:
    """Return where "those" or a noun for people stands right before a word."""
    for number in range(stop - 1, max(stop - 4, -1), -1):
        if scene.words[number] in GENERIC_HEADS or scene.words[number] in person_nouns():
            return number
    return None


def _is_described(scene: Scene, item: Placed, head: int) -> bool:
    """Say whether a noun only describes the person named before it: "Ana Roe, a poet jailed in May"."""
    mark = item.mark
    if (
        not isinstance(mark, Entity)
        or mark.label != "PERSON"
        or scene.words[item.stop : item.stop + 1] != [","]
    ):
        return False
    between = scene.words[item.stop + 1 : head]
    return "," not in between or scene.words[item.stop + 2 : item.stop + 3] == [","]


def _explains(scene: Scene, named: Placed, item: Placed) -> bool:
    """Say whether a number stands in what explains a name: "Ana Roe, the founder of two papers, who …"."""
    if not isinstance(item.mark, Quantity) or scene.words[item.first - 1 : item.first] != ["of"]:
        return False
    between = scene.words[named.stop : item.first]
    person = isinstance(named.mark, Entity) and named.mark.label == "PERSON"
    told = any(number in scene.triggered or number in scene.dated for number in range(named.stop, item.first))
    return person and between[:1] == [","] and "," not in between[1:] and not told


def _is_attribute(scene: Scene, item: Placed) -> bool:
    """Say whether a mark only qualifies the noun before it: "a friend of X", "a librarian from Y"."""
    mark = item.mark
    if not isinstance(mark, Entity) or (mark.label == "PERSON" and mark.form != "named"):
        return False
    following = scene.words[item.stop] if item.stop < len(scene.words) else ""
    if mark.label == "PERSON":
        return following != "," and is_governed(scene, item, 0)
    return following in OCCUPATIONS or following in person_nouns() or is_governed(scene, item, 0)


def object_of(scene: Scene, last: int) -> Phrase:
    """Return the noun phrase that follows a verb or preposition, up to the next preposition or clause."""
    words = scene.words
    start = past_insertion(scene, last + 1)
    if words[start : start + 1] in (["of"], ["home"], ["back"]) and start + 1 not in scene.dated:
        start += 1
    if start + 1 < len(words) and words[start] in ("and", "or"):
        if start + 1 in scene.triggered:
            start = next((o.stop for o in starting(scene.mentions, start + 1, start + 2)), start)
        elif words[start + 1].endswith(VERB_ENDINGS) and words[start + 1][-2:] == words[last][-2:]:
            start += 2  # "Detaining or questioning two", "arrested and deported three".
    if start in scene.dated:
        return Phrase(scene, start, start, [])
    if start < len(words) and _is_pronoun(scene, start) and not _determines(scene, start):
        return Phrase(scene, start, start + 1, scene.between(start, start + 1))
    found = _without_next_clause(scene, noun_phrases(scene, start, min(start + LONGEST_OBJECT, len(words))))
    stop = found[-1].stop if found else start
    return Phrase(scene, start, stop, scene.between(start, stop), found)


def _without_next_clause(scene: Scene, found: list[NounPhrase]) -> list[NounPhrase]:
    """Return joined objects without those that are the subject of what follows: "X, and Y freed two"."""
    stop = found[-1].stop if found else 0
    if len(found) < 2 or stop >= len(scene.words):
        return found
    if scene.words[stop] in REPORTING:
        return found[:1]
    if scene.words[stop] in HAVE | MODALS:
        return found[:-1]
    following = next(iter(starting(scene.mentions, stop, stop + 1)), None)
    mark = following.mark if following is not None else None
    return found[:-1] if isinstance(mark, EventMention) and mark.voice == "active" else found


def _is_pronoun(scene: Scene, number: int) -> bool:
    """Say whether a word is a pronoun, and not "US"."""
    item = scene.item_at.get(number)
    named = item is not None and isinstance(item.mark, Entity) and item.mark.form != "pronominal"
    return scene.words[number] in PRONOUNS and not named


def _determines(scene: Scene, number: int) -> bool:
    """Say whether "her" or "these" stands before its noun: "freed her brother", not "freed her in May"."""
    following = number + 1
    if following >= len(scene.words) or following in scene.dated:
        return False
    if scene.words[following] == "of":
        return True
    if scene.words[number] not in DETERMINERS and scene.words[number] not in PREDETERMINERS:
        return False
    return scene.words[following][:1].isalnum() and scene.words[following] not in PHRASE_ENDS


def agent_by(scene: Scene, last: int) -> Phrase:
    """Return the agent a passive names with "by", if it stands close after the verb."""
    near = scene.words[last + 1 : last + 8]
    for number, word in enumerate(near, last + 1) if "by" in near else ():
        if word == "by" and _names_agent(scene, last, number):
            return object_of(scene, number)
        if word in AGENT_ENDS:
            break
    return Phrase(scene, last + 1, last + 1, [])


def _names_agent(scene: Scene, last: int, by: int) -> bool:
    """Say whether a "by" after a passive names its agent, not an arranger or a day."""
    if by - 1 > last and scene.words[by - 1] in ARRANGING:
        return False
    if any(number in scene.triggered for number in range(last + 1, by)):
        return False
    named = bool(starting(scene.entities, by + 1, by + 3))
    return named or not starting(scene.times, by + 1, by + 5)


def after_preposition(scene: Scene, last: int, prepositions: frozenset[str], reach: int = 8) -> Phrase:
    """Return the noun phrase after the first of some prepositions that follows a word."""
    near = scene.words[last + 1 : last + reach]
    if not prepositions.isdisjoint(near):
        for number, word in enumerate(near, last + 1):
            if word in prepositions and number + 1 not in scene.dated:
                phrase = object_of(scene, number)
                if phrase:
                    return phrase
            if word in COMPLEMENT_ENDS:
                break
    return Phrase(scene, last + 1, last + 1, [])


def modifier_before(scene: Scene, first: int, reach: int = 4) -> Phrase:
    """Return the marked phrase right before a noun: "EU sanctions", "his arrest"."""
    nearest = [
        item
        for item in starting(scene.entities, first - reach, first)
        if item.stop <= first
        and NO_MODIFIER_AFTER.isdisjoint(scene.words[item.stop : first])
        and scene.triggered.isdisjoint(range(item.stop, first))
    ]
    adjective = first > 2 and scene.words[first - 2] == "and" and scene.words[first - 1] not in DETERMINERS
    if not nearest and adjective:
        return modifier_before(scene, first - 2, reach)  # "His immediate and unconditional release".
    if not nearest:
        return Phrase(scene, first, first, [])
    return Phrase(scene, nearest[0].first, nearest[-1].stop, nearest)
