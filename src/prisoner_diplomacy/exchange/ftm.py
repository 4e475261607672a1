"""FollowTheMoney: an article, its rows as ``Event`` entities and who is in them, and back.

A row says the same in the properties that the schema has and, whole, as JSON in ``notes``, from which it is
read again. An event that did not happen says so in its name, for whoever looks at names alone. The schema:
https://followthemoney.tech/explorer/schemata/Event/
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.exchange.readings import Reading
from prisoner_diplomacy.lexicon import load_table
from prisoner_diplomacy.schema.jsonl import parse_spans, parse_whole, to_line
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.wording import KINDS, STATUSES, name_of, names_of

Entity = dict[str, Any]
SCHEMATA = {"people.csv": "Person", "organisations.csv": "Organization", "countries.csv": "PublicBody"}
OTHER = "LegalEntity"


def write_ftm(readings: Iterable[Reading], out: Path) -> None:
    """Write the entities of all articles, one JSON object a line, each entity once."""
    written: set[str] = set()
    with out.open("w", encoding="utf-8", newline="") as file:
        for reading in readings:
            for entity in to_ftm(reading.article, reading.events):
                if entity["id"] not in written:
                    written.add(entity["id"])
                    file.write(to_line(entity))


def to_ftm(article: Article, events: Iterable[Event]) -> Iterator[Entity]:
    """Yield the article, then each row after those who act in it, as cleaned FollowTheMoney entities."""
    document = _document(article)
    yield document
    for event in events:
        actors = [_party(value, event.actor_country) for value in event.actor.split(";") if value]
        targets = [_party(value, event.target_country) for value in event.target.split(";") if value]
        yield from (*actors, *targets)
        yield _event(article, document, event, actors, targets)


def from_ftm(lines: str) -> list[Event]:
    """Return the rows that stand in FollowTheMoney entities written by ``to_ftm``.

    Raises:
        InputError: a line holds no JSON object, or an Event that is none of ours.
    """
    entities = (parse_whole(line, f"entity {number}") for number, line in _numbered(lines))
    return [_row(entity) for entity in entities if entity.get("schema") == "Event"]


def _document(article: Article) -> Entity:
    return _entity(
        "Article",
        f"article {article.id} {article.sha256}",
        title=[article.title],
        fileName=[article.id],
        publisher=[article.publisher],
        sourceUrl=[article.url],
        publishedAt=[article.published.isoformat() if article.published else ""],
    )


def _party(value: str, countries: str) -> Entity:
    """Return a person, body or state; one that no table knows has the countries the row gives it."""
    known = _known().get(value)
    if known:
        schema, country, wikidata = known
        return _entity(schema, value, name=[name_of(value)], country=_codes(country), wikidataId=[wikidata])
    return _entity(OTHER, f"{value} {countries}", name=[value], country=_codes(countries))


def _event(
    article: Article, document: Entity, event: Event, actors: list[Entity], targets: list[Entity]
) -> Entity:
    sentences = [article.text[start:end] for start, end in parse_spans(event.evidence)]
    return _entity(
        "Event",
        f"event {event.article} {event.event_id}",
        name=[_title(event)],
        organizer=[actor["id"] for actor in actors],
        involved=[target["id"] for target in targets],
        **_dates(event.date),
        country=_codes(f"{event.actor_country};{event.target_country}"),
        location=[event.location],
        keywords=[event.kind, event.status],
        recordId=[event.event_id],
        proof=[document["id"]],
        summary=sentences,
        notes=[json.dumps({name: getattr(event, name) for name in COLUMNS}, ensure_ascii=False)],
    )


def _title(event: Event) -> str:
    happened = "" if event.status == "occurred" else f" ({STATUSES[event.status]})"
    parties = f": {names_of(event.actor) or 'not said'} → {names_of(event.target)}".removesuffix(" → ")
    return f"{KINDS[event.kind]}{happened}{parties}"


def _dates(value: str) -> dict[str, list[str]]:
    """Return a date as the schema has it: a prefix of YYYY-MM-DD, or the days an interval is open between."""
    plain = value.rstrip("~?%")
    if plain.count("-") < 3 and plain.replace("-", "").isdigit() and plain[5:7] <= "12":
        return {"date": [plain]}
    first, last = edtf_bounds(value) if value else (None, None)
    return {
        "startDate": [first.isoformat() if first else ""],
        "endDate": [last.isoformat() if last else ""],
    }


def _entity(schema: str, key: str, **properties: list[str]) -> Entity:
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    identity = hashlib.sha1(f"{schema} {key}".encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return {
        "id": identity.hexdigest(),
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


@cache
def _known() -> dict[str, tuple[str, str, str]]:
    """Return schema, countries and Wikidata id of each canonical id."""
    return {
        row["id"]: (schema, row["country"], row["wikidata"])
        for table, schema in SCHEMATA.items()
        for row in load_table(table)
    }


@cache
def _alpha2() -> dict[str, str]:
    return {row["country"]: row["alpha2"].lower() for row in load_table("countries.csv")} | {"EU": "eu"}


def _codes(countries: str) -> list[str]:
    """Return ISO 3166-1 alpha-2 codes in lower case; what is no state has none."""
    return [_alpha2()[code] for code in countries.split(";") if code in _alpha2()]


def _numbered(lines: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines.split("\n"), 1) if line.strip())


def _row(entity: Entity) -> Event:
    try:
        row = Event(**json.loads(entity["properties"]["notes"][0]))
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise InputError(f"event {entity.get('id')!r} is none of ours: {error!r}") from None
    return row
