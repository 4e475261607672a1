"""The package for others: it validates, joins, says its own size, and is the same twice."""

import csv
import hashlib
import json
import re
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.publishing import publish
from prisoner_diplomacy.publishing.tables import PublishedTable, published_tables
from prisoner_diplomacy.publishing.writing import write_database, write_parquet

duckdb = pytest.importorskip("duckdb", reason="the extra `data` is not installed")
DATA = data_folder()
REVIEW = {
    "article": "a",
    "about": "row",
    "action": "delete",
    "seen": {"kind": "release"},
    "became": {},
    "by": "a reader",
    "when": "2026-11-25",
    "why": "not in the text",
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "data"
    publish(out)
    return out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A data folder of its own beside a licence."""
    folder = tmp_path / "clone" / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("articles", "evaluation"))
    (folder.parent / "LICENSE-DATA").write_text("CC BY 4.0", encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(package: Path) -> dict[str, dict]:
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    return {resource["name"]: resource for resource in json.loads(text)["resources"]}


def database(package: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{package / 'prisoner-diplomacy.sqlite'}?mode=ro", uri=True)


def test_anybody_with_frictionless_finds_the_package_valid(package: Path) -> None:
    from frictionless import validate

    report = validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["title", "note"])[:3]
    assert report.stats["tasks"] == len(described(package))


def test_each_resource_says_its_own_size_and_hash(package: Path) -> None:
    for resource in described(package).values():
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_a_changed_byte_is_found(package: Path, tmp_path: Path) -> None:
    from frictionless import validate

    shutil.copytree(package, tmp_path / "data")
    path = tmp_path / "data" / "context" / "contacts.csv"
    path.write_bytes(path.read_bytes().replace(b"BLR;USA", b"BLR;UKR", 1))
    assert not validate(str(tmp_path / "data" / "datapackage.json")).valid


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = {path.relative_to(tmp_path / "data"): path.read_bytes() for path in publish(tmp_path / "data")}
    assert again == {
        path.relative_to(package): path.read_bytes() for path in package.rglob("*") if path.is_file()
    }


def test_every_key_of_the_database_holds(package: Path) -> None:
    with database(package) as connection:
        keys = [
            row
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')
        ]
        assert len(keys) >= 7
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_id_in_a_cell_of_several_has_a_line_of_its_own(package: Path) -> None:
    named = sum(
        len(row["sources"].split(";"))
        for name, resource in described(package).items()
        if any(field["name"] == "known_from" for field in resource["schema"]["fields"])
        for row in rows(package / resource["path"])
    )
    assert len(rows(package / "context" / "row_sources.csv")) == named > 900
    with database(package) as connection:
        query = (
            "SELECT count(*) FROM row_sources JOIN rows ON row = rows.id JOIN sources ON source = sources.id"
        )
        assert connection.execute(query).fetchone() == (named,)


def test_empty_is_null_and_numbers_are_numbers(package: Path) -> None:
    with database(package) as connection:
        types = connection.execute(
            "SELECT DISTINCT typeof(count_low), typeof(ukrainians), typeof(part_of) FROM releases"
        )
        assert {kind for row in types for kind in row} == {"integer", "null", "text"}
        assert connection.execute("SELECT sum(official) FROM sources").fetchone()[0] > 20


def test_the_database_explains_its_columns(package: Path) -> None:
    with database(package) as connection:
        told = connection.execute(
            'SELECT "column", description FROM columns WHERE "table" = \'links\''
        ).fetchall()
    assert dict(told)["relation"].startswith("followed: ")
    assert all(description for _, description in told)


def test_parquet_holds_what_the_csv_holds(package: Path) -> None:
    for name, resource in described(package).items():
        path = package / "parquet" / f"{name}.parquet"
        columns = ", ".join(f'"{field["name"]}"::VARCHAR' for field in resource["schema"]["fields"])
        found = duckdb.sql(f"SELECT {columns} FROM '{path}'").fetchall()
        types = duckdb.sql(f"SELECT * FROM '{path}'").types
        wanted = [list(row.values()) for row in rows(package / resource["path"])]
        assert len(found) == len(wanted)
        for row, cells in zip(found, wanted, strict=True):
            for value, cell, kind in zip(row, cells, types, strict=True):
                assert (value or "") == cell or (str(kind) == "DOUBLE" and float(value) == float(cell))


def test_search_engines_are_told_what_there_is(package: Path) -> None:
    dataset = json.loads((package / "dataset.jsonld").read_text(encoding="utf-8"))
    assert (dataset["@context"], dataset["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["license"].startswith("https://creativecommons.org/")
    start, _, end = dataset["temporalCoverage"].partition("/")
    assert start == "2020-09-11"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", end) and end >= "2026-09-24"
    files = {part["contentUrl"]: part["sha256"] for part in dataset["distribution"]}
    assert {Path(name).suffix for name in files} == {".csv", ".parquet", ".sqlite"}
    for name, digest in files.items():
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == digest


def test_version_and_citation_are_the_same_everywhere(package: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    citation = (package / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {told['version']}\n" in citation
    assert f"date-released: {told['created'][:10]}\n" in citation
    assert f'title: "{told["title"]}"' in citation
    assert (
        f"## {told['version']}, " in (package / "CHANGELOG.md").read_text(encoding="utf-8").split("\n\n")[2]
    )
    assert f"Version {told['version']}." in told["citation"]
    assert all(told[name] for name in ("coverage", "inclusion", "gaps"))


@pytest.mark.slow
def test_labels_and_reviews_are_tables_too(copy: Path, tmp_path: Path) -> None:
    (copy / "annotations" / "a.review.jsonl").write_text(json.dumps(REVIEW) + "\n", encoding="utf-8")
    publish(tmp_path / "out", copy)
    reviews = rows(tmp_path / "out" / "labels" / "reviews.csv")
    (review,) = [row for row in reviews if row["article"] == REVIEW["article"]]
    assert json.loads(review["seen"]) == {"kind": "release"}
    for kind, table in (("events", "events"), ("annotations", "annotations"), ("review", "reviews")):
        paths = (copy / "annotations").glob(f"*.{kind}.jsonl")
        lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
        assert len(rows(tmp_path / "out" / "labels" / f"{table}.csv")) == len(lines) > 0


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), [("action", "shrug"), ("when", "yesterday"), ("by", None)])
def test_labels_that_break_their_schema_are_not_published(
    copy: Path, tmp_path: Path, name: str, value: str | None
) -> None:
    line = json.dumps({**REVIEW, name: value}) + "\n"
    (copy / "annotations" / "a.review.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError):
        publish(tmp_path / "out", copy)
    assert not (tmp_path / "out").exists()


def test_a_record_with_a_problem_is_not_published(copy: Path, tmp_path: Path) -> None:
    path = copy / "context" / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("BLR;USA", "Belarus", 1), encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "earlier").touch()
    with pytest.raises(InputError, match=r"contacts\.csv, line \d+, column parties"):
        publish(tmp_path / "out", copy)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["earlier"]


@pytest.mark.slow
def test_a_missing_paper_is_named(copy: Path, tmp_path: Path) -> None:
    (copy / "CHANGELOG.md").unlink()
    with pytest.raises(InputError, match=r"CHANGELOG\.md: cannot be read"):
        publish(tmp_path / "out", copy)


def test_a_key_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    tables = {table.name: table for table in published_tables(DATA)}
    lost = PublishedTable(
        tables["row_sources"].descriptor, [{"row": "release-2025-11-22", "source": "nobody"}]
    )
    with pytest.raises(InputError, match="points to no row of sources"):
        write_database([tables["rows"], tables["sources"], lost], tmp_path / "x.sqlite")


def test_without_duckdb_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"prisoner-diplomacy\[data\]"):
        write_parquet(published_tables(DATA)[0], tmp_path)


def test_the_queries_of_the_notebook_ask_the_published_database_too(package: Path) -> None:
    import nbformat
    import pandas as pd

    from prisoner_diplomacy.record.database import as_database
    from prisoner_diplomacy.record.load import load_context

    notebook = nbformat.read(DATA.parent / "notebooks" / "09-what-relief-for-which-release.ipynb", 4)
    queries = [cell.source.split('"""')[1] for cell in notebook.cells if '"""' in cell.source]
    assert len(queries) == 3
    with database(package) as published:
        for query in queries:
            found = pd.read_sql(query, published)
            pd.testing.assert_frame_equal(found, pd.read_sql(query, as_database(load_context())))
            assert len(found) >= 5


@pytest.mark.slow
def test_the_command_says_where_the_package_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from prisoner_diplomacy.cli import commands

    commands(["context", "publish", "--out", str(tmp_path / "data")], standalone_mode=False)
    assert capsys.readouterr().out == f"{tmp_path / 'data' / 'datapackage.json'}\n"
    assert (tmp_path / "data" / "prisoner-diplomacy.sqlite").stat().st_size > 100_000


def test_nothing_in_the_package_names_this_machine(package: Path) -> None:
    for path in package.rglob("*"):
        if path.is_file():
            assert str(Path.home()).encode() not in path.read_bytes()
            assert str(package.parent).encode() not in path.read_bytes()
