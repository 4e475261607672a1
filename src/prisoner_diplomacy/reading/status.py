"""Whether what a trigger names happened, by the words of its clause."""

from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar, load_toml, load_words
from prisoner_diplomacy.schema.marks import Status
from prisoner_diplomacy.text.verbs import (
    BE,
    CLAUSE_BREAKS,
    DETERMINERS,
    HAVE,
    IRREGULAR_PARTICIPLES,
    MODALS,
    PLURAL_SUBJECTS,
    POSSESSIVES,
    SUBJECT_PRONOUNS,
    Verb,
)

REACH = 14
REACH_AFTER = 14
# How far before a verb group its clause may be opened: "if those held for the attack were freed".
REACH_OF_CONDITIONS = 24
LONGEST_LIST = 30
FINITE = frozenset(["active", "passive", "participle", "phrase"])
POSSIBLE = grammar("possible")
DENIALS = grammar("denials")
# What takes a finite clause that need not be true.
CLAUSE_COLOURS = grammar("clause_colours")
NEGATIONS = frozenset(["not", "never", "no", "nobody"])
NOBODY = frozenset(["no", "nobody", "neither", "none"])
QUANTIFIERS = frozenset(["a", "one", "all", "every", "everyone"])
COMPARATIVES = frozenset(["fewer", "less", "more", "later", "only", "just"])
REGRETTING = frozenset(["should", "ought"])
# What an "until" tells of in the past, and what makes it tell of what is to come.
PAST = frozenset(["was", "were"])
LASTING = PAST | {"had", "spent", "kept", "held"}
AHEAD = MODALS | {"to", "not", "never", "refused", "refuses", "no"}
COLOURING = MODALS | {"ought", "perhaps"}
CONDITIONS = frozenset(["if", "unless", "provided"])
BEFORE_BARE_VERBS = frozenset(["than", "help", "helps", "helped", "helping"])
OPENING_NOUNS = DETERMINERS | POSSESSIVES
CAUSATIVES = frozenset(["have", "get", "see"])
GERUND_TAKERS = frozenset(["and", "or", "than", "despite", "not"])
BEFORE_GERUNDS = load_words("prepositions.txt") | CLAUSE_BREAKS | BE | GERUND_TAKERS
OPENING_MARKS = frozenset(["“", '"'])
CLOSING_MARKS, AFTER_FRAGMENTS = frozenset(["”", '"']), frozenset(["for", "to", "of", "on"])
RELATIVES = frozenset(["that", "which", "who"])
STAYING = frozenset(["was", "were", "is", "are", ",", "arrived", "landed", "stayed", "stopped"])
TAKING_PLACE = frozenset(["resume", "held", "take", "begin", "start", "continue", "follow", "happen", "open"])
OPENING_WORDS, LONGEST_SUBJECT = 4, 30
JUDGING = grammar("judging")
JOINS = frozenset(["and", "or", "nor", ",", "then"])
BEFORE_MONTHS = frozenset(
    ["in", "of", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "from"]
)
LIST_OPENERS = DETERMINERS | {"along", "together", "with", "as", "well", "plus"}
SENTENCE_PARTS = frozenset([";", ":", "“", "”", '"'])
LIST_BREAKS = SENTENCE_PARTS | {"but", "that", "said", "says", "who", "which", "because", "after", "when"}
FINITE_AUXILIARIES, AIM_FURTHER = BE | HAVE | MODALS, 6
ENDS_OF_SUBJECT = (
    SENTENCE_PARTS | FINITE_AUXILIARIES | PLURAL_SUBJECTS | {"he", "she", "it", "that", "after", "said"}
)
# The words before a verb group that may colour its clause.
TELLING = CLAUSE_COLOURS | DENIALS | NOBODY | CLAUSE_BREAKS | {"after", "not"}


class Cue(NamedTuple):
    """What a word says of the event near it: alone, and with the words that go on the cue, longest first."""

    status: str | None
    longer: tuple[tuple[list[str], str], ...]


def _index(entries: dict[str, list[str]], order: tuple[str, ...]) -> dict[str, Cue]:
    """Return the cues by their first word; of equal cues the status that comes last in order wins."""
    cues: dict[str, dict[str, str]] = {}
    for status in order:
        for phrase in entries[status]:
            word, _, rest = phrase.partition(" ")
            cues.setdefault(word, {})[rest] = status
    return {word: Cue(found.pop("", None), _longest_first(found)) for word, found in cues.items()}


def _longest_first(found: dict[str, str]) -> tuple[tuple[list[str], str], ...]:
    split = [(rest.split(), status) for rest, status in found.items()]
    return tuple(sorted(split, key=lambda pair: -len(pair[0])))


@cache
def _cues() -> dict[str, Cue]:
    order = ("neutral", "occurred", "achieved", "future", "hypothetical", "negated")
    return _index(load_toml("status.toml"), order)


@cache
def _cues_of_infinitives() -> dict[str, Cue]:
    return _index(load_toml("status.toml")["infinitive"], ("occurred", "future"))


@cache
def _cues_after() -> dict[str, Cue]:
    return _index(load_toml("status.toml")["after"], ("occurred", "future", "hypothetical", "negated"))


def status_of(words: list[str], first: int, last: int, verb: Verb, bare: bool) -> Status:
    """Return whether the sentence says that the triggered event happened.

    A finite verb is coloured by its own auxiliaries or by a verb of hoping or demanding that takes it
    as its clause; anything else by the nearest cue before it, a noun also by a modal after it. A verb
    joined to an earlier one shares its status. An infinitive without any cue names an aim and is
    hypothetical.

    Args:
        words: the sentence in lower case.
        first, last: indexes of the trigger's first and last word.
        verb: how it is used.
        bare: whether it is a verb's base form.
    """
    if verb.voice == "phrase" and words[first] in BE and first and words[first - 1] == "to":
        verb = Verb("infinitive", first)  # "Ought to be tried".
    governor = governor_of(words, first, verb) if bare else None
    if governor is not None:
        return _status_of_governor(words, governor, last)
    if verb.voice == "active" and words[first - 1 : first] and words[first - 1] in BEFORE_BARE_VERBS:
        return _status_before(words, first, verb) or "occurred"
    told = words[verb.start] != "being" or _describes(words, verb.start)
    if verb.voice in FINITE and "to" not in words[verb.start : first] and told:
        start = _causative_before(words, first) if verb.voice == "participle" else None
        if start is not None:
            return _status_before(words, start, Verb("infinitive", start)) or "hypothetical"
        status = "negated" if _has_nobody_as_object(words, last) else _finite_status(words, first, verb)
        return "hypothetical" if status == "future" and _conditional_after(words, last) else status
    if verb.voice == "gerund" and _is_reason(words, verb.start):
        return "occurred"
    before = _status_before(words, first, verb)
    if verb.voice in ("noun", "gerund") and before != "negated":
        before = _status_after(words, last) or before
    if before:
        return before
    return "hypothetical" if verb.voice == "infinitive" else "occurred"


def is_aim_of_a_stay(words: list[str], aim: int) -> bool:
    """Say whether somebody is where what they aim at takes place: "were in Oslo for two days to meet"."""
    for number in range(aim - 1, max(aim - REACH, 0), -1):
        if words[number] in ("in", "at") and words[number - 1] in STAYING:
            return True
        if words[number] in CLAUSE_BREAKS:
            return False
    return False


def _describes(words: list[str], being: int) -> bool:
    """Say whether "being" follows the noun it describes: "a monk being held", not "without being held"."""
    before = words[being - 1] if being else ""
    return before.isalpha() and before not in BEFORE_GERUNDS and before not in _cues()


def _is_reason(words: list[str], start: int) -> bool:
    """Say whether a gerund tells why somebody is blamed or thanked: "sanctions for jailing nine"."""
    if words[max(start - 1, 0) : start] != ["for"] or words[start - 2] in _cues():
        return False
    return not JUDGING.isdisjoint(words[max(start - REACH, 0) : start - 1])


def _has_nobody_as_object(words: list[str], last: int) -> bool:
    """Say whether a verb acts on nobody: "handed over nobody", "holds no one"."""
    return words[last + 1 : last + 2] in (["nobody"], ["none"]) or words[last + 1 : last + 3] == ["no", "one"]


def governor_of(words: list[str], first: int, verb: Verb) -> int | None:
    """Return the "to" or modal of an earlier verb that a bare one is joined to, if any.

    "Pledged to send an envoy back and release nine": the "to" before "send".
    """
    if verb.start != first or verb.voice != "active" or first == 0:
        return None
    if words[first - 1] not in JOINS:
        return None
    for number in range(first - 2, max(first - LONGEST_LIST, 0) - 1, -1):
        word = words[number]
        if word in LIST_BREAKS:
            return None
        if word in MODALS or word.endswith("n't") or (word == "to" and _is_infinitive(words, number)):
            return number
    return None


def _is_infinitive(words: list[str], number: int) -> bool:
    """Say whether a verb seems to follow a "to", not a name, number or noun phrase."""
    following = words[number + 1]
    return following.isalpha() and following not in OPENING_NOUNS and not following.endswith("ing")


def _status_of_governor(words: list[str], governor: int, last: int) -> Status:
    if words[governor + 1] in NEGATIONS:
        return "negated"
    if words[governor] == "to":
        return _status_before(words, governor + 1, Verb("infinitive", governor)) or "hypothetical"
    group = _status_of_group(words, governor, governor + 3)
    status = group or _status_of_clause(words, governor, Verb("active", governor)) or "occurred"
    return "hypothetical" if status == "future" and _conditional_after(words, last) else status


def _causative_before(words: list[str], first: int) -> int | None:
    """Return the "have" of "tried to have two men freed", if any."""
    for number in range(first - 1, max(first - 7, 0), -1):
        if words[number] in CAUSATIVES and (words[number - 1] == "to" or words[number - 1] in MODALS):
            return number
    return None


def _conditional_after(words: list[str], last: int) -> bool:
    """Say whether a condition follows: "would free them only if"."""
    for word in words[last + 1 : last + 16]:
        if word in CONDITIONS:
            return True
        if word in (";", ".", "”", '"'):
            return False
    return False


def _finite_status(words: list[str], first: int, verb: Verb) -> Status:
    start = max(first - 3, 0) if verb.voice == "phrase" and words[first] not in BE else verb.start
    if "without" in words[max(start - 2, 0) : start]:
        return "negated"  # "Without ever having been charged".
    group, clause = _status_of_group(words, start, first), _status_of_clause(words, start, verb)
    if verb.voice == "active" and verb.start == first and words[max(first - 1, 0)] in JOINS:
        clause = None  # "Urged them to wait and spoke with the envoy".
    if group is None and words[0] in COLOURING:
        group = _status_of_group(words, 0, 1)  # "Will they be freed?"
    if group in ("future", "negated") and clause == "hypothetical":
        return clause  # "Hopes that they will be freed", "if they are not".
    return group or clause or "occurred"


def _status_of_group(words: list[str], start: int, first: int) -> Status | None:
    """Return what the auxiliaries and adverbs of a verb group say of it."""
    if words[start] in REGRETTING and "have" in words[start:first]:
        denied = not NEGATIONS.isdisjoint(words[start:first])
        return "occurred" if denied else "hypothetical"  # "Should never have been jailed".
    for number in range(min(first, len(words)) - 1, start - 1, -1):
        word = words[number]
        if word.endswith("n't") or (word in NEGATIONS and not _compares(words, number)):
            return "negated"
        cue = _cues().get(word) if word in COLOURING and not _is_month(words, number) else None
        if cue is not None and cue.status:
            return cue.status  # type: ignore[return-value]
    return None


def _status_of_clause(words: list[str], start: int, verb: Verb) -> Status | None:
    """Return what the words before a verb group say of its clause."""
    whom, who = words[max(start - 2, 0)], words[max(start - 1, 0)]
    if who in SUBJECT_PRONOUNS and whom in load_words("person_nouns.txt"):
        return None  # "If Oslo frees the sailors it is holding".
    for number in range(start - 1, max(start - REACH_OF_CONDITIONS, 0) - 1, -1):
        word = words[number]
        if word not in TELLING:
            continue
        if (
            word == "until"
            and words[start] in PAST
            and AHEAD.isdisjoint(words[max(number - REACH, 0) : number])
        ):
            break  # "Was held until he was freed".
        if word in CLAUSE_COLOURS or (word == "after" and words[number - 1 : number] == ["only"]):
            return "hypothetical"
        if (word in DENIALS and words[number - 1] not in BE and verb.voice != "participle") or (
            word == "not" and words[number + 1] in QUANTIFIERS
        ):
            return "negated"
        if word in NOBODY and (verb.voice != "phrase" or word == "nobody") and not _compares(words, number):
            return "negated"
        if word in CLAUSE_BREAKS and not (word == "as" and words[number - 1] in DENIALS):
            break  # Not in "rejected as lies the reports that".
    return None


def _is_past(words: list[str]) -> bool:
    """Say whether words tell of what lasted in the past, not of what is to come or was refused."""
    return not LASTING.isdisjoint(words) and AHEAD.isdisjoint(words)


def _compares(words: list[str], number: int) -> bool:
    """Say whether a "no" or "not" denies nothing: "no fewer than 110", "not only"."""
    return number + 1 < len(words) and words[number + 1] in COMPARATIVES


def _status_before(words: list[str], first: int, verb: Verb) -> Status | None:
    cues, achieved = _cues(), None
    for number in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = words[number]
        if word in RELATIVES and verb.voice == "noun" and _tells_of_the_past(words, number):
            return "occurred"
        if word == "only" and words[number + 1] in ("to", "for") and words[number - 1] == ",":
            return "occurred"  # "Freed, only to be held again".
        if word.endswith("n't"):
            return "negated"
        cued = word in cues and not _goes_on_cue(cues, words, number)
        status = _cue_at(cues[word], words, number) if cued else None
        if status == "hypothetical" and _is_month(words, number):
            status = None
        if status is None and verb.voice == "infinitive" and word in _cues_of_infinitives():
            status = _cue_at(_cues_of_infinitives()[word], words, number)
        if status == "occurred" and word in HAVE:
            continue
        if status == "negated" and (
            _compares(words, number) or (word in DENIALS and words[number - 1] in BE)
        ):
            continue
        if status and status != "negated" and _is_denied(words, number):
            return "negated"
        if status == "achieved":
            achieved = "occurred"
        elif status:
            wished = status == "future" and _is_wished(words, number)
            return "hypothetical" if wished else status  # type: ignore[return-value]
        elif _breaks(words, number) and number < verb.start and not _opens_list_item(words, number, first):
            return achieved or _aim_before(words, number, first, verb)  # type: ignore[return-value]
    return achieved  # type: ignore[return-value]


def _goes_on_cue(cues: dict[str, Cue], words: list[str], number: int) -> bool:
    """Say whether a word belongs to a cue that the word before it opens: "helped negotiate"."""
    before = cues.get(words[number - 1]) if number else None
    return before is not None and any(words[number : number + len(rest)] == rest for rest, _ in before.longer)


def _aim_before(words: list[str], comma: int, first: int, verb: Verb) -> Status | None:
    """Return what is hoped for past a list or an insertion: "urging A, among them B, for the release"."""
    between = words[comma:first]
    if verb.voice != "noun" or "for" not in between or not FINITE_AUXILIARIES.isdisjoint(between):
        return None
    for number in range(comma, max(first - REACH - AIM_FURTHER, 0) - 1, -1):
        cue = _cues().get(words[number])
        status = _cue_at(cue, words, number) if cue is not None else None
        if status:
            return "hypothetical" if status == "hypothetical" else None
        if words[number] in SENTENCE_PARTS:
            return None
    return None


def _is_month(words: list[str], number: int) -> bool:
    """Say whether a "may" is the month: "in May", "May 9"."""
    if words[number] != "may":
        return False
    after = words[number + 1] if number + 1 < len(words) else ""
    before = words[number - 1] if number else ""
    if before in ("and", "or", "to") and words[number - 2] in load_words("calendar_words.txt"):
        return True
    return after[:1].isdigit() or before[:1].isdigit() or before in BEFORE_MONTHS


def _is_denied(words: list[str], number: int) -> bool:
    """Say whether a cue is itself denied: "was not asked to", "has no plans to"."""
    before = words[number - 1] if number else ""
    return before in ("not", "never", "no") or before.endswith("n't")


def _breaks(words: list[str], number: int) -> bool:
    """Say whether a word ends what may colour a clause: no mark before words woven in, "to seek “talks”"."""
    if words[number] not in CLAUSE_BREAKS or _ends_fragment(words, number):
        return False
    woven = words[number] in OPENING_MARKS and words[max(number - 1, 0)].isalpha()
    return not (
        woven and words[max(number - LONGEST_LIST, 0) : number + 1].count('"') % 2 == (words[number] == '"')
    )


def _ends_fragment(words: list[str], number: int) -> bool:
    """Say whether a mark ends words woven into a clause that goes on: "“zero appetite” for talks"."""
    closes = words[number] in CLOSING_MARKS and words[max(number - 1, 0)].isalpha()
    return closes and words[number + 1] in AFTER_FRAGMENTS


def _tells_of_the_past(words: list[str], relative: int) -> bool:
    """Say whether a relative clause tells what was done: "a deal that led to the release of"."""
    verb, following = words[relative + 1], words[min(relative + 2, len(words) - 1)]
    past = verb.endswith("ed") or verb in IRREGULAR_PARTICIPLES
    return past and (following in DETERMINERS or following in ("to", "in") or following[:1].isdigit())


def _opens_list_item(words: list[str], comma: int, first: int) -> bool:
    """Say whether a comma only parts a noun from the one before it: "demands for talks, the release of"."""
    return words[comma] == "," and LIST_OPENERS.issuperset(words[comma + 1 : first])


def _is_wished(words: list[str], number: int) -> bool:
    """Say whether a plan is only possible or hoped for: "could be due", "hopes it will", "a bill to"."""
    if words[number - 1] in ("a", "an", "any") and number > 1:
        cue = _cues().get(words[number - 2])
        return cue is not None and cue.status == "hypothetical"
    return number > 0 and (
        words[number - 1] in POSSIBLE or not CLAUSE_COLOURS.isdisjoint(words[max(number - 6, 0) : number])
    )


def _cue_at(cue: Cue, words: list[str], number: int) -> str | None:
    """Return the status of the longest cue that starts at a word, which is the cue's first."""
    for rest, status in cue.longer:
        if words[number + 1 : number + 1 + len(rest)] == rest:
            return None if status == "neutral" else status
    return cue.status


def _status_after(words: list[str], last: int) -> Status | None:
    cues = _cues_after()
    for number in range(last + 1, min(last + REACH_AFTER, len(words))):
        word = words[number]
        status = _cue_at(cues[word], words, number) if word in cues else None
        if status and not _is_month(words, number):
            return status  # type: ignore[return-value]
        if word in CLAUSE_BREAKS or word == "that":
            return _status_of_subject(words, last)
    return _status_of_subject(words, last)


def _status_of_subject(words: list[str], last: int) -> Status | None:
    """Return "future" for the noun that opens a sentence whose verb is yet to be: "Talks on the dam will"."""
    if last > OPENING_WORDS:
        return None
    for number in range(last + 1, min(last + LONGEST_SUBJECT, len(words))):
        word = words[number]
        if word in ("will", "shall"):
            return "future" if not TAKING_PLACE.isdisjoint(words[number + 1 : number + 3]) else None
        if word in ENDS_OF_SUBJECT:
            return None
    return None
