"""A web page: the article's text, and what the page says of it."""

import json
import re
from typing import Any, NamedTuple

from prisoner_diplomacy.article.basics import InputError, normalise
from prisoner_diplomacy.article.page_nodes import beside_article, children, own_part, string, text_of
from prisoner_diplomacy.article.stated_days import (
    REMEDY,
    StatedDay,
    from_dateline,
    from_linked_data,
    from_marked_elements,
    from_meta,
    published_day,
    several_days_live,
    told,
    type_of,
)
from prisoner_diplomacy.lexicon import load_toml

NO_ARTICLE = "no article text found in this HTML; save the article as plain text"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ATTRIBUTES = 1000
MOST_NODES_READ = 500
BLOCKS = ("p", "div", "li", "h2", "h3", "h4", "h5", "h6", "figure", "section", "strong", "b", "em")
PROMPT = re.compile(rf"(?:{'|'.join(load_toml('pages.toml')['prompts'])})\b", re.I)
LONGEST_PROMPT = 300
SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
XML_DECLARATION = re.compile(r"\s*+<\?xml[^>]*+>")
SCRIPT_WRAPPING = re.compile(r"\s*+(?://)?\s*+<!(?:\[CDATA\[|--)|(?://)?\s*+(?:\]\]>|-->)\s*+\Z")


class Page(NamedTuple):
    """The text of a page's article and what the page states of it, by the names of an article's fields."""

    text: str
    known: dict[str, Any]


def read_page(markup: str, place: str, day_is_known: bool) -> Page:
    """Return the article of a page.

    Args:
        markup: HTML or XHTML.
        place: the file's name, for messages.
        day_is_known: somebody gave the day of publication, so that the page need not settle it.

    Raises:
        InputError: the page holds no article, is no page that can be read in bounded time, or gives
            several days as its own while none is known.
    """
    tree = _parse(markup, place)
    nodes = _article_nodes(tree)
    known = _facts(tree, nodes)
    if not day_is_known:
        try:
            known |= _published(tree, nodes)
        except InputError as error:
            raise InputError(f"{place}: {error}") from None
    return Page(_article_text(tree, place), known)


class _AttributeCounter:
    """Counts while the parser builds no tree, which costs it the square of one tag's attributes."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _tag: str, attributes: Any) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def _parse(markup: str, place: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    markup = XML_DECLARATION.sub("", markup, count=1)
    try:
        most = etree.fromstring(markup, etree.HTMLParser(target=_AttributeCounter()))
        if most > MOST_ATTRIBUTES:
            raise InputError(f"{place}: a tag with {most:,} attributes; save the article as plain text")
        return html.document_fromstring(markup)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError(f"{place}: {NO_ARTICLE}") from None


def _article_text(tree: Any, place: str) -> str:
    import trafilatura

    _drop_controls(tree)
    _write_quotation_marks(tree)
    _drop_prompts(tree)
    page: Any = trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False)
    text = page.text if page is not None else ""
    lines = [line for line in (text or "").split("\n") if line.strip()]
    if not lines:
        raise InputError(f"{place}: {NO_ARTICLE}")
    return normalise("\n\n".join(lines))


def _drop_controls(tree: Any) -> None:
    """Take away control characters, which no browser shows and no XML tree takes from a program."""
    for element in tree.iter():
        if element.text and CONTROLS.search(element.text):
            element.text = CONTROLS.sub("", element.text)
        if element.tail and CONTROLS.search(element.tail):
            element.tail = CONTROLS.sub("", element.tail)


def _write_quotation_marks(tree: Any) -> None:
    """Put the marks in the place of ``q`` elements that a browser shows: double, single within, and so on."""
    elements = list(tree.iter("q"))
    quotations = set(elements)
    for element in elements:
        above = sum(node in quotations for node in element.iterancestors())
        opening, closing = "‘’" if above % 2 else "“”"
        element.text = f"{opening}{element.text or ''}"
        last = element[-1] if len(element) else None
        if last is None:
            element.text += closing
        else:
            last.tail = f"{last.tail or ''}{closing}"
        element.tag = "span"


def _drop_prompts(tree: Any) -> None:
    """Take away lines that lead to another story: they tell nothing of this one."""
    for element in list(tree.iter(*BLOCKS)):
        if element.getparent() is not None and _is_prompt(element):
            element.drop_tree()


def _is_prompt(element: Any) -> bool:
    start = next((piece for piece in element.itertext(with_tail=False) if piece.strip()), "").lstrip()
    found = PROMPT.match(start)
    if not found:
        return False
    text = text_of(element)
    if len(text) > LONGEST_PROMPT:
        return False
    rest = text[found.end() :].lstrip()
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return not rest or rest[0] in ":|–—-»" or linked * 2 > len(text)


def _article_nodes(tree: Any) -> list[dict[str, Any]]:
    """Return the nodes of the page's JSON-LD that are its own article."""
    tops: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            tops += _top_nodes(script.text or "")
    articles = [node for node in tops if type_of(node)]
    return _own(articles, tree) or articles


def _top_nodes(script: str) -> list[dict[str, Any]]:
    """Return the things that a script of JSON-LD is about; not what they mention."""
    try:
        value = json.loads(SCRIPT_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return []
    roots = [node for node in (value if isinstance(value, list) else [value]) if isinstance(node, dict)]
    nodes = [node for root in roots for node in (root, *children(root, "@graph"))]
    return [inner for node in nodes[:MOST_NODES_READ] for inner in (node, *children(node, "mainEntity"))]


def _own(articles: list[dict[str, Any]], tree: Any) -> list[dict[str, Any]]:
    """Return the articles that have the page's address or its title."""
    address, titles = _address(tree), _titles(tree)
    by_address = [node for node in articles if address and address in _addresses(node)]
    return by_address or [node for node in articles if string(node.get("headline")) in titles]


def _addresses(node: dict[str, Any]) -> set[str]:
    named = (string(node.get(key)) for key in ("url", "@id", "mainEntityOfPage"))
    return {address.partition("#")[0].rstrip("/") for address in named if address}


def _address(tree: Any) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip().partition("#")[0].rstrip("/")
    return _meta(tree, "og:url").partition("#")[0].rstrip("/")


def _meta(tree: Any, *names: str) -> str:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        if name in names:
            found.setdefault(name, string(element.get("content")))
    return next((found[name] for name in names if found.get(name)), "")


def _titles(tree: Any) -> list[str]:
    headings = [text_of(heading) for heading in tree.iter("h1") if not beside_article(heading)]
    title = next((text_of(element) for element in tree.iter("title")), "")
    return [name for name in (_meta(tree, "og:title"), *headings, title) if name]


def _facts(tree: Any, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    first = nodes[0] if nodes else {}
    publisher = _meta(tree, "og:site_name") or string(first.get("publisher"))
    title = next((name for name in (string(first.get("headline")), *_titles(tree)) if name), "")
    address = _address(tree)
    known = {
        "title": _without_site(title, publisher),
        "publisher": publisher,
        "url": address if address.startswith(("https://", "http://")) else "",
        "language": (tree.get("lang") or tree.get(XML_LANGUAGE) or "").strip(),
    }
    return {name: value for name, value in known.items() if value}


def _without_site(title: str, publisher: str) -> str:
    """Return a title without the name of the site that is written behind or before it."""
    for separator in SEPARATORS if publisher else ():
        before, found, after = title.rpartition(separator)
        if found and after.casefold() == publisher.casefold():
            return before.strip()
        before, found, after = title.partition(separator)
        if found and before.casefold() == publisher.casefold():
            return after.strip()
    return title


def _published(tree: Any, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    live = several_days_live(nodes)
    if live:
        first, last = min(live), max(live)
        raise InputError(
            f"a live blog with entries from {first.day} to {last.day}; {REMEDY}, the day to count from"
        )
    kinds: list[list[StatedDay]] = [
        from_linked_data(nodes),
        from_meta(tree),
        from_marked_elements(tree),
        from_dateline(text_of(block) for block in own_part(tree).iter("p", "span", "div") if _is_leaf(block)),
    ]
    chosen, others = published_day(kinds)
    if chosen is None:
        return {}
    known: dict[str, Any] = {"published": chosen.day, "published_from": chosen.where}
    if others:
        known["notes"] = (f"published {told([chosen])}, but the page also says {told(others)}",)
    return known


def _is_leaf(block: Any) -> bool:
    return not beside_article(block) and not any(child.tag in ("p", "div") for child in block)
