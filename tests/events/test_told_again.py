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
            "Minsk sentenced the poet Ana Roe to nine years in May.\n\n"
            "“She should never have been locked up,” her lawyer said on Friday.",
            "detention",
            [("occurred", 1)],
        ),
        (
            "Minsk sentenced the poet Ana Roe to nine years in May.\n\n"
            "“Nine others were locked up,” her lawyer said on Friday.",
            "detention",
            [("occurred", 1), ("occurred", 9)],
        ),
        (
            "Minsk sentenced the poet Ana Roe to nine years in May.\n\nJudges should annul Roe's conviction.",
            "detention",
            [("occurred", 1)],
        ),
        (
            "Two jailed Burundian editors pardoned\n\nBurundi on Monday pardoned two editors.",
            "detention",
            [],
        ),
        (
            "“Norway's foreign minister met his Swedish counterpart,” an aide said.",
            "talks",
            [("occurred", None)],
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
        (
            "The Council on Monday imposed sanctions on nine officials of Belarus.\n\n"
            "The officials are banned from entering Norway. Their assets will be frozen.",
            "sanction",
            [("occurred", 9)],
        ),
        (
            "Norway says that sanctions on Togo will be imposed if its parliament stays shut.",
            "sanction",
            [("hypothetical", None)],
        ),
        (
            "On Wednesday the UN Security Council voted for a resolution to lift the sanctions on Liberia.",
            "sanction",
            [],
        ),
        (
            "Norway's foreign minister met his Swedish counterpart on Monday to discuss the truce.",
            "talks",
            [("occurred", None)],
        ),
        (
            "A Minsk court on Monday sentenced a monk to nine years. Ivan Lund was convicted of sedition. "
            "Petr Roe was jailed on Monday for two years.",
            "detention",
            [("occurred", 1), ("occurred", 1)],
        ),
        (
            "Norway reopened its embassy in Kabul in May. It named a special envoy for the north, too.",
            "appointment",
            [("occurred", None), ("occurred", None)],
        ),
        (
            "Israel bombed Syria on Monday. On Monday it bombed Lebanon, too.",
            "military",
            [("occurred", None), ("occurred", None)],
        ),
        (
            "Mali freed nine soldiers in May. Since March the Ivorian government had demanded their release.",
            "release",
            [("occurred", 9), ("hypothetical", 9)],
        ),
        (
            "A bomb killed nine soldiers on Monday. The attack came hours after rebels shelled a base.",
            "military",
            [("occurred", 9), ("occurred", None)],
        ),
        ("The group spoke with hostages who have not yet been released.", "release", []),
        (
            "Minsk is to pardon more imprisoned dissidents. A court denied bail to nine men arrested in May.",
            "detention",
            [("occurred", 9)],
        ),
        ("The reporter has gone on a hunger strike while behind bars.", "detention", []),
        (
            "Togo has imprisoned monks for their faith. The state has imprisoned nuns as well.",
            "detention",
            [("occurred", None)],
        ),
        (
            "Togo imprisoned monks in May. The state imprisoned nuns in June as well.",
            "detention",
            [("occurred", None), ("occurred", None)],
        ),
        (
            "A court in Minsk sentenced 19 monks in May. A bishop named the monks of Belarus sentenced.",
            "detention",
            [("occurred", 19)],
        ),
    ],
)
def test_rows_of_a_text(text, kind, rows):
    article = Article("t", text, date(2025, 6, 21))
    events = find_events(article, annotate(article))
    assert [(event.status, event.count_low) for event in events if event.kind == kind] == rows
