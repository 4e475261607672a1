"""How sure a row is: a probability that follows the fitted weights, and a table of features that keeps up."""

from datetime import date
from importlib.resources import files

import pandas as pd
import pytest
from tools_of import tool

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.evaluation.reliability import NOT_FEATURES, read_reliability, wilson
from prisoner_diplomacy.events.sure import doubtful_below, probability
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.places import data_folder

FOLDER = data_folder() / "evaluation"
TABLE = pd.read_csv(FOLDER / "row_features.csv")


def test_every_row_says_how_sure_it_is():
    text = "Elbonia freed 12 prisoners on Monday. The minister hopes that sanctions will be lifted."
    article = Article(id="two", text=text, published=date(2031, 5, 6))
    rows = find_events(article, annotate(article))
    assert rows
    assert all(row.sure is not None and 0 <= row.sure <= 1 for row in rows)


@pytest.mark.parametrize("name", sorted(load_toml("sure.toml")["coefficients"]))
def test_a_feature_moves_the_probability_its_own_way(name):
    weight = load_toml("sure.toml")["coefficients"][name]
    without, with_much = probability({}), probability({name: 50.0})
    assert (with_much > without) == (weight > 0.0) or abs(weight) < 0.001


def test_every_weight_belongs_to_a_feature_of_the_table():
    assert set(load_toml("sure.toml")["coefficients"]) <= set(TABLE.columns) - set(NOT_FEATURES)


def test_the_table_of_features_keeps_up_with_the_annotator():
    kept = TABLE[TABLE["set"] == "own"].reset_index(drop=True)
    made = tool("collect_row_features").rows_of("own", FOLDER).reindex(columns=TABLE.columns).fillna(0)
    pd.testing.assert_frame_equal(made, kept, check_dtype=False, atol=1e-3)


def test_the_probabilities_beat_the_base_rate_on_rows_not_fitted_on():
    reliability = read_reliability()
    assert reliability.brier < reliability.base
    assert reliability.bins["right"].iloc[-1] > reliability.bins["right"].iloc[0]
    assert reliability.bins["rows"].sum() == reliability.rows == (TABLE["part"] == "check").sum()


def test_the_page_draws_the_line_of_doubt_where_the_model_has_it():
    script = files("prisoner_diplomacy.viewer").joinpath("script/1-words.js").read_text(encoding="utf-8")
    assert f"const DOUBTFUL = {doubtful_below()};" in script


def test_wilsons_bounds_hold_the_share_and_stay_within_nought_and_one():
    low, high = wilson(0.5, 10)
    assert (round(low, 3), round(high, 3)) == (0.237, 0.763)
    assert 0 <= round(wilson(0.0, 5)[0], 9) <= wilson(0.0, 5)[1] < 1
