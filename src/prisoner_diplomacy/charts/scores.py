"""The figures of how well the annotator reads, and of how well it knows that."""

from importlib.metadata import version

from matplotlib.axes import Axes

from prisoner_diplomacy.charts.core import BLUE, RULE, SMALL, TICKS, VERMILION, Chart, canvas, fitting, styled
from prisoner_diplomacy.charts.named_rows import NamedRows, named_rows
from prisoner_diplomacy.evaluation.evaluate import ROWS, WHOLE_ROWS, Evaluation
from prisoner_diplomacy.evaluation.reliability import Reliability
from prisoner_diplomacy.evaluation.score_tables import scores_table
from prisoner_diplomacy.wording import in_100, join_words, plural

SHOWN = (
    "entities, right",
    "times, right",
    "quantities, right",
    "direct quotes, right",
    "indirect quotes, right",
    "event mentions, right",
    ROWS,
    WHOLE_ROWS,
)
PARTS = (("held-out", BLUE, "o", -0.08), ("development", VERMILION, "s", 0.08))
ROW = 0.5


@styled
def chart_scores(evaluation: Evaluation) -> Chart:
    """Draw F1 a layer with its bounds, for articles held out and those that rules were written with."""
    title = _title(evaluation)
    made = "articles written for this test and labelled by hand"
    source = f"Source: {made}. As of version {version('prisoner-diplomacy')}."
    lines = named_rows(SHOWN, ROW, 2.0, 0.4)
    figure, (axis,) = canvas(
        title,
        "F1, of 1 at best, with 95% bounds. Circle: articles held out; square: those that rules are tried on",
        source,
        lines.height + TICKS,
        left=lines.left,
        right=0.3,
    )
    axis.set_xlim(0, 1)
    lines.write(axis)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axis.grid(axis="x", color=RULE, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(length=0)
    for part in PARTS:
        _draw_part(axis, evaluation, lines, *part)
    sentence = _sentence(evaluation)
    alt = f"F1 of each layer with its bounds. {sentence}"
    return Chart("scores", figure, title, sentence, alt, scores_table(evaluation), source)


def _draw_part(
    axis: Axes,
    evaluation: Evaluation,
    lines: NamedRows,
    split: str,
    colour: str,
    marker: str,
    offset: float,
) -> None:
    part = evaluation.of(split)
    if not part.results:
        return
    for level, measure in zip(lines.levels, SHOWN, strict=True):
        f1, (low, high) = part.score(measure).f1, part.interval(measure)
        axis.plot([low, high], [level + offset] * 2, color=colour, linewidth=2)
        axis.plot(f1, level + offset, marker=marker, color=colour, markersize=7, clip_on=False)
        axis.annotate(f"{f1:.2f}", (low, level + offset), xytext=(-5, 0), textcoords="offset points",
                      ha="right", va="center", size=SMALL,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3})  # fmt: skip


def _title(evaluation: Evaluation) -> str:
    held_out = evaluation.of("held-out")
    part = held_out if held_out.results else evaluation
    f1 = {measure: round(part.score(measure).f1, 2) for measure in SHOWN[:-2]}
    best = [name.removesuffix(", right") for name in f1 if f1[name] == max(f1.values())][:2]
    rows = f"read best; event rows right: F1 {part.score(WHOLE_ROWS).f1:.2f}"
    return fitting(f"{join_words(best).capitalize()} {rows}", f"{best[0].capitalize()} {rows}")


def _sentence(evaluation: Evaluation) -> str:
    parts = []
    for split, *_ in PARTS:
        part = evaluation.of(split)
        if part.results:
            scores = "; ".join(f"{measure} {part.score(measure).f1:.2f}" for measure in SHOWN)
            parts.append(f"{plural(len(part.results), f'{split} article')}: {scores}.")
    return " ".join(parts)


@styled
def chart_reliability(reliability: Reliability) -> Chart:
    """Draw how many of the rows were right against how sure the model was of them."""
    bins = reliability.bins
    better = reliability.brier < reliability.base
    surest = f"Surest fifth of rows: {in_100(bins['right'].iloc[-1])} in 100 wholly right"
    title = surest if better else "How sure the model is tells little"
    source = f"Source: rows of articles labelled by hand. As of version {version('prisoner-diplomacy')}."
    figure, (axis,) = canvas(
        title,
        "Share of rows wholly right by mean probability, in fifths, on texts not fitted on, with 95% bounds",
        source,
        3.2,
        left=0.9,
        right=0.35,
    )
    axis.plot([0, 1], [0, 1], color=RULE, linewidth=1, linestyle="--")
    axis.annotate("as sure as right", (0.78, 0.78), (-4, 4), textcoords="offset points",
                  ha="right", size=SMALL)  # fmt: skip
    axis.vlines(bins["sure"], bins["right from"], bins["right to"], color=BLUE, linewidth=2, clip_on=False)
    axis.plot(
        bins["sure"], bins["right"], marker="o", linestyle="none", color=BLUE, markersize=7, clip_on=False
    )
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    axis.set_xlabel("how sure")
    axis.set_ylabel("share right")
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axis.set_yticks([0, 0.25, 0.5, 0.75, 1])
    sentence = reliability.sentence
    alt = f"Points near the diagonal from sure of nothing to sure of all would be ideal. {sentence}"
    return Chart("reliability", figure, title, sentence, alt, bins, source)
