"""Who takes part in one article: the people, organisations and places meant by its mentions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from prisoner_diplomacy.reading.entities.name_tables import Known, load_lexicon
from prisoner_diplomacy.schema.marks import Entity, Form, Label
from prisoner_diplomacy.text.phrase_matcher import flatten

NAMESAKES = 20
MIDDLE_INITIAL = re.compile(r" (?:[A-Z]\. ?){1,3}")
FEMALE_SURNAMES = ("kaya", "kaia", "ova", "eva", "ina", "iene", "aite", "yte", "ute")
MALE_SURNAMES = ("sky", "skiy", "skyi", "ski", "skij", "ov", "ev", "in", "au")


@dataclass(slots=True, eq=False)
class Referent:
    """One person, organisation, place or nationality that an article speaks of."""

    label: Label
    name: str
    ref: str = ""
    countries: tuple[str, ...] = ()
    gender: str = ""
    roles: frozenset[str] = frozenset()
    given: str = ""
    family: str = ""
    seen: int = -1
    count: int = 0


@dataclass(slots=True, eq=False)
class Draft:
    """A mention before it is final: where it stands and who is meant."""

    start: int
    end: int
    label: Label
    form: Form
    who: Referent

    def entity(self, text: str) -> Entity:
        """Return the finished record."""
        start, end, who = self.start, self.end, self.who
        exact = text[start:end]
        return Entity(start, end, exact, self.label, self.form, who.ref, who.name, who.countries, who.gender)


class Cast:
    """The referents of one article, found again by id, full name, family name or given name."""

    def __init__(self, published: date) -> None:
        self.published = published
        self.lexicon = load_lexicon()
        self.by_key: dict[str, Referent] = {}
        self.families: dict[str, list[Referent]] = {}
        self.given: dict[str, list[Referent]] = {}

    def known(self, known: Known) -> Referent:
        """Return the referent of a row of the entity table."""
        who = self.by_key.get(known.id)
        if who is None:
            who = Referent(known.label, known.name, known.id, known.countries, known.gender, known.roles)
            self.by_key[known.id] = who
            if known.label == "PERSON":
                self._register(who, known.given, known.family)
        return who

    def person(self, name: str, given: str, family: str, gender: str = "") -> Referent:
        """Return the person of that full name, whom the entity table does not know."""
        known = self._known_without_initials(name)
        if known is not None:
            return self.known(known)
        given, family = flatten(given), flatten(family)
        key = f"{self.lexicon.spellings.get(given, given)} {family}"
        who = self.by_key.get(key)
        if who is None:
            who = Referent("PERSON", name, gender=gender or self.gender_of(given, family))
            self.by_key[key] = who
            self._register(who, given, family)
        elif gender:
            who.gender = gender
        if len(name) > len(who.name):
            who.name = name
        return who

    def _known_without_initials(self, name: str) -> Known | None:
        """Return whom the entity table knows by a name without its middle initials: "Ana M. Roe"."""
        if "." not in name:
            return None
        short = flatten(MIDDLE_INITIAL.sub(" ", name))
        found = self.lexicon.matcher.find(short)
        if len(found) != 1 or found[0][:2] != (0, len(short)):
            return None
        return next((alias.known for alias in found[0][2].aliases if alias.known.label == "PERSON"), None)

    def thing(self, name: str, label: Label, countries: tuple[str, ...] = ()) -> Referent:
        """Return the organisation or place of that name, which the entity table does not know."""
        key = flatten(name)
        who = self.by_key.get(key)
        if who is None:
            who = self.by_key[key] = Referent(label, name, countries=countries)
        who.countries = who.countries or countries
        return who

    def gender_of(self, given: str, family: str) -> str:
        """Return the gender that a flat given name, else the ending of a flat family name, speaks for."""
        genders = self.lexicon.genders
        gender = genders.get(given) or genders.get(given.partition(" ")[0], "")
        if gender in ("m", "f"):
            return gender
        if family.endswith(FEMALE_SURNAMES):
            return "f"
        return "m" if family.endswith(MALE_SURNAMES) and len(family) > 5 else ""

    def named_like(self, word: str, offset: int, gender: str = "") -> Referent | None:
        """Return the person of that family name, else given name: the most met, else the first to come."""
        flat = flatten(word)
        people = self.families.get(flat) or self.given.get(self.lexicon.spellings.get(flat, flat))
        if not people:
            return None
        if gender:
            people = [who for who in people if who.gender in (gender, "")]
        people = people[-NAMESAKES:]
        met = [who for who in people if 0 <= who.seen < offset]
        return max(met, key=lambda who: (who.count, who.seen)) if met else next(iter(people), None)

    def _register(self, who: Referent, given: str, family: str) -> None:
        who.given, who.family = given, family
        for part in {family, *family.split()[-1:]} if " " in family else (family,):
            self.families.setdefault(part, []).append(who)
        if given:
            self.given.setdefault(self.lexicon.spellings.get(given, given), []).append(who)


def without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep, of overlapping mentions, the longest, then the first; return them in order."""
    kept: list[Draft] = []
    for draft in sorted(sorted(drafts, key=attrgetter("end"), reverse=True), key=attrgetter("start")):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
        elif draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept[-1] = draft
    return kept
