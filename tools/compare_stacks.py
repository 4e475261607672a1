"""Run the suite and the report on several stacks of packages and compare every number: ``make test-stacks``.

Pinned is what the locks say, old is pandas 2.2 with matplotlib 3.8, newest is what the registry has today. A
stack is named ``newest-3.13``: packages, then Python. The tables are those of every figure and every named
table that the notebooks show.
"""

import csv
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STACKS = ROOT / "build" / "stacks"
PINNED = "pinned-3.11"
DEFAULT = (PINNED, "old-3.11", "newest-3.11", "old-3.12", "newest-3.12", "newest-3.13")
LOCKS = ("-r", "requirements.lock", "-r", "requirements-test.lock")
PACKAGES = {
    "pinned": [*LOCKS, "--no-deps"],
    "old": ["-e", ".[notebooks,test]", "pandas==2.2.*", "matplotlib==3.8.*"],
    "newest": ["-e", ".[notebooks,test]", "--upgrade"],
}
SUITE = (
    "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "-m", "not slow",
    "--ignore=tests/test_locks.py", "--ignore=tests/test_project.py", "--ignore=tests/test_notebooks.py",
    "--ignore=tests/browser", "--ignore=tests/test_wheel.py",
)  # fmt: skip
"""Without what tests the locks, the files and the stored pictures themselves."""
COMMAND = "from prisoner_diplomacy.cli import main; main()"
Cells = list[list[str]]


def main(names: list[str]) -> int:
    """Make each stack, test it and compare its tables with the pinned one's; 1 when something differs."""
    failed = False
    for name in names:
        python = install(name)
        tested = run([python, *SUITE], STACKS / name / "suite.txt")
        reported = run([python, "-c", COMMAND, "report", "--out", STACKS / name / "report"])
        print(f"{name}: {versions(python)}; suite {told(tested)}, report {told(reported)}", flush=True)
        failed |= bool(tested or reported)
    for name in names[1:]:
        tables, cells, changed = compare(STACKS / names[0] / "report", STACKS / name / "report")
        print(
            f"{name} against {names[0]}: {tables} tables, {cells} cells, {len(changed)} changed", flush=True
        )
        print("".join(f"  {line}\n" for line in changed[:20]), end="")
        failed |= bool(changed)
    return int(failed)


def told(code: int) -> str:
    """Return in a word how a program ended."""
    return f"fails ({code})" if code else "passes"


def install(name: str) -> Path:
    """Make a stack's environment when it is not there; return its Python."""
    packages, version = name.split("-")
    folder = STACKS / name / "venv"
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        subprocess.run(["uv", "venv", "--quiet", "--clear", "--python", version, folder], check=True)
        pip = ["uv", "pip", "install", "--quiet", "--python", python]
        subprocess.run([*pip, *PACKAGES[packages]], cwd=ROOT, check=True)
        subprocess.run([*pip, "--no-deps", "-e", "."], cwd=ROOT, check=True)
        (folder / ".ready").touch()
    return python


def run(command: list[object], log: Path | None = None) -> int:
    """Run a program within its own environment; return its exit code."""
    python = Path(str(command[0]))
    mine = {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}", "MPLBACKEND": "agg"}
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, env={**os.environ, **mine}, capture_output=True, text=True
    )
    if log:
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).splitlines()[-15:]), flush=True)
    return done.returncode


def versions(python: Path) -> str:
    """Return the versions that make the difference."""
    code = (
        "import sys, pandas, matplotlib, numpy\n"
        "print(f'Python {sys.version.split()[0]}, pandas {pandas.__version__}, '"
        "f'matplotlib {matplotlib.__version__}, numpy {numpy.__version__}')"
    )
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def compare(one: Path, other: Path) -> tuple[int, int, list[str]]:
    """Return how many tables and cells two reports have, and every cell that differs."""
    before, after = read_tables(one), read_tables(other)
    changed = [f"{name}: only in one" for name in sorted(before.keys() ^ after.keys())]
    for name in sorted(before.keys() & after.keys()):
        changed += differing(name, before[name], after[name])
    return len(before), sum(len(row) for table in before.values() for row in table), changed


def read_tables(report: Path) -> dict[str, Cells]:
    """Return every table of a report by its name."""
    folder = report / "tables"
    found = {}
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[str(path.relative_to(folder))] = list(csv.reader(file))
    return found


def differing(name: str, before: Cells, after: Cells) -> list[str]:
    """Return the cells of a table that differ, each with its place."""
    if len(before) != len(after):
        return [f"{name}: {len(before)} rows, then {len(after)}"]
    return [
        f"{name}, row {number}: {one} became {other}"
        for number, (one, other) in enumerate(zip(before, after, strict=True), 1)
        if one != other
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(DEFAULT)))
