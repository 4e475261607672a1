"""The annotator against labels made by hand: scores a layer, event fields one by one, disagreements."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from prisoner_diplomacy.article import Article, InputError, read_article
from prisoner_diplomacy.evaluation.pairing import (
    Thing,
    event_likeness,
    items,
    overlap,
    pair_up,
    quote_overlap,
    same_date,
    same_name,
)
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.schema.jsonl import read_annotations, read_events
from prisoner_diplomacy.schema.marks import Annotation, Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import Event

HELD_OUT = "held-out"
SPLITS = ("development", HELD_OUT)
RESAMPLES, SEED = 1000, 20251122
ROWS, WHOLE_ROWS = "events found", "event rows right"
ROWS_WITH_TARGET = "event rows right, target too"
FIELDS: dict[str, Callable[[Event, Event], bool]] = {
    "date": lambda a, b: same_date(a.date, b.date),
    "count": lambda a, b: a.count_low == b.count_low,
    "status": lambda a, b: a.status == b.status,
    "actor": lambda a, b: items(a.actor_country) == items(b.actor_country),
    "target": lambda a, b: items(a.target_country) == items(b.target_country),
    "attribution": lambda a, b: same_name(a.attributed_to, b.attributed_to),
    "location": lambda a, b: same_name(a.location, b.location),
}
DECISIVE = ("date", "count", "status", "actor")
SURE = (*DECISIVE, "target")


class Layer(NamedTuple):
    """A layer as it is scored: which marks it holds, how they pair, and when a pair is right."""

    name: str
    holds: Callable[[Annotation], bool]
    likeness: Callable[[Annotation, Annotation], float]
    right: Callable[..., bool]
    value: Callable[..., str]


LAYERS = (
    Layer(
        "entities",
        lambda m: isinstance(m, Entity),
        overlap,
        lambda a, b: a.label == b.label and (items(a.ref) == items(b.ref)),
        lambda m: f"{m.label} {m.ref or '?'}",
    ),
    Layer(
        "times",
        lambda m: isinstance(m, Time),
        overlap,
        lambda a, b: same_date(a.value, b.value),
        lambda m: f"{m.type} {m.value}".strip(),
    ),
    Layer(
        "quantities",
        lambda m: isinstance(m, Quantity),
        overlap,
        lambda a, b: (a.low, a.high) == (b.low, b.high),
        lambda m: f"{m.low} to {m.high} {m.unit}".strip(),
    ),
    Layer(
        "direct quotes",
        lambda m: isinstance(m, Quote) and m.kind == "direct",
        quote_overlap,
        lambda a, b: same_name(a.speaker, b.speaker),
        lambda m: m.speaker or "nobody",
    ),
    Layer(
        "indirect quotes",
        lambda m: isinstance(m, Quote) and m.kind == "indirect",
        quote_overlap,
        lambda a, b: same_name(a.speaker, b.speaker),
        lambda m: m.speaker or "nobody",
    ),
    Layer(
        "event mentions",
        lambda m: isinstance(m, EventMention),
        lambda a, b: overlap(a, b) if a.kind == b.kind else 0,  # type: ignore[union-attr]
        lambda a, b: a.status == b.status,
        lambda m: f"{m.kind} {m.status}",
    ),
)


class Score(NamedTuple):
    """How many labels there are, how many answers, and how many of them agree."""

    labels: int = 0
    answers: int = 0
    agreed: int = 0

    @property
    def precision(self) -> float:
        """The share of answers that agree."""
        return self.agreed / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        """The share of labels that are met."""
        return self.agreed / self.labels if self.labels else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.labels + self.answers
        return 2 * self.agreed / both if both else 0.0


class Disagreement(NamedTuple):
    """One difference: ``problem`` is missed, extra, or the field that differs."""

    article: str
    layer: str
    problem: str
    words: str
    hand: str
    machine: str


@dataclass(frozen=True)
class ArticleResult:
    """How the machine's answer for one article compares with its labels.

    ``scores`` has, for each layer, its marks found by overlap (``times``), with the same span
    (``times, exact``) and with the right value (``times, right``), and the event rows.
    """

    article: str
    title: str
    split: str
    scores: dict[str, Score]
    fields: Counter[str]
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def wholly_right(self) -> bool:
        """Whether every event is found with a right row, and none besides."""
        score = self.scores[WHOLE_ROWS]
        return score.labels == score.answers == score.agreed


@dataclass(frozen=True)
class Evaluation:
    """The results of many articles, and the names of those without labels."""

    results: list[ArticleResult]
    unlabelled: list[str] = field(default_factory=list)

    def of(self, split: str) -> "Evaluation":
        """Return the results of one part of the articles; all for ``""``."""
        return Evaluation([result for result in self.results if split in ("", result.split)])

    @property
    def disagreements(self) -> list[Disagreement]:
        """Every difference in the articles that rules may be tried on: of the others only sums are told."""
        return [
            found for result in self.results if result.split != HELD_OUT for found in result.disagreements
        ]

    def score(self, measure: str) -> Score:
        """Return one measure over all articles."""
        return total(result.scores[measure] for result in self.results)

    def field_share(self, name: str) -> float:
        """Return the share of paired events whose field is right."""
        return sum(result.fields[name] for result in self.results) / max(self.score(ROWS).agreed, 1)

    @property
    def extra_rate(self) -> float:
        """The share of the machine's events that no label has."""
        return 1 - self.score(ROWS).precision if self.score(ROWS).answers else 0.0

    def interval(self, measure: str) -> tuple[float, float]:
        """Return the bounds between which F1 falls in 95 of 100 draws of as many articles."""
        scores = [result.scores[measure] for result in self.results]
        agreed = [2 * score.agreed for score in scores]
        both = [score.labels + score.answers for score in scores]
        values = sorted(
            sum(agreed[i] for i in draw) / max(sum(both[i] for i in draw), 1) for draw in draws(len(scores))
        )
        return values[RESAMPLES * 25 // 1000], values[RESAMPLES * 975 // 1000 - 1]


@cache
def draws(count: int) -> list[list[int]]:
    """Return which of so many articles each resample holds; always the same."""
    generator = random.Random(SEED)
    return [generator.choices(range(count), k=count) for _ in range(RESAMPLES)]


def total(scores: Iterable[Score]) -> Score:
    """Return scores added up."""
    return Score(*map(sum, zip(*scores, strict=True)))


def measures() -> list[str]:
    """Return the names of all measures, in the order they are shown."""
    layers = [
        name for layer in LAYERS for name in (layer.name, f"{layer.name}, exact", f"{layer.name}, right")
    ]
    return [*layers, ROWS, WHOLE_ROWS, ROWS_WITH_TARGET]


def evaluate_folder(folder: Path) -> Evaluation:
    """Compare the machine's answer with the labels of every article in a folder.

    Raises:
        InputError: the folder holds no labelled article, or a label is wrong.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    results, unlabelled = [], []
    for path in sorted(folder.glob("*.txt")):
        if path.with_suffix(".annotations.jsonl").exists() and path.with_suffix(".events.jsonl").exists():
            results.append(evaluate_article(read_article(path), folder))
        else:
            unlabelled.append(path.stem)
    if not results:
        raise InputError(f"{folder}: no article with NAME.annotations.jsonl and NAME.events.jsonl beside it")
    return Evaluation(results, unlabelled)


def against_hand(article: Article, annotations: Sequence[Annotation], events: Sequence[Event]) -> Evaluation:
    """Compare an answer with the labels that the project holds for the article; there may be none."""
    for folder in (data_folder() / "annotations", data_folder() / "evaluation"):
        if (folder / f"{article.id}.annotations.jsonl").exists():
            labels = read_labels(article, folder)
            return Evaluation([compare(article, labels, (annotations, events))])
    return Evaluation([], [article.id])


def read_labels(article: Article, folder: Path) -> "Answer":
    """Return the labels that a folder holds for an article.

    Raises:
        InputError: a label is wrong; the message names file and line.
    """
    marks = read_annotations(folder / f"{article.id}.annotations.jsonl", article)
    return marks, read_events(folder / f"{article.id}.events.jsonl", article)


def evaluate_article(article: Article, folder: Path) -> ArticleResult:
    """Compare the machine's answer for an article with its labels in a folder.

    Raises:
        InputError: a label is wrong; the message names file and line.
    """
    annotations = annotate(article)
    return compare(article, read_labels(article, folder), (annotations, find_events(article, annotations)))


Pairs = list[tuple[int, int]]
Answer = tuple[Sequence[Annotation], Sequence[Event]]


def compare(article: Article, labels: Answer, answers: Answer) -> ArticleResult:
    """Compare two annotations of an article: the first is held to be right."""
    scores: dict[str, Score] = {}
    disagreements: list[Disagreement] = []
    for layer in LAYERS:
        of_layer = [[mark for mark in side if layer.holds(mark)] for side in (labels[0], answers[0])]
        scores |= _score_layer(layer, *of_layer)
        disagreements += _layer_disagreements(article, layer, *of_layer)
    pairs = pair_up(labels[1], answers[1], event_likeness)
    fields = Counter(dict.fromkeys(FIELDS, 0))
    whole = with_target = 0
    for i, j in pairs:
        right = right_fields(labels[1][i], answers[1][j])
        fields.update(right)
        whole += right.issuperset(DECISIVE)
        with_target += right.issuperset(SURE)
    scores[ROWS] = Score(len(labels[1]), len(answers[1]), len(pairs))
    scores[WHOLE_ROWS] = Score(len(labels[1]), len(answers[1]), whole)
    scores[ROWS_WITH_TARGET] = Score(len(labels[1]), len(answers[1]), with_target)
    disagreements += _event_disagreements(article, labels[1], answers[1], pairs)
    return ArticleResult(article.id, article.title, article.split, scores, fields, disagreements)


def right_fields(label: Event, answer: Event) -> set[str]:
    """Return the names of the fields in which a row is as its label has it."""
    return {name for name, same in FIELDS.items() if same(label, answer)}


def wholly_right(label: Event, answer: Event) -> bool:
    """Say whether a row is right in all that ``sure`` speaks of, the target's country included."""
    return right_fields(label, answer).issuperset(SURE)


def _score_layer(layer: Layer, labels: list[Annotation], answers: list[Annotation]) -> dict[str, Score]:
    pairs = [(labels[i], answers[j]) for i, j in pair_up(labels, answers, layer.likeness)]
    exact = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
    right = sum(layer.right(a, b) for a, b in pairs)
    counts = {"": len(pairs), ", exact": exact, ", right": right}
    return {layer.name + name: Score(len(labels), len(answers), agreed) for name, agreed in counts.items()}


def _layer_disagreements(
    article: Article, layer: Layer, labels: list[Annotation], answers: list[Annotation]
) -> list[Disagreement]:
    pairs = pair_up(labels, answers, layer.likeness)
    found: list[tuple[int, Disagreement]] = []
    for i, j in pairs:
        a, b = labels[i], answers[j]
        problem = "" if layer.right(a, b) else "value"
        problem = problem or ("" if (a.start, a.end) == (b.start, b.end) else "span")
        hand, machine = (layer.value(a), layer.value(b)) if problem == "value" else (a.exact, b.exact)
        if problem:
            found.append((a.start, Disagreement(article.id, layer.name, problem, a.exact, hand, machine)))
    missed, extra = _left_over(labels, answers, pairs)
    for problem, marks in (("missed", missed), ("extra", extra)):
        for mark in marks:
            sides = (layer.value(mark), "") if problem == "missed" else ("", layer.value(mark))
            found.append((mark.start, Disagreement(article.id, layer.name, problem, mark.exact, *sides)))
    return [disagreement for _, disagreement in sorted(found)]


def _event_disagreements(
    article: Article, labels: Sequence[Event], answers: Sequence[Event], pairs: Pairs
) -> list[Disagreement]:
    found = []
    for i, j in sorted(pairs):
        a, b = labels[i], answers[j]
        for name, same in FIELDS.items():
            if not same(a, b):
                found.append(_event_problem(article, name, a, _field(a, name), _field(b, name)))
    missed, extra = _left_over(labels, answers, pairs)
    found += [_event_problem(article, "missed", event, _row(event), "") for event in missed]
    return found + [_event_problem(article, "extra", event, "", _row(event)) for event in extra]


def _left_over(
    labels: Sequence[Thing], answers: Sequence[Thing], pairs: Pairs
) -> tuple[list[Thing], list[Thing]]:
    """Return the labels and the answers that no pair has."""
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [label for i, label in enumerate(labels) if i not in met]
    return missed, [answer for j, answer in enumerate(answers) if j not in used]


def _event_problem(article: Article, problem: str, event: Event, hand: str, machine: str) -> Disagreement:
    return Disagreement(article.id, "events", problem, _trigger(article, event), hand, machine)


COLUMN = {
    "count": "count_low",
    "actor": "actor_country",
    "target": "target_country",
    "attribution": "attributed_to",
}


def _field(event: Event, name: str) -> str:
    value = getattr(event, COLUMN.get(name, name))
    return "" if value is None else str(value)


def _row(event: Event) -> str:
    count = "" if event.count_low is None else str(event.count_low)
    parties = f"{event.actor or event.actor_country} → {event.target or event.target_country}"
    return ", ".join(part for part in (event.kind, event.date, count, event.status, parties) if part)


def _trigger(article: Article, event: Event) -> str:
    first = event.mentions.split(";")[0]
    if not first:
        return event.kind
    start, end = map(int, first.split("-"))
    return article.text[start:end]
