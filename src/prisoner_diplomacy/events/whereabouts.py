"""Where something took place, by the words of its sentence."""

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import after_preposition
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting

IN, WHERE, SPEAKING = grammar("in"), grammar("where_of"), grammar("speaking")
FAR_AS_A_PLACE = 14


def location_of(scene: Scene, placed: Placed) -> str:
    """Return the place that a sentence says something took place in, by id where known; else nothing."""
    if not starting(scene.entities, placed.stop, placed.stop + FAR_AS_A_PLACE):
        return ""
    phrase = after_preposition(scene, placed.stop - 1, IN)
    for item in phrase.items:
        within = scene.words[phrase.first : item.first]
        elsewhere = "of" in within and WHERE.isdisjoint(within)  # "In its invasion of Mali".
        if not elsewhere and isinstance(item.mark, Entity) and _is_place(item.mark):
            return item.mark.ref or item.mark.exact
    return ""


def _is_place(entity: Entity) -> bool:
    return entity.label in ("GPE", "LOC") and entity.form != "pronominal"


def state_in(scene: Scene, placed: Placed) -> tuple[str, ...]:
    """Return the one state that a sentence says something takes place in, if it names no other."""
    places = [
        item.mark.countries
        for item in starting(scene.entities, placed.first - REACH, placed.stop + REACH)
        if isinstance(item.mark, Entity)
        and item.mark.label == "GPE"
        and item.mark.countries
        and _is_where(scene, item.first - 1)
        and SPEAKING.isdisjoint(scene.words[placed.stop : item.first])
    ]
    return places[0] if len(set(places)) == 1 else ()


def _is_where(scene: Scene, number: int) -> bool:
    """Say whether a word before a place tells that something is there: "in X", "on a visit to X"."""
    word = scene.words[number] if number >= 0 else ""
    return word in ("in", "inside", "at") or (word == "to" and scene.words[number - 1] in ("visit", "trip"))
