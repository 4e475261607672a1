"""Tables as people read them: headings, days, names, ranges and shares in words; files keep the raw values.

One place for all tables that notebooks and report show. Bounds that stand in two columns become one range,
ids of rows are left out, codes become names, and a number stays a number, aligned to the right.
"""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.wording import (
    KINDS,
    PLOVER_EVENTS,
    STATUSES,
    UNMEDIATED,
    amount,
    counted_noun,
    country_name,
    country_names,
    day_words,
    in_100,
    length_words,
    matter_words,
    name_of,
    names_of,
    undirected,
)

if TYPE_CHECKING:
    import pandas as pd

HIDDEN = frozenset({"id", "release", "other", "event_id", "table_id"})
"""Columns of ids: what they name is told in words beside them, and the file has them."""

DAYS = frozenset({"date", "released", "eased", "from", "to", "since", "period", "month", "day"}) | frozenset(
    {"first_act", "latest_easing", "known_from", "counted_on"}
)
COUNTRIES = frozenset({"side", "sides", "sender", "senders", "mediator", "mediators", "parties"}) | frozenset(
    {"taken_to", "actor_country", "target_country"}
)
NAMED = frozenset({"actor", "target", "attributed_to", "location"})
NOUNS = ("counted", "of what", "approximate")
"""Columns that belong to bounds: what they count, and whether roughly."""
RECORDS = frozenset({"record", "row"})
FIELDED = ("value", "corrected")
SPOKEN_FIELDS = ("the machine", "a person", "hand", "machine", "first", "second", "settled", *FIELDED)
"""Columns whose values are those of the field that the row names; some of them only beside such a field."""
SHARES = frozenset({"share", "precision", "recall", "F1", "sure", "right"}) | frozenset(
    {"date", "count", "status", "actor", "target", "attribution", "location"}
)
PLACES = {"p_exact": 3, "mean_days": 1, "alpha": 2, "percent": 0, "score_sum": 1, "score_mean": 1}
"""Decimal places of columns that are neither counts nor shares."""
PARTS_OF_DAY = {
    "MO": "in the morning",
    "MI": "at midday",
    "AF": "in the afternoon",
    "EV": "in the evening",
    "NI": "at night",
}

HEADINGS = {
    "F1": "both together (F1)",
    "F1 from": "F1 by draws",
    "right from": "right, likely bounds",
    "precision": "right of what it marks",
    "recall": "found of what there is",
    "labels": "by hand",
    "hand": "by hand",
    "machine": "by machine",
    "plover_event": "PLOVER event",
    "attributed_to": "who says so",
    "claimed_by": "who says so",
    "denied_by": "who denies it",
    "counted_by": "by whose count",
    "count": "people",
    "published": "published total",
    "own": "sum of the record",
    "own_people": "people in the record",
    "people_off_by": "difference in people",
    "entities": "firms and bodies",
    "own_entities": "firms and bodies in the record",
    "entities_off_by": "difference in firms and bodies",
    "people_listed": "people listed",
    "entities_listed": "firms and bodies listed",
    "held_before": "held at the start",
    "held_after": "held at the end",
    "freed": "freed",
    "net_new": "joined less left",
    "known_from": "public since",
    "return_known": "what is known of a price",
    "single_statement": "number known only from",
    "window_days": "days looked at",
    "after_talks": "releases after talks",
    "people": "people",
    "all_people": "people in all releases",
    "relief_followed": "releases with relief after",
    "same_day": "the day itself counts",
    "mean_days": "days back to talks, round the ring",
    "p_exact": "share of shifts as close or closer",
    "days": "days after the release",
    "with_relief": "with relief tied to them",
    "tied_acts": "acts tied to a release",
    "denied": "ties denied by somebody",
    "political": "of them recognised as political",
    "mediated": "of them with a known mediator",
    "tighten": "imposed or widened",
    "extend": "prolonged",
    "ease": "eased",
    "first_act": "first act",
    "date_basis": "how the date is known",
    "date basis": "how the date is known",
    "actor_country": "whose side acts",
    "target_country": "whose side is concerned",
    "record": "may be in the record as",
    "dyad": "Belarus and",
    "score_sum": "points, added up",
    "score_mean": "points, on average",
    "percent": "alike, in 100",
    "alpha": "Krippendorff’s alpha",
    "part_of": "part of",
    "mediator": "who mediated",
    "by_mediator": "by a mediator of the release",
    "mediators": "who mediated",
    "type": "kind",
    "occurred": "happened",
    "not occurred": "not happened",
    "problem": "what differs",
    "share": "share",
    "since": "from",
}
"""Headings of columns whose own names are not words enough; other names lose their underscores."""
TERMS = {
    **KINDS,
    **STATUSES,
    "DATE": "day or period",
    "TIME": "time of day",
    "DURATION": "length of time",
    "SET": "something repeated",
    "anchored": "worked out from the day of publication",
    "none": "not given",
    "inferred": "inferred",
    "adds": "reported by nobody else",
    "claimed": "one side says so",
    "alike": "perhaps reported in other words",
    "at home": UNMEDIATED,
    "tighten": "imposed or widened",
    "extend": "prolonged",
    "ease": "eased",
    "impose": "imposed",
    "widen": "widened",
    "lift": "taken away",
    "license": "dealings allowed",
    "prisoner_counts": "counts of those held",
    "list_totals": "totals of lists",
    "second_coding": "second coding",
    "relief": "easing",
    "entity": "who and where",
    "value": "what is meant",
    "span": "where it begins or ends",
    "missed": "missed by the machine",
    "extra": "marked by the machine alone",
    "count_low": "lowest count",
    "count_high": "highest count",
    "known_from": "when it became public",
    "taken_to": "taken to",
    "attributed_to": "who says so",
    "plover_event": "PLOVER event",
    "plover_mode": "PLOVER mode",
    "cameo": "CAMEO code",
    "actor": "who acts",
    "target": "to whom",
    "attribution": "who says so",
    "location": "where",
    "count": "how many",
    "hand": "by hand",
    "actor_country": "whose side acts",
    "target_country": "whose side is concerned",
    "actor_basis": "how it is known who acts",
    "target_basis": "how it is known to whom",
    "date_basis": "how the date is known",
    "part_of": "part of",
    "counted": "what is counted",
    "ukrainians": "Ukrainians among them",
    "held-out": "held out",
    "development": "those that rules are tried on",
    "article under study": "this article",
    "relative": "by another date of the text",
    "duration": "length of time",
}
"""Values of a fixed vocabulary, in words."""
TERMED = (
    frozenset({"kind", "status", "type", "action", "table", "tables", "what", "order", "basis"})
    | frozenset({"verdict", "relation", "layer", "problem", "field", "stance", "date_basis", "date basis"})
    | frozenset({"part", "articles", "outlet", "whether they talked"})
)
"""Columns whose values come from a fixed vocabulary."""

LABELS = {
    "PERSON": "person,",
    "ORG": "organisation,",
    "GPE": "country or city,",
    "LOC": "place,",
    "NORP": "nationality or group,",
    "?": "not known",
}
LAYERS = {"entities": "who and where", "times": "when", "quantities": "how many"}
PLOVER = frozenset({"plover_event", "plover_mode"})
DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?[~?%]?(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}[~?%]?))?")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d|[A-Z]{2})")
LENGTH = re.compile(r"PT?[\dX][^/]*(?:/PT?[\dX][^/]*)?")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)+")
RECORD = re.compile(r"([a-z]+)-(\d{4}(?:-\d\d){0,2})(?:-[\w-]+)?")
QUOTED = re.compile(r"`([a-z_]+)`|\b([a-z]+(?:_[a-z]+)+)\b")
COMMAND = re.compile(r"`([^`]+)`")
CODE = re.compile(r"[\w~?%.:/-]+|\?")
ITEMS = re.compile(r"(, |;|\s→\s?)")
BARE_LIST = re.compile(r";(?=\S)")
STYLE = (
    ".pd-wide{overflow-x:auto;max-width:100%}"
    ".pd-frame{font:14px/1.4 'DejaVu Sans',Verdana,Arial,sans-serif;border-collapse:collapse;"
    "color:inherit}.pd-frame th,.pd-frame td{text-align:left!important;vertical-align:top;"
    "padding:.3em .7em;border:0;border-top:1px solid #8884;white-space:pre-wrap;max-width:34em}"
    ".pd-frame thead th{border-top:0;border-bottom:2px solid}"
    ".pd-frame .pd-n{text-align:right!important;font-variant-numeric:tabular-nums}"
    ".pd-frame td.pd-n,.pd-frame td.pd-d{white-space:nowrap}.pd-frame .pd-t{min-width:15em}"
)


LONG = 60
"""Cells of more characters than this are given room beside the others."""


class Column(NamedTuple):
    """A column in words: its heading, its cells, and whether they are numbers or days."""

    heading: str
    cells: list[str]
    number: bool = False
    day: bool = False


def readable(table: "pd.DataFrame") -> list[Column]:
    """Return a table's columns as people read them, those of ids left out.

    Args:
        table: with the names and values of the code; a column ``field`` says of which field the values
            beside it are.
    """
    names = [str(name) for name in table.columns]
    columns: list[Column] = []
    upper: set[str] = set()
    for name in names:
        if name in HIDDEN or name in upper:
            continue
        high = _partner(name, names)
        if high:
            upper.add(high)
            columns.append(_range(table, name, high))
        elif name not in NOUNS:
            columns.append(_column(table, name))
    return columns


def _partner(name: str, names: list[str]) -> str:
    """Return the column that holds the upper bound to a lower one, nothing where there is none."""
    for suffix, other in (("low", "high"), (" from", " to")):
        if name.endswith(suffix) and (candidate := name.removesuffix(suffix) + other) in names:
            return candidate
    return f"{name}_high" if f"{name}_high" in names else ""


def _range(table: "pd.DataFrame", low: str, high: str) -> Column:
    base = low.removesuffix("low").strip("_")
    if any(name in table for name in NOUNS):
        return Column("how many", _amounts(table, low, high))
    share = table[low].dtype.kind == "f"
    texts = [_bounds(first, last, share) for first, last in zip(table[low], table[high], strict=True)]
    return Column(_heading(base) + (", in 100" if share else ""), texts, True)


def _bounds(low: Any, high: Any, share: bool) -> str:
    low, high = (None if _missing(value) else value for value in (low, high))
    if low is None and high is None:
        return ""
    if share:
        least, most = str(in_100(low)), str(in_100(high))
        return least if least == most else f"{least} to {most}"
    return _signed(amount(low, high))


def _amounts(table: "pd.DataFrame", lower: str, upper: str) -> list[str]:
    """Return bounds with the noun they count: "31 Ukrainian citizens", "about 400 people"."""
    blank = [""] * len(table)
    nouns = next((table[name].tolist() for name in ("counted", "of what") if name in table), blank)
    about = table["approximate"].tolist() if "approximate" in table else [False] * len(table)
    told = []
    for low, high, noun, roughly in zip(table[lower], table[upper], nouns, about, strict=True):
        least, most = (None if _missing(value) else value for value in (low, high))
        if least is None and most is None:
            told.append(f"no fixed number of {counted_noun('', noun)}" if noun else "")
            continue
        words = amount(least, most, roughly)
        told.append(f"{words} {counted_noun(words, noun)}".strip())
    return told


def _column(table: "pd.DataFrame", name: str) -> Column:
    values = table[name]
    kind = values.dtype.kind
    if kind == "f" and name in SHARES:
        cells = ["" if _missing(value) else str(in_100(value)) for value in values]
        return Column(f"{TERMS.get(name) or _heading(name)}, in 100", cells, True)
    number = kind in "iuf"
    if name in SPOKEN_FIELDS and kind == "O" and ("field" in table or name not in FIELDED):
        fields = table["field"].tolist() if "field" in table else [""] * len(table)
        return Column(_heading(name), [_coded(f, v) for f, v in zip(fields, values, strict=True)])
    cells = [words_of(name, value) for value in values]
    return Column(_heading(name), cells, number, name in DAYS)


def _coded(field: str, value: object) -> str:
    """Return what stands in a field in words, code by code where no field says what it is."""
    if field or _missing(value):
        return words_of(field, value)
    return BARE_LIST.sub("; ", "".join(map(_item_words, ITEMS.split(str(value)))))


def _item_words(item: str) -> str:
    """Return a code in words; in words of the text only the days are read."""
    first, _, rest = item.partition(" ")
    if rest and first in LABELS:
        return f"{LABELS[first]} {_meant(first, rest)}"
    if first in KINDS and rest in STATUSES:
        return f"{KINDS[first]}, {STATUSES[rest]}"
    known = LABELS.get(item) or TERMS.get(item) or country_name(name_of(item))
    return known if known != item else CODE.sub(_day_found, item)


def _meant(label: str, canonical: str) -> str:
    """Return whom or what the canonical id beside a label names; the words of the id where it has no name."""
    known = LABELS.get(canonical) or name_of(canonical)
    if known != canonical or not SLUG.fullmatch(canonical):
        return known
    words = canonical.replace("-", " ")
    return words if label == "ORG" else words.title()


def _day_found(found: re.Match[str]) -> str:
    return day_words(found[0]) if DAY.fullmatch(found[0]) else found[0]


def _heading(name: str) -> str:
    return HEADINGS.get(name) or name.replace("_", " ")


def words_of(field: str, value: object) -> str:
    """Return a value of a field in words: a day, names for codes and ids, a number with its separators."""
    if _missing(value):
        return ""
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if not isinstance(value, str) and hasattr(value, "__float__"):
        return _number(field, value)
    return _text(field, str(value))


def _number(field: str, value: Any) -> str:
    whole = float(value) == int(value) and field not in PLACES
    return _signed(f"{value:,.0f}" if whole else f"{float(value):,.{PLACES.get(field, 2)}f}")


def _signed(text: str) -> str:
    return text.replace("-", "\u2212")


def _text(field: str, text: str) -> str:
    if field in DAYS or DAY.fullmatch(text):
        return day_words(text)
    if field in COUNTRIES:
        return _countries(text)
    if field == "dyad":
        side = text.partition("–")[2]
        return TERMS.get(side) or country_name(side)
    if field in NAMED:
        return names_of(text)
    if field in RECORDS:
        return "; ".join(map(record_words, filter(None, text.split(";"))))
    if field == "layer" and text in LAYERS:
        return LAYERS[text]
    if field in TERMED and text in TERMS:
        return TERMS[text]
    if field == "field":
        return _heading(text)
    if field == "claim":
        return matter_words(text)
    if field in PLOVER:
        return f"{text} ({PLOVER_EVENTS[text]})" if text in PLOVER_EVENTS else text
    return _shaped(field, text)


def _named_in_text(text: str) -> str:
    """Return a text in which the names of columns and tables that it speaks of are words."""
    text = QUOTED.sub(lambda found: _quoted(found[1] or found[2], bool(found[1])) or found[0], text)
    return COMMAND.sub(r"“\1”", text)


def _quoted(name: str, marked: bool) -> str:
    known = TERMS.get(name) or HEADINGS.get(name) or (name.replace("_", " ") if marked else "")
    return f"“{known}”" if known else ""


def _countries(text: str) -> str:
    if text in ("none", ""):
        return "nobody" if text else ""
    return country_names(text.replace(", ", ";"))


SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (LENGTH, length_words),
    (SNAKE, lambda text: text.replace("_", " ")),
)


def _shaped(field: str, text: str) -> str:
    """Return a text whose form alone tells what it is, else as it is, with spaces in its lists."""
    clock = CLOCK.fullmatch(text)
    if clock:
        return f"{day_words(clock[1])}, {PARTS_OF_DAY.get(clock[2], clock[2])}"
    if field in TERMED and all(part in TERMS for part in text.split(", ")):
        return ", ".join(TERMS[part] for part in text.split(", "))
    for shape, words in SHAPES:
        if shape.fullmatch(text):
            return words(text)
    return BARE_LIST.sub("; ", _named_in_text(text))


def record_words(name: str) -> str:
    """Return the id of a row of the record in words: "release of 21 June 2025"."""
    found = RECORD.fullmatch(name)
    if not found:
        return name
    day = day_words(found[2])
    if found[1] in ("release", "contact"):
        return f"{found[1]} of {day}"
    sender = country_name(found[1].upper())
    return f"{found[1].capitalize() if sender == found[1].upper() else sender}, {day}"


def _missing(value: object) -> bool:
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, float) and value != value)


def table_markup(
    columns: list[Column], name: str, kind: str = "pd-frame", links: Sequence[str] | None = None
) -> str:
    """Return columns as an HTML table.

    Args:
        columns: in words.
        name: under which a reader saves it.
        kind: the class that styles and the tools of a page know it by.
        links: markup for a last column of publishers, a cell a row.
    """
    head = "".join(
        f'<th scope="col"{_kind(column)}>{escape(undirected(column.heading))}</th>' for column in columns
    )
    lines = zip(*(column.cells for column in columns), strict=True)
    cells = [
        "".join(
            f"<td{_kind(column, cell)}>{escape(undirected(cell))}</td>"
            for column, cell in zip(columns, line, strict=True)
        )
        for line in lines
    ]
    if links is not None:
        head += '<th scope="col">publishers</th>'
        cells = [f'{line}<td class="pd-t">{link}</td>' for line, link in zip(cells, links, strict=True)]
    body = "".join(f"<tr>{line}</tr>" for line in cells)
    return (
        f'<table class="{kind}" data-name="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def table_text(columns: list[Column]) -> str:
    """Return columns as plain text, a line a row."""
    lines = zip(*(column.cells for column in columns), strict=True)
    return "\n".join(" | ".join(line) for line in [[column.heading for column in columns], *lines])


def _kind(column: Column, cell: str = "") -> str:
    """Return the class of a cell: a number or one day, which are not broken, or a text that needs room."""
    if column.number:
        return ' class="pd-n"'
    if len(cell) > LONG:
        return ' class="pd-t"'
    return ' class="pd-d"' if column.day and cell and " to " not in cell else ""
