"""Event mentions: the words that trigger one, told from the same words meaning something else."""

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import plural, verb_forms
from prisoner_diplomacy.schema.marks import Entity, EventMention, Status
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.phrase_matcher import PhraseMatcher
from prisoner_diplomacy.text.verbs import (
    DETERMINERS,
    MODALS,
    OBJECT_STARTS,
    PLURAL_SUBJECTS,
    read_verb,
    status_of,
)

REACH_AFTER = 11
REACH_BEFORE = 9
ANAPHORIC = frozenset(["sanctions", "mission"])
PRONOUNS = frozenset(["them", "they", "it"])
CLAUSE_ENDS = frozenset([";", ":", ".", '"', "“", "”"])
# How many sentences before its own may tell what a kind needs.
LOOKING_BACK = {"release": 1, "mistreatment": 4}
STATES = frozenset(["still", "remain", "remains", "remained", "stay", "stays"])
NOMINAL_PREPOSITIONS = frozenset(["of", "for", "in", "by", "with"])
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


class Senses(NamedTuple):
    """The senses of a phrase, and what its forms leave open."""

    triggers: tuple[Trigger, ...]
    invariable: bool = False
    may_be_noun: bool = False
    may_be_verb: bool = False
    may_be_phrase: bool = False

    @classmethod
    def of(cls, triggers: tuple[Trigger, ...]) -> "Senses":
        """Return the senses with what their forms leave open."""
        forms = {trigger.form for trigger in triggers}
        noun = "noun" in forms
        verb = bool(forms & {"base", "s"}) or (noun and len(forms) > 1)
        return cls(triggers, {"base", "ed"} <= forms, noun, verb, "phrase" in forms)


NO_SENSES = Senses(())


class WordClass:
    """A class of contexts.toml: whole words, and beginnings that a star marks."""

    MOST_SEEN = 1 << 16

    def __init__(self, entry: dict[str, list[str]]) -> None:
        words = entry.get("words", [])
        self.words = frozenset(word for word in words if not word.endswith("*"))
        self.beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        self.before = frozenset(entry.get("before", []))
        self.after = tuple(phrase + " " for phrase in entry.get("after", []))
        self._seen: set[str] = set()
        self._held = set(self.words)

    def places(self, words: list[str]) -> list[int]:
        """Return which of some words in lower case, by their places, belong to the class."""
        if self.beginnings and not self._seen.issuperset(words):
            self._learn(words)
        if self._held.isdisjoint(words):
            return []
        return list(compress(count(), map(self._held.__contains__, words)))

    def _learn(self, words: list[str]) -> None:
        """Compare some words with the beginnings, once and for all."""
        if len(self._seen) > self.MOST_SEEN:
            self._seen, self._held = set(), set(self.words)
        self._seen.update(words)
        self._held.update(word for word in words if word.startswith(self.beginnings))


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the word classes of contexts.toml by name."""
    return {name: WordClass(entry) for name, entry in load_toml("contexts.toml").items()}


@cache
def trigger_senses() -> dict[str, Senses]:
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
    return {phrase: Senses.of(tuple(found)) for phrase, found in senses.items()}


@cache
def trigger_matcher() -> PhraseMatcher[Senses]:
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


class Sentence:
    """The words of a sentence, in lower case and as written, and where those of a class stand."""

    def __init__(self, document: Document, number: int) -> None:
        self.number = number
        self.offset, self.words = document.sentence_words(number)
        self.tokens = document.tokens[self.offset : self.offset + len(self.words)]
        self._places: dict[str, list[int]] = {}

    def places(self, name: str) -> list[int]:
        """Return where the words of a class stand."""
        places = self._places.get(name)
        if places is None:
            places = self._places[name] = word_classes()[name].places(self.words)
        return places

    def place(self, name: str, start: int) -> int:
        """Return where the first word of a class stands from some word on, or -1."""
        places = self.places(name)
        if not places or places[-1] < start:
            return -1
        return places[bisect_left(places, start)]

    def holds(self, name: str, start: int, stop: int) -> bool:
        """Say whether a word of a class stands between two places."""
        return -1 < self.place(name, start) < stop

    def tells_beside(self, name: str, place: int) -> bool:
        """Say whether any word but one belongs to a class."""
        places = self.places(name)
        return len(places) > 1 or (len(places) == 1 and places[0] != place)


class Sentences:
    """The sentences of a text that have been asked for."""

    def __init__(self, document: Document, entities: list[Entity]) -> None:
        self._document = document
        self._starts = [span.start for span in document.sentences]
        self._read: dict[int, Sentence] = {}
        self._named = {
            "people": self._numbers([e.start for e in entities if e.label in ("PERSON", "NORP")]),
            "diplomacy": self._numbers(
                [e.start for e in entities if e.label == "GPE" and e.form == "metonym"]
            ),
        }

    def _numbers(self, offsets: list[int]) -> frozenset[int]:
        starts = self._starts
        return frozenset([bisect_right(starts, offset) - 1 for offset in offsets])

    def __getitem__(self, number: int) -> Sentence:
        sentence = self._read.get(number)
        if sentence is None:
            sentence = self._read[number] = Sentence(self._document, number)
        return sentence

    def at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset of the text."""
        return self[bisect_right(self._starts, offset) - 1]

    def names(self, need: str, number: int) -> bool:
        """Say whether an entity of a sentence meets a need as well as a word would."""
        return number in self._named.get(need, ())

    def one_before(self, name: str, number: int, reach: int) -> bool:
        """Say whether one of some sentences before a sentence holds a word of a class."""
        return any(self[earlier].places(name) for earlier in range(max(number - reach, 0), number))


class SentenceContext:
    """A sentence, and where in it a trigger stands."""

    __slots__ = ("before", "first", "last", "sentence", "sentences", "words")

    def __init__(self, sentences: Sentences, sentence: Sentence, first: int, last: int) -> None:
        self.sentences, self.sentence = sentences, sentence
        self.words = words = sentence.words
        self.first = first
        self.last = last if last < len(words) else len(words) - 1
        self.before = words[first - 1] if first else ""

    @property
    def after(self) -> str:
        """The word after the trigger, or ''."""
        following = self.last + 1
        return self.words[following] if following < len(self.words) else ""

    @property
    def phrase(self) -> str:
        """The trigger's words as the lexicon writes them."""
        return " ".join(self.words[self.first : self.last + 1])

    def one_earlier(self, name: str, reach: int) -> bool:
        """Say whether one of some sentences before this one holds a word of a class."""
        return self.sentences.one_before(name, self.sentence.number, reach)

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
    token_starts = document.starts
    sentences = Sentences(document, entities)
    bodies = [e for e in entities if e.label in ("ORG", "PERSON")]
    body_starts = [body.start for body in bodies]
    for start, end, senses in trigger_matcher().find(document.flat):
        first = bisect_right(token_starts, start) - 1
        if not senses.triggers or token_starts[first] != start:
            continue
        body = bisect_right(body_starts, start) - 1
        if body >= 0 and end < bodies[body].end:
            continue  # Part of a longer name: "the prisoner exchange committee".
        sentence = sentences.at(start)
        offset = sentence.offset
        last = bisect_left(token_starts, end, first) - 1
        context = SentenceContext(sentences, sentence, first - offset, last - offset)
        trigger = choose_sense(senses, context)
        while trigger is None and context.shorten():
            trigger = choose_sense(trigger_senses().get(context.phrase, NO_SENSES), context)
        if trigger is not None:
            mentions.append(_mention(document, trigger, context))
    return mentions


def _mention(document: Document, trigger: Trigger, context: SentenceContext) -> EventMention:
    sentence, words, first, last = context.sentence, context.words, context.first, context.last
    verb = read_verb(words, sentence.tokens, first, last, trigger.form)
    if verb.voice == "participle" and context.after != "by":
        intransitive = trigger.frame in ("party", "subject")
        if intransitive or (trigger.frame == "sender" and object_follows(trigger, context)):
            verb = verb._replace(voice="active")
    start = document.starts[sentence.offset + first]
    end = document.ends[sentence.offset + last]
    return EventMention(
        start,
        end,
        document.text[start:end],
        trigger.kind,
        trigger.status or status_of(words, first, last, verb),
        trigger.act,
        trigger.frame,
        verb.voice,
        document.starts[sentence.offset + verb.start],
    )


def choose_sense(senses: Senses, context: SentenceContext) -> Trigger | None:
    """Return the first sense whose conditions the sentence meets, the ones with most asked first."""
    if senses.invariable:
        senses = _same_in_all_forms(senses, context)
    triggers = senses.triggers
    if senses.may_be_verb:
        verbal = is_verbal(context, senses.may_be_noun)
        triggers = tuple(trigger for trigger in triggers if (trigger.form != "noun") == verbal)
    if senses.may_be_phrase and context.before in STATES:
        triggers = tuple(trigger for trigger in triggers if trigger.form == "phrase")
    if senses.may_be_noun and context.before == "to":
        triggers = tuple(trigger for trigger in triggers if trigger.form != "noun")
    chosen = None
    for trigger in triggers:
        if is_meant(trigger, context):
            if trigger.complement:
                return trigger
            chosen = chosen or trigger
    return chosen


def _same_in_all_forms(senses: Senses, context: SentenceContext) -> Senses:
    """Return the senses of "let go", "set free" in the form that the word before allows."""
    form = "base" if context.before == "to" or context.before in MODALS else "ed"
    return Senses.of(tuple(trigger for trigger in senses.triggers if trigger.form == form))


def is_verbal(context: SentenceContext, may_be_noun: bool) -> bool:
    """Say whether a word that may be a verb or a noun ("release") is used as a verb."""
    before, after = context.before, context.after
    if before == "to" or before in MODALS or before in PLURAL_SUBJECTS or before.endswith("n't"):
        return True
    if before in DETERMINERS or before in NOMINAL_PREPOSITIONS or before.endswith(NOMINAL_ENDINGS):
        return False
    if not may_be_noun and (before.endswith("s") or context.words[context.last].endswith("s")):
        return True
    if after in OBJECT_STARTS or after[:1].isdigit():
        return True
    return bool(after) and context.sentence.tokens[context.last + 1][:1].isupper()


def is_meant(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether a sentence meets a trigger's conditions."""
    if trigger.complement and not _complemented(trigger, context):
        return False
    if trigger.needs and not _is_met(trigger, context):
        return False
    if trigger.avoid and _is_about(trigger, context):
        return False
    return not (trigger.unless and _refused(word_classes()[trigger.unless], context))


def _is_met(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether the sentence speaks of what a trigger needs, for some kinds also the ones before."""
    if context.sentences.names(trigger.needs, context.sentence.number):
        return True
    if context.first < context.last:
        met = bool(context.sentence.places(trigger.needs))
    else:
        met = context.sentence.tells_beside(trigger.needs, context.first)
    if met or trigger.kind not in LOOKING_BACK:
        return met
    return context.one_earlier(trigger.needs, LOOKING_BACK[trigger.kind])


def object_follows(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether what a trigger asks for follows it: "prolonged until May the measures"."""
    start = context.last + 1
    return (
        bool(trigger.complement)
        and context.after != "by"
        and context.sentence.holds(trigger.complement, start, start + REACH_AFTER)
    )


def _complemented(trigger: Trigger, context: SentenceContext) -> bool:
    words, first, start = context.words, context.first, context.last + 1
    place = context.sentence.place(trigger.complement, start)
    if -1 < place < start + REACH_AFTER and CLAUSE_ENDS.isdisjoint(words[start : place + 1]):
        return True
    if trigger.complement in ANAPHORIC and _means_it(trigger.complement, context):
        return True
    if trigger.form not in ("part", "ed", "past"):
        return False
    before = words[max(first - 4, 0) : first]
    takes_before = trigger.frame == "sender" or trigger.kind == "appointment" or "which" in before
    return takes_before and context.sentence.holds(trigger.complement, first - REACH_BEFORE, first)


def _means_it(complement: str, context: SentenceContext) -> bool:
    """Say whether a pronoun stands for the class: "would not ease them", "they were tightened"."""
    if context.after not in PRONOUNS:
        first = context.first
        if PRONOUNS.isdisjoint(context.words[max(first - 4, 0) : first]):
            return False
    return context.sentence.holds(complement, 0, context.first) or context.one_earlier(complement, 1)


def _is_about(trigger: Trigger, context: SentenceContext) -> bool:
    """Say whether a trigger acts on a thing of another sort: "released a statement"."""
    words, first, last = context.words, context.first, context.last
    near = words[last + 1 : last + 9]
    if trigger.form in ("ed", "part"):
        near = near + words[max(first - 4, 0) : first]
    things = word_classes()[trigger.avoid].places(near)
    return bool(things) and set(things).issuperset(word_classes()["people"].places(near))


def _refused(refusal: WordClass, context: SentenceContext) -> bool:
    if context.before in refusal.before:
        return True
    last = context.last
    return bool(refusal.after) and (" ".join(context.words[last + 1 : last + 5]) + " ").startswith(
        refusal.after
    )
