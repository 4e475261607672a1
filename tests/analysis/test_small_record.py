"""What the measures say of a record of a few rows, where every number can be counted by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from test_analysis import act, count, event, release, ring, small, visit

from prisoner_diplomacy.analysis import (
    acts_by_sender,
    check_lists,
    closeness_test,
    compare_reports,
    describe_links,
    freed_by_month,
    kinds_of_relief,
    ledger,
    ledger_by_release,
    mediation,
    place_events,
    plover_by_month,
    sensitivity,
    summarise_senders,
    window_sensitivity,
)
from prisoner_diplomacy.analysis.chance import describe_sensitivity
from prisoner_diplomacy.analysis.counts import held_about, newly_listed
from prisoner_diplomacy.analysis.describe import (
    came_after,
    describe_context,
    describe_easing,
    describe_freed,
    weakest_rows,
)
from prisoner_diplomacy.analysis.links import relief_by_link_and_window, tied
from prisoner_diplomacy.analysis.reports import claims_that, describe_comparison, matters, release_of
from prisoner_diplomacy.analysis.shared import between, let_go, series_start, sides, talks
from prisoner_diplomacy.charts.numbers import chart_freed_and_held
from prisoner_diplomacy.record.load import Context, load_context


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


@pytest.fixture(scope="module")
def year(record: Context) -> Context:
    """A release by mediation, one without, one that opens above; talks, relief and a list."""
    given, freed = ("sanctions", "USA-2025-06-01-license"), ("releases", "release-a")
    return small(
        record,
        releases=[
            release("2025-03-10", 5, 7, id="release-a", mediators="USA;LTU", kind="pardon", who="a"),
            release("2025-05-20", 3, id="release-b", mediators="none", taken_to="POL", kind="pardon"),
            release("2025-05-21", 9, id="release-c", kind="house arrest"),
            {"date": "2025-05-22", "country": "BLR", "count_low": 2, "id": "release-d", "who": "d"},
        ],
        contacts=[
            visit("2025-03-01"),
            visit("2025-05-20", "BLR;POL;DEU", "meeting"),
            visit("2025-05-25", "BLR;USA", "call"),
            visit("2025-06-10", "BLR;VAT", "appointment"),
        ],
        sanctions=[
            act("2025-06-01", "USA", "license", type="aviation", confidence="medium"),
            act("2025-03-12", "EU", "lift", type="trade", confidence="high"),
            act("2025-03-13", "GBR", "widen", type="listing", people=9, entities=4, regime="Belarus"),
            act("2025-04-01", "GBR", "lift", type="listing", people=2, entities=1, regime="Belarus"),
            act("2025-06-05", "POL", "ease", type="border"),
            act("2025-06-06", "EU", "extend", type="trade"),
        ],
        links=[
            {
                "id": "tie",
                "date": "2025-06-01",
                "relation": "given in return",
                "claimed_by": "Minsk",
                "denied_by": "Vilnius",
                "from_table": given[0],
                "from_id": given[1],
                "to_table": freed[0],
                "to_id": freed[1],
            }
        ],
        prisoner_counts=[count("2025-06-08", 1100), count("2025-06-09", 1103)],
        list_totals=[
            {"date": "2025-03-31", "sender": "GBR", "regime": "Belarus", "people": 9, "entities": 5},
            {"date": "2025-04-02", "sender": "GBR", "regime": "Belarus", "people": 8, "entities": 3},
        ],
    )


@pytest.mark.parametrize(
    ("talks_on", "order", "days"),
    [
        ("2025-03-09", "before", [-1, -1]),
        ("2025-03-10", "same day", [0, 0]),
        ("2025-03-11", "after", [1, 1]),
        ("2025-03-05/2025-03-10", "before", [-5, 0]),
        ("2025-03-05/2025-03-09", "before", [-5, -1]),
        ("2025-03-10/2025-03-12", "after", [0, 2]),
        ("2025-03-09/2025-03-11", "uncertain", [-1, 1]),
        ("2025-03-17", "after", [7, 7]),
        ("2025-03-03", "before", [-7, -7]),
        ("2025-03-17/2025-03-20", "after", [7, 10]),
        ("2025-02-20/2025-03-03", "before", [-18, -7]),
        ("2025-03-18", "", None),
        ("2025-03-02", "", None),
        ("2025-03-18/2025-03-20", "", None),
    ],
)
def test_before_on_and_after_are_told_to_the_day(
    record: Context, talks_on: str, order: str, days: list[int] | None
) -> None:
    context = small(record, releases=[release("2025-03-10", 5)], contacts=[visit(talks_on)])
    (row,) = ledger(replace(context, day=date(2025, 6, 1)), 7).to_dict("records")
    assert row["order"] == order
    assert days is None or [row["days_low"], row["days_high"]] == days


@pytest.mark.parametrize(("eased_on", "near"), [("2025-04-09", True), ("2025-04-10", False)])
def test_nearness_reaches_thirty_days_unless_told_otherwise(
    record: Context, eased_on: str, near: bool
) -> None:
    context = small(record, releases=[release("2025-03-10", 5)], sanctions=[act(eased_on, "USA", "lift")])
    context = replace(context, day=date(2025, 6, 1))
    assert ledger(context)["kind"].tolist() == ["relief" if near else ""]
    assert ledger_by_release(context)["relief_after"].tolist() == [int(near)]
    assert relief_by_link_and_window(context)["basis"].tolist() == (["near alone"] if near else [])


def test_windows_are_one_two_four_and_eight_weeks_or_so_unless_told_otherwise(year: Context) -> None:
    assert window_sensitivity(year)["window_days"].tolist() == [7, 14, 30, 60]


def test_the_ledger_says_what_stood_near_in_words_and_in_order(year: Context) -> None:
    table = ledger(year, 9)
    told = table[["release", "kind", "what", "by_mediator"]].values.tolist()
    assert told == [
        ["release-a", "talks", "visit with the United States", True],
        ["release-a", "relief", "European Union: m", True],
        ["release-b", "talks", "meeting with Poland and Germany", False],
        ["release-b", "talks", "call with the United States", False],
        ["release-d", "talks", "meeting with Poland and Germany", False],
        ["release-d", "talks", "call with the United States", False],
    ]


def test_the_ledger_by_release_counts_each_side_of_the_day(year: Context) -> None:
    table = ledger_by_release(year, 12).set_index("release")
    counted = [name for name in table if name.startswith(("talks", "relief"))]
    assert table.loc["release-a", counted].tolist() == [1, 0, 0, 0, 0, 1]
    assert table.loc["release-b", counted].tolist() == [0, 1, 1, 0, 0, 1]
    assert table.loc["release-d", counted].tolist() == [1, 0, 1, 0, 0, 1]


def test_a_window_tells_releases_people_and_relief_within_it(year: Context) -> None:
    assert window_sensitivity(year, (1, 2, 9)).to_dict("records") == [
        {
            "window_days": window,
            "releases": 3,
            "after_talks": after,
            "people_low": low,
            "people_high": high,
            "all_people_low": 10,
            "all_people_high": 10,
            "relief_followed": relieved,
        }
        for window, after, low, high, relieved in [(1, 1, 3, 3, 0), (2, 2, 5, 3, 1), (9, 3, 10, 10, 1)]
    ]


def test_releases_before_the_series_are_left_out_unless_asked_for(record: Context) -> None:
    days = ("2024-06-30", "2024-07-01", "2024-08-01")
    context = small(record, releases=[release(day, 1) for day in days])
    assert ledger(context)["released"].tolist() == list(days[1:])
    assert ledger(context, since=date(2024, 6, 30))["released"].tolist() == list(days)
    assert series_start(context) == date(2024, 7, 1)
    early = small(record, releases=[release(day, 1) for day in ("2021-02-01", "2020-03-01")])
    assert series_start(early) == date(2020, 3, 1)


def test_what_two_days_enclose_includes_them(record: Context) -> None:
    days = ["2025-03-01", "2025-03-05", "2025-03-09", "2025-02-20/2025-03-01", "2025-03-09/2025-03-20"]
    frame = small(record, contacts=[visit(day) for day in days]).contacts
    assert between(frame, date(2025, 3, 1), date(2025, 3, 9))["date"].tolist() == days
    inner = between(frame, date(2025, 3, 2), date(2025, 3, 8))
    assert inner["date"].tolist() == ["2025-03-05"]


@pytest.mark.parametrize(
    ("parties", "found"),
    [((), 3), (("USA",), 2), (("EU",), 1), (("POL",), 1), (("VAT",), 0), (("EU", "USA"), 3)],
)
def test_talks_are_calls_visits_and_meetings_with_the_sides_named(
    year: Context, parties: tuple[str, ...], found: int
) -> None:
    assert len(talks(year, parties)) == found
    assert sides("none;BLR;DEU") == ["EU"]


def test_house_arrest_and_what_is_part_of_another_release_lets_nobody_go(year: Context) -> None:
    assert let_go(year)["id"].tolist() == ["release-a", "release-b", "release-d"]


def test_ties_and_nearness_stand_in_the_order_of_the_releases(year: Context) -> None:
    table = relief_by_link_and_window(year, 12)
    assert table[["release", "other", "basis", "claimed_by"]].values.tolist() == [
        ["release-a", "EU-2025-03-12-lift", "near alone", ""],
        ["release-a", "USA-2025-06-01-license", "tied alone", "Minsk"],
        ["release-b", "USA-2025-06-01-license", "near alone", ""],
        ["release-d", "USA-2025-06-01-license", "near alone", ""],
    ]
    (row,) = tied(year).to_dict("records")
    assert (row["table"], row["kind"], row["what"], row["denied_by"]) == (
        "sanctions",
        "aviation",
        "m",
        "Vilnius",
    )


def test_the_sentences_on_ties_tell_what_the_tables_hold(year: Context, record: Context) -> None:
    assert describe_links(year) == (
        "As of 10 June 2025 the record holds 3 releases. To 1 of them, which freed 5 to 7 people, somebody "
        "ties relief: 1 act of 4, in 1 tie, of which somebody denies 1. Their mediators, in all: "
        "Lithuania and the United States. The relief so tied bears on aviation, none on borders, "
        "listings and trade. A tie is a claim, not a proof."
    )
    assert describe_links(small(record)) == "The record holds no relief that somebody ties to a release."


def test_mediators_come_by_the_people_they_freed_and_those_not_known_last(year: Context) -> None:
    assert mediation(year).values.tolist() == [
        ["LTU", 1, 5, 7, 1],
        ["USA", 1, 5, 7, 1],
        ["none", 1, 3, 3, 0],
        ["not known", 1, 2, 2, 0],
    ]


def test_kinds_of_relief_name_their_senders(year: Context) -> None:
    table = kinds_of_relief(year)
    columns = ["type", "action", "senders", "acts", "tied_acts", "people_high", "denied"]
    assert table[columns].values.tolist() == [
        ["aviation", "license", "USA", 1, 1, 7, 1],
        ["border", "ease", "POL", 1, 0, 0, 0],
        ["listing", "lift", "GBR", 1, 0, 0, 0],
        ["trade", "lift", "EU", 1, 0, 0, 0],
    ]  # fmt: skip


def test_months_run_over_the_turn_of_a_year(year: Context) -> None:
    table = freed_by_month(replace(year, day=date(2026, 1, 1))).set_index("month")
    assert table.index[[0, 5, 6, -1]].tolist() == ["2024-07", "2024-12", "2025-01", "2026-01"]
    assert table.loc["2025-05"].to_dict() == {
        "releases": 2,
        "people_low": 5,
        "people_high": 5,
        "political_low": 0,
        "political_high": 5,
        "mediated_low": 0,
        "mediated_high": 0,
        "coverage": "every release looked for",
    }
    assert table.loc["2025-03", ["mediated_low", "mediated_high"]].tolist() == [5, 7]


def test_acts_are_numbered_by_sender_and_stance(year: Context) -> None:
    told = acts_by_sender(year)[["sender", "stance", "so_far"]].values.tolist()
    assert told == [
        ["EU", "ease", 1],
        ["GBR", "tighten", 1],
        ["GBR", "ease", 1],
        ["USA", "ease", 1],
        ["POL", "ease", 1],
        ["EU", "extend", 1],
    ]
    table = summarise_senders(year)
    assert table.values.tolist() == [
        ["EU", "2025-03-12", 0, 1, 1, 0, 0, "2025-03-12"],
        ["GBR", "2025-03-13", 1, 0, 1, 9, 4, "2025-04-01"],
        ["USA", "2025-06-01", 0, 0, 1, 0, 0, "2025-06-01"],
    ]


def test_lists_lose_what_was_taken_off_by_then(year: Context) -> None:
    table = check_lists(year)
    columns = ["date", "own_people", "people_off_by", "own_entities", "entities_off_by"]
    assert table[columns].values.tolist() == [["2025-03-31", 9, 0, 4, -1], ["2025-04-02", 7, -1, 3, 0]]


def test_scores_are_summed_and_averaged_by_month(year: Context) -> None:
    table = plover_by_month(year)
    march = table[(table["month"] == "2025-03") & (table["dyad"] == "BLR–EU")].iloc[0]
    assert (march["events"], march["score_sum"], march["score_mean"]) == (2, 11.0, 5.5)
    may = table[(table["month"] == "2025-05") & (table["dyad"] == "BLR–EU")].iloc[0]
    assert may["events"] == 2
    assert table[table["dyad"] == "BLR–at home"]["month"].tolist() == ["2025-05"]


def test_the_sentences_on_releases_and_easing_tell_what_the_record_holds(
    year: Context, record: Context
) -> None:
    assert describe_freed(year) == (
        "From July 2024 to 10 June 2025 Belarus freed 10 to 12 people in 3 releases, the latest on "
        "22 May 2025. By the list of Viasna, a Belarusian human rights group, 1,103 political prisoners were "
        "held on 9 June 2025."
    )
    assert describe_easing(year) == (
        "From July 2024 to 10 June 2025 the record holds 3 contacts in which sides talked: with the "
        "United States (2) and states or bodies of the European Union (1). Sanctions were eased in 3 acts, "
        "by the United States (1), the European Union (1) and the United Kingdom (1). Borders were opened in "
        "1 act besides."
    )
    nothing = replace(small(record), day=date(2025, 1, 1))
    assert describe_freed(nothing) == "The record holds no release by 1 January 2025."
    assert describe_easing(nothing).endswith("in which sides talked. Nobody eased sanctions.")


def test_the_sentence_on_the_record_counts_its_tables(year: Context) -> None:
    assert describe_context(year).startswith(
        "As of 10 June 2025 the record holds 4 releases, 4 contacts, 6 rows on sanctions and 2 counts of "
        "prisoners, from 0 sources. Of its 10 rows on releases and sanctions 0 name two pages or more, and "
        "0 rest on reports of two origins."
    )


def test_what_came_after_and_what_is_weak_is_told_in_words(year: Context) -> None:
    later = came_after(year, "2025-05-25")
    assert later[["date", "table", "what"]].values.tolist() == [
        ["2025-06-01", "sanctions", "m"],
        ["2025-06-05", "sanctions", "m"],
        ["2025-06-06", "sanctions", "m"],
        ["2025-06-10", "contacts", ""],
    ]
    weak = weakest_rows(year, tables=("releases", "sanctions"))
    assert "EU-2025-03-12-lift" not in set(weak["id"])
    assert weak[weak["id"] == "release-a"]["what"].tolist() == ["5 to 7 freed: a"]


@pytest.mark.parametrize(
    ("numbers", "near"),
    [
        ([("2025-06-08", 1100), ("2025-06-09", 1103)], ["1,103"]),
        ([("2025-06-08", 1100)], ["1,100"]),
        ([("2025-06-01", 1101), ("2025-06-10", 1120)], ["1,120", "1,101"]),
        ([("2025-05-31", 1101), ("2025-06-16", 1120)], []),
        ([("2025-06", 1101)], []),
    ],
)
def test_those_held_are_told_by_counts_of_the_week_around_a_day(
    record: Context, numbers: list[tuple[str, int]], near: list[str]
) -> None:
    context = small(record, prisoner_counts=[count(*number) for number in numbers])
    assert [found.words for found in held_about(context, date(2025, 6, 8))] == near


def test_half_years_end_in_june_and_december(record: Context) -> None:
    days = ["2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31", "2026-03-01"]
    context = small(
        record,
        releases=[release("2024-06-30", 1), release("2024-07-01", 2), release("2024-12-31", 4)],
        prisoner_counts=[count(day, 1001 + n) for n, day in enumerate(days)],
    )
    table = newly_listed(replace(context, day=date(2026, 3, 1)))
    assert [f"{day}" for day in table["from"]] == days[:-1]
    assert [f"{day}" for day in table["to"]] == days[1:]
    assert table["net_new_low"].tolist() == [7, 1, 1, 1]


def test_who_is_freed_after_a_count_is_not_among_those_that_it_had_left_out(record: Context) -> None:
    context = small(
        record,
        releases=[release("2024-12-30", 3), release("2025-01-03", 4), release("2025-06-30", 5, 6)],
        prisoner_counts=[
            count("2024-06-30", 1001),
            count("2024-12-29", 1003),
            count("2025-01-02", 1005),
            count("2025-06-28", 1007),
        ],
    )
    first, second = newly_listed(replace(context, day=date(2025, 6, 30))).to_dict("records")
    assert (first["freed_low"], first["freed_high"]) == (0, 3)
    assert (first["net_new_low"], first["net_new_high"]) == (1003 - 1001, 1005 + 3 - 1001)
    assert (second["freed_low"], second["freed_high"]) == (4, 7)
    assert (second["net_new_low"], second["net_new_high"]) == (1007 + 4 - 1005, 1007 + 7 - 1003)
    told = chart_freed_and_held(replace(context, day=date(2025, 7, 1))).sentence
    assert f"{1007 - 1001 + 3 + 4} or more others joined it meanwhile" in told


def test_closeness_tells_its_window_and_what_it_counted(record: Context) -> None:
    test = closeness_test(ring(record, [4, 9, 10], [3, 8], 30), draws=0)
    assert test is not None
    assert (test.first, test.last) == (date(2024, 7, 1), date(2024, 7, 30))
    assert (test.releases, test.talks, test.same_day, test.p_drawn) == (3, 2, True, None)
    assert test.observed == pytest.approx(4 / 3)
    assert len(test.shifted) == 30
    assert test.p_shifted == pytest.approx(2 / 30)
    later = closeness_test(ring(record, [4, 9], [3, 8], 30), draws=0, since=date(2024, 7, 6))
    assert later is not None
    assert (later.releases, later.talks, later.observed) == (1, 1, 1)


def test_sensitivity_counts_release_days_with_talks_within_each_window(record: Context) -> None:
    table = sensitivity(ring(record, [10, 20, 25], [3, 19, 25], 60), windows=(1, 7, 8))
    assert list(table) == [
        "talks_with", "since", "same_day", "releases", "talks", "mean_days", "p_exact",
        "within_1_days", "within_7_days", "within_8_days",
    ]  # fmt: skip
    with_day, without = table.iloc[0], table.iloc[1]
    assert (with_day["talks_with"], with_day["since"], with_day["same_day"]) == (
        "United States",
        "2024-07-01",
        True,
    )
    assert with_day[["releases", "talks", "mean_days"]].tolist() == [3, 3, round(8 / 3, 1)]
    assert with_day[["within_1_days", "within_7_days"]].tolist() == ["2 of 3", "3 of 3"]
    assert without["mean_days"] == round((7 + 1 + 6) / 3, 1)
    assert without[["within_1_days", "within_7_days"]].tolist() == ["1 of 3", "3 of 3"]


def test_the_sentence_on_closeness_tells_how_many_tests_find_it(record: Context) -> None:
    talked = [3, 24, 61, 78, 119, 166]
    near = ring(record, [n + 1 for n in talked], talked, 200)
    assert describe_sensitivity(near).startswith("Of 4 tests, which differ in whose talks count")
    assert (
        "4 find releases nearer to talks than chance (a share of shifts under 0.05)."
        in describe_sensitivity(near)
    )
    assert describe_sensitivity(near).endswith("Nearness in time is not cause.")
    nothing = ring(record, [], [1], 30)
    assert describe_sensitivity(nothing).startswith(
        "From July 2024 to 30 July 2024 the record holds 0 releases and 1 talks"
    )
    assert "no talks, too little" in describe_sensitivity(ring(record, [1], [], 30))
    before = replace(nothing, day=date(2024, 1, 1))
    assert describe_sensitivity(before) == (
        "The series of releases begins in July 2024, so nothing can be tested by 1 January 2024."
    )


@pytest.mark.parametrize(
    ("kind", "day", "sides_named", "found"),
    [
        ("release", "2025-03-10", ("BLR", "USA"), ["release-a"]),
        ("release", "2025-03", ("BLR", ""), ["release-a"]),
        ("release", "2025-05", ("BLR", "POL"), ["release-b"]),
        ("release", "2025-05", ("BLR", ""), ["release-b", "release-c", "release-d"]),
        ("release", "2025-03-11", ("BLR", "USA"), []),
        ("release", "2025-03-10", ("USA", ""), []),
        ("talks", "2025-05-20", ("DEU", "BLR"), ["contacts-2025-05-20"]),
        ("talks", "2025-05-20", ("EU", "BLR"), ["contacts-2025-05-20"]),
        ("talks", "2025-06-10", ("VAT", "BLR"), []),
        ("sanction", "2025-03-13", ("GBR", "BLR"), ["GBR-2025-03-13-widen"]),
        ("sanction", "2025-06-06", ("WEST", "BLR"), ["EU-2025-06-06-extend"]),
        ("sanction", "2025-04-01", ("GBR", "BLR"), []),
        ("sanction-relief", "2025-04-01", ("GBR", "BLR"), ["GBR-2025-04-01-lift"]),
        ("sanction-relief", "2025-06-01", ("GBR", "BLR"), []),
        ("sanction-relief", "2025-03/..", ("USA", "BLR"), ["USA-2025-06-01-license"]),
        ("sanction-relief", "../2025-03-31", ("EU", "BLR"), ["EU-2025-03-12-lift"]),
        ("arrest", "2025-03-10", ("BLR", "USA"), []),
    ],
)  # fmt: skip
def test_an_event_may_be_the_rows_of_its_kind_days_and_sides(
    year: Context, kind: str, day: str, sides_named: tuple[str, str], found: list[str]
) -> None:
    events = pd.DataFrame([event(kind, day, *sides_named)])
    assert place_events(year, events)["record"].tolist() == [";".join(found)]


def claimed(name: str, outlet: str, value: str, confidence: str = "medium") -> dict[str, Any]:
    row = {"date": "2025-03-10", "about": "release-a", "claim": name, "outlet": outlet, "value": value}
    return {**row, "confidence": confidence, "id": f"{name}-{outlet}"}


def test_matters_stand_in_one_part_each(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-03-10/2025-03-11", 5, 7, id="release-a")],
        reports=[
            claimed("count", "A", "5"), claimed("count", "B", "7", "disputed"),
            claimed("motive", "A", "Goodwill"), claimed("motive", "B", "goodwill"),
            claimed("route", "A", "north"),
            claimed("handover", "A", "at night"), claimed("handover", "B", "by bus"),
        ],
    )  # fmt: skip
    parts = matters(compare_reports(context, "release-a"))
    assert {part: len(found) for part, found in parts.items()} == dict.fromkeys(parts, 1)
    told = describe_comparison(context, "release-a")
    assert told.startswith("Of the release of 5 to 7 on ")
    assert "2 outlets and bodies make 7 claims on 4 matters." in told
    assert told.endswith(
        "On 1 one alone speaks, and on 1 several do, of different things or each in words of its own."
    )
    assert "at least two of them say the same" not in told
    for day, found in [("03-08", ""), ("03-09", "release-a"), ("03-12", "release-a"), ("03-13", "")]:
        assert release_of(context, f"2025-{day}") == found


def test_the_lead_names_the_matters_on_which_those_who_agree_are_contradicted(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-03-10", 5, 7, id="release-a")],
        reports=[
            claimed("motive", "A", "Goodwill"), claimed("motive", "B", "goodwill"),
            claimed("motive", "C", "Money", "disputed"),
        ],
    )  # fmt: skip
    comparison = compare_reports(context, "release-a")
    both = set(claims_that(comparison, "agrees")["claim"]) & set(claims_that(comparison, "differs")["claim"])
    assert both == {"motive"}
    told = describe_comparison(context, "release-a")
    assert "some contradict others, though on why they were freed at least two of them say the same;" in told
