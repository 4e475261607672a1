"""Whom a noun phrase names."""

from functools import cache, lru_cache

from prisoner_diplomacy.events.statements import Party
from prisoner_diplomacy.lexicon import grammar, load_table, load_words
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import NounPhrase, Phrase, is_contracted, person_nouns
from prisoner_diplomacy.text.scene import Placed, Scene
from prisoner_diplomacy.text.verbs import POSSESSIVES

PRONOUNS = grammar("pronouns")
REBELS, OUTLAWS = grammar("rebels"), grammar("outlaws")
PASSPORTS = grammar("passports")
CUSTODY_NOUNS = grammar("custody_nouns")
HOLDING = frozenset(["who", "with", "holding", "has", "holds"])
LONGEST_CLAUSE = 12


RELATED = grammar("related")
PLURAL_ENDINGS = ("s", "men", "people", "children", "police", "crew", "staff", "personnel")


@cache
def person_singulars() -> frozenset[str]:
    """Return the singular nouns that stand for one person, offices among them."""
    offices = {row["noun"].rpartition(" ")[2] for row in load_table("roles.csv") if row["label"] == "PERSON"}
    nouns = person_nouns() | offices
    return frozenset(noun for noun in nouns if noun != "other" and not noun.endswith(PLURAL_ENDINGS))


@lru_cache(maxsize=2)
def stateless_words(document: Document) -> frozenset[str]:
    """Return the words for holders who act for no recognised country, in a text.

    Rebels do so only where a text speaks of others who do; elsewhere they are of the country they fight in.
    """
    words = load_words("stateless.txt")
    separating = words - OUTLAWS
    return words if separating.isdisjoint(document.lower) else words | REBELS


def text_of(scene: Scene, first: int, stop: int) -> str:
    """Return a stretch of a sentence's words as written."""
    document, offset = scene.document, scene.first_token
    return document.text[document.starts[offset + first] : document.token_end(offset + stop - 1)]


def parties_of(phrase: Phrase, acting: bool = False) -> list[Party]:
    """Return who a phrase names: each of several joined, by id where known, else as written.

    Pronouns stand for whom their mark resolves them to, else for nobody.

    Args:
        phrase: where they are named.
        acting: only people, bodies and states are looked for, which alone can act.
    """
    scene = phrase.scene
    parties: list[Party] = []
    for part in phrase.parts:
        if acting and part.head < 0 and not _names_somebody(part):
            continue
        parties += _parties_of_one(scene, part, acting)
    if not parties:
        parties = [
            as_party(e)
            for e in phrase.entities
            if e.form == "pronominal" and (e.ref or e.countries or e.name)
        ]
    return list(dict.fromkeys(parties))


def _names_somebody(part: NounPhrase) -> bool:
    return any(isinstance(item.mark, Entity) and item.first < part.core for item in part.items)


def _parties_of_one(scene: Scene, part: NounPhrase, acting: bool) -> list[Party]:
    """Return who one noun phrase names, with the nationality it gives them."""
    inside = [i for i in part.items if i.first < part.core and _is_inside(scene, part, i)]
    named = [i for i in inside if i.stop == part.core and isinstance(i.mark, Entity) and _is_party(i.mark)]
    origins = _origins(inside, named) or _origins(_belonging(scene, part), [])
    if named and isinstance(named[0].mark, Entity):
        party = as_party(named[0].mark)
        origins = origins or (_passports_of(scene, part) if party.person else ())
        unknown = party.person and named[0].mark.ref == ""
        mine = tuple(c for c in origins if c not in party.countries) if unknown else ()
        return [party, *([Party("", mine, known=True)] if mine else [])]
    words = scene.words[part.first : part.stop]
    if (words[0] == "no" and part.first not in scene.counted) or (words[0] in PRONOUNS and len(words) == 1):
        return []
    if words[-1] in PRONOUNS or is_contracted(words[-1]):
        return [Party("", origins, known=True)] if origins else []
    owner = inside[0].mark if inside and inside[0].first == part.first else None
    owned = part.head < 0 and not acting and isinstance(owner, Entity) and owner.label == "PERSON"
    if owned and isinstance(owner, Entity) and _owns(scene, part):
        return [as_party(owner)]
    of = next((i.mark for i in part.items if i.first > part.core and scene.words[i.first - 1] == "of"), None)
    if part.head < 0 and isinstance(of, Entity) and of.label == "PERSON":
        return [as_party(of), *([Party("", origins, known=True)] if origins and not of.countries else [])]
    if isinstance(owner, Entity) and owner.label == "NORP" and len(words) == 1 and owner.ref:
        return [as_party(owner)]
    origins = origins or _passports_of(scene, part)
    text = text_of(scene, part.first, part.stop)
    if not stateless_words(scene.document).isdisjoint(words):
        return [Party(text, origins if words[-1] in OUTLAWS else (), known=True)]
    return (
        [Party(text, origins, known=bool(origins))] if part.head >= 0 or part.items or len(words) > 1 else []
    )


def _is_inside(scene: Scene, part: NounPhrase, item: Placed) -> bool:
    """Say whether a mark is no place that somebody is sent to: "X's envoy to Y, Ana Roe"."""
    return item.first == part.first or scene.words[item.first - 1] != "to"


def _belonging(scene: Scene, part: NounPhrase) -> list[Placed]:
    """Return the marks after a noun that say where it is of: "of X", not "to X", nor "from an X prison"."""
    if part.head >= 0 and scene.words[part.head] in RELATED:
        return []
    after = [i for i in part.items if i.first >= part.core and scene.words[i.first - 1] != "to"]
    return [i for i in after if CUSTODY_NOUNS.isdisjoint(scene.words[i.stop : i.stop + 2])]


def _owns(scene: Scene, part: NounPhrase) -> bool:
    """Say whether a phrase is what somebody has, who is meant by it: "commuted his sentence"."""
    first = scene.words[part.first]
    return first in POSSESSIVES or scene.words[part.items[0].stop - 1].endswith("'s")


def _passports_of(scene: Scene, part: NounPhrase) -> tuple[str, ...]:
    """Return the nations of a person's passports: "Ana Roe, who holds Polish and Iranian passports"."""
    clause = scene.words[part.stop : part.stop + LONGEST_CLAUSE]
    stop = next((number for number, word in enumerate(clause) if word in PASSPORTS), 0)
    if HOLDING.isdisjoint(clause[:2]) or not stop:
        return ()
    return _origins(scene.between(part.stop, part.stop + stop), [])


def _origins(items: list[Placed], named: list[Placed]) -> tuple[str, ...]:
    """Return the nationalities some marks give: of people rather than of the bodies they belong to."""
    marks = [item.mark for item in items if item not in named and isinstance(item.mark, Entity)]
    telling = [mark for mark in marks if isinstance(mark, Entity) and mark.label in ("NORP", "GPE")] or marks
    telling = [mark for mark in telling if mark.form != "pronominal"] or telling
    return tuple(dict.fromkeys([c for mark in telling if isinstance(mark, Entity) for c in mark.countries]))


def _is_party(entity: Entity) -> bool:
    return entity.label != "NORP" and not is_place(entity)


def countries_in(phrase: Phrase) -> tuple[str, ...]:
    """Return the countries of those a phrase names, each once."""
    return tuple(dict.fromkeys([c for entity in phrase.entities for c in entity.countries]))


def as_party(entity: Entity) -> Party:
    """Return an entity as a party of an event."""
    person = entity.label == "PERSON"
    return Party(
        entity.ref or entity.name or entity.exact,
        entity.countries,
        person,
        bool(entity.countries or entity.ref),
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
