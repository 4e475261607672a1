"""What can be wrong in the tables of context: everything is named at once, with file, line and column."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from prisoner_diplomacy.record.contradictions import DATES, Problem, Record, Row, find_contradictions
from prisoner_diplomacy.schema.datapackage import Column, Table, read_tables

UNDER = "context/"
HANDLED = ("primary-key", "missing-label", "extra-label", "incorrect-label", "duplicate-label", "blank-label")
TYPES = {
    "integer": "whole number",
    "number": "number",
    "date": "day written YYYY-MM-DD",
    "boolean": "true or false",
}


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
        problems += trouble + wrong + (_by_schema(table, text) if text and not trouble else [])
    problems += find_contradictions(Record(tables, rows))
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


def _by_schema(table: Table, text: str) -> list[Problem]:
    errors = _schema_errors(text, json.dumps(table.descriptor["schema"]["fields"]))
    return [_explain(table, error) for error in errors if error.type not in HANDLED and not _dated(error)]


@lru_cache(maxsize=32)
def _schema_errors(text: str, fields: str) -> tuple[Any, ...]:
    """Return what Frictionless finds in a table; one that has not changed is not read again."""
    with _without(SLOW_GRAMMARS):
        from frictionless import Resource, Schema

        descriptor = {"fields": json.loads(fields), "missingValues": [""], "fieldsMatch": "subset"}
        schema = Schema.from_descriptor(descriptor)
    resource = Resource(data=text.encode("utf-8"), format="csv", encoding="utf-8", schema=schema)
    return tuple(error for task in resource.validate().tasks for error in task.errors)


SLOW_GRAMMARS = "rfc3987_syntax"
"""What jsonschema takes on where JupyterLab is installed, to check addresses no table has: two thirds of
the time of loading the record, spent on building grammars."""


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Let what is imported meanwhile do without an optional module, unless it is there already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


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
