"""The other direction of an exchange, which one verb may tell as well."""

from dataclasses import replace

from prisoner_diplomacy.events.counting import count_of
from prisoner_diplomacy.events.phrases import as_party, countries_in, parties_of
from prisoner_diplomacy.events.statements import Party, Statement, anybody_known, countries_of
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import object_of
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting


def counterpart_of(scene: Scene, placed: Placed, statement: Statement) -> Statement | None:
    """Return the other direction of an exchange that the same verb tells.

    "Traded for 27 Russians", "in return for 74", "X freed ten soldiers and Y twelve".
    """
    if statement.kind != "release" or statement.voice == "noun":
        return None
    other = _exchanged_for(scene, placed, statement) or _gapped(scene, placed)
    if other is None:
        return None
    phrase, actors = other
    count = count_of(phrase)
    if count.low is None:
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


def _exchanged_for(scene: Scene, placed: Placed, statement: Statement) -> tuple[Phrase, list[Party]] | None:
    words = scene.words
    for number in range(placed.stop, min(placed.stop + 16, len(words))):
        if words[number] != "for":
            continue
        returned = words[number - 1] in ("return", "exchange")
        if returned or statement.act == "exchange":
            return object_of(scene, number), []
    return None


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
