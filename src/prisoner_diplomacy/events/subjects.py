"""The subject of a verb: the noun phrase before it that acts or is acted on."""

from prisoner_diplomacy.annotate.records import Entity
from prisoner_diplomacy.annotate.verbs import SUBJECT_PRONOUNS
from prisoner_diplomacy.events.phrases import Phrase, person_nouns
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.lexicon import grammar

HARD_BREAKS = grammar("hard_breaks")


RELATIVES = grammar("relatives")


COORDINATORS = grammar("coordinators")


NOT_A_SUBJECT_AFTER = grammar("not_a_subject_after")


SKIPPED = NOT_A_SUBJECT_AFTER | COORDINATORS | RELATIVES | frozenset(["later", "then", "also", "while"])


JOINERS = grammar("joiners")


NP_BREAKS = RELATIVES | COORDINATORS | frozenset([",", "return", "exchange", "addition", "turn"])


def subject(scene: Scene, group: int) -> Phrase:
    """Return the subject of the verb group that starts at a word of the sentence.

    The subject of a relative clause is what the clause belongs to; a verb that shares its subject
    with the verb before it takes the subject of the sentence.
    """
    relative = _relative_before(scene, group)
    if relative is not None:
        return noun_phrase_before(scene, relative)
    if scene.words[group - 1 : group] and scene.words[group - 1] in SUBJECT_PRONOUNS and group > 0:
        return Phrase(scene, group - 1, group, items_between(scene, group - 1, group))
    adjacent = _adjacent_phrase(scene, group)
    if adjacent is not None:
        return adjacent
    inserted = _insertion_start(scene, group)
    if inserted is not None:
        return noun_phrase_before(scene, inserted)
    start = _main_start(scene, group) if _resumes(scene, group) else _clause_start(scene, group)
    if start and scene.words[start - 1] == "whom":
        return noun_phrase_before(scene, start - 1)
    if scene.words[start : start + 2] == ["one", "of"]:
        return Phrase(scene, start, start + 3, [])
    phrase = _first_phrase(scene, start, group)
    if phrase:
        return phrase
    if _shares_subject(scene, group):
        return _first_phrase(scene, 0, group)
    return noun_phrase_before(scene, group)


def _adjacent_phrase(scene: Scene, group: int) -> Phrase | None:
    """Return the marked phrase that ends right before the verb and that no preposition governs."""
    items = items_between(scene, 0, group)
    if not items or items[-1].stop < group - 2 or "," in scene.words[items[-1].stop : group]:
        return None
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        if not _is_joined(scene, item, joined[0]):
            break
        joined.insert(0, item)
    if _is_governed(scene, joined[0], 0):
        return None
    return Phrase(scene, joined[0].first, group, joined)


def _relative_before(scene: Scene, group: int) -> int | None:
    for number in range(group - 1, max(group - 4, -1), -1):
        if scene.words[number] in ("who", "which") or (scene.words[number] == "that" and number == group - 1):
            return number
        if scene.words[number] not in (",", "have", "had"):
            return None
    return None


def _clause_start(scene: Scene, group: int) -> int:
    for number in range(group - 1, -1, -1):
        word = scene.words[number]
        if word in HARD_BREAKS or word in ("that", "whom", "whose", "but"):
            return number + 1
        if word == "which" and number and scene.words[number - 1] in NOT_A_SUBJECT_AFTER:
            return number + 1
        coordinated = word == "and" and number and scene.words[number - 1] == ","
        if coordinated and any(number < item.first < group for item in scene.entities + scene.quantities):
            return number + 1
    return 0


def _insertion_start(scene: Scene, group: int) -> int | None:
    """Return where the insertion between dashes starts that ends right before a word."""
    if scene.words[group - 1 : group] not in (["—"], ["–"], ["--"]):
        return None
    return next((n for n in range(group - 2, 0, -1) if scene.words[n] in ("—", "–", "--")), None)


def _resumes(scene: Scene, group: int) -> bool:
    """Say whether a verb goes on with the main clause after an insertion: "X, who …, has freed"."""
    before = scene.words[max(group - 2, 0) : group]
    return before[-1:] == [","] or (before[-1:] in (["and"], ["but"]) and before[0] == ",")


def _main_start(scene: Scene, group: int) -> int:
    """Return where the main clause starts that holds a word: after a semicolon or quotation mark."""
    for number in range(group - 1, -1, -1):
        word = scene.words[number]
        reported = (
            word == "that"
            and number
            and (scene.words[number - 1] in REPORTING or scene.words[number - 1].endswith("ed"))
        )
        if reported or word in (";", ":", "“", "”", '"', "—", "–", "--"):
            return number + 1
    return 0


def _shares_subject(scene: Scene, group: int) -> bool:
    return any(word in COORDINATORS or word == "," for word in scene.words[max(group - 3, 0) : group])


def items_between(scene: Scene, start: int, stop: int) -> list[Placed]:
    """Return the entities and quantities that start between two words, in order."""
    found = [item for item in scene.entities + scene.quantities if start <= item.first < stop]
    return sorted(found, key=lambda item: item.first)


def _first_phrase(scene: Scene, start: int, stop: int) -> Phrase:
    """Return the first noun phrase between two words that no preposition governs."""
    items = [item for item in items_between(scene, start, stop) if not _is_governed(scene, item, start)]
    if not items:
        return _unmarked_phrase(scene, start, stop)
    joined = [items[0]]
    for item in items[1:]:
        if not _is_joined(scene, joined[-1], item):
            break
        joined.append(item)
    return Phrase(scene, joined[0].first, joined[-1].stop, joined)


def _is_governed(scene: Scene, item: Placed, start: int) -> bool:
    for number in range(item.first - 1, max(item.first - 5, start - 1), -1):
        word = scene.words[number]
        if word in NOT_A_SUBJECT_AFTER:
            return True
        if word in NP_BREAKS or any(time.first <= number < time.stop for time in scene.times):
            return False
    return False


def _is_joined(scene: Scene, left: Placed, right: Placed) -> bool:
    between = scene.words[left.stop : right.first]
    alike = type(left.mark) is type(right.mark)
    return len(between) <= 3 and all(word in JOINERS for word in between) and (alike or "," not in between)


def _unmarked_phrase(scene: Scene, start: int, stop: int) -> Phrase:
    """Return a subject that bears no mark ("masked men"), after an introducing phrase."""
    words = scene.words[start:stop]
    if "," in words[:-1]:
        start += len(words) - 1 - words[::-1].index(",") + 1
    times = [item.stop for item in scene.times if start <= item.first < stop]
    start = max([start, *times])
    while start < stop and (scene.words[start] in SKIPPED or not scene.words[start][:1].isalnum()):
        start += 1
    if stop - start > 8:
        stop = start + 3 if start < len(scene.words) and scene.words[start] in ("a", "an", "the") else start
    phrase = Phrase(scene, start, stop, [])
    phrase.origins = tuple(
        country
        for item in scene.entities
        if start <= item.first < stop and isinstance(item.mark, Entity)
        for country in item.mark.countries
    )
    return phrase


def noun_phrase_before(scene: Scene, stop: int) -> Phrase:
    """Return the noun phrase that ends right before a word, appositions and "of X" skipped."""
    head = next((n for n in range(stop - 1, max(stop - 4, -1), -1) if scene.words[n] in GENERIC_HEADS), None)
    items = [item for item in items_between(scene, 0, stop) if stop - item.stop <= 14]
    if head is not None and not any(item.first <= head <= item.stop + 2 for item in items):
        return Phrase(scene, head, stop, [])
    while len(items) > 1 and _is_attribute(scene, items[-1]):
        items.pop()
    if not items:
        return Phrase(scene, stop, stop, [])
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        if not _is_joined(scene, item, joined[0]):
            break
        joined.insert(0, item)
    return Phrase(scene, joined[0].first, joined[-1].stop, joined)


def _is_attribute(scene: Scene, item: Placed) -> bool:
    """Say whether a mark only qualifies the noun before it: "a friend of X", "a librarian from Y"."""
    mark = item.mark
    if not isinstance(mark, Entity) or (mark.label == "PERSON" and mark.form != "named"):
        return False
    following = scene.words[item.stop : item.stop + 1]
    if mark.label == "PERSON" and following == [","]:
        return False
    qualifies = mark.label != "PERSON" and following and following[0] in person_nouns() | OCCUPATIONS
    return bool(qualifies) or _is_governed(scene, item, 0)


GENERIC_HEADS = grammar("generic_heads")


OCCUPATIONS = grammar("occupations")


REPORTING = grammar("reporting")
