"""The phrases after and around a trigger: its object, its agent, who holds people, what a measure lists."""

from prisoner_diplomacy.events.phrases import Phrase, as_party, stateless_words
from prisoner_diplomacy.events.scene import REACH, Placed, Scene, starting
from prisoner_diplomacy.events.statements import Count, Party
from prisoner_diplomacy.events.subjects import COORDINATORS, NOT_A_SUBJECT_AFTER
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity, Quantity
from prisoner_diplomacy.text.verbs import BE, HAVE

CONTROLLING = grammar("controlling")
ARRANGING = grammar("arranging")
CUSTODY_NOUNS = grammar("custody_nouns")
HOLDING_LABELS = frozenset(["NORP", "GPE", "ORG"])
AGENT_ENDS = BE | HAVE | {";", ".", "who", "which", "after", "when"}
COMPLEMENT_ENDS = frozenset([";", ".", "who", "which", "after", "when", '"', "“", "”"])
NO_MODIFIER_BEFORE = NOT_A_SUBJECT_AFTER | COORDINATORS | {","}
LONGEST_OBJECT = 40


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
        if within and words[item.first - 1] == "in":
            return [Party(entity.ref, entity.countries, known=True)]
    return []


OBJECT_ENDS = grammar("object_ends")


def object_of(scene: Scene, last: int) -> Phrase:
    """Return the noun phrase that follows a trigger, up to the next preposition or clause."""
    words, counted = scene.words, scene.counted
    start = last + 1
    if start < len(words) and words[start] == "of":
        start += 1
    if start < len(words) and words[start] in ("and", "or") and start + 1 in scene.triggered:
        start = next((o.stop for o in starting(scene.mentions, start + 1, start + 2)), start)
    if start in scene.dated:
        return Phrase(scene, start, start, [])
    stop, limit = start, min(start + LONGEST_OBJECT, len(words))
    while stop < limit:
        if stop in counted:
            stop = counted[stop]
        elif words[stop] in OBJECT_ENDS or (words[stop] == "," and not _continues_list(scene, stop)):
            break
        else:
            stop += 1
    return Phrase(scene, start, stop, scene.between(start, stop))


def _continues_list(scene: Scene, comma: int) -> bool:
    return "and" in scene.words[comma + 1 : comma + 2] or scene.holds_item(comma + 1, comma + 3)


def agent_by(scene: Scene, last: int) -> Phrase:
    """Return the agent a passive names with "by", if it stands close after the verb."""
    near = scene.words[last + 1 : last + 8]
    for number, word in enumerate(near, last + 1) if "by" in near else ():
        if word == "by" and _names_agent(scene, last, number):
            return object_of(scene, number)
        if word in AGENT_ENDS:
            break
    return Phrase(scene, last + 1, last + 1, [])


def _names_agent(scene: Scene, last: int, by: int) -> bool:
    """Say whether a "by" after a passive names its agent, not an arranger or a day."""
    if by - 1 > last and scene.words[by - 1] in ARRANGING:
        return False
    named = bool(starting(scene.entities, by + 1, by + 3))
    return named or not starting(scene.times, by + 1, by + 5)


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
    near = scene.words[last + 1 : last + reach]
    if not prepositions.isdisjoint(near):
        for number, word in enumerate(near, last + 1):
            if word in prepositions:
                phrase = object_of(scene, number)
                if phrase:
                    return phrase
            if word in COMPLEMENT_ENDS:
                break
    return Phrase(scene, last + 1, last + 1, [])


def modifier_before(scene: Scene, first: int, reach: int = 4) -> Phrase:
    """Return the marked phrase right before a noun: "EU sanctions", "his arrest"."""
    nearest = [
        item
        for item in starting(scene.entities, first - reach, first)
        if item.stop <= first and NO_MODIFIER_BEFORE.isdisjoint(scene.words[item.stop : first])
    ]
    if not nearest:
        return Phrase(scene, first, first, [])
    return Phrase(scene, nearest[0].first, nearest[-1].stop, nearest)


NOT_LISTED = grammar("not_listed")


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
