"""Quotation marks enclose what they should, apostrophes nothing."""

import pytest

from prisoner_diplomacy.reading.quotes.quotation_marks import find_quotations
from prisoner_diplomacy.text.document import split_paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, split_paragraphs(text))]


CASES = [
    ("no marks at all", []),
    ("don't, can’t, o'clock, l’État", []),
    ("the prisoners' names and the ’90s, the '80s, rock 'n roll, 'tis", []),
    ('a 6" nail', []),
    ('"one" and "two"', ["one", "two"]),
    ("“one” and ‘two’", ["one", "two"]),
    ("„one“, „two”, «three», »four«, ``five'', ”six”", ["one", "two", "three", "four", "five", "six"]),
    ("“one ‘two “three” two’ one”", ["one ‘two “three” two’ one", "two “three” two", "three"]),
    ("'the guards' dogs barked' he said", ["the guards' dogs barked"]),
    ("‘the guards’ dogs barked’ he said", ["the guards’ dogs barked"]),
    ('("one")', ["one"]),
    ('—"one"—', ["one"]),
    ('" one "', ["one"]),
    ('""', []),
    ('"open to the end', ["open to the end"]),
    ("‘‘one’ two", ["one"]),
    ("««one» two", ["one"]),
    ("‘zero ‘one’ two", ["zero", "one"]),
    ('"open.\n\n"again.\n\n"closed" end', ["open.", "again.", "closed"]),
    ('"open.\n\nno mark here" end', ["open.", "no mark here"]),
    ('closed" only', []),
    ('the \'ouse is shut, "yes" he', ["yes"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_marks_enclose(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_paragraph_that_takes_up_an_open_quotation_continues_it() -> None:
    text = '"One.\n\n"Two.\n\n"Three."\n\n"Four."'
    found = find_quotations(text, split_paragraphs(text))
    assert [q.continues for q in found] == [False, True, True, False]
    assert [q.closed for q in found] == [False, False, True, True]
