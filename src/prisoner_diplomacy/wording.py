"""Canonical ids and country codes as people read them."""

import calendar
import re
from datetime import date
from functools import cache

from prisoner_diplomacy.lexicon import load_table

TABLES = ("people.csv", "organisations.csv", "groups.csv", "places.csv", "countries.csv")
UNLISTED = {"the-west": "the West"}
ALLIANCES = {"EU": "European Union", "WEST": "the West", "NATO": "NATO"}

KINDS = {
    "release": "release",
    "detention": "custody",
    "mistreatment": "mistreatment",
    "sanction": "sanction",
    "sanction-relief": "easing",
    "agreement": "agreement",
    "talks": "talks",
    "appointment": "appointment",
    "military": "attack",
}
STATUSES = {"occurred": "happened", "future": "planned", "hypothetical": "hoped for", "negated": "denied"}
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202d\u202e\ud800-\udfff]")
DOUBT = re.compile(r"[~?%]$")
COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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


def country_list() -> dict[str, str]:
    """Return the names of all countries and alliances by their codes."""
    return dict(_countries())


def join_words(words: list[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day_words(value: str) -> str:
    """Return an EDTF date in words: "22 November 2025", "since March 2023", "about August 2025"."""
    start, slash, end = value.partition("/")
    if not slash:
        return _part_words(start)
    if end == "..":
        return f"since {_part_words(start)}"
    if start == "..":
        return f"by {_part_words(end)}"
    return f"{_part_words(start)} to {_part_words(end)}"


def _part_words(part: str) -> str:
    about = "about " if DOUBT.search(part) else ""
    year, *rest = DOUBT.sub("", part).split("-")
    if "X" in year:
        return f"{about}the {year.replace('X', '0')}s"
    numbers = [int(number) for number in rest if number.isdigit()]
    if not numbers or not (numbers[0] in SEASONS or 1 <= numbers[0] <= 12):
        return about + "-".join([year, *rest])
    month = SEASONS.get(numbers[0]) or calendar.month_name[numbers[0]]
    return about + " ".join([*map(str, numbers[1:2]), month, year])


def visible(text: str) -> str:
    """Return a text with a sign for each character that would be unseen, or would turn those after it."""
    return UNSEEN.sub("\ufffd", text)


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 event", "3 events"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def long_day(day: date) -> str:
    """Return a day in words, as in 5 September 2025."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def for_terminal(text: str) -> str:
    """Return a text in which what would command a terminal or turn its writing round is told by its code."""
    return COMMANDING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
