"""Which of its namesakes a place is, and whether it stands for its government."""

from prisoner_diplomacy.reading.entities.cast import Draft
from prisoner_diplomacy.reading.entities.name_tables import Known, words
from prisoner_diplomacy.reading.entities.shapes import GROUP, last_words, next_word

TREATIES = words("treaties")
US_STATES = frozenset(words("us_states_in_one")) | {
    name.replace("_", " ") for name in words("us_states_in_two")
}
ACTS = words("acts")
METONYM_NOUNS = words("metonym_nouns")
PLACE_PREPOSITIONS = words("place_prepositions")
GOVERNMENT_PREPOSITIONS = words("government_prepositions")


def names_treaty(text: str, end: int) -> bool:
    """Tell the place in "the Geneva Conventions" from one that is meant."""
    following = GROUP.match(text, end + 1) if text[end : end + 1] == " " else None
    return following is not None and following[0].partition(" ")[0] in TREATIES


def is_american(text: str, drafts: list[Draft], known: Known, start: int, end: int) -> bool:
    """Tell "Athens, Ohio" and the state of "Atlanta, Georgia" from their namesakes."""
    if "GEO" in known.countries and text[start:end] not in US_STATES:
        return False
    state = GROUP.match(text, end + 2) if text[end : end + 2] == ", " else None
    if state and state[0].partition(",")[0] in US_STATES:
        return True
    before = drafts[-1] if drafts else None
    beside = before is not None and text[before.end : start] == ", " and before.label == "GPE"
    return beside and text[start:end] in US_STATES and before is not None and "USA" in before.who.countries


def stands_for_government(text: str, drafts: list[Draft], start: int, end: int) -> bool:
    """Say whether a capital stands for its government: "Minsk said", not "in Minsk".

    Args:
        text: the text.
        drafts: the mentions before it.
        start, end: where it stands.
    """
    earlier, last = last_words(text, start)
    if text[end : end + 2] in ("'s", "’s") or (text[end : end + 1] in "'’" and text[end - 1] == "s"):
        return last not in ("in", "at", "near", "from", "of")
    if last in ("the", "a", "an", "The", "A"):
        return False
    if last in ("to", "from", "of", "for") and earlier in METONYM_NOUNS:
        return True
    if last in PLACE_PREPOSITIONS:
        return False
    if last in GOVERNMENT_PREPOSITIONS:
        return True
    if _follows_and(text, drafts, start) and drafts[-1].form == "metonym":
        return True
    return next_word(text, end) in ACTS and text[end : end + 1] == " "


def _follows_and(text: str, drafts: list[Draft], start: int) -> bool:
    return bool(drafts) and text[drafts[-1].end : start] in (" and ", " or ")
