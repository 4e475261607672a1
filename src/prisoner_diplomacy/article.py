"""Read an article: its text with stable offsets, and what is known about it."""

import hashlib
import json
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

SIDECAR_FIELDS = ("id", "published", "publisher", "url", "title", "language", "split")


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
    """

    id: str
    text: str
    published: date | None
    publisher: str = ""
    url: str = ""
    title: str = ""
    language: str = "en"
    split: str = ""
    sha256: str = field(init=False, default="")

    def __post_init__(self) -> None:
        raw = self.text.encode("utf-8", "surrogatepass")
        object.__setattr__(self, "sha256", hashlib.sha256(raw).hexdigest())

    def sidecar(self) -> str:
        """Return what is known about the text as `read_article` reads it from ``NAME.toml``."""
        names = ("id", "publisher", "url", "title", "language", "split")
        lines = [f"{name} = {json.dumps(getattr(self, name), ensure_ascii=False)}" for name in names]
        day = [f"published = {self.published}"] if self.published else []
        return "\n".join([*lines, *day]) + "\n"


def read_article(path: str | Path, published: date | str | None = None) -> Article:
    """Read a plain-text or HTML file, or standard input when ``path`` is ``-``.

    The sidecar ``NAME.toml`` beside the file gives what the text does not; ``published`` wins over
    the sidecar's date.

    Raises:
        InputError: the file is missing, empty, binary or not UTF-8, the sidecar is malformed, or no
            date of publication is known.
    """
    path = Path(path)
    raw = _read_bytes(path)
    text = _decode(raw, path)
    known = _read_sidecar(path.with_suffix(".toml")) if str(path) != "-" else {}
    if _looks_like_html(text, path):
        text, found = _extract_html(text, path)
        known = {**found, **known}
    if published is not None:
        known["published"] = parse_day(published, "--published")
    if not text.strip():
        raise InputError(f"{path}: the file has no text")
    if known.get("published") is None:
        raise InputError(
            f"{path}: no publication date; give --published YYYY-MM-DD or a sidecar {path.stem}.toml"
        )
    known.setdefault("id", path.stem if str(path) != "-" else "stdin")
    return Article(text=text, **known)


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


def _read_bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _decode(raw: bytes, path: Path) -> str:
    if not raw.strip():
        raise InputError(f"{path}: the file is empty")
    if b"\0" in raw:
        raise InputError(f"{path}: this is a binary file; give plain text or HTML in UTF-8")
    try:
        return normalise(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def _read_sidecar(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: malformed sidecar: {error}") from None
    for name, value in known.items():
        if name not in SIDECAR_FIELDS:
            raise InputError(f"{path}: unknown field {name!r}; known are {', '.join(SIDECAR_FIELDS)}")
        if name != "published" and not isinstance(value, str):
            raise InputError(f"{path}: {name} must be text in quotes, not {value!r}")
    if "published" in known:
        known["published"] = parse_day(known["published"], f"{path}: published")
    return known


def _looks_like_html(text: str, path: Path) -> bool:
    start = text[:1000].lstrip().lower()
    return path.suffix.lower() in (".html", ".htm") or start.startswith(("<!doctype html", "<html"))


def _extract_html(markup: str, path: Path) -> tuple[str, dict[str, Any]]:
    import trafilatura

    page: Any = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    if page is None or not page.text:
        raise InputError(f"{path}: no article text found in this HTML; save the article as plain text")
    found = {"title": page.title, "publisher": page.sitename, "url": page.url, "language": page.language}
    known: dict[str, Any] = {name: value for name, value in found.items() if value}
    if page.date:
        known["published"] = parse_day(page.date, f"{path}: date in the page")
    return normalise("\n\n".join(page.text.split("\n"))), known
