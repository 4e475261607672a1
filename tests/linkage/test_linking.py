"""Events joined from reports: what they keep of them, in whatever order these come."""

from dataclasses import replace
from itertools import groupby

import pytest
from growth import steps
from hypothesis import given, settings
from hypothesis import strategies as st
from made import events_of, generated, linked, row

from prisoner_diplomacy import Article, annotate, find_events, load_context
from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.evaluation.linking_scores import score_pairs
from prisoner_diplomacy.linkage import SETS, Printed, link_reports, load_rules, sketch_of, totals
from prisoner_diplomacy.simulation import generate
from prisoner_diplomacy.simulation.reading_truth import true_event_of


def test_fifty_outlets_with_different_numbers_are_one_event_that_keeps_them_all():
    numbers = [12, 13, 14, 14, 14, 15, 16] * 7
    rows = [row(f"a{n}", count_low=count, count_high=count) for n, count in enumerate(numbers)]
    (event,) = events_of(rows)
    assert (event.reports, event.outlets, event.origins) == (49, 49, 49)
    assert (event.count_low, event.count_high) == (12, 16)
    assert (event.count_best_low, event.count_best_high) == (14, 14)


def test_bounds_are_those_that_reports_give_and_best_is_one_of_them():
    told = [(30, 30), (31, None), (None, 35), (30, 30)]
    rows = [row(f"a{n}", count_low=low, count_high=high) for n, (low, high) in enumerate(told)]
    (event,) = events_of(rows)
    assert (event.count_low, event.count_high) == (30, 35)
    assert (event.count_best_low, event.count_best_high) == (30, 30)
    (open_above,) = events_of([row("a", count_high=None)])
    assert (open_above.count_low, open_above.count_high, open_above.count_best_high) == (14, None, None)


def test_dates_keep_their_range_and_the_best_supported_one():
    rows = [row("a"), row("b"), row("c", date="2031-05-13"), row("d", date="2031-05")]
    (event,) = events_of(rows)
    assert (event.date, event.date_first, event.date_last) == ("2031-05-12", "2031-05-01", "2031-05-31")


def test_copies_of_one_text_count_as_one_origin_and_do_not_outvote_two():
    words = [f"word{n}" for n in range(300)]
    text = " ".join(words)
    edited = " ".join([*words[:40], "another", *words[41:250]])
    others = [" ".join(f"{name}{n}" for n in range(200)) for name in "xy"]
    printed = {
        name: Printed(f"2031-05-{12 + n}", f"Outlet {name}", sketch_of(body))
        for n, (name, body) in enumerate(zip("abcde", [text, text, edited, *others], strict=True))
    }
    rows = [row(name) for name in "abc"] + [row(name, count_low=15, count_high=15) for name in "de"]
    result = linked(rows, printed)
    (event,) = result.events
    assert (event.reports, event.outlets, event.origins) == (5, 5, 3)
    assert event.count_best_low == 15
    assert {one.article: one.origin for one in result.reports} == dict(zip("abcde", "aaade", strict=True))


def test_a_reviewed_row_outweighs_any_number_of_unchecked_ones():
    rows = [row(f"a{n}") for n in range(9)] + [row("z", count_low=12, count_high=12, checked="corrected")]
    (event,) = events_of(rows)
    assert (event.reviewed, event.count_best_low, event.count_low, event.count_high) == (1, 12, 12, 14)


def test_the_latest_of_two_numbers_with_equal_support_is_best():
    printed = {"a": Printed("2031-05-12"), "b": Printed("2031-05-14")}
    rows = [row("a"), row("b", count_low=16, count_high=16)]
    assert events_of(rows, printed)[0].count_best_low == 16
    assert events_of(rows[::-1], printed)[0].count_best_low == 16


def test_who_contradicts_whom_is_told_field_by_field():
    rows = [
        row("a"),
        row("b"),
        row("c", count_low=16, count_high=16, date="2031-05-13"),
        row("d", count_high=None),
    ]
    result = linked(rows)
    told = [tuple(found)[1:] for found in result.contradictions]
    assert told == [
        ("count", "16", "c", "14", "a;b"),
        ("date", "2031-05-13", "c", "2031-05-12", "a;b;d"),
    ]
    assert result.events[0].contradictions == 2


def test_a_denial_contradicts_and_a_plan_is_linked_and_neither_is_counted():
    plan = row("p", status="future", count_low=12, count_high=12)
    denial = row("d", status="negated", count_low=17, count_high=17)
    result = linked([row("a"), plan, denial])
    (event,) = result.events
    assert (event.status, event.reports, event.plans, event.denials) == ("occurred", 1, 1, 1)
    assert (event.count_low, event.count_high) == (14, 14)
    assert [(found.field, found.value, found.against) for found in result.contradictions] == [
        ("status", "negated", "occurred")
    ]
    assert sorted(one.role for one in result.reports) == ["denial", "plan", "report"]
    assert list(totals([result])) == [
        {
            "kind": "release",
            "rules": "standard",
            "reports": 1,
            "events": 1,
            "several_origins": 0,
            "contradicted": 1,
            "count_low": 14,
            "count_high": 14,
        }
    ]


def test_a_plan_alone_is_an_event_that_no_total_counts():
    result = linked([row("a", status="future"), row("b", status="future")])
    assert [event.status for event in result.events] == ["future"]
    assert next(totals([result]))["events"] == 0


def test_a_part_names_the_event_it_is_part_of_and_is_counted_there():
    whole, part = row("a", "w", count_low=52, count_high=52), row("a", "p", part_of="w")
    result = linked([whole, part])
    by_count = {event.count_low: event for event in result.events}
    assert by_count[14].part_of == by_count[52].event_id
    assert not by_count[52].part_of
    assert next(totals([result]))["count_low"] == 52


@pytest.mark.parametrize(
    ("sure", "checked", "wanted"),
    [
        ((0.5, 0.5), ("", ""), 0.75),
        ((0.5, None), ("", ""), 0.5),
        ((0.5, 0.2), ("", "accepted"), 1.0),
        ((None, None), ("", ""), None),
    ],
)
def test_sure_is_the_probability_that_one_independent_report_is_right(sure, checked, wanted):
    rows = [row(f"a{n}", sure=one, checked=by) for n, (one, by) in enumerate(zip(sure, checked, strict=True))]
    assert events_of(rows)[0].sure == wanted


def test_copies_and_other_numbers_make_an_event_no_surer():
    same = {name: Printed("2031-05-12", "", "0" * 8 * 32) for name in "ab"}
    assert events_of([row("a", sure=0.5), row("b", sure=0.4)], same)[0].sure == 0.5
    other = row("c", count_low=16, count_high=16, sure=0.9)
    assert events_of([row("a", sure=0.5), row("b", sure=0.5), other])[0].sure == 0.75


def test_an_event_is_linked_to_the_row_of_the_record_that_fits():
    context = load_context()
    freed = next(one for one in context.releases.itertuples() if one.kind == "pardon" and one.count_low > 20)
    told = {"date": freed.date, "target_country": "", "count_low": int(freed.count_low), "count_high": None}
    same, other_day = row("a", **told), row("b", **{**told, "date": "2019-01-01"})
    result = linked([same, other_day, row("c", **told, status="future")], context=context)
    found = {(link.table, link.id) for link in result.records}
    assert found == {("releases", freed.id)}
    assert {link.event_id for link in result.records} == {
        event.event_id for event in result.events if event.status == "occurred" and event.date == freed.date
    }


def test_one_row_twice_and_a_date_that_is_none_are_told():
    with pytest.raises(InputError, match="a: two rows have the id r"):
        events_of([row("a"), row("a")])
    with pytest.raises(InputError, match="a, row r: 'Tuesday' is no EDTF date"):
        events_of([row("a", date="Tuesday")])


def test_more_reports_that_fit_leave_the_id_of_an_event_as_it_is():
    few = events_of([row("a"), row("b", count_low=None, count_high=None)])
    many = events_of([row("a"), row("b", count_low=None, count_high=None), row("c", date="2031-05-13")])
    assert [event.event_id for event in few] == [event.event_id for event in many]


VALUES = {
    "kind": st.sampled_from(["release", "talks"]),
    "status": st.sampled_from(["occurred", "future", "hypothetical", "negated"]),
    "date": st.sampled_from(
        (
            "",
            *("2031-05-12", "2031-05-13", "2031-05-14~", "2031-05", "2031", "2031-05-12/..", "../2031-05-12"),
            *("0001-01-01", "9999-12-31", "../0001-01-02", "203X", "20XX", "0001/9999"),
        )
    ),
    "actor_country": st.sampled_from(["", "BLR", "POL", "BLR;USA"]),
    "target_country": st.sampled_from(["", "BLR", "POL"]),
    "target": st.sampled_from(["", "Ana Reut", "the teacher Ana Reut", "Bo Falk and Ana Reut", "14 men"]),
    "location": st.sampled_from(["", "minsk", "Łódź"]),
    "part_of": st.sampled_from(["", "", "r0", "r1"]),
    "checked": st.sampled_from(["", "", "accepted"]),
    "sure": st.sampled_from([None, 0.3, 0.5]),
}
COUNTS = st.sampled_from([(None, None), (1, 1), (14, 14), (16, 16), (14, None), (None, 15), (52, 52)])
ROWS = st.lists(st.tuples(st.fixed_dictionaries(VALUES), COUNTS, st.sampled_from("abcde")), max_size=14)
PUBLISHED = ("2031-05-13", "2031-05-14", "9999-12-31", "0001-01-01")
DAYS = {
    name: Printed(day, f"Outlet {n % 2}") for n, (name, day) in enumerate(zip("abce", PUBLISHED, strict=True))
}


@given(ROWS, st.randoms(use_true_random=False), st.sampled_from(SETS))
@settings(max_examples=300)
def test_the_order_of_rows_changes_nothing_and_every_row_is_kept_once(told, random, rules):
    rows = [
        row(article, f"r{n}", **values, count_low=low, count_high=high)
        for n, (values, (low, high), article) in enumerate(told)
    ]
    result = linked(rows, DAYS, rules)
    shuffled = random.sample(rows, len(rows))
    articles = dict(random.sample(sorted(DAYS.items()), len(DAYS)))
    again = linked(shuffled, articles, rules)
    assert result == replace(again, rules=result.rules)
    assert sorted((one.article, one.report) for one in result.reports) == sorted(
        (r.article, r.event_id) for r in rows
    )
    assert {one.event_id for one in result.reports} == {event.event_id for event in result.events}
    ids = [event.event_id for event in result.events]
    assert len(set(ids)) == len(ids)
    for event in result.events:
        assert event.part_of != event.event_id
        given_low = [r.count_low for r in rows if r.count_low is not None]
        assert event.count_low is None or event.count_low in given_low
        assert (
            event.count_low is None
            or event.count_high is None
            or event.count_low <= max(event.count_high, event.count_low)
        )


def test_generated_reports_are_joined_as_the_truth_has_them():
    rows, printed, truth = generated(1500)
    for rules, least in (("conservative", 0.9), ("standard", 0.95), ("generous", 0.9)):
        told = {(one.article, one.report): one.event_id for one in linked(rows, printed, rules).reports}
        assert score_pairs(told, truth).f1 >= least, rules


def test_joining_beats_the_key_of_kind_day_and_actor():
    told, naive = [], []
    for seed in range(1, 6):
        rows, printed, truth = generated(1500, seed)
        joined = {(one.article, one.report): one.event_id for one in linked(rows, printed).reports}
        told.append(score_pairs(joined, truth).f1)
        keyed = {(r.article, r.event_id): (r.kind, r.date, r.actor) for r in rows}
        naive.append(score_pairs(keyed, truth).f1)
    assert sum(told) / 5 > sum(naive) / 5 + 0.03


def test_what_the_annotator_reads_is_joined_as_the_truth_has_it():
    rows, printed, truth = [], {}, {}
    for article in generate(250, 3, on_topic=1):
        printed[article.id] = Printed(str(article.published), article.publisher, sketch_of(article.text))
        text = Article(article.id, article.text, article.published)
        for read in find_events(text, annotate(text)):
            rows.append(read)
            truth[read.article, read.event_id] = true_event_of(read, article)
    told = {(one.article, one.report): one.event_id for one in linked(rows, printed).reports}
    naive = {(r.article, r.event_id): (r.kind, r.date, r.actor) for r in rows}
    assert score_pairs(told, truth).f1 >= 0.95
    assert score_pairs(told, truth).f1 > score_pairs(naive, truth).f1


def test_origins_are_found_as_the_truth_has_them():
    rows, printed, _ = generated(1500)
    truth = {article.id: article.origin for article in generate(1500, 1, on_topic=1)}
    reports = linked(rows, printed).reports
    truth = {(one.article, one.report): (one.event_id, truth[one.article]) for one in reports}
    told = {(one.article, one.report): (one.event_id, one.origin) for one in reports}
    assert score_pairs(told, truth).f1 >= 0.98


@pytest.mark.slow
def test_twice_the_reports_take_twice_the_steps():
    rows, printed, _ = generated(1200)
    rows = sorted(rows, key=lambda row: row.article)
    rules = load_rules()

    def join(part):
        link_reports(part, printed, rules)

    join(rows)  # what is cached is not counted
    middle = len(rows) // 2
    halves = steps(join, rows[:middle]) + steps(join, rows[middle:])
    assert steps(join, rows) <= 1.05 * halves


def test_joined_rows_of_a_looser_set_are_no_more_events():
    rows, printed, _ = generated(1500)
    counted = {rules: len(linked(rows, printed, rules).events) for rules in SETS}
    assert counted["conservative"] >= counted["standard"] >= counted["generous"]


def test_totals_have_a_line_for_each_kind_and_set():
    rows, printed, _ = generated(1500)
    lines = list(totals([linked(rows, printed, rules) for rules in SETS]))
    assert [line["rules"] for line in lines] == list(SETS) * len(
        list(groupby(lines, lambda line: line["kind"]))
    )


@pytest.mark.slow
def test_an_event_of_many_reports_takes_no_more_steps_for_each():
    rules = load_rules()

    def join(number):
        words = ["", "future", "negated"]
        rows = [row(f"a{n}", status=words[n % 3] or "occurred", sure=0.4) for n in range(number)]
        articles = {f"a{n}": Printed("2031-05-13", f"Outlet {n % 9}", f"{n % 40:08x}") for n in range(number)}
        link_reports(rows, articles, rules)

    join(2000)  # what is cached is not counted
    few, many = steps(join, 1000), steps(join, 2000)
    assert many <= 2.1 * few
