"""Web archives (WARC): the pages among their records; nothing is fetched."""

from collections.abc import Iterator
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator

from prisoner_diplomacy.article.basics import LARGEST_FILE
from prisoner_diplomacy.corpus.entries import LEFT_OUT, Entry, Item, Problem, printable

PAGES = ("text/html", "application/xhtml+xml")
TEXT = "text/plain"
CHUNK = 1 << 20
HOLDING = ("response", "resource", "revisit")


def read_web_archive(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Yield the pages and plain texts that an archive holds; what else it holds is told, not read.

    The id of a page is its address: a second capture is a duplicate.
    """
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if record.rec_type in HOLDING:
                yield _entry(record, f"{name}:{number}")
    except Exception as error:  # what warcio raises over damaged records is of many kinds
        yield Problem(f"{name}:{number + 1}", "unreadable", f"the rest cannot be read: {error}")


def _entry(record: Any, place: str) -> Entry:
    url = printable(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    headers = record.http_headers or record.rec_headers
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    kind = kind.strip().lower()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if record.rec_type == "revisit":
        return Problem(place, LEFT_OUT, f"{url}: seen again unchanged, without content", url)
    if status != "200" or kind not in (*PAGES, TEXT):
        return Problem(place, LEFT_OUT, f"{url}: status {status}, {kind or 'of no stated kind'}", url)
    content = record.content_stream().read(LARGEST_FILE + 1)
    if _is_cut_short(record):
        return Problem(place, "unreadable", f"{url}: the archive breaks off in this record", url)
    return Item(place, url or place, {"url": url}, {}, content, kind in PAGES, _charset(parameters))


def _is_cut_short(record: Any) -> bool:
    """Return whether the archive ends before the record does, over which warcio says nothing."""
    while record.raw_stream.read(CHUNK):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \"'")
    return ""
