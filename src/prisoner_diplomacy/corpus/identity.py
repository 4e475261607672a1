"""Which state of the program makes rows: two of them may give other rows, or other bytes."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

PROGRAM = "prisoner-diplomacy"
PACKAGE = Path(__file__).resolve().parent.parent
LEXICON = "lexicon"
LEXICON_FILES = (".csv", ".toml", ".txt")
ROOMS = ("article", "corpus", "events", "reading", "schema", "text")
"""What decides on rows beside the lexicon."""


@cache
def program() -> dict[str, str]:
    """Return what tells one state of the program from another that would give other rows or other bytes."""
    return {
        "version": metadata.version(PROGRAM),
        "code": _hash(path for room in (LEXICON, *ROOMS) for path in (PACKAGE / room).rglob("*.py")),
        "lexicon": _hash(path for path in (PACKAGE / LEXICON).rglob("*") if path.suffix in LEXICON_FILES),
        "pyarrow": metadata.version("pyarrow"),
    }


def _hash(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
