"""Third-person pronouns: resolved by gender, number and nearness, subjects first."""

import re
from bisect import bisect_right
from typing import NamedTuple

from prisoner_diplomacy.reading.entities.cast import Cast, Draft, Referent
from prisoner_diplomacy.reading.entities.name_tables import words
from prisoner_diplomacy.text.document import Document

QUOTED = re.compile(r"“[^”\n]{1,2000}|\"[^\"\n]{1,2000}(?:\"|\n|$)")
DATELINE = re.compile(r"[A-Z][A-Z/ -]{2,40}[^.\n]{0,60}? (?:—|–|--|-) ")
NEXT_WORD = re.compile(r",? ([a-z]+)")
SPEECH, IT_ACTS = words("speech"), words("it_acts")
OBLIQUE = frozenset(
    ["by", "of", "with", "for", "to", "from", "against", "whom", "on", "at", "than", "about", "like", "over"]
)
LONGEST_WORD = 14
SENTENCES_BACK = 6
QUOTED_SENTENCES_BACK = 3
MENTIONS_BACK = 24
LONGEST_BYLINE = 90
LONGEST_OPENING = 60
LATEST_SUBJECT = 8
UPCOMING = 4


class Pronoun(NamedTuple):
    """A pronoun found in the text; ``kind`` is a key of ``names.PRONOUNS``."""

    start: int
    end: int
    kind: str


# A mention that a later pronoun may refer to, after the number of its sentence; whether it is quoted.
Candidate = tuple[int, Draft, bool]


class PronounReader:
    """Finds who is meant by the pronouns of one article."""

    def __init__(self, document: Document, cast: Cast, drafts: list[Draft], pronouns: list[Pronoun]) -> None:
        self.document, self.text, self.cast = document, document.text, cast
        self.drafts, self.pronouns = drafts, pronouns
        self.quotes = [match.span() for match in QUOTED.finditer(self.text)]
        self.quote_starts = [start for start, _ in self.quotes]
        self.bylines = _bylines(document)
        self.ends = [sentence.end for sentence in document.sentences]
        self.passed = 0
        self.people: list[Candidate] = []
        self.others: list[Candidate] = []

    def run(self) -> list[Draft]:
        """Return the mentions of the article with the resolved pronouns among them, in order."""
        merged: list[Draft] = []
        number, drafts = 0, self.drafts
        count = len(drafts)
        for pronoun in self.pronouns:
            start = pronoun[0]
            first = number
            while number < count and drafts[number].start < start:
                number += 1
            merged += drafts[first:number]
            self._remember(drafts[first:number])
            if not merged or merged[-1].end <= start:
                sentence = self._sentence(start)
                draft = self._thanked(pronoun, merged[-1]) if merged else None
                draft = draft or self._resolve(pronoun, sentence, drafts[number : number + UPCOMING])
                if draft:
                    merged.append(draft)
                    self._remember([draft])
        return merged + drafts[number:]

    def _sentence(self, start: int) -> int:
        """Return the number of the sentence that holds an offset; offsets must come in order."""
        ends, passed = self.ends, self.passed
        while passed < len(ends) and ends[passed] <= start:
            passed += 1
        self.passed = passed
        return passed

    def _remember(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            start = draft.start
            if draft.label != "PERSON":
                self.others.append((self._sentence(start), draft, False))
            elif not self.bylines or self.document.paragraph_number(start) not in self.bylines:
                self.people.append((self._sentence(start), draft, self._is_quoted(start)))

    def _is_quoted(self, start: int) -> bool:
        number = bisect_right(self.quote_starts, start) - 1
        return number >= 0 and start < self.quotes[number][1]

    def _is_subject(self, draft: Draft) -> bool:
        if draft.form == "pronominal":
            return self.text[draft.start : draft.end].lower() in ("he", "she", "it", "they")
        if self.text[draft.end : draft.end + 2] in ("'s", "’s"):
            return False
        return self._word_before(draft.start) not in OBLIQUE

    def _word_before(self, start: int) -> str:
        return self.text[max(0, start - LONGEST_WORD) : max(0, start - 1)].rpartition(" ")[2]

    def _thanked(self, pronoun: Pronoun, last: Draft) -> Draft | None:
        """Resolve the pronoun of "thanked X for its help" to X."""
        start, end, kind = pronoun
        if self.text[last.end : start] != " for ":
            return None
        person = last.label == "PERSON"
        fits = last.who.gender in (kind, "") if person else kind == "own" and last.label != "NORP"
        return Draft(start, end, last.label, "pronominal", last.who) if fits else None

    def _resolve(self, pronoun: Pronoun, sentence: int, upcoming: list[Draft]) -> Draft | None:
        start, end, kind = pronoun
        if kind in ("m", "f"):
            who = self._person(pronoun, sentence) or self._announced(kind, sentence, upcoming)
            if not who:
                return None
            who.gender = who.gender or kind
            return Draft(start, end, "PERSON", "pronominal", who)
        if kind == "it" and not self._acts(pronoun, sentence):
            return None
        here = self._others_in(sentence)
        if kind == "group":
            found = self._group(here, sentence)
        else:
            found = self._body(here or self._others_in(sentence - 1)[:1])
        return Draft(start, end, found.label, "pronominal", found.who) if found else None

    def _others_in(self, sentence: int) -> list[Draft]:
        found = [draft for number, draft, _ in self.others[-MENTIONS_BACK:] if number == sentence]
        dateline = DATELINE.match(self.text, self.document.sentences[sentence].start) if found else None
        return [draft for draft in found if draft.start >= dateline.end()] if dateline else found

    def _acts(self, pronoun: Pronoun, sentence: int) -> bool:
        """Tell whether an "it" that opens its sentence stands before an act."""
        late = pronoun.start - self.document.sentences[sentence].start > LONGEST_OPENING
        following = None if late else NEXT_WORD.match(self.text, pronoun.end)
        return following is not None and following[1] in IT_ACTS

    def _person(self, pronoun: Pronoun, sentence: int) -> Referent | None:
        """Return the subject of the nearest sentence that mentions somebody of that gender."""
        fitting = (pronoun.kind, "")
        people = [c for c in self.people[-MENTIONS_BACK:] if c[1].who.gender in fitting]
        if self.quotes:
            people = self._beside_quotes(people, pronoun.start, sentence)
        if people and self.text[pronoun.start : pronoun.end] == "him":
            doer = self._doer(sentence)
            people = [c for c in people if c[1].who is not doer] or people
        if self.text[max(0, pronoun.start - 2) : pronoun.start] == ", ":
            people = [c for c in people if c[0] < sentence or self._is_subject(c[1])] or people
        if not people or sentence - people[-1][0] > SENTENCES_BACK:
            return None
        nearest = [draft for n, draft, _ in people if n == people[-1][0]]
        nearest = [draft for draft in nearest if draft.who.gender == pronoun.kind] or nearest
        return next((draft for draft in nearest if self._is_subject(draft)), nearest[0]).who

    def _beside_quotes(self, people: list[Candidate], start: int, sentence: int) -> list[Candidate]:
        """Return whom a pronoun in a quotation, or outside of any, may mean by the quotations around."""
        if not self._is_quoted(start):
            return [c for c in people if not c[2]] or people
        near = [c for c in people if sentence - c[0] < QUOTED_SENTENCES_BACK]
        within = [c for c in near if c[2]]
        return within or [c for c in people if c not in near or not self._is_speaker(c[1])]

    def _doer(self, sentence: int) -> Referent | None:
        """Return who acts in the clause that a sentence has reached, whom "him" cannot mean."""
        here = [
            c[1] for c in (*self.people[-MENTIONS_BACK:], *self.others[-MENTIONS_BACK:]) if c[0] == sentence
        ]
        subjects = [draft for draft in here if draft.label != "NORP" and self._is_subject(draft)]
        return max(subjects, key=lambda draft: draft.start).who if subjects else None

    def _is_speaker(self, draft: Draft) -> bool:
        after = NEXT_WORD.match(self.text, draft.end)
        return bool(after and after[1] in SPEECH) or self._word_before(draft.start) in SPEECH

    def _announced(self, gender: str, sentence: int, upcoming: list[Draft]) -> Referent | None:
        """Resolve a pronoun that opens the article to the subject of the next sentence."""
        following = next((draft for draft in upcoming if draft.label == "PERSON"), None)
        if self.people or not following or following.who.gender not in (gender, ""):
            return None
        number = self.document.sentence_number(following.start)
        opens = following.start - self.document.sentences[number].start < 4
        return following.who if opens and number - sentence <= 1 else None

    def _body(self, candidates: list[Draft]) -> Draft | None:
        """Return the organisation or country that "its", or "it" before an act, refers to."""
        return next((draft for draft in candidates if self._is_body(draft) and self._is_subject(draft)), None)

    def _is_body(self, draft: Draft) -> bool:
        if draft.label == "GPE":
            known = self.cast.lexicon.countries.get(draft.who.countries[0]) if draft.who.countries else None
            return known is not None and known.id == draft.who.ref
        return draft.label == "ORG"

    def _group(self, here: list[Draft], sentence: int) -> Draft | None:
        """Return the one group of people that opens the sentence."""
        if not here or here[0].label != "NORP" or self.text[here[0].end - 1] != "s":
            return None
        return here[0] if here[0].start - self.document.sentences[sentence].start < LATEST_SUBJECT else None


def _bylines(document: Document) -> set[int]:
    """Return the numbers of the short paragraphs after the first that are no sentence."""
    return {
        number
        for number, (start, end) in enumerate(document.paragraphs)
        if number and end - start < LONGEST_BYLINE and document.text[end - 1] not in ".!?”\"’'…:"
    }
