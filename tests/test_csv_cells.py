"""No cell of a CSV is a formula to a spreadsheet, and every cell reads back as it was."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.schema.csv_cells import guard, read_csv, to_csv, unguard

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("rest", ['HYPERLINK("http://x.example","31")', "1+1", "", "'"])
def test_what_begins_like_a_formula_is_marked_as_text(start, rest):
    assert guard(start + rest) == f"'{start}{rest}"


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\r\na1é＝"), max_size=6))
def test_every_text_reads_back_unchanged(text):
    assert not str(guard(text)).startswith(STARTS)
    assert unguard(guard(text)) == text


def test_tables_are_guarded_whole_and_numbers_left_alone(tmp_path):
    table = pd.DataFrame({"=who": ["=1+1", "'=quoted", "plain"], "n": [-3, 4, 5]})
    text = to_csv(table)
    assert text == "'=who,n\n'=1+1,-3\n''=quoted,4\nplain,5\n"
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    assert read_csv(path).to_dict("list") == {"=who": table["=who"].tolist(), "n": ["-3", "4", "5"]}


def test_texts_of_tables_without_rows(tmp_path):
    assert to_csv(pd.DataFrame({"a": pd.Series(dtype="string")})) == "a\n"
