"""From event mentions to one row an event, with the evidence each row rests on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events.dates import is_valid
from prisoner_diplomacy.events.dating import resolve_delays
from prisoner_diplomacy.events.discourse import complete
from prisoner_diplomacy.events.merge import merge_statements
from prisoner_diplomacy.events.parts import link_parts
from prisoner_diplomacy.events.statement_reader import build_statements
from prisoner_diplomacy.events.statements import Party, Statement, countries_of
from prisoner_diplomacy.events.sure import with_sureness
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.reading import leads_elsewhere, segment
from prisoner_diplomacy.reading.details import with_details
from prisoner_diplomacy.schema.marks import Annotation, EventMention
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

if TYPE_CHECKING:
    import pandas as pd

Place = TypeVar("Place", int, tuple[int, int])


def find_events(article: Article, annotations: list[Annotation]) -> list[Event]:
    """Return the events an article reports, in the order it first names them.

    Args:
        article: the text the annotations point into.
        annotations: its marks, as ``annotate`` returned them, as ``read_annotations`` read them back, or
            made by hand.
    """
    document = segment(article)
    if not any(isinstance(mark, EventMention) for mark in annotations):
        return []  # As of most articles of any newspaper.
    own = [mark for mark in with_details(article, annotations) if not leads_elsewhere(document, mark.start)]
    marks = SortedMarks(own)
    statements = build_statements(document, marks)
    complete(document, marks, statements)
    events, lead = merge_statements(statements)
    resolve_delays(events, lead)
    rows = with_own_ids([_event(document, event) for event in events])
    partial = {row.event_id for row, event in zip(rows, events, strict=True) if event.part}
    found = with_sureness(link_parts(rows, partial), document, marks)
    return found if document.readable.is_loaded else [_as_loaded(document, row) for row in found]


def _as_loaded(document: Document, row: Event) -> Event:
    """Return a row whose spans are those of the text as loaded."""
    mentions, evidence = (_spans_as_loaded(document, spans) for spans in (row.mentions, row.evidence))
    return replace(row, mentions=mentions, evidence=evidence)


def _spans_as_loaded(document: Document, spans: str) -> str:
    places = [tuple(map(int, span.split("-"))) for span in spans.split(";") if span]
    loaded = [document.readable.in_loaded(start, end) for start, end in places]
    return ";".join(f"{start}-{end}" for start, end in loaded)


def with_own_ids(rows: list[Event]) -> list[Event]:
    """Return rows of which no two share an id: one verb may tell both directions of an exchange."""
    seen: Counter[str] = Counter()
    own = []
    for row in rows:
        again = seen[row.event_id]
        seen[row.event_id] += 1
        own.append(replace(row, event_id=_hashed(row.event_id, str(again))) if again else row)
    return own


def _hashed(*key: str) -> str:
    return hashlib.sha256("|".join(key).encode()).hexdigest()[:12]


def tabulate(events: Iterable[Event]) -> pd.DataFrame:
    """Return events as a table by the codebook's columns; counts and ``sure`` are nullable."""
    import pandas as pd

    table = pd.DataFrame([asdict(event) for event in events], columns=list(COLUMNS))
    numbers = {"count_low": "Int64", "count_high": "Int64", "sure": "Float64"}
    return table.astype({name: numbers.get(name, "string") for name in COLUMNS})


def event_as_dict(event: Event) -> dict[str, object]:
    """Return an event's columns in order."""
    return asdict(event)


def _event(document: Document, statement: Statement) -> Event:
    date, basis = statement.date, statement.date_basis
    if statement.ongoing and not date:
        date, basis = document.published.isoformat(), "anchored"
    if not is_valid(date):
        date, basis = "", "none"
    plover_event, plover_mode, cameo = codes_of(statement.kind, statement.act, statement.status)
    mentions = _in_order(statement.mentions)
    spans = [document.sentences[number] for number in _in_order(statement.sentences + statement.support)]
    return Event(
        document.article.id,
        _hashed(document.article.id, statement.kind, statement.status, date, str(mentions[0])),
        ";".join([f"{start}-{end}" for start, end in mentions]),
        "",
        statement.kind,
        plover_event,
        plover_mode,
        cameo,
        date,
        basis,
        _names(statement.actors),
        _names(statement.targets),
        _basis(statement.actors, statement),
        _basis(statement.targets, statement),
        ";".join(countries_of(statement.actors)),
        ";".join(countries_of(statement.targets)),
        statement.count.low,
        statement.count.high,
        one_line(statement.count.unit),
        one_line(statement.location),
        statement.status,
        one_line(statement.attributed_to),
        ";".join([f"{span.start}-{span.end}" for span in spans]),
        None,
        "",
    )


def _basis(parties: list[Party], statement: Statement) -> str:
    """Say whether a row's own words give some parties, or only the text as a whole does."""
    if not any(party.name or party.countries for party in parties):
        return "none"
    telling = [party for party in parties if party.countries] or parties
    return "stated" if any(party in statement.stated for party in telling) else "inferred"


def _in_order(places: list[Place]) -> list[Place]:
    return sorted(set(places)) if len(places) > 1 else places


def _names(parties: list[Party]) -> str:
    if not parties:
        return ""
    return ";".join(
        dict.fromkeys([one_line(party.name).replace(";", ",") for party in parties if party.name])
    )


def one_line(value: str) -> str:
    """Return a value without the line ends and odd spaces of the text it was taken from."""
    return " ".join(value.split())


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
