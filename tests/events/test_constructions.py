"""How many, who and whom, by the construction that tells it: passive, apposition, "they", headline."""

import csv
from datetime import date
from pathlib import Path

import pytest

from prisoner_diplomacy import Article, annotate, find_events

TABLE = Path(__file__).with_name("constructions.csv")
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row.values()) for row in csv.DictReader(file)]


def as_told(event, dated):
    count = "" if event.count_low is None else str(event.count_low)
    actor, target = (
        ";".join(sorted(codes.split(";"))) for codes in (event.actor_country, event.target_country)
    )
    return count, actor, target, event.date if dated else ""


@pytest.mark.parametrize(("text", "kind", "count", "actor", "target", "day"), ROWS)
def test_a_construction_is_read(text, kind, count, actor, target, day):
    article = Article("t", text, date(2025, 6, 18))
    events = find_events(article, annotate(article))
    rows = [as_told(event, bool(day)) for event in events if event.kind == kind]
    assert (count, actor, target, day) in rows
