"""How a verb is used: its voice, and where its group of auxiliaries starts."""

from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar, load_words

BE = grammar("be")
HAVE = grammar("have")
MODALS = grammar("modals")
DETERMINERS = grammar("determiners")
POSSESSIVES = grammar("possessives")
PLURAL_SUBJECTS = grammar("plural_subjects")
OBJECT_STARTS = DETERMINERS | grammar("object_openers")
HEDGES, BOUNDS = frozenset(["at", "up", "over", "about", "around"]), frozenset(["least", "most", "to"])
CROWDS = frozenset(["dozen", "hundred", "thousand", "score"])
CLAUSE_BREAKS = grammar("clause_breaks")
AUXILIARIES = BE | HAVE | MODALS | {"to"}
OPENINGS = frozenset(["“", '"', "‘", "please", "”"])
SERIAL = frozenset(["and", "or", ","])
NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens"])
ADJECTIVES_AFTER = frozenset(
    [
        "in",
        "of",
        "for",
        "with",
        "from",
        "against",
        "on",
        "at",
        "between",
        "among",
        "into",
        "including",
        "near",
    ]
)
DESCRIBING = frozenset(
    [
        "other",
        "more",
        "few",
        "all",
        "some",
        "fellow",
        "several",
        "many",
        "most",
        "such",
        "newly",
        "recently",
        "previously",
    ]
)
IRREGULAR_PARTICIPLES = grammar("irregular_participles")
FREEING = grammar("freeing")
SUBJECT_PRONOUNS = grammar("subject_pronouns")
NEAR_DAYS = frozenset(["today", "yesterday", "tonight", "tomorrow"])


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
        return Verb(_voice_in_ing(words, first, last, helper), start)
    if form == "base" and not helper and _is_command(words, first, last):
        return Verb("infinitive", start)
    if form in ("base", "s", "past"):
        return Verb("infinitive" if helper == "to" else "active", start)
    if helper in BE:
        return Verb("passive", start)
    if helper in HAVE or helper in MODALS:
        return Verb("active", start)
    if form == "part":
        return Verb("participle", start)
    return Verb(_bare_voice(words, tokens, first, last), start)


def _voice_in_ing(words: list[str], first: int, last: int, helper: str) -> str:
    """Tell "is visiting Kyiv" from "by visiting Kyiv" and from "the visiting minister"."""
    if helper in BE:
        return "active"
    before, following = words[max(first - 1, 0) : first], "".join(words[last + 1 : last + 2])
    described = following.isalpha() and following not in _prepositions()
    return "adjective" if before and before[0] in DETERMINERS and described else "gerund"


def _is_command(words: list[str], first: int, last: int) -> bool:
    """Say whether a bare verb opens a sentence or a quotation and has an object: "Free the two"."""
    opens = first == 0 or words[first - 1] in OPENINGS
    return opens and words[last + 1 : last + 2] != [] and words[last + 1] in OBJECT_STARTS


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
    if (
        word in NEAR_DAYS
        or word in _calendar_words()
        or (word == "on" and words[number + 1] in _calendar_words())
    ):
        return True  # "Was on Monday sentenced".
    joined = word.endswith(("ed", "en")) or word in IRREGULAR_PARTICIPLES
    return word in SERIAL or (words[number + 1] in SERIAL and joined)


@cache
def _adverbs() -> frozenset[str]:
    return load_words("adverbs.txt")


def _bare_voice(words: list[str], tokens: list[str], first: int, last: int) -> str:
    """Tell "Minsk freed two" from "two men freed by Minsk" from "the freed men"."""
    if (
        words[last + 1 : last + 2] == ["and"]
        and words[last + 2 : last + 3][:1]
        and words[last + 2].endswith("ed")
    ):
        last += 2  # "Arrested and charged the men".
    following = words[last + 1] if last + 1 < len(words) else ""
    while first > 1 and words[first - 1].endswith("ly"):
        first -= 1  # "The heavily sanctioned bank".
    before = words[first - 1] if first else ""
    name_follows = following and tokens[last + 1][:1].isupper() and following not in _calendar_words()
    if (
        (
            before in DETERMINERS
            or before.isdigit()
            or before in NUMBERS
            or before in DESCRIBING
            or before in ADJECTIVES_AFTER
            or before.endswith("'s")
        )
        and following.isalpha()
        and following not in _prepositions()
    ):
        return "adjective"
    if (before in FREEING or before.endswith("ing")) and following in load_words("person_nouns.txt"):
        return "adjective"  # "Court frees jailed activist", "visiting jailed reporters".
    if before in SUBJECT_PRONOUNS or name_follows or _opens_object(words, last + 1):
        return "active"
    return "participle"


def _opens_object(words: list[str], number: int) -> bool:
    """Say whether an object begins at a word: "over 90", not "over tweets"."""
    word, following = words[number] if number < len(words) else "", words[number + 1 : number + 3]
    if word in HEDGES:
        counted = bool(following) and (following[0][:1].isdigit() or following[0] in NUMBERS | BOUNDS)
        return counted or not CROWDS.isdisjoint(following)
    return word in OBJECT_STARTS or word[:1].isdigit()


@cache
def _calendar_words() -> frozenset[str]:
    return load_words("calendar_words.txt")


@cache
def _prepositions() -> frozenset[str]:
    return load_words("prepositions.txt")
