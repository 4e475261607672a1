"""Names that tell as much as words of a class: a person's as "prisoner", two states' as "the sides"."""

from bisect import bisect_left
from itertools import pairwise

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document

PEOPLE = "persons"
JOINING = frozenset(["and", ", and", "and the", "'s and", "’s and"])
OFFICES_OF_GUESTS = grammar("offices_of_guests")
LONGEST_JOIN = 9
BEFORE_NAME, AFTER_NAME = 3, 6


def telling_names(document: Document, entities: list[Entity]) -> dict[str, list[int]]:
    """Return where the names stand that tell as much as words of a class, in order."""
    named = [entity for entity in entities if entity.form != "pronominal"]
    told = _told_of_office(document, named)
    officials = [
        e.start for e in named if (e.label == "PERSON" and (e.ref or e.name in told)) or e.form == "metonym"
    ]
    countries = [e.start for e in named if e.label in ("GPE", "NORP")]
    known = [
        e
        for e in named
        if e.label in ("GPE", "ORG") or e.form == "metonym" or (e.label == "PERSON" and e.ref)
    ]
    people = [e.start for e in named if e.label in ("PERSON", "NORP")]
    joined = _joined(document, known)
    return {
        PEOPLE: people,
        "people": people,
        "diplomats": officials,
        "parties": sorted({*officials, *joined}),
        "sides": joined,
        "delegates": joined,
        "warring": joined,
        "known visitors": officials,
        "visiting officials": officials,
        "travellers": [e.start for e in named if e.label == "PERSON" and not e.ref],
        "states": countries,
        "warring states": countries,
        "places": [e.start for e in named if e.label in ("GPE", "LOC")],
        "negotiating": sorted({*officials, *countries}),
    }


def _told_of_office(document: Document, named: list[Entity]) -> set[str]:
    """Return the names of the people whose office stands beside one of their mentions: "envoy Ana Roe"."""
    told: set[str] = set()
    lower = document.lower
    for person in named:
        if person.label == "PERSON" and not person.ref and person.name not in told:
            first = bisect_left(document.starts, person.start)
            last = bisect_left(document.starts, person.end)
            beside = lower[max(first - BEFORE_NAME, 0) : first]
            if lower[last : last + 1] == [","]:
                beside += lower[last + 1 : last + 1 + AFTER_NAME]
            if not OFFICES_OF_GUESTS.isdisjoint(beside):
                told.add(person.name)
    return told


def _joined(document: Document, named: list[Entity]) -> list[int]:
    """Return where states, bodies and officials stand that "and" joins to another: "Seoul and Tokyo"."""
    joined = []
    for one, other in pairwise(named):
        if document.text[one.end : min(other.start, one.end + LONGEST_JOIN)].strip() in JOINING:
            joined += [one.start, other.start]
    return sorted({*joined})


def titles(document: Document, entities: list[Entity]) -> frozenset[int]:
    """Return the places of the words in longer names of known states and bodies: "European Union"."""
    places: set[int] = set()
    for entity in entities:
        if entity.label in ("GPE", "ORG") and entity.ref and " " in entity.exact:
            first = bisect_left(document.starts, entity.start)
            places.update(range(first, bisect_left(document.starts, entity.end)))
    return frozenset(places)
