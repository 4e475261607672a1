"""Which events are contained in larger ones, so that totals do not count people twice."""

from dataclasses import replace

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.rows import Event

# Among how many releases of a text, from its start, one that contains another is looked for.
LOOKING_AMONG = 40


def link_parts(events: list[Event], partial: set[str]) -> list[Event]:
    """Return the events with ``part_of`` filled.

    Args:
        events: the rows of one article.
        partial: ids of the rows whose number the text gives as some of a group ("9 of the 40").

    A release is part of another of the same countries when that one spans its date ("several
    releases over the past year"), or when its number is given as some of that one's: of one day the
    smaller number is of the larger.
    """
    releases = [event for event in events if _is_release(event)]
    wholes = [_whole(event, releases[:LOOKING_AMONG], partial) for event in events]
    return [replace(e, part_of=whole) if whole else e for e, whole in zip(events, wholes, strict=True)]


def _is_release(event: Event) -> bool:
    return event.kind == "release" and event.status == "occurred"


def _whole(event: Event, releases: list[Event], partial: set[str]) -> str:
    """Return the id of the first release that contains an event, or ''."""
    if not releases or not _is_release(event):
        return ""
    for other in releases:
        if other is event or not _may_contain(other, event):
            continue
        if _spans(other.date, event.date) or _is_share(event, other, partial):
            return other.event_id
    return ""


def _is_share(event: Event, other: Event, partial: set[str]) -> bool:
    """Say whether a release counts some of those another of one day does."""
    if other.date != event.date:
        return False
    counted = bool(event.date) and other.count_low is not None and event.count_low is not None
    return counted or (event.event_id in partial and other.event_id not in partial)


def _may_contain(other: Event, event: Event) -> bool:
    if set(other.actor_country.split(";")).isdisjoint(event.actor_country.split(";")):
        return False
    counts = (other.count_low, event.count_low)
    return None in counts or (other.count_low or 0) > (event.count_low or 0)


def _spans(outer: str, inner: str) -> bool:
    """Say whether a stretch of time holds a shorter one."""
    if "/" not in outer or not inner or outer == inner:
        return False
    start, end = edtf_bounds(outer)
    first, last = edtf_bounds(inner)
    if first is None or last is None:
        return False
    return (start is None or start <= first) and (end is None or last <= end)
