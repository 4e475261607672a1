"""The noun that a number counts, found in the text after it without a parser."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from prisoner_diplomacy.lexicon import load_toml

WORDS, MEASURES = load_toml("quantity_words.toml"), load_toml("measures.toml")
STOPS, SKIPPED, PRONOUNS = (frozenset(WORDS[name].split()) for name in ("stops", "skipped", "pronouns"))
NO_PLURALS, NO_NOUNS, PARTS = (frozenset(WORDS[name].split()) for name in ("no_plurals", "no_nouns", "parts"))
ADJECTIVES = tuple(WORDS["adjectives"])
NUMBERS = frozenset(word for name in ("ones", "teens", "tens") for word in MEASURES[name])
IRREGULAR: dict[str, str] = WORDS["irregular"]
ENDINGS: dict[str, str] = WORDS["endings"]
# Names that are other words in lower case.
INITIALS = frozenset(["US", "WHO"])
LONGEST_PHRASE = 6
SHORTEST_PLURAL = 4
WORDS_KEPT = 32768
PHRASE = re.compile(r"[^,;:!?()\[\]\"“”«»\n—–.]{0,80}")
BRACKETED = re.compile(r" \((?:\d{1,7}|[a-z]{3,12}(?:-[a-z]{3,6})?)\)(?= [a-z])")
HYPHENED = re.compile(r"[-‑][a-z]{2,30}")

Role = Literal["stop", "skip", "pronoun", "genitive", "part", "plural", "other"]


class Noun(NamedTuple):
    """What a number counts, in the singular with its adjectives; or that something stands for it."""

    unit: str
    elliptical: bool


ELLIPTICAL = Noun("", True)


def noun_after(tail: str, single: bool) -> Noun | None:
    """Return the noun a number counts, None when the number counts nothing.

    Args:
        tail: the text after the number.
        single: the number is one, so that the noun is no plural.
    """
    bracketed = BRACKETED.match(tail)
    tail = tail[bracketed.end() :] if bracketed else tail
    hyphened = HYPHENED.match(tail)
    if hyphened:
        stem = hyphened[0][1:]
        return None if _role(stem) in ("part", "stop") else Noun(singular(stem), False)
    match = PHRASE.match(tail)
    words = match[0].split(None, LONGEST_PHRASE)[:LONGEST_PHRASE] if match else []
    if words and _role(words[0]) == "part":
        return None
    if single and words and words[0].lower() == "of":
        return None
    return _single(words) if single else _plural(words)


def _plural(words: list[str]) -> Noun:
    described: list[str] = []
    for place, word in enumerate(words):
        role = _role(word)
        if role == "plural":
            return Noun(" ".join([*described, singular(word)]), False)
        if word == "and" and _joins_names(words, place):
            described.append(word)
            continue
        if role in ("pronoun", "stop") or (word == "of" and place):
            break
        if role == "genitive":
            described = []
        elif role == "other":
            described.append(word)
    return ELLIPTICAL


def _joins_names(words: list[str], place: int) -> bool:
    """Say whether "and" stands between two names that describe one noun: "six Lima and Quito officials"."""
    around = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
    return len(around) > 1 and all(word[:1].isupper() and _role(word) == "other" for word in around)


def _single(words: list[str]) -> Noun | None:
    described: list[str] = []
    for word in words:
        role = _role(word)
        if role == "skip" and word != "of":
            continue
        if role not in ("other", "plural") or word.lower() in NO_NOUNS or (described and word.endswith("ed")):
            break
        described.append(word)
        if not _describes(word):
            break
    return Noun(" ".join(described), False) if described else None


@lru_cache(maxsize=WORDS_KEPT)
def _role(word: str) -> Role:
    low = word.lower().strip("'’")
    if low.endswith(("'s", "’s")):
        return "genitive"
    if word in INITIALS:
        return "other"
    if low[:1].isdigit() or low in NUMBERS:
        return "skip"
    if low in PRONOUNS:
        return "pronoun"
    if low in SKIPPED:
        return "skip"
    if low in STOPS:
        return "stop"
    if low in PARTS:
        return "part"
    return "plural" if _is_plural(low) or _is_of_initials(word) else "other"


def _is_of_initials(word: str) -> bool:
    """Say whether a plural is of initials: "MPs"."""
    return len(word) > 2 and word[:-1].isupper() and word[-1] == "s"


def _is_plural(low: str) -> bool:
    if low in IRREGULAR or low.endswith(("men", "children")):
        return True
    if len(low) < SHORTEST_PLURAL or low.endswith(("ss", "us")):
        return False
    return low.endswith("s") and low not in NO_PLURALS


def _describes(word: str) -> bool:
    return word[0].isupper() or word.endswith(ADJECTIVES)


@lru_cache(maxsize=WORDS_KEPT)
def singular(word: str) -> str:
    """Return the singular of a noun in the plural."""
    word = word.strip("'’")
    low = word.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    ending = next((ending for ending in ENDINGS if low.endswith(ending)), "")
    if not ending or low.endswith("ss"):
        return word
    return word[: -len(ending)] + ENDINGS[ending]
