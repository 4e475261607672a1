"""What holds of every annotation and every row, whatever the text; property tests and the fuzzer ask it."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from edtf import Interval, Level1Interval, parse_edtf

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.exchange import from_w3c, to_w3c
from prisoner_diplomacy.schema.jsonl import (
    annotation_lines,
    check_event_values,
    check_mark_values,
    event_lines,
    parse_spans,
)
from prisoner_diplomacy.schema.marks import Annotation, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event

NUMBER = r"(?:\d+|X+)(?:\.\d+)?"
TO_DAYS, TO_SECONDS = ("".join(f"(?:{NUMBER}{unit})?" for unit in units) for units in ("YMWD", "HMS"))
DURATION = re.compile(rf"P(?=[\dXT]){TO_DAYS}(?:T(?=[\dX]){TO_SECONDS})?|P{NUMBER}(?:DE|CE)")
PART = re.compile(r"\.\.|(?:\d\d(?:\d\d|\dX|XX)|\d{4}-\d\d(?:-\d\d)?)[~?%]?")
LARGEST = 2**63
"""Counts are whole numbers that every table holds."""


def check(text: str, day: date) -> None:
    """Fail when the marks or rows of a text are not what the codebook allows."""
    article = Article("t", text, day)
    marks, events = read(article)
    check_marks(article, marks)
    check_events(article, events)
    check_round_trips(article, marks, events)


def read(article: Article) -> tuple[list[Annotation], list[Event]]:
    """Return the marks and rows of an article."""
    marks = annotate(article)
    return marks, find_events(article, marks)


def check_marks(article: Article, marks: Sequence[Annotation]) -> None:
    """Fail when a mark does not fit its text, overlaps one of its layer, or holds a value that is none."""
    assert list(marks) == sorted(marks, key=lambda mark: (mark.start, mark.end, mark.layer))
    layers: dict[str, list[Annotation]] = {}
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(article.text)
        assert article.text[mark.start : mark.end] == mark.exact
        row = {name: getattr(mark, name) for name in mark._fields}
        check_mark_values(mark.layer, row, "mark")
        layers.setdefault(mark.layer, []).append(mark)
        if isinstance(mark, Time):
            check_time(mark)
        if mark.layer == "quantity":
            check_range(row["low"], row["high"])
    for layer in layers.values():
        check_overlaps(layer)


def check_time(mark: Time) -> None:
    """Fail when the value of a time is not of its type."""
    if mark.type == "SET":
        assert mark.value == ""
    elif mark.type == "DURATION":
        assert all(DURATION.fullmatch(part) for part in mark.value.split("/")), mark
    elif mark.value:
        check_edtf(mark.value)


def check_own_edtf(value: str) -> None:
    """Fail when a value is no EDTF for the project's own reader, or is not written as EDTF is."""
    edtf_bounds(value)
    assert all(PART.fullmatch(part) for part in value.split("/")), value


def check_edtf(value: str) -> None:
    """Fail when a value is no EDTF, for the project's own reader or for another one, or they differ."""
    ours, theirs = edtf_bounds(value), other_bounds(value)
    if "-2" not in value.replace("-20", "").replace("-29", ""):
        assert theirs is None or ours == theirs, value


@lru_cache(maxsize=1_000_000)
def other_bounds(value: str) -> tuple[date | None, date | None] | None:
    """Return the bounds that the ``edtf`` package gives; nothing where it has its own idea of a season."""
    if "X" in value:
        return [parse_edtf(part) for part in value.split("/") if part != ".."] and None
    parsed = parse_edtf(value)
    if re.search(r"-2[1-4](?!-?\d)", value):
        return None
    if isinstance(parsed, Interval | Level1Interval):
        start, end = value.split("/")
        return (
            None if start == ".." else _day(parse_edtf(start).lower_strict()),
            None if end == ".." else _day(parse_edtf(end).upper_strict()),
        )
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: Sequence[int]) -> date:
    year, month, day = moment[:3]
    return date(year, month, day)


def check_range(low: float | None, high: float | None) -> None:
    """Fail when bounds are turned round or are no numbers that a table holds."""
    for bound in (low, high):
        assert bound is None or abs(bound) < LARGEST
    assert low is None or high is None or low <= high


def check_overlaps(layer: Sequence[Annotation]) -> None:
    """Fail when two marks of one layer overlap, but for a direct quote within another."""
    for before, after in pairwise(layer):
        nested = isinstance(before, Quote) and isinstance(after, Quote) and after.end <= before.end
        both_direct = nested and before.kind == after.kind == "direct"  # type: ignore[union-attr]
        assert before.end <= after.start or both_direct, (before, after)


def check_events(article: Article, events: Sequence[Event]) -> None:
    """Fail when a row has a value that its column does not allow, or points to nothing."""
    check_spans(article, events)
    ids = [event.event_id for event in events]
    assert len(set(ids)) == len(ids)
    parents = {event.event_id: event.part_of for event in events}
    for event in events:
        check_event_values({name: getattr(event, name) for name in COLUMNS}, "row")
        assert event.article == article.id
        assert not event.part_of or event.part_of in parents
        assert event.event_id not in _ancestors(event.event_id, parents)
        if event.date:
            check_edtf(event.date)
        assert bool(event.date) == (event.date_basis != "none"), event
        check_range(event.count_low, event.count_high)
        assert event.count_low is None or event.count_low >= 0
        assert event.mentions
        assert event.sure is None or 0 <= event.sure <= 1
        assert (event.actor_basis == "none") == (not event.actor and not event.actor_country), event
        assert (event.target_basis == "none") == (not event.target and not event.target_country), event
        for value in (event.actor, event.target, event.counted, event.location, event.attributed_to):
            assert value == " ".join(value.split()), event


def check_spans(article: Article, events: Sequence[Event]) -> None:
    """Fail when a row points outside its text."""
    for event in events:
        for spans in (event.mentions, event.evidence):
            for start, end in parse_spans(spans, "row"):
                assert 0 <= start < end <= len(article.text)


def _ancestors(name: str, parents: dict[str, str]) -> list[str]:
    found: list[str] = []
    while (name := parents.get(name, "")) and name not in found:
        found.append(name)
    return found


def check_round_trips(article: Article, marks: Sequence[Annotation], events: Sequence[Event]) -> None:
    """Fail when what is written does not read back the same."""
    lines = [json.loads(line) for line in annotation_lines(article, marks).split("\n") if line]
    assert [(line["layer"], line["start"], line["end"], line["exact"]) for line in lines] == [
        (mark.layer, mark.start, mark.end, mark.exact) for mark in marks
    ]
    rows = [json.loads(line) for line in event_lines(events).split("\n") if line]
    assert [Event(**row) for row in rows] == list(events)
    page = json.loads(json.dumps(to_w3c(article, marks)))
    assert [(mark.layer, mark.start, mark.end) for mark in from_w3c(page, article.text)] == [
        (mark.layer, mark.start, mark.end) for mark in marks
    ]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerows([getattr(event, name) for name in COLUMNS] for event in events)
    assert len(list(csv.reader(io.StringIO(table.getvalue(), newline="")))) == len(events)
