"""How far apart two events of a sentence lie, by what the sentence says stands between them."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def dates_in(text):
    article = Article("t", text, date(2025, 6, 18))
    return {event.kind: event.date for event in find_events(article, annotate(article))}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "On May 3, a day after Iran freed nine sailors, it met the Omani envoy.",
            {"release": "2025-05-02", "talks": "2025-05-03"},
        ),
        (
            "A day after Iran freed nine sailors on June 16, it met the Omani envoy.",
            {"release": "2025-06-16", "talks": "2025-06-17"},
        ),
        (
            "Iran freed nine sailors on June 16, two days after it arrested two editors.",
            {"release": "2025-06-16", "detention": "2025-06-14"},
        ),
        (
            "Iran freed nine sailors on June 16, two weeks before it met the Omani envoy.",
            {"release": "2025-06-16", "talks": "2025-06-30"},
        ),
        (
            "Iran arrested nine sailors on June 14; two days later it freed them.",
            {"detention": "2025-06-14", "release": "2025-06-16"},
        ),
        (
            "Ana Lund was freed in Iran on June 16, five months after her arrest.",
            {"release": "2025-06-16", "detention": "2025-01~"},
        ),
        (
            "Ana Lund was freed in Iran on June 16, three years after her arrest.",
            {"release": "2025-06-16", "detention": "2022~"},
        ),
        (
            "Iran freed nine sailors after three years in prison on June 16.",
            {"release": "2025-06-16", "detention": "2022~"},
        ),
        (
            "Iran freed nine sailors two days after the vote of May 5.",
            {"release": "2025-05-07"},
        ),
        (
            "Iran had freed nine sailors a year before the landslide that began in March 2024.",
            {"release": "2023-03"},
        ),
        (
            "On Monday Iran let go two welders who were held hostage for nearly four years.",
            {"release": "2025-06-16", "detention": "2021~"},
        ),
        (
            "Iran on Monday freed two sailors held captive for three weeks.",
            {"release": "2025-06-16", "detention": "2025-05-26"},
        ),
        (
            "Ana Lund was freed in Iran on Monday, having spent two years in jail.",
            {"release": "2025-06-16", "detention": "2023~"},
        ),
        (
            "Iran freed nine sailors, a day after it met the Omani envoy on Sunday.",
            {"release": "2025-06-16", "talks": "2025-06-15"},
        ),
        (
            "Iran freed nine sailors two days before it met the Omani envoy on Sunday.",
            {"release": "2025-06-13", "talks": "2025-06-15"},
        ),
        ("Two editors have been held in Iran for 21 months.", {"detention": "2023-09~/.."}),
        ("Two editors have spent three years in a prison in Iran.", {"detention": "2022-06~/.."}),
        (
            "On June 16, two days after the storm, Iran arrested two editors.",
            {"detention": "2025-06-16"},
        ),
    ],
)
def test_what_is_told_to_lie_between_two_events_dates_the_other(text, dates):
    assert dates_in(text) == dates


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Oslo calls on Minsk to free all workers detained for their views.", "2025-06-18"),
        ("Oslo calls for the release of all nurses jailed in Minsk.", "2025-06-18"),
        ("Minsk freed all workers detained for their views.", None),
    ],
)
def test_custody_whose_end_is_asked_for_goes_on(sentence, told):
    article = Article("t", sentence, date(2025, 6, 18))
    events = find_events(article, annotate(article))
    assert next((event.date for event in events if event.kind == "detention"), None) == told


def test_measures_meant_by_them_are_known_in_a_text_on_frozen_assets():
    text = (
        "The Council lifted the asset freeze on two firms. An asset freeze on nine men stays. "
        "Measures began in 2015. They covered 40 people then. In 2019 the Council suspended them for 20 men."
    )
    article = Article("t", text, date(2025, 6, 18))
    relief = [event for event in find_events(article, annotate(article)) if event.kind == "sanction-relief"]
    assert (20, "2019") in [(event.count_low, event.date) for event in relief]
