"""Read an article from a file: text with stable offsets, and what is known about it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from prisoner_diplomacy.article.basics import LARGEST_FILE, Article, InputError, check_text, parse_day
from prisoner_diplomacy.article.decoding import load
from prisoner_diplomacy.article.language import language_notes, settle_language
from prisoner_diplomacy.article.sidecar import read_sidecar


def read_article(
    path: str | Path, published: date | str | None = None, language: str | None = None
) -> Article:
    """Read a plain-text or HTML file, or standard input when ``path`` is ``-``.

    The sidecar ``NAME.toml`` beside the file gives what the text does not; it wins over what a page says.

    Args:
        path: text, HTML, XHTML or MHTML; UTF-8, or as a byte-order mark or the page declares.
        published: the day of publication; wins over the sidecar's and the page's.
        language: ``en`` insists that the text be read as English whatever it looks like.

    Raises:
        InputError: the file is missing, empty, binary, too large or wrongly encoded, the sidecar is
            malformed, no day of publication is stated, or the text is not in English.
    """
    path = Path(path)
    if not path.name:
        raise InputError(f"{str(path)!r}: no name of a file")
    is_stdin = str(path) == "-"
    known: dict[str, Any] = {} if is_stdin else read_sidecar(path.with_suffix(".toml"))
    if "published" in known:
        known["published_from"] = "sidecar"
    if published is not None:
        known |= {"published": parse_day(published, "--published"), "published_from": "--published"}
    text, found = _content(path, "published" in known)
    insisted = (language or known.get("language", "")).lower().startswith("en")
    known = {"id": "stdin" if is_stdin else path.stem, **found, **known}
    check_text(text, path)
    if known.get("published") is None:
        raise InputError(
            f"{path}: no publication date; give --published YYYY-MM-DD or a sidecar {path.stem}.toml"
        )
    known["language"] = settle_language(text, known.get("language", ""), insisted, path)
    known["notes"] = (*known.get("notes", ()), *(() if insisted else language_notes(text)))
    return Article(text=text, **known)


def _content(path: Path, day_is_known: bool) -> tuple[str, dict[str, Any]]:
    """Return a file's text, and what it says of itself when it is a page."""
    loaded = load(_read_bytes(path), str(path))
    if not loaded.is_page:
        return loaded.text, {}
    from prisoner_diplomacy.article.pages import read_page

    page = read_page(loaded.text, str(path), day_is_known)
    return page.text, {**({"url": loaded.url} if loaded.url else {}), **page.known}


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; one too large is not read further than to know it."""
    try:
        if str(path) == "-":
            return _standard_input().read(LARGEST_FILE + 1)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer
