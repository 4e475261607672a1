"""Values that dates of events take, and what is reckoned with them."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Time
from prisoner_diplomacy.text.scene import Placed, Scene, starting
from prisoner_diplomacy.text.verbs import BE, HAVE

OPEN_END = grammar("open_end")
LINKED = frozenset(["to", "until", "and"])
SINCE_REACH, LINK_REACH = 8, 14
BROKEN = frozenset([";", "and", "but", ":"])
LONGEST_VAGUE = len("2020-05")


class Dated(NamedTuple):
    """The EDTF date an event takes from an expression of time, its basis, and how it is read."""

    value: str
    basis: str
    reading: str


def read_date(scene: Scene, item: Placed, placed: Placed, ended: bool) -> Dated:
    """Return the date that an event takes from an expression of time in its sentence.

    "Since X" is open after X, "by X" and "until X" are open before it.

    Args:
        scene: the sentence.
        item: the expression.
        placed: the trigger; "since the arrest of X in 2020" opens nothing for the arrest.
        ended: whether the event is something that lasted and ended, which takes the date it began.
    """
    time = item.mark
    assert isinstance(time, Time)
    basis = "anchored" if time.anchored else "stated"
    before = scene.words[item.first - 1] if item.first else ""
    value = _set_off(scene, item, placed) or time.value
    if "/" in value:
        start, _, end = value.partition("/")
        if before == "since" and start != ".." and end != "..":
            return Dated(start, basis, "began") if ended else Dated(f"{start}/..", basis, "since")
        return Dated(value, basis, "plain")
    if before in ("from", "between"):
        until = next(iter(starting(scene.times, item.stop + 1, item.stop + 2)), None)
        if until is not None and scene.words[item.stop] in LINKED and isinstance(until.mark, Time):
            return Dated(f"{value}/{until.mark.value}", basis, "range")
    if before in OPEN_END or (
        before == "of" and "before" in scene.words[max(item.first - 4, 0) : item.first]
    ):
        return Dated(f"../{value}", basis, "until")
    if len(value) <= LONGEST_VAGUE and _came_first(scene, item, placed):
        return Dated(f"../{value}", basis, "earlier")
    link = _link_before(scene, item)
    if link is None or link < placed.first < item.first:
        return Dated(value, basis, "plain")
    if scene.words[link] == "since":
        return Dated(value, basis, "began") if ended else Dated(f"{value}/..", basis, "since")
    return (
        Dated(f"{value}/..", basis, "after") if len(value) <= LONGEST_VAGUE else Dated(value, basis, "plain")
    )


def _came_first(scene: Scene, item: Placed, placed: Placed) -> bool:
    """Say whether a date is of what an event came before: "sanctioned in May, after it seized a port"."""
    between = scene.words[item.stop : placed.first]
    apart = starting(scene.mentions, item.stop, placed.first)
    return between[:2] == [",", "after"] and len(between) < LINK_REACH and not apart


def _set_off(scene: Scene, item: Placed, placed: Placed) -> str:
    """Return the date so long before or after another: "freed two days after the vote of 5 May"."""
    length = next(iter(starting(scene.times, placed.stop, item.first)[-1:]), None)
    if length is None or not isinstance(length.mark, Time) or not isinstance(item.mark, Time):
        return ""
    between = scene.words[length.stop : item.first]
    link = between[0] if between else ""
    if link not in ("after", "before") or not BROKEN.isdisjoint(between):
        return ""
    if starting(scene.mentions, length.stop, item.first):
        return ""
    return moved(item.mark.value, length.mark.value, 1 if link == "after" else -1)


def _link_before(scene: Scene, item: Placed) -> int | None:
    """Return the word that opens the phrase a date stands in: "since the crackdown of 2020", "after 2020"."""
    for number in range(item.first - 1, max(item.first - 1 - LINK_REACH, -1), -1):
        word = scene.words[number]
        if word == "following" or (word == "after" and number == item.first - 1):
            return number
        if word == "since":
            return number if item.first - number <= SINCE_REACH else None
        if word == "," or word in BE or word in HAVE:
            return None
    return None


def clip(value: str, published: str) -> str:
    """Return the date of something that happened without the days after publication."""
    start, slash, end = value.partition("/")
    if slash and end > published and len(end) == len(published) and start <= published:
        return f"{start}/{published}"
    return value


def start_before(value: str, duration: str) -> str:
    """Return when something began that lasted some time up to a day, as precise as that time is told.

    Args:
        value: the EDTF day on which it ended; a month will do for years and months.
        duration: an ISO 8601 duration in years and months, such as ``P3Y6M``, or in weeks or days.

    Returns:
        An EDTF year, month or day; nothing when that lies before the calendar begins.
    """
    match = re.fullmatch(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?", duration)
    if not match:
        return moved(value, duration, -1)
    if not (match[1] or match[2]) or not (is_day(value) or is_month(value)):
        return ""
    lasted = relativedelta(years=int(match[1] or 0), months=int(match[2] or 0))
    try:
        began = (date.fromisoformat(value if is_day(value) else f"{value}-15") - lasted).isoformat()
    except (ValueError, OverflowError):
        return ""
    return f"{began[:7]}~" if match[2] else f"{began[:4]}~"


def moved(value: str, duration: str, sign: int) -> str:
    """Return an EDTF day or month moved by a duration, no more precise than that; nothing if it cannot be.

    Args:
        value: an EDTF day or month.
        duration: an ISO 8601 duration of one unit, such as ``P2W``.
        sign: 1 for later, -1 for earlier.
    """
    match = re.fullmatch(r"P(\d{1,3})([DWMY])", duration)
    if not match or not (is_day(value) or (is_month(value) and match[2] in "MY")):
        return ""
    unit = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}[match[2]]
    try:
        day = date.fromisoformat(value if is_day(value) else f"{value}-15")
        told = (day + relativedelta(**{unit: sign * int(match[1])})).isoformat()  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return ""
    return told if match[2] in "DW" else told[: len("2025-06")]


def shift_day(value: str, days: int) -> str:
    """Return an EDTF day moved by some days; anything but a day comes back as it is."""
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return value


def days_of(mark: Annotation) -> int | None:
    """Return how many days a duration takes; none for one not counted in hours, days or weeks."""
    if not isinstance(mark, Time) or mark.type != "DURATION":
        return None
    if mark.value.startswith("PT"):
        return 0
    number, unit = mark.value[1:-1], mark.value[-1:]
    return int(number) * {"D": 1, "W": 7}[unit] if number.isdigit() and unit in "DW" else None


def is_month(value: str) -> bool:
    """Say whether an EDTF value is a single month without a mark of doubt."""
    return is_day(f"{value}-01") and value[5:] <= "12"


def is_day(value: str) -> bool:
    """Say whether an EDTF value is a single day without a mark of doubt."""
    return len(value) == 10 and value[4] == value[7] == "-" and value[8:].isdigit()


@lru_cache(maxsize=4096)
def is_valid(value: str) -> bool:
    """Say whether a value is an EDTF date that allows at least one day."""
    try:
        edtf_bounds(value)
    except ValueError:
        return False
    return True


def bounds_of(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of an EDTF value, neither of an interval or of no such value."""
    return edtf_bounds(value) if "/" not in value and is_valid(value) else (None, None)
