"""Marks go to brat and come back, with what a person changed there."""

import re

import pytest
from readings_for_tests import readings

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.exchange import export, from_brat, to_brat
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity

ARTICLE, MARKS, _ = readings()[-1]
STANDOFF = to_brat(MARKS)


@pytest.mark.parametrize("reading", readings(), ids=lambda reading: reading.article.id)
def test_the_round_trip_is_exact(reading):
    assert sorted(from_brat(to_brat(reading.marks), reading.article)) == sorted(reading.marks)


def test_a_mark_over_two_lines_is_written_in_pieces():
    start = ARTICLE.text.index("citizens of\nUkraine")
    mark = Quantity(start, start + 19, "citizens of\nUkraine", 14, 14, False, "citizen")
    line = to_brat([mark]).split("\n")[0]
    assert line == f"T1\tQuantity {start} {start + 11};{start + 12} {start + 19}\tcitizens of Ukraine"
    assert from_brat(to_brat([mark]), ARTICLE) == [mark]


def test_an_attribute_changed_in_brat_goes_before_the_note():
    changed = re.sub(r"(EventStatus T\d+) occurred", r"\1 negated", STANDOFF)
    statuses = {mark.status for mark in from_brat(changed, ARTICLE) if isinstance(mark, EventMention)}
    assert statuses == {"negated"}


def test_a_flag_taken_away_in_brat_is_gone():
    mark = Quantity(16, 24, ARTICLE.text[16:24], 14, 14, True, "citizen")
    lines = [line for line in to_brat([mark]).split("\n") if not line.startswith("A")]
    (back,) = from_brat("\n".join(lines), ARTICLE)
    assert not back.approximate


def test_a_span_moved_in_brat_has_the_words_it_covers_now():
    moved = re.sub(r"^T1\t(\w+) \d+ \d+", r"T1\t\1 0 5", STANDOFF)
    assert any((mark.start, mark.exact) == (0, "Minsk") for mark in from_brat(moved, ARTICLE))


def test_a_mark_added_in_brat_needs_no_note():
    added = "T1\tEntity 0 5\tMinsk\nA1\tEntityLabel T1 GPE\nA2\tEntityForm T1 named\n"
    assert from_brat(added, ARTICLE) == [Entity(0, 5, "Minsk", "GPE", "named", "")]


def test_what_brat_holds_beside_marks_is_passed_over():
    more = STANDOFF + "R1\tTells Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n#99\tAnnotatorNotes T1\tsure of it?\n\n"
    assert from_brat(more, ARTICLE) == from_brat(STANDOFF, ARTICLE)


@pytest.mark.parametrize(
    ("standoff", "told"),
    [
        ("T1\tEntity 0 x\tM\n", "no text-bound line"),
        ("T1\tPlace 0 5\tMinsk\n", "T1: unknown type 'place'"),
        ("T1\tEntity 0 9999\tMinsk\n", "T1: 0 9999 is no span"),
        ("T1\tEntity 5 5\tMinsk\n", "T1: 5 5 is no span"),
        ("T1\tEntity 0 5\tMinsk\nA1\tEntityForm T1 named\n", "T1: .*label"),
        ("T1\tTime 0 5\tMinsk\nA1\tTimeType T1 DAY\n", "T1: unknown type 'DAY'"),
        ('T1\tTime 0 5\tMinsk\n#1\tAnnotatorNotes T1\t{"type": \n', "T1: its note is no JSON"),
        ('T1\tTime 0 5\tMinsk\n#1\tAnnotatorNotes T1\t{"type": "DATE", "colour": 1}\n', "T1: .*colour"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(standoff, told):
    with pytest.raises(InputError, match=told):
        from_brat(standoff, ARTICLE)


def test_the_folder_has_the_texts_the_marks_and_what_brat_must_know(tmp_path):
    export("brat", readings(), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) == 2 * len(readings()) + 1
    assert "a_b_c.ann" in names and "a_b_c.txt" in names
    assert (tmp_path / "out" / "a_b_c.txt").read_bytes().decode() == ARTICLE.text
    told = (tmp_path / "out" / "annotation.conf").read_text()
    used = set(re.findall(r"^T\d+\t(\w+)|^A\d+\t(\w+)", STANDOFF, re.M))
    assert all(name in told for pair in used for name in pair if name)


def test_two_articles_of_one_name_are_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(InputError, match="two articles have the id"):
        export("brat", [readings()[-1]] * 2, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_work_done_in_brat_is_not_written_over(tmp_path):
    export("brat", readings()[:1], tmp_path / "out")
    with pytest.raises(InputError, match="exists already"):
        export("brat", readings()[:1], tmp_path / "out")
