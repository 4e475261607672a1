"""Actor and target are people, bodies, states or what is acted on, whole as the text has them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.article import read_article
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.noun_phrases import PHRASE_ENDS

PUBLISHED = date(2025, 6, 18)
FOLDERS = [Path(__file__).parents[2] / "data" / name for name in ("articles", "evaluation")]
ARTICLES = sorted(path for folder in FOLDERS for path in folder.glob("*.txt"))
ALONE = grammar("pronouns")
# Words that end no noun phrase and begin none.
DANGLING = (
    (PHRASE_ENDS | grammar("determiners") | grammar("not_a_subject_after")) - ALONE - {"'s", "all", "both"}
)


def parties(event):
    return [part for cell in (event.actor, event.target) for part in cell.split(";") if part]


def assert_whole(part):
    words = part.lower().replace(",", " ,").split()
    assert part == part.strip(" ,.;:"), part
    assert not (len(words) == 1 and words[0] in ALONE), part
    assert words[-1] not in DANGLING | ALONE - {"others"}, part
    assert words[0] not in PHRASE_ENDS - grammar("predeterminers") - {"no", "up", "between"}, part


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_row_of_the_project_s_articles_has_a_pronoun_or_a_fragment(path):
    article = read_article(path)
    for event in find_events(article, annotate(article)):
        for part in parties(event):
            assert_whole(part)


WORDS = [
    "Iran",
    "freed",
    "it",
    "they",
    "who",
    "nine",
    "prisoners",
    "held",
    "a",
    "special",
    "envoy",
    "to",
    "Belarus",
    "European",
    "nation",
    "would",
    "be",
    "releasing",
    "many",
    "of",
    "the",
    "hundreds",
    "of",
    "political",
    "prisoners",
    "was",
    "holding",
    ",",
    "and",
    ".",
    "while",
    "police",
    "had",
    "arrested",
    "them",
    "in",
    "Minsk",
    "court",
    "sentenced",
    "her",
    "said",
    "that",
    "Poland",
    "its",
    "sanctions",
    "on",
    "imposed",
    "by",
    "we",
    "you",
    "him",
    "jailed",
    "two",
    "men",
    "whom",
    "guards",
    "beat",
    "both",
    "women",
    "exchanged",
    "for",
    "another",
    "met",
    "officials",
    "from",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(" ".join))
def test_no_run_of_words_gives_a_pronoun_or_a_fragment(text):
    article = Article("t", text, PUBLISHED)
    for event in find_events(article, annotate(article)):
        for part in parties(event):
            assert_whole(part)


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Canada named a special envoy to Belarus on Monday.", "canada", "a special envoy to Belarus"),
        ("Iran freed 31 Ukrainian citizens who had been held there.", "iran", "31 Ukrainian citizens"),
        (
            "Iran freed many of the hundreds of political prisoners it was holding.",
            "iran",
            "many of the hundreds of political prisoners",
        ),
        ("Guards at the camp beat them.", "Guards", ""),
        ("The police arrested a poet and two nurses on Monday.", "The police", "a poet;two nurses"),
        ("Ana Roe, 34, a welder from Leeds, was arrested by Iranian police.", "Iranian police", "Ana Roe"),
    ],
)
def test_parties_are_whole_as_the_text_has_them(text, actor, target):
    article = Article("t", text, PUBLISHED)
    event = find_events(article, annotate(article))[0]
    assert (event.actor, event.target) == (actor, target)


@pytest.mark.parametrize(
    ("headline", "actor", "target"),
    [
        ("France attacks base in Niger", "FRA", "NER"),
        ("The United States raids villages in Chad", "USA", "TCD"),
        ("Kenya attacks depot in Sudan, killing nine", "KEN", "SDN"),
    ],
)
def test_a_state_that_opens_a_headline_attacks_what_is_named_after_it(headline, actor, target):
    article = Article("t", f"{headline}\n\nThe army gave no number.", date(2031, 5, 6))
    (event,) = [event for event in find_events(article, annotate(article)) if event.kind == "military"]
    assert (event.actor_country, event.target_country) == (actor, target)


@pytest.mark.parametrize(
    ("errand", "met"),
    [
        ("talks with Iran", {"IRN"}),
        ("two days of talks with Iran", {"IRN"}),
        ("two long days of talks with Iran", {"CHE", "IRN"}),
    ],
)
def test_a_journey_is_to_the_place_too_where_whom_it_is_to_is_named_far_behind(errand, met):
    article = Article("t", f"The envoy of Norway flew to Geneva for {errand} on Monday.", PUBLISHED)
    talks = [event for event in find_events(article, annotate(article)) if event.kind == "talks"]
    assert {event.target_country for event in talks} == met
