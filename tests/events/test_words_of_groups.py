"""The small words that say whether people named again are those told of before, or new ones."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def last_target(text):
    article = Article("t", text, date(2031, 5, 7))
    return find_events(article, annotate(article))[-1].target_country


@pytest.mark.parametrize(
    "new", ["another teacher", "two other teachers", "some more teachers", "five further teachers"]
)
def test_other_people_are_not_of_the_nation_of_those_told_before(new):
    before = "Iran arrested twelve British teachers last year."
    assert last_target(f"{before} Russia freed the teachers on Monday.") == "GBR"
    assert last_target(f"{before} Russia freed {new} on Monday.") == "RUS"
