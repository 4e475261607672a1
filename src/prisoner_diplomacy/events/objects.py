"""Who else stands around a trigger: who holds people, who is told to act."""

from prisoner_diplomacy.events.phrases import as_party, stateless_words
from prisoner_diplomacy.events.statements import Party
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import object_of
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import REACH, Scene, starting

CONTROLLING = grammar("controlling")
CUSTODY_NOUNS = grammar("custody_nouns")
HOLDING_LABELS = frozenset(["NORP", "GPE", "ORG"])


def custodian(scene: Scene, last: int, by_place: bool) -> list[Party]:
    """Return who holds people by the words around: "in a Belarusian prison"; by place "held in Russia"."""
    if not stateless_words(scene.document).isdisjoint(scene.words[last + 1 : last + 7]):
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
            return [Party("", place.countries, known=True) for place in places if place.label == "GPE"]
    return []


def controller(scene: Scene, group: int) -> Phrase | None:
    """Return who is to do what an infinitive says: "called on X to free", "urged X to free"."""
    for number in range(group - 1, max(group - 20, -1), -1):
        word = scene.words[number]
        if word in CONTROLLING or (word == "on" and scene.words[number - 1].startswith("call")):
            phrase = object_of(scene, number)
            told = bool(phrase.items) or any(part.head >= 0 for part in phrase.parts)
            return phrase if told else None
        if word in (";", ".", "“", "”", '"'):
            return None
    return None
