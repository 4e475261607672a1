"""How a trigger is used: its voice, and whether what it names happened."""

from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.annotate.records import Status
from prisoner_diplomacy.lexicon import grammar, load_toml, load_words

BE = grammar("be")
HAVE = grammar("have")
MODALS = grammar("modals")
DETERMINERS = grammar("determiners")
POSSESSIVES = grammar("possessives")
PLURAL_SUBJECTS = grammar("plural_subjects")
OBJECT_STARTS = DETERMINERS | grammar("object_openers")
CLAUSE_BREAKS = grammar("clause_breaks")
REACH = 14
FINITE = frozenset(["active", "passive", "participle", "phrase"])
SUBJECT_PRONOUNS = grammar("subject_pronouns")
POSSIBLE = grammar("possible")
DENIALS = grammar("denials")
# What takes a finite clause that need not be true.
CLAUSE_COLOURS = grammar("clause_colours")


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
        if word in BE or word in HAVE or word in MODALS or word == "to":
            helper = helper or word
            number -= 1
        elif helper and word.endswith("n't"):
            number -= 1
        elif word.endswith("n't"):
            helper = "be" if word[:-3] in BE else "have" if word[:-3] in HAVE else "will"
            number -= 1
        elif _may_stand_between(words, number, first):
            number -= 1
        else:
            break
    if not helper:
        return first, ""
    while words[number + 1] not in BE | HAVE | MODALS | {"to"} and not words[number + 1].endswith("n't"):
        number += 1
    return number + 1, helper


def _may_stand_between(words: list[str], number: int, first: int) -> bool:
    word = words[number]
    if word.endswith("ly") or word in _adverbs():
        return True
    coordinated = words[number + 1] in ("and", "or", ",") or word in ("and", "or", ",")
    return coordinated and (word in ("and", "or", ",") or word.endswith(("ed", "en"))) and first - number <= 4


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


@cache
def _cues() -> dict[str, Status]:
    entries = load_toml("status.toml")
    order: tuple[Status, ...] = ("occurred", "future", "hypothetical", "negated")
    return {phrase: status for status in order for phrase in entries[status]}


@cache
def _cues_after() -> dict[str, Status]:
    entries = load_toml("status.toml")["after"]
    order: tuple[Status, ...] = ("future", "hypothetical", "negated")
    return {phrase: status for status in order for phrase in entries[status]}


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
    cues = _cues()
    start = verb.start
    if verb.voice == "phrase":
        start = max(first - 3, 0)
    for number in range(first - 1, start - 1, -1):
        word = words[number]
        if word.endswith("n't") or (
            word in ("not", "never", "no", "nobody") and not _compares(words, number)
        ):
            return "negated"
        if (word in MODALS or word in ("ought", "perhaps")) and word in cues:
            return cues[word]
    for number in range(start - 1, max(start - REACH, 0) - 1, -1):
        word = words[number]
        if word in CLAUSE_COLOURS or (word == "after" and words[number - 1 : number] == ["only"]):
            return "hypothetical"
        if word in DENIALS:
            return "negated"
        if word == "not" and words[number + 1 : number + 2] in (
            ["a"],
            ["one"],
            ["all"],
            ["every"],
            ["everyone"],
        ):
            return "negated"
        if (
            word in ("no", "nobody", "neither", "none")
            and verb.voice != "phrase"
            and not _compares(words, number)
        ):
            return "negated"
        if word in CLAUSE_BREAKS:
            break
    return "occurred"


def _compares(words: list[str], number: int) -> bool:
    """Say whether a "no" belongs to a bound: "no fewer than 110"."""
    return words[number + 1 : number + 2] in (["fewer"], ["less"], ["more"], ["later"])


def _status_before(words: list[str], first: int, verb: Verb) -> Status | None:
    cues = _cues()
    for number in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = words[number]
        if word.endswith("n't"):
            return "negated"
        status = _cue_at(cues, words, number)
        if status == "occurred" and word in HAVE:
            continue
        if status:
            return "hypothetical" if status == "future" and _is_wished(words, number) else status
        if word in CLAUSE_BREAKS and number < verb.start:
            return None
    return None


def _is_wished(words: list[str], number: int) -> bool:
    """Say whether a plan is only possible or hoped for: "could be due", "hopes it will"."""
    return words[number - 1 : number] != [] and (
        words[number - 1] in POSSIBLE or not CLAUSE_COLOURS.isdisjoint(words[max(number - 6, 0) : number])
    )


def _cue_at(cues: dict[str, Status], words: list[str], number: int) -> Status | None:
    """Return the status of the longest cue that starts at a word."""
    for length in (3, 2, 1):
        status = cues.get(" ".join(words[number : number + length]))
        if status:
            return status
    return None


def _status_after(words: list[str], last: int) -> Status | None:
    cues = _cues_after()
    for number in range(last + 1, min(last + 14, len(words))):
        if words[number] in CLAUSE_BREAKS:
            return None
        status = _cue_at(cues, words, number)
        if status:
            return status
    return None
