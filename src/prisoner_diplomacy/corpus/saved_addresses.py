"""A list of addresses that have been saved: each line an address, a tab and the file that holds its page.

A third column may give the day of publication. Nothing is fetched.
"""

from collections.abc import Iterator
from typing import IO

from prisoner_diplomacy.article.basics import LARGEST_FILE
from prisoner_diplomacy.corpus.entries import Entry, Failed, Item, Problem, stated
from prisoner_diplomacy.corpus.trees import CANNOT, FolderTree

COMMENT = "#"
COLUMNS = ("url", "file", "published")


def read_addresses(stream: IO[bytes], name: str, beside: FolderTree) -> Iterator[Entry]:
    """Yield the saved pages of a list.

    Args:
        stream: the list, in UTF-8.
        name: its name, for places.
        beside: the folder it lies in, from which its files are named.
    """
    for number, line in enumerate(stream, 1):
        if line.strip() and not line.startswith(COMMENT.encode()):
            place = f"{name}:{number}"
            try:
                yield _item(line, place, beside)
            except Failed as error:
                yield Problem(place, error.reason, error.message)


def _item(line: bytes, place: str, beside: FolderTree) -> Item:
    try:
        cells = [cell.strip() for cell in line.decode("utf-8-sig").split("\t")]
    except UnicodeDecodeError as error:
        raise Failed("encoding", f"byte {error.start} of the line is not UTF-8") from None
    row = dict(zip(COLUMNS, cells, strict=False))
    if not row.get("file"):
        raise Failed("malformed", "no file; write the address, a tab, and the file that holds its page")
    known, _ = stated({"id": row["url"], **row})
    try:
        with beside.open(row["file"]) as file:
            content = file.read(LARGEST_FILE + 1)
    except CANNOT as error:
        told = getattr(error, "strerror", None) or error
        raise Failed("unreadable", f"{row['file']}: cannot be read: {told}") from None
    return Item(place, known.pop("id", place), known, {"file": row["file"]}, content)
