"""Whose words a quotation is by the grammar of the sentence it stands in."""

import re
from typing import NamedTuple

from prisoner_diplomacy.reading.quotes.quotation_marks import Quotation
from prisoner_diplomacy.reading.quotes.sayings import LONGEST_CLAUSE, LONGEST_WORD, Cue, Sayings
from prisoner_diplomacy.reading.quotes.scare import count_words, is_sentence, is_title
from prisoner_diplomacy.reading.quotes.speakers import NOBODY, Speaker, Speakers
from prisoner_diplomacy.text.document import Document

ADJACENT = re.compile(r"\s*(?:(?:him|her|them|me|us)\b)?\s*(?:that\s*)?[,:—–-]?\s*$")
ADJUNCT_GAP = re.compile(
    r"\s(?:on|in|to|at|via|through|during|from|by|late|last|this|earlier|later|\w+ing)\b[^.;]{0,120}[,:]\s*$"
)
COLON_GAP = re.compile(r"[^.;:]{0,160}:\s*$")
GOES_ON = (",", ":", "—", "–", "-")
TURN = re.compile(r",?\s?(?:and|but|while|although|though|or)\s")
RELATIVE = re.compile(r",?\s?(?:which|who|whose|that)\s")
IN_RELATIVE = re.compile(r"\b(?:who|which)\s(?:[a-z]{2,12}\s)?$")
CITED_AT_END = re.compile(r"\b(?:quot|cit)(?:ed|es|e|ing) (?=[^,;:]{2,80}$)")
SIGNED = re.compile(r"\s?[—–-]\s?|\s?\(")
LABEL = re.compile(r"[^\W\d_a-z][\w .’'-]{0,40}")
PERFECT = frozenset(("has", "have", "had"))
RELAYING = ("report", "quot", "cit", "carried")
RUNS_ON = ",;—–-…"
ASKS_ON = "?!"
FEW_WORDS = 3
ATTRIBUTION_REACH = 300
UNKNOWN_VERB = re.compile(r"\s*[a-z]{2,14}(?:ed|s|t|ew)\s(?=[A-Z]|(?:the|an?|his|her)\s)")


class Source(NamedTuple):
    """Who said something, by which words of the text, where; ``firm`` when grammar leaves no doubt."""

    speaker: Speaker
    cue: Cue | None = None
    channel: str = ""
    firm: bool = True


NOWHERE = Source(NOBODY, firm=False)


class Grammar:
    """Attributes quotations by verbs of saying, signatures and colons in their sentence.

    Args:
        document: the text.
        speakers: finds whom a noun phrase names.
        sayings: its verbs of saying.
        top: its quotations that stand in no other.

    ``accepted`` are the quotations attributed so far with their sources, ``used`` the starts of the cues that
    belong to one.
    """

    def __init__(
        self, document: Document, speakers: Speakers, sayings: Sayings, top: list[Quotation]
    ) -> None:
        self.accepted: list[tuple[Quotation, Source]] = []
        self.used: set[int] = set()
        self._document, self._text = document, document.text
        self._speakers, self._sayings = speakers, sayings
        self._top = top

    def attribute(self, number: int) -> Source | None:
        """Return the source of a quotation by its number, ``None`` when its sentence tells none."""
        quotation = self._top[number]
        left, right = self.clause(quotation, self._top, number)
        before = self.before(quotation, left)
        if before and before.cue and before.cue.kind == "judge":
            before = self._vouched(quotation, left, right) or before
        return (
            before
            or self._relayed(quotation, left, right)
            or self.after(quotation, left, right)
            or self.around(quotation, left, right)
            or self.colon(quotation, left)
        )

    def clause(self, quotation: Quotation, among: list[Quotation], number: int) -> tuple[int, int]:
        """Return the bounds of the writer's own words around a quotation, in its sentence."""
        document = self._document
        first = document.sentences[document.sentence_number(quotation.left)]
        paragraph = document.paragraphs[document.paragraph_number(quotation.left)]
        last = document.sentence_number(max(quotation.right - 1, quotation.start))
        right = document.sentences[last].end
        if (
            right <= quotation.right
            and self._text[quotation.end - 1] in ASKS_ON
            and last + 1 < len(document.sentences)
        ):
            right = document.sentences[last + 1].end
        left = max(first.start, paragraph.start, quotation.left - LONGEST_CLAUSE)
        if number:
            left = max(left, min(among[number - 1].right, quotation.left))
        following = among[number + 1 : number + 3]
        if following and is_title(self._text, following[0]):
            following = following[1:]
        if following:
            right = min(right, following[0].left)
        right = min(right, paragraph.end, quotation.right + LONGEST_CLAUSE)
        return left, max(quotation.right, right)

    def source(self, cue: Cue, speaker: Speaker, left: int, right: int, firm: bool = True) -> Source:
        """Return a source with the channel named around its cue in ``[left, right)``."""
        return Source(speaker, cue, self._sayings.channel(cue, left, right), firm)

    def before(self, quotation: Quotation, left: int) -> Source | None:
        """Attribute by the verb of saying that leads up to the quotation: he said: "..."."""
        coiner = self._speakers.coiner_before(left, quotation.left)
        if coiner:
            return Source(coiner)
        cues = self._sayings.between(left, quotation.left)
        if not cues:
            return None
        gap = self._text[cues[-1].end : quotation.left]
        if cues[-1].start in self.used and gap.rstrip()[-1:] in GOES_ON and self.accepted:
            return self.accepted[-1][1]
        if "\n" in gap and gap.rstrip()[-1:] not in GOES_ON:
            return None
        if not (ADJACENT.match(gap) or ADJUNCT_GAP.match(gap) or COLON_GAP.match(gap)):
            return None
        speaker = self._sayings.speaker(cues[-1], left, quotation.left)
        if self._sayings.subject(cues[-1], left).shared and not speaker.name:
            speaker = self._told_up_to(left)
        return self.source(cues[-1], speaker, left, quotation.left) if speaker.name else None

    def _vouched(self, quotation: Quotation, left: int, right: int) -> Source | None:
        """Attribute words to the person who says them of others: the bloc calls "...," he said."""
        if self._text[quotation.end - 1] != ",":
            return None
        after = self.after(quotation, left, right)
        cue = after.cue if after else None
        if cue is None or cue.kind == "source" or self._text.startswith(RELAYING, cue.start):
            return None
        return after

    def _relayed(self, quotation: Quotation, left: int, right: int) -> Source | None:
        """Attribute words by the saying they are woven into, not by who passes them on: ", AFP reported"."""
        if not self._text[quotation.start].islower():
            return None
        cues = self._sayings.between(quotation.right, min(right, quotation.right + ATTRIBUTION_REACH))
        if not cues or not (cues[0].kind == "source" or self._text.startswith(RELAYING, cues[0].start)):
            return None
        return self._within(quotation, left, right)

    def after(self, quotation: Quotation, left: int, right: int) -> Source | None:
        """Attribute by what follows a quotation that leaves the sentence open: "...," he said."""
        ending = self._text[quotation.start : quotation.end].rstrip("\"'”’»]")[-1:]
        following = self._text[quotation.right : right].lstrip()
        outside = following[:1] in (",", "—", "–")
        signed = self._signed(quotation, right)
        if signed:
            return signed
        if RELATIVE.match(following):
            return None
        bare = ending.isalnum() and count_words(self._text[quotation.start : quotation.end]) > FEW_WORDS
        if not following or not (ending in RUNS_ON + ASKS_ON or outside or bare):
            return None
        cues = self._sayings.between(quotation.right, min(right, quotation.right + ATTRIBUTION_REACH))
        cues = [cue for cue in cues if self._is_main(cue, quotation.right)] or cues
        if cues and (
            (cues[0].kind == "judge" and self._text[cues[0].end : cues[0].end + 1] not in ".,;")
            or (cues[0].form == "ing" and outside)
            or (TURN.match(following) and self._sayings.between(left, quotation.left))
        ):
            return None
        if cues and cues[0].kind != "source":
            return self._verb_after(quotation, cues[0], left, right, ending)
        if cues:
            return self.source(cues[0], self._sayings.named_after(cues[0].end, right), quotation.right, right)
        words = self._text[quotation.start : quotation.end]
        if ending not in "," + ASKS_ON or not words[0].isupper():
            return None
        verb = UNKNOWN_VERB.match(self._text, quotation.right, right)
        if verb:
            return Source(self._sayings.named_after(verb.end(), right))
        if ending != "," or not is_sentence(words):
            return None
        speaker = self._speakers.subject_of(quotation.right, right)
        return Source(speaker) if speaker.name else None

    def _is_main(self, cue: Cue, left: int) -> bool:
        """Tell that a verb after a quotation is neither of a clause beside nor passive."""
        if IN_RELATIVE.search(self._text, left, cue.start):
            return False
        return cue.kind == "source" or not self._sayings.subject(cue, left).passive

    def _signed(self, quotation: Quotation, right: int) -> Source | None:
        """Attribute a quotation by the name put under it: “We stay.” — Ola Berg."""
        sign = SIGNED.match(self._text, quotation.right, right)
        end = self._speakers.name_end(sign.end()) if sign else 0
        if count_words(self._text[quotation.start : quotation.end]) < FEW_WORDS:
            return None
        if not sign or not end or self._text[end : end + 1] not in (".", ",", ")", "", "\n"):
            return None
        return Source(self._speakers.of(sign.end(), end))

    def _verb_after(
        self, quotation: Quotation, cue: Cue, left: int, right: int, ending: str
    ) -> Source | None:
        subject = self._sayings.subject(cue, quotation.right)
        if ending in ASKS_ON and self._takes_clause(cue, right):
            return None
        if subject.passive:
            return None
        if subject.shared or subject.inverted:
            begin = quotation.right if subject.shared and cue.form == "ing" else left
            speaker = self._sayings.speaker(cue, begin, right)
        elif subject.start == subject.end:
            speaker = self._sayings.named_after(cue.end, right)
        else:
            speaker = self._sayings.phrase_of(subject)
        return self.source(cue, speaker, quotation.right, right) if speaker.name else None

    def _takes_clause(self, cue: Cue, right: int) -> bool:
        """Tell "..." Smith said he was ill, another sentence, from "..." he said."""
        rest = self._text[cue.end : right].lstrip(" ")
        starts_lower = self._text[: cue.start].rstrip()[-1:] in "\"”’'»"
        return not starts_lower and bool(
            re.match(r"(?:that|he|she|it|they|the|there|we|I|[A-Z]\w+ \w+ (?:was|is|had))\s", rest)
        )

    def around(self, quotation: Quotation, left: int, right: int) -> Source | None:
        """Attribute a few quoted words by the verb of saying whose clause they are part of."""
        within = self._within(quotation, left, right)
        if within:
            return within
        for cue in self._sayings.between(quotation.right, right):
            subject = self._sayings.subject(cue, quotation.right)
            if cue.kind == "source" or self._is_trailing(cue, subject.start):
                speaker = self._sayings.speaker(cue, quotation.right, right)
                if speaker.name:
                    return self.source(cue, speaker, quotation.right, right, firm=False)
        return None

    def _within(self, quotation: Quotation, left: int, right: int) -> Source | None:
        """Attribute quoted words by a verb of saying before them, in whose clause they stand."""
        for cue in reversed(self._sayings.between(left, quotation.left)):
            subject = self._sayings.subject(cue, left)
            if subject.negated and cue.kind != "judge":
                continue
            if cue.kind == "judge" and self._sayings.is_nested(cue, left) and not self._is_perfect(cue):
                continue
            speaker = self._sayings.speaker(cue, left, right)
            if subject.shared and not speaker.name:
                speaker = self._told_up_to(left)
            if speaker.name:
                return self.source(cue, speaker, left, right, firm=False)
        return None

    def _told_up_to(self, right: int) -> Speaker:
        """Return who spoke the words whose quotation ends there: "..." and asserted that."""
        before, source = self.accepted[-1] if self.accepted else (None, NOWHERE)
        return source.speaker if before and before.right == right else NOBODY

    def _is_perfect(self, cue: Cue) -> bool:
        """Tell "said that Oslo had called it", words of Oslo's, from "said that Oslo called it"."""
        return not PERFECT.isdisjoint(self._text[max(0, cue.start - LONGEST_WORD) : cue.start].split())

    def _is_trailing(self, cue: Cue, subject_start: int) -> bool:
        after = self._text[cue.end : cue.end + 1]
        before = self._text[:subject_start][-3:].rstrip() if subject_start else ""
        return before.endswith((",", "—", "–")) and after in (",", ".", ";", "", " ")

    def colon(self, quotation: Quotation, left: int) -> Source | None:
        """Attribute what a colon introduces to whom the words before it are about."""
        head = self._text[left : quotation.left].rstrip()
        if not head.endswith(":"):
            return None
        end = left + len(head) - 1
        cited = CITED_AT_END.search(self._text, left, end)
        if cited:
            return Source(self._speakers.of(cited.end(), end))
        speaker = self._speakers.owner_of(left, end) or self._speakers.subject_of(left, end)
        if not speaker.name and LABEL.fullmatch(self._text, left, end) and end - left > 1:
            speaker = self._speakers.of(left, end)
        return Source(speaker) if speaker.name else None
