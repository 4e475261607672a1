"""Where something took place, by the words of its sentence."""

from prisoner_diplomacy.events.phrases import is_media, is_place
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import after_preposition
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting

IN, WHERE = grammar("in"), grammar("where_of")
FAR_AS_A_PLACE, OPENING = 14, 6
GIVING_BACK, HOME_WITHIN = ("return", "repatriat"), 3


def location_of(scene: Scene, placed: Placed) -> str:
    """Return the place that a sentence says something took place in, by id where known; else nothing."""
    if not starting(scene.entities, placed.stop, placed.stop + FAR_AS_A_PLACE):
        return ""
    phrase = after_preposition(scene, placed.stop - 1, IN)
    for item in phrase.items:
        within = scene.words[phrase.first : item.first]
        elsewhere = "of" in within and WHERE.isdisjoint(within)  # "In its invasion of Mali".
        if not elsewhere and isinstance(item.mark, Entity) and _is_anywhere(item.mark):
            return item.mark.ref or item.mark.exact
    return ""


def _is_anywhere(entity: Entity) -> bool:
    return entity.label in ("GPE", "LOC") and entity.form != "pronominal"


def state_in(scene: Scene, placed: Placed) -> tuple[str, ...]:
    """Return the state that a sentence opens with to say where something is: "In Minsk, two were held"."""
    for item in starting(scene.entities, 0, min(placed.first, OPENING)):
        if isinstance(item.mark, Entity) and item.mark.label == "GPE" and _is_where(scene, item.first - 1):
            return item.mark.countries if scene.words[item.stop : item.stop + 1] == [","] else ()
    return ()


def _is_where(scene: Scene, number: int) -> bool:
    """Say whether a word before a place tells that something is there: "in X", "on a visit to X"."""
    word = scene.words[number] if number >= 0 else ""
    return word in ("in", "inside", "at") or (word == "to" and scene.words[number - 1] in ("visit", "trip"))


def home_in(scene: Scene, placed: Placed, freed: Phrase) -> tuple[str, ...]:
    """Return the state to which people freed come home: "flew home to Oslo", "returned nine men to Peru"."""
    first, last = placed.first, placed.stop - 1
    if "home" in scene.words[first : last + HOME_WITHIN]:
        before = scene.words.index("home", first)
    elif scene.words[first].startswith(GIVING_BACK):
        before = max(freed.stop - 1, last)
    else:
        return ()
    item = scene.item_at.get(before + 2)
    if item is None or scene.words[before + 1] not in ("to", "in") or not isinstance(item.mark, Entity):
        return ()
    return item.mark.countries if item.mark.label == "GPE" else ()


def countries_near(scene: Scene, placed: Placed, anywhere: bool) -> tuple[str, ...]:
    """Return the countries that the sentence names from a trigger to the next, or anywhere."""
    further = starting(scene.mentions, placed.stop, placed.stop + REACH)
    stop = further[0].first if further and not anywhere else placed.stop + REACH
    near = starting(scene.entities, placed.first - REACH if anywhere else placed.stop, stop)
    named = [item.mark for item in near if isinstance(item.mark, Entity) and not is_media(item.mark)]
    return tuple(dict.fromkeys(country for entity in named for country in entity.countries))


def countries_before(scene: Scene, placed: Placed) -> tuple[str, ...]:
    """Return the countries that the sentence names before a trigger, no towns of theirs, the last first."""
    near = [i.mark for i in starting(scene.entities, placed.first - REACH, placed.first)]
    named = [e for e in near if isinstance(e, Entity) and not (is_media(e) or is_place(e))]
    return tuple(dict.fromkeys(country for entity in reversed(named) for country in entity.countries))
