"""Numbers that count: spans, bounds and the noun counted."""

from datetime import date

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading.counted_nouns import singular
from prisoner_diplomacy.reading.quantities import annotate_quantities
from prisoner_diplomacy.reading.times import annotate_times
from prisoner_diplomacy.schema.marks import Quantity
from prisoner_diplomacy.text.document import Document

SATURDAY = date(2025, 11, 22)


def quantities_in(text: str) -> list[Quantity]:
    document = Document(Article("test", text, SATURDAY))
    return annotate_quantities(document, annotate_times(document))


def read(text: str) -> list[tuple[object, ...]]:
    return [tuple(quantity[2:]) for quantity in quantities_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It freed 31 Norwegian sailors.", ("31", 31, 31, False, "Norwegian sailor")),
        ("It freed at least 14 sailors.", ("at least 14", 14, None, False, "sailor")),
        ("It freed more than 1,400 women.", ("more than 1,400", 1400, None, False, "woman")),
        ("It freed over 35 men.", ("over 35", 35, None, False, "man")),
        ("It handed over 35 men.", ("35", 35, 35, False, "man")),
        ("It freed up to 20 people.", ("up to 20", None, 20, False, "person")),
        ("It freed fewer than 20 people.", ("fewer than 20", None, 20, False, "person")),
        ("It freed as many as 20 people.", ("as many as 20", None, 20, False, "person")),
        ("It freed about 20 people.", ("about 20", 20, 20, True, "person")),
        ("It freed nearly 1,300 people.", ("nearly 1,300", 1300, 1300, True, "person")),
        ("It freed some 7,850 people.", ("some 7,850", 7850, 7850, True, "person")),
        ("It freed 1,000 or so farmers.", ("1,000 or so", 1000, 1000, True, "farmer")),
        ("It freed 20 or more farmers.", ("20 or more", 20, None, False, "farmer")),
        ("It freed dozens of farmers.", ("dozens", None, None, True, "farmer")),
        ("It freed hundreds of young farmers.", ("hundreds", None, None, True, "young farmer")),
        ("It freed tens of thousands of farmers.", ("tens of thousands", None, None, True, "farmer")),
        ("KYIV (AP) — Eleven men came home.", ("Eleven", 11, 11, False, "man")),
        ("It freed a few hundred farmers.", ("a few hundred", None, None, True, "farmer")),
        ("It freed between 30 and 40 farmers.", ("between 30 and 40", 30, 40, False, "farmer")),
        ("It freed two to 11 farmers.", ("two to 11", 2, 11, False, "farmer")),
        ("It freed 10-15 farmers.", ("10-15", 10, 15, False, "farmer")),
        ("It freed two or three farmers.", ("two or three", 2, 3, False, "farmer")),
        ("It freed a couple of farmers.", ("a couple of", 2, 2, True, "farmer")),
        ("It freed fourteen farmers.", ("fourteen", 14, 14, False, "farmer")),
        ("It freed two hundred and fifty farmers.", ("two hundred and fifty", 250, 250, False, "farmer")),
        ("It freed twenty-one farmers.", ("twenty-one", 21, 21, False, "farmer")),
        ("It freed a dozen farmers.", ("a dozen", 12, 12, False, "farmer")),
        ("It freed two dozen farmers.", ("two dozen", 24, 24, False, "farmer")),
        ("It holds 3 1/2 tonnes.", ("3 1/2", 3.5, 3.5, False, "tonne")),
        ("It holds 1.5 million tonnes.", ("1.5 million", 1500000, 1500000, False, "tonne")),
        ("It ships 11mn tonnes.", ("11mn", 11000000, 11000000, False, "tonne")),
        ("It cost $20.", ("$20", 20, 20, False, "dollar")),
        ("It cost about €3.5 billion.", ("about €3.5 billion", 3.5e9, 3.5e9, True, "euro")),
        ("It cost between $40 and $60.", ("between $40 and $60", 40, 60, False, "dollar")),
        ("It rose 12.5% today.", ("12.5%", 12.5, 12.5, False, "percent")),
        ("It rose 12 percent.", ("12", 12, 12, False, "percent")),
        ("He weighs 79kg.", ("79kg", 79, 79, False, "kg")),
        ("A three-member panel met.", ("three", 3, 3, False, "member")),
        ("One woman left.", ("One", 1, 1, False, "woman")),
        ("At least one more German stayed.", ("At least one", 1, None, False, "German")),
        ("Two of the freed Danes left.", ("Two", 2, 2, False, "freed Dane")),
        ("It holds 103 of the country's citizens.", ("103", 103, 103, False, "citizen")),
        ("It freed nine US sailors.", ("nine", 9, 9, False, "US sailor")),
        ("It freed nine WHO doctors.", ("nine", 9, 9, False, "WHO doctor")),
        ("It freed nine who left.", ("nine", 9, 9, False, "")),
        ("It freed nine of us.", ("nine", 9, 9, False, "")),
        ("It freed four MPs.", ("four", 4, 4, False, "MP")),
        ("It freed four cops.", ("four", 4, 4, False, "cop")),
        ("It took four gas tanks.", ("four", 4, 4, False, "gas tank")),
        ("It took nine bus drivers.", ("nine", 9, 9, False, "bus driver")),
        ("It took nine glass boxes.", ("nine", 9, 9, False, "glass box")),
    ],
)
def test_numbers_have_bounds_and_a_noun(text: str, expected: tuple[object, ...]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The list has 7,850 farmers, of whom 2,090 go home.", ["farmer", "farmer"]),
        ("It freed 52 farmers. Ten of the 52 are Danes.", ["farmer", "farmer", "farmer"]),
        ("Of hundreds of farmers in jail he wants those 1,400 freed.", ["farmer", "farmer"]),
        ("It freed 103 men in two towns, and at least 64 more elsewhere.", ["man", "town", "man"]),
        ("Five people left. Nine others stayed.", ["person", "person"]),
        ("It solved 23 of 30 issues.", ["issue", "issue"]),
        ("Some 300 left.", [""]),
    ],
)
def test_elliptical_numbers_take_the_noun_of_their_like(text: str, units: list[str]) -> None:
    assert [quantity.unit for quantity in quantities_in(text)] == units


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, 67, a teacher, and Jo Li (45) spoke.",
        "He is aged 67 and now 46, she has a nine-year-old girl.",
        "The first and the 22nd came second.",
        "He left at 2pm or 10:30 or 9 a.m. in 2020.",
        "Under Article 361 and Resolution 2231 and No. 5.",
        "He is over 60 years old.",
        "They won 3-1.",
        "She was 17 when he turned 80.",
        "The Group of Seven met on MH17 and F-16 and COVID-19.",
        "No one said that one of them knew one another.",
        "He got two years on November 22, 2025.",
        "Two-thirds of it burned.",
        "Dial +375 17 2223344/5.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        *(("families", "family"), ("churches", "church"), ("cases", "case")),
        *(("servicemen", "serviceman"), ("Swiss", "Swiss")),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


VOCABULARY = """
14 1,400 two hundred a dozen of the people men $ 20 % million between and to or so more than at least
99999999999 1/2 -old years one , . 0 couple others (45) kg dozens first half
"""
PIECES = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    document = Document(Article("test", text, SATURDAY))
    times = annotate_times(document)
    last = 0
    for mark in annotate_quantities(document, times):
        assert text[mark.start : mark.end] == mark.exact
        assert last <= mark.start < mark.end
        assert all(mark.end <= other.start or other.end <= mark.start for other in times)
        last = mark.end


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1 ", "A", "'", "two hundred ", "of the 14 ", "$1 and ", "10-", "one of ", "a dozen ", "1/2"],
)
def test_steps_grow_in_step_with_hostile_text(unit: str) -> None:
    def read(text: str) -> None:
        document = Document(Article("test", text, SATURDAY))
        annotate_quantities(document, annotate_times(document))

    assert_linear(read, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They freed 12 500 prisoners.", ("12 500", 12500, "prisoner")),
        ("They freed 12'500 prisoners.", ("12'500", 12500, "prisoner")),
        ("They freed 1.234.567 prisoners.", ("1.234.567", 1234567, "prisoner")),
        ("They freed 2 lakh prisoners.", ("2 lakh", 200000, "prisoner")),
        ("They helped 1,5 million refugees.", ("1,5 million", 1500000, "refugee")),
        ("They helped one point five million refugees.", ("one point five million", 1500000, "refugee")),
        ("The abbey once fed one and a half thousand monks.", ("one and a half thousand", 1500, "monk")),
        ("They freed a pair of monks.", ("a pair of", 2, "monk")),
        ("They freed 14 (fourteen) monks.", ("14", 14, "monk")),
        ("It cost $ 5 million.", ("$ 5 million", 5000000, "dollar")),
        ("It rose by 5 %.", ("5 %", 5, "percent")),
        ("They helped a million and a half refugees.", ("a million and a half", 1500000, "refugee")),
        ("They helped a quarter of a million refugees.", ("a quarter of a million", 250000, "refugee")),
        ("They freed three to four hundred monks.", ("three to four hundred", 300, "monk")),
        ("They freed 300+ monks.", ("300+", 300, "monk")),
        ("It rose by 5 per cent.", ("5", 5, "percent")),
        ("On May 12 500 monks fled.", ("500", 500, "monk")),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, expected: tuple[str, int, str]) -> None:
    document = Document(Article("t", text, SATURDAY))
    quantities = annotate_quantities(document, annotate_times(document))
    assert [(q.exact, q.low, q.unit) for q in quantities] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It rests on Proclamation 8015.",
        "It rests on Regulation 2231 and Order 14065.",
        "It rests on E.O. 13572.",
        "It is held in Camp 7, says Psalm 23.",
        "It rests on section 301(a)(2).",
        "Call 020 0958.",
    ],
)
def test_numbers_of_laws_and_camps_count_nothing(text: str) -> None:
    document = Document(Article("t", text, SATURDAY))
    assert annotate_quantities(document, []) == []
