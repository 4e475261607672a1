"""Small questions to the nodes of a page and of its linked data."""

import re
from collections import Counter
from typing import Any

from prisoner_diplomacy.lexicon import load_toml

WORDS = re.compile(r"[^\s_-]+")
BESIDE_TAGS = frozenset(("aside", "nav", "footer", "template", "noscript"))
STORY_TAGS = frozenset(("article", "main"))
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
    if element.tag in BESIDE_TAGS or _is_hidden(element):
        return True
    if element.tag in ("body", "html", "main"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    return not BESIDE_WORDS.isdisjoint(WORDS.findall(named))


def _is_hidden(element: Any) -> bool:
    styled = (element.get("style") or "").lower().replace(" ", "")
    return element.get("hidden") is not None or "display:none" in styled


def own_part(tree: Any) -> Any:
    """Return the part of a page that holds its heading and most of its paragraphs; the whole when none does.

    What stands outside, lists of other stories or what the site says of itself, says nothing of the article.
    """
    lengths: Counter[Any] = Counter()
    for paragraph in tree.iter("p"):
        if not beside_article(paragraph):
            lengths[paragraph.getparent()] += len(text_of(paragraph))
    longest = max(lengths, key=lambda parent: lengths[parent], default=tree)
    around = (longest, *longest.iterancestors())
    headings = [heading for heading in tree.iter("h1") if _heads_a_story(heading)]
    headed = {above for heading in headings for above in heading.iterancestors()}
    named = [part for part in around if part in headed] or [part for part in around if part.tag in STORY_TAGS]
    part = next(iter(named), tree)
    within = sum(length for parent, length in lengths.items() if part in (parent, *parent.iterancestors()))
    return part if within * 2 > sum(lengths.values()) else tree


def _heads_a_story(heading: Any) -> bool:
    """Return whether a heading is an article's, not the site's own at the top of each page."""
    above = [node.tag for node in heading.iterancestors()]
    of_site = "header" in above and STORY_TAGS.isdisjoint(above)
    return not of_site and not beside_article(heading)


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
