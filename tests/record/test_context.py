"""The tables of context: what ships is sound, what is wrong is named, and a day is a day."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.edtf import days_between, edtf_bounds, is_exact
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.publishing.data_readme import readme
from prisoner_diplomacy.record.load import (
    Context,
    check_context,
    first_days,
    last_days,
    load_context,
    load_scores,
    processing_notes,
    split,
    without_parts,
)
from prisoner_diplomacy.wording import country_list

DATA = data_folder()
Rows = list[list[str]]


@pytest.fixture(scope="module")
def context() -> Context:
    return load_context()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA / "context", folder / "context")
    shutil.copyfile(DATA / "datapackage.json", folder / "datapackage.json")
    return folder


def edit(folder: Path, table: str, change: Callable[[Rows], object]) -> None:
    path = folder / "context" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def put(line: int, column: str, value: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[line - 1][rows[0].index(column)] = value

    return change


def test_the_shipped_tables_have_no_problem() -> None:
    assert check_context() == []


def test_the_record_is_as_large_as_promised(context: Context) -> None:
    series = [day >= date(2024, 7, 1) for day in first_days(context.releases)]
    assert sum(series) >= 22
    assert len(context.sanctions) >= 60
    assert len(context.contacts) >= 25
    assert len(context.prisoner_counts) >= 50
    assert len(context.reports) >= 25
    assert set(context.sanctions["sender"]) == {"EU", "USA", "GBR", "CAN", "CHE", "POL", "LTU"}


def test_nearly_all_releases_and_sanctions_name_two_publishers(context: Context) -> None:
    publisher = dict(zip(context.sources["id"], context.sources["publisher"], strict=True))
    cells = [*context.releases["sources"], *context.sanctions["sources"]]
    two = sum(len({publisher[source] for source in split(cell)}) > 1 for cell in cells)
    assert two / len(cells) >= 0.9


def test_one_statement_repeated_is_not_two_sources(context: Context) -> None:
    repeated = context.releases["single_statement"] != ""
    assert repeated.any()
    assert set(context.releases[repeated]["confidence"]) <= {"medium", "disputed"}


def test_notes_hold_no_code_of_a_country_and_no_name_of_a_column(context: Context) -> None:
    cells = [str(cell) for table in context.tables().values() if "note" in table for cell in table["note"]]
    codes = re.compile(rf"\b(?:{'|'.join(code for code in country_list() if len(code) == 3)})\b|[a-z]_[a-z]")
    assert not [cell for cell in cells if codes.search(cell)]


def test_columns_have_declared_types(context: Context) -> None:
    assert str(context.releases["count_low"].dtype) == "Int64"
    assert str(context.prisoner_counts["count"].dtype) == "Int64"
    assert context.releases["count_low"].isna().sum() == 0
    assert (context.releases["taken_to"] == "").any()
    assert not context.releases["note"].isna().any()


def test_ten_known_facts(context: Context) -> None:
    releases = context.releases.set_index("id")
    assert releases.loc["release-2025-11-22", ["count_low", "count_high", "ukrainians"]].tolist() == [
        31,
        31,
        31,
    ]
    assert releases.loc["release-2025-09-11", ["count_low", "count_high"]].tolist() == [51, 52]
    assert releases.loc["release-2025-12-13", "count_low"] == 123
    assert releases.loc["release-2025-06-21", "count_low"] == 14
    counts = context.prisoner_counts
    assert (
        (counts["counted_by"] == "Trump") & (counts["date"] == "2025-09-05") & (counts["count"] == 1400)
    ).any()
    calls = context.contacts[context.contacts["kind"] == "call"]
    assert ((calls["date"] == "2025-08-15") & calls["parties"].str.contains("USA")).any()
    assert load_scores()["CONSULT", "phone"] == 1.5
    assert load_scores()["RETREAT", "release"] == 6.5


def add(keep: int, other: str) -> Callable[[Rows], None]:
    """Append the first row again with another value for its day (keep 0: its id stays) or its id."""

    def change(rows: Rows) -> None:
        rows.append([rows[1][0], other, *rows[2][2:]] if keep == 0 else [other, *rows[1][1:]])

    return change


def larger_than_its_whole(rows: Rows) -> None:
    put(12, "part_of", rows[12][0])(rows)
    for column, value in (("count_low", "1"), ("count_high", "1"), ("qualifier", "exact"), ("named", "")):
        put(13, column, value)(rows)


def part_of_itself(rows: Rows) -> None:
    put(9, "part_of", rows[8][0])(rows)


def ring_of_parts(rows: Rows) -> None:
    put(12, "part_of", rows[12][0])(rows)
    put(13, "part_of", rows[11][0])(rows)


def no_right_end(rows: Rows) -> None:
    put(3, "relation", "followed")(rows)
    put(3, "to_table", "")(rows)
    put(3, "to_id", "")(rows)


def tied_to_itself(rows: Rows) -> None:
    for end in ("table", "id"):
        put(3, f"to_{end}", rows[2][rows[0].index(f"from_{end}")])(rows)


def one_origin(rows: Rows) -> None:
    put(2, "sources", "reuters-2024-08-16-30;reuters-2024-09-16-37")(rows)
    put(2, "confidence", "high")(rows)


def settled_otherwise(rows: Rows) -> None:
    for column in ("second", "settled", "why"):
        put(2, column, "something else")(rows)


def on_its_own_page(rows: Rows) -> None:
    row = next(row for row in lines("sanctions") if row["id"] == rows[6][rows[0].index("row")])
    own = row["sources"].split(";")[0]
    put(7, "page", next(source["url"] for source in lines("sources") if source["id"] == own))(rows)


def lines(table: str) -> list[dict[str, str]]:
    with (DATA / "context" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LAST = 0
DEFECTS: list[tuple[str, str, Callable[[Rows], object], int, str, str]] = [
    ("no source", "releases", put(3, "sources", ""), 3, "sources", "names no source"),
    ("unknown source", "releases", put(3, "sources", "ap-2024-09-04-30;nobody"), 3, "sources", "'nobody'"),
    ("source twice", "contacts", put(2, "sources", "a;a"), 2, "sources", "stands twice"),
    ("impossible day", "sanctions", put(5, "date", "2021-02-30"), 5, "date", "'2021-02-30'"),
    ("a date in words", "sanctions", put(5, "date", "5 May 2021"), 5, "date", "no EDTF date"),
    ("ends before it starts", "contacts", put(2, "date", "2021-02/2021-01"), 2, "date", "ends before"),
    ("an interval known", "contacts", put(2, "known_from", "2020/2021"), 2, "known_from", "kind this column"),
    ("low above high", "releases", put(9, "count_low", "99"), 9, "count_low", "is above count_high"),
    ("more Ukrainians", "releases", put(9, "ukrainians", "99"), 9, "ukrainians", "is above"),
    ("more named", "releases", put(9, "named", "A;B;C"), 9, "named", "3 people are named"),
    ("negative", "releases", put(9, "count_low", "-1"), 9, "count_low", "out of range"),
    ("no number", "sanctions", put(4, "people", "many"), 4, "people", "'many' is no whole number"),
    ("unknown action", "sanctions", put(4, "action", "punish"), 4, "action", "unknown value 'punish'"),
    ("a country in words", "releases", put(4, "country", "Belarus"), 4, "country", "does not fit"),
    ("unknown release", "reports", put(4, "about", "release-x"), 4, "about", "'release-x'"),
    ("known too early", "releases", put(9, "known_from", "2020-01-01"), 9, "known_from", "before the date"),
    ("high with one", "prisoner_counts", put(2, "confidence", "high"), 2, "confidence", "") ,
    ("part of nothing", "releases", put(9, "part_of", "release-x-1"), 9, "part_of", "'release-x-1'"),
    ("part of itself", "releases", part_of_itself, 9, "part_of", "part of itself"),
    ("larger than its whole", "releases", larger_than_its_whole, 12, "part_of", "than its whole"),
    ("a ring of parts", "releases", ring_of_parts, 12, "part_of", "part of itself"),
    ("nobody taken abroad", "releases", put(4, "deported", "none"), 4, "deported", "taken to POL"),
    ("taken nowhere", "releases", put(5, "deported", "all"), 5, "deported", "taken to no country"),
    ("foreigners below low", "releases", put(9, "foreign_low", "5"), 9, "foreign_low", "is above"),
    ("an exact range", "releases", put(9, "qualifier", "differs"), 9, "qualifier", "'differs' with"),
    ("at least, and a high", "totals", put(2, "qualifier", "at least"), 2, "qualifier", "goes with"),
    ("nobody's number", "totals", put(2, "qualifier", ""), 2, "qualifier", "no qualifier"),
    ("in force too early", "sanctions", put(2, "in_force", "2020-01-01"), 2, "adopted", "is after"),
    ("told too early", "contacts", put(2, "note", "Freed on 24 December 2020."), 2, "note", "December"),
    ("a day without year", "contacts", put(2, "result", "freed on 3 November"), 2, "result", "November"),
    ("a month told", "contacts", put(2, "note", "Seen again in March 2022."), 2, "note", "names March 2022"),
    ("link to nothing", "links", put(3, "to_id", "release-x-1"), 3, "to_id", "'release-x-1'"),
    ("link from nothing", "links", put(3, "from_id", "nobody"), 3, "from_id", "unknown id 'nobody'"),
    ("link to another table", "links", put(2, "from_table", "contacts"), 2, "from_id", "of contacts"),
    ("link with half an end", "links", put(3, "to_table", ""), 3, "to_id", "table without an id"),
    ("link with one end", "links", no_right_end, 3, "to_id", "is empty"),
    ("link to itself", "links", tied_to_itself, 3, "to_id", "tied to itself"),
    ("link known too early", "links", put(3, "known_from", "2020-10-01"), 3, "known_from", "was known"),
    ("unknown relation", "links", put(3, "relation", "caused"), 3, "relation", "unknown value 'caused'"),
    ("copies of one report", "contacts", one_origin, 2, "confidence", "all sources go back to Reuters"),
    ("unsettled", "second_coding", put(2, "second", "something else"), 2, "why", "not settled"),
    ("settled otherwise", "second_coding", settled_otherwise, 2, "settled", "and the row has"),
    ("coded no column", "second_coding", put(2, "field", "colour"), 2, "field", "no column 'colour'"),
    ("known half-way", "contacts", put(2, "known_from", "2020-09-12"), 2, "known_from", "before the last"),
    ("announced later", "sanctions", put(2, "announced", "2020-10-01"), 2, "announced", "known from"),
    ("looked up nowhere", "verification", put(7, "page", ""), 7, "page", "'confirmed' without a page"),
    ("looked up at home", "verification", on_its_own_page, 7, "page", "rested on already"),
    ("changed since", "verification", put(7, "value", "other"), 7, "corrected", "looked up as 'other'"),
    ("wrong as it was", "verification", put(7, "verdict", "wrong"), 7, "corrected", "the row still has"),
    ("looked up no column", "verification", put(7, "field", "colour"), 7, "field", "no column 'colour'"),
    ("looked up no row", "verification", put(7, "row", "nobody"), 7, "row", "unknown id 'nobody'"),
    ("no truth", "sources", put(3, "official", "perhaps"), 3, "official", "is no true or false"),
    ("disputed in silence", "releases", put(9, "confidence", "disputed"), 9, "note", ""),
    ("a return without words", "releases", put(9, "return_known", "stated"), 9, "in_return", "not told"),
    ("words on no return", "releases", put(9, "in_return", "ore"), 9, "return_known", "nothing is known"),
    ("exchange for nothing", "releases", put(11, "return_known", "denied"), 11, "return_known", "an exch"),
    ("sure of one voice", "releases", put(3, "single_statement", "jail"), 3, "confidence", "of the jail"),
    ("talks not told", "contacts", put(2, "talks", ""), 2, "talks", "a visit with talks"),
    ("id twice", "contacts", add(0, "2025-01-01"), LAST, "id", "twice"),
    ("row twice", "contacts", add(1, "other"), LAST, "", "same date and content"),
    ("fewer cells", "contacts", lambda rows: rows[3].pop(), 4, "", "fewer cells"),
    ("more cells", "contacts", lambda rows: rows[3].append("x"), 4, "", "more cells"),
    ("line break", "contacts", put(4, "note", "a\nb"), 5, "", "line break"),
    ("stray column", "contacts", lambda rows: [row.append("x") for row in rows], 1, "x", "stray column"),
    ("missing column", "contacts", lambda rows: [row.pop(2) for row in rows], 1, "kind", "column is missing"),
    ("out of order", "contacts", lambda rows: [row.reverse() for row in rows], 1, "", "out of order"),
    ("no address", "sources", put(5, "url", "somewhere"), 5, "url", "does not fit"),
    ("same address", "sources", lambda rows: put(6, "url", rows[4][1])(rows), 6, "url", "same address as"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change", "line", "column", "what"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS]
)
def test_a_defect_is_named_with_its_place(
    copy: Path, table: str, change: Callable[[Rows], object], line: int, column: str, what: str
) -> None:
    if what == "" and column == "confidence":
        edit(copy, table, put(line, "sources", "viasna-2020-10"))
    if what == "" and column == "note":
        edit(copy, table, put(line, "note", ""))
    edit(copy, table, change)
    line = line or len((copy / "context" / f"{table}.csv").read_text(encoding="utf-8").splitlines())
    problems = check_context(copy)
    found = [p for p in problems if (p.file, p.line, p.column) == (f"data/context/{table}.csv", line, column)]
    assert any(what in problem.what for problem in found), [str(problem) for problem in problems][:5]
    assert all(problem.remedy for problem in problems)


def test_all_defects_are_named_at_once(copy: Path) -> None:
    edit(copy, "releases", put(3, "sources", ""))
    edit(copy, "releases", put(9, "count_low", "99"))
    edit(copy, "contacts", put(2, "date", "2021-13-01"))
    edit(copy, "reports", put(4, "confidence", "sure"))
    (copy / "context" / "sanctions.csv").write_bytes(b"id,date\n\xff\xfe,2\n")
    (copy / "context" / "totals.csv").unlink()
    text = "\n".join(str(problem) for problem in check_context(copy))
    for place in (
        "data/context/releases.csv, line 3, column sources",
        "data/context/releases.csv, line 9, column count_low",
        "data/context/contacts.csv, line 2, column date",
        "data/context/reports.csv, line 4, column confidence",
        "data/context/sanctions.csv, line 2: byte 1 is not UTF-8; save the file as UTF-8",
        "data/context/totals.csv, line 1: cannot be read",
    ):
        assert place in text


def test_a_byte_order_mark_is_named_alone(copy: Path) -> None:
    path = copy / "context" / "contacts.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [problem.what for problem in check_context(copy)] == ["starts with a byte-order mark"]


def test_loading_says_how_many_more_problems_there_are(copy: Path) -> None:
    edit(copy, "releases", put(3, "sources", ""))
    edit(copy, "releases", put(9, "count_low", "99"))
    with pytest.raises(InputError, match=r"releases.csv, line 3.*and 2 more"):
        load_context(copy)


@pytest.mark.parametrize("text", ["", "{", '{"resources": [{}]}', "[]"])
def test_a_malformed_data_package_is_bad_input(copy: Path, text: str) -> None:
    (copy / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"datapackage\.json: malformed"):
        load_context(copy)


def test_a_missing_data_package_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        check_context(tmp_path)


@pytest.mark.parametrize("day", ["2010-01-01", "2021-06-30", "2024-07-04", "2025-11-22", "2025-12-14"])
def test_as_of_a_day_nothing_later_is_known(context: Context, day: str) -> None:
    then = context.as_of(day)
    for name, frame in then.tables().items():
        if name != "sources":
            assert all(public <= date.fromisoformat(day) for public in last_days(frame, "known_from")), name
            assert all(start <= date.fromisoformat(day) for start in first_days(frame)), name
    assert set(then.sources["id"]) <= set(context.sources["id"])
    assert then.last_day() == date.fromisoformat(day)


def test_what_is_not_known_on_a_day_came_after_it(context: Context) -> None:
    then, later = context.as_of("2025-11-22"), context.since("2025-11-22")
    for name in ("releases", "sanctions", "contacts", "prisoner_counts", "reports"):
        assert len(getattr(then, name)) + len(getattr(later, name)) == len(getattr(context, name))
    assert "release-2025-12-13" in set(later.releases["id"])


def test_a_relief_announced_is_not_yet_given(context: Context) -> None:
    assert "usa-2025-12-15-gl13" not in set(context.as_of("2025-12-14").sanctions["id"])
    assert "usa-2025-12-15-gl13" in set(context.as_of("2025-12-15").sanctions["id"])


def test_a_contained_release_is_not_counted_twice(context: Context) -> None:
    gone = set(context.releases["id"]) - set(without_parts(context.releases)["id"])
    assert gone == {"release-2020-10-27", "release-2026-02-19-statkevich"}


def test_the_readme_is_written_from_the_data_package() -> None:
    command = "python -m prisoner_diplomacy.publishing.data_readme"
    assert (DATA / "README.md").read_text(encoding="utf-8") == readme(), f"run {command}"


def test_every_table_and_column_is_described() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = DATA / resource["path"]
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["title"] and field["description"].endswith((".", ")")) for field in fields)
    assert {path.stem for path in (DATA / "context").glob("*.csv")} <= {
        r["name"] for r in package["resources"]
    }


def test_documented_events_have_the_columns_that_are_printed() -> None:
    from prisoner_diplomacy.schema.jsonl import event_kinds
    from prisoner_diplomacy.schema.rows import COLUMNS

    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    events = next(entry for entry in package["documents"] if entry["name"] == "events")
    fields = {field["name"]: field for field in events["schema"]["fields"]}
    assert tuple(fields) == COLUMNS
    assert set(event_kinds()) <= set(fields["kind"]["constraints"]["enum"])


def test_decisions_are_told_for_each_table_of_facts() -> None:
    for table in ("releases", "sanctions", "contacts", "prisoner_counts", "reports"):
        assert processing_notes(table)


def test_the_package_imports_without_pandas_or_matplotlib() -> None:
    code = "import sys, prisoner_diplomacy; sys.exit(bool({'pandas', 'matplotlib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


EDTF = [
    ("2025-11-22", "2025-11-22", "2025-11-22"),
    ("2025-11-22~", "2025-11-22", "2025-11-22"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-21", "2024-03-01", "2024-05-31"),
    ("2024-24", "2024-12-01", "2025-02-28"),
    ("2020-10-11/2020-10-21", "2020-10-11", "2020-10-21"),
    ("2020/2021-03", "2020-01-01", "2021-03-31"),
    ("2020/..", "2020-01-01", None),
    ("../2020", None, "2020-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("value", "first", "last"), EDTF)
def test_edtf_has_a_first_and_a_last_day(value: str, first: str | None, last: str | None) -> None:
    bounds = tuple(day.isoformat() if day else None for day in edtf_bounds(value))
    assert bounds == (first, last)


@pytest.mark.parametrize(
    "value", ["", "x", "2024-13", "2023-02-29", "2024-00", "../..", "2024/2023", "0000", "2024-1"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"date|open|ends"):
        edtf_bounds(value)


@given(st.dates(), st.dates())
def test_days_and_intervals_keep_their_bounds(one: date, other: date) -> None:
    start, end = sorted([one, other])
    assert edtf_bounds(one.isoformat()) == (one, one)
    assert edtf_bounds(f"{start}/{end}") == (start, end)
    assert days_between(start.isoformat(), end.isoformat()) == ((end - start).days,) * 2
    assert is_exact(one.isoformat())


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
def test_a_month_and_a_year_hold_their_days(day: date) -> None:
    for value in (f"{day:%Y-%m}".zfill(7), f"{day.year:04d}"):
        first, last = edtf_bounds(value)
        assert first and last and first <= day <= last
        assert last + timedelta(days=1) == (last + timedelta(days=1)).replace(day=1)
        assert not is_exact(value)


def test_an_uncertain_date_gives_a_range_of_days() -> None:
    assert days_between("2025-11-22", "2025-11") == (-21, 8)
    assert days_between("2025-11", "../2026") == (None, 425)
