"""The phrases after and around a trigger: its object, its agent, who holds people, what a measure lists."""

from prisoner_diplomacy.annotate.records import Entity, Quantity
from prisoner_diplomacy.annotate.verbs import BE, HAVE
from prisoner_diplomacy.events.phrases import Phrase, as_party, stateless_words
from prisoner_diplomacy.events.records import Count, Party
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.events.subjects import COORDINATORS, NOT_A_SUBJECT_AFTER, items_between
from prisoner_diplomacy.lexicon import grammar

CONTROLLING = grammar("controlling")
ARRANGING = grammar("arranging")
CUSTODY_NOUNS = grammar("custody_nouns")


def custodian(scene: Scene, last: int, by_place: bool) -> list[Party]:
    """Return who holds people by the words around: "in a Belarusian prison"; by place "held in Russia"."""
    if not stateless_words().isdisjoint(scene.words[last + 1 : last + 7]):
        return [Party("", (), known=True)]
    for item in scene.entities:
        entity = item.mark
        if (
            not isinstance(entity, Entity)
            or not entity.countries
            or entity.label not in ("NORP", "GPE", "ORG")
        ):
            continue
        if not CUSTODY_NOUNS.isdisjoint(scene.words[item.stop : item.stop + 2]):
            return [as_party(entity)]
        within = by_place and entity.label == "GPE" and scene.words[item.first - 1 : item.first] == ["in"]
        if within and last < item.first <= last + 6:
            return [Party(entity.ref, entity.countries, known=True)]
    return []


OBJECT_ENDS = grammar("object_ends")


def object_of(scene: Scene, last: int) -> Phrase:
    """Return the noun phrase that follows a trigger, up to the next preposition or clause."""
    start = last + 1
    if start < len(scene.words) and scene.words[start] == "of":
        start += 1
    if scene.words[start : start + 1] in (["and"], ["or"]):
        start = next((o.stop for o in scene.mentions if o.first == start + 1), start)
    counted = {item.first: item.stop for item in scene.quantities}
    if any(item.first <= start < item.stop for item in scene.times):
        return Phrase(scene, start, start, [])
    stop = start
    while stop < len(scene.words) and stop - start < 40:
        if stop not in counted and scene.words[stop] in OBJECT_ENDS:
            break
        if scene.words[stop] == "," and not _continues_list(scene, stop):
            break
        stop = counted.get(stop, stop + 1)
    return Phrase(scene, start, stop, items_between(scene, start, stop))


def _continues_list(scene: Scene, comma: int) -> bool:
    after = scene.words[comma + 1 : comma + 3]
    return (
        any(item.first in (comma + 1, comma + 2) for item in scene.entities + scene.quantities)
        or "and" in after[:1]
    )


def agent_by(scene: Scene, last: int) -> Phrase:
    """Return the agent a passive names with "by", if it stands close after the verb."""
    for number in range(last + 1, min(last + 8, len(scene.words))):
        word = scene.words[number]
        arranged = scene.words[number - 1] in ARRANGING and number - 1 > last
        dated = any(number < item.first <= number + 4 for item in scene.times)
        named = any(number < item.first <= number + 2 for item in scene.entities)
        if word == "by" and not arranged and (named or not dated):
            return object_of(scene, number)
        if word in (";", ".", "who", "which", "after", "when") or word in BE or word in HAVE:
            break
    return Phrase(scene, last + 1, last + 1, [])


def controller(scene: Scene, group: int) -> Phrase | None:
    """Return who is to do what an infinitive says: "called on X to free", "urged X to free"."""
    for number in range(group - 1, max(group - 20, -1), -1):
        word = scene.words[number]
        if word in CONTROLLING or (word == "on" and scene.words[number - 1].startswith("call")):
            phrase = object_of(scene, number)
            return phrase if phrase.items else None
        if word in (";", ".", "“", "”", '"'):
            return None
    return None


def after_preposition(scene: Scene, last: int, prepositions: frozenset[str], reach: int = 8) -> Phrase:
    """Return the noun phrase after the first of some prepositions that follows a word."""
    for number in range(last + 1, min(last + reach, len(scene.words))):
        if scene.words[number] in prepositions:
            phrase = object_of(scene, number)
            if phrase:
                return phrase
        if scene.words[number] in (";", ".", "who", "which", "after", "when", '"', "“", "”"):
            break
    return Phrase(scene, last + 1, last + 1, [])


def modifier_before(scene: Scene, first: int, reach: int = 4) -> Phrase:
    """Return the marked phrase right before a noun: "EU sanctions", "his arrest"."""
    items = [item for item in scene.entities if first - reach <= item.first and item.stop <= first]
    nearest = [
        item
        for item in items
        if not any(
            word in NOT_A_SUBJECT_AFTER or word in COORDINATORS or word == ","
            for word in scene.words[item.stop : first]
        )
    ]
    if not nearest:
        return Phrase(scene, first, first, [])
    return Phrase(scene, nearest[0].first, nearest[-1].stop, nearest)


NOT_LISTED = grammar("not_listed")


def listed(scene: Scene, placed: Placed, passive: bool) -> Count:
    """Return how many people and entities a measure touches: the numbers near it, added up."""
    low, high, units = 0, 0, []
    start = placed.first - 12 if passive else placed.stop
    for item in scene.quantities:
        quantity = item.mark
        if not isinstance(quantity, Quantity) or not start <= item.first <= placed.stop + 14:
            continue
        head = quantity.unit.rpartition(" ")[2].lower()
        if not head or head in NOT_LISTED or quantity.low is None or any(c in quantity.exact for c in "$€£%"):
            continue
        low += int(quantity.low)
        high += int(quantity.high or quantity.low)
        units.append(quantity.unit)
    return Count(low, high, ", ".join(dict.fromkeys(units))) if units else Count()
