"""Every name that a module says it offers can be had from it."""

from importlib import import_module
from pathlib import Path

import pytest

import prisoner_diplomacy

ROOT = Path(prisoner_diplomacy.__file__).parent
OFFERING = sorted(path for path in ROOT.rglob("__init__.py") if "__all__" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", OFFERING, ids=lambda path: path.parent.name)
def test_what_is_offered_is_there(path):
    name = ".".join([ROOT.name, *path.parent.relative_to(ROOT).parts])
    module = import_module(name)
    assert module.__all__
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
