"""The name lexicon in memory: who and what is known, by which names, and in which office when."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import load_table, load_toml, load_words
from prisoner_diplomacy.schema.marks import Form, Label
from prisoner_diplomacy.text.phrase_matcher import PhraseMatcher, flatten

LONGEST_ACRONYM = 5
PRONOUNS = {
    "m": "he him his himself",
    "f": "she her hers herself",
    "own": "its itself",
    "it": "it",
    "group": "they them their theirs themselves",
}
ALONE_TOO_COMMON = frozenset(["is", "it", "us", "who", "kan", "leo", "time", "pen"])


class Office(NamedTuple):
    """An office or a noun somebody goes by, with the EDTF dates between which it was held.

    An empty date is unknown; ".." as the second means that it is still held.
    """

    role: str
    since: str
    until: str

    def allows(self, day: str) -> bool:
        """Tell whether the dates, as precise as they are, allow ``day``; an unknown date allows it."""
        return self.since <= day and (self.until in ("", "..") or day[: len(self.until)] <= self.until)

    def settles(self, day: str) -> bool:
        """Tell whether the dates leave no doubt that the office was held on ``day``."""
        begun = self.since and (len(self.since) == len(day) or self.since < day[: len(self.since)])
        lasted = self.until == ".." or day[: len(self.until)] < self.until
        return bool(begun) and lasted and self.allows(day)


class Known(NamedTuple):
    """A row of the entity tables."""

    id: str
    label: Label
    name: str
    countries: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str = ""
    form: Form = "named"
    given: str = ""
    family: str = ""
    roles: frozenset[str] = frozenset()


class Alias(NamedTuple):
    """One way to write a name: what it stands for, and where its first and last capitals must be.

    ``kind`` is "full", "surname", "adjective", "people" or "capital"; ``exact`` is the only spelling
    allowed, if there is only one; ``place`` is, of a capital, the city itself.
    """

    known: Known
    kind: str
    first: int
    last: int
    exact: str = ""
    place: Known | None = None


class Noun(NamedTuple):
    """A noun that may stand for somebody: an office, an occupation, or a kind of organisation."""

    role: str
    label: Label
    scope: str
    gender: str


class Entry(NamedTuple):
    """What one phrase may stand for; ``pronoun`` is a key of ``PRONOUNS``."""

    aliases: tuple[Alias, ...]
    noun: Noun | None
    pronoun: str


class Lexicon(NamedTuple):
    """The name lexicon, ready for use."""

    matcher: PhraseMatcher[Entry]
    known: dict[str, Known]
    countries: dict[str, Known]
    led_by: dict[str, str]
    holders: dict[tuple[str, str], list[tuple[Office, Known]]]
    sole_countries: dict[str, str]
    genders: dict[str, str]
    spellings: dict[str, str]

    def holder(self, role: str, country: str, day: date) -> Known | None:
        """Return who held an office on a day, or None when that is unknown or ambiguous."""
        if role == "leader":
            role = self.led_by.get(country, "")
        today = day.isoformat()
        held = self.holders.get((role, country), ())
        allowed = [(office, known) for office, known in held if office.allows(today)]
        settled = [known for office, known in allowed if office.settles(today)]
        chosen = settled or [known for _, known in allowed]
        return chosen[0] if len(chosen) == 1 else None


@cache
def load_lexicon() -> Lexicon:
    """Return the name lexicon, read once."""
    spellings, genders, variants = _given_names()
    phrases: dict[str, list[Alias]] = {}
    holders: dict[tuple[str, str], list[tuple[Office, Known]]] = {}
    countries: dict[str, Known] = {}
    led_by: dict[str, str] = {}
    for text, alias in _aliases(variants, countries, led_by):
        entries = phrases.setdefault(" ".join(flatten(text).split()), [])
        if all(alias.known is not other.known or alias.exact != other.exact for other in entries):
            entries.append(alias)
    knowns = {alias.known.id: alias.known for entries in phrases.values() for alias in entries}
    for known in knowns.values():
        for office in known.offices:
            for country in known.countries:
                holders.setdefault((office.role, country), []).append((office, known))
    nouns = {row["noun"]: _noun(row) for row in load_table("roles.csv")}
    offices = Counter(role for role, _ in holders)
    sole = {role: country for role, country in holders if offices[role] == 1}
    pronouns = {word: kind for kind, group in PRONOUNS.items() for word in group.split()}
    matcher = PhraseMatcher(
        (phrase, Entry(tuple(phrases.get(phrase, ())), nouns.get(phrase), pronouns.get(phrase, "")))
        for phrase in {**phrases, **nouns, **pronouns}
    )
    return Lexicon(matcher, knowns, countries, led_by, holders, sole, genders, spellings)


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of one or more of the lists of ``name_words.toml``."""
    lists = load_toml("name_words.toml")
    return frozenset(word for name in names for word in lists[name].split())


def _aliases(
    variants: dict[str, list[str]], countries: dict[str, Known], led_by: dict[str, str]
) -> Iterator[tuple[str, Alias]]:
    for row in load_table("countries.csv"):
        known = _known(row)
        countries[row["country"]] = known
        led_by[row["country"]] = row["led_by"]
        yield from _named(known, "full", [row["name"], *_list(row["aliases"])])
        yield from _named(known, "adjective", _list(row["adjectives"]))
        yield from _named(known, "people", _list(row["people"]))
        for city in filter(None, row["capital"].split("|")):
            yield from _capital(known, _list(city))
    brussels = Known("brussels", "GPE", "Brussels", ("BEL",))
    for row in load_table("groups.csv"):
        yield from _named(_known(row), "people", _list(row["aliases"]))
    for row in load_table("organisations.csv"):
        known = _known(row)
        yield from _named(known, "full", [row["name"], *_list(row["aliases"])])
        if row["id"] == "european-union":
            countries["EU"] = known
            yield "Brussels", _alias(known, "capital", "Brussels", brussels)
    for row in load_table("places.csv"):
        yield from _named(_known(row), "full", [row["name"], *_list(row["aliases"])])
    for row in load_table("people.csv"):
        yield from _person(_known(row), _list(row["aliases"]), variants)


def _capital(country: Known, names: list[str]) -> Iterator[tuple[str, Alias]]:
    city = Known("-".join(flatten(names[0]).replace(".", "").split()), "GPE", names[0], country.countries)
    for name in names:
        yield name, _alias(country, "capital", name, city)


def _person(known: Known, aliases: list[str], variants: dict[str, list[str]]) -> Iterator[tuple[str, Alias]]:
    given, _, last = known.name.rpartition(" ")
    surnames = [alias for alias in aliases if " " not in alias and alias != known.name]
    surnames = [last, *surnames] if given else surnames
    first, space, middle = given.partition(" ")
    for spelling in variants.get(flatten(first), [first]) if given else []:
        for surname in surnames:
            full = f"{spelling}{space}{middle} {surname.lstrip('~')}"
            yield full, _alias(known, "full", full)
            if middle:
                short = f"{spelling} {surname.lstrip('~')}"
                yield short, _alias(known, "full", short)
    for alias in aliases:
        if not alias.startswith("~"):
            yield alias, _alias(known, "full" if " " in alias else "surname", alias)


def _named(known: Known, kind: str, names: list[str]) -> Iterator[tuple[str, Alias]]:
    for name in names:
        yield name, _alias(known, kind, name)


def _alias(known: Known, kind: str, name: str, city: Known | None = None) -> Alias:
    first = next(place for place, character in enumerate(name) if character.isupper())
    last = len(name) - 1
    while not name[last].isupper():
        last -= 1
    short = len(name) <= LONGEST_ACRONYM
    exact = name if short and (name.replace(".", "").isupper() or name.lower() in ALONE_TOO_COMMON) else ""
    return Alias(known, kind, first, last, exact, city)


def _known(row: dict[str, str]) -> Known:
    given, _, family = flatten(row["name"]).rpartition(" ") if row["label"] == "PERSON" else ("", "", "")
    offices = tuple(_office(role) for role in _list(row.get("roles", "")))
    return Known(
        row["id"],
        row["label"],  # type: ignore[arg-type]
        row["name"],
        tuple(_list(row["country"])),
        offices,
        row.get("gender", ""),
        row.get("form") or "named",  # type: ignore[arg-type]
        given.partition(" ")[0],
        family,
        frozenset(office.role for office in offices),
    )


def _office(text: str) -> Office:
    role, _, dates = text.partition("@")
    since, _, until = dates.partition("/")
    return Office(role, since, until)


def _noun(row: dict[str, str]) -> Noun:
    return Noun(row["role"], row["label"], row["scope"], row["gender"])  # type: ignore[arg-type]


def _given_names() -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    spellings: dict[str, str] = {}
    genders: dict[str, str] = {}
    variants: dict[str, list[str]] = {}
    for line in sorted(load_words("given_names.txt")):
        gender, *groups = line.split()
        for names in (group.split("/") for group in groups):
            for name in names:
                flat = flatten(name)
                spellings.setdefault(flat, flatten(names[0]))
                known = variants.setdefault(flat, [])
                known += [other for other in names if other not in known]
                genders[flat] = gender if genders.get(flat, gender) == gender else "u"
    return spellings, genders, variants


def _list(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]
