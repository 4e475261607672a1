"""A person's decisions survive a changed annotator and a changed text, and none is lost silently."""

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy import Article, InputError, annotate, find_events
from prisoner_diplomacy.events import codes_of
from prisoner_diplomacy.review import apply, compare, correction_lines, describe_review, read_corrections
from prisoner_diplomacy.review.applying import Reviewed
from prisoner_diplomacy.review.comparing import describe_comparison, differences
from prisoner_diplomacy.review.corrections import (
    Correction,
    changes,
    mark_state,
    parse_correction,
    row_state,
    write_corrections,
)
from prisoner_diplomacy.review.evidence import evidence_of
from prisoner_diplomacy.review.state import doubtful_first, machine_beside_person, report_state
from prisoner_diplomacy.wording import day_words

TEXT = (
    "Minsk freed 31 Ukrainian citizens on Monday, the president's office said.\n\n"
    'Five of them had been jailed in 2023 "for their views" - nobody was told why.\n\n'
    "In March the United States lifted sanctions on a state airline. "
    "Washington hopes that Belarus will release another 200 prisoners.\n\n"
    "Later that week Lithuania said that it had arrested two officials in Vilnius."
)
ARTICLE = Article(id="freed", text=TEXT, published=date(2031, 5, 6))
MARKS = annotate(ARTICLE)
ROWS = find_events(ARTICLE, MARKS)


def decide(action, seen=None, became=None, article=ARTICLE, rows=ROWS, about="row"):
    state = row_state if about == "row" else lambda article, mark, rows: mark_state(article, mark)
    before = state(article, seen, rows) if seen else None
    after = state(article, became, rows) if became else None
    if before and after:
        after = changes(before, after)
    return Correction(article.id, about, action, before, after, "tester", "2031-05-07", "because")


def review(rows=ROWS):
    """One decision of each kind, about the first rows."""
    added = replace(rows[2], mentions=span("hopes"), kind="talks", date="2031", count_low=None, actor="us")
    return [
        decide("accept", rows[0]),
        decide("change", rows[1], replace(rows[1], date="2023-04", counted="teacher")),
        decide("delete", rows[2]),
        decide("add", became=added),
    ]


def span(words, text=TEXT):
    start = text.index(words)
    return f"{start}-{start + len(words)}"


def cells(row):
    return [part.split("-") for part in row.mentions.split(";")]


def fates(reviewed):
    return [fate.fate for fate in reviewed.fates]


def test_rows_of_the_example_are_what_the_tests_take_them_for():
    assert len(ROWS) >= 4
    assert len({row.mentions for row in ROWS}) == len(ROWS)


def test_without_a_review_all_rows_are_the_machines():
    reviewed = apply(ARTICLE, MARKS, ROWS, [])
    assert (reviewed.annotations, reviewed.events) == (MARKS, ROWS)
    assert describe_review(reviewed) == "No row has been checked by a person."


def test_each_decision_is_applied():
    reviewed = apply(ARTICLE, MARKS, ROWS, review())
    assert fates(reviewed) == ["applied"] * 4
    by_words = {row.mentions: row for row in reviewed.events}
    assert by_words[ROWS[0].mentions] == replace(ROWS[0], checked="accepted", sure=None)
    changed = by_words[ROWS[1].mentions]
    assert (changed.date, changed.counted, changed.checked) == ("2023-04", "teacher", "corrected")
    assert ROWS[2].mentions not in by_words
    assert by_words[span("hopes")].checked == "added"
    assert all(not row.checked for row in reviewed.unchecked)
    assert len(reviewed.events) == len(ROWS)
    assert [row.event_id for row, _ in reviewed.deleted] == [ROWS[2].event_id]
    assert "1 accepted, 1 corrected, 1 added" in describe_review(reviewed)
    assert "1 row of the annotator taken out" in describe_review(reviewed)


def test_each_field_that_a_person_changed_is_told_beside_the_machines_and_no_other():
    longer = replace(ROWS[0], mentions=span("freed 31 Ukrainian citizens"), location="Minsk")
    decisions = [
        decide("change", ROWS[0], longer),
        decide("change", ROWS[1], replace(ROWS[1], date="2023-04")),
    ]
    table = machine_beside_person(ARTICLE, apply(ARTICLE, MARKS, ROWS, decisions))
    told = [tuple(row) for row in table[["field", "the machine", "a person"]].itertuples(index=False)]
    assert told == [
        ("location", ROWS[0].location, "Minsk"),
        ("words", "freed", "freed 31 Ukrainian citizens"),
        ("date", ROWS[1].date, "2023-04"),
    ]


def test_the_same_words_at_another_place_are_told_with_the_words_around_them():
    first, last = TEXT.index("had "), TEXT.rindex("had ")
    assert first != last
    row = replace(ROWS[0], mentions=f"{first}-{first + 3}")
    moved = [decide("change", row, replace(row, mentions=f"{last}-{last + 3}"))]
    ((field, machine, person),) = machine_beside_person(ARTICLE, apply(ARTICLE, MARKS, [row], moved))[
        ["field", "the machine", "a person"]
    ].to_numpy()
    assert field == "words"
    assert machine != person
    assert person.startswith("… ") and "that it had arrested" in person
    assert " ".join(machine.strip("… ").split()) in " ".join(TEXT.split())


def test_rows_keep_the_order_of_the_text_and_the_machines_row_beside_them():
    reviewed = apply(ARTICLE, MARKS, ROWS, review())
    starts = [int(cells(row)[0][0]) for row in reviewed.events]
    assert starts == sorted(starts)
    beside = dict(zip([row.mentions for row in reviewed.events], reviewed.machine, strict=True))
    assert beside[ROWS[1].mentions] == ROWS[1]
    assert beside[span("hopes")] is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda rows: rows, ["applied"] * 4),
        (lambda rows: [replace(rows[0], date="2030"), *rows[1:]], ["applied"] * 4),
        (
            lambda rows: [rows[0], replace(rows[1], date="2023-04", counted="teacher"), *rows[2:]],
            ["applied", "needless", "applied", "applied"],
        ),
        (lambda rows: [*rows[:2], *rows[3:]], ["applied", "applied", "needless", "applied"]),
        (lambda rows: rows[1:], ["applied"] * 4),
        (lambda rows: [replace(row, event_id=f"new{n}") for n, row in enumerate(rows)], ["applied"] * 4),
        (lambda rows: list(reversed(rows)), ["applied"] * 4),
        (lambda rows: [], ["applied", "applied", "needless", "applied"]),
    ],
)
def test_a_changed_annotator_leaves_the_persons_rows(change, expected):
    before = apply(ARTICLE, MARKS, ROWS, review())
    after = apply(ARTICLE, MARKS, change(ROWS), review())
    assert fates(after) == expected
    mine = {(r.mentions, r.kind, r.date, r.counted) for r in before.events if r.checked}
    assert {(r.mentions, r.kind, r.date, r.counted) for r in after.events if r.checked} == mine


def test_a_row_the_annotator_splits_is_not_doubled():
    whole = replace(ROWS[0], mentions=f"{span('freed')};{span('release')}")
    parts = [replace(ROWS[0], event_id=words, mentions=span(words)) for words in ("freed", "release")]
    reviewed = apply(ARTICLE, MARKS, parts, [decide("accept", whole, rows=[whole])])
    assert [row.mentions for row in reviewed.events] == [whole.mentions]


def test_a_deletion_takes_no_larger_row_with_it():
    larger = replace(ROWS[2], mentions=f"{span('Monday')};{span('March')};{ROWS[2].mentions}")
    reviewed = apply(ARTICLE, MARKS, [larger], [decide("delete", ROWS[2])])
    assert (fates(reviewed), reviewed.events) == (["needless"], [larger])


def test_of_two_decisions_about_the_same_row_the_later_counts():
    first, second = decide("accept", ROWS[0]), decide("change", ROWS[0], replace(ROWS[0], date="2031-05"))
    reviewed = apply(ARTICLE, MARKS, ROWS, [first, second])
    assert fates(reviewed) == ["needless", "applied"]
    assert [row.date for row in reviewed.events if row.checked] == ["2031-05"]


def test_an_unreviewed_row_may_stand_on_the_same_words_as_a_reviewed_one():
    twin = replace(ROWS[0], event_id="twin", actor_country="UKR", target_country="BLR", count_low=7)
    reviewed = apply(ARTICLE, MARKS, [ROWS[0], twin], [decide("accept", ROWS[0])])
    assert sorted(row.checked for row in reviewed.events) == ["", "accepted"]


QUIET = "\n\nNobody was hurt, officials said.\n\nIn March"
CURLY = TEXT.replace("'", "’").replace('"for', "“for").replace('views"', "views”")
CHANGED_TEXTS = {
    "a paragraph before": ("A correction was made to this article.\n\n" + TEXT, "moved"),
    "a paragraph between": (TEXT.replace("\n\nIn March", QUIET), None),
    "curly quotation marks": (CURLY, "applied"),
    "no-break spaces": (TEXT.replace(" ", "\u00a0"), "applied"),
    "dashes": (TEXT.replace(" - ", " – "), "applied"),
    "a comma less": (TEXT.replace("Monday,", "Monday"), None),
}


@pytest.mark.parametrize("name", CHANGED_TEXTS)
def test_a_changed_text_keeps_every_correction_at_its_words(name):
    text, fate = CHANGED_TEXTS[name]
    article = Article(id="freed", text=text, published=ARTICLE.published)
    marks = annotate(article)
    reviewed = apply(article, marks, find_events(article, marks), review())
    assert len(reviewed.fates) == 4
    assert set(fates(reviewed)) <= ({fate} if fate else {"applied", "moved"})
    before = apply(ARTICLE, MARKS, ROWS, review())
    now = [word.replace("\u00a0", " ") for word in checked_words(reviewed, article)]
    assert now == checked_words(before, ARTICLE)


def checked_words(reviewed, article):
    return [word for row in reviewed.events if row.checked for word in words_of(row, article)]


def words_of(row, article=ARTICLE):
    return [article.text[int(a) : int(b)] for a, b in cells(row)]


def test_words_that_are_gone_orphan_their_correction_and_nothing_else():
    article = Article(id="freed", text=TEXT[TEXT.index("Five") :], published=ARTICLE.published)
    marks = annotate(article)
    reviewed = apply(article, marks, find_events(article, marks), review())
    assert fates(reviewed)[0] == "orphaned"
    assert "lost" in reviewed.fates[0].note
    assert set(fates(reviewed)[1:]) == {"moved"}
    assert "orphaned: accept row release" in report_state(article, reviewed)


@given(st.data())
def test_whatever_is_put_into_a_text_no_correction_is_dropped(data):
    at = data.draw(st.sampled_from([0, *(n for n, c in enumerate(TEXT) if c == "\n"), len(TEXT)]))
    put = data.draw(st.text(alphabet="abc \n.'“”–\u00a0freedjailedliftedhopes", max_size=80))
    article = Article(id="freed", text=f"{TEXT[:at]}\n\n{put}\n\n{TEXT[at:]}", published=ARTICLE.published)
    reviewed = apply(article, [], [], review())
    assert len(reviewed.fates) == 4
    assert "applied" not in fates(reviewed)[:1] or at > TEXT.index("freed")
    for row in reviewed.events:
        assert words_of(row, article)[0] in TEXT


def test_marks_are_corrected_too():
    number = next(mark for mark in MARKS if mark.layer == "quantity")
    time = next(mark for mark in MARKS if mark.layer == "time")
    wider = replace_mark(number, start=number.start, end=number.end + 10)
    corrections = [
        decide("change", number, wider, about="mark"),
        decide("delete", time, about="mark"),
        decide("accept", MARKS[0], about="mark"),
    ]
    reviewed = apply(ARTICLE, MARKS, ROWS, corrections)
    assert fates(reviewed) == ["applied"] * 3
    assert wider in reviewed.annotations
    assert time not in reviewed.annotations
    assert MARKS[0] in reviewed.annotations and MARKS[0].start == 0
    assert len(reviewed.annotations) == len(MARKS) - 1
    again = apply(ARTICLE, reviewed.annotations, ROWS, corrections)
    assert fates(again)[1:] == ["needless", "applied"]


def replace_mark(mark, start, end):
    return mark._replace(start=start, end=end, exact=TEXT[start:end])


SHAPE = "a selector has exact, prefix, suffix, start, and nothing else"
BARE = "a selector needs words and a position"
KINDS = "release, detention, mistreatment, agreement, talks, military, sanction, sanction-relief, appointment"
LAYERS = "known are entity, time, quantity, quote, event"


def refusal(row):
    """Return what a row that is no correction is refused with."""
    with pytest.raises(InputError) as refused:
        parse_correction(row, ARTICLE, "x:1")
    return str(refused.value)


def test_a_review_file_reads_back_as_it_was_written(tmp_path):
    path = tmp_path / "freed.review.jsonl"
    write_corrections(path, review())
    assert read_corrections(path, ARTICLE) == review()
    assert path.read_text(encoding="utf-8") == correction_lines(review())
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("article", "other", "article is 'other', but this review belongs to 'freed'"),
        ("about", "word", "unknown about 'word'; known are row, mark"),
        ("action", "like", "unknown action 'like'; known are accept, change, delete, add, propose"),
        ("by", " ", "by is empty; say who decided, by name or role"),
        ("by", 3, "by must be text, not 3"),
        ("when", "yesterday", "when is 'yesterday', no date; write it as YYYY-MM-DD"),
        ("when", 3, "when must be text, not 3"),
        ("why", None, "why must be text, not None"),
        ("seen", None, "accept needs 'seen'"),
        ("seen", [], "seen is no JSON object"),
        ("became", {}, "accept has no 'became'"),
        ("extra", 1, "unknown field 'extra'; known are article, about, action, seen, became, by, when, why"),
    ],
)
def test_a_malformed_correction_is_refused_with_its_place(field, value, problem):
    row = {**asdict(decide("accept", ROWS[0])), field: value}
    assert refusal(row) == f"x:1: {problem}"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("kind", "party", f"unknown kind 'party'; known are {KINDS}"),
        ("status", "maybe", "unknown status 'maybe'; known are occurred, future, hypothetical, negated"),
        ("count_low", "31", "count_low must be a whole number or null, not '31'"),
        ("date", "May", "date: 'May' is no EDTF date"),
        ("mentions", [], "mentions is empty; a row rests on at least one word"),
        ("mentions", [{"exact": "x"}], f"mentions: {SHAPE}"),
        ("mentions", "1-2", "mentions: must be a list of selectors"),
        ("part_of", "e1", "part_of must be null or have 'kind' and 'mention'"),
        ("evidence", [{"exact": "", "prefix": "", "suffix": "", "start": 0}], f"evidence: {BARE}"),
        (
            "evidence",
            [{"exact": "a", "prefix": "", "suffix": "", "start": "0"}],
            "evidence: start must be a whole number",
        ),
        (
            "evidence",
            [{"exact": "a", "prefix": "", "suffix": "", "start": True}],
            "evidence: start must be a whole number",
        ),
        ("evidence", [{"exact": "a", "prefix": "", "suffix": "", "start": -1}], f"evidence: {BARE}"),
        ("mentions", [{"exact": 1, "prefix": "", "suffix": "", "start": 0}], "mentions: exact must be text"),
        ("mentions", ["freed"], f"mentions: {SHAPE}"),
        ("part_of", {"kind": "release"}, "part_of must be null or have 'kind' and 'mention'"),
        ("part_of", {"kind": "release", "mention": "freed"}, f"part_of: {SHAPE}"),
        ("count_low", True, "count_low must be a whole number or null, not True"),
        ("actor", None, "actor must be text, not None"),
    ],
)
def test_a_malformed_row_is_refused(field, value, problem):
    row = asdict(decide("accept", ROWS[0]))
    row["seen"] = {**row["seen"], field: value}
    assert refusal(row) == f"x:1: seen: {problem}"
    row = asdict(decide("add", became=ROWS[0]))
    row["became"] = {**row["became"], field: value}
    assert refusal(row) == f"x:1: became: {problem}"


@pytest.mark.parametrize(
    ("action", "named", "problem"),
    [
        ("accept", "became", "has no 'became'"),
        ("change", "became", "needs 'became'"),
        ("delete", "seen", "needs 'seen'"),
        ("add", "seen", "has no 'seen'"),
        ("propose", "became", "needs 'became'"),
    ],
)
def test_an_action_has_what_it_needs_and_nothing_else(action, named, problem):
    row, after = ROWS[0], replace(ROWS[0], date="2031-05")
    shown = None if action in ("add", "propose") else row
    good = asdict(decide(action, shown, after if action in ("change", "add", "propose") else None))
    assert parse_correction(good, ARTICLE) == Correction(**good)
    other = None if good[named] is not None else row_state(ARTICLE, row)
    with pytest.raises(InputError, match=f"correction: {action} {problem}"):
        parse_correction({**good, named: other}, ARTICLE)


@pytest.mark.parametrize("name", ["article", "by", "when", "why", "seen"])
def test_a_field_that_is_missing_is_named(name):
    row = asdict(decide("accept", ROWS[0]))
    del row[name]
    with pytest.raises(InputError, match=f"x:1: field '{name}' is missing"):
        parse_correction(row, ARTICLE, "x:1")


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("layer", "word", f"unknown layer 'word'; {LAYERS}"),
        ("layer", None, f"unknown layer None; {LAYERS}"),
        ("layer", [], f"unknown layer []; {LAYERS}"),
        ("label", "THING", "unknown label 'THING'; known are PERSON, ORG, GPE, LOC, NORP"),
        ("span", None, f"span: {SHAPE}"),
        ("kind", "release", "unknown field 'kind'; known are layer, span, label, form, ref"),
    ],
)
def test_a_malformed_mark_is_refused(field, value, problem):
    mark = next(mark for mark in MARKS if mark.layer == "entity")
    row = asdict(decide("accept", mark, about="mark"))
    assert parse_correction(row, ARTICLE).seen["label"] == mark.label
    row["seen"] = {**row["seen"], field: value}
    assert refusal(row) == f"x:1: seen: {problem}"


def test_a_correction_of_another_article_says_which():
    row = {**asdict(decide("accept", ROWS[0])), "article": "other"}
    with pytest.raises(InputError, match="article is 'other', but this review belongs to 'freed'"):
        parse_correction(row, ARTICLE)


def test_a_file_that_is_no_review_is_refused(tmp_path):
    path = tmp_path / "x.review.jsonl"
    for text in ("[]", "{", json.dumps({"article": "freed"})):
        path.write_text(text)
        with pytest.raises(InputError, match=r"x\.review\.jsonl:1"):
            read_corrections(path, ARTICLE)


def test_the_most_doubtful_open_row_comes_first():
    rows = [replace(row, sure=sure) for row, sure in zip(ROWS, (0.9, None, 0.2, 0.5), strict=False)]
    assert [row.sure for row in doubtful_first(rows)][:3] == [0.2, 0.5, 0.9]
    assert doubtful_first([replace(rows[0], checked="accepted")]) == []


def test_two_reviews_are_compared_field_by_field():
    mine = apply(ARTICLE, MARKS, ROWS, review()).events
    pairs = compare(ROWS, mine)
    assert sum(1 for pair in pairs if pair.one is None) == 1
    assert sum(1 for pair in pairs if pair.other is None) == 1
    table = differences(ARTICLE, pairs, ("machine", "person"))
    assert table[table.field == "date"].values.tolist()[0][2:] == [ROWS[1].date, "2023-04"]
    assert "1 that differ" in describe_comparison(pairs, ("the machine", "a person"))


def test_rows_and_their_larger_events_stay_linked():
    part = replace(ROWS[1], part_of=ROWS[0].event_id)
    rows = [ROWS[0], part, *ROWS[2:]]
    reviewed = apply(
        ARTICLE,
        MARKS,
        [replace(r, event_id=f"n{i}", part_of="") for i, r in enumerate(rows)],
        [decide("accept", part, rows=rows)],
    )
    linked = next(row for row in reviewed.events if row.checked)
    assert linked.part_of == "n0"


def test_fields_name_the_words_that_gave_them():
    row = next(row for row in ROWS if row.count_low == 31)
    told = {found.field: found for found in evidence_of(ARTICLE, MARKS, row)}
    assert [TEXT[a:b] for a, b in told["count"].spans] == ["31"]
    assert [TEXT[a:b] for a, b in told["date"].spans] == ["Monday"]
    assert told["date"].basis == "worked out"
    assert told["kind"].spans
    made_up = replace(row, date="1999-01-01", count_low=77, count_high=77, actor="Nobody Known")
    basis = {found.field: found.basis for found in evidence_of(ARTICLE, MARKS, made_up)}
    assert [basis[name] for name in ("date", "count", "actor")] == ["nowhere"] * 3


def test_a_reviewed_value_is_a_plain_row(tmp_path):
    reviewed = apply(ARTICLE, MARKS, ROWS, review())
    assert isinstance(reviewed, Reviewed)
    assert all(row.article == "freed" and row.evidence for row in reviewed.events)


def fate_of(decision, rows=ROWS, article=ARTICLE):
    return apply(article, MARKS, rows, [decision]).fates[0][1:]


LATER = replace(ROWS[0], date="2031-05")
SAME, OTHERWISE, NONE = (
    "the annotator says the same by now",
    "the annotator says otherwise by now",
    "the annotator has no such row by now",
)


@pytest.mark.parametrize(
    ("decision", "rows", "fate", "note"),
    [
        (decide("accept", ROWS[0]), ROWS, "applied", ""),
        (decide("accept", ROWS[0]), [LATER], "applied", OTHERWISE),
        (decide("accept", ROWS[0]), [], "applied", NONE),
        (decide("change", ROWS[0], LATER), ROWS, "applied", ""),
        (decide("change", ROWS[0], LATER), [LATER], "needless", SAME),
        (decide("change", ROWS[0], LATER), [], "applied", NONE),
        (decide("delete", ROWS[0]), ROWS, "applied", ""),
        (decide("delete", ROWS[0]), [], "needless", NONE),
        (decide("add", became=ROWS[0]), ROWS, "needless", SAME),
        (decide("add", became=ROWS[0]), [], "applied", ""),
        (decide("propose", became=ROWS[0]), ROWS, "needless", SAME),
        (decide("propose", became=ROWS[0]), [LATER], "waiting", ""),
        (decide("propose", became=ROWS[0]), [], "waiting", ""),
    ],
)
def test_what_became_of_a_decision_is_told(decision, rows, fate, note):
    assert fate_of(decision, rows) == (fate, note)


def test_words_moved_by_a_person_count_as_a_change_the_annotator_may_make_too():
    wider = replace(ROWS[0], mentions=span("freed 31 Ukrainian citizens"))
    decision = decide("change", ROWS[0], wider)
    assert fate_of(decision) == ("applied", "")
    assert fate_of(decision, [wider]) == ("needless", SAME)
    assert fate_of(decide("add", became=wider)) == ("applied", "")
    assert fate_of(decide("propose", became=wider)) == ("waiting", "")
    assert fate_of(decide("accept", wider))[0] == "applied"


def test_some_words_that_are_gone_are_counted():
    both = replace(ROWS[0], mentions=f"{span('freed')};{span('release')}")
    article = Article(id="freed", text=TEXT.replace("release another", "welcome another"), published=None)
    reviewed = apply(article, [], [], [decide("accept", both, rows=[both])])
    assert reviewed.fates[0].fate == "applied"
    assert "1 of 2 mentions gone" in reviewed.fates[0].note
    assert [words_of(row, article) for row in reviewed.events] == [["freed"]]


def test_evidence_that_is_gone_becomes_the_sentence_of_the_words():
    article = Article(id="freed", text="Minsk freed 31 people. It rained.", published=ARTICLE.published)
    state = {**row_state(ARTICLE, ROWS[0])}
    assert state["evidence"]
    gone = {**state["evidence"][0], "exact": "Nothing of this kind stands in the text any more, not a word."}
    freed = {"exact": "freed", "prefix": "Minsk ", "suffix": " 31 ", "start": 6}
    decision = Correction(
        "freed",
        "row",
        "accept",
        {**state, "mentions": [freed], "evidence": [gone]},
        None,
        "t",
        "2031-05-07",
    )
    row = apply(article, [], [], [decision]).events[0]
    assert row.evidence == "0-22"


def test_a_deletion_needs_the_kind_and_half_of_the_words():
    words = [span("freed"), span("lifted"), span("hopes")]
    gone = replace(ROWS[0], mentions=words[0])
    for row, deleted in [
        (gone, True),
        (replace(gone, kind="arrest"), False),
        (replace(gone, mentions=";".join(words[:2])), True),
        (replace(gone, mentions=";".join(words)), False),
    ]:
        reviewed = apply(ARTICLE, MARKS, [row], [decide("delete", gone)])
        assert (reviewed.events == []) is deleted
        assert [row for row, _ in reviewed.deleted] == ([row] if deleted else [])


def test_a_decision_takes_its_row_before_a_deletion_and_a_proposal_takes_none():
    twin = replace(ROWS[0], event_id="twin", date="2030")
    decisions = [decide("delete", ROWS[0]), decide("accept", ROWS[0], rows=ROWS)]
    decisions[1] = replace(decisions[1], seen={**decisions[1].seen, "date": "2030"})
    reviewed = apply(ARTICLE, MARKS, [twin, ROWS[0]], decisions)
    assert [(row.date, row.checked) for row in reviewed.events] == [("2030", "accepted")]
    assert [row.event_id for row, _ in reviewed.deleted] == [ROWS[0].event_id]
    proposed = apply(ARTICLE, MARKS, [ROWS[0]], [decide("propose", became=LATER)])
    assert proposed.events == [ROWS[0]]
    assert [row.date for row, _ in proposed.proposals] == ["2031-05"]


def test_what_is_part_of_itself_or_of_nothing_is_part_of_no_event():
    alone = replace(ROWS[0], part_of=ROWS[0].event_id)
    lost = replace(ROWS[1], part_of="gone")
    assert [row.part_of for row in apply(ARTICLE, MARKS, [alone, lost], []).events] == ["", ""]
    part = replace(ROWS[1], part_of=ROWS[0].event_id)
    rows = [ROWS[0], part]
    other_kind = [replace(ROWS[0], kind="talks"), replace(part, part_of="")]
    linked = apply(ARTICLE, MARKS, other_kind, [decide("accept", part, rows=rows)])
    assert [row.part_of for row in linked.events] == ["", ""]


NUMBER = next(mark for mark in MARKS if mark.layer == "quantity")
FEWER = NUMBER._replace(low=30, high=30)


@pytest.mark.parametrize(
    ("action", "became", "marks", "fate", "note", "left"),
    [
        ("accept", None, [NUMBER], "applied", "", [NUMBER]),
        ("accept", None, [], "applied", "", [NUMBER]),
        ("change", FEWER, [NUMBER], "applied", "", [FEWER]),
        ("change", FEWER, [FEWER], "needless", SAME, [FEWER]),
        ("delete", None, [NUMBER], "applied", "", []),
        ("delete", None, [], "needless", "the annotator has no such mark by now", []),
        ("add", NUMBER, [], "applied", "", [NUMBER]),
        ("add", NUMBER, [NUMBER], "needless", SAME, [NUMBER]),
        ("propose", NUMBER, [], "waiting", "", []),
        ("propose", NUMBER, [NUMBER], "needless", SAME, [NUMBER]),
    ],
)
def test_what_became_of_a_decision_about_a_mark_is_told(action, became, marks, fate, note, left):
    seen = None if action in ("add", "propose") else NUMBER
    reviewed = apply(ARTICLE, marks, [], [decide(action, seen, became, about="mark")])
    assert reviewed.fates[0][1:] == (fate, note)
    assert reviewed.annotations == left


def test_a_mark_moves_with_its_words_and_is_orphaned_without_them():
    decision = decide("accept", NUMBER, about="mark")
    longer = Article(id="freed", text="It was said before.\n\n" + TEXT, published=None)
    reviewed = apply(longer, [], [], [decision])
    assert (reviewed.fates[0].fate, [mark.exact for mark in reviewed.annotations]) == ("moved", ["31"])
    other = Article(id="freed", text="Nothing of it is here.", published=None)
    reviewed = apply(other, [], [], [decision])
    assert (reviewed.fates[0][1:], reviewed.annotations) == (("orphaned", "'31' is lost"), [])


@pytest.mark.parametrize("gone", ["seen", "became"])
def test_a_mark_moved_to_other_words_is_lost_with_the_old_ones_or_the_new(gone):
    office = next(mark for mark in MARKS if mark.start > NUMBER.end)
    words = {"seen": NUMBER.exact, "became": office.exact}
    decision = decide(
        "change",
        NUMBER,
        NUMBER._replace(start=office.start, end=office.end, exact=office.exact),
        about="mark",
    )
    other = Article(id="freed", text=TEXT.replace(words[gone], "~" * len(words[gone])), published=None)
    reviewed = apply(other, [], [], [decision])
    assert (reviewed.fates[0].fate, reviewed.fates[0].note[-7:]) == ("orphaned", "is lost")
    assert reviewed.annotations == []


def test_the_annotators_own_mark_stays_whole_where_a_person_changed_nothing():
    full = next(mark for mark in MARKS if mark.layer == "entity" and mark.name)
    reviewed = apply(ARTICLE, [full], [], [decide("accept", full, about="mark")])
    assert reviewed.annotations == [full]


def test_marks_stand_in_the_order_of_the_text_after_a_review():
    early, late = MARKS[0], MARKS[-1]
    decisions = [decide("add", became=mark, about="mark") for mark in (late, early)]
    reviewed = apply(ARTICLE, [NUMBER], [], decisions)
    assert [mark.start for mark in reviewed.annotations] == sorted([early.start, NUMBER.start, late.start])


def test_the_state_of_a_review_tells_fates_open_rows_and_what_waits():
    reviewed = apply(
        ARTICLE, MARKS, ROWS, [*review(), decide("propose", became=replace(LATER, kind="talks"))]
    )
    lines = report_state(ARTICLE, reviewed).splitlines()
    assert lines[0].startswith(
        f"3 of {len(ROWS)} rows checked by a person (1 accepted, 1 corrected, 1 added), "
    )
    day = day_words(reviewed.fates[0].correction.when)
    assert lines[0].endswith(
        f"1 row of the annotator taken out; 1 proposed from elsewhere. Reviewed by: tester, {day}."
    )
    assert lines[1] == "Corrections: 4 applied, 1 waiting for a decision."
    assert "  waiting: propose row talks 'freed'" in lines
    place = lines.index("Proposed from elsewhere:")
    assert lines[place + 1].endswith("[freed] (by tester)")
    assert "0.00 sure" not in report_state(ARTICLE, apply(ARTICLE, MARKS, [replace(ROWS[0], sure=None)], []))


def test_a_fate_that_needs_a_look_is_told_with_its_reason():
    told = report_state(ARTICLE, apply(ARTICLE, MARKS, [], [decide("delete", ROWS[0])])).splitlines()
    assert told[1] == "Corrections: 1 needless by now."
    assert told[2] == "  needless: delete row release 'freed' (the annotator has no such row by now)"


def test_a_row_that_says_little_is_told_as_such():
    bare = replace(ROWS[0], date="", actor="", target="", sure=0.25)
    told = report_state(ARTICLE, apply(ARTICLE, [], [bare], []))
    assert "  0.25 sure  release  undated  nobody named  occurred  [freed]\n" in told
    twice = replace(bare, mentions=f"{span('freed')};{span('hopes')}")
    assert report_state(ARTICLE, apply(ARTICLE, [], [twice], [])).endswith("  [freed, hopes]\n")


def test_rows_added_and_taken_out_are_told_beside_the_machines():
    table = machine_beside_person(ARTICLE, apply(ARTICLE, MARKS, ROWS, review()))
    rows = table.values.tolist()
    assert ["hopes", "row", "", "talks", "because"] in rows
    assert [", ".join(words_of(ROWS[2])), "row", ROWS[2].kind, "", "because"] in rows
    assert not [row for row in rows if row[0] == "freed"]


def test_a_row_of_another_kind_takes_the_codes_of_that_kind_unless_a_person_gave_some():
    other = replace(ROWS[0], kind="talks")
    (row,) = apply(ARTICLE, MARKS, [ROWS[0]], [decide("change", ROWS[0], other)]).events
    talks = codes_of("talks", "", ROWS[0].status)
    assert (row.plover_event, row.plover_mode, row.cameo) == talks != codes_of("release", "", "occurred")
    given = replace(other, cameo="999")
    (row,) = apply(ARTICLE, MARKS, [ROWS[0]], [decide("change", ROWS[0], given)]).events
    assert (row.plover_event, row.cameo) == (ROWS[0].plover_event, "999")
    dated = replace(ROWS[0], date="2031-05")
    (row,) = apply(ARTICLE, MARKS, [ROWS[0]], [decide("change", ROWS[0], dated)]).events
    assert (row.plover_event, row.cameo) == (ROWS[0].plover_event, ROWS[0].cameo)
