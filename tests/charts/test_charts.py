"""Figures by meaning: what their words say, that their bytes stay, and that no word is cut off."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from PIL import Image, ImageColor

from prisoner_diplomacy.analysis.shared import SERIES_START, let_go, talks
from prisoner_diplomacy.charts import Chart
from prisoner_diplomacy.charts.context import chart_events_in_context, chart_senders, chart_timeline
from prisoner_diplomacy.charts.core import (
    BLACK,
    BLUE,
    GREEN,
    MARGIN,
    PURPLE,
    VERMILION,
    WIDE,
    canvas,
    day_axis,
    source_line,
    text_width,
    wrap,
)
from prisoner_diplomacy.charts.numbers import chart_cooperation, chart_freed_and_held
from prisoner_diplomacy.charts.pairs import chart_closeness, chart_ledger, chart_reports
from prisoner_diplomacy.charts.stem_labels import label_stems, spread
from prisoner_diplomacy.charts.story import chart_story
from prisoner_diplomacy.charts.ties import chart_freed_by_month, chart_mediation, chart_ties
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.record.load import Context, first_days, load_context
from prisoner_diplomacy.wording import country_name

Draw = Callable[[Context], Chart]
RELEASE = "release-2025-11-22"
SELDOM = [pytest.param(day, marks=pytest.mark.slow) for day in ("2022-01-01", "2025-12-31")]
DAYS = ["2010-01-01", "2025-11-22", *SELDOM]


def labelled_events() -> pd.DataFrame:
    path = next((data_folder() / "annotations").glob("*.events.jsonl"))
    return pd.DataFrame([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


def draw_events(context: Context) -> Chart:
    return chart_events_in_context(context, labelled_events())


def draw_reports(context: Context) -> Chart:
    return chart_reports(context, RELEASE)


def draw_story(context: Context) -> Chart:
    return chart_story(context, [])


DRAWN: list[Draw] = [
    chart_timeline,
    chart_freed_and_held,
    chart_senders,
    chart_ledger,
    chart_cooperation,
    chart_closeness,
    chart_ties,
    chart_mediation,
    chart_freed_by_month,
    draw_events,
    draw_reports,
    draw_story,
]


@pytest.fixture(scope="module")
def record() -> Context:
    return load_context()


@pytest.fixture(scope="module")
def charts(record: Context) -> list[Chart]:
    context = record.as_of("2025-11-22")
    return [draw(context) for draw in DRAWN]


def words_of(figure: Figure) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in figure.texts)


def reaches_beyond_its_edge(figure: Figure) -> bool:
    """Tell whether anything drawn, words above all, is cut off at the figure's edge."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    drawn = figure.get_tightbbox(renderer)
    wide, tall = figure.get_size_inches()
    return bool(drawn.x0 < 0 or drawn.y0 < 0 or drawn.x1 > wide or drawn.y1 > tall)


def test_acts_of_one_day_are_told_apart_by_their_number(record: Context) -> None:
    chart = draw_story(record.as_of("2025-11-22"))
    acts = chart.table[chart.table["what"] != "release"]
    several = [count for count in acts.groupby(["what", "date"]).size() if count > 1]
    over = [text.get_text() for text in chart.figure.axes[1].texts if isinstance(text, Annotation)]
    written = [text for text in over if text.isdigit()]
    assert several and sorted(written) == sorted(map(str, several))
    people = chart.table[chart.table["what"] == "release"][["people_low", "people_high"]].sum()
    assert f"with {people['people_low']} to {people['people_high']} people" in chart.sentence
    eased = acts[acts["what"] == "ease"]["date"]
    assert f"{len(eased)} acts of easing on {eased.nunique()} days" in chart.sentence


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_every_figure_can_be_drawn_on_any_day(record: Context, draw: Draw, day: str) -> None:
    chart = draw(record.as_of(day))
    assert chart.sentence
    assert chart.sentence in chart.alt
    assert len(chart.title.split()) <= 10
    assert not reaches_beyond_its_edge(chart.figure)
    assert chart.narrow
    assert not reaches_beyond_its_edge(chart.narrow)


@pytest.mark.parametrize(("page", "layout"), [(288, "narrow"), (570, "figure")])
def test_no_word_is_smaller_than_eleven_pixels(charts: list[Chart], page: int, layout: str) -> None:
    for chart in charts:
        figure: Figure = getattr(chart, layout)
        dots_an_inch = page / figure.get_figwidth()
        sizes = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip()]
        assert min(sizes) / 72 * dots_an_inch >= 11, chart.name


def test_a_phone_gets_the_same_words(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.narrow
        wide, narrow = (
            " ".join(" ".join(t.get_text().split()) for t in f.texts) for f in (chart.figure, chart.narrow)
        )
        assert wide == narrow, chart.name


def test_each_figure_has_a_name_and_a_table_of_its_own(charts: list[Chart]) -> None:
    assert len({chart.name for chart in charts}) == len(charts)
    assert all(len(chart.table) for chart in charts)


def test_titles_say_the_finding(charts: list[Chart], record: Context) -> None:
    titles = {chart.name: chart.title for chart in charts}
    assert re.fullmatch(r"\d+ talks, \d+ easings, \d+ border openings beside 21 releases", titles["timeline"])
    assert titles["senders"] == "Only the United States has eased sanctions since July 2024"
    assert titles["closeness-usa-2024"] == "2024 on, United States talks: no closer than chance"
    later = chart_timeline(record)
    assert later.title != titles["timeline"]


def test_a_title_says_when_closeness_goes_with_the_talks_of_the_day_itself(record: Context) -> None:
    context = record.as_of("2025-11-22")
    chart = chart_closeness(context, (), since="2025-01-01")
    assert chart.title == "2025 on, talks with any side: no closer than chance"
    calls = [day for day in let_go(context)["date"] if day > "2025"]
    rows = record.contacts[record.contacts["talks"] == "yes"].iloc[: len(calls)]
    spoken = rows.assign(id=calls, date=calls, known_from=calls)
    context = replace(context, contacts=spoken.reset_index(drop=True))
    chart = chart_closeness(context, (), since="2025-01-01")
    assert chart.title == "2025 on, talks with any side: closer than chance"
    rests = "Without talks on the day of a release itself they are no closer than chance."
    assert rests in words_of(chart.figure)
    without = chart_closeness(context, (), since="2025-01-01", same_day=False)
    assert without.title == "2025 on, talks with any side: no closer than chance"
    assert rests not in words_of(without.figure)


def test_closeness_tells_what_a_shift_is_and_for_which_releases_counting_goes_round(record: Context) -> None:
    context = record.as_of("2025-11-22")
    chart = chart_closeness(context)
    first = min(day for day in first_days(talks(context, ("USA",))) if day >= SERIES_START)
    days = {day for day in first_days(let_go(context)) if day >= SERIES_START}
    before = sum(day < first for day in days)
    round_ = f"{before} of {len(days)} days of releases have no such talks before them in this time"
    assert before and round_ in chart.sentence
    assert f"{len(days) - before} of {len(days)} days of releases came after talks" in chart.sentence
    assert round_ in words_of(chart.figure)
    assert "A shift moves all talks by the same number of days; p is the share" in words_of(chart.figure)


def test_what_counts_opened_borders_says_so(charts: list[Chart]) -> None:
    for name in ("ledger", "ties"):
        chart = next(chart for chart in charts if chart.name == name)
        assert "sanctions eased or borders opened" in words_of(chart.figure)


def test_a_panel_that_leaves_numbers_out_says_that_it_is_for_want_of_room(charts: list[Chart]) -> None:
    panels = {
        chart.name: chart.figure.axes[0] for chart in charts if chart.name in ("story", "freed-and-held")
    }
    for name, axis in panels.items():
        stems = len(
            next(chart for chart in charts if chart.name == name).table.query("what in ('release', 'freed')")
        )
        name_of_panel = axis.get_title(loc="left")
        told = re.fullmatch(r"people freed \((\d+) bars? without number: see the table\)", name_of_panel)
        assert told, name
        assert int(told[1]) == stems - len(axis.texts)


def test_a_lane_of_visits_alone_is_not_called_talks(record: Context) -> None:
    chart = chart_timeline(record.as_of("2025-11-22"))
    looks = chart.table[chart.table["what"].isin(["talks", "visit"])].groupby("side")["what"].agg(set)
    assert {"visit"} in looks.tolist()
    for axis in chart.figure.axes[1:]:
        names = [label.get_text() for label in axis.get_yticklabels()]
        side = next(code for code in chart.table["side"] if country_name(code) == axis.get_title(loc="left"))
        assert ("visits" in names) == (looks.get(side) == {"visit"})
        assert ("talks" in names) == ("talks" in looks.get(side, ()))


def test_lanes_that_hold_borders_say_so(record: Context) -> None:
    def lanes(day: str) -> list[str]:
        axis = draw_events(record.as_of(day)).figure.axes[1]
        return [label.get_text().replace("\n", " ") for label in axis.get_yticklabels()]

    assert lanes("2025-11-22")[2:] == ["record: easing, border opening", "record: sanctions, border closing"]
    assert lanes("2025-08-01")[2:] == ["record: easing", "record: sanctions"]


def test_a_cross_leaves_the_mark_it_denies_free(record: Context) -> None:
    axis = chart_ties(record).figure.axes[0]
    spots: dict[str, list[Any]] = {"x": [], "D": []}
    for line in axis.lines:
        if line.get_marker() in spots:
            spots[line.get_marker()].append(line.get_transform().transform(line.get_xydata())[0])
    assert spots["x"]
    for cross in spots["x"]:
        assert min(abs(cross - mark).max() for mark in spots["D"]) * 72 / axis.figure.dpi >= 7


def test_the_title_of_scores_by_month_has_the_largest_sum(charts: list[Chart]) -> None:
    chart = next(chart for chart in charts if chart.name == "cooperation")
    largest = chart.table.groupby("dyad")["score_sum"].sum().abs().max()
    assert f"{largest:.1f}" in chart.title
    assert "alone" not in chart.title + chart.sentence, "not known is not nobody"
    assert "no mediator known" in chart.sentence


def test_months_beyond_the_series_bear_no_solid_edge(record: Context) -> None:
    chart = chart_freed_by_month(record)
    assert chart.title.startswith("Of months on record, most freed in ")
    places = set(chart.table.index[chart.table["coverage"].str.contains("quote")])
    bars = [bar for bar in chart.figure.axes[0].patches if round(bar.get_x() + bar.get_width() / 2) in places]
    assert bars and all(bar.get_linestyle() in (":", "dotted") and bar.get_height() > 0 for bar in bars)


def test_months_after_the_series_are_drawn_and_told_as_less_sure(record: Context) -> None:
    whole, early = chart_freed_by_month(record), chart_freed_by_month(record.as_of("2026-03-20"))
    assert "how many were freed then is not known" in whole.sentence
    assert "how many were freed then is not known" not in early.sentence
    assert whole.sentence.split(" Of the ")[0] == early.sentence
    dotted = [bar for bar in whole.figure.axes[0].patches if bar.get_linestyle() in (":", "dotted")]
    sparse = whole.table[whole.table["coverage"].str.contains("quote")]
    parts = (sparse["people_low"] > 0).sum() + (sparse["people_high"] > sparse["people_low"]).sum()
    assert len(dotted) == parts > 0
    assert not [bar for bar in early.figure.axes[0].patches if bar.get_linestyle() in (":", "dotted")]


def test_a_caption_never_says_that_one_thing_caused_another(charts: list[Chart]) -> None:
    words = re.compile(r"\b(because of|led to|thanks to|in exchange|resulted|caused)\b", re.IGNORECASE)
    assert not [chart.name for chart in charts if words.search(chart.sentence + chart.title)]
    for name in ("timeline", "ledger", "events-in-context"):
        assert "not cause" in next(chart.sentence for chart in charts if chart.name == name)


def test_uncertain_counts_are_drawn_as_ranges(charts: list[Chart]) -> None:
    timeline = next(chart for chart in charts if chart.name == "timeline")
    labels = [text.get_text() for text in timeline.figure.axes[0].texts]
    assert {"51–52", "18–19", "31"} <= set(labels)


def test_a_png_keeps_the_colours(charts: list[Chart]) -> None:
    timeline = next(chart for chart in charts if chart.name == "timeline")
    for picture in (timeline.png(), timeline.narrow_png()):
        with Image.open(io.BytesIO(picture)) as image:
            found = {shade for _, shade in image.convert("RGB").getcolors() or []}
        assert {ImageColor.getrgb(colour) for colour in ("#ffffff", BLACK, BLUE, VERMILION, GREEN)} <= found


def test_same_data_give_the_same_bytes(record: Context) -> None:
    context = record.as_of("2025-11-22")
    one, two = chart_timeline(context), chart_timeline(context)
    assert one.png() == two.png()
    assert one.narrow_png() == two.narrow_png()
    assert one.svg() == two.svg()
    assert one.html() == two.html()


def test_pictures_carry_no_trace_of_program_or_day(charts: list[Chart]) -> None:
    png, svg = charts[1].png(), charts[1].svg().decode("utf-8")
    assert b"Software" not in png
    assert b"tIME" not in png
    assert "<dc:date>" not in svg
    assert "Matplotlib" not in svg.split("<defs>")[0].split("<metadata>")[1]
    assert charts[1].title.replace("'", "&apos;") in svg or charts[1].title in svg


def test_the_html_keeps_alt_caption_and_table(record: Context) -> None:
    chart = chart_senders(record.as_of("2025-11-22"))
    bundle = chart._repr_mimebundle_()
    assert bundle["text/plain"] == chart.sentence
    markup = bundle["text/html"]
    assert markup.startswith('<figure><picture><source media="(max-width: 640px)" srcset="data:image/png;')
    assert '<img alt="Step lines by sender.' in markup
    assert 'src="data:image/png;base64,' in markup
    assert "<figcaption>" in markup
    assert "<table" in markup


def test_words_are_escaped(record: Context) -> None:
    chart = chart_senders(record.as_of("2025-11-22"))
    hostile = Chart("x", chart.figure, "<b>", 'say "<i>"', 'alt "<u>"', chart.table, "s")
    assert '<figure><picture><img alt="alt &quot;&lt;u&gt;&quot;"' in hostile.html()
    assert "<i>" not in hostile.html()
    assert "<b>" not in hostile.html()


def test_saving_writes_three_files_and_nothing_else(record: Context, tmp_path: Path) -> None:
    chart = chart_closeness(record.as_of("2025-11-22"))
    paths = chart.save(tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [f"closeness-usa-2024.{kind}" for kind in ("svg", "png", "csv")]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        p.name for p in paths
    )
    before = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in chart.save(tmp_path / "new" / "folder")] == before
    assert pd.read_csv(paths[2]).columns.tolist() == chart.table.columns.tolist()


def test_a_failed_write_leaves_nothing_half_written(
    record: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = chart_closeness(record.as_of("2025-11-22"))

    def fail(source: str, target: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no room"):
        chart.save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_title_has_ten_words_at_most() -> None:
    with pytest.raises(ValueError, match="10 words"):
        canvas("one two three four five six seven eight nine ten eleven", "s", "f", 1)


def test_series_colours_reach_three_to_one_on_white() -> None:
    for colour in (BLACK, BLUE, VERMILION, GREEN):
        assert contrast(colour) >= 3, colour
    assert contrast(PURPLE) >= 2.9


def contrast(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_wrapped_lines_fit_and_lose_no_word() -> None:
    text = "measures that were imposed, widened, extended, eased, licensed or lifted " * 4
    lines = wrap(text).split("\n")
    assert " ".join(lines) == text.strip()
    assert all(text_width(line) <= WIDE.width - 2 * MARGIN for line in lines)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2020-08-01", "2025-12-31"),
        ("2024-07-01", "2025-11-22"),
        ("2024-07-01", "2024-08-01"),
        ("1990-01-01", "2025-01-01"),
    ],
)
def test_a_time_axis_has_few_ticks(first: str, last: str) -> None:
    _, (axis,) = canvas("t", "s", "f", 1)
    day_axis(axis, date.fromisoformat(first), date.fromisoformat(last))
    assert 1 <= len(axis.get_xticks()) <= 20


def test_labels_over_stems_keep_clear_of_each_other() -> None:
    figure, (axis,) = canvas("t", "s", "f", 2)
    axis.set_xlim(0, 100)
    axis.set_ylim(0, 60)
    missing = label_stems(
        axis, [(50, 52.0, "51–52"), (51, 25.0, "25"), (52, 25.0, "26"), (99, 31.0, "31"), (98.5, 2.0, "2")]
    )
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in axis.texts]
    assert len(boxes) + missing == 5
    assert missing <= 1
    assert not [
        1 for n, box in enumerate(boxes) for other in boxes[:n] if box.shrunk(0.9, 0.7).overlaps(other)
    ]


def test_on_a_phone_a_label_stands_on_its_own_stem(charts: list[Chart]) -> None:
    chart = next(chart for chart in charts if chart.name == "story")
    assert chart.narrow
    axis = chart.narrow.axes[0]
    renderer = FigureCanvasAgg(chart.narrow).get_renderer()
    stems = {line.get_xdata()[0]: max(line.get_ydata()) for line in axis.lines if len(line.get_xdata()) == 2}
    for text in axis.texts:
        box = text.get_window_extent(renderer).transformed(axis.transData.inverted())
        count = int(text.get_text().split("–")[-1])
        assert [x for x, high in stems.items() if high == count and box.x0 <= x <= box.x1], text


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 5)), max_size=12).map(sorted),
)
def test_places_that_are_spread_keep_apart_in_their_order(marks: list[tuple[float, float]]) -> None:
    places, room = [place for place, _ in marks], [taken for _, taken in marks]
    moved = spread(places, room)
    assert len(moved) == len(places)
    for (one, first), (other, second) in pairwise(zip(moved, room, strict=True)):
        assert other - one >= (first + second) / 2 - 1e-6
    if all(b[0] - a[0] >= (a[1] + b[1]) / 2 for a, b in pairwise(marks)):
        assert moved == pytest.approx(places)


@pytest.mark.parametrize("layout", ["figure", "narrow"])
def test_no_word_of_a_figure_stands_on_another(charts: list[Chart], layout: str) -> None:
    for chart in charts:
        figure: Figure = getattr(chart, layout)
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
        ticks = [
            tick.label1
            for axes in figure.axes
            for axis in (axes.xaxis, axes.yaxis)
            for tick in [*axis.get_major_ticks()]
            if min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
        ]
        own = [text for axes in figure.axes for text in (*axes.texts, axes._left_title)]
        texts = [
            text
            for text in (*figure.texts, *own, *ticks)
            if text.get_text().strip() and text.get_visible() and not text.get_rotation() % 90
        ]
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
        on_another = [
            (one, other)
            for place, (one, box) in enumerate(boxes)
            for other, second in boxes[:place]
            if box.shrunk(0.9, 0.6).overlaps(second.shrunk(0.9, 0.6))
        ]
        assert not on_another, chart.name


def test_the_foot_names_source_and_day() -> None:
    assert source_line("somewhere.", date(2025, 11, 22)) == "Source: somewhere. As of 22 November 2025."


def test_the_table_under_the_story_names_who_talked_and_who_acted(record: Context) -> None:
    table = draw_story(record.as_of("2025-11-22")).table
    assert "with Slovakia: a visit by Fico to Belarus discussed" in " ".join(table["in words"])
    acts = table[~table["what"].isin(["release", "talks"])]["in words"]
    assert all(": " in words.split(" and ")[0] for words in acts)
