"""The built wheel works outside a clone, with the packages that it declares and no others."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
TEXT = 'On Monday Minsk freed 31 Ukrainian citizens. "They are home," said Olha Marchenko.\n'
IN_PYTHON = """
from prisoner_diplomacy import annotate, find_events, load_context, read_article, tabulate
from prisoner_diplomacy.evaluation.evaluate import evaluate_folder
from pathlib import Path

article = read_article("one.txt", published="2031-05-06")
print(len(tabulate(find_events(article, annotate(article)))))
print(len(load_context().releases) > 10, len(evaluate_folder(Path("labelled")).results))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT]
    done = subprocess.run([sys.executable, *build], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def outside(wheel, tmp_path_factory):
    """A folder with an article, and a command that runs there what an empty environment has installed."""
    home = tmp_path_factory.mktemp("outside")
    venv.create(home / "venv", symlinks=True)
    python = home / "venv" / "bin" / "python"
    install = ["-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel]
    done = subprocess.run([sys.executable, *install], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lend_packages(next((home / "venv" / "lib").glob("python*/site-packages")))
    (home / "work").mkdir()
    (home / "work" / "one.txt").write_text(TEXT, encoding="utf-8")

    def run(program, *arguments):
        environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
        command = [python.with_name(program), *arguments]
        return subprocess.run(command, cwd=home / "work", env=environment, capture_output=True, text=True)

    return home / "work", run


def lend_packages(site):
    """Put into an environment what the project declares, nothing more, without asking an index."""
    lines = [line for line in metadata.requires("prisoner-diplomacy") if "extra ==" not in line]
    asked = [(line, "") for line in lines]
    for line, extra in asked:
        need = Requirement(line)
        if need.marker and not need.marker.evaluate({"extra": extra}):
            continue
        found = metadata.distribution(need.name)
        for name in {file.parts[0] for file in found.files} - {"..", "__pycache__"}:
            if not (site / name).exists():
                (site / name).symlink_to(found.locate_file(name))
        further = [(line, extra) for line in found.requires or [] for extra in ("", *need.extras)]
        asked.extend(pair for pair in further if pair not in asked)


def test_the_wheel_holds_every_file_of_the_package_and_the_tables(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    files = {path for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT / "src").as_posix() for path in files} <= held
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {f"prisoner_diplomacy/data/{resource['path']}" for resource in package["resources"]}
    assert {*tables, "prisoner_diplomacy/data/datapackage.json"} <= held


@pytest.mark.slow
def test_the_commands_work_on_ones_own_files(outside):
    work, run = outside
    labelled = work / "labelled"
    labelled.mkdir()
    (labelled / "one.txt").write_text(TEXT, encoding="utf-8")
    (labelled / "one.toml").write_text("published = 2031-05-06\n", encoding="utf-8")
    for command in ("annotate", "events"):
        done = run("prisoner-diplomacy", command, "one.txt", "--published", "2031-05-06")
        assert done.returncode == 0, done.stderr
        assert {json.loads(line)["article"] for line in done.stdout.splitlines()} == {"one"}
        name = "annotations" if command == "annotate" else "events"
        (labelled / f"one.{name}.jsonl").write_text(done.stdout, encoding="utf-8")
    for arguments in (("evaluate", "labelled"), ("corpus", "labelled", "out"), ("context", "check")):
        done = run("prisoner-diplomacy", *arguments)
        assert done.returncode == 0, done.stderr
    done = run("python", "-c", IN_PYTHON)
    assert done.stdout.split() == ["1", "True", "1"], done.stderr


@pytest.mark.slow
def test_own_tables_are_checked(outside, tmp_path):
    _, run = outside
    (tmp_path / "context").mkdir()
    for path in [ROOT / "data" / "datapackage.json", *(ROOT / "data" / "context").glob("*.csv")]:
        target = tmp_path / path.relative_to(ROOT / "data")
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    assert run("prisoner-diplomacy", "context", "check", tmp_path).returncode == 0
    (tmp_path / "context" / "totals.csv").write_text("id\nx\n", encoding="utf-8")
    done = run("prisoner-diplomacy", "context", "check", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "totals.csv" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("evaluate",),
        ("report", "some-article"),
        ("review", "one.txt", "--published", "2031-05-06"),
    ],
)
def test_what_needs_a_clone_says_so_in_one_line(outside, arguments):
    done = outside[1]("prisoner-diplomacy", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert "clone" in done.stderr
    assert done.stderr.count("\n") == 1
