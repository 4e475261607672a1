"""The same tables for other tools: one SQLite file with its keys, and Parquet files with their types."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.publishing.tables import PublishedTable, typed_rows

SQLITE = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
PARQUET = "parquet"
DICTIONARY = "columns"


def write_database(tables: Sequence[PublishedTable], path: Path) -> None:
    """Write tables into one SQLite file, with their keys, and a table that tells what each column holds.

    Raises:
        InputError: a row breaks its schema, or points to a row that is not there.
    """
    with closing(sqlite3.connect(path)) as connection:
        for table in tables:
            connection.execute(_definition(table))
            places = ", ".join("?" * len(table.fields))
            insert = f"INSERT INTO {_quoted(table.name)} VALUES ({places})"  # noqa: S608 (a quoted name)
            try:
                connection.executemany(insert, typed_rows(table))
            except (sqlite3.IntegrityError, ValueError) as error:
                raise InputError(f"table {table.name}: a row breaks its schema: {error}") from None
        connection.execute(
            f'CREATE TABLE {DICTIONARY} ("table" TEXT, "column" TEXT, title TEXT, description TEXT)'
        )
        told = [(t.name, f["name"], f["title"], f["description"]) for t in tables for f in t.fields]
        connection.executemany(f"INSERT INTO {DICTIONARY} VALUES (?, ?, ?, ?)", told)  # noqa: S608 (a constant)
        connection.commit()
        lost = connection.execute("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise InputError(f"table {lost[0][0]}, row {lost[0][1]}: points to no row of {lost[0][2]}")
        connection.execute("VACUUM")


def _definition(table: PublishedTable) -> str:
    columns = [
        f"{_quoted(field['name'])} {SQLITE.get(field['type'], 'TEXT')}"
        + (" NOT NULL" if field.get("constraints", {}).get("required") else "")
        for field in table.fields
    ]
    key = table.descriptor["schema"].get("primaryKey", [])
    if key:
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, key))})")
    columns += [
        f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(other)} ({_quoted(target)})"
        for column, other, target in table.foreign_keys
    ]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def write_parquet(table: PublishedTable, out: Path) -> Path:
    """Write a table whose CSV file is in a folder as Parquet beside it; return the file.

    Raises:
        InputError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise InputError("Parquet needs DuckDB: pip install 'prisoner-diplomacy[data]'") from None
    path = out / PARQUET / f"{table.name}.parquet"
    path.parent.mkdir(exist_ok=True)
    kinds = {field["name"]: DUCKDB.get(field["type"], "VARCHAR") for field in table.fields}
    with duckdb.connect(config={"threads": 1}) as connection:
        rows = connection.read_csv(
            str(out / table.path), header=True, dtype=kinds, na_values="", quotechar='"', escapechar='"'
        )
        rows.write_parquet(str(path), compression="zstd")
    return path
