"""Of which nation they are whom a sentence only points back to, and how many a phrase joins."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def last_row(text, kind="release"):
    article = Article("t", text, date(2025, 6, 18))
    return [event for event in find_events(article, annotate(article)) if event.kind == kind][-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The men were released on Sunday.",
        "They were released on Sunday.",
        "One was released on Sunday.",
        "One of them was released on Sunday.",
        "Two others were released on Sunday.",
        "Iran released the men on Sunday.",
        "The captives were released on Sunday.",
    ],
)
def test_those_pointed_back_to_are_of_the_nation_told_before(sentence):
    assert last_row(f"Iran arrested three Swedes in May. {sentence}").target_country == "SWE"


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran released 40 activists on Sunday.",
        "Activists were released on Sunday.",
        "The seven activists were released on Sunday.",
        "He was released on Sunday.",
        "Nearly 900 others were released on Sunday.",
    ],
)
def test_those_told_of_anew_are_of_their_holder_s_nation(sentence):
    assert last_row(f"Iran arrested three Swedes in May. {sentence}").target_country == "IRN"


@pytest.mark.parametrize(
    ("whom", "count"),
    [
        ("a Kenyan trader and two Spanish nurses were", 3),
        ("three Poles, a Briton and two Kenyans were", 6),
        ("sixteen men and four women were", 20),
        ("Colin Hale, 29, from Leeds, and Joan Birtle, 34, were", 2),
        ("Colin Hale and his fiancée, Joan Birtle, were", 2),
        ("Colin Hale, a British blogger and former teacher, was", 1),
    ],
)
def test_a_subject_of_several_is_read_whole(whom, count):
    assert last_row(f"{whom[0].upper()}{whom[1:]} freed by Iran on Sunday.").count_low == count
    assert last_row(f"Iran freed {whom.rpartition(' ')[0]}.").count_low == count
