"""Which state or body "it", "they" and "we" mean as the one who acts."""

from collections import Counter

from prisoner_diplomacy.events.phrases import as_party, is_media
from prisoner_diplomacy.events.statements import Party
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.clauses import is_governed
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import REACH, Scene, SortedMarks, starting

FIRST_PERSON = frozenset(["we", "our", "us"])
THIRD_PERSON = frozenset(["it", "they", "its", "their"])
BOTH, PAIR = frozenset(["both", "two"]), 2
STATES = frozenset(
    ["countries", "nations", "governments", "capitals", "states", "sides", "neighbours", "neighbors"]
)
OPENERS = grammar("sentence_openers")


class References:
    """What pronouns without a mark of their own stand for in one text."""

    def __init__(self, document: Document, marks: SortedMarks) -> None:
        self._document, self._marks = document, marks
        self._signers: list[Party] | None = None

    def of(self, phrase: Phrase) -> list[Party]:
        """Return the state or body that a phrase of one pronoun means, if any can be told."""
        words = phrase.words
        if len(words) != 1 or phrase.entities:
            return []
        pronoun = words[0].partition("'")[0]
        if pronoun in FIRST_PERSON:
            if self._signers is None:
                self._signers = self._read_signers()
            return self._signers
        if pronoun not in THIRD_PERSON:
            return []
        found = self._bodies(phrase.scene, phrase.first)
        if found:
            return [found[-1]]
        number = phrase.scene.number
        before = self._marks.scene(self._document, number - 1) if number else None
        if before is None:
            return []
        stop = len(before.words)
        return self._bodies(before, stop)[:1] or _sole(self._bodies(before, stop, governed=True))

    def pair(self, phrase: Phrase) -> list[Party]:
        """Return the two states that "both countries" or "the two sides" means: those named last before."""
        words, scene = phrase.words, phrase.scene
        if BOTH.isdisjoint(words) or words[-1] not in STATES:
            return []
        near = self._bodies(scene, phrase.first, governed=True)
        if scene.number and len(_countries_each(near)) < PAIR:
            before = self._marks.scene(self._document, scene.number - 1)
            near = [*self._bodies(before, len(before.words), governed=True), *near]
        named = _countries_each(near)
        return [Party("", countries) for countries in named] if len(named) == PAIR else []

    def _bodies(self, scene: Scene, stop: int, governed: bool = False) -> list[Party]:
        """Return the states and bodies that act before a word of a sentence, in order.

        Args:
            scene: the sentence.
            stop: the word.
            governed: those that a preposition governs are returned as well.
        """
        return [
            as_party(item.mark)
            for item in starting(scene.entities, stop - REACH, stop)
            if isinstance(item.mark, Entity)
            and item.mark.label in ("GPE", "ORG")
            and item.mark.countries
            and not is_media(item.mark)
            and (governed or not is_governed(scene, item, 0))
        ]

    def _read_signers(self) -> list[Party]:
        """Return the state or body that a statement speaks for: the one that opens most sentences."""
        opening: Counter[Party] = Counter()
        for entity in self._marks.entities.marks:
            if (
                isinstance(entity, Entity)
                and entity.label in ("GPE", "ORG")
                and entity.ref
                and entity.countries
            ):
                start = self._document.sentences[self._document.sentence_number(entity.start)].start
                if self._document.text[start : entity.start].strip().lower() in OPENERS:
                    opening[as_party(entity)] += 1
        return [party for party, _ in opening.most_common(1)]


def _countries_each(parties: list[Party]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(party.countries for party in parties))


def _sole(parties: list[Party]) -> list[Party]:
    """Return the one of which some parties are, if they are one."""
    return parties[:1] if len({party.name for party in parties}) == 1 else []
