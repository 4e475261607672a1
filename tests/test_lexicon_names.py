"""The tables of names are sound: ids are unique, codes and dates valid, and each name is found by its row."""

import re
from collections import Counter
from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.lexicon import load_table, load_toml, load_words
from prisoner_diplomacy.reading.entities import annotate_entities
from prisoner_diplomacy.reading.entities.name_tables import Alias, Office, load_lexicon, words
from prisoner_diplomacy.text.document import Document

TABLES = ("countries.csv", "groups.csv", "organisations.csv", "places.csv", "people.csv")
ROWS = [row for table in TABLES for row in load_table(table)]
NOT_STATES = {"EU", "NATO", "WEST"}
YEAR_OR_DAY = re.compile(r"(\d{4}(-\d\d-\d\d)?)?")


def aliases() -> list[Alias]:
    return [alias for entry in load_lexicon().matcher._values for alias in entry.aliases]


def test_ids_are_unique_slugs_but_that_of_a_place_and_its_people() -> None:
    ids = Counter((row["id"], row["label"]) for row in ROWS)
    assert [key for key, count in ids.items() if count > 1] == []
    assert [key for key, _ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_countries_are_alpha_3_codes() -> None:
    codes = [row["country"] for row in load_table("countries.csv")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    used = {code for row in ROWS for code in row["country"].split(";") if code}
    assert used - set(codes) <= NOT_STATES


def test_labels_and_genders_are_known() -> None:
    assert {row["label"] for row in ROWS} == {"PERSON", "ORG", "GPE", "LOC", "NORP"}
    assert {row["gender"] for row in load_table("people.csv")} <= {"m", "f"}


def test_wikidata_ids_have_their_form() -> None:
    assert all(re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]) for row in ROWS)
    ids = Counter(row["wikidata"] for row in ROWS if row["wikidata"])
    assert [key for key, count in ids.items() if count > 1] == []


def test_office_dates_are_edtf_and_in_order() -> None:
    for row in load_table("people.csv"):
        for role in filter(None, row["roles"].split(";")):
            since, _, until = role.partition("@")[2].partition("/")
            assert YEAR_OR_DAY.fullmatch(since), row["id"]
            assert until == ".." or YEAR_OR_DAY.fullmatch(until), row["id"]
            if since and until not in ("", ".."):
                assert since[:4] <= until[:4], row["id"]


def test_no_name_is_claimed_by_two_rows() -> None:
    claims = [{alias.known.id for alias in entry.aliases} for entry in load_lexicon().matcher._values]
    assert [claim for claim in claims if len(claim) > 1] == []


def test_each_name_of_a_row_is_found() -> None:
    found = {alias.known.id for alias in aliases()}
    assert [row["id"] for row in ROWS if row["id"] not in found] == []


@pytest.mark.parametrize("table", ["organisations.csv", "places.csv", "people.csv"])
def test_full_names_are_found_in_running_text(table: str) -> None:
    missed = []
    for row in load_table(table):
        text = f"They spoke about {row['name']}, then left."
        entities = annotate_entities(Document(Article("t", text, date(2024, 1, 1))))
        if row["id"] not in {entity.ref for entity in entities}:
            missed.append(row["id"])
    assert missed == []


def test_roles_that_are_nouns_are_listed_once() -> None:
    nouns = Counter(row["noun"] for row in load_table("roles.csv"))
    assert [noun for noun, count in nouns.items() if count > 1] == []


def test_word_lists_hold_words() -> None:
    assert all(words(name) for name in load_toml("name_words.toml"))
    assert all(line.split()[0] in ("m", "f", "u") for line in load_words("given_names.txt"))


@pytest.mark.parametrize(
    ("role", "country", "day", "expected"),
    [
        ("president", "USA", date(2025, 1, 19), "joe-biden"),
        ("president", "USA", date(2025, 1, 20), "donald-trump"),
        ("leader", "RUS", date(2010, 5, 1), "dmitry-medvedev"),
        ("president", "UKR", date(2016, 5, 25), "petro-poroshenko"),
        ("prime-minister", "GBR", date(2022, 7, 1), None),
        ("chancellor", "FRA", date(2020, 1, 1), None),
    ],
)
def test_offices_are_resolved_by_date_or_refused(
    role: str, country: str, day: date, expected: str | None
) -> None:
    holder = load_lexicon().holder(role, country, day)
    assert (holder and holder.id) == expected


@pytest.mark.parametrize(
    ("office", "day", "allowed", "settled"),
    [
        (Office("mayor", "2010", "2014"), "2012-06-01", True, True),
        (Office("mayor", "2010", "2014"), "2014-06-01", True, False),
        (Office("mayor", "2010", "2014"), "2010-06-01", True, False),
        (Office("mayor", "2010-03-02", ".."), "2010-03-02", True, True),
        (Office("mayor", "2010-03-02", ".."), "2010-03-01", False, False),
        (Office("mayor", "2010", ""), "2019-01-01", True, False),
        (Office("mayor", "", ""), "2019-01-01", True, False),
    ],
)
def test_an_office_is_settled_only_inside_its_dates(
    office: Office, day: str, allowed: bool, settled: bool
) -> None:
    assert (office.allows(day), office.settles(day)) == (allowed, settled)
