"""All layers of an article's annotation, run in order over one segmentation."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.schema.marks import Annotation, Entity, Quote
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.readable import clean


@lru_cache(maxsize=2)
def segment(article: Article) -> Document:
    """Return the article's segmentation; the last ones are kept, since each stage asks for it."""
    return Document(article)


def name_speakers(quotes: list[Quote], entities: list[Entity]) -> list[Quote]:
    """Return the quotes with the name the text gives each known speaker.

    People have the fullest of the text, bodies and countries the one nearest to the quote, no adjective.
    """
    people: dict[str, str] = {}
    bodies: dict[str, list[Entity]] = {}
    speakers = {quote.speaker for quote in quotes}
    for entity in entities:
        if entity.ref not in speakers or entity.form not in ("named", "metonym") or entity.label == "NORP":
            continue
        if entity.label != "PERSON":
            bodies.setdefault(entity.ref, []).append(entity)
        elif entity.form == "named" and len(entity.exact) > len(people.get(entity.ref, "")):
            people[entity.ref] = entity.exact
    named = []
    for quote in quotes:
        near = _nearest(bodies.get(quote.speaker, []), quote)
        name = people.get(quote.speaker) or (near.exact if near else "")
        named.append(quote._replace(named=name) if name else quote)
    return named


def _nearest(mentions: list[Entity], quote: Quote) -> Entity | None:
    """Return the mention that stands nearest to a quote, outside it."""
    before = bisect_left(mentions, quote.start, key=attrgetter("start")) - 1
    after = bisect_left(mentions, quote.end, key=attrgetter("start"))
    near = [mentions[n] for n in (before, after) if 0 <= n < len(mentions)]
    return min(near, key=lambda m: max(quote.start - m.end, m.start - quote.end), default=None)


def annotate(article: Article) -> list[Annotation]:
    """Return the marks of every layer, ordered by start, end and layer.

    Args:
        article: a text with its publication date.

    Raises:
        ValueError: the article has no publication date.
    """
    from prisoner_diplomacy.reading.entities import annotate_entities, annotate_first_person
    from prisoner_diplomacy.reading.quantities import annotate_quantities
    from prisoner_diplomacy.reading.quotes import annotate_quotes
    from prisoner_diplomacy.reading.times import annotate_times
    from prisoner_diplomacy.reading.triggers import annotate_mentions

    document = segment(article)
    times = annotate_times(document)
    quantities = annotate_quantities(document, times)
    entities = annotate_entities(document)
    quotes = name_speakers(annotate_quotes(document, entities), entities)
    entities = sorted([*entities, *annotate_first_person(document, entities, quotes)])
    mentions = [m for m in annotate_mentions(document, entities) if not leads_elsewhere(document, m.start)]
    # In the order of the layers' names, which the sort keeps between marks of one span.
    marks: list[Annotation] = [*entities, *mentions, *quantities, *quotes, *times]
    return as_loaded(document, sorted(marks, key=attrgetter("start", "end")))


def leads_elsewhere(document: Document, offset: int) -> bool:
    """Return whether a place of the text to read stands in a line that leads to another story."""
    if not document.elsewhere:
        return False
    place = bisect_right(document.elsewhere, offset, key=attrgetter("start")) - 1
    return place >= 0 and offset < document.elsewhere[place].end


def as_loaded(document: Document, marks: list[Annotation]) -> list[Annotation]:
    """Return marks of the text as it is read with the offsets and words of the text as loaded.

    A speaker keeps the spelling of the text as loaded, but for the end of a line.
    """
    if document.readable.is_loaded:
        return marks
    loaded = document.article.text
    names: dict[str, str] = {}
    placed: list[Annotation] = []
    for mark in marks:
        start, end = document.readable.in_loaded(mark.start, mark.end)
        exact = loaded[start:end]
        if isinstance(mark, Entity):
            names.setdefault(mark.exact, " ".join(exact.splitlines()))
        placed.append(mark._replace(start=start, end=end, exact=exact))
    return [
        m._replace(speaker=names.get(m.speaker, m.speaker)) if isinstance(m, Quote) else m for m in placed
    ]


def as_read(document: Document, marks: list[Annotation]) -> list[Annotation]:
    """Return marks of the text as loaded with the offsets and words of the text as it is read."""
    if document.readable.is_loaded:
        return marks
    placed: list[Annotation] = []
    for mark in marks:
        start, end = document.readable.in_read(mark.start), document.readable.in_read(mark.end)
        mark = mark._replace(start=start, end=end, exact=document.text[start:end])
        placed.append(mark._replace(speaker=clean(mark.speaker)) if isinstance(mark, Quote) else mark)
    return placed
