"""The files of a report stand under titles: the record's own, a figure's, or the heading of a table."""

import re

from prisoner_diplomacy.front.downloads import downloads
from prisoner_diplomacy.front.record_rows import show_pages
from prisoner_diplomacy.record.verification import faults_found
from prisoner_diplomacy.report import _led

PAGE = (
    "<h2>Who was <em>freed</em></h2><details><summary>Table: 3 freed &amp; more</summary></details>"
    '<a href="figures/f.svg">SVG</a> <a href="figures/f.png">PNG</a> <a href="tables/f.csv">CSV</a>'
    '<a href="tables/one.csv">CSV</a><h2>Held</h2><a href="tables/two.csv">CSV</a>'
    '<a href="tables/three.csv">CSV</a>'
)


def test_files_are_listed_by_titles_page_by_page(tmp_path):
    context = tmp_path / "context"
    context.mkdir()
    (context / "prisoner_counts.csv").touch()
    markup = downloads([("A page", PAGE), ("An empty page", "<h2>Nothing</h2>")], context)
    assert '<li>Counts of prisoners: <a href="tables/context/prisoner_counts.csv">CSV</a></li>' in markup
    assert "<summary>A page (1 figure, 3 tables)</summary>" in markup
    assert "An empty page" not in markup
    titles = re.findall(r"<li>(.*?): <a", markup)
    assert titles[1:] == ["3 freed &amp; more", "Who was freed", "Held (1 of 2)", "Held (2 of 2)"]
    assert markup.count("f.svg") == markup.count("f.png") == markup.count("f.csv") == 1


def test_without_the_record_only_the_pages_are_listed(tmp_path):
    markup = downloads([("A page", PAGE)], tmp_path / "none")
    assert "The record" not in markup
    assert "None." in downloads([], tmp_path / "none")


def test_links_of_notebooks_lead_into_the_report_or_are_words():
    text = '<a href="05-next.ipynb">Next</a>, <a href="../data/context/links.csv">links</a>, <a href="https://x.org">x</a>'
    told = '<a href="05-next.html">Next</a>, <a href="tables/context/links.csv">links</a>, <a href="https://x.org">x</a>'
    assert _led(text, {"05-next.html": "05-next.html"}, tables=True) == told
    assert _led(text, {"05-next.html": "#05-next"}).startswith('<a href="#05-next">Next</a>, links, ')
    assert _led(text, {}).startswith("Next, links, ")


def test_pages_that_told_of_a_fault_are_links_by_publisher():
    shown = show_pages(faults_found(), "x")
    assert "https://" not in re.sub(r"<[^>]+>", "", shown.html)
    assert shown.html.count('rel="noreferrer"') >= len(faults_found())
    assert "page,publisher" in shown.csv
