"""Which reports are of one event: each rule by itself, on reports made by hand."""

from dataclasses import replace

import pytest

from prisoner_diplomacy.events.merge import is_same_event, merge_statements
from prisoner_diplomacy.events.statements import Count, Party, Statement

IRAN, CANADA = Party("iran", ("IRN",), known=True), Party("canada", ("CAN",), known=True)
RED_CROSS = Party("red-cross", known=True)
ROE, LUND = Party("Ana Roe", (), person=True), Party("Ivan Lund", (), person=True)


def report(kind="release", number=0, **told):
    acts = {
        "release": "free",
        "detention": "hold",
        "sanction": "impose",
        "talks": "meet",
        "military": "attack",
        "mistreatment": "torture",
        "sanction-relief": "ease",
        "appointment": "appoint",
        "agreement": "agree",
    }
    place = (100 * number + 10, 100 * number + 15)
    plain = Statement(kind, acts[kind], "occurred", "active", [place], [number], actors=[IRAN])
    return replace(plain, **told)


@pytest.mark.parametrize(
    ("kind", "first", "second", "one"),
    [
        ("release", {"count": Count(9, 9)}, {"count": Count(9, 9)}, True),
        ("release", {"count": Count(9, 9)}, {"count": Count(12, 12)}, False),
        ("release", {"count": Count(9, 9)}, {}, True),
        ("release", {"date": "2025-06-16"}, {"date": "2025-03-02"}, False),
        ("release", {"date": "2025-06-16"}, {"date": "2025-06-20", "supposed": True}, True),
        ("release", {"date": "2025-06-16"}, {"date": "2025-03-02", "supposed": True}, False),
        ("release", {}, {"actors": [CANADA]}, False),
        ("release", {"date": "2025-01/2025-06"}, {"count": Count(9, 9)}, False),
        ("release", {"targets": [ROE], "date": "2025-06-16"}, {"targets": [ROE], "date": "2025-06-18"}, True),
        ("detention", {"targets": [ROE]}, {"targets": [LUND]}, False),
        ("detention", {"count": Count(9, 9)}, {}, True),
        ("detention", {"count": Count(9, 9)}, {"ongoing": True}, False),
        ("sanction", {"date": "2025-06-16"}, {"date": "2025-06-16"}, True),
        (
            "sanction",
            {"date": "2025-06-16"},
            {"date": "2025-06-16", "further": True, "targets": [CANADA]},
            False,
        ),
        ("sanction", {"date": "2025-06-18", "supposed": True}, {"date": "2025-06-16"}, True),
        ("sanction", {"date": "2025-06-18"}, {"date": "2025-06-16"}, False),
        ("sanction", {"sentences": [9]}, {"sentences": [11], "definite": True, "count": Count(9, 9)}, False),
        ("sanction", {"sentences": [0]}, {"sentences": [3], "count": Count(9, 9)}, True),
        (
            "detention",
            {"act": "x", "date": "2025-06-09/2025-06-15"},
            {"date": "2025-06-10/2025-06-11"},
            False,
        ),
        ("military", {"date": "2025-06-09/2025-06-15"}, {"date": "2025-06-10"}, True),
        ("military", {"date": "2025-01/2025-06"}, {"date": "2025-06-10"}, False),
        ("military", {}, {"other": True}, False),
        ("military", {}, {"sentences": [4]}, True),
        ("military", {}, {"sentences": [5]}, False),
        ("military", {}, {"sentences": [5], "definite": True}, True),
        ("talks", {"actors": [CANADA]}, {}, False),
        ("talks", {"actors": [RED_CROSS], "stated": [RED_CROSS]}, {"stated": [IRAN]}, False),
        ("talks", {"targets": [CANADA]}, {"targets": [CANADA]}, False),
        ("talks", {"targets": [CANADA], "date": "2025-06"}, {"date": "2025-06"}, True),
        ("talks", {"act": "call"}, {"act": "visit"}, False),
    ],
)
def test_two_reports(kind, first, second, one):
    assert is_same_event(report(kind, 0, **first), report(kind, 2, **second)) is one


def test_the_release_told_before_is_meant_by_the_noun_but_not_by_a_wish_for_others():
    event, noun = report(number=0), report(number=5, voice="noun", definite=True, act="exchange")
    wish = report(number=6, voice="noun", definite=True, status="hypothetical", targets=[ROE])
    events, lead = merge_statements([event, noun, wish])
    assert events == [event, wish]
    assert lead == {id(noun): event}


def test_the_release_of_those_named_before_is_the_one_told_before_and_that_of_all_others_is_not():
    workers = Party("five aid workers")
    event = report(targets=[workers])
    named = [Party("the aid workers")]
    noun = report(number=4, voice="noun", definite=True, status="hypothetical", targets=named, stated=named)
    others = replace(noun, mentions=[(500, 507)], whom=("all", "aid", "workers"))
    events, _ = merge_statements([event, noun, others])
    assert events == [event, others]


def test_an_event_takes_what_a_later_report_adds_and_keeps_what_was_said_before():
    first = report(number=0, date="2025-06-18", date_basis="anchored", supposed=True)
    later = report(number=1, date="2025-06-16", date_basis="stated", count=Count(9, 9), support=[4])
    (event,), _ = merge_statements([first, later])
    assert (event.date, event.date_basis, event.count.low) == ("2025-06-16", "stated", 9)
    assert (event.sentences, event.support) == ([0, 1], [4])


def test_one_number_to_be_freed_is_one_release_however_far_apart_it_is_told():
    first = report(status="future", count=Count(9, 9), attributed_to="iran")
    later = report(number=8, status="future", count=Count(9, 9))
    assert is_same_event(first, later)
    assert not is_same_event(first, replace(later, count=Count(4, 4)))


def test_two_verbs_of_one_object_are_one_act():
    arrested = report("detention", act="arrest", mentions=[(10, 18)], group=10)
    jailed = report("detention", act="sentence", mentions=[(23, 29)], group=23)
    assert is_same_event(arrested, jailed)
    assert not is_same_event(arrested, replace(jailed, group=60, mentions=[(60, 66)]))


def test_kinds_are_never_joined():
    held = report("detention", 0, whom=("them",))
    events, _ = merge_statements([report("release", 0), held, report("talks", 0)])
    assert len(events) == 3


def test_reports_of_one_mention_are_the_two_sides_of_an_exchange_or_a_group_and_its_members():
    one, other = report(count=Count(9, 9)), report(count=Count(9, 9))
    assert not is_same_event(one, other)


@pytest.mark.parametrize(
    ("plan", "one"),
    [
        ({"count": Count(9, 9)}, True),
        ({"count": Count(9, 9), "date": "2025-06-16"}, True),
        ({"count": Count(8, 8)}, False),
        ({"count": Count(9, 9), "actors": [CANADA]}, False),
        ({}, False),
    ],
)
def test_a_plan_is_no_event_beside_its_deed(plan, one):
    plan = report(number=0, status="future", whom=("them",), **plan)
    deed = report(number=4, count=Count(9, 9), date="2025-06-16")
    events, lead = merge_statements([plan, deed])
    assert events == ([deed] if one else [plan, deed])
    assert lead == ({id(plan): deed} if one else {})


def test_a_headline_that_names_one_of_those_freed_is_of_their_release():
    headline = report(number=0, headline=True, targets=[ROE], count=Count(1, 1))
    lead = report(number=1, targets=[ROE, LUND], count=Count(2, 2))
    wish = report(number=6, voice="noun", definite=True, status="hypothetical")
    [event], _ = merge_statements([headline, lead, wish])
    assert (event.count, event.status) == (Count(2, 2), "occurred")


def test_who_is_only_supposed_to_have_acted_keeps_no_custody_apart():
    told = report("detention", 0, count=Count(4, 4), act="arrest", stated=[IRAN])
    again = report("detention", 3, count=Count(4, 4), act="arrest", actors=[CANADA])
    assert is_same_event(told, again)
    assert not is_same_event(told, replace(again, stated=[CANADA]))


@pytest.mark.parametrize(
    ("noun", "rows"),
    [
        ({}, 1),
        ({"date": "2025-06-18", "supposed": True}, 1),
        ({"date": "2025-06-18"}, 2),
        ({"targets": [LUND]}, 2),
    ],
)
def test_a_noun_without_a_day_is_the_arrest_that_a_verb_tells(noun, rows):
    told = {"act": "arrest", "voice": "noun", "targets": [ROE], "whom": ("roe",), "date": "", **noun}
    held = report("detention", 4, act="hold", voice="passive", targets=[ROE], date="2024-05")
    events, _ = merge_statements([report("detention", 1, **told), held])
    assert len(events) == rows


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"date": "2025-06-16"}, {"date": "2025-06-16"}, True),
        ({"date": "2025-06-16"}, {"date": "2025-06-17"}, False),
        ({"act": "charge"}, {"voice": "passive", "group": 90}, True),
        ({"act": "hold"}, {"voice": "passive", "group": 90}, False),
    ],
)
def test_two_acts_of_one_sentence(first, second, one):
    arrest = report("detention", 0, **{"act": "arrest", "targets": [ROE], "voice": "passive", **first})
    verdict = report("detention", 0, **{"act": "sentence", "targets": [ROE], **second})
    assert is_same_event(arrest, replace(verdict, mentions=[(40, 45)])) is one


@pytest.mark.parametrize(
    ("kind", "first", "second", "rows"),
    [
        ("talks", "future", "hypothetical", 1),
        ("talks", "hypothetical", "negated", 2),
        ("military", "hypothetical", "future", 1),
        ("military", "future", "occurred", 2),
        ("release", "future", "hypothetical", 2),
    ],
)
def test_a_plan_and_a_wish_are_one_row_but_of_people_held(kind, first, second, rows):
    """Who is to be freed is planned and asked for by different sides."""
    nine = Count(9, 9)
    told = [
        report(kind, status=first, count=nine),
        report(kind, status=second, count=nine, mentions=[(50, 55)]),
    ]
    assert len(merge_statements(told)[0]) == rows
