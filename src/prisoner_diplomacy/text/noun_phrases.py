"""Whole noun phrases of a sentence, found without a parser: by marks, word classes and nouns that act."""

from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar, load_table, load_words
from prisoner_diplomacy.lexicon.inflect import plural
from prisoner_diplomacy.schema.marks import Entity, Quantity
from prisoner_diplomacy.text.phrase_matcher import Remembered
from prisoner_diplomacy.text.scene import Placed, Scene
from prisoner_diplomacy.text.verbs import BE, DETERMINERS, HAVE, MODALS, POSSESSIVES, SUBJECT_PRONOUNS

HARD_BREAKS = grammar("hard_breaks")
RELATIVES = grammar("relatives")
NOT_A_SUBJECT_AFTER = grammar("not_a_subject_after")
GENERIC_HEADS = grammar("generic_heads")
PRONOUNS = grammar("pronouns")
ENVOYS = grammar("envoys")
NATIONALS = grammar("nationals")
IRREGULAR_PARTICIPLES = grammar("irregular_participles")
PREDETERMINERS = grammar("predeterminers")
QUOTATION_MARKS = frozenset(["“", "”", '"'])
SEPARATORS = frozenset([",", "and", "or", "&"])
# What no noun phrase goes on with.
PHRASE_ENDS = (
    BE
    | HAVE
    | MODALS
    | RELATIVES
    | HARD_BREAKS
    | NOT_A_SUBJECT_AFTER
    | SUBJECT_PRONOUNS
    | SEPARATORS
    | QUOTATION_MARKS
    | grammar("phrase_ends")
) - {"'s", "'d"}
BESIDE = (["along", "with"], ["together", "with"])
RANKING = grammar("ranking")
OFFICES = (["prime"], ["foreign"], ["defence"], ["defense"], ["interior"], ["justice"], ["finance"])
ORDINALS = frozenset(["other", "second", "third", "fourth"])
HONORIFICS = frozenset(["mr", "ms", "mrs", "dr"])
NUMERALS = frozenset(["one", "two", "three", "four", "five", "both"])
SINGULAR = grammar("singular_starts")
EXPLAINING = DETERMINERS | NUMERALS
ENDING, OPENING, ACTING, POINTING, TITLE = 1, 2, 4, 8, 16
ADJECTIVE_ENDINGS = ("ern", "ing", "ous", "al", "ive", "ed", "an", "ish", "ese")
LONGEST_MODIFIER = 5
LONGEST_AGE = 4


class Phrase:
    """A noun phrase: its stretch of words, and the marks in it."""

    __slots__ = ("_entities", "_parts", "first", "items", "scene", "stop")

    def __init__(
        self,
        scene: Scene,
        first: int,
        stop: int,
        items: list[Placed],
        parts: "list[NounPhrase] | None" = None,
    ) -> None:
        self.scene, self.first, self.stop, self.items = scene, first, stop, items
        self._entities: list[Entity] | None = None
        self._parts = parts

    @property
    def parts(self) -> "list[NounPhrase]":
        """The noun phrases joined in it, whole."""
        if self._parts is None:
            self._parts = noun_phrases(self.scene, self.first, self.stop)
        return self._parts

    def __bool__(self) -> bool:
        return self.stop > self.first

    @property
    def entities(self) -> list[Entity]:
        """The entities in the phrase."""
        if self._entities is None:
            self._entities = [item.mark for item in self.items if isinstance(item.mark, Entity)]
        return self._entities

    @property
    def words(self) -> list[str]:
        """The words of the phrase in lower case."""
        return self.scene.words[self.first : self.stop]


class NounPhrase(NamedTuple):
    """One noun phrase of perhaps several joined ones, whole.

    Attributes:
        first, stop: its words.
        core: the word after its noun, before any "of …" that belongs to it.
        head: its noun for people or a body, by its place; -1 when it has none.
        items: the marks in it.
    """

    first: int
    stop: int
    core: int
    head: int
    items: list[Placed]


@cache
def person_nouns() -> frozenset[str]:
    """Return the nouns that stand for people, singular and plural."""
    return load_words("person_nouns.txt")


@cache
def acting_nouns() -> frozenset[str]:
    """Return the nouns for people and for bodies that act, singular and plural."""
    nouns = {row["noun"] for row in load_table("roles.csv") if row["label"] != "GPE"}
    offices = {noun.rpartition(" ")[2] for noun in nouns if " of " not in noun}
    return person_nouns() | grammar("bodies") | offices | {plural(noun) for noun in offices}


@cache
def titles() -> frozenset[str]:
    """Return the words of offices and ranks, which stand before names: "foreign", "minister"."""
    nouns = (row["noun"] for row in load_table("roles.csv") if row["label"] == "PERSON")
    return frozenset(word for noun in nouns for word in noun.split()) - {"of"}


def noun_phrases(scene: Scene, start: int, stop: int) -> list[NounPhrase]:
    """Return the joined noun phrases that begin at a word: "two Poles, a Briton and nine of their guides"."""
    found: list[NounPhrase] = []
    number, joined = start, True
    while number < stop:
        phrase = _noun_phrase(scene, number, stop)
        if phrase is None:
            break
        found.append(phrase)
        number = phrase.stop
        appositive = _apposition(scene, phrase, number, stop)
        if appositive is not None:
            found[-1], number = appositive, appositive.stop
        beside = _past_beside(scene, number, stop)
        if beside:
            number, joined = beside, True
            continue
        if number >= stop or scene.words[number] not in SEPARATORS:
            break
        nation = _nation_of_all(scene, number)
        if nation is not None:  # "Ana Roe and her husband, both Syrians".
            found[-1] = found[-1]._replace(stop=nation.stop, items=[*found[-1].items, nation])
            break
        linked, joined = joined, False
        while number < stop and scene.words[number] in SEPARATORS:
            joined = joined or scene.words[number] != ","
            number += 1
        if not _begins_phrase(scene, number):
            joined = joined or linked or len(found) < 2
            break
    return found if joined else found[:1]


def _nation_of_all(scene: Scene, number: int) -> Placed | None:
    """Return the nationality that explains all phrases before a comma: ", both Syrians"."""
    if scene.words[number : number + 1] != [","] or scene.words[number + 1 : number + 2] not in (
        ["both"],
        ["all"],
    ):
        return None
    item = scene.item_at.get(number + 2)
    national = item is not None and isinstance(item.mark, Entity) and item.mark.label == "NORP"
    return item if national else None


def _past_beside(scene: Scene, number: int, stop: int) -> int:
    """Return where those named beside some begin: "X, along with | three others"; 0 where none are."""
    first = number + (scene.words[number : number + 1] == [","])
    for link in BESIDE:
        after = first + len(link)
        if scene.words[first:after] == link and after < stop and _begins_phrase(scene, after):
            return after
    return 0


def _apposition(scene: Scene, phrase: NounPhrase, number: int, stop: int) -> NounPhrase | None:
    """Return a phrase with the one that explains it: "Ana Roe, a poet", "a third, Ana Roe"."""
    nation = scene.item_at.get(number + 1) if scene.words[number : number + 1] == ["("] else None
    if nation is not None and _ends_in_name(phrase) and scene.words[nation.stop : nation.stop + 1] == [")"]:
        return phrase._replace(stop=nation.stop + 1, items=[*phrase.items, nation])
    if number + 1 >= stop or scene.words[number] != ",":
        return None
    named = _ends_in_name(phrase)
    if named and _is_age(scene, number + 1):
        aged = phrase._replace(stop=number + 2)
        return _apposition(scene, aged, number + 2, stop) or aged
    if named and scene.words[number + 1] in ("from", "of") and _is_place(scene.item_at.get(number + 2)):
        end = _past_joined_states(scene, scene.item_at[number + 2].stop, stop)
        from_there = phrase._replace(stop=end, items=[*phrase.items, *scene.between(number + 2, end)])
        return _apposition(scene, from_there, end, stop) or from_there
    further = _noun_phrase(scene, number + 1, stop)
    if further is None:
        return None
    if named and scene.words[number + 1] in EXPLAINING and not _ends_in_name(further):
        whole = _is_national(scene, further) or scene.words[further.first] in NUMERALS
        whole = whole or further.first in scene.counted
        own = [item for item in further.items if whole or item.first < further.core]
        end = _past_second_role(scene, further, stop)
        return phrase._replace(stop=end, items=[*phrase.items, *own])
    explained = phrase.head >= 0 or scene.words[phrase.first] in NUMERALS
    if not named and explained and _ends_in_name(further) and further.first == further.items[0].first:
        own = [item for item in further.items if _is_nationality(item)]
        return further._replace(items=further.items if own else [*phrase.items, *further.items])
    return None


def _is_nationality(item: Placed) -> bool:
    return isinstance(item.mark, Entity) and item.mark.label == "NORP"


def _past_second_role(scene: Scene, phrase: NounPhrase, stop: int) -> int:
    """Return where an explanation ends that gives two roles of one: "a blogger and former teacher"."""
    if scene.words[phrase.first] not in SINGULAR or scene.words[phrase.stop : phrase.stop + 1] != ["and"]:
        return phrase.stop
    number = phrase.stop + 1
    if number >= stop or scene.words[number] in DETERMINERS or number in scene.counted:
        return phrase.stop
    second = _noun_phrase(scene, number, stop)
    if second is None or second.head < 0 or _ends_in_name(second) or scene.words[second.head].endswith("s"):
        return phrase.stop
    return second.stop


def _is_national(scene: Scene, phrase: NounPhrase) -> bool:
    """Say whether a phrase gives a nation by "of": "a citizen of X", not "an ally of X"."""
    return phrase.head >= 0 and scene.words[phrase.head] in NATIONALS


def _is_age(scene: Scene, number: int) -> bool:
    """Say whether a word after a name and a comma is an age: "Ana Roe, 29, a poet"."""
    word, following = scene.words[number], scene.words[number + 1 : number + 2]
    return word.isdigit() and len(word) < LONGEST_AGE and following != [] and not following[0].isalpha()


def _is_place(item: Placed | None) -> bool:
    return item is not None and isinstance(item.mark, Entity) and item.mark.label in ("GPE", "LOC")


def _ends_in_name(phrase: NounPhrase) -> bool:
    last = next((item for item in reversed(phrase.items) if item.stop in (phrase.core, phrase.stop)), None)
    return last is not None and isinstance(last.mark, Entity) and last.mark.label == "PERSON"


def _begins_phrase(scene: Scene, number: int) -> bool:
    if number >= len(scene.words):
        return False
    word = scene.words[number]
    if number in scene.item_at or word in DETERMINERS | PREDETERMINERS | NUMERALS:
        return True
    near = scene.words[number : number + LONGEST_MODIFIER]
    return any(
        other in acting_nouns() and PHRASE_ENDS.isdisjoint(near[:place]) for place, other in enumerate(near)
    )


def _noun_phrase(scene: Scene, first: int, stop: int) -> NounPhrase | None:
    core, head = _core(scene, first, stop)
    if core == first:
        return None
    end = core
    for _ in range(3):
        if end + 1 >= stop or not _goes_on(scene, head, end):
            break
        further, _ = _core(scene, end + 1, stop)
        if further == end + 1:
            break
        end = _past_joined_states(scene, further, stop)
    return NounPhrase(first, end, core, head, scene.between(first, end))


def _past_joined_states(scene: Scene, end: int, stop: int) -> int:
    """Return where "of Iran and Sweden" ends."""
    while end + 1 < stop and scene.words[end] in SEPARATORS and _is_state(scene, end + 1):
        end = scene.item_at[end + 1].stop
    return end


def _is_state(scene: Scene, number: int) -> bool:
    item, before = scene.item_at.get(number), scene.item_ending.get(number - 1)
    marks = [placed.mark for placed in (item, before) if placed is not None]
    return len(marks) == 2 and all(isinstance(mark, Entity) and mark.label == "GPE" for mark in marks)


def _goes_on(scene: Scene, head: int, end: int) -> bool:
    """Say whether a phrase goes on with "of …", or with "to …" after an envoy."""
    word = scene.words[end]
    if word == "of":
        return True
    if head < 0 or word not in ("from", "to") or (word == "to" and scene.words[head] not in ENVOYS):
        return False
    return end + 1 in scene.item_at or scene.words[end + 1] in DETERMINERS


def _classes_of(word: str) -> int:
    """Return what a word may be in a noun phrase, as a sum of flags."""
    ends = word in PHRASE_ENDS or is_contracted(word) or not (word[:1].isalnum() or word == "'s")
    return (
        ENDING * ends
        | OPENING * (word in DETERMINERS or word in PRONOUNS)
        | ACTING * (word in acting_nouns())
        | POINTING * (word in GENERIC_HEADS)
        | TITLE * (word in HONORIFICS)
    )


WORD_CLASSES = Remembered(_classes_of)


def _core(scene: Scene, first: int, stop: int) -> tuple[int, int]:
    """Return where the noun of a phrase ends, and its place if it is one for people or a body."""
    words, items = scene.words, scene.item_at
    number, head = first, -1
    while number < stop:
        item = items.get(number)
        if item is not None:
            if _is_another(scene, first, number, head, item):
                break
            number, head = _past_item(scene, number, item, stop, head)
            continue
        classes = WORD_CLASSES[words[number]]
        if classes & TITLE:
            number += 2 if words[number + 1 : number + 2] == ["."] else 1
            continue
        if classes & ENDING or _begins_anew(scene, first, number, classes):
            break
        official = words[number] == "official" and number + 1 in items  # "An official Ivorian delegation".
        official = official or (words[number] == "deputy" and words[number + 1 : number + 2] in OFFICES)
        acts = (classes & ACTING and not official) or (classes & POINTING and number + 1 not in items)
        if acts:
            head = number
        elif head >= 0:
            if _is_compound(scene, head, number, stop):
                return number + 1, -1
            break
        number += 1
    return number, head if head >= 0 else _nationality_at(scene, first, number)


def _begins_anew(scene: Scene, first: int, number: int, classes: int) -> bool:
    """Say whether a word that may go on with a phrase is a date, a verb, or opens a phrase of its own."""
    if number in scene.dated:
        return True
    verbal = number in scene.triggered
    if number == first:
        return verbal and not scene.words[number].endswith("ed")
    if classes & OPENING and not _is_predetermined(scene, number):
        return True
    if number - 1 not in scene.covered:
        return False
    return verbal or scene.words[number].endswith("ed") or _has_object(scene, number, classes)


def _has_object(scene: Scene, number: int, classes: int) -> bool:
    """Say whether a word is a verb by what follows: "Washington urges both", not "Washington's two"."""
    following = scene.words[number + 1 : number + 2]
    if classes & ACTING or not scene.words[number].endswith("s") or not scene.words[number].isalpha():
        return False
    return not (DETERMINERS | {"both", "all"}).isdisjoint(following)


def _is_compound(scene: Scene, head: int, number: int, stop: int) -> bool:
    """Say whether a noun for people only tells what sort of thing is meant: "an army base"."""
    noun, word = scene.words[head], scene.words[number]
    if number != head + 1 or head in scene.covered or noun.endswith(("s", "men")):
        return False
    if (
        word.endswith(("ed", "ing", "s"))
        or word in IRREGULAR_PARTICIPLES
        or not word.isalpha()
        or number + 1 >= len(scene.words)
    ):
        return False
    following = scene.words[number + 1]
    return number + 1 >= stop or following in PHRASE_ENDS or not following[:1].isalnum()


def _nationality_at(scene: Scene, first: int, stop: int) -> int:
    """Return the place of a nationality or an ordinal that ends a phrase and stands for somebody, or -1."""
    last = scene.between(max(first, stop - 1), stop)
    national = last and isinstance(last[0].mark, Entity) and last[0].mark.label == "NORP"
    return stop - 1 if stop > first + 1 and (national or scene.words[stop - 1] in ORDINALS) else -1


def _is_predetermined(scene: Scene, number: int) -> bool:
    """Say whether a determiner goes on with a phrase: "all the", "both her"."""
    before = scene.words[number - 1]
    return before in PREDETERMINERS or before in ("all", "both", "such", "half")


def _is_another(scene: Scene, first: int, number: int, head: int, item: Placed) -> bool:
    """Say whether a mark begins a phrase of its own: "under its first phase | Hamas"."""
    if number == first:
        return False
    if isinstance(item.mark, Quantity):
        if scene.words[number - 1] == "other":
            return False
        owned = scene.words[number - 1] in POSSESSIVES or scene.words[number - 1].endswith("'s")
        return head >= 0 or (number - 1 in scene.covered and not owned)
    if isinstance(item.mark, Entity) and item.mark.label == "PERSON":
        return False
    if head >= 0:
        return True
    if isinstance(item.mark, Entity) and item.mark.label == "NORP" and _describes(scene, first, number, item):
        return False
    before = scene.words[number - 1]
    plain = before not in DETERMINERS and before not in PREDETERMINERS and before not in RANKING
    return (
        plain
        and number - 1 not in scene.covered
        and before.isalpha()
        and not before.endswith(ADJECTIVE_ENDINGS)
    )


def _describes(scene: Scene, first: int, number: int, item: Placed) -> bool:
    """Say whether a nationality goes on with a phrase: "its last Belgian prisoner", "a third Swede"."""
    if scene.words[first] not in DETERMINERS or number - first > 2:
        return False
    following = scene.words[item.stop : item.stop + 1]
    return scene.words[number - 1] in ORDINALS or not acting_nouns().isdisjoint(following)


def _past_item(scene: Scene, number: int, item: Placed, stop: int, head: int) -> tuple[int, int]:
    """Return where a phrase goes on after a mark, and its noun: a number takes what it counts along."""
    mark = item.mark
    if item.stop - number == 1 and scene.words[number] in POSSESSIVES and item.stop < stop:
        return item.stop, head
    if isinstance(mark, Quantity):
        noun = mark.unit.rpartition(" ")[2].lower()
        near = range(item.stop, min(item.stop + LONGEST_MODIFIER + 1, stop, len(scene.words)))
        for place in near if noun else ():
            if scene.words[place].startswith(noun[: max(len(noun) - 2, 3)]):
                return place + 1, place
        return min(item.stop, stop), item.stop - 1
    if isinstance(mark, Entity) and mark.label in ("PERSON", "ORG"):
        owning = scene.words[item.stop - 1].endswith("'s") and item.stop < stop
        return min(item.stop, stop), head if owning else item.stop - 1
    plural_people = isinstance(mark, Entity) and mark.label == "NORP" and mark.exact.endswith("s")
    return min(item.stop, stop), item.stop - 1 if plural_people else head


def is_contracted(word: str) -> bool:
    """Say whether a word is a pronoun with its verb: "they're"."""
    pronoun, apostrophe, _ = word.partition("'")
    return bool(apostrophe) and pronoun in SUBJECT_PRONOUNS
