"""Every sense of the trigger lexicon is found in its own example and not in its counterexample."""

from datetime import date

import pytest

from prisoner_diplomacy import annotate
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import plural, verb_forms
from prisoner_diplomacy.reading.triggers import CONDITIONS, annotate_mentions
from prisoner_diplomacy.reading.word_classes import word_classes
from prisoner_diplomacy.schema.marks import EventMention
from prisoner_diplomacy.text.document import Document

TRIGGERS = load_toml("triggers.toml")["trigger"]


def mentions(text):
    return annotate_mentions(Document(Article("t", text, date(2025, 6, 18))), [])


@pytest.mark.parametrize(
    "entry", TRIGGERS, ids=lambda entry: f"{entry['kind']}-{entry['act']}-{entry['yes'][:25]}"
)
def test_example_is_found_and_counterexample_is_not(entry):
    assert entry["kind"] in {mention.kind for mention in mentions(entry["yes"])}
    assert entry["kind"] not in {mention.kind for mention in mentions(entry["no"])}


@pytest.mark.parametrize("entry", TRIGGERS, ids=lambda entry: f"{entry['kind']}-{entry['act']}")
def test_conditions_name_known_classes(entry):
    for name in CONDITIONS:
        assert entry.get(name, "persons") in word_classes()


def test_every_class_is_asked_for_by_a_trigger():
    asked = {entry.get(name) for entry in TRIGGERS for name in CONDITIONS}
    assert set(word_classes()) <= asked | {
        "person nouns",
        "bare counts",
        "anyone",
        "held people",
        "parts",
        "places and ways",
        "things",
        "custody texts",
        "custody stories",
        "sanction texts",
    }


@pytest.mark.parametrize(
    ("spec", "forms"),
    [
        ("free", {"base": "free", "s": "frees", "ing": "freeing", "ed": "freed"}),
        ("swap", {"base": "swap", "s": "swaps", "ing": "swapping", "ed": "swapped"}),
        ("try", {"base": "try", "s": "tries", "ing": "trying", "ed": "tried"}),
        (
            "take/took/taken hostage",
            {
                "base": "take hostage",
                "s": "takes hostage",
                "ing": "taking hostage",
                "past": "took hostage",
                "part": "taken hostage",
            },
        ),
        ("release", {"base": "release", "s": "releases", "ing": "releasing", "ed": "released"}),
        ("visit", {"base": "visit", "s": "visits", "ing": "visiting", "ed": "visited"}),
        ("meet/met/met", {"base": "meet", "s": "meets", "ing": "meeting", "ed": "met"}),
        (
            "go/went/gone on trial",
            {
                "base": "go on trial",
                "s": "goes on trial",
                "ing": "going on trial",
                "past": "went on trial",
                "part": "gone on trial",
            },
        ),
    ],
)
def test_verb_forms(spec, forms):
    assert verb_forms(spec) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("amnesty", "amnesties"), ("truce", "truces"), ("talks", "talks")]
)
def test_plural(noun, many):
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The government has released twelve activists.", "occurred"),
        ("The government will release twelve activists.", "future"),
        ("The government is expected to release twelve activists.", "future"),
        ("The government may release twelve activists.", "hypothetical"),
        ("The union demanded that the government release twelve activists.", "hypothetical"),
        ("The union called for the release of twelve activists.", "hypothetical"),
        ("The government refused to release twelve activists.", "negated"),
        ("The government has not released any of the twelve activists.", "negated"),
        ("The government didn’t release the activists.", "negated"),
        ("The government helped to free twelve activists.", "occurred"),
        ("If the judge releases the activists, the strike will end.", "hypothetical"),
        ("A second exchange of prisoners could follow in spring.", "hypothetical"),
        ("A second exchange of prisoners is expected in spring.", "future"),
        ("The union welcomed the release of twelve activists.", "occurred"),
    ],
)
def test_status(sentence, status):
    releases = [mention for mention in mentions(sentence) if mention.kind == "release"]
    assert [mention.status for mention in releases] == [status]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Kyiv freed two editors.", "active"),
        ("Two editors were later freed by Kyiv.", "passive"),
        ("Two editors freed by Kyiv came home.", "participle"),
        ("The freed editors came home.", "adjective"),
        ("Kyiv has pardoned and released two editors.", "active"),
        ("Kyiv wants to free two editors.", "infinitive"),
        ("Freeing two editors was easy.", "gerund"),
        ("The release of two editors was easy.", "noun"),
    ],
)
def test_voice(sentence, voice):
    found = [
        mention for mention in mentions(sentence) if mention.kind == "release" and mention.exact != "pardoned"
    ]
    assert found[0].voice == voice


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Rebel attacks on towns killed nine people on Monday.", "noun"),
        ("Rebel attacks in villages killed nine people on Monday.", "noun"),
        ("Russia attacks port city of Odesa.", "active"),
    ],
)
def test_a_state_that_opens_a_headline_attacks_and_nobody_else_does(sentence, voice):
    marks = annotate(Article("t", sentence, date(2025, 6, 18)))
    (attack,) = [mark for mark in marks if isinstance(mark, EventMention) and mark.act == "attack"]
    assert attack.voice == voice
