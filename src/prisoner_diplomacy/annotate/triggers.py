"""Event mentions: the words that trigger one, told from the same words meaning something else."""

from bisect import bisect_right
from functools import cache
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

    def holds(self, word: str) -> bool:
        """Say whether a word in lower case belongs to the class."""
        return word in self.words or word.startswith(self.beginnings)


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the word classes of contexts.toml by name."""
    return {name: WordClass(entry) for name, entry in load_toml("contexts.toml").items()}


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
        number = document.sentence_number(document.starts[first])
        self.met = {need for need, numbers in named.items() if number in numbers}
        sentence = document.sentence_words(number)
        self.before = document.sentence_words(number - 1).words if number else []
        self.earlier = document.sentence_words(number - 2).words if number > 1 else []
        self.words = sentence.words
        self.offset = sentence.first
        self.tokens = document.tokens[sentence.first : sentence.first + len(sentence.words)]
        self.first = first - sentence.first
        self.last = min(last - sentence.first, len(self.words) - 1)

    @property
    def phrase(self) -> str:
        """The trigger's words as the lexicon writes them."""
        return " ".join(self.words[self.first : self.last + 1])

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
    classes = word_classes()
    words = context.words
    if trigger.complement and not _complemented(classes[trigger.complement], trigger, context):
        return False
    if trigger.needs and trigger.needs not in context.met:
        needed = classes[trigger.needs]
        alone = context.first == context.last
        others = words[: context.first] + words[context.last + 1 :] if alone else words
        if trigger.kind in ("release", "mistreatment"):
            others = others + context.before
        if trigger.kind == "mistreatment":
            others = others + context.earlier
        if not any(map(needed.holds, others)):
            return False
    if trigger.avoid and _is_about(classes[trigger.avoid], trigger, context):
        return False
    return not (trigger.unless and _refused(classes[trigger.unless], context))


def object_follows(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether what a trigger asks for follows it: "prolonged until May the measures"."""
    after = context.words[context.last + 1 : context.last + 1 + REACH_AFTER]
    return (
        bool(trigger.complement)
        and "by" not in after[:1]
        and any(map(word_classes()[trigger.complement].holds, after))
    )


def _complemented(complement: WordClass, trigger: Trigger, context: SentenceContext) -> bool:
    words, first, last = context.words, context.first, context.last
    after = words[last + 1 : last + 1 + REACH_AFTER]
    for number, word in enumerate(after):
        if word in ';:."“”':
            after = after[:number]
            break
    if any(map(complement.holds, after)):
        return True
    before = words[max(first - REACH_BEFORE, 0) : first]
    if trigger.complement in ANAPHORIC and _means_it(complement, context):
        return True
    takes_before = trigger.frame == "sender" or trigger.kind == "appointment" or "which" in before[-4:]
    return trigger.form in ("part", "ed", "past") and takes_before and any(map(complement.holds, before))


def _means_it(complement: WordClass, context: SentenceContext) -> bool:
    """Say whether a pronoun stands for the class: "would not ease them", "they were tightened"."""
    words, first, last = context.words, context.first, context.last
    near = words[last + 1 : last + 2] + words[max(first - 4, 0) : first]
    if not {"them", "they", "it"} & set(near):
        return False
    return any(map(complement.holds, words[:first])) or any(map(complement.holds, context.before))


def _is_about(avoided: WordClass, trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether a trigger acts on a thing of another sort: "released a statement"."""
    words, first, last = context.words, context.first, context.last
    near = words[last + 1 : last + 9]
    if trigger.form in ("ed", "part"):
        near = near + words[max(first - 4, 0) : first]
    people = word_classes()["people"]
    return any(map(avoided.holds, near)) and not any(people.holds(w) and not avoided.holds(w) for w in near)


def _refused(refusal: WordClass, context: SentenceContext) -> bool:
    words, first, last = context.words, context.first, context.last
    if first and words[first - 1] in refusal.before:
        return True
    return bool(refusal.after) and (" ".join(words[last + 1 : last + 5]) + " ").startswith(refusal.after)
