"""Subjects of several phrases, or of one and what explains it, read whole before their verb."""

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Quantity
from prisoner_diplomacy.text.noun_phrases import (
    HARD_BREAKS,
    NUMERALS,
    RELATIVES,
    NounPhrase,
    Phrase,
    noun_phrases,
    titles,
)
from prisoner_diplomacy.text.scene import Placed, Scene
from prisoner_diplomacy.text.verbs import BE, DETERMINERS

COORDINATORS = grammar("coordinators")
JOINERS = grammar("joiners")
SINGULAR_VERBS = frozenset(["is", "was", "has"])
# What the word before such a subject may be.
MAY_FOLLOW = HARD_BREAKS | grammar("reporting") | {",", "but", "that", "then"}
MAY_OPEN_CLAUSE = HARD_BREAKS | RELATIVES | {"but", "and", "which"}
LONGEST_JOINED, LONGEST_SUBJECT, LONGEST_TITLE = 40, 8, 3


def several_before(scene: Scene, group: int) -> Phrase | None:
    """Return the whole of several joined phrases before a verb: "a Kenyan trader and two nurses were"."""
    limit, resumed = max(group - LONGEST_JOINED, 0), scene.words[group - 1 : group] == [","]
    if not resumed and COORDINATORS.isdisjoint(scene.words[limit:group]):
        return None
    for number in range(limit, group):
        if not _may_begin(scene, number):
            continue
        found = noun_phrases(scene, number, group)
        if not found or not _reaches(scene, found[-1].stop, group):
            continue
        explained = resumed and "," in scene.words[number : found[-1].stop]
        if len(found) < 2 and not explained:
            return None
        if scene.words[group] in SINGULAR_VERBS and _are_roles(scene, found[0].stop):
            found = found[:1]  # "Ana Roe's brother, a driver and one of the nine, was freed".
        if not all(_names_people(scene, part) for part in found) or _are_clauses(scene, found):
            return None
        return Phrase(scene, number, found[-1].stop, scene.between(number, found[-1].stop), found)
    return None


def _may_begin(scene: Scene, number: int) -> bool:
    """Say whether a subject may begin at a word: with a mark or a determiner, after a break."""
    if number not in scene.item_at and scene.words[number] not in DETERMINERS:
        return False
    before = scene.words[number - 1] if number else ","
    return before in MAY_FOLLOW or number - 1 in scene.dated


def _are_roles(scene: Scene, stop: int) -> bool:
    """Say whether what follows a phrase explains it: ", a driver and a poet,", not ", with two more,"."""
    return scene.words[stop] == "," and scene.words[stop + 1] not in ("along", "together", "with")


def _reaches(scene: Scene, stop: int, group: int) -> bool:
    return scene.words[stop:group] in ([], [","])


def _are_clauses(scene: Scene, found: list[NounPhrase]) -> bool:
    """Say whether two numbers only count in clauses of their own: "21 from the south, and 11 died"."""
    return len(found) == 2 and scene.words[found[0].stop] == "," and found[1].head in scene.counted


def _names_people(scene: Scene, phrase: NounPhrase) -> bool:
    return phrase.head >= 0 or scene.words[phrase.first] in NUMERALS


def subject_of_joined(scene: Scene, group: int) -> Phrase | None:
    """Return the subject of a clause that "and" joins: "X freed two and the army released nine"."""
    for number in range(group - 1, max(group - LONGEST_SUBJECT, 0), -1):
        if scene.words[number] in COORDINATORS:
            return _subject_between(scene, number + 1, group)
        if scene.words[number] in MAY_OPEN_CLAUSE:
            return None
    return None


def _subject_between(scene: Scene, first: int, group: int) -> Phrase | None:
    found = noun_phrases(scene, first, group)
    if not found or not _names_people(scene, found[0]):
        return None
    told_before = bool(scene.mentions) and scene.mentions[0].first < first - 1
    opens = told_before or scene.words[first - 2] == "," or _counts_anew(scene, first, group)
    stop = found[-1].stop
    if not opens or not _is_all_before(scene, first, stop, group):
        return None
    return Phrase(scene, first, stop, scene.between(first, stop))


def _is_all_before(scene: Scene, first: int, stop: int, group: int) -> bool:
    """Say whether only what explains them parts people from a verb: "14 men from X were"."""
    between = scene.words[stop:group]
    if between[-1:] == [","]:
        return between[0] == "," if len(between) > 1 else "," in scene.words[first:stop]
    from_there = scene.item_at.get(stop + 1) if between[:1] in (["from"], ["in"]) else None
    return not between or (from_there is not None and from_there.stop == group)


def _counts_anew(scene: Scene, number: int, group: int) -> bool:
    """Say whether a number opens a clause of its own: "two were threatened and one | was beaten"."""
    counted = number in scene.counted or scene.words[number] in NUMERALS
    if scene.words[group - 1] != ",":
        return counted
    return counted and not BE.isdisjoint(scene.words[max(number - LONGEST_SUBJECT, 0) : number])


def joined_at_end(scene: Scene, items: list[Placed]) -> list[Placed]:
    """Return the last of some marks with those before it that it is joined to."""
    number = len(items) - 1
    while number and _is_joined(scene, items[number - 1], items[number]):
        number -= 1
    return items[number:]


def _is_joined(scene: Scene, left: Placed, right: Placed) -> bool:
    stop = right.first
    while stop > max(left.stop, right.first - LONGEST_TITLE) and scene.words[stop - 1] in titles():
        stop -= 1  # "Obama and President Putin".
    between = scene.words[left.stop : stop]
    if len(between) > 3 or not JOINERS.issuperset(between):
        return False
    if _counts_apart(scene, left, right, between):
        return False
    return type(left.mark) is type(right.mark) or "," not in between


def _counts_apart(scene: Scene, left: Placed, right: Placed, between: list[str]) -> bool:
    """Say whether a number begins a phrase of its own: "to Armenia | 15 men", "of the 34, | 22 were"."""
    if not isinstance(right.mark, Quantity) or scene.words[left.stop - 1].endswith(("'s", "s'")):
        return False
    return not between or (isinstance(left.mark, Quantity) and between == [","])
