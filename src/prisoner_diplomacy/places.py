"""Where the project's data lies: a clone's ``data/`` folder, found from anywhere inside it."""

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
    named = os.environ.get(VARIABLE)
    if named:
        return _checked(Path(named))
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "data" / "articles").is_dir():
                return folder / "data"
    raise InputError(f"no data folder found; work inside a clone, or name the folder in {VARIABLE}")


def find_article(name_or_path: str | Path) -> Path:
    """Return the file of an article given by its path, or by its name in ``data/articles``.

    Raises:
        InputError: there is no such article.
    """
    path = Path(name_or_path)
    if str(path) == "-" or path.is_file():
        return path
    folder = data_folder() / "articles"
    candidate = folder / f"{name_or_path}.txt"
    if path.parent == Path() and candidate.is_file():
        return candidate
    raise InputError(f"{name_or_path}: no such file, and no article of that name in {folder}")


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(f"{VARIABLE}: {folder} is no folder")
    return folder
