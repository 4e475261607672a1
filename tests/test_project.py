"""The project's own files keep step with one another and tell nothing of the machine they came from."""

import json
import re
import subprocess
import tomllib

import pytest
from tools_of import tool

from prisoner_diplomacy.places import data_folder

ROOT = data_folder().parent
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".yml",
    ".cff",
    ".csv",
    ".json",
    ".jsonl",
    ".txt",
    ".lock",
    ".ipynb",
    ".css",
    "",
}
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp|opt|mnt)/[\w.]")
INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|/simple/|https?://[\w.-]*(?:pypi|pythonhosted|anaconda)"
)
FIXED = re.compile(r"Python \d\.\d+|CC BY \d\.\d|F1|\bW3C\b")
MOST_LINES = 500


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def own_files():
    """Every file of the project, tracked or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no git here to list the files")
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix in TEXT_SUFFIXES]


def test_no_file_tells_of_a_machine_or_an_index():
    for path in own_files():
        if path == ROOT / "tests" / "test_project.py":
            continue
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", path.read_text(encoding="utf-8", errors="replace"))
        if path.name != "notebook_guards.py":
            assert not MACHINE.search(text), (path, MACHINE.search(text)[0])
        if path.name != "sources.csv":
            assert not INDEX.search(text), path


def test_source_files_are_short():
    long = {
        path.name: lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_versions_keep_step():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    newest, day = re.search(r"^## \[(\d[\w.]*)\] - (\S+)$", read("CHANGELOG.md"), re.MULTILINE).groups()
    assert newest == version
    assert f"version: {version}\ndate-released: {day}\n" in read("CITATION.cff")


def test_the_hosted_workflow_runs_both_commands_on_every_python():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    pythons = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python ::" in line]
    assert project["requires-python"] == f">={pythons[0]}"
    workflow = read(".github/workflows/test.yml")
    assert f"python: {json.dumps(pythons)}\n" in workflow
    assert {"make report PYTHON=python", "make test PYTHON=python", "bash .ci/run"} <= set(
        re.findall(r"- run: (.+)", workflow)
    )
    assert re.search(r"schedule:\n +- cron:", workflow)


def test_a_commit_is_checked_as_make_lint_does():
    assert re.search(r"entry: make .*\blint$", read(".pre-commit-config.yaml"), re.MULTILINE)


def test_licences_are_there():
    assert read("LICENSE").startswith("MIT License")
    assert "CC BY 4.0" in read("LICENSE-DATA")
    assert "publisher" in read("LICENSE-DATA")


def test_the_readme_says_what_the_data_say():
    maker = tool("tie_readme")
    text = read("README.md")
    assert maker.tied(text) == text, "run tools/tie_readme.py"
    assert maker.chart.png() == maker.PICTURE.read_bytes(), "run tools/tie_readme.py"


def test_the_readme_states_no_figure_that_is_not_tied():
    text = read("README.md")
    text = re.sub(r"<!-- value:[\w-]+ -->.*?<!-- /value -->", "", text, flags=re.DOTALL)
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|<!--.*?-->", "", text, flags=re.DOTALL)
    assert re.findall(r".*\d.*", FIXED.sub("", text)) == []


def test_links_between_documents_lead_somewhere():
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for address in re.findall(r"\]\(([^)#]+)\)", read(name)):
            if "://" not in address:
                assert (ROOT / address).exists(), address


def test_make_has_every_command():
    makefile = read("Makefile")
    for command in (
        "report",
        "test",
        "test-all",
        "lab",
        "notebooks",
        "lint",
        "bench",
        "lock",
        "clean",
        "help",
    ):
        assert re.search(rf"^{command}:.*## \w", makefile, re.MULTILINE), command
    assert "make test" in read(".ci/run")
