"""How many rows a text gives: an event told again gives none, another event gives one."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "Hamas released 17 hostages, including 13 Israelis, while Israel freed 39 prisoners.",
            "release",
            [("occurred", 17), ("occurred", 13), ("occurred", 39)],
        ),
        (
            "Minsk frees jailed reporter Ana Roe\n\nBelarus on Monday released the reporter Ana Roe.",
            "detention",
            [],
        ),
        (
            "Minsk will hand over nine captives, officials said.\n\nOn Friday it freed the nine captives.",
            "release",
            [("occurred", 9)],
        ),
    ],
)
def test_rows_of_a_text(text, kind, rows):
    article = Article("t", text, date(2025, 6, 21))
    events = find_events(article, annotate(article))
    assert [(event.status, event.count_low) for event in events if event.kind == kind] == rows
