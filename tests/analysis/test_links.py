"""What people tie together: claims keep who makes and who denies them, and nearness is no tie."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from test_analysis import act, release, small, visit

from prisoner_diplomacy.analysis import (
    check_lists,
    describe_links,
    freed_by_month,
    kinds_of_relief,
    ledger,
    mediation,
    relief_by_link,
    relief_by_link_and_window,
    tied,
)
from prisoner_diplomacy.analysis.chance import describe_sensitivity
from prisoner_diplomacy.analysis.describe import describe_easing
from prisoner_diplomacy.analysis.shared import SERIES_END, claimed_talks, talks
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.record.database import as_database
from prisoner_diplomacy.record.load import Context, load_context, processing_notes
from prisoner_diplomacy.wording import long_day


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


def link(source: tuple[str, str], relation: str, target: tuple[str, str], **more: Any) -> dict[str, Any]:
    ends = dict(zip(("from_table", "from_id", "to_table", "to_id"), (*source, *target), strict=True))
    return (
        {"id": f"link-{source[1]}-{relation}-{target[1]}", "date": "2025-06-01", "relation": relation}
        | ends
        | more
    )


def bargain(record: Context, **more: Any) -> Context:
    """A release with relief tied to it twice, relief near it, and talks before it."""
    answer = ("sanctions", "USA-2025-06-01-license")
    freed = ("releases", "release-a")
    return small(
        record,
        releases=[
            release("2025-03-10", 5, 7, id="release-a", mediators="USA;LTU", kind="pardon", political_low=4),
            release("2025-05-20", 3, id="release-b", mediators="none", kind="pardon"),
            release("2025-05-21", 9, id="release-c", kind="pardon"),
        ],
        contacts=[visit("2025-03-01") | {"id": "contact-a", "result": "talks"}],
        sanctions=[
            act("2025-06-01", "USA", "license", type="aviation"),
            act("2025-03-12", "EU", "lift", type="trade"),
            act("2025-03-13", "GBR", "widen", type="listing", people=9, regime="Belarus"),
        ],
        links=[
            link(answer, "given in return", freed, claimed_by="Minsk;Washington", denied_by="Vilnius"),
            link(answer, "followed", freed, claimed_by="Minsk"),
            link(freed, "mediated", ("contacts", "contact-a")),
            link(("sanctions", "EU-2025-03-12-lift"), "followed", answer),
            *more.get("links", []),
        ],
    )


def test_a_tie_tells_both_its_ends_and_how_far_apart_they_are(record: Context) -> None:
    table = tied(bargain(record)).set_index("relation")
    assert table["other"].to_dict() == {
        "mediated": "contact-a",
        "followed": "USA-2025-06-01-license",
        "given in return": "USA-2025-06-01-license",
    }
    assert table.loc["mediated", ["days_low", "kind", "what"]].tolist() == [-9, "visit", "talks"]
    assert table.loc["followed", ["days_low", "days_high", "kind"]].tolist() == [83, 83, "aviation"]


def test_claims_of_one_pair_stand_together_with_who_denies_them(record: Context) -> None:
    (row,) = relief_by_link(bargain(record)).to_dict("records")
    assert row["relation"] == "followed;given in return"
    assert (row["claimed_by"], row["denied_by"]) == ("Minsk;Washington", "Vilnius")


def test_relief_near_a_release_is_no_tie_and_a_tie_may_be_far(record: Context) -> None:
    table = relief_by_link_and_window(bargain(record), 30)
    pairs = {(row["release"], row["other"]): row["basis"] for _, row in table.iterrows()}
    assert pairs == {
        ("release-a", "EU-2025-03-12-lift"): "near alone",
        ("release-a", "USA-2025-06-01-license"): "tied alone",
        ("release-b", "USA-2025-06-01-license"): "near alone",
        ("release-c", "USA-2025-06-01-license"): "near alone",
    }
    wide = relief_by_link_and_window(bargain(record), 90).set_index(["release", "other"])
    assert wide.loc[("release-a", "USA-2025-06-01-license"), "basis"] == "tied and near"


def test_a_tie_leads_to_the_measure_that_the_report_names(record: Context) -> None:
    then = relief_by_link(record.as_of("2025-11-22"))
    by_afp = then[then["claimed_by"] == "AFP"]
    steps = record.reports[(record.reports["outlet"] == "AFP") & (record.reports["claim"] == "in_return")]
    assert len(by_afp) and steps["note"].str.contains("September").all()
    assert by_afp["date"].str.startswith("2025-09").all()


def test_no_mediator_is_told_from_a_mediator_not_known(record: Context) -> None:
    table = mediation(bargain(record)).set_index("mediator")
    assert table.to_dict("index") == {
        "LTU": {"releases": 1, "people_low": 5, "people_high": 7, "with_relief": 1},
        "USA": {"releases": 1, "people_low": 5, "people_high": 7, "with_relief": 1},
        "not known": {"releases": 1, "people_low": 9, "people_high": 9, "with_relief": 0},
        "none": {"releases": 1, "people_low": 3, "people_high": 3, "with_relief": 0},
    }
    assert table.index.tolist()[2:] == ["not known", "none"]


def test_kinds_of_relief_count_acts_ties_and_people_once(record: Context) -> None:
    table = kinds_of_relief(bargain(record)).set_index("type")
    assert table.loc["aviation", ["acts", "tied_acts", "releases", "people_low", "denied"]].tolist() == [
        1,
        1,
        1,
        5,
        1,
    ]
    assert table.loc["trade", ["acts", "tied_acts", "people_low"]].tolist() == [1, 0, 0]


def test_months_have_bounds_and_none_is_left_out(record: Context) -> None:
    table = freed_by_month(bargain(record)).set_index("month")
    assert table.index[0] == "2024-07" and table.index[-1] == "2025-06"
    assert table.loc["2025-03", ["people_low", "people_high"]].tolist() == [5, 7]
    assert table.loc["2025-03", ["political_low", "political_high"]].tolist() == [4, 7]
    assert table.loc["2025-05", ["releases", "people_low", "mediated_low"]].tolist() == [2, 12, 0]
    assert table.loc["2025-04"].drop("coverage").sum() == 0


@pytest.mark.parametrize("day", ["2010-01-01", "2022-01-01", "2025-06-30", "2025-11-22", None])
def test_every_question_has_an_answer_on_any_day(record: Context, day: str | None) -> None:
    for ask in (
        tied,
        relief_by_link,
        relief_by_link_and_window,
        mediation,
        kinds_of_relief,
        freed_by_month,
        check_lists,
    ):
        assert isinstance(ask(record, as_of=day), pd.DataFrame)
    assert describe_links(record, day).endswith(".")


def test_no_tie_is_known_before_what_it_ties(record: Context) -> None:
    for day in ("2021-01-01", "2025-09-12", "2025-12-13"):
        then = record.as_of(day)
        ends = {*then.releases["id"], *then.sanctions["id"], *then.contacts["id"], ""}
        assert set(then.links["from_id"]) | set(then.links["to_id"]) <= ends
    assert "release-2025-12-13" not in set(relief_by_link(record, "2025-12-14")["release"])
    assert "release-2025-12-13" in set(relief_by_link(record, "2025-12-15")["release"])


def test_the_low_bound_of_the_summer_allows_for_the_overlap(record: Context) -> None:
    table = freed_by_month(record).set_index("month")
    summer = table.loc[["2024-07", "2024-08"]]
    assert summer["people_low"].sum() == 32 < summer["people_high"].sum()


def test_months_add_up_to_the_record(record: Context) -> None:
    table = freed_by_month(record, "2026-03-20")
    assert table["people_low"].sum() <= 868 and table["people_high"].sum() >= 849
    assert (table["people_low"] <= table["people_high"]).all()
    assert (table["mediated_low"] <= table["people_low"]).all()


def test_own_lists_are_set_beside_what_senders_say(record: Context) -> None:
    total = {"date": "2025-04-01", "sender": "GBR", "regime": "Belarus", "people": 10, "counted_by": "X"}
    table = check_lists(
        small(record, sanctions=bargain(record).sanctions.to_dict("records"), list_totals=[total])
    )
    assert table.loc[0, ["own_people", "people_off_by"]].tolist() == [9, -1]
    assert pd.isna(table.loc[0, "entities_off_by"])


def test_canada_adds_up_and_every_other_difference_has_a_word(record: Context) -> None:
    table = check_lists(record)
    off = table[["people_off_by", "entities_off_by"]].fillna(0).abs().sum(axis=1)
    assert (off[table["sender"] == "CAN"] == 0).all()
    assert table[off > 0]["note"].str.len().min() > 20


def test_questions_in_sql_and_in_pandas_have_the_same_answer(record: Context) -> None:
    query = """
        SELECT DISTINCT release.id, measure.id FROM links
        JOIN releases AS release ON release.id = links.to_id
        JOIN sanctions AS measure ON measure.id = links.from_id
        WHERE measure.direction = 'ease'"""
    found = set(as_database(record).execute(query).fetchall())
    pairs = relief_by_link(record)
    assert found == set(zip(pairs["release"], pairs["other"], strict=True)) and len(found) >= 7


def test_empty_cells_are_null_in_the_database(record: Context) -> None:
    database = as_database(record)
    assert isinstance(database, sqlite3.Connection)
    unknown = database.execute("SELECT count(*) FROM releases WHERE mediators IS NULL").fetchone()[0]
    assert unknown == (record.releases["mediators"] == "").sum() > 0
    assert database.execute("SELECT count(*) FROM releases WHERE mediators = ''").fetchone() == (0,)


def query_of(name: str) -> str:
    """Return a query as the notebook on relief asks it."""
    path = data_folder().parent / "notebooks" / "09-what-relief-for-which-release.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    source = next(text for cell in cells if (text := "".join(cell["source"])).startswith(f'{name} = """'))
    return source.split('"""')[1]


@pytest.mark.parametrize("day", ["2025-11-22", "2026-04-30", None])
@pytest.mark.parametrize(
    ("query", "measure"), [("WHOSE_MEDIATION", mediation), ("WHICH_KIND", kinds_of_relief)]
)
def test_the_notebooks_queries_answer_what_its_tables_do(
    record: Context, query: str, measure: Callable[[Context], pd.DataFrame], day: str | None
) -> None:
    context = record.as_of(day) if day else record
    asked, worked_out = pd.read_sql(query_of(query), as_database(context)), measure(context)
    pd.testing.assert_frame_equal(asked, worked_out[asked.columns.tolist()], check_dtype=False)


def test_contacts_that_one_side_alone_claims_are_no_talks(record: Context) -> None:
    claimed = claimed_talks(record)
    assert list(claimed["id"]) == ["contact-2025-10-14", "contact-2025-10-31"]
    assert claimed["result"].str.startswith("Minsk claims").all()
    assert talks(record)["id"].isin(claimed["id"]).sum() == 0
    context = record.as_of("2025-11-22")
    assert "Not counted: 2 more that one side alone claims" in describe_easing(context)
    assert "Left out: 2 contacts that one side alone claims." in describe_sensitivity(context)
    assert "claims" not in describe_easing(record.as_of("2025-10-01"))


def test_what_stands_near_a_release_is_told_in_words(record: Context) -> None:
    told = ledger(record)["what"]
    assert told.str.startswith("United States: Dealings with Belavia").any()
    assert told.str.contains("visit with the United States").any()
    assert not told.str.contains(r"\b(?:USA|POL|LTU|ease|lift|license)\b", regex=True).any()


def test_the_end_of_the_series_is_the_one_that_the_data_describe(record: Context) -> None:
    assert any(note.startswith(f"After {long_day(SERIES_END)} ") for note in processing_notes("releases"))


def test_a_tie_that_is_of_more_than_one_release_says_so(record: Context) -> None:
    ties = relief_by_link(record)
    by_afp = ties[ties["claimed_by"] == "AFP"]
    assert by_afp["note"].str.contains("does not tie it to the 31 alone").all() and len(by_afp)
