"""Objects that stand behind a phrase: "released to Peru nine sailors", "freed on Monday two nurses"."""

from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.scene import Scene
from prisoner_diplomacy.text.verbs import DETERMINERS


def past_insertion(scene: Scene, start: int) -> int:
    """Return where an object begins behind "to Peru" or "on Monday", else the word given.

    Args:
        scene: the sentence.
        start: the word after the verb.
    """
    item = scene.item_at.get(start + 1)
    stop = start + 1
    if scene.words[start : start + 1] == ["on"]:
        while stop in scene.dated:
            stop += 1
    elif scene.words[start : start + 1] == ["to"] and item is not None and isinstance(item.mark, Entity):
        stop = item.stop if item.mark.label == "GPE" else stop
    begins = stop in scene.counted or not DETERMINERS.isdisjoint(scene.words[stop : stop + 1])
    return stop if stop > start + 1 and begins else start
