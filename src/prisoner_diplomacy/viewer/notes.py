"""What the note of a mark says, layer by layer."""

from prisoner_diplomacy.schema.marks import Annotation, Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.table_words import words_of
from prisoner_diplomacy.wording import KINDS, STATUSES, amount, names_of

LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country, region or city",
    "LOC": "place",
    "NORP": "nationality or group",
}
FORMS = {
    "named": "named",
    "nominal": "described",
    "pronominal": "pronoun",
    "metonym": "place named for its government",
}
TITLES = {
    "entity": "Who and where",
    "time": "When",
    "quantity": "How many",
    "quote": "Who says what",
    "event": "What happens",
}


def note(mark: Annotation) -> str:
    """Return what a reader should know of a mark, in one line."""
    match mark:
        case Entity():
            return _join(LABELS[mark.label], FORMS[mark.form], _meant(mark))
        case Time():
            basis = "worked out" if mark.anchored else ""
            value = words_of("value", mark.value) or "no fixed value"
            return _join(words_of("type", mark.type), value, basis)
        case Quantity():
            return _join("number", amount(mark.low, mark.high, mark.approximate), mark.unit)
        case Quote():
            voice = f"said by {names_of(mark.speaker)}" if mark.speaker else "speaker unknown"
            cue = f"“{mark.cue}”" if mark.cue else ""
            return _join(f"{mark.kind} quote", voice, cue, f"on {mark.channel}" if mark.channel else "")
        case EventMention():
            return _join("event", KINDS.get(mark.kind, mark.kind), STATUSES[mark.status])


def _meant(mark: Entity) -> str:
    return names_of(mark.ref) or mark.name or "not known"


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
