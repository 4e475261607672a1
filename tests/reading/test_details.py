"""What marks made by hand leave out is told from the words and the tables; what a person said stays."""

from datetime import date

import pytest

from prisoner_diplomacy import Article
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.reading.details import with_details
from prisoner_diplomacy.schema.marks import PUBLISHED, Entity, EventMention, Quantity, Time

TEXT = (
    "Iran freed nine sailors on Monday. Ana Lund, a Polish diver, was jailed in Minsk. "
    "Lund left on Tuesday. Zork Corp paid."
)
ARTICLE = Article("t", TEXT, date(2025, 6, 18))


def bare(layer, words, *fields):
    start = TEXT.index(words)
    return layer(start, start + len(words), words, *fields)


def detailed(*marks):
    return with_details(ARTICLE, list(marks))


def test_fresh_marks_come_back_as_they_are():
    marks = annotate(ARTICLE)
    assert with_details(ARTICLE, marks) == marks


def test_marks_with_published_fields_alone_become_what_was_read():
    marks = annotate(ARTICLE)
    stripped = [
        type(mark)(mark.start, mark.end, mark.exact, *(getattr(mark, name) for name in PUBLISHED[mark.layer]))
        for mark in marks
    ]
    assert with_details(ARTICLE, stripped) == marks


@pytest.mark.parametrize(
    ("words", "fields", "name", "countries"),
    [
        ("Iran", ("GPE", "metonym", "iran"), "Iran", ("IRN",)),
        ("Iran", ("GPE", "metonym", ""), "Iran", ("IRN",)),
        ("Lund left", ("PERSON", "named", ""), "Lund left", ()),
        ("Zork Corp", ("ORG", "named", ""), "Zork Corp", ()),
        ("Minsk. Lund", ("ORG", "named", ""), "Minsk. Lund", ("BLR",)),
    ],
)
def test_a_name_takes_its_countries_from_the_tables_or_the_text(words, fields, name, countries):
    (mark,) = detailed(bare(Entity, words, *fields))
    assert (mark.name, mark.countries) == (name, countries)
    assert (mark.label, mark.form, mark.ref) == fields


def test_a_person_marked_twice_is_described_by_the_fullest_mention():
    known = next(mark for mark in annotate(ARTICLE) if mark.exact == "Ana Lund")
    (mark,) = detailed(bare(Entity, "Ana Lund", "PERSON", "named", ""))
    assert (mark.name, mark.countries, mark.gender) == (known.name, known.countries, known.gender)
    (other,) = detailed(bare(Entity, "Ana Lund, a Polish diver", "PERSON", "named", known.ref or ""))
    assert other.name


def test_a_day_worked_out_stays_worked_out_though_a_person_gave_another():
    (trigger, mark) = detailed(
        bare(EventMention, "freed", "release", "occurred"), bare(Time, "Monday", "DATE", "2025-06-09")
    )
    assert (mark.value, mark.anchored) == ("2025-06-09", True)
    assert trigger.frame
    (_, number) = detailed(
        bare(EventMention, "freed", "release", "occurred"),
        bare(Quantity, "nine", 10, 10, False, "sailor"),
    )
    assert (number.low, number.high) == (10, 10)


@pytest.mark.parametrize(
    ("words", "kind", "status", "voice", "act"),
    [
        ("freed", "release", "negated", "active", "free"),
        ("jailed", "detention", "occurred", "passive", "sentence"),
        ("freed", "talks", "occurred", "noun", ""),
        ("paid", "agreement", "occurred", "noun", ""),
    ],
)
def test_a_trigger_is_used_as_its_sentence_uses_it_and_words_of_no_such_kind_as_a_noun(
    words, kind, status, voice, act
):
    (mark,) = detailed(bare(EventMention, words, kind, status))
    assert (mark.kind, mark.status, mark.voice, mark.act) == (kind, status, voice, act)
    assert mark.frame
    assert 0 <= mark.group <= mark.start
