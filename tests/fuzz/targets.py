"""What the fuzzer feeds: one function an entry into the program, each of which may refuse but never break."""

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import invariants

from prisoner_diplomacy import Article, InputError, annotate, find_events, read_article
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.exchange import from_w3c, to_w3c
from prisoner_diplomacy.review.applying import apply
from prisoner_diplomacy.review.corrections import mark_state, parse_correction, read_corrections, row_state
from prisoner_diplomacy.review.proposals import read_proposals
from prisoner_diplomacy.schema.jsonl import annotation_lines, event_lines, read_annotations, read_events

DAY = date(2031, 5, 6)
TEXT = """Minsk freed 31 Ukrainian citizens on Monday, the ministry said.

“They are home,” Ana Reut told reporters. The United States eased sanctions on Belarus a day earlier.
"""


@cache
def folder() -> Path:
    """Return a folder for files that are read once."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


@cache
def known() -> tuple[Article, list[Any], list[Any]]:
    """Return a small article with its marks and rows."""
    article = Article("a", TEXT, DAY)
    marks = annotate(article)
    return article, marks, find_events(article, marks)


def text(data: bytes) -> None:
    """Annotate any text on any day; the first two bytes choose the day."""
    day = date.fromordinal(1 + int.from_bytes(data[:2], "big") * 55)
    content = data[2:].decode("utf-8", "replace")
    if data[:1] > b"\xf0":
        content = content.replace("\ufffd", "\ud800")
    if content:
        invariants.check(content, day)


def file(data: bytes) -> None:
    """Read any bytes as a page, an archive or a text; a day that is found is one the bytes state."""
    suffix = (".html", ".mhtml", ".txt")[data[0] % 3] if data else ".txt"
    path = folder() / f"a{suffix}"
    path.write_bytes(data[1:])
    with suppress(InputError):
        article = read_article(path, language="en")
        assert article.published is not None
        invariants.check(article.text, article.published)


def sidecar(data: bytes) -> None:
    """Read any bytes as a sidecar."""
    path = folder() / "b.txt"
    path.write_text("Two freed.", encoding="utf-8")
    path.with_suffix(".toml").write_bytes(data)
    with suppress(InputError):
        article = read_article(path, DAY, language="en")
        path.with_suffix(".toml").write_text(article.sidecar(), encoding="utf-8", newline="")
        assert read_article(path, language="en").title == article.title


def labels(data: bytes) -> None:
    """Read any bytes as marks, rows, a review and proposals, each line a JSON object."""
    path = folder() / "c.jsonl"
    path.write_bytes(data)
    article, marks, events = known()
    for read in (read_annotations, read_events):
        with suppress(InputError):
            read(path, article)
    with suppress(InputError):
        reviewed = apply(article, marks, events, read_corrections(path, article))
        invariants.check_spans(article, reviewed.events)
    read_proposals(path, article, marks, "fuzzer", "2031-05-06")


def page(data: bytes) -> None:
    """Read any JSON as a W3C page."""
    with suppress(InputError, ValueError, RecursionError):
        value = json.loads(data)
        for mark in from_w3c(value, TEXT):
            assert TEXT[mark.start : mark.end] == mark.exact


def day(data: bytes) -> None:
    """Read any string as a date of uncertain precision."""
    with suppress(ValueError):
        first, last = edtf_bounds(data.decode("utf-8", "replace"))
        assert first is None or last is None or first <= last


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "file": file,
    "sidecar": sidecar,
    "labels": labels,
    "page": page,
    "day": day,
}


def samples() -> dict[str, list[str]]:
    """Return for each target well-formed inputs, as text, to change from."""
    article, marks, events = known()
    decisions = [
        {"about": "row", "action": "accept", "seen": row_state(article, events[0], events), "became": None},
        {"about": "row", "action": "delete", "seen": row_state(article, events[-1], events), "became": None},
        {"about": "row", "action": "add", "seen": None, "became": row_state(article, events[0], events)},
        {"about": "mark", "action": "delete", "seen": mark_state(article, marks[0]), "became": None},
    ]
    told = [
        {"article": "a", **decision, "by": "a", "when": "2031-05-06", "why": ""} for decision in decisions
    ]
    for row in told:
        parse_correction(row, article)
    proposal = {
        "kind": "release",
        "status": "occurred",
        "words": ["freed"],
        "count_low": 31,
        "count_high": 31,
    }
    return {
        "sidecar": [article.sidecar()],
        "labels": [
            *annotation_lines(article, marks).splitlines(),
            *event_lines(events).splitlines(),
            *(json.dumps(row) for row in [*told, proposal]),
        ],
        "page": [json.dumps(to_w3c(article, marks))],
        "day": ["2025-11-22", "2025-11/..", "../202X", "2025-21~"],
    }
