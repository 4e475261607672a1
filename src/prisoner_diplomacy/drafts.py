"""Files and folders written aside and put in place when complete; a run clears what a killed one left."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # a system without file locks keeps what killed runs leave
    fcntl = None  # type: ignore[assignment]

LOCK = "lock"


def write_whole(path: Path, text: str) -> None:
    """Write a file in UTF-8, all of it or not at all; a draft that a killed run left is written over.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def draft_beside(out: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``out``, on the same disk; it is gone at the end, whatever happens.

    Raises:
        OSError: the folder cannot be made.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    _clear_stale(out)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as name:
        lock = _locked(Path(name))
        try:
            yield Path(name)
        finally:
            if lock:
                lock.close()


def put_in_place(draft: Path, out: Path) -> None:
    """Move a finished folder to its place; what stood there goes with the draft's folder."""
    out = out.resolve()
    old = draft.parent / "old"
    if out.exists():
        out.rename(old)
    try:
        draft.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise


def hold(file: IO[bytes]) -> bool:
    """Return whether an open file is now held against other programs; where no system locks, it always is."""
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _locked(folder: Path) -> IO[bytes] | None:
    """Return the folder's lock, held as long as it is open; nothing when another program holds it."""
    if fcntl is None:
        return None
    lock = (folder / LOCK).open("wb")
    if hold(lock):
        return lock
    lock.close()
    return None


def _clear_stale(out: Path) -> None:
    """Remove drafts of the same name whose program has ended; put back what it had moved away."""
    for folder in out.parent.glob(f".{_literal(out.name)}-*/"):
        with suppress(OSError):
            lock = _locked(folder) if (folder / LOCK).exists() else None
            if lock:
                if (folder / "old").exists() and not out.exists():
                    (folder / "old").rename(out)
                lock.close()
                shutil.rmtree(folder)


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
