"""The other direction of an exchange, which one verb may tell as well."""

from dataclasses import replace

from prisoner_diplomacy.events.counting import count_of
from prisoner_diplomacy.events.phrases import as_party, countries_in, parties_of
from prisoner_diplomacy.events.statements import Count, Party, Statement, anybody_known, countries_of
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import object_of
from prisoner_diplomacy.text.noun_phrases import Phrase, person_nouns
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting

SIDES = frozenset(["side", "country", "party", "state", "nation", "government", "of"])
HAVING = frozenset(["had", "has", "have", "would", "will", "then"])
EACH_WITHIN, EACH_BEFORE = 14, 6
LONGEST_NUMBER = 7
BODIES = frozenset(["bodies", "body", "remains"])
RECEIVING = frozenset(["received", "got", "receiving", "getting", "receives"])
SAME_NUMBER, AS_MANY = ["the", "same", "number"], ["as", "many", "of"]
OPENING, RETURNING = 4, (["return"], ["exchange"], ["turn"])


def is_mutual(scene: Scene, placed: Placed, group: int) -> bool:
    """Say whether a number is that of each side: "each freed nine", "nine apiece", "from each side"."""
    before = scene.words[max(group - EACH_BEFORE, 0) : placed.first]
    if "each" in before and _of_sides(before[before.index("each") + 1 :]):
        return True
    if _for_as_many(scene) is not None:
        return True
    for number in range(placed.stop, min(placed.stop + EACH_WITHIN, len(scene.words))):
        if scene.words[number] == ";":
            return False
        if scene.words[number] in ("each", "apiece"):
            anew = scene.words[number - 1] == "on" and scene.words[number - 2][:1].isdecimal()
            # Of "seventy prisoners, 35 on each side" the first number is that of both.
            return not anew and person_nouns().isdisjoint(scene.words[number + 1 : number + 2])
    return False


def _of_sides(following: list[str]) -> bool:
    return not following or following[0] in SIDES or following[0] in HAVING


def number_of_each(scene: Scene) -> Count | None:
    """Return the number of "a nine-for-nine swap"; None where a sentence tells no such."""
    number = _for_as_many(scene)
    return None if number is None else Count(number, number, "person")


def _for_as_many(scene: Scene) -> int | None:
    for word in scene.words:
        left, parted, right = word.partition("-for-")
        if parted and left == right and left.isdecimal() and len(left) < LONGEST_NUMBER:
            return int(left)
    return None


def counterpart_of(scene: Scene, placed: Placed, statement: Statement) -> Statement | None:
    """Return the other direction of an exchange that the same verb tells.

    "Traded for 27 Russians", "in return for 74", "X freed ten soldiers and Y twelve", "a swap of two Poles
    for a Georgian", "handed over nine and received the same number".
    """
    if statement.kind != "release":
        return None
    if statement.voice == "noun":
        other = _swapped(scene, placed, statement) or _returned_for(scene, placed, statement)
    else:
        other = _exchanged_for(scene, placed, statement) or _gapped(scene, placed)
    if other is None:
        return _as_many_back(scene, placed, statement)
    phrase, actors = other
    count = count_of(phrase)
    if count.low is None or not BODIES.isdisjoint(phrase.words):
        return None
    if not anybody_known(statement.actors):
        statement.actors = [Party("", (c,), known=True) for c in countries_in(phrase)]
    actors = actors or [Party("", (c,), known=True) for c in countries_of(statement.targets)]
    targets = _with_nation(parties_of(phrase), countries_of(statement.actors))
    statement.targets = _with_nation(statement.targets, countries_of(actors))
    return replace(
        statement,
        actors=actors,
        targets=targets,
        whom=tuple(phrase.words),
        count=count,
        mentions=list(statement.mentions),
        sentences=list(statement.sentences),
        support=list(statement.support),
    )


def _swapped(scene: Scene, placed: Placed, statement: Statement) -> tuple[Phrase, list[Party]] | None:
    """Read "a swap of two Poles for a Georgian": whom the noun is of are those of the first direction."""
    if statement.act != "exchange" or scene.words[placed.stop : placed.stop + 1] != ["of"]:
        return None
    first = object_of(scene, placed.stop)
    other = object_of(scene, first.stop) if scene.words[first.stop : first.stop + 1] == ["for"] else None
    nations = countries_in(first)
    if other is None or not nations or not countries_in(other) or count_of(first).low is None:
        return None
    statement.targets, statement.count, statement.whom = (
        parties_of(first),
        count_of(first),
        tuple(first.words),
    )
    statement.actors = [Party("", (country,), known=True) for country in countries_in(other)]
    return other, [Party("", (country,), known=True) for country in nations]


def _returned_for(scene: Scene, placed: Placed, statement: Statement) -> tuple[Phrase, list[Party]] | None:
    """Read "the release of two Poles in exchange for a Georgian"."""
    if statement.act == "exchange" or statement.count.low is None:
        return None
    return _exchanged_for(scene, placed, statement)


def _as_many_back(scene: Scene, placed: Placed, statement: Statement) -> Statement | None:
    """Read "X handed over nine of theirs and received the same number in return"."""
    words = scene.words
    for number in range(placed.stop, min(placed.stop + REACH, len(words))):
        if words[number] in RECEIVING and words[number + 1 : number + 4] in (SAME_NUMBER, AS_MANY):
            break
    else:
        return None
    theirs, ours = countries_of(statement.targets), countries_of(statement.actors)
    if statement.count.low is None or len(theirs) != 1 or len(ours) != 1 or theirs == ours:
        return None
    return replace(
        statement,
        actors=[Party("", theirs, known=True)],
        targets=[Party("", ours)],
        mentions=list(statement.mentions),
        sentences=list(statement.sentences),
        support=list(statement.support),
    )


def _exchanged_for(scene: Scene, placed: Placed, statement: Statement) -> tuple[Phrase, list[Party]] | None:
    words = scene.words
    for number in range(placed.stop, min(placed.stop + 16, len(words))):
        if words[number] != "for":
            continue
        returned = words[number - 1] in ("return", "exchange")
        if returned or statement.act == "exchange":
            return object_of(scene, number), []
    return None


def returns_favour(scene: Scene) -> bool:
    """Say whether a sentence opens as the other half of an exchange: "In return, nine were freed"."""
    opening = scene.words[:OPENING]
    return any(opening[n : n + 1] == ["in"] and opening[n + 1 : n + 2] in RETURNING for n in range(OPENING))


def _gapped(scene: Scene, placed: Placed) -> tuple[Phrase, list[Party]] | None:
    if not scene.quantities:
        return None
    for entity in starting(scene.entities, placed.stop + 1, placed.stop + REACH):
        if (
            entity.stop in scene.counted
            and scene.words[entity.first - 1] in ("and", ",")
            and isinstance(entity.mark, Entity)
            and entity.mark.countries
        ):
            return object_of(scene, entity.stop - 1), [as_party(entity.mark)]
    return None


def _with_nation(targets: list[Party], nation: tuple[str, ...]) -> list[Party]:
    """Return those who are freed with the nation that gets them back, where nothing else is said."""
    return targets if countries_of(targets) or not nation else [*targets, Party("", nation)]
