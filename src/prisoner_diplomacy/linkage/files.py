"""Report rows from data sets and files, and joined events as files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.dataset import COMPRESSION, TYPES, read_table, scan_table
from prisoner_diplomacy.drafts import draft_beside, put_in_place
from prisoner_diplomacy.linkage.linking import Linked, Printed, link_reports, totals, totals_table
from prisoner_diplomacy.linkage.rulesets import SETS, load_rules
from prisoner_diplomacy.linkage.sketches import sketch_of
from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.record.load import load_context
from prisoner_diplomacy.schema.csv_cells import read_csv, to_csv
from prisoner_diplomacy.schema.datapackage import Table, linkage_tables
from prisoner_diplomacy.schema.jsonl import NUMBERS, check_event_values, read_lines
from prisoner_diplomacy.schema.rows import COLUMNS, Event

FORMATS = ("parquet", "csv")


def read_reports(sources: Sequence[str | Path]) -> tuple[list[Event], dict[str, Printed]]:
    """Return report rows, and what is known of their articles.

    Args:
        sources: folders that a corpus run wrote, or files that ``prisoner-diplomacy events`` printed, JSON
            lines or CSV. Of the articles of files nothing is known: each is its own outlet and origin. A
            file with rows of an article that a person checked stands in for the article's rows before it.

    Raises:
        InputError: a source cannot be read, or a row in it is no event row.
    """
    rows: list[Event] = []
    articles: dict[str, Printed] = {}
    for source in sources:
        if Path(source).suffix.lower() in (".jsonl", ".csv"):
            rows = _with_checked(rows, list(_from_file(Path(source))))
            continue
        rows.extend(_filled(row) for row in read_table(source, "report_rows", COLUMNS).to_pylist())
        articles.update(_printed(source))
    return rows, articles


def _with_checked(rows: list[Event], more: list[Event]) -> list[Event]:
    """Return rows with more, which alone count for the articles of which they hold checked ones."""
    checked = {row.article for row in more if row.checked}
    return [*(row for row in rows if row.article not in checked), *more]


def _filled(row: dict[str, Any]) -> Event:
    """Return a row of a data set, in which an empty text is null."""
    empty = {name: "" for name in COLUMNS if row[name] is None and name not in NUMBERS}
    return Event(**{**row, **empty})


def _printed(source: str | Path) -> Iterator[tuple[str, Printed]]:
    """Yield what a data set knows of the articles that have rows; texts are let go when they are sketched."""
    columns = ["id", "published", "publisher", "text"]
    told = scan_table(source, "articles").to_batches(columns=columns, filter=ds.field("report_rows") > 0)
    for batch in told:
        for row in batch.to_pylist():
            day = str(row["published"] or "")
            yield row["id"], Printed(day, row["publisher"] or "", sketch_of(row["text"] or ""))


def _from_file(path: Path) -> Iterator[Event]:
    rows = read_lines(path) if path.suffix.lower() == ".jsonl" else _csv_lines(path)
    for place, row in rows:
        missing = [name for name in COLUMNS if name not in row]
        if missing:
            raise InputError(f"{place}: no column {missing[0]}; link what prisoner-diplomacy events prints")
        event = {name: row[name] for name in COLUMNS}
        check_event_values(event, place)
        yield Event(**event)


def _csv_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        table = read_csv(path)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as CSV: {error}") from None
    names = [str(name) for name in table.columns]
    for number, cells in enumerate(table.itertuples(index=False, name=None), 2):
        place, row = f"{path}:{number}", dict(zip(names, cells, strict=True))
        yield place, {name: _number(row[name], place) if name in NUMBERS else row[name] for name in row}


def _number(cell: str, place: str) -> int | float | None:
    try:
        return json.loads(cell) if cell else None
    except ValueError:
        raise InputError(f"{place}: {cell!r} is no number") from None


def link_sources(sources: Sequence[str | Path], out: Path, chosen: str, form: str = "parquet") -> str:
    """Join the report rows of data sets and files, write the events, and return the totals as text.

    Args:
        sources: as `read_reports` takes them.
        out: a folder that does not exist yet.
        chosen: the set of rules to write; the totals have all of them.
        form: parquet or csv.

    Raises:
        InputError: a source cannot be read, or the folder exists.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; name a new folder or remove it")
    rows, articles = read_reports(sources)
    context = load_context()
    compared = [link_reports(rows, articles, load_rules(name), context) for name in SETS]
    write_linked(next(linked for linked in compared if linked.rules.name == chosen), compared, out, form)
    return totals_table(compared)


def write_linked(linked: Linked, compared: Iterable[Linked], out: Path, form: str = "parquet") -> None:
    """Write the tables of joined events into a new folder, all of them or none.

    Args:
        linked: what to write.
        compared: the same rows joined by each set of rules, for the table of totals.
        out: a folder that does not exist yet.
        form: parquet or csv.

    Raises:
        InputError: the folder exists.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; name a new folder or remove it")
    tables = {name: [record._asdict() for record in records] for name, records in linked.tables().items()}
    tables["totals"] = list(totals(list(compared)))
    with draft_beside(out) as work:
        draft = work / "linked"
        draft.mkdir()
        for table in linkage_tables(record_folder()).values():
            rows = pa.Table.from_pylist(tables[Path(table.path).stem], schema=_schema(table))
            _write(rows, draft / Path(table.path).with_suffix(f".{form}").name, form)
        put_in_place(draft, out)


def _schema(table: Table) -> pa.Schema:
    return pa.schema([pa.field(column.name, TYPES[column.type]) for column in table.columns.values()])


def _write(rows: pa.Table, path: Path, form: str) -> None:
    if form == "parquet":
        pq.write_table(rows, path, compression=COMPRESSION)
    else:
        frame = rows.to_pandas(types_mapper=_nullable().get)
        path.write_text(to_csv(frame), encoding="utf-8", newline="")


def _nullable() -> dict[pa.DataType, Any]:
    import pandas as pd

    return {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype()}
