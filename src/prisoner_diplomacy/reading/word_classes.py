"""Classes of words that tell one sense of a trigger from another, as contexts.toml lists them."""

from collections.abc import Mapping
from functools import cache
from itertools import compress, count
from typing import Any

from prisoner_diplomacy.lexicon import load_toml, load_words


class WordClass:
    """A class of contexts.toml: whole words, and beginnings that a star marks."""

    MOST_SEEN = 1 << 16

    def __init__(self, entry: Mapping[str, Any]) -> None:
        words = [
            *entry.get("words", []),
            *(word for name in entry.get("lists", []) for word in load_words(name)),
        ]
        self.words = frozenset(word for word in words if not word.endswith("*")) - {*entry.get("except", [])}
        self.beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        self.before = tuple(" " + phrase for phrase in entry.get("before", []))
        self.after = tuple(phrase + " " for phrase in entry.get("after", []))
        self.topic: str = entry.get("topic", "")
        self.weak = frozenset(entry.get("weak", []))
        self._seen: set[str] = set()
        self._held = set(self.words)

    def places(self, words: list[str]) -> list[int]:
        """Return which of some words in lower case, by their places, belong to the class."""
        if self.beginnings and not self._seen.issuperset(words):
            self._learn(words)
        if self._held.isdisjoint(words):
            return []
        return list(compress(count(), map(self._held.__contains__, words)))

    def _learn(self, words: list[str]) -> None:
        """Compare some words with the beginnings, once and for all."""
        if len(self._seen) > self.MOST_SEEN:
            self._seen, self._held = set(), set(self.words)
        self._seen.update(words)
        self._held.update(word for word in words if word.startswith(self.beginnings))

    def touches(self, words: list[str], first: int, last: int) -> bool:
        """Say whether one of the class's phrases stands right before or after some words."""
        if self.after and (" ".join(words[last + 1 : last + 5]) + " ").startswith(self.after):
            return True
        return bool(self.before) and (" " + " ".join(words[max(first - 4, 0) : first])).endswith(self.before)


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the word classes of contexts.toml by name."""
    return {name: WordClass(entry) for name, entry in load_toml("contexts.toml").items()}
