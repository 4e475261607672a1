"""Two coders: the coefficient is the published one, and every difference is settled in the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.record.agreement import (
    agreement_by_field,
    describe_agreement,
    krippendorff_alpha,
    settled_differences,
)
from prisoner_diplomacy.record.load import load_context, load_second_coding

PUBLISHED = list(zip("aabbdcccedda", "babbbcccedd d".replace(" ", ""), strict=True))
"""The example of section B of Krippendorff's paper of 2011, whose alpha is 0.692."""
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40)


def test_the_coefficient_is_that_of_its_source() -> None:
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.692, abs=0.0005)


def test_where_nothing_could_differ_there_is_no_coefficient() -> None:
    assert krippendorff_alpha([("a", "a")] * 12) is None


@given(PAIRS)
def test_full_agreement_is_one_and_order_of_coders_is_nothing(pairs: list[tuple[str, str]]) -> None:
    alpha = krippendorff_alpha(pairs)
    assert alpha == krippendorff_alpha([(second, first) for first, second in pairs])
    assert alpha is None or (alpha <= 1 and (alpha == 1) == all(a == b for a, b in pairs))


def test_a_fifth_of_the_rows_was_coded_twice() -> None:
    coded, context = load_second_coding(), load_context()
    whole = sum(len(context.tables()[name]) for name in ("releases", "sanctions", "contacts"))
    assert coded["row"].nunique() >= 34
    assert coded["row"].nunique() / whole > 0.15
    assert set(coded["table"]) == {"releases", "sanctions", "contacts"}


def test_agreement_is_told_by_field_and_for_all() -> None:
    table = agreement_by_field().set_index("field")
    assert table.loc["all", "cells"] == len(load_second_coding()) == table["cells"].iloc[:-1].sum()
    assert table.loc["all", "alike"] == table["alike"].iloc[:-1].sum()
    assert table.loc["all", "percent"] == round(
        100 * table.loc["all", "alike"] / table.loc["all", "cells"], 1
    )
    assert str(table.loc["all", "cells"]) in describe_agreement()


def test_each_difference_says_what_holds_and_why() -> None:
    table, apart = agreement_by_field().iloc[-1], settled_differences()
    assert len(apart) == table["cells"] - table["alike"]
    assert apart["why"].str.len().min() > 20
