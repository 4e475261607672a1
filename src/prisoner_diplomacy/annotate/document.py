"""A text cut once into paragraphs, sentences and tokens, for every layer to share."""

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cached_property
from typing import NamedTuple

from prisoner_diplomacy.annotate.match import flatten
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.lexicon import load_words

OPENING = "\"'“‘«„‹("
CLOSING = "\"'”’»“›)]"

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,8}|[^\W_]+(?:['’\-‑][^\W_]+)*|[\d.,]*\d|[^\w\s]|_")
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
SENTENCE_END = re.compile(r"[.!?…]{1,4}[\"'”’»)\]]{0,3}(?=\s)|\n")
BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,2}[.)])\s")
LAST_WORD = re.compile(r"[^\s(\"'“‘]{1,20}$")
ABBREVIATIONS = load_words("abbreviations.txt")


class Span(NamedTuple):
    """A stretch of the text, half-open."""

    start: int
    end: int


class SentenceWords(NamedTuple):
    """The tokens of a sentence in lower case, and the number of the first in the text."""

    first: int
    words: list[str]


class Document:
    """An article's text with its segmentation, computed once.

    Attributes:
        text: the article's text.
        flat: the text flattened for lexicon look-ups; same length, same offsets.
        published: the day relative dates resolve against.
        paragraphs, sentences: spans in order, without surrounding white space.
        tokens, starts, ends: the words and punctuation marks with their offsets.
    """

    def __init__(self, article: Article) -> None:
        if article.published is None:
            raise ValueError(f"{article.id}: no publication date")
        self.article = article
        self.text = article.text
        self.published: date = article.published
        self.flat = flatten(article.text)
        self.paragraphs = split_paragraphs(article.text)
        self.sentences = [s for p in self.paragraphs for s in split_sentences(article.text, p)]
        self._sentence_words: dict[int, SentenceWords] = {}
        self._sentence_starts = [s.start for s in self.sentences]
        self._paragraph_starts = [p.start for p in self.paragraphs]

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        return list(TOKEN.finditer(self.text))

    @cached_property
    def tokens(self) -> list[str]:
        return [m[0] for m in self._matches]

    @cached_property
    def starts(self) -> list[int]:
        return [m.start() for m in self._matches]

    @cached_property
    def ends(self) -> list[int]:
        return [m.end() for m in self._matches]

    @cached_property
    def lower(self) -> list[str]:
        return [token.lower().replace("’", "'") for token in self.tokens]

    def sentence_words(self, number: int) -> SentenceWords:
        """Return the tokens of a sentence in lower case; kept, since many triggers share one."""
        if number not in self._sentence_words:
            span = self.sentences[number]
            first = bisect_left(self.starts, span.start)
            self._sentence_words[number] = SentenceWords(
                first, self.lower[first : bisect_left(self.starts, span.end)]
            )
        return self._sentence_words[number]

    def sentence_number(self, offset: int) -> int:
        """Return the index of the sentence that holds ``offset``, or of the last one before it."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def paragraph_number(self, offset: int) -> int:
        """Return the index of the paragraph that holds ``offset``, or of the last before it."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    def token_number(self, offset: int) -> int:
        """Return the index of the token that holds ``offset``, or of the last one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def split_paragraphs(text: str) -> list[Span]:
    """Cut a text at blank lines; at every line end when it has no blank line at all."""
    breaks = PARAGRAPH_BREAK if PARAGRAPH_BREAK.search(text.strip()) else re.compile("\n")
    spans, start = [], 0
    for match in breaks.finditer(text):
        spans.append(trim(text, start, match.start()))
        start = match.end()
    spans.append(trim(text, start, len(text)))
    return [span for span in spans if span.start < span.end]


def split_sentences(text: str, paragraph: Span) -> list[Span]:
    """Cut a paragraph into sentences.

    A full stop does not end a sentence after an abbreviation or an initial, nor before a word in
    lower case; a line end does before a bullet, or after a line that ends a sentence.
    """
    spans, start = [], paragraph.start
    for match in SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, match, paragraph.end):
            spans.append(trim(text, start, match.end()))
            start = match.end()
    spans.append(trim(text, start, paragraph.end))
    return [span for span in spans if span.start < span.end]


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    mark = match[0]
    if mark == "\n":
        return bool(BULLET.match(text, match.end(), limit))
    rest = text[match.end() : min(match.end() + 12, limit)].lstrip()
    following = rest.lstrip(OPENING + "—–-• ")[:1]
    if not following or following.islower():
        return False
    if mark != ".":
        return rest[:1] not in ",;"
    last = LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    return not last or not _is_abbreviation(last[0], following)


def _is_abbreviation(word: str, following: str) -> bool:
    if len(word) == 1 and word.isupper() and word != "X":
        return True
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return word.lower() not in ("a.m", "p.m") and following.isupper() is False or word.lower() in ("u.s", "u.n", "u.k", "e.u")
    return word.lower() in ABBREVIATIONS


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, max(start + left, start + len(piece.rstrip())))
