"""What can be wrong in the tables of context: everything is named at once, with file, line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.datapackage import Column, Table, read_tables

UNDER = "context/"
DATES = ("date", "known_from", "published")
PART_OF = re.compile(r"Part of ([a-z0-9]+-[a-z0-9-]+)")
KEYS = ("id", "sources", "known_from", "confidence", "note")
MOST_AT_LEAST = (("count_low", "count_high"), ("foreigners", "count_high"), ("ukrainians", "count_high"))
HANDLED = ("primary-key", "missing-label", "extra-label", "incorrect-label", "duplicate-label", "blank-label")
TYPES = {"integer": "whole number", "number": "number", "date": "day written YYYY-MM-DD"}


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


def find_problems(folder: Path) -> list[Problem]:
    """Return everything that is wrong in the tables of a data folder, by file and line.

    Raises:
        InputError: the data package itself is missing or malformed.
    """
    tables = read_tables(folder, UNDER)
    problems: list[Problem] = []
    rows: dict[str, list[Row]] = {}
    for table in tables.values():
        text, trouble = _decode(table)
        rows[table.name], wrong = _parse(table, text) if text else ([], [])
        problems += trouble + wrong + (_by_schema(table) if text and not trouble else [])
    known = {name: {row.cells.get("id", "") for row in rows[name]} for name in tables}
    for table in tables.values():
        for check in (_dates, _order, _references, _announced, _confidence):
            problems += [p for row in rows[table.name] for p in check(table, row, known)]
        problems += _twins(table, rows[table.name])
    order = [table.file for table in tables.values()]
    return sorted(set(problems), key=lambda p: (order.index(p.file), *p[1:]))


def _decode(table: Table) -> tuple[str, list[Problem]]:
    try:
        raw = table.path.read_bytes()
    except OSError as error:
        return "", [Problem(table.file, 1, "", f"cannot be read: {error.strerror}", "restore the file")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return "", [Problem(table.file, line, "", f"byte {place} is not UTF-8", "save the file as UTF-8")]
    if text.startswith("\ufeff"):
        return text[1:], [Problem(table.file, 1, "", "starts with a byte-order mark", "save without one")]
    return text, []


def _parse(table: Table, text: str) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    problems = list(_header(table, header))
    rows = []
    for cells in reader:
        rows.append(Row(reader.line_num, dict(zip(header, cells, strict=False))))
        if any("\n" in cell or "\r" in cell for cell in cells):
            problems.append(
                Problem(table.file, reader.line_num, "", "a cell has a line break", "write it on one line")
            )
    return rows, problems


def _header(table: Table, header: list[str]) -> Iterator[Problem]:
    for name in header:
        if name not in table.columns:
            known = ", ".join(table.columns)
            yield Problem(table.file, 1, name, "stray column", f"take it out; known are {known}")
        elif header.count(name) > 1:
            yield Problem(table.file, 1, name, "column stands twice", "keep one")
    for name in table.columns:
        if name not in header:
            yield Problem(table.file, 1, name, "column is missing", "add it to the header and every row")
    if sorted(header) == sorted(table.columns) and header != list(table.columns):
        yield Problem(table.file, 1, "", "columns are out of order", f"write {','.join(table.columns)}")


def _by_schema(table: Table) -> list[Problem]:
    from frictionless import Resource, Schema

    fields = {"fields": table.descriptor["schema"]["fields"], "missingValues": [""], "fieldsMatch": "subset"}
    schema = Schema.from_descriptor(fields)
    resource = Resource(
        path=table.path.name,
        basepath=str(table.path.parent),
        format="csv",
        encoding="utf-8",
        schema=schema,
    )
    errors = [error for task in resource.validate().tasks for error in task.errors]
    return [_explain(table, error) for error in errors if error.type not in HANDLED and not _dated(error)]


def _dated(error: Any) -> bool:
    """Tell whether an error is about the wording of a date, which is checked more closely elsewhere."""
    return getattr(error, "field_name", "") in DATES and '"pattern"' in error.note


def _explain(table: Table, error: Any) -> Problem:
    name, line = getattr(error, "field_name", ""), getattr(error, "row_number", 1)
    cell = getattr(error, "cell", "")
    column = table.columns.get(name)
    if error.type in ("constraint-error", "unique-error") and column:
        what, remedy = _constraint(column, cell, error.note)
    elif error.type == "type-error" and column:
        what, remedy = f"{cell!r} is no {TYPES.get(column.type, column.type)}", "correct it or leave it empty"
    elif error.type in ("extra-cell", "missing-cell"):
        kind = "more" if error.type == "extra-cell" else "fewer"
        what, remedy = f"{kind} cells than columns", "put cells that hold a comma in quotation marks"
        name = ""
    elif error.type == "blank-row":
        what, remedy = "empty row", "take it out"
    else:
        what, remedy = " ".join(error.message.split()), "correct it"
    return Problem(table.file, line, name, what, remedy)


def _constraint(column: Column, cell: Any, note: str) -> tuple[str, str]:
    if '"required"' in note:
        empty = "names no source" if column.name == "sources" else "is empty"
        return empty, f"fill it in: {_first_sentence(column.description)}"
    if '"enum"' in note:
        return f"unknown value {cell!r}", f"use one of {', '.join(column.constraints['enum'])}"
    if '"minimum"' in note or '"maximum"' in note:
        return f"{cell} is out of range", "correct it"
    if "same as in the row" in note:
        return f"{cell!r} stands twice", "give each row a name of its own"
    return f"{cell!r} does not fit", f"the column holds: {_first_sentence(column.description)}"


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".")


def _dates(table: Table, row: Row, known: dict[str, set[str]]) -> Iterator[Problem]:
    for name in DATES:
        value = row.cells.get(name, "")
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


def _order(table: Table, row: Row, known: dict[str, set[str]]) -> Iterator[Problem]:
    numbers = {name: int(cell) for name, cell in row.cells.items() if re.fullmatch(r"\d{1,9}", cell)}
    for smaller, greater in (*MOST_AT_LEAST, ("ukrainians", "foreigners")):
        if smaller in numbers and greater in numbers and numbers[smaller] > numbers[greater]:
            what = f"{smaller} {numbers[smaller]} is above {greater} {numbers[greater]}"
            yield Problem(table.file, row.line, smaller, what, "correct one of the two")
    named = [name for name in row.cells.get("named", "").split(";") if name]
    if "count_high" in numbers and len(named) > numbers["count_high"]:
        what = f"{len(named)} people are named, more than count_high {numbers['count_high']}"
        yield Problem(table.file, row.line, "named", what, "correct one of the two")


def _references(table: Table, row: Row, known: dict[str, set[str]]) -> Iterator[Problem]:
    for name, target in [("sources", "sources"), *table.foreign_keys.items()]:
        values = [value.strip() for value in row.cells.get(name, "").split(";") if value.strip()]
        for value in values:
            if name in table.columns and value not in known[target]:
                remedy = f"correct the id, or add the row to {UNDER}{target}.csv"
                yield Problem(table.file, row.line, name, f"unknown id {value!r}", remedy)
            if values.count(value) > 1:
                yield Problem(table.file, row.line, name, f"id {value!r} stands twice", "keep one")
    part = PART_OF.match(row.cells.get("note", ""))
    if part and part[1] not in known[table.name]:
        yield Problem(table.file, row.line, "note", f"part of unknown row {part[1]!r}", "correct the id")


def _announced(table: Table, row: Row, known: dict[str, set[str]]) -> Iterator[Problem]:
    try:
        happened = edtf_bounds(row.cells.get("date", ""))[0]
        public = edtf_bounds(row.cells.get("known_from", ""))[1]
    except ValueError:
        return
    if happened and public and public < happened and "announced" not in row.cells.get("note", "").lower():
        what = f"{row.cells['known_from']} is before the date {row.cells['date']}"
        yield Problem(table.file, row.line, "known_from", what, "correct it, or say in the note: announced")


def _confidence(table: Table, row: Row, known: dict[str, set[str]]) -> Iterator[Problem]:
    confidence, sources = row.cells.get("confidence"), row.cells.get("sources", "")
    if confidence == "high" and sources and ";" not in sources:
        yield Problem(table.file, row.line, "confidence", "high with a single source", "write medium")
    if confidence == "disputed" and not row.cells.get("note"):
        yield Problem(table.file, row.line, "note", "disputed without a note", "say what sources differ on")


def _twins(table: Table, rows: list[Row]) -> Iterator[Problem]:
    content: Callable[[Row], tuple[str, ...]] = lambda row: tuple(  # noqa: E731
        cell for name, cell in row.cells.items() if name not in KEYS
    )
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        first = seen.setdefault(content(row), row.line)
        if first != row.line and table.name != "sources":
            what = f"same date and content as line {first}"
            yield Problem(table.file, row.line, "", what, "take one out")
    urls: dict[str, int] = {}
    for row in rows if table.name == "sources" else []:
        url = row.cells.get("url", "")
        if url and urls.setdefault(url, row.line) != row.line:
            yield Problem(table.file, row.line, "url", f"same address as line {urls[url]}", "keep one")
