"""Many phrases found in one pass over a text: the multi-pattern matcher every lexicon uses."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Value = TypeVar("Value")

LONGEST_KEPT, MOST_KEPT = 24, 32768
KEPT_SIGNS = "."


class Remembered(dict[str, Value]):
    """What a function makes of a string, kept for the next time if the string is no longer than a word.

    Texts repeat their words, so that a look-up takes the place of the work. Forgets all when full.
    """

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = value
        return value


class _Flattening(dict[int, str]):
    """A translation table filled as characters come: one character in, one character out."""

    def __missing__(self, code: int) -> str:
        self[code] = flat = self._flatten(chr(code))
        return flat

    def _flatten(self, character: str) -> str:
        if character in KEPT_SIGNS:
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
    return " ".join(map(_FLAT_WORDS.__getitem__, text.split(" ")))


def _flatten_word(text: str) -> str:
    return text.translate(_FLATTENING)


_FLAT_WORDS = Remembered(_flatten_word)


LONGEST = 80
"""More characters than any phrase of a lexicon has."""


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
        found: list[tuple[int, int, Value]] = []
        covered = 0
        # The space put before the text shifts every match by one, the space of the pattern back.
        for number, start, end in self._automaton.find_matches_as_indexes(" " + flat):
            end -= 1
            if start < covered:
                continue
            if end == length or not flat[end].isalnum():
                found.append((start, end, values[number]))
            else:
                found += self._within(flat, start, end)
                covered = found[-1][1] if found else 0
        return found

    def _within(self, flat: str, start: int, end: int) -> list[tuple[int, int, Value]]:
        """Return the phrases inside a match whose last word goes on: "in", "then" for "in the"."""
        found = self._shorter(flat, start, end)
        following = flat.find(" ", found[0][1] if found else start, end) + 1
        if not following:
            return found
        stop = flat.find(" ", end)
        rest = self.find(flat[following : stop if stop >= 0 else len(flat)][:LONGEST])
        return found + [(s + following, e + following, value) for s, e, value in rest]

    def _shorter(self, flat: str, start: int, end: int) -> list[tuple[int, int, Value]]:
        """Return the longest phrase of whole words that a match starts with, if any."""
        while (end := flat.rfind(" ", start, end)) > start:
            value = self._by_phrase.get(" " + flat[start:end])
            if value is not None:
                return [(start, end, value)]
        return []
