"""The words of generated articles: data files beside this module, and templates that draw what they need."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from prisoner_diplomacy.lexicon import load_words


@cache
def load_wording(name: str = "wording.toml") -> dict[str, Any]:
    """Return the contents of a file of templates."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def names_of_people() -> tuple[str, ...]:
    """Return the given names of the lexicon, one spelling each."""
    lines = [line.split()[1:] for line in sorted(load_words("given_names.txt"))]
    return tuple(word.split("/")[0] for line in lines for word in line)


class Slots(dict[str, str]):
    """Values for a template's fields, each made when a sentence asks for it and then kept."""

    def __init__(
        self, makers: Mapping[str, Callable[[], str]], known: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(known)
        self._makers = makers

    def __missing__(self, name: str) -> str:
        made = self._makers[name]()
        self[name] = made
        return made


def upper_first(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """Return a name in the genitive."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def article_before(word: str) -> str:
    """Return the indefinite article that a word takes."""
    return "an" if word[0] in "AEIOaeio" else "a"
