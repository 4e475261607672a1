"""Words of time and number in a text, each as one letter, so that grammars are regular expressions.

A grammar names classes of words ("month day comma? year"); ``compile_grammar`` turns the names into
letters. Everything that is no such word becomes one break between them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.match import flatten
from prisoner_diplomacy.lexicon import load_toml

Value = Any

BREAK = "|"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "".join(map(chr, range(0xC0, 0x100)))
NAME = re.compile(r"[a-z_]+")
LONGEST_NUMBER = 15
LONGEST_RUN = 24
RUNS_KEPT = 16384
LONGEST_GAP = 8
DIGITS = tuple("0123456789")
NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d\d?-\d\d?)(?!\d)"
    r"|(?P<slashed>\d\d?/\d\d?/\d{4}|\d\d?\.\d\d?\.\d{4})(?!\d)"
    r"|(?P<clock>\d\d?[:.]\d\d(?:[:.]\d\d)?(?![\d%])(?=[ap]m|\s?[ap]\.?m\b)|\d\d?:\d\d)"
    r"|(?P<whole>\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d+)(?P<decimals>\.\d+)?"
    r"(?:[ -](?P<upper>[1-9])/(?P<lower>[2-9])(?!\d))?(?P<suffix>[^\W\d_]*)"
)
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
SUFFIXES = {"mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12, "trn": 1e12}
GAPS = {
    "-": "hyphen",
    "‑": "hyphen",
    "–": "hyphen",
    " – ": "to",
    "—": "to",
    ", ": "comma",
    " and ": "and",
    ", and ": "and",
    " to ": "to",
    "-to-": "to",
    "-and-": "and",
    " or ": "or",
    "-or-": "or",
    ", or ": "or",
    " of ": "of",
    " in ": "in",
    " in the ": "in",
    " of the ": "of",
    "/": "slash",
    " $": "currency",
    " £": "currency",
    " €": "currency",
    " and $": "and",
    " and £": "and",
    " and €": "and",
    " to $": "to",
    " to £": "to",
    " to €": "to",
    "'s ": "genitive",
    "’s ": "genitive",
    "' ": "genitive",
    "’ ": "genitive",
}


class Lexed(NamedTuple):
    """The words of time and number in a text.

    Attributes:
        letters: one letter a word or gap.
        starts, ends, values: where each begins and ends in the text, and what it stands for.
    """

    letters: str
    starts: list[int]
    ends: list[int]
    values: list[Value]


def _phrases() -> dict[str, tuple[str, Value]]:
    tables = dict(load_toml("measures.toml"))
    forms = tables.pop("forms")
    phrases: dict[str, tuple[str, Value]] = {}
    for name, table in tables.items():
        for phrase, value in table.items():
            phrases.setdefault(" ".join(flatten(phrase).split()), (name, value))
    for phrase, (name, value) in list(phrases.items()):
        if name in forms["with_the"]:
            phrases.setdefault(f"the {phrase}", (name, value))
    return phrases


PHRASES = _phrases()
CAPITALISED = frozenset(load_toml("measures.toml")["forms"]["capitalised"])
NUMERIC_CLASSES = ("iso", "slashed", "clock", "day", "year", "digits", "nth", "years_of", "measured", "identifier")
CLASSES = dict.fromkeys([name for name, _ in PHRASES.values()] + list(NUMERIC_CLASSES) + list(GAPS.values()))
LETTER = dict(zip(CLASSES, LETTERS, strict=False)) | {"break": re.escape(BREAK)}
CLASS = {letter: name for name, letter in LETTER.items()} | {BREAK: "break"}
GAP_LETTERS = {gap: LETTER[name] for gap, name in GAPS.items()}
MEANINGS: list[tuple[str, Value, bool]] = [
    (LETTER[name], value, name in CAPITALISED) for name, value in PHRASES.values()
]
AUTOMATON = AhoCorasick([" " + phrase for phrase in (*PHRASES, *DIGITS)], matchkind=MatchKind.LeftmostLongest)


def compile_grammar(rules: dict[str, str]) -> re.Pattern[str]:
    """Return one pattern over the letters: a named group for each rule, the first that fits wins.

    Args:
        rules: a name and a regular expression whose words are names of classes.
    """
    return re.compile("|".join(f"{_lettered(pattern)}(?P<{rule}>)" for rule, pattern in rules.items()))


def letters_of(*names: str) -> str:
    """Return the letters of these classes."""
    return "".join(LETTER[name] for name in names)


def _lettered(pattern: str) -> str:
    letters = NAME.sub(lambda match: LETTER[match[0]], pattern).replace(" ", "")
    return f"(?:{letters})"


class Grammar:
    """Rules over classes of words; of those that fit at a place the first wins.

    Args:
        rules: a name and a regular expression whose words are names of classes.
    """

    def __init__(self, rules: dict[str, str]) -> None:
        self.pattern = compile_grammar(rules)
        self._known = lru_cache(maxsize=RUNS_KEPT)(self._parse)

    def find(self, letters: str) -> Iterator[tuple[str, int, int]]:
        """Yield rule, first and last word of each match; words between two breaks are read once."""
        first = 0
        for run in letters.split(BREAK):
            if run:
                for rule, start, end in self._known(run) if len(run) <= LONGEST_RUN else self._parse(run):
                    yield rule, first + start, first + end
            first += len(run) + 1

    def _parse(self, run: str) -> tuple[tuple[str, int, int], ...]:
        return tuple((str(match.lastgroup), *match.span()) for match in self.pattern.finditer(run))


@lru_cache(maxsize=2)
def lex(document: Document) -> Lexed:
    """Return the words of time and number of a document, in order."""
    text, flat = document.text, document.flat
    length = len(flat)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    words = len(MEANINGS)
    last = -1
    for number, start, shifted in AUTOMATON.find_matches_as_indexes(" " + flat):
        end = shifted - 1
        if start < last:
            continue
        if number >= words:
            found = read_number(text, start)
            if found is None:
                continue
            end, letter, value = found
        else:
            if end < length and flat[end].isalnum():
                continue
            letter, value, capitalised = MEANINGS[number]
            if capitalised and not text[start].isupper():
                continue
        if start != last + 1 or text[last : last + 1] != " ":
            letters.append(GAP_LETTERS.get(text[last:start], BREAK) if start - last < LONGEST_GAP else BREAK)
            starts.append(last)
            ends.append(start)
            values.append(None)
        letters.append(letter)
        starts.append(start)
        ends.append(end)
        values.append(value)
        last = end
    return Lexed("".join(letters), starts, ends, values)


def read_number(text: str, start: int) -> tuple[int, str, Value] | None:
    """Return where the number written in digits at ``start`` ends, its letter and its value."""
    match = NUMERIC.match(text, start)
    if match is None:
        return None
    if match.lastgroup in ("iso", "slashed", "clock"):
        return match.end(), LETTER[match.lastgroup], match[0]
    name, value = _classify(match[0], match["whole"], match["decimals"], match["upper"], match["lower"], match["suffix"])
    return match.end(), LETTER[name], value


@lru_cache(maxsize=4096)
def _classify(
    exact: str, whole: str, decimals: str | None, upper: str | None, lower: str | None, suffix: str
) -> tuple[str, Value]:
    if len(exact) > LONGEST_NUMBER:
        return "identifier", exact
    value: float | int = int(whole.replace(",", ""))
    if decimals:
        value += float(decimals)
    if upper and lower:
        value += int(upper) / int(lower)
    plain = exact.isdigit()
    if plain and len(exact) <= 2 and 1 <= value <= 31:
        return "day", value
    if plain and len(exact) == 4 and 1000 <= value <= 2199:
        return "year", value
    if not suffix:
        return "digits", value
    return _with_suffix(value, whole, suffix)


def _with_suffix(value: float | int, whole: str, suffix: str) -> tuple[str, Value]:
    low = suffix.lower()
    if suffix in FRACTIONS:
        return "digits", value + FRACTIONS[suffix]
    if low in ("st", "nd", "rd", "th"):
        return "nth", value
    if low == "s" and len(whole) in (2, 4):
        return "years_of", value
    if low in ("am", "pm"):
        return "clock", value
    if low in SUFFIXES and suffix != "B":
        product = value * SUFFIXES[low]
        return "digits", int(product) if product == int(product) else product
    return "measured", (value, suffix)


def span_values(lexed: Lexed, first: int, last: int) -> list[tuple[str, Value]]:
    """Return class and value of each word from ``first`` to ``last``, the latter left out."""
    return [(CLASS[letter], value) for letter, value in zip(lexed.letters[first:last], lexed.values[first:last], strict=True)]


assert len(CLASSES) <= len(LETTERS), "more classes than letters"
assert all(a != b for a, b in pairwise(sorted(LETTER.values())))
