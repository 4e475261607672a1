"""Members of a group that a text counts apart by nation: "52 prisoners, among them 14 foreigners"."""

from dataclasses import replace

from prisoner_diplomacy.events.counting import count_in
from prisoner_diplomacy.events.phrases import parties_of
from prisoner_diplomacy.events.statements import CUSTODY_KINDS, Statement
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.noun_phrases import NounPhrase, Phrase, noun_phrases
from prisoner_diplomacy.text.scene import Placed, Scene, starting

FOREIGN = grammar("foreign")
INCLUDING = frozenset(["including", "among them", "among whom", "of whom", "of them", "among these"])
CITIZENS = frozenset(["citizen", "citizens", "national", "nationals"])
OF_THEM = (["of", "them"], ["of", "whom"])
WITHIN, LONGEST = 25, 8


def members_of(scene: Scene, placed: Placed, statement: Statement) -> Statement | None:
    """Return what the same words state of those of a group that are counted apart by nation, if any are.

    Args:
        scene: the sentence.
        placed: the trigger.
        statement: what it states of the whole group.
    """
    whole = statement.count.low
    if statement.kind not in CUSTODY_KINDS or whole is None or not FOREIGN.isdisjoint(statement.whom):
        return None
    first = placed.stop if statement.voice == "active" else placed.first - WITHIN
    for item in starting(scene.quantities, first, placed.stop + WITHIN):
        count = count_in(item)
        ahead = scene.words[item.stop : item.stop + 2] in OF_THEM
        if count.low is None or count.low >= whole or not (ahead or _is_included(scene, item)):
            continue
        start = item.stop + 2 if ahead else item.first
        parts = noun_phrases(scene, start, min(item.stop + LONGEST, len(scene.words)))
        if parts and tells_nation(scene, parts[0]):
            phrase = Phrase(scene, parts[0].first, parts[0].stop, parts[0].items)
            return replace(
                statement,
                targets=parties_of(phrase),
                whom=tuple(phrase.words),
                count=count,
                part=True,
                mentions=list(statement.mentions),
                sentences=list(statement.sentences),
                support=list(statement.support),
            )
    return None


def _is_included(scene: Scene, item: Placed) -> bool:
    before = scene.words[max(item.first - 2, 0) : item.first]
    return " ".join(before) in INCLUDING or before[-1:] == ["including"]


def tells_nation(scene: Scene, part: NounPhrase) -> bool:
    """Say whether a phrase tells of which nation people are, or that they are foreigners."""
    if not FOREIGN.isdisjoint(scene.words[part.first : part.stop]):
        return True
    labels = {item.mark.label for item in part.items if isinstance(item.mark, Entity)}
    citizens = not CITIZENS.isdisjoint(scene.words[part.first : part.stop])
    return "NORP" in labels or ("GPE" in labels and citizens)
