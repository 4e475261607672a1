"""A source cut into batches: numbered, bounded, no id twice, each with the hash of what it holds."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prisoner_diplomacy.corpus.entries import LEFT_OUT, Entry, Item, Problem, digest

LARGEST = 4_000_000
"""Bytes of content at which a batch is closed however few articles it has."""


class Batch(NamedTuple):
    """Entries that are done together and become one part of each table.

    Args:
        number: from 0.
        first: position of the first entry in the source, from 1.
        entries: at most as many as a part has.
        fingerprint: hash of all that they hold.
    """

    number: int
    first: int
    entries: list[Entry]
    fingerprint: str


def cut(entries: Iterable[Entry], size: int, limit: int | None = None) -> Iterator[Batch]:
    """Yield the batches of a source; the same source gives the same ones.

    Args:
        entries: what the source holds, in its order.
        size: entries a batch.
        limit: articles, read or failed, after which the source is left; what is none does not count.
    """
    held: list[Entry] = []
    weight = number = position = 0
    for position, entry in enumerate(_limited(_own_ids(entries), limit), 1):
        held.append(entry)
        weight += len(entry.content) if isinstance(entry, Item) else 0
        if len(held) == size or weight >= LARGEST:
            yield _batch(number, position, held)
            held, weight, number = [], 0, number + 1
    if held:
        yield _batch(number, position, held)


def _batch(number: int, last: int, entries: list[Entry]) -> Batch:
    whole = hashlib.sha256()
    for entry in entries:
        whole.update(digest(entry))
    return Batch(number, last - len(entries) + 1, entries, whole.hexdigest())


def _limited(entries: Iterable[Entry], limit: int | None) -> Iterator[Entry]:
    articles = 0
    for entry in entries:
        if articles == limit:
            return
        yield entry
        articles += not (isinstance(entry, Problem) and entry.reason == LEFT_OUT)


def _own_ids(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, a problem in place of an item whose id an item before it has.

    The ids lie in a database that SQLite keeps in a file of its own once they outgrow its cache.
    """
    with sqlite3.connect("", isolation_level=None) as seen:
        seen.execute("CREATE TABLE seen (id BLOB PRIMARY KEY) WITHOUT ROWID")
        seen.execute("BEGIN")
        for entry in entries:
            yield _with_own_id(entry, seen) if isinstance(entry, Item) else entry


def _with_own_id(item: Item, seen: sqlite3.Connection) -> Entry:
    key = hashlib.sha256(item.id.encode("utf-8", "surrogatepass")).digest()[:16]
    if seen.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount:
        return item
    return Problem(
        item.place, "duplicate id", f"an article before it has the id {item.id!r}; give each its own", item.id
    )
