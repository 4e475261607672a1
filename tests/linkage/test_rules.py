"""The rules by which rows are joined: every example of the data file, and each rule by itself."""

from dataclasses import replace
from datetime import date

import pytest

from prisoner_diplomacy.linkage.clusters import Report, gather
from prisoner_diplomacy.linkage.facets import facets_of
from prisoner_diplomacy.linkage.fitting import fit
from prisoner_diplomacy.linkage.rulesets import SETS, examples, load_rules
from prisoner_diplomacy.schema.rows import COLUMNS, Event

NUMBERS = ("count_low", "count_high", "sure")
PLAIN = Event(**{name: None if name in NUMBERS else "" for name in COLUMNS})


def row(**told):
    return replace(PLAIN, **{"status": "occurred", "kind": "release", **told})


def report(number, told, rules, article=""):
    told = dict(told)
    published = told.pop("published", None)
    published = date.fromisoformat(published) if published else None
    article = article or f"a{number}"
    return Report(
        article, f"r{number}", told.get("part_of", ""), facets_of(row(**told), published, rules), article
    )


def joined(one, other, name, same_article=""):
    rules = load_rules(name)
    reports = [report(number, told, rules, same_article) for number, told in enumerate((one, other))]
    assert len(gather(reports, rules)) == len(gather(reports[::-1], rules))
    return len(gather(reports, rules)) == 1


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["says"])
def test_an_example_is_joined_by_the_sets_that_it_names_and_by_no_other(example):
    assert {*example["yes"], *example["no"]} == set(SETS)
    for name in SETS:
        assert joined(example["one"], example["other"], name) is (name in example["yes"]), name


@pytest.mark.parametrize("name", SETS)
def test_a_looser_set_says_what_it_means(name):
    assert load_rules(name).says.endswith(".")


def test_sets_go_from_strict_to_loose():
    sets = [load_rules(name) for name in SETS]
    for field in ("days", "undated_days", "planned_days", "count_ratio"):
        values = [getattr(rules, field) for rules in sets]
        assert values == sorted(values), field
    agreeing = [rules.agreeing for rules in sets]
    assert agreeing == sorted(agreeing, reverse=True)


FREED = {
    "date": "2031-05-12",
    "actor_country": "BLR",
    "target_country": "POL",
    "count_low": 14,
    "count_high": 14,
}


def test_a_part_is_never_joined_with_the_row_it_is_part_of():
    part = FREED | {"count_low": 13, "count_high": 13}
    assert joined(FREED, part, "standard", same_article="a")
    assert not joined(FREED, part | {"part_of": "r0"}, "standard", same_article="a")
    assert not joined(part | {"part_of": "r1"}, FREED, "standard", same_article="a")


def test_two_rows_of_one_article_are_two_events_by_the_strictest_set_unless_one_is_a_denial():
    other = FREED | {"location": "minsk"}
    assert not joined(FREED, other, "conservative", same_article="a")
    assert joined(FREED, other, "conservative")
    assert joined(FREED, other | {"status": "negated"}, "conservative", same_article="a")


def test_small_steps_do_not_join_what_lies_far_apart():
    rules = load_rules("standard")
    days = [report(n, FREED | {"date": f"2031-05-{n:02}"}, rules) for n in range(1, 29)]
    for cluster in gather(days, rules):
        spread = [one.facets.first for one in cluster.reports]
        assert max(spread) - min(spread) <= 2 * rules.days
    counts = [report(n, FREED | {"count_low": n, "count_high": n}, rules) for n in range(10, 200, 3)]
    for cluster in gather(counts, rules):
        low, high = (choose(one.facets.low for one in cluster.reports) for choose in (min, max))
        assert high <= low * rules.count_ratio**2


def test_a_row_that_fits_two_events_alike_joins_neither_unless_the_nearest_is_wanted():
    events = [FREED | {"date": "2031-05-10"}, FREED | {"date": "2031-05-12"}]
    between = FREED | {"date": "2031-05-11", "count_low": None, "count_high": None}
    standard, generous = load_rules("standard"), load_rules("generous")
    assert (
        len(gather([report(n, told, standard) for n, told in enumerate([*events, between])], standard)) == 3
    )
    apart = replace(generous, days=1)
    assert len(gather([report(n, told, apart) for n, told in enumerate([*events, between])], apart)) == 2


def test_a_plan_that_came_true_is_held_against_what_happened_before_other_plans():
    rules = load_rules("standard")
    plan = FREED | {"status": "future", "count_low": 12, "count_high": 12}
    other_plan = FREED | {"status": "future", "count_low": 12, "count_high": 12, "date": "2031-05-11"}
    clusters = gather([report(n, told, rules) for n, told in enumerate([plan, other_plan, FREED])], rules)
    assert [cluster.core.status for cluster in clusters] == ["occurred"]


@pytest.mark.parametrize(
    ("left", "right", "fits"),
    [
        ({"actor_country": "EU;USA"}, {"actor_country": "USA"}, True),
        ({"actor_country": "EU;USA"}, {"actor_country": "USA;CAN"}, False),
        ({"date": "2031-05/.."}, {"date": "2031-05-01/.."}, True),
        ({"date": "2031-05/.."}, {"date": "2031-08-01/.."}, False),
        ({"date": "../2031-05-14"}, {"date": "2031-05-12"}, True),
        ({"date": "2031-05~"}, {"date": "2031-05-31"}, True),
        ({"date": "2031-24"}, {"date": "2032-01-15"}, True),
    ],
)
def test_dates_and_parties_by_the_standard_set(left, right, fits):
    rules = load_rules("standard")
    one, other = (facets_of(row(**(FREED | told)), None, rules) for told in (left, right))
    assert (fit(one, other, rules) is not None) is fits
    assert (fit(other, one, rules) is not None) is fits
