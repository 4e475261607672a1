"""Write the locks from pyproject.toml, for every Python and platform at once; run by ``make lock``.

``requirements.lock`` holds what the report needs, ``requirements-dev.lock`` what JupyterLab and the tests
need beside it. Versions that are locked already stay while they agree with pyproject.toml; ``--upgrade``
takes the newest of all, ``--upgrade-package=NAME`` of one.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
REPORT, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
REPORT_EXTRAS, DEV_EXTRAS = ("notebooks",), ("lab", "test")
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
    """Resolve everything together, then write what the report needs and the rest apart."""
    with tempfile.TemporaryDirectory() as folder:
        whole, report, build = (Path(folder, name) for name in ("whole.txt", "report.txt", "build.txt"))
        build.write_text("\n".join(build_requirements()), encoding="utf-8")
        whole.write_text("".join([*blocks(REPORT), *blocks(DEV)]), encoding="utf-8")
        resolve([build], (*REPORT_EXTRAS, *DEV_EXTRAS), whole, upgrades)
        resolve([build, "--constraint", whole], REPORT_EXTRAS, report, [])
        needed = blocks(report)
        REPORT.write_text("".join(needed), encoding="utf-8")
        DEV.write_text("".join(block for block in blocks(whole) if block not in needed), encoding="utf-8")


def resolve(inputs: list[str | Path], extras: tuple[str, ...], output: Path, upgrades: list[str]) -> None:
    """Let uv write the versions that satisfy pyproject.toml with these extras."""
    named = [option for extra in extras for option in ("--extra", extra)]
    command = ["uv", "pip", "compile", PROJECT, *inputs, *named, *OPTIONS, *upgrades, "--output-file", output]
    subprocess.run([*command, "--python-version", oldest_python()], check=True)


def blocks(path: Path) -> list[str]:
    """Return the lock's entries, each a requirement with its hashes."""
    return re.findall(r"^\S.*\n(?:[ ].*\n)*", path.read_text(encoding="utf-8"), re.MULTILINE)


def build_requirements() -> list[str]:
    """Return what building the package needs."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["build-system"]["requires"]


def oldest_python() -> str:
    """Return the oldest Python that pyproject.toml allows."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["requires-python"].removeprefix(">=")


if __name__ == "__main__":
    write_locks(sys.argv[1:])
