"""Lines in capitals, headlines of wires and of old pages, as they would stand in a sentence."""

import re
from collections.abc import Iterator
from functools import cache

from prisoner_diplomacy.lexicon import load_table, load_words

WORD = re.compile(r"[^\W\d_]+")
LOW = re.compile(r"\b[a-z]+\b")
NAMED = re.compile(r"(?<=[a-z,] )[^\W\d_a-z][^\W\d_]+")
FEWEST_WORDS, LONGEST_LINE = 3, 300
ACRONYM = range(2, 7)
ALSO_WORDS = frozenset(("WHO", "IS", "IT"))
TABLES = ("people.csv", "organisations.csv", "groups.csv", "places.csv", "countries.csv")
NAMES = ("name", "aliases", "adjectives", "people", "capital")


def lines_in_capitals(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of a line in capitals that a sentence would write otherwise, with its place.

    A word is a name when the rest of the text writes it with a capital within a sentence, or when it is one
    of the lexicon's and the text does not have it in lower case. A text that is in capitals altogether is
    left alone: nothing would tell its names from its other words.
    """
    lines = list(_in_capitals(text))
    if not lines or sum(len(line) for _, line in lines) * 2 > len(text):
        return
    low, named = set(LOW.findall(text)), set(NAMED.findall(text))
    for start, line in lines:
        for number, word in enumerate(WORD.finditer(line)):
            title, plain = word[0][0] + word[0][1:].lower(), word[0].lower()
            owner = len(title) == 1 and line[: word.start()].endswith(("'", "’"))
            known = not owner and (title in named or (title in _name_words() and plain not in low))
            put = title if known or number == 0 else plain
            if put != word[0] and word[0] not in _acronyms():
                yield start + word.start(), start + word.end(), put


def _in_capitals(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.isupper() and len(line) <= LONGEST_LINE and len(WORD.findall(line)) >= FEWEST_WORDS:
            yield start, line
        start += len(line) + 1


@cache
def _names() -> frozenset[str]:
    cells = (row.get(column) or "" for table in TABLES for row in load_table(table) for column in NAMES)
    return frozenset(name for cell in cells for name in cell.split(";"))


@cache
def _name_words() -> frozenset[str]:
    capitals = (word for name in _names() for word in WORD.findall(name) if word[0].isupper())
    given = (word for line in load_words("given_names.txt") for word in WORD.findall(line)[1:])
    return frozenset((*capitals, *given))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(n for n in _names() if n.isalpha() and n.isupper() and len(n) in ACRONYM) - ALSO_WORDS
