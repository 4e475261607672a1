"""Twice the text takes twice the steps, whatever the text; and counting steps sees what grows faster."""

from datetime import date

import pytest
from growth import assert_linear, steps

from prisoner_diplomacy import Article, annotate, find_events

HOSTILE = [
    *(
        "a ",
        "A",
        "Aa ",
        "\n",
        "\n\n",
        " ",
        ". ",
        ", ",
        "; ",
        "1 ",
        "1,",
        "10-",
        "$1 and ",
        "’s ",
        '"',
        "“a ",
        "(a) ",
    ),
    *(
        "he ",
        "his ",
        "not ",
        "would ",
        "and ",
        "of the ",
        "by the ",
        "said ",
        "said that he ",
        "he said, ",
        ': "a',
    ),
    *(
        "Monday ",
        "the same day ",
        "Maria ",
        "Minsk\n\n",
        "Belarus's leader ",
        "the president ",
        "two others ",
    ),
    *("freed ", "was freed and ", "released and held ", "sanctions ", "Minsk freed 31 men on Monday. "),
    *(
        "The union eased sanctions on Belarus. ",
        "Anna Reut, Petr Lom, ",
        "exchanged 3 for 4, ",
        "an attack on ",
    ),
]


def read(text: str) -> None:
    article = Article("t", text, date(2025, 6, 23))
    find_events(article, annotate(article))


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_reading_and_tabulating_grow_in_step_with_the_text(unit: str) -> None:
    assert_linear(read, unit)


def test_a_loop_in_a_loop_is_seen() -> None:
    def pairs(text: str) -> int:
        return sum(one == other for one in text for other in text)

    assert_linear(len, "ab")
    assert_linear(lambda text: [letter for letter in text if letter == "a"], "ab")
    with pytest.raises(AssertionError, match="steps for 200 characters"):
        assert_linear(pairs, "ab", size=200)


def test_counting_is_exact() -> None:
    counts = {steps(read, "Minsk freed 31 men.") for _ in range(3)}
    assert len(counts) <= 2  # what the first call caches
    assert min(counts) > 100
