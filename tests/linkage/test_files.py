"""Joining from data sets and files, and what is written."""

import json
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from made import row

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.cli import commands
from prisoner_diplomacy.corpus.dataset import TABLES, encode_part, part_path
from prisoner_diplomacy.events import event_as_dict
from prisoner_diplomacy.linkage.files import link_sources, read_reports
from prisoner_diplomacy.places import record_folder
from prisoner_diplomacy.schema.datapackage import linkage_tables
from prisoner_diplomacy.schema.jsonl import event_lines

TEXT = "Belarus freed 14 Polish citizens on Monday, officials said. Their families waited at the border."


def found(name, text=TEXT, published=date(2031, 5, 14)):
    article = Article(name, text, published, publisher=f"Outlet {name}")
    return article, find_events(article, annotate(article))


@pytest.fixture
def data_set(tmp_path):
    """A data set of three articles, of which two report one event in one text and one reports none."""
    folder = tmp_path / "set"
    told = [found("a"), found("b"), found("c", "It rained.")]
    articles = [
        {
            "id": a.id,
            "published": a.published,
            "publisher": a.publisher,
            "text": a.text,
            "report_rows": len(rows),
        }
        for a, rows in told
    ]
    rows = [{**event_as_dict(event), "location": None} for _, found_rows in told for event in found_rows]
    for name, content in {"articles": articles, "report_rows": rows}.items():
        (folder / name).mkdir(parents=True)
        (folder / part_path(name, 0)).write_bytes(encode_part(name, content))
    assert {"articles", "report_rows"} < set(TABLES)
    (folder / "manifest.json").write_text(json.dumps({"state": "complete"}))
    return folder


def run(*arguments):
    return CliRunner().invoke(commands, ["link", *map(str, arguments)])


def test_a_data_set_becomes_tables_that_duckdb_opens(data_set, tmp_path):
    out = tmp_path / "events"
    result = run(data_set, out)
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == {
        "events.parquet",
        "reports.parquet",
        "contradictions.parquet",
        "records.parquet",
        "totals.parquet",
    }
    query = f"SELECT kind, reports, outlets, origins, count_low, date FROM '{out}/events.parquet'"
    assert duckdb.sql(query).fetchall() == [("release", 2, 2, 1, 14, "2031-05-12")]
    origins = f"SELECT article, origin, role FROM '{out}/reports.parquet' ORDER BY article"
    assert duckdb.sql(origins).fetchall() == [("a", "a", "report"), ("b", "a", "report")]
    assert "release" in result.output
    assert [line.split()[1] for line in result.output.splitlines()[1:]] == [
        "conservative",
        "standard",
        "generous",
    ]


def test_the_columns_are_those_that_the_data_package_describes(data_set, tmp_path):
    link_sources([data_set], tmp_path / "events", "standard")
    for table in linkage_tables(record_folder()).values():
        schema = pq.read_schema(tmp_path / "events" / table.path.name)
        assert schema.names == list(table.columns)


def test_the_same_rows_give_the_same_bytes(data_set, tmp_path):
    for name in ("one", "other"):
        link_sources([data_set], tmp_path / name, "generous")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_what_events_prints_is_joined_too(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(event_lines(found(name)[1]), encoding="utf-8")
    printed = CliRunner().invoke(
        commands, ["events", "-", "--published", "2031-05-14", "--format", "csv"], input=TEXT
    )
    (tmp_path / "c.csv").write_text(printed.stdout, encoding="utf-8")
    files = [tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.csv")]
    result = run(*files, tmp_path / "events", "--format", "csv")
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "events" / "events.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert ",3,3,3," in lines[1]
    rows, articles = read_reports(files)
    assert (len(rows), articles) == (3, {})


def test_rows_that_a_person_checked_stand_in_for_those_of_the_machine(data_set, tmp_path):
    reviewed = [replace(event, checked="corrected", count_low=15, count_high=15) for event in found("a")[1]]
    (tmp_path / "a.events.jsonl").write_text(event_lines(reviewed), encoding="utf-8")
    rows, articles = read_reports([data_set, tmp_path / "a.events.jsonl"])
    assert sorted((row.article, row.count_low, row.checked) for row in rows) == [
        ("a", 15, "corrected"),
        ("b", 14, ""),
    ]
    assert set(articles) == {"a", "b"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{}", "no column article"),
        ("[1]", "object"),
        (json.dumps({**event_as_dict(row("a")), "kind": "party"}), "kind"),
        (json.dumps({**event_as_dict(row("a")), "count_low": "many"}), "count_low"),
        (json.dumps({**event_as_dict(row("a")), "date": "soon"}), "no EDTF date"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_nothing_is_written(tmp_path, content, problem):
    path = tmp_path / "rows.jsonl"
    path.write_text(content + "\n")
    with pytest.raises(InputError, match=problem):
        link_sources([path], tmp_path / "events", "standard")
    assert not (tmp_path / "events").exists()


def test_a_bad_number_in_a_csv_and_a_missing_file_are_told(tmp_path):
    path = tmp_path / "rows.csv"
    names = list(event_as_dict(row("a")))
    path.write_text(",".join(names) + "\n" + ",".join("many" for _ in names) + "\n")
    with pytest.raises(InputError, match=r"rows.csv:2: 'many' is no number"):
        read_reports([path])
    with pytest.raises(InputError, match="cannot be read"):
        read_reports([tmp_path / "none.csv"])
    with pytest.raises(InputError, match="no data set"):
        read_reports([tmp_path / "none"])


def test_no_row_at_all_gives_empty_tables(tmp_path):
    (tmp_path / "rows.jsonl").write_text("")
    assert link_sources([tmp_path / "rows.jsonl"], tmp_path / "events", "standard") == "No event.\n"
    assert pq.read_table(tmp_path / "events" / "events.parquet").num_rows == 0


def test_a_folder_that_is_there_stays_as_it_is(data_set, tmp_path):
    (tmp_path / "events").mkdir()
    result = run(data_set, tmp_path / "events")
    assert isinstance(result.exception, InputError)
    assert "exists already" in str(result.exception)
    assert run(data_set).exit_code == 2
