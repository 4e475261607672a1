"""The annotated article shows every mark, stays the text it was, and lets no hostile text through."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import pytest

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.viewer import (
    render_article,
    render_page,
    show_article,
    show_comparison,
    show_table,
)
from prisoner_diplomacy.viewer.notes import note
from prisoner_diplomacy.viewer.page import digest, stylesheet
from prisoner_diplomacy.viewer.pieces import Cover, cut
from prisoner_diplomacy.viewer.text import shown
from prisoner_diplomacy.wording import (
    amount,
    country_name,
    country_names,
    day_words,
    join_words,
    name_of,
    names_of,
)

DAY = date(2031, 5, 6)
HOSTILE = 'He said "<script>alert(1)</script> & <img src=x onerror=y>" in May.\n\n</p></section><h1>'
VOID = {"meta", "input", "img", "br", "link"}


class Reader(HTMLParser):
    """Collects the words of the text that are seen, ids, links, and tags left open."""

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
        if ("div", "pd-text") in inside and ("sup", "pd-no") not in inside:
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
    events = find_events(article, annotations)
    reader = Reader(render_article(article, annotations, events))
    assert "".join(reader.seen).split() == article.text.split()
    assert not reader.open


def test_every_mark_has_its_note_in_an_attribute(article, annotations):
    reader = Reader(render_article(article, annotations))
    notes = "\n".join(known.get("title", "") for tag, known in reader.tags if known.get("class") == "pd-m")
    for mark in annotations:
        assert note(mark) in notes
    assert not any(note(mark) in "".join(reader.seen) for mark in annotations if len(note(mark)) > 20)


def test_every_layer_can_be_switched_off_without_a_script(article, annotations):
    reader = Reader(render_article(article, annotations))
    switches = [known["class"] for tag, known in reader.tags if tag == "input"]
    assert len(switches) == 5
    assert all(f".pd:has(.{switch}:not(:checked)) .pd-" in stylesheet() for switch in switches)


def test_rows_lead_to_their_words_and_words_to_their_rows(article, annotations):
    events = find_events(article, annotations)
    reader = Reader(render_article(article, annotations, events))
    assert set(reader.links) <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    assert len([link for link in reader.links if "-s" in link]) == len(events)
    assert {link.rpartition("-r")[2] for link in reader.links if "-r" in link} == {
        str(number) for number in range(1, len(events) + 1)
    }


def test_hostile_text_is_shown_as_text():
    article = Article(
        id='"><script>', text=HOSTILE, published=DAY, title="<b>", publisher="<i>", language='"x'
    )
    row = event(kind="release", actor="<script>", evidence="0-10", mentions="3-7", counted="<u>", count_low=1)
    marks = [Quote(9, 20, HOSTILE[9:20], "direct", "<script>", "<said>", "<channel>")]
    markup = render_page(article, marks, [row])
    reader = Reader(markup)
    assert not [tag for tag, _ in reader.tags if tag in ("img", "b", "u")]
    assert "<script>alert(1)</script>" in "".join(reader.seen)
    assert "default-src 'none'" in markup
    assert len([tag for tag, _ in reader.tags if tag == "script"]) == 2


def test_what_would_turn_words_round_or_be_unseen_has_a_sign():
    assert shown("a\u202eb\x00c\x7f\ud800") == "a\ufffdb\ufffdc\ufffd\ufffd"
    assert shown("שלום\u200f") == "שלום\u200f"


def test_only_the_pages_own_script_and_style_may_run(article, annotations):
    markup = render_page(article, annotations)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', markup)[1]
    style = re.search(r"<style>(.*?)</style>", markup, re.DOTALL)[1]
    script = re.search(r'<script type="module">(.*?)</script>', markup, re.DOTALL)[1]
    assert digest(style) in policy
    assert digest(script) in policy
    assert "unsafe" not in policy
    assert "</script" not in script


def test_a_page_is_small_beside_its_text(article, annotations):
    page = render_page(article, annotations, find_events(article, annotations))
    assert len(page.encode()) - 2 * len(article.text.encode()) < 300_000


def test_a_row_says_what_a_person_did_and_what_is_inferred():
    rows = [
        event(
            kind="release",
            actor="belarus",
            target="",
            target_country="UKR",
            checked="accepted",
            date="2031-05",
        ),
        event(
            kind="military", actor="", actor_country="RUS", status="negated", attributed_to="minsk", sure=0.1
        ),
    ]
    markup = render_article(Article(id="x", text="Something.", published=DAY), [], rows)
    assert "✓" in markup
    assert '<i title="inferred"><bdi>people of Ukraine</bdi></i>' in markup
    assert "May 2031" in markup
    assert "denied" in markup
    assert "doubtful" in markup
    assert "says <bdi>minsk</bdi>" in markup
    assert "attack" in markup


def test_two_sets_of_rows_are_shown_beside_each_other(article, annotations):
    events = find_events(article, annotations)
    other = [replace(events[0], date="1999"), *events[2:]]
    shown_rows = show_comparison(article, annotations, events, other)
    assert shown_rows.html.count("pd-differs") >= 2
    item = shown_rows.data["rows"][0]
    assert (item["other"]["date"], item["differs"]) == ("1999", ["date"])
    assert shown_rows.data["rows"][1]["only"] == 0


def test_a_stored_view_is_no_widget_and_reads_as_text(article, annotations, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    shown_article = show_article(article, annotations, find_events(article, annotations))
    assert set(shown_article._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert f"{len(annotations)} marks" in shown_article.text
    assert shown_article.selected.empty
    assert shown_article.corrections == []


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


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-11-22", "22 November 2025"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        ("2025-22", "summer 2025"),
        ("2023-03/..", "since March 2023"),
        ("../2023", "by 2023"),
        ("2024-11-22/2025-11-22", "22 November 2024 to 22 November 2025"),
        ("2020-10-11/2020-10-21", "11 to 21 October 2020"),
        ("2024-07-30/2024-08-01", "30 July to 1 August 2024"),
        ("2025-08-30~/2025-08-31", "about 30 August 2025 to 31 August 2025"),
        ("2025-08/2025-09", "August 2025 to September 2025"),
        ("2025-08~", "about August 2025"),
        ("199X", "the 1990s"),
        ("rubbish", "rubbish"),
    ],
)
def test_dates_in_words(value, words):
    assert day_words(value) == words


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Entity(0, 1, "x", "PERSON", "pronominal", "aleksandr-lukashenko"), "person · pronoun · Alexander"),
        (Entity(0, 1, "x", "ORG", "named", "", "The Board"), "organisation · named · The Board"),
        (Entity(0, 1, "x", "LOC", "named", ""), "not known"),
        (Time(0, 1, "x", "DATE", "2031-05", True), "day or period · May 2031 · worked out"),
        (Time(0, 1, "x", "SET", ""), "no fixed value"),
        (Quantity(0, 1, "x", 5, None, False, "man"), "at least 5 · man"),
        (Quote(0, 1, "x", "direct", "", "said", "Telegram"), "speaker unknown · “said” · on Telegram"),
        (EventMention(0, 1, "x", "talks", "future"), "event · talks · planned"),
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
    assert "0.50" in shown.text
    assert "yes" in shown.text
    assert (shown.name, shown.csv.splitlines()[0]) == ("name", "who,n,yes")
    assert show_table(table[:0], empty="None here.").text == "None here."


def test_ids_and_codes_have_names():
    assert name_of("aleksandr-lukashenko") == "Alexander Lukashenko"
    assert names_of("belarus;somebody else") == "Belarus, somebody else"
    assert country_name("UKR") == "Ukraine"
    assert country_names("BLR;EU;XXX") == "Belarus, European Union and XXX"
    assert join_words([]) == ""
