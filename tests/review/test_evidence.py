"""Which words gave each field of a row: those of its own sentences first, the nearest ones, else said so."""

from datetime import date

import pytest

from prisoner_diplomacy import Article
from prisoner_diplomacy.review import evidence_of
from prisoner_diplomacy.schema.marks import Entity, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event

TEXT = (
    "Anna Reut was jailed in Minsk on 3 May 2031, Oslo said. Petr Lom and Ann Lund were freed, "
    "two after 4 May and three after 5 May. Between 1 May and 9 May 2031 Minsk let 40 go."
)
ARTICLE = Article(id="told", text=TEXT, published=date(2031, 5, 10))
JAILED, FREED, LATER = TEXT.split(". ")


def at(words, nth=1):
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def cell(words, nth=1):
    return "{}-{}".format(*at(words, nth))


def time(words, value, nth=1, anchored=False):
    return Time(*at(words, nth), words, "DATE", value, anchored)


def number(words, low, high):
    return Quantity(*at(words), words, low, high, False, "person")


def entity(words, ref, label="PERSON", form="named", nth=1, name=""):
    return Entity(*at(words, nth), words, label, form, ref, name)


MARKS = [
    entity("Anna Reut", "anna-reut", name="Anna Reut"),
    entity("Minsk", "minsk", "GPE"),
    time("3 May 2031", "2031-05-03"),
    Quote(*at("Anna Reut was jailed in Minsk on 3 May 2031"), "", "indirect", "oslo-office", "said", ""),
    entity("Petr Lom", "petr-lom", name="Petr Lom"),
    entity("Ann Lund", "", name="Ann Lund"),
    number("two", 2, 2),
    time("4 May", "2031-05-04", anchored=True),
    number("three", 3, 3),
    time("5 May", "2031-05-05", anchored=True),
    time("1 May and 9 May 2031", "2031-05-01/2031-05-09"),
    time("9 May 2031", "2031-05-09"),
    entity("Minsk", "minsk", "GPE", nth=2),
    number("40", 40, 40),
]


def row(mentions, evidence, **fields):
    blank = {name: None if name in ("count_low", "count_high", "sure") else "" for name in COLUMNS}
    where = {"mentions": cell(mentions), "evidence": cell(evidence)}
    return Event(**{**blank, "article": "told", "kind": "release", "status": "occurred", **where, **fields})


def told(event, field):
    found = {evidence.field: evidence for evidence in evidence_of(ARTICLE, MARKS, event)}
    return [TEXT[start:end] for start, end in found[field].spans], found[field].basis


@pytest.mark.parametrize(
    ("mentions", "evidence", "fields", "field", "words", "basis"),
    [
        ("freed", FREED, {"date": "2031-05-04"}, "date", ["4 May"], "stated"),
        ("freed", FREED, {"date": "2031-05-04", "date_basis": "anchored"}, "date", ["4 May"], "worked out"),
        ("freed", FREED, {"date": "2031-05-05"}, "date", ["5 May"], "stated"),
        ("freed", FREED, {"date": "2031-05-03"}, "date", ["3 May 2031"], "elsewhere"),
        ("let", LATER, {"date": "2031-05-01/2031-05-09"}, "date", ["1 May and 9 May 2031"], "stated"),
        ("let", LATER, {"date": "../2031-05-09"}, "date", ["9 May 2031"], "stated"),
        ("let", LATER, {"date": "2031-05-10"}, "date", [], "published"),
        ("let", LATER, {"date": "2031-05-11"}, "date", [], "nowhere"),
        ("let", LATER, {"count_low": 40, "count_high": 40}, "count", ["40"], "stated"),
        ("let", LATER, {"count_low": 40}, "count", ["40"], "stated"),
        ("let", LATER, {"count_high": 3}, "count", ["three"], "elsewhere"),
        ("let", LATER, {"count_low": 3, "count_high": 40}, "count", [], "nowhere"),
        (
            "freed",
            FREED,
            {"count_low": 2, "count_high": 2, "target": "petr-lom;Ann Lund"},
            "count",
            ["two"],
            "stated",
        ),
        (
            "jailed",
            JAILED,
            {"count_low": 1, "count_high": 1, "target": "anna-reut"},
            "count",
            ["Anna Reut"],
            "stated",
        ),
        ("freed", FREED, {"target": "petr-lom;Ann Lund"}, "target", ["Petr Lom", "Ann Lund"], "stated"),
        ("freed", FREED, {"target": "Ann Lund;petr-lom"}, "target", ["Petr Lom", "Ann Lund"], "stated"),
        ("freed", FREED, {"target": "anna-reut"}, "target", ["Anna Reut"], "elsewhere"),
        ("freed", FREED, {"actor": "nobody-known"}, "actor", [], "nowhere"),
        ("freed", FREED, {"actor": "minsk", "actor_basis": "inferred"}, "actor", ["Minsk"], "inferred"),
        ("freed", FREED, {"actor": "nobody", "actor_basis": "inferred"}, "actor", [], "inferred"),
        ("jailed", JAILED, {"actor": "minsk", "actor_basis": "inferred"}, "actor", ["Minsk"], "inferred"),
        ("jailed", JAILED, {"location": "minsk"}, "location", ["Minsk"], "stated"),
        ("jailed", JAILED, {"attributed_to": "Oslo"}, "attributed_to", ["Oslo"], "stated"),
        ("jailed", JAILED, {"attributed_to": "oslo"}, "attributed_to", ["Oslo"], "stated"),
        ("freed", FREED, {"actor": "Oslo"}, "actor", ["Oslo"], "elsewhere"),
        (
            "jailed",
            JAILED,
            {"attributed_to": "oslo-office"},
            "attributed_to",
            ["Anna Reut was jailed in Minsk on 3 May 2031"],
            "stated",
        ),
        ("freed", FREED, {"target_country": "BLR"}, "target_country", [], "inferred"),
        ("freed", FREED, {}, "kind", ["freed"], "stated"),
    ],
)
def test_a_field_names_its_words(mentions, evidence, fields, field, words, basis):
    assert told(row(mentions, evidence, **fields), field) == (words, basis)


def test_of_two_places_that_name_somebody_the_one_nearer_to_the_rows_words_counts():
    whole = row("let", TEXT, actor="minsk")
    assert evidence_of(ARTICLE, MARKS, whole)[-1].spans == (at("Minsk", 2),)
    first = row("jailed", TEXT, actor="minsk")
    assert evidence_of(ARTICLE, MARKS, first)[-1].spans == (at("Minsk"),)


def test_only_fields_that_hold_something_are_told():
    assert [found.field for found in evidence_of(ARTICLE, MARKS, row("freed", FREED))] == ["kind"]
    named = row("freed", FREED, target="petr-lom", target_country="BLR")
    assert [found.field for found in evidence_of(ARTICLE, MARKS, named)] == ["kind", "target"]
