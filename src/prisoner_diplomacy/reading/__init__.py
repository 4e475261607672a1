"""All layers of an article's annotation, run in order over one segmentation."""

from functools import lru_cache
from operator import attrgetter

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.schema.marks import Annotation, Entity, Quote
from prisoner_diplomacy.text.document import Document


@lru_cache(maxsize=2)
def segment(article: Article) -> Document:
    """Return the article's segmentation; the last ones are kept, since each stage asks for it."""
    return Document(article)


def name_speakers(quotes: list[Quote], entities: list[Entity]) -> list[Quote]:
    """Return the quotes with the fullest name the text gives each known speaker."""
    names: dict[str, str] = {}
    for entity in entities:
        if entity.ref and entity.form == "named" and len(entity.exact) > len(names.get(entity.ref, "")):
            names[entity.ref] = entity.exact
    return [q._replace(named=names[q.speaker]) if q.speaker in names else q for q in quotes]


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
    mentions = annotate_mentions(document, entities)
    # In the order of the layers' names, which the sort keeps between marks of one span.
    marks: list[Annotation] = [*entities, *mentions, *quantities, *quotes, *times]
    return sorted(marks, key=attrgetter("start", "end"))
