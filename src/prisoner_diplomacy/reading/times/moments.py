"""Dates as EDTF values: building, reading and moving them. Outside the calendar there is no value."""

import calendar
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Grain = Literal["D", "W", "M", "S", "Y", "X"]
FINENESS = {"D": 0, "W": 1, "M": 2, "S": 3, "Y": 4, "X": 5}
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
MONTHS_A_YEAR = 12
DAYS_IN = {"D": 1, "W": 7, "F": 14}
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
SHORTER = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "TH": ("TM", 60), "D": ("TH", 24)}
BY_LENGTH = ("TS", "TM", "TH", "D", "W", "F", "M", "Q", "Y", "DE", "CE")
SOON, SOON_NEXT_YEAR = 45, 21
FARTHEST = 4_000_000


class Moment(NamedTuple):
    """A resolved date: its EDTF value, how precise it is, and its first day."""

    value: str
    grain: Grain
    first: date


def on_day(day: date) -> Moment:
    """Return the day itself."""
    return Moment(day.isoformat(), "D", day)


@lru_cache(maxsize=1024)
def make(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """Return a year, a month (13 to 24: an EDTF season) or a day; None when the calendar lacks it."""
    if not MINYEAR <= year < MAXYEAR:
        return None
    if month is None:
        return Moment(f"{year:04d}", "Y", date(year, 1, 1))
    if month in SEASON_STARTS:
        return Moment(f"{year:04d}-{month}", "S", date(year, SEASON_STARTS[month], 1))
    if day is None:
        return Moment(f"{year:04d}-{month:02d}", "M", date(year, month, 1))
    try:
        return on_day(date(year, month, day))
    except ValueError:
        return None


def months(year: int, part: str) -> Moment | None:
    """Return a half or a quarter of a year ("H1", "Q3") as an interval of months."""
    return month_span(year, *QUARTERS[part])


def month_span(year: int, first: int, last: int) -> Moment | None:
    """Return the months of a year from the first to the last named as an interval."""
    start = make(year, first)
    return start and Moment(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", "M", start.first)


def week_of(day: date, first_weekday: int = 0) -> Moment | None:
    """Return the week that holds ``day``, from Monday, or from ``first_weekday`` to Sunday."""
    monday = add_days(day, -day.weekday())
    first, last = add_days(monday, first_weekday), add_days(monday, 6)
    return Moment(f"{first}/{last}", "W", first) if first and last else None


def add_days(day: date | None, count: int) -> date | None:
    """Return the day ``count`` days away, None beyond the calendar."""
    if day is None or abs(count) > FARTHEST:
        return None
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date, count: int) -> date | None:
    """Return the day ``count`` months away, the last of a month that is too short."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + count, MONTHS_A_YEAR)
    if not MINYEAR <= year < MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def move(day: date, count: float, unit: str) -> date | None:
    """Return the day ``count`` units ("D", "W", "M", "Y", "DE") away; clock units stay on the day."""
    if unit.startswith("T"):
        return day
    if unit in DAYS_IN:
        return add_days(day, round(count * DAYS_IN[unit]))
    return add_months(day, round(count * MONTHS_IN[unit]))


def at_precision(day: date, unit: str) -> Moment | None:
    """Return the day, week, month, year or decade that holds ``day``, as precise as the unit."""
    if unit in ("D", "TH", "TM", "TS"):
        return on_day(day)
    if unit in ("W", "F"):
        return week_of(day)
    if unit == "M":
        return make(day.year, day.month)
    if unit == "Q":
        return months(day.year, f"Q{(day.month + 2) // 3}")
    if unit == "Y":
        return make(day.year)
    length = 3 if unit == "DE" else 2
    return Moment(f"{day.year:04d}"[:length].ljust(4, "X"), "X", date(day.year, 1, 1))


def precise_enough(grain: Grain, unit: str) -> bool:
    """Tell whether counting in this unit from a date of this grain gives a definite date."""
    coarsest = {"W": "W", "F": "W", "M": "M", "Q": "M", "Y": "Y", "DE": "X", "CE": "X"}.get(unit, "D")
    return FINENESS[grain] <= FINENESS[coarsest]


def shifted(origin: Moment, count: float, unit: str) -> Moment | None:
    """Return the date ``count`` units after ``origin``, as precise as the unit."""
    day = move(origin.first, count, unit)
    return at_precision(day, unit) if day else None


def shift(origin: Moment, counts: Iterable[tuple[float, str]], sign: int) -> Moment | None:
    """Return the date that lies these counts of units after ``origin``, before it when ``sign`` is -1.

    A part of a unit is counted in the next shorter one: half a year in months.
    """
    day: date | None = origin.first
    smallest = "D"
    for count, unit in counts:
        smallest, ratio = SHORTER[unit] if count != int(count) and unit in SHORTER else (unit, 1)
        day = move(day, sign * count * ratio, smallest) if day else None
    return at_precision(day, smallest) if day else None


def part_of(moment: Moment | None, part: str | None) -> Moment | None:
    """Return a half or a quarter of a year; of anything else the whole."""
    return months(moment.first.year, part) if moment and part and moment.grain == "Y" else moment


def weekend(day: date, step: int) -> Moment | None:
    """Return the weekend of the week ``step`` weeks after that of ``day``."""
    moved = add_days(day, 7 * step)
    return week_of(moved, 5) if moved else None


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """Return such a weekday of a month, counted from 0, the last for -1; None when it has none."""
    start = make(year, month)
    if start is None:
        return None
    days = [day for week in calendar.monthcalendar(year, month) if (day := week[weekday])]
    return date(year, month, days[number]) if number < len(days) else None


def nearest_weekday(published: date, weekday: int, ahead: bool) -> date | None:
    """Return the nearest such weekday not after ``published``, or not before it when ``ahead``."""
    back = (published.weekday() - weekday) % 7
    return add_days(published, (7 - back) % 7 if ahead else -back)


def nearest_month(published: date, month: int, ahead: bool) -> int:
    """Return the year of the nearest such month or season, begun by ``published`` unless ``ahead``."""
    first = SEASON_STARTS.get(month, month)
    last = first + 2 if month in SEASON_STARTS else first
    return published.year + (last < published.month) if ahead else published.year - (first > published.month)


def turned_month(published: date, month: int, step: int) -> int:
    """Return the year of this (0), the last (-1) or the next (1) such month, not the one going on."""
    if step == 0:
        return published.year
    year = nearest_month(published, month, step > 0)
    going_on = nearest_month(published, month, False) == year == nearest_month(published, month, True)
    return year + step if going_on else year


def nearest_day(published: date, month: int, day: int, ahead: bool) -> Moment | None:
    """Return the nearest such day: before ``published`` unless ``ahead`` or only weeks after it.

    A day without a year is one of the running year, as the style books have it, if it may be.
    """
    moments = [make(published.year + step, month, day) for step in (-1, 0, 1)]
    later = [moment for moment in moments if moment and moment.first >= published]
    earlier = [moment for moment in moments if moment and moment.first <= published]
    if later:
        soon = SOON if later[0].first.year == published.year else SOON_NEXT_YEAR
        if ahead or (later[0].first - published).days <= soon:
            return later[0]
    return earlier[-1] if earlier else None


def nearest_day_apart(published: date, month: int, day: int, step: int) -> Moment | None:
    """Return the last (-1) or the next (1) such day of the calendar, never that of publication itself."""
    for year in (published.year, published.year + step):
        moment = make(year, month, day)
        if moment and (moment.first - published).days * step > 0:
            return moment
    return None
