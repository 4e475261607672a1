"""The tables that are published: the record's, those that make it join, and the labels made by hand."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisoner_diplomacy.schema.datapackage import Table, read_package
from prisoner_diplomacy.schema.jsonl import read_lines

LABELS = "labels"
ROWS, ROW_SOURCES = "rows", "row_sources"
Cells = dict[str, str]


@dataclass(frozen=True)
class PublishedTable:
    """A table with its description as a resource of a data package and its rows as text."""

    descriptor: dict[str, Any]
    rows: list[Cells]

    @property
    def name(self) -> str:
        """The name, unique in the package."""
        return str(self.descriptor["name"])

    @property
    def path(self) -> str:
        """The CSV file, from the package's folder."""
        return str(self.descriptor["path"])

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The columns as Table Schema describes them."""
        return list(self.descriptor["schema"]["fields"])

    @property
    def foreign_keys(self) -> list[tuple[str, str, str]]:
        """Each column that points into a table, with that table's name and column."""
        keys = self.descriptor["schema"].get("foreignKeys", [])
        return [
            (key["fields"][0], key["reference"]["resource"] or self.name, key["reference"]["fields"][0])
            for key in keys
        ]


def published_tables(folder: Path) -> list[PublishedTable]:
    """Return all tables of a data folder, with a table of all dated rows and one of their sources.

    Raises:
        InputError: the data package or a file of labels is malformed.
    """
    package = read_package(folder)
    record = [_from_csv(resource, folder) for resource in package["resources"]]
    dated = [table for table in record if _has(table, "known_from")]
    labels = [_from_lines(entry, folder) for entry in package["documents"] if "schema" in entry]
    return [*record, _all_rows(dated), _all_sources(dated), *labels]


def write_csv(table: PublishedTable, path: Path) -> None:
    """Write a table as UTF-8 CSV with one header row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field["name"] for field in table.fields], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table.rows)


def _has(table: PublishedTable, column: str) -> bool:
    return any(field["name"] == column for field in table.fields)


def _from_csv(resource: dict[str, Any], folder: Path) -> PublishedTable:
    with Table(resource, folder).path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    schema = dict(resource["schema"])
    pairs = [pair[1] for pair in schema.get("rowKeys", [])]
    keys = schema.get("foreignKeys", []) + [_key(column, ROWS, "id") for column in pairs]
    return PublishedTable({**resource, "schema": schema | ({"foreignKeys": keys} if keys else {})}, rows)


def _from_lines(entry: dict[str, Any], folder: Path) -> PublishedTable:
    patterns = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
    names = [field["name"] for field in entry["schema"]["fields"]]
    rows = [
        {name: _text(row.get(name)) for name in names}
        for path in sorted(path for pattern in patterns for path in folder.glob(pattern))
        for _, row in read_lines(path)
    ]
    return PublishedTable(
        {**_tabular(entry["name"], LABELS), **entry, "path": f"{LABELS}/{entry['name']}.csv"}, rows
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _all_rows(tables: list[PublishedTable]) -> PublishedTable:
    rows = [
        {"id": row["id"], "table": table.name, "date": row["date"]} for table in tables for row in table.rows
    ]
    fields = [
        _field("id", "Id", "Id of the row.", required=True, unique=True),
        _field("table", "Table", "Table it stands in.", required=True),
        _field("date", "Date", "Its date, in EDTF.", required=True),
    ]
    descriptor = {
        **_tabular(ROWS, "context"),
        "title": "Dated rows",
        "description": "One row a dated row of any table: one place for what points to several tables.",
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }
    return PublishedTable(descriptor, rows)


def _all_sources(tables: list[PublishedTable]) -> PublishedTable:
    rows = [
        {"row": row["id"], "source": source}
        for table in tables
        for row in table.rows
        for source in row["sources"].split(";")
    ]
    fields = [
        _field("row", "Row", "Id of the row.", required=True),
        _field("source", "Source", "Id of a source that the row rests on.", required=True),
    ]
    keys = [_key("row", ROWS, "id"), _key("source", "sources", "id")]
    descriptor = {
        **_tabular(ROW_SOURCES, "context"),
        "title": "Rows and their sources",
        "description": "One row a dated row and a source it rests on: the `sources` cells taken apart.",
        "schema": {
            "fields": fields,
            "primaryKey": ["row", "source"],
            "foreignKeys": keys,
            "missingValues": [""],
        },
    }
    return PublishedTable(descriptor, rows)


def _tabular(name: str, folder: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{folder}/{name}.csv",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _field(name: str, title: str, description: str, **constraints: Any) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "type": "string",
        "constraints": constraints,
    }


def _key(column: str, table: str, target: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [target]}}


def typed(cell: str, kind: str) -> str | int | float | None:
    """Return a cell as a database holds it by its type in Table Schema: empty is None, true is 1."""
    if not cell:
        return None
    if kind == "boolean":
        return int(cell == "true")
    if kind == "number":
        return float(cell)
    return int(cell) if kind == "integer" else cell


def typed_rows(table: PublishedTable) -> Iterator[list[str | int | float | None]]:
    """Yield the rows of a table with their cells typed, in the order of its columns."""
    kinds = [(field["name"], field["type"]) for field in table.fields]
    for row in table.rows:
        yield [typed(row[name], kind) for name, kind in kinds]
