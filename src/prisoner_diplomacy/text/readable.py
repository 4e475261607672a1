"""The text as it is read: what files and pages leave in a text put right, and the way back to its offsets.

Typographic spaces, soft hyphens and invisible characters, decomposed accents, ligatures, numbers of notes,
digits of other scripts, entities of HTML, text decoded wrongly, East Asian quotation marks,
lines in capitals, lines wrapped by hand and quoted by mail.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from prisoner_diplomacy.text.capitals import lines_in_capitals

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e01ef"
)
SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DIGITS = "".join(chr(zero + value) for zero in (0x660, 0x6F0, 0x966) for value in range(10))
SIGNS = dict(zip(f"「」『』〝〟＂‟‹›‐‑−´{DIGITS}", f"“”‘’“”\"“«»---'{'0123456789' * 3}", strict=True))
CONTINUATION = "\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘-„†-•…‰‹›€™"
WINDOWS = "\x80-\x84\x86-\x9f"
# Every odd stretch begins with one of these, which are found fast.
BEGINNINGS = re.compile(
    rf"[{INVISIBLE}{SPACES}{WINDOWS}{''.join(map(re.escape, SIGNS))}"
    "&\u0300-\u036f\ufb00-\ufb06\uff01-\uff5eÂÃâ¹²³⁰⁴-⁹]"
)
ODD = re.compile(
    rf"(?P<gone>[{INVISIBLE}]+|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:”\"')]))[¹²³⁰⁴-⁹]{{1,3}})"
    rf"|(?P<space>[{SPACES}])"
    rf"|(?P<sign>[{''.join(map(re.escape, SIGNS))}])"
    r"|(?P<entity>&(?:amp;){0,3}(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});)"
    r"|(?P<accented>[\u0300-\u036f]{1,8})"
    r"|(?P<ligature>[\ufb00-\ufb06\uff01-\uff5e])"
    rf"|(?P<mojibake>[ÂÃ][{CONTINUATION}]|â[{CONTINUATION}]{{2}})"
    rf"|(?P<windows>[{WINDOWS}])"
)
QUOTED_BY_MAIL = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
GOES_ON_BELOW = re.compile(r"\n[ >\t]*[^\W\d_A-Z]")
LINE_START = re.compile(r"(?:>[ ]?)*")
LISTED = re.compile(r"\s*(?:[-–—•*·▪>]|\d{1,2}[.)])\s")
SENTENCE_ENDS = ".!?:;…"
CLOSING = "\"'”’»)"
FULL_LINE = 0.7


class Edit(NamedTuple):
    """A stretch of the text as loaded, and what is read in its place."""

    start: int
    end: int
    put: str


class Readable:
    """A text as it is read.

    Args:
        loaded: the text as loaded.

    Attributes:
        text: the text to read; the text as loaded when nothing in it is odd.
    """

    def __init__(self, loaded: str) -> None:
        capitals = (Edit(*word) for word in lines_in_capitals(loaded))
        edits = sorted([*_odd_characters(loaded), *_line_breaks(loaded), *capitals])
        self.is_loaded = not edits
        self.text = loaded
        self._read, self._loaded, self._edits = [0], [0], [Edit(0, 0, "")]
        if edits:
            self._apply(loaded, edits)

    def _apply(self, loaded: str, edits: list[Edit]) -> None:
        pieces: list[str] = []
        done = length = 0
        for edit in edits:
            if edit.start < done:
                continue
            pieces += [loaded[done : edit.start], edit.put]
            length += edit.start - done
            self._read.append(length)
            self._loaded.append(edit.start)
            self._edits.append(edit)
            length, done = length + len(edit.put), edit.end
        self.text = "".join([*pieces, loaded[done:]])

    def in_loaded(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text to read stands in the text as loaded."""
        if self.is_loaded:
            return start, end
        return self._place(start)[0], self._place(end - 1)[1] if end > start else self._place(start)[0]

    def _place(self, offset: int) -> tuple[int, int]:
        """Return where a character read begins and ends in the text as loaded."""
        number = bisect_right(self._read, offset) - 1
        edit = self._edits[number]
        past = offset - self._read[number] - len(edit.put)
        if past < 0:
            return edit.start, edit.end
        return edit.end + past, edit.end + past + 1

    def in_read(self, offset: int) -> int:
        """Return the offset in the text to read of one in the text as loaded."""
        if self.is_loaded:
            return offset
        number = bisect_right(self._loaded, offset) - 1
        edit = self._edits[number]
        past = offset - edit.end
        return self._read[number] + len(edit.put) + past if past >= 0 else self._read[number]


def _odd_characters(text: str) -> Iterator[Edit]:
    if ">" in text:
        yield from (Edit(*match.span(), "") for match in QUOTED_BY_MAIL.finditer(text))
    done = 0
    for found in BEGINNINGS.finditer(text):
        match = ODD.match(text, found.start()) if found.start() >= done else None
        if match is None:
            continue
        start, done = match.span()
        start -= match.lastgroup == "accented" and text[start - 1 : start].isalpha()
        put = _put_right(str(match.lastgroup), text[start:done])
        if put != text[start:done]:
            yield Edit(start, done, put)


def _put_right(kind: str, exact: str) -> str:
    if kind == "gone":
        return ""
    if kind == "space":
        return " "
    if kind == "sign":
        return SIGNS[exact]
    if kind == "accented":
        return unicodedata.normalize("NFC", exact)
    if kind == "ligature":
        return unicodedata.normalize("NFKC", exact)
    if kind == "windows":
        put = exact.encode("latin-1").decode("cp1252", "ignore")
    else:
        put = _unescaped(exact) if kind == "entity" else _decoded(exact)
    odd = ODD.fullmatch(put) if put != exact else None
    return _put_right(str(odd.lastgroup), put) if odd else put


def _unescaped(exact: str) -> str:
    """Return what an entity stands for, also where it was escaped more than once."""
    return unescape(re.sub("^&(?:amp;)+(?=.)", "&", exact))


def _decoded(exact: str) -> str:
    """Return what UTF-8 read as Windows-1252 stood for: “ of â€œ."""
    try:
        raw = b"".join(
            character.encode("latin-1" if ord(character) < 0xA0 else "cp1252") for character in exact
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return exact


def _line_breaks(text: str) -> Iterator[Edit]:
    """Return what joins the lines of paragraphs that somebody, or a mailer, wrapped."""
    if not GOES_ON_BELOW.search(text):
        return
    blocks = list(_blocks(text))
    for block in blocks:
        yield from _joined(block, len(blocks) > 1)


class _Line(NamedTuple):
    """A line without what quotes it by mail and without the spaces at its end."""

    start: int
    end: int
    text: str


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the lines between blank ones."""
    block: list[_Line] = []
    start = 0
    for whole in text.split("\n"):
        opening, end = _opening(whole), len(whole.rstrip())
        if opening < end:
            block.append(_Line(start + opening, start + end, whole[opening:end]))
        elif block:
            yield block
            block = []
        start += len(whole) + 1
    if block:
        yield block


def _opening(line: str) -> int:
    match = LINE_START.match(line)
    return match.end() if match else 0


def _joined(block: list[_Line], is_paragraph: bool) -> Iterator[Edit]:
    pairs = [(one, other) for one, other in pairwise(block) if not LISTED.match(other.text)]
    open_ones = [pair for pair in pairs if not _ends_sentence(pair[0].text)]
    if 2 * sum(other.text[0].islower() for _, other in open_ones) < max(len(open_ones), 1):
        return
    full = FULL_LINE * max(len(line.text) for line in block)
    for one, other in pairs:
        broken = one.text.endswith("-") and one.text[-2:-1].isalpha() and other.text[0].islower()
        if broken:
            yield Edit(one.end - 1, other.start, "")
        elif is_paragraph or not _ends_sentence(one.text) or len(one.text) >= full:
            yield Edit(one.end, other.start, " ")


def _ends_sentence(line: str) -> bool:
    return line.rstrip(CLOSING)[-1:] in SENTENCE_ENDS


def clean(text: str) -> str:
    """Return a text as it is read."""
    return Readable(text).text
