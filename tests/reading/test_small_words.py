"""Small words and signs decide what a number, a year, a voice or a target is."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events

DAY = date(2031, 5, 7)


def marks(text, layer):
    return [mark for mark in annotate(Article("t", text, DAY)) if mark.layer == layer]


def rows(text):
    article = Article("t", text, DAY)
    return [(row.kind, row.target, row.count_low) for row in find_events(article, annotate(article))]


@pytest.mark.parametrize(
    ("text", "low"), [("They seized $40k.", 40_000), ("They seized $2mn.", 2e6), ("They seized $3bn.", 3e9)]
)
def test_a_sign_behind_a_number_multiplies_it(text, low):
    assert [mark.low for mark in marks(text, "quantity")] == [low]


def test_a_year_at_the_beginning_is_one_and_that_of_an_agenda_is_none():
    assert [mark.value for mark in marks("Since 2019 ten men were held.", "time")] == ["2019"]
    assert marks("Ten men were freed under Agenda 2030.", "time") == []


@pytest.mark.parametrize("end", [", and taken home", ".", "; nobody was hurt", ""])
def test_who_says_so_may_come_last(end):
    text = f"Ten men were freed on Monday, the ministry said{end}"
    assert [mark.speaker for mark in marks(text, "quote")] == ["the ministry"]


@pytest.mark.parametrize("ground", ["tweets", "a poem"])
def test_what_somebody_is_jailed_over_is_no_person(ground):
    assert ("detention", "A teacher", 1) in rows(f"A teacher jailed over {ground} was freed on Monday.")


@pytest.mark.parametrize("whole", ["of the 40", "of those 40", "of these 40"])
def test_of_a_whole_the_part_is_counted(whole):
    assert [count for _, _, count in rows(f"On Monday Iran freed nine {whole} men.")] == [9]
