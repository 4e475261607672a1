"""How a trigger is used: its voice, and whether what it names happened."""

from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar, load_toml, load_words
from prisoner_diplomacy.schema.marks import Status

BE = grammar("be")
HAVE = grammar("have")
MODALS = grammar("modals")
DETERMINERS = grammar("determiners")
POSSESSIVES = grammar("possessives")
PLURAL_SUBJECTS = grammar("plural_subjects")
OBJECT_STARTS = DETERMINERS | grammar("object_openers")
CLAUSE_BREAKS = grammar("clause_breaks")
AUXILIARIES = BE | HAVE | MODALS | {"to"}
REACH = 14
SERIAL = frozenset(["and", "or", ","])
FINITE = frozenset(["active", "passive", "participle", "phrase"])
SUBJECT_PRONOUNS = grammar("subject_pronouns")
POSSIBLE = grammar("possible")
DENIALS = grammar("denials")
# What takes a finite clause that need not be true.
CLAUSE_COLOURS = grammar("clause_colours")
NEGATIONS = frozenset(["not", "never", "no", "nobody"])
NOBODY = frozenset(["no", "nobody", "neither", "none"])
QUANTIFIERS = frozenset(["a", "one", "all", "every", "everyone"])
COMPARATIVES = frozenset(["fewer", "less", "more", "later"])
COLOURING = MODALS | {"ought", "perhaps"}
# The words before a verb group that may colour its clause.
TELLING = CLAUSE_COLOURS | DENIALS | NOBODY | CLAUSE_BREAKS | {"after", "not"}


class Verb(NamedTuple):
    """The use of a trigger in its sentence.

    Attributes:
        voice: active, passive, participle (no auxiliary), gerund, infinitive, adjective, noun, phrase.
        start: index of the first word of the verb group, auxiliaries included.
    """

    voice: str
    start: int


def read_verb(words: list[str], tokens: list[str], first: int, last: int, form: str) -> Verb:
    """Tell how a trigger is used from the words around it.

    Args:
        words: the sentence in lower case.
        tokens: the sentence as written.
        first, last: indexes of the trigger's first and last word.
        form: the trigger's form in the lexicon: base, s, ed, past, part, ing, noun, phrase.
    """
    if form in ("noun", "phrase"):
        return Verb(form, first)
    start, helper = _auxiliary(words, first)
    if form == "ing":
        return Verb("active" if helper in BE else "gerund", start)
    if form in ("base", "s", "past"):
        return Verb("infinitive" if helper == "to" else "active", start)
    if helper in BE:
        return Verb("passive", start)
    if helper in HAVE or helper in MODALS:
        return Verb("active", start)
    if form == "part":
        return Verb("participle", start)
    return Verb(_bare_voice(words, tokens, first, last), start)


def _auxiliary(words: list[str], first: int) -> tuple[int, str]:
    """Return where the verb group starts and its auxiliary nearest to the verb, or ''."""
    number, helper = first - 1, ""
    while number >= 0 and first - number <= 9:
        word = words[number]
        if word in AUXILIARIES:
            helper = helper or word
        elif word.endswith("n't"):
            helper = helper or _negated_auxiliary(word)
        elif not _may_stand_between(words, number, first):
            break
        number -= 1
    if not helper:
        return first, ""
    while words[number + 1] not in AUXILIARIES and not words[number + 1].endswith("n't"):
        number += 1
    return number + 1, helper


def _negated_auxiliary(word: str) -> str:
    return "be" if word[:-3] in BE else "have" if word[:-3] in HAVE else "will"


def _may_stand_between(words: list[str], number: int, first: int) -> bool:
    word = words[number]
    if word.endswith("ly") or word in _adverbs():
        return True
    if first - number > 4:
        return False
    return word in SERIAL or (words[number + 1] in SERIAL and word.endswith(("ed", "en")))


@cache
def _adverbs() -> frozenset[str]:
    return load_words("adverbs.txt")


def _bare_voice(words: list[str], tokens: list[str], first: int, last: int) -> str:
    """Tell "Minsk freed two" from "two men freed by Minsk" from "the freed men"."""
    following = words[last + 1] if last + 1 < len(words) else ""
    before = words[first - 1] if first else ""
    name_follows = following and tokens[last + 1][:1].isupper() and following not in _calendar_words()
    if (
        (before in DETERMINERS or before.isdigit())
        and following.isalpha()
        and following not in _prepositions()
    ):
        return "adjective"
    if before in SUBJECT_PRONOUNS or following in OBJECT_STARTS or following[:1].isdigit() or name_follows:
        return "active"
    return "participle"


@cache
def _calendar_words() -> frozenset[str]:
    return load_words("calendar_words.txt")


@cache
def _prepositions() -> frozenset[str]:
    return load_words("prepositions.txt")


class Cue(NamedTuple):
    """What a word says of the event near it: alone, and with the words that go on the cue, longest first."""

    status: Status | None
    longer: tuple[tuple[list[str], Status], ...]


def _index(entries: dict[str, list[str]], order: tuple[Status, ...]) -> dict[str, Cue]:
    """Return the cues by their first word; of equal cues the status that comes last in order wins."""
    cues: dict[str, dict[str, Status]] = {}
    for status in order:
        for phrase in entries[status]:
            word, _, rest = phrase.partition(" ")
            cues.setdefault(word, {})[rest] = status
    return {word: Cue(found.pop("", None), _longest_first(found)) for word, found in cues.items()}


def _longest_first(found: dict[str, Status]) -> tuple[tuple[list[str], Status], ...]:
    split = [(rest.split(), status) for rest, status in found.items()]
    return tuple(sorted(split, key=lambda pair: -len(pair[0])))


@cache
def _cues() -> dict[str, Cue]:
    return _index(load_toml("status.toml"), ("occurred", "future", "hypothetical", "negated"))


@cache
def _cues_after() -> dict[str, Cue]:
    return _index(load_toml("status.toml")["after"], ("future", "hypothetical", "negated"))


def status_of(words: list[str], first: int, last: int, verb: Verb) -> Status:
    """Return whether the sentence says that the triggered event happened.

    A finite verb is coloured by its own auxiliaries or by a verb of hoping or demanding that takes it
    as its clause; anything else by the nearest cue before it, a noun also by a modal after it. An
    infinitive without any cue names an aim and is hypothetical.
    """
    if verb.voice in FINITE and "to" not in words[verb.start : first]:
        status = _finite_status(words, first, verb)
        return "hypothetical" if status == "future" and _conditional_after(words, last) else status
    before = _status_before(words, first, verb)
    if before:
        return before
    if verb.voice in ("noun", "gerund"):
        after = _status_after(words, last)
        if after:
            return after
    return "hypothetical" if verb.voice == "infinitive" else "occurred"


def _conditional_after(words: list[str], last: int) -> bool:
    """Say whether a condition follows: "would free them only if"."""
    for word in words[last + 1 : last + 16]:
        if word in ("if", "unless", "provided"):
            return True
        if word in (";", ".", "”", '"'):
            return False
    return False


def _finite_status(words: list[str], first: int, verb: Verb) -> Status:
    start = max(first - 3, 0) if verb.voice == "phrase" else verb.start
    return _status_of_group(words, start, first) or _status_of_clause(words, start, verb) or "occurred"


def _status_of_group(words: list[str], start: int, first: int) -> Status | None:
    """Return what the auxiliaries and adverbs of a verb group say of it."""
    for number in range(first - 1, start - 1, -1):
        word = words[number]
        if word.endswith("n't") or (word in NEGATIONS and not _compares(words, number)):
            return "negated"
        cue = _cues().get(word) if word in COLOURING else None
        if cue is not None and cue.status:
            return cue.status
    return None


def _status_of_clause(words: list[str], start: int, verb: Verb) -> Status | None:
    """Return what the words before a verb group say of its clause."""
    for number in range(start - 1, max(start - REACH, 0) - 1, -1):
        word = words[number]
        if word not in TELLING:
            continue
        if word in CLAUSE_COLOURS or (word == "after" and words[number - 1 : number] == ["only"]):
            return "hypothetical"
        if word in DENIALS or (word == "not" and words[number + 1] in QUANTIFIERS):
            return "negated"
        if word in NOBODY and verb.voice != "phrase" and not _compares(words, number):
            return "negated"
        if word in CLAUSE_BREAKS:
            break
    return None


def _compares(words: list[str], number: int) -> bool:
    """Say whether a "no" belongs to a bound: "no fewer than 110"."""
    return number + 1 < len(words) and words[number + 1] in COMPARATIVES


def _status_before(words: list[str], first: int, verb: Verb) -> Status | None:
    cues = _cues()
    for number in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = words[number]
        if word.endswith("n't"):
            return "negated"
        status = _cue_at(cues[word], words, number) if word in cues else None
        if status == "occurred" and word in HAVE:
            continue
        if status:
            return "hypothetical" if status == "future" and _is_wished(words, number) else status
        if word in CLAUSE_BREAKS and number < verb.start:
            return None
    return None


def _is_wished(words: list[str], number: int) -> bool:
    """Say whether a plan is only possible or hoped for: "could be due", "hopes it will"."""
    return number > 0 and (
        words[number - 1] in POSSIBLE or not CLAUSE_COLOURS.isdisjoint(words[max(number - 6, 0) : number])
    )


def _cue_at(cue: Cue, words: list[str], number: int) -> Status | None:
    """Return the status of the longest cue that starts at a word, which is the cue's first."""
    for rest, status in cue.longer:
        if words[number + 1 : number + 1 + len(rest)] == rest:
            return status
    return cue.status


def _status_after(words: list[str], last: int) -> Status | None:
    cues = _cues_after()
    for number in range(last + 1, min(last + 14, len(words))):
        word = words[number]
        if word in CLAUSE_BREAKS:
            return None
        status = _cue_at(cues[word], words, number) if word in cues else None
        if status:
            return status
    return None
