"""Mentions by description: "the Belarusian leader", "Lithuania's border guard", "the committee"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from prisoner_diplomacy.reading.entities.cast import Cast, Draft, Referent
from prisoner_diplomacy.reading.entities.name_tables import Known, words
from prisoner_diplomacy.reading.entities.named import Hit
from prisoner_diplomacy.schema.marks import Label
from prisoner_diplomacy.text.document import Document

GAP = re.compile(r"(['’]s?)? ((?:[a-z-]{2,14} ){0,3}(?:ex-)?)")
DEFINITE = frozenset(["the", "The", "this", "This", "that", "That"])
DETERMINERS = DEFINITE | {"a", "A", "an", "An", "another", "Another", "its", "his", "her", "their", "one"}
OF = re.compile(r" of (?:the )?")
FOLLOWING = re.compile(r" ([a-z]+)")
APPOSITION = re.compile(r", (?:now |then )?(?:\d{1,3}, )?(?:who is )?(?=([\w-]+))")
APPOSITION_END = re.compile(
    r"[.;!?“”\"—:]|, | (?:to|for|with|by|in|on|at|from|who|whose|that|as|was|is|were|said|told|and) "
)
FREED = re.compile(
    r"(?:(?:(?:one|two|three|four|five) of the|an?|the|another|one|two|three|both) )?(?:[a-z]+ )?"
)
OFFICE = re.compile(r" (?:of|from|at|with|for) (?:the )?")
MODIFIERS, PAST_MODIFIERS = words("modifiers", "past_modifiers"), words("past_modifiers")
NATIONAL_OFFICES = words("national_offices")
FOLLOWERS = words("followers", "speech", "acts", "it_acts")
LONGEST_APPOSITION = 70
LONGEST_OPENING = LONGEST_GAP = 48
MENTIONS_BACK = 60


class Site(NamedTuple):
    """Where a description stands: its span, and the country, person or organisation it names."""

    start: int
    end: int
    definite: bool
    owner: Draft | None
    past: bool


class Describer:
    """Finds the mentions by description of one article, and learns what descriptions tell of people."""

    def __init__(self, document: Document, cast: Cast, drafts: list[Draft], nouns: list[Hit]) -> None:
        self.document, self.text, self.cast = document, document.text, cast
        self.drafts, self.nouns = drafts, nouns
        self.by_start = {draft.start: draft for draft in drafts}
        self.starts = list(self.by_start)
        self.ends = [draft.end for draft in drafts]
        self.noun_starts = [noun.start for noun in nouns]
        self.main_country = _main_country(drafts)
        self.found: list[Draft] = []

    def run(self) -> list[Draft]:
        """Return the mentions by description."""
        for number, draft in enumerate(self.drafts):
            if draft.label == "PERSON":
                self._read_apposition(draft, number)
        for hit in self.nouns:
            self._read(hit)
        return self.found

    def _draft_at(self, start: int) -> Draft | None:
        return self.by_start.get(start)

    def _draft_before(self, start: int) -> Draft | None:
        number = bisect_right(self.ends, start) - 1
        return self.drafts[number] if number >= 0 else None

    def _read(self, hit: Hit) -> None:
        assert hit.noun
        site = self._site(hit)
        if hit.noun.label == "PERSON":
            self._read_person(hit, site)
        elif not self._is_complete(site.end):
            return
        elif hit.noun.label == "ORG":
            self._resolve_organisation(hit, site)
        elif site.definite and not site.owner:
            country = self._country(site.start)
            if country:
                self.found.append(Draft(site.start, site.end, "GPE", "nominal", country))

    def _read_person(self, hit: Hit, site: Site) -> None:
        owned_by_person = bool(site.owner and site.owner.label == "PERSON")
        draft = self._draft_at(hit.end + 1) or self._draft_at(hit.end + 2)
        gap = self.text[hit.end : draft.start] if draft else ""
        if draft and draft.label == "PERSON" and gap in (" ", "\u00a0", ", "):
            self._learn(draft.who, hit, site.owner)
            if gap == ", " and site.definite and not owned_by_person:
                self._add(site, "PERSON", draft.who)
        elif site.definite and not site.past and not owned_by_person and self._is_complete(site.end):
            self._resolve_person(hit, site)

    def _is_complete(self, end: int) -> bool:
        following = FOLLOWING.match(self.text, end)
        if not following:
            return not self.text[end : end + 2].strip().isupper()
        word = following[1]
        return word.endswith("ed") or word in FOLLOWERS

    def _learn(self, who: Referent, hit: Hit, owner: Draft | None) -> None:
        assert hit.noun
        who.roles |= {hit.noun.role}
        who.gender = who.gender or hit.noun.gender
        if owner and hit.noun.scope != "kin" and not who.countries:
            other = self._draft_before(owner.start - 1)
            joined = other is not None and self.text[other.end : owner.start] in ("-", "‑", "–")
            who.countries = (other.who.countries if other and joined else ()) + owner.who.countries

    def _site(self, hit: Hit) -> Site:
        """Look left for the country or organisation and the determiner, right for "of X"."""
        start, end, owner, definite, past = hit.start, hit.end, None, False, False
        before = self._draft_before(start)
        if before and start - before.end < LONGEST_GAP and before.label != "LOC":
            gap = GAP.fullmatch(self.text, before.end, start)
            between = gap[2].split() if gap else ()
            if gap and MODIFIERS.issuperset(between) and (gap[1] or before.label != "PERSON"):
                owner, start, definite = before, before.start, bool(gap[1])
                past = not PAST_MODIFIERS.isdisjoint(between)
        determiner, place, modified = self._determiner(start)
        points = determiner.lower() != "that" or not owner  # "A swap that France's envoy …": a relative.
        if determiner in DEFINITE and points:
            start, definite = place, True
        of = OF.match(self.text, end) if not owner else None
        following = self._draft_at(of.end()) if of else None
        if following and following.label in ("GPE", "ORG"):
            owner, end = following, following.end
        return Site(start, end, definite, owner, past or modified)

    def _determiner(self, start: int) -> tuple[str, int, bool]:
        """Return the determiner up to three words back, its offset, and whether a past modifier follows."""
        modified = False
        for piece in self.text[max(0, start - LONGEST_OPENING) : start].rsplit(" ", 4)[:-5:-1]:
            line, _, word = piece.rpartition("\n")
            start -= len(word)
            if word in DETERMINERS:
                return word, start, modified
            if line or (word and word not in MODIFIERS):
                break
            start -= 1
            modified = modified or word in PAST_MODIFIERS
        return "", start, False

    def _resolve_person(self, hit: Hit, site: Site) -> None:
        assert hit.noun
        role, owner = hit.noun.role, site.owner
        countries = owner.who.countries if owner else ()
        who = self._met(role, hit.start, countries)
        if not who and hit.noun.scope == "office":
            if not owner and role in NATIONAL_OFFICES:
                countries = (self.cast.lexicon.sole_countries.get(role, self.main_country),)
            known = self._holder(role, countries)
            who = self.cast.known(known) if known else None
        if not who and owner:
            who = self.cast.thing(self.text[site.start : site.end], "PERSON", countries)
            who.gender = who.gender or hit.noun.gender
        if who:
            self._add(site, "PERSON", who)

    def _met(self, role: str, before: int, countries: tuple[str, ...]) -> Referent | None:
        """Return the person last mentioned before an offset whom the noun fits."""
        roles = {role}
        if role == "leader" and countries:
            roles.add(self.cast.lexicon.led_by.get(countries[0], role))
        for draft in self._last_mentions(before):
            who = draft.who
            if who.label != "PERSON" or roles.isdisjoint(who.roles):
                continue
            theirs = who.countries or (self.main_country,)
            if not countries or not set(countries).isdisjoint(theirs):
                return who
        return None

    def _last_mentions(self, before: int) -> Iterator[Draft]:
        last = bisect_left(self.starts, before)
        return reversed(self.drafts[max(0, last - MENTIONS_BACK) : last])

    def _resolve_organisation(self, hit: Hit, site: Site) -> None:
        assert hit.noun
        owner = site.owner
        if not owner:
            who = self._group(hit, site) if site.definite else None
            if not who and self._is_titled(hit):
                site = site._replace(start=hit.start)
                who = self.cast.thing(self.text[hit.start : hit.end], "ORG")
                self.found.append(Draft(site.start, site.end, "ORG", "named", who))
                return
        elif owner.label == "PERSON" or (hit.noun.scope == "group" and not site.definite):
            who = None
        else:
            who = self._office_of(hit, site, owner.who)
        if who:
            self._add(site, "ORG", who)

    def _is_titled(self, hit: Hit) -> bool:
        """Tell the "Ministry of Foreign Affairs", a name, from "the ministry"."""
        name = self.text[hit.start : hit.end].split()
        return len(name) > 1 and name[0][0].isupper() and name[-1][0].isupper()

    def _office_of(self, hit: Hit, site: Site, owner: Referent) -> Referent:
        assert hit.noun
        countries = owner.countries
        if hit.noun.role == "government" and owner.label == "GPE" and not self._is_country(owner):
            countries = ()
        known = self._holder(hit.noun.role, countries)
        name = self.text[site.start : site.end].removeprefix("the ").removeprefix("The ")
        return self.cast.known(known) if known else self.cast.thing(name, "ORG", countries)

    def _holder(self, role: str, countries: tuple[str, ...]) -> Known | None:
        return self.cast.lexicon.holder(role, countries[0], self.document.published) if countries else None

    def _group(self, hit: Hit, site: Site) -> Referent | None:
        assert hit.noun
        if hit.shadow and hit.shadow.known.label == "ORG":
            return self.cast.known(hit.shadow.known)
        city = self._draft_at(hit.end + 4) if self.text.startswith(" in ", hit.end) else None
        if city and hit.noun.scope != "group" and city.who.countries:
            return self._office_of(hit, site._replace(end=city.end), city.who)
        for draft in self._last_mentions(site.start):
            who, role = draft.who, hit.noun.role
            if who.label == "ORG" and (role in who.roles or role in who.name.lower().split()):
                return who
        return None

    def _country(self, before: int) -> Referent | None:
        """Return the country last mentioned in the sentence, else the one the article is about."""
        sentence = self.document.sentences[self.document.sentence_number(before)]
        for draft in self._last_mentions(before):
            if draft.start < sentence.start:
                break
            if draft.label == "GPE" and self._is_country(draft.who):
                return draft.who
        known = self.cast.lexicon.countries.get(self.main_country)
        return self.cast.known(known) if known else None

    def _is_country(self, who: Referent) -> bool:
        known = self.cast.lexicon.countries.get(who.countries[0]) if who.countries else None
        return known is not None and known.id == who.ref

    def _add(self, site: Site, label: Label, who: Referent) -> None:
        self.found.append(Draft(site.start, site.end, label, "nominal", who))

    def _read_apposition(self, draft: Draft, number: int) -> None:
        """Learn role and nationality from "X, a Polish journalist", "X of Viasna", "a Pole, X"."""
        who = draft.who
        before = self.drafts[number - 1] if number else None
        if before and not who.countries and before.label == "NORP":
            gap = self.text[before.end - 1 : draft.start]
            who.countries = before.who.countries if gap[1:] == ", " and gap[0] != "s" else ()
        if draft.form != "named" or self.text[draft.end : draft.end + 1] not in (" ", ","):
            return
        office = None if who.countries else OFFICE.match(self.text, draft.end)
        owner = self._draft_at(office.end()) if office else None
        if owner and owner.label == "ORG":
            who.countries = owner.who.countries
        apposition = APPOSITION.match(self.text, draft.end)
        if apposition and self._opens_description(apposition.end(), apposition[1]):
            limit = min(apposition.end() + LONGEST_APPOSITION, len(self.text))
            stop = APPOSITION_END.search(self.text, apposition.end(), limit)
            self._learn_apposition(who, number, apposition.end(), stop.start() if stop else limit)

    def _opens_description(self, start: int, word: str) -> bool:
        if word in DETERMINERS or word in MODIFIERS or word[0].isupper():
            return True
        number = bisect_left(self.noun_starts, start)
        return self.noun_starts[number : number + 1] == [start]

    def _learn_apposition(self, who: Referent, number: int, start: int, limit: int) -> None:
        first, last = bisect_left(self.noun_starts, start), bisect_left(self.noun_starts, limit)
        nouns = [hit for hit in self.nouns[first:last] if hit.noun and hit.noun.label == "PERSON"][:1]
        for hit in nouns:
            self._learn(who, hit, None)
        if who.countries:
            return
        freed = FREED.match(self.text, start)
        for other in self.drafts[number + 1 : number + 4]:
            if other.start >= limit:
                break
            led = bool(nouns) and (other.label in ("NORP", "ORG") or other.end <= nouns[0].start)
            if led or (other.label == "NORP" and freed and other.start == freed.end()):
                who.countries += tuple(c for c in other.who.countries if c not in who.countries)


def _main_country(drafts: list[Draft]) -> str:
    """Return the country an article is about, if it names it twice as often as any other."""
    counts: dict[str, int] = {}
    for draft in drafts:
        countries = draft.who.countries
        if countries:
            counts[countries[0]] = counts.get(countries[0], 0) + 1
    ranked = [*sorted(counts.values(), reverse=True), 0, 0]
    return max(counts, key=lambda country: counts[country]) if ranked[0] > 2 * ranked[1] else ""
