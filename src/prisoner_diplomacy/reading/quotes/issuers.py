"""Whose a paper is that speaks: "the statement said", of a ministry's statement told before."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.reading.quotes.speakers import Speaker
from prisoner_diplomacy.text.document import Document, Span

PAPERS_BACK = 3000
JOINT = "joint "
PLACES_BACK = 3


class Issuers:
    """Finds who issued what the text goes on to quote by the name of the paper alone.

    Args:
        document: the text.
        teller: says whose words the writer reports in a sentence that names the paper at an offset.
    """

    def __init__(self, document: Document, teller: Callable[[Span, int], Speaker]) -> None:
        self._text, self._document = document.text, document
        self._teller = teller
        self._busy = False

    def of(self, paper: Speaker, at: int) -> Speaker:
        """Return who issued a paper that is named at an offset, the paper itself when nobody is told."""
        named = _paper().fullmatch(paper.name)
        if named is None or self._busy:
            return paper
        self._busy = True  # The teller may come upon a paper itself, and ask here again.
        issuer = next(self._issuers(named[1].lower(), at), paper)
        self._busy = False
        return issuer

    def _issuers(self, noun: str, at: int) -> Iterator[Speaker]:
        """Yield who issued a paper as sentences before tell it, the nearest first, up to a joint one."""
        for sentence, offset in self._told_before(noun, at):
            if self._text.endswith(JOINT, 0, offset):
                return
            speaker = self._teller(sentence, offset)
            if speaker.name and not _paper().fullmatch(speaker.name):
                yield speaker

    def _told_before(self, noun: str, at: int) -> Iterator[tuple[Span, int]]:
        """Yield the sentences before that name the paper or how it was given out, the nearest first."""
        found = [m.start() for m in _mentions_of(noun).finditer(self._text, max(0, at - PAPERS_BACK), at)]
        for offset in reversed(found[-PLACES_BACK:]):
            yield self._document.sentences[self._document.sentence_number(offset)], offset


@cache
def _paper() -> re.Pattern[str]:
    nouns = "|".join(load_toml("cues.toml")["nouns"]["papers"])
    return re.compile(rf"(?:[Tt]he|[Ii]ts|[Tt]his)\s(?:(?!{JOINT})[a-z][\w-]{{1,20}}\s){{0,2}}({nouns})")


@cache
def _mentions_of(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(noun)}(?:e?d|s)?\b", re.IGNORECASE)
