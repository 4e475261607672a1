"""Every link of the whole report resolves: to a place on a page, a file, a row of the record or a source."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from prisoner_diplomacy import load_context
from prisoner_diplomacy.record.load import load_verification
from prisoner_diplomacy.report import write_report

pytestmark = pytest.mark.slow


class Links(HTMLParser):
    """The ids of a page and the addresses it leads to."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.addresses = [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.ids += [known["id"]] if known.get("id") else []
        self.addresses += [known["href"]] if tag == "a" and known.get("href") else []


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("whole") / "report"
    write_report(None, None, out, lambda _: None)
    return out


@pytest.fixture(scope="module")
def pages(report):
    return {path.name: Links(path) for path in sorted(report.glob("*.html"))}


def test_ids_are_there_once(pages):
    assert len(pages) > 8
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_every_link_within_the_report_resolves(report, pages):
    broken = []
    for name, page in pages.items():
        for address in page.addresses:
            target = urlsplit(address)
            if target.scheme:
                continue
            file = unquote(target.path) or name
            there = pages[file].ids if file in pages else []
            if not (report / file).is_file() or (target.fragment and target.fragment not in there):
                broken.append((name, address))
    assert broken == []


def test_every_row_that_is_led_to_is_a_row_of_the_record(pages):
    record = load_context()
    known = {key for frame in record.tables().values() for key in frame["id"]}
    rows = {found[4:] for page in pages.values() for found in page.ids if found.startswith("row-")}
    led_to = {
        address[5:] for page in pages.values() for address in page.addresses if address.startswith("#row-")
    }
    assert led_to
    assert led_to <= rows <= known


def test_every_link_out_of_the_report_is_a_source_of_the_record(pages):
    sources = set(load_context().sources["url"]) | {
        page for cell in load_verification()["page"] for page in cell.split(";")
    }
    outside = {
        address for page in pages.values() for address in page.addresses if re.match("https?:", address)
    }
    assert len(outside) > 100
    assert outside <= sources


def test_every_figure_leads_to_its_files(report, pages):
    for name, page in pages.items():
        pictures = (report / name).read_text(encoding="utf-8").count("<figure>")
        assert (
            sum(address.endswith(".svg") and "figures/" in address for address in page.addresses) >= pictures
        )
