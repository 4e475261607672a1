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
LOOKED_AT, MOST_ASCII = 4096, 0.8
HTML_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
OTHER_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "RTF"),
    (b'{"', "JSON"),
    (b'[{"', "JSON"),
)
DECLARED = re.compile(
    rb"""<(?:\?xml|meta)\s[^>]{0,200}?(?:encoding|charset)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I
)
NO_TEXT = frozenset(("replacement", "x-user-defined"))
PREAMBLE = re.compile(r"\s*(?:<\?[^>]*>|<!--.*?-->)", re.DOTALL)
PAGE_START = re.compile(
    r"\s*<(?:!doctype\s+html\b|(?:html|head|body)\b|[a-z][a-z0-9]{0,15}(?:\s[^<>@]{0,2000})?/?>)", re.I
)
XML_START = re.compile(r"\s*<\?xml\b", re.I)
XML_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)
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


def load(raw: bytes, name: str, charset: str = "") -> Loaded:
    """Return the characters of a file.

    Args:
        raw: its bytes.
        name: its name, to be told in errors; the suffix helps to know HTML.
        charset: encoding that a header names; only a byte-order mark wins over it.

    Raises:
        InputError: it is empty, too large, binary, in a format that is neither text nor HTML, or not in the
            encoding it declares (else UTF-8).
    """
    if not raw.strip():
        raise InputError(f"{name}: the file is empty")
    if len(raw) > LARGEST_FILE:
        raise InputError(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB; save the article by itself")
    other = next((kind for start, kind in OTHER_FORMATS if raw.lstrip().startswith(start)), "")
    if other:
        raise InputError(f"{name}: this is {other}; save the article as plain text")
    if name.lower().endswith(ARCHIVES) or ARCHIVE_START.match(raw[:4000].replace(b"\r\n", b"\n")):
        return _load_archive(raw, name)
    text = _decode(raw, name, charset)
    start = _past_preamble(text)
    if XML_START.match(text) and not XML_PAGE.match(text, start):
        raise InputError(f"{name}: this is XML but no page; save the article as plain text")
    return Loaded(text, name.lower().endswith(PAGES) or bool(PAGE_START.match(text, start)))


def _past_preamble(text: str) -> int:
    """Return where a page begins behind its declaration and comments."""
    place = 0
    while preamble := PREAMBLE.match(text, place):
        place = preamble.end()
    return place


def _decode(raw: bytes, name: str, stated: str = "") -> str:
    encoding = _encoding(raw, name, stated)
    binary = InputError(f"{name}: this is a binary file; give plain text or HTML in UTF-8")
    if b"\0" in raw and not encoding.startswith(("utf-16", "utf-32")):
        raise binary
    try:
        text = normalise(raw.decode(encoding))
    except UnicodeDecodeError as error:
        said = "UTF-8" if encoding.startswith("utf-8") else encoding
        raise InputError(f"{name}: byte {error.start} is not {said}; save the file as UTF-8") from None
    if "\0" in text:
        raise binary
    return text


def _encoding(raw: bytes, name: str, stated: str) -> str:
    """Return the codec that a mark, the bytes themselves, a header or the page names."""
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), "") or _unmarked(raw)
    if marked:
        return marked
    head = HTML_COMMENT.sub(b"", raw[:LOOKED_AT])
    found = DECLARED.search(head) if head.lstrip()[:1] == b"<" else None
    named = stated or (found[1].decode("ascii", "replace") if found else "utf-8")
    # Labels mean what they mean to every browser: "iso-8859-1" is Windows-1252.
    encoding = webencodings.lookup(named)
    if encoding is None or encoding.name in NO_TEXT:
        raise InputError(f"{name}: unknown encoding {named!r}; save the file as UTF-8")
    codec = str(encoding.codec_info.name)
    return "utf-8" if codec.startswith("utf-16") else codec


def _unmarked(raw: bytes) -> str:
    """Return which UTF-16 it is when every other byte is zero, as in any English text without a mark."""
    head = raw[: LOOKED_AT // 2 * 2]
    zeros = (head[::2].count(0), head[1::2].count(0))
    most = len(head) // 2 * MOST_ASCII
    if zeros[0] == 0 and zeros[1] > most:
        return "utf-16-le"
    return "utf-16-be" if zeros[1] == 0 and zeros[0] > most else ""


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
