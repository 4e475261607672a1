"""Numbers that count or measure something, with their bounds and the noun they count."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.lexer import CLASS, Grammar, Lexed, lex
from prisoner_diplomacy.annotate.numerals import NUMBER, number_value
from prisoner_diplomacy.annotate.records import Quantity, Time
from prisoner_diplomacy.lexicon import load_toml

LIMIT = "(?:bound|over)"
RULES = {
    "age": f"{NUMBER} hyphen?(?:units|unit)hyphen?old|{NUMBER} clock",
    "range": (
        f"{LIMIT}?currency?(?:between currency?{NUMBER} and|{NUMBER}(?:to|or|hyphen)){NUMBER}(?:hyphen?bound_after)?"
    ),
    "horde": f"{LIMIT}?hordes",
    "couple": "vague",
    "count": f"{LIMIT}?(?:another)?currency?(?:{NUMBER} and_half?|measured)(?:hyphen?bound_after)?",
}
GRAMMAR = Grammar(RULES)
WORDS = load_toml("quantity_words.toml")
STOPS = frozenset(WORDS["stops"].split())
SKIPPED = frozenset(WORDS["skipped"])
PRONOUNS = frozenset(WORDS["pronouns"])
NO_PLURALS = frozenset(WORDS["no_plurals"])
PARTS = frozenset(WORDS["parts"])
BEFORE_AGE = frozenset(WORDS["before_age"])
IRREGULAR: dict[str, str] = WORDS["irregular"]
CURRENCY: dict[str, str] = WORDS["currency"]
BEFORE_NUMBER = frozenset(load_toml("measure_contexts.toml")["before_number"])
NOUN_WINDOW = 80
NOUN_WORDS = 6
PHRASE = re.compile(r"[^,;:!?()\[\]\"“”«»\n—–.]{0,80}")
HALF_DAY = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock)")
OLDEST = 120


class Bounds(NamedTuple):
    """Lowest and highest number, None where open."""

    low: float | int | None
    high: float | int | None
    approximate: bool


class Noun(NamedTuple):
    """What a number counts: the noun in the singular; or that a pronoun or nothing stands for it."""

    unit: str
    elliptical: bool


def annotate_quantities(document: Document, times: list[Time]) -> list[Quantity]:
    """Return the numbers that count or measure, in order; no two overlap, nor any a time.

    Args:
        document: the text.
        times: its expressions of time, in order.

    Returns:
        Marks of the number with its currency sign and what bounds it ("at least 14"); the unit is the
        noun in the singular with its adjectives, that of an earlier number when the noun is left out.
    """
    lexed = lex(document)
    starts = [time.start for time in times]
    found: list[Quantity] = []
    for rule, first, last in GRAMMAR.find(lexed.letters):
        start, end = lexed.starts[first], lexed.ends[last - 1]
        before = bisect_right(starts, end - 1) - 1
        if rule == "age" or (before >= 0 and times[before].end > start):
            continue
        quantity = _read(document, lexed, rule, first, last, found)
        if quantity:
            found.append(quantity)
    return found


def _read(
    document: Document, lexed: Lexed, rule: str, first: int, last: int, found: list[Quantity]
) -> Quantity | None:
    text = document.text
    bounds = _bounds(lexed, rule, first, last)
    if bounds is None:
        return None
    number = next(i for i in range(first, last) if CLASS[lexed.letters[i]] not in ("bound", "over", "between", "another"))
    name, place, end = CLASS[lexed.letters[number]], lexed.starts[number], lexed.ends[last - 1]
    start = lexed.starts[first]
    if CLASS[lexed.letters[first]] == "another":
        start = place
    if name == "currency":
        number += 1
        place = lexed.starts[number]
    if not _counts(document, rule, name, place, end, bounds):
        return None
    sign = text[place - 1 : place]
    if sign in CURRENCY:
        start = min(start, place - 1)
        unit = CURRENCY[sign]
    elif text[end : end + 1] == "%":
        end, unit = end + 1, "percent"
    elif name == "measured":
        unit = lexed.values[number][1]
    else:
        noun = noun_after(text[end : end + NOUN_WINDOW], bounds.high == 1 and rule == "count")
        if noun is None or not _has_sense(noun, rule, name, bounds):
            return None
        unit = noun.unit
        if noun.elliptical:
            definite = text[max(0, start - 7) : start].lower().endswith(("the ", "those ", "these ", "all "))
            unit = _unit_before(document, found, start, bounds, definite)
    return Quantity(start, end, text[start:end], *bounds, unit)


def _has_sense(noun: Noun, rule: str, name: str, bounds: Bounds) -> bool:
    if not noun.elliptical:
        return True
    if rule == "range" or name == "year":
        return False
    return not (bounds.low == bounds.high == 1)


def _bounds(lexed: Lexed, rule: str, first: int, last: int) -> Bounds | None:
    names = [CLASS[letter] for letter in lexed.letters[first:last]]
    limit = next(
        (lexed.values[first + i] for i, name in enumerate(names) if name in ("bound", "over", "bound_after")), ""
    )
    if rule == "horde":
        return Bounds(None, None, True)
    if rule == "couple":
        value = lexed.values[first]
        return Bounds(value, value, True) if value != "X" else None
    if rule == "range":
        return _range(lexed, names, first, limit)
    value = number_value(lexed, first, last) if "measured" not in names else lexed.values[first + names.index("measured")][0]
    if value is None:
        return None
    if limit == "low":
        return Bounds(value, None, False)
    if limit == "high":
        return Bounds(None, value, False)
    return Bounds(value, value, limit == "about")


def _range(lexed: Lexed, names: list[str], first: int, limit: str) -> Bounds | None:
    links = [i for i, name in enumerate(names) if name in ("to", "or", "and", "hyphen")]
    for link in links:
        low = number_value(lexed, first, first + link)
        high = number_value(lexed, first + link + 1, first + len(names))
        if low is not None and high is not None and low < high:
            last_scale = lexed.values[first + len(names) - 1] if names[-1] == "scale" else 1
            low = low * last_scale if low < 1000 <= last_scale and "scale" not in names[:link] else low
            return Bounds(low, high, limit == "about")
    return None


def _counts(document: Document, rule: str, name: str, start: int, end: int, bounds: Bounds) -> bool:
    text = document.text
    if rule in ("horde", "couple"):
        return rule == "horde" and not text[start].isupper() or _begins_sentence(document, start) or rule == "couple"
    before, after = text[max(0, start - 16) : start], text[end : end + 8]
    if before[-1:] in "-–/#@&+.:_" and before[-2:-1].isalnum():
        return False
    word = before.split()[-1].lower() if before.strip() and before[-1:] == " " else ""
    if word.strip("(") in BEFORE_NUMBER or HALF_DAY.match(after) or after[:1] in tuple("/@°_") or after[:1] == ":" and after[1:2].isdigit():
        return False
    if text[start].isupper() and not _begins_sentence(document, start):
        return False
    return not (name in ("day", "digits") and _is_age(before, word, after, bounds))


def _is_age(before: str, word: str, after: str, bounds: Bounds) -> bool:
    if bounds.low is None or not 0 < bounds.low < OLDEST or bounds.low != bounds.high:
        return False
    closed = after[:1] in tuple(",.;)") or not after
    if word in BEFORE_AGE:
        return word != "now" or closed
    if not closed:
        return False
    name = before.rstrip(" ,(").rsplit(None, 1)
    return before.endswith((", ", "(")) and bool(name) and name[-1][:1].isupper()


def _begins_sentence(document: Document, start: int) -> bool:
    sentence = document.sentences[document.sentence_number(start)]
    return start - sentence.start <= 2 or document.text[start - 1] in "\"'“‘«"


def _unit_before(document: Document, found: list[Quantity], start: int, bounds: Bounds, definite: bool) -> str:
    """Return the noun an elliptical number counts: that of its like before, or of its sentence."""
    sentence = document.sentences[document.sentence_number(start)].start
    for quantity in reversed(found[-8:]):
        if not quantity.unit or quantity.unit in ("percent", *CURRENCY.values()):
            continue
        same = bounds.low is not None and bounds.low in (quantity.low, quantity.high)
        if quantity.start >= sentence or (definite and same):
            return quantity.unit
    if definite:
        return next((q.unit for q in reversed(found[-8:]) if q.unit and q.unit not in CURRENCY.values()), "")
    return ""


@lru_cache(maxsize=8192)
def noun_after(tail: str, single: bool) -> Noun | None:
    """Return the noun a number counts from the text after it, None when the number counts nothing.

    Args:
        tail: the text after the number.
        single: the number is one, so that the noun is no plural.
    """
    if tail[:1] in ("-", "‑"):
        word = re.match(r"[a-z]{0,30}", tail[1:])
        stem = word[0] if word else ""
        return None if not stem or stem in PARTS or stem in STOPS else Noun(singular(stem), False)
    match = PHRASE.match(tail)
    words = match[0].split() if match else []
    if words and words[0].lower() in PARTS:
        return None
    return _head(words, single)


def _head(words: list[str], single: bool) -> Noun:
    described: list[str] = []
    partitive = bool(words) and words[0].lower() == "of"
    for place, word in enumerate(words[:NOUN_WORDS]):
        low = word.lower().strip("'’")
        if low.endswith(("'s", "’s")):
            described = []
            continue
        if low in PRONOUNS and low != "more" and low not in ("those", "these"):
            return Noun("", True)
        if low in SKIPPED and (low != "of" or place == 0):
            continue
        if low in STOPS:
            break
        if _is_plural(low) and not (single and not partitive):
            return Noun(" ".join([*described, singular(word)]), False)
        described.append(word)
        if single and low.endswith(("ed", "ing")) and len(described) > 1:
            described.pop()
            break
    if single and described and not partitive:
        return Noun(" ".join(described[:3]), False)
    return Noun("", True)


def _is_plural(low: str) -> bool:
    if low in IRREGULAR:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "ous")) and low not in NO_PLURALS


def singular(word: str) -> str:
    """Return the singular of a noun in the plural."""
    low = word.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1] if low.endswith("s") and not low.endswith("ss") else word
