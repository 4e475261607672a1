"""What the reports of one event say together: bounds, best values, who contradicts whom, how sure."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any, NamedTuple

from prisoner_diplomacy.linkage.clusters import Cluster, Report
from prisoner_diplomacy.linkage.facets import ALWAYS, NEVER, Facets, codes

ROLES = {"occurred": "report", "future": "plan", "hypothetical": "wish", "negated": "denial"}


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the row it comes from and the outlet that printed it.

    Args:
        report: as it was joined.
        row: has the columns of an event row as attributes.
        outlet: its publisher, or where unknown the article itself.
        published: the day of its article, ISO, empty when unknown.
        origin: the article whose text its article carries, of those that tell of the event.
    """

    report: Report
    row: Any
    outlet: str
    published: str
    origin: str = ""

    @property
    def facets(self) -> Facets:
        """What it states."""
        return self.report.facets


class Support(NamedTuple):
    """What speaks for a value; a greater one weighs more: reviewed origins, all origins, the latest day."""

    reviewed: int
    origins: int
    latest: str


def support(told: Iterable[Told]) -> Support:
    """Return what speaks for what these reports say: copies of one text count once."""
    reports = list(told)
    reviewed = {one.origin for one in reports if one.report.reviewed}
    origins = {one.origin for one in reports}
    return Support(len(reviewed), len(origins), max((one.published for one in reports), default=""))


def by_value(told: Iterable[Told], value: Callable[[Told], Any]) -> dict[Any, list[Told]]:
    """Return the reports that state something, by what they state."""
    values: dict[Any, list[Told]] = defaultdict(list)
    for one in told:
        stated = value(one)
        if stated:
            values[stated].append(one)
    return values


def best(told: Iterable[Told], value: Callable[[Told], Any]) -> Any:
    """Return the value with most support, of two alike the first in order; None when nobody states one."""
    values = by_value(told, value)
    order = sorted(values, key=repr)
    return max(order, key=lambda stated: support(values[stated]), default=None)


def count_of(one: Told) -> tuple[int, int] | None:
    """Return the bounds of a report's number, -1 where open; None without a number."""
    facets = one.facets
    return (facets.low, facets.high) if facets.counted else None


def days_of(one: Told) -> tuple[int, int] | None:
    """Return the days that a report states, as ordinals; None when it gives none."""
    facets = one.facets
    return (facets.first, facets.last) if facets.dated else None


class JoinedEvent(NamedTuple):
    """An event as its reports tell it; `datapackage.json` describes the columns."""

    event_id: str
    kind: str
    status: str
    date: str
    date_first: str
    date_last: str
    actor: str
    target: str
    actor_country: str
    target_country: str
    count_low: int | None
    count_high: int | None
    count_best_low: int | None
    count_best_high: int | None
    location: str
    part_of: str
    reports: int
    outlets: int
    origins: int
    reviewed: int
    plans: int
    denials: int
    contradictions: int
    sure: float | None


class Contradiction(NamedTuple):
    """What some reports of an event say against what most say; `datapackage.json` describes the columns."""

    event_id: str
    field: str
    value: str
    articles: str
    against: str
    against_articles: str


def event_id_of(cluster: Cluster) -> str:
    """Return an event's id, a hash of what the row at its core states."""
    return hashlib.sha256(repr(tuple(cluster.core)).encode()).hexdigest()[:12]


def join(event_id: str, told: Sequence[Told], status: str) -> tuple[JoinedEvent, list[Contradiction]]:
    """Return an event with what its reports say together, and where they contradict each other.

    Bounds are the lowest and the highest of what reports state, never an average; what is only planned,
    wished or denied does not widen them.

    Args:
        event_id: its id.
        told: its reports.
        status: of the event: that of its core.
    """
    own, others = ([one for one in told if (one.facets.status == status) is same] for same in (True, False))
    contradictions = [*_contradictions(event_id, own), *_denials(event_id, own, others)]
    number, days = best(own, count_of), best(own, days_of)
    event = JoinedEvent(
        event_id=event_id,
        kind=own[0].facets.kind,
        status=status,
        date=_text(best(own, lambda one: one.row.date if one.facets.dated else "")),
        date_first=_day(min((found[0] for one in own if (found := days_of(one))), default=NEVER)),
        date_last=_day(max((found[1] for one in own if (found := days_of(one))), default=NEVER)),
        actor=_text(best(own, lambda one: one.row.actor)),
        target=_text(best(own, lambda one: one.row.target)),
        actor_country=_text(best(own, lambda one: one.row.actor_country)),
        target_country=_text(best(own, lambda one: one.row.target_country)),
        count_low=min((one.facets.low for one in own if one.facets.low >= 0), default=None),
        count_high=max((one.facets.high for one in own if one.facets.high >= 0), default=None),
        count_best_low=_number(number, 0),
        count_best_high=_number(number, 1),
        location=_text(best(own, lambda one: one.row.location)),
        part_of="",
        reports=len(own),
        outlets=len({one.outlet for one in own}),
        origins=len({one.origin for one in own}),
        reviewed=sum(one.report.reviewed for one in own),
        plans=sum(one.facets.status in ("future", "hypothetical") for one in others),
        denials=sum(one.facets.status == "negated" for one in others),
        contradictions=len(contradictions),
        sure=sureness(own, number, days),
    )
    return event, contradictions


def sureness(told: Iterable[Told], number: Any, days: Any) -> float | None:
    """Return the probability that at least one independent report of an event is right; None without any.

    Reports of one origin stand or fall together and count as the surest of them; origins are taken to err
    independently, so where they share a source the value is too high. A report that states another number or
    day than the best-supported one says nothing for the event as shown; a reviewed row is taken to be right.

    Args:
        told: the reports.
        number: the best-supported number.
        days: the best-supported days.
    """
    surest: dict[str, float] = {}
    for one in told:
        sure = 1.0 if one.report.reviewed else one.row.sure
        if sure is None or sure != sure or _differs(one, number, days):
            continue
        surest[one.origin] = max(float(sure), surest.get(one.origin, 0.0))
    if not surest:
        return None
    return round(1 - prod(1 - surest[origin] for origin in sorted(surest)), 4)


def _differs(one: Told, number: Any, days: Any) -> bool:
    return bool(_apart(count_of(one), number, -1) or _apart(days_of(one), days, NEVER))


def _apart(left: tuple[int, int] | None, right: tuple[int, int] | None, opened: int) -> bool:
    """Say whether two stretches have nothing in common; a bound that is open reaches as far as it can."""
    if left is None or right is None:
        return False
    return any(a[1] != opened and a[1] < b[0] for a, b in ((left, right), (right, left)))


def _contradictions(event_id: str, told: Sequence[Told]) -> list[Contradiction]:
    """Return what speaks against the best-supported number, day and countries."""
    found = []
    for field, value, apart, words in FIELDS:
        values = by_value(told, value)
        chosen = best(told, value)
        for stated in sorted(values, key=repr):
            if apart(stated, chosen):
                sides = (words(stated), _articles(values[stated]), words(chosen), _articles(values[chosen]))
                found.append(Contradiction(event_id, field, *sides))
    return found


def _denials(event_id: str, own: Sequence[Told], others: Sequence[Told]) -> list[Contradiction]:
    denied = [one for one in others if one.facets.status == "negated"]
    if not denied:
        return []
    sides = ("negated", _articles(denied), own[0].facets.status, _articles(own))
    return [Contradiction(event_id, "status", *sides)]


def _articles(told: Iterable[Told]) -> str:
    return ";".join(sorted({one.report.article for one in told}))


def _countries(name: str) -> Callable[[Told], tuple[str, ...]]:
    return lambda one: codes(getattr(one.row, name) or "")


def _bounds(bounds: tuple[int, int]) -> str:
    low, high = ("" if bound < 0 else str(bound) for bound in bounds)
    return low if low == high else f"{low}..{high}"


def _stretch(days: tuple[int, int]) -> str:
    first, last = _day(days[0]) or "..", _day(days[1]) or ".."
    return first if first == last else f"{first}/{last}"


def _disjoint(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return set(left).isdisjoint(right)


FIELDS: tuple[tuple[str, Callable[[Told], Any], Callable[[Any, Any], bool], Callable[[Any], str]], ...] = (
    ("count", count_of, lambda left, right: _apart(left, right, -1), _bounds),
    ("date", days_of, lambda left, right: _apart(left, right, NEVER), _stretch),
    ("actor_country", _countries("actor_country"), _disjoint, ";".join),
    ("target_country", _countries("target_country"), _disjoint, ";".join),
)


def _text(value: Any) -> str:
    return str(value or "")


def _number(bounds: tuple[int, int] | None, place: int) -> int | None:
    return bounds[place] if bounds and bounds[place] >= 0 else None


def _day(ordinal: int) -> str:
    return "" if ordinal in (NEVER, ALWAYS) else str(date.fromordinal(ordinal))
