"""Write environment.yml from pyproject.toml and requirements.lock: the same packages, the same versions."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.11"
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
PIP_ONLY = ("ahocorasick-rs", "lxml-html-clean")


def environment() -> str:
    """Return what environment.yml is to hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [normal(name) for name in (*project["dependencies"], *extras["notebooks"], *extras["test"])]
    versions = locked()
    conda = [f"  - {CONDA_NAMES.get(name, name)}={versions[name]}" for name in wanted if name not in PIP_ONLY]
    pip = [f"      - {name}=={versions[name]}" for name in wanted if name in PIP_ONLY]
    lines = [
        "# Written by tools/write_environment.py from pyproject.toml and requirements.lock.",
        f"name: {project['name']}",
        "channels:",
        "  - conda-forge",
        "dependencies:",
        f"  - python={PYTHON}",
        "  - pip",
        *sorted(conda),
        "  - pip:",
        *sorted(pip),
        "      - --editable .",
    ]
    return "\n".join(lines) + "\n"


def locked() -> dict[str, str]:
    """Return the version of every package in the lock."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line) for line in lines)
    return {normal(match[1]): match[2] for match in found if match}


def normal(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
