"""Who did what to whom, how many, where: read from the clause around a trigger."""

from functools import cache

from prisoner_diplomacy.annotate.verbs import BE, HAVE
from prisoner_diplomacy.annotate.records import Entity, EventMention, Quantity
from prisoner_diplomacy.events.records import Count, Party
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.lexicon import load_table, load_words

HARD_BREAKS = frozenset("; : — – -- “ ” \" after when while because though although if where ( ) since before said says".split())
RELATIVES = frozenset("who which whom whose that".split())
COORDINATORS = frozenset("and or but".split())
NOT_A_SUBJECT_AFTER = frozenset(
    "in on at of from to with for by against between among over under into near about including during "
    "inside outside without toward towards like than via per".split()
)
SKIPPED = NOT_A_SUBJECT_AFTER | COORDINATORS | RELATIVES | frozenset(["later", "then", "also", "while"])
JOINERS = frozenset(", and or the a an his her their 's both political former of other more leading fellow".split())
NP_BREAKS = RELATIVES | COORDINATORS | frozenset([",", "return", "exchange", "addition", "turn"])
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


@cache
def stateless_words() -> frozenset[str]:
    """Return the words for holders who act for no recognised country."""
    return load_words("stateless.txt")


class Phrase:
    """A noun phrase: the marks in it and its stretch of words."""

    def __init__(self, scene: Scene, first: int, stop: int, items: list[Placed]) -> None:
        self.scene, self.first, self.stop, self.items = scene, first, stop, items
        self.origins: tuple[str, ...] = ()

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
            covered = {country for party in named for country in party.countries}
            others = [as_party(e) for e in self.entities if e.label == "NORP" and not covered & set(e.countries)]
            return list(dict.fromkeys(named + others))
        countries = self.countries() or self.origins
        text = self.text
        stateless = not stateless_words().isdisjoint(self.scene.words[self.first : self.stop])
        return [Party(text, () if stateless else countries, known=stateless or bool(countries))] if text else []

    def countries(self) -> tuple[str, ...]:
        """Return the countries of those the phrase names, each once."""
        return tuple(dict.fromkeys(c for entity in self.entities for c in entity.countries))

    def count(self) -> Count:
        """Return how many the phrase counts: a quantity, the people it names, or one."""
        for item in self.items:
            if isinstance(item.mark, Quantity) and self._counts_people(item):
                quantity, more = item.mark, self._named_beside(item)
                return Count(_plus(quantity.low, more), _plus(quantity.high, more), quantity.unit)
        people = {entity.name or entity.exact for entity in self.entities
                  if entity.label == "PERSON" and entity.form != "pronominal"}
        if people:
            return Count(len(people), len(people), "person")
        words = self.scene.words[self.first : self.stop]
        if words[:1] == ["both"]:
            return Count(2, 2, "person")
        if words[:2] == ["one", "of"]:
            return Count(1, 1, "person")
        if any(word in PERSON_PRONOUNS for word in words[:1]):
            return Count(1, 1, "person")
        if any(word in SINGULAR_STARTS for word in words[:2]) and any(w in person_singulars() for w in words[:8]):
            return Count(1, 1, "person")
        following = self.scene.words[self.stop : self.stop + 1] if self.entities else []
        if any(word in person_singulars() for word in words[-1:] + following):
            return Count(1, 1, "person")
        return Count()

    def _named_beside(self, item: Placed) -> int:
        """Return how many people are named on top of a number: "ten soldiers and Ivan Ivanov"."""
        beside = self.scene.words[item.stop : self.stop]
        before = [other for other in self.items if other.stop == item.first - 1 and isinstance(other.mark, Entity)]
        if self.scene.words[item.first - 1 : item.first] == ["and"] and before:
            return sum(isinstance(other.mark, Entity) and other.mark.label == "PERSON" for other in before)
        if "and" not in beside or not {"including", ","}.isdisjoint(beside[: beside.index("and")]):
            return 0
        start = item.stop + beside.index("and")
        return sum(start < other.first <= start + 2 and isinstance(other.mark, Entity)
                   and other.mark.label == "PERSON" and other.mark.form == "named" for other in self.items)

    def _counts_people(self, item: Placed) -> bool:
        quantity = item.mark
        assert isinstance(quantity, Quantity)
        head = quantity.unit.rpartition(" ")[2]
        if not head and self.scene.is_age(item):
            return False
        return not head or head[:1].isupper() or head.lower() in person_nouns()


def _plus(value: float | int | None, more: int) -> int | None:
    return None if value is None else int(value) + more


def whole(value: float | int | None) -> int | None:
    """Return a bound of a quantity as a whole number."""
    return None if value is None else int(value)


def as_party(entity: Entity) -> Party:
    """Return an entity as a party of an event."""
    person = entity.label == "PERSON"
    return Party(entity.ref or entity.name or entity.exact, entity.countries, person, bool(entity.countries or (entity.ref and not person)))


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
        return noun_phrase_before(scene, relative)
    adjacent = _adjacent_phrase(scene, group)
    if adjacent is not None:
        return adjacent
    inserted = _insertion_start(scene, group)
    if inserted is not None:
        return noun_phrase_before(scene, inserted)
    start = _main_start(scene, group) if _resumes(scene, group) else _clause_start(scene, group)
    if start and scene.words[start - 1] == "whom":
        return noun_phrase_before(scene, start - 1)
    if scene.words[start : start + 2] == ["one", "of"]:
        return Phrase(scene, start, start + 3, [])
    phrase = _first_phrase(scene, start, group)
    if phrase:
        return phrase
    if _shares_subject(scene, group):
        return _first_phrase(scene, 0, group)
    return noun_phrase_before(scene, group)


def _adjacent_phrase(scene: Scene, group: int) -> Phrase | None:
    """Return the marked phrase that ends right before the verb and that no preposition governs."""
    items = _items(scene, 0, group)
    if not items or items[-1].stop < group - 2 or "," in scene.words[items[-1].stop : group]:
        return None
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        if not _is_joined(scene, item, joined[0]):
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
        coordinated = word == "and" and number and scene.words[number - 1] == ","
        if coordinated and any(number < item.first < group for item in scene.entities + scene.quantities):
            return number + 1
    return 0


def _insertion_start(scene: Scene, group: int) -> int | None:
    """Return where the insertion between dashes starts that ends right before a word."""
    if scene.words[group - 1 : group] not in (["—"], ["–"], ["--"]):
        return None
    return next((n for n in range(group - 2, 0, -1) if scene.words[n] in ("—", "–", "--")), None)


def _resumes(scene: Scene, group: int) -> bool:
    """Say whether a verb goes on with the main clause after an insertion: "X, who …, has freed"."""
    before = scene.words[max(group - 2, 0) : group]
    return before[-1:] == [","] or (before[-1:] in (["and"], ["but"]) and before[0] == ",")


def _main_start(scene: Scene, group: int) -> int:
    """Return where the main clause starts that holds a word: after a semicolon or quotation mark."""
    for number in range(group - 1, -1, -1):
        word = scene.words[number]
        reported = word == "that" and number and (scene.words[number - 1] in REPORTING or scene.words[number - 1].endswith("ed"))
        if reported or word in (";", ":", "“", "”", '"', "—", "–", "--"):
            return number + 1
    return 0


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
        if word in NP_BREAKS or any(time.first <= number < time.stop for time in scene.times):
            return False
    return False


def _is_joined(scene: Scene, left: Placed, right: Placed) -> bool:
    between = scene.words[left.stop : right.first]
    alike = type(left.mark) is type(right.mark)
    return len(between) <= 3 and all(word in JOINERS for word in between) and (alike or "," not in between)


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
        stop = start + 3 if start < len(scene.words) and scene.words[start] in ("a", "an", "the") else start
    phrase = Phrase(scene, start, stop, [])
    phrase.origins = tuple(
        country for item in scene.entities if start <= item.first < stop and isinstance(item.mark, Entity)
        for country in item.mark.countries
    )
    return phrase


def noun_phrase_before(scene: Scene, stop: int) -> Phrase:
    """Return the noun phrase that ends right before a word, appositions and "of X" skipped."""
    head = next((n for n in range(stop - 1, max(stop - 4, -1), -1) if scene.words[n] in GENERIC_HEADS), None)
    items = [item for item in _items(scene, 0, stop) if stop - item.stop <= 14]
    if head is not None and not any(item.first <= head <= item.stop + 2 for item in items):
        return Phrase(scene, head, stop, [])
    while len(items) > 1 and _is_attribute(scene, items[-1]):
        items.pop()
    if not items:
        return Phrase(scene, stop, stop, [])
    joined = [items[-1]]
    for item in reversed(items[:-1]):
        if not _is_joined(scene, item, joined[0]):
            break
        joined.insert(0, item)
    return Phrase(scene, joined[0].first, joined[-1].stop, joined)


def _is_attribute(scene: Scene, item: Placed) -> bool:
    """Say whether a mark only qualifies the noun before it: "a friend of X", "a librarian from Y"."""
    mark = item.mark
    if not isinstance(mark, Entity) or (mark.label == "PERSON" and mark.form != "named"):
        return False
    following = scene.words[item.stop : item.stop + 1]
    if mark.label == "PERSON" and following == [","]:
        return False
    qualifies = mark.label != "PERSON" and following and following[0] in person_nouns() | OCCUPATIONS
    return bool(qualifies) or _is_governed(scene, item, 0)


GENERIC_HEADS = frozenset("those anyone everyone people persons men women prisoners someone".split())
OCCUPATIONS = frozenset("correspondent columnist photographer producer analyst librarian dispatcher manager founder chairman head chief".split())
REPORTING = frozenset("said says out say saying told adds insist insists claims believes warns".split())
CONTROLLING = frozenset("urge urged urges urging ask asked asks asking tell told press pressed pressing order ordered "
                        "persuade persuaded convince convinced force forced oblige oblige want wants".split())
ARRANGING = frozenset("mediated brokered arranged facilitated hosted announced condemned welcomed led negotiated ordered signed".split())
CUSTODY_NOUNS = frozenset("prison prisons jail jails custody detention captivity colony colonies camp camps court courts "
                          "cell cells prosecutors police authorities penal".split())


def custodian(scene: Scene, last: int) -> list[Party]:
    """Return who holds people by the words around: "in a Belarusian prison", "held in Russia"."""
    if not stateless_words().isdisjoint(scene.words[last + 1 : last + 7]):
        return [Party("", (), known=True)]
    for item in scene.entities:
        entity = item.mark
        if not isinstance(entity, Entity) or not entity.countries or entity.label not in ("NORP", "GPE", "ORG"):
            continue
        if not CUSTODY_NOUNS.isdisjoint(scene.words[item.stop : item.stop + 2]):
            return [as_party(entity)]
        within = entity.label == "GPE" and scene.words[item.first - 1 : item.first] == ["in"]
        if within and last < item.first <= last + 6:
            return [Party(entity.ref, entity.countries, known=True)]
    return []


OBJECT_ENDS = frozenset("; : — – -- “ ” \" . after when while because who which that by in on at from to for since under "
                        "before until over during as where with if ( but is are was were has have had will would could said says".split())


def object_of(scene: Scene, last: int) -> Phrase:
    """Return the noun phrase that follows a trigger, up to the next preposition or clause."""
    start = last + 1
    if start < len(scene.words) and scene.words[start] == "of":
        start += 1
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
    return Phrase(scene, start, stop, _items(scene, start, stop))


def _continues_list(scene: Scene, comma: int) -> bool:
    after = scene.words[comma + 1 : comma + 3]
    return any(item.first in (comma + 1, comma + 2) for item in scene.entities + scene.quantities) or "and" in after[:1]


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


def after_preposition(scene: Scene, last: int, prepositions: frozenset[str], reach: int = 8) -> Phrase:
    """Return the noun phrase after the first of some prepositions that follows a word."""
    for number in range(last + 1, min(last + reach, len(scene.words))):
        if scene.words[number] in prepositions:
            phrase = object_of(scene, number)
            if phrase:
                return phrase
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


NOT_LISTED = frozenset("year month week day time percent dollar euro pound tonne ton round package wave barrel set".split())


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
