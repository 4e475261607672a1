"""How far an attribution reaches: over lists, paragraphs, dashes, and past names tied by a hyphen."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate

DAY = date(2031, 5, 7)


def marks(text, layer):
    return [mark for mark in annotate(Article("t", text, DAY)) if mark.layer == layer]


def speakers(text):
    return [quote.speaker for quote in marks(text, "quote")]


@pytest.mark.parametrize("length", range(2, 6))
def test_every_word_of_a_list_is_of_who_says_the_last(length):
    words = ["firm", "fair", "kind", "warm", "good"][-length:]
    listed = ", ".join(f"“{word}”" for word in words[:-1])
    assert speakers(f"The hosts were {listed} and “{words[-1]}”, said Ola Berg.") == ["Ola Berg"] * length


@pytest.mark.parametrize("length", range(2, 10))
def test_the_first_paragraphs_of_a_quotation_are_of_who_the_last_one_names(length):
    opened = "\n\n".join(f"“The road was long on day {number}." for number in range(1, length))
    assert speakers(f"{opened}\n\n“Then we were there,” said Ola Berg.") == ["Ola Berg"] * length


@pytest.mark.parametrize(
    "text",
    [
        "The trip was “a great success” – said Ola Berg.",
        "The trip was “a great success” — said Ola Berg.",
        "The trip was “a great success”, said Ola Berg.",
    ],
)
def test_words_of_a_sentence_are_told_by_what_a_dash_or_a_comma_joins(text):
    assert speakers(text) == ["Ola Berg"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Mandela-inspired party won.", []),
        ("Lukashenko-era rules were dropped.", []),
        ("The Taliban-run office was shut.", ["taliban"]),
        ("Israeli-held men were freed.", ["israel"]),
        ("Minsk-based teachers were freed.", ["minsk"]),
    ],
)
def test_a_hyphen_takes_a_word_from_a_persons_name_and_not_from_a_state_or_body(text, named):
    assert [mark.ref for mark in marks(text, "entity") if mark.form == "named"] == named


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("The Norwegian Ina Marek", "Ina Marek"),
        ("Norwegian prime minister Ina Marek", "Ina Marek"),
        ("Norwegian deputy foreign minister Ina Marek", "Ina Marek"),
        ("Norwegian Deputy Prime Minister Ina Marek", "Ina Marek"),
        ("Norway, with Ina Marek,", "norway"),
        ("Norway (and Ina Marek)", "norway"),
        ("Norway saw that Ina Marek", "norway"),
        ("Norway minister, senior, Ina Marek", "norway"),
    ],
)
def test_who_goes_on_speaking_is_the_person_that_a_nation_describes(subject, speaker):
    assert speakers(f"{subject} left early.\n\n“It was a long day for us all.”") == [speaker]
