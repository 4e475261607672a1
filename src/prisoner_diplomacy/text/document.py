"""A text cut once into paragraphs, sentences and tokens, for every layer to share."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate, chain, count
from operator import add
from typing import NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.lexicon import load_toml, load_words
from prisoner_diplomacy.text.phrase_matcher import Remembered, flatten
from prisoner_diplomacy.text.readable import Readable

OPENING = "\"'“‘«„‹("
BEFORE_SENTENCE = OPENING + "—–-• "

PROMPTS = "|".join(load_toml("pages.toml")["prompts"])
LEADS_ELSEWHERE = re.compile(rf"[*_\[(]{{0,2}}(?:{PROMPTS})[*_]{{0,2}}\s?(?:[:|»–—-]\s?|\Z)", re.IGNORECASE)
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,8}|[^\W_]+(?:['’\-‑][^\W_]+)*|(?:[.,]{1,8}\d+)+|[^\w\s]|_")
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
# Begins with one class of characters, so that the search skips all others.
SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|[.!?…]{0,3}[\"'”’»)\]]{0,3}(?:\[\d{1,3}\]){0,4}(?=\s)|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]))"
)
BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,2}[.)])\s")
WORD_BREAK = re.compile(r"[\s(\"'“‘]")
BETWEEN_TOKENS = re.compile(r"[\s_]|[^\w\s'’\-‑.](?!\d)")
LONGEST_SENTENCE = 2000
"""Characters: more than twice the longest sentence of 170 reports and statements; what is longer is none."""
LONGEST_ABBREVIATION = 20
INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
HOURS = frozenset(("a.m", "p.m"))
NEXT_WORD = re.compile(r"[^\w\s]{0,3}(\w+)")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
SHARE_OF_CAPITALS = 0.6
LONGEST_HEADLINE = 220
ABBREVIATIONS = load_words("abbreviations.txt")
# Those that end a sentence before one of the words that open one.
NAME_ABBREVIATIONS = frozenset(load_toml("name_words.toml")["name_abbreviations"].split())
OPENERS = frozenset(load_toml("name_words.toml")["function"].split()) - {"New"}


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
        text: the article's text as it is read; ``readable`` leads back to the text as loaded.
        flat: the text flattened for lexicon look-ups; same length, same offsets.
        published: the day relative dates resolve against.
        paragraphs, sentences: spans in order, without surrounding white space.
        tokens, starts: the words and punctuation marks, and where each begins.
        lower: the tokens in lower case, with straight apostrophes.
        headlines: the numbers of the paragraphs at the top that are headlines in title case.
        elsewhere: the paragraphs that lead to another story: "ALSO READ: ...", with the title below it.
    """

    def __init__(self, article: Article) -> None:
        if article.published is None:
            raise ValueError(f"{article.id}: no publication date")
        self.article = article
        self.readable = Readable(article.text)
        self.text = text = self.readable.text
        self.published: date = article.published
        self.paragraphs = split_paragraphs(text)
        self.sentences = [s for p in self.paragraphs for s in split_sentences(text, p)]
        self.flat, self.tokens, self.lower, self.starts = _tokenise(text)
        self.headlines = _headlines(text, self.paragraphs)
        self.elsewhere = _elsewhere(text, self.paragraphs)
        self._sentence_words: dict[int, SentenceWords] = {}
        self._sentence_starts = [s.start for s in self.sentences]
        self._paragraph_starts = [p.start for p in self.paragraphs]

    @property
    def loaded_sentences(self) -> list[Span]:
        """The sentences' places in the text as loaded."""
        return [Span(*self.readable.in_loaded(*sentence)) for sentence in self.sentences]

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

    def token_end(self, number: int) -> int:
        """Return where a token ends."""
        return self.starts[number] + len(self.tokens[number])

    def token_number(self, offset: int) -> int:
        """Return the index of the token that holds ``offset``, or of the last one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


class Piece(NamedTuple):
    """What stands between two spaces, flattened, and its tokens: as written, in lower case, their places."""

    flat: str
    tokens: list[str]
    lower: list[str]
    starts: list[int]


def _cut(piece: str) -> Piece:
    tokens = [(match[0], match.start()) for match in TOKEN.finditer(piece)]
    lower = [token.lower().replace("’", "'") for token, _ in tokens]
    return Piece(flatten(piece), [token for token, _ in tokens], lower, [start for _, start in tokens])


PIECES = Remembered(_cut)


def _tokenise(text: str) -> tuple[str, list[str], list[str], list[int]]:
    """Return the text flattened, its tokens as written and in lower case, and where each begins."""
    pieces = text.split(" ")
    flat, tokens, lower, starts = zip(*map(PIECES.__getitem__, pieces), strict=True)
    begins = map(add, accumulate(map(len, pieces), initial=0), count())
    return (
        " ".join(flat),
        list(chain.from_iterable(tokens)),
        list(chain.from_iterable(lower)),
        [begin + start for begin, within in zip(begins, starts, strict=False) for start in within],
    )


def _headlines(text: str, paragraphs: list[Span]) -> set[int]:
    return {
        number
        for number, (start, end) in enumerate(paragraphs[:4])
        if end - start <= LONGEST_HEADLINE and _is_title_case(text[start:end])
    }


def _elsewhere(text: str, paragraphs: list[Span]) -> list[Span]:
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        prompt = LEADS_ELSEWHERE.match(text, start, end)
        if prompt:
            title = paragraphs[number + 1 : number + 2] if prompt.end() == end else []
            found += [Span(start, end), *(span for span in title if text[span.end - 1] not in '.”"')]
    return found


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
    return [part for span in spans for part in _bounded(text, span) if part.start < part.end]


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence that no person wrote as one, so that no layer's work for it grows without bound."""
    start, end = sentence
    while end - start > LONGEST_SENTENCE:
        cut = _pause(text, start, end)
        yield trim(text, start, cut)
        start = cut
    yield trim(text, start, end)


def _pause(text: str, start: int, end: int) -> int:
    """Return where to cut: behind a semicolon, else a comma, else a word, in the second half of what fits."""
    half, full = start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE
    for mark in ("; ", ", ", " ", "\n"):
        found = text.rfind(mark, half, full)
        if found >= 0:
            return found + len(mark)
    further = BETWEEN_TOKENS.search(text, half, end)
    return further.end() if further else end


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    mark, end = match[0], match.end()
    if mark == "\n":
        return bool(BULLET.match(text, end, limit))
    rest = text[end : min(end + 24, limit)].lstrip()
    following = rest.lstrip(BEFORE_SENTENCE)[:1]
    if not following or following.islower():
        return False
    before = text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start()]
    opens = NEXT_WORD.match(rest)
    if mark != ".":
        bracketed = mark == ".)" and INITIALS.fullmatch(before.rpartition("(")[2])
        return rest[0] not in ",;" and not (bracketed and (opens[1] if opens else "") not in OPENERS)
    return not _is_abbreviation(WORD_BREAK.split(before)[-1], opens[1] if opens else "")


def _is_abbreviation(word: str, following: str) -> bool:
    """Tell whether a full stop belongs to the word before it, given the word that follows."""
    if len(word) == 1 and word.isupper() and word != "X":
        return True
    low = word.lower()
    if "." in word and INITIALS.fullmatch(word):
        return low not in HOURS and following not in OPENERS
    return low in ABBREVIATIONS or (low in NAME_ABBREVIATIONS and following not in OPENERS)


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_title_case(line: str) -> bool:
    if line.endswith((".", "!", "?", "”", '"')):
        return False
    long_words = LONG_WORD.findall(line)
    capitals = [word for word in long_words if word[0].isupper()]
    return len(long_words) >= 3 and len(capitals) > SHARE_OF_CAPITALS * len(long_words)
