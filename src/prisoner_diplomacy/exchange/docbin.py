"""spaCy's DocBin: articles as documents with a span group a layer, and back (extra ``exchange``).

Tokens are those of spaCy's English tokenizer, cut where a mark begins or ends inside one, so that every
mark is a span. Spans have the label that spaCy's users expect, entities also the id as ``kb_id`` and a place
in ``doc.ents``; all fields stand in ``doc.user_data``.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.exchange.fields import packed, unpacked
from prisoner_diplomacy.exchange.readings import Reading
from prisoner_diplomacy.schema.marks import LAYERS, Annotation

KEY = "prisoner_diplomacy"
LABELS = {"entity": "label", "time": "type", "quote": "kind", "event": "kind"}


def write_docbin(readings: Iterable[Reading], out: Path) -> None:
    """Write the articles with their marks as one ``.spacy`` file.

    Raises:
        InputError: spaCy is not installed.
    """
    spacy = _spacy()
    empty = spacy.blank("en")
    bin_ = spacy.tokens.DocBin(store_user_data=True)
    for article, marks, _ in readings:
        bin_.add(_doc(spacy, empty, article, marks))
    out.write_bytes(bin_.to_bytes())


def read_docbin(path: Path) -> list[tuple[Article, list[Annotation]]]:
    """Return the articles of a ``.spacy`` file that ``write_docbin`` wrote, with their marks.

    Raises:
        InputError: spaCy is not installed, or the file is none of ours.
    """
    spacy = _spacy()
    try:
        docs = list(spacy.tokens.DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("en").vocab))
        return [_article(doc) for doc in docs]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: not written by this program: {error!r}") from None


def _spacy() -> Any:
    try:
        import spacy
        import spacy.tokens
    except ImportError:
        raise InputError("spaCy is not installed; pip install 'prisoner-diplomacy[exchange]'") from None
    return spacy


def _doc(spacy: Any, empty: Any, article: Article, marks: list[Annotation]) -> Any:
    doc = empty.make_doc(article.text)
    _cut(doc, {place for mark in marks for place in (mark.start, mark.end)})
    spans: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
    for mark in marks:
        label = getattr(mark, LABELS.get(mark.layer, ""), mark.layer.upper())
        ref = getattr(mark, "ref", "")
        spans[mark.layer].append(doc.char_span(mark.start, mark.end, label, kb_id=ref))
    for layer, group in spans.items():
        doc.spans[layer] = group
    doc.set_ents(spacy.util.filter_spans(spans["entity"]))
    doc.user_data[KEY] = {
        "id": article.id,
        "published": article.published.isoformat() if article.published else "",
        "marks": [[mark.start, mark.end, packed(mark)] for mark in marks],
    }
    return doc


def _cut(doc: Any, places: set[int]) -> None:
    """Split the tokens inside which a mark begins or ends."""
    cuts = defaultdict(list)
    for token in doc:
        end = token.idx + len(token.text)
        inside = [place for place in range(token.idx + 1, end) if place in places]
        if inside:
            bounds = [token.idx, *inside, end]
            cuts[token.i] = [doc.text[a:b] for a, b in pairwise(bounds)]
    with doc.retokenize() as retokenizer:
        for index, parts in cuts.items():
            retokenizer.split(doc[index], parts, heads=[(doc[index], 0)] * len(parts))


def _article(doc: Any) -> tuple[Article, list[Annotation]]:
    stored = doc.user_data[KEY]
    published = date.fromisoformat(stored["published"]) if stored["published"] else None
    article = Article(stored["id"], doc.text, published)
    return article, [_mark(doc.text, *mark) for mark in stored["marks"]]


def _mark(text: str, start: int, end: int, line: str) -> Annotation:
    fields = unpacked(line)
    return LAYERS[fields.pop("layer")](start, end, text[start:end], **fields)
