"""Numbers in words and digits: their grammar over classes of words, and their values."""

from collections.abc import Sequence
from functools import lru_cache

from prisoner_diplomacy.reading.times.lexer import CLASS, LETTER, Value
from prisoner_diplomacy.reading.times.moments import SHORTER

BELOW_HUNDRED = "(?:tens hyphen?ones|tens(?!hyphen?ones)|teens|ones)"
BELOW_THOUSAND = f"(?:(?:{BELOW_HUNDRED} hyphen?)?hundred(?:and?{BELOW_HUNDRED})?|{BELOW_HUNDRED})"
IN_DIGITS = "(?:digits|day|year)"
DECIMALS = 12
NUMBER = (
    f"(?:(?:{IN_DIGITS}|{BELOW_HUNDRED})dozen|{IN_DIGITS}(?:hyphen?(?:scale|hundred))?"
    "|half hyphen?(?:scale|dozen)"
    f"|{BELOW_HUNDRED} point (?:{BELOW_HUNDRED}){{1,{DECIMALS}}}scale?"
    f"|(?:{BELOW_HUNDRED}|{IN_DIGITS})and_half scale"
    f"|(?:{BELOW_THOUSAND} hyphen?)?scale(?:and?{BELOW_THOUSAND})?|{BELOW_THOUSAND}|dozen)"
)
AMOUNT = f"(?:{NUMBER}(?:hyphen?and_half)?|vague)"
ADDED = frozenset(("ones", "teens", "tens", "digits", "day", "year", "and_half", "half"))
MULTIPLIED = frozenset(("hundred", "scale", "dozen"))
YEARS_IN = {"DE": 10, "CE": 100}
KEPT = 8192
POINT = LETTER["point"]


@lru_cache(maxsize=KEPT)
def number_value(letters: str, values: tuple[Value, ...]) -> float | int | None:
    """Return the number that these words write, None when there is none among them."""
    # No float, which once compiled would not keep whole numbers whole.
    total: Value = 0
    part: Value = None
    scale: Value = 1
    point = letters.find(POINT)
    if point > 0:
        return _with_decimals(letters, values, point)
    for letter, value in zip(letters, values, strict=True):
        name = CLASS[letter]
        if name == "and_half" and total and not part:
            total += value * scale
        elif name in ADDED or (name == "vague" and value != "X"):
            part = (part or 0) + value
        elif name in MULTIPLIED:
            part = (1 if part is None else part) * value
            if value >= 1000:
                total, part, scale = total + part, 0, value
    return None if part is None else whole(total + part)


def _with_decimals(letters: str, values: tuple[Value, ...], point: int) -> float | int | None:
    """Return the value of "one point two five million"."""
    scaled = CLASS[letters[-1]] == "scale"
    last = len(letters) - scaled
    digits = "".join(str(value) for value in values[point + 1 : last])
    before = number_value(letters[:point], values[:point])
    if before is None or not digits.isdigit():
        return None
    return whole(round((before + float(f"0.{digits}")) * (values[-1] if scaled else 1), 6))


def whole(value: float | int) -> float | int:
    """Return a number without a fraction as an integer."""
    return int(value) if value == int(value) else value


def duration(count: Value, unit: str) -> str:
    """Return an ISO 8601 duration as TIMEX3 writes it, X for a vague count: "P3Y6M", "PTXH", "P1DE"."""
    if unit == "F":
        count, unit = (count if count == "X" else count * 2), "W"
    if count == "X" or count == int(count):
        number = count if count == "X" else int(count)
        return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"
    if unit not in SHORTER:
        return f"PT{count:g}{unit[1:]}" if unit.startswith("T") else f"P{count:g}{unit}"
    full = int(count)
    smaller, ratio = SHORTER[unit]
    if unit in YEARS_IN:
        return duration(round(count * ratio), smaller)
    rest = duration(round((count - full) * ratio), smaller)
    return joined(duration(full, unit), rest) if full else rest


def in_years(counts: Sequence[tuple[Value, str]]) -> list[tuple[Value, str]]:
    """Return lengths told one after another, decades as years: TIMEX3 has a sign for a decade alone."""
    if len(counts) < 2 or YEARS_IN.keys().isdisjoint(unit for _, unit in counts):
        return list(counts)
    if any(count == "X" for count, _ in counts):
        return [counts[0]]
    years = sum(count * YEARS_IN.get(unit, 1) for count, unit in counts if unit in YEARS_IN or unit == "Y")
    return [(years, "Y"), *((count, unit) for count, unit in counts if unit not in YEARS_IN and unit != "Y")]


def joined(longer: str, shorter: str) -> str:
    """Return two durations as one: "P2Y" and "P8M" are "P2Y8M"."""
    return longer + (shorter[2:] if "T" in longer and shorter.startswith("PT") else shorter[1:])
