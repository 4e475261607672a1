"""Bytes to text: byte-order marks, declared encodings, pages saved as MHTML."""

import codecs
import email
import re
from email.message import Message
from typing import NamedTuple

import webencodings  # type: ignore[import-untyped]

from prisoner_diplomacy.article.basics import LARGEST_FILE, InputError, normalise

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
DECLARED = re.compile(
    rb"""<(?:\?xml|meta)\s[^>]{0,200}?(?:encoding|charset)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I
)
NO_TEXT = frozenset(("replacement", "x-user-defined"))
PREAMBLE = re.compile(r"\s*(?:<\?[^>]*>|<!--.*?-->)", re.DOTALL)
PAGE_START = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
PAGES = (".html", ".htm", ".xhtml", ".xht")
ARCHIVES = (".mhtml", ".mht")
ARCHIVE_START = re.compile(
    rb"From: <Saved by|(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n){0,9}){0,20}?Content-Type: multipart/related", re.I
)


class Loaded(NamedTuple):
    """What a file holds: its characters, whether they are HTML, and the address a saved page names."""

    text: str
    is_page: bool
    url: str = ""


def load(raw: bytes, name: str) -> Loaded:
    """Return the characters of a file.

    Args:
        raw: its bytes.
        name: its name, to be told in errors; the suffix helps to know HTML.

    Raises:
        InputError: it is empty, too large, binary, or not in the encoding it declares (else UTF-8).
    """
    if not raw.strip():
        raise InputError(f"{name}: the file is empty")
    if len(raw) > LARGEST_FILE:
        raise InputError(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB; save the article by itself")
    if name.lower().endswith(ARCHIVES) or ARCHIVE_START.match(raw[:4000].replace(b"\r\n", b"\n")):
        return _load_archive(raw, name)
    text = _decode(raw, name)
    return Loaded(text, name.lower().endswith(PAGES) or _starts_as_page(text))


def _starts_as_page(text: str) -> bool:
    place = 0
    while preamble := PREAMBLE.match(text, place):
        place = preamble.end()
    return bool(PAGE_START.match(text, place))


def _decode(raw: bytes, name: str, stated: str = "") -> str:
    encoding = _encoding(raw, name, stated)
    if b"\0" in raw and not encoding.startswith(("utf-16", "utf-32")):
        raise InputError(f"{name}: this is a binary file; give plain text or HTML in UTF-8")
    try:
        return normalise(raw.decode(encoding))
    except UnicodeDecodeError as error:
        said = "UTF-8" if encoding.startswith("utf-8") else encoding
        raise InputError(f"{name}: byte {error.start} is not {said}; save the file as UTF-8") from None


def _encoding(raw: bytes, name: str, stated: str) -> str:
    """Return the codec that a mark, the first character of a page, a header or the page itself names."""
    marked = next((encoding for mark, encoding in (*MARKS, *UNMARKED) if raw.startswith(mark)), "")
    if marked:
        return marked
    found = DECLARED.search(raw, 0, 4096) if raw.lstrip()[:1] == b"<" else None
    named = stated or (found[1].decode("ascii", "replace") if found else "utf-8")
    # Labels mean what they mean to every browser: "iso-8859-1" is Windows-1252.
    encoding = webencodings.lookup(named)
    if encoding is None or encoding.name in NO_TEXT:
        raise InputError(f"{name}: unknown encoding {named!r}; save the file as UTF-8")
    codec = str(encoding.codec_info.name)
    return "utf-8" if codec.startswith("utf-16") else codec


def _load_archive(raw: bytes, name: str) -> Loaded:
    """Return the page of an MHTML file; its ``Date`` is the day of saving and tells nothing."""
    message = email.message_from_bytes(raw)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                text = _decode(content, name, part.get_content_charset() or "")
                return Loaded(text, True, _address(message, part))
    raise InputError(f"{name}: no page in this MHTML file; save the article as plain text")


def _address(message: Message, part: Message) -> str:
    named = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    return named if named.startswith(("https://", "http://")) else ""
