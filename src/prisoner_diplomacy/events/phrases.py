"""A noun phrase of a clause: whom it names, how many it counts."""

from functools import cache

from prisoner_diplomacy.annotate.records import Entity, Quantity
from prisoner_diplomacy.events.records import Count, Party
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.lexicon import grammar, load_table, load_words

PERSON_PRONOUNS = grammar("person_pronouns")


SINGULAR_STARTS = grammar("singular_starts")


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

    def __init__(self, scene: Scene, first: int, stop: int, items: list[Placed]) -> None:
        self.scene, self.first, self.stop, self.items = scene, first, stop, items
        self.origins: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.stop > self.first

    @property
    def entities(self) -> list[Entity]:
        """The entities in the phrase."""
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
        named = [
            as_party(entity) for entity in self.entities if entity.label != "NORP" and not is_place(entity)
        ]
        if named:
            covered = {country for party in named for country in party.countries}
            others = [
                as_party(e) for e in self.entities if e.label == "NORP" and not covered & set(e.countries)
            ]
            return list(dict.fromkeys(named + others))
        countries = self.countries() or self.origins
        text = self.text
        stateless = not stateless_words().isdisjoint(self.scene.words[self.first : self.stop])
        return (
            [Party(text, () if stateless else countries, known=stateless or bool(countries))] if text else []
        )

    def countries(self) -> tuple[str, ...]:
        """Return the countries of those the phrase names, each once."""
        return tuple(dict.fromkeys(c for entity in self.entities for c in entity.countries))

    def count(self) -> Count:
        """Return how many the phrase counts: a quantity, the people it names, or one."""
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
        words = self.scene.words[self.first : self.stop]
        if words[:1] == ["both"]:
            return Count(2, 2, "person")
        if words[:2] == ["one", "of"]:
            return Count(1, 1, "person")
        if any(word in PERSON_PRONOUNS for word in words[:1]):
            return Count(1, 1, "person")
        if any(word in SINGULAR_STARTS for word in words[:2]) and any(
            w in person_singulars() for w in words[:8]
        ):
            return Count(1, 1, "person")
        following = self.scene.words[self.stop : self.stop + 1] if self.entities else []
        if any(word in person_singulars() for word in words[-1:] + following):
            return Count(1, 1, "person")
        return Count()

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
