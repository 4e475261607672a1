"""Dates counted from the day of publication or from another date."""

from collections.abc import Iterable
from datetime import date

from prisoner_diplomacy.reading.times.lexer import LETTER, Value, letters_of
from prisoner_diplomacy.reading.times.moments import (
    Moment,
    add_days,
    at_precision,
    make,
    move,
    nearest_weekday,
    on_day,
    part_of,
    shift,
    shifted,
    turned_month,
    week_of,
    weekend,
)
from prisoner_diplomacy.reading.times.numerals import duration
from prisoner_diplomacy.reading.times.periods import counts_of, read_bare, read_duration
from prisoner_diplomacy.reading.times.stated_dates import FROM_ANCHOR
from prisoner_diplomacy.reading.times.timeline import (
    SENTENCE_MARKS,
    UNRESOLVED,
    Place,
    Reading,
    Words,
    date_reading,
)

STATED_DAYS = frozenset(("day", "numeric"))
NAMED_DAYS = frozenset(("day", "weekday"))
SATURDAY, A_WEEK = 5, 7
BARE = {"units", "bound"}
CLAUSE_ENDS = frozenset(".,;:!?)\"'”’—–\n")
CLOSING = frozenset(letters_of("ago", "earlier", "later", "hence", "beside"))
TURNS = frozenset(letters_of("this", "last", "next"))
ENDED_UNITS = ("W", "M", "Y")
FINER = {"Y": "M", "DE": "Y", "CE": "Y", "W": "D"}


def read_shift(place: Place) -> Reading | None:
    """Read "two weeks ago", "a day earlier", "five years later", "he fled a day before."."""
    words, timeline = place.words, place.timeline
    if "beside" in words and timeline.text[place.end : place.end + 1] not in CLAUSE_ENDS:
        shorter = place.without_last()
        reading = read_bare(shorter, certain=True) if shorter.words.keys() <= BARE else read_duration(shorter)
        return reading and reading._replace(end=shorter.end)
    if "from" in words:
        return _from_day(place)
    closing = words.has("this", "deictic")
    cut = next(at for at, letter in enumerate(place.letters) if letter in CLOSING)
    counts = counts_of(place.letters[:cut], place.values[:cut])
    unit = counts[-1][1]
    back = words.has("ago", "earlier") or words.first("beside") == -1
    from_today = words.has("ago", "hence")
    origin = timeline.today if from_today else timeline.anchor(unit, place.start)
    if origin is None:
        return UNRESOLVED
    if unit.startswith("T"):
        return date_reading(on_day(origin.first))
    if any(count == "X" for count, _ in counts):
        return UNRESOLVED
    if unit == "W" and not from_today and timeline.newest and origin.grain == "D":
        counts = tuple((count * 7, "D") if one == "W" else (count, one) for count, one in counts)
    moment = shift(origin, counts, -1 if back else 1)
    if closing and unit == "Y":
        moment = _that_time_of_year(timeline.today, words, round(counts[0][0]))
    if moment and "ago" in words and (words.first("bound") == "low" or "over" in words):
        return _longer_ago(timeline.today, counts)
    return date_reading(moment) or UNRESOLVED


def _longer_ago(today: Moment, counts: Iterable[tuple[float, str]]) -> Reading:
    """Read "more than a year ago" as open before the month, "more than a decade ago" before the year."""
    day: date | None = today.first
    unit = "D"
    for count, unit in counts:
        day = move(day, -count, unit) if day else None
    latest = at_precision(day, FINER.get(unit, unit)) if day else None
    return Reading("DATE", f"../{latest.value.rpartition('/')[2]}", latest) if latest else UNRESOLVED


def _that_time_of_year(today: Moment, words: Words, years: int) -> Moment | None:
    """Return what "nine years ago this week" means, and "ten years ago today"."""
    unit = words["unit"][0] if "this" in words else "D"
    now = at_precision(today.first, unit) if unit in ("W", "M") else today
    first = move(now.first, -years, "Y") if now else None
    last = add_days(first, 6)
    if first is None or last is None:
        return None
    return Moment(f"{first}/{last}", "W", first) if unit == "W" else at_precision(first, unit)


def _from_day(place: Place) -> Reading | None:
    """Read "a week from Monday", "two days from tomorrow"."""
    cut = place.letters.index(LETTER["from"])
    day = Place(place.timeline, place.first + cut + 1, place.last)
    origin = read_deictic(day) if "deictic" in day.words else _weekday_ahead(day)
    counts = counts_of(place.letters[:cut], place.values[:cut])
    if origin is None or origin.moment is None or any(count == "X" for count, _ in counts):
        return UNRESOLVED
    days = [(count * 7, "D") if unit == "W" else (count, unit) for count, unit in counts]
    return date_reading(shift(origin.moment, days, 1))


def _weekday_ahead(place: Place) -> Reading | None:
    day = nearest_weekday(place.timeline.published, place.words["weekday"][0], True)
    return date_reading(on_day(day)) if day else None


def read_relative(place: Place) -> Reading | None:
    """Read "last month", "the following June", "that evening", "the past two years"."""
    words = place.words
    count = place.number
    if place.is_title() or (place.exact.lower() == "this day" and place.follows("to")):
        return None
    if "units" in words or count is not None:
        return _stretch(place, count)
    if words.has(*FROM_ANCHOR):
        return _from_anchor(place)
    if words.has("past", "coming") and "unit" in words:
        return _stretch(place, 1)
    if words.has("recent", "those"):
        return None
    step = words.first("this", "current", "last", "next", "past", "coming")
    return date_reading(_from_today(place, step))


def _from_today(place: Place, step: int) -> Moment | None:
    words, published = place.words, place.timeline.published
    if "unit" in words:
        return _unit_from_today(words, place.timeline.today, step)
    if "weekend" in words:
        return _weekend_meant(place) if step == 0 else weekend(published, step)
    if "weekday" in words:
        return _weekday_from(published, words["weekday"][0], step)
    if "daypart" in words:
        return _day_of_speech(place) if step == 0 else None
    month = words.first("month", "shy_month", "season")
    return make(turned_month(published, month, step), month)


def _day_of_speech(place: Place) -> Moment:
    """Return the day of publication, in a quotation the day told last: "this morning" is the speaker's."""
    timeline = place.timeline
    told = timeline.last_day() if timeline.in_quotation(place.start) else None
    return told if told and 0 <= (timeline.published - told.first).days < A_WEEK else timeline.today


def _unit_from_today(words: Words, today: Moment, step: int) -> Moment | None:
    unit = words["unit"][0]
    if unit.startswith("T"):
        return None
    if unit == "Q":
        return shifted(today, step, unit)
    return part_of(shifted(today, step, unit), words.first("part"))


def _weekday_from(published: date, weekday: int, step: int) -> Moment | None:
    if step == 0:
        week = week_of(published)
        day = week and move(week.first, weekday, "D")
    else:
        day = nearest_weekday(published, weekday, step > 0)
        if day == published:
            day = move(published, step, "W")
    return on_day(day) if day else None


def _stretch(place: Place, count: float | None) -> Reading | None:
    """Read a stretch of time that ends or begins at publication, or at another date."""
    words, timeline = place.words, place.timeline
    unit = words.first("units", "unit")
    vague_clock = unit is not None and unit.startswith("T") and "units" not in words
    of_hours = unit is not None and unit.startswith("T") and not vague_clock
    if unit is not None and (of_hours or "those" in words):
        return _length_of(place, unit, count)
    if unit is None or vague_clock or words.has("this", "same", "current"):
        return None
    if timeline.word_after(place.end) == "of":
        return None
    if "recent" in words:
        return _length_of(place, unit, "X")
    back = words.has("past", "last", "previous")
    origin: Moment | None = timeline.today
    if words.has("previous", "following"):
        origin = timeline.anchor(unit if unit == "Y" else "M", place.start)
    if origin is None:
        return UNRESOLVED
    other = ".."
    if count is not None:
        moment = _end_of_stretch(origin, -count if back else count, unit)
        if moment is None:
            return None
        other = moment.value
    if back:
        return Reading("DATE", f"{other}/{origin.value.rpartition('/')[2]}")
    return Reading("DATE", f"{origin.value.partition('/')[0]}/{other}")


def _length_of(place: Place, unit: str, count: Value) -> Reading | None:
    """Read "the last 24 hours", "those seven days", "recent years": how long, with no day at either end."""
    if count is None and "units" not in place.words:
        return None
    return Reading("DURATION", duration("X" if count is None else count, unit), None, False)


def _end_of_stretch(origin: Moment, count: float, unit: str) -> Moment | None:
    """Return the day at the other end, or its month or year when the origin is no more precise."""
    day = move(origin.first, count, unit)
    if day is None:
        return None
    if origin.grain == "M":
        return make(day.year, day.month)
    return make(day.year) if origin.grain == "Y" else on_day(day)


def _from_anchor(place: Place) -> Reading | None:
    """Read what is counted from another date: "the same day", "that year", "the following June"."""
    words, timeline = place.words, place.timeline
    step = words.first(*FROM_ANCHOR)
    month = words.first("month", "shy_month", "season")
    if month is not None:
        return _month_from_anchor(place, month, step)
    unit = words.first("unit") or ("W" if "weekend" in words else "D")
    if unit.startswith("T"):
        return None
    if unit == "Y" and step == 0 and timeline.stated:
        return date_reading(make(timeline.stated.moment.first.year))
    origin = timeline.anchor(unit, place.start)
    if origin is None:
        return UNRESOLVED
    if "weekend" in words:
        return date_reading(weekend(origin.first, step))
    if "weekday" in words:
        return date_reading(_weekday_from(origin.first, words["weekday"][0], step))
    return date_reading(shifted(origin, step, unit))


def _month_from_anchor(place: Place, month: int, step: int) -> Reading | None:
    newest = place.timeline.newest
    origin = newest.moment if newest else place.timeline.today
    year = origin.first.year
    begins = make(year, month)
    if begins is None:
        return None
    over = begins.first <= origin.first if step > 0 else begins.first >= origin.first
    if step and (origin.grain == "Y" or over):
        year += step
    return date_reading(make(year, month))


def read_day_of(place: Place) -> Reading | None:
    """Read "the 3rd of last month", "the 15th of this month"."""
    month = move(place.timeline.published, place.words.first("this", "last", "next", "current"), "M")
    if month is None or place.words.first("unit") != "M":
        return None
    return date_reading(make(month.year, month.month, place.words["nth"][0]))


def read_within(place: Place) -> Reading | None:
    """Read "later in the week", "the end of the year", "year-end"."""
    unit = place.words.first("unit", "unit_end")
    if unit == "D" and place.words.has("earlier", "later"):
        return _in_the_day(place)
    if unit not in ENDED_UNITS:
        return None
    return date_reading(part_of(shifted(place.timeline.today, 0, unit), place.words.first("part")))


def _in_the_day(place: Place) -> Reading | None:
    """Read "the day" of "earlier in the day": the day told last, unless the text has left it."""
    told, today = place.timeline.last_day(), place.timeline.today
    near = told is not None and 0 <= (today.first - told.first).days < A_WEEK
    start = place.end - len("the day")
    reading = date_reading(told if near else today)
    return reading and reading._replace(start=start)


def read_weekday(place: Place) -> Reading | None:
    """Read "Monday", "late Friday", "Sunday night"."""
    timeline = place.timeline
    if place.follows("before_names") or place.precedes("after_names") or place.is_title():
        return None
    if _names_somebody(place):
        return None
    if "unit" in place.words:
        return _weekday_of_week(place)
    weekday, stretch = place.words["weekday"][0], timeline.stretch_of_days()
    day = nearest_weekday(timeline.published, weekday, place.is_future())
    if (
        stretch
        and stretch[1] < timeline.published
        and not timeline.same_sentence(timeline.newest, place.start)
    ):
        within = nearest_weekday(stretch[0], weekday, True)
        day = within if within and within <= stretch[1] and (stretch[1] - stretch[0]).days < A_WEEK else day
    return date_reading(on_day(day)) if day else None


def _weekday_of_week(place: Place) -> Reading | None:
    """Read "Friday last week", "Monday of this week"; of "Friday last month" the day alone."""
    words = place.words
    if words.first("unit") != "W":
        cut = next(at for at, letter in enumerate(place.letters) if letter in TURNS)
        cut -= place.letters[cut - 1] == LETTER["of"]
        reading = read_weekday(place.part(0, cut))
        return reading and reading._replace(end=place.timeline.lexed.ends[place.first + cut - 1])
    week = shifted(place.timeline.today, words.first("this", "last", "next"), "W")
    day = add_days(week.first, words["weekday"][0]) if week else None
    return date_reading(on_day(day)) if day else None


def _names_somebody(place: Place) -> bool:
    """Tell "Friday Osei was freed" and "the Monday Club" from a day."""
    before = place.timeline.word_before(place.start)
    opens = before in ("", "the", "a") or before[-1] in SENTENCE_MARKS
    return len(place.letters) == 1 and opens and place.leads_name()


def read_deictic(place: Place) -> Reading | None:
    """Read "today", "yesterday morning", "last night", "now"."""
    if place.is_named() or place.timeline.text[place.end : place.end + 1] == "-":
        return None
    day = move(place.timeline.published, place.words.first("deictic", "last_night"), "D")
    if day is None:
        return None
    is_now = place.exact.lower() == "now"
    return Reading("DATE", day.isoformat(), None if is_now else on_day(day))


def read_unit_shift(place: Place) -> Reading | None:
    """Read "the day after", "the year before": from a date that follows in the sentence, else before."""
    timeline = place.timeline
    unit, step = place.words["unit_shift"][0][0], int(place.words["unit_shift"][0][1:])
    origin = timeline.next_date(place.last, STATED_DAYS, timeline.sentence(place.start).end)
    origin = origin or (timeline.newest and timeline.anchor(unit, place.start))
    return date_reading(shifted(origin, step, unit) if origin else None) or UNRESOLVED


def read_weekend(place: Place) -> Reading | None:
    """Read "the weekend"."""
    return date_reading(_weekend_meant(place)) if place.exact.lower().startswith("the") else None


def _weekend_meant(place: Place) -> Moment | None:
    """Return the last weekend begun, unless the tense looks ahead."""
    published = place.timeline.published
    ahead = published.weekday() >= SATURDAY or place.is_future()
    return weekend(published, 0 if ahead else -1)


def read_daypart(place: Place) -> Reading | None:
    """Read "by evening", "through the night": part of the day the text speaks of."""
    timeline, exact = place.timeline, place.exact.lower()
    bare = not exact.startswith("the ")
    if not place.follows("before_daypart") or exact == "night" or place.is_named():
        return None
    if bare and (timeline.word_before(place.start) == "in" or timeline.word_after(place.end) == "on"):
        return None
    paragraph = timeline.paragraph(place.start)
    begun = timeline.newest and timeline.newest.start >= paragraph.start
    origin = None if begun else timeline.next_date(place.last, NAMED_DAYS, paragraph.end)
    origin = origin or timeline.anchor("D", place.start)
    return date_reading(on_day(origin.first)) if origin else UNRESOLVED
