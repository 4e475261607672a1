"""Indirect quotes: the clause that a verb of saying reports."""

import re
from bisect import bisect_left, bisect_right

from prisoner_diplomacy.reading.quotes.quotation_marks import Quotation
from prisoner_diplomacy.reading.quotes.sayings import FINITE, LONGEST_CLAUSE, RELATIVES, Cue, Sayings
from prisoner_diplomacy.reading.quotes.scare import count_words
from prisoner_diplomacy.reading.quotes.speakers import DATELINE, Speaker
from prisoner_diplomacy.reading.quotes.subject_parts import cue_words
from prisoner_diplomacy.schema.marks import Quote
from prisoner_diplomacy.text.document import Document, Span, trim

TRIVIAL = 3
LEADING = re.compile(r"(?:and|but|that|or)\s(?:that\s)?", re.IGNORECASE)
HARD_BREAK = re.compile(r"[;:]\s")
REACH = 400
FARTHEST_THAT = 200
ADJUNCTS = re.compile(
    r"(?:,?\s(?:"
    r"(?:on\s)?(?:(?:late|early|last|this|next)\s)?(?:on\s)?(?:\w{3,6}day|week|month|year)(?:\s(?:night|morning|afternoon|evening))?"
    r"|yesterday|today|later|earlier|afterwards|recently|again|at\sfirst"
    r"|earlier\s(?:on|this|that)\s\w+"
    r"|(?:in|on|during|via|at|from|through)\s(?:an?\s|the\s|his\s|her\s|its\s)?(?:\w+\s){0,2}"
    r"(?:statement|interview|post|X|Telegram|Facebook|conference|briefing|report|letter|speech|address|article)"
    r"(?:\s(?:with|to|on|for|in)\s(?:the\s)?[\w-]+){0,2}"
    r"|in\s(?:[12]\d{3}|[A-Z][\w-]+)"
    r"|to\s(?:reporters|journalists|parliament|lawmakers|[A-Z]\w+)"
    r")\b(?!['’])){0,4}"
)
HEARER = re.compile(
    r"\s(?:(?:the|an?|his|her|its|their)\s)?[A-Z][\w’'.-]{0,30}(?:\s[A-Z][\w’'.-]{0,30}){0,3}\s"
    r"|\s(?:the|an?|his|her|its|their)\s[\w-]{1,30}(?:\s(?:in|of|on)\s[\w-]{1,30})?\s"
)
THAT = re.compile(r"\s*,?\s(?:[^,;:.()\"“”]{0,80}\s)?that\s")
PLAIN_THAT = re.compile(
    r"\s*(?:,[^,;:.]{1,80},|\s(?:on|in|at|to|from|during|through|by|late|last|earlier)\s[^,;:.“\"]{1,60}?|(?:\s[A-Z][\w-]*){1,3})?\sthat\s"
)
NO_CLAUSE = cue_words("grammar", "no_clause")
STAYS_OUT = re.compile(r"\s*(?:and|but|or|while|who|which|whose|an?|\w+ing|after|before|as|with)\s")
TURN = re.compile(
    r"(?:[,;—–]|,?\s(?:and|but|while|although|though|as))\s*(?:and|but|while|although|though|as)?\s*$"
)


def find_indirect(
    document: Document, quotations: list[Quotation], sayings: Sayings, direct: set[int], used: set[int]
) -> list[Quote]:
    """Return the reported clauses outside quotation marks, in order, overlapping nothing.

    Args:
        document: the text.
        quotations: what stands between quotation marks.
        sayings: the verbs of saying.
        direct: starts of the direct quotes; a clause gives way to them.
        used: starts of the cues that belong to a direct quote.
    """
    return _Indirect(document, quotations, sayings, direct).quotes(used)


class _Indirect:
    def __init__(
        self, document: Document, quotations: list[Quotation], sayings: Sayings, direct: set[int]
    ) -> None:
        self._document = document
        self._text = document.text
        self._sayings = sayings
        self._top = [q for q in quotations if q.depth == 0]
        self._lefts = [q.left for q in self._top]
        self._marked = [(q.left, q.right) for q in self._top if q.start in direct]
        self._marked_starts = [start for start, _ in self._marked]
        self._done = 0

    def quotes(self, used: set[int]) -> list[Quote]:
        """Return the reported clauses of all cues that no direct quote uses."""
        found: list[Quote] = []
        for cue in self._sayings.cues:
            if cue.kind != "judge" and cue.start not in used and not self._is_quoted(cue.start):
                found += self._report(cue)
        return found

    def _report(self, cue: Cue) -> list[Quote]:
        sentence = self._document.sentences[self._document.sentence_number(cue.start)]
        left, right = self._bounds(cue, sentence)
        begin = self._complement(cue, right) if cue.kind != "source" else 0
        if not begin and not self._may_trail(cue):
            return []
        subject = self._sayings.subject(cue, left)
        if subject.passive or subject.negated:
            return []
        spans = self._clauses(cue, begin, left, right, subject.start)
        if not spans:
            return []
        speaker = self._sayings.speaker(cue, left, right)
        if not speaker.name:
            return []
        channel = self._sayings.channel(cue, left, right)
        quotes = [self._quote(cue, piece, speaker, channel) for span in spans for piece in self._pieces(span)]
        if quotes:
            self._done = max(self._done, quotes[-1].end)
        return quotes

    def _bounds(self, cue: Cue, sentence: Span) -> tuple[int, int]:
        number = bisect_right(self._lefts, cue.start) - 1
        left = max(sentence.start, self._top[number].right) if number >= 0 else sentence.start
        left, right = max(left, cue.start - LONGEST_CLAUSE), min(sentence.end, cue.end + LONGEST_CLAUSE)
        return min(left, cue.start), max(cue.end, right)

    def _may_trail(self, cue: Cue) -> bool:
        return (
            cue.kind in ("source", "say", "tell") or not self._text[cue.end : cue.end + 2].strip().isalnum()
        )

    def _clauses(self, cue: Cue, begin: int, left: int, right: int, subject: int) -> list[Span]:
        if cue.kind == "source":
            return self._qualified(cue, left, right)
        if begin:
            return [Span(begin, self._clause_end(cue, begin, right))]
        return self._trailed(cue, left, right, subject)

    def _complement(self, cue: Cue, right: int) -> int:
        """Return where the clause after a verb of saying begins, 0 when it takes none."""
        limit = min(right, cue.end + REACH)
        that = self._that_clause(cue, limit)
        if that or cue.kind == "that":
            return that
        after = self._adjuncts_end(cue.end, limit)
        if cue.kind == "tell" and " " not in self._text[cue.start : cue.end]:
            hearer = HEARER.match(self._text, after, limit)
            after = self._adjuncts_end(hearer.end() - 1, limit) if hearer else after
        return self._bare_clause(after, limit)

    def _that_clause(self, cue: Cue, limit: int) -> int:
        text = self._text
        if "that" not in text[cue.end : min(limit, cue.end + FARTHEST_THAT)]:
            return 0
        pattern = THAT if cue.kind == "tell" else PLAIN_THAT
        after = self._adjuncts_end(cue.end, limit)
        match = pattern.match(text, cue.end, limit) or PLAIN_THAT.match(text, after, limit)
        return match.end() if match else 0

    def _bare_clause(self, start: int, limit: int) -> int:
        rest = self._text[start:limit]
        words = rest.split(None, 1)
        if rest[:1] != " " or not words or not words[0][0].isalnum() or words[0].lower() in NO_CLAUSE:
            return 0
        finite = FINITE.search(rest, 0, 160)
        return start + 1 if finite and count_words(rest) >= TRIVIAL else 0

    def _adjuncts_end(self, end: int, limit: int) -> int:
        match = ADJUNCTS.match(self._text, end, limit)
        return match.end() if match else end

    def _clause_end(self, cue: Cue, begin: int, right: int) -> int:
        """Return where a reported clause ends: before the next saying in the sentence, or with it."""
        semicolon = self._text.find(";", begin, right)
        right = semicolon if semicolon >= 0 else right
        for later in self._sayings.between(begin, right):
            if later.kind == "judge" or self._is_quoted(later.start):
                continue
            subject = self._sayings.subject(later, begin)
            start = later.start if subject.shared or later.kind == "source" else subject.start
            turn = TURN.search(self._text[max(begin, start - 20) : start])
            if turn:
                return start - len(turn[0])
        return right

    def _trailed(self, cue: Cue, left: int, right: int, subject: int) -> list[Span]:
        """Return the clause before ", he said", and what goes on after it."""
        text = self._text
        start = subject if subject < cue.start and text[subject : cue.start].strip() else cue.start
        head = text[left:start].rstrip()
        after = self._adjuncts_end(cue.end, right)
        if not head.endswith(",") or not self._is_parenthesis(cue, start, after):
            return []
        left = self._clause_start(left, left + len(head) - 1)
        spans = [Span(left, start)]
        going_on = after + 1
        if start < cue.start and text[after:going_on] == "," and not STAYS_OUT.match(text, going_on):
            spans.append(Span(going_on, self._clause_end(cue, going_on, right)))
        return spans

    def _is_parenthesis(self, cue: Cue, start: int, after: int) -> bool:
        """Tell ", he said." from ", he said nothing" and ", who said"."""
        subject = self._text[start : cue.start].strip().lower()
        if start == cue.start:
            return self._text[cue.end : cue.end + 1] == " "
        return subject not in RELATIVES | {"that"} and not self._text[after : after + 2].strip().isalnum()

    def _clause_start(self, left: int, right: int) -> int:
        """Return where the clause begins, after a dateline, a colon or a semicolon."""
        dateline = DATELINE.match(self._text, left, right)
        breaks = [m.end() for m in HARD_BREAK.finditer(self._text, left, right)]
        return max([left, *breaks, dateline.end() if dateline else left])

    def _qualified(self, cue: Cue, left: int, right: int) -> list[Span]:
        """Return the clause that "according to" qualifies, before it or, at the start, after it."""
        before = self._text[left : cue.start].strip(" ,—–(")
        if count_words(before) >= TRIVIAL:
            return [Span(self._clause_start(left, cue.start), cue.start)]
        comma = self._text.find(",", cue.end, right)
        return [Span(comma + 1, self._clause_end(cue, comma + 1, right))] if comma >= 0 else []

    def _pieces(self, span: Span) -> list[Span]:
        """Return what direct quotes leave of a clause."""
        pieces, start = [], max(span.start, self._done)
        first = max(bisect_right(self._marked_starts, start) - 1, 0)
        last = bisect_left(self._marked_starts, span.end, first)
        for marked_start, marked_end in self._marked[first:last]:
            if marked_end > start:
                pieces.append(self._tidy(start, marked_start))
                start = max(start, marked_end)
        pieces.append(self._tidy(start, span.end))
        return [piece for piece in pieces if count_words(self._text[piece.start : piece.end]) >= TRIVIAL]

    def _tidy(self, start: int, end: int) -> Span:
        piece = self._text[start:end]
        stripped = piece.lstrip(" ,;:—–-“”\"‘’'»\n")
        start += len(piece) - len(stripped)
        leading = LEADING.match(stripped)
        if leading:
            start, stripped = start + leading.end(), stripped[leading.end() :]
        return trim(self._text, start, max(start, start + len(stripped.rstrip(' ,;:—–-.!?“"‘«\n('))))

    def _is_quoted(self, offset: int) -> bool:
        number = bisect_right(self._lefts, offset) - 1
        return number >= 0 and offset < self._top[number].right

    def _quote(self, cue: Cue, span: Span, speaker: Speaker, channel: str) -> Quote:
        text = self._text
        words = " ".join(text[cue.start : cue.end].split())
        name = " ".join(speaker.name.split())
        return Quote(
            span.start,
            span.end,
            text[span.start : span.end],
            "indirect",
            name,
            words,
            channel,
            speaker.countries,
        )
