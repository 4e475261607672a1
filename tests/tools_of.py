"""The programs under tools/, to be called by tests."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def tool(name):
    """Return a program of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
