"""The command line: results on stdout, complaints in one line on stderr, exit codes 0, 1 and 2."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys

import pytest

from prisoner_diplomacy import cli
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.schema.rows import COLUMNS

PROGRAM = [sys.executable, "-m", "prisoner_diplomacy"]
TEXT = "Minsk freed 31 Ukrainian citizens on Monday, the ministry said.\n"


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run the command line in this process; return exit code, stdout and stderr."""

    def call(*words, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["prisoner-diplomacy", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsysbinary.readouterr()
        return end.value.code or 0, out.decode(), err.decode()

    return call


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def one_line(err):
    assert err.startswith("prisoner-diplomacy: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_annotate_prints_one_mark_a_line(run, article):
    code, out, err = run("annotate", article, "--published", "2031-05-06")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert {row["layer"] for row in rows} >= {"entity", "time", "quantity", "event"}
    for row in rows:
        assert list(row)[:5] == ["article", "layer", "start", "end", "exact"]
        assert TEXT[row["start"] : row["end"]] == row["exact"]


def test_events_prints_the_columns_of_the_codebook(run, article):
    _, out, _ = run("events", article, "--published", "2031-05-06")
    assert [tuple(json.loads(line)) for line in out.splitlines()] == [COLUMNS] * out.count("\n")
    _, table, _ = run("events", article, article, "--format", "csv", "--published", "2031-05-06")
    rows = list(csv.reader(io.StringIO(table)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + 2 * out.count("\n")


def test_other_formats_of_annotate(run, article):
    code, page, _ = run("annotate", article, "--format", "html", "--published", "2031-05-06")
    assert code == 0
    assert page.startswith("<!DOCTYPE html>")
    code, linked, _ = run("annotate", article, "--format", "w3c", "--published", "2031-05-06")
    assert code == 0
    assert isinstance(json.loads(linked), dict)


def test_standard_input_is_a_file_too(run):
    code, out, _ = run("annotate", "-", "--published", "2031-05-06", stdin=TEXT.encode())
    assert code == 0
    assert json.loads(out.splitlines()[0])["article"] == "stdin"


def test_bad_files_are_told_and_the_rest_is_done(run, article, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    code, out, err = run("annotate", empty, article, tmp_path / "none.txt", "--published", "2031-05-06")
    assert code == 1
    assert out
    assert [line.split(": ", 2)[1] for line in err.splitlines()] == [str(empty), str(tmp_path / "none.txt")]


def test_a_fault_of_the_program_loses_one_document_only(run, article, monkeypatch):
    monkeypatch.setattr(cli, "marks_renderer", lambda _form: lambda _article: 1 / 0)
    code, _, err = run("annotate", article, "--published", "2031-05-06")
    assert code == 1
    assert "ZeroDivisionError" in one_line(err)


@pytest.mark.parametrize("words", [["annotate"], ["annotate", "x", "--format", "pdf"], ["nonsense"], []])
def test_wrong_usage_is_exit_code_two(run, words):
    assert run(*words)[0] == 2


def test_a_date_that_is_none(run, article):
    code, out, err = run("events", article, "--published", "2031-02-30")
    assert (code, out) == (1, "")
    assert "'2031-02-30' is no date" in one_line(err)


def test_evaluate_prints_scores(run):
    code, out, err = run("evaluate", data_folder() / "evaluation", "-v")
    assert (code, err) == (0, "")
    assert "event rows right" in out
    assert "hand:" in out


def test_evaluate_refuses_a_folder_without_labels(run, tmp_path):
    assert "no article with" in one_line(run("evaluate", tmp_path)[2])
    assert "no such folder" in one_line(run("evaluate", tmp_path / "none")[2])


def test_context_check_passes_on_the_shipped_tables(run):
    code, _, err = run("context", "check")
    assert code == 0, err


def test_corpus_is_run_from_the_command_line(run, article, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    article.rename(source / "two.txt")
    code, _, err = run("corpus", source, tmp_path / "out", "--published", "2031-05-06")
    assert code == 0, err
    assert "done, 0 failed" in err
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["rows"]["articles"] == 1
    assert "exists already" in one_line(run("corpus", source, tmp_path / "out")[2])


def test_report_refuses_an_article_that_is_none(run, tmp_path):
    code, _, err = run("report", "no-such-article", "--out", tmp_path / "report")
    assert code == 1
    assert "no such file" in one_line(err)
    assert not (tmp_path / "report").exists()


def test_disk_troubles_are_told_in_one_line(run, monkeypatch):
    def full(*_args, **_known):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "commands", full)
    code, _, err = run("evaluate")
    assert code == 1
    assert "No space left on device" in one_line(err)


def test_a_reader_that_leaves_early_is_no_error(article):
    pipe = f"{shlex.join(PROGRAM)} annotate {article} --published 2031-05-06 | true"
    result = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True)
    assert "Traceback" not in result.stderr


def test_output_is_utf_8_in_any_locale(tmp_path):
    path = tmp_path / "kyiv.txt"
    path.write_text("Kyiv’s envoy met “Łukasz Żal” in Kraków on Monday.", encoding="utf-8")
    result = subprocess.run(
        [*PROGRAM, "annotate", path, "--published", "2031-05-06"],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert result.returncode == 0, result.stderr
    assert "Kraków" in result.stdout.decode("utf-8")


def test_importing_the_package_loads_neither_pandas_nor_matplotlib():
    code = (
        "import sys, prisoner_diplomacy as p\n"
        "p.Article, p.read_article, p.annotate, p.find_events, p.tabulate\n"
        "print(sorted({'pandas', 'matplotlib', 'numpy'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr


def test_public_names_are_what_they_say():
    import prisoner_diplomacy

    for name in prisoner_diplomacy.__all__:
        assert callable(getattr(prisoner_diplomacy, name))
        assert name in dir(prisoner_diplomacy)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = prisoner_diplomacy.nonsense
