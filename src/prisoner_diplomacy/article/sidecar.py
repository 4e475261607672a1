"""What a file ``NAME.toml`` beside an article says of it."""

import tomllib
from pathlib import Path
from typing import Any

from prisoner_diplomacy.article.basics import InputError, parse_day

SIDECAR_FIELDS = ("id", "published", "publisher", "url", "title", "language", "split")


def read_sidecar(path: Path) -> dict[str, Any]:
    """Return the fields of a sidecar; none when there is no such file.

    Raises:
        InputError: it cannot be read, or a field is unknown or of the wrong type.
    """
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: malformed sidecar: {error}") from None
    for name, value in known.items():
        if name not in SIDECAR_FIELDS:
            raise InputError(f"{path}: unknown field {name!r}; known are {', '.join(SIDECAR_FIELDS)}")
        if name != "published" and not isinstance(value, str):
            raise InputError(f"{path}: {name} must be text in quotes, not {value!r}")
    if "published" in known:
        known["published"] = parse_day(known["published"], f"{path}: published")
    return known
