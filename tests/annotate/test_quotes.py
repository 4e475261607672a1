"""Quotes are found whatever their marks, and given to whoever said them."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.quotes import annotate_quotes
from prisoner_diplomacy.annotate.records import Entity, Quote
from prisoner_diplomacy.article import Article


def quotes_of(text: str, entities: list[Entity] | None = None) -> list[Quote]:
    return annotate_quotes(Document(Article("t", text, date(2025, 6, 23))), entities or [])


def direct(text: str, entities: list[Entity] | None = None) -> list[tuple[str, str]]:
    return [(q.exact, q.speaker) for q in quotes_of(text, entities) if q.kind == "direct"]


def indirect(text: str) -> list[tuple[str, str]]:
    return [(q.exact, q.speaker) for q in quotes_of(text) if q.kind == "indirect"]


def mark(text: str, words: str, label: str = "PERSON", nth: int = 0, **fields: str) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    known = {"form": "named", "ref": ""} | fields
    return Entity(start, start + len(words), words, label, **known)  # type: ignore[arg-type]


SPEAKERS = [
    # after the words
    ('"We slept on the floor," Olga Marchenko said.', [("We slept on the floor,", "Olga Marchenko")]),
    ('"We slept on the floor," said Olga Marchenko.', [("We slept on the floor,", "Olga Marchenko")]),
    ('"Who will pay for it?" asked a clerk in Brest.', [("Who will pay for it?", "a clerk in Brest")]),
    ('"Let them go!" a woman in the crowd shouted.', [("Let them go!", "a woman in the crowd")]),
    ("“It’s cold in there,” says a nurse, who spoke on condition of anonymity.", [("It’s cold in there,", "a nurse")]),
    ("‘The guards’ dogs barked all night,’ said the farmer.", [("The guards’ dogs barked all night,", "the farmer")]),
    ("«We were moved at night», said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("„We were moved at night“, said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("„We were moved at night”, said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("``We were moved at night,'' said Piotr Kowal.", [("We were moved at night,", "Piotr Kowal")]),
    ("”We were moved at night,” said Piotr Kowal.", [("We were moved at night,", "Piotr Kowal")]),
    ('"It ends today," the ministry said in a statement on Friday.', [("It ends today,", "the ministry")]),
    ('"It ends today," Ivan Petrov, the mayor of Luck, told Reuters.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," the mayor, Ivan Petrov, told a local radio station.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," said the mayor, Ivan Petrov, on Monday.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," said Petrov\'s wife, in tears.', [("It ends today,", "Petrov's wife")]),
    ('"It ends today", according to a aide to the minister.', [("It ends today", "a aide to the minister")]),
    ('"It ends today," a spokesman for Ivan Petrov said.', [("It ends today,", "a spokesman for Ivan Petrov")]),
    ('"It ends today," shrugged Ivan Petrov.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," two of the guards later confirmed.', [("It ends today,", "two of the guards")]),
    # before the words
    ('Olga Marchenko said: "There was no trial."', [("There was no trial.", "Olga Marchenko")]),
    ('Olga Marchenko, a teacher from Gomel, told me, "There was no trial."', [("There was no trial.", "Olga Marchenko")]),
    ('Olga Marchenko wrote on Telegram on Monday: "There was no trial."', [("There was no trial.", "Olga Marchenko")]),
    ('In a video address, Olga Marchenko said, "There was no trial."', [("There was no trial.", "Olga Marchenko")]),
    ("Olga Marchenko's answer was short: \"There was no trial.\"", [("There was no trial.", "Olga Marchenko")]),
    ('According to Olga Marchenko, "there was no trial".', [("there was no trial", "Olga Marchenko")]),
    ("The ministry replied that “there was no trial to speak of”.", [("there was no trial to speak of", "The ministry")]),
    # interrupted, continued
    ('"We left," the driver said, "and nobody looked back."', [("We left,", "the driver"), ("and nobody looked back.", "the driver")]),
    ('"We left," said the driver. "Nobody looked back."', [("We left,", "the driver"), ("Nobody looked back.", "the driver")]),
    (
        '"We left," said the driver. "Nobody looked back," his wife said.',
        [("We left,", "the driver"), ("Nobody looked back,", "his wife")],
    ),
    (
        'The driver said they had left.\n\n"Nobody looked back. It was over."',
        [("Nobody looked back. It was over.", "The driver")],
    ),
    (
        '"We left," said the driver.\n\n"Nobody looked back. It was over."\n\nThe bus is gone.',
        [("We left,", "the driver"), ("Nobody looked back. It was over.", "the driver")],
    ),
    (
        '"We left at dawn.\n\n"Nobody looked back.\n\n"It was over," the driver said.',
        [("We left at dawn.", "the driver"), ("Nobody looked back.", "the driver"), ("It was over,", "the driver")],
    ),
    (
        "“My cellmate told me, ‘Eat slowly,’” said Olga Marchenko.",
        [("My cellmate told me, ‘Eat slowly,’", "Olga Marchenko"), ("Eat slowly,", "My cellmate")],
    ),
    (
        "'My cellmate told me, \"Eat slowly,\"' said Olga Marchenko.",
        [("My cellmate told me, \"Eat slowly,\"", "Olga Marchenko"), ("Eat slowly,", "My cellmate")],
    ),
    # fragments
    ("The judge called the appeal “utterly baseless”.", [("utterly baseless", "The judge")]),
    ('A minister described the swap as "a disgrace".', [("a disgrace", "A minister")]),
    ('Prison was "hell on earth", she said.', [("hell on earth", "she")]),
    ('He had been, a doctor said, "close to death" for a week.', [("close to death", "a doctor")]),
    ('A senator accused the president of "trading in people".', [("trading in people", "A senator")]),
    ('The plan was dismissed as "wishful thinking" by a senior diplomat.', [("wishful thinking", "a senior diplomat")]),
    # unbalanced
    ('"We left before dawn, said nobody.\n\nThe bus is gone.', [("We left before dawn, said nobody.", "")]),
    ('The bus" is gone.', []),
    ("We don't know the prisoners' names, nor what the ’90s or the '80s did.", []),
    # nobody's words
    ("He got four years for creating an “extremist group”.", []),
    ("Officials said he was convicted of “high treason”.", []),
    ("The so-called “people’s tribunal” met again.", []),
    ("The rebels' “republic” has no airport.", []),
    ("She won a prize for her film “The Long Way Home”.", []),
    ("Ivan “the Barber” Petrov was freed, his lawyer said.", []),
    ("He runs a band called “Cold Porridge”, his sister said.", []),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_direct_quotes_and_their_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    assert direct(text) == expected


CLAUSES = [
    ("The mayor said that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor said the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor said on Friday that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor told Reuters the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor told a news conference in Brest that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The bridge was closed, the mayor said.", [("The bridge was closed", "the mayor")]),
    ("The bridge was closed, said Ivan Petrov, the mayor.", [("The bridge was closed", "Ivan Petrov")]),
    ("The bridge, the mayor said on Friday, was closed for good.", [("was closed for good", "the mayor")]),
    ("The bridge was closed, according to the mayor of Brest.", [("The bridge was closed", "the mayor of Brest")]),
    ("According to the mayor, the bridge was closed.", [("the bridge was closed", "the mayor")]),
    ("The mayor denied that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor announced a deal.", []),
    ("The mayor did not say when the bridge would close.", []),
    ("He was told that the bridge was closed.", []),
    ("The mayor asked not to be named.", []),
    (
        "The mayor said the bridge was closed, but the police said it had never opened.",
        [("the bridge was closed", "The mayor"), ("it had never opened", "the police")],
    ),
    (
        "The mayor said the bridge was closed, adding that the road was open.",
        [("the bridge was closed", "The mayor"), ("the road was open", "The mayor")],
    ),
    ("The mayor said the bridge had been shut “for our safety”.", [("the bridge had been shut", "The mayor")]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_reported_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    assert indirect(text) == expected
