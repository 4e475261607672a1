"""Quotes: what is reported as somebody's words, and whose words they are."""

import re
from bisect import bisect_right

from prisoner_diplomacy.reading.quotes.grammar import NOWHERE, Grammar, Source
from prisoner_diplomacy.reading.quotes.indirect import find_indirect
from prisoner_diplomacy.reading.quotes.quotation_marks import Quotation, find_quotations
from prisoner_diplomacy.reading.quotes.sayings import REPORTING, Sayings
from prisoner_diplomacy.reading.quotes.scare import (
    SENTENCE_WORDS,
    count_words,
    is_ironic,
    is_label,
    is_name,
    is_sentence,
)
from prisoner_diplomacy.reading.quotes.speakers import NOBODY, Speaker, Speakers
from prisoner_diplomacy.schema.marks import Entity, Quote
from prisoner_diplomacy.text.document import Document, Span

SIGNED_BELOW = re.compile(r"\s{1,3}[—–-]{1,2}\s?")
NO_NAMES = frozenset(("he", "she", "it", "they"))
LISTED_WORDS = re.compile(r", |,? (?:and|or) ")
LONGEST_LIST = 4
JOINED = re.compile(r",? (?:and|or) ")
LISTED = re.compile(r",? ?(?:and |or )?")
CHARGES = re.compile(r"\b(?:charges|counts),?\s(?:of|ranging|including|such)\b[^.;]{0,80}$")
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being)\s(?:\w{2,20}ly\s)?\w{2,20}(?:ed|wn|en)\s(?:for|as|with|over|after)\s[^,;“\"]{0,160}$"
)
ADJUNCT = re.compile(r"(?:During|After|Before|At|In|On|For|With|As|Of|Then)\b[^,.;:]{0,80}, ")
ATTRIBUTIVE = re.compile(r"\b(?:the|an?|its|this|that|as)\s$")
FOLLOWING_NOUN = re.compile(r"\s[a-z]")
FIRST_PERSON = ("I", "We", "i", "we")
STOPS = ".!?…"
HEADLINE_QUOTES = 3
HEADLINE_ENDS = '.!?…"”'
PARAGRAPHS_ON = 8
ASIDE = 3


def annotate_quotes(document: Document, entities: list[Entity]) -> list[Quote]:
    """Return the direct and indirect quotes of a document, in order.

    Args:
        document: the segmented text.
        entities: its mentions, in order; without them a speaker is the noun phrase in the text.
    """
    quotations = find_quotations(document.text, document.paragraphs)
    speakers = Speakers(document, entities, quotations)
    sayings = Sayings(document, speakers)
    direct = _Direct(document, quotations, speakers, sayings)
    quotes = direct.quotes()
    quotes += find_indirect(document, quotations, sayings, {q.start for q in quotes}, direct.used)
    return sorted(quotes, key=lambda q: (q.start, -q.end))


class _Direct:
    """Attributes the quotations of a document one after the other.

    ``used`` collects the starts of the cues that belong to a direct quote.
    """

    def __init__(
        self, document: Document, quotations: list[Quotation], speakers: Speakers, sayings: Sayings
    ) -> None:
        self._document = document
        self._text = document.text
        self._speakers = speakers
        self._sayings = sayings
        self._top = [q for q in quotations if q.depth == 0]
        self._lefts = [q.left for q in self._top]
        self._nested = [q for q in quotations if q.depth > 0]
        self._grammar = Grammar(document, speakers, sayings, self._top)
        self._accepted, self.used = self._grammar.accepted, self._grammar.used
        self._told: dict[int, Source] = {}

    def quotes(self) -> list[Quote]:
        """Return the quotations that are somebody's words."""
        headlines = [q for q in self._top[:HEADLINE_QUOTES] if self._is_headline(q)]
        for number, quotation in enumerate(self._top):
            if quotation not in headlines:
                self._accept(quotation, self._attribute(number, quotation))
        body = list(self._accepted)
        for quotation in headlines:
            self._accept(quotation, self._attribute_headline(quotation, body))
        for quotation in self._nested:
            self._accept(quotation, self._attribute_nested(quotation))
        return [self._record(quotation, source) for quotation, source in self._accepted]

    def _accept(self, quotation: Quotation, source: Source) -> None:
        source = self._named(source)
        if self._is_reported(quotation, source):
            self._accepted.append((quotation, source))
            self._told[quotation.left] = source
            self._speakers.last = source.speaker
            if source.firm and source.cue:
                self.used.add(source.cue.start)

    def _named(self, source: Source) -> Source:
        """Return the source with the last speaker in place of a pronoun that nothing else resolves."""
        if source.speaker.name.lower() not in NO_NAMES or not self._accepted:
            return source
        last = self._accepted[-1][1].speaker
        return source._replace(speaker=last) if last.name else source

    def _record(self, quotation: Quotation, source: Source) -> Quote:
        cue = " ".join(self._text[source.cue.start : source.cue.end].split()) if source.cue else ""
        start, end = quotation.start, quotation.end
        speaker, countries = source.speaker
        return Quote(
            start,
            end,
            self._text[start:end],
            "direct",
            " ".join(speaker.split()),
            cue,
            source.channel,
            countries,
        )

    def _is_reported(self, quotation: Quotation, source: Source) -> bool:
        text = self._text
        words = text[quotation.start : quotation.end]
        judged = source.cue is not None and source.cue.kind == "judge"
        if quotation.depth:
            return source.firm and not is_name(text, quotation)
        if self._is_listed(quotation) or (
            is_label(text, quotation) and self._text[quotation.left - 2] not in ":,"
        ):
            return False
        if source.firm and not judged and not (is_name(text, quotation) and self._is_read(source)):
            return True
        number = self._document.sentence_number(quotation.left)
        if source.speaker.name and self._is_woven(quotation, self._document.sentences[number].start):
            return True
        if is_sentence(words) or (source.speaker.name and self._stands_alone(quotation)):
            return True
        if not source.cue or not source.speaker.name:
            return False
        return not is_name(text, quotation) and not is_ironic(
            text, quotation, judged or (source.cue.kind in REPORTING and source.cue.end <= quotation.left)
        )

    def _is_read(self, source: Source) -> bool:
        """Tell that somebody reads a book rather than that a letter reads."""
        cue = source.cue
        return cue is not None and self._text[cue.start : cue.start + len("read")] == "read"

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Tell whether a quotation is a sentence of its own, however short: “So tired.”"""
        number = self._document.sentence_number(quotation.left)
        opens = self._document.sentences[number].start == quotation.left
        closed = self._text[quotation.end - 1] in STOPS
        return opens and closed and bool(self._accepted) and not is_name(self._text, quotation)

    def _is_listed(self, quotation: Quotation) -> bool:
        """Tell whether it stands in a list after words in quotation marks that are nobody's."""
        number = bisect_right(self._lefts, quotation.left) - 2
        if number < 0 or quotation.depth:
            return False
        before = self._top[number]
        return before.left not in self._told and bool(
            LISTED.fullmatch(self._text, before.right, quotation.left)
        )

    def _attribute(self, number: int, quotation: Quotation) -> Source:
        if quotation.continues and self._accepted and self._accepted[-1][0] == self._top[number - 1]:
            return self._accepted[-1][1]
        if number and self._accepted and self._accepted[-1][0] == self._top[number - 1]:
            before, source = self._accepted[-1]
            if source.speaker.name and JOINED.fullmatch(self._text, before.right, quotation.left):
                return source._replace(firm=not is_name(self._text, quotation))
        return (
            self._grammar.attribute(number)
            or self._by_list(number)
            or self._by_continuation(number)
            or self._signed_below(quotation)
            or self._continued(quotation)
        )

    def _by_list(self, number: int) -> Source | None:
        """Attribute a word of a list by who said the next one: "firm" and "fair", said Ola Berg."""
        for later in range(number + 1, min(number + 1 + LONGEST_LIST, len(self._top))):
            quotation = self._top[later]
            if not LISTED_WORDS.fullmatch(self._text, self._top[later - 1].right, quotation.left):
                return None
            source = self._grammar.attribute(later)
            if source:
                return source
        return None

    def _by_continuation(self, number: int) -> Source | None:
        """Attribute the first paragraphs of a quotation by the paragraph that names who speaks."""
        for later in range(number + 1, min(number + 1 + PARAGRAPHS_ON, len(self._top))):
            quotation = self._top[later]
            if not quotation.continues:
                return None
            source = self._grammar.attribute(later)
            if source and source.firm:
                return source
        return None

    def _signed_below(self, quotation: Quotation) -> Source | None:
        """Attribute a quotation that is a paragraph by the name that begins the next after a dash."""
        document = self._document
        paragraph = document.paragraphs[document.paragraph_number(quotation.left)]
        if (quotation.left, quotation.right) != paragraph:
            return None
        sign = SIGNED_BELOW.match(self._text, quotation.right)
        end = self._speakers.name_end(sign.end()) if sign else 0
        return Source(self._speakers.of(sign.end(), end)) if sign and end else None

    def _continued(self, quotation: Quotation) -> Source:
        """Attribute a quotation without a cue of its own by the text before it."""
        document = self._document
        number = document.sentence_number(quotation.left)
        here = document.sentences[number].start
        source = self._accepted[-1][1] if self._accepted else NOWHERE
        if self._goes_on(quotation, here):
            return Source(source.speaker)
        if self._is_woven(quotation, here):
            return Source(self._teller(here, quotation.left), firm=False)
        last = self._accepted[-1][0].right if self._accepted else 0
        if (here < quotation.left and not ADJUNCT.fullmatch(self._text, here, quotation.left)) or not number:
            return source._replace(firm=False) if last > here else NOWHERE
        before = document.sentences[number - 1]
        if last > before.start:
            return source._replace(firm=False)
        told = self._told_in(before)
        if told:
            return told
        speaker = self._speakers.subject_of(before.start, before.end)
        if speaker.name and not self._goes_over(quotation, before, speaker):
            return Source(speaker, firm=False)
        return source._replace(firm=False)

    def _goes_over(self, quotation: Quotation, before: Span, speaker: Speaker) -> bool:
        """Tell a paragraph of a speaker's words to whom the text comes back after one on something else."""
        document = self._document
        here = document.paragraph_number(quotation.left)
        if not self._accepted or here == document.paragraph_number(before.start):
            return False
        last = document.paragraph_number(self._accepted[-1][0].left)
        return (
            here - last <= ASIDE
            and self._accepted[-1][1].speaker != speaker
            and not self._speakers.is_person(speaker)
        )

    def _is_woven(self, quotation: Quotation, here: int) -> bool:
        """Tell a stretch of somebody's words within a sentence of the writer's that has no verb of saying."""
        words = self._text[quotation.start : quotation.end]
        enough = count_words(words) >= SENTENCE_WORDS and words[:1].islower()
        if not enough or here == quotation.left or is_name(self._text, quotation):
            return False
        return not (
            ATTRIBUTIVE.search(self._text, here, quotation.left)
            and FOLLOWING_NOUN.match(self._text, quotation.right)
        )

    def _teller(self, here: int, left: int) -> Speaker:
        """Return whose words a sentence weaves in: those of who is quoted around it, else of its subject."""
        begin = self._document.paragraphs[self._document.paragraph_number(here)].start
        before, source = self._accepted[-1] if self._accepted else (None, NOWHERE)
        if CHARGES.search(self._text, here, left):
            return NOBODY
        if PASSIVE.search(self._text, here, left):
            return source.speaker
        told_here = before is not None and before.left >= begin
        named = self._speakers.last_person(before.right if before and told_here else begin, left)
        if named.name or told_here:
            return named if named.name else source.speaker
        subject = self._speakers.subject_of(here, left)
        if self._speakers.is_known(subject):
            return subject
        document = self._document
        near = before and document.paragraph_number(here) - document.paragraph_number(before.left) < ASIDE
        return source.speaker if near else NOBODY

    def _goes_on(self, quotation: Quotation, here: int) -> bool:
        """Tell whether words quoted without a verb of saying are of whom the sentence before quotes."""
        words = self._text[quotation.start : quotation.end]
        if (
            not self._accepted
            or count_words(words) < 2
            or not words[:1].islower()
            or is_name(self._text, quotation)
        ):
            return False
        before, source = self._accepted[-1]
        document = self._document
        near = document.sentence_number(quotation.left) - document.sentence_number(before.right - 1) <= 2
        together = document.paragraph_number(before.left) == document.paragraph_number(quotation.left)
        if not (near and together and before.right <= here and source.speaker.name):
            return False
        return self._speakers.subject_of(here, quotation.left).name == source.speaker.name

    def _told_in(self, sentence: Span) -> Source | None:
        for cue in reversed(self._sayings.between(sentence.start, sentence.end)):
            speaker = self._sayings.speaker(cue, sentence.start, sentence.end)
            if speaker.name and cue.kind != "judge":
                return self._grammar.source(cue, speaker, sentence.start, sentence.end, firm=False)
        return None

    def _is_headline(self, quotation: Quotation) -> bool:
        paragraph = self._document.paragraphs[0]
        if quotation.right > paragraph.end or len(self._document.paragraphs) == 1:
            return False
        return self._text[paragraph.end - 1] not in HEADLINE_ENDS or (
            quotation.left == paragraph.start and (quotation.right == paragraph.end)
        )

    def _attribute_headline(self, quotation: Quotation, body: list[tuple[Quotation, Source]]) -> Source:
        paragraph = self._document.paragraphs[0]
        left, right = paragraph.start, paragraph.end
        source = (
            self._grammar.before(quotation, left)
            or self._grammar.after(quotation, left, right)
            or self._grammar.colon(quotation, left)
        )
        if source:
            return source
        source = self._grammar.around(quotation, left, right)
        if source:
            return source
        if self._text[quotation.right : right].lstrip()[:1] not in (":", "—", "–", "-", ""):
            return NOWHERE
        named = self._speakers.person_in(quotation.right, right)
        if named.name:
            return Source(named)
        return _most_alike(self._text, quotation, body)

    def _attribute_nested(self, quotation: Quotation) -> Source:
        parent = self._top[bisect_right(self._lefts, quotation.left) - 1]
        told = self._told.get(parent.left)
        if told is None or parent.right < quotation.right:
            return NOWHERE
        left, right = self._grammar.clause(quotation, [], 0)
        left, right = max(left, parent.start), min(right, parent.end)
        source = (
            self._grammar.before(quotation, left) or self._grammar.after(quotation, left, right) or NOWHERE
        )
        return source._replace(speaker=told.speaker) if source.speaker.name in FIRST_PERSON else source


def _most_alike(text: str, quotation: Quotation, body: list[tuple[Quotation, Source]]) -> Source:
    """Return the source of the quote that shares most words with a headline's, else the first."""
    if not body:
        return NOWHERE
    words = set(text[quotation.start : quotation.end].lower().split())
    shared = [len(words & set(text[q.start : min(q.end, q.start + 1000)].lower().split())) for q, _ in body]
    best = max(
        range(len(body)),
        key=lambda i: (shared[i] * 2 > len(words), shared[i] if shared[i] * 2 > len(words) else 0, -i),
    )
    return body[best][1]._replace(cue=None, channel="")
