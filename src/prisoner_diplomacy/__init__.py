"""News about prisoner releases, sanctions and diplomacy, turned into evidence.

What needs pandas or matplotlib loads when it is first used, so that importing the package stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prisoner_diplomacy.article import Article, InputError, read_article
    from prisoner_diplomacy.events import find_events, tabulate
    from prisoner_diplomacy.places import find_article
    from prisoner_diplomacy.reading import annotate
    from prisoner_diplomacy.record.load import load_context

__all__ = [
    "Article",
    "InputError",
    "annotate",
    "find_article",
    "find_events",
    "load_context",
    "read_article",
    "tabulate",
]

_HOMES = {
    "Article": "article",
    "InputError": "article",
    "annotate": "reading",
    "find_article": "places",
    "find_events": "events",
    "load_context": "record.load",
    "read_article": "article",
    "tabulate": "events",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
