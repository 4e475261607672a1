"""Event mentions: the words that trigger one, told from the same words meaning something else."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.match import PhraseMatcher
from prisoner_diplomacy.annotate.records import Entity, EventMention, Status
from prisoner_diplomacy.annotate.verbs import (
    DETERMINERS,
    MODALS,
    OBJECT_STARTS,
    PLURAL_SUBJECTS,
    read_verb,
    status_of,
)
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import plural, verb_forms

REACH_AFTER = 11
REACH_BEFORE = 9
ANAPHORIC = frozenset(["sanctions", "mission"])
PRONOUNS = frozenset(["them", "they", "it"])
CLAUSE_ENDS = frozenset([";", ":", ".", '"', "“", "”"])
# How many sentences before its own may tell what a kind needs.
LOOKING_BACK = {"release": 1, "mistreatment": 2}
STATES = [[word] for word in ("still", "remain", "remains", "remained", "stay", "stays")]
NOMINAL_ENDINGS = ("'s", "s'", "-year", "-month", "-day")


class Trigger(NamedTuple):
    """One sense of one form of a trigger word, as triggers.toml describes it."""

    kind: str
    act: str
    frame: str
    form: str
    complement: str
    needs: str
    unless: str
    avoid: str
    status: Status | None


class WordClass:
    """A class of contexts.toml: whole words, and beginnings that a star marks."""

    def __init__(self, entry: dict[str, list[str]]) -> None:
        words = entry.get("words", [])
        self.words = frozenset(word for word in words if not word.endswith("*"))
        self.beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        self.before = frozenset(entry.get("before", []))
        self.after = tuple(phrase + " " for phrase in entry.get("after", []))


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the word classes of contexts.toml by name."""
    return {name: WordClass(entry) for name, entry in load_toml("contexts.toml").items()}


@lru_cache(maxsize=1 << 16)
def classes_of(word: str) -> frozenset[str]:
    """Return the names of the classes a word in lower case belongs to."""
    return frozenset(
        name
        for name, found in word_classes().items()
        if word in found.words or (found.beginnings and word.startswith(found.beginnings))
    )


def holds(words: Iterable[str], name: str) -> bool:
    """Say whether one of some words belongs to a class."""
    return any(name in classes_of(word) for word in words)


@cache
def trigger_senses() -> dict[str, tuple[Trigger, ...]]:
    """Return the senses of every form of every trigger; a phrase may have several, a decoy has none."""
    lexicon = load_toml("triggers.toml")
    decoys = sorted({phrase for decoy in lexicon["decoy"] for phrase in decoy["phrases"]})
    senses: dict[str, list[Trigger]] = {phrase: [] for phrase in decoys}
    for entry in lexicon["trigger"]:
        conditions = [entry.get(name, "") for name in ("complement", "needs", "unless", "avoid")]
        for form, phrase in _phrases(entry):
            if phrase not in decoys:
                complement, needs, unless, avoid = conditions
                trigger = Trigger(
                    entry["kind"],
                    entry["act"],
                    entry["frame"],
                    form,
                    complement,
                    needs,
                    unless,
                    avoid,
                    entry.get("status"),
                )
                senses.setdefault(phrase, []).append(trigger)
    return {phrase: tuple(found) for phrase, found in senses.items()}


@cache
def trigger_matcher() -> PhraseMatcher[tuple[Trigger, ...]]:
    """Return the matcher over every form of every trigger."""
    return PhraseMatcher(trigger_senses().items())


def _phrases(entry: dict[str, list[str]]) -> list[tuple[str, str]]:
    found = []
    for verb in entry.get("verbs", []):
        found += list(verb_forms(verb).items())
    for noun in entry.get("nouns", []):
        found += [("noun", phrase) for phrase in {noun: 1, plural(noun): 1}]
    found += [("phrase", phrase) for phrase in entry.get("phrases", [])]
    return list(dict.fromkeys(found))


class SentenceContext:
    """The words of a sentence in lower case, and where in it a trigger stands."""

    def __init__(self, document: Document, first: int, last: int, named: dict[str, set[int]]) -> None:
        self._document = document
        self._number = document.sentence_number(document.starts[first])
        self._named = named
        self.offset, self.words = document.sentence_words(self._number)
        self.first = first - self.offset
        self.last = min(last - self.offset, len(self.words) - 1)

    @property
    def tokens(self) -> list[str]:
        """The sentence's words as written."""
        return self._document.tokens[self.offset : self.offset + len(self.words)]

    @property
    def phrase(self) -> str:
        """The trigger's words as the lexicon writes them."""
        return " ".join(self.words[self.first : self.last + 1])

    def earlier(self, back: int) -> list[str]:
        """Return the words of the sentence some sentences before this one."""
        number = self._number - back
        return self._document.sentence_words(number).words if number >= 0 else []

    def names(self, need: str) -> bool:
        """Say whether an entity of the sentence meets a need as well as a word would."""
        return need in self._named and self._number in self._named[need]

    def shorten(self) -> bool:
        """Leave the trigger's last word out; say whether it had more than one."""
        if self.last == self.first:
            return False
        self.last -= 1
        return True


def annotate_mentions(document: Document, entities: list[Entity]) -> list[EventMention]:
    """Return the event mentions of a text in order, with their status.

    Args:
        document: the segmented text.
        entities: its entities; a named person tells as well as a noun that people are meant.
    """
    mentions = []
    named = {
        "people": {document.sentence_number(e.start) for e in entities if e.label in ("PERSON", "NORP")},
        "diplomacy": {
            document.sentence_number(e.start) for e in entities if e.label == "GPE" and e.form == "metonym"
        },
    }
    bodies = [e for e in entities if e.label in ("ORG", "PERSON")]
    for start, end, senses in trigger_matcher().find(document.flat):
        first, last = document.token_number(start), document.token_number(end - 1)
        if not senses or document.starts[first] != start or _is_inside(bodies, start, end):
            continue
        context = SentenceContext(document, first, last, named)
        trigger = choose_sense(senses, context)
        while trigger is None and context.shorten():
            trigger = choose_sense(trigger_senses().get(context.phrase, ()), context)
        if trigger is not None:
            mentions.append(_mention(document, trigger, context))
    return mentions


def _is_inside(bodies: list[Entity], start: int, end: int) -> bool:
    """Say whether a phrase is only part of a longer name: "the prisoner exchange committee"."""
    number = bisect_right(bodies, start, key=lambda body: body.start) - 1
    return number >= 0 and end < bodies[number].end


def _mention(document: Document, trigger: Trigger, context: "SentenceContext") -> EventMention:
    words, first, last = context.words, context.first, context.last
    verb = read_verb(words, context.tokens, first, last, trigger.form)
    if verb.voice == "participle" and words[last + 1 : last + 2] != ["by"]:
        intransitive = trigger.frame in ("party", "subject")
        if intransitive or (trigger.frame == "sender" and object_follows(trigger, context)):
            verb = verb._replace(voice="active")
    start = document.starts[context.offset + first]
    end = document.ends[context.offset + last]
    group = document.starts[context.offset + verb.start]
    return EventMention(
        start,
        end,
        document.text[start:end],
        trigger.kind,
        trigger.status or status_of(words, first, last, verb),
        trigger.act,
        trigger.frame,
        verb.voice,
        group,
    )


def choose_sense(senses: tuple[Trigger, ...], context: SentenceContext) -> Trigger | None:
    """Return the first sense whose conditions the sentence meets, the ones with most asked first."""
    forms = {sense.form for sense in senses}
    if {"base", "ed"} <= forms:
        senses = _same_in_all_forms(senses, context)
        forms = {sense.form for sense in senses}
    if forms & {"base", "s"} or ("noun" in forms and len(forms) > 1):
        verbal = is_verbal(context, "noun" in forms)
        senses = tuple(sense for sense in senses if (sense.form != "noun") == verbal)
    if context.words[context.first - 1 : context.first] in STATES and "phrase" in forms:
        senses = tuple(sense for sense in senses if sense.form == "phrase")
    if context.words[context.first - 1 : context.first] == ["to"]:
        senses = tuple(sense for sense in senses if sense.form != "noun")
    meant = [sense for sense in senses if is_meant(sense, context)]
    return max(meant, key=lambda sense: bool(sense.complement)) if meant else None


def _same_in_all_forms(senses: tuple[Trigger, ...], context: SentenceContext) -> tuple[Trigger, ...]:
    """Return the senses of "let go", "set free" in the form that the word before allows."""
    before = context.words[context.first - 1] if context.first else ""
    form = "base" if before == "to" or before in MODALS else "ed"
    return tuple(sense for sense in senses if sense.form == form)


def is_verbal(context: SentenceContext, may_be_noun: bool) -> bool:
    """Say whether a word that may be a verb or a noun ("release") is used as a verb."""
    before = context.words[context.first - 1] if context.first else ""
    after = context.words[context.last + 1] if context.last + 1 < len(context.words) else ""
    if before == "to" or before in MODALS or before in PLURAL_SUBJECTS or before.endswith("n't"):
        return True
    if (
        before in DETERMINERS
        or before in ("of", "for", "in", "by", "with")
        or before.endswith(NOMINAL_ENDINGS)
    ):
        return False
    if not may_be_noun and (before.endswith("s") or context.words[context.last].endswith("s")):
        return True
    if after in OBJECT_STARTS or after[:1].isdigit():
        return True
    return (
        context.tokens[context.last + 1 : context.last + 2] != []
        and context.tokens[context.last + 1][:1].isupper()
    )


def is_meant(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether a sentence meets a trigger's conditions."""
    if trigger.complement and not _complemented(trigger, context):
        return False
    if trigger.needs and not context.names(trigger.needs) and not _is_met(trigger, context):
        return False
    if trigger.avoid and _is_about(trigger, context):
        return False
    return not (trigger.unless and _refused(word_classes()[trigger.unless], context))


def _is_met(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether the sentence speaks of what a trigger needs, for some kinds also the ones before."""
    words, first, last = context.words, context.first, context.last
    others = words[:first] + words[last + 1 :] if first == last else words
    if holds(others, trigger.needs):
        return True
    if trigger.kind not in LOOKING_BACK:
        return False
    back = LOOKING_BACK[trigger.kind]
    return any(holds(context.earlier(number), trigger.needs) for number in range(1, back + 1))


def object_follows(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether what a trigger asks for follows it: "prolonged until May the measures"."""
    after = context.words[context.last + 1 : context.last + 1 + REACH_AFTER]
    return bool(trigger.complement) and "by" not in after[:1] and holds(after, trigger.complement)


def _complemented(trigger: Trigger, context: SentenceContext) -> bool:
    words, first, last = context.words, context.first, context.last
    for word in words[last + 1 : last + 1 + REACH_AFTER]:
        if word in CLAUSE_ENDS:
            break
        if trigger.complement in classes_of(word):
            return True
    before = words[max(first - REACH_BEFORE, 0) : first]
    if trigger.complement in ANAPHORIC and _means_it(trigger.complement, context):
        return True
    if trigger.form not in ("part", "ed", "past"):
        return False
    takes_before = trigger.frame == "sender" or trigger.kind == "appointment" or "which" in before[-4:]
    return takes_before and holds(before, trigger.complement)


def _means_it(complement: str, context: SentenceContext) -> bool:
    """Say whether a pronoun stands for the class: "would not ease them", "they were tightened"."""
    words, first, last = context.words, context.first, context.last
    near = words[last + 1 : last + 2] + words[max(first - 4, 0) : first]
    if PRONOUNS.isdisjoint(near):
        return False
    return holds(words[:first], complement) or holds(context.earlier(1), complement)


def _is_about(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether a trigger acts on a thing of another sort: "released a statement"."""
    words, first, last = context.words, context.first, context.last
    near = words[last + 1 : last + 9]
    if trigger.form in ("ed", "part"):
        near = near + words[max(first - 4, 0) : first]
    found = [classes_of(word) for word in near]
    avoided = any(trigger.avoid in classes for classes in found)
    return avoided and not any("people" in classes and trigger.avoid not in classes for classes in found)


def _refused(refusal: WordClass, context: SentenceContext) -> bool:
    words, first, last = context.words, context.first, context.last
    if first and words[first - 1] in refusal.before:
        return True
    return bool(refusal.after) and (" ".join(words[last + 1 : last + 5]) + " ").startswith(refusal.after)
