"""W3C Web Annotation: marks as a JSON-LD page of annotations, and back.

Every annotation has two bodies: a tag that names the layer, for any reader, and the layer's fields as
JSON, from which the record is made again. The target is the article with two selectors, its words in
context and its position. The page holds nothing that the model's context does not define.
"""

import json
import logging
import re
import uuid
from collections.abc import Sequence
from typing import Any

from prisoner_diplomacy.anchoring import reanchor, selector
from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.exchange.fields import packed, unpacked
from prisoner_diplomacy.schema.marks import LAYERS, Annotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {"entity": "identifying"}
MOTIVATION = "classifying"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")

log = logging.getLogger(__name__)


def render(article: Article, annotations: Sequence[Annotation]) -> str:
    """Return the marks as one line of JSON-LD."""
    return json.dumps(to_w3c(article, annotations), ensure_ascii=False) + "\n"


def to_w3c(article: Article, annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Return the marks as an AnnotationPage, the only one of its AnnotationCollection.

    Args:
        article: the text; its URL, else the hash of its text, is the source of every target.
        annotations: the marks, in the order the page keeps.
    """
    source = article.url if IRI.fullmatch(article.url) else f"urn:sha256:{article.sha256}"
    items = [_annotation(article, source, mark) for mark in annotations]
    name = f"{source} {article.sha256}"
    return {
        "@context": CONTEXT,
        "id": _urn("page", name),
        "type": "AnnotationPage",
        "partOf": {"id": _urn("collection", name), "type": "AnnotationCollection", "total": len(items)},
        "startIndex": 0,
        "items": items,
    }


def from_w3c(page: dict[str, Any], text: str) -> list[Annotation]:
    """Return the marks of a page, found again in a text that may have changed.

    A mark that is lost or ambiguous is left out and logged as a warning.

    Args:
        page: what ``to_w3c`` returned.
        text: the article's text.

    Raises:
        InputError: the page is no AnnotationPage, or an item of it was not written by ``to_w3c``.
    """
    if (
        not isinstance(page, dict)
        or page.get("type") != "AnnotationPage"
        or not isinstance(page.get("items"), list)
    ):
        raise InputError("not a W3C AnnotationPage: it needs that type and a list of items")
    marks = (_record(item, number, text) for number, item in enumerate(page["items"]))
    return [mark for mark in marks if mark is not None]


def _annotation(article: Article, source: str, mark: Annotation) -> dict[str, Any]:
    fields = packed(mark)
    motivation = MOTIVATIONS.get(mark.layer, MOTIVATION)
    return {
        "id": _urn("annotation", f"{source} {article.sha256} {mark.start} {mark.end} {fields}"),
        "type": "Annotation",
        "motivation": motivation,
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": mark.layer},
            {"type": "TextualBody", "purpose": motivation, "format": "application/json", "value": fields},
        ],
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": selector(article.text, mark.start, mark.end),
        },
    }


def _urn(kind: str, name: str) -> str:
    """Return a URN that depends on nothing but its arguments."""
    key = f"{kind} {name}".encode("utf-8", "surrogatepass").hex()
    return uuid.uuid5(uuid.NAMESPACE_URL, key).urn


def _record(item: Any, number: int, text: str) -> Annotation | None:
    try:
        fields = _fields(item)
        quote, position = item["target"]["selector"]
        anchor = reanchor(text, quote["exact"], quote["prefix"], quote["suffix"], position["start"])
        record = LAYERS[fields.pop("layer")]
        if anchor.start is None or anchor.end is None:
            log.warning("annotation %d, %r, is %s in this text", number, quote["exact"], anchor.status)
            return None
        return record(anchor.start, anchor.end, text[anchor.start : anchor.end], **fields)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise InputError(f"item {number} of the page is not one of ours: {error!r}") from None


def _fields(item: Any) -> dict[str, Any]:
    bodies = [body["value"] for body in item["body"] if body.get("format") == "application/json"]
    return unpacked(bodies[0] if bodies else "")
