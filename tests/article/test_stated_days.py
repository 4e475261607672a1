"""What a page writes for a day is read when it can mean one day only."""

from datetime import date

import pytest
from lxml import html

from prisoner_diplomacy.article.stated_days import from_dateline, from_meta

DAY = date(2031, 5, 6)
ONE_DAY = [
    "2031-05-06",
    "2031-05-06T10:00:00+03",
    "2031-05-06T10:00:00.000+0300",
    "2031-05-06 10:00:00 +0300",
    "2031-05-06T24:00:00Z",
    "20310506",
    "2031/5/6",
    "06 May 2031 08:00 UTC",
    "Tue, 6 May 2031 08:00:00 GMT",
    "Tuesday, May 6th, 2031",
    "6th May 2031",
    "May 6, 2031 8:00 am ET",
]
NO_DAY = [
    "",
    "05-06-2031",
    "6.5.2031",
    "1935658800",
    "May 2031",
    "2031",
    "6 May 31",
    "31 June 2031",
    "2031-02-30",
    "6 Mai 2031",
    "5 hours ago",
    "0001-01-01T00:00:00",
    "99999999999-01-01",
]
LINES = [
    ("Published 6 May 2031", "“Published” line"),
    ("First published on Tue 6 May 2031 08.00 BST", "“First published on” line"),
    ("Posted: May 6, 2031", "“Posted” line"),
    ("PORT ANNA, May 6, 2031 (Island Wire) — Two men were freed.", "dateline"),
    ("PORT ANNA, Island, 6 May 2031 – Two men were freed.", "dateline"),
]
NO_LINES = [
    "Updated 6 May 2031",
    "PORT ANNA, May 6 (Island Wire) — Two men were freed.",
    "On 6 May 2031 - a Tuesday - two men were freed.",
    "They were arrested in PORT ANNA, May 6, 2031 — and freed soon.",
    "The paper published on its front page of 6 May 2031 a letter.",
    "Published by the Island Press",
]


def stated(value):
    page = html.document_fromstring(
        f"<html><head><meta name='pubdate' content='{value}'></head><body></body>"
    )
    return [(found.day, found.where) for found in from_meta(page)]


@pytest.mark.parametrize("value", ONE_DAY)
def test_a_day_is_read_as_it_is_written(value):
    assert stated(value) == [(DAY, "meta pubdate")]


@pytest.mark.parametrize("value", NO_DAY)
def test_what_may_be_read_in_two_ways_or_none_is_no_day(value):
    assert stated(value) == []


@pytest.mark.parametrize(("line", "where"), LINES)
def test_a_written_line_states_the_day(line, where):
    found = from_dateline(["Two freed", line, "They are home."])
    assert [(stated.day, stated.where) for stated in found] == [(DAY, where)]


@pytest.mark.parametrize("line", NO_LINES)
def test_a_line_about_something_else_states_none(line):
    assert from_dateline(["Two freed", line]) == []
