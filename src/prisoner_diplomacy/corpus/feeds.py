"""RSS and Atom files: one entry an article; nothing is fetched."""

import io
from collections.abc import Iterator
from typing import IO, Any

import feedparser

from prisoner_diplomacy.article.basics import LARGEST_FILE
from prisoner_diplomacy.corpus.entries import Entry, Failed, Item, Problem, stated

USED = ("id", "link", "title", "published", "updated", "summary")


def read_feed(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Yield the entries of a feed, each with the fullest text that the feed gives."""
    raw = stream.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        yield Problem(name, "unreadable", f"larger than {LARGEST_FILE // 1_000_000} MB; cut the feed up")
        return
    # A stream of bytes is never taken for an address.
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    for number, entry in enumerate(feed.entries, 1):
        place = f"{name}:{number}"
        try:
            yield _item(entry, feed.feed, place, f"{name}-{number}")
        except Failed as error:
            yield Problem(place, error.reason, error.message)
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.exceptions.CharacterEncodingOverride):
        told = f"a damaged feed, of which {len(feed.entries)} entries could be read: {feed.bozo_exception}"
        yield Problem(name, "malformed", told)
    elif not feed.version:
        yield Problem(name, "malformed", "no RSS or Atom feed")


def _item(entry: Any, feed: Any, place: str, default: str) -> Item:
    row = {
        "id": entry.get("id") or entry.get("link") or default,
        "url": entry.get("link"),
        "title": entry.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "publisher": feed.get("title"),
        "language": feed.get("language"),
    }
    known, _ = stated(row)
    extra = {key: value for key, value in entry.items() if key not in USED and isinstance(value, str)}
    texts = [part for part in (*entry.get("content", ()), entry.get("summary_detail")) if part]
    fullest: Any = max(texts, key=lambda part: len(part.get("value") or ""), default={})
    is_page = fullest.get("type") != "text/plain"
    return Item(place, known.pop("id"), known, extra, fullest.get("value") or "", is_page)
