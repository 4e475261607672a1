"""The lexicon: names, triggers and cues as data files that people edit."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the words of a text file, one a line; a line that starts with # is a comment."""
    lines = (line.strip() for line in _read(name).splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file, in order, as dictionaries of strings."""
    return tuple(csv.DictReader(_read(name).splitlines()))


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return a TOML file's contents."""
    return tomllib.loads(_read(name))


@cache
def grammar(name: str) -> frozenset[str]:
    """Return a closed class of words from grammar.toml."""
    return frozenset(load_toml("grammar.toml")[name])
