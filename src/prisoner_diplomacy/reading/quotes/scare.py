"""Words between quotation marks that nobody said: names of charges, titles, nicknames, irony."""

import re
from functools import cache

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.reading.quotes.quotation_marks import Quotation

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
REACH, FAR = 70, 160
FEW = 3
CHARGE_WORDS = 6
LONGEST_CHARGE = 12
SO_CALLED_BY = re.compile(
    r"\bwhat\s(?:[^\s,;:.]{1,30}\s){1,5}(?:(?:describ|refer)\w{1,4}\s(?:to\s)?as|call\w{0,3}|term\w{0,3})\s$"
)
CHARGED_WITH = re.compile(r"\b(?:charged|indicted)\s(?:[^\s,;:.]{1,20}\s){0,6}?with\s(?:the\s)?$")
LEGAL = re.compile(
    r"\b(?:act|bill|code|decree|directive|edict|law|order|ordinance|regulation|resolution)s?\b[^.;:,“\"]{0,40}\d\s$"
    r"|\b(?:[Ll]aw|[Dd]ecree|[Ee]dict|[Oo]rder)\s$|(?:№|No\.?)\s?\d{1,6}\s$",
    re.IGNORECASE,
)
SENTENCE_WORDS = 4
LONG = 8
LONGEST_PHRASE = 3
GAPS = {"charge": 3, "naming": 1, "works": 0, "designation": 4}
PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|it|him|her|them|felt|feels|seems?|seemed|looks?|looked|remains?|remained|than|"
    r"[^\W\d_]+ly|not|more|very|so|become|became|becomes|would|will|could|can|must|should|to)\s(?:an?\s|the\s|its\s|his\s|her\s)?(?:[^\W\d_]+\s)?$"
)


def count_words(text: str) -> int:
    """Return the number of words."""
    return len(text.split())


def is_sentence(words: str) -> bool:
    """Tell whether quoted words are a sentence of their own rather than a part of the writer's."""
    long_enough = count_words(words) >= SENTENCE_WORDS
    return (long_enough and words[:1].isupper() and words[-1:] in ".,?!…—–") or count_words(words) >= LONG


def is_name(text: str, quotation: Quotation) -> bool:
    """Tell whether quotation marks hold the name of a charge, a work, a group or a person."""
    words = WORD.findall(text, quotation.start, quotation.end)
    before = text[max(0, quotation.left - REACH) : quotation.left]
    if is_label(text, quotation) or (words and words[0][0].isupper() and LEGAL.search(before)):
        return True
    if len(words) <= FEW and _is_nickname(text, quotation, before):
        return True
    if not _is_title_case(words) or text[quotation.end - 1] in "!?" or len(words) > LONG:
        return False
    return sum(word[0].isupper() for word in words) > 1 or _follows(before, "works")


def is_title(text: str, quotation: Quotation) -> bool:
    """Tell a name in quotation marks that words without them complete: the “Bring Them Home” movement."""
    words = WORD.findall(text, quotation.start, quotation.end)
    named = (
        text.endswith(("the ", "The "), 0, quotation.left)
        and text[quotation.right : quotation.right + 1] == " "
    )
    return named and len(words) > 1 and _is_title_case(words)


def is_label(text: str, quotation: Quotation) -> bool:
    """Tell whether quoted words are a charge, a nickname or a designation: labelled as “extremist”."""
    count = count_words(text[quotation.start : quotation.end])
    before = text[max(0, quotation.left - FAR) : quotation.left]
    if SO_CALLED_BY.search(before):
        return False
    if count <= 2 and before.endswith(" as ") and _names_any(before, "designation"):
        return True
    charged = _follows(before, "charge") or (before.endswith(" for ") and _names_any(before, "held_for"))
    if count <= CHARGE_WORDS and charged:
        return True
    if count <= LONGEST_CHARGE and CHARGED_WITH.search(before):
        return True
    return (count <= LONG and _follows(before, "naming")) or (count <= 2 and _follows(before, "designation"))


def is_ironic(text: str, quotation: Quotation, judged: bool) -> bool:
    """Tell whether a word stands at a distance from their writer rather than being reported.

    Args:
        text: the text.
        quotation: the word or words.
        judged: whether a verb of judgement ("called it") asks for just such words.
    """
    count = count_words(text[quotation.start : quotation.end])
    before = text[max(0, quotation.left - REACH) : quotation.left]
    return count <= 1 and not judged and not PREDICATE.search(before)


def _is_title_case(words: list[str]) -> bool:
    return (
        bool(words)
        and all(word[0].isupper() or len(word) < FEW + 1 for word in words)
        and words[0][0].isupper()
    )


def _is_nickname(text: str, quotation: Quotation, before: str) -> bool:
    after = text[quotation.right : quotation.right + 2]
    name = before.split()[-1:] or [""]
    return after[:1] == " " and after[1:].isupper() and name[0][:1].isupper() and name[0][-1:].isalnum()


def _names_any(before: str, group: str) -> bool:
    return not _phrases(group).isdisjoint(before.lower().split())


def _follows(before: str, group: str) -> bool:
    """Tell whether text ends with a phrase of the group, a few words between."""
    phrases = _phrases(group)
    words = before.lower().replace(",", " ").split()[-LONGEST_PHRASE - GAPS[group] :]
    if _words(group).isdisjoint(words):
        return False
    ends = range(max(1, len(words) - GAPS[group]), len(words) + 1)
    return any(" ".join(words[start:end]) in phrases for end in ends for start in range(end))


@cache
def _phrases(group: str) -> frozenset[str]:
    return frozenset(load_toml("cues.toml")["scare"][group])


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word for phrase in _phrases(group) for word in phrase.split())
