"""Durations and periods: how long, and how often."""

from collections.abc import Sequence
from functools import lru_cache, reduce

from prisoner_diplomacy.reading.times.lexer import LETTER, Value, letters_of
from prisoner_diplomacy.reading.times.moments import BY_LENGTH, Moment, shift
from prisoner_diplomacy.reading.times.numerals import duration, in_years, joined, number_value
from prisoner_diplomacy.reading.times.timeline import CONTEXTS, Place, Reading

UNITS = frozenset(letters_of("unit", "units", "one_unit", "unit_long"))
LINKS = letters_of("to", "or", "hyphen")
COUNTED = letters_of("digits", "day", "measured", "ones", "teens", "tens", "hundred", "scale", "units")
LONGEST_COUNTED = 2
MOST_UNITS = 2
LOOK_BACK = 60
RANKS = CONTEXTS["ranks"]
KEPT = 8192


def read_duration(place: Place) -> Reading | None:
    """Read "two years and eight months", "a little over three years", "10-year", "two to 11 years"."""
    words, start = place.words, place.start
    if place.is_title():
        return None
    if place.letters[0] == LETTER["over"] and not place.follows("before_over"):
        start = place.timeline.lexed.starts[place.first + 1]
    unit = words.first("one_unit")
    if unit and unit.startswith("T") and any(map(str.isdigit, place.timeline.word_before(place.start))):
        return None
    if unit and len(place.letters) == 1 and _is_rate(place):
        return None if str(unit).startswith("T") else Reading("SET", "", None, False)
    if unit and "filler" in words:
        start += place.exact.index(" ") + 1
    measures = place.follows("before_one_day") or place.precedes("after_one_day")
    if place.exact.lower() == "one day" and not measures:
        return None
    coming = _coming(place)
    if coming:
        return Reading("DATE", coming.value, coming)
    value = length(place.letters, place.values)
    return Reading("DURATION", value, None, False, start) if value else None


def _coming(place: Place) -> Moment | None:
    """Return the date that "in eleven weeks" means of what lies ahead, not of how long it takes."""
    timeline, counts = place.timeline, counts_of(place.letters, place.values)
    ahead = place.follows("before_coming") and place.is_future() and not place.words.has("hyphen", "to", "or")
    if not ahead or any(count == "X" or unit.startswith("T") for count, unit in counts):
        return None
    before = timeline.text[max(0, place.start - LOOK_BACK) : place.start].lower().split()[-5:]
    return (
        None
        if any(word in RANKS or word.endswith("est") for word in before)
        else shift(timeline.today, counts, 1)
    )


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


def second_length(letters: str, values: Sequence[Value]) -> int:
    """Return where a length of its own begins, 0 for nowhere: at "two" of "nine months and two years"."""
    units = [at for at, letter in enumerate(letters) if letter in UNITS]
    if len(units) < MOST_UNITS:
        return 0
    first, second = units[:MOST_UNITS]
    shrinks = BY_LENGTH.index(values[second]) < BY_LENGTH.index(values[first])
    if shrinks and not isinstance(number_value(letters[:first], values[:first]), float):
        return 0
    start = first + 1 + (letters[first + 1] == LETTER["and"])
    return start if number_value(letters[start:second], values[start:second]) is not None else 0


@lru_cache(maxsize=KEPT)
def length(letters: str, values: tuple[Value, ...]) -> str:
    """Return the ISO 8601 duration that these words name, a range as "P2Y/P11Y", nothing for a quarter."""
    counts = counts_of(letters, values)
    if any(unit == "Q" for _, unit in counts):
        return ""
    cut = next(i for i, letter in enumerate(letters) if letter in UNITS)
    for at, letter in enumerate(letters[:cut]):
        if letter in LINKS:
            low = number_value(letters[:at], values[:at])
            high = number_value(letters[at + 1 : cut], values[at + 1 : cut])
            if low is not None and high is not None and low < high:
                return f"{duration(low, counts[0][1])}/{duration(high, counts[0][1])}"
    return reduce(joined, (duration(count, unit) for count, unit in in_years(counts)))


@lru_cache(maxsize=KEPT)
def counts_of(letters: str, values: tuple[Value, ...]) -> tuple[tuple[Value, str], ...]:
    """Return how many, "X" when vague, of each unit: (1.5, "Y") of "a year and a half"."""
    counts: list[tuple[Value, str]] = []
    start = 0
    for at, letter in enumerate(letters):
        if letter in UNITS:
            own, ours = letters[start:at], values[start:at]
            count: Value = number_value(own, ours)
            if count is None:
                count = "X" if letter == LETTER["units"] or LETTER["vague"] in own else 1
            counts.append((count, values[at]))
            start = at + 1
    half = letters.find(LETTER["and_half"], start)
    if half >= 0 and counts and counts[-1][0] != "X":
        counts[-1] = counts[-1][0] + values[half], counts[-1][1]
    return tuple(counts)


def read_bare(place: Place, certain: bool = False) -> Reading | None:
    """Read "weeks" or "hours" without a number as a vague duration."""
    unit = place.words["units"][0]
    if (unit == "TS" and not place.follows("before_seconds")) or place.exact.lower() == "nights":
        return None
    start = place.start
    if place.timeline.word_before(start) == "the" and place.precedes("after_the_units"):
        start -= len("the ")
    elif not (certain or place.follows("before_bare_units") or place.precedes("after_bare_units")):
        return None
    return Reading("DURATION", duration("X", unit), None, False, start)


def read_set(place: Place) -> Reading | None:
    """Read "every week", "four times a day", "daily", "per year"; a SET has no value."""
    if ("rate" in place.words and place.is_named()) or _is_speed(place):
        return None
    return Reading("SET", "", None, False)


def _is_speed(place: Place) -> bool:
    """Tell "30 miles per hour", which measures no time."""
    return "per" in place.words and len(place.letters) == 2 and place.words.first("unit").startswith("T")
