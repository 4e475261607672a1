"""When two reports are one row, when one is none, what a row takes from each, and what is part of what."""

from dataclasses import replace

import pytest
from test_merge import CANADA, IRAN, LUND, ROE, report

from prisoner_diplomacy.events.dates import clip, days_of, is_day, is_month, is_valid, shift_day, start_before
from prisoner_diplomacy.events.merge import days_apart, is_same_event, merge_statements
from prisoner_diplomacy.events.parts import link_parts
from prisoner_diplomacy.events.statements import Count, Party
from prisoner_diplomacy.events.substance import is_substantial
from prisoner_diplomacy.schema.marks import Time
from prisoner_diplomacy.schema.rows import COLUMNS, Event

NINE, FOUR = Count(9, 9), Count(4, 4)
UNION = Party("eu", ("EU",), known=True)
JUNE = "2025-06-16"


def near(**told):
    """Two reports of one sentence."""
    return {"sentences": [0], **told}


BY_CANADA = near(count=NINE, actors=[CANADA], stated=[CANADA])


@pytest.mark.parametrize(
    ("kind", "first", "second", "one"),
    [
        ("release", {"targets": [ROE], "date": JUNE}, {"targets": [ROE], "date": "2025-06-19"}, True),
        ("release", {"targets": [ROE], "date": JUNE}, {"targets": [ROE], "date": "2025-06-20"}, False),
        ("release", {"targets": [ROE], "date": JUNE}, {"targets": [LUND], "date": "2025-06-17"}, False),
        ("release", {"date": JUNE}, {"date": "2025-06-17"}, False),
        ("release", {"date": JUNE}, {"date": "2025-06-23", "supposed": True}, True),
        ("release", {"date": JUNE}, {"date": "2025-06-24", "supposed": True}, False),
        ("release", {"date": "2025-06", "count": NINE}, {"date": JUNE, "count": NINE}, True),
        ("release", {"date": JUNE, "count": NINE}, {"date": "2025-06", "count": NINE}, True),
        ("release", {"date": "2025-05", "count": NINE}, {"date": JUNE, "count": NINE}, False),
        ("release", {"date": "2025-06-16/2025-06-18"}, {"date": JUNE}, False),
        ("military", {"date": "2025-06-09/2025-06-17"}, {"date": "2025-06-10"}, True),
        ("military", {"date": "2025-06-09/2025-06-18"}, {"date": "2025-06-10"}, False),
        ("military", {"date": "2025-06-10"}, {"date": "2025-06-09/2025-06-15"}, True),
        ("military", {"date": "2025-06-09/2025-06-15"}, {"date": "2025-06-16"}, False),
        ("military", {"date": "2025-06-09/.."}, {"date": "2025-06-10"}, False),
        ("release", {"count": NINE}, {"count": FOUR, "targets": [ROE]}, True),
        ("release", {"count": NINE}, {"count": FOUR, "targets": [ROE], "date": JUNE}, False),
        ("release", {"count": NINE}, {"count": NINE, "targets": [ROE]}, True),
        ("release", {"count": FOUR}, {"count": NINE, "targets": [ROE]}, False),
        ("release", {"count": NINE}, {"count": FOUR, "part": True}, True),
        ("release", {"count": NINE, "targets": [LUND]}, {"count": NINE, "targets": [ROE]}, False),
        ("release", {"status": "future"}, {"status": "future", "date": JUNE, "sentences": [6]}, False),
        ("release", {"status": "future"}, {"status": "future", "voice": "noun"}, True),
        ("release", {"status": "future"}, {"status": "future", "voice": "noun", "count": NINE}, False),
        ("release", {"status": "hypothetical"}, {"status": "hypothetical", "sentences": [5]}, True),
        ("release", {"status": "hypothetical"}, {"status": "hypothetical", "sentences": [6]}, False),
        ("release", {"count": NINE}, {"count": FOUR, "voice": "participle"}, True),
        ("release", {"count": NINE}, {"count": FOUR, "voice": "participle", "date": "2025-06-01"}, False),
        ("detention", {"count": NINE, "date": JUNE}, {"date": JUNE}, True),
        ("detention", {"count": NINE, "date": JUNE}, {"date": JUNE, "supposed": True}, False),
        ("detention", {"targets": [IRAN], "date": JUNE}, {"targets": [CANADA], "date": JUNE}, False),
        (
            "release",
            {"status": "hypothetical", "sentences": [1]},
            {"status": "hypothetical", "attributed_to": "iran"},
            False,
        ),
        ("detention", {"targets": [ROE]}, {"targets": [ROE, LUND]}, True),
        ("detention", {"count": NINE}, {"count": NINE}, True),
        ("detention", {"count": NINE}, {"count": FOUR}, False),
        ("detention", {"act": "arrest"}, {"act": "sentence"}, False),
        ("detention", {"act": "arrest", "count": NINE}, {"act": "arrest"}, False),
        ("detention", {"act": "arrest"}, {"act": "arrest", "anaphoric": True}, True),
        ("detention", {"act": "arrest"}, {"act": "arrest", "anaphoric": True, "sentences": [4]}, True),
        ("detention", {"act": "arrest"}, {"act": "arrest", "anaphoric": True, "sentences": [5]}, False),
        ("detention", {"act": "arrest"}, {"act": "arrest", "anaphoric": True, "date": JUNE}, False),
        ("detention", near(act="arrest"), near(act="arrest"), True),
        ("detention", near(act="arrest"), near(act="arrest", later=True), False),
        ("detention", near(act="arrest"), near(act="charge", voice="noun"), True),
        ("detention", near(act="arrest", targets=[ROE]), near(act="charge", voice="noun"), False),
        ("detention", near(act="arrest", date=JUNE), near(act="charge", voice="noun", date=JUNE), True),
        ("detention", {"targets": [ROE], "stated": [ROE]}, {"targets": [LUND], "stated": [LUND]}, False),
        ("detention", {}, {"date": JUNE}, False),
        ("mistreatment", {"targets": [ROE]}, {"targets": [LUND]}, False),
        ("sanction", {}, {"sentences": [5]}, True),
        ("sanction", {}, {"sentences": [6]}, False),
        ("sanction", {"sentences": [1]}, {"sentences": [5]}, True),
        ("sanction", {"sentences": [2]}, {"sentences": [5]}, False),
        ("sanction", {"sentences": [2]}, {"sentences": [9], "definite": True}, True),
        ("sanction", {"date": "2025-06"}, {"date": JUNE, "sentences": [3]}, False),
        ("sanction", {"count": NINE}, {"count": FOUR}, False),
        ("sanction", {"count": NINE}, {}, True),
        ("sanction", {"sentences": [7]}, {"sentences": [7], "count": NINE}, True),
        ("sanction-relief", {"sentences": [7]}, {"sentences": [9]}, False),
        ("talks", {}, {"act": "call"}, False),
        ("talks", {"act": "call"}, {"act": "visit", "definite": True}, True),
        ("talks", near(), near(act="call"), False),
        ("talks", near(), near(act="visit"), True),
        ("talks", {"targets": [CANADA]}, {"targets": [UNION]}, False),
        ("talks", {"targets": [CANADA, UNION], "date": JUNE}, {"targets": [UNION], "date": JUNE}, True),
        ("military", BY_CANADA, near(stated=[IRAN], count=NINE), True),
        ("military", BY_CANADA, near(stated=[IRAN], count=NINE, date=JUNE), False),
        ("military", BY_CANADA, near(stated=[IRAN], count=FOUR), False),
        ("military", BY_CANADA, near(count=FOUR), True),
        ("release", {"actors": [CANADA]}, {}, False),
        (
            "release",
            {"headline": True, "targets": [ROE], "count": Count(1, 1)},
            {"targets": [ROE, LUND]},
            True,
        ),
        (
            "release",
            {"headline": True, "targets": [ROE], "count": FOUR},
            {"targets": [ROE, LUND], "count": NINE},
            True,
        ),
        ("release", {"targets": [ROE], "count": FOUR}, {"targets": [ROE, LUND], "count": NINE}, False),
        ("military", near(), near(other=True), True),
        ("military", {}, {"sentences": [20]}, False),
        ("military", {}, {"sentences": [20], "definite": True}, True),
        ("military", {"date": JUNE}, {"date": JUNE, "sentences": [20]}, True),
        (
            "military",
            {"targets": [CANADA], "stated": [CANADA]},
            {"targets": [UNION], "stated": [UNION]},
            False,
        ),
        ("appointment", {}, {}, True),
        ("appointment", {}, {"act": "dismiss"}, False),
        ("appointment", {"targets": [ROE]}, {"targets": [LUND]}, False),
        ("appointment", {"targets": [CANADA]}, {"targets": [UNION]}, False),
        ("agreement", {}, {}, True),
        ("agreement", {"date": JUNE}, {"date": "2025-03-01"}, False),
        ("sanction", near(count=NINE), near(count=NINE, further=True, targets=[CANADA]), True),
        ("sanction", near(), near(further=True, targets=[CANADA]), False),
        ("sanction", near(count=NINE), near(count=FOUR, further=True, targets=[CANADA]), False),
        (
            "sanction",
            near(count=NINE, date=JUNE),
            near(count=NINE, date="2025-06-17", further=True, targets=[CANADA]),
            False,
        ),
        (
            "sanction",
            {"count": NINE},
            {"count": NINE, "further": True, "targets": [CANADA], "sentences": [1]},
            False,
        ),
        ("release", {"count": FOUR}, {"count": NINE, "voice": "participle"}, False),
        ("release", {"count": NINE}, {"count": FOUR, "part": True, "date": JUNE}, False),
        ("release", {"targets": [ROE]}, {"targets": [ROE], "date": JUNE}, False),
        (
            "release",
            {"targets": [ROE], "date": "2025-06"},
            {"targets": [ROE], "date": "2025-06"},
            True,
        ),
        ("detention", {"date": JUNE, "supposed": True}, {"date": JUNE}, False),
        ("detention", {}, {}, True),
        ("detention", {"ongoing": True}, {}, False),
        ("detention", {}, {"ongoing": True}, False),
        ("detention", {}, {"count": NINE}, False),
        ("detention", {}, {"act": "arrest"}, False),
        ("talks", {"date": JUNE}, {"date": JUNE}, True),
        ("talks", {"date": JUNE}, {"date": JUNE, "act": "call"}, False),
        ("talks", {}, {}, False),
        ("talks", {}, {"date": JUNE}, False),
        ("military", {"actors": []}, {}, True),
    ],
)
def test_two_reports_are_one_row_or_two(kind, first, second, one):
    left, right = report(kind, 0), report(kind, 2)
    assert is_same_event(replace(left, **first), replace(right, **second)) is one


def test_days_between_two_days_have_no_direction():
    assert days_apart("2025-03-01", "2025-02-27") == days_apart("2025-02-27", "2025-03-01") == 2


@pytest.mark.parametrize(
    ("kind", "told", "row"),
    [
        ("release", {"voice": "adjective"}, False),
        ("release", {"act": "transport"}, False),
        ("release", {"act": "transport", "count": Count(1, 1)}, False),
        ("release", {"act": "transport", "count": Count(2, 2)}, True),
        ("release", {"actors": []}, False),
        ("release", {"actors": [], "date": JUNE}, True),
        ("release", {"actors": [], "targets": [ROE]}, True),
        ("release", {"actors": [], "count": NINE}, True),
        ("military", {"actors": []}, True),
        ("detention", {"voice": "noun", "act": "charge"}, False),
        ("detention", {"voice": "noun", "act": "charge", "date": JUNE}, False),
        ("detention", {"voice": "noun", "act": "charge", "date": JUNE, "targets": [ROE]}, True),
        ("detention", {"voice": "noun", "act": "arrest"}, False),
        ("detention", {"voice": "noun", "act": "arrest", "whom": ("them",)}, True),
        ("detention", {"voice": "noun", "act": "arrest", "count": NINE}, True),
        ("detention", {"voice": "noun", "act": "warrant"}, True),
        ("detention", {"voice": "participle"}, False),
        ("detention", {"voice": "participle", "count": NINE}, True),
        ("detention", {"voice": "participle", "date": JUNE}, True),
        ("detention", {"voice": "participle", "targets": [ROE]}, True),
        ("talks", {"actors": [UNION]}, False),
        ("talks", {"actors": [UNION, CANADA]}, True),
        ("talks", {"voice": "noun"}, False),
        ("talks", {"voice": "noun", "date": JUNE}, True),
        ("talks", {"voice": "noun", "status": "future"}, True),
        ("talks", {"voice": "noun", "status": "hypothetical"}, True),
        ("talks", {"voice": "noun", "stated": [CANADA]}, True),
        ("talks", {"voice": "noun", "stated": [LUND]}, False),
        ("talks", {"voice": "noun", "act": "call", "stated": [LUND]}, True),
        ("talks", {"voice": "noun", "act": "mediate"}, True),
        ("agreement", {"voice": "noun"}, False),
        ("agreement", {"voice": "noun", "stated": [CANADA]}, False),
        ("agreement", {"voice": "noun", "stated": [CANADA, UNION]}, True),
        ("agreement", {"voice": "noun", "concluded": True}, True),
        ("agreement", {"voice": "noun", "named": True}, True),
        ("agreement", {"voice": "noun", "status": "hypothetical"}, True),
        ("agreement", {"voice": "noun", "status": "future"}, False),
        ("release", {"status": "negated", "voice": "passive"}, False),
        ("release", {"status": "negated", "voice": "passive", "count": NINE}, True),
        ("release", {"status": "negated", "voice": "passive", "targets": [ROE]}, True),
        ("release", {"status": "negated", "voice": "passive", "targets": [CANADA], "stated": [CANADA]}, True),
        ("release", {"status": "negated", "voice": "active"}, True),
        ("mistreatment", {"voice": "noun", "status": "negated"}, False),
        ("mistreatment", {"voice": "noun"}, True),
        ("military", {"voice": "noun", "status": "negated"}, False),
        ("military", {"voice": "noun", "status": "negated", "location": "Mali"}, True),
        ("military", {"voice": "noun", "status": "negated", "attributed_to": "iran"}, True),
        ("military", {"voice": "noun", "status": "negated", "stated": [CANADA]}, True),
        ("sanction", {"voice": "noun"}, False),
        ("sanction", {"voice": "noun", "stated": [IRAN]}, True),
        ("sanction", {"voice": "noun", "date": JUNE}, False),
        ("sanction", {"voice": "noun", "date": JUNE, "whom": ("banks",)}, True),
        ("sanction", {"voice": "noun", "count": NINE}, True),
    ],
)
def test_a_report_that_says_too_little_is_no_row(kind, told, row):
    plain = report("release", 0)
    acts = {"detention": "hold", "talks": "meet", "military": "attack", "sanction": "impose"}
    statement = replace(plain, kind=kind, act=acts.get(kind, "free"))
    assert is_substantial(replace(statement, **told)) is row


@pytest.mark.parametrize(
    ("plan", "deed", "one"),
    [
        ({"count": NINE}, {"count": NINE}, True),
        ({"count": NINE}, {"count": FOUR}, False),
        ({"whom": ("them",)}, {}, False),
        ({"count": Count(1, 1)}, {"count": Count(1, 1)}, False),
        ({"count": Count(1, 1), "targets": [ROE]}, {"count": Count(1, 1), "targets": [ROE]}, True),
        ({"count": NINE, "targets": [ROE]}, {"count": NINE, "targets": [LUND]}, False),
        ({"count": NINE, "targets": [CANADA]}, {"count": NINE, "targets": [UNION]}, False),
        ({"count": NINE, "actors": [CANADA]}, {"count": NINE}, False),
        ({"count": NINE, "date": JUNE}, {"count": NINE, "date": "2025-03-01"}, False),
        ({"count": NINE, "status": "hypothetical"}, {"count": NINE}, False),
    ],
)
def test_those_planned_to_be_freed_and_those_freed_are_one_row(plan, deed, one):
    planned = report("release", 0, **{"status": "future", **plan})
    done = report("release", 8, **deed)
    events, lead = merge_statements([planned, done])
    assert events == ([done] if one else [planned, done])
    assert (lead.get(id(planned)) is done) is one


@pytest.mark.parametrize(
    ("told", "one"),
    [
        ({}, True),
        ({"sentences": [6]}, True),
        ({"sentences": [7]}, False),
        ({"act": "impose"}, False),
        ({"voice": "active"}, False),
        ({"date": JUNE}, False),
        ({"count": NINE}, False),
        ({"status": "hypothetical"}, False),
        ({"stated": [IRAN]}, False),
    ],
)
def test_what_a_measure_means_is_told_with_it_and_is_no_other(told, one):
    measure = report("sanction", 2, sentences=[2])
    means = {"act": "ban", "voice": "passive", "status": "future", "sentences": [4]}
    events, _ = merge_statements([measure, report("sanction", 4, **{**means, **told})])
    assert len(events) == (1 if one else 2)


HEADLINE = {"headline": True, "date": "2025-06-01"}


@pytest.mark.parametrize(
    ("headline", "below", "one"),
    [
        ({}, {}, True),
        ({}, {"sentences": [4]}, True),
        ({}, {"sentences": [5]}, False),
        ({"status": "future"}, {"status": "hypothetical"}, True),
        ({"status": "future"}, {}, False),
        ({"count": NINE}, {"count": FOUR}, False),
        ({"targets": [ROE]}, {"targets": [LUND]}, False),
        ({"targets": [CANADA]}, {"actors": [CANADA], "targets": [UNION]}, False),
        ({"targets": [UNION]}, {"actors": [CANADA], "targets": [UNION]}, True),
        ({"targets": [CANADA]}, {"targets": [UNION]}, True),
    ],
)
def test_a_report_below_a_headline_is_what_the_headline_told(headline, below, one):
    first = report("release", 0, **{**HEADLINE, **headline})
    second = report("release", 2, **{"date": JUNE, **below})
    events, lead = merge_statements([first, second])
    assert len(events) == (1 if one else 2)
    if one:
        assert lead == {id(second): first}
        assert (events[0].headline, events[0].status) == (False, second.status)
        assert events[0].actors == second.actors


@pytest.mark.parametrize(
    ("again", "rows"),
    [
        ({"status": "hypothetical"}, 1),
        ({"status": "hypothetical", "date": JUNE}, 2),
        ({"status": "hypothetical", "targets": [LUND]}, 2),
        ({"status": "future", "date": JUNE}, 2),
        ({"voice": "noun", "act": "charge"}, 1),
        ({"voice": "noun", "act": "charge", "date": "2025-03-01"}, 2),
        ({"voice": "noun", "act": "charge", "date": "2025-03-01", "supposed": True}, 1),
        ({"voice": "noun", "act": "charge", "date": "2025-03-01", "supposed": True, "targets": [LUND]}, 2),
        ({"voice": "noun", "act": "charge", "date": JUNE, "supposed": True, "status": "future"}, 2),
    ],
)
def test_a_custody_supposed_or_named_again_is_the_one_told(again, rows):
    told = report("detention", 0, act="arrest", date=JUNE, targets=[ROE])
    again = report("detention", 9, **{"act": "arrest", "targets": [ROE], **again})
    events, _ = merge_statements([told, again])
    assert len(events) == rows


@pytest.mark.parametrize(
    ("event", "noun", "one"),
    [
        ({}, {"definite": True, "status": "future"}, True),
        ({}, {"definite": False, "status": "future", "date": JUNE}, False),
        ({}, {"definite": True, "status": "future", "count": NINE}, False),
        ({}, {"definite": True, "status": "future", "whom": ("others",)}, False),
        ({"status": "hypothetical"}, {"definite": True, "status": "future", "whom": ("all",)}, False),
        ({"date": JUNE}, {"definite": True, "status": "future", "date": "2025-03-01"}, False),
        ({"date": JUNE}, {"definite": True, "status": "future", "date": "2025-06"}, True),
        ({}, {"act": "transport"}, True),
    ],
)
def test_a_noun_points_back_to_the_event_told_before(event, noun, one):
    first, second = report("release", 0, **event), report("release", 5, voice="noun", **noun)
    events, _ = merge_statements([first, second])
    assert len(events) == (1 if one else 2)


@pytest.mark.parametrize(
    ("first", "second", "field", "value"),
    [
        ({}, {"date": JUNE, "date_basis": "stated"}, "date", JUNE),
        ({"date": "2025-06"}, {"date": JUNE}, "date", JUNE),
        ({"date": JUNE}, {"date": "2025-06"}, "date", JUNE),
        ({"date": JUNE}, {"date": "2025-06-17", "supposed": True}, "date", JUNE),
        ({"count": NINE}, {}, "count", NINE),
        ({}, {"count": Count(None, 9)}, "count", Count(None, 9)),
        ({"count": Count(None, 9)}, {"count": Count(5, 9)}, "count", Count(None, 9)),
        ({"actors": [], "count": NINE}, {"actors": [CANADA]}, "actors", [CANADA]),
        ({"actors": [ROE]}, {"actors": []}, "actors", [ROE]),
        ({"actors": [ROE]}, {"actors": [CANADA]}, "actors", [CANADA]),
        ({}, {"targets": [ROE]}, "targets", [ROE]),
        ({"targets": [ROE]}, {"targets": [ROE, LUND]}, "targets", [ROE]),
        ({"location": "Minsk"}, {"location": "Mali"}, "location", "Minsk"),
        ({}, {"location": "Mali"}, "location", "Mali"),
        ({}, {"ongoing": True}, "ongoing", True),
        ({"sentences": [2]}, {"sentences": [2]}, "sentences", [2]),
        ({"sentences": [2]}, {"sentences": [3]}, "sentences", [2, 3]),
    ],
)
def test_a_row_takes_from_a_later_report_what_it_lacks(first, second, field, value):
    one, other = report("release", 0, **first), report("release", 2, **second)
    (event,), _ = merge_statements([one, other])
    assert getattr(event, field) == value
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    ("value", "day", "month", "valid"),
    [
        ("2025-06-16", True, False, True),
        ("2025-06", False, True, True),
        ("2025-13", False, False, False),
        ("2025-12", False, True, True),
        ("2025", False, False, True),
        ("2025-06-1x", False, False, False),
        ("2025/06/16", False, False, False),
        ("2025-06-16/2025-06-18", False, False, True),
        ("2025-06~", False, False, True),
        ("", False, False, True),
        ("soon", False, False, False),
    ],
)
def test_days_months_and_dates_are_told_apart(value, day, month, valid):
    assert (is_day(value), is_month(value)) == (day, month)
    assert not value or is_valid(value) is valid


@pytest.mark.parametrize(
    ("value", "clipped"),
    [
        ("2025-06-16/2025-06-20", "2025-06-16/2025-06-18"),
        ("2025-06-16/2025-06-18", "2025-06-16/2025-06-18"),
        ("2025-06-19/2025-06-20", "2025-06-19/2025-06-20"),
        ("2025-06-18/2025-06-20", "2025-06-18/2025-06-18"),
        ("2025-06-16/..", "2025-06-16/.."),
        ("2025-06-20", "2025-06-20"),
        ("2025-05/2025-07", "2025-05/2025-07"),
    ],
)
def test_what_happened_did_so_by_the_day_of_publication(value, clipped):
    assert clip(value, "2025-06-18") == clipped


@pytest.mark.parametrize(
    ("ended", "lasted", "began"),
    [
        ("2025-06-16", "P3Y", "2022~"),
        ("2025-06-16", "P3Y6M", "2021-12~"),
        ("2025-06-16", "P18M", "2023-12~"),
        ("2025-06", "P1M", "2025-05~"),
        ("2025-06-16", "P9D", "2025-06-07"),
        ("2025-06-16", "P", ""),
        ("2025", "P3Y", ""),
        ("2025-06-16/2025-06-18", "P3Y", ""),
        ("0002-06-16", "P3Y", ""),
    ],
)
def test_custody_began_as_long_before_its_end_as_it_lasted(ended, lasted, began):
    assert start_before(ended, lasted) == began


@pytest.mark.parametrize(
    ("type_", "value", "days"),
    [
        ("DURATION", "P3D", 3),
        ("DURATION", "P2W", 14),
        ("DURATION", "PT5H", 0),
        ("DURATION", "P2M", None),
        ("DURATION", "PXD", None),
        ("DATE", "2025-06-16", None),
        ("SET", "P1D", None),
    ],
)
def test_durations_in_days_and_weeks_can_be_counted(type_, value, days):
    assert days_of(Time(0, 1, "x", type_, value)) == days


def test_a_day_is_moved_and_all_else_stays():
    assert shift_day("2025-03-01", -1) == "2025-02-28"
    assert shift_day("2025-12-31", 1) == "2026-01-01"
    assert [shift_day(value, 1) for value in ("2025-06", "", "9999-12-31")] == ["2025-06", "", "9999-12-31"]


BLANK = {name: None if name in ("count_low", "count_high", "sure") else "" for name in COLUMNS}
YEAR = "2024-07/2025-06"


def freed(name, **told):
    known = {"event_id": name, "kind": "release", "status": "occurred", "actor_country": "IRN"}
    return Event(**{**BLANK, **known, **told})


@pytest.mark.parametrize(
    ("part", "whole", "partial", "linked"),
    [
        ({"date": JUNE}, {"date": YEAR}, False, True),
        ({"date": JUNE}, {"date": "../2025-06"}, False, True),
        ({"date": JUNE}, {"date": "2024-07/.."}, False, True),
        ({"date": "2024-06-30"}, {"date": YEAR}, False, False),
        ({"date": "2025-07-01"}, {"date": YEAR}, False, False),
        ({"date": "2024-07-01"}, {"date": YEAR}, False, True),
        ({"date": "2025-06-30"}, {"date": YEAR}, False, True),
        ({"date": YEAR}, {"date": YEAR}, False, False),
        ({"date": ""}, {"date": YEAR}, False, False),
        ({"date": "2025-01/.."}, {"date": YEAR}, False, False),
        ({"date": JUNE, "count_low": 4}, {"date": JUNE, "count_low": 9}, False, True),
        ({"date": JUNE, "count_low": 9}, {"date": JUNE, "count_low": 9}, False, False),
        ({"date": JUNE, "count_low": 4}, {"date": JUNE}, False, False),
        ({"date": JUNE, "count_low": 4}, {"date": JUNE}, True, True),
        ({"count_low": 4}, {"count_low": 9}, False, False),
        ({"count_low": 4}, {"count_low": 9}, True, True),
        ({"date": JUNE, "count_low": 4}, {"date": "2025-06-17", "count_low": 9}, True, False),
        (
            {"date": JUNE, "count_low": 4, "actor_country": "CAN"},
            {"date": JUNE, "count_low": 9},
            False,
            False,
        ),
        (
            {"date": JUNE, "count_low": 4},
            {"date": JUNE, "count_low": 9, "actor_country": "CAN;IRN"},
            False,
            True,
        ),
        ({"date": JUNE, "status": "future"}, {"date": YEAR}, False, False),
        ({"date": JUNE}, {"date": YEAR, "status": "future"}, False, False),
        ({"date": JUNE, "kind": "talks"}, {"date": YEAR}, False, False),
    ],
)
def test_a_release_is_part_of_a_larger_one(part, whole, partial, linked):
    rows = [freed("part", **part), freed("whole", **whole)]
    names = {"part"} if partial else set()
    assert link_parts(rows, names)[0].part_of == ("whole" if linked else "")
    assert link_parts(rows[::-1], names)[1].part_of == ("whole" if linked else "")
    assert link_parts(rows, names)[1].part_of == ""
