"""The command ``review``: state, comparison, rows taken in from elsewhere, labels given out."""

import io
import json
import shutil
import sys

import pytest

from prisoner_diplomacy import annotate, cli, read_article
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.review import apply, read_corrections, review_path, reviewed_rows, write_corrections
from prisoner_diplomacy.review.corrections import Correction, mark_state, row_state

TEXT = (
    "Minsk freed 31 Ukrainian citizens on Monday, the ministry said.\n\n"
    "The United States lifted sanctions on a state airline in March. Vilnius freed two officials.\n"
)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    root = tmp_path / "clone"
    (root / "data" / "articles").mkdir(parents=True)
    (root / "data" / "articles" / "freed.txt").write_text(TEXT, encoding="utf-8")
    (root / "data" / "articles" / "freed.toml").write_text("published = 2031-05-06\n", encoding="utf-8")
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(root / "data"))
    return root


@pytest.fixture
def article(clone):
    return read_article(clone / "data" / "articles" / "freed.txt")


@pytest.fixture
def run(monkeypatch, capsysbinary):
    def call(*words):
        monkeypatch.setattr(sys, "argv", ["prisoner-diplomacy", "review", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsysbinary.readouterr()
        return end.value.code or 0, out.decode(), err.decode()

    return call


def accept_all(article, path=None):
    rows = reviewed_rows(article).events
    corrections = [
        Correction(article.id, "row", "accept", row_state(article, row, rows), None, "tester", "2031-05-07")
        for row in rows
    ]
    write_corrections(path or review_path(article), corrections)
    return corrections


def proposed(clone, *rows):
    path = clone / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_state_lists_open_rows(run, article):
    code, out, _ = run("freed")
    assert code == 0
    assert out.startswith("No row has been checked by a person.\nNot checked yet, the most doubtful first:\n")
    assert "[freed]" in out
    accept_all(article)
    code, out, _ = run("freed")
    assert "not yet" not in out
    assert "Not checked yet" not in out


def test_labels_are_given_out_only_when_all_rows_are_checked(run, article, clone, monkeypatch):
    code, _, err = run("freed", "--export", "labels", "--out", clone / "labels")
    assert code == 1
    open_rows = len(reviewed_rows(article).events)
    assert err.endswith(f"freed: {open_rows} rows not checked yet; labels are whole or not at all\n")
    rows = accept_all(article)
    marks = annotate(article)
    mark = Correction(
        article.id, "mark", "accept", mark_state(article, marks[0]), None, "tester", "2031-05-07"
    )
    write_corrections(review_path(article), [*rows, mark])
    code, out, _ = run("freed", "--export", "labels", "--out", clone / "labels")
    assert code == 0
    assert out.endswith(
        f"{len(rows)} rows checked by a person. Of {len(marks)} marks 1 were decided on; the rest are the "
        "annotator's own, and scores of marks here favour it.\n"
    )
    from prisoner_diplomacy.evaluation.evaluate import evaluate_folder

    assert [result.article for result in evaluate_folder(clone / "labels").results] == ["freed"]


def test_good_rows_wait_and_bad_ones_are_refused_with_reasons(run, article, clone):
    good = {
        "kind": "release",
        "status": "occurred",
        "words": ["freed"],
        "actor": "Vilnius",
        "count_low": 2,
        "count_high": 2,
        "sentence": "Vilnius freed two officials.",
        "counted": "official",
    }
    bad = [
        ({**good, "words": ["sold"]}, "rows.jsonl:2: 'sold' is not in the text"),
        ({**good, "sentence": ""}, "rows.jsonl:3: 'freed' is in several places; give the sentence"),
        (
            {**good, "count_low": 9, "count_high": 9},
            "rows.jsonl:4: the words do not bear out the count 9 to 9",
        ),
        ({**good, "actor": "Nobody Known"}, "rows.jsonl:5: the words do not bear out actor 'Nobody Known'"),
        ({**good, "date": "2020-01-01"}, "rows.jsonl:6: the words do not bear out date '2020-01-01'"),
        ({**good, "kind": "party"}, "unknown kind"),
        ({**good, "date": "soon"}, "no EDTF date"),
        ({**good, "actor_country": "XXX"}, "rows.jsonl:9: actor_country 'XXX' is no ISO 3166-1 alpha-3 code"),
        ({**good, "colour": "red"}, "rows.jsonl:10: unknown field 'colour'; known are "),
        ({"kind": "release", "status": "occurred"}, "rows.jsonl:11: 'words' is missing"),
        ({**good, "article": "other"}, "rows.jsonl:12: article is 'other', not 'freed'"),
        ({**good, "words": "freed"}, "rows.jsonl:13: words must be a list of texts"),
        ({**good, "words": [""]}, "rows.jsonl:14: words must be a list of texts"),
        ({**good, "sentence": 5}, "rows.jsonl:15: sentence must be text"),
        ({**good, "sentence": "Vilnius freed three officials and a dog."}, "is not in the text"),
        ({**good, "target_country": "BLR;XXX"}, "target_country 'XXX' is no ISO 3166-1 alpha-3 code"),
    ]
    path = proposed(clone, good, *(row for row, _ in bad))
    code, out, err = run("freed", "--import", path, "--by", "a model", "--on", "2031-05-08")
    assert code == 1
    assert out == f"1 row taken in, waiting for a decision; {len(bad)} refused.\n"
    for number, (line, (_, reason)) in enumerate(zip(err.splitlines(), bad, strict=True), 2):
        assert f"rows.jsonl:{number}: " in line
        assert (
            line.endswith(reason)
            or (reason.endswith(" ") and reason in line)
            or not reason.startswith("rows")
        ), line
        assert reason in line
    kept = read_corrections(review_path(article), article)
    assert [(c.action, c.by, c.when) for c in kept] == [("propose", "a model", "2031-05-08")]
    code, out, err = run("freed", "--import", proposed(clone, good), "--on", "2031-05-08")
    assert (code, err) == (0, "")
    assert "0 rows taken in, waiting for a decision, 1 were there before" in out
    other = {"kind": "talks", "status": "occurred", "words": ["lifted"]}
    _, out, _ = run("freed", "--import", proposed(clone, good, other))
    assert out == "1 row taken in, waiting for a decision, 1 were there before; 0 refused.\n"


def test_what_waits_is_no_row_until_it_is_accepted(run, article, clone):
    row = {"kind": "talks", "status": "occurred", "words": ["lifted"]}
    run("freed", "--import", proposed(clone, row))
    reviewed = reviewed_rows(article)
    assert [event.kind for event, _ in reviewed.proposals] == ["talks"]
    assert "talks" not in {event.kind for event in reviewed.events}
    assert "Proposed from elsewhere:" in run("freed")[1]
    assert "not checked yet" in run("freed", "--export", "labels")[2]


def test_a_colleagues_review_can_be_taken_in(run, article, clone):
    other = clone / "colleague.review.jsonl"
    accept_all(article, other)
    code, out, _ = run("freed", "--import", other)
    assert code == 0
    assert out.startswith("2 rows taken in" if len(reviewed_rows(article).events) == 2 else "3 rows taken in")
    assert reviewed_rows(article).proposals == []


@pytest.mark.parametrize(
    ("correction", "refused"),
    [
        ({"action": "delete"}, "a deletion proposes no row"),
        ({"words": "nowhere in it"}, "'nowhere in it' is not in the text, or in several places"),
        ({"by": ""}, "by is empty; say who decided, by name or role"),
    ],
)
def test_what_a_colleague_decided_is_taken_in_only_as_a_row(run, article, clone, correction, refused):
    rows = reviewed_rows(article).events
    seen = row_state(article, rows[0], rows)
    if "words" in correction:
        gone = {"exact": correction["words"], "prefix": "", "suffix": "", "start": 0}
        seen = {**seen, "mentions": [gone]}
    told = {"action": "accept", "by": "colleague", **{k: v for k, v in correction.items() if k != "words"}}
    other = clone / "colleague.review.jsonl"
    write_corrections(
        other, [Correction(article.id, "row", told["action"], seen, None, told["by"], "2031-05-07")]
    )
    code, out, err = run("freed", "--import", other)
    assert (code, out) == (1, "0 rows taken in, waiting for a decision; 1 refused.\n")
    assert err.endswith(f"{other.name}:1: {refused}\n")


def test_a_file_that_cannot_be_read_takes_nothing_in(run, clone):
    code, _, err = run("freed", "--import", clone / "none.jsonl")
    assert code == 1
    assert "none.jsonl: cannot be read" in err


def test_a_proposed_row_keeps_what_it_was_given_and_says_what_it_was_not(run, article, clone):
    given = {"kind": "release", "status": "occurred", "words": ["freed"], "actor": "Vilnius", "why": "seen"}
    row = {**given, "sentence": "Vilnius freed two officials."}
    run("freed", "--import", proposed(clone, row), "--by", "a model")
    (event, decision) = reviewed_rows(article).proposals[0]
    assert (event.kind, event.status, event.actor, event.actor_basis) == (
        "release",
        "occurred",
        "Vilnius",
        "stated",
    )
    assert (event.target, event.target_basis, event.date, event.date_basis) == ("", "none", "", "none")
    assert (event.count_low, event.count_high, event.checked) == (None, None, "")
    assert (decision.by, decision.why) == ("a model", "seen")
    start = TEXT.index("Vilnius freed")
    assert event.mentions == f"{start + 8}-{start + 13}"
    assert event.evidence == f"{start}-{start + len('Vilnius freed two officials.')}"
    assert (event.plover_event, event.plover_mode, event.cameo) == ("RETREAT", "release", "0841")


def test_a_proposed_row_keeps_what_it_says_its_fields_rest_on(run, article, clone):
    row = {"kind": "release", "status": "occurred", "words": ["freed"], "actor": "Vilnius"}
    bases = {"actor_basis": "inferred", "target_basis": "inferred", "date_basis": "anchored"}
    told = {**row, "sentence": "Vilnius freed two officials.", **bases}
    assert run("freed", "--import", proposed(clone, told))[0] == 0
    (event, _) = reviewed_rows(article).proposals[0]
    assert {name: getattr(event, name) for name in bases} == bases


def test_two_reviews_are_compared(run, article, clone):
    mine = accept_all(article)
    seen = mine[0].seen
    changed = Correction("freed", "row", "change", seen, {"date": "2031-04"}, "other", "2031-05-07", "")
    other = clone / "other.review.jsonl"
    write_corrections(other, [changed, *mine[1:]])
    code, out, _ = run("freed", "--against", other)
    assert code == 0
    assert "1 that differ in some field" in out
    assert f"freed | date | {seen['date']} | 2031-04" in out
    code, out, _ = run("freed", "--against", other, "--format", "html")
    assert code == 0
    assert "pd-differs" in out
    assert run("freed", "--format", "html")[1].startswith("<!DOCTYPE html>")


def test_bad_input_is_said_in_one_line(run, article, clone):
    review_path(article).parent.mkdir(exist_ok=True)
    review_path(article).write_text("{}\n")
    for words in (["freed"], ["freed", "--against", "none.jsonl"], ["freed", "--corrections", "none.jsonl"]):
        code, out, err = run(*words)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
    assert "review.jsonl:1" in run("freed")[2]


def test_the_projects_own_reviews_apply():
    for path in sorted((data_folder() / "annotations").glob("*.review.jsonl")):
        article = read_article(data_folder() / "articles" / path.name.replace(".review.jsonl", ".txt"))
        reviewed = reviewed_rows(article, path)
        assert not [fate for fate in reviewed.fates if fate.fate == "orphaned"]
        assert reviewed.unchecked == []


def test_a_review_of_another_clone_does_not_leak(article, clone):
    assert not review_path(article).exists()
    assert reviewed_rows(article).fates == []
    assert apply(article, [], [], []).events == []
    shutil.rmtree(clone / "data" / "annotations", ignore_errors=True)
