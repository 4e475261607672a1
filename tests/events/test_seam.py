"""Events come from what the annotation publishes: from marks read back from a file or made by hand."""

from datetime import date
from pathlib import Path

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.article import read_article
from prisoner_diplomacy.schema.jsonl import annotation_lines, read_annotations
from prisoner_diplomacy.schema.marks import Entity, EventMention

ARTICLES = sorted(Path(__file__).parents[2].glob("data/articles/*.txt")) + sorted(
    Path(__file__).parents[2].glob("data/evaluation/*.txt")
)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_marks_written_and_read_back_give_the_same_events(path, tmp_path):
    article = read_article(path)
    marks = annotate(article)
    written = tmp_path / "marks.jsonl"
    written.write_text(annotation_lines(article, marks), encoding="utf-8")
    assert find_events(article, read_annotations(written, article)) == find_events(article, marks)


def marked(text, *marks):
    """Return an article with marks made by hand: their words, then the fields of their layer."""
    made = []
    for layer, exact, *fields in marks:
        start = text.index(exact)
        made.append(layer(start, start + len(exact), exact, *fields))
    return Article("t", text, date(2025, 6, 18)), made


def test_marks_made_by_hand_give_events():
    article, marks = marked(
        "Iran freed Ana Roe, a Polish diver.",
        (Entity, "Iran", "GPE", "metonym", "iran"),
        (EventMention, "freed", "release", "occurred"),
        (Entity, "Ana Roe", "PERSON", "named", ""),
    )
    (event,) = find_events(article, marks)
    assert (event.actor_country, event.target, event.target_country) == ("IRN", "Ana Roe", "POL")


def test_a_trigger_that_no_lexicon_knows_gives_an_event():
    article, marks = marked(
        "The unjailing of Ana Roe by Iran pleased many.",
        (EventMention, "unjailing", "release", "occurred"),
        (Entity, "Ana Roe", "PERSON", "named", ""),
        (Entity, "Iran", "GPE", "named", "iran"),
    )
    (event,) = find_events(article, marks)
    assert (event.kind, event.actor_country, event.target) == ("release", "IRN", "Ana Roe")


def test_a_status_changed_by_hand_is_the_row_s():
    article, marks = marked(
        "Iran freed nine editors.",
        (EventMention, "freed", "release", "negated"),
        (Entity, "Iran", "GPE", "named", "iran"),
    )
    assert [event.status for event in find_events(article, marks)] == ["negated"]
