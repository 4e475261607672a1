"""Change the program a little, a sample of times, and count how often a test notices: ``make mutate``.

Each change is one node of the syntax tree: a comparison or an operator turned, a condition negated, a number
one more, a text another, a result nothing (where it is a constant, another one). Docstrings, annotations and
literal types run nothing and stay. Prints the score and every change that no test noticed. What notebook
05 stores, scores and errors on the development articles, is asked last, as ``make test`` asks it of it.
The suite runs once as it is, told by coverage which test enters which line, so that a change is first put to
the tests that reach it, quickest first; a line that few tests reach, since what it gives is kept for later
ones, goes to all tests of its room.
After DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978); own code, since mutmut and
cosmic-ray start the interpreter and its libraries anew for each change.
"""

import argparse
import ast
import copy
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterator
from importlib.machinery import SourceFileLoader
from itertools import accumulate
from pathlib import Path
from random import Random
from types import CodeType
from typing import NamedTuple

import hypothesis  # noqa: F401 (loaded once, before the forks)
import matplotlib.pyplot  # noqa: F401
import pandas  # noqa: F401
import pytest
from coverage import Coverage, CoverageData

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "prisoner_diplomacy"
OFFERED = "tests/test_public_names.py"
TESTS = {
    "reading": ["tests/reading", "tests/text", "tests/events", OFFERED],
    "events": ["tests/events", OFFERED],
    "review": ["tests/review", OFFERED],
    "analysis": ["tests/analysis", "tests/charts", OFFERED],
}
KEPT = ROOT / "build" / "mutate"
SCORES = KEPT / "scores.txt"
APART = (
    "browser", "corpus", "test_audit.py", "test_bounds.py", "test_growth.py", "test_locks.py",
    "test_notebooks.py", "test_project.py", "test_report.py", "test_signals.py", "test_wheel.py",
)  # fmt: skip
"""Tests that start other processes, count steps themselves, or are of the files and not of the program."""
OPTIONS = ("-q", "-p", "no:cacheprovider", "-m", "not slow")
PATIENCE = 300
"""Processor seconds within which the tests of a change must end."""
LONGEST = 0.25
"""The share of all tests' time that those which reach a line may take; the slowest beyond are left out."""
FEW = 5
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
}  # fmt: skip


class Change(NamedTuple):
    """One node of a module, by its number in a walk, and what it becomes."""

    path: Path
    number: int
    line: int
    statement: int
    before: str
    after: str


class Reach:
    """A plugin of pytest: has coverage note which test enters which line; keeps how long each takes."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Say which test enters the lines that run now."""
        self.coverage.switch_context(item.nodeid)
        began = time.process_time()
        done = yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.coverage.switch_context("")
        return done


class Chosen:
    """A plugin of pytest: runs some of the tests, in the order of their names' list."""

    def __init__(self, names: Collection[str]) -> None:
        self.place = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what was not chosen."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.place), key=lambda item: self.place[item.nodeid]
        )


def main() -> int:
    """Sample changes, test each, print the score."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=TESTS, help="one room")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    random = Random(chosen.seed)
    rooms = [chosen.only] if chosen.only else list(TESTS)
    counts = {room: [0, 0] for room in rooms}
    samples = {room: shuffled(random, room) for room in rooms}
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    if apart(store_scores) or apart(store_reach):
        print("the tests fail on the program as it is")
        return 1
    reached = reach()
    for turn in range(chosen.number):
        room = rooms[turn % len(rooms)]
        change = samples[room].pop()
        noticed = is_noticed(change, TESTS[room], reached(change))
        counts[room][0] += noticed
        counts[room][1] += 1
        if not noticed:
            place = change.path.relative_to(SOURCE)
            print(f"not noticed: {place}:{change.line}: {change.before}  ->  {change.after}", flush=True)
        if turn % 20 == 19:
            print(score(counts), flush=True)
    print(score(counts))
    return 0


def score(counts: dict[str, list[int]]) -> str:
    """Return how many changes were noticed, in all and by room."""
    parts = ", ".join(f"{room} {noticed}/{tried}" for room, (noticed, tried) in counts.items())
    noticed, tried = (sum(pair[place] for pair in counts.values()) for place in (0, 1))
    return f"{noticed} of {tried} changes noticed, {noticed / max(tried, 1):.0%} ({parts})"


def shuffled(random: Random, room: str) -> list[Change]:
    """Return every change of a room's modules in a random order."""
    found = [change for path in sorted((SOURCE / room).rglob("*.py")) for change in changes(path)]
    random.shuffle(found)
    return found


def reach() -> Callable[[Change], list[str]]:
    """Return what tells the tests that enter a changed line, the quickest first."""
    ran, seconds = CoverageData(str(KEPT / "lines")), json.loads((KEPT / "seconds.json").read_text())
    ran.read()
    longest = LONGEST * sum(seconds.values())

    def tests_of(change: Change) -> list[str]:
        lines = ran.contexts_by_lineno(str(change.path))
        names = {*lines.get(change.line, ()), *lines.get(change.statement, ())} - {""}
        quickest = sorted(names, key=lambda name: (seconds[name], name))
        sums = accumulate(seconds[name] for name in quickest)
        return [name for name, sum_ in zip(quickest, sums, strict=True) if sum_ <= longest]

    return tests_of


def files_of(tests: list[str]) -> list[str]:
    """Return the files of some tests."""
    return list(dict.fromkeys(name.partition("::")[0] for name in tests))


def changes(path: Path) -> Iterator[Change]:
    """Yield what may be changed in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passive = {id(inner) for node in ast.walk(tree) for part in _passive(node) for inner in ast.walk(part)}
    statements = {
        id(inner): outer.lineno
        for outer in ast.walk(tree)
        if isinstance(outer, ast.stmt)
        for inner in ast.walk(outer)
    }
    for number, node in enumerate(ast.walk(tree)):
        other = None if id(node) in passive else changed(node)
        if other is not None:
            line = getattr(node, "lineno", 0)
            statement = statements.get(id(node), line)
            yield Change(path, number, line, statement, ast.unparse(node), ast.unparse(other))


def _passive(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that do nothing: annotations, docstrings, literal types, imports."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(node, clean=False):
        yield node.body[0]
    if _is_said_only(node):
        yield node
    yield from (
        part for name in ("annotation", "returns") if isinstance(part := getattr(node, name, None), ast.AST)
    )
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        yield node


def _is_said_only(node: ast.AST) -> bool:
    """Say whether a node is for readers or the type checker: a string on its own, a literal type."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"


def changed(node: ast.AST) -> ast.AST | None:
    """Return a node that does something else, or nothing when it is not changed."""
    other = copy.deepcopy(node)
    if isinstance(other, ast.Compare) and type(other.ops[0]) in TURNED:
        other.ops[0] = TURNED[type(other.ops[0])]()  # type: ignore[call-overload]
    elif isinstance(other, ast.BoolOp | ast.BinOp) and type(other.op) in TURNED:
        other.op = TURNED[type(other.op)]()  # type: ignore[assignment]
    elif isinstance(other, ast.If | ast.IfExp | ast.While):
        other.test = ast.UnaryOp(ast.Not(), other.test)
    elif isinstance(other, ast.UnaryOp) and isinstance(other.op, ast.Not):
        return other.operand
    elif isinstance(other, ast.Constant):
        return _another(other)
    elif isinstance(other, ast.Return) and not isinstance(other.value, ast.Constant | None):
        other.value = ast.Constant(None)
    elif isinstance(other, ast.Break | ast.Continue):
        return ast.Pass()
    else:
        return None
    return other


def _another(constant: ast.Constant) -> ast.Constant | None:
    value = constant.value
    if isinstance(value, bool):
        return ast.Constant(not value)
    if isinstance(value, int | float):
        return ast.Constant(value + 1)
    if isinstance(value, str) and value:
        return ast.Constant(f"{value}XX")
    return None


def compiled(change: Change) -> CodeType:
    """Return a module's code with one change."""
    tree = ast.parse(change.path.read_text(encoding="utf-8"))
    target = next((node for number, node in enumerate(ast.walk(tree)) if number == change.number), None)
    if target is not None:
        put(tree, target, changed(target))
    return compile(ast.fix_missing_locations(tree), str(change.path), "exec")


def put(tree: ast.AST, target: ast.AST, other: ast.AST | None) -> None:
    """Put another node in the place of one."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, other)
            elif isinstance(value, list):
                setattr(parent, name, [other if item is target else item for item in value])


def is_noticed(change: Change, room: list[str], tests: list[str]) -> bool:
    """Return whether one of the tests that reach a change fails or never ends on it, or the scores differ."""
    return apart(lambda: run_tests(change, room, tests)) != 0


def run_tests(change: Change, room: list[str], tests: list[str]) -> int:
    """Run tests on the changed program, silently; 0 when all pass and the scores are the same."""
    silence()
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    code, as_written = compiled(change), SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return code if Path(loader.path) == change.path else as_written(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
    if tests and pytest.main(["-x", *OPTIONS, *files_of(tests)], plugins=[Chosen(tests)]):
        return 1
    if len(tests) <= FEW and pytest.main(["-x", *OPTIONS, *room]):
        return 1
    return int(SCORES.read_text(encoding="utf-8") != scores())


def silence() -> None:
    """Print nothing from here on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def scores() -> str:
    """Return what the evaluation tells, errors included."""
    from prisoner_diplomacy.evaluation.evaluate import evaluate_folder
    from prisoner_diplomacy.evaluation.score_tables import describe

    return describe(evaluate_folder(ROOT / "data" / "evaluation"), verbose=True)


def store_scores() -> int:
    """Write the scores of the program as it is."""
    return int(not SCORES.write_text(scores(), encoding="utf-8"))


def store_reach() -> int:
    """Run the suite on the program as it is and write which lines each test enters, and its seconds."""
    silence()
    coverage = Coverage(data_file=str(KEPT / "lines"), source=[str(SOURCE)], config_file=False)
    plugin = Reach(coverage)
    coverage.start()
    failed = pytest.main([*OPTIONS, *(f"--ignore=tests/{name}" for name in APART), "tests"], plugins=[plugin])
    coverage.stop()
    coverage.save()
    (KEPT / "seconds.json").write_text(json.dumps(plugin.seconds), encoding="utf-8")
    return int(failed)


def apart(work: Callable[[], int]) -> int:
    """Do some work in a process of its own, so that this one loads nothing of the program; 0 is well."""
    child = os.fork()
    if not child:
        os._exit(work())
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    sys.exit(main())
