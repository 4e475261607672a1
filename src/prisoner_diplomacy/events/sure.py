"""How sure a row is: the probability that it is wholly right, from a small model fitted on labelled texts.

The model is logistic regression over the few features below. `tools/fit_sure.py` fits its coefficients,
which lie in `lexicon/sure.toml`, from `data/evaluation/row_features.csv`.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import exp, log1p

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

OPENING_SENTENCES = 3


def with_sureness(rows: list[Event], document: Document, marks: SortedMarks) -> list[Event]:
    """Return the rows with ``sure`` filled.

    Args:
        rows: the events of one article.
        document: its segmentation.
        marks: its marks, layer by layer.
    """
    density = density_of(document, marks)
    return [replace(row, sure=probability(features_of(row, document, marks, density))) for row in rows]


def density_of(document: Document, marks: SortedMarks) -> float:
    """Return the share of a text's sentences that mention an event, 0 to 1."""
    numbers = {document.sentence_number(mark.start) for mark in marks.mentions.marks}
    return len(numbers) / max(len(document.sentences), 1)


def features_of(row: Event, document: Document, marks: SortedMarks, density: float) -> dict[str, float]:
    """Return what the model looks at: 0 or 1, a share, or the logarithm of one more than a number.

    Args:
        row: the event; its spans point into the document.
        document: the article's segmentation.
        marks: the article's marks.
        density: the share of its sentences that mention an event.
    """
    mentions = parse_spans(row.mentions)
    number = document.sentence_number(mentions[0][0])
    span = document.sentences[number]
    triggers = len(marks.mentions.within(span.start, span.end))
    times = len(marks.times.within(span.start, span.end))
    words = document.text.count(" ", span.start, span.end)
    return {
        f"kind {row.kind}": 1.0,
        f"status {row.status}": 1.0,
        f"date {row.date_basis}": 1.0,
        "date is an interval": float("/" in row.date),
        f"actor {row.actor_basis}": 1.0,
        "actor has no country": float(not row.actor_country),
        "actor has several countries": float(";" in row.actor_country),
        f"target {row.target_basis}": 1.0,
        "target has no country": float(not row.target_country),
        "target has several countries": float(";" in row.target_country),
        "actor and target of one country": float(
            bool(row.actor_country) and row.actor_country == row.target_country
        ),
        "people are counted": float(row.count_low is not None),
        "somebody says so": float(bool(row.attributed_to)),
        "in the opening": float(number < OPENING_SENTENCES),
        "mentions": log1p(len(mentions)),
        "triggers in its sentence": log1p(triggers),
        "times in its sentence": log1p(times),
        "words in its sentence": log1p(words),
        "share of sentences with events": density,
    }


def probability(features: Mapping[str, float]) -> float:
    """Return the probability that a row with these features is wholly right, in hundredths."""
    model = load_toml("sure.toml")
    weights: dict[str, float] = model["coefficients"]
    score = model["intercept"] + sum([weights.get(name, 0.0) * value for name, value in features.items()])
    return round(1 / (1 + exp(-score)), 2)


def doubtful_below() -> float:
    """Return the line below which a row is marked doubtful."""
    return float(load_toml("sure.toml")["doubtful_below"])
