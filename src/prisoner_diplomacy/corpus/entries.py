"""What a source yields: items to be read as articles, and problems with those that cannot be."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, NamedTuple

from prisoner_diplomacy.article import InputError, parse_day

Reason = Literal[
    "unreadable",
    "malformed",
    "encoding",
    "half character",
    "page",
    "day",
    "text",
    "language",
    "duplicate id",
    "too slow",
    "fault",
    "not an article",
]
LEFT_OUT: Reason = "not an article"
"""The one reason that is no failure: the source holds something else as well."""
KNOWN = ("id", "published", "publisher", "url", "title", "language")


class Problem(NamedTuple):
    """Something in a source that cannot be read as an article, and why."""

    place: str
    reason: Reason
    message: str
    id: str = ""


class Item(NamedTuple):
    """Something to be read as an article.

    Args:
        place: where in the source it stands.
        id: the article's id.
        known: what the source says of it, by the names of an article's fields.
        extra: what else the source says of it.
        content: bytes of a file, or characters.
        is_page: whether it is HTML in any case; else bytes are looked at, and characters are plain text.
        charset: encoding that a header names, else empty.
    """

    place: str
    id: str
    known: dict[str, Any]
    extra: dict[str, Any]
    content: bytes | str
    is_page: bool = False
    charset: str = ""


Entry = Item | Problem


class Failed(Exception):
    """An entry cannot become an article."""

    def __init__(self, reason: Reason, message: str) -> None:
        """Take the kind of failure and what was wrong."""
        super().__init__(reason, message)
        self.reason = reason
        self.message = message


def stated(row: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a record says of an article by the names of its fields, and all else that it says.

    Raises:
        Failed: a field is of the wrong type, or the day is none.
    """
    known: dict[str, Any] = {}
    for name in KNOWN:
        value = row.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if name == "published" and value not in (None, ""):
            known[name] = stated_day(value)
        elif value is not None and not isinstance(value, str):
            raise Failed("malformed", f"{name} must be text in quotes, not {value!r}")
        elif value:
            known[name] = value
    return known, {name: value for name, value in row.items() if name not in KNOWN}


def stated_day(value: object) -> date:
    """Return the day of a date or an instant as ISO 8601 or RFC 5322 write it, at the clock of its writer.

    Raises:
        Failed: the value is neither.
    """
    if isinstance(value, date):
        return parse_day(value, "published")
    for parse in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse_day(parse(str(value).strip()), "published")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    try:
        return parse_day(str(value), "published")
    except InputError as error:
        raise Failed("day", str(error)) from None


def extra_as_json(item: Item) -> str:
    """Return what else a source says of an article as one JSON object, empty when nothing."""
    return json.dumps(item.extra, ensure_ascii=False, default=str) if item.extra else ""


def digest(entry: Entry) -> bytes:
    """Return a hash of all that an entry holds."""
    if isinstance(entry, Problem):
        return hashlib.sha256("\0".join(entry).encode("utf-8", "surrogatepass")).digest()
    content = entry.content
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    beside = (entry.place, entry.id, entry.known, entry.extra, entry.is_page, entry.charset)
    return hashlib.sha256(json.dumps(beside, default=str).encode() + b"\0" + raw).digest()


def printable(text: str) -> str:
    """Return a text with half characters, as odd file names have them, written out."""
    return text.encode("utf-8", "backslashreplace").decode()
