"""What marks that carry their published fields alone leave out, told again from the words and the lexicon.

The published annotation says what is marked and what it is. Which country somebody is of, how a trigger is
used, whether a date had to be worked out: that is in the text, and read from there for marks made by hand, by
another program, or read back from a file. Fresh marks come back as they are.
"""

from operator import attrgetter

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading import annotate, as_read, segment
from prisoner_diplomacy.reading.entities.name_tables import load_lexicon
from prisoner_diplomacy.reading.triggers import trigger_senses, usual_sense
from prisoner_diplomacy.schema.marks import (
    PUBLISHED,
    Annotation,
    Entity,
    EventMention,
    Quote,
    Time,
    readable_speaker,
)
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.phrase_matcher import flatten
from prisoner_diplomacy.text.verbs import read_verb

Key = tuple[str, int, int]


def with_details(article: Article, annotations: list[Annotation]) -> list[Annotation]:
    """Return marks of the text as it is read, in order, with what their published fields leave out.

    Args:
        article: the text the marks point into.
        annotations: the marks, fresh or with published fields alone.
    """
    document = segment(article)
    marks = as_read(document, annotations)
    if not any(_is_bare(mark) for mark in marks):
        return marks
    fresh = {_key(mark): mark for mark in as_read(document, annotate(article))}
    details = Details(document, fresh)
    return sorted((details.of(mark) for mark in marks), key=attrgetter("start", "end"))


def _key(mark: Annotation) -> Key:
    return mark.layer, mark.start, mark.end


def _is_bare(mark: Annotation) -> bool:
    if isinstance(mark, EventMention):
        return not mark.frame
    return isinstance(mark, Entity) and not mark.name


class Details:
    """What the words of one text say of bare marks.

    Args:
        document: the segmented text.
        fresh: the marks that the words alone give, by layer and place.
    """

    def __init__(self, document: Document, fresh: dict[Key, Annotation]) -> None:
        self._document, self._fresh = document, fresh
        named = [mark for mark in fresh.values() if isinstance(mark, Entity)]
        self._by_name = {key: mark for mark in reversed(named) for key in (mark.exact, mark.ref) if key}

    def of(self, mark: Annotation) -> Annotation:
        """Return a mark with its details: those of the mark that the words give there, where they agree."""
        same = self._fresh.get(_key(mark))
        if same is not None and _published(same) == _published(mark):
            return same
        if isinstance(mark, Entity):
            return self._entity(mark, same)
        if isinstance(mark, EventMention):
            return self._mention(mark, same)
        if isinstance(mark, Time) and isinstance(same, Time):
            return mark._replace(anchored=same.anchored)
        return mark

    def _entity(self, mark: Entity, same: Annotation | None) -> Entity:
        known = load_lexicon().known.get(mark.ref)
        if known is not None:
            return mark._replace(name=known.name, countries=known.countries, gender=known.gender)
        alike = same if isinstance(same, Entity) and not mark.ref else None
        alike = alike or self._by_name.get(mark.ref) or self._by_name.get(mark.exact)
        if alike is not None:
            return mark._replace(name=alike.name, countries=alike.countries, gender=alike.gender)
        found = load_lexicon().matcher.find(flatten(mark.exact))
        countries = next((alias.known.countries for _, _, entry in found for alias in entry.aliases), ())
        return mark._replace(name=mark.exact, countries=countries)

    def _mention(self, mark: EventMention, same: Annotation | None) -> EventMention:
        if isinstance(same, EventMention) and same.kind == mark.kind:
            return same._replace(status=mark.status)
        document = self._document
        offset, words = document.sentence_words(document.sentence_number(mark.start))
        first = document.token_number(mark.start) - offset
        last = document.token_number(mark.end - 1) - offset
        phrase = " ".join(words[first : last + 1])
        senses = trigger_senses().get(phrase)
        fitting = [t for t in senses.triggers if t.kind == mark.kind] if senses else []
        act, frame, form = usual_sense(mark.kind) if not fitting else fitting[0][1:4]
        verb = read_verb(words, document.tokens[offset : offset + len(words)], first, last, form)
        return mark._replace(
            act=act, frame=frame, voice=verb.voice, group=document.starts[offset + verb.start]
        )


def _published(mark: Annotation) -> list[object]:
    """Return the values of a mark's published fields."""
    values = [getattr(mark, name) for name in PUBLISHED[mark.layer]]
    return [readable_speaker(mark), *values[2:]] if isinstance(mark, Quote) else values
