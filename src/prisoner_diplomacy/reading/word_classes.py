"""Classes of words that tell one sense of a trigger from another, as contexts.toml lists them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from prisoner_diplomacy.lexicon import load_toml, load_words
from prisoner_diplomacy.text.phrase_matcher import Remembered

ABSTRACT = ("tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ism", "ance", "ences")
# Words that begin alike are one kind: "arrest", "arrested".
STEM = 5
GATHERED = frozenset(["delegation", "delegations", "opposition", "population", "congregation", "generation"])


class WordClass:
    """A class of contexts.toml: whole words, and beginnings that a star marks."""

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
        self.story: str = entry.get("story", "")
        self.least, self.once_in = entry.get("least", 0), entry.get("once_in", 0)
        self.kinds: int = entry.get("kinds", 1)
        self.weak = frozenset(entry.get("weak", []))

    def holds(self, word: str) -> bool:
        """Say whether a word in lower case belongs to the class."""
        return word in self.words or word.startswith(self.beginnings)

    def touches(self, words: list[str], first: int, last: int) -> bool:
        """Say whether one of the class's phrases stands right before or after some words."""
        if self.after and (" ".join(words[last + 1 : last + 5]) + " ").startswith(self.after):
            return True
        return bool(self.before) and (" " + " ".join(words[max(first - 4, 0) : first])).endswith(self.before)


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the word classes of contexts.toml by name."""
    return {name: WordClass(entry) for name, entry in load_toml("contexts.toml").items()}


@cache
def _names_of_word() -> Remembered[tuple[str, ...]]:
    """Return which classes each word belongs to, filled as words come."""
    classes = word_classes()
    return Remembered(lambda word: tuple(name for name, entry in classes.items() if entry.holds(word)))


@cache
def _words_in(name: str) -> Remembered[bool]:
    """Return which words are of a class, filled as words come."""
    return Remembered(word_classes()[name].holds)


def places_by_class(words: list[str]) -> dict[str, list[int]]:
    """Return where the words of each class stand among some words in lower case."""
    names_of_word = _names_of_word()
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for name in names_of_word[word]:
            places.setdefault(name, []).append(place)
    return places


def tells_of(topic: str, words: list[str]) -> bool:
    """Say whether words of a class come up often enough, and different ones, to be what a text is about.

    Args:
        topic: a class that says how often is enough.
        words: those of the whole text, in lower case.
    """
    about, of_class = word_classes()[topic], _words_in(topic)
    told = [word for word in words if of_class[word]]
    if len(told) < about.least or len(told) * about.once_in < len(words):
        return False
    return about.kinds == 1 or len({word[:STEM] for word in told}) >= about.kinds


def names_a_thing(word: str) -> bool:
    """Say whether a noun is known to name no person: a thing of a list, or an abstract by its ending."""
    return word in load_words("thing_nouns.txt") or (word.endswith(ABSTRACT) and word not in GATHERED)
