"""Lists of the lexicon by which a speaker is told from the words around the name."""

import re
from functools import cache, lru_cache

from prisoner_diplomacy.lexicon import load_table, load_toml, load_words

TITLE_LISTS = ("titles", "honorifics_m", "honorifics_f", "honorifics_u")


@cache
def person_nouns() -> frozenset[str]:
    """Return the nouns for one person, by which the text may mean somebody named before."""
    offices = {row["noun"] for row in load_table("roles.csv") if row["label"] == "PERSON"}
    return frozenset(noun for noun in offices | load_words("person_nouns.txt") if not noun.endswith("s"))


@cache
def owned_words() -> re.Pattern[str]:
    """Return what finds words that belong to somebody: "the judge's statement"."""
    nouns = "|".join(load_toml("cues.toml")["nouns"]["words"])
    return re.compile(
        rf"((?:[^\W\d_][\w-]{{0,30}}\s){{0,3}}[^\W\d_][\w-]{{0,30}})['’]s?\s(?:\w+\s){{0,3}}(?:{nouns})\b",
        re.IGNORECASE,
    )


@cache
def signed_words() -> re.Pattern[str]:
    """Return what finds words with who signed them: "a memo posted by"."""
    nouns = "|".join(load_toml("cues.toml")["nouns"]["words"])
    return re.compile(
        rf"\b(?:{nouns})(?:\s[\w-]{{1,20}}){{0,3}}?\s(?:by|from)\s(?=(?:(?:the|an?|his|her)\s)?[^\W\d_])"
    )


@cache
def titles() -> frozenset[str]:
    """Return the nouns that may stand before a name: the President of "allies of President Hill"."""
    titles = " ".join(load_toml("name_words.toml")[key] for key in TITLE_LISTS).lower().split()
    return frozenset(titles) - {"state"}


@lru_cache(maxsize=256)
def descriptions_of(noun: str) -> re.Pattern[str]:
    """Return what finds a noun introduced with attributes: "a western diplomat"."""
    return re.compile(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[\w'’\-]{{1,30}}\s){{1,5}}{re.escape(noun)}\b")


def is_office_of(head: str, noun: str) -> bool:
    """Tell the envoy of "the special envoy for Norway, Ina Marek"."""
    return bool(re.search(rf"\b{re.escape(noun)} (?:for|of|to|on|in) [^,.;]{{2,40}}$", head))
