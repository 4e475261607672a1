"""What stands between an act and its object hides neither; what is joined is told together."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.reading.word_classes import names_a_thing


def rows(text):
    article = Article("t", text, date(2031, 5, 7))
    return find_events(article, annotate(article))


@pytest.mark.parametrize(
    "between",
    [
        *("by Minsk", "and flight", "in May", "on Monday", "last week", "this week", "earlier", "today"),
        *("yesterday", "recently", "finally"),
    ],
)
def test_whom_a_noun_of_release_is_of_may_come_later(between):
    (row,) = rows(f"The release {between} of two nurses was hailed.")
    assert (row.kind, row.target, row.count_low) == ("release", "two nurses", 2)


@pytest.mark.parametrize(
    "pair", ["Norway and Poland", "Norway, and Poland", "Norway and the United Nations", "Oslo and Warsaw"]
)
def test_two_that_and_joins_meet_each_other(pair):
    assert [row.kind for row in rows(f"{pair} met on Monday.")] == ["talks"]


def test_one_alone_meets_nobody():
    assert rows("Norway met on Monday.") == []


@pytest.mark.parametrize(
    "thing",
    [
        *("consideration", "considerations", "tension", "tensions", "treatment", "treatments", "kindness"),
        *("sincerity", "peculiarities", "heroism", "reluctance", "preferences"),
    ],
)
def test_a_noun_with_the_ending_of_an_abstract_is_nobody(thing):
    assert names_a_thing(thing)


@pytest.mark.parametrize("people", ["delegation", "delegations", "opposition", "population", "congregation"])
def test_people_together_are_no_thing(people):
    assert not names_a_thing(people)
