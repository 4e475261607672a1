"""Who a noun phrase means: the entity marked there, the one a pronoun stands for, or its own words."""

import re
from bisect import bisect_left
from typing import NamedTuple

from prisoner_diplomacy.reading.quotes.quotation_marks import Quotation
from prisoner_diplomacy.reading.quotes.speaker_words import (
    descriptions_of,
    is_office_of,
    owned_words,
    person_nouns,
    signed_words,
    titles,
)
from prisoner_diplomacy.reading.quotes.subject_parts import PREPOSITIONS, cue_words, is_body, main_segments
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document

BEFORE_OTHERS = PREPOSITIONS | {"the", "a", "an"}
PRONOUN_START = re.compile(r"(he|she|it|they|we|i)\s", re.IGNORECASE)
OWNING = frozenset(("his", "her", "its", "their", "my", "our"))
PUBLISHED = re.compile(r"\s(?:published|released|issued|posted|dated|seen|obtained)\b")
DATELINE = re.compile(
    r"(?:[A-Z]{3}[\w .,'’/()-]{0,60}(?:\s(?:—|–|-)\s|\s?--\s?)|\([A-Z][\w/ .-]{1,20}\)\s?(?:—|–|--?)\s)"
)
CONJUNCTIONS = frozenset(("and", "but", "or", "yet", "so", "then"))
RELATIVES = frozenset(("who", "which", "that", "whose"))
ANTECEDENT = re.compile(
    r"\b((?:the|an?|one|his|her|their|its|The|An?)\s(?:[\w'’-]{1,30}\s){0,4}[\w'’-]{1,30}),?\s?$"
)
HAS_VERB = re.compile(r"\b(?:was|were|is|are|has|had|have|said|says|told|wrote|will|would)\b")
COINED = re.compile(
    r"\b(?:the|a) ((?:[A-Z][\w.’'-]{1,20} ){1,3})"
    r"(?:quote|quotation|saying|line|adage|maxim|dictum)(?: that)?[,:]? $"
)
LONGEST_SPEAKER = 120
FIRST_AND_SECOND = ("i", "we", "you")
BY_AGE = re.compile(r"the \d{1,3}-year-old", re.IGNORECASE)
GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "they": "p", "it": "n"}
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who"])
SPEAKING = frozenset(("PERSON", "ORG", "GPE", "NORP"))
LEADING = re.compile(r"(?:(?:and|but|or|yet|so|as|while|when|that|then|because)\s+)+", re.IGNORECASE)
NAME_AT_END = re.compile(r"(?:(?<=\s)|^)(?:[^\W\d_a-z][\w'’.\-]{0,40}\s){1,3}[^\W\d_a-z][\w'’\-]{0,40}$")
CALENDAR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year|night|morning|evening)$"
)
PLURAL_START = re.compile(
    r"(?:(?:The|Some|Other|Several|Many|Two|Three|Both)\s)?(?:\w{1,30}\s)?\w{3,30}(?<!ou)(?<!s)(?<!u)(?<!i)s(?=\s)"
)
NOMINAL_START = re.compile(
    r"[^\s,.;:]{1,40}(?:\s[^\s,.;:]{1,40}){0,5}?"
    r"(?=\s(?:was|were|is|are|has|had|have|did|does|do|will|would|who|gave|made|wrote|put|sent|held|told|left|came|went|took|saw|knew|met|began|kept|lost|won|fell|rose|fled|ran|spoke|\w{1,20}ed)\b)"
)
BARE_NOUN = re.compile(r"[Tt]he ((?:[\w’'-]{2,30} )?)([a-zA-Z][a-z]{2,30})")
BODY = re.compile(
    r"[Tt]he (?:[\w’'-]{2,30} ){0,2}"
    r"(?:agency|alliance|association|bloc|body|broadcaster|charity|company|firm|group|network|organi[sz]ation|union|watchdog)"
)
ACTS = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?\s(?:has|had|have|is|was|were|are|will|would|said|says|told|gave|made|took|met|put|held|sent|"
    r"began|[a-z]{3,14}ed)\b"
)
TELLING = ("told ", "tell ", "tells ", "told the ", "by ")
BODIES_BACK = 2000
FORMER = frozenset(("former", "late", "ex", "acting", "fellow", "slain", "veteran", "exiled"))
WRITING = re.compile(
    r"\s(?:in|on|via)\s(?:an?|its|his|her|their|the)\s(?:\w{1,20}\s){0,2}"
    r"(?:statement|note|letter|report|post|release|interview|speech|tweet|message)$"
)
TITLE_WORDS = 4
MODIFIERS = frozenset(
    ("prime", "foreign", "deputy", "defence", "defense", "interior", "vice", "press", "state", "senior")
)
PAPERS = cue_words("nouns", "papers")
ANONYMOUS = cue_words("grammar", "anonymous")
DESCRIBED_SENTENCES = 4
AFTER_NAME = re.compile(r"\s*(?:$|[,(]|himself|herself|of\b|at\b|from\b|in\b)")
DESCRIBED_BACK = 6000
PARAGRAPHS_BACK = 4
MENTIONS_BACK = 60


class Speaker(NamedTuple):
    """Whose words: a canonical id, a name or a noun phrase; and the countries they belong to."""

    name: str
    countries: tuple[str, ...] = ()


NOBODY = Speaker("")


class Speakers:
    """Finds whom a stretch of a document names.

    Args:
        document: the text.
        entities: its mentions, in order; none is well.
        quotations: what stands between quotation marks, where nobody is looked for.
    """

    def __init__(self, document: Document, entities: list[Entity], quotations: list[Quotation]) -> None:
        self._document = document
        self._text = document.text
        self._mentions = [e for e in entities if e.label in SPEAKING]
        self._starts = [e.start for e in self._mentions]
        self._quoted = [q for q in quotations if q.depth == 0 and q.end - q.start > 20]
        self._quoted_starts = [q.start for q in self._quoted]
        self._known: dict[str, Speaker] = {}
        self.last = NOBODY
        people = [e for e in self._mentions if e.label == "PERSON"]
        self._all_named = {name for e in self._mentions for name in (e.ref, e.name) if name}
        self._people_named = {name for e in people for name in (e.ref, e.name, e.exact)}

    def of(self, start: int, end: int) -> Speaker:
        """Return whom the noun phrase at ``[start, end)`` names."""
        start, end = self._trim(start, end)
        phrase = self._text[start:end]
        word = phrase.lower()
        if word in RELATIVES:
            return self._antecedent(start)
        if word in PRONOUNS:
            return self._pronoun(start, word)
        owner = self.owner_of(start, end)
        if owner:
            return owner
        mention = self._head(start, end)
        if mention is not None:
            return self._meant(mention, start, end)
        if BY_AGE.fullmatch(phrase):
            return self._pronoun(start, phrase)
        named = NAME_AT_END.search(phrase)
        if named and not _is_name_of(phrase, named):
            named = None
        named = named or NAME_AT_END.fullmatch(self._text, start, self._first_preposition(start, end))
        if named:
            return self._remember(named[0])
        if word.partition(" ")[0] in PREPOSITIONS or len(phrase) > LONGEST_SPEAKER or HAS_VERB.search(phrase):
            return NOBODY
        phrase = WRITING.sub("", phrase)
        return self._remember(self._described(start, phrase))

    def owner_of(self, start: int, end: int) -> Speaker | None:
        """Return whose words a phrase names: "the judge's statement", "a memo posted by Ola Berg"."""
        phrase = self._text[start:end]
        owned = owned_words().search(phrase)
        if owned:
            part = owned[1].rfind(" of ") + 1
            return self.of(start + owned.start(1) + (part and part + len("of ")), start + owned.end(1))
        signed = signed_words().search(phrase)
        if signed and not HAS_VERB.search(self._text, start, start + signed.start()):
            further = PUBLISHED.search(self._text, start + signed.end(), end)
            return self.of(start + signed.end(), further.start() if further else end)
        return None

    def _antecedent(self, start: int) -> Speaker:
        """Return whom "who" stands for: the noun phrase it follows."""
        before = ANTECEDENT.search(self._text, max(0, start - LONGEST_SPEAKER), start)
        mention = self._mention_before(start)
        if mention and (before is None or mention.end >= before.end(1)):
            return self._meant(mention, mention.start, mention.end)
        return Speaker(before[1]) if before else NOBODY

    def _mention_before(self, offset: int) -> Entity | None:
        number = bisect_left(self._starts, offset) - 1
        mention = self._mentions[number] if number >= 0 else None
        return mention if mention and self._text[mention.end : offset].strip(" ,—–") == "" else None

    def is_office(self, word: str) -> bool:
        """Tell a noun for one person: "head", "spokesman"."""
        return word.lower() in person_nouns()

    def person_before_comma(self, offset: int) -> Entity | None:
        """Return the person whose name stands right before a comma and the offset."""
        number = bisect_left(self._starts, offset) - 1
        mention = self._mentions[number] if number >= 0 else None
        if mention is None or mention.label != "PERSON" or mention.form != "named":
            return None
        return mention if self._text[mention.end : offset].strip(" ") == "," else None

    def is_named(self, start: int, end: int) -> bool:
        """Tell whether the phrase is, from its start or to its end, a person's name."""
        start, end = self._trim(start, end)
        mention = self._head(start, end)
        if mention is not None:
            return mention.label == "PERSON" and mention.form == "named"
        phrase = self._text[start:end]
        return bool(NAME_AT_END.fullmatch(phrase))

    def is_person(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is somebody the text names."""
        return speaker.name in self._people_named

    def is_known(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is one of the text's people, bodies and countries rather than a phrase."""
        return speaker.name in self._all_named

    def name_end(self, start: int) -> int:
        """Return where the person's name that begins at ``start`` ends, 0 when there is none."""
        number = bisect_left(self._starts, start)
        mention = self._mentions[number] if number < len(self._mentions) else None
        named = mention is not None and mention.start == start and mention.label == "PERSON"
        return mention.end if mention is not None and named and mention.form == "named" else 0

    def subject_of(self, start: int, end: int) -> Speaker:
        """Return whom the clause at ``[start, end)`` is about: the first that is no adjunct's part."""
        dateline = DATELINE.match(self._text, start, end)
        start = dateline.end() if dateline else start
        for left, right in main_segments(self._text, start, end):
            pronoun = PRONOUN_START.match(self._text, left, right)
            if pronoun:
                return self._pronoun(left, pronoun[1].lower())
            owner = self.owner_of(left, right)
            if owner and owner.name:
                return owner
            for mention in self._within(left, right):
                if not self._is_possessor(mention) and not self._is_governed(mention, left):
                    mention = self._titled_by(mention) or mention
                    return self._meant(mention, mention.start, mention.end)
            phrase = NOMINAL_START.match(self._text, left, right)
            if phrase and phrase[0].lower() not in CONJUNCTIONS:
                return self.of(left, phrase.end())
        return NOBODY

    def _titled_by(self, mention: Entity) -> Entity | None:
        """Return the person whose title a name is part of: "Norwegian minister Ina Marek"."""
        number = bisect_left(self._starts, mention.end)
        other = self._mentions[number] if number < len(self._mentions) else None
        if other is None or other.label != "PERSON" or other.form != "named":
            return None
        words = self._text[mention.end : other.start].split()
        titles = (word[0].isupper() or word in person_nouns() | MODIFIERS for word in words)
        plain = all(word.isalpha() for word in words)
        return other if len(words) <= TITLE_WORDS and plain and all(titles) else None

    def person_in(self, start: int, end: int) -> Speaker:
        """Return the first person named in ``[start, end)``."""
        people = [
            m
            for m in self._within(start, end)
            if m.label == "PERSON" and (m.ref or m.name or m.form == "named")
        ]
        return self._meant(people[0], people[0].start, people[0].end) if people else NOBODY

    def coiner_before(self, start: int, end: int) -> Speaker | None:
        """Return whose the words after ``end`` are said to be: "citing the Ina Marek line that"."""
        coined = COINED.search(self._text, max(start, end - LONGEST_SPEAKER), end)
        return self.of(*coined.span(1)) if coined else None

    def last_person(self, start: int, end: int) -> Speaker:
        """Return the person the words before ``end`` are about: the last named or meant since ``start``."""
        for mention in reversed(self._within(start, end)):
            if mention.label == "PERSON" and mention.exact.lower() not in OWNING | {"they", "them"}:
                meant = self._meant(mention, mention.start, mention.end)
                if meant.name[:1].isupper() or mention.ref:
                    return meant
        return NOBODY

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        piece = self._text[start:end]
        start += len(piece) - len(piece.lstrip(" ,;:—–-\n\t"))
        leading = LEADING.match(self._text, start, end)
        start = leading.end() if leading else start
        return start, start + len(self._text[start:end].rstrip(" ,;:—–-\n\t"))

    def _within(self, start: int, end: int) -> list[Entity]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [m for m in self._mentions[first:last] if m.end <= end]

    def _head(self, start: int, end: int) -> Entity | None:
        """Return the mention the phrase is about, not one in a phrase attached to its noun."""
        mentions = [
            m for m in self._within(start, end) if not self._is_possessor(m) and not self._owns(m, end)
        ]
        if not mentions:
            return None
        for mention in reversed(mentions):
            named = mention.form in ("named", "metonym")
            if mention.end == end and named and not self._is_governed(mention, start):
                return self._part_of(mention, mentions) or mention
        limit = self._first_preposition(start, end)
        inner = [m for m in mentions if m.end <= limit]
        people = [
            m
            for m in inner
            if m.label == "PERSON" and m.form == "named" and AFTER_NAME.match(self._text, m.end, limit)
        ]
        whole = [m for m in inner if m.start <= start + 4 and (m.end >= limit - 1 or m.form == "pronominal")]
        heads = people + whole
        return heads[0] if heads else None

    def _part_of(self, mention: Entity, mentions: list[Entity]) -> Entity | None:
        """Return the body whose name a country ends: "Relief Watch UK"."""
        for body in mentions:
            if body.label == "ORG" and mention.label == "GPE" and body.end + 1 == mention.start:
                return body if self._text[body.end] == " " else None
        return None

    def _owns(self, mention: Entity, end: int) -> bool:
        """Tell the "her" of "her brother"."""
        return mention.exact.lower() in OWNING and mention.end < end

    def _is_possessor(self, mention: Entity) -> bool:
        after = self._text[mention.end : mention.end + 2]
        return after in ("'s", "’s") or (after[:1] in ("'", "’") and mention.exact.endswith("s"))

    def _is_governed(self, mention: Entity, start: int) -> bool:
        words = self._text[max(start, mention.start - 60) : mention.start].split()
        titled = mention.label == "PERSON" and words[-1:] and words[-1][:1].isupper()
        if titled and "of" in words[:-1] and (words[-2] == "of" or words[-2][:1].isupper()):
            return words[-1].lower().rstrip(".") in titles()
        while words and words[-1][:1].isupper() and not CALENDAR.search(words[-1]):
            words.pop()
        if words and words[-1] in person_nouns():
            words = words[:-1] if words[-2:-1] and words[-2].lower() in PREPOSITIONS else words[:-2]
        if words and (words[-1].endswith("ed") or words[-1] in FORMER):
            words.pop()
        while words and words[-1].lower() in ("the", "a", "an", "its", "his", "her", "their"):
            words.pop()
        return bool(words) and words[-1].lower() in PREPOSITIONS

    def _first_preposition(self, start: int, end: int) -> int:
        at = start
        for number, word in enumerate(self._text[start : min(end, start + 200)].split(" ")):
            if number and word in PREPOSITIONS:
                return at - 1
            at += len(word) + 1
        return end

    def _meant(self, mention: Entity, start: int, end: int) -> Speaker:
        apposed = self._apposed(mention) if mention.form == "nominal" else None
        if apposed:
            return self._meant(apposed, apposed.start, apposed.end)
        if mention.ref or mention.name:
            return Speaker(mention.ref or mention.name, mention.countries)
        if mention.form == "pronominal":
            return self._pronoun(mention.start, mention.exact.lower())
        if mention.form == "named":
            return self._remember(mention.exact)._replace(countries=mention.countries)
        return Speaker(self._described(start, self._text[start:end]), mention.countries)

    def _apposed(self, mention: Entity) -> Entity | None:
        """Return the person whose name follows a description: "the mayor of London, Sadiq Khan,"."""
        if self._text[mention.end : mention.end + 2] != ", ":
            return None
        number = bisect_left(self._starts, mention.end + 2)
        other = self._mentions[number] if number < len(self._mentions) else None
        if other and other.start == mention.end + 2 and other.label == "PERSON" and other.form == "named":
            return other if self._text[other.end : other.end + 1] in ",." else None
        return None

    def _described(self, start: int, phrase: str) -> str:
        """Return the fuller words that "the official" stands for: "a senior official" before it."""
        bare = BARE_NOUN.fullmatch(phrase)
        if not bare:
            return self._body_meant(start, phrase)
        noun = bare[2].lower()
        if noun in PAPERS:
            return phrase
        begin = max(0, start - DESCRIBED_BACK)
        found = list(descriptions_of(noun).finditer(self._text, begin, start))
        people = (
            [m for m in self._between(begin, start) if m.label == "PERSON"] if noun in person_nouns() else []
        )
        person = self._titled(people, noun)
        if found and not bare[1] and (person is None or person.start < found[-1].start()):
            return found[-1][0]
        if person is None and noun not in ANONYMOUS:
            person = self._last_subject(people, self._document.sentence_number(start))
        return (
            self._meant(person, person.start, person.end).name if person else self._body_meant(start, phrase)
        )

    def _body_meant(self, start: int, phrase: str) -> str:
        """Return the body that "the aid agency" stands for: the last subject in the sentences before."""
        if not BODY.fullmatch(phrase):
            return phrase
        here = self._document.sentence_number(start)
        for mention in reversed(self._between(max(0, start - BODIES_BACK), start)):
            if here - self._document.sentence_number(mention.start) > DESCRIBED_SENTENCES:
                return phrase
            if mention.label == "ORG" and mention.form == "named" and self._acts(mention):
                return self._meant(mention, mention.start, mention.end).name
        return phrase

    def _acts(self, mention: Entity) -> bool:
        """Tell a name that a verb follows and neither a preposition nor a telling comes before."""
        if self._is_quoted(mention.start) or self._is_possessor(mention) or self._is_governed(mention, 0):
            return False
        return bool(ACTS.match(self._text, mention.end)) and not self._text.endswith(
            TELLING, 0, mention.start
        )

    def _between(self, start: int, end: int) -> list[Entity]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _titled(self, people: list[Entity], noun: str) -> Entity | None:
        """Return the last person named with a noun before: "his uncle, Ola Berg,"."""
        for mention in reversed(people[-MENTIONS_BACK:]):
            head = self._text[max(0, mention.start - 60) : mention.start].rstrip(" ,").lower()
            apposed = self._text.endswith(", ", 0, mention.start) and is_office_of(head, noun)
            if mention.form == "named" and (head.endswith(noun) or apposed):
                return mention
        return None

    def _last_subject(self, people: list[Entity], here: int) -> Entity | None:
        """Return the last person who is subject in the sentences before."""
        near = [m for m in people if here - self._document.sentence_number(m.start) <= DESCRIBED_SENTENCES]
        named = [m for m in near if (m.ref or m.name) and not self._is_quoted(m.start)]
        subjects = [m for m in named if not self._is_possessor(m) and not self._is_governed(m, 0)]
        return subjects[-1] if subjects else None

    def _remember(self, name: str) -> Speaker:
        """Return the fullest form so far of a name known by its last word."""
        last = name.rpartition(" ")[2]
        if not last[:1].isupper():
            return Speaker(name)
        known = self._known.get(last)
        if known is None or len(known.name) < len(name):
            known = self._known[last] = Speaker(name)
        return known

    def _pronoun(self, offset: int, word: str) -> Speaker:
        number = bisect_left(self._starts, offset)
        if number < len(self._mentions) and self._mentions[number].start == offset:
            mention = self._mentions[number]
            if mention.ref or mention.name:
                return Speaker(mention.ref or mention.name, mention.countries)
        if word in FIRST_AND_SECOND:
            return Speaker(word)
        gender = GENDERS.get(word, "")
        if gender == "p":
            return self._plural_before(offset)
        of_body = gender == "n" and is_body(self.last.name)  # "The committee said … it added".
        found = self.last if of_body else self._nearest(offset, gender)
        found = self._subject_before(offset) if not found.name and gender == "n" else found
        return found if found.name else Speaker(word)

    def _subject_before(self, offset: int) -> Speaker:
        """Return the name that is subject of the sentence before, of something no table knows."""
        number = self._document.sentence_number(offset)
        for before in reversed(self._document.sentences[max(0, number - DESCRIBED_SENTENCES) : number]):
            speaker = self.subject_of(before.start, before.end)
            if (
                speaker.name[:1].isupper()
                and " " not in speaker.name
                and speaker.name.lower() not in PRONOUNS
            ):
                return speaker
        return NOBODY

    def _nearest(self, offset: int, gender: str) -> Speaker:
        """Return the first fitting person of the nearest sentence that has one, subjects first."""
        number = bisect_left(self._starts, offset)
        candidates: list[Entity] = []
        sentence = -1
        for mention in reversed(self._mentions[max(0, number - MENTIONS_BACK) : number]):
            if not _fits(mention, gender) or self._is_quoted(mention.start):
                continue
            here = self._document.sentence_number(mention.start)
            if candidates and here != sentence:
                break
            sentence = here
            candidates.append(mention)
        candidates.reverse()
        subjects = [m for m in candidates if not self._is_possessor(m) and not self._is_governed(m, 0)]
        chosen = next(iter(subjects + candidates), None)
        return self._meant(chosen, chosen.start, chosen.end) if chosen else NOBODY

    def _plural_before(self, offset: int) -> Speaker:
        """Return the nearest sentence's subject in the plural."""
        document = self._document
        last = document.sentence_number(offset)
        for sentence in reversed(document.sentences[max(0, last - PARAGRAPHS_BACK * 2) : last + 1]):
            for opening in (NOMINAL_START, PLURAL_START):
                plural = opening.match(self._text, sentence.start, min(sentence.end, offset))
                if plural and plural[0][0].isupper() and plural[0].endswith("s"):
                    return Speaker(plural[0])
        return Speaker("they")

    def _is_quoted(self, offset: int) -> bool:
        number = bisect_left(self._quoted_starts, offset + 1) - 1
        return number >= 0 and offset < self._quoted[number].end


def _is_name_of(phrase: str, named: re.Match[str]) -> bool:
    before = phrase[: named.start()].split()
    return not before or before[-1].lower() not in BEFORE_OTHERS


def _fits(mention: Entity, gender: str) -> bool:
    if gender == "n":
        return mention.label in ("ORG", "GPE") and mention.form != "pronominal"
    if mention.label != "PERSON" or mention.form not in ("named", "nominal"):
        return False
    if mention.form == "nominal" and not (mention.ref or mention.name):
        return False
    return not gender or not mention.gender or mention.gender[:1].lower() == gender
