"""Tables are read in words: no code, id, raw date or empty number is left in any that is shown."""

import re

import pandas as pd
import pytest
from lxml import html

from prisoner_diplomacy.events import codes_of
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.notebooks import read_notebook
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.table_words import readable, record_words, table_text, words_of
from prisoner_diplomacy.wording import country_list, in_100, length_words

NOTEBOOKS = sorted((data_folder().parent / "notebooks").glob("*.ipynb"))
RAW = {
    "a date in ISO form": re.compile(r"\d{4}-\d\d(?:-\d\d)?"),
    "an interval or a mark of doubt": re.compile(r"^\d{4}(?:[~?%]|/\S+)$|/\.\.|\.\./"),
    "a duration in ISO form": re.compile(r"\bPT?\d+[YMWDHS]\b"),
    "a name with an underscore": re.compile(r"\b\w+_\w+\b"),
    "a missing number": re.compile(r"^(?:nan|NaN|<NA>|NaT|None)$"),
    "a truth value": re.compile(r"^(?:True|False)$"),
    "a list without spaces": re.compile(r"\w;\w"),
    "an id": re.compile(r"^[0-9a-f]{12}$|^(?:release|contact|[a-z]{2,3})-\d{4}"),
    "offsets": re.compile(r"^\d+-\d+"),
    "a fraction as a float": re.compile(r"^[01]\.\d{3,}$"),
}
CODES = frozenset(country_list()) - {"EU", "NATO"}
KEPT_RAW = "share of shifts as close or closer"
"""The heading of probabilities, which are told to the thousandth."""


def faults(name, heading, cells, number):
    for what, shape in RAW.items():
        if shape.search(heading):
            yield f"{name}: heading {heading!r} is {what}"
        for cell in cells:
            if shape.search(cell) and heading != KEPT_RAW:
                yield f"{name}, {heading}: {cell!r} is {what}"
    for cell in cells:
        if set(re.split(r"[;, ]+", cell)) <= CODES and cell:
            yield f"{name}, {heading}: {cell!r} is a code"
    counts = [cell for cell in cells if cell]
    if counts and all(re.fullmatch(r"−?[\d,]+(?:\.\d+)?", cell) for cell in counts) and not number:
        yield f"{name}, {heading}: numbers are not aligned"


def shown_tables(markup):
    for table in html.fromstring(f"<div>{markup}</div>").iter("table"):
        if (table.get("class") or "") != "pd-rows":
            heads = list(table.find("thead").iter("th"))
            rows = [[cell.text_content() for cell in row] for row in table.find("tbody").iter("tr")]
            for place, head in enumerate(heads):
                cells = [row[place] for row in rows if place < len(row)]
                yield table.get("data-name"), head.text_content(), cells, "pd-n" in (head.get("class") or "")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_table_of_a_notebook_is_in_words(path):
    outputs = [output for cell in read_notebook(path).cells for output in cell.get("outputs", [])]
    columns = [
        column
        for output in outputs
        if "<table" in output.get("data", {}).get("text/html", "")
        for column in shown_tables(output["data"]["text/html"])
    ]
    assert columns
    found = [fault for column in columns for fault in faults(*column)]
    assert found == []


def test_what_is_raw_is_found():
    table = pd.DataFrame({"count_low": [1.0], "when": ["2031-05"], "code": ["BLR;EU"], "no": [float("nan")]})
    cells = [(name, [str(value) for value in table[name]]) for name in table]
    told = [fault for name, values in cells for fault in faults("t", name, values, False)]
    assert len(told) == 6


def test_bounds_become_one_range_with_what_they_count():
    table = pd.DataFrame(
        {
            "count_low": [31, 400, None],
            "count_high": [31, None, None],
            "counted": ["citizen", "person", "monk"],
        }
    ).astype({"count_low": "Int64", "count_high": "Int64"})
    [column] = readable(table)
    assert column.heading == "how many"
    assert column.cells == ["31 citizens", "at least 400 people", "no fixed number of monks"]


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.745, 75), (82 / 110, 75), (0.7449, 74), (0.125, 13), (0.005, 1), (0.0, 0), (1.0, 100)],
)
def test_a_half_in_a_hundred_is_rounded_up_wherever_it_is_told(share: float, told: int):
    assert in_100(share) == told
    [column] = readable(pd.DataFrame({"share": [share]}))
    assert column.cells == [str(told)]


def test_numbers_and_shares_are_aligned_and_ids_left_out():
    table = pd.DataFrame({"id": ["x"], "days_low": [-18], "days_high": [-18], "F1": [0.8351], "who": ["a"]})
    columns = {column.heading: column for column in readable(table)}
    assert "id" not in columns
    assert columns["days after the release"].cells == ["−18"]
    assert columns["both together (F1), in 100"].cells == ["84"]
    assert [column.number for column in readable(table)] == [True, True, False]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", "2021", "2021"),
        ("date", "2022-02/..", "since February 2022"),
        ("period", "2020/2024-07-08", "2020 to 8 July 2024"),
        ("value", "P2Y/P11Y", "two to eleven years"),
        ("value", "2031-05-06T10:30", "6 May 2031, 10:30"),
        ("value", "2031-05-06TMO", "6 May 2031, in the morning"),
        ("sender", "CAN", "Canada"),
        ("mediators", "USA;UKR", "United States and Ukraine"),
        ("mediator", "none", "nobody"),
        ("actor", "aleksandr-lukashenko", "Alexander Lukashenko"),
        ("status", "hypothetical", "hoped for"),
        ("claim", "how_many_still_held", "how many were still held"),
        ("field", "entities", "firms and bodies"),
        ("layer", "entities", "who and where"),
        ("field", "count", "how many"),
        ("plover_event", "RETREAT", "RETREAT (lets go or pulls back)"),
        ("claim", "others_taken_to", "where others were taken"),
        ("claim", "some_other_matter", "some other matter"),
        ("claimed_by", "A;B", "A; B"),
        ("people", 12345, "12,345"),
        ("alpha", float("nan"), ""),
        ("known", True, "yes"),
        (
            "record",
            "release-2025-11-22;usa-2025-09-11-gl11",
            "release of 22 November 2025; United States, 11 September 2025",
        ),
        ("decision", "`count` is people", "“how many” is people"),
        ("what", "<b>", "<b>"),
    ],
)
def test_values_are_told_in_words(field, value, words):
    assert words_of(field, value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ORG committee-for-the-return-of-prisoners", "organisation, committee for the return of prisoners"),
        ("GPE belarus", "country or city, Belarus"),
        ("PERSON ?", "person, not known"),
        ("PERSON united-states;donald-trump", "person, United States; Donald Trump"),
        ("LOC Green Valley", "place, Green Valley"),
        ("detention occurred", "custody, happened"),
        ("detention of two", "detention of two"),
    ],
)
def test_marks_by_hand_and_machine_are_told_in_words(value, words):
    table = pd.DataFrame({"layer": ["entities"], "hand": [value]})
    assert readable(table)[1].cells == [words]


def test_every_code_of_an_event_of_ours_has_words():
    codes = {
        codes_of(kind, "", status)[0]
        for kind in load_toml("plover.toml")
        for status in ("occurred", "hypothetical")
    } - {""}
    assert codes and all(words_of("plover_event", code) != code for code in codes)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P1Y", "one year"),
        ("P2Y6M", "two years and six months"),
        ("PTXH", "some hours"),
        ("PT30M/PT45M", "30 to 45 minutes"),
        ("P1.5D", "1.5 days"),
        ("P6M/P1Y", "six months to one year"),
        ("P1CE", "one century"),
        ("P3DE", "three decades"),
    ],
)
def test_lengths_of_time_are_told_in_words(value, words):
    assert length_words(value) == words


def test_what_is_no_id_of_the_record_stays():
    assert record_words("something-else") == "something-else"
    assert record_words("viasna-2021-02") == "Viasna, February 2021"


def test_plain_text_has_the_same_words():
    table = pd.DataFrame({"sender": ["CAN"], "people": [3]})
    assert table_text(readable(table)) == "sender | people\nCanada | 3"
