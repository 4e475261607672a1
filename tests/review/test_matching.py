"""Rows of two hands are paired by the words they rest on, the likest first; what differs is told in words."""

from dataclasses import replace

import pytest

from prisoner_diplomacy import Article
from prisoner_diplomacy.review.comparing import compare, describe_comparison, differences
from prisoner_diplomacy.review.matching import likeness, pair_rows, shared_words, spans_of
from prisoner_diplomacy.schema.rows import COLUMNS, Event

BLANK = {name: None if name in ("count_low", "count_high", "sure") else "" for name in COLUMNS}
TEXT = "They freed, let go and jailed. " * 20
ARTICLE = Article(id="many", text=TEXT, published=None)


def row(mentions, **fields):
    return Event(**{**BLANK, "article": "many", "kind": "release", "mentions": mentions, **fields})


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("5-10", "5-10", 1.0),
        ("5-10", "10-12", 0.0),
        ("10-12", "5-10", 0.0),
        ("5-10", "9-12", 1.0),
        ("9-12", "5-10", 1.0),
        ("5-10;20-25", "5-10", 0.5),
        ("5-10", "5-10;20-25;30-35", 1 / 3),
        ("5-10;20-25", "20-25;30-35", 1 / 3),
    ],
)
def test_words_in_common_are_those_that_overlap(one, other, share):
    assert shared_words(spans_of(one), spans_of(other)) == pytest.approx(share)
    assert likeness(row(one), row(other)).words == pytest.approx(share)


def test_spans_of_a_cell_are_in_the_order_of_the_text():
    assert spans_of("20-25;5-10") == ((5, 10), (20, 25))


@pytest.mark.parametrize(
    ("ones", "others", "pairs"),
    [
        (["5-10"], ["5-10"], {0: 0}),
        (["5-10"], ["20-25"], {}),
        (["5-10", "20-25"], ["20-25", "5-10"], {0: 1, 1: 0}),
        (["5-10;20-25"], ["5-10", "5-10;20-25"], {0: 1}),
        (["5-10", "5-10"], ["5-10"], {0: 0}),
        (["5-10"], ["5-10", "5-10"], {0: 0}),
        (["60-70"], ["65-75"], {0: 0}),
        (["120-130"], ["129-140"], {0: 0}),
        (["63-64"], ["63-64"], {0: 0}),
        (["10-300"], ["290-310"], {0: 0}),
    ],
)
def test_each_row_is_paired_once_with_the_one_that_shares_most_words(ones, others, pairs):
    assert pair_rows([row(cell) for cell in ones], [row(cell) for cell in others]) == pairs


@pytest.mark.parametrize(
    "field", ["status", "date", "actor_country", "target_country", "count_low", "actor", "target"]
)
def test_of_two_rows_on_the_same_words_the_one_that_says_more_of_the_same_is_the_pair(field):
    value = 3 if field == "count_low" else "x"
    one, like, unlike = row("5-10", **{field: value}), row("5-10", **{field: value}), row("5-10")
    assert pair_rows([one], [unlike, like]) == {0: 1}
    assert pair_rows([one], [like, unlike]) == {0: 0}


def test_the_kind_counts_for_more_than_all_that_a_row_says_besides():
    told = {"status": "occurred", "date": "2031", "actor": "x", "target": "y", "count_low": 3}
    other_kind, same_kind = row("5-10", **{**told, "kind": "arrest"}), row("5-10")
    assert pair_rows([row("5-10", **told)], [other_kind, same_kind]) == {0: 1}


def test_only_allowed_pairs_are_made():
    ones, others = [row("5-10"), row("20-25")], [row("5-10"), row("20-25")]
    assert pair_rows(ones, others, lambda number, alike: number == 1) == {1: 1}
    assert pair_rows(ones, others, lambda number, alike: alike.fields < 8) == {}
    assert pair_rows(ones, others, lambda number, alike: alike.fields == 8) == {0: 0, 1: 1}


MINE = [row("5-10", date="2031-05", count_low=3), row("12-18", actor="minsk"), row("23-29", kind="arrest")]
THEIRS = [replace(MINE[0], date="2031-06", count_low=None), MINE[1], row("36-41", kind="talks")]


def test_two_sets_are_told_apart_field_by_field_in_the_order_of_the_text():
    pairs = compare(MINE, THEIRS)
    assert describe_comparison(pairs, ("mine", "theirs")) == (
        "4 rows: 1 the same, 1 that differ in some field, 1 only from mine, 1 only from theirs."
    )
    table = differences(ARTICLE, pairs, ("mine", "theirs"))
    assert list(table.columns) == ["words", "field", "mine", "theirs"]
    assert table.values.tolist() == [
        ["freed", "date", "2031-05", "2031-06"],
        ["freed", "count_low", "3", ""],
        ["jailed", "row", "arrest", ""],
        ["freed", "row", "", "talks"],
    ]


@pytest.mark.parametrize(
    "field",
    [
        "kind", "date", "actor", "target", "actor_country", "target_country", "count_low", "count_high",
        "counted", "location", "status", "attributed_to",
    ],
)  # fmt: skip
def test_each_field_that_a_person_decides_on_is_compared(field):
    value = 3 if field.startswith("count_") else "x"
    assert [pair.differs for pair in compare([row("5-10")], [row("5-10", **{field: value})])] == [(field,)]


@pytest.mark.parametrize("field", ["event_id", "part_of", "evidence", "sure", "checked"])
def test_what_nobody_decides_on_makes_no_difference(field):
    value = 0.5 if field == "sure" else "x"
    assert [pair.differs for pair in compare([row("5-10")], [row("5-10", **{field: value})])] == [()]
