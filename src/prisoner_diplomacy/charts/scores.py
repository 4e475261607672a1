"""The figure of how well the annotator reads: one score a layer, with its bounds."""

from importlib.metadata import version

from matplotlib.axes import Axes

from prisoner_diplomacy.charts.core import BLUE, RULE, SMALL, VERMILION, Chart, canvas, styled
from prisoner_diplomacy.evaluation.evaluate import ROWS, WHOLE_ROWS, Evaluation
from prisoner_diplomacy.evaluation.score_tables import scores_table
from prisoner_diplomacy.wording import plural

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
PARTS = (("held-out", BLUE, "o", -0.16), ("development", VERMILION, "s", 0.16))
ROW = 0.5


@styled
def chart_scores(evaluation: Evaluation) -> Chart:
    """Draw F1 a layer with its bounds, for articles held out and those that rules were written with."""
    title = _title(evaluation)
    source = f"Source: labels made by hand in data/evaluation. As of version {version('prisoner-diplomacy')}."
    figure, (axis,) = canvas(
        title,
        "F1 with the bounds of 95 of 100 draws. Circle: held-out articles; square: the others",
        source,
        ROW * len(SHOWN) + 0.6,
        left=2.0,
        right=0.3,
    )
    axis.set_xlim(0, 1)
    axis.set_ylim(len(SHOWN) - 0.5, -0.5)
    axis.set_yticks(range(len(SHOWN)), SHOWN)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axis.grid(axis="x", color=RULE, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(length=0)
    for part in PARTS:
        _draw_part(axis, evaluation, *part)
    sentence = _sentence(evaluation)
    alt = f"F1 of each layer with its bounds. {sentence}"
    return Chart("scores", figure, title, sentence, alt, scores_table(evaluation), source)


def _draw_part(
    axis: Axes, evaluation: Evaluation, split: str, colour: str, marker: str, offset: float
) -> None:
    part = evaluation.of(split)
    if not part.results:
        return
    for level, measure in enumerate(SHOWN):
        f1, (low, high) = part.score(measure).f1, part.interval(measure)
        axis.plot([low, high], [level + offset] * 2, color=colour, linewidth=2)
        axis.plot(f1, level + offset, marker=marker, color=colour, markersize=7, clip_on=False)
        axis.annotate(f"{f1:.2f}", (low, level + offset), xytext=(-5, 0), textcoords="offset points",
                      ha="right", va="center", size=SMALL)  # fmt: skip


def _title(evaluation: Evaluation) -> str:
    held_out = evaluation.of("held-out")
    part = held_out if held_out.results else evaluation
    f1 = {measure: part.score(measure).f1 for measure in SHOWN}
    best = max(SHOWN[:-2], key=lambda measure: f1[measure]).removesuffix(", right")
    return f"{best.capitalize()} are read best, whole event rows at {f1[WHOLE_ROWS]:.0%}"


def _sentence(evaluation: Evaluation) -> str:
    parts = []
    for split, *_ in PARTS:
        part = evaluation.of(split)
        if part.results:
            scores = "; ".join(f"{measure} {part.score(measure).f1:.2f}" for measure in SHOWN)
            parts.append(f"{plural(len(part.results), f'{split} article')}: {scores}.")
    return " ".join(parts)
