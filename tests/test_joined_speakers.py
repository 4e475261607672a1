"""Who speaks is counted once, under whichever name: the words of the text and a person's decisions say so."""

from datetime import date
from types import SimpleNamespace

import pytest

from prisoner_diplomacy import Article, read_article
from prisoner_diplomacy.joined_speakers import describe_names, joined_speakers
from prisoner_diplomacy.places import DEFAULT_ARTICLE, find_article
from prisoner_diplomacy.review import reviewed_rows
from prisoner_diplomacy.schema.marks import Quote
from prisoner_diplomacy.summary import count_speakers, describe_voices

TEXT = (
    'Peru’s relief office says five were freed. "All are well," the relief office said. "We wait," it added.'
)


def quote(words, speaker, cue="said"):
    start = TEXT.index(words)
    return Quote(start, start + len(words), words, "direct", speaker, cue, "")


QUOTES = [
    quote("five were freed", "Peru’s relief office", "says"),
    quote("All are well,", "the relief office"),
    quote("We wait,", "peru", "added"),
]


def row(words="wait", said="red-cross", checked="corrected"):
    start = TEXT.index(words)
    return SimpleNamespace(mentions=f"{start}-{start + len(words)}", attributed_to=said, checked=checked)


def speakers(*rows, quotes=QUOTES):
    reviewed = SimpleNamespace(annotations=quotes, events=rows)
    article = Article(id="x", text=TEXT, published=date(2031, 5, 6))
    return [mark.speaker for mark in joined_speakers(article, reviewed)]


def test_what_the_text_calls_a_speaker_stands_beside_the_name_it_has_here():
    article = Article(id="x", text=TEXT, published=date(2031, 5, 6))
    told = describe_names(article, SimpleNamespace(annotations=QUOTES, events=[row()]))
    called = "“Peru’s relief office” and “the relief office”"
    assert told == f"Under the name red-cross stands whom the text calls {called}."
    assert describe_names(article, SimpleNamespace(annotations=QUOTES[:1], events=[])) == ""


def test_a_body_has_its_fullest_name_and_goes_on_speaking():
    assert speakers() == ["Peru’s relief office"] * 3


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        (row(), ["red-cross"] * 3),
        (row(checked=""), ["Peru’s relief office"] * 3),
        (row(said=""), ["Peru’s relief office"] * 3),
    ],
)
def test_what_a_person_decided_of_a_row_names_who_speaks_there(decided, told):
    assert speakers(decided) == told


def test_a_known_name_is_not_taken_from_the_other_quotations():
    quotes = [QUOTES[0]._replace(speaker="peru"), QUOTES[1]._replace(speaker="peru")]
    assert speakers(row("well"), quotes=quotes) == ["peru", "red-cross"]


def test_a_quotation_without_a_speaker_stays_without_one():
    quotes = [QUOTES[0]._replace(speaker=""), QUOTES[1]._replace(speaker=""), QUOTES[2]]
    assert speakers(quotes=quotes) == ["", "", "peru"]
    assert speakers(row("well"), quotes=quotes) == ["", "red-cross", "peru"]


def test_the_committee_of_the_article_under_study_is_one_speaker():
    article = read_article(find_article(DEFAULT_ARTICLE))
    marks = joined_speakers(article, reviewed_rows(article))
    counts = count_speakers(article, marks)
    committee = "Coordination Headquarters for the Treatment of Prisoners of War"
    assert [count.speaker for count in counts][:2] == [committee, "Donald Trump"]
    assert len(counts) == 4
    assert f"4 speakers, most of it: {committee} (" in describe_voices(article, marks)
