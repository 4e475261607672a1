"""Third-person pronouns: resolved by gender, number and nearness, subjects first."""

import re
from bisect import bisect_right
from typing import NamedTuple

from prisoner_diplomacy.annotate.cast import Cast, Draft, Referent
from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.names import words

QUOTED = re.compile(r"“[^”\n]{1,2000}|\"[^\"\n]{1,2000}")
LAST_WORD = re.compile(r"([a-z]+) $")
NEXT_WORD = re.compile(r",? ([a-z]+)")
OBLIQUE = frozenset("by of with for to from against whom on at than about like after before over".split())
SENTENCES_BACK = 6
QUOTED_SENTENCES_BACK = 3
MENTIONS_BACK = 24
LONGEST_BYLINE = 90
LONGEST_OPENING = 60


class Pronoun(NamedTuple):
    """A pronoun found in the text; ``kind`` is a key of ``names.PRONOUNS``."""

    start: int
    end: int
    kind: str


class Candidate(NamedTuple):
    """A mention that a later pronoun may refer to."""

    sentence: int
    draft: Draft
    quoted: bool
    subject: bool


class PronounReader:
    """Finds who is meant by the pronouns of one article."""

    def __init__(self, document: Document, cast: Cast, drafts: list[Draft], pronouns: list[Pronoun]) -> None:
        self.document, self.text, self.cast = document, document.text, cast
        self.drafts, self.pronouns = drafts, pronouns
        self.quotes = [match.span() for match in QUOTED.finditer(self.text)]
        self.quote_starts = [start for start, _ in self.quotes]
        self.bylines = _bylines(document)

    def run(self) -> list[Draft]:
        """Return the mentions of the article with the resolved pronouns among them, in order."""
        past: list[Candidate] = []
        merged: list[Draft] = []
        number, drafts = 0, self.drafts
        for pronoun in self.pronouns:
            while number < len(drafts) and drafts[number].start < pronoun.start:
                merged.append(drafts[number])
                if not self._is_byline(drafts[number]):
                    past.append(self._candidate(drafts[number]))
                number += 1
            if merged and merged[-1].end > pronoun.start:
                continue
            draft = self._resolve(pronoun, past[-MENTIONS_BACK:], drafts[number] if number < len(drafts) else None)
            if draft:
                merged.append(draft)
                past.append(self._candidate(draft))
        return merged + drafts[number:]

    def _candidate(self, draft: Draft) -> Candidate:
        sentence = self.document.sentence_number(draft.start)
        return Candidate(sentence, draft, self._is_quoted(draft.start), self._is_subject(draft))

    def _is_quoted(self, start: int) -> bool:
        number = bisect_right(self.quote_starts, start) - 1
        return number >= 0 and start < self.quotes[number][1]

    def _is_byline(self, draft: Draft) -> bool:
        return draft.label == "PERSON" and self.document.paragraph_number(draft.start) in self.bylines

    def _is_subject(self, draft: Draft) -> bool:
        if draft.form == "pronominal":
            return self.text[draft.start : draft.end].lower() in ("he", "she", "it", "they")
        before = LAST_WORD.search(self.text, max(0, draft.start - 10), draft.start)
        possessive = self.text[draft.end : draft.end + 2] in ("'s", "’s")
        return not possessive and not (before and before[1] in OBLIQUE)

    def _resolve(self, pronoun: Pronoun, recent: list[Candidate], upcoming: Draft | None) -> Draft | None:
        start, end, kind = pronoun
        sentence = self.document.sentence_number(start)
        if kind in ("m", "f"):
            who = self._person(pronoun, sentence, recent) or self._announced(kind, sentence, recent, upcoming)
            if not who:
                return None
            who.gender = who.gender or kind
            return Draft(start, end, "PERSON", "pronominal", who)
        here = [candidate for candidate in recent if candidate.sentence == sentence]
        found = self._group(here, sentence) if kind == "group" else self._body(pronoun, here, recent, sentence)
        return Draft(start, end, found.label, "pronominal", found.who) if found else None

    def _person(self, pronoun: Pronoun, sentence: int, recent: list[Candidate]) -> Referent | None:
        """Return the subject of the nearest sentence that mentions somebody of that gender."""
        people = [c for c in recent if c.draft.label == "PERSON" and c.draft.who.gender in (pronoun.kind, "")]
        quoted = self._is_quoted(pronoun.start)
        if quoted:
            near = [c for c in people if c.quoted and sentence - c.sentence < QUOTED_SENTENCES_BACK]
            people = near or [c for c in people if c.sentence < sentence - 2 or not self._is_speaker(c.draft)]
        else:
            people = [c for c in people if not c.quoted] or people
        if self.text[pronoun.start : pronoun.end] == "him":
            doer = next((c.draft.who for c in recent if c.sentence == sentence and c.subject and c.quoted == quoted), None)
            people = [c for c in people if c.draft.who is not doer] or people
        if not people or sentence - people[-1].sentence > SENTENCES_BACK:
            return None
        nearest = [c for c in people if c.sentence == people[-1].sentence]
        nearest = [c for c in nearest if c.draft.who.gender == pronoun.kind] or nearest
        return next((c for c in nearest if c.subject), nearest[0]).draft.who

    def _is_speaker(self, draft: Draft) -> bool:
        after = NEXT_WORD.match(self.text, draft.end)
        before = LAST_WORD.search(self.text, max(0, draft.start - 12), draft.start)
        return any(found is not None and found[1] in words("speech") for found in (after, before))

    def _announced(self, gender: str, sentence: int, recent: list[Candidate], upcoming: Draft | None) -> Referent | None:
        """Resolve a pronoun that opens the article to the subject of the next sentence."""
        if any(c.draft.label == "PERSON" for c in recent) or not upcoming or upcoming.label != "PERSON":
            return None
        number = self.document.sentence_number(upcoming.start)
        opens = upcoming.start - self.document.sentences[number].start < 4
        return upcoming.who if opens and number - sentence <= 1 and upcoming.who.gender in (gender, "") else None

    def _body(self, pronoun: Pronoun, here: list[Candidate], recent: list[Candidate], sentence: int) -> Draft | None:
        """Return the organisation or country that "its", or "it" before an act, refers to."""
        if pronoun.kind == "it":
            following = NEXT_WORD.match(self.text, pronoun.end)
            late = pronoun.start - self.document.sentences[sentence].start > LONGEST_OPENING
            if late or not following or following[1] not in words("it_acts"):
                return None
        if not here:
            here = [c for c in recent if c.sentence == sentence - 1][:1]
        return next((c.draft for c in here if c.subject and self._is_body(c.draft)), None)

    def _is_body(self, draft: Draft) -> bool:
        if draft.label == "GPE":
            known = self.cast.lexicon.countries.get(draft.who.countries[0]) if draft.who.countries else None
            return known is not None and known.id == draft.who.ref
        return draft.label == "ORG"

    def _group(self, here: list[Candidate], sentence: int) -> Draft | None:
        """Return the one group of people that opens the sentence."""
        if not here or here[0].draft.label != "NORP":
            return None
        first = here[0].draft
        opens = first.start - self.document.sentences[sentence].start < 8
        return first if opens and self.text[first.end - 1] == "s" else None


def _bylines(document: Document) -> set[int]:
    return {
        number
        for number, (start, end) in enumerate(document.paragraphs)
        if number and end - start < LONGEST_BYLINE and document.text[end - 1] not in ".!?”\"’'…:"
    }
