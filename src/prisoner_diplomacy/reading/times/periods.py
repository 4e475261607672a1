"""Durations and periods: how long, and how often."""

from functools import lru_cache

from prisoner_diplomacy.reading.times.lexer import LETTER, Value, letters_of
from prisoner_diplomacy.reading.times.numerals import duration, joined, number_value
from prisoner_diplomacy.reading.times.timeline import Place, Reading, words_of

UNITS = frozenset(letters_of("unit", "units", "one_unit", "unit_long"))
LINKS = letters_of("to", "or", "hyphen")
COUNTED = letters_of("digits", "day", "measured", "ones", "teens", "tens", "hundred", "scale", "units")
LONGEST_COUNTED = 2
KEPT = 8192


def read_duration(place: Place) -> Reading | None:
    """Read "two years and eight months", "a little over three years", "10-year", "two to 11 years"."""
    words, start = place.words, place.start
    if place.letters[0] == LETTER["over"] and not place.follows("before_over"):
        start = place.timeline.lexed.starts[place.first + 1]
    unit = words.first("one_unit")
    if unit and len(place.letters) == 1 and _is_rate(place):
        return Reading("SET", duration(1, unit), None, False)
    if unit and "filler" in words:
        start += place.exact.index(" ") + 1
    if place.exact.lower() == "one day" and not place.follows("before_one_day"):
        return None
    value = length(place.letters, place.values)
    return Reading("DURATION", value, None, False, start) if value else None


def _is_rate(place: Place) -> bool:
    """Tell "11 tonnes a year" from "freed 11 people a year after"."""
    timeline = place.timeline
    letters = timeline.lexed.letters
    if letters[place.last : place.last + 1] == LETTER["beside"]:
        return False
    number = next((i for i in (place.first - 1, place.first - 2) if i >= 0 and letters[i] in COUNTED), None)
    if number is None:
        return False
    between = timeline.text[timeline.lexed.ends[number] : place.start].split()
    return len(between) <= LONGEST_COUNTED and all(word.isalpha() and word.islower() for word in between)


@lru_cache(maxsize=KEPT)
def length(letters: str, values: tuple[Value, ...]) -> str:
    """Return the ISO 8601 duration that these words name, a range as "P2Y/P11Y", nothing for a quarter."""
    units = [i for i, letter in enumerate(letters) if letter in UNITS]
    cut = units[0] + 1
    if values[units[0]] == "Q":
        return ""
    one = _single_length(letters[:cut], values[:cut], values[units[0]], letters[cut:], values[cut:])
    if len(units) == 1:
        return one
    return joined(one, _single_length(letters[cut:], values[cut:], values[units[1]]))


def _single_length(
    letters: str, values: tuple[Value, ...], unit: str, tail: str = "", after: tuple[Value, ...] = ()
) -> str:
    for at, letter in enumerate(letters):
        if letter in LINKS:
            low = number_value(letters[:at], values[:at])
            high = number_value(letters[at + 1 :], values[at + 1 :])
            if low is not None and high is not None and low < high:
                return f"{duration(low, unit)}/{duration(high, unit)}"
    count: Value = number_value(letters, values)
    if count is None:
        count = "X" if words_of(letters, values).has("units", "vague") else 1
    if tail.startswith(LETTER["and_half"]) and count != "X":
        count += after[0]
    return duration(count, unit)


def read_bare(place: Place, certain: bool = False) -> Reading | None:
    """Read "weeks" or "hours" without a number as a vague duration."""
    unit = place.words["units"][0]
    if unit == "TS" or place.exact.lower() == "nights":
        return None
    start = place.start
    if place.timeline.word_before(start) == "the" and place.precedes("after_the_units"):
        start -= len("the ")
    elif not (certain or place.follows("before_bare_units") or place.precedes("after_bare_units")):
        return None
    return Reading("DURATION", duration("X", unit), None, False, start)


def read_set(place: Place) -> Reading | None:
    """Read "every week", "four times a day", "daily", "per year"; the value is the period."""
    words = place.words
    if "rate" in words:
        return Reading("SET", words["rate"][0], None, False)
    count: Value = 1
    if "every" in words and "times" not in words:
        count = (place.number or "X") if "units" in words else words["every"][0]
    return Reading("SET", duration(count, _period(place)), None, False)


def _period(place: Place) -> str:
    words = place.words
    if words.has("one_unit", "unit", "units"):
        return str(words.first("one_unit", "unit", "units"))
    if words.has("month", "season"):
        return "Y"
    return "D" if "daypart" in words and not words.has("weekday", "weekdays") else "W"
