"""The entity layer: every mention of a person, organisation, place or nationality, and who is meant."""

import re
from bisect import bisect_right

from prisoner_diplomacy.reading.entities.cast import Cast, Draft, without_overlaps
from prisoner_diplomacy.reading.entities.descriptions import Describer
from prisoner_diplomacy.reading.entities.named import NameReader
from prisoner_diplomacy.reading.entities.pronouns import PronounReader
from prisoner_diplomacy.schema.marks import Entity, Quote
from prisoner_diplomacy.text.document import Document

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|us|Us|[Oo]urs?|[Oo]urselves)\b")


def annotate_entities(document: Document) -> list[Entity]:
    """Return the mentions of people, organisations, places and nationalities, first person left out.

    Args:
        document: the segmented article.

    Returns:
        Records in order that do not overlap.
    """
    cast = Cast(document.published)
    reader = NameReader(document, cast)
    named = without_overlaps(reader.drafts)
    drafts = without_overlaps(named + Describer(document, cast, named, reader.nouns).run())
    drafts = without_overlaps(PronounReader(document, cast, drafts, reader.pronouns).run())
    _keep_told_nations(cast, drafts)
    return [draft.entity(document.text) for draft in drafts]


def _keep_told_nations(cast: Cast, drafts: list[Draft]) -> None:
    """Keep, of several nations that the entity table gives somebody, those that the text names, if any."""
    several = [who for who in cast.by_key.values() if who.label == "PERSON" and len(who.countries) > 1]
    if several:
        told = {c for draft in drafts if draft.who.label != "PERSON" for c in draft.who.countries}
        for who in several:
            who.countries = tuple(c for c in who.countries if c in told) or who.countries


def annotate_first_person(document: Document, entities: list[Entity], quotes: list[Quote]) -> list[Entity]:
    """Return "I", "we" and their forms inside direct quotes, resolved to the speaker.

    Args:
        document: the segmented article.
        entities: the mentions found before; none of the new ones overlaps them.
        quotes: the quotes, whose speaker is an id or surface text.
    """
    found: dict[int, tuple[re.Match[str], Quote]] = {}
    for quote in quotes:
        if quote.kind == "direct":
            for match in FIRST_PERSON.finditer(document.text, quote.start, quote.end):
                found[match.start()] = match, quote
    if not found:
        return []
    speakers = {key: mention for mention in entities for key in (mention.exact, mention.name, mention.ref)}
    marked = [entity.start for entity in entities]
    spoken = []
    for start, (match, quote) in sorted(found.items()):
        number = bisect_right(marked, start) - 1
        if number < 0 or entities[number].end <= start:
            spoken.append(_spoken(match, quote, speakers.get(quote.speaker)))
    return spoken


def _spoken(match: re.Match[str], quote: Quote, speaker: Entity | None) -> Entity:
    if speaker:
        return speaker._replace(start=match.start(), end=match.end(), exact=match[0], form="pronominal")
    return Entity(*match.span(), match[0], "PERSON", "pronominal", "", quote.speaker, quote.countries)
