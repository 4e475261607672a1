"""An apostrophe before a shortened word opens no quotation, and what is one is read as one."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate


def direct(text):
    marks = annotate(Article("t", text, date(2031, 5, 7)))
    return [mark.exact for mark in marks if mark.layer == "quote" and mark.kind == "direct"]


@pytest.mark.parametrize("sign", ["'", "‘"])
@pytest.mark.parametrize(
    "word",
    ["bout", "cause", "em", "n", "neath", "re", "round", "s", "t", "til", "till", "tis", "twas", "ve"],
)
def test_a_shortened_word_opens_no_quotation(sign, word):
    assert direct(f"{sign}{word.title()} noon the guests left, said Ola Berg.") == []
    assert direct(f"{sign}Round{word} noon the guests left,{'’' if sign == '‘' else sign} said Ola Berg.")


@pytest.mark.parametrize("decade", ["80s", "90s"])
def test_a_decade_opens_no_quotation(decade):
    assert direct(f"‘{decade} songs were sung, said Ola Berg.") == []
