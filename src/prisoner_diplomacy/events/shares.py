"""Shares of those freed that a later sentence counts apart: "Of the 34, nine are Poles"."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from prisoner_diplomacy.events.counting import count_in
from prisoner_diplomacy.events.members import tells_nation
from prisoner_diplomacy.events.phrases import parties_of
from prisoner_diplomacy.events.statements import Statement
from prisoner_diplomacy.schema.marks import EventMention
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import NounPhrase, Phrase, noun_phrases
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks, starting

COPULAS = frozenset(["is", "are", "was", "were"])
WHOLES = frozenset(["the", "them", "those", "these", "whom"])
INCLUDING = frozenset(["include", "includes", "included"])
OTHERS = (["the", "other"], ["the", "remaining"])
COPULA_WITHIN, OPENING_WORDS, LONGEST = 6, 6, 8
# How many sentences after a group its shares may be told.
TOLD_WITHIN = 12


def with_shares(document: Document, marks: SortedMarks, statements: list[Statement]) -> list[Statement]:
    """Return reports with one more, behind that on a group, for each share of it that is told apart.

    Args:
        document: the text.
        marks: its annotations.
        statements: its reports in order.
    """
    groups = [statement for statement in statements if _is_group(statement)]
    if not groups:
        return statements
    told_at = [group.sentences[0] for group in groups]
    counted = {statement.count.low for statement in statements if statement.kind == "release"}
    shares: dict[int, list[Statement]] = {}
    for quantity in marks.quantities.marks:
        first = bisect_right(document.starts, quantity.start) - 1
        stop = bisect_left(document.starts, quantity.end)
        if not _may_be_share(document.lower, first, stop):
            continue
        scene = marks.scene(document, document.sentence_number(quantity.start))
        before = groups[bisect_left(told_at, scene.number - TOLD_WITHIN) : bisect_left(told_at, scene.number)]
        place = scene.index(quantity.start)
        for item in starting(scene.quantities, place, place + 1):
            group = _group_of(before, scene, item)
            share = _share(scene, item, group) if group else None
            if group is not None and share is not None and share.count.low not in counted:
                shares.setdefault(id(group), []).append(share)
    return [one for statement in statements for one in (statement, *shares.get(id(statement), []))]


def _is_group(statement: Statement) -> bool:
    released = (statement.kind, statement.status) == ("release", "occurred")
    return released and (statement.count.low or 0) > 1 and not statement.part


def _may_be_share(words: list[str], first: int, stop: int) -> bool:
    """Say whether the words around a number make it some of a group: "nine of the", "the other two"."""
    if words[stop : stop + 1] == ["of"]:
        return not WHOLES.isdisjoint(words[stop + 1 : stop + 2])
    before = words[max(first - OPENING_WORDS, 0) : first]
    if before[-2:] in OTHERS or before[-1:] == ["and"] or {"of", ","} <= {*before}:
        return True
    return _is_among(words, first, stop)


def _is_among(words: list[str], first: int, stop: int) -> bool:
    """Say whether a number is told to be among others: "among them are nine Poles", "they include nine"."""
    before, after = words[max(first - OPENING_WORDS, 0) : first], words[stop : stop + COPULA_WITHIN]
    told = {*before[-1:]} <= COPULAS | {"and"} and not COPULAS.isdisjoint(before)
    if "among" in before:
        return told
    return not INCLUDING.isdisjoint(before[-1:]) or ("among" in after and not COPULAS.isdisjoint(after))


def _group_of(groups: list[Statement], scene: Scene, item: Placed) -> Statement | None:
    """Return the last of some groups that is larger than a number, or as large as the sentence says."""
    count, whole = count_in(item).low, _whole_told(scene, item)
    if count is None:
        return None
    return next(
        (g for g in reversed(groups) if count < (g.count.low or 0) and whole in (None, g.count.low)), None
    )


def _whole_told(scene: Scene, item: Placed) -> int | None:
    """Return the number of the whole that stands beside a share: "nine of the 34"."""
    beside = starting(scene.quantities, item.first - OPENING_WORDS, item.stop + COPULA_WITHIN)
    wholes = [other for other in beside if other.first and scene.words[other.first - 1] == "the"]
    return next((count_in(other).low for other in wholes if other is not item), None)


def _telling_part(scene: Scene, item: Placed) -> NounPhrase | None:
    """Return what tells who a number of people are: "nine are POLES", "among them are NINE POLES"."""
    after = scene.words[item.stop : item.stop + COPULA_WITHIN]
    start = item.first
    if not _is_among(scene.words, item.first, item.stop):
        copula = next((n for n, word in enumerate(after) if word in COPULAS), None)
        if copula is None or "," in after[:copula]:
            return None
        start = item.stop + copula + 1
    parts = noun_phrases(scene, start, min(start + LONGEST, len(scene.words)))
    return parts[0] if parts and (tells_nation(scene, parts[0]) or _underwent(scene, parts[0])) else None


def _share(scene: Scene, item: Placed, group: Statement) -> Statement | None:
    part = _telling_part(scene, item)
    if part is None:
        return None
    phrase = Phrase(scene, part.first, part.stop, part.items)
    return replace(
        group,
        targets=parties_of(phrase),
        stated=[*group.stated, *parties_of(phrase)],
        whom=tuple(phrase.words),
        count=count_in(item),
        part=True,
        mentions=list(group.mentions),
        sentences=list(group.sentences),
        support=[*group.support, scene.number],
    )


def _underwent(scene: Scene, part: NounPhrase) -> bool:
    """Say whether a phrase tells people by what was done to them: "protesters arrested in May"."""
    return any(
        isinstance(other.mark, EventMention) and other.mark.kind == "detention"
        for other in starting(scene.mentions, part.stop, part.stop + 1)
    )
