"""The locks are closed: they install without resolving, so no later release can break an install."""

import re
import tomllib
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools_of import tool

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLATFORMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
SYSTEMS = list(product(("3.11.2", "3.12.0", "3.13.0"), PLATFORMS))


class Entry(NamedTuple):
    """One locked package, for the systems that its marker allows."""

    name: str
    version: str
    marker: str


def blocks(*names):
    texts = [(ROOT / name).read_text(encoding="utf-8").strip() for name in names]
    return [block for text in texts for block in re.split(r"\n(?=\S)", text)]


def entries(*names):
    lines = [Requirement(block.split("\\", 1)[0]) for block in blocks(*names)]
    return [
        Entry(canonicalize_name(line.name), str(line.specifier)[2:], str(line.marker or "")) for line in lines
    ]


def asked_by_the_project(*extras):
    project = PROJECT["project"]
    by_extras = [line for extra in extras for line in project["optional-dependencies"][extra]]
    return [*PROJECT["build-system"]["requires"], *project["dependencies"], *by_extras]


LOCKS = {
    "report": (entries("requirements.lock"), asked_by_the_project("notebooks")),
    "test": (
        entries("requirements.lock", "requirements-test.lock"),
        asked_by_the_project("notebooks", "test"),
    ),
    "lab": (
        entries("requirements.lock", "requirements-lab.lock"),
        asked_by_the_project("notebooks", "lab"),
    ),
    "data": (entries("requirements.lock"), asked_by_the_project("data")),
}


def open_requirements(lock, asked, system):
    """Return the requirements that the lock does not meet on a Python and a platform."""
    held = {entry.name: entry for entry in lock if holds(entry.marker, system)}
    lines, reached = [(line, "") for line in asked], set()
    for line, extra in lines:
        requirement = parsed(line)
        if (line, extra) in reached or not holds(str(requirement.marker or ""), system, extra):
            continue
        reached.add((line, extra))
        entry = held.get(canonicalize_name(requirement.name))
        if not entry or not requirement.specifier.contains(entry.version, prereleases=True):
            yield line
        else:
            lines.extend(product(needs(entry), ("", *requirement.extras)))


parsed = cache(Requirement)


@cache
def holds(marker, system, extra=""):
    python, platform = system
    differing = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_version": python,
        "sys_platform": platform,
        "os_name": PLATFORMS[platform][0],
        "platform_system": PLATFORMS[platform][1],
        "extra": extra,
    }
    return not marker or Marker(marker).evaluate({**default_environment(), **differing})


@cache
def needs(entry):
    """Return what a package requires, nothing for one that another platform or Python alone has."""
    try:
        found = metadata.distribution(entry.name)
    except metadata.PackageNotFoundError:
        return []
    return (found.requires or []) if found.version == entry.version else []


WITHOUT_LAB = pytest.mark.skipif(not find_spec("jupyterlab"), reason="JupyterLab is not installed: make lab")
NAMES = [
    *("report", "test"),
    pytest.param("lab", marks=[pytest.mark.slow, WITHOUT_LAB]),
]


@pytest.mark.parametrize("system", SYSTEMS, ids=" ".join)
@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_met_inside_the_lock(name, system):
    assert list(open_requirements(*LOCKS[name], system)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_is_open_when_any_package_is_taken_out(name):
    lock, asked = LOCKS[name]
    for entry in lock:
        rest = [other for other in lock if other.name != entry.name]
        for system in [system for system in SYSTEMS if holds(entry.marker, system)][:1]:
            assert list(open_requirements(rest, asked, system)), entry


def test_a_lock_is_open_when_a_version_does_not_suit():
    lock = [Entry("click", "7.1", "")]
    assert list(open_requirements(lock, ["click>=8", "click<8"], SYSTEMS[0])) == ["click>=8"]


def test_a_lock_is_open_when_what_an_extra_brings_is_missing():
    lock = [entry for entry in LOCKS["test"][0] if entry.name == "hypothesis"]
    plain, more = (set(open_requirements(lock, [f"hypothesis{name}"], SYSTEMS[0])) for name in ("", "[lark]"))
    assert any(line.startswith("lark") for line in more - plain)


def test_what_is_installed_is_what_is_locked():
    lock, _ = LOCKS["test"]
    here = [entry for entry in lock if not entry.marker or Marker(entry.marker).evaluate()]
    installed = {entry.name: metadata.version(entry.name) for entry in here}
    assert installed == {entry.name: entry.version for entry in here}, "another environment than make's"


def test_every_package_is_exact_and_hashed():
    for block in blocks(*(path.name for path in ROOT.glob("requirements*.lock"))):
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+", block), block
        assert "--hash=sha256:" in block, block
        assert "://" not in block, block


def test_conda_takes_the_same_packages():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert text == tool("write_locks").environment()
    named = set(re.findall(r"^  - ([\w-]+)=", text, re.MULTILINE))
    assert named >= {"python", "jupyterlab", "pandas", "matplotlib-base", "nbval"}
