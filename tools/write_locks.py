"""Write the locks from pyproject.toml, for every Python and platform at once; run by ``make lock``.

``requirements.lock`` holds what the report and publishing need; ``requirements-test.lock`` and
``requirements-lab.lock`` what the tests and JupyterLab need beside it. Versions that are locked already stay
while they agree with pyproject.toml; ``--upgrade`` takes the newest of all, ``--upgrade-package=NAME`` of
one. ``environment.yml`` gets the packages that pyproject.toml names, in the locked versions.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
REPORT = ROOT / "requirements.lock"
BESIDE = {extra: ROOT / f"requirements-{extra}.lock" for extra in ("test", "lab")}
ENVIRONMENT = ROOT / "environment.yml"
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
# Not on conda-forge, or there under a name that stands for something else.
PIP_ONLY = frozenset(
    ("ahocorasick-rs", "axe-playwright-python", "duckdb", "edtf", "lxml-html-clean", "playwright")
)
OPTIONS = (
    "--universal",
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--quiet",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
)


def write_locks(upgrades: list[str]) -> None:
    """Resolve everything together, then write what the report needs and what is needed beside it."""
    with tempfile.TemporaryDirectory() as folder:
        whole, part, build = (Path(folder, name) for name in ("whole.txt", "part.txt", "build.txt"))
        build.write_text("\n".join(build_requirements()), encoding="utf-8")
        locked = dict.fromkeys(block for path in (REPORT, *BESIDE.values()) for block in blocks(path))
        whole.write_text("".join(locked), encoding="utf-8")
        resolve([build], ["notebooks", *BESIDE], whole, upgrades)
        resolve([build, "--constraint", whole], ["notebooks"], REPORT, [])
        for extra, path in BESIDE.items():
            resolve([build, "--constraint", whole], ["notebooks", extra], part, [])
            further = [block for block in blocks(part) if block not in blocks(REPORT)]
            path.write_text("".join(further), encoding="utf-8")


def resolve(inputs: list[str | Path], extras: list[str], output: Path, upgrades: list[str]) -> None:
    """Let uv write the versions that satisfy pyproject.toml with these extras."""
    named = [option for extra in extras for option in ("--extra", extra)]
    command = ["uv", "pip", "compile", PROJECT, *inputs, *named, *OPTIONS, *upgrades, "--output-file", output]
    subprocess.run([*command, "--python-version", oldest_python()], check=True)


def blocks(path: Path) -> list[str]:
    """Return the lock's entries, each a requirement with its hashes."""
    return re.findall(r"^\S.*\n(?:[ ].*\n)*", path.read_text(encoding="utf-8"), re.MULTILINE)


def environment() -> str:
    """Return what environment.yml is to hold: the packages that pyproject.toml names, as they are locked."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = (
        line
        for part in (project["dependencies"], *(extras[e] for e in ("notebooks", *BESIDE)))
        for line in part
    )
    wanted = sorted({canonical(name) for name in named})
    conda = [
        f"  - {CONDA_NAMES.get(name, name)}={versions()[name]}" for name in wanted if name not in PIP_ONLY
    ]
    pip = [f"      - {name}=={versions()[name]}" for name in wanted if name in PIP_ONLY]
    return "\n".join([
        "# Written by `make lock` from pyproject.toml and the locks: the same packages in the same versions.",
        f"name: {project['name']}",
        "channels:",
        "  - conda-forge",
        "dependencies:",
        f"  - python={oldest_python()}",
        "  - pip",
        *conda,
        "  - pip:",
        *pip,
        "      - --editable .",
        "",
    ])  # fmt: skip


def versions() -> dict[str, str]:
    """Return the version of every locked package."""
    locked = (
        re.match(r"([\w.-]+)==([^\s;]+)", block)
        for path in (REPORT, *BESIDE.values())
        for block in blocks(path)
    )
    return {canonical(match[1]): match[2] for match in locked if match}


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def build_requirements() -> list[str]:
    """Return what building the package needs."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["build-system"]["requires"]


def oldest_python() -> str:
    """Return the oldest Python that pyproject.toml allows."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["requires-python"].removeprefix(">=")


if __name__ == "__main__":
    write_locks(sys.argv[1:])
    ENVIRONMENT.write_text(environment(), encoding="utf-8")
