"""Who a row says that it is said by: who wishes it, who is quoted with it, who tells of what they saw."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def rows_of(text):
    article = Article("t", text, date(2025, 6, 18))
    return find_events(article, annotate(article))


@pytest.mark.parametrize(
    ("text", "kind", "voice"),
    [
        (
            "Norway is hoping better ties will lead to an easing of Chilean sanctions.",
            "sanction-relief",
            "norway",
        ),
        ("The EU urged Iran to free Ana Roe.", "release", "european-union"),
        (
            "Peru freed nine men. Questions are raised by accounts of torture told by former prisoners.",
            "mistreatment",
            "former prisoners",
        ),
        (
            "Iran freed nine men, a step Tehran said was part of a deal reached with Norway.",
            "agreement",
            "Tehran",
        ),
        ("Iran freed nine men.", "release", ""),
    ],
)
def test_a_row_names_who_wishes_or_tells_it(text, kind, voice):
    assert [row.attributed_to for row in rows_of(text) if row.kind == kind] == [voice]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Norway imposed sanctions on Chad in its invasion of Niger.", ""),
        ("Norway arrested nine men in the city of Bergen.", "bergen"),
    ],
)
def test_a_row_stands_where_it_took_place(text, where):
    assert [row.location for row in rows_of(text) if row.kind != "military"] == [where]


def test_those_brought_back_from_states_were_held_there():
    text = "Chile freed nine prisoners. Peru lauds work in returning Peruvian prisoners from Chile and Chad."
    assert [row.actor_country for row in rows_of(text) if row.kind == "release"] == ["CHL", "CHL;TCD"]


def test_people_freed_before_are_none_of_those_freed_now():
    text = "Chile freed nine prisoners on Monday. Doubts come from previously released prisoners."
    (row,) = rows_of(text)
    assert text[int(row.mentions.split("-")[0]) :].startswith("freed nine")
