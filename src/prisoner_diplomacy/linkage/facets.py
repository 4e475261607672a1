"""What a report row states that tells events apart: when, how many, which countries, whose names, where."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.linkage.rulesets import Rules
from prisoner_diplomacy.wording import country_list, name_of

WIDE = 62
"""Days from which on a date alone says too little to join rows: what two months may hold."""
WORD = re.compile(r"[\w'’.-]+")
BREAK = re.compile(r"[,;:()]|\band\b")
SIGN = re.compile(r"['’]s?$")
PARTIES_ALIKE = frozenset(["talks", "agreement"])
"""Kinds whose sides may change places."""
NEVER, ALWAYS = date.min.toordinal(), date.max.toordinal()


class Facets(NamedTuple):
    """What a row states. Rows that state the same are joined without being compared.

    Args:
        kind, status: as the row has them.
        first, last: days, as ordinals, between which it says the event lies.
        dated: whether the row says so, or only the day of its article.
        actors, targets: countries.
        low, high: bounds of the number; -1 where there is none.
        names: surnames of the people it names, folded.
        place: where, folded.
    """

    kind: str
    status: str
    first: int
    last: int
    dated: bool
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    low: int
    high: int
    names: tuple[str, ...]
    place: str

    @property
    def parties(self) -> frozenset[str]:
        """The countries of both sides."""
        return frozenset(self.actors + self.targets)

    @property
    def wide(self) -> bool:
        """Whether the days it gives are too many to join rows by."""
        return self.last - self.first > WIDE

    @property
    def counted(self) -> bool:
        """Whether it gives a number."""
        return self.low >= 0 or self.high >= 0

    @property
    def open(self) -> bool:
        """Whether nothing at all says when it was."""
        return self.first == NEVER and not self.dated

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells it from other events of its kind at any time: names, and a number of more than one."""
        return (*self.names, *([f"{self.low}/{self.high}"] if max(self.low, self.high) > 1 else ()))

    @property
    def completeness(self) -> int:
        """How much it states of day and number."""
        return self.dated + (self.dated and self.first == self.last) + self.counted


def facets_of(row: Any, published: date | None, rules: Rules) -> Facets:
    """Return what a row states.

    Args:
        row: has the columns of an event row as attributes.
        published: the day of its article, None when unknown.
        rules: how far before that day an event without a date may lie.
    """
    first, last, dated = _days(row.date or "", row.status, published, rules)
    actors, targets = codes(row.actor_country or ""), codes(row.target_country or "")
    if row.kind in PARTIES_ALIKE:
        actors, targets = tuple(sorted({*actors, *targets})), ()
    return Facets(
        kind=row.kind,
        status=row.status,
        first=first,
        last=last,
        dated=dated,
        actors=actors,
        targets=targets,
        low=number_of(row.count_low),
        high=number_of(row.count_high),
        names=surnames(row.target or ""),
        place=place_of(row.location or ""),
    )


def number_of(value: Any) -> int:
    """Return a count, -1 for none: None, or what pandas has for it."""
    return -1 if value is None or str(value) in ("nan", "<NA>") else int(value)


@lru_cache(maxsize=65536)
def codes(cell: str) -> tuple[str, ...]:
    """Return the country codes of a cell, in order, once each."""
    return tuple(sorted({code.strip() for code in cell.split(";") if code.strip()}))


@lru_cache(maxsize=65536)
def _days(value: str, status: str, published: date | None, rules: Rules) -> tuple[int, int, bool]:
    if not value:
        return _around(status, published, rules)
    start, end = edtf_bounds(value)
    if start is None and end is not None:
        return max(end.toordinal() - rules.undated_days, NEVER), end.toordinal(), False
    first = start.toordinal() if start else NEVER
    return first, end.toordinal() if end else first, True


def _around(status: str, published: date | None, rules: Rules) -> tuple[int, int, bool]:
    """Return the days that an event without a date may lie in: before its article, after it when planned."""
    if published is None or not rules.undated_days:
        return NEVER, ALWAYS, False
    day, ahead = published.toordinal(), status in ("future", "hypothetical")
    first, last = (day, day + rules.undated_days) if ahead else (day - rules.undated_days, day)
    return max(first, NEVER), min(last, ALWAYS), False


@lru_cache(maxsize=65536)
def surnames(cell: str) -> tuple[str, ...]:
    """Return the last words, folded, of the names in a cell: capitalised words in a row, no country."""
    items = [part for item in cell.split(";") for part in BREAK.split(name_of(item))]
    runs = [SIGN.sub("", run) for item in items for run in _capitalised(item)]
    return tuple(sorted({folded(run).split()[-1] for run in runs if folded(run) not in _no_people()}))


def _capitalised(text: str) -> list[str]:
    """Return the runs of two or more words with a capital."""
    runs = groupby(WORD.findall(text), key=lambda word: word[0].isupper())
    return [" ".join(words) for upper, run in runs if upper and len(words := list(run)) > 1]


@lru_cache(maxsize=1)
def _no_people() -> frozenset[str]:
    names = [folded(name) for name in country_list().values()]
    return frozenset([*names, *(f"the {name}" for name in names)])


@lru_cache(maxsize=65536)
def place_of(cell: str) -> str:
    """Return a place, folded; a country is none, since the parties tell it."""
    place = folded(name_of(cell))
    return "" if place in _no_people() else place


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text in lower case without accents, so that spellings of one name meet."""
    plain = unicodedata.normalize("NFKD", text.replace("Ł", "L").replace("ł", "l"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())
