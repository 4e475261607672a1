"""A data set: tables of a corpus run as Parquet in numbered parts, and a manifest that says it is whole.

Columns are those of ``corpus`` in ``datapackage.json``; nothing here repeats them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.schema.datapackage import Table, corpus_tables

TABLES = ("articles", "marks", "report_rows", "failures")
MANIFEST = "manifest.json"
COMPLETE = "complete"
RUNNING = "running"
COMPRESSION = "zstd"
TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@cache
def described_tables() -> dict[str, Table]:
    """Return the tables of a data set by name, as the data package describes them."""
    return corpus_tables(record_folder())


@cache
def schema_of(name: str) -> pa.Schema:
    """Return the columns of a table of a data set."""
    columns = described_tables()[name].columns.values()
    return pa.schema([pa.field(column.name, TYPES[column.type]) for column in columns])


def part_path(name: str, number: int) -> str:
    """Return where a part of a table lies, from the data set's folder."""
    return f"{name}/part-{number:06}.parquet"


def encode_part(name: str, rows: Sequence[Mapping[str, Any]], told: Mapping[str, str] | None = None) -> bytes:
    """Return rows of a table as the bytes of a Parquet file, the same for the same rows.

    Args:
        name: one of `TABLES`.
        rows: by column; a column that a row has not is empty.
        told: what the file says of itself beside its rows.
    """
    schema = schema_of(name).with_metadata(dict(told) if told else None)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), sink, compression=COMPRESSION)
    return bytes(sink.getvalue())


def scan_table(out: str | Path, name: str) -> ds.Dataset:
    """Open a table of a whole data set without reading it; its parts are in the order of the source.

    Args:
        out: folder, or address as fsspec understands it.
        name: one of `TABLES`.

    Raises:
        InputError: there is no data set, or its run has not ended.
    """
    files, root = fsspec.url_to_fs(str(out))
    _check_whole(files, root, str(out))
    parts = sorted(files.glob(f"{root}/{name}/part-*.parquet"))
    return ds.dataset(parts, schema=schema_of(name), format="parquet", filesystem=files)


def read_table(out: str | Path, name: str, columns: Iterable[str] | None = None) -> pa.Table:
    """Read a table of a whole data set, all its columns or some.

    Raises:
        InputError: there is no data set, or its run has not ended.
    """
    return scan_table(out, name).to_table(columns=list(columns) if columns is not None else None)


def _check_whole(files: Any, root: str, out: str) -> None:
    try:
        manifest = json.loads(files.cat_file(f"{root}/{MANIFEST}"))
        state = manifest["state"]
    except FileNotFoundError:
        raise InputError(f"{out}: no data set; its {MANIFEST} is missing") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{out}/{MANIFEST}: cannot be read: {error}") from None
    if state != COMPLETE:
        raise InputError(f"{out}: the run has not ended; go on with prisoner-diplomacy corpus ... --resume")
