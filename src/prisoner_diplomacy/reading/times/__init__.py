"""Expressions of time: found by a grammar over words of time, resolved against the dates around them."""

from collections.abc import Callable, Iterator
from itertools import islice

from prisoner_diplomacy.reading.times import periods, relative_dates, stated_dates
from prisoner_diplomacy.reading.times.lexer import LETTER, Grammar, Lexed, lex
from prisoner_diplomacy.reading.times.moments import Moment
from prisoner_diplomacy.reading.times.numerals import AMOUNT, NUMBER
from prisoner_diplomacy.reading.times.periods import second_length
from prisoner_diplomacy.reading.times.timeline import Place, Reading, Timeline
from prisoner_diplomacy.schema.marks import Time
from prisoner_diplomacy.text.document import Document

MONTH = "(?:month|shy_month|month_short)"
DAY = "(?:day|nth)"
DAYS_LISTED = 12
WEEKDAY = "(?:weekday|weekday_short)"
PHASE = "(?:phase hyphen?|earlier|later)"
LEAD = f"(?:part|daypart of)?{PHASE}?"
TURN = "(?:this|last|next)"
OF_YEAR = f"(?:(?:comma|of)?year|of?(?:{TURN}|same)unit|of(?:previous|following|the_next)unit)"
SPAN = f"(?:{NUMBER}(?:to|or|hyphen){NUMBER}|{AMOUNT}|another(?:{NUMBER}|vague)?|half)"
LENGTH = (
    f"(?:(?:bound|over)?(?:{SPAN} hyphen?filler?(?:units|unit)|half? one_unit)"
    f"(?:hyphen?and_half|and?{NUMBER}(?:units|unit))?)"
)
ORDINAL = "(?:ordinal|nth|last|past|unit)"
DATE = f"(?:{MONTH} {DAY}{OF_YEAR}?|{DAY}of?{MONTH} {OF_YEAR}?)"
DAYS = f"{DAY}(?:(?:comma {DAY}){{0,{DAYS_LISTED}}}(?:hyphen|to|comma?and){DAY})?"
ACCOUNTS = "year(?:(?:hyphen|slash)(?:year|day))?"
RULES = {
    "numeric": "iso|slashed",
    "fiscal": f"fiscal {ACCOUNTS}|{ACCOUNTS}fiscal|fiscal_year",
    "quarter": "quarter(?:comma|of|hyphen)?year|year hyphen?quarter|quarter",
    "shift": (
        f"(?:{LENGTH}|bound? units)"
        "(?:ago(?:this unit|deictic)?|earlier|later|hence|from(?:weekday|deictic)|beside)"
    ),
    "set": (
        f"(?:{NUMBER}? times)(?:one_unit|per unit|every unit|rate)|per unit|rate|weekdays daypart?"
        f"|{LENGTH}(?:one_unit|per unit)"
        f"|every(?:{ORDINAL}(?:unit|weekday daypart?|weekend|month)"
        f"|(?:{NUMBER}|vague)units|unit|weekday daypart?|weekend|daypart|month|season|holiday)"
    ),
    "days": f"{DATE}(?:hyphen|to){DATE}",
    "day": (
        f"(?:part|daypart of)?(?:{WEEKDAY} daypart?(?:comma|of)?)?"
        f"(?:{DAYS} of?{MONTH} {OF_YEAR}?|(?:last|next)?{MONTH} the?{DAYS} {OF_YEAR}?"
        f"|ordinal of {MONTH} {OF_YEAR}?|{MONTH} ordinal{OF_YEAR}?|(?:month|shy_month)dot {DAY} comma year)"
        "(?!hyphen?scale)"
    ),
    "months": (
        f"{MONTH} {OF_YEAR}?(?:hyphen|to|dash|slash){MONTH} {OF_YEAR}?|(?:past|last|this|next)month and month"
    ),
    "spelled_year": "(?:teens|tens)hyphen?(?:tens hyphen?ones|tens|teens)",
    "years": "year(?:hyphen(?:year|day)|slash day)(?!hyphen)",
    "nth_of": f"(?:{ORDINAL} weekday of|weekend_of){MONTH} {OF_YEAR}?",
    "relative": (
        f"{LEAD}(?:this|last|next|past|coming|the_next|previous|following|current|same|recent|those)"
        f"{AMOUNT}?(?:units|unit|weekend|season|month|shy_month|weekday|daypart)daypart?(?!hyphen?old)"
    ),
    "opening": f"ordinal {NUMBER} units of(?:year|{TURN} unit)",
    "within": f"(?:{PHASE})in unit|part the?unit|unit_end",
    "day_of": f"nth of(?:{TURN}|current)unit",
    "month": f"{LEAD}(?:{MONTH} {OF_YEAR}|(?:month|shy_month))",
    "season": f"{LEAD} season {OF_YEAR}?",
    "decade": f"{LEAD} years_of",
    "century": f"{LEAD}(?:nth|ordinal)hyphen?unit(?:of(?:year|{TURN} unit))?",
    "weekday": f"(?:part|daypart of)?{PHASE}?weekday daypart?(?:of?{TURN} unit)?",
    "deictic": f"{PHASE}?deictic daypart?|last_night",
    "unit_shift": "unit_shift",
    "holiday": "(?:last|next)?holiday(?:comma?year)?",
    "weekend": "weekend",
    "duration": (
        f"{LENGTH}(?!hyphen?old|hyphen filler)|unit_long"
        f"|(?:{SPAN} hyphen?unit|one_unit|units|unit)hyphen filler"
    ),
    "year": f"{LEAD} year",
    "daypart": "daypart",
    "bare": "units(?!hyphen?old)",
}
GRAMMAR = Grammar(RULES)
READERS: dict[str, Callable[[Place], Reading | None]] = {
    rule: getattr(module, f"read_{rule}")
    for module in (stated_dates, relative_dates, periods)
    for rule in RULES
    if hasattr(module, f"read_{rule}")
}
TAKE_ARTICLE = frozenset(("decade", "century", "opening", "fiscal", "nth_of", "day_of"))
ENDS_WITH_LENGTH = frozenset(("duration", "shift"))
MATCHES_AHEAD, WORDS_AHEAD = 4, 40


def annotate_times(document: Document) -> list[Time]:
    """Return the expressions of time in a text, in order and without overlap.

    Args:
        document: the text; its day of publication is what relative dates resolve against.

    Returns:
        Marks with an EDTF value for a date, an ISO 8601 duration as TIMEX3 writes it for a duration,
        the period for a SET; the value is empty when the text does not settle it.
    """
    lexed = lex(document)
    timeline = Timeline(document, lexed, read_ahead)
    text = document.text
    times = []
    for rule, first, last in _lengths_apart(lexed):
        place = Place(timeline, first, last)
        reading = READERS[rule](place)
        if reading is None:
            continue
        start = place.start if reading.start is None else reading.start
        end = place.end if reading.end is None else reading.end
        if reading.moment:
            timeline.remember(reading.moment, start, not reading.anchored, reading.value)
        if rule in TAKE_ARTICLE or (rule == "day" and text[start].isdigit()):
            start = _with_article(text, start)
        times.append(Time(start, end, text[start:end], reading.type, reading.value, reading.anchored))
    return times


def read_ahead(timeline: Timeline, last: int, rules: frozenset[str], limit: int) -> Moment | None:
    """Return the next date that one of the rules reads from word ``last`` on, before offset ``limit``."""
    letters = timeline.lexed.letters[last : last + WORDS_AHEAD]
    for rule, start, end in islice(GRAMMAR.find(letters), MATCHES_AHEAD):
        if timeline.lexed.starts[last + start] >= limit:
            return None
        if rule in rules:
            reading = READERS[rule](Place(timeline, last + start, last + end))
            return reading.moment if reading else None
    return None


def _lengths_apart(lexed: Lexed) -> Iterator[tuple[str, int, int]]:
    """Yield what the grammar finds, two lengths in a row each by itself."""
    for rule, first, last in GRAMMAR.find(lexed.letters):
        second = rule in ENDS_WITH_LENGTH and second_length(
            lexed.letters[first:last], lexed.values[first:last]
        )
        if second:
            yield "duration", first, first + second - (lexed.letters[first + second - 1] == LETTER["and"])
        yield rule, first + second, last


def _with_article(text: str, start: int) -> int:
    return start - 4 if text[max(0, start - 4) : start].lower() == "the " else start
