"""Figures of joined events: their words come from the data, nothing is cut off, and no event is drawn too."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from prisoner_diplomacy.analysis.error_rates import ErrorRates
from prisoner_diplomacy.analysis.joined_events import happened
from prisoner_diplomacy.charts.sensitivity import chart_bounds, chart_dyads, chart_months, chart_outlets
from prisoner_diplomacy.linkage import SETS, Printed, link_reports, load_rules
from prisoner_diplomacy.simulation import generate

RATES = ErrorRates(150, 112, 100, 78)


def joined(articles, days_between):
    generated = list(generate(articles, 2, 1.0, days_between))
    printed = {article.id: Printed(str(article.published), article.publisher) for article in generated}
    rows = [report.row for article in generated for report in article.reported]
    return [link_reports(rows, printed, load_rules(name)) for name in SETS]


def drawn(linked):
    return [
        chart_months(linked),
        chart_dyads(linked),
        chart_outlets(linked[1]),
        chart_bounds(linked[1], RATES),
    ]


@pytest.mark.parametrize(("articles", "days"), [(0, 1), (1, 1), (60, 1), (200, 40), (300, 8)])
def test_every_figure_can_be_drawn_of_any_corpus(articles, days):
    charts = drawn(joined(articles, days))
    assert len({chart.name for chart in charts}) == len(charts)
    for chart in charts:
        assert len(chart.title.split()) <= 10
        assert chart.sentence in chart.alt
        for figure in (chart.figure, chart.narrow):
            renderer = FigureCanvasAgg(figure).get_renderer()
            figure.draw(renderer)
            box = figure.get_tightbbox(renderer)
            wide, tall = figure.get_size_inches()
            assert box.x0 >= 0
            assert box.y0 >= 0
            assert box.x1 <= wide
            assert box.y1 <= tall


def test_titles_say_what_the_rules_change():
    linked = joined(200, 8)
    strict, loose = len(happened(linked[0])), len(happened(linked[2]))
    assert chart_months(linked).title == f"{loose} or {strict} events, depending on the rules"
    assert f"{strict} by the conservative rules" in chart_months(linked).sentence


def test_the_same_data_give_the_same_bytes():
    one, two = (drawn(joined(60, 8)) for _ in range(2))
    assert [chart.png() for chart in one] == [chart.png() for chart in two]
