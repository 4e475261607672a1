"""Who did what to whom, how many, where: read from the clause around a trigger."""

from functools import cache

from prisoner_diplomacy.annotate.records import Entity, EventMention, Quantity
from prisoner_diplomacy.events.records import Count, Party
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.lexicon import load_table, load_words

HARD_BREAKS = frozenset("; : — – -- “ ” \" after when while because as though although if where ( ) since before".split())
RELATIVES = frozenset("who which whom whose that".split())
COORDINATORS = frozenset("and or but".split())
NOT_A_SUBJECT_AFTER = frozenset(
    "in on at of from to with for by against between among over under into near about including during "
    "inside outside without toward towards like than via per".split()
)
SKIPPED = NOT_A_SUBJECT_AFTER | COORDINATORS | RELATIVES | frozenset(["later", "then", "also", "while"])
PERSON_PRONOUNS = frozenset("he she him her his hers himself herself i me my".split())
SINGULAR_STARTS = frozenset("a an another one".split())
REACH_OBJECT = 12


@cache
def person_nouns() -> frozenset[str]:
    """Return the nouns that stand for people, singular and plural."""
    return load_words("person_nouns.txt")


@cache
def person_singulars() -> frozenset[str]:
    """Return the singular nouns that stand for one person."""
    return frozenset(noun for noun in person_nouns() if not noun.endswith("s") and noun not in ("men", "women", "people"))


class Phrase:
    """A noun phrase: the marks in it and its stretch of words."""

    def __init__(self, scene: Scene, first: int, stop: int, items: list[Placed]) -> None:
        self.scene, self.first, self.stop, self.items = scene, first, stop, items

    def __bool__(self) -> bool:
        return self.stop > self.first

    @property
    def entities(self) -> list[Entity]:
        return [item.mark for item in self.items if isinstance(item.mark, Entity)]

    @property
    def text(self) -> str:
        """The phrase as written."""
        stop = self.stop
        for item in self.items[-1:]:
            if isinstance(item.mark, Quantity) and item.stop == stop:
                stop = min(stop + len(item.mark.unit.split()), len(self.scene.tokens))
        return " ".join(self.scene.tokens[self.first : stop]).replace(" ,", ",").replace(" 's", "'s")

    def parties(self) -> list[Party]:
        """Return who the phrase names, or the phrase itself when it names nobody."""
        named = [as_party(entity) for entity in self.entities if entity.label != "NORP" and not is_place(entity)]
        if named:
            return list(dict.fromkeys(named))
        countries = tuple(dict.fromkeys(c for entity in self.entities for c in entity.countries))
        text = self.text
        return [Party(text, countries, known=bool(self.entities))] if text else []

    def count(self) -> Count:
        """Return how many the phrase counts: a quantity, the people it names, or one."""
        for item in self.items:
            if isinstance(item.mark, Quantity) and self._counts_people(item):
                quantity = item.mark
                return Count(_whole(quantity.low), _whole(quantity.high), quantity.unit)
        people = {entity.name or entity.exact for entity in self.entities
                  if entity.label == "PERSON" and entity.form != "pronominal"}
        if people:
            return Count(len(people), len(people), "person")
        words = self.scene.words[self.first : self.stop]
        if any(word in PERSON_PRONOUNS for word in words[:1]):
            return Count(1, 1, "person")
        if any(word in SINGULAR_STARTS for word in words[:2]) and any(w in person_singulars() for w in words[:8]):
            return Count(1, 1, "person")
        return Count()

    def _counts_people(self, item: Placed) -> bool:
        quantity = item.mark
        assert isinstance(quantity, Quantity)
        head = quantity.unit.rpartition(" ")[2]
        return not head or head[:1].isupper() or head.lower() in person_nouns()


def _whole(value: float | int | None) -> int | None:
    return None if value is None else int(value)


def as_party(entity: Entity) -> Party:
    """Return an entity as a party of an event."""
    return Party(entity.ref or entity.name or entity.exact, entity.countries, entity.label == "PERSON", True)


def is_place(entity: Entity) -> bool:
    """Say whether an entity is a mere place: a city or region not standing for a government."""
    if entity.label == "LOC":
        return True
    return entity.label == "GPE" and entity.form == "named" and entity.ref not in country_ids()


@cache
def country_ids() -> frozenset[str]:
    """Return the canonical ids of countries and unions of countries."""
    return frozenset(row["id"] for row in load_table("countries.csv")) | {"european-union"}


def subject(scene: Scene, group: int) -> Phrase:
    """Return the subject of the verb group that starts at a word of the sentence.

    The subject of a relative clause is what the clause belongs to; a verb that shares its subject
    with the verb before it takes the subject of the sentence.
    """
    relative = _relative_before(scene, group)
    if relative is not None:
        return _noun_phrase_before(scene, relative)
    adjacent = _adjacent_phrase(scene, group)
    if adjacent is not None:
        return adjacent
    start = _clause_start(scene, group)
    phrase = _first_phrase(scene, start, group)
    if phrase:
        return phrase
    if _shares_subject(scene, group):
        return _first_phrase(scene, 0, group)
    return _noun_phrase_before(scene, group)


def _adjacent_phrase(scene: Scene, group: int) -> Phrase | None:
    """Return the marked phrase that ends right before the verb and that no preposition governs."""
    items = _items(scene, 0, group)
    if not items or items[-1].stop < group - 2 or "," in scene.words[items[-1].stop : group]:
        return None
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        between = scene.words[item.stop : joined[0].first]
        if between not in ([], ["and"], [","], [",", "and"], ["'s"], ["political"]):
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
    return 0


def _shares_subject(scene: Scene, group: int) -> bool:
    return any(word in COORDINATORS or word == "," for word in scene.words[max(group - 3, 0) : group])


def _items(scene: Scene, start: int, stop: int) -> list[Placed]:
    found = [item for item in scene.entities + scene.quantities if start <= item.first < stop]
    return sorted(found, key=lambda item: item.first)


def _first_phrase(scene: Scene, start: int, stop: int) -> Phrase:
    """Return the first noun phrase between two words that no preposition governs."""
    items = [item for item in _items(scene, start, stop) if not _is_governed(scene, item, start)]
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
        if word in (",", "and", "or", "but") or word in RELATIVES:
            return False
    return False


def _is_joined(scene: Scene, left: Placed, right: Placed) -> bool:
    between = scene.words[left.stop : right.first]
    if len(between) > 6:
        return False
    return not any(word in RELATIVES or word in ("to", "by", "on", "at", "with", "after") for word in between)


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
        return Phrase(scene, start, start, [])
    return Phrase(scene, start, stop, [])


def _noun_phrase_before(scene: Scene, stop: int) -> Phrase:
    """Return the noun phrase that ends right before a word, an apposition skipped."""
    items = [item for item in _items(scene, 0, stop) if stop - item.stop <= 10]
    if not items:
        return Phrase(scene, stop, stop, [])
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        if not _is_joined(scene, item, joined[0]):
            break
        joined.insert(0, item)
    return Phrase(scene, joined[0].first, joined[-1].stop, joined)


OBJECT_ENDS = frozenset("; : — – -- “ ” \" . after when while because who which that by in on at from to for since under "
                        "before until over during as where with if ( but".split())


def object_of(scene: Scene, last: int) -> Phrase:
    """Return the noun phrase that follows a trigger, up to the next preposition or clause."""
    start = last + 1
    if start < len(scene.words) and scene.words[start] == "of":
        start += 1
    stop = start
    while stop < len(scene.words) and stop - start < 40 and scene.words[stop] not in OBJECT_ENDS:
        if scene.words[stop] == "," and not _continues_list(scene, stop):
            break
        stop += 1
    return Phrase(scene, start, stop, _items(scene, start, stop))


def _continues_list(scene: Scene, comma: int) -> bool:
    after = scene.words[comma + 1 : comma + 3]
    return any(item.first in (comma + 1, comma + 2) for item in scene.entities + scene.quantities) or "and" in after[:1]


def agent_by(scene: Scene, last: int) -> Phrase:
    """Return the agent a passive names with "by", if it stands close after the verb."""
    for number in range(last + 1, min(last + 8, len(scene.words))):
        word = scene.words[number]
        if word == "by" and not any(item.first <= number + 1 < item.stop for item in scene.times):
            return object_of(scene, number)
        if word in (";", ".", "who", "which", "after", "when"):
            break
    return Phrase(scene, last + 1, last + 1, [])


def after_preposition(scene: Scene, last: int, prepositions: frozenset[str], reach: int = 8) -> Phrase:
    """Return the noun phrase after the first of some prepositions that follows a word."""
    for number in range(last + 1, min(last + reach, len(scene.words))):
        if scene.words[number] in prepositions:
            return object_of(scene, number)
        if scene.words[number] in (";", ".", "who", "which", "after", "when", "\"", "“", "”"):
            break
    return Phrase(scene, last + 1, last + 1, [])


def modifier_before(scene: Scene, first: int, reach: int = 4) -> Phrase:
    """Return the marked phrase right before a noun: "EU sanctions", "his arrest"."""
    items = [item for item in scene.entities if first - reach <= item.first and item.stop <= first]
    nearest = [item for item in items if not any(
        word in NOT_A_SUBJECT_AFTER or word in COORDINATORS or word == "," for word in scene.words[item.stop : first])]
    if not nearest:
        return Phrase(scene, first, first, [])
    return Phrase(scene, nearest[0].first, nearest[-1].stop, nearest)
