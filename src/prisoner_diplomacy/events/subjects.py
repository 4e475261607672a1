"""The subject of a verb: the noun phrase before it that acts or is acted on."""

from prisoner_diplomacy.events.phrases import Phrase, person_nouns
from prisoner_diplomacy.events.scene import REACH, Placed, Scene, starting
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.verbs import SUBJECT_PRONOUNS

HARD_BREAKS = grammar("hard_breaks")


RELATIVES = grammar("relatives")


COORDINATORS = grammar("coordinators")


NOT_A_SUBJECT_AFTER = grammar("not_a_subject_after")


SKIPPED = NOT_A_SUBJECT_AFTER | COORDINATORS | RELATIVES | frozenset(["later", "then", "also", "while"])


JOINERS = grammar("joiners")


SHARING = COORDINATORS | {","}


DASHES = frozenset(["—", "–", "--"])


MAY_OPEN_CLAUSE = HARD_BREAKS | {"that", "whom", "whose", "but", "which", "and"}


MAIN_BREAKS = DASHES | {";", ":", "“", "”", '"'}


NP_BREAKS = RELATIVES | COORDINATORS | frozenset([",", "return", "exchange", "addition", "turn"])


def subject(scene: Scene, group: int) -> Phrase:
    """Return the subject of the verb group that starts at a word of the sentence.

    The subject of a relative clause is what the clause belongs to; a verb that shares its subject
    with the verb before it takes the subject of the sentence.
    """
    words = scene.words
    relative = _relative_before(scene, group)
    if relative is not None:
        return noun_phrase_before(scene, relative)
    if group and words[group - 1] in SUBJECT_PRONOUNS:
        return Phrase(scene, group - 1, group, scene.between(group - 1, group))
    adjacent = _adjacent_phrase(scene, group)
    if adjacent is not None:
        return adjacent
    inserted = _insertion_start(scene, group)
    if inserted is not None:
        return noun_phrase_before(scene, inserted)
    start = _main_start(scene, group) if _resumes(scene, group) else _clause_start(scene, group)
    if start and words[start - 1] == "whom":
        return noun_phrase_before(scene, start - 1)
    if words[start : start + 2] == ["one", "of"]:
        return Phrase(scene, start, start + 3, [])
    phrase = _first_phrase(scene, start, group)
    if phrase:
        return phrase
    if _shares_subject(scene, group):
        return _first_phrase(scene, max(group - REACH, 0), group)
    return noun_phrase_before(scene, group)


def _adjacent_phrase(scene: Scene, group: int) -> Phrase | None:
    """Return the marked phrase that ends right before the verb and that no preposition governs."""
    items = scene.between(group - REACH, group)
    if not items or items[-1].stop < group - 2 or "," in scene.words[items[-1].stop : group]:
        return None
    joined = _joined_at_end(scene, items)
    if _is_governed(scene, joined[0], 0):
        return None
    return Phrase(scene, joined[0].first, group, joined)


def _joined_at_end(scene: Scene, items: list[Placed]) -> list[Placed]:
    """Return the last of some marks with those before it that it is joined to."""
    number = len(items) - 1
    while number and _is_joined(scene, items[number - 1], items[number]):
        number -= 1
    return items[number:]


def _relative_before(scene: Scene, group: int) -> int | None:
    for number in range(group - 1, max(group - 4, -1), -1):
        if scene.words[number] in ("who", "which") or (scene.words[number] == "that" and number == group - 1):
            return number
        if scene.words[number] not in (",", "have", "had"):
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
    items = [item for item in scene.between(start, stop) if not _is_governed(scene, item, start)]
    if not items:
        return _unmarked_phrase(scene, start, stop)
    number = 1
    while number < len(items) and _is_joined(scene, items[number - 1], items[number]):
        number += 1
    return Phrase(scene, items[0].first, items[number - 1].stop, items[:number])


def _is_governed(scene: Scene, item: Placed, start: int) -> bool:
    for number in range(item.first - 1, max(item.first - 5, start - 1), -1):
        word = scene.words[number]
        if word in NOT_A_SUBJECT_AFTER:
            return True
        if word in NP_BREAKS or number in scene.dated:
            return False
    return False


def _is_joined(scene: Scene, left: Placed, right: Placed) -> bool:
    between = scene.words[left.stop : right.first]
    if len(between) > 3 or not JOINERS.issuperset(between):
        return False
    return type(left.mark) is type(right.mark) or "," not in between


def _unmarked_phrase(scene: Scene, start: int, stop: int) -> Phrase:
    """Return a subject that bears no mark ("masked men"), after an introducing phrase."""
    words = scene.words[start:stop]
    if "," in words[:-1]:
        start += len(words) - 1 - words[::-1].index(",") + 1
    start = max([start, *[item.stop for item in starting(scene.times, start, stop)]])
    while start < stop and (scene.words[start] in SKIPPED or not scene.words[start][:1].isalnum()):
        start += 1
    if stop - start > 8:
        stop = start + 3 if start < len(scene.words) and scene.words[start] in ("a", "an", "the") else start
    phrase = Phrase(scene, start, stop, [])
    phrase.origins = tuple(
        country
        for item in scene.between(start, stop)
        if isinstance(item.mark, Entity)
        for country in item.mark.countries
    )
    return phrase


def noun_phrase_before(scene: Scene, stop: int) -> Phrase:
    """Return the noun phrase that ends right before a word, appositions and "of X" skipped."""
    items = [item for item in scene.between(stop - REACH, stop) if stop - item.stop <= 14]
    head = _generic_head(scene, stop)
    if head is not None and not any(item.first <= head <= item.stop + 2 for item in items):
        return Phrase(scene, head, stop, [])
    while len(items) > 1 and _is_attribute(scene, items[-1]):
        items.pop()
    if not items:
        return Phrase(scene, stop, stop, [])
    joined = _joined_at_end(scene, items)
    return Phrase(scene, joined[0].first, joined[-1].stop, joined)


def _generic_head(scene: Scene, stop: int) -> int | None:
    """Return where "those" or "prisoners" stands right before a word."""
    for number in range(stop - 1, max(stop - 4, -1), -1):
        if scene.words[number] in GENERIC_HEADS:
            return number
    return None


def _is_attribute(scene: Scene, item: Placed) -> bool:
    """Say whether a mark only qualifies the noun before it: "a friend of X", "a librarian from Y"."""
    mark = item.mark
    if not isinstance(mark, Entity) or (mark.label == "PERSON" and mark.form != "named"):
        return False
    following = scene.words[item.stop] if item.stop < len(scene.words) else ""
    if mark.label == "PERSON":
        return following != "," and _is_governed(scene, item, 0)
    return following in OCCUPATIONS or following in person_nouns() or _is_governed(scene, item, 0)


GENERIC_HEADS = grammar("generic_heads")


OCCUPATIONS = grammar("occupations")


REPORTING = grammar("reporting")
