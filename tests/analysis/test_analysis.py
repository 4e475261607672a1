"""The measures: small tables whose answers are plain, and the record itself as of several days."""

import json
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoner_diplomacy.analysis import (
    acts_by_sender,
    came_after,
    check_totals,
    claims_that,
    closeness_test,
    compare_reports,
    contradictions,
    decisions,
    describe_comparison,
    describe_context,
    describe_release,
    freed,
    freed_by_year,
    held,
    ledger,
    ledger_by_release,
    newly_listed,
    place_events,
    plover_by_month,
    plover_events,
    release_of,
    sensitivity,
    stances,
    summarise_senders,
    the_article_beside,
    weakest_rows,
    window_sensitivity,
)
from prisoner_diplomacy.analysis.reports import in_other_words
from prisoner_diplomacy.analysis.shared import side_of, sides, span, talks
from prisoner_diplomacy.charts.context import chart_timeline
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.record.load import Context, load_context

DAYS = ["2010-01-01", "2022-01-01", "2024-07-10", "2025-03-01", "2025-11-22", "2025-12-31"]
TESTED = date(2025, 11, 22)


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


def small(record: Context, **tables: list[dict[str, Any]]) -> Context:
    """Return a context of the record's columns that holds nothing but the given rows."""
    frames: dict[str, Any] = {}
    for name, frame in record.tables().items():
        rows = tables.get(name, [])
        for row in rows:
            row.setdefault("known_from", row.get("date", ""))
            row.setdefault("id", f"{name}-{row.get('date', '')}")
        full = pd.DataFrame(rows, columns=frame.columns) if rows else frame.iloc[:0]
        text = [column for column in frame if frame[column].dtype != "Int64"]
        full = full.assign(**{column: full[column].astype(object).fillna("") for column in text})
        frames[name] = full.astype(frame.dtypes.to_dict())
    return Context(**frames)


def release(day: str, low: int, high: int | None = None, **more: Any) -> dict[str, Any]:
    return {"date": day, "country": "BLR", "count_low": low, "count_high": high or low, **more}


def visit(day: str, parties: str = "BLR;USA", kind: str = "visit") -> dict[str, Any]:
    talks = "" if kind in ("appointment", "embassy") else "yes"
    return {"date": day, "kind": kind, "parties": parties, "talks": talks}


WAYS = {"impose": "tighten", "widen": "tighten", "extend": "neutral"}


def act(day: str, sender: str, action: str, **more: Any) -> dict[str, Any]:
    return {
        "date": day,
        "sender": sender,
        "action": action,
        "direction": WAYS.get(action, "ease"),
        "measure": "m",
        "id": f"{sender}-{day}-{action}",
        **more,
    }


def test_the_ledger_pairs_what_is_near_and_says_how_near(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-03-10", 5, mediators="USA"), release("2025-06-01", 7)],
        contacts=[
            visit("2025-03-01"),
            visit("2025-03-10", "BLR;VAT"),
            visit("2025-04-30"),
            visit("2025-03-09", kind="embassy"),
        ],
        sanctions=[act("2025-03-15", "USA", "lift"), act("2025-03-16", "EU", "widen")],
    )
    table = ledger(context, 30)
    near = table[table["released"] == "2025-03-10"]
    assert near[["days_low", "days_high", "order", "kind", "by_mediator"]].to_numpy().tolist() == [
        [-9, -9, "before", "talks", True],
        [0, 0, "same day", "talks", False],
        [5, 5, "after", "relief", True],
    ]
    alone = table[table["released"] == "2025-06-01"]
    assert alone["kind"].tolist() == [""]
    wider = ledger(context, 32)
    assert wider[wider["released"] == "2025-06-01"]["days_low"].tolist() == [-32]


def test_an_uncertain_date_gives_a_range_in_the_ledger(record: Context) -> None:
    context = small(record, releases=[release("2025-03-10", 5)], contacts=[visit("2025-03")])
    row = ledger(context, 7).iloc[0]
    assert (row["days_low"], row["days_high"], row["order"]) == (-9, 21, "uncertain")


def test_the_ledger_looks_at_given_sides_alone(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-03-10", 5)],
        contacts=[visit("2025-03-01"), visit("2025-03-02", "BLR;POL"), visit("2025-03-03", "BLR;VAT")],
        sanctions=[act("2025-03-04", "GBR", "ease")],
    )
    assert ledger(context, 30, ("USA",))["date"].tolist() == ["2025-03-01"]
    assert ledger(context, 30, ("EU",))["date"].tolist() == ["2025-03-02"]
    assert len(ledger(context, 30)) == 4


def test_a_wider_window_never_loses_a_pair(record: Context) -> None:
    table = window_sensitivity(record, (3, 7, 14, 30, 60, 120))
    for column in ("after_talks", "people_low", "people_high", "relief_followed"):
        assert table[column].is_monotonic_increasing
    assert (table["people_low"] <= table["people_high"]).all()


def test_a_release_without_anything_near_is_still_in_the_ledger(record: Context) -> None:
    freed = release("2025-03-10", 5)
    table = ledger_by_release(small(record, releases=[freed]))
    assert table.loc[0, "talks_before"] == 0
    assert (list(table["release"]), list(table["count_low"])) == ([freed["id"]], [5])


def test_relief_is_no_wind_down_and_no_judgment(record: Context) -> None:
    context = small(
        record,
        sanctions=[
            act("2021-08-09", "USA", "widen"),
            act("2021-08-09", "USA", "license", direction="neutral"),
            act("2025-09-11", "USA", "license"),
            act("2025-10-22", "EU", "lift", direction="neutral"),
            act("2025-10-23", "EU", "extend"),
            act("2025-10-24", "EU", "ease"),
        ],
    )
    assert stances(context.sanctions) == ["tighten", "wind-down", "ease", "court", "extend", "ease"]
    acts = acts_by_sender(context)
    assert acts[acts["stance"] == "ease"]["sender"].tolist() == ["USA", "EU"]


def test_totals_run_and_leave_contained_releases_out(record: Context) -> None:
    context = small(
        record,
        releases=[
            release("2025-01-01", 10, 12, id="release-a"),
            release("2025-01-02", 3, id="release-b", part_of="release-a"),
            release("2025-02-01", 5, id="release-c"),
        ],
    )
    table = freed(context)
    assert table["id"].tolist() == ["release-a", "release-c"]
    assert (table["total_low"].tolist(), table["total_high"].tolist()) == ([10, 15], [12, 17])
    assert freed_by_year(context).to_numpy().tolist() == [[2025, 2, 15, 17]]


def count(
    day: str, number: int, definition: str = "recognised as political prisoners by X"
) -> dict[str, Any]:
    return {
        "date": day,
        "count": number,
        "counted_by": "Viasna",
        "definition": definition,
        "id": f"{day}-{number}",
    }


def test_newly_listed_is_what_is_left_when_the_freed_are_added(record: Context) -> None:
    context = small(
        record,
        releases=[release("2024-08-01", 20, 30), release("2025-02-01", 5)],
        prisoner_counts=[
            count("2024-06-30", 1001),
            count("2024-07-02", 1000),
            count("2024-12-30", 990),
            count("2024-12-31", 996),
            count("2024-12-31", 15, "citizens of Ukraine"),
        ],
    )
    row = newly_listed(replace(context, day=date(2025, 1, 20))).iloc[0]
    assert (row["held_before_low"], row["held_before_high"]) == (1001, 1001), "a rounded count gives way"
    assert (row["held_after_low"], row["held_after_high"]) == (990, 996)
    assert (row["freed_low"], row["freed_high"]) == (20, 30)
    assert (row["net_new_low"], row["net_new_high"]) == (990 - 1001 + 20, 996 - 1001 + 30)


def test_a_list_of_other_people_is_not_joined_to_the_count_of_those_held(record: Context) -> None:
    table = held(record)
    assert table["count"].min() > 100
    assert (record.prisoner_counts["count"] < 20).any()


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (15, 15, "agrees"),
        (16, 16, "agrees"),
        (10, None, "agrees"),
        (20, 20, "the record is lower by 3 to 5"),
        (9, 14, "the record is higher by 1 to 3"),
    ],
)
def test_own_sums_are_checked_against_published_totals(
    record: Context, low: int, high: int | None, verdict: str
) -> None:
    total = {"date": "2025", "count_low": low, "count_high": high, "counted_by": "X", "definition": "d"}
    total["counts"] = "people"
    context = small(record, releases=[release("2025-01-01", 15, 17)], totals=[total])
    assert check_totals(context)["verdict"].tolist() == [verdict]


def test_own_sums_take_the_kinds_and_the_count_that_a_total_covers(record: Context) -> None:
    total = {"date": "2025", "count_low": 9, "count_high": 9, "counted_by": "X", "definition": "d"}
    rows = [
        release("2025-01-01", 9, kind="pardon", political_low=7, political_high=8),
        release("2025-02-01", 5, kind="exchange"),
        release("2025-03-01", 4, kind="house arrest"),
    ]
    sums = [("people", "", [14, 14]), ("people", "pardon", [9, 9]), ("political", "", [7, 13])]
    for counts, kinds, own in sums:
        context = small(record, releases=rows, totals=[{**total, "counts": counts, "kinds": kinds}])
        assert check_totals(context)[["own_low", "own_high"]].to_numpy().tolist() == [own]


def test_the_record_agrees_with_monitors_or_the_note_says_why_not(record: Context) -> None:
    table = check_totals(record).set_index("period")
    apart = table[table["verdict"] != "agrees"]
    assert apart.index.tolist() == ["2020/2024-07-08", "2021", "2022", "2023", "2025-01-01/2025-12-23"]
    assert apart["note"].str.contains("not found|not be dated|cannot be told apart|not explained").all()


def test_scores_follow_the_kind_of_act_and_the_side(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-03-10", 52, mediators="USA;LTU", taken_to="LTU"), release("2025-03-11", 9)],
        contacts=[
            visit("2025-03-01"),
            visit("2025-03-02", "BLR;POL;HUN", "meeting"),
            visit("2025-03-03", kind="call"),
            visit("2025-03-04", kind="appointment"),
        ],
        sanctions=[
            act("2025-03-05", "GBR", "widen"),
            act("2025-03-06", "USA", "lift"),
            act("2025-03-07", "EU", "extend"),
        ],
    )
    scores = plover_events(context).groupby("dyad")["score"].apply(list).to_dict()
    assert scores == {
        "BLR–USA": [4.0, 1.5, 4.5, 6.5],
        "BLR–EU": [2.5, -6.0, 6.5],
        "BLR–GBR": [-6.0],
        "BLR–at home": [6.5],
    }
    months = plover_by_month(context).set_index("dyad")
    assert months.loc["BLR–USA", ["month", "events", "score_sum"]].tolist() == ["2025-03", 4, 16.5]


def test_members_of_the_union_are_one_side_named_once() -> None:
    assert sides("BLR;POL;LTU;USA;POL") == ["EU", "USA"]
    assert sides("BLR") == []


UNION = (
    "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN "
    "ESP SWE"
)


@pytest.mark.parametrize(
    ("countries", "side"),
    [(UNION, "EU"), ("GBR", "GBR"), ("NOR", "NOR"), ("CHE", "CHE"), ("UKR", "UKR"), ("TUR", "TUR")],
)
def test_the_side_of_a_country_is_the_union_for_its_27_members_alone(countries: str, side: str) -> None:
    assert {side_of(country) for country in countries.split()} == {side}


def brute(released: list[int], talked: list[int], length: int) -> float:
    gaps = [min((r - t) % length for t in talked) for r in released]
    return sum(gaps) / len(gaps)


def ring(record: Context, released: list[int], talked: list[int], length: int) -> Context:
    start = date(2024, 7, 1).toordinal()
    days = [date.fromordinal(start + n).isoformat() for n in range(length)]
    context = small(
        record,
        releases=[release(days[n], 1, id=f"release-{n}") for n in released],
        contacts=[visit(days[n]) for n in talked],
    )
    return replace(context, day=date.fromordinal(start + length - 1))


NUMBERS = st.lists(st.integers(0, 29), min_size=1, max_size=6, unique=True)


@settings(max_examples=25, deadline=None)
@given(released=NUMBERS, talked=NUMBERS)
def test_the_exact_test_is_what_counting_by_hand_gives(
    record: Context, released: list[int], talked: list[int]
) -> None:
    test = closeness_test(ring(record, released, talked, 30), draws=0)
    assert test is not None
    means = [brute(released, [(t + shift) % 30 for t in talked], 30) for shift in range(30)]
    assert test.observed == pytest.approx(means[0])
    assert test.shifted == pytest.approx(means, abs=1e-6)
    assert test.p_shifted == pytest.approx(sum(mean <= means[0] + 1e-9 for mean in means) / 30)


def test_releases_that_follow_talks_at_once_are_closer_than_chance(record: Context) -> None:
    talked = [3, 24, 61, 78, 119, 166]
    test = closeness_test(ring(record, [n + 1 for n in talked], talked, 200), draws=999)
    assert test is not None and test.p_drawn is not None
    assert test.observed == 1
    assert test.p_shifted <= 0.02
    assert test.p_drawn <= 0.01


def test_draws_start_from_a_fixed_seed_and_can_move(record: Context) -> None:
    one, two = (
        closeness_test(record, as_of=TESTED, draws=200),
        closeness_test(record, as_of=TESTED, draws=200),
    )
    other = closeness_test(record, as_of=TESTED, draws=200, seed=1)
    assert one and two and other
    assert one.p_drawn == two.p_drawn
    assert other.p_shifted == one.p_shifted


def test_talks_on_the_day_itself_can_be_left_out(record: Context) -> None:
    context = ring(record, [10], [10], 30)
    same, before = closeness_test(context, draws=0), closeness_test(context, draws=0, same_day=False)
    assert same and before
    assert (same.observed, before.observed) == (0, 30)


def test_without_releases_or_talks_there_is_no_test(record: Context) -> None:
    assert closeness_test(ring(record, [], [1], 30)) is None
    assert closeness_test(ring(record, [1], [], 30)) is None
    assert closeness_test(record, as_of="2024-01-01") is None


def test_sensitivity_covers_sides_start_and_same_day(record: Context) -> None:
    table = sensitivity(record, as_of=TESTED)
    combinations = set(zip(table["talks_with"], table["since"], table["same_day"], strict=True))
    assert combinations == set(
        product(("United States", "all sides"), ("2024-07-01", "2025-01-01"), (True, False))
    )
    with_day, without = table[table["same_day"]], table[~table["same_day"]]
    assert (with_day["mean_days"].to_numpy() <= without["mean_days"].to_numpy()).all()


def event(kind: str, day: str, actor: str, target: str, status: str = "occurred") -> dict[str, Any]:
    row = {
        "event_id": f"{kind}{day}",
        "kind": kind,
        "date": day,
        "actor_country": actor,
        "target_country": target,
    }
    return {**row, "status": status, "counted": "", "count_low": None, "count_high": None}


def test_events_find_the_rows_they_may_be(record: Context) -> None:
    events = pd.DataFrame(
        [
            event("release", "2025-11-22", "BLR", "UKR"),
            event("talks", "2025-08", "USA", "BLR"),
            event("sanction-relief", "2025-09-11", "USA", "BLR"),
            event("sanction", "2025-10/2025-11", "WEST", "BLR"),
            event("release", "2025-11-22", "BLR", "UKR", "future"),
            event("release", "", "BLR", "UKR"),
            event("sanction", "2025-10-23", "EU", "RUS"),
            event("military", "2022-02", "RUS", "UKR"),
        ]
    )
    found = [set(cell.split(";")) - {""} for cell in place_events(record, events)["record"]]
    assert found[0] == {"release-2025-11-22"}
    assert found[1] == {"contact-2025-08-15"}
    assert found[2] == {"usa-2025-09-11-bis-belavia", "usa-2025-09-11-gl11"}
    assert {"eu-2025-10-23-sectoral", "che-2025-10-29-trade"} <= found[3]
    assert found[4:] == [set(), set(), set(), set()]


def test_hand_labelled_events_of_the_article_stand_in_the_record(record: Context) -> None:
    path = next((data_folder() / "annotations").glob("*.events.jsonl"))
    events = pd.DataFrame([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])
    placed = place_events(record.as_of(TESTED), events)
    assert "release-2025-11-22" in ";".join(placed["record"])
    assert "contact-2025-08-15" in ";".join(placed["record"])


def claim(name: str, outlet: str, value: str, confidence: str = "medium") -> dict[str, Any]:
    row = {"date": "2025-11-22", "about": "release-x", "claim": name, "outlet": outlet, "value": value}
    return {**row, "confidence": confidence, "id": f"{name}-{outlet}-{value}"}


def test_reports_agree_differ_or_add(record: Context) -> None:
    context = small(
        record,
        releases=[release("2025-11-22", 31, id="release-x", who="Ukrainians")],
        reports=[
            claim("count", "A", "31"),
            claim("count", "article under study", "31"),
            claim("count", "C", "32", "disputed"),
            claim("motive", "A", "goodwill"),
            claim("route", "B", "north", "disputed"),
        ],
    )
    table = compare_reports(context, release_of(context, "2025-11-23"))
    verdicts = {(row["claim"], row["outlet"]): row["verdict"] for _, row in table.iterrows()}
    assert verdicts == {
        ("count", "A"): "agrees",
        ("count", "article under study"): "agrees",
        ("count", "C"): "differs",
        ("motive", "A"): "adds",
        ("route", "B"): "adds",
    }
    assert claims_that(table, "differs")["outlet"].tolist() == ["C"]
    assert contradictions(table)["outlet"].tolist() == ["A", "C", "article under study"]
    beside = the_article_beside(table)
    assert beside["others"].tolist() == ["31 (A); 32 (C)"]
    assert beside.columns.tolist() == ["claim", "the article", "others"]
    assert describe_release(context, "release-x").startswith(
        "Compared are 5 claims on the release of 31 (Ukrainians), dated 22 November 2025."
    )


def test_a_contradiction_not_yet_published_is_none(record: Context) -> None:
    then = compare_reports(record.as_of(TESTED), "release-2025-11-22")
    now = compare_reports(record, "release-2025-11-22")
    assert then[then["claim"] == "handover"]["verdict"].tolist() == ["adds"]
    assert now[now["claim"] == "handover"]["verdict"].tolist() == ["differs", "differs"]


def test_an_article_of_another_day_has_no_compared_reports(record: Context) -> None:
    assert release_of(record, "2023-05-01") == ""
    assert compare_reports(record, "").empty
    assert describe_release(record, "").startswith("The record compares no reports")


@pytest.mark.parametrize("day", DAYS)
def test_every_measure_answers_on_any_day(record: Context, day: str) -> None:
    then = record.as_of(day)
    frames = [
        freed, freed_by_year, held, newly_listed, check_totals, acts_by_sender, summarise_senders, ledger,
        ledger_by_release, window_sensitivity, plover_by_month, sensitivity, weakest_rows,
    ]  # fmt: skip
    for measure in frames:
        assert isinstance(measure(then), pd.DataFrame), measure.__name__
    assert "As of" in describe_context(then)


@pytest.mark.parametrize("day", DAYS[2:5])
def test_what_came_later_changes_no_measure(record: Context, day: str) -> None:
    then = record.as_of(day)
    for measure in (
        freed,
        held,
        newly_listed,
        check_totals,
        summarise_senders,
        ledger,
        plover_by_month,
        sensitivity,
    ):
        pd.testing.assert_frame_equal(measure(record, as_of=day), measure(then))
        pd.testing.assert_frame_equal(measure(then.as_of(day)), measure(then))


def test_what_came_after_a_day_is_told(record: Context) -> None:
    later = came_after(record, TESTED)
    assert "release-2025-12-13" in set(later["id"])
    assert "release-2025-11-22" not in set(later["id"])


def test_an_article_about_another_country_is_told_apart(record: Context) -> None:
    abroad = pd.DataFrame([event("release", "2025-01-01", "VEN", "USA")])
    home = pd.DataFrame([event("release", "2025-01-01", "BLR", "USA")])
    assert "side by side" in describe_context(record, abroad)
    assert "side by side" not in describe_context(record, home)


def test_decisions_and_weak_rows_are_shown(record: Context) -> None:
    assert set(decisions("releases", "sanctions")["table"]) == {"releases", "sanctions"}
    assert list(decisions("links")) == ["decision"], "one table alone is not named in every row"
    assert set(weakest_rows(record)["confidence"]) == {"medium", "disputed"}
    assert "single_statement" not in weakest_rows(record, tables=("contacts", "sanctions"))
    told = weakest_rows(record, tables=("releases",))["single_statement"]
    assert {"", "presidential press service"} < set(told)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (51, 52, "51 to 52"),
        (31, 31, "31"),
        (14, None, "at least 14"),
        (None, 3, "at most 3"),
        (None, None, "not known"),
        (1200, 1200, "1,200"),
    ],
)
def test_a_range_in_words(low: int | None, high: int | None, words: str) -> None:
    assert span(low, high) == words


def test_agreement_that_rests_on_one_speaker_is_told_as_such(record: Context) -> None:
    told = describe_comparison(record.as_of("2025-11-22"), "release-2025-11-22")
    assert "On the prison terms those that agree quote one and the same speaker." in told


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ruritania and its king, in the leading role", "Ruritania", True),
        ("spring 2031, with six others", "March 2031", True),
        ("not clear at first", "not clear at first, officials say theft", True),
        ("52 in September", "25 in September, before a feast", False),
        ("1,400 people", "1,255 people", False),
        ("several within a year", "40 in June", False),
        ("none", "", False),
    ],
)
def test_values_with_the_same_names_or_words_may_say_the_same(one: str, other: str, alike: bool) -> None:
    assert in_other_words(one, other) == in_other_words(other, one) == alike


def test_no_claim_stands_alone_that_another_row_or_two_pages_bear_out(record: Context) -> None:
    comparison = compare_reports(record.as_of("2025-11-22"), "release-2025-11-22")
    alone = comparison[comparison["verdict"] == "adds"]
    for _, row in alone.iterrows():
        others = comparison[(comparison["claim"] == row["claim"]) & (comparison["outlet"] != row["outlet"])]
        sure = others[others["confidence"] != "disputed"]
        assert not any(in_other_words(row["value"], value) for value in sure["value"]), row["id"]
    assert {"earlier-sept-52", "earlier-june-14"} <= {*comparison[comparison["verdict"] == "agrees"]["id"]}


def test_a_note_on_a_contradiction_waits_until_it_is_known(record: Context) -> None:
    then, now = (
        compare_reports(known, "release-2025-11-22") for known in (record.as_of("2025-11-22"), record)
    )
    notes = [dict(zip(table["id"], table["note"], strict=True))["hq-terms"] for table in (then, now)]
    assert notes == ["", "one broadcaster gives 13 years for one of the freed"]


def test_a_visit_without_talks_is_no_talks(record: Context) -> None:
    silent = record.contacts[record.contacts["talks"] == "no"]
    assert set(silent["kind"]) == {"visit"}
    assert not talks(record)["id"].isin(silent["id"]).any()
    then = record.as_of("2025-11-22")
    acts = chart_timeline(then).table
    assert set(acts[acts["id"].isin(silent["id"])]["what"]) == {"visit"}
