"""Lines in capitals are read as sentences are written; lines that lead to other stories tell no event."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.text.readable import clean

DAY = date(2031, 5, 7)
BODY = (
    "On Monday Minsk freed 31 Ukrainian citizens, the ministry said. Olga Brandt, a teacher from Lviv, was "
    "among them; and who else came home nobody could say before the evening, when the bus had reached it."
)


def rows(text):
    article = Article("t", text, DAY)
    marks = annotate(article)
    assert all(text[mark.start : mark.end] == mark.exact for mark in marks)
    return [(row.kind, row.actor, row.target) for row in find_events(article, marks)]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("MINSK FREES 31 CITIZENS AFTER CALL WITH TRUMP", "Minsk frees 31 citizens after call with Trump"),
        ("U.S. AND EU LIFT SANCTIONS", "U.S. and EU lift sanctions"),
        ("OLGA BRANDT FREED: WHO ELSE IS HOME", "Olga Brandt freed: who else is home"),
        ("MINSK'S LEADER CALLS NATO", "Minsk's leader calls NATO"),
        ("U.S. EU UN", "U.S. EU UN"),
        ("TWO WORDS", "TWO WORDS"),
        ("Minsk FREES 31 Citizens", "Minsk FREES 31 Citizens"),
    ],
)
def test_a_line_in_capitals_reads_as_a_sentence(line, read):
    assert clean(f"{line}\n\n{BODY}") == f"{read}\n\n{BODY}"


def test_a_text_in_capitals_altogether_is_left_alone():
    assert clean(BODY.upper()) == BODY.upper()


def test_a_headline_in_capitals_and_the_sentence_below_are_one_event():
    assert rows(f"MINSK FREES 31 UKRAINIAN CITIZENS\n\n{BODY}") == rows(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "ALSO READ: Iran jails 14 teachers",
        "Read more | Cuba frees 553 prisoners",
        "**Related:** Russia arrests nine poets",
        "See also – Two men sentenced in Lima",
        "Read more\n\nIran jails 14 teachers",
    ],
)
def test_a_line_that_leads_to_another_story_tells_no_event(line):
    assert rows(f"{BODY}\n\n{line}\n\nTheir families waited.") == rows(BODY)


@pytest.mark.parametrize(
    "line", ["Related to this, Iran jailed ten men.", "Read more than once, it jailed ten men."]
)
def test_a_sentence_that_begins_like_one_is_read(line):
    assert len(rows(f"{BODY}\n\n{line}")) == len(rows(BODY)) + 1
