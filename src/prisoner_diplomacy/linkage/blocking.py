"""Which rows are worth comparing: of one kind, of one country or name, in the same weeks.

What is filed in narrow blocks, so many days wide, is met by rows that give a day or a few weeks. A row
that leaves months open would lie in many blocks; it is met by its marks alone, its number and names, in
the years it may lie in.
"""

from collections.abc import Iterator
from datetime import date

from prisoner_diplomacy.linkage.facets import Facets
from prisoner_diplomacy.linkage.rulesets import Rules

BUCKET = 16
"""Days of a block: the narrower, the fewer the comparisons and the more the blocks of a row."""
MOST_YEARS = 10
Key = tuple[str, str, str, int, str]


def keys_to_file(core: Facets) -> Iterator[Key]:
    """Yield the blocks in which an event is found by what it is built on."""
    if core.open:
        return
    if core.wide:
        yield from _by_mark(core, "wide")
    else:
        yield from _by_weeks(core, 0)
        yield from _by_mark(core, "narrow")


def keys_to_search(row: Facets, rules: Rules) -> Iterator[Key]:
    """Yield the blocks in which the events lie that a row may be of."""
    if row.open:
        return
    yield from _by_mark(row, "wide")
    if row.wide:
        yield from _by_mark(row, "narrow")
    else:
        yield from _by_weeks(
            row, rules.days if row.status == "occurred" else max(rules.days, rules.planned_days)
        )


def _by_weeks(facets: Facets, days: int) -> Iterator[Key]:
    buckets = range((facets.first - days) // BUCKET, (facets.last + days) // BUCKET + 1)
    return ((facets.kind, "weeks", who, bucket, "") for who in _who(facets) for bucket in buckets)


def _by_mark(facets: Facets, width: str) -> Iterator[Key]:
    first, last = (date.fromordinal(day).year for day in (facets.first, facets.last))
    years = range(first, last + 1) if last - first <= MOST_YEARS else range(1)
    marks = facets.marks
    return ((facets.kind, width, who, year, mark) for who in _who(facets) for mark in marks for year in years)


def _who(facets: Facets) -> tuple[str, ...]:
    return (*sorted(facets.parties), *facets.names) or ("",)
