"""Dates of uncertain precision: the part of EDTF (ISO 8601-2) that the codebook uses.

A value is a day, a month, a season, a year, a decade or century with X for the open digits, or an
interval of these, open at either end with ``..``; a trailing ``~`` says approximate.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
OPEN_DIGITS = re.compile(r"(\d{2}(?:XX|\dX))[~?%]?")
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""Number of a season and the month it starts in, in the northern half of the world."""


@lru_cache(maxsize=4096)
def edtf_bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that a value allows, None where it is open.

    Raises:
        ValueError: the value is no date of the kinds the codebook uses, or ends before it starts.
    """
    start, slash, end = value.strip().partition("/")
    if not slash:
        return _part(start, value)
    first = None if start == ".." else _part(start, value)[0]
    last = None if end == ".." else _part(end, value)[1]
    if first is None and last is None:
        raise ValueError(f"{value!r} is open on both sides")
    if first and last and first > last:
        raise ValueError(f"{value!r} ends before it starts")
    return first, last


def is_exact(value: str) -> bool:
    """Return whether a value names one day without a mark of doubt."""
    first, last = edtf_bounds(value)
    return first is not None and first == last and not value.endswith(("~", "?", "%"))


def days_between(earlier: str, later: str) -> tuple[int | None, int | None]:
    """Return the fewest and the most days from one value to another, None where a bound is open."""
    (first_a, last_a), (first_b, last_b) = edtf_bounds(earlier), edtf_bounds(later)
    fewest = (first_b - last_a).days if first_b and last_a else None
    most = (last_b - first_a).days if last_b and first_a else None
    return fewest, most


def _part(text: str, value: str) -> tuple[date, date]:
    wide = OPEN_DIGITS.fullmatch(text)
    if wide:
        lowest, highest = (int(wide[1].replace("X", digit)) for digit in "09")
        return date(max(lowest, 1), 1, 1), date(highest, 12, 31)
    match = PART.fullmatch(text)
    if not match:
        raise ValueError(f"{value!r} is no EDTF date")
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        return _span(year or 0, month, day)
    except ValueError:
        raise ValueError(f"{value!r} is no possible date") from None


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    if month in SEASONS:
        start = SEASONS[month]
        after = date(year + (start + 3 > 12), (start + 2) % 12 + 1, 1)
        return date(year, start, 1), after - timedelta(days=1)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
