"""Which reports say enough to be a row, on reports made by hand."""

import pytest

from prisoner_diplomacy.events.statements import Count, Party, Statement
from prisoner_diplomacy.events.substance import is_spoken_of, is_substantial

ROE, IRAN = Party("Ana Roe", (), person=True), Party("iran", ("IRN",), known=True)


@pytest.mark.parametrize(
    ("kind", "act", "voice", "told", "row"),
    [
        ("detention", "arrest", "passive", {}, False),
        ("detention", "arrest", "passive", {"whom": ("the", "men")}, True),
        ("detention", "arrest", "passive", {"date": "2025-06"}, True),
        ("detention", "arrest", "noun", {"date": "2025-06"}, False),
        ("detention", "sentence", "noun", {"date": "2025-06", "status": "future"}, True),
        ("detention", "arrest", "noun", {"whom": ("the", "men")}, True),
        ("detention", "arrest", "noun", {"targets": [ROE], "whom": ("roe",), "status": "negated"}, False),
        ("detention", "hold", "participle", {}, False),
        ("detention", "hold", "participle", {"whom": ("those",)}, False),
        ("detention", "hold", "participle", {"whom": ("those",), "ongoing": True}, True),
        ("detention", "hold", "participle", {"count": Count(9, 9)}, True),
        ("detention", "hold", "adjective", {"targets": [ROE]}, False),
        ("detention", "sentence", "active", {"status": "hypothetical", "actors": [IRAN]}, True),
        ("release", "free", "passive", {"status": "negated", "whom": ("those",)}, False),
        ("release", "free", "passive", {"status": "negated", "targets": [ROE]}, True),
        ("release", "exchange", "passive", {}, True),
        ("release", "free", "passive", {"status": "future"}, False),
        ("release", "free", "noun", {}, False),
        ("release", "free", "noun", {"status": "hypothetical"}, True),
        ("release", "free", "noun", {"stated": [IRAN]}, True),
        ("release", "pardon", "noun", {}, True),
        ("release", "pardon", "noun", {"status": "future"}, False),
        ("agreement", "agree", "noun", {"status": "future"}, False),
        ("agreement", "agree", "noun", {"status": "future", "concluded": True}, True),
        ("agreement", "agree", "noun", {"status": "hypothetical"}, True),
        ("talks", "meet", "active", {"actors": [Party("european-union", ("EU",))]}, False),
        ("sanction", "impose", "noun", {}, False),
        ("sanction", "impose", "noun", {"actors": [IRAN], "stated": [IRAN]}, True),
    ],
)
def test_what_a_report_has_to_tell(kind, act, voice, told, row):
    report = Statement(kind, act, "occurred", voice, [(10, 15)], [3])
    for name, value in told.items():
        setattr(report, name, value)
    assert is_substantial(report) is row


@pytest.mark.parametrize(
    ("told", "spoken_of"),
    [
        ({"quoted": True}, True),
        ({"quoted": True, "date": "2025-06"}, False),
        ({"quoted": True, "count": Count(9, 9)}, False),
        ({"quoted": True, "count": Count(None, 9)}, False),
        ({}, False),
    ],
)
def test_words_in_quotation_marks_that_only_speak_of_an_act(told, spoken_of):
    report = Statement("detention", "arrest", "occurred", "passive", [(10, 15)], [3])
    for name, value in told.items():
        setattr(report, name, value)
    assert is_spoken_of(report) is spoken_of
