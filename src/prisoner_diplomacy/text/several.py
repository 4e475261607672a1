"""Subjects of several phrases, or of one and what explains it, read whole before their verb."""

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.noun_phrases import (
    HARD_BREAKS,
    NUMERALS,
    RELATIVES,
    NounPhrase,
    Phrase,
    noun_phrases,
)
from prisoner_diplomacy.text.scene import Scene
from prisoner_diplomacy.text.verbs import BE, DETERMINERS

COORDINATORS = grammar("coordinators")
# What the word before such a subject may be.
MAY_FOLLOW = HARD_BREAKS | grammar("reporting") | {",", "but", "that", "then"}
MAY_OPEN_CLAUSE = HARD_BREAKS | RELATIVES | {"but", "and", "which"}
LONGEST_JOINED, LONGEST_SUBJECT = 40, 8


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
        if not all(map(_names_people, found)) or _are_clauses(scene, found):
            return None
        return Phrase(scene, number, found[-1].stop, scene.between(number, found[-1].stop), found)
    return None


def _may_begin(scene: Scene, number: int) -> bool:
    """Say whether a subject may begin at a word: with a mark or a determiner, after a break."""
    if number not in scene.item_at and scene.words[number] not in DETERMINERS:
        return False
    before = scene.words[number - 1] if number else ","
    return before in MAY_FOLLOW or number - 1 in scene.dated


def _reaches(scene: Scene, stop: int, group: int) -> bool:
    return scene.words[stop:group] in ([], [","])


def _are_clauses(scene: Scene, found: list[NounPhrase]) -> bool:
    """Say whether two numbers only count in clauses of their own: "21 from the south, and 11 died"."""
    return len(found) == 2 and scene.words[found[0].stop] == "," and found[1].head in scene.counted


def _names_people(phrase: NounPhrase) -> bool:
    return phrase.head >= 0


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
    if not found or not (found[0].head >= 0 or scene.words[first] in NUMERALS):
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
