"""Where a data set is written: a folder, locked while a run writes, or a place that fsspec reaches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow.parquet as pq

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.dataset import TABLES, part_path
from prisoner_diplomacy.corpus.sources import reached
from prisoner_diplomacy.drafts import hold

LOCK = ".lock"
DRAFT = ".draft"


class Store:
    """A data set's place on a file system of fsspec, where a file is written whole by the system's own doing.

    Args:
        out: the place as messages name it.
        files: the file system.
        root: the path in it.
    """

    def __init__(self, out: str, files: Any, root: str) -> None:
        self.out, self.files, self.root = out, files, root.rstrip("/")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the place against other runs; object storage knows no such thing."""
        yield

    def lies_in(self, source: str) -> bool:
        """Return whether the place is inside a folder that is read."""
        files, root = reached(source)
        return type(files) is type(self.files) and f"{self.root}/".startswith(f"{root.rstrip('/')}/")

    def is_empty(self) -> bool:
        """Return whether nothing is there but what a run that was killed at its start leaves.

        Raises:
            InputError: it is no folder.
        """
        if self.files.isfile(self.root):
            raise InputError(f"{self.out}: a file, not a folder")
        if not self.files.exists(self.root):
            return True
        return {path.rpartition("/")[2] for path in self.files.ls(self.root, detail=False)} <= {LOCK}

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; nothing when there is none."""
        try:
            return bytes(self.files.cat_file(f"{self.root}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        self.files.pipe_file(f"{self.root}/{name}", content)

    def write_part(self, number: int, parts: dict[str, bytes]) -> None:
        """Write a part of every table, that of the articles last: where it is, the others are."""
        for name in reversed(TABLES):
            self.write(part_path(name, number), parts[name])

    def numbers(self) -> set[int]:
        """Return the parts that are there."""
        folder = TABLES[0]
        return {int(path.rpartition("-")[2].split(".")[0]) for path in self._listed(folder)}

    def metadata(self, name: str, number: int) -> Any:
        """Return what a part says of itself, as pyarrow has it."""
        with self.files.open(f"{self.root}/{part_path(name, number)}", "rb") as file:
            return pq.read_metadata(file)

    def column(self, name: str, number: int, column: str) -> list[Any]:
        """Return a column of a part."""
        with self.files.open(f"{self.root}/{part_path(name, number)}", "rb") as file:
            return list(pq.read_table(file, columns=[column])[column].to_pylist())

    def _listed(self, folder: str) -> list[str]:
        return list(self.files.glob(f"{self.root}/{folder}/part-*.parquet"))


class LocalStore(Store):
    """A folder of this machine: a file is written whole or not at all, and one run writes at a time."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder, made when it is missing, against other runs, and clear what a killed one left.

        Raises:
            InputError: another run holds it, or it is no folder.
            OSError: it cannot be made or written.
        """
        path = Path(self.root, LOCK)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise InputError(f"{self.out}: a file, not a folder") from None
        with path.open("wb") as lock:
            if not _is_held(lock, path):
                raise InputError(f"{self.out}: another run is writing there; wait for it to end")
            for draft in Path(self.root).glob(f"**/.*{DRAFT}"):
                draft.unlink()
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def write(self, name: str, content: bytes) -> None:
        """Write a file, all of it or nothing.

        Raises:
            OSError: it cannot be written; what stood there before still does.
        """
        path = Path(self.root, name)
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f".{path.name}-{os.getpid()}{DRAFT}")
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _is_held(lock: IO[bytes], path: Path) -> bool:
    """Return whether an open file is now ours alone, and still the one of that path."""
    try:
        return hold(lock) and os.stat(path).st_ino == os.fstat(lock.fileno()).st_ino
    except FileNotFoundError:
        return False


def store_at(out: str) -> Store:
    """Return the place of a data set.

    Raises:
        InputError: no installed package reaches it.
    """
    files, root = reached(out)
    kind = LocalStore if "file" in files.protocol else Store
    return kind(out, files, root)
