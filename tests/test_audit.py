"""The audit tells what advisories say of the locked versions, and never passes where it reached none."""

import json
import sys

import pytest
from tools_of import tool

SAFE = {"name": "click", "version": "8.0", "vulns": []}
UNSAFE = {"name": "lxml", "version": "4.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["4.1"]}]}
UNKNOWN = {"name": "duckdb", "skip_reason": "not found"}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the audit with a program that gives each service's answer; return exit code and what is told."""
    audit = tool("audit")
    monkeypatch.setattr(audit, "PROGRAM", tmp_path / "pip-audit")

    def call(**answers):
        given = {name: {"dependencies": answer} for name, answer in answers.items()}
        (tmp_path / "answers.json").write_text(json.dumps(given), encoding="utf-8")
        (tmp_path / "pip-audit").write_text(
            f"#!{sys.executable}\nimport json, sys\n"
            f"answers = json.load(open({str(tmp_path / 'answers.json')!r}))\n"
            "service = sys.argv[sys.argv.index('--vulnerability-service') + 1]\n"
            "print(json.dumps(answers[service])) if service in answers else sys.exit('no route')\n",
            encoding="utf-8",
        )
        (tmp_path / "pip-audit").chmod(0o755)
        return audit.main(), capsys.readouterr().out.splitlines()

    return call


def test_no_advisory_is_good_news(run):
    assert run(pypi=[SAFE, SAFE]) == (0, ["audit: 2 locked packages compared with PyPI, 0 advisories"])


def test_an_advisory_is_told_with_its_remedy(run):
    code, lines = run(pypi=[SAFE, UNSAFE])
    assert (code, lines[0]) == (1, "lxml 4.0: PYSEC-1, mended in 4.1")


def test_a_package_that_is_not_compared_fails_by_name(run):
    code, (line,) = run(pypi=[SAFE, UNKNOWN])
    assert (code, line.endswith("not compared: duckdb")) == (1, True)


def test_another_service_is_asked_where_the_first_knows_no_package(run):
    assert run(pypi=[UNKNOWN], osv=[SAFE])[1] == ["audit: 1 locked packages compared with OSV, 0 advisories"]


@pytest.mark.parametrize("answers", [{}, {"pypi": [UNKNOWN]}, {"pypi": [], "osv": [UNKNOWN]}])
def test_where_none_can_be_reached_it_fails_in_one_line(run, answers):
    assert run(**answers) == (
        1,
        ["audit: neither PyPI nor OSV gave advisories here; no locked version was compared"],
    )
