"""A corpus run does every article it can, tells of each it cannot, and leaves nothing half written."""

import csv
import json
from datetime import date

import pytest

from prisoner_diplomacy import InputError
from prisoner_diplomacy.corpus import running
from prisoner_diplomacy.corpus.running import process_corpus, read_corpus
from prisoner_diplomacy.schema.rows import COLUMNS

TEXT = "Minsk freed 31 Ukrainian citizens on Monday, the ministry said."
DAY = date(2031, 5, 6)


@pytest.fixture
def said():
    return []


def run(source, out, said, published=None):
    return process_corpus(source, out, published, lambda _: None, said.append)


def write_lines(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_a_folder_of_articles(tmp_path, said):
    source = tmp_path / "in"
    source.mkdir()
    for name in ("b", "a"):
        (source / f"{name}.txt").write_text(TEXT)
    (source / "a.toml").write_text("published = 2031-05-06")
    (source / "empty.txt").touch()
    assert run(source, tmp_path / "out", said, DAY) == 1
    assert "the file is empty" in said[0]
    rows = list(csv.DictReader((tmp_path / "out" / "articles.csv").open(encoding="utf-8")))
    assert [row["id"] for row in rows] == ["a", "b"]
    marks = [json.loads(line) for line in (tmp_path / "out" / "annotations.jsonl").open(encoding="utf-8")]
    assert len(marks) == sum(int(row["marks"]) for row in rows)
    events = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").open(encoding="utf-8")]
    assert {tuple(event) for event in events} == {COLUMNS}


def test_a_file_of_lines(tmp_path, said):
    good = {"id": "a", "text": TEXT, "published": "2031-05-06"}
    source = write_lines(
        tmp_path / "in.jsonl",
        good,
        "",
        "{",
        {**good, "id": "b", "published": "soon"},
        {**good, "id": "c", "day": "x"},
        {**good, "id": 3},
        {"id": "d", "text": " ", "published": "2031-05-06"},
        {"id": "e", "text": TEXT},
        good,
        {"text": TEXT, "published": "2031-05-06"},
    )
    assert run(source, tmp_path / "out", said) == 7
    for problem, words in zip(
        said,
        ["malformed JSON", "'soon' is no date", "unknown key 'day'", "id must be text", "no text",
         "no publication date", "same id"],
        strict=True,
    ):  # fmt: skip
        assert words in problem
        assert "\n" not in problem
    rows = list(csv.DictReader((tmp_path / "out" / "articles.csv").open(encoding="utf-8")))
    assert [row["id"] for row in rows] == ["a", "in.jsonl-10"]


def test_a_fault_loses_one_article(tmp_path, said, monkeypatch):
    source = write_lines(
        tmp_path / "in.jsonl", *({"id": n, "text": TEXT, "published": "2031-05-06"} for n in "ab")
    )
    work = running.annotate
    monkeypatch.setattr(running, "annotate", lambda article: 1 / 0 if article.id == "a" else work(article))
    assert run(source, tmp_path / "out", said) == 1
    assert "ZeroDivisionError" in said[0]
    assert len((tmp_path / "out" / "articles.csv").read_text().splitlines()) == 2


def test_a_line_that_is_not_utf_8_ends_the_file(tmp_path, said):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"id": "\xe4"}\n')
    assert run(source, tmp_path / "out", said) == 1
    assert "not UTF-8" in said[0]


def test_nothing_is_written_when_nothing_can_be_read(tmp_path, said):
    with pytest.raises(InputError, match="cannot be read"):
        run(tmp_path / "none.jsonl", tmp_path / "out", said)
    with pytest.raises(InputError, match="file in this folder"):
        list(read_corpus(tmp_path))
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="exists already"):
        run(tmp_path, tmp_path / "out", said)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_same_corpus_gives_the_same_bytes(tmp_path, said):
    source = write_lines(tmp_path / "in.jsonl", {"id": "a", "text": TEXT, "published": "2031-05-06"})
    for name in ("one", "two"):
        run(source, tmp_path / name, said)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_progress_is_told(tmp_path, said):
    rows = [{"id": str(n), "text": TEXT, "published": "2031-05-06"} for n in range(100)]
    told = []
    process_corpus(
        write_lines(tmp_path / "in.jsonl", *rows), tmp_path / "out", None, told.append, said.append
    )
    assert told == ["100 articles", "100 articles done, 0 skipped"]
