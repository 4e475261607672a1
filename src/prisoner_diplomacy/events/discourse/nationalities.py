"""Of which nations a text says that people are: "Ana Roe, a dual Iranian and Swedish citizen"."""

from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import person_nouns
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks, starting

Countries = tuple[str, ...]
CITIZENS = frozenset(["citizen", "national", "native"]) | grammar("passports")
SAYING = frozenset(
    [
        "is",
        "was",
        "has",
        "had",
        "holds",
        "held",
        "a",
        "an",
        "with",
        "obtained",
        "acquired",
        "received",
        "got",
        "took",
    ]
)
WITHIN, NAMED_WITHIN, OPENING = 3, 10, 3


def nations_told(document: Document, marks: SortedMarks) -> dict[str, Countries]:
    """Return the nations that a text gives of people by saying that they are citizens, by their names."""
    if CITIZENS.isdisjoint(document.lower):
        return {}
    told: dict[str, Countries] = {}
    numbers = {
        document.sentence_number(mark.start)
        for mark in marks.entities.marks
        if isinstance(mark, Entity) and mark.label == "NORP"
    }
    for number in sorted(numbers):
        scene = marks.scene(document, number)
        run = _nationalities(scene)
        name = _whose(scene, run[0], document, marks) if run else ""
        if name:
            countries = [c for item in run if isinstance(item.mark, Entity) for c in item.mark.countries]
            told.setdefault(name, tuple(dict.fromkeys(countries)))
    return told


def _nationalities(scene: Scene) -> list[Placed]:
    """Return the nationalities joined before the first "citizen", "nationality" or "passport"."""
    for number, word in enumerate(scene.words):
        if word in CITIZENS:
            near = [
                item for item in starting(scene.entities, number - 2 * WITHIN, number) if _is_nation(item)
            ]
            if near and number - near[-1].stop < WITHIN:
                return _run(scene, near)
    return []


def _is_nation(item: Placed) -> bool:
    return isinstance(item.mark, Entity) and item.mark.label in ("NORP", "GPE") and bool(item.mark.countries)


def _run(scene: Scene, near: list[Placed]) -> list[Placed]:
    """Return the last of some nationalities with those that "and", a comma or a hyphen joins to it."""
    first = len(near) - 1
    while first and set(scene.words[near[first - 1].stop : near[first].first]) <= {"and", ",", "-", "dual"}:
        first -= 1
    return near[first:]


def _whose(scene: Scene, nation: Placed, document: Document, marks: SortedMarks) -> str:
    """Return who is said to be of a nation: whom the clause names before it, or the sentence before does."""
    if SAYING.isdisjoint(scene.words[max(nation.first - WITHIN, 0) : nation.first]):
        return ""
    people = [i.mark for i in starting(scene.entities, nation.first - NAMED_WITHIN, nation.first)]
    named = [mark for mark in people if isinstance(mark, Entity) and mark.label == "PERSON"]
    if named:
        return named[-1].ref or named[-1].name or named[-1].exact
    opens = scene.words[:1] == ["the"] and not person_nouns().isdisjoint(scene.words[1:OPENING])
    before = marks.scene(document, scene.number - 1).entities if opens and scene.number else []
    last = [i.mark for i in before if isinstance(i.mark, Entity) and i.mark.label == "PERSON"]
    return (last[-1].ref or last[-1].name or last[-1].exact) if last else ""
