"""Who else stands around a trigger: who holds people, who is told to act."""

from prisoner_diplomacy.events.phrases import as_party, country_ids, stateless_words
from prisoner_diplomacy.events.statements import Party
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import agent_by, modifier_before, noun_phrase_before, object_of, subject
from prisoner_diplomacy.text.noun_phrases import IRREGULAR_PARTICIPLES, QUOTATION_MARKS, Phrase, noun_phrases
from prisoner_diplomacy.text.scene import REACH, Scene, starting
from prisoner_diplomacy.text.verbs import BE, DETERMINERS, HAVE, MODALS, SUBJECT_PRONOUNS

PROMISING = frozenset(["promise", "promises", "promised", "pledged", "vowed", "agreed", "offered"])
CONTROLLING = grammar("controlling")
DECIDING = grammar("deciding")
APPEALING = {"on": "call", "to": "appeal"}
CUSTODY_NOUNS = grammar("custody_nouns")
RULED = frozenset(["held", "occupied", "controlled", "ruled", "run", "annexed"])
IN_RETURN = (["exchange", "for"], ["return", "for"])
DIRECTIONS = ("north", "south", "east", "west", "ern", "central")
ABROAD = frozenset(["abroad", "overseas"])
HOLDING_LABELS = frozenset(["NORP", "GPE", "ORG"])


def custodian(scene: Scene, last: int, by_place: bool) -> list[Party]:
    """Return who holds people by the words around: "in a Belarusian prison"; by place "held in Russia"."""
    words = scene.words
    ruler = _ruler(scene, last)
    if ruler is not None:
        return [ruler]
    if not (stateless_words(scene.document) | ABROAD).isdisjoint(words[last + 1 : last + 7]):
        return [Party("", (), known=True)]
    stop = _before_return(words, last)
    if not CUSTODY_NOUNS.isdisjoint(words[max(last - REACH, 0) : stop]):
        near = starting(scene.entities, last - REACH, stop)
    else:
        near = starting(scene.entities, last + 1, last + 7) if by_place else []
    for item in near:
        entity = item.mark
        if not isinstance(entity, Entity) or not entity.countries:
            continue
        if entity.label == "LOC" and words[item.stop - 1] in CUSTODY_NOUNS:
            return [Party("", entity.countries, known=True)]
        if entity.label not in HOLDING_LABELS:
            continue
        if not CUSTODY_NOUNS.isdisjoint(words[item.stop : item.stop + 2]):
            return [as_party(entity)]
        within = by_place and entity.label == "GPE" and last < item.first <= last + 6
        if within and _is_where(words, item.first - 1):
            places = object_of(scene, item.first - 1).entities or [entity]
            return [Party("", place.countries, known=True) for place in places if place.label == "GPE"]
    return []


def _is_where(words: list[str], number: int) -> bool:
    """Say whether words before a state say that people are held there: "in north-eastern", "camps of"."""
    number -= words[number].endswith(DIRECTIONS)
    return words[number] in ("in", "the", "at") or (
        words[number] == "of" and words[number - 1] in CUSTODY_NOUNS
    )


def _ruler(scene: Scene, last: int) -> Party | None:
    """Return who rules the place where people are held: "in Russian-held Donetsk"."""
    for item in starting(scene.entities, last + 1, last + 7):
        ruling = scene.words[item.first].rpartition("-")[2] in RULED
        if ruling and isinstance(item.mark, Entity) and item.mark.countries:
            return Party("", item.mark.countries, known=True)
    return None


def left_behind(freed: Phrase) -> list[Party]:
    """Return the states that freed people come from, which held them: "returned nine from X and Y"."""
    scene = freed.scene
    start = freed.parts[-1].core if freed.parts else freed.stop
    if scene.words[start : start + 1] != ["from"]:
        return []
    states = object_of(scene, start).entities
    return [as_party(state) for state in states if state.ref in country_ids()]


def _before_return(words: list[str], last: int) -> int:
    """Return where those end whom a word is about, and those begin who are given in return."""
    stop = min(last + REACH, len(words))
    return next((n for n in range(last + 1, stop) if words[n : n + 2] in IN_RETURN), stop)


def controller(scene: Scene, group: int) -> Phrase | None:
    """Return who is to do what an infinitive says: "called on X to free", "urged X to free"."""
    for number in range(group - 1, max(group - 20, -1), -1):
        word = scene.words[number]
        if word in PROMISING:
            return subject(scene, _group_start(scene, number))
        if word in CONTROLLING or (
            word in APPEALING and _before_a_mark(scene, number).startswith(APPEALING[word])
        ):
            phrase = object_of(scene, number)
            told = bool(phrase.items) or any(part.head >= 0 for part in phrase.parts)
            if not told and scene.words[number + 1 : number + 2] == ["to"]:
                return None  # "They want to free".
            return phrase if told else Phrase(scene, number, number, [])
        if word in DECIDING:
            decider = agent_by(scene, number) or modifier_before(scene, number)
            if decider:
                return decider
        if word == ";" or (word in QUOTATION_MARKS and not _goes_on_within(scene, number)):
            return None
    return None


def _before_a_mark(scene: Scene, number: int) -> str:
    """Return the word before one, past a quotation mark: "calls “on X to free"."""
    return scene.words[number - (2 if scene.words[number - 1] in QUOTATION_MARKS else 1)]


def _goes_on_within(scene: Scene, number: int) -> bool:
    """Say whether a clause goes on past a quotation mark: "urged X “to free", "called on X to “free"."""
    return scene.words[number - 1] == "to" or scene.words[number + 1 : number + 2] == ["to"]


def doer_of_gerund(scene: Scene, group: int) -> Phrase | None:
    """Return who does what a gerund after a preposition says, by what the preposition belongs to.

    "After freeing two, X …": the subject of what follows. "Condemned X for jailing two": whom the verb is
    about. "X was fined for jailing two", "X responded by jailing two": the subject of the verb.
    """
    preposition = group - 1
    if preposition == 0 or scene.words[preposition - 1] in (",", ";"):
        return subject_after(scene, group) if preposition == 0 else None
    before = noun_phrase_before(scene, preposition)
    if before and before.stop == preposition:
        if before.first and scene.words[before.first - 1] in ("followed", "joined", "follows", "joins"):
            return subject(scene, _group_start(scene, before.first - 1))
        acts = any(part.head >= 0 for part in before.parts) or any(map(_is_body, before.entities))
        return before if acts else None
    verb = scene.words[preposition - 1]
    acted = preposition - 1 in scene.triggered or verb.endswith("ed") or verb in IRREGULAR_PARTICIPLES
    return subject(scene, _group_start(scene, preposition - 1)) if acted else None


def subject_after(scene: Scene, group: int) -> Phrase | None:
    """Return the subject of the clause that follows a phrase which opens the sentence."""
    for number in range(group + 1, min(group + REACH, len(scene.words))):
        if scene.words[number - 1] != "," or number in scene.dated:
            continue
        if scene.words[number] in SUBJECT_PRONOUNS:
            return Phrase(scene, number, number + 1, scene.between(number, number + 1))
        found = noun_phrases(scene, number, min(number + REACH, len(scene.words)))
        if found and (found[0].items or scene.words[number] in DETERMINERS):
            return Phrase(
                scene, found[0].first, found[-1].stop, scene.between(found[0].first, found[-1].stop)
            )
    return None


def _is_body(entity: Entity) -> bool:
    return bool(entity.countries) and entity.label in ("GPE", "ORG")


def _group_start(scene: Scene, verb: int) -> int:
    while verb and scene.words[verb - 1] in BE | HAVE | MODALS:
        verb -= 1
    return verb
