"""Dates that name a year, a month or a day of the calendar."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from prisoner_diplomacy.reading.times.lexer import LETTER, Grammar, letters_of
from prisoner_diplomacy.reading.times.moments import (
    QUARTERS,
    Moment,
    at_precision,
    make,
    month_span,
    months,
    nearest_day,
    nearest_day_apart,
    nearest_month,
    nth_weekday,
    on_day,
    part_of,
    turned_month,
    weekend,
)
from prisoner_diplomacy.reading.times.numerals import number_value
from prisoner_diplomacy.reading.times.timeline import CONTEXTS, Place, Reading, Words, date_reading

MONTHS = ("month", "shy_month", "month_short")
LAST_SHORT_YEAR, LAST_CENTURY = 69, 1900
PLAIN_YEARS = range(1900, 2061)
BESIDE_NUMBER = frozenset("$£€#%°/+=_:@&-0123456789")
SPELLED_CENTURIES = (17, 18, 19, 20)
HALF_A_YEAR, SATURDAY, LONGEST_SHORT, LONGEST_ACT = 6, 5, 99, 40
OF_ACT = re.compile(
    r"\b(?:Acts?|Law|Code|Regulations|Statutes?|Ordinance|Bill)(?: \(?\w{1,20}\)?){0,2}(?: of|,) $"
)
JOINED = re.compile(r"\d,? and (?:[\w-]+ ){0,8}\w+ed in $")
DAYS = frozenset(letters_of("day", "nth", "ordinal"))
MONTH_LETTERS = frozenset(letters_of(*MONTHS))
FROM_ANCHOR = ("previous", "following", "same", "the_next")
TIES = frozenset(letters_of("hyphen", "dash", "slash"))
RANGE_LINKS = TIES | {LETTER["to"]}
LISTED = "(?:and|to|or|comma|hyphen)(?:phase hyphen?)?"
ANY_MONTH = "(?:month|shy_month|month_short)"
YEAR_AND = (LETTER["year"] + LETTER["and"], LETTER["year"] + LETTER["to"])
DESIGNATION = re.compile(r" [A-Z]{2}\d")
YEAR_AT_END = Grammar({"listed": f"{LISTED}(?:{ANY_MONTH}day?|day {ANY_MONTH})(?:comma|of)?year"})
LETTERS_AHEAD = 8


def read_numeric(place: Place) -> Reading | None:
    """Read 2025-11-22, 22.11.2025, and 22/11/2025 when only one of the two can be the month."""
    exact = place.exact
    if place.follows("before_number"):
        return None
    spaced = f"{exact[:4]}-{exact[4:6]}-{exact[6:]}" if exact.isdigit() else exact
    one, two, three = (int(part) for part in spaced.replace("/", "-").replace(".", "-").split("-"))
    if three < 100 and "iso" not in place.words:
        three += 1900 if three > LAST_SHORT_YEAR else 2000
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
    year = stated_year(place)
    several = sum(letter in DAYS for letter in place.letters) > 1
    if several and place.letters[-1] in DAYS and place.counts_people():
        return _before_count(place)
    month_and_number = year is None and len(place.letters) == 2 and place.letters[0] in MONTH_LETTERS
    goes_on = place.timeline.text[place.end : place.end + 1] == " "
    if month_and_number and goes_on and place.follows("before_month_alone"):
        return _before_count(place)
    numbers = [
        (at, value)
        for at, (letter, value) in enumerate(zip(place.letters, place.values, strict=True))
        if letter in DAYS
    ]
    days = [value for _, value in numbers]
    if not days:
        return None
    if "and" in words and days != list(range(days[0], days[0] + len(days))):
        return _one_of_days(place, [at for at, _ in numbers])
    found = [
        make(year, month, day) if year else _day_without_year(place, month, day)
        for day in (days[0], days[-1])
    ]
    if None in found:
        return None
    first, last = found[0], found[0 if "daypart" in words else -1]
    if first is None or last is None or last.first < first.first:
        return None
    value = first.value if first == last else f"{first.value}/{last.value}"
    return Reading("DATE", value, first, "year" not in words)


def _one_of_days(place: Place, numbers: list[int]) -> Reading | None:
    """Read "10 and 12 March 2012", two days with others between, as the one the month stands beside."""
    before = place.letters[0] in DAYS
    cut = numbers[-1] if before else numbers[0] + 1
    one = place.part(cut, len(place.letters)) if before else place.part(0, cut)
    day, month, year = (
        place.values[numbers[-1 if before else 0]],
        place.words.first(*MONTHS),
        stated_year(place),
    )
    moment = make(year, month, day) if year else _day_without_year(place, month, day)
    return moment and Reading("DATE", moment.value, moment, year is None, one.start, one.end)


def read_days(place: Place) -> Reading | None:
    """Read "Nov. 30-Dec. 2, 2024", "October 28 to November 3", over the turn of a year too."""
    return _read_ends(place, read_day)


def read_months(place: Place) -> Reading | None:
    """Read "May to July 2019", "between November and February", "this past December and January"."""
    turn = place.words.first("past", "last", "this", "next")
    if turn is None or place.letters[0] in MONTH_LETTERS:
        tied = not TIES.isdisjoint(place.letters)  # "March-May" are months wherever they stand.
        return _read_ends(place, partial(read_month, certain=tied))
    names, published = place.words["month"], place.timeline.published
    found = [make(turned_month(published, month, turn), month) for month in names]
    if None in found or found[0] is None or found[1] is None or found[1].first <= found[0].first:
        return None
    return Reading("DATE", f"{found[0].value}/{found[1].value}", found[0])


def _read_ends(place: Place, read: Callable[[Place], Reading | None]) -> Reading | None:
    """Read a stretch between two dates, the second of which may name the year of both."""
    link = next(at for at, letter in enumerate(place.letters) if letter in RANGE_LINKS)
    one, other = place.part(0, link), place.part(link + 1, len(place.letters))
    end = read(other)
    if end is None or end.moment is None:
        return None
    start = read(one)
    year = stated_year(one)
    if start is None or start.moment is None or (year is None and _is_shy(one)):
        return end._replace(start=other.start)
    first, last = start.moment.first, end.moment.first
    if year is not None and stated_year(other) is None:
        end = _in_year(end, first.year + (last.replace(year=first.year) < first))
        last = end.moment.first if end.moment else last
    elif year is None:
        start = _in_year(start, last.year - (first.replace(year=last.year) > last))
    if start.moment is None or start.moment.first >= last:
        return end._replace(start=other.start)
    return Reading("DATE", f"{start.value}/{end.value}", start.moment, end.anchored, one.start)


def _in_year(reading: Reading, year: int) -> Reading:
    """Return the reading of a day or month moved to a year."""
    assert reading.moment
    first = reading.moment.first
    moment = make(year, first.month, first.day if reading.moment.grain == "D" else None)
    return reading._replace(moment=moment, value=moment.value) if moment else reading


def _is_shy(place: Place) -> bool:
    return len(place.letters) == 1 and not place.timeline.text[place.start].isupper()


def read_nth_of(place: Place) -> Reading | None:
    """Read "the last weekend of July", "the first Monday of May 2024"."""
    words, timeline = place.words, place.timeline
    month = words.first(*MONTHS)
    year = stated_year(place) or nearest_month(timeline.published, month, place.is_future())
    weekday = words.first("weekday")
    number = words.first("weekend_of") if weekday is None else _rank(words)
    day = nth_weekday(year, month, SATURDAY if weekday is None else weekday, number)
    if day is None:
        return None
    moment = weekend(day, 0) if weekday is None else on_day(day)
    return date_reading(moment, anchored="year" not in words)


def _rank(words: Words) -> int:
    if words.has("last", "past"):
        return -1
    return int(words.first("ordinal", "nth") or 2) - 1


def read_quarter(place: Place) -> Reading | None:
    """Read "Q1 2025", "3Q 2023", "in Q3"."""
    words = place.words
    part, year = words["quarter"][0], words.first("year")
    if year is None:
        if not place.follows("before_year"):
            return None
        published = place.timeline.published
        year = published.year - (QUARTERS[part][0] > published.month)
    return date_reading(months(year, part), anchored="year" not in words)


def read_fiscal(place: Place) -> Reading | None:
    """Read "fiscal year 2024", "FY2024"; a year that spans two is both."""
    years = place.words.get("year", []) + place.words.get("fiscal_year", []) + place.words.get("day", [])
    if len(years) == 1:
        return date_reading(make(years[0]), anchored=False)
    last = years[1] if years[1] > LONGEST_SHORT else years[0] // 100 * 100 + years[1]
    start = make(years[0])
    return start and Reading("DATE", f"{years[0]}/{last}", start, False) if last == years[0] + 1 else None


def _day_without_year(place: Place, month: int, day: int) -> Moment | None:
    anchor = place.timeline.same_sentence(place.timeline.stated, place.start)
    if anchor and anchor.moment.grain in ("D", "M"):
        return make(_year_from(anchor.moment, month, place.timeline.published), month, day)
    year = _year_at_end(place)
    if year:
        return make(year, month, day)
    published = place.timeline.published
    ahead_of_today = "next" in place.words or (place.is_future() and not place.follows("since"))
    moment = nearest_day(published, month, day, ahead_of_today and "last" not in place.words)
    if moment and place.follows("before_deadline"):
        ahead = nearest_day(published, month, day, True)
        if ahead and (ahead.first - published) < (published - moment.first):
            return ahead
    return moment


def _before_count(place: Place) -> Reading | None:
    """Read "In May 14 people" and "On March 9, 10 people" up to the number that counts."""
    shorter = place.without_last()
    while shorter.letters and shorter.letters[-1] not in DAYS | MONTH_LETTERS:
        shorter = shorter.without_last()
    if len(shorter.letters) == 1:
        reading = read_month(shorter) if shorter.words.has(*MONTHS) else None
    else:
        reading = read_day(shorter)
    return reading._replace(end=shorter.end) if reading else None


def read_spelled_year(place: Place) -> Reading | None:
    """Read "in nineteen eighty-four"."""
    hundreds, *rest = (value for value in place.values if value is not None)
    if not place.follows("before_year") or hundreds not in SPELLED_CENTURIES or place.counts_people():
        return None
    return date_reading(make(hundreds * 100 + sum(rest)), anchored=False)


def read_years(place: Place) -> Reading | None:
    """Read "2019-2021", "2019-21"."""
    if place.counts_people():
        return None
    first, *rest = place.words["year"]
    last = rest[0] if rest else first // 100 * 100 + place.words["day"][0]
    start = make(first)
    if start is None or not first < last <= first + 100:
        return None
    return Reading("DATE", f"{first}/{last}", start, False)


def stated_year(place: Place) -> int | None:
    """Return the year an expression names: that of "May 2024", "August last year", "May of that year"."""
    words, timeline = place.words, place.timeline
    if "year" in words:
        return int(words["year"][0])
    turn = words.first("this", "last", "next", *FROM_ANCHOR)
    if turn is None or words.first("unit") != "Y":
        return None
    if words.has("this", "last", "next"):
        return timeline.published.year + int(turn)
    told = timeline.stated or timeline.newest
    return (told.moment.first.year if told else timeline.published.year) + int(turn)


def read_month(place: Place, certain: bool = False) -> Reading | None:
    """Read a month, with its year or without; one that is certain is no name or verb, "March" or "May"."""
    words = place.words
    month = words.first(*MONTHS)
    year = stated_year(place)
    if year is not None:
        return date_reading(make(year, month), anchored="year" not in words)
    if len(place.letters) == 1 and not certain and _is_no_month(place):
        return None
    year = _year_at_end(place) or _year_of_sentence(place, month)
    return date_reading(make(year or _nearest_year(place, month), month))


def _nearest_year(place: Place, month: int) -> int:
    published = place.timeline.published
    year = nearest_month(published, month, place.is_future() and not place.follows("since"))
    ahead = nearest_month(published, month, True)
    if (
        place.follows("before_deadline")
        and (ahead - published.year) * 12 + month - published.month < HALF_A_YEAR
    ):
        return ahead
    return year


def _is_no_month(place: Place) -> bool:
    """Tell "April Novak" and "the March for Life" from a month."""
    if "shy_month" in place.words and (not place.follows("before_month") or place.precedes("after_march")):
        return True
    named = place.leads_name() and not place.follows("determiners")
    return named and not place.follows("before_month_and_name")


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
    if moment.grain == "Y" and JOINED.search(place.timeline.text[anchor.start : place.start]):
        return None  # "Seized in 2019 and jailed in January".
    year = _year_from(moment, month, date.max)
    return year if year <= place.timeline.published.year else None


def _year_from(told: Moment, month: int, latest: date) -> int:
    """Return the year of a month told after a date: the next when that date's year had passed it."""
    year = told.first.year
    passed = told.grain != "Y" and month < told.first.month
    return year + 1 if passed and (year + 1, month) <= (latest.year, latest.month) else year


def read_season(place: Place) -> Reading | None:
    """Read "spring 2024", "the summer of last year", "in the autumn"."""
    words = place.words
    season = words["season"][0]
    year = stated_year(place)
    if year is not None:
        return date_reading(make(year, season), anchored="year" not in words)
    hinted = words.has("phase", "part") or place.follows("before_season")
    if not hinted or place.exact.lower().endswith("fall") or place.is_named():
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
    if place.follows("possessives"):
        return None
    if year < 100:
        if place.timeline.text[place.start - 1 : place.start] not in ("'", "’"):
            return None
        year += 1900 if year > 20 else 2000
    start = make(year) if 1000 <= year <= 2100 else None
    unit = "CE" if year % 100 == 0 and year < LAST_CENTURY else "DE"
    return start and date_reading(at_precision(start.first, unit), anchored=False)


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
    if year is None and (place.leads_name() or place.timeline.text[place.end : place.end + 1] == "-"):
        return None
    if year is not None:
        return date_reading(make(year, month, day), anchored=False)
    turn = place.words.first("last", "next")
    if turn is not None:
        return date_reading(nearest_day_apart(place.timeline.published, month, day, turn))
    return date_reading(_day_without_year(place, month, day))


def _ends_name(place: Place) -> bool:
    """Tell the year of "Agenda 2030", a name, from one a sentence gives."""
    text, start = place.timeline.text, place.start
    before = text[max(0, start - LONGEST_ACT) : start - 1].rpartition(" ")[2]
    opens = place.timeline.sentence(start).start >= start - 1 - len(before)
    return text[start - 1 : start] == " " and before[:1].isupper() and before[-1].isalpha() and not opens


def read_year(place: Place) -> Reading | None:
    """Read four digits as a year where they can be nothing else."""
    year = place.words["year"][0]
    if len(place.letters) == 1 and not _is_year(place, year):
        return None
    return date_reading(part_of(make(year), place.words.first("part")), anchored=False)


def _closes_years(place: Place) -> bool:
    """Tell the 1889 of "between 1887 and 1889"."""
    letters, first = place.timeline.lexed.letters, place.first
    return letters[max(0, first - 2) : first] in YEAR_AND and not place.counts_people()


def _is_year(place: Place, year: int) -> bool:
    timeline, start, end = place.timeline, place.start, place.end
    before = timeline.word_before(start)
    if not BESIDE_NUMBER.isdisjoint(timeline.text[start - 1 : start] + timeline.text[end : end + 1]):
        return False
    if OF_ACT.search(timeline.text, max(0, start - LONGEST_ACT), start):
        return False
    if before in CONTEXTS["before_year"]:
        return not place.precedes("after_number")
    if _ends_name(place) or DESIGNATION.match(timeline.text, end):
        return False
    if _closes_years(place):
        return True
    if before and before not in CONTEXTS["determiners"] and place.counts_people():
        return False
    if before.rstrip(".") in CONTEXTS["before_number"] or place.precedes("after_number"):
        return False
    after = timeline.word_after(end)
    if year not in PLAIN_YEARS or before[-1:].isdigit() or after[:1].isdigit():
        return False
    return not (year % 100 == 0 and after[:1].islower() and after.rstrip(".,;:").endswith("s"))
