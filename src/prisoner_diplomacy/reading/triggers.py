"""Event mentions: the words that trigger one, told from the same words meaning something else."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import plural, verb_forms
from prisoner_diplomacy.reading.status import is_aim_of_a_stay, status_of
from prisoner_diplomacy.reading.trigger_context import (
    CLAUSE_ENDS,
    REACH_AFTER,
    REACH_BEFORE,
    Sentences,
    TriggerContext,
)
from prisoner_diplomacy.reading.word_classes import word_classes
from prisoner_diplomacy.schema.marks import Entity, EventMention, Status
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.phrase_matcher import PhraseMatcher
from prisoner_diplomacy.text.verbs import (
    AUXILIARIES,
    DETERMINERS,
    HAVE,
    MODALS,
    OBJECT_STARTS,
    PLURAL_SUBJECTS,
)

ANAPHORIC = frozenset(["sanctions", "measures", "mission"])
PRONOUNS, SEVERAL = frozenset(["them", "they", "it"]), frozenset(["them", "they"])
# Kinds of what is done to people.
HELD = frozenset(["release", "detention", "mistreatment"])
# Complements that are what the verb acts on: a post filled, a town taken, an appeal heard.
TAKEN = frozenset(
    [
        "office",
        "mission",
        "mandates",
        "ground taken",
        "appeals",
        "sentences",
        "verdicts",
        "bail",
        "remand",
        "state accords",
        "posts",
        "state aid",
        "territories",
    ]
)
FARTHEST = 1 << 20
COMPLEMENT_ENDS = CLAUSE_ENDS | {"while", "because", "although", "though"}
JOINS = frozenset(["and", "or", "nor", ","])
KNOWN = frozenset(["its", "their", "his", "this", "these", "those"])
QUOTATION_MARKS = frozenset(["“", "”", '"'])
NEVER_VERBS = ("tion", "ment", "s", "gue", "cy", "ity")
STATES = frozenset(["still", "remain", "remains", "remained", "stay", "stays"])
ACTED_ON = frozenset(["passive", "participle"])
NOMINAL_PREPOSITIONS = frozenset(["of", "for", "in", "by", "with"])
NOMINAL_ENDINGS = ("'s", "s'", "-year", "-month", "-day")


class Trigger(NamedTuple):
    """One sense of one form of a trigger word, as triggers.toml describes it."""

    kind: str
    act: str
    frame: str
    form: str
    complement: str
    link: str
    whom: str
    who: str
    needs: str
    near: int
    alone: bool
    unless: str
    avoid: str
    without: str
    status: Status | None


CONDITIONS = ("complement", "link", "whom", "who", "needs", "unless", "avoid", "without")


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


@cache
def trigger_senses() -> dict[str, Senses]:
    """Return the senses of every form of every trigger; a phrase may have several, a decoy has none."""
    lexicon = load_toml("triggers.toml")
    decoys = sorted({phrase for decoy in lexicon["decoy"] for phrase in decoy["phrases"]})
    senses: dict[str, list[Trigger]] = {phrase: [] for phrase in decoys}
    for entry in lexicon["trigger"]:
        for form, phrase in _phrases(entry):
            if phrase not in decoys:
                senses.setdefault(phrase, []).append(_trigger(entry, form))
    return {phrase: Senses.of(tuple(found)) for phrase, found in senses.items()}


def _trigger(entry: dict[str, Any], form: str) -> Trigger:
    conditions = {name: entry.get(name, "") for name in CONDITIONS}
    return Trigger(
        kind=entry["kind"],
        act=entry["act"],
        frame=entry["frame"],
        form=form,
        near=entry.get("near", 0),
        alone=entry.get("alone", False),
        status=entry.get("status"),
        **conditions,
    )


@cache
def usual_sense(kind: str) -> tuple[str, str, str]:
    """Return act, frame and form of a noun that no trigger of the lexicon is, by its kind of event."""
    senses = [t for entry in trigger_senses().values() for t in entry.triggers if t.kind == kind]
    return "", Counter(sense.frame for sense in senses).most_common(1)[0][0], "noun"


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


def annotate_mentions(document: Document, entities: list[Entity]) -> list[EventMention]:
    """Return the event mentions of a text in order, with their status.

    Args:
        document: the segmented text.
        entities: its entities; a named person tells as well as a noun that people are meant.
    """
    mentions: list[EventMention] = []
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
        if sentence.names_a_title(first - offset):
            continue  # "the Hostage Recovery Act".
        last = bisect_left(token_starts, end, first) - 1
        follows = bool(mentions) and _undergone(mentions[-1], document.starts[offset])
        context = TriggerContext(sentences, sentence, first - offset, last - offset, follows)
        if body >= 0 and end == bodies[body].end and context.names_a_body():
            continue  # "Amnesty officials".
        trigger = choose_sense(senses, context)
        while trigger is None and context.shorten():
            trigger = choose_sense(trigger_senses().get(context.phrase, NO_SENSES), context)
        if trigger is not None:
            mentions.append(_mention(document, trigger, context))
    return mentions


def _undergone(mention: EventMention, start: int) -> bool:
    """Say whether a mention from some offset on tells what people undergo: "was arrested and …"."""
    return mention.start >= start and mention.kind in HELD and mention.voice in ACTED_ON


def _mention(document: Document, trigger: Trigger, context: TriggerContext) -> EventMention:
    sentence, first, last = context.sentence, context.first, context.last
    verb = context.verb(trigger.form)
    if verb.voice == "participle" and context.after != "by":
        intransitive = trigger.frame in ("party", "subject")
        if intransitive or (trigger.frame == "sender" and object_follows(trigger, context)):
            verb = verb._replace(voice="active")
    start = document.starts[sentence.offset + first]
    end = document.token_end(sentence.offset + last)
    return EventMention(
        start,
        end,
        document.text[start:end],
        trigger.kind,
        _status(trigger, verb.voice, context),
        trigger.act,
        trigger.frame,
        verb.voice,
        document.starts[sentence.offset + verb.start],
    )


def _status(trigger: Trigger, voice: str, context: TriggerContext) -> Status:
    """Return what the clause says, else what the sense itself implies: "faces a life sentence"."""
    if trigger.kind == "military" and voice == "noun" and _is_presupposed(context.before):
        return "occurred"
    verb = context.verb(trigger.form)
    if trigger.kind == "talks" and verb.voice == "infinitive" and is_aim_of_a_stay(context.words, verb.start):
        return "occurred"
    clause = status_of(context.words, context.first, context.last, verb, trigger.form == "base")
    return trigger.status or clause if clause == "occurred" or trigger.status == "negated" else clause


def _is_presupposed(before: str) -> bool:
    """Say whether the word before a noun takes what it names for known: "its aggression"."""
    return before in KNOWN or before.endswith(("'s", "s'"))


def choose_sense(senses: Senses, context: TriggerContext) -> Trigger | None:
    """Return the sense whose conditions the sentence meets, of several that with the nearest complement."""
    if senses.invariable:
        senses = _same_in_all_forms(senses, context)
    triggers = senses.triggers
    if senses.may_be_verb:
        verbal = is_verbal(context, senses.may_be_noun)
        triggers = tuple(t for t in triggers if t.form == "phrase" or (t.form != "noun") == verbal)
    if senses.may_be_phrase and context.before in STATES:
        triggers = tuple(trigger for trigger in triggers if trigger.form == "phrase")
    if senses.may_be_noun and (
        context.before in MODALS or (context.before == "to" and _may_be_infinitive(context))
    ):
        triggers = tuple(trigger for trigger in triggers if trigger.form != "noun")
    meant = [trigger for trigger in triggers if is_meant(trigger, context)]
    if len(meant) < 2:
        return meant[0] if meant else None
    return min(meant, key=lambda trigger: _distance(trigger, context))


def _distance(trigger: Trigger, context: TriggerContext) -> int:
    """Return how far behind a trigger its complement stands; one that asks for none comes last."""
    if not trigger.complement:
        return FARTHEST
    place = context.sentence.first(trigger.complement, context.last + 1)
    return place if place >= 0 else FARTHEST - 1


def _may_be_infinitive(context: TriggerContext) -> bool:
    """Say whether a word after "to" may be a verb: "to advance", not "to talks" or "to dialogue"."""
    return context.first == context.last and not context.words[context.last].endswith(NEVER_VERBS)


def _same_in_all_forms(senses: Senses, context: TriggerContext) -> Senses:
    """Return the senses of "let go", "set free" in the form that the word before allows."""
    form = "base" if context.before == "to" or context.before in MODALS else "ed"
    return Senses.of(tuple(trigger for trigger in senses.triggers if trigger.form == form))


def is_verbal(context: TriggerContext, may_be_noun: bool) -> bool:
    """Say whether a word that may be a verb or a noun ("release") is used as a verb."""
    before, after = context.before, context.after
    if before.endswith("ly"):
        before = context.words[context.first - 2] if context.first > 1 else ""
    if before == "to" or before in MODALS or before in HAVE or before in PLURAL_SUBJECTS:
        return True
    if context.before.endswith("n't"):
        return True
    if context.words[context.last].endswith("ing") and (after in OBJECT_STARTS or after[:1].isdigit()):
        return True
    if not may_be_noun and before.isdigit():
        return True  # "55 go back".
    if before in DETERMINERS or before in NOMINAL_PREPOSITIONS or before.endswith(NOMINAL_ENDINGS):
        return False
    if not may_be_noun and before in JOINS:
        return True
    if not may_be_noun and (before.endswith("s") or context.words[context.last].endswith("s")):
        return True
    if after in OBJECT_STARTS or after[:1].isdigit():
        return True
    if (
        not may_be_noun
        and before
        and context.sentence.holds("person nouns", context.last + 1, context.last + 3)
    ):
        return True
    if _is_done_by_a_state(context):
        return True
    return bool(after) and context.sentence.tokens[context.last + 1][:1].isupper()


def _is_done_by_a_state(context: TriggerContext) -> bool:
    """Say whether a state opens a headline and what may be attacked follows: "France attacks base"."""
    sentence, first, last = context.sentence, context.first, context.last
    if not context.words[last].endswith("s") or not sentence.holds("targets", last + 1, last + 3):
        return False
    start = next(iter(sentence.names("states")), first)
    return start <= 1 and all(token[:1].isupper() for token in sentence.tokens[start:first]) and start < first


def is_meant(trigger: Trigger, context: TriggerContext) -> bool:
    """Say whether a sentence meets a trigger's conditions, the cheapest first."""
    if trigger.complement and not _complemented(trigger, context):
        return False
    if trigger.alone and not context.has_no_object():
        return False
    if trigger.needs and not context.is_near(trigger.needs, trigger.near):
        return False
    if trigger.act == "visit" and trigger.form == "part" and context.verb("part").voice in ACTED_ON:
        return False  # "The suspects flown to Turkey".
    if trigger.unless and context.touches(trigger.unless):
        return False
    sentence = context.sentence
    if trigger.avoid and context.is_followed_by(trigger.avoid):
        return False
    if trigger.without and sentence.tells(trigger.without):
        return False
    if trigger.whom and not context.acts_on(trigger.whom, trigger.form):
        return False
    acts_on_people = trigger.frame == "object" and trigger.kind in HELD and not trigger.complement
    if acts_on_people and (context.is_of_a_thing(trigger.form) or context.may_be_noun(trigger.form)):
        return False
    return not trigger.who or context.is_by(trigger.who, trigger.form)


def object_follows(trigger: Trigger, context: TriggerContext) -> bool:
    """Say whether what a trigger asks for follows it: "prolonged until May the measures"."""
    start = context.last + 1
    return (
        bool(trigger.complement)
        and context.after != "by"
        and context.sentence.holds(trigger.complement, start, start + REACH_AFTER)
    )


def _complemented(trigger: Trigger, context: TriggerContext) -> bool:
    words, first, start = context.words, context.first, context.last + 1
    if context.after in QUOTATION_MARKS:
        start += 1  # “Decided to lift” the sanctions.
    place = context.sentence.first(trigger.complement, start)
    if -1 < place < start + REACH_AFTER and COMPLEMENT_ENDS.isdisjoint(words[start : place + 1]):
        return not trigger.link or _is_linked(trigger.link, context, place)
    if trigger.link:
        return False
    if trigger.complement in ANAPHORIC and _means_it(trigger.complement, context):
        return True
    if trigger.form not in ("part", "ed", "past", "phrase") and context.after not in ("on", "against"):
        return False
    before = words[max(first - REACH_BEFORE, 0) : first]
    if "." in before:
        return False
    before = before[-4:]
    acted_on = trigger.complement in TAKEN and context.verb(trigger.form).voice == "passive"
    takes_before = trigger.frame == "sender" or acted_on or "which" in before
    return takes_before and context.sentence.holds(trigger.complement, first - REACH_BEFORE, first)


def _is_linked(link: str, context: TriggerContext, place: int) -> bool:
    """Say whether the nearest preposition before a complement is of a class: "put the two in jail"."""
    prepositions = [n for n in context.sentence.places("places and ways") if context.last < n < place]
    return bool(prepositions) and context.words[prepositions[-1]] in word_classes()[link].words


def _means_it(complement: str, context: TriggerContext) -> bool:
    """Say whether a pronoun stands for the class: "would not ease them", "they were tightened"."""
    following = context.words[context.last + 2 : context.last + 3]
    if context.after in PRONOUNS and following and following[0] in AUXILIARIES:
        return False  # "Announced it had".
    if context.after not in PRONOUNS:
        first, subjects = context.first, PRONOUNS if complement == "mission" else SEVERAL
        if subjects.isdisjoint(context.words[max(first - 4, 0) : first]):
            return False
    return context.sentence.holds(complement, 0, context.first) or context.sentences.near(
        complement, context.sentence.number, 2
    )
