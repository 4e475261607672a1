"""JSON lines: one object an article, compressed by gzip or not."""

import gzip
import io
from collections.abc import Iterator
from typing import IO, Any

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.article.basics import LARGEST_FILE
from prisoner_diplomacy.corpus.entries import Entry, Failed, Item, Problem, stated
from prisoner_diplomacy.corpus.trees import CANNOT
from prisoner_diplomacy.schema.jsonl import parse_object

GZIP_START = b"\x1f\x8b"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
MARK = b"\xef\xbb\xbf"
CHUNK = 1 << 20


def read_lines(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Yield the articles of JSON lines: ``text`` or ``html``, and what is known beside it.

    A line that is none, or is no UTF-8, is a problem of its own; a stream that breaks off is told.

    Args:
        stream: the lines in UTF-8, or the same compressed by gzip.
        name: the file, for places and for ids that no line gives.
    """
    number = 0
    try:
        for number, line in enumerate(_lines(_plain(stream)), 1):
            if line.strip():
                yield _entry(line, f"{name}:{number}", f"{name}-{number}")
    except CANNOT as error:
        told = getattr(error, "strerror", None) or error
        yield Problem(f"{name}:{number + 1}", "unreadable", f"the rest cannot be read: {told}")


def _plain(stream: Any) -> io.BufferedIOBase:
    """Return the stream without its compression, if it has one."""
    peeking = io.BufferedReader(stream)
    return gzip.GzipFile(fileobj=peeking) if peeking.peek(2)[:2] == GZIP_START else peeking


def _lines(stream: io.BufferedIOBase) -> Iterator[bytes]:
    """Yield lines without a byte-order mark; of one that is too long no more than shows it."""
    first = True
    while line := stream.readline(LARGEST_FILE + 1):
        rest = line
        while len(rest) > CHUNK and not rest.endswith(b"\n"):
            rest = stream.readline(CHUNK + 1)
        yield line.removeprefix(MARK) if first else line
        first = False


def _entry(line: bytes, place: str, default: str) -> Entry:
    try:
        return _item(line, place, default)
    except Failed as error:
        return Problem(place, error.reason, error.message)


def _item(line: bytes, place: str, default: str) -> Item:
    if len(line) > LARGEST_FILE:
        raise Failed("malformed", f"a line of more than {LARGEST_FILE // 1_000_000} MB")
    if line.startswith(WIDE_MARKS):
        raise Failed("encoding", "this is UTF-16; save the file as UTF-8")
    try:
        row = parse_object(line.decode(), place)
    except UnicodeDecodeError as error:
        raise Failed(
            "encoding", f"byte {error.start} of the line is not UTF-8; save the file as UTF-8"
        ) from None
    except InputError as error:
        raise Failed("malformed", str(error).removeprefix(f"{place}: ")) from None
    known, extra = stated(row)
    text, page = _characters(extra, "text"), _characters(extra, "html")
    if text and page:
        extra["html"] = page
    return Item(place, known.pop("id", default), known, extra, text or page, is_page=bool(page) and not text)


def _characters(row: dict[str, Any], name: str) -> str:
    value = row.pop(name, None)
    if value is not None and not isinstance(value, str):
        raise Failed("malformed", f"{name} must be text in quotes, not {type(value).__name__}")
    return value if value and value.strip() else ""
