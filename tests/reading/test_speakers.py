"""Whose words are quoted when a paper, a body, a description or a pronoun speaks, or nobody is named."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.schema.marks import Quote, readable_speaker


def told(text: str) -> list[tuple[str, str]]:
    """Return the direct quotes of a text, each with its speaker as a reader is told."""
    marks = annotate(Article("t", text, date(2025, 6, 23)))
    return [(m.exact, readable_speaker(m)) for m in marks if isinstance(m, Quote) and m.kind == "direct"]


def speakers(text: str) -> list[str]:
    return [name for _, name in told(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "The border office said in a statement that it had acted.\n\n“All are safe,” the statement said.",
            "The border office",
        ),
        (
            "Radio Norland reported a quake. The road “is closed for good,” the report said.",
            "Radio Norland",
        ),
        (
            "Ina Marek wrote a letter. It was long.\n\nBy and large, “it was cold,” the letter said.",
            "Ina Marek",
        ),
        (
            "Both ministries signed the joint statement. “We shall go on,” the statement promised.",
            "the statement",
        ),
        ("“We shall go on,” the statement promised.", "the statement"),
    ],
)
def test_a_paper_speaks_for_who_gave_it_out(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "The Red Cross freed nobody. It took a week.\n\n“We only drove the cars,” the aid agency said.",
            "international-committee-of-the-red-cross",
        ),
        ("A man fled. “We only drove the cars,” the aid agency said.", "the aid agency"),
        (
            "The port office in a note rejected the charge. It also said Norland had “a duty to wait”.",
            "The port office",
        ),
    ],
)
def test_a_body_is_named_by_its_kind_or_a_pronoun(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ina Marek, head of the mission in Brest said the trip was “worth all the trouble”.", "Ina Marek"),
        (
            "Piotr Danek, the only guest to stay, left after promising “never to sing there again”.",
            "Piotr Danek",
        ),
        ("Ina Marek — who has sung for years — bragged that it was “the best night of all”.", "Ina Marek"),
        ("Envoy Ina Marek said Oslo welcomed the step “without any second thoughts”.", "Ina Marek"),
        (
            "Another of the guests told a paper that Danek had lied, adding: “We knew.”",
            "Another of the guests",
        ),
        (
            "OSLO (AP) — The lake ministry has put out a note as follows:\n\n“The ice is thin.”",
            "lake ministry",
        ),
        (
            "Following Chad, Togo, and Gabon, the Coast League put out a note, announcing “an end to tolls”.",
            "Coast League",
        ),
        ("The family of Ina Marek said they were “so very glad”.", "The family of Ina Marek"),
        ("According to Oslo Watch UK, the food was “cold and bad”.", "Oslo Watch"),
        ("Oslo condemned the ban as “a bad joke”, the agency NTB reported.", "Oslo"),
        ("Tolls announced Friday are the “highest ever seen”, said a trader.", "a trader"),
        ("Norland praises “all who kept calm,” she noted, Ina Marek being tired.", "she"),
        ("Ina Marek spoke. She is ready to end the continued “noise at all hours”.", "Ina Marek"),
        ("Norland fined six clerks for what it called “plain theft”.", "Norland"),
        ("It was dear, a price the guests called “absurd”.", "guests"),
        ("A clerk, asking for no name said it was “all in a day's work”.", "A clerk"),
        ("Ina Marek, a U.N. envoy on lakes, said it was “the worst winter yet”.", "Ina Marek"),
        ("Ina Marek, head of one of the main guilds, the Union of Bakers (UB) said: “We stay.”", "Ina Marek"),
        ("Ina Marek sang and therefore once again stated it was “all in good fun”.", "Ina Marek"),
        ("(NTB) -- Norway closed the port in view of what it calls “a cold spell of note”.", "norway"),
        ("Old guests wept. Ina ran. “We slept on the floor,” they said.", "Old guests"),
        ("Lake Affairs Minister Ina Marek issued this statement today: “We stay.”", "Ina Marek"),
        ("Norwegian prime minister Ina Marek put it like this: “We stay.”", "Ina Marek"),
        ("Mayor Ina Marek - a baker who once sang - had also called for “one fair deal”.", "Ina Marek"),
        (
            "“We stay,” a top Norwegian army source was quoted as saying by a paper.",
            "a top Norwegian army source",
        ),
        ("“We stay,” said the 'Keep Us Here' movement on Facebook.", "'Keep Us Here' movement"),
        ("The Special Envoy for Norway, Ina Marek, met us. “We stay,” the Special Envoy said.", "Ina Marek"),
        ("Norway branded the song “reckless”.", "norway"),
        ("It had “nobody left to ask,” as noted by Ina Marek.", "Ina Marek"),
    ],
)
def test_who_speaks_is_found_past_descriptions_and_clauses(text: str, speaker: str) -> None:
    assert speakers(text)[-1].removeprefix("The ").removeprefix("the ") == speaker.removeprefix("The ")


@pytest.mark.parametrize(
    "text",
    [
        "Norland says it has sent an envoy home after a “needless” fight.",
        "Norland said that talks had been put off “indefinitely”.",
    ],
)
def test_one_word_is_quoted_where_a_clause_reports_it(text: str) -> None:
    assert speakers(text) == ["Norland"]


def test_joined_words_share_their_speaker() -> None:
    assert told("Talks were “frank” and “firm”, said Ina Marek on Friday.") == [
        ("frank", "Ina Marek"),
        ("firm", "Ina Marek"),
    ]
    assert told("Ina Marek said it was “slow” and “dull”, and left.") == [
        ("slow", "Ina Marek"),
        ("dull", "Ina Marek"),
    ]


def test_paragraphs_between_the_marks_of_one_quotation_are_of_its_speaker() -> None:
    text = "Ina Marek wrote:\n\n“The ice is thin.\n\nStay off it.\n\nWe mean it.”\n\nThe lake was shut."
    assert told(text) == [
        ("The ice is thin.", "Ina Marek"),
        ("Stay off it.", "Ina Marek"),
        ("We mean it.", "Ina Marek"),
    ]


def test_single_marks_open_paragraphs_of_one_quotation_too() -> None:
    text = "Ina Marek told a paper: ‘The ice is thin. \n\n‘She’s gone out too far.’"
    assert told(text) == [("The ice is thin.", "Ina Marek"), ("She’s gone out too far.", "Ina Marek")]


def test_words_go_back_to_the_last_speaker_after_an_aside_on_something_else() -> None:
    text = (
        "“We stay,” said Ina Marek.\n\nThe ferry is one of the largest.\n\n“We would like to thank you all.”"
    )
    assert speakers(text) == ["Ina Marek", "Ina Marek"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway shut the port and feared “a long and quiet winter ahead”.", ["Norway"]),
        ("Rows of shops grew that sold “what no other town has got”.", []),
    ],
)
def test_words_woven_in_are_of_a_known_subject(text: str, speaker: list[str]) -> None:
    assert [name.title() for name in speakers(text)] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Oslo shut the port. Norwegian officials left. Norway called it “a very bad sign”.", "norway"),
        ("The European Union met. The EU called it “a very bad sign”.", "EU"),
        ("“A bad sign,” the EU said. The European Union met.", "EU"),
        ("Norwegian officials left. Oslo said it was “a very bad sign”.", "Oslo"),
    ],
)
def test_a_body_or_country_is_told_as_the_text_calls_it_there(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "A baker said Order 12 of 3 May 2003 “On the Keeping of Geese” went on.",
        "Guards, described as “fools”, left.",
        "She was charged in mid-May with “an attempt to weaken the safety of the state at sea”.",
        "She faced ten charges, ranging from “singing in the square at night” to “walking on the grass”.",
    ],
)
def test_charges_and_names_given_by_nobody_are_no_quotes(text: str) -> None:
    assert told(text) == []
