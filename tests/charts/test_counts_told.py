"""What a figure counts is what its title, its sentence and its other words count."""

import re

import pytest
from matplotlib.text import Annotation

from prisoner_diplomacy.analysis.reports import (
    against_other_matters,
    agreed_values,
    by_outlet,
    compare_reports,
    matters,
)
from prisoner_diplomacy.charts.context import chart_timeline
from prisoner_diplomacy.charts.pairs import chart_reports
from prisoner_diplomacy.charts.story import chart_story
from prisoner_diplomacy.record.load import Context, load_context

RELEASE = "release-2025-11-22"


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


def test_reports_count_alike_in_title_and_columns_and_letters_pair_those_who_agree(record: Context) -> None:
    for context in (record.as_of("2025-11-22"), record):
        chart = chart_reports(context, RELEASE)
        panel = chart.figure.axes[1]
        told = by_outlet(chart.table)
        several = told.groupby("claim")["outlet"].nunique()
        assert len(panel.get_xticks()) == (several > 1).sum()
        parts = matters(chart.table)
        assert len(panel.get_xticks()) == sum(len(parts[name]) for name in ("agree", "differ", "apart"))
        letters = [text.get_text() for text in panel.texts if isinstance(text, Annotation)]
        pairs = [values for values in agreed_values(chart.table).values() if len(values) > 1]
        assert sorted("".join(letters)) == sorted(
            letter
            for values in pairs
            for letter, outlets in zip("abc", values, strict=False)
            for _ in outlets
        )
        rows = {label.get_text() for label in panel.get_yticklabels()} - {"this article"}
        unseen = set(told["outlet"]) - rows - {"article under study"}
        notes = " ".join(text.get_text() for text in chart.figure.texts)
        assert unseen and all(name in notes for name in unseen)


def test_a_cross_alone_in_its_column_is_told_whom_it_contradicts(record: Context) -> None:
    lone = against_other_matters(compare_reports(record, RELEASE))
    words = " ".join(
        " ".join(text.get_text() for text in chart_reports(record, RELEASE).figure.texts).split()
    )
    assert len(lone) and all(f"The × of {row['outlet']} on" in words for _, row in lone.iterrows())
    assert all(
        f"({row['value']}) stands since others contradict it elsewhere:" in words
        for _, row in lone.iterrows()
    )
    assert "elsewhere: Ukraine said there was no exchange." in words
    assert "day of the handover not given" not in words


def test_the_timeline_counts_sanctions_and_borders_apart(record: Context) -> None:
    known = record.as_of("2025-11-22")
    story, timeline = chart_story(known, []), chart_timeline(known)
    widened = re.search(r"(\d+) acts that imposed or widened sanctions", story.sentence)
    assert widened and widened[0] in timeline.sentence
    assert (
        timeline.title.partition(" talks, ")[2].partition(" beside")[0].replace(", ", " and ")
        in timeline.sentence
    )
