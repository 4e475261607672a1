"""Canonical ids and country codes as people read them."""

import calendar
from datetime import date
from functools import cache

from prisoner_diplomacy.lexicon import load_table

TABLES = ("people.csv", "organisations.csv", "groups.csv", "places.csv", "countries.csv")
UNLISTED = {"the-west": "the West"}
ALLIANCES = {"EU": "European Union", "WEST": "the West", "NATO": "NATO"}


@cache
def _names() -> dict[str, str]:
    return {row["id"]: row["name"] for table in TABLES for row in load_table(table)} | UNLISTED


@cache
def _countries() -> dict[str, str]:
    rows = load_table("countries.csv")
    return {**{row["country"]: row["name"] for row in reversed(rows)}, **ALLIANCES}


def name_of(value: str) -> str:
    """Return the name that a canonical id stands for; anything else as it is."""
    return _names().get(value, value)


def names_of(values: str) -> str:
    """Return the names of ids or texts that stand between semicolons, with commas between them."""
    return ", ".join(name_of(value) for value in values.split(";") if value)


def country_name(code: str) -> str:
    """Return the name of a country or alliance by its code; an unknown code as it is."""
    return _countries().get(code, code)


def country_names(codes: str) -> str:
    """Return the names of countries whose codes stand between semicolons."""
    return join_words([country_name(code) for code in codes.split(";") if code])


def join_words(words: list[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 event", "3 events"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def long_day(day: date) -> str:
    """Return a day in words, as in 5 September 2025."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
