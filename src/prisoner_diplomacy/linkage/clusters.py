"""Rows that speak of one event, brought together around the row that states most and has most support.

The rows that state the same are one; the strongest of them become the cores of events, and every other
joins the core it fits best, or becomes a core itself. A row is held against cores, never against what
joined them, so that no chain of small differences joins what lies far apart (star clustering: J. A.
Aslam, E. Pelekhov, D. Rus, The star clustering algorithm for static and dynamic information
organization, 2004). The order is that of what rows state, not that of the input.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prisoner_diplomacy.linkage.blocking import Key, keys_to_file, keys_to_search
from prisoner_diplomacy.linkage.facets import Facets
from prisoner_diplomacy.linkage.fitting import Fit, fit
from prisoner_diplomacy.linkage.rulesets import Rules

STATUSES = ("occurred", "future", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class Report:
    """A row to be joined.

    Args:
        article, row: the id of its article, and its own within it.
        part_of: the row of the same article that it is part of, else empty.
        facets: what it states.
        text: the same for all rows whose articles carry one text word for word.
        reviewed: whether a person has checked it.
    """

    article: str
    row: str
    part_of: str
    facets: Facets
    text: str
    reviewed: bool = False


@dataclass(slots=True)
class Cluster:
    """The rows of one event, and the one they were held against."""

    core: Facets
    reports: list[Report] = field(default_factory=list)
    statuses: set[tuple[str, str]] = field(default_factory=set)
    rows: set[tuple[str, str]] = field(default_factory=set)
    wholes: set[tuple[str, str]] = field(default_factory=set)

    def take(self, reports: Iterable[Report]) -> None:
        """Add rows."""
        for report in reports:
            self.reports.append(report)
            self.statuses.add((report.article, report.facets.status))
            self.rows.add((report.article, report.row))
            if report.part_of:
                self.wholes.add((report.article, report.part_of))


def gather(reports: Iterable[Report], rules: Rules) -> list[Cluster]:
    """Return the events that rows speak of, the strongest first.

    Args:
        reports: rows, in any order; it makes no difference to what is returned.
        rules: when two rows speak of one event.
    """
    alike: Mapping[Facets, list[Report]] = defaultdict(list)
    for report in reports:
        alike[report.facets].append(report)
    clusters: list[Cluster] = []
    found_in: Mapping[Key, list[int]] = defaultdict(list)
    for facets in sorted(alike, key=lambda facets: _strength(facets, alike[facets])):
        group = Cluster(facets)
        group.take(sorted(alike[facets], key=lambda report: (report.article, report.row)))
        near = {number for key in keys_to_search(facets, rules) for number in found_in.get(key, ())}
        home = _home(group, [clusters[number] for number in sorted(near)], rules)
        if home:
            home.take(group.reports)
            continue
        for key in keys_to_file(facets):
            found_in[key].append(len(clusters))
        clusters.append(group)
    return clusters


def _strength(facets: Facets, reports: Sequence[Report]) -> tuple[object, ...]:
    """Return what rows are sorted by: what happened first, then what is checked, full, said by many."""
    return (
        STATUSES.index(facets.status),
        not any(report.reviewed for report in reports),
        facets.wide,
        not facets.dated,
        -facets.completeness,
        -len({report.text for report in reports}),
        -len(facets.parties),
        facets,
    )


def _home(group: Cluster, near: Sequence[Cluster], rules: Rules) -> Cluster | None:
    """Return the event that rows fit best, None when they fit none, or two alike."""
    fits = [
        (fit(cluster.core, group.core, rules), cluster)
        for cluster in near
        if _may_join(cluster, group, rules)
    ]
    good: list[tuple[Fit, Cluster]] = [(how, cluster) for how, cluster in fits if how]
    if not good:
        return None
    best = max(how for how, _ in good)
    chosen = [cluster for how, cluster in good if how == best]
    if len(chosen) > 1 and rules.ties == "alone":
        return None
    return min(chosen, key=lambda cluster: cluster.core)


def _may_join(cluster: Cluster, group: Cluster, rules: Rules) -> bool:
    if not (cluster.rows.isdisjoint(group.wholes) and cluster.wholes.isdisjoint(group.rows)):
        return False
    return rules.same_article or cluster.statuses.isdisjoint(group.statuses)
