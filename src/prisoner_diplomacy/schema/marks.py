"""What an annotator says of a text: one frozen record a mark, one class a layer.

Offsets count Unicode code points of the article's text, half-open, after the W3C Web Annotation
TextPositionSelector. For every record ``text[start:end] == exact``.
"""

from typing import Literal, NamedTuple

from prisoner_diplomacy.text.phrase_matcher import flatten

Form = Literal["named", "nominal", "pronominal", "metonym"]
Label = Literal["PERSON", "ORG", "GPE", "LOC", "NORP"]
Status = Literal["occurred", "future", "hypothetical", "negated"]


class Entity(NamedTuple):
    """A mention of a person, organisation, place or nationality.

    ``name``, ``countries`` and ``gender`` describe the one meant, so that later stages can name and
    place somebody the entity table does not know; they are not part of the published annotation.
    """

    start: int
    end: int
    exact: str
    label: Label
    form: Form
    ref: str
    name: str = ""
    countries: tuple[str, ...] = ()
    gender: str = ""

    @property
    def layer(self) -> str:
        """The layer's name."""
        return "entity"


class Time(NamedTuple):
    """An expression of time with its TIMEX3 type and its EDTF or ISO 8601 duration value.

    ``anchored`` tells a value worked out from the publication date or another date from one the
    text states by itself.
    """

    start: int
    end: int
    exact: str
    type: Literal["DATE", "DURATION", "SET"]
    value: str
    anchored: bool = False

    @property
    def layer(self) -> str:
        """The layer's name."""
        return "time"


class Quantity(NamedTuple):
    """A number that counts or measures something, with its bounds and the noun it counts."""

    start: int
    end: int
    exact: str
    low: float | int | None
    high: float | int | None
    approximate: bool
    unit: str

    @property
    def layer(self) -> str:
        """The layer's name."""
        return "quantity"


class Quote(NamedTuple):
    """Reported words: the text between quotation marks, or the reported clause.

    ``speaker`` is a canonical id where the speaker is known, else the words for them; ``named`` is
    the fullest name this text gives a known speaker.
    """

    start: int
    end: int
    exact: str
    kind: Literal["direct", "indirect"]
    speaker: str
    cue: str
    channel: str
    countries: tuple[str, ...] = ()
    named: str = ""

    @property
    def layer(self) -> str:
        """The layer's name."""
        return "quote"


class EventMention(NamedTuple):
    """The trigger of an event mention with its kind and status.

    ``act`` tells mentions of one kind apart, ``frame`` says who is who around the trigger, ``voice``
    how it is used and ``group`` where its auxiliaries start; they are not published.
    """

    start: int
    end: int
    exact: str
    kind: str
    status: Status
    act: str = ""
    frame: str = ""
    voice: str = ""
    group: int = -1

    @property
    def layer(self) -> str:
        """The layer's name."""
        return "event"


Annotation = Entity | Time | Quantity | Quote | EventMention
LAYERS: dict[str, type[Annotation]] = {
    "entity": Entity,
    "time": Time,
    "quantity": Quantity,
    "quote": Quote,
    "event": EventMention,
}
PUBLISHED: dict[str, tuple[str, ...]] = {
    "entity": ("label", "form", "ref"),
    "time": ("type", "value"),
    "quantity": ("low", "high", "approximate", "unit"),
    "quote": ("kind", "speaker", "cue", "channel"),
    "event": ("kind", "status"),
}


def as_dict(annotation: Annotation, article_id: str) -> dict[str, object]:
    """Return the published fields of an annotation, in the order the codebook names them.

    Args:
        annotation: the record.
        article_id: id of the article the offsets point into.
    """
    row: dict[str, object] = {
        "article": article_id,
        "layer": annotation.layer,
        "start": annotation.start,
        "end": annotation.end,
        "exact": annotation.exact,
    }
    row.update((name, getattr(annotation, name)) for name in PUBLISHED[annotation.layer])
    if isinstance(annotation, Quote):
        row["speaker"] = readable_speaker(annotation)
    return row


def readable_speaker(quote: Quote) -> str:
    """Return the speaker's canonical id, or their name where the text spells it past recognition.

    A reader who has nothing but the text must see who is meant: ``aleksandr-lukashenko`` says so
    for "Alexander Lukashenko", not for "Alyaksandr Lukashenka".
    """
    words = set(flatten(quote.named).split())
    known = not words or not words.isdisjoint(quote.speaker.split("-"))
    return quote.speaker if known else quote.named
