"""Where articles come from: folders, archives and files of many kinds, here or wherever fsspec reaches."""

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

import fsspec

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.entries import Entry, printable
from prisoner_diplomacy.corpus.feeds import read_feed
from prisoner_diplomacy.corpus.json_lines import read_lines
from prisoner_diplomacy.corpus.saved_addresses import read_addresses
from prisoner_diplomacy.corpus.trees import CANNOT, ZIP, FolderTree, Read, ZipTree, kind_of, read_tree
from prisoner_diplomacy.corpus.web_archives import read_web_archive

STDIN = "-"
ADDRESSES = ".tsv"
READERS: dict[str, Read] = {
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".warc": read_web_archive,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}


class Source:
    """The entries of a source, once, in an order that does not change.

    Args:
        address: a folder; a file of JSON lines, a zip, a web archive, a feed, a list of saved addresses;
            ``-`` for JSON lines on standard input; or one of them elsewhere, as fsspec names it.

    Raises:
        InputError: it cannot be read at all.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.name = "stdin" if address == STDIN else printable(PurePosixPath(address.rstrip("/")).name)
        self._size: int | None = None
        self._tree: FolderTree | ZipTree | None = None
        self._file: IO[bytes] | None = None
        self._read = 0
        self._ended = False
        self._entries = self._open()

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self._read += 1
            yield entry
        self._ended = True

    def total(self, limit: int | None = None) -> int | None:
        """Return how many entries there are, by what has been read; nothing when that tells nothing."""
        if self._ended:
            return self._read
        if self._tree and self._size is None:
            self._size = self._tree.count()
        if not self._size or not self._read:
            return None
        share = (self._file.tell() if self._file and not self._tree else self._read) / self._size
        reckoned = round(self._read / min(max(share, 1e-9), 1.0))
        return min(reckoned, limit) if limit else reckoned

    def _open(self) -> Iterator[Entry]:
        if self.address == STDIN:
            return read_lines(sys.stdin.buffer, self.name)
        try:
            files, root = reached(self.address)
            return self._in_tree(files, root) if files.isdir(root) else self._in_file(files, root)
        except CANNOT as error:
            told = getattr(error, "strerror", None) or error
            raise InputError(f"{self.address}: cannot be read: {told}") from None

    def _in_tree(self, files: Any, root: str) -> Iterator[Entry]:
        self._tree = FolderTree(files, root)
        return read_tree(self._tree, READERS)

    def _in_file(self, files: Any, root: str) -> Iterator[Entry]:
        suffix = kind_of(self.name)
        if suffix not in (*READERS, ZIP, ADDRESSES) and files.exists(root):
            known = ", ".join((*READERS, ADDRESSES, ZIP))
            raise InputError(f"{self.address}: neither a folder nor a file of a kind that is read: {known}")
        self._file = files.open(root, "rb")
        self._size = files.size(root)
        if suffix == ZIP:
            self._tree = ZipTree(self._file)
            self._size = None
            return read_tree(self._tree, READERS)
        if suffix == ADDRESSES:
            return read_addresses(self._file, self.name, FolderTree(files, root.rpartition("/")[0]))
        return READERS[suffix](self._file, self.name)


def reached(address: str) -> tuple[Any, str]:
    """Return the file system and the path in it of an address; without ``://`` it is a path of this machine.

    Raises:
        InputError: no installed package reaches it.
    """
    if "://" not in address:
        return fsspec.filesystem("file"), fsspec.filesystem("file")._strip_protocol(address)
    try:
        files, root = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(f"{address}: cannot be reached: {error}") from None
    return files, root
