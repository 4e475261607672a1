"""What rows of the record may contradict: their own cells, other rows, and what was known on their day."""

import calendar
import math
import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.datapackage import Table

DATES = ("date", "known_from", "published", "adopted", "announced", "in_force")
KEYS = ("id", "sources", "known_from", "confidence", "note")
PROSE = ("note", "result", "who", "measure", "in_return")
"""The columns that tell in words, and so can tell of a later day."""
ACTS = ("sanctions", "list_totals")
"""The tables whose facts are official acts, so that the act itself is proof enough."""
OPEN_ENDS = {
    "exact": (True, True),
    "about": (True, True),
    "differs": (True, True),
    "at least": (True, False),
    "more than": (True, False),
    "at most": (False, True),
}
"""Whether a number worded in a way has a low and a high count."""
EXCHANGE, PRICED = "exchange", ("stated", "stated in part")
"""What is no release without a return, and what is said of one that is stated."""
SPOKEN = ("call", "visit", "meeting")
"""The kinds of contact of which it is said whether the sides talked."""
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
NAMED_DAY = re.compile(
    r"(?P<term>\b(?:to|until|by) )?(?:\b(?P<day>\d{1,2}) )?"
    rf"\b(?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>\d{{4}})\b)?"
)
"""A day or month in words; after to, until or by it is a term set beforehand."""


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to do."""

    file: str
    line: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.what}; {self.remedy}"


class Row(NamedTuple):
    """A row as text, with the line it stands on."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return a cell, empty when the row has none."""
        return self.cells.get(column, "")

    def values(self, column: str) -> list[str]:
        """Return the values that a cell holds with ``;`` between them."""
        return [value.strip() for value in self.get(column).split(";") if value.strip()]

    def number(self, column: str) -> int | None:
        """Return the whole number in a cell, None when there is none."""
        cell = self.get(column)
        return int(cell) if re.fullmatch(r"\d{1,9}", cell) else None

    def value(self, column: str, first: bool) -> float:
        """Return a number or a day so that it can be compared; below or above all others when unknown.

        Args:
            column: the cell.
            first: whether the first day of a date counts, and what is not known is below; else the reverse.
        """
        value: int | date | None = self.number(column)
        if column in DATES:
            value = self.days(column)[0 if first else 1]
        if value is None:
            return -math.inf if first else math.inf
        return value.toordinal() if isinstance(value, date) else value

    def days(self, column: str) -> tuple[date | None, date | None]:
        """Return the first and the last day of a cell's date, None where it is open, empty or no date."""
        try:
            return edtf_bounds(self.get(column))
        except ValueError:
            return None, None


class Record:
    """All tables of a record as text."""

    def __init__(self, tables: dict[str, Table], rows: dict[str, list[Row]]) -> None:
        """Take the tables as described and their rows, both by name."""
        self.tables = tables
        self.rows = rows

    @cached_property
    def by_id(self) -> dict[str, dict[str, Row]]:
        """The rows by table and id."""
        return {name: {row.get("id"): row for row in rows} for name, rows in self.rows.items()}

    def origins(self, row: Row) -> set[str]:
        """Return whose reports a row rests on, copies and quotations taken back to where they come from."""
        sources = [self.by_id["sources"].get(source) for source in row.values("sources")]
        return {name for s in sources if s for name in s.values("origin") or [s.get("publisher")]}

    def has_act(self, row: Row) -> bool:
        """Return whether one of a row's sources is the official act itself."""
        sources = (self.by_id["sources"].get(source) for source in row.values("sources"))
        return any(source.get("official") == "true" for source in sources if source)


def find_contradictions(record: Record) -> list[Problem]:
    """Return everything in which rows contradict themselves, one another, or the day they were known."""
    checks = (
        _dates,
        _order,
        _wording,
        _references,
        _ends,
        _parts,
        _taken,
        _announced,
        _foreknown,
        _confidence,
        _talked,
        _returned,
        _settled,
        _looked_up,
        _since_changed,
    )
    problems = []
    for table in record.tables.values():
        for row in record.rows[table.name]:
            problems += [p for check in checks for p in check(record, table, row)]
        problems += _twins(table, record.rows[table.name])
    return problems + list(_namesakes(record))


def _dates(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    for name in DATES:
        value = row.get(name)
        pattern = table.columns[name].constraints.get("pattern", "") if name in table.columns else ""
        if not value or not pattern:
            continue
        try:
            edtf_bounds(value)
            fits = bool(re.fullmatch(pattern, value))
            problem = "" if fits else f"{value!r} is no date of the kind this column holds"
        except ValueError as error:
            problem = str(error)
        if problem:
            remedy = "write YYYY-MM-DD, YYYY-MM or YYYY" + (", or two with a slash" if name == "date" else "")
            yield Problem(table.file, row.line, name, problem, remedy)


def _order(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    for low, high in table.ascending:
        word = "after" if low in DATES else "above"
        if row.value(low, first=True) > row.value(high, first=False):
            what = f"{low} {row.get(low)} is {word} {high} {row.get(high)}"
            yield Problem(table.file, row.line, low, what, "correct one of the two")
    most_named, named = row.number("count_high"), row.values("named")
    if most_named is not None and len(named) > most_named:
        what = f"{len(named)} people are named, more than count_high {most_named}"
        yield Problem(table.file, row.line, "named", what, "correct one of the two")


def _wording(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if "qualifier" not in table.columns or "count_low" not in table.columns:
        return
    low, high, qualifier = row.get("count_low"), row.get("count_high"), row.get("qualifier")
    expected = OPEN_ENDS.get(qualifier, (bool(low), bool(high)) if qualifier else (False, False))
    if (bool(low), bool(high)) != expected:
        ends = [name for name, has in zip(("count_low", "count_high"), expected, strict=True) if has]
        what = f"{qualifier or 'no qualifier'!r} goes with {' and '.join(ends) or 'no count'} alone"
        yield Problem(table.file, row.line, "qualifier", what, "correct it, or the counts")
    elif (qualifier == "exact" and low != high) or (qualifier == "differs" and low == high):
        what = f"{qualifier!r} with count_low {low} and count_high {high}"
        yield Problem(table.file, row.line, "qualifier", what, "correct one of them")


def _references(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    keys = [("sources", "sources"), *table.foreign_keys.items()]
    keys += [(column, row.get(names)) for names, column in table.row_keys]
    for column, target in keys:
        values = row.values(column)
        for value in values:
            if column in table.columns and target in record.by_id and value not in record.by_id[target]:
                remedy = f"correct the id, or add the row to {record.tables[target].path.name}"
                yield Problem(table.file, row.line, column, f"unknown id {value!r} of {target}", remedy)
            if values.count(value) > 1:
                yield Problem(table.file, row.line, column, f"id {value!r} stands twice", "keep one")


def _ends(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name != "links":
        return
    ends = [record.by_id.get(row.get(names), {}).get(row.get(column)) for names, column in table.row_keys]
    if bool(row.get("to_table")) != bool(row.get("to_id")):
        yield Problem(table.file, row.line, "to_id", "table without an id, or the reverse", "give both")
    elif not row.get("to_id") and row.get("relation") != "mediated":
        remedy = "name the right end; a mediation alone may lack it"
        yield Problem(table.file, row.line, "to_id", "is empty", remedy)
    if row.get("to_id") and row.get("to_id") == row.get("from_id"):
        yield Problem(
            table.file, row.line, "to_id", "a row tied to itself", "name another row, or take it out"
        )
    public = row.days("known_from")[1]
    for end in ends:
        since = end.days("known_from")[1] if end else None
        if since and public and public < since:
            what = f"{row.get('known_from')} is before {end.get('id')} was known"  # type: ignore[union-attr]
            yield Problem(table.file, row.line, "known_from", what, f"write {since} or later")


def _parts(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    rows = record.by_id[table.name]
    whole = rows.get(row.get("part_of"))
    if not whole:
        return
    part, most = row.number("count_low"), whole.number("count_high")
    if part is not None and most is not None and part > most:
        what = f"a part of at least {part} is larger than its whole of at most {most}"
        yield Problem(table.file, row.line, "part_of", what, "correct the count or the whole")
    passed = {row.get("id")}
    while whole and whole.get("id") not in passed:
        passed.add(whole.get("id"))
        whole = rows.get(whole.get("part_of"))
    if whole:
        yield Problem(table.file, row.line, "part_of", "the row is part of itself", "break the ring")


def _taken(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    deported, country = row.get("deported"), row.get("taken_to")
    if deported and (deported == "none") == bool(country):
        what = f"{deported} deported, and taken to {country or 'no country'}"
        yield Problem(table.file, row.line, "deported", what, "correct one of the two")


def _announced(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    happened, public = row.days("date")[0], row.days("known_from")[1]
    early = happened and public and public < happened
    if early and "announced" not in row.get("note").lower() and not row.get("announced"):
        what = f"{row.get('known_from')} is before the date {row.get('date')}"
        yield Problem(table.file, row.line, "known_from", what, "correct it, or say in the note: announced")
    over = row.days("date")[1] if "/" in row.get("date") else None
    if over and public and public < over:
        what = f"{row.get('known_from')} is before the last day of {row.get('date')}"
        yield Problem(
            table.file, row.line, "known_from", what, f"write {over} or later, or a row for each day"
        )
    if row.get("announced") and row.get("announced") != row.get("known_from"):
        what = f"announced on {row.get('announced')}, and known from {row.get('known_from')}"
        yield Problem(table.file, row.line, "announced", what, "correct one of the two")


def _foreknown(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    public, happened = row.days("known_from")[1], row.days("date")[0]
    if not public:
        return
    for column in PROSE:
        for named in NAMED_DAY.finditer(row.get(column)):
            day = None if named["term"] else _named_day(named, happened or public)
            if day and day > public:
                what = f"names {named[0].strip()}, a day after known_from {row.get('known_from')}"
                remedy = "take it out, move it to a row of its own, or correct known_from"
                yield Problem(table.file, row.line, column, what, remedy)


def _named_day(named: re.Match[str], near: date) -> date | None:
    """Return the first day meant; a day without a year is the nearest one, a month without a year none."""
    month, number = MONTHS[named["month"]], int(named["day"] or 1)
    years = [int(named["year"])] if named["year"] else [near.year + n for n in (-1, 0, 1)]
    if not named["day"] and not named["year"]:
        return None
    days = [date(y, month, number) for y in years if 0 < number <= calendar.monthrange(y, month)[1]]
    return min(days, key=lambda day: abs(day - near), default=None)


def _confidence(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    confidence = row.get("confidence")
    if confidence == "high" and row.get("sources"):
        origins = record.origins(row)
        if len(origins) < 2 and not (table.name in ACTS and record.has_act(row)):
            what = f"high, and all sources go back to {' and '.join(sorted(origins)) or 'nobody'}"
            remedy = "write medium, or add an independent source"
            yield Problem(table.file, row.line, "confidence", what, remedy)
    if confidence == "high" and row.get("single_statement"):
        what = f"high, and all that is known is a statement of the {row.get('single_statement')}"
        yield Problem(table.file, row.line, "confidence", what, "write medium")
    if confidence == "disputed" and not (row.get("note") or row.get("denied_by")):
        yield Problem(table.file, row.line, "note", "disputed without a note", "say what sources differ on")


def _talked(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name == "contacts" and bool(row.get("talks")) != (row.get("kind") in SPOKEN):
        what, remedy = f"a {row.get('kind')} with talks {row.get('talks')!r}", "say it of the others alone"
        yield Problem(table.file, row.line, "talks", what, f"{remedy}: {', '.join(SPOKEN)}")


def _returned(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name != "releases":
        return
    known, words = row.get("return_known"), row.get("in_return")
    if known in PRICED and not words:
        yield Problem(table.file, row.line, "in_return", "a return stated and not told", "say what it was")
    if words and not known:
        remedy = "say how much is known"
        yield Problem(table.file, row.line, "return_known", "in words, and nothing is known", remedy)
    if row.get("kind") == EXCHANGE and known not in PRICED:
        what, remedy = f"an exchange with a return {known!r}", f"write {' or '.join(PRICED)}"
        yield Problem(table.file, row.line, "return_known", what, remedy)


def _settled(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name != "second_coding":
        return
    coded = record.by_id.get(row.get("table"), {}).get(row.get("row"))
    same = sorted(row.values("first")) == sorted(row.values("second"))
    columns = record.tables[row.get("table")].columns if coded else {}
    if coded and row.get("field") not in columns:
        yield Problem(table.file, row.line, "field", f"no column {row.get('field')!r}", "correct the name")
    elif not same and not row.get("why"):
        yield Problem(table.file, row.line, "why", "a difference is not settled", "say what holds and why")
    elif not same and coded and row.get("settled") != coded.get(row.get("field")):
        what = f"settled as {row.get('settled')!r}, and the row has {coded.get(row.get('field'))!r}"
        yield Problem(table.file, row.line, "settled", what, "correct one of the two")


def _looked_up(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name != "verification":
        return
    found, page = row.get("verdict") != "not found elsewhere", row.get("page")
    own = record.by_id.get(row.get("table"), {}).get(row.get("row"))
    if found != bool(page):
        what = f"{row.get('verdict')!r} {'without' if found else 'with'} a page"
        yield Problem(table.file, row.line, "page", what, "correct one of the two")
    for source in own.values("sources") if own else []:
        cells = record.by_id["sources"].get(source)
        if cells and cells.get("url") in row.values("page") and cells.get("accessed") < row.get("checked"):
            what = f"is {source}, which the row rested on already"
            yield Problem(table.file, row.line, "page", what, "look the cell up on another page")


def _since_changed(record: Record, table: Table, row: Row) -> Iterator[Problem]:
    if table.name != "verification":
        return
    own = record.by_id.get(row.get("table"), {}).get(row.get("row"))
    now = own.get(row.get("field")) if own else row.get("value")
    if own and row.get("field") not in record.tables[row.get("table")].columns:
        yield Problem(table.file, row.line, "field", f"no column {row.get('field')!r}", "correct the name")
    elif row.get("value") == now and (row.get("verdict") == "wrong" or row.get("corrected")):
        what = f"the row still has {now!r}"
        yield Problem(table.file, row.line, "corrected", what, "correct the row, or the verdict")
    elif row.get("value") != now and (row.get("corrected") != now or not row.get("why")):
        what = f"looked up as {row.get('value')!r}, and the row has {now!r}"
        yield Problem(table.file, row.line, "corrected", what, "write what the row has now, and why")


def _twins(table: Table, rows: list[Row]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows if table.name != "sources" else []:
        content = tuple(cell for name, cell in row.cells.items() if name not in KEYS)
        first = seen.setdefault(content, row.line)
        if first != row.line:
            yield Problem(table.file, row.line, "", f"same date and content as line {first}", "take one out")
    urls: dict[str, int] = {}
    for row in rows if table.name == "sources" else []:
        url = row.get("url")
        if url and urls.setdefault(url, row.line) != row.line:
            yield Problem(table.file, row.line, "url", f"same address as line {urls[url]}", "keep one")


def _namesakes(record: Record) -> Iterator[Problem]:
    """Ids are unique among all dated rows, so that links and sources can point to them by id alone."""
    seen: dict[str, str] = {}
    for table in record.tables.values():
        if "known_from" not in table.columns:
            continue
        for row in record.rows[table.name]:
            other = seen.setdefault(row.get("id"), table.name)
            if other != table.name:
                what = f"{row.get('id')!r} is the id of a row of {other} too"
                yield Problem(table.file, row.line, "id", what, "give each row a name of its own")
