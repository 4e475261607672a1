"""Where a measure starts and ends to count: days, windows, ties and numbers on each side of a border."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from test_analysis import act, count, event, release, ring, small, visit

from prisoner_diplomacy.analysis import (
    check_lists,
    check_totals,
    closeness_test,
    compare_reports,
    freed,
    place_events,
    sensitivity,
)
from prisoner_diplomacy.analysis.chance import describe_sensitivity
from prisoner_diplomacy.analysis.counts import held_about, newly_listed
from prisoner_diplomacy.analysis.describe import describe_context, describe_easing
from prisoner_diplomacy.analysis.links import describe_links, freed_by_month
from prisoner_diplomacy.analysis.shared import SERIES_END, claimed_talks, series_start, talks
from prisoner_diplomacy.record.load import Context, load_context


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


@pytest.mark.parametrize(
    ("released", "same_day", "rounded", "preceding"),
    [
        ([3, 9], True, 0, 0.5),
        ([3, 9], False, 1, 1.0),
        ([2, 4], True, 1, 1.0),
        ([4, 9], False, 0, 1.0),
        ([1, 2], True, 2, None),
        ([1, 3], False, 2, None),
    ],
)
def test_releases_that_no_talks_precede_are_counted_round_the_ring(
    record: Context, released: list[int], same_day: bool, rounded: int, preceding: float | None
) -> None:
    test = closeness_test(ring(record, released, [3, 8], 30), same_day=same_day, draws=0)
    assert test is not None
    assert (test.rounded, test.preceding) == (rounded, preceding)


def test_means_of_shifts_are_told_to_six_places(record: Context) -> None:
    test = closeness_test(ring(record, [4, 9, 10], [3, 8], 30), draws=0)
    assert test is not None
    assert test.shifted[0] == 1.333333


def test_talks_drawn_at_random_fall_on_days_of_their_own(record: Context) -> None:
    test = closeness_test(ring(record, [1], list(range(6)), 6), draws=99)
    assert test is not None
    assert (test.observed, test.p_drawn) == (0, 1)


def test_ten_thousand_arrangements_are_compared_and_always_the_same_ones(record: Context) -> None:
    context = ring(record, [6, 30, 70], [3, 24, 61], 90)
    test = closeness_test(context)
    assert test is not None and test.p_drawn is not None
    assert test.p_drawn * 10_000 == pytest.approx(round(test.p_drawn * 10_000), abs=1e-6)
    again = closeness_test(context, draws=9_999, seed=20251122)
    assert again is not None and again.p_drawn == test.p_drawn


@pytest.mark.parametrize(("days", "tested"), [(1, False), (2, True)])
def test_a_window_of_one_day_is_no_window(record: Context, days: int, tested: bool) -> None:
    context = ring(record, [0], [0], days)
    assert (closeness_test(context, draws=0) is not None) is tested
    begins = "The series of releases begins in July 2024"
    assert describe_sensitivity(context).startswith(begins) is not tested


def test_sensitivity_looks_one_two_four_and_eight_weeks_or_so_back(record: Context) -> None:
    context = ring(record, [70], [0, 10, 40, 56, 63], 97)
    table = sensitivity(context)
    assert [name for name in table if name.startswith("within")] == [
        f"within_{window}_days" for window in (7, 14, 30, 60)
    ]
    assert table["p_exact"].tolist() == [round(p, 3) for p in table["p_exact"]]


@pytest.mark.parametrize(("gap", "within"), [(0, "1 of 1"), (7, "1 of 1"), (8, "0 of 1")])
def test_a_window_includes_its_last_day(record: Context, gap: int, within: str) -> None:
    table = sensitivity(ring(record, [20], [20 - gap], 60), windows=(7, 3))
    assert table[table["same_day"]]["within_7_days"].tolist() == [within, within]


def test_talks_from_before_the_window_of_a_test_count_for_its_first_releases(record: Context) -> None:
    context = small(
        record,
        releases=[release("2024-07-02", 1)],
        contacts=[visit("2024-06-20"), visit("2024-08-01")],
    )
    table = sensitivity(replace(context, day=date(2024, 9, 1)), windows=(7, 14))
    assert table["within_14_days"].tolist() == ["1 of 1"] * len(table)
    assert table["within_7_days"].tolist() == ["0 of 1"] * len(table)


@pytest.mark.parametrize(("length", "found"), [(20, "none finds"), (21, "2 find"), (200, "2 find")])
def test_a_share_of_shifts_of_one_in_twenty_is_not_yet_closer_than_chance(
    record: Context, length: int, found: str
) -> None:
    told = describe_sensitivity(ring(record, [9], [9], length))
    assert f"{found} releases nearer to talks than chance" in told


def test_one_test_that_finds_it_is_told_as_one_and_what_it_rests_on(record: Context) -> None:
    near = ring(record, [9], [9], 100)
    polish = near.contacts.assign(parties="BLR;POL")
    told = describe_sensitivity(replace(near, contacts=polish))
    assert "Of 2 tests" in told
    assert "1 finds releases nearer to talks than chance" in told
    assert "None of those with the United States alone does: its talks are few. The nearness rests" in told
    both = ring(record, [9], [0, 9], 100)
    sides_of = ["BLR;USA", "BLR;POL"]
    told = describe_sensitivity(replace(both, contacts=both.contacts.assign(parties=sides_of)))
    assert "its talks are few, and the first of the series was on 1 July 2024." in told


def test_where_no_test_finds_it_the_nearest_is_told(record: Context) -> None:
    told = describe_sensitivity(ring(record, [9], [9], 20))
    assert (
        "Nearest comes the one of talks with the United States alone since July 2024, the day of the release "
        "counted: 5.0% of shifts bring the two as close."
    ) in told
    before = ring(record, [9], [8], 20)
    told = describe_sensitivity(replace(before, contacts=before.contacts.assign(parties="BLR;POL")))
    assert "one of talks with all sides since July 2024, the day of the release not counted: 5.0%" in told


@pytest.mark.parametrize(
    ("earlier", "before"),
    [
        (["2025-06-01"], ""),
        (["2025-05-31"], "2025-05-31"),
        (["2024-12-07"], "2024-12-07"),
        (["2024-12-06"], ""),
        (["2025-02-01", "2025-03-01"], "2025-02-01"),
    ],
)
def test_a_disputed_count_tells_which_day_of_the_last_half_year_had_its_number_first(
    record: Context, earlier: list[str], before: str
) -> None:
    rows = [count(day, 1103) for day in [*earlier, "2025-06-08"]]
    rows[-1]["confidence"] = "disputed"
    context = small(record, prisoner_counts=rows)
    assert held_about(context, date(2025, 6, 8))[0].before == before


@pytest.mark.parametrize(
    ("last", "ends"),
    [("2025-01-07", ["2025-01-07"]), ("2025-01-08", ["2024-12-31", "2025-01-08"])],
)
def test_a_half_year_that_ends_within_a_week_of_the_day_is_not_told_apart(
    record: Context, last: str, ends: list[str]
) -> None:
    rows = [count(day, 1001 + n) for n, day in enumerate(("2024-06-30", "2024-12-31", last))]
    table = newly_listed(replace(small(record, prisoner_counts=rows), day=date.fromisoformat(last)))
    assert [f"{day}" for day in table["to"]] == ends


def test_a_count_open_above_is_joined_only_where_no_other_is_near(record: Context) -> None:
    rows = [count("2024-06-30", 1001), count("2024-12-30", 1005), count("2024-12-31", 1003)]
    rows[1]["count_low"] = 1005
    context = replace(small(record, prisoner_counts=rows), day=date(2024, 12, 31))
    assert newly_listed(context)["held_after_high"].tolist() == [1003]
    alone = replace(small(record, prisoner_counts=rows[:2]), day=date(2024, 12, 31))
    assert newly_listed(alone)["held_after_high"].tolist() == [1005]


def test_totals_take_in_their_first_and_last_day(record: Context) -> None:
    days = ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"]
    total = {"date": "2025", "count_low": 110, "count_high": 110, "counted_by": "X", "counts": "people"}
    rows = [release(day, 10**n) for n, day in enumerate(days)]
    assert check_totals(small(record, releases=rows, totals=[total]))["own_low"].tolist() == [110]


def test_a_release_of_nobody_knows_how_many_adds_nothing(record: Context) -> None:
    unknown = {"date": "2025-02-01", "country": "BLR", "id": "release-b"}
    table = freed(small(record, releases=[release("2025-01-01", 4), unknown, release("2025-03-01", 2)]))
    assert (table["total_low"].tolist(), table["total_high"].tolist()) == ([4, 4, 6], [4, 4, 6])


@pytest.mark.parametrize(("day", "start"), [(1, "2020-03-01"), (2, "2024-07-01")])
def test_the_series_starts_when_a_day_of_it_is_over(record: Context, day: int, start: str) -> None:
    context = small(record, releases=[release("2020-03-01", 1)])
    assert f"{series_start(replace(context, day=date(2024, 7, day)))}" == start


def test_talks_and_claims_have_the_columns_of_contacts_and_are_numbered_anew(record: Context) -> None:
    rows = [visit("2025-01-01", kind="embassy"), visit("2025-01-02"), visit("2025-01-03")]
    rows[2]["talks"] = "claimed"
    context = small(record, contacts=rows)
    for found, day in [(talks(context), "2025-01-02"), (claimed_talks(context), "2025-01-03")]:
        assert found.columns.tolist() == context.contacts.columns.tolist()
        assert (found.index.tolist(), found["date"].tolist()) == ([0], [day])


def tied_year(record: Context) -> Context:
    ends = {"from_table": "sanctions", "from_id": "USA-2025-03-12-lift"}
    tie = {"id": "tie", "date": "2025-03-12", "relation": "followed", "claimed_by": "Minsk", **ends}
    return small(
        record,
        releases=[release("2025-03-10", 5, id="release-a", mediators="USA")],
        sanctions=[act("2025-03-12", "USA", "lift", type="trade")],
        links=[{**tie, "to_table": "releases", "to_id": "release-a"}],
    )


def test_after_the_last_day_of_the_series_the_gaps_are_told(record: Context) -> None:
    context = tied_year(record)
    within, beyond = replace(context, day=SERIES_END), replace(context, day=date(2026, 4, 1))
    assert "holds 1 release. To 1 of them" in describe_links(within)
    assert "holds 1 release, without gaps only to 20 March 2026. To 1" in describe_links(beyond)
    assert describe_links(within).count("none on") == 0
    assert freed_by_month(beyond)["coverage"].tolist()[-2:] == [
        "every release looked for",
        "only releases that other texts quote",
    ]


def contact(day: str, parties: str, told: str) -> dict[str, Any]:
    return {**visit(day, parties), "talks": told, "id": f"contact-{day}"}


@pytest.mark.parametrize(
    ("contacts", "told"),
    [
        (
            [("2025-01-02", "BLR;USA;LTU", "yes"), ("2025-01-03", "BLR;USA", "yes")],
            "with the United States (2) and states or bodies of the European Union (1), a contact with two "
            "of them counted for both. Nobody",
        ),
        (
            [("2025-01-02", "BLR;USA", "yes"), ("2025-01-03", "BLR;USA", "claimed")],
            "talked: with the United States (1). Not counted: one that one side alone claims, and that has "
            "no day but that of the claim. Nobody",
        ),
        (
            [("2025-01-02", "BLR;USA", "claimed"), ("2025-01-03", "BLR;USA", "claimed")],
            "talked. Not counted: 2 more that one side alone claims, and that have no day",
        ),
    ],
)
def test_contacts_with_several_and_those_that_one_side_claims_are_told(
    record: Context, contacts: list[tuple[str, str, str]], told: str
) -> None:
    context = small(record, contacts=[contact(*row) for row in contacts])
    assert told in describe_easing(context)


def test_a_sender_that_alone_eases_is_told_without_a_number(record: Context) -> None:
    acts = [act("2025-01-02", "USA", "lift", type="trade"), act("2025-01-03", "USA", "ease", type="trade")]
    assert "eased in 2 acts, by the United States." in describe_easing(small(record, sanctions=acts))


def with_pages(record: Context, context: Context, *pages: tuple[str, str, str]) -> Context:
    names, publishers, origins = zip(*pages, strict=True)
    sources = record.sources.iloc[: len(pages)]
    return replace(context, sources=sources.assign(id=names, publisher=publishers, origin=origins))


def test_pages_of_one_origin_are_one_report(record: Context) -> None:
    pages = [("p1", "Agency", ""), ("p2", "Daily", "Agency"), ("p3", "Herald", ""), ("p4", "Post", "")]
    cells = ["p1", "p1;p2", "p1;p3", "p2;p3;p4"]
    rows = [release(f"2025-01-0{n}", 1, sources=cell) for n, cell in enumerate(cells, 1)]
    assert (
        "Of its 4 rows on releases and sanctions 3 name two pages or more, and 2 rest on reports of two "
        "origins."
    ) in describe_context(with_pages(record, small(record, releases=rows), *pages))


def test_lists_count_people_under_any_measure_but_bans_of_visas(record: Context) -> None:
    more = {"entities": 1, "regime": "Belarus"}
    acts = [
        act("2025-01-02", "GBR", "widen", type="listing", people=9, **more),
        act("2025-01-03", "GBR", "widen", type="finance", people=3, **more),
        act("2025-01-04", "GBR", "widen", type="visa", people=5, **more),
        act("2025-01-05", "GBR", "widen", type="finance", **more),
    ]
    total = {"date": "2025-02-01", "sender": "GBR", "regime": "Belarus", "people": 12, "entities": 2}
    table = check_lists(small(record, sanctions=acts, list_totals=[total]))
    assert table[["own_people", "own_entities"]].values.tolist() == [[12, 2]]


@pytest.mark.parametrize(("ukrainians", "found"), [(3, "release-a"), (0, ""), (None, "")])
def test_a_release_of_ukrainians_is_one_in_which_ukraine_takes_part(
    record: Context, ukrainians: int | None, found: str
) -> None:
    rows = [release("2025-03-10", 5, id="release-a", mediators="USA", ukrainians=ukrainians)]
    events = pd.DataFrame([event("release", "2025-03-10", "BLR", "UKR")])
    assert place_events(small(record, releases=rows), events)["record"].tolist() == [found]


def test_outlets_tell_a_row_together_when_two_or_more_have_pages_of_it(record: Context) -> None:
    claim = {"date": "2025-03-10", "about": "release-a", "outlet": "Watch", "confidence": "medium"}
    rows = [
        {
            **claim,
            "id": "a",
            "claim": "count",
            "value": "5",
            "attributed_to": "Agency;Daily",
            "sources": "p1;p2",
        },
        {**claim, "id": "b", "claim": "motive", "value": "x", "attributed_to": "Agency", "sources": "p1;p2"},
        {
            **claim,
            "id": "c",
            "claim": "route",
            "value": "y",
            "attributed_to": "Agency;Daily",
            "sources": "p1",
        },
    ]
    context = small(record, releases=[release("2025-03-10", 5, id="release-a")], reports=rows)
    context = with_pages(record, context, ("p1", "Agency", ""), ("p2", "Daily", ""))
    table = compare_reports(context, "release-a")
    assert table[["told_by", "verdict"]].values.tolist() == [
        ["Watch;Agency;Daily", "agrees"],
        ["Watch", "adds"],
        ["Watch", "adds"],
    ]
