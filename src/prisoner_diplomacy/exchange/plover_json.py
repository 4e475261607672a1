"""PLOVER's JSON records, as its gold standard has them: one object a row, and back.

``date`` is a day and is left out where the row has none; ``prisoner_diplomacy``, an extension as PLOVER
allows them, keeps the whole row. Rows of kinds that PLOVER has no event for (an appointment) are left out.
Source of the fields: PLOVER_GSR_CAMEO.txt of https://github.com/openeventdata/PLOVER
"""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.exchange.readings import Reading
from prisoner_diplomacy.schema.jsonl import parse_spans, parse_whole, to_line
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.wording import name_of

EXTENSION = "prisoner_diplomacy"
PLOVER = "0.8"


def write_plover(readings: Iterable[Reading], out: Path) -> None:
    """Write the rows of all articles, one JSON object a line."""
    with out.open("w", encoding="utf-8", newline="") as file:
        for reading in readings:
            file.writelines(to_line(record) for record in to_plover(reading.article, reading.events))


def to_plover(article: Article, events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return the PLOVER records of an article's rows."""
    return [_record(article, event) for event in events if event.plover_event]


def from_plover(lines: str) -> list[Event]:
    """Return the rows that ``to_plover`` wrote, one JSON object a line.

    Raises:
        InputError: a line holds no JSON object, or a record without its row.
    """
    rows = []
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        record = parse_whole(line, f"record {number}")
        try:
            rows.append(Event(**record[EXTENSION]))
        except (KeyError, TypeError) as error:
            raise InputError(f"record {number} is none of ours: {error!r}") from None
    return rows


def _record(article: Article, event: Event) -> dict[str, Any]:
    spans = {name: parse_spans(getattr(event, name)) for name in ("mentions", "evidence")}
    words = {name: [article.text[start:end] for start, end in spans[name]] for name in spans}
    record = {
        "id": event.event_id,
        "date": _day(event.date),
        "source": _actors(event.actor, event.actor_country),
        "target": _actors(event.target, event.target_country),
        "event": event.plover_event,
        "mode": event.plover_mode,
        "context": "",
        "size": event.count_low if event.count_low == event.count_high else None,
        "eventText": " ".join(words["mentions"]),
        "text": " ".join(words["evidence"]),
        "textInfo": spans,
        "language": article.language,
        "publication": article.publisher,
        "coder": f"prisoner-diplomacy {version('prisoner-diplomacy')}",
        "version": PLOVER,
        EXTENSION: {name: getattr(event, name) for name in COLUMNS},
    }
    return {name: value for name, value in record.items() if value is not None}


def _day(value: str) -> str | None:
    first, last = edtf_bounds(value) if value else (None, None)
    return first.isoformat() if first and first == last else None


def _actors(names: str, countries: str) -> list[dict[str, str]]:
    """Return actors with a code each where there are as many; else one, with all the codes."""
    actors, codes = names.split(";") if names else [], countries.split(";") if countries else []
    if len(actors) == len(codes):
        return [{"actorText": name_of(a), "code": c} for a, c in zip(actors, codes, strict=True)]
    if not codes:
        return [{"actorText": name_of(actor), "code": ""} for actor in actors]
    return [{"actorText": ", ".join(map(name_of, actors)), "code": ";".join(codes)}]
