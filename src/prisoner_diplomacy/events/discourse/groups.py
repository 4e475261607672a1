"""Which group of people is meant ("the 52", "both women", "the captives"), and of which nations they are."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from prisoner_diplomacy.events.statements import Statement
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Entity, Quantity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import NounPhrase, noun_phrases, person_nouns
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks

Countries = tuple[str, ...]
PARTS = grammar("parts")
TELLING_NATION = grammar("telling_nation")
PAIRS = grammar("pairs")
INCLUDING = grammar("including")
OTHERS = frozenset(["other", "another", "more", "further"])
POINTING = grammar("pointing_to_people")
OF_THEM = (["of", "them"], ["of", "whom"])
EXPLAINED = frozenset([",", ":", "—", "–"])
AMONG = frozenset(["including", "among"])
LONGEST_APPOSITION, LONGEST_PREDICATE, OPENING = 8, 4, 4
WHOLE = frozenset(["both", "all", "they"])
PLURAL_COPULAS = (["are"], ["were"])
# How many groups back one may be meant, and how many members of one are remembered.
MOST_REMEMBERED = 40


def singular(word: str) -> str:
    """Return a word without the ending of a plural, to compare nouns by."""
    return word.replace("men", "man") if word.endswith("men") else word.removesuffix("s")


COMMON_NOUNS = frozenset(singular(noun) for noun in grammar("common_people"))
HELD_NOUNS = frozenset(["prisoner", "detainee", "captive", "hostage", "inmate"])
NOT_HELD = frozenset(singular(noun) for noun in grammar("not_held"))


@dataclass(slots=True, eq=False)
class Group:
    """Some people the text counts or names by a noun.

    ``members`` are those of the group that it counts apart, ``nouns`` what it calls them.
    """

    number: int
    nations: dict[str, None] = field(default_factory=dict)
    members: list["Group"] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)

    def may_be(self, words: tuple[str, ...]) -> bool:
        """Say whether words may mean the group: by its noun, by one for anybody held, or without a noun."""
        nouns = {singular(word) for word in words if word in person_nouns()}
        return not nouns or not nouns.isdisjoint(self.nouns | COMMON_NOUNS | HELD_NOUNS)

    @property
    def told(self) -> bool:
        """Whether the text gives a nation of the group or of some of it."""
        return bool(self.nations) or any(member.told for member in self.members)

    def nations_beside(self, holder: Countries) -> Countries:
        """Return the nations of the group; those not counted apart are of the holder's own."""
        apart = [member for member in self.members if member.told]
        rest = holder if apart and not self.nations and sum(m.number for m in apart) < self.number else ()
        members = [nation for member in apart for nation in member.nations_beside(())]
        return tuple(dict.fromkeys([*self.nations, *rest, *members]))


class Groups:
    """The groups of people of one text, found again by number, by noun, or as the last one told of."""

    def __init__(self, document: Document, marks: SortedMarks) -> None:
        self._by_number: dict[int, Group] = {}
        self._by_noun: dict[str, Group] = {}
        self._plain: set[str] = set()
        self._told: list[tuple[int, Group]] = []
        self._whole: Group | None = None
        for number in _telling_sentences(document, marks):
            self._read(marks.scene(document, number))

    def of(self, statement: Statement, recent: bool) -> Group | None:
        """Return the group that a statement's target means, if the text tells of which nation it is.

        Args:
            statement: whose target is sought.
            recent: the last group told of may be meant, since the text tells of people of two sides.
        """
        low = statement.count.low
        if low is not None and low > 1 and low in self._by_number:
            counted = self._by_number[low]
            named = any(party.person for party in statement.targets)
            if counted.told and (named or counted.may_be(statement.whom)):
                return counted
        new = statement.whom[:1] in (("a",), ("an",)) or not OTHERS.isdisjoint(statement.whom)
        for word in () if new else reversed(statement.whom):
            if word in PAIRS and 2 in self._by_number:
                return self._by_number[2]
            noun = singular(word)
            found = self._by_noun.get(noun)
            if found is not None and noun in self._plain and not (low and 1 < low < found.number):
                found = None
            if found is not None and (found.number > 1 or low is None or low < 2):
                return found
        if recent and statement.whom and (statement.whom[0] in POINTING or statement.whom[-1] in POINTING):
            return self._last(statement)
        return None

    def _last(self, statement: Statement) -> Group | None:
        """Return the group last told of before a statement, large enough for it: "they", "twelve others"."""
        least = statement.count.low or 1
        reached = bisect_right(self._told, statement.sentences[0], key=itemgetter(0))
        recent = self._told[max(reached - MOST_REMEMBERED, 0) : reached]
        meant = (group for _, group in reversed(recent) if group.may_be(statement.whom))
        return next((group for group in meant if group.number >= least), None)

    def _read(self, scene: Scene) -> None:
        self._tell_all(scene)
        some = not PARTS.isdisjoint(scene.words) or scene.words[1:2] in PLURAL_COPULAS
        part_of = self._whole if some else None
        before, reached = None, 0
        for item, phrase in _people(scene):
            whole = _is_whole(scene, item)
            if item.first < reached and not whole:
                continue
            phrase = phrase._replace(first=min(phrase.first, item.first))
            reached_before, reached = reached, phrase.stop
            group = self._group(_number(item), tuple(scene.words[phrase.first : phrase.stop]))
            nations = _nations(scene, phrase, not whole)
            group.nations.update(dict.fromkeys(nations))
            self._name(scene, phrase, group, bool(nations))
            if before is not None and before.number > 1:
                spelt_out = not before.nations and _explains(scene, item, reached_before)
                part_of = before if spelt_out or _includes(scene, item, reached_before) else part_of
            if whole:
                part_of = self._whole = group
                _join(group, before)
            elif part_of is not None:
                _join(part_of, group)
            elif self._whole is None or group.number > 1:
                self._whole = group
            before = group

    def _tell_all(self, scene: Scene) -> None:
        """Give the group told of last the nation that a sentence says it is of: "Both are Poles"."""
        if self._whole is None or scene.words[0] not in WHOLE or self._whole.told:
            return
        for number in range(1, min(OPENING, len(scene.words))):
            if scene.words[number : number + 1] in PLURAL_COPULAS:
                nations = _nations_within(scene, number + 1, number + LONGEST_PREDICATE)
                self._whole.nations.update(dict.fromkeys(nations))
                return

    def _group(self, number: int, words: tuple[str, ...]) -> Group:
        if number < 2:
            return Group(number)
        group = self._by_number.setdefault(number, Group(number))
        return group if not group.told or group.may_be(words) else Group(number)

    def _name(self, scene: Scene, phrase: NounPhrase, group: Group, telling: bool) -> None:
        """Remember a group by its noun, and that it was told of, if it is one of people who may be held."""
        noun = singular(scene.words[phrase.head]) if phrase.head >= 0 else ""
        if noun in person_nouns():
            group.nouns.add(noun)
        if not telling:
            self._plain.add(noun)
        elif noun not in NOT_HELD:
            self._told.append((scene.number, group))
            if scene.words[phrase.head] in person_nouns() and noun not in COMMON_NOUNS:
                self._by_noun[noun] = group


def _telling_sentences(document: Document, marks: SortedMarks) -> list[int]:
    """Return the numbers of the sentences that count people or name a nationality."""
    places = [
        mark.start
        for mark in (*marks.quantities.marks, *marks.entities.marks)
        if _counts_people(mark) or _is_somebody(mark, document.text)
    ]
    return sorted({document.sentence_number(place) for place in places})


def _is_somebody(mark: Annotation, text: str) -> bool:
    """Say whether a nationality stands for people: "Britons", "a Briton"."""
    if not isinstance(mark, Entity) or mark.label != "NORP":
        return False
    before = text[max(mark.start - 5, 0) : mark.start]
    return mark.exact.endswith("s") or before.endswith((" a ", " an ", " are ", "were "))


def _counts_people(mark: Annotation) -> bool:
    if not isinstance(mark, Quantity) or mark.low is None:
        return False
    head = mark.unit.rpartition(" ")[2]
    return not head or head[:1].isupper() or head.lower() in person_nouns()


def _people(scene: Scene) -> Iterable[tuple[Placed, NounPhrase]]:
    """Yield the numbers of people in a sentence, and "a Briton", each with its noun phrase."""
    for item in scene.items:
        single = isinstance(item.mark, Entity) and item.mark.label == "NORP"
        if _counts_people(item.mark) and not scene.is_age(item):
            first = item.first
        elif single and scene.words[item.first - 1 : item.first] in (["a"], ["an"]):
            first = item.first - 1
        elif single and item.mark.exact.endswith("s") and item.first not in scene.counted:
            first = item.first
        else:
            continue
        phrases = noun_phrases(scene, first, min(item.stop + LONGEST_APPOSITION, len(scene.words)))
        if phrases:
            yield item, phrases[0]


def _number(item: Placed) -> int:
    if isinstance(item.mark, Quantity):
        return int(item.mark.low or 0)
    return 0 if item.mark.exact.endswith("s") else 1


def _includes(scene: Scene, item: Placed, reached: int) -> bool:
    """Say whether a number tells some of those before: "ten people, including Ana Roe and five Poles"."""
    if 0 < reached <= item.first and scene.words[item.stop : item.stop + 2] in OF_THEM:
        return True
    return not INCLUDING.isdisjoint(scene.words[max(item.first - 3, 0) : item.first]) or (
        0 < reached < item.first and not AMONG.isdisjoint(scene.words[reached : item.first])
    )


def _explains(scene: Scene, item: Placed, reached: int) -> bool:
    """Say whether a number spells out the one before: "nine people: five Poles and four Swedes"."""
    between = scene.words[_past_date(scene, reached) : item.first] if reached else []
    return bool(between) and EXPLAINED.issuperset(between)


def _is_whole(scene: Scene, item: Placed) -> bool:
    """Say whether a number names the whole that others are of: "nine of the 40"."""
    return scene.words[max(item.first - 2, 0) : item.first] in (
        ["of", "the"],
        ["of", "those"],
        ["of", "these"],
    )


def _join(whole: Group, part: Group | None) -> None:
    """Take a group for some of another, larger one."""
    if part is None or part.number >= whole.number or len(whole.members) >= MOST_REMEMBERED:
        return
    if part not in whole.members:
        whole.members.append(part)


def _nations(scene: Scene, phrase: NounPhrase, beyond: bool) -> Countries:
    """Return the nations that a phrase gives, else its apposition: "49 of them, all citizens of X"."""
    own = _nations_within(scene, phrase.first, phrase.stop)
    if own or not beyond:
        return own
    stop = _past_date(scene, phrase.stop)
    limit = min(stop + LONGEST_APPOSITION, len(scene.words))
    while stop < limit and scene.words[stop] in TELLING_NATION and stop not in scene.counted:
        stop += 1
    return _nations_within(scene, phrase.stop, stop + 1)


def _past_date(scene: Scene, number: int) -> int:
    """Return where a sentence goes on after a date: "freed nine | on Monday |, all of them Poles"."""
    if scene.words[number : number + 1] == ["on"]:
        number += 1
    while number in scene.dated:
        number += 1
    return number


def _nations_within(scene: Scene, first: int, stop: int) -> Countries:
    found = [item.mark for item in scene.between(first, stop)]
    return tuple(
        dict.fromkeys(
            country
            for mark in found
            if isinstance(mark, Entity) and mark.label in ("NORP", "GPE")
            for country in mark.countries
        )
    )
