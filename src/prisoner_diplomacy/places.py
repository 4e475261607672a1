"""Where the data lies: in a clone, found from anywhere inside it, or the tables that the package brings."""

import os
from pathlib import Path

from prisoner_diplomacy.article import InputError

VARIABLE = "PRISONER_DIPLOMACY_DATA"
DEFAULT_ARTICLE = "2025-11-22-belarus-frees-31-ukrainians"


def data_folder() -> Path:
    """Return the ``data`` folder of the clone.

    The environment variable ``PRISONER_DIPLOMACY_DATA`` names it; else it is searched upwards from
    the working directory, then from where the package lies.

    Raises:
        InputError: there is none.
    """
    folder = _clones_data()
    if folder is None:
        raise InputError(
            f"this needs a clone of the project: work inside one, or name its data folder in {VARIABLE}"
        )
    return folder


def record_folder() -> Path:
    """Return the folder of ``datapackage.json`` and the tables it describes.

    It is a clone's ``data`` folder; outside a clone it is what the installed package brings along.

    Raises:
        InputError: ``PRISONER_DIPLOMACY_DATA`` names no folder.
    """
    return _clones_data() or Path(__file__).resolve().parent / "data"


def find_article(name_or_path: str | Path) -> Path:
    """Return the file of an article given by its path, or by its name in ``data/articles``.

    Raises:
        InputError: there is no such article.
    """
    path = Path(name_or_path)
    if str(path) == "-" or path.is_file():
        return path
    folder = _clones_data()
    if folder is None:
        raise InputError(f"{name_or_path}: no such file; articles are known by name in a clone alone")
    candidate = folder / "articles" / f"{name_or_path}.txt"
    if path.parent == Path() and candidate.is_file():
        return candidate
    raise InputError(f"{name_or_path}: no such file, and no article of that name in {candidate.parent}")


def _clones_data() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named:
        return _checked(Path(named))
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "data" / "articles").is_dir() and (folder / "data" / "datapackage.json").is_file():
                return folder / "data"
    return None


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(f"{VARIABLE}: {folder} is no folder")
    return folder
