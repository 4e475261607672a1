"""Measures over joined events: by month, dyad, outlet and set of rules, with the annotator's errors."""

from dataclasses import replace

import pytest

from prisoner_diplomacy.analysis.error_rates import (
    ALL,
    ErrorRates,
    by_month_with_errors,
    describe_errors,
    rates_of,
)
from prisoner_diplomacy.analysis.joined_events import (
    by_dyad,
    by_month,
    by_outlet,
    describe_linked,
    describe_truth,
    largest,
    totals_by_rules,
)
from prisoner_diplomacy.evaluation.evaluate import evaluate_folder
from prisoner_diplomacy.linkage import SETS, Printed, link_reports, load_rules
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.simulation import generate

NUMBERS = ("count_low", "count_high", "sure")
PLAIN = Event(**{name: None if name in NUMBERS else "" for name in COLUMNS})
GOOD = ErrorRates(labels=10_000, answers=10_000, agreed=9_999, dated=9_998)


def row(article, date, count=14, actor="BLR", target="POL", **told):
    known = {"kind": "release", "status": "occurred", "actor_country": actor, "target_country": target}
    return replace(
        PLAIN, article=article, event_id="r", date=date, count_low=count, count_high=count, **known, **told
    )


ROWS = [
    row("a", "2031-05-12"),
    row("b", "2031-05-12", 15),
    row("c", "2031-05-13"),
    row("d", "2031-06-01", actor="POL", target="BLR"),
    row("e", "2031-07/2031-08", 3),
]
PRINTED = {
    "a": Printed("2031-05-13", "The Island", "0" * 8),
    "b": Printed("2031-05-13", "The Post", "1" * 8),
    "c": Printed("2031-05-14", "The Post", "0" * 8),
    "d": Printed("2031-06-02", "The Island", "2" * 8),
    "e": Printed("2031-09-01", "The Post", "3" * 8),
}


def apart(number):
    """Return rows of as many events, all on days of their own."""
    return [row(f"a{n}", f"2031-{n % 6 + 1:02}-{2 * (n // 6) + 1:02}", 10 + n) for n in range(number)]


@pytest.fixture(scope="module")
def linked():
    return [link_reports(ROWS, PRINTED, load_rules(name)) for name in SETS]


def test_months_have_a_count_by_each_set_of_rules(linked):
    table = by_month(linked)
    assert table.to_dict("records") == [
        {"month": "2031-05", "reports": 3, "conservative": 3, "standard": 1, "generous": 1},
        {"month": "2031-06", "reports": 1, "conservative": 1, "standard": 1, "generous": 1},
        {"month": "2031-07", "reports": 1, "conservative": 1, "standard": 1, "generous": 1},
    ]


def test_a_dyad_has_a_direction(linked):
    table = by_dyad(linked)
    assert dict(zip(table["dyad"], table["standard"], strict=True)) == {
        "Belarus → Poland": 2,
        "Poland → Belarus": 1,
    }
    assert by_dyad(linked, most=1)["dyad"].tolist() == ["Belarus → Poland"]


def test_outlets_are_compared_by_what_they_add(linked):
    table = by_outlet(linked[1]).set_index("outlet")
    assert table.loc["The Island"].to_dict() == {
        "reports": 2,
        "own_text": 2,
        "first": 2,
        "alone": 1,
        "against": 0,
    }
    assert table.loc["The Post"].to_dict() == {
        "reports": 3,
        "own_text": 2,
        "first": 2,
        "alone": 1,
        "against": 2,
    }


def test_the_sentence_and_the_tables_tell_the_same(linked):
    assert describe_linked(linked, 5) == (
        "5 articles hold 5 reports of events that happened, which are 3 events by the standard rules, 5 by "
        "the strictest and 3 by the loosest. More than one text stands behind 1 of them, and of 1 the "
        "reports contradict each other."
    )
    assert totals_by_rules(linked)["events"].tolist() == [5, 3, 3]
    assert largest(linked[1])["reports"].tolist() == [3, 1, 1]
    alone = sorted((event.event_id, event.date) for event in linked[1].events if event.date != "2031-05-12")
    assert largest(linked[1])["date"].tolist() == ["2031-05-12", *(day for _, day in alone)]


def test_nearly_perfect_reading_leaves_counts_as_they_are(linked):
    table = by_month_with_errors(linked[1], GOOD)
    assert table["month"].tolist() == ["2031-05", "2031-06", "2031-07", ALL]
    assert (
        table["events"].tolist()
        == table["likely_low"].tolist()
        == table["likely_high"].tolist()
        == [1, 1, 1, 3]
    )


@pytest.mark.parametrize(
    ("rates", "wider"),
    [
        (ErrorRates(100, 100, 90, 90), "both"),
        (ErrorRates(1000, 900, 899, 899), "high"),
        (ErrorRates(900, 2000, 899, 899), "low"),
    ],
)
def test_missed_events_raise_the_high_bound_and_wrong_rows_lower_the_low_one(rates, wider):
    rows = apart(60)
    everything = by_month_with_errors(link_reports(rows, {}, load_rules()), rates).iloc[-1]
    assert everything["events"] == 60
    assert bool(everything["likely_high"] > 62) is (wider != "low")
    assert bool(everything["likely_low"] < 57) is (wider != "high")


def test_fewer_labels_leave_wider_bounds_and_checked_rows_are_never_taken_out():
    rows = apart(40)
    few, many = (
        by_month_with_errors(
            link_reports(rows, {}, load_rules()), ErrorRates(*(n * size for n in (20, 20, 16, 14)))
        )
        for size in (1, 50)
    )
    spread = [table.iloc[-1]["likely_high"] - table.iloc[-1]["likely_low"] for table in (few, many)]
    assert spread[0] > spread[1]
    checked = [replace(one, checked="accepted") for one in rows]
    sure = by_month_with_errors(link_reports(checked, {}, load_rules()), ErrorRates(20, 40, 16, 10))
    assert (sure["likely_low"] >= sure["events"]).all()


@pytest.mark.parametrize("found", [(1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1)])
def test_of_one_label_nothing_follows_for_sure_whether_it_was_found_or_not(found):
    everything = by_month_with_errors(link_reports(apart(40), {}, load_rules()), ErrorRates(*found)).iloc[-1]
    assert everything["likely_low"] < 10
    assert everything["likely_high"] > 50


def test_the_bounds_are_the_same_on_every_run_and_told_in_words(linked):
    rates = rates_of(evaluate_folder(data_folder() / "evaluation").of("held-out"))
    one, two = (by_month_with_errors(linked[1], rates) for _ in range(2))
    assert one.equals(two)
    assert 0 < rates.dated <= rates.agreed <= min(rates.labels, rates.answers)
    low, high = one.iloc[-1][["likely_low", "likely_high"]]
    assert describe_errors(one, rates).endswith(f"the 3 events counted stand for between {low} and {high}.")


def test_bounds_hold_the_truth_of_generated_corpora_read_with_known_errors():
    """Rows of a known world are lost and made up at known rates: the truth lies within the bounds."""
    inside = total = 0
    for seed in range(4):
        rows, true = [], {}
        for place, article in enumerate(generate(400, seed, 1.0, 8)):
            for report in article.reported:
                if report.row.status == "occurred":
                    true.setdefault(report.event, report.row.date[:7])
                    if (place * 7 + len(rows)) % 10:
                        rows.append(report.row)
        rates = ErrorRates(labels=1000, answers=900, agreed=900, dated=870)
        everything = by_month_with_errors(link_reports(rows, {}, load_rules()), rates).iloc[-1]
        inside += everything["likely_low"] - 2 <= len(true) <= everything["likely_high"] + 2
        total += 1
    assert inside >= total - 1


def test_no_event_at_all_gives_empty_tables():
    nothing = [link_reports([], {}, load_rules(name)) for name in SETS]
    assert by_month(nothing).empty
    assert by_dyad(nothing).empty
    assert by_outlet(nothing[0]).empty
    assert by_month_with_errors(nothing[0], GOOD)["events"].tolist() == [0]


def test_the_truth_is_told_beside(linked):
    generated = list(generate(60, 1, 1.0))
    rows = [report.row for article in generated for report in article.reported]
    joined = [link_reports(rows, {}, load_rules(name)) for name in SETS]
    sentence = describe_truth(joined, rows, generated)
    assert "by the standard rules" in sentence
    assert "events that happened" in sentence
