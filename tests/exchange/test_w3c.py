"""Marks survive the W3C exchange, and the page keeps the model's rules."""

import json
from datetime import date
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.exchange import FORMATS, from_w3c, to_w3c
from prisoner_diplomacy.schema.marks import Annotation, Entity, EventMention, Quantity, Quote, Time

SCHEMA = json.loads(
    files("prisoner_diplomacy.exchange").joinpath("w3c.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TEXT = 'On Friday, Olga Marchenko said 14 people had been freed. "It was dark," she said.'
ARTICLE = Article("t", TEXT, date(2025, 6, 23), url="https://example.org/a?b=1")


def span(words: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return start, start + len(words), words


MARKS: list[Annotation] = [
    Time(*span("Friday"), "DATE", "2025-06-20", True),
    Entity(*span("Olga Marchenko"), "PERSON", "named", "", "Olga Marchenko", ("BLR", "POL"), "f"),
    Quantity(*span("14 people"), 14, 14.5, False, "person"),
    Quantity(*span("14"), None, 14, True, ""),
    EventMention(*span("freed"), "release", "occurred", "free"),
    Quote(*span("It was dark,"), "direct", "Olga Marchenko", "said", "", ("BLR",)),
]


def test_the_round_trip_is_exact() -> None:
    page = json.loads(json.dumps(to_w3c(ARTICLE, MARKS)))
    assert from_w3c(page, TEXT) == MARKS


def test_the_page_keeps_the_rules_of_the_model() -> None:
    VALIDATOR.check_schema(SCHEMA)
    VALIDATOR.validate(to_w3c(ARTICLE, MARKS))


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.pop("@context"),
        lambda page: page.update({"@context": "http://example.org/other"}),
        lambda page: page["items"][0].pop("id"),
        lambda page: page["items"][0].update(id="not an iri"),
        lambda page: page["items"][0].update(type="Note"),
        lambda page: page["items"][0].pop("target"),
        lambda page: page["items"][0]["target"].pop("source"),
        lambda page: page["items"][0]["target"]["selector"][0].pop("exact"),
        lambda page: page["items"][0]["target"]["selector"][1].update(start=-1),
        lambda page: page["items"][0]["body"][0].pop("value"),
    ],
)
def test_the_schema_refuses_what_breaks_them(damage) -> None:  # type: ignore[no-untyped-def]
    page = to_w3c(ARTICLE, MARKS)
    damage(page)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(page)


def test_ids_are_distinct_and_the_same_on_every_run() -> None:
    ids = [item["id"] for item in to_w3c(ARTICLE, MARKS)["items"]]
    assert len(set(ids)) == len(ids)
    assert ids == [item["id"] for item in to_w3c(ARTICLE, MARKS)["items"]]


@pytest.mark.parametrize("url", ["", "no url", "https://example.org/a b"])
def test_without_a_usable_url_the_source_is_the_hash_of_the_text(url: str) -> None:
    article = Article("t", TEXT, date(2025, 6, 23), url=url)
    page = to_w3c(article, MARKS)
    VALIDATOR.validate(page)
    assert page["items"][0]["target"]["source"] == f"urn:sha256:{article.sha256}"


def test_marks_move_with_the_text_and_lost_ones_are_named(caplog: pytest.LogCaptureFixture) -> None:
    changed = "UPDATED. " + TEXT.replace("14 people", "fifteen men and women")
    marks = from_w3c(to_w3c(ARTICLE, MARKS), changed)
    assert [m.exact for m in marks] == ["Friday", "Olga Marchenko", "freed", "It was dark,"]
    assert all(changed[m.start : m.end] == m.exact for m in marks)
    assert "lost" in caplog.text and "14 people" in caplog.text


@pytest.mark.parametrize(
    "page",
    [
        {},
        [],
        {"type": "AnnotationPage"},
        {"type": "AnnotationPage", "items": [{}]},
        {"type": "AnnotationPage", "items": [3]},
    ],
)
def test_foreign_pages_are_refused_in_one_line(page) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError) as caught:
        from_w3c(page, TEXT)
    assert "\n" not in str(caught.value)


@given(st.text(min_size=1, max_size=120), st.data())
def test_any_mark_of_any_text_round_trips(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fields = data.draw(st.tuples(st.text(max_size=9), st.text(max_size=9), st.text(max_size=9)))
    mark = Quote(start, end, text[start:end], "indirect", *fields, ("BLR",))
    page = json.loads(json.dumps(to_w3c(Article("t", text, None), [mark])))
    VALIDATOR.validate(page)
    assert from_w3c(page, text) == [mark]


def test_every_format_writes_text() -> None:
    for write in FORMATS.values():
        assert write(ARTICLE, MARKS).endswith("\n")
    assert len(FORMATS["jsonl"](ARTICLE, MARKS).splitlines()) == len(MARKS)
