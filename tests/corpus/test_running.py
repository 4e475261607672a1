"""A run does every article it can, tells of each it cannot, and can be gone on from wherever it stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest
from samples import PAGE, TEXT, good, lines, many

from prisoner_diplomacy import InputError, annotate, find_events, read_article
from prisoner_diplomacy.corpus import Settings, process_corpus, read_table, working
from prisoner_diplomacy.corpus.store import LocalStore
from prisoner_diplomacy.schema.rows import COLUMNS

SMALL = Settings(part_size=3)
COMMAND = [sys.executable, "-c", "from prisoner_diplomacy.cli import main; main()", "corpus"]


@pytest.fixture
def said():
    return []


@pytest.fixture
def run(tmp_path, said):
    def call(source, out="out", settings=SMALL, **more):
        quiet = {"progress": lambda _: None, "complain": said.append}
        return process_corpus(str(source), str(tmp_path / out), settings, **quiet, **more)

    return call


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(many(10) + lines("{", good("n3"), good("late", published="soon")))
    return path


def files(folder):
    """The bytes of every file of a data set."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in Path(folder).rglob("*") if p.is_file()}


def column(folder, table, name):
    return read_table(folder, table, [name])[name].to_pylist()


def test_rows_are_those_of_the_commands(run, tmp_path):
    source = tmp_path / "in"
    (source / "b").mkdir(parents=True)
    for name in ("a.txt", "b/a.txt"):
        (source / name).write_text(TEXT)
    (source / "a.toml").write_text("published = 2031-05-06")
    article = read_article(source / "a.txt")
    (source / "a.toml").write_text("published = 2031-05-06\ndesk = 'abroad'")
    manifest = run(source, settings=Settings(published=date(2031, 5, 7)))
    marks = annotate(article)
    rows = read_table(tmp_path / "out", "articles").to_pylist()
    assert [(row["id"], row["published"].day, row["extra"]) for row in rows] == [
        ("a", 6, '{"desk": "abroad"}'),
        ("b/a", 7, ""),
    ]
    assert rows[0]["text"] == TEXT
    assert rows[0]["sha256"] == article.sha256
    assert rows[0]["marks"] == len(marks)
    found = read_table(tmp_path / "out", "report_rows").to_pylist()
    expected = [{name: getattr(event, name) for name in COLUMNS} for event in find_events(article, marks)]
    assert found[: len(expected)] == expected
    assert rows[0]["report_rows"] == len(expected)
    assert manifest["rows"] == {
        "articles": 2,
        "marks": 2 * len(marks),
        "report_rows": 2 * len(expected),
        "failures": 0,
    }
    for mark in read_table(tmp_path / "out", "marks").to_pylist():
        assert TEXT[mark["start"] : mark["end"]] == mark["exact"]


def test_failures_are_rows_with_reasons_and_lines(run, source, said, tmp_path):
    manifest = run(source)
    assert manifest["failures"] == {"day": 1, "duplicate id": 1, "malformed": 1}
    rows = read_table(tmp_path / "out", "failures").to_pylist()
    assert [(row["position"], row["place"], row["reason"]) for row in rows] == [
        (11, "in.jsonl:11", "malformed"),
        (12, "in.jsonl:12", "duplicate id"),
        (13, "in.jsonl:13", "day"),
    ]
    assert len(said) == 3
    assert all("\n" not in line and line.startswith("in.jsonl:") for line in said)
    positions = column(tmp_path / "out", "articles", "position") + [row["position"] for row in rows]
    assert sorted(positions) == list(range(1, 14))


def test_half_a_character_costs_one_article(run, tmp_path, said):
    source = tmp_path / "in.jsonl"
    bad = [
        good(name, **{key: "a \ud83d"})
        for name, key in zip("bcde", ("text", "title", "publisher", "note"), strict=True)
    ]
    source.write_text(lines(good("a"), *bad, good("x\ud83d"), good("z")))
    manifest = run(source)
    assert column(tmp_path / "out", "articles", "id") == ["a", "z"]
    assert manifest["failures"] == {"half character": 5}
    assert len(said) == 5


def test_a_kind_of_failure_is_told_twenty_times(run, tmp_path, said):
    source = tmp_path / "in.jsonl"
    source.write_text("{\n" * 30 + lines(good()))
    assert run(source)["failures"] == {"malformed": 30}
    assert len(said) == 21
    assert "10 more failures, malformed" in said[-1]


def test_what_is_no_article_is_summed_up_and_no_failure(run, tmp_path, said):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.png", "c.png"):
        (tmp_path / "in" / name).write_text(TEXT)
    manifest = run(tmp_path / "in", settings=Settings(published=date(2031, 5, 6)))
    assert manifest["failures"] == {"not an article": 2}
    assert said == [f"left out, no articles: 2; each is in {tmp_path / 'out'}/failures"]


def test_a_fault_loses_one_article(run, source, tmp_path, monkeypatch):
    work = working.annotate
    monkeypatch.setattr(working, "annotate", lambda article: 1 / 0 if article.id == "n4" else work(article))
    assert run(source)["failures"]["fault"] == 1
    assert len(column(tmp_path / "out", "articles", "id")) == 9


def test_an_article_that_takes_too_long_is_stopped_and_told(run, source, tmp_path, monkeypatch):
    work = working.annotate
    monkeypatch.setattr(
        working, "annotate", lambda article: time.sleep(60) if article.id == "n4" else work(article)
    )
    assert run(source, settings=SMALL._replace(seconds=0.2))["failures"]["too slow"] == 1
    assert len(column(tmp_path / "out", "articles", "id")) == 9


def test_a_limit_counts_articles(run, source, tmp_path):
    manifest = run(source, settings=SMALL._replace(limit=4))
    assert manifest["rows"]["articles"] == 4
    assert manifest["settings"]["limit"] == 4


def test_two_runs_give_the_same_bytes(run, source, tmp_path):
    run(source, "one")
    run(source, "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(run, source, tmp_path):
    run(source, "one")
    run(source, "two", workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_duckdb_joins_the_tables(run, source, tmp_path):
    run(source)
    out = tmp_path / "out"
    found = duckdb.sql(
        f"""SELECT count(*) FROM '{out}/report_rows/*.parquet' r JOIN '{out}/articles/*.parquet' a
        ON r.article = a.id
        WHERE r.kind = 'release'"""
    ).fetchall()
    assert found == [(10,)]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_corpus_is_refused_and_leaves_nothing(run, tmp_path, content):
    source = tmp_path / "in.jsonl"
    source.write_text(content)
    with pytest.raises(InputError, match="no article"):
        run(source)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_data_set_that_is_there_is_not_touched(run, source, tmp_path):
    run(source)
    before = files(tmp_path / "out")
    with pytest.raises(InputError, match="exists already"):
        run(source)
    assert files(tmp_path / "out") == before


class Stop(Exception):
    pass


@pytest.fixture
def stopping(monkeypatch):
    """Stop a run when it has written so many files."""

    def after(number):
        real, written = LocalStore.write, []

        def write(self, name, content):
            if len(written) == number:
                raise Stop
            written.append(name)
            real(self, name, content)

        monkeypatch.setattr(LocalStore, "write", write)
        return lambda: monkeypatch.setattr(LocalStore, "write", real)

    return after


@pytest.mark.parametrize("number", [1, 2, 4, 5, 7, 9, 13, 21])
def test_a_run_is_gone_on_with_wherever_it_stopped(run, source, tmp_path, stopping, number):
    run(source, "whole")
    let_go = stopping(number)
    with pytest.raises(Stop):
        run(source)
    with pytest.raises(InputError, match=r"no data set|has not ended"):
        read_table(tmp_path / "out", "articles")
    let_go()
    with pytest.raises(InputError, match="--resume"):
        run(source)
    run(source, resume=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_going_on_does_only_what_is_missing(run, source, stopping, monkeypatch):
    let_go = stopping(10)
    with pytest.raises(Stop):
        run(source)
    let_go()
    done = []
    work = working.annotate
    monkeypatch.setattr(working, "annotate", lambda article: done.append(article.id) or work(article))
    run(source, resume=True)
    assert done == [f"n{n}" for n in range(6, 10)]


def test_going_on_with_nothing_or_with_all_is_no_trouble(run, source, tmp_path):
    run(source, resume=True)
    before = files(tmp_path / "out")
    run(source, resume=True)
    assert files(tmp_path / "out") == before


def change_manifest(out, **more):
    path = out / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **more}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 7}, "another format"),
        ({"program": {"version": "0.1.0"}}, r"another state of the program: version 0\.1\.0, now"),
        ({"settings": {}}, "other settings"),
        ({"program": None}, "another state of the program"),
    ],
)
def test_what_another_version_wrote_is_not_gone_on_with(run, source, tmp_path, change, told):
    run(source)
    change_manifest(tmp_path / "out", **change)
    with pytest.raises(InputError, match=told):
        run(source, resume=True)


def test_other_settings_are_named(run, source):
    run(source)
    with pytest.raises(InputError, match="part_size 3, now 4"):
        run(source, settings=Settings(part_size=4), resume=True)


@pytest.mark.parametrize(
    "changed", [many(10), many(13), many(10).replace("31", "13") + lines("{", good("n3"), good("late"))]
)
def test_another_source_is_not_gone_on_with(run, source, changed):
    run(source)
    source.write_text(changed)
    with pytest.raises(InputError, match="another source"):
        run(source, resume=True)


@pytest.mark.parametrize(
    "make", [lambda out: (out / "a").touch(), lambda out: (out / "manifest.json").write_text("{")]
)
def test_a_folder_of_something_else_is_refused(run, source, tmp_path, make):
    (tmp_path / "out").mkdir()
    make(tmp_path / "out")
    for resume in (False, True):
        with pytest.raises(InputError, match=r"exists already|no data set|malformed"):
            run(source, resume=resume)


def test_a_data_set_inside_its_source_is_refused(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="lies in"):
        run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_odd_file_name_is_no_trouble(run, tmp_path):
    name = os.fsdecode(b"in-\xff.jsonl")
    (tmp_path / name).write_text(lines({"text": TEXT, "published": "2031-05-06"}))
    run(tmp_path / name)
    assert column(tmp_path / "out", "articles", "id") == ["in-\\udcff.jsonl-1"]


def test_a_file_in_the_way_is_told(run, source, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="a file, not a folder"):
        run(source)


def test_a_second_run_into_the_same_folder_is_refused(run, source, tmp_path):
    with (
        LocalStore(str(tmp_path / "out"), None, str(tmp_path / "out")).locked(),
        pytest.raises(InputError, match="another run"),
    ):
        run(source)
    run(source, resume=True)


def test_a_full_disk_leaves_what_can_be_gone_on_with(run, source, tmp_path, monkeypatch):
    run(source, "whole")
    real, calls = os.fsync, []

    def fsync(number):
        calls.append(number)
        if len(calls) == 6:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(InputError, match="No space left on device; what is done is kept, --resume"):
        run(source)
    assert not list((tmp_path / "out").rglob("*.draft"))
    run(source, resume=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def wait_for_end_of_group(group):
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("a process is left")


def wait_for(path, number, running):
    while len(list(path.glob("articles/*.parquet"))) < number and running.poll() is None:
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "kills"), [("1", 10), ("2", 3)])
def test_a_run_that_is_killed_is_gone_on_with(tmp_path, workers, kills):
    source = tmp_path / "in.jsonl"
    source.write_text(many(300))
    words = [str(source), "--part-size", "5", "--workers", workers]
    subprocess.run([*COMMAND, *words, str(tmp_path / "whole")], check=True, capture_output=True)
    chance = random.Random(kills)
    for kill in range(kills):
        with subprocess.Popen(
            [*COMMAND, *words, str(tmp_path / "out"), "--resume"], stderr=subprocess.DEVNULL
        ) as running:
            wait_for(tmp_path / "out", 5 * kill, running)
            time.sleep(chance.random() / 5)
            running.send_signal(signal.SIGKILL)
    subprocess.run([*COMMAND, *words, str(tmp_path / "out"), "--resume"], check=True, capture_output=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_ends_at_once_with_its_workers(tmp_path, number, code):
    source = tmp_path / "in.jsonl"
    source.write_text(many(3000))
    words = [str(source), str(tmp_path / "out"), "--part-size", "5", "--workers", "2"]
    with subprocess.Popen(
        [*COMMAND, *words], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        wait_for(tmp_path / "out", 1, running)
        running.send_signal(number)
        said = running.stderr.read()
        assert running.wait() == code
    told = [line for line in said.splitlines() if line.startswith("prisoner-diplomacy: ")]
    assert len(told) == 2, said
    assert "--resume" in told[0]
    assert "stopped" in told[1]
    wait_for_end_of_group(running.pid)


def test_a_page_is_read_in_a_run(run, tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(
        lines({"id": "p", "html": PAGE}, {"id": "t", "html": PAGE, "text": TEXT, "published": "2031-05-07"})
    )
    run(source)
    page, text = read_table(tmp_path / "out", "articles").to_pylist()
    assert (page["published_from"], page["title"]) == ("meta article:published_time", "Freed")
    assert (text["published_from"], list(json.loads(text["extra"]))) == ("the source", ["html"])
