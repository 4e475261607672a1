"""Work grows in step with the input on hostile shapes; past the limits there is one clear line."""

import re
from contextlib import suppress
from datetime import date

import hostile
import pytest
from growth import steps

from prisoner_diplomacy import Article, InputError, annotate, find_events
from prisoner_diplomacy.article.pages import read_page
from prisoner_diplomacy.reading import quantities, times
from prisoner_diplomacy.reading.times import stated_dates
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.text.document import LONGEST_SENTENCE, Document

SIZE = 4 * LONGEST_SENTENCE
MOST = 2.3
FURTHEST = 200
"""Words that one expression may be made of; a rule that may repeat without end has millions."""
WORD = re.compile(r"[^\W_]+")
GRAMMARS = {
    "times": times.GRAMMAR,
    "quantities": quantities.GRAMMAR,
    "listed dates": stated_dates.YEAR_AT_END,
}


def read_text(text: str) -> None:
    article = Article("t", text, date(2025, 6, 23))
    find_events(article, annotate(article))


def rows_of(text: str) -> list[Event]:
    article = Article("t", text, date(2025, 6, 23))
    return find_events(article, annotate(article))


def read_markup(markup: str) -> None:
    with suppress(InputError):
        read_page(markup, "page", day_is_known=False)


def ratio(read, make, name):
    short, long = make(name, SIZE), make(name, 2 * SIZE)
    read(long)  # what is cached is not counted
    return steps(read, long) / max(steps(read, short), 500)


@pytest.mark.parametrize("name", [*hostile.TEXTS, *hostile.COUNTED])
def test_twice_the_text_is_twice_the_work(name):
    assert ratio(read_text, hostile.text, name) <= MOST


@pytest.mark.parametrize("name", hostile.PAGES)
def test_twice_the_page_is_twice_the_work(name):
    assert ratio(read_markup, hostile.page, name) <= MOST


def test_a_tag_with_a_hundred_thousand_attributes_is_refused_without_building_it():
    with pytest.raises(InputError, match="a tag with 100,000 attributes"):
        read_page(hostile.page("one tag full of attributes", 800_000), "page", day_is_known=True)


SHAPES_WITHOUT_END = [
    "one sentence full of triggers",
    "one sentence without a space",
    "triggers joined by lines below",
]


@pytest.mark.parametrize("name", SHAPES_WITHOUT_END)
def test_a_sentence_that_nobody_wrote_is_cut_between_words(name):
    text = hostile.text(name, 10 * LONGEST_SENTENCE)
    parts = [text[start:end] for start, end in Document(Article("t", text, date(2025, 6, 23))).sentences]
    assert max(map(len, parts)) <= LONGEST_SENTENCE
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    whole = set(WORD.findall(text)[:-1])
    assert whole.issuperset(word for part in parts[:-1] for word in WORD.findall(part))


def test_a_word_without_end_is_left_whole():
    text = hostile.text("one word", 10 * LONGEST_SENTENCE)
    assert Document(Article("t", text, date(2025, 6, 23))).sentences == [(0, len(text))]


@pytest.mark.parametrize("name", GRAMMARS)
def test_no_rule_of_time_or_number_reaches_on_without_end(name):
    # A regular expression takes no steps of Python, so that its growth is seen in how far it may reach.
    _, furthest = re._parser.parse(GRAMMARS[name].pattern.pattern).getwidth()
    assert furthest <= FURTHEST


def test_a_list_of_event_words_tells_nothing_and_a_sentence_beside_it_does():
    words = "freed, jailed, sanctioned, arrested, " * 20
    plain, beside = ("Minsk freed 31 men on Monday.", f"Tags: {words}\n\nMinsk freed 31 men on Monday.")
    rows = [rows_of(text) for text in (plain, beside)]
    assert len(rows[0]) == 1
    assert [(row.kind, row.date, row.count_low) for row in rows[0]] == [
        (row.kind, row.date, row.count_low) for row in rows[1]
    ]


def test_a_list_of_people_arrested_and_tried_is_told_to_its_end():
    lines = [f"{number}. Ana Reut{number}, arrested on 3 May, was jailed." for number in range(1, 121)]
    mentions = ";".join(row.mentions for row in rows_of("\n".join(lines)))
    assert max(int(span.partition("-")[0]) for span in mentions.split(";")) > len("\n".join(lines[:-1]))


@pytest.mark.parametrize("alone", ["Freed.", "Released!", "“Freed.”", "Sanctions"])
def test_an_event_word_alone_tells_nothing(alone):
    rows = rows_of(f"Minsk freed 31 men on Monday.\n\n{alone}\n\n{alone}")
    assert [(row.mentions, row.count_low, row.kind) for row in rows] == [("6-11", 31, "release")]
