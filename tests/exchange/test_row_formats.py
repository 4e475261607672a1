"""Rows go to FollowTheMoney and PLOVER and come back; what a reader of names alone sees is true."""

import json
import re

import pytest
from readings_for_tests import readings

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.exchange import export, from_ftm, from_plover, to_ftm, to_plover
from prisoner_diplomacy.lexicon import load_table

EVERY = pytest.mark.parametrize("reading", readings(), ids=lambda reading: reading.article.id)


def lines(records):
    return "\n".join(json.dumps(record) for record in records)


@EVERY
def test_rows_come_back_from_followthemoney(reading):
    assert from_ftm(lines(to_ftm(reading.article, reading.events))) == reading.events


@EVERY
def test_rows_come_back_from_plover(reading):
    kept = [event for event in reading.events if event.plover_event]
    assert from_plover(lines(to_plover(reading.article, reading.events))) == kept


@EVERY
def test_entities_are_referred_to_after_they_are_given(reading):
    seen = set()
    for entity in to_ftm(reading.article, reading.events):
        seen.add(entity["id"])
        named = {
            key for name in ("organizer", "involved", "proof") for key in entity["properties"].get(name, ())
        }
        assert named <= seen


@EVERY
def test_what_did_not_happen_says_so_in_its_name(reading):
    for entity in to_ftm(reading.article, reading.events):
        if entity["schema"] == "Event":
            happened = "occurred" in entity["properties"]["keywords"]
            assert happened != bool(
                re.search(r"\((planned|hoped for|denied)\)", entity["properties"]["name"][0])
            )


@EVERY
def test_dates_are_written_as_the_schema_allows(reading):
    for entity in to_ftm(reading.article, reading.events):
        for name in ("date", "startDate", "endDate"):
            for value in entity["properties"].get(name, ()):
                assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)


def test_an_interval_keeps_its_open_end():
    reading = readings()[-1]
    event = reading.events[0].__class__
    row = {name: getattr(reading.events[0], name) for name in event.__slots__}
    since = [*to_ftm(reading.article, [event(**row | {"date": "2023-03/.."})])][-1]["properties"]
    assert since["startDate"] == ["2023-03-01"] and "endDate" not in since and "date" not in since
    (record,) = to_plover(reading.article, [event(**row | {"date": "2023-03/.."})])
    assert "date" not in record


def test_every_country_has_a_code_of_two_letters():
    codes = [row["alpha2"] for row in load_table("countries.csv")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


@EVERY
def test_a_plover_record_has_the_fields_of_its_gold_standard(reading):
    for record in to_plover(reading.article, reading.events):
        assert {"id", "source", "target", "event", "mode", "context", "text", "language"} <= record.keys()
        assert re.fullmatch("[A-Z]+", record["event"])
        assert all(actor.keys() == {"actorText", "code"} for actor in record["source"] + record["target"])
        spans = record["textInfo"]["evidence"]
        assert record["text"] == " ".join(reading.article.text[start:end] for start, end in spans)


@pytest.mark.parametrize("read", [from_ftm, from_plover])
@pytest.mark.parametrize(
    "line", ["{", "[]", '{"schema": "Event"}', '{"schema": "Event", "prisoner_diplomacy": {}}']
)
def test_lines_of_others_are_refused(read, line):
    with pytest.raises(InputError):
        read(line)


@pytest.mark.parametrize("form", ["ftm", "plover"])
def test_files_are_the_same_bytes_each_time(tmp_path, form):
    for name in ("one", "two"):
        export(form, readings(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
