"""A noun phrase of a clause: whom it names, how many it counts."""

from functools import cache

from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.events.statements import NOTHING_COUNTED, Count, Party
from prisoner_diplomacy.lexicon import grammar, load_table, load_words
from prisoner_diplomacy.schema.marks import Entity, Quantity

PERSON_PRONOUNS = grammar("person_pronouns")


SINGULAR_STARTS = grammar("singular_starts")


ONE_PERSON, TWO_PEOPLE = Count(1, 1, "person"), Count(2, 2, "person")


@cache
def person_nouns() -> frozenset[str]:
    """Return the nouns that stand for people, singular and plural."""
    return load_words("person_nouns.txt")


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


class Phrase:
    """A noun phrase: the marks in it and its stretch of words."""

    __slots__ = ("_entities", "first", "items", "origins", "scene", "stop")

    def __init__(self, scene: Scene, first: int, stop: int, items: list[Placed]) -> None:
        self.scene, self.first, self.stop, self.items = scene, first, stop, items
        self.origins: tuple[str, ...] = ()
        self._entities: list[Entity] | None = None

    def __bool__(self) -> bool:
        return self.stop > self.first

    @property
    def entities(self) -> list[Entity]:
        """The entities in the phrase."""
        if self._entities is None:
            self._entities = [item.mark for item in self.items if isinstance(item.mark, Entity)]
        return self._entities

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
        if self.items:
            named = [as_party(e) for e in self.entities if e.label != "NORP" and not is_place(e)]
            if named:
                return self._with_nationalities(named)
        text = self.text
        if not text:
            return []
        if not stateless_words().isdisjoint(self.scene.words[self.first : self.stop]):
            return [Party(text, (), known=True)]
        countries = self.countries() or self.origins
        return [Party(text, countries, known=bool(countries))]

    def _with_nationalities(self, named: list[Party]) -> list[Party]:
        """Return the named with the nationalities in the phrase that are of none of their countries."""
        if len(self.entities) == 1:
            return named
        covered = {country for party in named for country in party.countries}
        others = [as_party(e) for e in self.entities if e.label == "NORP" and covered.isdisjoint(e.countries)]
        return list(dict.fromkeys(named + others))

    def countries(self) -> tuple[str, ...]:
        """Return the countries of those the phrase names, each once."""
        return tuple(dict.fromkeys([c for entity in self.entities for c in entity.countries]))

    def count(self) -> Count:
        """Return how many the phrase counts: a quantity, the people it names, or one."""
        if self.items:
            for item in self.items:
                if isinstance(item.mark, Quantity) and self._counts_people(item):
                    quantity, more = item.mark, self._named_beside(item)
                    return Count(_plus(quantity.low, more), _plus(quantity.high, more), quantity.unit)
            people = {
                entity.name or entity.exact
                for entity in self.entities
                if entity.label == "PERSON" and entity.form != "pronominal"
            }
            if people:
                return Count(len(people), len(people), "person")
        return self._count_of_words()

    def _count_of_words(self) -> Count:
        """Return how many the phrase speaks of by its words alone: "both", "one of", "she", "a man"."""
        start, stop, words = self.first, self.stop, self.scene.words
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
        last = words[max(stop - 1, start) : stop + 1 if self.entities else stop]
        return NOTHING_COUNTED if singulars.isdisjoint(last) else ONE_PERSON

    def _named_beside(self, item: Placed) -> int:
        """Return how many people are named on top of a number: "ten soldiers and Ivan Ivanov"."""
        beside = self.scene.words[item.stop : self.stop]
        before = [
            other for other in self.items if other.stop == item.first - 1 and isinstance(other.mark, Entity)
        ]
        if self.scene.words[item.first - 1 : item.first] == ["and"] and before:
            return sum(isinstance(other.mark, Entity) and other.mark.label == "PERSON" for other in before)
        if "and" not in beside or not {"including", ","}.isdisjoint(beside[: beside.index("and")]):
            return 0
        start = item.stop + beside.index("and")
        return sum(
            start < other.first <= start + 2
            and isinstance(other.mark, Entity)
            and other.mark.label == "PERSON"
            and other.mark.form == "named"
            for other in self.items
        )

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
    return Party(
        entity.ref or entity.name or entity.exact,
        entity.countries,
        person,
        bool(entity.countries or (entity.ref and not person)),
    )


def is_place(entity: Entity) -> bool:
    """Say whether an entity is a mere place: a city or region not standing for a government."""
    if entity.label == "LOC":
        return True
    return entity.label == "GPE" and entity.form == "named" and entity.ref not in country_ids()


@cache
def country_ids() -> frozenset[str]:
    """Return the canonical ids of countries and unions of countries."""
    return frozenset(row["id"] for row in load_table("countries.csv")) | {"european-union"}
