"""Numbers that count or measure something, with their bounds and the noun they count."""

import re
from bisect import bisect_right
from functools import lru_cache
from math import log
from typing import NamedTuple

from prisoner_diplomacy.lexicon import load_toml, load_words
from prisoner_diplomacy.reading.counted_nouns import noun_after
from prisoner_diplomacy.reading.times.lexer import CLASS, LETTER, Grammar, Lexed, Value, letters_of, lex
from prisoner_diplomacy.reading.times.numerals import NUMBER, number_value, whole
from prisoner_diplomacy.schema.marks import Quantity, Time
from prisoner_diplomacy.text.document import OPENING, Document

Number = float | int | None

LIMIT = "(?:bound|over)"
RULES = {
    "none": f"{LIMIT}?{NUMBER} hyphen?(?:units|unit)hyphen?old|{NUMBER} clock",
    "range": (
        f"{LIMIT}?(?:between currency?{NUMBER} and|currency?{NUMBER}(?:to|or|hyphen)){NUMBER}"
        "(?:hyphen?bound_after)?"
    ),
    "horde": f"{LIMIT}?(?:hordes|vague(?:hundred scale?|scale|dozen))",
    "couple": "vague",
    "count": f"(?:{LIMIT}|another)?currency?(?:{NUMBER}(?:hyphen?and_half)?|measured)(?:hyphen?bound_after)?",
}
GRAMMAR = Grammar(RULES)
WORDS = load_toml("quantity_words.toml")
CURRENCY: dict[str, str] = WORDS["currency"]
BEFORE_AGE = frozenset(WORDS["before_age"].split())
BEFORE_BARE_AGE = frozenset(WORDS["before_bare_age"].split())
CARRYING = frozenset(WORDS["carrying"].split())
BEFORE_NO_COUNT = frozenset(WORDS["before_no_count"].split())
BEFORE_PHRASAL_OVER = frozenset(WORDS["before_phrasal_over"].split())
BEFORE_NUMBER = frozenset(load_toml("measure_contexts.toml")["before_number"])
OPENERS = letters_of("bound", "over", "another", "between", "currency")
LIMITS = letters_of("bound", "over", "bound_after")
LINKS = letters_of("to", "or", "and", "hyphen")
MEASURES = frozenset(("percent", *CURRENCY.values()))
NUMBERED_PART = re.compile(r"[\w)]\($")
MULTIPLIERS = letters_of("scale", "hundred")
SIGN_BEFORE = re.compile(r"([$£€]) ?$")
PERCENT = re.compile(r" ?%")
NOT_NUMBERED = load_words("calendar_words.txt")
DEFINITE = ("the ", "those ", "these ", "all ")
OF_NUMBER = re.compile(r" of (?:the |these |those )?$")
HALF_DAY = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock)")
NOUN_WINDOW, BEFORE, AFTER = 80, 20, 12
OLDEST = 120
REMEMBERED = 8
ALIKE, FAR = 0.1, 99.0
MEASURED = load_toml("measures.toml")
CROWDS = MEASURED["hordes"] | MEASURED["scale"] | MEASURED["hundred"]
NAMES_BEFORE = frozenset("#+@")
JOINTS_BEFORE = frozenset("-–/&.:_")
NAMES_AFTER = frozenset("/@°_")
STARTERS = frozenset("\"'“‘«-–—:…")
CLOSINGS = frozenset(",.;)")
KEPT = 8192
LARGEST_CROWD = 20


class Bounds(NamedTuple):
    """Lowest and highest number, None where open."""

    low: Number
    high: Number
    approximate: bool


class Found(NamedTuple):
    """A number in the text: the words it is written with, its class and where its digits begin."""

    rule: str
    letters: str
    values: tuple[Value, ...]
    start: int
    digits: int
    end: int
    bounds: Bounds


def annotate_quantities(document: Document, times: list[Time]) -> list[Quantity]:
    """Return the numbers that count or measure, in order; no two overlap, nor any a time.

    Args:
        document: the text.
        times: its expressions of time, in order.

    Returns:
        Marks of the number with its currency sign and what bounds it ("at least 14"); the unit is the
        noun in the singular with its adjectives, that of a number before when the noun is left out.
    """
    lexed, text = lex(document), document.text
    starts = [time.start for time in times]
    quantities: list[Quantity] = []
    for rule, first, last in GRAMMAR.find(lexed.letters):
        if rule == "none":
            continue
        before = bisect_right(starts, lexed.ends[last - 1] - 1) - 1
        if before >= 0 and times[before].end > lexed.starts[first]:
            continue
        found = _found(text, lexed, rule, first, last)
        if found is None or not _counts(document, found):
            continue
        quantity = _quantity(document, found, quantities)
        if quantity is None:
            continue
        if quantities and _repeats(text, quantities[-1], quantity):
            continue
        if quantities and not quantities[-1].unit:
            quantities[-1] = _share_unit(text, quantities[-1], quantity)
        quantities.append(quantity)
    return quantities


def _repeats(text: str, one: Quantity, other: Quantity) -> bool:
    """Tell the second number of "14 (fourteen) men"."""
    return (
        text[one.end : other.start] == " ("
        and text[other.end : other.end + 1] == ")"
        and one.low == other.low
    )


def _share_unit(text: str, one: Quantity, other: Quantity) -> Quantity:
    """Return "ten" of "ten of the 14" with the noun of the 14."""
    return one._replace(unit=other.unit) if OF_NUMBER.match(text, one.end, other.start) else one


def _found(text: str, lexed: Lexed, rule: str, first: int, last: int) -> Found | None:
    letters = lexed.letters[first:last]
    opener = CLASS[letters[0]]
    if opener == "another" or (opener == "over" and _is_phrasal(text, lexed.starts[first])):
        first, letters = first + 1, letters[1:]
    values = lexed.values[first:last]
    bounds = _bounds(rule, letters, values)
    if bounds is None:
        return None
    opening = len(letters) - len(letters.lstrip(OPENERS))
    digits = lexed.starts[first + opening]
    start = digits if letters[0] == LETTER["currency"] else lexed.starts[first]
    return Found(rule, letters, values, start, digits, lexed.ends[last - 1], bounds)


def _is_phrasal(text: str, start: int) -> bool:
    words = text[max(0, start - BEFORE) : start].split()
    return bool(words) and words[-1].lower() in BEFORE_PHRASAL_OVER


@lru_cache(maxsize=KEPT)
def _bounds(rule: str, letters: str, values: tuple[Value, ...]) -> Bounds | None:
    limit = next((value for letter, value in zip(letters, values, strict=True) if letter in LIMITS), "")
    if rule == "horde":
        return Bounds(None, None, True)
    if rule == "range":
        return _range(letters, values, limit == "about")
    value = values[-1][0] if letters.endswith(LETTER["measured"]) else number_value(letters, values)
    if value is None:
        return None
    if rule == "couple":
        return Bounds(value, value, True)
    if limit in ("low", "high"):
        return Bounds(value, None, False) if limit == "low" else Bounds(None, value, False)
    return Bounds(value, value, limit == "about")


def _range(letters: str, values: tuple[Value, ...], approximate: bool) -> Bounds | None:
    for link, letter in enumerate(letters):
        if letter not in LINKS:
            continue
        low = number_value(letters[:link], values[:link])
        high = number_value(letters[link + 1 :], values[link + 1 :])
        last = letters[-1]
        if last in MULTIPLIERS and last not in letters[:link] and low is not None and low < values[-1]:
            low = whole(low * values[-1])
        if low is not None and high is not None and low < high:
            return Bounds(low, high, approximate)
    return None


def _counts(document: Document, found: Found) -> bool:
    """Tell a number that counts from a name, an identifier, an age or a time of day."""
    text, start, end = document.text, found.digits, found.end
    if found.rule == "horde" or found.rule == "couple":
        return True
    if text[start].isupper() and not _begins_sentence(document, start):
        return False
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    if (text[start] == "0" and text[start + 1 : start + 2].isdigit()) or NUMBERED_PART.search(before):
        return False
    if before[-1:] in NAMES_BEFORE or (before[-1:] in JOINTS_BEFORE and before[-2:-1].isalnum()):
        return False
    if after[:1] in NAMES_AFTER or (after[1:2].isdigit() and after[0] in " :") or HALF_DAY.match(after):
        return False
    last = before.split()[-1].lstrip(OPENING) if before[-1:] == " " and before.strip() else ""
    word = last.lower()
    if text[start].isdigit() and last[:1].isupper() and _is_numbered(document, found, word):
        return False
    if word in BEFORE_NUMBER or (found.bounds.low == 1 and word in BEFORE_NO_COUNT):
        return False
    return not (text[start].isdigit() and _is_age(before, word, after, found.bounds))


def _is_numbered(document: Document, found: Found, word: str) -> bool:
    """Tell the number of "Proclamation 8015" from what "In Belarus 14 people" counts."""
    text, start = document.text, found.digits
    if not text[start : found.end].isdigit() or word in NOT_NUMBERED:
        return False
    opens = document.sentences[document.sentence_number(start)].start
    first = text[opens:start].lstrip(OPENING).count(" ") == 1
    noun = noun_after(text[found.end : found.end + NOUN_WINDOW], False)
    return not first and (noun is None or noun.elliptical)


def _is_age(before: str, word: str, after: str, bounds: Bounds) -> bool:
    if not _is_of_age(bounds):
        return False
    closed = not after or after[0] in CLOSINGS
    if word in BEFORE_AGE:
        return closed or word != "now"
    name = before.rstrip(" ,(").split()
    return closed and before.endswith((", ", "(")) and bool(name) and name[-1][0].isupper()


def _is_of_age(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.low == bounds.high and 0 < bounds.low < OLDEST


def _begins_sentence(document: Document, start: int) -> bool:
    sentence = document.sentences[document.sentence_number(start)]
    before = document.text[max(0, start - 2) : start].rstrip(" ")[-1:]
    return start - sentence.start <= 1 or before in STARTERS


def _quantity(document: Document, found: Found, before: list[Quantity]) -> Quantity | None:
    text, start, end, bounds = document.text, found.start, found.end, found.bounds
    if text[end : end + 2] == "+ ":
        end, bounds = end + 1, Bounds(bounds.low, None, False)
    sign, percent = SIGN_BEFORE.search(text, max(0, found.digits - 2), found.digits), PERCENT.match(text, end)
    if sign:
        start, unit = min(start, sign.start()), CURRENCY[sign[1]]
    elif percent:
        end, unit = percent.end(), "percent"
    elif text.startswith(" per cent", end):
        unit = "percent"
    elif found.letters.endswith(LETTER["measured"]):
        unit = found.values[-1][1]
    else:
        single = found.rule == "count" and 1 in (bounds.low, bounds.high)
        noun = noun_after(text[end : end + NOUN_WINDOW], single)
        if noun is None or (noun.elliptical and not _may_be_elliptical(text, found)):
            return None
        unit = noun.unit or _unit_before(document, before, found)
    return Quantity(start, end, text[start:end], bounds.low, bounds.high, bounds.approximate, unit)


def _may_be_elliptical(text: str, found: Found) -> bool:
    if found.rule == "range" or CLASS[found.letters[-1]] == "year":
        return False
    before = text[max(0, found.start - BEFORE) : found.start].split()
    return not (_is_of_age(found.bounds) and before and before[-1].lower() in BEFORE_BARE_AGE)


def _unit_before(document: Document, before: list[Quantity], found: Found) -> str:
    """Return what an elliptical number counts: what its like of the same sentence does.

    "Nine others" goes back to its like anywhere before, "those 1,400" to a number about as large.
    """
    start, bounds = found.start, found.bounds
    candidates = [other for other in before[-REMEMBERED:] if other.unit and other.unit not in MEASURES]
    definite = document.text[max(0, start - 6) : start].lower().endswith(DEFINITE)
    carried = not CARRYING.isdisjoint(document.text[found.end : found.end + AFTER].split()[:1])
    if not definite and not carried:
        sentence = document.sentences[document.sentence_number(start)].start
        candidates = [other for other in candidates if other.start >= sentence]
    nearest = min(candidates, key=lambda other: (_distance(bounds, other), -other.start), default=None)
    if nearest is None or (definite and _distance(bounds, nearest) > ALIKE):
        return ""
    return nearest.unit


def _distance(bounds: Bounds, quantity: Quantity) -> float:
    one = bounds.low if bounds.low is not None else bounds.high
    two = quantity.low if quantity.low is not None else quantity.high
    if two is None:
        crowd = CROWDS.get(quantity.exact.split()[-1].lower(), 0)
        return 0.0 if one is None or crowd <= one <= crowd * LARGEST_CROWD else FAR
    return abs(log(one / two)) if one and two else FAR
