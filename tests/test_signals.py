"""Full disks, interrupts and killed runs: told in one line, nothing half written, nothing left behind."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest

from prisoner_diplomacy import InputError
from prisoner_diplomacy.drafts import draft_beside, put_in_place, write_whole
from prisoner_diplomacy.notebooks import write_notebook
from prisoner_diplomacy.report import write_report

COMMAND = [sys.executable, "-m", "prisoner_diplomacy"]
TEXT = "Minsk freed 31 Ukrainian citizens on Monday, the ministry said.\n"
FULL = Path("/dev/full")
PRINTING = [
    ["events", "--format", "csv", "FILE"],
    ["annotate", "--format", "html", "FILE"],
    ["review", "FILE"],
    ["review", "--format", "html", "FILE"],
    ["evaluate"],
    ["context", "draw", "--seed", "1"],
    ["--version"],
]


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
    return {**kept, **more}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def slow_clone(tmp_path):
    """A clone whose one notebook says that it runs, then waits for what never comes."""
    root = tmp_path / "clone"
    for name in ("data/articles", "data/context", "notebooks"):
        (root / name).mkdir(parents=True)
    os.mkfifo(root / "running")
    os.mkfifo(root / "never")
    waiting = f"open({str(root / 'running')!r}, 'w').close()\nopen({str(root / 'never')!r}).read()"
    cells = [
        nbformat.v4.new_markdown_cell("# Slow", id="title"),
        nbformat.v4.new_code_cell(waiting, id="slow"),
    ]
    write_notebook(nbformat.v4.new_notebook(cells=cells), root / "notebooks" / "01-slow.ipynb")
    return root


def one_line(err):
    lines = [line for line in err.splitlines() if not line.startswith("running ")]
    assert len(lines) == 1, err
    assert lines[0].startswith("prisoner-diplomacy: ")
    return lines[0]


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "words",
    [
        ["annotate", "FILE"],
        ["--help"],
        ["context", "draw", "--help"],
        *(pytest.param(words, marks=pytest.mark.slow) for words in PRINTING),
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_standard_output_is_told_and_fails(article, words, unbuffered):
    article.with_suffix(".toml").write_text("published = 2031-05-06\n", encoding="utf-8")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *(str(article) if word == "FILE" else word for word in words)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(PYTHONUNBUFFERED=unbuffered),
        )
    assert done.returncode == 1
    assert "No space left on device" in one_line(done.stderr)


@pytest.mark.parametrize(("closed", "said"), [("1", "standard output is closed"), ("0", "it is closed")])
def test_a_stream_that_is_closed_is_told(article, closed, said):
    words = [*COMMAND, "annotate", "-" if closed == "0" else str(article), "--published", "2031-05-06"]
    done = subprocess.run(
        ["bash", "-c", f'"$@" {closed}>&-', "bash", *words], capture_output=True, text=True, env=environment()
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert said in one_line(done.stderr)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_is_heeded_before_the_libraries_are_loaded(number, code):
    stopping = (
        "import os, sys\n"
        "class Stopping:\n"
        "    def find_spec(self, name, *_):\n"
        f"        name == 'click' and os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Stopping())\n"
        "from prisoner_diplomacy.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", stopping], capture_output=True, text=True, env=environment())
    assert done.returncode == code
    assert "stopped" in one_line(done.stderr)


def test_a_signal_that_a_library_makes_another_error_of_ends_like_any_other():
    masking = (
        "import os\n"
        "import prisoner_diplomacy.cli as cli\n"
        "def masked(**_):\n"
        "    try:\n"
        f"        os.kill(os.getpid(), {int(signal.SIGINT)})\n"
        "    except BaseException:\n"
        "        raise RuntimeError('Query interrupted')\n"
        "cli.commands = masked\n"
        "cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", masking], capture_output=True, text=True, env=environment())
    assert done.returncode == 130
    assert "stopped" in one_line(done.stderr)


def test_a_signal_that_comes_when_all_is_done_changes_nothing(article):
    late = (
        "import atexit, os, signal, sys\n"
        "class Late:\n"
        "    def __del__(self, kill=os.kill, number=signal.SIGTERM, me=os.getpid()):\n"
        "        kill(me, number)\n"
        "sys.late = Late()\n"
        "from prisoner_diplomacy.__main__ import main\n"
        "main()\n"
    )
    words = [sys.executable, "-c", late, "annotate", str(article), "--published", "2031-05-06"]
    done = subprocess.run(words, capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") > 3


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_report_that_is_stopped_ends_at_once_and_leaves_nothing(
    article, slow_clone, tmp_path, number, code
):
    out = tmp_path / "out" / "report"
    with subprocess.Popen(
        [*COMMAND, "report", str(article), "--published", "2031-05-06", "--out", str(out)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PRISONER_DIPLOMACY_DATA=str(slow_clone / "data")),
    ) as running:
        first = running.stderr.readline()
        assert first.startswith("running 01-slow"), first
        (slow_clone / "running").read_bytes()
        running.send_signal(number)
        said = running.stderr.read()
        assert running.wait() == code
    assert "nothing was left half written" in one_line(said)
    assert list(out.parent.iterdir()) == []


def test_reading_that_is_stopped_ends_with_one_line(tmp_path):
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*COMMAND, "annotate", str(pipe), "--published", "2031-05-06"], stderr=subprocess.PIPE, text=True
    ) as running:
        holding = os.open(pipe, os.O_WRONLY)
        running.send_signal(signal.SIGTERM)
        said = running.stderr.read()
        assert running.wait() == 143
        os.close(holding)
    assert "stopped" in one_line(said)


@pytest.mark.slow
def test_a_report_writes_into_its_folder_and_nowhere_else(article, slow_clone, tmp_path):
    cell = nbformat.v4.new_code_cell("import matplotlib.pyplot as plt\n_ = plt.figure()", id="plot")
    write_notebook(nbformat.v4.new_notebook(cells=[cell]), slow_clone / "notebooks" / "01-slow.ipynb")
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    kept = {
        name: value for name, value in environment().items() if not name.startswith(("JUPYTER", "XDG", "MPL"))
    }
    kept.pop("IPYTHONDIR", None)
    out = tmp_path / "out" / "report"
    done = subprocess.run(
        [*COMMAND, "report", str(article), "--published", "2031-05-06", "--out", str(out)],
        capture_output=True,
        text=True,
        env={
            **kept,
            "HOME": str(home),
            "TMPDIR": str(scratch),
            "PRISONER_DIPLOMACY_DATA": str(slow_clone / "data"),
        },
    )
    assert done.returncode == 0, done.stderr
    assert [str(path.relative_to(home)) for path in home.rglob("*")] == []
    assert [path.name for path in scratch.iterdir()] == []
    assert [path.name for path in out.parent.iterdir()] == ["report"]


@pytest.mark.slow
def test_a_disk_that_fills_under_a_notebook_is_called_full(article, slow_clone, tmp_path, monkeypatch):
    cell = nbformat.v4.new_code_cell(
        "import os\nos.write(os.open('/dev/full', os.O_WRONLY), b'x')", id="write"
    )
    write_notebook(nbformat.v4.new_notebook(cells=[cell]), slow_clone / "notebooks" / "01-slow.ipynb")
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(slow_clone / "data"))
    with pytest.raises(InputError, match="the disk is full"):
        write_report(str(article), date(2031, 5, 6), tmp_path / "out" / "report", lambda _: None)
    assert list((tmp_path / "out").iterdir()) == []


def test_what_a_killed_run_left_is_cleared_and_a_running_one_is_not(tmp_path):
    out = tmp_path / "report"
    stale = tmp_path / ".report-killed"
    stale.mkdir()
    (stale / "lock").touch()
    (stale / "old").mkdir()
    (stale / "old" / "index.html").write_text("before", encoding="utf-8")
    foreign = tmp_path / ".report-cards"
    foreign.mkdir()
    with draft_beside(out) as first, draft_beside(out) as second:
        assert not stale.exists()
        assert first.exists()
        assert second.exists()
        assert (out / "index.html").read_text(encoding="utf-8") == "before"
    assert foreign.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".report-cards", "report"]


def test_a_failed_move_puts_the_old_folder_back(tmp_path):
    out = tmp_path / "report"
    out.mkdir()
    (out / "a").touch()
    with draft_beside(out) as work, pytest.raises(FileNotFoundError):
        put_in_place(work / "none", out)
    assert (out / "a").exists()


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("before", encoding="utf-8")
    (tmp_path / ".a.txt.draft").symlink_to(FULL)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "after" * 10_000)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]
    write_whole(path, "after")
    assert path.read_text(encoding="utf-8") == "after"
