"""What holds of any text and any day: valid marks and rows, stable, read back the same."""

from dataclasses import asdict, replace
from datetime import date

import generated
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from prisoner_diplomacy import Article, InputError, annotate, find_events, read_article
from prisoner_diplomacy.article import normalise
from prisoner_diplomacy.article.pages import read_page
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.events.dates import shift_day, start_before
from prisoner_diplomacy.places import data_folder

pytest.importorskip("edtf", reason="the second reader of dates is not installed")
import invariants

DAY = date(2031, 5, 6)
UNRELATED = "The bakery on the corner sells warm bread."


@settings(max_examples=150)
@given(text=generated.TEXTS, day=generated.DAYS)
@example(text="They were held between 28 and 29 February.", day=date(2023, 3, 1))
@example(text="He was freed on November 22-23/..", day=date(2025, 11, 30))
@example(text="MINSK FREED SHE UNTIL MET„U.S. JAILED»SHE: SANCTIONS ON BELARUS.", day=date(2024, 9, 9))
@example(text="99999999999999999999999 men were freed 9999 years ago.", day=date.min)
@example(text="Ten were freed a year later and 5000 years later.", day=date.max)
@example(text="Ten were freed on Monday after 900 years in prison.", day=date(800, 1, 1))
@example(text="freed\nto…BO FALK jailed«met''after»it\u2009", day=date(2011, 5, 22))
def test_marks_and_rows_are_valid_whatever_the_text(text, day):
    invariants.check(text, day)


@given(
    day=generated.DAYS,
    years=st.integers(0, 999),
    months=st.integers(0, 999),
    days=st.integers(-(10**9), 10**9),
)
@example(day=date(940, 4, 21), years=950, months=0, days=0)
@example(day=date(940, 4, 21), years=920, months=1, days=-(10**9))
def test_a_day_moved_back_or_on_stays_one_that_the_calendar_has(day, years, months, days):
    began = start_before(day.isoformat(), f"P{years}Y{months}M")
    assert not began or edtf_bounds(began)[0] <= day
    edtf_bounds(shift_day(day.isoformat(), days))


def content(text):
    """Return the rows of a text without their places in it, and without what tells of the text as a whole."""
    article = Article("t", text, DAY)
    events = find_events(article, annotate(article))
    return [
        {**asdict(event), "mentions": "", "evidence": "", "event_id": "", "part_of": "", "sure": None}
        for event in events
    ]


@settings(max_examples=60)
@given(paragraphs=generated.PARAGRAPHS)
def test_spaces_at_line_ends_and_line_ends_of_another_system_change_no_row(paragraphs):
    text = "\n\n".join(paragraphs)
    rows = content(text)
    assert content("\n\n".join(f"{paragraph}  \t" for paragraph in paragraphs)) == rows
    assert content(f"{text}\n\n  \n") == rows
    assert normalise(text.replace("\n", "\r\n")) == normalise(text.replace("\n", "\r")) == text


@settings(max_examples=60)
@given(paragraphs=generated.PARAGRAPHS)
def test_an_unrelated_paragraph_changes_no_row(paragraphs):
    text = "\n\n".join(paragraphs)
    assert content(f"{text}\n\n{UNRELATED}") == content(text)


@pytest.mark.parametrize(
    "path", sorted((data_folder() / "articles").glob("*.txt")), ids=lambda path: path.stem
)
def test_an_unrelated_paragraph_changes_no_row_of_an_article(path):
    text = path.read_text(encoding="utf-8").rstrip("\n")
    assert content(f"{text}\n\n{UNRELATED}") == content(text) != []


@settings(max_examples=60)
@given(text=generated.TEXTS, day=generated.DAYS, known=st.lists(st.text(max_size=20), min_size=4, max_size=4))
def test_an_article_with_its_sidecar_reads_back_the_same(tmp_path_factory, text, day, known):
    text = normalise(text).replace("\0", "")
    assume(text.strip() and not text.startswith("\ufeff"))
    publisher, url, title, name = (value.encode("utf-8", "ignore").decode() for value in known)
    path = tmp_path_factory.mktemp("round") / "a.txt"
    article = Article(name, text.encode("utf-8", "ignore").decode(), day, publisher, url, title)
    assume(article.text.strip())
    path.write_text(article.text, encoding="utf-8", newline="")
    path.with_suffix(".toml").write_text(article.sidecar(), encoding="utf-8", newline="")
    try:
        back = read_article(path)
    except InputError as error:
        assert "no article text" in str(error)
    else:
        assert back == replace(article, published_from="sidecar")


@settings(max_examples=60)
@given(pieces=st.lists(st.one_of(generated.PIECES, st.sampled_from(generated.MARKUP)), max_size=30))
def test_a_page_is_read_or_refused_and_its_day_is_stated(pieces):
    markup = "".join(pieces)
    try:
        page = read_page(f"<html><body>{markup}</body></html>", "page", day_is_known=False)
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert page.text.strip()
    if "published" in page.known:
        assert str(page.known["published"].year) in markup


NO_DATES = (
    "2025-11-22/2025-11-23/.. 2025-11-23/2025-11-22 2025-02-29 2025-13 0000 ../.. 2025-11-2 202X/2019 "
    "2025-25 22-11-2025 2025-11-22/ /2025 2025-11-31 12025 2025-1x x"
)


@pytest.mark.parametrize("value", ["", *NO_DATES.split()])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match=r"no EDTF date|no possible date|ends before|open on both"):
        edtf_bounds(value)


@settings(max_examples=200)
@given(st.from_regex(r"(\d{4}|\d{2}XX|\d{3}X)(-\d{2}){0,2}[~]?(/(\.\.|\d{4}(-\d{2}){0,2}))?", fullmatch=True))
def test_what_is_a_date_here_is_one_elsewhere(value):
    value = "".join(c if not c.isdigit() else str(int(c)) for c in value)
    try:
        edtf_bounds(value)
    except ValueError:
        return
    invariants.check_edtf(value)
