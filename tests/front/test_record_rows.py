"""Rows of the record are shown with their publishers' pages, in words, with the raw values in the file."""

import re

import pytest

from prisoner_diplomacy import load_context
from prisoner_diplomacy.analysis.chance import LEVEL, describe_sensitivity, sensitivity
from prisoner_diplomacy.analysis.describe import describe_easing, describe_freed, weakest_rows
from prisoner_diplomacy.front.record_rows import SHOWN, show_record
from prisoner_diplomacy.viewer import show_table


@pytest.fixture(scope="module")
def context():
    return load_context().as_of("2025-11-22")


@pytest.mark.parametrize("table", SHOWN)
def test_every_row_links_to_a_page_and_the_file_keeps_raw_values(context, table):
    shown = show_record(context, table)
    rows = re.findall(r"<tr>(.*?)</tr>", shown.html)[1:]
    assert len(rows) == len(context.tables()[table])
    assert all('<a href="http' in row for row in rows)
    assert "_" not in re.search(r"<thead>.*</thead>", shown.html)[0]
    assert shown.csv.startswith("id,date,")
    assert not re.search(r"\d{4}-\d\d-\d\d", shown.text.split("\n")[1].split(" | ")[0])


def test_a_count_of_people_says_of_whom(context):
    shown = show_record(context, "prisoner_counts")
    heads, *rows = (line.split(" | ") for line in shown.text.split("\n"))
    assert all(row[heads.index("of whom")] for row in rows)
    assert any("citizens of Ukraine" in row[heads.index("of whom")] for row in rows)


def test_a_release_tells_what_is_in_no_sum_who_ties_an_easing_to_it_and_who_denies_that(context):
    heads, *rows = (line.split(" | ") for line in show_record(context, "releases").text.split("\n"))
    releases = context.releases.sort_values(["date", "id"]).to_dict("records")
    links = context.links[context.links["relation"] == "given in return"]
    for release, cells in zip(releases, rows, strict=True):
        row = dict(zip(heads, cells, strict=True))
        tied = links[links["to_id"] == release["id"]]
        assert ("in no sum" in row["who"]) == (release["kind"] == "house arrest")
        assert row["a price is"] == release["return_known"]
        assert all(name in row["in detail"] for cell in tied["claimed_by"] for name in cell.split(";"))
        assert ("denied by" in row["in detail"]) == bool((tied["denied_by"] != "").any())


def test_weak_rows_of_one_table_do_not_name_it_in_every_row(context):
    assert "table" not in weakest_rows(context, tables=("releases",))
    assert "table" in weakest_rows(context)


def test_relief_alone_can_be_shown(context):
    assert show_record(context, "sanctions", "ease").html.count("<tr>") == 1 + int(
        (context.sanctions["direction"] == "ease").sum()
    )


def test_notebooks_open_with_what_was_found(context):
    assert re.match(
        r"From July 2024 to 22 November 2025 Belarus freed \d+ to \d+ people in", describe_freed(context)
    )
    assert "by the United States" in describe_easing(context)
    early = context.as_of("2019-01-01")
    assert describe_freed(early) == "The record holds no release by 1 January 2019."
    assert describe_sensitivity(early).startswith("The series of releases begins in July 2024")
    assert "4 releases and no talks" in describe_sensitivity(context.as_of("2024-09-06"))


def test_tests_that_differ_are_told_apart_with_the_reason(context):
    text = describe_sensitivity(context)
    assert re.match(r"Of \d tests, which differ in whose talks count, from when", text)
    best = sensitivity(context).sort_values("p_exact", kind="stable").iloc[0]
    assert best["p_exact"] >= LEVEL and "none finds releases nearer to talks than chance" in text
    assert f"{best['talks_with']} since" in text and f"{best['p_exact']:.1%} of shifts" in text


def test_a_contact_tells_who_took_part_and_whether_they_talked(context):
    shown = show_record(context, "contacts").html
    heads = re.findall(r"<th[^>]*>([^<]*)</th>", shown)
    assert {"who took part", "whether they talked"} <= {*heads}
    assert "one side says so" in shown
    assert "whether they talked" not in show_table(sensitivity(context), "x").html
