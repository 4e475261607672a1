"""Present and past of one verb say the same of what follows it: asked for, or kept from happening."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate


def statuses(text):
    marks = annotate(Article("t", text, date(2031, 5, 7)))
    return [mark.status for mark in marks if mark.layer == "event"]


@pytest.mark.parametrize(
    "verb",
    [
        *("presses for", "pressed for", "pushes for", "pushed for", "lobbies for", "lobbied for"),
        *("campaigns for", "campaigned for", "pleads for", "pleaded for", "petitions for", "begs for"),
        *("prays for", "prayed for", "is praying for", "fights for", "fought for", "is fighting for"),
        *("advocates", "advocated", "encourages", "encouraged", "appeals for", "asks for", "calls for"),
        *("demands", "seeks", "sought", "requests", "urges", "insists on", "hopes for", "wants"),
    ],
)
def test_what_is_asked_for_has_not_happened(verb):
    assert statuses(f"Oslo {verb} the release of Bo Falk.") == ["hypothetical"]


@pytest.mark.parametrize(
    ("present", "past"),
    [
        ("blocks", "blocked"), ("vetoes", "vetoed"), ("cancels", "cancelled"), ("cancels", "canceled"),
        ("halts", "halted"), ("scraps", "scrapped"), ("avoids", "avoided"), ("rejects", "rejected"),
        ("refuses", "refused"), ("denies", "denied"),
    ],
)  # fmt: skip
def test_what_is_kept_from_happening_does_not_happen(present, past):
    for verb in (present, past):
        assert statuses(f"A judge {verb} the release of Bo Falk.") == ["negated"]


@pytest.mark.parametrize(
    ("after", "status"),
    [
        *((words, "negated") for words in ("was cancelled", "was scrapped", "was called off", "failed")),
        *((words, "negated") for words in ("collapsed", "fell through")),
        *((words, "hypothetical") for words in ("may follow", "could follow", "must follow")),
        *((words, "future") for words in ("is to follow", "was planned for Monday")),
        ("took place on Monday", "occurred"),
    ],
)
def test_what_follows_a_noun_says_whether_it_happened(after, status):
    assert statuses(f"The release of Bo Falk {after}.") == [status]


@pytest.mark.parametrize("after", ["took place", "may follow", "is to follow", "was planned"])
def test_what_no_word_before_lets_happen_nothing_after_makes_happen(after):
    assert statuses(f"No release of Bo Falk {after}.") == ["negated"]
