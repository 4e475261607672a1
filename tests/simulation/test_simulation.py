"""Generated corpora: the same for the same seed, streamed, with a truth that points at the sentences."""

import json
from itertools import islice

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.article import SIDECAR_FIELDS
from prisoner_diplomacy.schema.jsonl import check_event_values, parse_spans
from prisoner_diplomacy.schema.rows import COLUMNS
from prisoner_diplomacy.simulation import generate, write_corpus
from prisoner_diplomacy.simulation.wording import load_wording
from prisoner_diplomacy.simulation.world import KINDS


@pytest.fixture(scope="module")
def corpus():
    return list(generate(1500, seed=7, on_topic=0.9))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path):
    written = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        files = tmp_path / f"{name}.jsonl", tmp_path / f"{name}-truth.jsonl"
        assert write_corpus(generate(60, seed), *files) == 60
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1] != written[2]


def test_a_longer_corpus_begins_like_a_shorter_one_and_is_made_as_it_is_asked_for():
    assert list(islice(generate(10**9, 3), 40)) == list(generate(40, 3))


def test_one_article_in_ten_reports_an_event(corpus):
    mixed = list(generate(500, seed=1))
    assert sum(bool(article.reported) for article in mixed) == 50
    assert sum(bool(article.reported) for article in corpus) == 0.9 * len(corpus)


def test_articles_are_as_long_as_news_and_use_many_words():
    mixed = list(generate(400, seed=1))
    lengths = [len(article.text.split()) for article in mixed if not article.reported]
    assert min(lengths) >= 300
    assert max(lengths) < 1100
    assert len({word.lower() for article in mixed for word in article.text.split()}) > 4000
    assert len({article.text for article in mixed}) > 380


def test_every_report_points_at_the_sentences_that_tell_of_it(corpus):
    for article in corpus:
        for report in article.reported:
            sentences = [article.text[start:end] for start, end in report.spans]
            assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in sentences)
            assert all(sentence.endswith(".") for sentence in sentences if sentence != article.title)
            assert parse_spans(report.row.mentions) == list(report.spans)


def test_rows_of_the_truth_are_rows_of_the_codebook(corpus):
    for article in corpus:
        for report in article.reported:
            row = {name: getattr(report.row, name) for name in COLUMNS}
            check_event_values(row, article.id)
    ids = [report.row.event_id for article in corpus for report in article.reported]
    assert len(set(ids)) == len(ids)


def test_what_makes_reports_hard_to_join_is_there(corpus):
    reports = [(article, report) for article in corpus for report in article.reported]
    by_event = {}
    for article, report in reports:
        by_event.setdefault(report.event, []).append((article, report.row))
    assert {row.status for told in by_event.values() for _, row in told} == {"occurred", "future", "negated"}
    assert {row.kind for told in by_event.values() for _, row in told} == set(KINDS.values())
    assert any(len({row.count_low for _, row in told} - {None}) > 1 for told in by_event.values())
    assert any(len({row.date for _, row in told}) > 1 for told in by_event.values())
    assert any(len(told) > 20 for told in by_event.values())
    assert any(len(article.reported) > 1 for article in corpus)
    texts = [article.text for article in corpus]
    for words in (
        "Correction: ",
        "more than first reported",
        "yesterday",
        " days ago",
        "at least ",
        " plans to ",
    ):
        assert any(words in text for text in texts), words
    copied = {}
    for article in corpus:
        copied.setdefault(article.origin, set()).add(article.text)
    assert any(len(printed) > 1 for printed in copied.values())
    assert len(texts) > len(set(texts))


def test_an_articles_record_is_one_that_a_corpus_run_takes(tmp_path):
    files = tmp_path / "articles.jsonl", tmp_path / "truth.jsonl"
    write_corpus(generate(30, on_topic=1), *files)
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    assert all(set(row) <= {*SIDECAR_FIELDS, "text"} for row in rows)
    assert all(".example/" in row["url"] and row["id"].startswith("generated-") for row in rows)
    told = [json.loads(line) for line in files[1].read_text(encoding="utf-8").splitlines()]
    assert {row["article"] for row in told} <= {row["id"] for row in rows}


def test_the_annotator_finds_most_of_what_is_reported():
    found = total = 0
    for article in generate(60, seed=5, on_topic=1):
        read = Article(article.id, article.text, article.published)
        rows = find_events(read, annotate(read))
        total += len(article.reported)
        found += sum(any(tells_of(row, report) for row in rows) for report in article.reported)
    assert found > 0.8 * total


def tells_of(row, report):
    places = [place for place, _ in parse_spans(row.mentions)]
    return row.kind == report.row.kind and any(s <= place < e for s, e in report.spans for place in places)


@pytest.mark.parametrize("section", KINDS)
def test_every_template_of_a_section_can_be_filled(section):
    wording = load_wording()[section]
    for part in ("headline", "lead", "again", "update", "correction", "background"):
        assert len(wording[part]) >= 1, part
    assert len(wording["lead"]) >= 3
