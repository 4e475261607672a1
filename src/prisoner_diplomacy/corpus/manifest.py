"""What a data set says of itself: who made it, from what, with which settings, how much it holds.

Nothing in it depends on when or where a run was made, so that those of two runs can be compared line by line.
"""

import json
from collections import Counter
from typing import Any

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.dataset import COMPLETE, MANIFEST, RUNNING, TABLES
from prisoner_diplomacy.corpus.entries import LEFT_OUT
from prisoner_diplomacy.corpus.identity import program
from prisoner_diplomacy.corpus.store import Store
from prisoner_diplomacy.corpus.working import Settings

FORMAT = 1


def begin(store: Store, settings: Settings, resume: bool) -> None:
    """Write that a run has begun, or see that the one to go on with was made by this program and settings.

    Raises:
        InputError: there is something already, or what is there was made otherwise.
    """
    ours = {"format": FORMAT, "program": program(), "settings": _plain(settings)}
    if store.is_empty():
        store.write(MANIFEST, _encoded({"state": RUNNING, **ours}))
    elif not resume:
        raise InputError(f"{store.out}: exists already; --resume goes on with it, or name a new folder")
    else:
        _check_same(_read(store), ours, store.out)


def finish(store: Store, settings: Settings, source: dict[str, str], parts: int) -> dict[str, Any]:
    """Count what the data set holds, write that it is complete, and return what was written."""
    rows, failures = Counter[str](), Counter[str]()
    for number in range(parts):
        for name in TABLES:
            rows[name] += store.metadata(name, number).num_rows
        failures.update(store.column("failures", number, "reason"))
    manifest = {
        "state": COMPLETE,
        "format": FORMAT,
        "program": program(),
        "settings": _plain(settings),
        "source": source,
        "parts": parts,
        "rows": {name: rows[name] for name in TABLES},
        "failures": dict(sorted(failures.items())),
    }
    store.write(MANIFEST, _encoded(manifest))
    return manifest


def failed(manifest: dict[str, Any]) -> int:
    """Return how many articles could not be done; what was left out because it is none is no failure."""
    return sum(number for reason, number in manifest["failures"].items() if reason != LEFT_OUT)


def _plain(settings: Settings) -> dict[str, Any]:
    day = settings.published
    return {**settings._asdict(), "published": day.isoformat() if day else None}


def _encoded(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def _read(store: Store) -> dict[str, Any]:
    raw = store.read(MANIFEST)
    if raw is None:
        raise InputError(f"{store.out}: no data set of a corpus run; name a new folder")
    try:
        return dict(json.loads(raw))
    except (ValueError, TypeError) as error:
        raise InputError(f"{store.out}/{MANIFEST}: malformed: {error}; name a new folder") from None


def _check_same(theirs: dict[str, Any], ours: dict[str, Any], out: str) -> None:
    if theirs.get("format") != ours["format"]:
        raise InputError(f"{out}: written in another format, by another version; name a new folder")
    for part, told in (("program", "by another state of the program"), ("settings", "with other settings")):
        there = theirs.get(part)
        there = there if isinstance(there, dict) else {}
        differing = [
            f"{name} {str(there.get(name))[:12]}, now {str(value)[:12]}"
            for name, value in ours[part].items()
            if there.get(name) != value
        ]
        if differing:
            raise InputError(f"{out}: written {told}: {'; '.join(differing)}; name a new folder")
