"""Whether two rows may speak of one event, and how well they fit."""

from typing import NamedTuple

from prisoner_diplomacy.linkage.facets import Facets
from prisoner_diplomacy.linkage.rulesets import Rules

ANNOUNCED = ("future", "hypothetical")


class Fit(NamedTuple):
    """How well a row fits an event; a greater one fits better.

    Args:
        agreeing: in how many of date, number, parties, names and place both state something and agree.
        exact: in how many of them they state just the same.
        nearness: minus the days between them.
    """

    agreeing: int
    exact: int
    nearness: int


def fit(core: Facets, row: Facets, rules: Rules) -> Fit | None:
    """Return how well a row fits the row at the core of an event, None when something speaks against it.

    Args:
        core: the row that the event is built on.
        row: another.
        rules: how far they may differ.
    """
    if core.kind != row.kind or not _statuses_fit(core, row, rules):
        return None
    days = _days_apart(core, row, rules)
    if days is None or not (_numbers_fit(core, row, rules) and _sides_fit(core, row, rules)):
        return None
    if not (_names_fit(core, row) and _places_fit(core, row, rules)):
        return None
    stated = _both_state(core, row)
    if sum(stated) < rules.agreeing or (_says_little(core, row) and set(core.marks).isdisjoint(row.marks)):
        return None
    return Fit(sum(stated), _exact(core, row), -days)


def _statuses_fit(core: Facets, row: Facets, rules: Rules) -> bool:
    if core.status == row.status:
        return True
    return core.status == "occurred" and row.status in rules.joined_status


def _days_apart(core: Facets, row: Facets, rules: Rules) -> int | None:
    apart = max(core.first - row.last, row.first - core.last, 0)
    allowed = rules.days if row.status == core.status else max(rules.days, rules.planned_days)
    return apart if apart <= allowed else None


def _numbers_fit(core: Facets, row: Facets, rules: Rules) -> bool:
    if not (core.counted and row.counted):
        return True
    return _not_above(core, row, rules.count_ratio) and _not_above(row, core, rules.count_ratio)


def _not_above(left: Facets, right: Facets, ratio: float) -> bool:
    """Say whether the low bound of one is no more than the high bound of the other allows."""
    return left.low < 0 or right.high < 0 or left.low <= right.high * ratio


def _sides_fit(core: Facets, row: Facets, rules: Rules) -> bool:
    left, right = core.parties, row.parties
    if not left or not right:
        return rules.parties != "equal" or left == right
    if _swapped(core, row):
        return False
    if rules.parties == "equal":
        return left == right
    if rules.parties == "within":
        return left <= right or right <= left
    return not left.isdisjoint(right)


def _swapped(core: Facets, row: Facets) -> bool:
    """Say whether who acts in one is acted upon in the other."""
    if not (core.actors and row.actors) or not set(core.actors).isdisjoint(row.actors):
        return False
    return not set(core.actors).isdisjoint(row.targets) and not set(row.actors).isdisjoint(core.targets)


def _names_fit(core: Facets, row: Facets) -> bool:
    """Say whether people who are all named are the same; of a group, each report may name others."""
    if not (core.names and row.names) or not set(core.names).isdisjoint(row.names):
        return True
    return not any(0 <= one.high <= len(one.names) for one in (core, row))


def _places_fit(core: Facets, row: Facets, rules: Rules) -> bool:
    return not rules.place or not (core.place and row.place) or core.place == row.place


def _both_state(core: Facets, row: Facets) -> tuple[bool, ...]:
    return (
        core.dated and row.dated,
        core.counted and row.counted,
        bool(core.parties and row.parties),
        bool(core.names and row.names and not set(core.names).isdisjoint(row.names)),
        bool(core.place and core.place == row.place),
    )


def _says_little(core: Facets, row: Facets) -> bool:
    """Say whether the day of one leaves so much room that only a number or a name can tell events apart."""
    return core.wide != row.wide or (not core.dated and not row.dated)


def _exact(core: Facets, row: Facets) -> int:
    return sum(
        (
            core.dated and row.dated and (core.first, core.last) == (row.first, row.last),
            core.counted and (core.low, core.high) == (row.low, row.high),
            bool(core.parties) and core.parties == row.parties,
            bool(core.names) and core.names == row.names,
            bool(core.place) and core.place == row.place,
        )
    )
