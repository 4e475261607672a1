"""Whom a noun phrase names, and how many it counts."""

from functools import cache

from prisoner_diplomacy.events.statements import NOTHING_COUNTED, Count, Party
from prisoner_diplomacy.lexicon import grammar, load_table, load_words
from prisoner_diplomacy.schema.marks import Entity, Quantity
from prisoner_diplomacy.text.clauses import NounPhrase, Phrase, noun_phrases, person_nouns
from prisoner_diplomacy.text.scene import Placed, Scene

PERSON_PRONOUNS = grammar("person_pronouns")
PRONOUNS = grammar("pronouns")
SINGULAR_STARTS = grammar("singular_starts")
ONE_PERSON, TWO_PEOPLE = Count(1, 1, "person"), Count(2, 2, "person")


@cache
def person_singulars() -> frozenset[str]:
    """Return the singular nouns that stand for one person."""
    return frozenset(
        noun for noun in person_nouns() if not noun.endswith("s") and noun not in ("men", "women", "people")
    )


@cache
def stateless_words() -> frozenset[str]:
    """Return the words for holders who act for no recognised country."""
    return load_words("stateless.txt")


def text_of(scene: Scene, first: int, stop: int) -> str:
    """Return a stretch of a sentence's words as written."""
    start = scene.first_token + first
    return scene.document.text[
        scene.document.starts[start] : scene.document.ends[scene.first_token + stop - 1]
    ]


def parties_of(phrase: Phrase, acting: bool = False) -> list[Party]:
    """Return who a phrase names: each of several joined, by id where known, else as written.

    Pronouns stand for whom their mark resolves them to, else for nobody.

    Args:
        phrase: where they are named.
        acting: only people, bodies and states are looked for, which alone can act.
    """
    scene = phrase.scene
    parties: list[Party] = []
    for part in noun_phrases(scene, phrase.first, phrase.stop):
        if acting and part.head < 0 and not _names_somebody(part):
            continue
        parties += _parties_of_one(scene, part)
    if not parties:
        parties = [
            as_party(e)
            for e in phrase.entities
            if e.form == "pronominal" and (e.ref or e.countries or e.name)
        ]
    return list(dict.fromkeys(parties))


def _names_somebody(part: NounPhrase) -> bool:
    return any(isinstance(item.mark, Entity) and item.first < part.core for item in part.items)


def _parties_of_one(scene: Scene, part: NounPhrase) -> list[Party]:
    """Return who one noun phrase names, with the nationality it gives them."""
    inside = [item for item in part.items if item.first < part.core]
    named = [i for i in inside if i.stop == part.core and isinstance(i.mark, Entity) and _is_party(i.mark)]
    origins = _origins(inside, named) or _origins([i for i in part.items if i.first >= part.core], [])
    if named and isinstance(named[0].mark, Entity):
        party = as_party(named[0].mark)
        mine = tuple(c for c in origins if c not in party.countries) if party.person else ()
        return [party, *([Party("", mine, known=True)] if mine else [])]
    words = scene.words[part.first : part.stop]
    if words[0] == "no" or (words[0] in PRONOUNS and len(words) == 1):
        return []
    text = text_of(scene, part.first, part.stop)
    if not stateless_words().isdisjoint(words):
        return [Party(text, (), known=True)]
    return (
        [Party(text, origins, known=bool(origins))] if part.head >= 0 or part.items or len(words) > 1 else []
    )


def _origins(items: list[Placed], named: list[Placed]) -> tuple[str, ...]:
    """Return the nationalities some marks give: of people rather than of the bodies they belong to."""
    marks = [item.mark for item in items if item not in named and isinstance(item.mark, Entity)]
    telling = [mark for mark in marks if isinstance(mark, Entity) and mark.label in ("NORP", "GPE")] or marks
    return tuple(dict.fromkeys([c for mark in telling if isinstance(mark, Entity) for c in mark.countries]))


def _is_party(entity: Entity) -> bool:
    return entity.label != "NORP" and not is_place(entity)


def countries_in(phrase: Phrase) -> tuple[str, ...]:
    """Return the countries of those a phrase names, each once."""
    return tuple(dict.fromkeys([c for entity in phrase.entities for c in entity.countries]))


def count_of(phrase: Phrase) -> Count:
    """Return how many the phrase counts: a quantity, the people it names, or one."""
    if phrase.items:
        for item in phrase.items:
            if isinstance(item.mark, Quantity) and _counts_people(phrase, item):
                quantity, more = item.mark, _named_beside(phrase, item)
                return Count(_plus(quantity.low, more), _plus(quantity.high, more), quantity.unit)
        people = {
            entity.name or entity.exact
            for entity in phrase.entities
            if entity.label == "PERSON" and entity.form != "pronominal"
        }
        if people:
            return Count(len(people), len(people), "person")
    return _count_of_words(phrase)


def _count_of_words(phrase: Phrase) -> Count:
    """Return how many the phrase speaks of by its words alone: "both", "one of", "she", "a man"."""
    start, stop, words = phrase.first, phrase.stop, phrase.scene.words
    head, second = (*words[start : min(start + 2, stop)], "", "")[:2]
    if head == "both":
        return TWO_PEOPLE
    if head in PERSON_PRONOUNS or (head == "one" and second == "of"):
        return ONE_PERSON
    singulars = person_singulars()
    if (head in SINGULAR_STARTS or second in SINGULAR_STARTS) and not singulars.isdisjoint(
        words[start : min(start + 8, stop)]
    ):
        return ONE_PERSON
    last = words[max(stop - 1, start) : stop + 1 if phrase.entities else stop]
    return NOTHING_COUNTED if singulars.isdisjoint(last) else ONE_PERSON


def _named_beside(phrase: Phrase, item: Placed) -> int:
    """Return how many people are named on top of a number: "ten soldiers and Ivan Ivanov"."""
    beside = phrase.scene.words[item.stop : phrase.stop]
    before = [
        other for other in phrase.items if other.stop == item.first - 1 and isinstance(other.mark, Entity)
    ]
    if phrase.scene.words[item.first - 1 : item.first] == ["and"] and before:
        return sum(isinstance(other.mark, Entity) and other.mark.label == "PERSON" for other in before)
    if "and" not in beside or not {"including", ","}.isdisjoint(beside[: beside.index("and")]):
        return 0
    start = item.stop + beside.index("and")
    return sum(
        start < other.first <= start + 2
        and isinstance(other.mark, Entity)
        and other.mark.label == "PERSON"
        and other.mark.form == "named"
        for other in phrase.items
    )


def _counts_people(phrase: Phrase, item: Placed) -> bool:
    quantity = item.mark
    assert isinstance(quantity, Quantity)
    head = quantity.unit.rpartition(" ")[2]
    if not head and phrase.scene.is_age(item):
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
    return Party(
        entity.ref or entity.name or entity.exact,
        entity.countries,
        person,
        bool(entity.countries or (entity.ref and not person)),
    )


MEDIA = grammar("media")


@cache
def media_ids() -> frozenset[str]:
    """Return the canonical ids of news agencies, papers and broadcasters."""
    rows = load_table("organisations.csv")
    return frozenset(row["id"] for row in rows if not MEDIA.isdisjoint(row["roles"].split(";")))


def is_media(entity: Entity) -> bool:
    """Say whether an entity is one that reports what others do."""
    return entity.ref in media_ids()


def is_place(entity: Entity) -> bool:
    """Say whether an entity is a mere place: a city or region not standing for a government."""
    if entity.label == "LOC":
        return True
    return entity.label == "GPE" and entity.form == "named" and entity.ref not in country_ids()


@cache
def country_ids() -> frozenset[str]:
    """Return the canonical ids of countries and unions of countries."""
    return frozenset(row["id"] for row in load_table("countries.csv")) | {"european-union"}
