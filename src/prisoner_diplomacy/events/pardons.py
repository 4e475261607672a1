"""Whom a pardon or an amnesty covers, by the words around it."""

from prisoner_diplomacy.text.clauses import object_of, subject
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import Placed, Scene
from prisoner_diplomacy.text.verbs import BE, HAVE, MODALS

PARDONED = frozenset(["granted", "given", "issued", "pardon", "pardons", "amnesty", "clemency"])
GIVEN = frozenset(["granted", "given", "offered"])
RECEIVING = frozenset(["received", "receive", "obtained", "obtain", "got", "won", "refused", "accepted"])
GRANTED_WITHIN, COVERED_WITHIN = 4, 14
HELPERS = BE | HAVE | MODALS


def those_pardoned(scene: Scene, placed: Placed) -> Phrase | None:
    """Return whom a pardon is for: "a decree covers nine", "nine received a pardon"."""
    return _covered(scene, placed.stop - 1) or _receiver(scene, placed)


def _covered(scene: Scene, last: int) -> Phrase | None:
    """Return whom a pardon or an amnesty covers: "a decree covered 290 prisoners"."""
    for number in range(last + 1, min(last + COVERED_WITHIN, len(scene.words))):
        if scene.words[number] in ("for", "to") and _are_pardoned(scene, last, number):
            return object_of(scene, number) or None
        if scene.words[number] in ("cover", "covers", "covered", "covering", "affects", "affected"):
            return object_of(scene, number)
    return None


def _receiver(scene: Scene, placed: Placed) -> Phrase | None:
    """Return who receives a pardon by the verb before it: "she was given clemency"."""
    for number in range(placed.first - 1, max(placed.first - GRANTED_WITHIN, 0), -1):
        passive = scene.words[number] in GIVEN and scene.words[number - 1] in BE
        if passive or scene.words[number] in RECEIVING:
            while number and scene.words[number - 1] in HELPERS:
                number -= 1
            return subject(scene, number) or None
    return None


def _are_pardoned(scene: Scene, last: int, number: int) -> bool:
    """Say whether those after "to" or "for" are pardoned: "a pardon given by X to nine"."""
    if scene.words[number - 1] in PARDONED:
        return True
    people = number + 1 in scene.counted or number + 2 in scene.counted
    return people and not PARDONED.isdisjoint(scene.words[max(last - GRANTED_WITHIN, 0) : number])
