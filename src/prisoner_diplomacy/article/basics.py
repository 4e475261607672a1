"""What an article is, and how a wrong input is told."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime

LARGEST_FILE = 64_000_000
"""Bytes: more than any page saved with its pictures."""
LONGEST_TEXT = 2_000_000
"""Characters: more than any book; reading takes some ten seconds."""


class InputError(Exception):
    """Something a user gave is wrong; the message names the place and the remedy in one line."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text under study.

    Args:
        id: short name, used in file names and event ids.
        text: the text; offsets count its Unicode code points.
        published: the day of publication; relative dates resolve against it.
        publisher, url, title, language: as known, else empty.
        split: in an evaluation set, ``development`` or ``held-out``; else empty.
        published_from: who says which day it is: ``--published``, the sidecar, or the place in the page.
        notes: what a reader should know of how the article was read, a line each.
    """

    id: str
    text: str
    published: date | None
    publisher: str = ""
    url: str = ""
    title: str = ""
    language: str = "en"
    split: str = ""
    published_from: str = ""
    notes: tuple[str, ...] = ()
    sha256: str = field(init=False, default="")

    def __post_init__(self) -> None:
        raw = self.text.encode("utf-8", "surrogatepass")
        object.__setattr__(self, "sha256", hashlib.sha256(raw).hexdigest())

    def sidecar(self) -> str:
        """Return what is known about the text as `read_article` reads it from ``NAME.toml``."""
        names = ("id", "publisher", "url", "title", "language", "split")
        lines = [f"{name} = {_toml_string(getattr(self, name))}" for name in names]
        day = [f"published = {self.published}"] if self.published else []
        return "\n".join([*lines, *day]) + "\n"


def _toml_string(value: str) -> str:
    """Return a string as TOML writes it: as JSON does, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def parse_day(value: date | str, place: str) -> date:
    """Return a calendar day from a date or an ISO 8601 string.

    Raises:
        InputError: the value is no calendar day; the message names ``place``.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"{place}: {value!r} is no date; write it as YYYY-MM-DD") from None


def normalise(text: str) -> str:
    """Return the text as offsets count it: no byte-order mark, line ends as LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, place: object) -> str:
    """Return a text that can be read.

    Raises:
        InputError: it is blank, or too long.
    """
    if not text.strip():
        raise InputError(f"{place}: no text")
    if len(text) > LONGEST_TEXT:
        raise InputError(f"{place}: {len(text):,} characters; the most is {LONGEST_TEXT:,}, cut it up")
    return text
