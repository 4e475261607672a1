"""Small questions to the nodes of a page and of its linked data."""

import re
from typing import Any

from prisoner_diplomacy.lexicon import load_toml

WORDS = re.compile(r"[^\s_-]+")
BESIDE_TAGS = frozenset(("aside", "nav", "footer", "template", "noscript"))
BESIDE_WORDS = frozenset(load_toml("pages.toml")["beside"])


def text_of(element: Any) -> str:
    """Return the text inside an element with plain spaces."""
    return " ".join("".join(element.itertext(with_tail=False)).split())


def classes(element: Any) -> list[str]:
    """Return the classes of an element in lower case."""
    return (element.get("class") or "").lower().split()


def beside_article(element: Any) -> bool:
    """Return whether an element, or what holds it, stands beside the article: another story, a footer."""
    return any(_is_beside(node) for node in (element, *element.iterancestors()))


def _is_beside(element: Any) -> bool:
    if element.tag in BESIDE_TAGS:
        return True
    if element.tag in ("body", "html", "main"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    return not BESIDE_WORDS.isdisjoint(WORDS.findall(named))


def children(node: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects under a key of a JSON-LD node, one or many."""
    value = node.get(key)
    values = value if isinstance(value, list) else [value]
    return [child for child in values if isinstance(child, dict)]


def string(value: object) -> str:
    """Return a value of JSON-LD as a line of text, nothing when it is none."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    return " ".join(value.split())[:500] if isinstance(value, str) else ""
