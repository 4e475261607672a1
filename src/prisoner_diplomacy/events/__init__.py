"""From event mentions to one row an event, with the evidence each row rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from prisoner_diplomacy.annotate import segment
from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import Annotation
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events.dates import is_valid
from prisoner_diplomacy.events.discourse import (
    date_companions,
    date_lead,
    fill_actors,
    fill_parties,
    holders_of,
    resolve_delays,
)
from prisoner_diplomacy.events.merge import merge_reports
from prisoner_diplomacy.events.parts import link_parts
from prisoner_diplomacy.events.records import COLUMNS, Event, Party, Report, countries_of
from prisoner_diplomacy.events.reports import build_reports
from prisoner_diplomacy.events.scene import SortedMarks
from prisoner_diplomacy.lexicon import load_toml

if TYPE_CHECKING:
    import pandas as pd

Place = TypeVar("Place", int, tuple[int, int])


def find_events(article: Article, annotations: list[Annotation]) -> list[Event]:
    """Return the events an article reports, in the order it first names them.

    Args:
        article: the text the annotations point into.
        annotations: what ``annotate`` returned for it.
    """
    document = segment(article)
    marks = SortedMarks(annotations)
    reports = build_reports(document, marks)
    holders = holders_of(document, marks, reports)
    fill_actors(reports, holders)
    fill_parties(reports, holders)
    for kind in ("release", "sanction"):
        date_lead(document, marks, reports, kind)
        date_companions(reports, kind)
    events, lead = merge_reports(reports)
    resolve_delays(events, lead)
    rows = [_event(document, event) for event in events]
    partial = {row.event_id for row, event in zip(rows, events, strict=True) if event.part}
    return link_parts(rows, partial)


def tabulate(events: Iterable[Event]) -> pd.DataFrame:
    """Return events as a table by the codebook's columns; counts are nullable integers."""
    import pandas as pd

    table = pd.DataFrame([asdict(event) for event in events], columns=list(COLUMNS))
    return table.astype({name: "Int64" if name.startswith("count_") else "string" for name in COLUMNS})


def event_as_dict(event: Event) -> dict[str, object]:
    """Return an event's columns in order."""
    return asdict(event)


def _event(document: Document, report: Report) -> Event:
    date, basis = report.date, report.date_basis
    if report.ongoing and not date:
        date, basis = document.published.isoformat(), "anchored"
    if not is_valid(date):
        date, basis = "", "none"
    plover_event, plover_mode, cameo = codes_of(report.kind, report.act, report.status)
    mentions = _in_order(report.mentions)
    spans = [document.sentences[number] for number in _in_order(report.sentences)]
    key = (document.article.id, report.kind, report.status, date, str(mentions[0]))
    return Event(
        hashlib.sha256("|".join(key).encode()).hexdigest()[:12],
        ";".join([f"{start}-{end}" for start, end in mentions]),
        "",
        report.kind,
        plover_event,
        plover_mode,
        cameo,
        date,
        basis,
        _names(report.actors),
        _names(report.targets),
        ";".join(countries_of(report.actors)),
        ";".join(countries_of(report.targets)),
        report.count.low,
        report.count.high,
        report.count.unit,
        report.location,
        report.status,
        report.attributed_to,
        ";".join([f"{span.start}-{span.end}" for span in spans]),
    )


def _in_order(places: list[Place]) -> list[Place]:
    return sorted(set(places)) if len(places) > 1 else places


def _names(parties: list[Party]) -> str:
    if not parties:
        return ""
    return ";".join(dict.fromkeys([party.name.replace(";", ",") for party in parties if party.name]))


@lru_cache(maxsize=1024)
def codes_of(kind: str, act: str, status: str) -> tuple[str, str, str]:
    """Return the PLOVER event and mode and the CAMEO code of an event.

    A demanded or hoped-for release is coded as the request it is.
    """
    entry = load_toml("plover.toml")[kind]
    codes = {**entry, **entry.get("acts", {}).get(act, {})}
    if status == "hypothetical" and kind == "release":
        codes |= {"plover_event": "REQUEST", "plover_mode": "yield"}
    if status == "future":
        codes["plover_mode"] = " ".join(filter(None, [codes["plover_mode"], "future"]))
    return codes["plover_event"], codes["plover_mode"], codes["cameo"]
