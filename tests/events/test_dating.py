"""When an event was: the date chosen among those of its sentence and of the text, or none."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.events.date_features import tense_of
from prisoner_diplomacy.events.dates import read_date
from prisoner_diplomacy.events.dating import Story, date_weights
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.text.scene import Scene, SortedMarks

PUBLISHED = date(2025, 6, 18)  # a Wednesday
CHOICES = Path(__file__).parents[2] / "data/evaluation/date_choices.csv"


def read(text):
    article = Article("t", text, PUBLISHED)
    return segment(article), SortedMarks(annotate(article))


def dates_of(text, kind):
    article = Article("t", text, PUBLISHED)
    return [event.date for event in find_events(article, annotate(article)) if event.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "dates"),
    [
        ("Iran freed nine editors on Monday, said a lawyer who met them in May.", "release", ["2025-06-16"]),
        ("On 2 May Iran freed nine editors arrested in 2023.", "release", ["2025-05-02"]),
        ("On 2 May Iran freed nine editors arrested in 2023.", "detention", ["2023"]),
        ("Iran will free nine editors by 1 July.", "release", ["../2025-07-01"]),
        ("Nine editors have been held in an Iranian prison since May 2023.", "detention", ["2023-05/.."]),
        ("Since May 2023 nine editors are in prison in Iran.", "detention", ["2023-05/.."]),
        ("Nine editors tried in May 2023 remain in prison in Iran.", "detention", ["2025-06-18"]),
    ],
)
def test_the_date_of_the_own_clause_is_taken(text, kind, dates):
    assert dates_of(text, kind) == dates


def test_what_is_wished_for_takes_no_date_of_what_happened():
    text = "Canada urged Iran to free nine editors who were arrested on 2 May 2024."
    assert dates_of(text, "release") == [""]
    assert dates_of(text, "detention") == ["2024-05-02"]


def test_a_plan_told_of_on_a_day_is_not_of_that_day():
    assert dates_of("Hours later, on Monday, Iran said it would free nine editors.", "release") == [""]


def test_a_deal_that_others_act_by_does_not_take_their_day():
    text = "Iran freed nine editors in February in a deal brokered by Oman."
    assert dates_of(text, "release") == ["2025-02"]
    assert dates_of(text, "agreement") == [""]


@pytest.mark.parametrize(
    ("second", "dates"),
    [
        ("Cuba freed Ivan Poe.", ["2024-06-02", "2024-06-02"]),
        ("Cuba freed Ivan Poe in May 2023.", ["2024-06-02", "2023-05"]),
        ("Cuba would free Ivan Poe, an aide said.", ["2024-06-02", ""]),
    ],
)
def test_an_act_told_beside_one_like_it_is_of_the_same_day(second, dates):
    text = f"They were held for years. On 2 June 2024 Iran freed Ana Roe. {second}"
    assert dates_of(text, "release") == dates


def test_an_official_statement_without_other_days_speaks_of_the_day_of_publication():
    text = (
        "The United States is imposing sanctions on nine firms in Iran for smuggling oil. "
        "More on today's action is on the website of the Treasury."
    )
    assert dates_of(text, "sanction") == ["2025-06-18"]


def test_custody_that_goes_on_has_the_day_of_publication():
    assert dates_of("Nine editors remain in prison in Iran.", "detention") == ["2025-06-18"]


@pytest.mark.parametrize(
    ("text", "ended", "values"),
    [
        ("Iran freed nine men on 2 May 2024.", False, ["2024-05-02"]),
        ("Iran has freed nine men since May 2024.", False, ["2024-05/.."]),
        ("Iran has jailed nine men since the vote of May 2024.", True, ["2024-05"]),
        ("Iran freed nine men after May 2024.", False, ["2024-05/.."]),
        ("Iran freed nine men after 2 May 2024.", False, ["2024-05-02"]),
        ("Iran freed nine men before May 2024.", False, ["../2024-05"]),
        ("Iran freed nine men following talks in May 2024.", False, ["2024-05/.."]),
    ],
)
def test_reading_of_a_date(text, ended, values):
    document, marks = read(text)
    scene = Scene(document, 0, marks)
    assert [read_date(scene, item, scene.mentions[0], ended).value for item in scene.times] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Oman closed its border in May 2024, after Iran jailed nine men.", "../2024-05"),
        ("Oman closed its border on 2 May 2024, after Iran jailed nine men.", "2024-05-02"),
        ("Oman closed its border in May 2024, and Iran jailed nine men.", "2024-05"),
    ],
)
def test_what_a_dated_act_came_after_was_by_then(text, value):
    document, marks = read(text)
    scene = Scene(document, 0, marks)
    assert read_date(scene, scene.times[0], scene.mentions[-1], False).value == value


def test_a_link_before_the_trigger_opens_nothing():
    document, marks = read("Few have gone there since the arrest of nine men in May 2024.")
    scene = Scene(document, 0, marks)
    assert read_date(scene, scene.times[0], scene.mentions[0], False).value == "2024-05"


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("Nine editors have been held in an Iranian prison since May 2023.", "2023-05/.."),
        ("Nine editors who had been held in prison since May 2023 were freed on Monday.", "2023-05"),
        ("Nine editors jailed since May 2023 were freed on Monday.", "2023-05"),
    ],
)
def test_custody_that_has_ended_has_the_date_it_began(text, began):
    assert dates_of(text, "detention") == [began]


@pytest.mark.parametrize(
    ("group", "trigger", "voice", "tense"),
    [
        (["had", "been"], "held", "passive", "pluperfect"),
        (["has"], "freed", "active", "perfect"),
        (["will"], "free", "active", "modal"),
        (["is"], "imposing", "active", "present"),
        ([], "arrested", "active", "past"),
        ([], "holds", "active", "present"),
        ([], "release", "noun", "noun"),
    ],
)
def test_tense(group, trigger, voice, tense):
    assert tense_of(group, trigger, voice) == tense


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Iran freed nine men, officials said on Tuesday. The men left prison on Monday. Others wait.",
            ["2025-06-16"],
        ),
        (
            "TEHRAN, June 18 (Agency) - Iran let nine men go. They left prison on Monday, not on Sunday.",
            ["2025-06-18", "2025-06-16"],
        ),
        ("TEHRAN, June 18 (Agency) - Iran let nine men go.", ["2025-06-18"]),
        ("Iran jailed nine men on 2 May 2019. They are free.", []),
    ],
)
def test_the_opening_is_about_the_first_recent_day_it_names_and_one_beside_that_of_publication(text, days):
    assert [day.value for day in Story(*read(text)).openings] == days


@pytest.mark.parametrize(
    ("value", "ahead", "past"),
    [
        ("2025-21", False, True),
        ("2025-22", False, False),
        ("2025-23", True, False),
        ("2024-24", False, True),
        ("2025-07", True, False),
        ("../2025-06-20", True, False),
        ("2025", False, False),
        ("2025-05/2025-07", False, False),
        ("", False, False),
    ],
)
def test_a_season_lies_where_its_months_lie(value, ahead, past):
    story = Story(*read("Iran freed nine men."))
    assert (story.is_ahead(value), story.is_past(value)) == (ahead, past)


def test_the_last_date_before_a_sentence_and_how_far_back_it_stands():
    story = Story(*read("Iran jailed nine men in 2019. They had protested. A court freed them."))
    assert story.last_before(0) is None
    last = story.last_before(2)
    assert last is not None
    assert (last[0], last[1].value) == (2, "2019")


def test_every_weight_is_of_a_feature_in_the_table_it_was_fitted_from():
    with CHOICES.open(encoding="utf-8", newline="") as file:
        features = {name for row in csv.DictReader(file) for name in row["features"].split()}
    assert set(date_weights()) <= features


def test_weights_add_up_without_rounding() -> None:
    assert {type(weight) for weight in date_weights().values()} == {int}


PIECES = [
    "Iran freed nine men",
    "on Monday",
    "since May 2023",
    "who were held",
    "in 2019",
    ",",
    "and",
    "after",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_a_date_is_named_by_the_text_or_is_the_day_of_publication(pieces):
    text = f"{' '.join(pieces)}."
    named = {"2025-06-16", "2023-05", "2019", "2025-06-18", ".."}
    for kind in ("release", "detention"):
        for value in dates_of(text, kind):
            assert set(value.split("/")) <= named | {""}


def test_the_sentence_that_gives_the_date_is_evidence_too():
    text = (
        "The United States is imposing sanctions on nine firms in Iran for smuggling oil. "
        "More on today's action is on the website of the Treasury."
    )
    article = Article("t", text, PUBLISHED)
    (event,) = [e for e in find_events(article, annotate(article)) if e.kind == "sanction"]
    assert event.evidence == f"0-80;81-{len(text)}"


def test_what_has_happened_is_not_dated_by_when_it_will_end():
    text = "Canada has frozen the assets of nine firms in Iran until 1 July 2026."
    assert dates_of(text, "sanction") != ["../2026-07-01"]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        (
            "Iran and Sweden held a swap on Monday. Two days before the swap, Iran freed a Dane.",
            "release",
            "2025-06-14",
        ),
        ("Iran freed a Swede held for 26 months on Monday.", "detention", "2023-04~"),
        ("She had been under house arrest since May. Iran freed her on Monday.", "detention", "2025-05"),
        ("Iran freed two men on Monday who had been detained since May.", "detention", "2025-05"),
        ("Oman freed two sailors in the spring. Iran met its envoy on Monday.", "release", "2025-21"),
        ("Iran freed nine in March. It has since freed two more.", "release", "2025-03/.."),
        ("Iran has freed nine people since last week.", "release", "2025-06-09/.."),
        ("Ana Lund was jailed in Iran more than a year ago.", "detention", "../2024-06"),
    ],
)
def test_a_date_reckoned_from_what_is_told_around(text, kind, date):
    assert date in dates_of(text, kind)


def test_custody_that_lasted_began_with_the_arrest_told_of_that_time():
    text = "Iran freed Ana Lund on Monday after three years in prison. Police arrested her in March 2022."
    assert "2022~" not in dates_of(text, "detention")
