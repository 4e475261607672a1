"""Texts as files, pages and mails leave them are read rightly, and marks point into the text as loaded."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.text.readable import Readable

DAY = date(2025, 11, 22)
ODDITIES = [
    "\u00a0",
    "\u202f",
    "\u00ad",
    "\u200b",
    "\u2060",
    "&quot;",
    "&nbsp;",
    "&amp;",
    "&",
    "e\u0301",
    "n\u0303",
    "\u0301",
    "ﬁ",
    "â€œ",
    "â€\x9d",
    "Ã©",
    "Ã",
    "「",
    "」",
    "\n",
    "\n\n",
    "-\n",
    "\n> ",
    "‑",
    "\t",
    "\u180e",
    "\u034f",
    "\ufe0f",
    "\x93",
    "\x08",
    "\U000e0041",
    "&amp;quot;",
    "¹",
    "٣",
]
WORDS = [
    "Minsk",
    "freed",
    "14",
    "prisoners",
    "on",
    "Friday",
    "said",
    "Ines",
    "Falk",
    "“We",
    "go,”",
    "the",
    "EU",
    ".",
]


def article_of(text: str) -> Article:
    return Article("test", text, DAY)


def rows_of(text: str) -> list[Event]:
    return find_events(article_of(text), annotate(article_of(text)))


@pytest.mark.parametrize(
    ("loaded", "read"),
    [
        ("5\u00a0million and 5\u202f%", "5 million and 5 %"),
        ("Luka\u00adshen\u00adko\u200b", "Lukashenko"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
        ("&quot;Yes,&quot; &#8220;no&#8221; &amp; &lsquo;so&rsquo;", '"Yes," “no” & ‘so’'),
        ("AT&T; &nosuch; & &", "AT&T; &nosuch; & &"),
        ("â€œWeâ€\x9d and JosÃ©", "“We” and José"),
        ("\x93Yes,\x94 \x91no\x92 \x96 and \x81so", "“Yes,” ‘no’ – and so"),
        ("&amp;quot;Yes&amp;amp;rdquo; &amp;amp; no &amp;T;", '"Yes” & no &T;'),
        ("Ukrainian citizens¹ were freed.² 5 km² and x²", "Ukrainian citizens were freed. 5 km² and x²"),
        ("٣١ men, ۱۴ women", "31 men, 14 women"),
        (
            "fre\u180eed\ufe0f fre\u034fed\U000e0041 fre\u206aed\ufffc \ufff9free\ufffb \x08now",
            "freed freed freed free now",
        ),
        ("「Yes」 and 『no』", "“Yes” and ‘no’"),
        ("It was the ﬁrst of １４", "It was the first of 14"),
        ("They were\nfreed on\nFriday.", "They were freed on Friday."),
        ("The court sen-\ntenced him.", "The court sentenced him."),
        ("> They were\n> freed.\n>\n> All left.", "They were freed.\n\nAll left."),
        ("Fourteen Are Free\n\nThey left.", "Fourteen Are Free\n\nThey left."),
        ("They left at dawn.\nThey came back.", "They left at dawn.\nThey came back."),
        (
            "We ask for:\n- the release of all\n- an inquiry",
            "We ask for:\n- the release of all\n- an inquiry",
        ),
    ],
)
def test_what_is_odd_in_a_text_is_put_right(loaded: str, read: str) -> None:
    assert Readable(loaded).text == read


@pytest.mark.parametrize(
    "text",
    [
        "Belarus\u00a0freed 14\u00a0prisoners on 20\u00a0November 2025.",
        "Bela\u00adrus freed 14 priso\u00adners on 20 November 2025.",
        "Belarus freed 14\nprisoners on 20 No-\nvember 2025.",
        "> Belarus freed 14\n> prisoners on 20\n> November 2025.",
    ],
)
def test_an_event_is_found_however_its_text_is_set(text: str) -> None:
    row = rows_of(text)[0]
    assert (row.kind, row.date, row.actor, row.count_low) == ("release", "2025-11-20", "belarus", 14)
    start, end = map(int, row.evidence.split("-"))
    assert text[start:end].startswith("Bela")
    assert text[start:end].endswith("2025.")


@pytest.mark.parametrize(
    "line", ["ALSO READ: Minsk holds 50 Polish citizens", "Read more\n\nMinsk holds 50 Poles"]
)
def test_a_line_on_another_story_gives_no_row_and_no_number(line: str) -> None:
    opening, end = "Minsk freed 31 Ukrainian citizens on Monday.", "“They are home,” the envoy said."
    alone, between = rows_of(f"{opening}\n\n{end}"), rows_of(f"{opening}\n\n{line}\n\n{end}")
    told = [
        [(row.kind, row.count_low, row.target_country, row.date) for row in rows] for rows in (alone, between)
    ]
    assert told[0] == told[1]
    assert (told[0][0][0], told[0][0][1]) == ("release", 31)


def test_a_speaker_keeps_the_spelling_of_the_text_but_for_line_ends() -> None:
    quotes = [m for m in annotate(article_of("“We\ngo,” said Ines\nFalk.")) if m.layer == "quote"]
    assert [(quote.exact, quote.speaker) for quote in quotes] == [("We\ngo,", "Ines Falk")]


@given(st.lists(st.sampled_from([*ODDITIES, *WORDS, " ", " ", " "]), max_size=40).map("".join))
@settings(deadline=None, max_examples=300)
def test_marks_and_rows_slice_the_text_as_loaded(text: str) -> None:
    marks = annotate(article_of(text))
    for mark in marks:
        assert text[mark.start : mark.end] == mark.exact != ""
    for layer in ("entity", "time", "quantity", "event"):
        spans = [(m.start, m.end) for m in marks if m.layer == layer]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for row in find_events(article_of(text), marks):
        for span in f"{row.mentions};{row.evidence}".split(";"):
            start, end = map(int, span.split("-"))
            assert 0 <= start < end <= len(text)


@given(st.lists(st.sampled_from([*ODDITIES, *WORDS, " "]), max_size=40).map("".join))
def test_offsets_lead_back_and_forth(text: str) -> None:
    readable = Readable(text)
    for place in range(len(readable.text)):
        start, end = readable.in_loaded(place, place + 1)
        assert start < end
        assert readable.in_read(start) <= place < readable.in_read(end)
