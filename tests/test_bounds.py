"""Work grows in step with the input on fifteen hostile shapes; past the limits there is one clear line."""

import re
from contextlib import suppress
from datetime import date

import hostile
import pytest
from growth import steps

from prisoner_diplomacy import Article, InputError, annotate, find_events
from prisoner_diplomacy.article.pages import read_page
from prisoner_diplomacy.text.document import LONGEST_SENTENCE, Document

SIZE = 2 * LONGEST_SENTENCE
MOST = 2.3


def read_text(text: str) -> None:
    article = Article("t", text, date(2025, 6, 23))
    find_events(article, annotate(article))


def read_markup(markup: str) -> None:
    with suppress(InputError):
        read_page(markup, "page", day_is_known=False)


def ratio(read, make, name):
    short, long = make(name, SIZE), make(name, 2 * SIZE)
    read(long)  # what is cached is not counted
    return steps(read, long) / max(steps(read, short), 500)


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_twice_the_text_is_twice_the_work(name):
    assert ratio(read_text, hostile.text, name) <= MOST


@pytest.mark.parametrize("name", hostile.PAGES)
def test_twice_the_page_is_twice_the_work(name):
    assert ratio(read_markup, hostile.page, name) <= MOST


def test_a_tag_with_a_hundred_thousand_attributes_is_refused_without_building_it():
    with pytest.raises(InputError, match="a tag with 100,000 attributes"):
        read_page(hostile.page("one tag full of attributes", 800_000), "page", day_is_known=True)


@pytest.mark.parametrize("name", ["one sentence full of triggers", "one sentence without a space"])
def test_a_sentence_that_nobody_wrote_is_cut_between_words(name):
    text = hostile.text(name, 10 * LONGEST_SENTENCE)
    parts = [text[start:end] for start, end in Document(Article("t", text, date(2025, 6, 23))).sentences]
    assert max(map(len, parts)) <= LONGEST_SENTENCE
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    whole = set(re.findall(r"\w+", text)[:-1])
    assert whole.issuperset(word for part in parts[:-1] for word in re.findall(r"\w+", part))


def test_a_word_without_end_is_left_whole():
    text = hostile.text("one word", 10 * LONGEST_SENTENCE)
    assert Document(Article("t", text, date(2025, 6, 23))).sentences == [(0, len(text))]
