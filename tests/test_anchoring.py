"""A quotation is found again where it is, or said to be moved, ambiguous or lost."""

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.anchoring import CONTEXT, reanchor, selector

TEXT = (
    "The bus stopped at the border. He said nothing. The guard read the list twice. "
    "Nobody on the bus moved. He said nothing at all until the last name was called."
)


def anchor_in(text: str, words: str, original: str = TEXT, nth: int = 0, known: bool = True):  # type: ignore[no-untyped-def]
    start = -1
    for _ in range(nth + 1):
        start = original.index(words, start + 1)
    quote, position = selector(original, start, start + len(words))
    return reanchor(
        text, quote["exact"], quote["prefix"], quote["suffix"], position["start"] if known else None
    )


def test_unchanged_text_is_found_at_its_position() -> None:
    anchor = anchor_in(TEXT, "read the list")
    assert (anchor.status, TEXT[anchor.start : anchor.end], anchor.score) == ("found", "read the list", 1.0)


def test_repeated_words_are_told_apart_by_their_context() -> None:
    for nth in range(2):
        moved = "BORDER. " + TEXT
        anchor = anchor_in(moved, "He said nothing", nth=nth)
        assert anchor.status == "moved"
        assert anchor.start == [TEXT.index("He said"), TEXT.rindex("He said")][nth] + 8
        assert anchor.margin > 0


def test_text_inserted_before_moves_the_words() -> None:
    anchor = anchor_in("A correction was made to this article. " + TEXT, "read the list")
    assert anchor.status == "moved"
    assert anchor.start == TEXT.index("read the list") + 39


def test_a_wrong_position_is_not_trusted() -> None:
    anchor = reanchor(TEXT, "the list", "read ", " twice", start=3)
    assert (anchor.status, anchor.start) == ("moved", TEXT.index("the list"))


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (TEXT.replace("read the list twice", "read out the list twice"), "The guard read out the list twice"),
        (TEXT.replace("guard", "gaurd"), "The gaurd read the list twice"),
        (TEXT.replace("The guard read", "The  guard read"), "The  guard read the list twice"),
    ],
)
def test_slightly_changed_words_are_found_by_likeness(changed: str, wanted: str) -> None:
    anchor = anchor_in(changed, "The guard read the list twice")
    assert anchor.status in ("found", "moved")
    assert changed[anchor.start : anchor.end] == wanted
    assert 0.8 < anchor.score < 1


def test_equal_candidates_are_ambiguous() -> None:
    anchor = reanchor("He left. He left.", "He left.")
    assert anchor == ("ambiguous", None, None, 1.0, 0.0)


def test_missing_words_are_lost() -> None:
    assert anchor_in("Nothing of the kind is said here.", "read the list twice").status == "lost"
    assert reanchor("", "words").status == "lost"
    assert reanchor("words", "").status == "lost"


def test_a_short_word_without_its_context_is_lost_not_guessed() -> None:
    assert anchor_in("Elsewhere a bus was late.", "bus").status == "lost"


def test_a_span_outside_the_text_has_no_selector() -> None:
    for start, end in ((0, 0), (-1, 2), (3, 2), (0, 99)):
        with pytest.raises(ValueError, match="no span"):
            selector("short", start, end)


@given(st.text(min_size=1, max_size=200), st.data())
def test_every_span_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = selector(text, start, end)
    assert len(quote["prefix"]) <= CONTEXT and len(quote["suffix"]) <= CONTEXT
    anchor = reanchor(text, quote["exact"], quote["prefix"], quote["suffix"], position["start"])
    assert anchor[:3] == ("found", start, end)


@given(
    st.text(max_size=300),
    st.text(max_size=60),
    st.text(max_size=32),
    st.text(max_size=32),
    st.integers(-5, 400),
)
def test_no_text_raises_and_no_span_leaves_it(
    text: str, exact: str, before: str, after: str, start: int
) -> None:
    anchor = reanchor(text, exact, before, after, start)
    if anchor.status in ("found", "moved"):
        assert anchor.start is not None and anchor.end is not None
        assert 0 <= anchor.start < anchor.end <= len(text)
    else:
        assert anchor.start is None and anchor.end is None


@pytest.mark.parametrize("unit", ["a", "ab", "the list ", "He said nothing. ", "\n", "xy" * 20 + "z"])
def test_steps_grow_in_step_with_hostile_text(unit: str) -> None:
    exact = "the guard, he said, read the lists twice, and nothing of it " * 3

    def find(text: str) -> None:
        reanchor(text, exact, "He said nothing. the list", "xy", 40)
        reanchor(text, unit, "b", "a", 7)

    assert_linear(find, unit)
