"""Of which nations a text says that people are: "Ana Roe, a dual Iranian and Swedish citizen"."""

from prisoner_diplomacy.events.discourse.groups import NOT_HELD
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Entity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import PHRASE_ENDS, person_nouns
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks, starting
from prisoner_diplomacy.text.verbs import DETERMINERS

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
LONGEST_TITLE, LONGEST_DESCRIPTION = 6, 5
COPULAS = frozenset(["is", "was"])
TELLING_OF_ONE = COPULAS | {"has", "had"}
DASHES = frozenset(["-", "--", "—", "–"])
NO_TITLE = (PHRASE_ENDS | DETERMINERS | {"'s", "’s"}) - DASHES


def nations_told(document: Document, marks: SortedMarks) -> dict[str, Countries]:
    """Return the nations that a text gives of people by saying that they are citizens, by their names."""
    if CITIZENS.isdisjoint(document.lower):
        return {}
    told: dict[str, Countries] = {}
    for number in sorted(_sentences_naming(document, marks)):
        scene = marks.scene(document, number)
        run = _nationalities(scene)
        name = _whose(scene, run[0], document, marks) if run else ""
        if name:
            countries = [c for item in run if isinstance(item.mark, Entity) for c in item.mark.countries]
            told.setdefault(name, tuple(dict.fromkeys(countries)))
    return told


def nations_described(document: Document, marks: SortedMarks, people: set[str]) -> dict[str, Countries]:
    """Return the nations by which a text describes some people, by their names.

    "The Swedish nurse Ana Roe", "Ana Roe, a nurse from Sweden", "she is Swedish"; "the Swede" is the one
    person named in the sentence before.
    """
    told: dict[str, Countries] = {}
    named = {document.sentence_number(m.start) for m in marks.entities.marks if _is_one_of(m, people)}
    naming = _sentences_naming(document, marks) if named else set()
    for number in sorted(naming & (named | {number + 1 for number in named})):
        scene = marks.scene(document, number)
        for item in filter(_is_nation, scene.entities):
            person = _titled(scene, item) or _said_to_be(scene, item) or _coming_from(scene, item)
            person = person or (_pointed_to(scene, item, document, marks) if number else None)
            if person is not None and isinstance(item.mark, Entity):
                told.setdefault(_name(person), item.mark.countries)
    return told


def _is_one_of(mark: Annotation, people: set[str]) -> bool:
    return isinstance(mark, Entity) and mark.label == "PERSON" and _name(mark) in people


def _sentences_naming(document: Document, marks: SortedMarks) -> set[int]:
    """Return the numbers of the sentences that name a nation."""
    nations = [m for m in marks.entities.marks if isinstance(m, Entity) and m.label in ("NORP", "GPE")]
    return {document.sentence_number(mark.start) for mark in nations}


def _name(person: Entity) -> str:
    return person.ref or person.name or person.exact


def _person(item: Placed | None) -> Entity | None:
    mark = item.mark if item is not None else None
    return mark if isinstance(mark, Entity) and mark.label == "PERSON" else None


def _titled(scene: Scene, nation: Placed) -> Entity | None:
    """Return whom a nation stands before, with or without a noun: "the Swedish nurse Ana Roe"."""
    if scene.words[nation.first - 1 : nation.first] in (["in"], ["from"], ["of"]):
        return None
    for number in range(nation.stop, min(nation.stop + LONGEST_TITLE, len(scene.words))):
        item = scene.item_at.get(number)
        if item is not None and isinstance(item.mark, Entity):
            title = [word for word in scene.words[nation.stop : number] if word not in DASHES]
            title = title[:-1] if title and title[-1].endswith("-year-old") else title
            plain = not title or title[-1] in person_nouns()
            return _person(item) if plain and item.mark.form == "named" else None
        if scene.words[number] in NO_TITLE or number in scene.triggered:
            return None
    return None


def _said_to_be(scene: Scene, nation: Placed) -> Entity | None:
    """Return who is said to be of a nation: "Ana Roe is Swedish", "she is a Swedish nurse"."""
    for number in range(nation.first - 1, max(nation.first - WITHIN, 0), -1):
        if scene.words[number] in COPULAS:
            return _person(scene.item_ending.get(number))
    return None


def _coming_from(scene: Scene, nation: Placed) -> Entity | None:
    """Return whom an apposition says to be from somewhere: "Ana Roe, 44, a nurse from Sweden"."""
    last = nation.first - 2
    if scene.words[last + 1 : nation.first] != ["from"] or scene.words[last] not in person_nouns():
        return None
    for number in range(last - 1, max(last - LONGEST_DESCRIPTION, 0), -1):
        if scene.words[number] == ",":
            aged = scene.words[number - 1].isdigit() and scene.words[number - 2] == ","
            return _person(scene.item_ending.get(number - 2 if aged else number))
    return None


def _pointed_to(scene: Scene, nation: Placed, document: Document, marks: SortedMarks) -> Entity | None:
    """Return the one person named right before whom a sentence opens with as "the Swede"."""
    one = isinstance(nation.mark, Entity) and not nation.mark.exact.endswith("s")
    if not one or scene.words[:1] != ["the"] or nation.first > OPENING - 1:
        return None
    following = scene.words[nation.stop : nation.stop + 1]
    plain = not person_nouns().isdisjoint(following) and NOT_HELD.isdisjoint(following)
    if not plain and TELLING_OF_ONE.isdisjoint(following):
        return None
    before = filter(None, map(_person, marks.scene(document, scene.number - 1).entities))
    people = {_name(person): person for person in before}
    return next(iter(people.values())) if len(people) == 1 else None


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
