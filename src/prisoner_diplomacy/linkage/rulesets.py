"""The rules by which report rows are joined, as `rules.toml` declares them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SETS = ("conservative", "standard", "generous")
FILE = "rules.toml"


@dataclass(frozen=True, slots=True)
class Rules:
    """A set of rules; `rules.toml` says what each means."""

    name: str
    says: str
    days: int
    undated_days: int
    planned_days: int
    count_ratio: float
    parties: str
    agreeing: int
    place: bool
    same_article: bool
    joined_status: frozenset[str]
    ties: str
    resemblance: float


@cache
def load_rules(name: str = "standard") -> Rules:
    """Return a set of rules.

    Args:
        name: conservative, standard or generous.
    """
    declared = _declared()[name]
    return Rules(name=name, **{**declared, "joined_status": frozenset(declared["joined_status"])})


def examples() -> list[dict[str, Any]]:
    """Return the pairs of rows that show what each set joins, and what not."""
    return list(_declared()["example"])


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
