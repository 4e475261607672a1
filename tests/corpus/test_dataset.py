"""A data set has the columns that the data package describes, and opens in other tools as it is."""

import json
from datetime import date
from typing import get_args

import duckdb
import pandas as pd
import pytest

from prisoner_diplomacy import InputError
from prisoner_diplomacy.corpus.dataset import (
    TABLES,
    described_tables,
    encode_part,
    part_path,
    read_table,
    scan_table,
    schema_of,
)
from prisoner_diplomacy.corpus.entries import Reason
from prisoner_diplomacy.schema.rows import COLUMNS

ARTICLE = {"id": "a", "position": 1, "place": "a.txt", "published": date(2031, 5, 6), "text": "Zoë"}


@pytest.fixture
def out(tmp_path):
    rows = {
        "articles": [[ARTICLE], [{**ARTICLE, "id": "b"}]],
        "marks": [[{"article": "a", "layer": "quantity", "start": 0, "end": 1, "low": 3}], []],
        "report_rows": [[{"article": "a", "count_low": 31, "sure": 0.5}], []],
        "failures": [[], []],
    }
    for name, parts in rows.items():
        (tmp_path / name).mkdir()
        for number, part in enumerate(parts):
            (tmp_path / part_path(name, number)).write_bytes(encode_part(name, part))
    (tmp_path / "manifest.json").write_text(json.dumps({"state": "complete"}))
    return tmp_path


def test_every_table_is_described_and_report_rows_are_those_of_the_command():
    assert tuple(described_tables()) == TABLES
    assert tuple(schema_of("report_rows").names) == COLUMNS
    for table in described_tables().values():
        assert all(column.description for column in table.columns.values())


def test_reasons_are_those_that_are_described():
    described = described_tables()["failures"].columns["reason"].constraints["enum"]
    assert tuple(described) == get_args(Reason)


def test_rows_come_back_in_the_order_of_parts(out):
    assert read_table(out, "articles", ["id", "published"]).to_pylist() == [
        {"id": "a", "published": date(2031, 5, 6)},
        {"id": "b", "published": date(2031, 5, 6)},
    ]
    assert read_table(out, "marks").to_pylist()[0]["low"] == 3.0
    assert scan_table(out, "failures").count_rows() == 0


def test_pandas_and_duckdb_open_the_folder(out):
    rows = pd.read_parquet(out / "report_rows")
    assert list(rows.columns) == list(COLUMNS)
    assert rows["count_low"].tolist() == [31]
    found = duckdb.sql(f"SELECT id, published FROM '{out}/articles/*.parquet' ORDER BY id").fetchall()
    assert found == [("a", date(2031, 5, 6)), ("b", date(2031, 5, 6))]


def test_the_same_rows_are_the_same_bytes():
    assert encode_part("articles", [ARTICLE]) == encode_part("articles", [dict(ARTICLE)])


@pytest.mark.parametrize(
    ("manifest", "told"),
    [(None, "no data set"), ("{", "cannot be read"), ('{"state": "running"}', "--resume")],
)
def test_a_data_set_that_is_not_whole_is_refused(out, manifest, told):
    (out / "manifest.json").unlink()
    if manifest:
        (out / "manifest.json").write_text(manifest)
    with pytest.raises(InputError, match=told):
        read_table(out, "articles")
