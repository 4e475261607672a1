"""A chart of the record moves by sliders where a kernel answers, and stands by itself elsewhere."""

from datetime import date

import pytest

from prisoner_diplomacy import load_context
from prisoner_diplomacy.charts.core import Chart
from prisoner_diplomacy.charts.numbers import chart_freed_and_held
from prisoner_diplomacy.charts.pairs import chart_ledger
from prisoner_diplomacy.viewer import show_movable
from prisoner_diplomacy.viewer.live import SESSION

DAY = date(2025, 11, 22)


@pytest.fixture(scope="module")
def record():
    return load_context()


@pytest.fixture
def shown(monkeypatch):
    """What a live notebook shows, and what replaces it."""
    pytest.importorskip("ipywidgets")
    found = []

    class Handle:
        def update(self, thing):
            found.append(thing)

    monkeypatch.setenv(SESSION, "x.ipynb")
    monkeypatch.setattr("IPython.display.display", lambda *things, **_: found.extend(things) or Handle())
    return found


def test_without_a_session_it_is_the_chart_as_of_the_day(record, monkeypatch):
    monkeypatch.delenv(SESSION, raising=False)
    chart = show_movable(chart_ledger, record, DAY, 30)
    assert isinstance(chart, Chart)
    assert chart.sentence == chart_ledger(record.as_of(DAY), 30).sentence


def test_without_widgets_it_is_the_chart_as_well(record, monkeypatch):
    monkeypatch.setenv(SESSION, "x.ipynb")
    monkeypatch.setitem(__import__("sys").modules, "ipywidgets", None)
    assert isinstance(show_movable(chart_ledger, record, DAY, 30), Chart)


def test_sliders_draw_the_chart_anew(record, shown):
    assert show_movable(chart_ledger, record, DAY, 30) is None
    box, chart = shown
    day, window = box.children
    window.value = 7
    assert shown[-1].sentence == chart_ledger(record.as_of(DAY), 7).sentence != chart.sentence
    day.value = date(2025, 6, 30)
    assert shown[-1].sentence == chart_ledger(record.as_of("2025-06-30"), 7).sentence


def test_a_chart_without_a_window_has_one_slider(record, shown):
    show_movable(chart_freed_and_held, record, DAY)
    [day] = shown[0].children
    assert day.options[0][1] == date(2024, 7, 1)
    assert day.label == "22 November 2025"
    day.value = date(2024, 9, 30)
    assert "30 September 2024" in shown[-1].sentence


def test_a_day_before_the_series_can_be_stood_on(record, shown):
    show_movable(chart_freed_and_held, record, date(2021, 1, 1))
    assert shown[0].children[0].value == date(2021, 1, 1)
