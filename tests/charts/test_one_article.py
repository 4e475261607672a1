"""The figures of one article state a finding, draw what is uncertain as uncertain, and bear any article."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, load_context
from prisoner_diplomacy.charts.one_article import chart_event_dates, chart_voices, chart_who_to_whom
from prisoner_diplomacy.charts.story import chart_story
from prisoner_diplomacy.schema.marks import Entity, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.summary import (
    DIRECT,
    INDIRECT,
    OWN,
    count_pairs,
    count_voices,
    describe_events,
    event_overview,
    how_many,
    said,
    save_csv,
    speakers,
    voices,
    when,
    who,
    words_behind,
)

ARTICLE = Article(
    id="two", text="Minsk freed two men. “Good,” he said it was good.", published=date(2031, 5, 6)
)
BLANK = {name: None if name.startswith("count_") or name == "sure" else "" for name in COLUMNS}


def event(**values):
    return Event(**{**BLANK, "kind": "release", "status": "occurred", **values})


MANY = [
    event(
        date="2031-05-06", actor_country="BLR", target_country="UKR", actor="belarus", target="a man " * 40
    ),
    event(date="2031/..", actor_country="BLR", target_country="UKR", status="future"),
    event(date="../2030-21", actor_country="BLR;RUS", target_country="", kind="talks"),
    event(date="2031-05-07/2031-06", status="hypothetical", actor_country="COD", kind="agreement"),
    event(date="", status="negated", kind="sanction-relief", actor_country="WEST", target_country="BLR"),
    event(date="next week", kind="military"),
]
QUOTES = [
    Quote(21, 49, ARTICLE.text[21:49], "indirect", "x", "said", ""),
    Quote(22, 27, "Good,", "direct", "he", "", ""),
]


@pytest.mark.parametrize("events", [[], MANY, MANY[:1], MANY[-1:], MANY * 8])
def test_figures_of_events_bear_any_article(events):
    for chart in (chart_event_dates(ARTICLE, events), chart_who_to_whom(ARTICLE, events)):
        assert 0 < len(chart.title.split()) <= 10
        assert chart.sentence in chart.alt
        assert "6 May 2031" in chart.source
        assert chart.png().startswith(b"\x89PNG")
    assert len(chart_event_dates(ARTICLE, events).table) == len(events)
    assert chart_who_to_whom(ARTICLE, events).table["occurred"].sum() == sum(
        e.status == "occurred" for e in events
    )


@pytest.mark.parametrize(
    ("day", "status", "signs"),
    [
        ("2031-05-06", "occurred", {"point"}),
        ("2031-04", "occurred", {"bar"}),
        ("2030/..", "occurred", {"bar", "arrow"}),
        ("2031-05-06", "future", {"point", "dashed"}),
        ("", "negated", set()),
    ],
)
def test_the_figure_of_dates_explains_the_signs_it_has(day, status, signs):
    chart = chart_event_dates(ARTICLE, [event(date=day, status=status)])
    told = " ".join(text.get_text() for text in chart.figure.texts[:2]).lower()
    assert {sign for sign in ("point", "bar", "arrow", "dashed") if sign in told} == signs


@pytest.mark.parametrize("marks", [[], QUOTES])
def test_the_figure_of_voices_bears_any_article(marks):
    chart = chart_voices(ARTICLE, marks)
    assert chart.png().startswith(b"\x89PNG")
    assert chart.sentence in chart.alt


def test_the_same_events_give_the_same_picture():
    assert chart_event_dates(ARTICLE, MANY).png() == chart_event_dates(ARTICLE, MANY).png()
    assert chart_event_dates(ARTICLE, MANY).svg() == chart_event_dates(ARTICLE, MANY).svg()


def test_titles_tell_what_happened_from_what_did_not():
    assert chart_event_dates(ARTICLE, MANY).title == "The article reports 3 of 6 events as having happened"
    assert (
        chart_event_dates(ARTICLE, MANY[:1]).title == "The article reports its one event as having happened"
    )
    assert (
        chart_event_dates(ARTICLE, MANY[:2]).title == "The article reports 1 of 2 events as having happened"
    )
    assert chart_who_to_whom(ARTICLE, MANY).title == "Belarus acts in 3 of 6 events"
    assert "No row says" in chart_who_to_whom(ARTICLE, MANY[-1:]).title


def test_every_character_has_one_voice():
    counts = count_voices(ARTICLE, QUOTES)
    assert counts == {OWN: 21, INDIRECT: 23, DIRECT: 5}
    assert list(voices(ARTICLE, QUOTES)["characters"]) == [21, 23, 5]
    assert speakers(ARTICLE, QUOTES).to_dict("list") == {
        "speaker": ["x", "he"],
        INDIRECT: [23, 0],
        DIRECT: [0, 5],
    }


def test_pairs_are_counted_once_and_the_frequent_come_first():
    pairs = count_pairs(MANY)
    assert sum(pair.happened + pair.not_happened for pair in pairs) == len(MANY)
    assert (pairs[0].actor, pairs[0].target) == ("Belarus", "Ukraine")


def test_who_an_id_stands_for_that_no_table_names_is_told_in_the_words_of_the_text():
    assert list(who([Entity(0, 7, "Caracas", "GPE", "named", "caracas")])["who"]) == ["Caracas"]


def test_tables_of_marks():
    marks = [
        Entity(0, 5, "Minsk", "GPE", "metonym", "belarus"),
        Entity(30, 32, "he", "PERSON", "pronominal", "", "Ada Lind"),
        Quantity(12, 15, "two", 2, None, False, "man"),
        Time(0, 1, "x", "DATE", "2031"),
        *QUOTES,
    ]
    assert list(who(marks)["who"]) == ["Ada Lind", "Belarus"]
    assert when(marks).values.tolist() == [["x", "DATE", "2031"]]
    assert how_many(marks).values.tolist() == [["two", 2, None, False, "man"]]
    assert list(said(marks)["kind"]) == ["indirect", "direct"]
    assert who([]).empty


def test_tables_of_events():
    assert len(event_overview(MANY)) == len(MANY)
    assert event_overview([]).empty
    row = words_behind(ARTICLE, [event(mentions="6-11", evidence="0-20")])
    assert row.values.tolist() == [["release", "freed", "Minsk freed two men."]]
    assert describe_events([]) == "0 events."
    assert describe_events(MANY[:2]) == "2 events: 1 happened and 1 planned."


def test_a_table_is_written_whole(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(tmp_path / "data"))
    assert save_csv(event_overview(MANY), "x") == "6 rows written to build/tables/x.csv."
    save_csv(event_overview([]), "../../y")
    names = sorted(path.name for path in (tmp_path / "build" / "tables").iterdir())
    assert names == ["-..-y.csv", "x.csv"]


def test_the_number_of_an_event_stands_in_the_middle_of_the_days_it_may_lie_in():
    chart = chart_story(load_context().as_of("2025-11-22"), [(7, event(date="2025-08"))])
    bar = chart.figure.axes[2].lines[-1].get_xdata()
    place = next(text for text in chart.figure.axes[2].texts if text.get_text() == "7").get_position()[0]
    assert bar[0] < place < bar[1]
