"""A surname tells of a man or a woman by its ending, so that "he" and "she" find who is meant."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate

WOMEN = [
    *("Kovalskaya", "Kovalskaia", "Petrova", "Medvedeva", "Kalinina"),
    *("Kazlauskiene", "Kazlauskaite", "Jurgyte", "Adamkute"),
]
MEN = [
    *("Kovalsky", "Kovalskiy", "Kovalskyi", "Kowalski", "Kovalskij"),
    *("Petrov", "Medvedev", "Kalinin", "Marozau"),
]


def meant(text, pronoun):
    marks = [mark for mark in annotate(Article("t", text, date(2031, 5, 7))) if mark.layer == "entity"]
    return [mark.name for mark in marks if mark.exact.lower() == pronoun]


@pytest.mark.parametrize(
    ("surname", "pronoun", "other"),
    [*((name, "she", "he") for name in WOMEN), *((name, "he", "she") for name in MEN)],
)
def test_a_surname_says_which_pronoun_means_its_bearer(surname, pronoun, other):
    told = f"The blogger Yx {surname} was freed on Monday."
    assert meant(f"{told} Then {pronoun} sang.", pronoun) == [f"Yx {surname}"]
    assert meant(f"{told} Then {other} sang.", other) != [f"Yx {surname}"]
