"""A text is cut into the sentences a reader sees; the people and places are invented."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.text.document import Document


def sentences(text: str) -> list[str]:
    document = Document(Article("t", text, date(2025, 11, 22)))
    return [document.text[start:end] for start, end in document.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Ina Marek, Rep. Jan Danek, D-Calif., and Prof. K. Adu met in Brest.",
        "J.P. Danek, Ph.D., of the F.B.I. James Unit sat there.",
        "The U.S. State Department told the U.N. mission.",
        "Norcorp Inc. and Danek & Co. Ltd. sued.",
        "Marek v. Danek, No. 5 of Fig. 2, was heard at 5 p.m. on Mt. Danek.",
        "“Why?” he asked.",
        "Wait... what?",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["He lives in the U.S.", "He works for Norcorp Inc.", "The firm is big."],
        ["He left at 5 p.m.", "Police said so."],
        ["He asked Danek Jr.", "She sat on Main St.", "It rained."],
        ["He was freed.[1]", "She was not.[2][3]", "They left."],
        ["“Stop!”", "She left.", "(He stayed.)", "All wept."],
        ["He was freed on Jan. 5.", "The men left."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_space_left_out_after_a_sentence_does_not_join_it_to_the_next() -> None:
    assert sentences("They left.Brest slept.") == ["They left.", "Brest slept."]
