"""The annotated article shows every mark, stays the text it was, and lets no hostile text through."""

import re
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import pytest

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.viewer import render_article, render_page, show_article, show_sentence, show_table
from prisoner_diplomacy.viewer.notes import amount, note
from prisoner_diplomacy.viewer.pieces import Cover, cut
from prisoner_diplomacy.wording import country_name, country_names, join_words, name_of, names_of

DAY = date(2031, 5, 6)
HOSTILE = 'He said "<script>alert(1)</script> & <img src=x onerror=y>" in May.\n\n</p></section><h1>'
VOID = {"meta", "input", "img", "br", "link"}


class Reader(HTMLParser):
    """Collects the words that are seen, ids, links, and tags left open."""

    def __init__(self, markup):
        super().__init__()
        self.seen, self.ids, self.links, self.open, self.tags = [], [], [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append((tag, known))
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"][1:]] if known.get("href", "").startswith("#") else []
        if tag not in VOID:
            self.open.append((tag, known))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = [(tag, known.get("class", "")) for tag, known in self.open]
        if ("div", "pd-text") in inside and not any(
            "pd-note" in kind or "pd-by" in kind for _, kind in inside
        ):
            self.seen.append(data)


def event(**values):
    blank = {name: None if name.startswith("count_") or name == "sure" else "" for name in COLUMNS}
    return Event(**{**blank, "event_id": "e", "kind": "release", "status": "occurred", **values})


@pytest.fixture(scope="module")
def article():
    return read_article(sorted((data_folder() / "articles").glob("*.txt"))[0])


@pytest.fixture(scope="module")
def annotations(article):
    return annotate(article)


def test_the_text_stays_what_it_was(article, annotations):
    reader = Reader(render_article(article, annotations))
    assert "".join(reader.seen).split() == article.text.split()
    assert not reader.open


def test_every_mark_has_a_note_that_hover_and_focus_show(article, annotations):
    markup = render_article(article, annotations)
    for mark in annotations:
        assert f'id="{Reader(markup).ids[0]}-n{mark.start}"' in markup
    reader = Reader(markup)
    described = [known["aria-describedby"] for tag, known in reader.tags if tag == "mark"]
    assert set(described) <= set(reader.ids)
    assert any(known.get("tabindex") == "0" for tag, known in reader.tags if tag == "mark")
    assert "mark:focus>.pd-note" in markup
    assert "mark:hover>.pd-note" in markup


def test_every_layer_can_be_switched_off(article, annotations):
    reader = Reader(render_article(article, annotations))
    switches = [known["id"] for tag, known in reader.tags if tag == "input"]
    assert len(switches) == 5
    assert {known["for"] for tag, known in reader.tags if tag == "label"} == set(switches)


def test_rows_lead_to_their_words(article, annotations):
    reader = Reader(render_article(article, annotations, find_events(article, annotations)))
    assert reader.links
    assert set(reader.links) <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))


def test_rows_may_stand_above_the_text(article, annotations):
    events = find_events(article, annotations)
    above = render_article(article, annotations, events, rows_first=True)
    assert above.index("<table") < above.index('class="pd-text"')


def test_hostile_text_is_shown_as_text():
    article = Article(
        id='"><script>', text=HOSTILE, published=DAY, title="<b>", publisher="<i>", language='"x'
    )
    row = event(kind="release", actor="<script>", evidence="0-10", mentions="3-7", counted="<u>", count_low=1)
    marks = [Quote(9, 20, HOSTILE[9:20], "direct", "<script>", "<said>", "<channel>")]
    markup = render_page(article, marks, [row])
    reader = Reader(markup)
    assert not [tag for tag, _ in reader.tags if tag in ("script", "img", "b", "i", "u", "h1")]
    assert "<script>alert(1)</script>" in "".join(reader.seen)
    assert "default-src 'none'" in markup


def test_overlapping_marks_are_cut_at_their_bounds():
    pieces = list(cut(0, 10, [Cover(2, 8, "a"), Cover(0, 4, "b"), Cover(6, 20, "c"), Cover(30, 40, "d")]))
    assert [(p.start, p.end, set(p.covers)) for p in pieces] == [
        (0, 2, {"b"}),
        (2, 4, {"a", "b"}),
        (4, 6, {"a"}),
        (6, 8, {"a", "c"}),
        (8, 10, {"c"}),
    ]
    assert pieces[1].begins == ("a",)


def test_the_same_article_gives_the_same_markup(article, annotations):
    assert render_page(article, annotations) == render_page(article, annotations)


def test_a_page_fetches_nothing(article, annotations):
    assert not re.search(r"(?:src|href)=.https?:", render_page(article, annotations))


def test_plain_text_tells_what_is_shown(article, annotations):
    shown = show_article(article, annotations, [])
    assert f"{len(annotations)} marks" in shown.text
    assert set(shown._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert "&lt;" in show_sentence("a < b").html


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Entity(0, 1, "x", "PERSON", "pronominal", "aleksandr-lukashenko"), "person · pronoun · Alexander"),
        (Entity(0, 1, "x", "ORG", "named", "", "The Board"), "organisation · named · The Board"),
        (Entity(0, 1, "x", "LOC", "named", ""), "not known"),
        (Time(0, 1, "x", "DATE", "2031-05", True), "date · 2031-05 · worked out"),
        (Time(0, 1, "x", "SET", ""), "no fixed value"),
        (Quantity(0, 1, "x", 5, None, False, "man"), "at least 5 · man"),
        (Quote(0, 1, "x", "direct", "", "said", "Telegram"), "speaker unknown · “said” · on Telegram"),
        (EventMention(0, 1, "x", "talks", "future"), "event · talks · future"),
    ],
)
def test_notes_tell_what_a_reader_should_know(mark, said):
    assert said in note(mark)


@pytest.mark.parametrize(
    ("low", "high", "about", "said"),
    [
        (None, None, False, "unknown"),
        (3, None, False, "at least 3"),
        (None, 3, False, "at most 3"),
        (3, 3, True, "about 3"),
        (1200, 1400, False, "1,200 to 1,400"),
    ],
)
def test_amounts_in_words(low, high, about, said):
    assert amount(low, high, about) == said


def test_tables_are_shown_in_full():
    table = pd.DataFrame({"who": ["<x>" * 40, None], "n": [0.5, 2.0], "yes": [True, False]})
    shown = show_table(table, "name")
    assert "&lt;x&gt;" * 40 in shown.html
    assert "0.500" in shown.text
    assert "yes" in shown.text
    assert (shown.name, shown.csv.splitlines()[0]) == ("name", "who,n,yes")
    assert show_table(table[:0], empty="None here.").text == "None here."


def test_ids_and_codes_have_names():
    assert name_of("aleksandr-lukashenko") == "Alexander Lukashenko"
    assert names_of("belarus;somebody else") == "Belarus, somebody else"
    assert country_name("UKR") == "Ukraine"
    assert country_names("BLR;EU;XXX") == "Belarus, European Union and XXX"
    assert join_words([]) == ""
