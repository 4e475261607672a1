"""Who else stands around a trigger: who holds people, who is told to act, what a measure lists."""

from prisoner_diplomacy.events.phrases import as_party, stateless_words
from prisoner_diplomacy.events.statements import Count, Party
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity, Quantity
from prisoner_diplomacy.text.clauses import Phrase, object_of
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting

CONTROLLING = grammar("controlling")
CUSTODY_NOUNS = grammar("custody_nouns")
NOT_LISTED = grammar("not_listed")
HOLDING_LABELS = frozenset(["NORP", "GPE", "ORG"])


def custodian(scene: Scene, last: int, by_place: bool) -> list[Party]:
    """Return who holds people by the words around: "in a Belarusian prison"; by place "held in Russia"."""
    if not stateless_words().isdisjoint(scene.words[last + 1 : last + 7]):
        return [Party("", (), known=True)]
    words = scene.words
    if not CUSTODY_NOUNS.isdisjoint(words[max(last - REACH, 0) : last + REACH]):
        near = starting(scene.entities, last - REACH, last + REACH)
    else:
        near = starting(scene.entities, last + 1, last + 7) if by_place else []
    for item in near:
        entity = item.mark
        if not isinstance(entity, Entity) or not entity.countries or entity.label not in HOLDING_LABELS:
            continue
        if not CUSTODY_NOUNS.isdisjoint(words[item.stop : item.stop + 2]):
            return [as_party(entity)]
        within = by_place and entity.label == "GPE" and last < item.first <= last + 6
        if within and words[item.first - 1] in ("in", "the"):
            places = object_of(scene, item.first - 1).entities or [entity]
            return [Party(place.ref, place.countries, known=True) for place in places if place.label == "GPE"]
    return []


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


def listed(scene: Scene, placed: Placed, passive: bool) -> Count:
    """Return how many people and entities a measure touches: the numbers near it, added up.

    The next measure of the sentence has numbers of its own.
    """
    low, high, units = 0, 0, []
    others = [other for other in scene.mentions if other is not placed]
    before = max((other.stop for other in others if other.stop <= placed.first), default=0)
    after = min((other.first for other in others if other.first >= placed.stop), default=len(scene.words))
    start = max(placed.first - 12, before) if passive else placed.stop
    for item in starting(scene.quantities, start, min(placed.stop + 15, after)):
        quantity = item.mark
        assert isinstance(quantity, Quantity)
        head = quantity.unit.rpartition(" ")[2].lower()
        if not head or head in NOT_LISTED or quantity.low is None or any(c in quantity.exact for c in "$€£%"):
            continue
        low += int(quantity.low)
        high += int(quantity.high or quantity.low)
        units.append(quantity.unit)
    return Count(low, high, ", ".join(dict.fromkeys(units))) if units else Count()
