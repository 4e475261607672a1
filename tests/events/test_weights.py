"""Fitted weights belong to features that texts give: one renamed alone would silently lose its weight."""

from pathlib import Path

import pytest

from prisoner_diplomacy import annotate, find_events, read_article
from prisoner_diplomacy.events import dating, sure
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.places import data_folder

SHARE_SEEN = 0.9


@pytest.fixture(scope="module")
def seen():
    """Return the names of the features that the project's own articles give, of dates and of rows."""
    names: dict[str, set[str]] = {"dates": set(), "rows": set()}
    weighed, told = dating.weigh, sure.probability

    def weigh(candidate):
        names["dates"] |= set(candidate.features)
        return weighed(candidate)

    def probability(features):
        names["rows"] |= set(features)
        return told(features)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dating, "weigh", weigh)
        patch.setattr(sure, "probability", probability)
        for path in sorted(Path(data_folder()).glob("*/*.txt")):
            article = read_article(path)
            find_events(article, annotate(article))
    return names


def test_the_weights_of_dates_belong_to_features_that_texts_give(seen):
    weights = set(dating.date_weights())
    assert len(weights & seen["dates"]) > SHARE_SEEN * len(weights)
    for kind in {name.partition(":")[0] for name in weights}:
        mine = {name for name in weights if name.partition(":")[0] == kind}
        assert mine & seen["dates"], kind


def test_the_coefficients_of_sureness_belong_to_features_that_rows_give(seen):
    named = set(load_toml("sure.toml")["coefficients"])
    assert len(named & seen["rows"]) > SHARE_SEEN * len(named)
