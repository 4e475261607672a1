"""Subjects of several phrases, or of one and what explains it, read whole before their verb."""

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.noun_phrases import HARD_BREAKS, NounPhrase, Phrase, noun_phrases
from prisoner_diplomacy.text.scene import Scene
from prisoner_diplomacy.text.verbs import DETERMINERS

COORDINATORS = grammar("coordinators")
# What the word before such a subject may be.
MAY_FOLLOW = HARD_BREAKS | grammar("reporting") | {",", "but", "that", "then"}
LONGEST_JOINED = 40


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
