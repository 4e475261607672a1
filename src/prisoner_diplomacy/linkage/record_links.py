"""Which rows of the record tell of an event: releases, sanctions and contacts that fit it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.linkage.blocking import Key, keys_to_file, keys_to_search
from prisoner_diplomacy.linkage.facets import NEVER, Facets, codes, folded, number_of, surnames
from prisoner_diplomacy.linkage.fitting import fit
from prisoner_diplomacy.linkage.rulesets import Rules

if TYPE_CHECKING:
    from prisoner_diplomacy.record.load import Context

DIRECTIONS = {"tighten": "sanction", "ease": "sanction-relief"}
CONTACTS = {
    "visit": "talks",
    "call": "talks",
    "meeting": "talks",
    "appointment": "appointment",
    "embassy": "appointment",
}
NO_RELEASE = "house arrest"


class RecordLink(NamedTuple):
    """A row of the record that tells of an event; `datapackage.json` describes the columns."""

    event_id: str
    table: str
    id: str
    agreeing: int
    days_apart: int


class RecordRow(NamedTuple):
    """A row of the record, and what it states."""

    table: str
    id: str
    facets: Facets


def record_rows(context: "Context") -> Iterator[RecordRow]:
    """Yield what the rows of the record state, in the terms of report rows."""
    subjects = tuple(sorted({code for cell in context.releases["country"] for code in codes(cell)}))
    row: Any
    for row in context.releases.itertuples():
        if row.kind != NO_RELEASE:
            names, bounds = surnames(row.named), (row.count_low, row.count_high)
            yield _record_row("releases", row, "release", codes(row.country), (), bounds, names)
    for row in context.sanctions.itertuples():
        if row.direction in DIRECTIONS:
            low, high = (_sum(row, bound) for bound in ("low", "high"))
            kind = DIRECTIONS[row.direction]
            yield _record_row("sanctions", row, kind, codes(row.sender), subjects, (low, high), ())
    for row in context.contacts.itertuples():
        yield _record_row("contacts", row, CONTACTS[row.kind], codes(row.parties), (), (None, None), ())


def _record_row(
    table: str,
    row: Any,
    kind: str,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    bounds: tuple[Any, Any],
    names: tuple[str, ...],
) -> RecordRow:
    start, end = edtf_bounds(row.date)
    first = start.toordinal() if start else NEVER
    last = end.toordinal() if end else first
    low, high = map(number_of, bounds)
    place = folded(getattr(row, "place", ""))
    facets = Facets(kind, "occurred", first, last, True, actors, targets, low, high, names, place)
    return RecordRow(table, row.id, facets)


def _sum(row: Any, bound: str) -> int | None:
    """Return how many people and firms a measure names together, None when neither is known."""
    known = [n for name in ("people", "entities") if (n := number_of(getattr(row, f"{name}_{bound}"))) >= 0]
    return sum(known) if known else None


def link_record(events: Iterable[tuple[str, Facets]], context: "Context", rules: Rules) -> list[RecordLink]:
    """Return the rows of the record that fit an event best, of each event that happened.

    Args:
        events: the id of each, and what it states.
        context: the record.
        rules: how far they may differ.
    """
    filed: Mapping[Key, list[RecordRow]] = defaultdict(list)
    for row in record_rows(context):
        for key in keys_to_file(row.facets):
            filed[key].append(row)
    found = (link for name, facets in events for link in _links_of(name, facets, filed, rules))
    return sorted(found)


def _links_of(
    event_id: str, facets: Facets, filed: Mapping[Key, list[RecordRow]], rules: Rules
) -> list[RecordLink]:
    near = {row for key in keys_to_search(facets, rules) for row in filed.get(key, ())}
    fits = [
        (how, row) for row in near if (how := fit(row.facets, facets, rules)) and facets.status == "occurred"
    ]
    best = max((how for how, _ in fits), default=None)
    return [
        RecordLink(event_id, row.table, row.id, how.agreeing, -how.nearness)
        for how, row in fits
        if how == best
    ]
