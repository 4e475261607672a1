"""Words of time and number in a text, each as one letter, so that grammars are regular expressions.

A grammar names classes of words ("month day comma? year"); the names become letters. Whatever is no
such word becomes one break, which no rule crosses.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.phrase_matcher import Remembered, flatten

Value = Any
Match = tuple[str, int, int]

BREAK = "|"
LETTERS = ascii_letters + digits + "".join(map(chr, range(0xC0, 0x100)))
NAME = re.compile(r"[a-z_]+")
LONGEST_NUMBER = 15
LONGEST_GAP = 10
NUMBERS_KEPT = 8192
NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d\d?-\d\d?|\d{4}[/.]\d\d[/.]\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    r"|(?P<slashed>\d\d?/\d\d?/\d{4}|\d\d?\.\d\d?\.\d{4}|\d\d?/\d\d?/\d\d|\d\d\.\d\d\.\d\d)(?![\d./]\d|\d)"
    r"|(?P<clock>\d\d?:\d\d(?::\d\d)?|\d\d?\.\d\d(?=\s?[ap]\.?m\b))"
    r"|(?P<whole>\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,3}(?:(?:[ '’]\d{3}){1,4}|(?:\.\d{3}){2,4})(?!\d)"
    r"|\d{1,2}(?:,\d\d){1,3},\d{3}(?!\d)|\d+)(?P<decimals>\.\d+|,\d{1,2}(?![\d,]))?"
    r"(?:[ -](?P<upper>[1-9])/(?P<lower>[2-9])(?!\d))?(?P<suffix>[^\W\d_]*)"
)
BEFORE_SHORT_YEAR = (" '", " ’", ", '", ", ’")
CLOSING, LONGEST_QUOTED = re.compile(r"[^\W\ds_]'(?!\w)|[.,?!]'"), 300
THOUSANDS = str.maketrans("", "", ",.'’ ")
NUMERIC_CLASSES = (
    *("iso", "slashed", "clock", "day", "year", "digits"),
    *("nth", "years_of", "measured", "identifier"),
)
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
SUFFIXES = {"mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12, "trn": 1e12}
ACCOUNT_YEARS = range(1990, 2050)
UNGROUPED = re.compile(r"[^\s,]+")
CURRENCIES = "$£€"
LINKS = {" and ": "and", " to ": "to", " or ": "or", "-": "hyphen", "–": "hyphen", " ": "currency"}
GAPS = {
    "-": "hyphen",
    "‑": "hyphen",
    "–": "hyphen",
    " – ": "to",
    " - ": "to",
    "-to-": "to",
    " to ": "to",
    ", ": "comma",
    " and ": "and",
    ", and ": "and",
    "-and-": "and",
    " or ": "or",
    "-or-": "or",
    ", or ": "or",
    " of ": "of",
    " of the ": "of",
    " in ": "in",
    " in the ": "in",
    " the ": "the",
    "/": "slash",
    "—": "dash",
    " from ": "from",
    ". ": "dot",
    "'s ": "genitive",
    "’s ": "genitive",
} | {link + sign: name for link, name in LINKS.items() for sign in CURRENCIES}


class Lexed(NamedTuple):
    """The words of time and number in a text.

    Attributes:
        letters: one letter a word or gap.
        starts, ends, values: where each begins and ends in the text, and what it stands for.
    """

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Value, ...]


def _phrases() -> dict[str, tuple[str, Value]]:
    tables = dict(load_toml("measures.toml"))
    with_the = tables.pop("forms")["with_the"]
    phrases: dict[str, tuple[str, Value]] = {}
    for name, table in tables.items():
        for phrase, value in table.items():
            phrases.setdefault(" ".join(flatten(phrase).split()), (name, value))
    phrases |= {f"fy{year}": ("fiscal_year", year) for year in ACCOUNT_YEARS}
    articled = {f"the {phrase}": entry for phrase, entry in phrases.items() if entry[0] in with_the}
    return articled | phrases


PHRASES = _phrases()
CAPITALISED = frozenset(load_toml("measures.toml")["forms"]["capitalised"])
CLASSES = list(dict.fromkeys([*(name for name, _ in PHRASES.values()), *NUMERIC_CLASSES, *GAPS.values()]))
LETTER = dict(zip(CLASSES, LETTERS[: len(CLASSES)], strict=True))
MONTHS = frozenset(LETTER[name] for name in ("month", "shy_month", "month_short"))
BEFORE_YEAR = frozenset(load_toml("measure_contexts.toml")["before_year"])
CLASS = {letter: name for name, letter in LETTER.items()} | {BREAK: "break"}
GAP_LETTERS = {gap: LETTER[name] for gap, name in GAPS.items()}
IN_LOWER_CASE: dict[str, str] = load_toml("measures.toml")["forms"]["in_lower_case"]
MEANINGS = [
    (LETTER[name], value, name in CAPITALISED, LETTER.get(IN_LOWER_CASE.get(phrase, "")))
    for phrase, (name, value) in PHRASES.items()
]
NUMBERED = {phrase: number for number, phrase in enumerate(PHRASES)}
AUTOMATON = AhoCorasick([" " + phrase for phrase in (*PHRASES, *digits)], matchkind=MatchKind.LeftmostLongest)


def letters_of(*names: str) -> str:
    """Return the letters of these classes."""
    return "".join(LETTER[name] for name in names)


class Grammar:
    """Rules over classes of words; of those that fit at a place the first wins.

    Args:
        rules: a name and a regular expression whose words are names of classes.
    """

    def __init__(self, rules: dict[str, str]) -> None:
        named = (f"(?:{_lettered(rule)})(?P<{name}>)" for name, rule in rules.items())
        self.pattern = re.compile("|".join(named))
        self._parsed = Remembered(self._parse)

    def find(self, letters: str) -> Iterator[Match]:
        """Yield rule, first and last word of each match, the last left out.

        The words between two breaks are parsed once and remembered, since the same few orders of
        classes make up most of any text.
        """
        first, parsed = 0, self._parsed
        for run in letters.split(BREAK):
            if run:
                for rule, start, end in parsed[run]:
                    yield rule, first + start, first + end
            first += len(run) + 1

    def _parse(self, run: str) -> tuple[Match, ...]:
        return tuple((str(match.lastgroup), *match.span()) for match in self.pattern.finditer(run))


def _lettered(rule: str) -> str:
    return NAME.sub(lambda match: LETTER[match[0]], rule).replace(" ", "")


@lru_cache(maxsize=2)
def lex(document: Document) -> Lexed:
    """Return the words of time and number of a document, in order."""
    text, flat = document.text, document.flat
    words = len(MEANINGS)
    found: list[tuple[str, int, int, Value]] = []
    last = -1
    for number, start, end in _matches(flat):
        if start < last:
            continue
        if number < words:
            letter, value, capitalised, in_lower_case = MEANINGS[number]
            if capitalised and not text[start].isupper():
                if in_lower_case is None:
                    continue
                letter = in_lower_case
        else:
            after_month = bool(found) and found[-1][0] in MONTHS and text[last:start] in (" ", ", ")
            end, letter, value = read_number(text, start, grouped=not after_month)
            if end - start == 2 and (is_short_year(text, start) or _closes_date(text, start, last, found)):
                start, letter, value = start - 1, LETTER["year"], value + (1900 if value > 29 else 2000)
        if start != last + 1 or text[last : last + 1] != " ":
            gap = GAP_LETTERS.get(text[last:start], BREAK) if start - last < LONGEST_GAP else BREAK
            found.append((gap, last, start, None))
        found.append((letter, start, end, value))
        last = end
    if not found:
        return Lexed("", (), (), ())
    letters, starts, ends, values = zip(*found, strict=True)
    return Lexed("".join(letters), starts, ends, values)


def _matches(flat: str) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each phrase of whole words and of each first digit."""
    length, words = len(flat), len(MEANINGS)
    # The space put before the text shifts every match by one, the space of the pattern back.
    for number, start, end in AUTOMATON.find_matches_as_indexes(" " + flat):
        end -= 1
        if number >= words or end == length or not flat[end].isalnum():
            yield number, start, end
            continue
        cut = flat.rfind(" ", start, end)
        while cut > start and flat[start:cut] not in NUMBERED:
            cut = flat.rfind(" ", start, cut)
        if cut > start:
            yield NUMBERED[flat[start:cut]], start, cut
        following = flat.find(" ", max(cut, start), end) + 1
        if following:
            stop = flat.find(" ", end)
            for inner, first, last in _matches(flat[following : stop if stop >= 0 else length]):
                yield inner, first + following, last + following


def is_short_year(text: str, start: int) -> bool:
    """Tell the year of "in '91", two digits, from a number at the start of a quotation."""
    if text[max(0, start - 1) : start] not in ("'", "’"):
        return False
    before = text[max(0, start - LONGEST_GAP) : start - 1]
    return before.endswith(" ") and not BEFORE_YEAR.isdisjoint(before.lower().split()[-1:])


def _closes_date(text: str, start: int, last: int, found: list[tuple[str, int, int, Value]]) -> bool:
    """Tell the year of "3 May '24" from a number at the start of a quotation, which a mark closes."""
    if text[last:start] not in BEFORE_SHORT_YEAR or not MONTHS.intersection(entry[0] for entry in found[-3:]):
        return False
    return text[start - 1] == "’" or CLOSING.search(text, start, start + LONGEST_QUOTED) is None


def read_number(text: str, start: int, grouped: bool = True) -> tuple[int, str, Value]:
    """Return where the number written in digits at ``start`` ends, its letter and its value.

    Args:
        text: the text.
        start: where its first digit stands.
        grouped: whether a space may part its thousands, as it may not in "May 12 500 people".
    """
    plain = None if grouped else UNGROUPED.match(text, start)
    match = NUMERIC.match(text, start, plain.end()) if plain else NUMERIC.match(text, start)
    if match is None:
        return start + 1, LETTER["identifier"], text[start]
    exact = match[0]
    if match.lastgroup in ("iso", "slashed", "clock"):
        return match.end(), LETTER[match.lastgroup], exact
    if len(exact) > LONGEST_NUMBER:
        return match.end(), LETTER["identifier"], exact
    name, value = _classify(*match.group("whole", "decimals", "upper", "lower", "suffix"))
    return match.end(), LETTER[name], value


@lru_cache(maxsize=NUMBERS_KEPT)
def _classify(
    whole: str, decimals: str | None, upper: str | None, lower: str | None, suffix: str
) -> tuple[str, Value]:
    value: float | int = int(whole.translate(THOUSANDS))
    if decimals or upper or suffix:
        fraction = float((decimals or "0").replace(",", ".")) + int(upper or 0) / int(lower or 1)
        return _with_suffix(value + fraction if fraction else value, whole, suffix)
    if len(whole) <= 2 and 1 <= value <= 31:
        return "day", value
    if len(whole) == 4 and 1000 <= value <= 2199:
        return "year", value
    return "digits", value


def _with_suffix(value: float | int, whole: str, suffix: str) -> tuple[str, Value]:
    low = suffix.lower()
    if suffix in FRACTIONS:
        return "digits", value + FRACTIONS[suffix]
    if not suffix:
        return "digits", value
    if low in ("st", "nd", "rd", "th"):
        return "nth", value
    if low == "s" and len(whole) in (2, 4):
        return "years_of", value
    if low in ("am", "pm"):
        return "clock", value
    if low in SUFFIXES:
        product = value * SUFFIXES[low]
        return "digits", int(product) if product == int(product) else product
    return "measured", (value, suffix)
