"""Shares of those freed that a sentence of their own counts apart by nation or by what was done to them."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate

FREED = "Minsk freed 34 prisoners on Monday. "


def releases(text):
    article = Article("t", text, date(2025, 6, 18))
    return [event for event in find_events(article, annotate(article)) if event.kind == "release"]


@pytest.mark.parametrize(
    ("sentence", "shares"),
    [
        ("Of the 34, nine are Poles and three are Finns.", [(9, "POL"), (3, "FIN")]),
        ("The bus reached Vilnius at noon. The other nine are Poles.", [(9, "POL")]),
        ("Among the 34 were nine Poles.", [(9, "POL")]),
        ("Among them are nine Poles and two Finns.", [(9, "POL"), (2, "FIN")]),
        ("They include nine Poles.", [(9, "POL")]),
        ("Nine Poles were among them.", [(9, "POL")]),
        ("Nine of the 34 are foreign nationals.", [(9, "")]),
        ("Of the 34, nine were students jailed in May.", [(9, "BLR")]),
        ("Nine of them are women.", []),
        ("Twelve of the 20 ministers are Poles.", []),
        ("Forty of them are Poles.", []),
        ("Nine Poles waited at the border.", []),
    ],
)
def test_those_counted_apart_are_a_part_of_the_group(sentence, shares):
    whole, *parts = releases(FREED + sentence)
    assert whole.count_low == 34
    assert [(part.count_low, part.target_country) for part in parts] == shares
    assert all(part.part_of == whole.event_id and part.date == whole.date for part in parts)


def test_the_sentence_that_counts_a_share_is_its_evidence():
    text = FREED + "Nine of the 34 are Poles."
    _, part = releases(text)
    start, end = map(int, part.evidence.split(";")[-1].split("-"))
    assert text[start:end] == "Nine of the 34 are Poles."


def test_citizens_counted_in_an_aside_are_a_part_of_those_held():
    text = "A rights group counts 90 prisoners still behind bars, four of them Australian citizens."
    article = Article("t", text, date(2025, 6, 18))
    held = [event for event in find_events(article, annotate(article)) if event.kind == "detention"]
    assert (4, "AUS") in [(event.count_low, event.target_country) for event in held]
