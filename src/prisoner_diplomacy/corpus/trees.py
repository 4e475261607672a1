"""Folders and zip archives: files with their sidecars, and files that hold many articles."""

import os
import stat
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

from prisoner_diplomacy.article.basics import LARGEST_FILE
from prisoner_diplomacy.corpus.entries import LEFT_OUT, Entry, Failed, Item, Problem, printable, stated

ARTICLES = (".txt", ".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht")
SIDECAR = ".toml"
LABELS = (".annotations.jsonl", ".events.jsonl", ".review.jsonl")
"""Files of this program that stand beside an article."""
GZIP = ".gz"
ZIP = ".zip"
CANNOT = (OSError, EOFError, ValueError, KeyError, RuntimeError, zlib.error, zipfile.BadZipFile)
"""What opening and reading raise: a RuntimeError is a zip archive's for a file that needs a password."""
Read = Callable[[IO[bytes], str], Iterator[Entry]]


class FolderTree:
    """The files under a folder, one folder after the other.

    Args:
        files: file system as fsspec has it.
        root: the folder.
    """

    def __init__(self, files: Any, root: str) -> None:
        self.files, self.root = files, root.rstrip("/")
        self.is_local = "file" in files.protocol

    def groups(self) -> Iterator[list[str] | Problem]:
        """Yield the paths of files, from the root, a list for each folder; and what cannot be listed."""
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                listed = sorted(self._local(folder) if self.is_local else self._remote(folder))
            except OSError as error:
                yield Problem(printable(folder) or ".", "unreadable", f"cannot be listed: {error.strerror}")
                continue
            yield [path for path, is_file in listed if is_file]
            folders += [path for path, is_file in reversed(listed) if not is_file]

    def open(self, path: str) -> IO[bytes]:
        """Open a file; whatever would wait for another program is refused.

        Raises:
            OSError: it cannot be opened.
        """
        if self.is_local:
            _refuse_devices(f"{self.root}/{path}")
        opened: IO[bytes] = self.files.open(f"{self.root}/{path}", "rb")
        return opened

    def count(self) -> int | None:
        """Return how many files there are, where counting is cheap."""
        return sum(len(names) for _, _, names in os.walk(self.root)) if self.is_local else None

    def _local(self, folder: str) -> Iterator[tuple[str, bool]]:
        with os.scandir(f"{self.root}/{folder}") as entries:
            for entry in entries:
                yield _joined(folder, entry.name), not entry.is_dir(follow_symlinks=False)

    def _remote(self, folder: str) -> Iterator[tuple[str, bool]]:
        place = f"{self.root}/{folder}".rstrip("/")
        for entry in self.files.ls(place, detail=True):
            name = PurePosixPath(entry["name"]).name
            yield _joined(folder, name), entry["type"] != "directory"


class ZipTree:
    """The files of a zip archive.

    Args:
        file: the archive.

    Raises:
        zipfile.BadZipFile: it is none.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.archive = zipfile.ZipFile(file)

    def groups(self) -> Iterator[list[str] | Problem]:
        """Yield the paths of all files."""
        yield sorted(name for name in self.archive.namelist() if not name.endswith("/"))

    def open(self, path: str) -> IO[bytes]:
        """Open a file."""
        return self.archive.open(path)

    def count(self) -> int:
        """Return how many files and folders there are."""
        return len(self.archive.infolist())


def read_tree(tree: FolderTree | ZipTree, readers: Mapping[str, Read], prefix: str = "") -> Iterator[Entry]:
    """Yield what the files of a tree hold; a file of no known kind is a problem that is no failure.

    Args:
        tree: the files.
        readers: for each suffix of files that hold many articles, what reads them.
        prefix: what stands before paths in places and ids.
    """
    for group in tree.groups():
        if isinstance(group, Problem):
            yield group
            continue
        sidecars = {path for path in group if path.endswith(SIDECAR)}
        used = {_sidecar(path) for path in group if _is_article(path)} if sidecars else set()
        for path in group:
            if path not in sidecars:
                yield from _read_file(tree, path, sidecars, readers, prefix)
            elif path not in used:
                yield Problem(prefix + printable(path), LEFT_OUT, "a sidecar without its article")


def _read_file(
    tree: FolderTree | ZipTree, path: str, sidecars: set[str], readers: Mapping[str, Read], prefix: str
) -> Iterator[Entry]:
    place, suffix = prefix + printable(path), kind_of(path)
    left_out = _why_left_out(path, (*readers, ZIP))
    if left_out:
        yield Problem(place, LEFT_OUT, left_out)
        return
    try:
        with tree.open(path) as file:
            if _is_article(path):
                beside = _sidecar(path) if _sidecar(path) in sidecars else ""
                yield _article(file, place, _read_sidecar(tree, beside) if beside else {})
            elif suffix == ZIP:
                yield from read_tree(ZipTree(file), readers, f"{place}/")
            else:
                yield from readers[suffix](file, place)
    except Failed as error:
        yield Problem(place, error.reason, error.message, place[: -len(suffix)])
    except CANNOT as error:
        yield Problem(place, "unreadable", f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _why_left_out(path: str, suffixes: Iterable[str]) -> str:
    if any(part.startswith(".") for part in PurePosixPath(path).parts):
        return "a hidden file"
    if path.endswith(LABELS):
        return "marks, rows or a review of an article"
    return "" if _is_article(path) or kind_of(path) in suffixes else "no kind of file that is read"


def _article(file: IO[bytes], place: str, row: Mapping[str, Any]) -> Item:
    known, extra = stated(row)
    default = place[: -len(PurePosixPath(place).suffix)]
    return Item(place, known.pop("id", default), known, extra, file.read(LARGEST_FILE + 1))


def _read_sidecar(tree: FolderTree | ZipTree, path: str) -> dict[str, Any]:
    try:
        with tree.open(path) as file:
            return tomllib.loads(file.read(LARGEST_FILE).decode("utf-8-sig"))
    except OSError as error:
        raise Failed("unreadable", f"its sidecar cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise Failed("malformed", f"its sidecar is malformed: {error}") from None


def kind_of(name: str) -> str:
    """Return the suffix that tells how a file is read; compression by gzip does not matter."""
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix == GZIP else path.suffix


def _is_article(path: str) -> bool:
    return path.lower().endswith(ARTICLES)


def _sidecar(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(SIDECAR))


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _refuse_devices(path: str) -> None:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise OSError(0, "a link to a folder, which is not followed")
    if not stat.S_ISREG(mode):
        raise OSError(0, "not a regular file")
