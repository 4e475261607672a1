"""Expressions of time: found by a grammar over words of time, resolved against the dates around them."""

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Literal, NamedTuple

from prisoner_diplomacy.annotate.dates import Moment, at_precision, make, months, move, on_day, week_of
from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.lexer import CLASS, LETTER, Grammar, Lexed, Value, compile_grammar, lex
from prisoner_diplomacy.annotate.numerals import AMOUNT, NUMBER, duration, number_value
from prisoner_diplomacy.annotate.records import Time
from prisoner_diplomacy.annotate.resolve import (
    Scene,
    nearest_day,
    nearest_month,
    nearest_weekday,
    shifted,
    weekend,
)
from prisoner_diplomacy.lexicon import load_toml

Type = Literal["DATE", "DURATION", "SET"]

MONTH = "(?:month|shy_month|month_short)"
DAY = "(?:day|nth)"
WEEKDAY = "(?:weekday|weekday_short)"
PHASE = "(?:phase hyphen?|earlier|later)"
LEAD = f"(?:part|daypart of)?{PHASE}?"
TURN = "(?:this|last|next)"
OF_YEAR = f"(?:(?:comma|of)?year|of?{TURN} unit)"
SPAN = f"(?:{NUMBER}(?:to|or|hyphen){NUMBER}|{AMOUNT} and_half?|another(?:{NUMBER}|vague)?|half)"
LENGTH = (
    f"(?:(?:bound|over)?(?:{SPAN} hyphen?(?:units|unit)|half? one_unit)"
    f"(?:and_half|and{NUMBER}(?:units|unit))?)"
)
RULES = {
    "numeric": "iso|slashed",
    "shift": f"(?:{LENGTH}|units)(?:ago|earlier|later|hence)",
    "set": (
        f"(?:{NUMBER}? times)(?:one_unit|per unit|every unit|rate)|per unit|rate|weekdays daypart?"
        f"|every(?:(?:{NUMBER}|vague)units|unit|weekday daypart?|weekend|daypart|month|season)"
    ),
    "day": (
        f"(?:daypart of)?(?:{WEEKDAY} daypart?(?:comma|of)?)?"
        f"(?:{DAY}(?:(?:hyphen|to|and){DAY})?of?{MONTH} {OF_YEAR}?"
        f"|{MONTH} {DAY}(?:(?:hyphen|to){DAY})?{OF_YEAR}?)(?!hyphen|scale)"
    ),
    "years": "year hyphen(?:year|day)(?!hyphen)",
    "relative": (
        f"{LEAD}(?:this|last|next|past|coming|the_next|previous|following|current|same|recent|those)"
        f"(?:{NUMBER}|vague)?(?:units|unit|weekend|season|month|shy_month|weekday|daypart)daypart?(?!old)"
    ),
    "within": "(?:earlier|later)in unit",
    "month": f"{LEAD}(?:{MONTH} {OF_YEAR}|(?:month|shy_month))",
    "season": f"{LEAD} season {OF_YEAR}?",
    "decade": f"{LEAD} years_of",
    "century": "(?:nth|ordinal)hyphen?unit(?:of(?:year|" + TURN + " unit))?",
    "weekday": f"(?:part|daypart of)?{PHASE}?weekday daypart?",
    "deictic": f"{PHASE}?deictic daypart?|last_night",
    "unit_shift": "unit_shift",
    "holiday": "holiday (?:comma?year)?",
    "weekend": "weekend",
    "duration": f"{LENGTH}(?:hyphen long)?(?!hyphen?old)|unit hyphen long|units hyphen long|unit_long",
    "year": f"{LEAD} year",
    "daypart": "daypart",
    "bare": "units(?!hyphen?old)",
}
GRAMMAR = Grammar(RULES)
CONTEXTS = {name: frozenset(words) for name, words in load_toml("measure_contexts.toml").items()}
LOOK_AHEAD, LETTERS_AHEAD = 4, 40
EARLIEST_PLAIN_YEAR, LATEST_PLAIN_YEAR = 1900, 2060
AFTER_LIST = "(?:and|to|or|comma|hyphen)"
YEAR_AHEAD = compile_grammar({"ahead": f"{AFTER_LIST}{PHASE}?{MONTH} {DAY}?(?:comma|of)?year"})


class Words(dict[str, list[Value]]):
    """The words of an expression by their class."""

    def first(self, *names: str) -> Value:
        """Return what the first word of one of these classes stands for, else None."""
        return next((self[name][0] for name in names if name in self), None)


class Reading(NamedTuple):
    """What an expression was read as."""

    type: Type
    value: str
    moment: Moment | None = None
    anchored: bool = True
    first: int | None = None


class Place(NamedTuple):
    """Where an expression stands: the words from ``first`` to ``last`` of the scene."""

    scene: Scene
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.scene.lexed.starts[self.first]

    @property
    def end(self) -> int:
        return self.scene.lexed.ends[self.last - 1]

    @property
    def exact(self) -> str:
        return self.scene.text[self.start : self.end]

    def follows(self, context: str) -> bool:
        return self.scene.word_before(self.start) in CONTEXTS[context]

    def is_future(self) -> bool:
        return self.scene.is_future(self.first, self.last)


def annotate_times(document: Document) -> list[Time]:
    """Return the expressions of time in a text, in order and without overlap.

    Args:
        document: the text; its day of publication is what relative dates resolve against.

    Returns:
        Marks with an EDTF value for a date, an ISO 8601 duration as TIMEX3 writes it for a duration,
        a period for a SET; the value is empty when the text does not settle it.
    """
    lexed = lex(document)
    scene = Scene(document, lexed)
    times = []
    for rule, first, last in GRAMMAR.find(lexed.letters):
        reading = READERS[rule](words_of(lexed, first, last), Place(scene, first, last))
        if reading is None:
            continue
        if reading.first is not None:
            first = reading.first
        if reading.moment:
            scene.remember(reading.moment, first, last, not reading.anchored)
        scene.passed(last)
        start, end = _with_article(document.text, lexed.starts[first], rule), lexed.ends[last - 1]
        times.append(Time(start, end, document.text[start:end], reading.type, reading.value, reading.anchored))
    return times


def words_of(lexed: Lexed, first: int, last: int) -> Words:
    """Return the words from ``first`` to ``last`` by class."""
    words = Words()
    for letter, value in zip(lexed.letters[first:last], lexed.values[first:last], strict=True):
        words.setdefault(CLASS[letter], []).append(value)
    return words


def _with_article(text: str, start: int, rule: str) -> int:
    takes = rule in ("decade", "century", "day", "year")
    if takes and text[start - 4 : start].lower() == "the " and (rule != "year" or not text[start].isdigit()) and (
        rule != "day" or text[start].isdigit()
    ):
        return start - 4
    return start


def _date(moment: Moment | None, anchored: bool = True) -> Reading | None:
    return Reading("DATE", moment.value, moment, anchored) if moment else None


def _period(value: str) -> Reading:
    return Reading("DATE", value)


UNRESOLVED = Reading("DATE", "")


def read_numeric(words: Words, place: Place) -> Reading | None:
    """Read 2025-11-22, and 22/11/2025 when only one of the two can be the month."""
    parts = [int(part) for part in place.exact.replace("/", "-").replace(".", "-").split("-")]
    if "iso" in words:
        return _date(make(*parts), anchored=False) if parts[1] <= 12 else None
    one, two, year = parts
    if "." in place.exact or one > 12:
        one, two = two, one
    elif two <= 12 and one != two:
        return Reading("DATE", "", None, False)
    return _date(make(year, one, two), anchored=False) if one <= 12 else None


def read_shift(words: Words, place: Place) -> Reading | None:
    """Read "two weeks ago", "a day earlier", "five years later"."""
    unit = words.first("one_unit", "units", "unit")
    count = 1 if "one_unit" in words else number_value(place.scene.lexed, place.first, place.last)
    sign = -1 if "ago" in words or "earlier" in words else 1
    origin = place.scene.today
    if "earlier" in words or "later" in words:
        found = place.scene.anchor(unit, place.start)
        if found is None:
            return UNRESOLVED
        origin = found
    if unit.startswith("T"):
        return _date(on_day(origin.first))
    if count is None:
        return UNRESOLVED
    return _date(shifted(origin, sign * round(count), unit)) or UNRESOLVED


def read_set(words: Words, place: Place) -> Reading | None:
    """Read "every week", "four times a day", "daily", "per year"."""
    if "rate" in words:
        return Reading("SET", words["rate"][0], anchored=False)
    unit = words.first("one_unit", "unit", "units")
    if unit is None:
        unit = "Y" if {"month", "season"} & words.keys() else "D" if "daypart" in words and "weekdays" not in words else "W"
    count: Value = 1
    if "every" in words and "times" not in words:
        count = words["every"][0]
        if "units" in words:
            count = number_value(place.scene.lexed, place.first, place.last) or "X"
    return Reading("SET", duration(count, unit), anchored=False)


def _turned(words: Words, published_year: int) -> int | None:
    turn = words.first("this", "last", "next")
    return published_year + turn if turn is not None and words.first("unit") == "Y" else None


def _stated_year(words: Words, place: Place) -> int | None:
    year = words.first("year")
    return year if year is not None else _turned(words, place.scene.published.year)


def read_day(words: Words, place: Place) -> Reading | None:
    """Read a day of a month, "Feb. 12", "22nd of November 2025", or days, "May 9-11"."""
    month = words.first("month", "shy_month", "month_short")
    days = sorted(words.get("day", []) + words.get("nth", []))
    year = _stated_year(words, place)
    stated = year is not None
    if year is None:
        anchor = place.scene.stated_year()
        if anchor and anchor.moment.grain in "DM" and anchor.start >= place.scene.sentence(place.start).start:
            year = anchor.moment.first.year
    moments = [
        make(year, month, day) if year else nearest_day(place.scene.published, month, day, place.is_future())
        for day in days
    ]
    if not moments or any(moment is None for moment in moments):
        return None
    ends = [moment for moment in moments if moment]
    if len(ends) == 1:
        return _date(ends[0], anchored=not stated)
    return Reading("DATE", f"{ends[0].value}/{ends[-1].value}", ends[0], not stated)


def read_years(words: Words, place: Place) -> Reading | None:
    """Read "2019-2021", "2019-21"."""
    first, *rest = words["year"]
    last = rest[0] if rest else first // 100 * 100 + words["day"][0]
    if not first < last <= first + 100:
        return None
    start = make(first)
    return start and Reading("DATE", f"{first}/{last}", start, False)


def read_relative(words: Words, place: Place) -> Reading | None:
    """Read "last month", "the following June", "that evening", "the past two years"."""
    scene = place.scene
    count = number_value(scene.lexed, place.first, place.last)
    if "units" in words or count is not None:
        return _stretch(words, place, count)
    if {"previous", "following", "same", "the_next"} & words.keys():
        return _beside_anchor(words, place)
    if "past" in words and "unit" in words:
        return _stretch(words, place, 1)
    if "coming" in words and "unit" in words:
        return _stretch(words, place, 1)
    if "recent" in words or "those" in words:
        return None
    step = words.first("this", "current", "last", "next", "past", "coming")
    return _date(_from_today(words, place, step))


def _from_today(words: Words, place: Place, step: int) -> Moment | None:
    published = place.scene.published
    unit = words.first("unit")
    if unit == "Q":
        unit = None
        month = (published.month - 1) // 3 * 3 + 1 + 3 * step
        year, index = divmod(published.year * 12 + month - 1, 12)
        return months(year, f"Q{index // 3 + 1}")
    if unit is not None:
        if unit.startswith("T"):
            return None
        moment = shifted(place.scene.today, step, unit)
        return _part_of(words, moment)
    if "weekend" in words:
        return weekend(published, step)
    if "daypart" in words and "weekday" not in words:
        return on_day(published) if step == 0 else None
    if "weekday" in words:
        return _weekday_from(published, words["weekday"][0], step)
    month = words.first("month", "shy_month", "season")
    return _part_of(words, make(_turned_year(published, month, step), month))


def _turned_year(published: date, month: int, step: int) -> int:
    if step == 0:
        return published.year
    year = nearest_month(published, month, step > 0)
    begins = make(year, month)
    current = at_precision(published, "M")
    if begins and current and begins.first == current.first:
        return year + step
    return year


def _weekday_from(published: date, weekday: int, step: int) -> Moment | None:
    week = week_of(published)
    if week is None:
        return None
    if step == 0:
        return at_precision(move(week.first, weekday, "D") or published, "D")
    day = nearest_weekday(published, weekday, step > 0)
    if day == published:
        day = move(published, 7 * step, "D")
    return on_day(day) if day else None


def _part_of(words: Words, moment: Moment | None) -> Moment | None:
    part = words.first("part")
    if moment and part and moment.grain == "Y":
        return months(moment.first.year, part)
    return moment


def _stretch(words: Words, place: Place, count: float | None) -> Reading | None:
    """Read a stretch of time that ends or begins at publication, or at another date."""
    unit = words.first("units", "unit")
    if unit is None or (unit.startswith("T") and "units" not in words):
        return None
    if {"this", "same", "those", "current"} & words.keys():
        return None
    back = {"past", "last", "previous", "recent"} & words.keys()
    origin: Moment | None = place.scene.today
    if {"previous", "following"} & words.keys():
        origin = place.scene.anchor(unit if unit == "Y" else "M", place.start)
    if origin is None:
        return UNRESOLVED
    if unit.startswith("T"):
        count, unit = (None if count is None else max(1.0, count / 24)), "D"
    if count is None:
        return _period(f"../{origin.value}" if back else f"{origin.value}/..")
    day = move(origin.first, round(-count if back else count), unit)
    if day is None:
        return None
    other = day.isoformat() if origin.grain == "D" else make(day.year, day.month if origin.grain == "M" else None)
    bound = other if isinstance(other, str) else other.value if other else ""
    return _period(f"{bound}/{origin.value}" if back else f"{origin.value}/{bound}")


def _beside_anchor(words: Words, place: Place) -> Reading | None:
    """Read what is counted from another date: "the same day", "that year", "the following June"."""
    scene = place.scene
    step = words.first("same", "previous", "following", "the_next")
    month = words.first("month", "shy_month", "season")
    if month is not None:
        return _month_beside(place, month, step)
    if "weekday" in words:
        origin = scene.anchor("D", place.start)
        day = origin and _weekday_from(origin.first, words["weekday"][0], step)
        return _date(day or None)
    unit = words.first("unit") or ("W" if "weekend" in words else "D")
    if unit.startswith("T"):
        return None
    stated = scene.stated_year()
    if unit == "Y" and step == 0 and stated:
        return _date(make(stated.moment.first.year))
    origin = scene.anchor(unit, place.start)
    if origin is None:
        return UNRESOLVED
    if "weekend" in words:
        return _date(weekend(origin.first, step))
    return _date(shifted(origin, step, unit))


def _month_beside(place: Place, month: int, step: int) -> Reading | None:
    newest = place.scene.newest()
    origin = newest.moment if newest else place.scene.today
    year = origin.first.year
    if step and origin.grain == "Y":
        year += step
    elif step:
        begins = make(year, month)
        if begins and (begins.first <= origin.first if step > 0 else begins.first >= origin.first):
            year += step
    return _date(make(year, month))


def read_within(words: Words, place: Place) -> Reading | None:
    """Read "earlier in the week", "later in the year"."""
    unit = words["unit"][0]
    return _date(shifted(place.scene.today, 0, unit)) if not unit.startswith("T") else None


def read_month(words: Words, place: Place) -> Reading | None:
    """Read a month, with its year or without."""
    scene = place.scene
    month = words.first("month", "shy_month", "month_short")
    year = _stated_year(words, place)
    if year is not None:
        return _date(make(year, month), anchored="year" not in words)
    plain = "phase" not in words and "part" not in words
    if "shy_month" in words and plain and not place.follows("before_month"):
        return None
    ahead = YEAR_AHEAD.match(scene.lexed.letters, place.last)
    if ahead:
        return _date(make(scene.lexed.values[ahead.end() - 1], month))
    year = _year_in_sentence(place, month)
    if year is None:
        year = nearest_month(scene.published, month, place.is_future())
    return _date(make(year, month))


def _year_in_sentence(place: Place, month: int) -> int | None:
    anchor = place.scene.stated_year()
    if anchor is None or anchor.start < place.scene.sentence(place.start).start:
        return None
    moment = anchor.moment
    later = moment.grain != "Y" and month < moment.first.month
    year = moment.first.year + later
    return year if (year, month) <= (place.scene.published.year, 12) else None


def read_season(words: Words, place: Place) -> Reading | None:
    """Read "spring 2024", "the summer of last year", "in the autumn"."""
    season = words["season"][0]
    year = _stated_year(words, place)
    if year is not None:
        return _date(make(year, season), anchored="year" not in words)
    if "fall" in place.exact.lower():
        return None
    if "phase" not in words and "part" not in words and not place.follows("before_season"):
        return None
    return _date(make(nearest_month(place.scene.published, season, place.is_future()), season))


def read_decade(words: Words, place: Place) -> Reading | None:
    """Read "the 1990s", "the '90s"."""
    year = words["years_of"][0]
    if year < 100:
        if place.scene.text[place.start - 1 : place.start] not in ("'", "’"):
            return None
        year += 1900 if year > 20 else 2000
    if not 1000 <= year <= 2100:
        return None
    start = make(year)
    return start and _date(at_precision(start.first, "DE"), anchored=False)


def read_century(words: Words, place: Place) -> Reading | None:
    """Read "the 19th century", "the third quarter of 2024"."""
    unit, number = words["unit"][0], words.first("nth", "ordinal")
    if unit == "CE" and 5 < number < 30:
        start = make((number - 1) * 100)
        return start and _date(at_precision(start.first, "CE"), anchored=False)
    if unit == "Q" and 1 <= number <= 4:
        year = _stated_year(words, place)
        published = place.scene.published
        moment = months(year or published.year - (number * 3 - 2 > published.month), f"Q{number}")
        return _date(moment, anchored="year" not in words)
    return None


def read_weekday(words: Words, place: Place) -> Reading | None:
    """Read "Monday", "late Friday", "Sunday night"."""
    scene = place.scene
    if place.follows("before_names") or scene.word_after(place.end).lower().rstrip(".,") in CONTEXTS["after_names"]:
        return None
    day = nearest_weekday(scene.published, words["weekday"][0], place.is_future())
    return _date(on_day(day)) if day else None


def read_deictic(words: Words, place: Place) -> Reading | None:
    """Read "today", "yesterday morning", "last night", "now"."""
    day = move(place.scene.published, words.first("deictic", "last_night"), "D")
    reading = _date(on_day(day)) if day else None
    return reading._replace(moment=None) if reading and "now" in place.exact.lower() else reading


def read_unit_shift(words: Words, place: Place) -> Reading | None:
    """Read "the day after", "the year before": counted from the date that follows in the sentence, else before."""
    unit, step = words["unit_shift"][0][0], int(words["unit_shift"][0][1:])
    ahead = _date_ahead(place)
    origin = ahead or place.scene.anchor(unit, place.start)
    return _date(shifted(origin, step, unit)) if origin else UNRESOLVED


def _date_ahead(place: Place) -> Moment | None:
    scene = place.scene
    return _next_date(place, ("day", "numeric"), scene.sentence(place.start).end)


def _next_date(place: Place, rules: tuple[str, ...], limit: int) -> Moment | None:
    scene = place.scene
    letters = scene.lexed.letters[place.last : place.last + LETTERS_AHEAD]
    for rule, start, end in islice(GRAMMAR.find(letters), LOOK_AHEAD):
        first, last = place.last + start, place.last + end
        if scene.lexed.starts[first] >= limit:
            return None
        if rule in rules:
            reading = READERS[rule](words_of(scene.lexed, first, last), Place(scene, first, last))
            return reading.moment if reading else None
    return None


def read_holiday(words: Words, place: Place) -> Reading | None:
    """Read a feast on a fixed day, "Christmas Eve 2024"."""
    month, day = map(int, words["holiday"][0].split("-"))
    year = words.first("year")
    if year is not None:
        return _date(make(year, month, day), anchored=False)
    return _date(nearest_day(place.scene.published, month, day, place.is_future()))


def read_weekend(words: Words, place: Place) -> Reading | None:
    """Read "the weekend": the last one begun, unless the tense looks ahead."""
    published = place.scene.published
    ahead = place.is_future() or published.weekday() >= 5
    return _date(weekend(published, 0 if ahead else -1))


def read_duration(words: Words, place: Place) -> Reading | None:
    """Read "two years and eight months", "a little over three years", "10-year", "two to 11 years"."""
    scene = place.scene
    letters = scene.lexed.letters
    first = place.first
    if letters[first] == LETTER["over"] and not place.follows("before_over"):
        first += 1
    if "one_unit" in words and "half" not in words and _is_rate(place):
        return Reading("SET", duration(1, words["one_unit"][0]), anchored=False, first=first)
    value = _length(words, scene.lexed, first, place.last)
    return Reading("DURATION", value, None, False, first) if value else None


def _is_rate(place: Place) -> bool:
    scene = place.scene
    follows = scene.lexed.letters[place.last : place.last + 2]
    if LETTER["beside"] in follows[:1]:
        return False
    number = place.first - 2
    if number < 0 or CLASS[scene.lexed.letters[number]] not in ("digits", "day", "measured", "ones", "teens", "tens", "units"):
        return False
    between = scene.text[scene.lexed.ends[number] : place.start].split()
    return len(between) <= 2 and all(word.isalpha() and word.islower() for word in between)


def _length(words: Words, lexed: Lexed, first: int, last: int) -> str:
    units = [i for i in range(first, last) if CLASS[lexed.letters[i]] in ("unit", "units", "one_unit", "unit_long")]
    if len(units) == 2:
        one = _length_value(words, lexed, first, units[0] + 1)
        two = _length_value(words, lexed, units[0] + 1, last)
        return one + two.lstrip("P") if not (one.startswith("PT") and two.startswith("PT")) else one + two[2:]
    return _length_value(words, lexed, first, last)


def _length_value(words: Words, lexed: Lexed, first: int, last: int) -> str:
    letters = lexed.letters[first:last]
    unit = next(
        lexed.values[i] for i in range(first, last) if CLASS[lexed.letters[i]] in ("unit", "units", "one_unit", "unit_long")
    )
    for link in ("to", "or", "hyphen"):
        at = letters.find(LETTER[link])
        if at > 0:
            one = number_value(lexed, first, first + at)
            two = number_value(lexed, first + at + 1, last)
            if one is not None and two is not None and one < two and link != "hyphen" or (one and two and one < two):
                return f"{duration(one, unit)}/{duration(two, unit)}"
    count = number_value(lexed, first, last)
    if count is None:
        single = {"one_unit", "unit", "unit_long"} & words.keys()
        count = 1 if single and "vague" not in words else "X"
    return duration(count, unit)


def read_year(words: Words, place: Place) -> Reading | None:
    """Read four digits as a year where they can be nothing else."""
    year = words["year"][0]
    scene = place.scene
    if place.first == place.last - 1 and not _is_year(place, year):
        return None
    moment = make(year)
    return _date(_part_of(words, moment), anchored=False) if moment else None


def _is_year(place: Place, year: int) -> bool:
    scene = place.scene
    text, start, end = scene.text, place.start, place.end
    before = scene.word_before(start)
    around = text[start - 1 : start] + text[end : end + 1]
    if any(mark in "$£€#%°/+=_:@&-" for mark in around) or before.rstrip(".") in CONTEXTS["before_number"]:
        return False
    if before in CONTEXTS["before_year"]:
        return True
    if not EARLIEST_PLAIN_YEAR <= year <= LATEST_PLAIN_YEAR:
        return False
    after = scene.word_after(end)
    return not (year % 100 == 0 and after[:1].islower() and after.rstrip(".,;:").endswith("s"))


def read_daypart(words: Words, place: Place) -> Reading | None:
    """Read "by evening", "through the night": part of the day the text speaks of."""
    exact = place.exact.lower()
    after = place.scene.word_after(place.end)
    if not place.follows("before_daypart") or exact == "night":
        return None
    if not exact.startswith("the ") and place.scene.word_before(place.start) == "in":
        return None
    origin = _day_ahead(place) or place.scene.anchor("D", place.start)
    return _date(on_day(origin.first)) if origin else UNRESOLVED


def _day_ahead(place: Place) -> Moment | None:
    scene = place.scene
    paragraph = scene.document.paragraphs[scene.document.paragraph_number(place.start)]
    newest = scene.newest()
    if newest and newest.start >= paragraph.start:
        return None
    return _next_date(place, ("day", "weekday"), paragraph.end)


def read_bare(words: Words, place: Place) -> Reading | None:
    """Read "weeks" or "hours" without a number as a vague duration."""
    unit = words["units"][0]
    if unit == "TS" or place.exact.lower() == "nights":
        return None
    after = place.scene.word_after(place.end).lower()
    if not (place.follows("before_bare_units") or after in ("after", "before", "of", "alone")):
        return None
    return Reading("DURATION", duration("X", unit), None, False)


READERS: dict[str, Callable[[Words, Place], Reading | None]] = {
    rule: globals()[f"read_{rule}"] for rule in RULES
}
