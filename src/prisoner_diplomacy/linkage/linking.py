"""From report rows to events: the rows of a corpus joined by a set of rules, as tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.linkage.clusters import Cluster, Report, gather
from prisoner_diplomacy.linkage.facets import facets_of
from prisoner_diplomacy.linkage.joined import ROLES, Contradiction, JoinedEvent, Told, event_id_of, join
from prisoner_diplomacy.linkage.origins import Text, origins_of
from prisoner_diplomacy.linkage.record_links import RecordLink, link_record
from prisoner_diplomacy.linkage.rulesets import Rules

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.record.load import Context


class Printed(NamedTuple):
    """What is known of an article beside its rows.

    Args:
        published: ISO day, empty when unknown.
        publisher: the outlet, empty when unknown.
        sketch: of its text, as `sketch_of` makes it; empty without a text.
    """

    published: str = ""
    publisher: str = ""
    sketch: str = ""


UNKNOWN = Printed()


class ReportOfEvent(NamedTuple):
    """A report row and the event it is of; `datapackage.json` describes the columns."""

    event_id: str
    article: str
    report: str
    role: str
    publisher: str
    published: str
    origin: str
    checked: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Events joined from report rows, each table a list of records.

    Args:
        rules: the set they were joined by.
        events: one record an event, in the order of their days.
        reports: which report rows each event has.
        contradictions: where its reports contradict each other.
        records: which rows of the record tell of it.
    """

    rules: Rules
    events: list[JoinedEvent]
    reports: list[ReportOfEvent]
    contradictions: list[Contradiction]
    records: list[RecordLink]

    def tables(self) -> dict[str, list[Any]]:
        """Return the tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the tables by name as pandas frames; unknown numbers are missing, unknown texts empty."""
        return {name: _frame(records, TABLES[name]) for name, records in self.tables().items()}


TABLES: Mapping[str, type[Any]] = {
    "events": JoinedEvent,
    "reports": ReportOfEvent,
    "contradictions": Contradiction,
    "records": RecordLink,
}
WHOLE = ("count_low", "count_high", "count_best_low", "count_best_high")


def link_reports(
    rows: Iterable[Any],
    articles: Mapping[str, Printed],
    rules: Rules,
    context: "Context | None" = None,
) -> Linked:
    """Join report rows to events by a set of rules; neither depends on the order of the rows.

    Args:
        rows: with the columns of an event row as attributes, ``article`` and ``event_id`` naming each.
        articles: what is known of their articles, by id; one that is not known is its own outlet and origin.
        rules: when two rows speak of one event, as `load_rules` gives them.
        context: the record, to which events are linked; None links none.

    Raises:
        InputError: two rows have one article and id, or a date is none that EDTF knows.
    """
    told = _told(rows, articles, rules)
    clusters = gather((one.report for one in told.values()), rules)
    ids = [event_id_of(cluster) for cluster in clusters]
    groups = [_of(cluster, told, articles, rules) for cluster in clusters]
    joined = [join(ids[n], groups[n], cluster.core.status) for n, cluster in enumerate(clusters)]
    homes = {key: ids[n] for n, cluster in enumerate(clusters) for key in cluster.rows}
    events = [_with_whole(joined[n][0], cluster, homes) for n, cluster in enumerate(clusters)]
    cores = [(ids[n], cluster.core) for n, cluster in enumerate(clusters)]
    return Linked(
        rules,
        sorted(events, key=lambda event: (event.date_first, event.kind, event.event_id)),
        sorted(_report(ids[n], one) for n, group in enumerate(groups) for one in group),
        sorted(contradiction for _, found in joined for contradiction in found),
        link_record(cores, context, rules) if context else [],
    )


def _told(rows: Iterable[Any], articles: Mapping[str, Printed], rules: Rules) -> dict[tuple[str, str], Told]:
    told: dict[tuple[str, str], Told] = {}
    for row in rows:
        key = (row.article, row.event_id)
        if key in told:
            raise InputError(f"{row.article}: two rows have the id {row.event_id}; link each report once")
        printed = articles.get(row.article, UNKNOWN)
        facets, text = _facets(row, printed, rules), printed.sketch or row.article
        report = Report(*key, row.part_of or "", facets, text, bool(row.checked))
        told[key] = Told(report, row, printed.publisher or row.article, printed.published)
    return told


def _facets(row: Any, printed: Printed, rules: Rules) -> Any:
    try:
        return facets_of(row, date.fromisoformat(printed.published) if printed.published else None, rules)
    except ValueError as error:
        raise InputError(f"{row.article}, row {row.event_id}: {error}") from None


def _of(
    cluster: Cluster, told: Mapping[tuple[str, str], Told], articles: Mapping[str, Printed], rules: Rules
) -> list[Told]:
    """Return the reports of an event, each with the article whose text it carries."""
    names = sorted({article for article, _ in cluster.rows})
    known = [(articles.get(name, UNKNOWN), name) for name in names]
    origins = origins_of([Text(p.published, name, p.sketch) for p, name in known], rules.resemblance)
    return [replace(told[key], origin=origins[key[0]]) for key in sorted(cluster.rows)]


def _with_whole(event: JoinedEvent, cluster: Cluster, homes: Mapping[tuple[str, str], str]) -> JoinedEvent:
    """Return an event with the larger one that it is part of, when its reports say so of one alone."""
    wholes = {homes[whole] for whole in cluster.wholes if whole in homes} - {event.event_id}
    return event._replace(part_of=wholes.pop()) if len(wholes) == 1 else event


def _report(event_id: str, one: Told) -> ReportOfEvent:
    report = one.report
    role = ROLES[report.facets.status]
    about = (role, one.outlet, one.published, one.origin, one.row.checked or "")
    return ReportOfEvent(event_id, report.article, report.row, *about)


def _frame(records: Sequence[Any], kind: Any) -> "pd.DataFrame":
    import pandas as pd

    frame = pd.DataFrame(records, columns=list(kind._fields))
    types = {name: "Int64" for name in WHOLE if name in frame}
    texts = {name: "string" for name in frame if kind.__annotations__[name] is str}
    return frame.astype({**types, **texts, **({"sure": "Float64"} if "sure" in frame else {})})


def totals(linked: Sequence[Linked]) -> Iterator[dict[str, Any]]:
    """Yield, by kind and set of rules, how many reports make how many events, with how many people.

    Low is the sum of the lowest counts, an unknown one as none; high that of the highest. What is part of a
    larger event is counted there.
    """
    kinds = sorted({event.kind for one in linked for event in one.events})
    for kind in kinds:
        for one in linked:
            yield _total(one, kind)


def _total(linked: Linked, kind: str) -> dict[str, Any]:
    events = [event for event in linked.events if event.kind == kind and event.status == "occurred"]
    whole = [event for event in events if not event.part_of]
    return {
        "kind": kind,
        "rules": linked.rules.name,
        "reports": sum(event.reports for event in events),
        "events": len(events),
        "several_origins": sum(event.origins > 1 for event in events),
        "contradicted": sum(event.contradictions > 0 for event in events),
        "count_low": sum(event.count_low or 0 for event in whole),
        "count_high": sum(event.count_high or event.count_low or 0 for event in whole),
    }


def totals_table(linked: Sequence[Linked]) -> str:
    """Return the totals as a table in plain text, for reading."""
    rows = list(totals(linked))
    names = [name.replace("_", " ") for name in rows[0]] if rows else []
    lines = [names, *([str(value) for value in row.values()] for row in rows)]
    wide = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(_line(line, wide) for line in lines) if rows else "No event.\n"


def _line(cells: Sequence[str], wide: Sequence[int]) -> str:
    pairs = zip(cells, wide, strict=True)
    texts = [cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in pairs]
    return "  ".join(texts).rstrip() + "\n"
