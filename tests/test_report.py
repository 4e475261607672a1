"""The report opens from disk, fetches nothing, leads from rows to words, and is written whole or not."""

import os
import re
import shutil
from datetime import date
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest

from prisoner_diplomacy import Article, InputError, read_article
from prisoner_diplomacy.keeping import keep_shown
from prisoner_diplomacy.notebooks import write_notebook
from prisoner_diplomacy.places import DEFAULT_ARTICLE, data_folder, find_article
from prisoner_diplomacy.report import fetched_addresses, write_report

CODE = """import os

from prisoner_diplomacy import annotate, find_article, find_events, read_article
from prisoner_diplomacy.charts.one_article import chart_voices
from prisoner_diplomacy.summary import who
from prisoner_diplomacy.viewer import show_table

article = read_article(find_article(os.getenv("ARTICLE", "none")))
annotations = annotate(article)"""
HOSTILE = "Minsk freed 31 <script>alert(1)</script> citizens & two others on Monday."


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A small clone with one notebook."""
    root = tmp_path_factory.mktemp("clone")
    shutil.copytree(data_folder() / "articles", root / "data" / "articles")
    shutil.copytree(data_folder() / "context", root / "data" / "context")
    (root / "notebooks").mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("# What is said?\n\nOne `question`.", id="title"),
        nbformat.v4.new_code_cell(CODE, id="load"),
        nbformat.v4.new_code_cell("chart_voices(article, annotations)", id="voices"),
        nbformat.v4.new_code_cell('show_table(who(annotations), "who")', id="who"),
    ]
    write_notebook(nbformat.v4.new_notebook(cells=cells), root / "notebooks" / "01-ask.ipynb")
    return root


@pytest.fixture(scope="module")
def report(clone):
    """The report on a hostile article, written twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRISONER_DIPLOMACY_DATA", str(clone / "data"))
        for name in [name for name in os.environ if name.startswith("COVERAGE_PROCESS")]:
            patch.delenv(name)
        text = clone / "hostile.txt"
        text.write_text(HOSTILE, encoding="utf-8")
        steps = []
        for name in ("one", "two"):
            write_report(str(text), date(2031, 5, 6), clone / name / "report", steps.append)
        assert steps[:2] == ["running 01-ask.ipynb (1 of 1)", "writing index.html"]
    return clone / "one" / "report"


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.tags = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def test_every_link_leads_somewhere(report):
    for path in report.glob("*.html"):
        page = Page(path)
        ids = {known["id"] for _, known in page.tags if "id" in known}
        for tag, known in page.tags:
            address = known.get("href", "")
            if tag == "a" and address.startswith("#"):
                assert address[1:] in ids
            elif tag == "a" and address and "://" not in address:
                page_named, _, place = address.partition("#")
                assert (report / page_named).exists(), address
                assert not place or place in {known.get("id") for _, known in Page(report / page_named).tags}


def test_nothing_is_fetched(report):
    for path in report.glob("*.html"):
        assert fetched_addresses(path.read_text(encoding="utf-8")) == []
        tags = Page(path).tags
        assert not [tag for tag, _ in tags if tag in ("link", "iframe")]
        scripts = [known for tag, known in tags if tag == "script"]
        assert all(known.get("type") in ("module", "application/json") for known in scripts)
    assert fetched_addresses('<img src="https://x.org/a.png"> @import url(https://x.org/b.css)') == [
        "https://x.org/a.png",
        "https://x.org/b.css",
    ]


def test_every_picture_keeps_its_alternative_text(report):
    pictures = [known for path in report.glob("*.html") for tag, known in Page(path).tags if tag == "img"]
    assert len(pictures) == 1
    assert all(known["alt"] for known in pictures)


def test_code_is_folded_away_but_there(report):
    text = (report / "01-ask.html").read_text(encoding="utf-8")
    assert text.count('<details class="code">') == 2
    assert "keep_shown" not in text
    assert "annotations" in text


def test_a_single_file_holds_the_notebooks_and_needs_no_other_file(clone, monkeypatch):
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(clone / "data"))
    path = write_report(str(clone / "hostile.txt"), date(2031, 5, 6), clone / "alone", print, single=True)
    assert path == clone / "alone.html"
    assert not (clone / "alone").exists()
    page = Page(path)
    ids = [known["id"] for _, known in page.tags if "id" in known]
    assert len(ids) == len(set(ids))
    links = [known["href"] for tag, known in page.tags if tag == "a" and "href" in known]
    assert all(address.startswith("http") or address[1:] in ids for address in links)
    assert fetched_addresses(path.read_text(encoding="utf-8")) == []
    assert "What is said?" in path.read_text(encoding="utf-8")


def test_what_is_about_the_record_is_left_out_of_a_report_on_something_else():
    from prisoner_diplomacy.report import FOR_RUNNING, RECORD_NAMES, _imports, _notebooks, record_applies

    abroad = Article(id="x", text="Venezuela freed 12 councillors on Monday.", published=date(2031, 5, 6))
    assert not record_applies(abroad)
    assert record_applies(read_article(find_article(DEFAULT_ARTICLE)))
    about = {path.stem[3:]: _imports(path, RECORD_NAMES) for path in _notebooks()}
    assert not about["annotate-article"]
    assert about["who-was-freed"]
    assert about["what-relief-for-which-release"]
    assert about["do-coders-agree"]
    assert [path.stem[3:] for path in _notebooks() if _imports(path, FOR_RUNNING)] == [
        "your-article",
        "many-reports",
    ]


def test_reports_are_compared_where_the_record_has_several_of_the_release():
    from prisoner_diplomacy.report import reports_compared

    text = "Belarus freed 30 political prisoners on Wednesday."
    assert reports_compared(read_article(find_article(DEFAULT_ARTICLE)))
    assert not reports_compared(Article(id="x", text=text, published=date(2024, 9, 4)))


def test_pages_lead_to_the_ones_beside_them():
    from prisoner_diplomacy.report import Page as Made
    from prisoner_diplomacy.report import _linked

    article = Article(
        id="x", text="Two freed.", published=date(2031, 5, 6), publisher="The Island", title="Two <free>"
    )
    first, second = _linked([Made("a.html", "One", ""), Made("b.html", "Two", "")], article)
    assert 'href="b.html">Two →' in first
    assert "←" not in first
    assert 'href="a.html">← One' in second
    assert "Page 2 of 2 of the report on “Two &lt;free&gt;”, an article of The Island, 6 May 2031." in second
    assert "<title>Two · Two &lt;free&gt;</title>" in second
    nameless = Article(id="x", text="Venezuela freed 12 councillors.", published=date(2031, 5, 6))
    (alone,) = _linked([Made("a.html", "One", "")], nameless)
    assert "of the report “Venezuela frees 12 councillors”, on an article of 6 May 2031." in alone
    assert 'href="index.html#cite">How to cite</a>' in second


def test_hostile_text_is_shown_as_text(report):
    text = (report / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in re.sub(r"<[^>]+>", "", text)


def test_figures_and_tables_are_kept(report):
    assert sorted(path.name for path in (report / "figures").iterdir()) == ["voices.png", "voices.svg"]
    assert {"voices.csv", "who.csv", "context"} <= {path.name for path in (report / "tables").iterdir()}
    assert (report / "tables" / "context" / "releases.csv").exists()


def test_the_same_article_gives_the_same_bytes(report):
    other = report.parent.parent / "two" / "report"
    paths = [path.relative_to(report) for path in report.rglob("*") if path.is_file()]
    assert len(paths) == sum(path.is_file() for path in other.rglob("*"))
    for path in paths:
        assert (report / path).read_bytes() == (other / path).read_bytes(), path


def test_a_failing_notebook_leaves_the_old_report(report, clone, monkeypatch):
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(clone / "data"))
    path = clone / "notebooks" / "00-fail.ipynb"
    cells = [nbformat.v4.new_code_cell("1 / 0", id="fail")]
    write_notebook(nbformat.v4.new_notebook(cells=cells), path)
    before = (report / "index.html").read_bytes()
    with pytest.raises(InputError, match=r"00-fail.ipynb: fails on this article: ZeroDivisionError"):
        write_report(None, None, report, lambda _: None)
    path.unlink()
    assert (report / "index.html").read_bytes() == before
    assert [entry.name for entry in report.parent.iterdir()] == ["report"]


def test_what_is_no_report_is_not_replaced(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").touch()
    (tmp_path / "mine" / "index.html").write_text("<h1>My own site</h1>", encoding="utf-8")
    with pytest.raises(InputError, match="holds something else"):
        write_report(None, None, tmp_path / "mine", print)
    with pytest.raises(InputError, match="is a file"):
        write_report(None, None, tmp_path / "mine" / "letter", print)


def test_without_notebooks_there_is_no_report(tmp_path, monkeypatch):
    shutil.copytree(data_folder() / "articles", tmp_path / "data" / "articles")
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(tmp_path / "data"))
    with pytest.raises(InputError, match="no notebooks"):
        write_report(None, None, tmp_path / "report", print)
    assert not (tmp_path / "report").exists()


def test_missing_packages_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr("prisoner_diplomacy.report.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'prisoner-diplomacy\[notebooks\]'"):
        write_report(None, None, tmp_path / "report", print)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Keep all that is shown in a folder, as long as a test runs."""
    from prisoner_diplomacy.charts.core import Chart
    from prisoner_diplomacy.summary import folder_words, tables_folder
    from prisoner_diplomacy.viewer.shown import Shown

    for kind in (Chart, Shown):
        monkeypatch.setattr(kind, "_repr_mimebundle_", kind._repr_mimebundle_)
    monkeypatch.setattr("prisoner_diplomacy.summary.tables_folder", tables_folder)
    monkeypatch.setattr("prisoner_diplomacy.summary.folder_words", folder_words)
    keep_shown(str(tmp_path))
    return tmp_path


def test_two_figures_of_one_name_are_kept_apart(kept):
    from prisoner_diplomacy.charts.context import chart_senders
    from prisoner_diplomacy.front.downloads import downloads
    from prisoner_diplomacy.record.load import load_context

    record = load_context()
    charts = [chart_senders(record.as_of(day)) for day in ("2025-11-22", "2026-03-20", "2025-11-22")]
    shown = [chart._repr_mimebundle_()["text/html"] for chart in charts]
    figures = sorted(path.name for path in (kept / "figures").iterdir())
    assert figures == ["senders-2.png", "senders-2.svg", "senders.png", "senders.svg"]
    assert (kept / "figures" / "senders.svg").read_bytes() == charts[0].svg()
    assert (kept / "figures" / "senders-2.svg").read_bytes() == charts[1].svg()
    for markup, name in zip(shown, ("senders", "senders-2", "senders"), strict=True):
        addresses = re.findall(r'href="([^"]*)"', markup)
        assert addresses == [f"figures/{name}.svg", f"figures/{name}.png", f"tables/{name}.csv"]
    files = downloads([("Page", "".join(shown[:2]))], kept / "tables" / "context")
    assert [files.count(f'"figures/{name}.svg"') for name in ("senders", "senders-2")] == [1, 1]


def test_two_tables_of_one_name_are_kept_apart(kept):
    from prisoner_diplomacy.viewer.shown import Shown

    first, second = (Shown("<p>", "p", "t", f"a\n{n}\n")._repr_mimebundle_() for n in (1, 2))
    assert 'href="tables/t.csv"' in first["text/html"]
    assert 'href="tables/t-2.csv"' in second["text/html"]
    assert [(kept / "tables" / name).read_text() for name in ("t.csv", "t-2.csv")] == ["a\n1\n", "a\n2\n"]


def test_figures_are_kept_as_they_are_shown(kept):
    from prisoner_diplomacy.viewer import show_file
    from prisoner_diplomacy.viewer.shown import Shown

    shown = Shown("<p>", "p", "t", "a\n1\n")._repr_mimebundle_()
    assert shown["text/plain"] == "p"
    assert '<a href="tables/t.csv">' in shown["text/html"]
    assert show_file(pd.DataFrame({"a": [1]}), "x").text == "1 row written to tables/x.csv."
    assert (kept / "tables" / "x.csv").read_text() == "a\n1\n"
    assert Shown("<p>", "p")._repr_mimebundle_()["text/plain"] == "p"
    assert (kept / "tables" / "t.csv").read_text() == "a\n1\n"
