"""How many people an act touches, how many people and entities a measure lists."""

from bisect import bisect_left
from collections.abc import Iterable

from prisoner_diplomacy.events.phrases import person_singulars
from prisoner_diplomacy.events.statements import NOTHING_COUNTED, SANCTION_KINDS, Count, Statement
from prisoner_diplomacy.lexicon import grammar, load_toml
from prisoner_diplomacy.lexicon.inflect import plural
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity
from prisoner_diplomacy.text.clauses import object_of
from prisoner_diplomacy.text.noun_phrases import NounPhrase, Phrase, noun_phrases
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, SortedMarks, starting
from prisoner_diplomacy.text.verbs import DETERMINERS

WORDS = load_toml("count_words.toml")
NUMBER_WORDS: dict[str, int] = WORDS["number_words"]
NOT_PEOPLE = frozenset(WORDS["not_people"])
NOT_LISTED = frozenset(WORDS["not_listed"])
NOBODY_MEANT = frozenset(WORDS["nobody_meant"])
UNCOUNTED_SHARES = frozenset(WORDS["uncounted_shares"])
PERSONAL_ACTS = frozenset(WORDS["personal_acts"])
CONTINUING = frozenset(WORDS["continuing"])
SET_APART = frozenset(WORDS["set_apart"])
KILLING, WOUNDING = frozenset(WORDS["killing"]), frozenset(WORDS["wounding"])
PEOPLE_KINDS = frozenset(["release", "detention", "mistreatment", "military", "appointment"])
AFTER_ITS_OBJECT = frozenset(["passive", "participle", "phrase"])
SINGULAR_STARTS = grammar("singular_starts")
PERSON_PRONOUNS = grammar("person_pronouns")
MONEY = frozenset("$€£¥%")
ONE_PERSON = Count(1, 1, "person")
BESIDE_WITHIN = 9
GROUP_NOUNS = frozenset(WORDS["group_nouns"]) | NOT_PEOPLE
NEAR_LISTED, FAR_LISTED, LISTED_BEFORE, HURT_WITHIN = 15, 45, 12, 16
SAME_ACT, HELD_BEFORE, GROUPS_BACK = 4, 3, 20
OTHERS, BODIES = frozenset(["other", "others"]), grammar("bodies") | frozenset(WORDS["listed_bodies"])
JOINING_ALL, ALL_COUNTED_WITHIN = (["and", "all"], ["as", "well", "as", "all"]), 6
CONDITIONS = frozenset(["if", "unless", "when", "once", "because", "while", "whereas"])
AS_MANY = frozenset(["well", "many", "much", "such", "few", "soon"])
DEFINITE, THEY = frozenset(["the", "these", "those"]), frozenset(["they", "them", "all", "their"])
ALL_OF_THEM = frozenset([("all", "of", "them"), ("all", "of", "whom"), ("they", "all")])


def count_touched(scene: Scene, placed: Placed, target: Phrase | None) -> Count:
    """Return how many an event touches: people, or the people and entities a measure lists.

    Args:
        scene: the sentence.
        placed: the trigger.
        target: whom or what the event is about.
    """
    mention = placed.mark
    assert isinstance(mention, EventMention)
    if mention.kind in SANCTION_KINDS:
        return listed(scene, placed, target, mention.voice in AFTER_ITS_OBJECT)
    if mention.kind not in PEOPLE_KINDS:
        return NOTHING_COUNTED
    if mention.kind == "military" and mention.act == "attack":
        hurt = _hurt(scene, placed)
        return _names_in(target) if hurt == NOTHING_COUNTED and target else hurt
    if mention.kind == "appointment":
        return _names_in(target) if target else NOTHING_COUNTED
    counted = counted_by_act(scene, placed) if mention.voice == "noun" else NOTHING_COUNTED
    if counted == NOTHING_COUNTED and target:
        beside = _beside(scene, placed) if mention.voice == "passive" else NOTHING_COUNTED
        whole = count_of(target)
        return added_up([whole, beside]) if NOTHING_COUNTED not in (whole, beside) else whole
    return counted


def _beside(scene: Scene, placed: Placed) -> Count:
    """Return how many undergo an act beside its subject: "X was jailed with three others"."""
    words = scene.words[placed.stop : placed.stop + BESIDE_WITHIN]
    for number, word in enumerate(words):
        if word == "with":
            company = object_of(scene, placed.stop + number)
            if len(company.words) == 1 and company.words[0] in PERSON_PRONOUNS | THEY:
                return NOTHING_COUNTED  # "Nine were freed along with her": she was told of before.
            together = words[max(number - 1, 0)] in ("along", "together")
            others = not OTHERS.isdisjoint(scene.words[company.first : company.stop]) if company else False
            return count_of(company) if together or others else NOTHING_COUNTED
    return NOTHING_COUNTED


def count_of(phrase: Phrase) -> Count:
    """Return how many people a phrase counts or names, those of joined phrases added up.

    Phrases that only name a group ("and other editors") add nothing; "a lot of those 1,400" is no count,
    and "31 prisoners, 22 men and nine women" are 31.
    """
    parts = phrase.parts or [_whole_of(phrase)]
    if _goes_on_with_all(phrase) or any(_is_all(phrase.scene, part) for part in parts[1:]):
        return NOTHING_COUNTED
    found: list[Count] = []
    named: set[str] = set()
    explained = 0
    for part in parts:
        name = _name_of(part)
        number = _number_explained(phrase.scene, part)
        if number is not None:
            found.append(number)
            explained = (number.low or 1) - (1 if name else 0)
        elif name and explained:
            explained -= 1
        elif not name or name not in named:
            found.append(ONE_PERSON if name else _people_in(phrase.scene, part))
        named.add(name)
    counts = [count for count in found if count != NOTHING_COUNTED]
    is_sum = len(counts) > 2 and counts[0] == added_up(counts[1:])._replace(unit=counts[0].unit)
    if is_sum and not _is_of_one_nation(phrase.scene, parts[0]):
        return counts[0]
    belonging = "of" in phrase.words  # "Supporters of Ana Roe" does not count her.
    return added_up(counts) if counts or len(parts) > 1 or belonging else _names_in(phrase)


def _goes_on_with_all(phrase: Phrase) -> bool:
    """Say whether nobody counts the others joined to a phrase: "Ana Roe and all those held"."""
    words = phrase.scene.words
    number = phrase.stop + (words[phrase.stop : phrase.stop + 1] == [","])
    joined = any(words[number : number + len(join)] == join for join in JOINING_ALL)
    return joined and not starting(phrase.scene.quantities, number, number + ALL_COUNTED_WITHIN)


def _is_all(scene: Scene, part: NounPhrase) -> bool:
    return scene.words[part.first] == "all" and _quantity_of(scene, part) is None


def _is_of_one_nation(scene: Scene, part: NounPhrase) -> bool:
    """Say whether a number counts people of a nation: "three Poles, a Briton and two Iranians" are six."""
    return any(isinstance(item.mark, Entity) and item.mark.label == "NORP" for item in part.items)


def _names_in(phrase: Phrase) -> Count:
    names = {e.ref or e.name or e.exact for e in phrase.entities if _is_person(e)}
    return Count(len(names), len(names), "person") if names else NOTHING_COUNTED


def _is_person(entity: Entity) -> bool:
    return entity.label == "PERSON" and entity.form != "pronominal"


def _number_explained(scene: Scene, part: NounPhrase) -> Count | None:
    """Return the number that names after it explain: "her two sons, A and B", "three men, A, B and C"."""
    name = bool(_name_of(part))
    for item in part.items:
        if isinstance(item.mark, Quantity) and (item.first < part.first or not name):
            counted = _people_in(scene, part) if not name else _if_people(item)
            following = scene.words[part.stop : part.stop + 1]
            return counted if name or following in ([","], [":"]) else None
    return None


def _if_people(item: Placed) -> Count | None:
    return count_in(item) if isinstance(item.mark, Quantity) and _counts_people(item.mark) else None


def _whole_of(phrase: Phrase) -> NounPhrase:
    return NounPhrase(phrase.first, phrase.stop, phrase.stop, -1, phrase.items)


def added_up(counts: list[Count]) -> Count:
    """Return some counts as one: of people when they are of different units."""
    if len(counts) < 2:
        return counts[0] if counts else NOTHING_COUNTED
    units = dict.fromkeys(count.unit for count in counts)
    return Count(
        _sum(count.low for count in counts),
        _sum(count.high for count in counts),
        next(iter(units)) if len(units) == 1 else "person",
    )


def _sum(bounds: Iterable[int | None]) -> int | None:
    total = 0
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def _name_of(part: NounPhrase) -> str:
    """Return the person whom a noun phrase names, or ''; "Ana Roe supporters" names nobody."""
    for item in part.items:
        mark = item.mark
        if isinstance(mark, Entity) and _is_person(mark) and item.first < part.core <= item.stop:
            return mark.ref or mark.name or mark.exact
    return ""


def _people_in(scene: Scene, part: NounPhrase) -> Count:
    """Return how many people a noun phrase speaks of without naming them."""
    words = scene.words[part.first : part.stop]
    if not words or (words[0] in NOBODY_MEANT and part.first not in scene.counted):
        return NOTHING_COUNTED
    if words[:2] == ["one", "of"]:
        return ONE_PERSON
    item = _quantity_of(scene, part)
    if item is not None:
        return count_in(item)
    return _by_words(scene, part, words)


def _quantity_of(scene: Scene, part: NounPhrase) -> Placed | None:
    """Return the number that counts the people of a noun phrase."""
    for item in part.items:
        quantity = item.mark
        if not isinstance(quantity, Quantity) or scene.is_age(item):
            continue
        if not UNCOUNTED_SHARES.isdisjoint(scene.words[part.first : item.first]):
            return None
        return item if _counts_people(quantity) else None
    return None


def whole_of(phrase: Phrase) -> Count:
    """Return the number of a whole of which a phrase means an uncounted share: "a lot of those 1,400"."""
    for item in phrase.items:
        if isinstance(item.mark, Quantity) and _counts_people(item.mark):
            if not UNCOUNTED_SHARES.isdisjoint(phrase.scene.words[phrase.first : item.first]):
                return count_in(item)
            break
    return NOTHING_COUNTED


def count_wholes(statements: list[Statement]) -> None:
    """Give custody without a number that of those held, where a report after it means a share of them."""
    held: Statement | None = None
    for statement in statements:
        if statement.kind == "detention" and statement.act == "hold":
            held = statement
        elif held is not None and statement.whole != NOTHING_COUNTED:
            gap = statement.sentences[0] - held.sentences[0]
            if held.count.low is None and gap <= HELD_BEFORE:
                held.count = statement.whole
                held.support = [*held.support, statement.sentences[0]]


def _counts_people(quantity: Quantity) -> bool:
    return _head_of(quantity) not in NOT_PEOPLE and MONEY.isdisjoint(quantity.exact)


def count_in(item: Placed) -> Count:
    """Return a quantity's bounds as a count."""
    quantity = item.mark
    assert isinstance(quantity, Quantity)
    return Count(_whole(quantity.low), _whole(quantity.high), quantity.unit)


def _by_words(scene: Scene, part: NounPhrase, words: list[str]) -> Count:
    """Return how many people words alone mean: "both women", "the couple", "a nurse", "his brother"."""
    if words[0] in PERSON_PRONOUNS and (len(words) == 1 or part.head < 0):
        return ONE_PERSON
    if words[0] in ("a", "an") and part.head < 0 and GROUP_NOUNS.isdisjoint(words):
        return ONE_PERSON
    for word in (words[0], scene.words[part.core - 1]):
        if word in NUMBER_WORDS:
            number = NUMBER_WORDS[word]
            return Count(number, number, "person")
    if words == ["one"]:
        return ONE_PERSON
    head = scene.words[part.head] if part.head >= part.first else scene.words[part.core - 1]
    if head in person_singulars() or _is_one_national(part, words):
        return ONE_PERSON
    return NOTHING_COUNTED


def _is_one_national(part: NounPhrase, words: list[str]) -> bool:
    """Say whether a phrase means one person by nation alone: "a Briton"."""
    last = next((item.mark for item in part.items if item.stop == part.core), None)
    return (
        (words[0] in SINGULAR_STARTS or part.stop - part.first == 1)
        and isinstance(last, Entity)
        and last.label == "NORP"
        and not last.exact.endswith("s")
    )


def counted_by_act(scene: Scene, placed: Placed) -> Count:
    """Return how many people a counted act touches: "three arrests"; "two swaps" count no people."""
    for item in starting(scene.quantities, placed.first - 4, placed.first):
        quantity = item.mark
        assert isinstance(quantity, Quantity)
        act = quantity.unit.rpartition(" ")[2].lower()
        if item.stop <= placed.first and act in PERSONAL_ACTS and placed.mark.exact.lower().startswith(act):
            return count_in(item)
    return NOTHING_COUNTED


def _hurt(scene: Scene, placed: Placed) -> Count:
    """Return how many an attack killed, else wounded, when its clause goes on to say so."""
    near = range(placed.stop, min(placed.stop + HURT_WITHIN, len(scene.words)))
    for verbs in (KILLING, WOUNDING):
        for number in near:
            if scene.words[number] in verbs:
                return count_of(object_of(scene, number))
    return NOTHING_COUNTED


def listed(scene: Scene, placed: Placed, target: Phrase | None, passive: bool) -> Count:
    """Return how many people and entities a measure touches: the numbers near it added up, else the names.

    A single name or entity is no count, nor is money; the next measure of the sentence has numbers of
    its own.

    Args:
        scene: the sentence.
        placed: the trigger of the measure.
        target: what it is about.
        passive: whether what it is about stands before it.
    """
    before = max((other.stop for other in scene.mentions if other.stop <= placed.first), default=0)
    start = max(placed.first - LISTED_BEFORE, before) if passive else placed.stop
    start = max([start, *_clauses_within(scene, start, placed.first, CONDITIONS | {"as"})])
    limit = min(placed.stop + FAR_LISTED, _next_measure(scene, placed))
    limit = min([limit, *_clauses_within(scene, placed.stop, limit, CONDITIONS)])
    counts = [
        count_in(item) for item in starting(scene.quantities, start, limit) if _is_listed(scene, item, placed)
    ]
    counts += [
        ONE_PERSON for part in (target.parts if target and counts else []) if _is_one_more(scene, part)
    ]
    total = added_up(counts)
    if target and not passive:
        named = _between_semicolons(scene, target.first) or _names_of(scene, target, total)
        total = Count(named, named, "entity") if named > (total.low or 0) else total
    elif not counts and target:
        names = {part.items[-1].mark.exact for part in _named_parts(target)}
        total = Count(len(names), len(names), "entity")
    return total if total.low is None or total.low > 1 else NOTHING_COUNTED


def _is_one_more(scene: Scene, part: NounPhrase) -> bool:
    """Say whether a phrase beside numbers tells of one more: "two units and a Georgian arms broker"."""
    if scene.words[part.first] not in ("a", "an"):
        return False
    if part.head >= 0:
        return scene.words[part.head] in person_singulars()
    return GROUP_NOUNS.isdisjoint(scene.words[part.first : part.stop]) and _is_of_one_nation(scene, part)


def _names_of(scene: Scene, target: Phrase, total: Count) -> int:
    """Return how many are named before the number of the others: "Ana Roe, her firm and two officials"."""
    parts = _named_parts(target)
    if total == NOTHING_COUNTED and _are_single(target):
        return len(target.parts)
    stop = next((n for n in range(target.first, target.stop) if n in scene.counted), target.stop)
    names = {part.items[-1].mark.exact for part in parts if part.first < stop}
    counted = (total.low or 0) if total != NOTHING_COUNTED and stop < target.stop else 0
    return len(names) + counted if counted or total == NOTHING_COUNTED else 0


def _are_single(target: Phrase) -> bool:
    """Say whether each of several joined is one person or body: "its oil ministry and a general"."""
    if len(target.parts) < 2:
        return False
    return all(_is_single(target.scene, part) for part in target.parts)


def _is_single(scene: Scene, part: NounPhrase) -> bool:
    if part.items and _is_name(part):
        return True
    head = scene.words[part.head] if part.head >= part.first else scene.words[part.core - 1]
    return head in person_singulars() or head in BODIES


def _between_semicolons(scene: Scene, first: int) -> int:
    """Return how many a list names that semicolons part: "A, a bank; B, its director; and C, a firm"."""
    words, listed, closed = scene.words, 0, False
    if ";" not in words[first : first + REACH]:
        return 0
    number = first
    while number < min(first + REACH, len(words)):
        closed = words[number] == "and"
        number += closed or words[number] == "the"
        begins = number < len(words) and (scene.tokens[number][:1].isupper() or not listed)
        if not begins:
            break
        listed += 1
        rest = words[number : first + REACH]
        if ";" not in rest:
            break
        number += rest.index(";") + 1
    return listed if closed and listed > 1 else 0


def _clauses_within(scene: Scene, start: int, stop: int, openers: frozenset[str]) -> list[int]:
    """Return where clauses begin that tell when or on what condition: "five left | as funds came"."""
    words = scene.words[start:stop]
    if openers.isdisjoint(words):
        return []
    return [
        number
        for number, word in enumerate(words, start)
        if word in openers and AS_MANY.isdisjoint(scene.words[max(number - 1, 0) : number + 2])
    ]


def _next_measure(scene: Scene, placed: Placed) -> int:
    """Return where the next trigger is that is not part of the same act: "impose | visa bans"."""
    further = starting(scene.mentions, placed.stop + SAME_ACT, placed.stop + FAR_LISTED)
    return further[0].first if further else len(scene.words)


def _named_parts(target: Phrase) -> list[NounPhrase]:
    parts = noun_phrases(target.scene, target.first, target.stop)
    return [part for part in parts if part.items and _is_name(part)]


def _is_name(part: NounPhrase) -> bool:
    last = part.items[-1]
    mark = last.mark
    return (
        isinstance(mark, Entity)
        and mark.form == "named"
        and mark.label in ("PERSON", "ORG")
        and last.stop >= part.core
    )


def _is_listed(scene: Scene, item: Placed, placed: Placed) -> bool:
    """Say whether a number tells how many a measure touches, not part of a number before, nor a name."""
    quantity = item.mark
    assert isinstance(quantity, Quantity)
    head = quantity.unit.rpartition(" ")[2].lower()
    if not head or head in NOT_LISTED or quantity.low is None or not MONEY.isdisjoint(quantity.exact):
        return False
    if item.first > 1 and scene.tokens[item.first - 1][:1].isupper():
        return False
    before = scene.words[max(item.first - 3, 0) : item.first]
    if _is_share(scene, item):
        return False
    if item.first > placed.first and not SET_APART.isdisjoint(before):
        return False
    return item.first < placed.stop + NEAR_LISTED or not CONTINUING.isdisjoint(before)


def _is_share(scene: Scene, item: Placed) -> bool:
    """Say whether a number is that of a whole of which only some are meant: "two of the 14"."""
    number = item.first - 1
    if number and scene.words[number] in DETERMINERS:
        number -= 1
    if number < 1 or scene.words[number] != "of":
        return False
    before = scene.words[number - 1]
    return before in UNCOUNTED_SHARES or any(
        other.stop >= number for other in starting(scene.quantities, number - 3, number)
    )


class Counted:
    """The groups of people that a text counts, in order, found again by their noun or by "they"."""

    def __init__(self, marks: SortedMarks) -> None:
        people = [
            quantity
            for quantity in marks.quantities.marks
            if isinstance(quantity, Quantity) and (quantity.low or 0) > 1 and _counts_people(quantity)
        ]
        self._starts = [quantity.start for quantity in people]
        self._groups = [(plural(_head_of(q)), Count(_whole(q.low), _whole(q.high), q.unit)) for q in people]

    def meant_by(self, statement: Statement, before: int) -> tuple[Count, int] | None:
        """Return how many people a report means that points back to a group ("the tourists", "they").

        Also returns where the group is counted.

        Args:
            statement: the report.
            before: where the sentence before its own begins, how far back "they" may point.
        """
        words, start = statement.whom, statement.mentions[0][0]
        pronoun = (len(words) == 1 and words[0] in THEY) or words in ALL_OF_THEM
        if not pronoun and (len(words) < 2 or words[0] not in DEFINITE):
            return None
        stop = bisect_left(self._starts, start)
        for number in range(stop - 1, max(stop - 1 - GROUPS_BACK, -1), -1):
            head, count = self._groups[number]
            if pronoun:
                return (count, self._starts[number]) if self._starts[number] >= before else None
            if head in words:
                return count, self._starts[number]
        return None


def _head_of(quantity: Quantity) -> str:
    return quantity.unit.rpartition(" ")[2].lower()


def _whole(value: float | int | None) -> int | None:
    return None if value is None else int(value)
