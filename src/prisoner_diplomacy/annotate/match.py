"""Many phrases found in one pass over a text: the multi-pattern matcher every lexicon uses."""

import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Value = TypeVar("Value")


class _Flattening(dict[int, str]):
    """A translation table filled as characters come: one character in, one character out."""

    KEPT = "."

    def __missing__(self, code: int) -> str:
        self[code] = flat = self._flatten(chr(code))
        return flat

    def _flatten(self, character: str) -> str:
        if character in self.KEPT:
            return character
        base = unicodedata.normalize("NFKD", character)[0].lower()
        return base if len(base) == 1 and base.isalnum() else " "


_FLATTENING = _Flattening(
    {ord("ł"): "l", ord("Ł"): "l", ord("ø"): "o", ord("Ø"): "o", ord("đ"): "d", ord("ı"): "i"}
)


def flatten(text: str) -> str:
    """Return ``text`` in lower case without accents or punctuation, one character for each.

    Offsets into the result are offsets into ``text``. Full stops stay, for abbreviations.
    """
    return text.translate(_FLATTENING)


class PhraseMatcher(Generic[Value]):
    """Finds whole-word phrases, the longest at each place, in time linear in the text.

    Args:
        phrases: pairs of a phrase, as people write it, and what it stands for. Of equal phrases the
            first wins.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        values: dict[str, Value] = {}
        for phrase, value in phrases:
            values.setdefault(" " + " ".join(flatten(phrase).split()), value)
        self._by_phrase = values
        self._values = list(values.values())
        self._automaton = AhoCorasick(list(values), matchkind=MatchKind.LeftmostLongest)

    def find(self, flat: str) -> list[tuple[int, int, Value]]:
        """Return ``(start, end, value)`` for each phrase in a flattened text, in order."""
        length = len(flat)
        values = self._values
        found = []
        # The space put before the text shifts every match by one, the space of the pattern back.
        for number, start, end in self._automaton.find_matches_as_indexes(" " + flat):
            end -= 1
            if end == length or not flat[end].isalnum():
                found.append((start, end, values[number]))
            else:
                found += self._shorter(flat, start, end)
        return found

    def _shorter(self, flat: str, start: int, end: int) -> list[tuple[int, int, Value]]:
        """Return the phrase that a match holds when its last word goes on: "in the" in "in then"."""
        while (end := flat.rfind(" ", start, end)) > start:
            value = self._by_phrase.get(" " + flat[start:end])
            if value is not None:
                return [(start, end, value)]
        return []
