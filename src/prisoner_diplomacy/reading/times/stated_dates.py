"""Dates that name a year, a month or a day of the calendar."""

from prisoner_diplomacy.reading.times.lexer import LETTER, Grammar
from prisoner_diplomacy.reading.times.moments import (
    Moment,
    at_precision,
    make,
    month_span,
    months,
    nearest_day,
    nearest_month,
    part_of,
)
from prisoner_diplomacy.reading.times.numerals import number_value
from prisoner_diplomacy.reading.times.timeline import CONTEXTS, Place, Reading, date_reading

PLAIN_YEARS = range(1900, 2061)
BESIDE_NUMBER = frozenset("$£€#%°/+=_:@&-0123456789")
MONTHS = ("month", "shy_month", "month_short")
LISTED = "(?:and|to|or|comma|hyphen)(?:phase hyphen?)?"
YEAR_AT_END = Grammar({"listed": f"{LISTED}(?:month|shy_month|month_short)day?(?:comma|of)?year"})
LETTERS_AHEAD = 8


def read_numeric(place: Place) -> Reading | None:
    """Read 2025-11-22, 22.11.2025, and 22/11/2025 when only one of the two can be the month."""
    exact = place.exact
    one, two, three = (int(part) for part in exact.replace("/", "-").replace(".", "-").split("-"))
    if "iso" in place.words:
        return date_reading(make(one, two, three) if 1 <= two <= 12 else None, anchored=False)
    month, day = (two, one) if "." in exact or one > 12 else (one, two)
    if not 1 <= month <= 12:
        return None
    if "/" in exact and month != day and day <= 12:
        return Reading("DATE", "", None, False)
    return date_reading(make(three, month, day), anchored=False)


def read_day(place: Place) -> Reading | None:
    """Read a day of a month, "Feb. 12", "22nd of November 2025", or days, "May 9-11"."""
    words = place.words
    month = words.first(*MONTHS)
    days = sorted(words.get("day", []) + words.get("nth", []))
    year = stated_year(place)
    if year is None and place.follows("before_month_alone") and place.letters[:1] != place.letters[-1:]:
        return _month_before_count(place)
    found = [make(year, month, day) if year else _day_without_year(place, month, day) for day in days]
    moments = [moment for moment in found if moment]
    if len(moments) != len(days) or not moments:
        return None
    first, last = moments[0], moments[0 if "daypart" in words else -1]
    value = first.value if first == last else f"{first.value}/{last.value}"
    return Reading("DATE", value, first, "year" not in words)


def _day_without_year(place: Place, month: int, day: int) -> Moment | None:
    anchor = place.timeline.same_sentence(place.timeline.stated, place.start)
    if anchor and anchor.moment.grain in ("D", "M"):
        return make(anchor.moment.first.year, month, day)
    return nearest_day(place.timeline.published, month, day, place.is_future())


def _month_before_count(place: Place) -> Reading | None:
    """Read "In May 14 people" as a month: a day would follow "on"."""
    shorter = place.without_last()
    if len(shorter.letters) != 1 or not shorter.words.has(*MONTHS):
        return None
    reading = read_month(shorter)
    return reading._replace(end=shorter.end) if reading else None


def read_years(place: Place) -> Reading | None:
    """Read "2019-2021", "2019-21"."""
    first, *rest = place.words["year"]
    last = rest[0] if rest else first // 100 * 100 + place.words["day"][0]
    start = make(first)
    if start is None or not first < last <= first + 100:
        return None
    return Reading("DATE", f"{first}/{last}", start, False)


def stated_year(place: Place) -> int | None:
    """Return the year an expression names: that of "May 2024", "August last year"."""
    words = place.words
    if "year" in words:
        return int(words["year"][0])
    turn = words.first("this", "last", "next")
    if turn is None or words.first("unit") != "Y":
        return None
    return place.timeline.published.year + int(turn)


def read_month(place: Place) -> Reading | None:
    """Read a month, with its year or without."""
    words, timeline = place.words, place.timeline
    month = words.first(*MONTHS)
    year = stated_year(place)
    if year is not None:
        return date_reading(make(year, month), anchored="year" not in words)
    if "shy_month" in words and not words.has("phase", "part") and not place.follows("before_month"):
        return None
    year = _year_at_end(place) or _year_of_sentence(place, month)
    return date_reading(make(year or nearest_month(timeline.published, month, place.is_future()), month))


def _year_at_end(place: Place) -> int | None:
    """Return 2024 for "March" of "between March and June 2024"."""
    lexed = place.timeline.lexed
    ahead = YEAR_AT_END.pattern.match(lexed.letters, place.last, place.last + LETTERS_AHEAD)
    return lexed.values[ahead.end() - 1] if ahead else None


def _year_of_sentence(place: Place, month: int) -> int | None:
    """Return the year the sentence has stated, or the next when that month was over."""
    anchor = place.timeline.same_sentence(place.timeline.stated, place.start)
    if anchor is None:
        return None
    moment = anchor.moment
    year = moment.first.year + (moment.grain != "Y" and month < moment.first.month)
    return year if year <= place.timeline.published.year else None


def read_season(place: Place) -> Reading | None:
    """Read "spring 2024", "the summer of last year", "in the autumn"."""
    words = place.words
    season = words["season"][0]
    year = stated_year(place)
    if year is not None:
        return date_reading(make(year, season), anchored="year" not in words)
    hinted = words.has("phase", "part") or place.follows("before_season")
    if not hinted or place.exact.lower().endswith("fall"):
        return None
    return date_reading(make(nearest_month(place.timeline.published, season, place.is_future()), season))


def read_opening(place: Place) -> Reading | None:
    """Read "the first nine months of 2024"; of other stretches the year."""
    words, year = place.words, stated_year(place)
    if year is None:
        return None
    at = place.letters.index(LETTER["units"])
    count = number_value(place.letters[:at], place.values[:at])
    in_months = words["ordinal"][0] == 1 and words["units"][0] == "M" and count in range(1, 13)
    moment = month_span(year, 1, int(count or 12)) if in_months else make(year)
    return date_reading(moment, anchored="year" not in words)


def read_decade(place: Place) -> Reading | None:
    """Read "the 1990s", "the '90s"."""
    year = place.words["years_of"][0]
    if year < 100:
        if place.timeline.text[place.start - 1 : place.start] not in ("'", "’"):
            return None
        year += 1900 if year > 20 else 2000
    start = make(year) if 1000 <= year <= 2100 else None
    return start and date_reading(at_precision(start.first, "DE"), anchored=False)


def read_century(place: Place) -> Reading | None:
    """Read "the 19th century", "the third quarter", "the first quarter of 2024"."""
    words = place.words
    unit, number = words["unit"][0], words.first("nth", "ordinal")
    if unit == "CE" and 5 < number < 30:
        start = make((number - 1) * 100)
        return start and date_reading(at_precision(start.first, "CE"), anchored=False)
    if unit != "Q" or not 1 <= number <= 4:
        return None
    published = place.timeline.published
    year = stated_year(place) or published.year - (number * 3 - 2 > published.month)
    return date_reading(months(year, f"Q{number}"), anchored="year" not in words)


def read_holiday(place: Place) -> Reading | None:
    """Read a feast on a fixed day, "Christmas Eve 2024"."""
    month, day = map(int, place.words["holiday"][0].split("-"))
    year = place.words.first("year")
    if year is not None:
        return date_reading(make(year, month, day), anchored=False)
    return date_reading(nearest_day(place.timeline.published, month, day, place.is_future()))


def read_year(place: Place) -> Reading | None:
    """Read four digits as a year where they can be nothing else."""
    year = place.words["year"][0]
    if len(place.letters) == 1 and not _is_year(place, year):
        return None
    return date_reading(part_of(make(year), place.words.first("part")), anchored=False)


def _is_year(place: Place, year: int) -> bool:
    timeline, start, end = place.timeline, place.start, place.end
    before = timeline.word_before(start)
    if not BESIDE_NUMBER.isdisjoint(timeline.text[start - 1 : start] + timeline.text[end : end + 1]):
        return False
    if before in CONTEXTS["before_year"]:
        return not place.precedes("after_number")
    if before.rstrip(".") in CONTEXTS["before_number"] or place.precedes("after_number"):
        return False
    after = timeline.word_after(end)
    if year not in PLAIN_YEARS or before[-1:].isdigit() or after[:1].isdigit():
        return False
    return not (year % 100 == 0 and after[:1].islower() and after.rstrip(".,;:").endswith("s"))
