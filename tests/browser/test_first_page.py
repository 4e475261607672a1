"""The report's first page in a browser: tables that sort, filter and save; nothing wider than the screen."""

import csv
import io
import re

import pytest

from prisoner_diplomacy import find_article, read_article
from prisoner_diplomacy.charts.core import NARROW, SMALL, WIDE
from prisoner_diplomacy.places import DEFAULT_ARTICLE
from prisoner_diplomacy.report import single_page


@pytest.fixture(scope="module")
def markup():
    return single_page(read_article(find_article(DEFAULT_ARTICLE)), [])


def unfolded(page):
    page.locator("details.rows").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    return page


def column(page, number):
    return page.locator(f"#rows-releases tbody tr:not([hidden]) td:nth-child({number})").all_inner_texts()


def test_long_tables_are_folded_and_a_link_to_one_unfolds_it(visit, markup):
    page = visit(markup, width=390)
    assert not page.locator("#rows-releases").is_visible()
    page.get_by_role("link", name=re.compile("more releases had freed")).click()
    assert page.locator("#rows-later").is_visible()
    assert not page.locator("#rows-releases").is_visible()


def test_what_a_reviewer_needs_is_folded_away_from_readers(visit, markup):
    page = visit(markup)
    new_row = page.get_by_role("button", name="New row")
    assert new_row.is_hidden()
    page.locator(".pd-reviewing summary").click()
    assert new_row.is_visible()


def test_a_table_is_sorted_filtered_and_saved(visit, markup):
    page = unfolded(visit(markup))
    wide = page.locator(".pd-wide:has(#rows-releases)")
    tools = wide.locator("xpath=preceding-sibling::*[1]")
    heading = wide.get_by_role("button", name="freed")
    heading.click()
    heading.click()
    counts = [int(text.split(" ")[0]) for text in column(page, 2)]
    assert counts == sorted(counts, reverse=True)
    wide.get_by_role("button", name="when").click()
    assert column(page, 1)[0].endswith("July 2024")
    tools.get_by_role("searchbox").fill("priests")
    assert column(page, 2) == ["2"]
    assert "1 of " in tools.get_by_role("status").inner_text()
    with page.expect_download() as download:
        tools.get_by_role("button", name="Save as shown (CSV)").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert download.value.suggested_filename == "releases.csv"
    assert len(rows) == 2
    assert "https://" in rows[1][-1]


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_nothing_is_wider_than_the_screen(visit, markup, width):
    page = visit(markup, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("width", "layout"), [(1280, WIDE), (768, WIDE), (641, WIDE), (640, NARROW), (390, NARROW), (320, NARROW)]
)
def test_no_word_of_a_chart_is_smaller_than_eleven_pixels(visit, markup, width, layout):
    picture = visit(markup, width=width).locator("figure img").first
    dots, shown = picture.evaluate("image => [image.naturalWidth, image.getBoundingClientRect()]")
    assert dots == int(layout.width * layout.resolution)
    assert SMALL / 72 * shown["width"] / layout.width >= 11
    assert shown["right"] <= width


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_no_table_is_wider_than_its_place(visit, markup, width):
    page = unfolded(visit(markup, width=width))
    page.wait_for_timeout(200)
    wide = page.locator(".pd-wide, .pd-table, details:has(.chart-table)")
    cut = wide.evaluate_all("places => places.map(place => [place.scrollWidth, place.clientWidth])")
    assert len(cut) > 3
    assert [sizes for sizes in cut if sizes[0] > sizes[1]] == []


def test_on_a_phone_each_cell_is_named(visit, markup):
    page = unfolded(visit(markup, width=390))
    page.wait_for_selector("#rows-releases.pd-cards")
    cells = page.locator("#rows-releases tbody tr").first.locator("td")
    names = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert names[:2] == ['"when: "', '"freed: "']
    boxes = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().right)")
    assert max(boxes) <= 390


def test_rows_many_lines_high_turn_into_cards_before_the_page_is_a_phones(visit, markup):
    page = unfolded(visit(markup, width=768))
    page.wait_for_selector("#rows-ties.pd-cards")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_selector("#rows-ties:not(.pd-cards)")


def test_a_table_fits_again_when_the_window_is_widened(visit, markup):
    page = unfolded(visit(markup, width=390))
    page.wait_for_selector("#rows-releases.pd-cards")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_selector("#rows-releases:not(.pd-cards)")


def test_of_a_long_table_the_first_rows_are_shown_then_all(visit, markup):
    page = unfolded(visit(markup))
    rows = page.locator("#rows-held tbody tr")
    button = page.locator(".pd-wide:has(#rows-held) + .pd-all")
    whole = rows.count()
    assert button.inner_text() == f"Show all {whole} rows"
    assert rows.filter(visible=True).count() == 20
    button.click()
    assert rows.filter(visible=True).count() == whole > 40
    assert button.is_hidden()


def test_a_row_that_is_linked_to_is_shown_in_a_long_table(visit, markup):
    page = unfolded(visit(markup))
    last = page.locator("#rows-held tbody tr").last
    assert last.is_hidden()
    page.evaluate(f"location.hash = '{last.get_attribute('id')}'")
    assert last.is_visible()


def test_a_number_leads_to_its_rows(visit, markup):
    page = visit(markup)
    page.get_by_role("link", name="21st release since July 2024", exact=True).click()
    assert page.locator("tr:target").inner_text().startswith("22 November 2025")


def test_every_row_of_the_article_stands_in_full_beside_the_text(visit, markup):
    table = visit(markup).locator(".pd-table")
    shown, whole = table.evaluate("table => [table.parentElement.clientHeight, table.scrollHeight]")
    assert table.locator(".pd-row").count() > 10
    assert shown >= whole


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
@pytest.mark.parametrize("link", [r"The record has the release from", r"^21st ", r"gave the number"])
def test_what_a_link_leads_to_is_seen_once_the_tables_have_their_shape(visit, markup, width, link):
    page = visit(markup, width=width)
    page.get_by_role("link", name=re.compile(link)).click()
    page.wait_for_timeout(300)
    box = page.locator(":target").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"] - 24


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_to_an_event_of_the_article_marks_it_and_opens_it(visit, markup, width):
    page = visit(markup, width=width)
    page.get_by_role("link", name=re.compile("says in its own voice")).click()
    row = page.locator(".pd-row.pd-on")
    assert "1 release" in row.inner_text()
    assert page.locator(".pd-under").is_visible()
    box = row.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
