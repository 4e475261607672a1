"""The parts of a clause between commas, and which of them may hold its subject."""

from prisoner_diplomacy.lexicon import grammar, load_toml


def cue_words(group: str, name: str) -> frozenset[str]:
    """Return a list of ``cues.toml``."""
    return frozenset(load_toml("cues.toml")[group][name])


PREPOSITIONS = cue_words("grammar", "prepositions")
ADJUNCT_STARTS = PREPOSITIONS | frozenset(
    ["when", "while", "although", "though", "if", "because", "once", "where", "who", "which", "whose"]
)
BODIES = grammar("bodies")
LISTED_WORDS = 4


def is_body(name: str) -> bool:
    """Say whether words are for a body that has no name of its own: "the committee"."""
    return name.rpartition(" ")[2].lower() in BODIES


def main_segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clause's stretches between commas, those that begin with an adjunct last."""
    main: list[tuple[int, int]] = []
    adjuncts: list[tuple[int, int]] = []
    left = start
    parts = text[start : min(end, start + 600)].split(",")
    listed = _listed(parts)
    for number, part in enumerate(parts):
        words = part.split()
        if words:
            first = words[0].lower().strip("\"“'‘")
            at = left + len(part) - len(part.lstrip())
            is_adjunct = number < listed or first in ADJUNCT_STARTS or first.endswith("ing")
            (adjuncts if is_adjunct else main).append((at, left + len(part)))
        left += len(part) + 1
    return main + adjuncts


def _listed(parts: list[str]) -> int:
    """Return how many parts the adjunct at the start takes: "After Mali, Niger, and Chad, the bloc"."""
    words = [part.split() for part in parts]
    if not words[0] or words[0][0].lower().strip("\"“'‘") not in ADJUNCT_STARTS | {"following"}:
        return 0
    for number, part in enumerate(words[1:], 1):
        if part[:1] in (["and"], ["or"]) and len(part) <= LISTED_WORDS:
            return number + 1
        if len(part) > LISTED_WORDS:
            return 0
    return 0
