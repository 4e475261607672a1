"""Canonical ids and country codes as people read them."""

import calendar
import re
from datetime import date
from functools import cache
from math import floor

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
ABOUT_PEOPLE = frozenset({"release", "detention", "mistreatment"})
"""The kinds of events that people undergo, whoever's citizens they are."""
MATTERS = {
    "ages": "the ages",
    "belarus_role": "Belarus’s role",
    "care": "the care they got",
    "exchange": "whether it was an exchange",
    "handover": "the handover",
    "injured": "who was ill or injured",
    "men": "how many men",
    "women": "how many women",
    "named": "who was named",
    "names_disclosed": "whether names were given",
    "negotiated_by": "who negotiated",
    "others_freed_same_week": "others freed that week",
    "others_taken_to": "where others were taken",
    "preparation": "how it was prepared",
    "route": "the route",
    "where_received": "where they were received",
    "who_asked": "who asked for it",
    "agreement_with": "with whom it was agreed",
    "charges": "the charges",
    "count": "how many were freed",
    "detained_when": "when they were detained",
    "envoy": "the envoy",
    "earlier_release": "earlier releases",
    "how_many_still_held": "how many were still held",
    "in_return": "what was given in return",
    "later_release": "later releases",
    "mediator": "who mediated",
    "motive": "why they were freed",
    "terms": "the prison terms",
    "who": "who was freed",
}
"""What claims on a release are about, in words; other matters lose their underscores."""
UNMEDIATED = "no mediator known"
STATUSES = {"occurred": "happened", "future": "planned", "hypothetical": "hoped for", "negated": "denied"}
PLOVER_EVENTS = {
    "AGREE": "agrees",
    "CONSULT": "talks",
    "SUPPORT": "backs",
    "CONCEDE": "gives in",
    "COOPERATE": "works together",
    "AID": "helps",
    "RETREAT": "lets go or pulls back",
    "REQUEST": "asks",
    "ACCUSE": "accuses",
    "REJECT": "refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "MOBILIZE": "readies forces",
    "SANCTION": "punishes",
    "COERCE": "compels",
    "ASSAULT": "attacks",
}
"""What the codes of PLOVER's kinds of events say, in plain words."""
PLURALS = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "body": "bodies",
    "country": "countries",
}
NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
LENGTHS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "DE": "decade",
    "CE": "century",
    "WE": "weekend",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
PART_OF_LENGTH = re.compile(r"(X|\d+(?:\.\d+)?)(DE|CE|WE|[YMWDHS])")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202d\u202e\ud800-\udfff]")
DIRECTING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DAYS_OF_A_YEAR = re.compile(r"(\d{4})-\d\d-\d\d/\1-\d\d-\d\d")
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


def the(code: str) -> str:
    """Return the name of a country or alliance as a sentence takes it: "the United States", "Poland"."""
    name = country_name(code)
    return f"the {name}" if name.startswith(("United", "European", "Vatican", "Netherlands")) else name


def country_names(codes: str) -> str:
    """Return the names of countries whose codes stand between semicolons."""
    return join_words([country_name(code) for code in codes.split(";") if code])


def concerned(kind: str, codes: str) -> str:
    """Return whom an event concerns when no words name them: people of states, or the states themselves."""
    if kind not in ABOUT_PEOPLE or not codes:
        return country_names(codes)
    return f"people of {join_words([the(code) for code in codes.split(';') if code])}"


def country_list() -> dict[str, str]:
    """Return the names of all countries and alliances by their codes."""
    return dict(_countries())


def voice_words(speaker: str) -> str:
    """Return who speaks, with the office in brackets, or whose body it is: "Ann Lee (mayor of Y)"."""
    name, _, office = speaker.partition(", ")
    if office:
        return f"{name} ({office})"
    country = _bodies().get(name, "")
    return f"{the(country)}’s {name}" if country else name


@cache
def _bodies() -> dict[str, str]:
    return {row["name"]: row["country"] for row in load_table("organisations.csv")}


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
    first = _part_words(start)
    if DAYS_OF_A_YEAR.fullmatch(value):
        first = first.partition(" ")[0] if start[:7] == end[:7] else first.removesuffix(f" {end[:4]}")
    return f"{first} to {_part_words(end)}"


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


def number_word(count: int) -> str:
    """Return a count as prose writes it: up to eleven in words."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def length_words(value: str) -> str:
    """Return an ISO 8601 duration in words: "two to eleven years", "some days"."""
    low, _, high = value.partition("/")
    first, last = _lengths(low), _lengths(high)
    if len(first) == len(last) == 1 and first[0][1] == last[0][1]:
        return f"{_times(first[0][0])} to {_length(*last[0])}"
    told = [join_words([_length(*part) for part in parts]) for parts in (first, last) if parts]
    return " to ".join(told) or value


def _lengths(value: str) -> list[tuple[str, str]]:
    dated, _, timed = value.removeprefix("P").partition("T")
    found = [(count, unit) for count, unit in PART_OF_LENGTH.findall(dated)]
    return [*found, *((count, f"T{unit}") for count, unit in PART_OF_LENGTH.findall(timed))]


def _times(count: str) -> str:
    return "some" if count == "X" else number_word(int(count)) if count.isdigit() else count


def _length(count: str, unit: str) -> str:
    noun = LENGTHS[unit]
    many = f"{noun.removesuffix('y')}ies" if noun == "century" else f"{noun}s"
    return f"{_times(count)} {noun if count == '1' else many}"


def amount(low: float | None, high: float | None, approximate: bool = False) -> str:
    """Return bounds in words: ``31``, ``at least 3``, ``two to 11``; nothing known is ``unknown``."""
    if low is None and high is None:
        return "unknown"
    least, most = (None if bound is None else _counted(bound) for bound in (low, high))
    if most is None:
        text = f"at least {least}"
    elif least is None:
        text = f"at most {most}"
    else:
        text = least if least == most else f"{least} to {most}"
    return f"about {text}" if approximate else text


def _counted(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def counted_noun(count: str, noun: str) -> str:
    """Return what is counted, in the plural unless there is one."""
    if not noun or count == "1":
        return noun
    *first, last = noun.split(" ")
    many = PLURALS.get(last) or (last if last.endswith("s") else f"{last}s")
    return " ".join([*first, many])


def visible(text: str) -> str:
    """Return a text with a sign for each character that would be unseen, or would turn those after it."""
    return UNSEEN.sub("\ufffd", text)


def matter_words(claim: str) -> str:
    """Return what a claim is about, in words."""
    return MATTERS.get(claim, claim.replace("_", " "))


def undirected(text: str) -> str:
    """Return a text that turns nothing round where it is shown: for sentences, titles and cells."""
    return visible(DIRECTING.sub("", text))


def opened(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 event", "3 events"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def in_100(share: float) -> int:
    """Return a share, of 1 at most, in a hundred, a half rounded up: 75 of 0.745."""
    return floor(round(100 * share, 6) + 0.5)


def short_day(value: str) -> str:
    """Return the first part of an EDTF date as a label: "5 Sep 2025", "Sep 2025"."""
    words = day_words(value.partition("/")[0]).split(" ")
    return " ".join(word[:3] if word in calendar.month_name else word for word in words)


def long_day(day: date) -> str:
    """Return a day in words, as in 5 September 2025."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def for_terminal(text: str) -> str:
    """Return a text in which what would command a terminal or turn its writing round is told by its code."""
    return COMMANDING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
