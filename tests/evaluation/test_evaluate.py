"""The evaluation pairs labels and answers by stated rules, and refuses labels that are wrong."""

import dataclasses
import json
from datetime import date

import pytest

from prisoner_diplomacy import Article, InputError
from prisoner_diplomacy.charts.scores import chart_scores
from prisoner_diplomacy.evaluation.evaluate import (
    FIELDS,
    ROWS,
    WHOLE_ROWS,
    Evaluation,
    Score,
    against_hand,
    compare,
    evaluate_folder,
    measures,
)
from prisoner_diplomacy.evaluation.pairing import (
    dates_compatible,
    event_likeness,
    overlap,
    pair_up,
    quote_overlap,
    same_date,
    same_name,
)
from prisoner_diplomacy.evaluation.score_tables import (
    article_scores,
    articles_table,
    commonest_errors,
    describe,
    describe_scores,
    disagreements_table,
    fields_table,
    scores_table,
)
from prisoner_diplomacy.schema.jsonl import (
    annotation_lines,
    event_kinds,
    event_lines,
    read_annotations,
    read_events,
)
from prisoner_diplomacy.schema.marks import Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event

TEXT = "Minsk freed 31 Ukrainians on Monday, “a good day”, the envoy Ada Lind said."
DAY = date(2031, 5, 6)
ARTICLE = Article(id="two", text=TEXT, published=DAY, split="held-out")


def span(words):
    start = TEXT.index(words)
    return start, start + len(words), words


MARKS = [
    Entity(*span("Minsk"), "GPE", "metonym", "belarus"),
    EventMention(*span("freed"), "release", "occurred"),
    Quantity(*span("31"), 31, 31, False, "Ukrainian"),
    Time(*span("Monday"), "DATE", "2031-05-05"),
    Quote(*span("a good day"), "direct", "Ada Lind", "said", ""),
]
EVENT = Event(
    "two", "e1", "6-11", "", "release", "RETREAT", "release", "0841", "2031-05-05", "anchored", "belarus",
    "31 Ukrainians", "stated", "stated", "BLR", "UKR", 31, 31, "Ukrainian", "", "occurred", "",
    f"0-{len(TEXT)}", None, "added",
)  # fmt: skip


def changed(**values):
    return dataclasses.replace(EVENT, **values)


@pytest.fixture
def folder(tmp_path):
    """A folder with one labelled article."""
    (tmp_path / "two.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.toml").write_text('published = 2031-05-06\nsplit = "held-out"', encoding="utf-8")
    (tmp_path / "two.annotations.jsonl").write_text(annotation_lines(ARTICLE, MARKS), encoding="utf-8")
    (tmp_path / "two.events.jsonl").write_text(event_lines([EVENT]), encoding="utf-8")
    return tmp_path


def test_equal_answers_score_one():
    result = compare(ARTICLE, (MARKS, [EVENT]), (MARKS, [EVENT]))
    for measure, score in result.scores.items():
        assert score.labels == score.answers == score.agreed, measure
    assert set(result.fields.values()) == {1}
    assert result.wholly_right
    assert result.disagreements == []


def test_no_answers_score_nothing_and_list_every_label():
    result = compare(ARTICLE, (MARKS, [EVENT]), ([], []))
    assert {score.f1 for score in result.scores.values()} == {0.0}
    assert [found.problem for found in result.disagreements] == ["missed"] * 6


def test_extra_answers_are_listed():
    result = compare(ARTICLE, ([], []), (MARKS, [EVENT]))
    assert [found.problem for found in result.disagreements] == ["extra"] * 6
    assert Evaluation([result]).extra_rate == 1


def test_differences_are_named_by_what_differs():
    other = [mark._replace(value="2031-04-28") if isinstance(mark, Time) else mark for mark in MARKS]
    other = [mark._replace(end=9, exact="fre") if isinstance(mark, EventMention) else mark for mark in other]
    result = compare(ARTICLE, (MARKS, [EVENT]), (other, [changed(count_low=30, date="2031-04-28")]))
    found = {(each.layer, each.problem) for each in result.disagreements}
    assert found == {("times", "value"), ("event mentions", "span"), ("events", "date"), ("events", "count")}
    assert result.scores[ROWS].agreed == 1
    assert result.scores[WHOLE_ROWS].agreed == 0


def test_pairs_are_one_to_one_and_the_likest_first():
    marks = [Time(0, 10, "", "DATE", ""), Time(8, 12, "", "DATE", "")]
    assert sorted(pair_up(marks, [Time(8, 12, "", "DATE", "")], overlap)) == [(1, 0)]


@pytest.mark.parametrize(("end", "share"), [(10, 1.0), (8, 0.8), (7, 0)])
def test_quotes_pair_from_four_fifths(end, share):
    assert quote_overlap(Time(0, 10, "", "DATE", ""), Time(0, end, "", "DATE", "")) == share


@pytest.mark.parametrize(
    ("values", "paired"),
    [
        ({}, True),
        ({"kind": "talks"}, False),
        ({"evidence": ""}, True),
        ({"evidence": "", "count_low": 2}, False),
        ({"date": "2030"}, True),
        ({"evidence": "", "date": ""}, False),
    ],
)
def test_events_pair_by_kind_evidence_date_and_count(values, paired):
    assert bool(event_likeness(EVENT, changed(**values))) is paired


@pytest.mark.parametrize(
    ("one", "other", "same", "compatible"),
    [
        ("2031-05", "2031-05-01/2031-05-31", True, True),
        ("2031-05-05", "2031-05", False, True),
        ("2031-05-05", "2031-06", False, False),
        ("", "", True, True),
        ("", "2031", False, True),
        ("P2Y", "P2Y", True, True),
        ("2031-05/..", "2032", False, True),
        ("../2031", "2032", False, False),
    ],
)
def test_dates_are_compared_by_the_days_they_allow(one, other, same, compatible):
    assert same_date(one, other) is same
    assert dates_compatible(one, other) is compatible


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ada-lind", "Ada Lind", True),
        ("the envoy Lind", "Ada Lind", True),
        ("foreign minister", "prime minister", False),
        ("", "", True),
        ("", "Ada", False),
    ],
)
def test_names_share_a_telling_word(one, other, same):
    assert same_name(one, other) is same


def test_scores_add_up_and_intervals_hold_them(folder):
    evaluation = evaluate_folder(folder)
    low, high = evaluation.interval(ROWS)
    assert low <= evaluation.score(ROWS).f1 <= high
    assert evaluation.interval(ROWS) == evaluation.interval(ROWS)
    assert Score(4, 2, 2).f1 == pytest.approx(2 / 3)
    assert Score().f1 == Score().precision == Score().recall == 0


def test_tables_and_words_tell_the_same(folder):
    evaluation = evaluate_folder(folder)
    assert list(scores_table(evaluation)["measure"]) == measures()
    assert list(article_scores(evaluation)["measure"]) == measures()
    assert list(fields_table(evaluation).columns) == ["articles", *FIELDS]
    [told] = articles_table(evaluation).to_dict("records")
    [result] = evaluation.results
    assert (told["id"], told["article"]) == (result.article, result.title or result.article)
    listed = disagreements_table(evaluation)
    assert commonest_errors(evaluation)["times"].sum() == len(listed)
    text = describe(evaluation, verbose=True)
    assert text.count("hand: ") == len(listed)
    assert "held-out: 1 articles" in text
    assert "in this article" in describe_scores(evaluation)
    assert "the country that acts" in describe_scores(evaluation)


def test_articles_without_labels_are_told(folder):
    (folder / "three.txt").write_text(TEXT, encoding="utf-8")
    assert "without labels: three" in describe(evaluate_folder(folder))


def test_an_article_without_labels_is_not_compared():
    evaluation = against_hand(Article(id="unknown", text=TEXT, published=DAY), [], [])
    assert evaluation.results == []
    assert "no labels" in describe_scores(evaluation)
    assert article_scores(evaluation).empty


def test_the_figure_of_scores_speaks(folder):
    chart = chart_scores(evaluate_folder(folder))
    assert chart.alt
    assert len(chart.title.split()) <= 10
    assert set(chart.table["measure"]) == set(measures())


def refusal(folder, name, change):
    path = folder / f"two.{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[-1])
    lines[-1] = change(row) or json.dumps(row)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        evaluate_folder(folder)
    message = str(caught.value)
    assert message.startswith(f"{path}:{len(lines)}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: row.update(kind="party"), "unknown kind 'party'; known are release, "),
        (lambda row: row.update(status="maybe"), "unknown status 'maybe'"),
        (lambda row: row.update(kinds=row.pop("kind")), "unknown column 'kinds'"),
        (lambda row: row.pop("status") and None, "column 'status' is missing"),
        (lambda row: row.update(count_low="31"), "count_low must be a whole number or null"),
        (lambda row: row.update(actor=None), "actor must be text"),
        (lambda row: row.update(evidence="0-999"), "0-999 is no span of a text of"),
        (lambda row: row.update(mentions="6:11"), "no list of spans"),
        (lambda row: row.update(target="Minsk\ud800"), "half of a character"),
        (lambda _: "{", "malformed JSON"),
        (lambda _: "[]", "not a JSON object"),
    ],
)
def test_wrong_event_labels_are_refused_with_their_line(folder, change, said):
    assert said in refusal(folder, "events", change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: row.update(exact="a bad day"), "but the text there reads 'a good day'"),
        (lambda row: row.update(end=row["start"]), "is no span"),
        (lambda row: row.update(layer="quotes"), "unknown layer 'quotes'"),
        (lambda row: row.update(kind="shouted"), "unknown kind 'shouted'; known are direct, indirect"),
        (lambda row: row.update(article="three"), "belongs to 'two'"),
        (lambda row: row.update(layer="event", kind="party", status="occurred"), "unknown column 'speaker'"),
        (lambda row: row.pop("layer") and None, "column 'layer' is missing"),
    ],
)
def test_wrong_mark_labels_are_refused_with_their_line(folder, change, said):
    assert said in refusal(folder, "annotations", change)


def test_label_files_that_cannot_be_read(folder):
    with pytest.raises(InputError, match="cannot be read"):
        read_events(folder / "none.jsonl", ARTICLE)
    (folder / "latin.jsonl").write_bytes(b"\xe4")
    with pytest.raises(InputError, match="not UTF-8"):
        read_annotations(folder / "latin.jsonl", ARTICLE)


def test_labels_are_what_the_command_line_prints(folder):
    assert read_annotations(folder / "two.annotations.jsonl", ARTICLE) == MARKS
    assert read_events(folder / "two.events.jsonl", ARTICLE) == [EVENT]
    assert tuple(json.loads(event_lines([EVENT]))) == COLUMNS
    assert "release" in event_kinds()
