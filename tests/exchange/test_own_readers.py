"""The tools that the formats are for read what is written; ``make test-exchange`` installs and runs them.

brat's format is read by pybrat, spaCy's and FollowTheMoney's by themselves.
"""

import json
import os
import sys
from importlib import import_module

import pytest
from readings_for_tests import readings

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.exchange import export, read_docbin, to_ftm


def tool(name):
    """Return another tool's module; without it a test is skipped, or fails where the tool must be there."""
    return import_module(name) if "REQUIRE_TOOLS" in os.environ else pytest.importorskip(name)


EVERY = pytest.mark.parametrize("reading", readings(), ids=lambda reading: reading.article.id)


def test_pybrat_finds_every_mark_with_its_words(tmp_path):
    parser = tool("pybrat.parser").BratParser(error="ignore")
    export("brat", readings(), tmp_path / "out")
    found = {example.id: example for example in parser.parse(str(tmp_path / "out"))}
    assert len(found) == len(readings())
    for article, marks, _ in readings():
        example = next(example for example in found.values() if example.text == article.text)
        spans = sorted((e.spans[0].start, e.spans[-1].end, e.type.lower()) for e in example.entities)
        assert spans == sorted((mark.start, mark.end, mark.layer) for mark in marks)
        assert all(
            e.mention.split() == article.text[e.spans[0].start : e.spans[-1].end].split()
            for e in example.entities
        )


def test_spacy_finds_every_mark_as_a_span(tmp_path):
    spacy = tool("spacy")
    export("docbin", readings(), tmp_path / "out.spacy")
    docs = list(spacy.tokens.DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab))
    for doc, (article, marks, _) in zip(docs, readings(), strict=True):
        assert doc.text == article.text
        spans = [(s.start_char, s.end_char, layer) for layer, group in doc.spans.items() for s in group]
        assert sorted(spans) == sorted((mark.start, mark.end, mark.layer) for mark in marks)
        assert {ent.label_ for ent in doc.ents} <= {"PERSON", "ORG", "GPE", "LOC", "NORP"}


def test_the_docbin_comes_back_as_it_was(tmp_path):
    tool("spacy")
    export("docbin", readings(), tmp_path / "out.spacy")
    back = read_docbin(tmp_path / "out.spacy")
    assert [(article.id, article.text, article.published, marks) for article, marks in back] == [
        (article.id, article.text, article.published, marks) for article, marks, _ in readings()
    ]


def test_without_spacy_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match="exchange"):
        export("docbin", readings()[:1], tmp_path / "out.spacy")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_docbin_is_refused(tmp_path):
    tool("spacy")
    (tmp_path / "x.spacy").write_bytes(b"no such thing")
    with pytest.raises(InputError, match="not written by this program"):
        read_docbin(tmp_path / "x.spacy")


@EVERY
def test_followthemoney_takes_every_entity_as_clean(reading):
    model = tool("followthemoney").model
    for entity in to_ftm(reading.article, reading.events):
        proxy = model.get_proxy(json.loads(json.dumps(entity)), cleaned=False)
        proxy.schema.validate(entity)
        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()
        for name, values in entity["properties"].items():
            if name not in ("notes", "summary", "title", "name"):
                assert sorted(proxy.get(name)) == sorted(values), name
