"""The annotator's own errors carried into counts of events, as bounds.

How often a row is right, how many reports it finds and how often a date is right is known from labelled
texts, and known the less the fewer they are: each rate is drawn anew from its posterior, a beta
distribution with Jeffreys' prior. With each draw, events that nothing but wrong rows speak of are taken
out, events that were missed are put in, and events with wrong dates moved. This is the correction of a
count by what a test misses and wrongly reports (W. J. Rogan, B. Gladen, Estimating prevalence from the
results of a screening test, American Journal of Epidemiology 107, 1978), applied to each event by the
number of independent texts that tell of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from prisoner_diplomacy.analysis.joined_events import happened, month_of
from prisoner_diplomacy.evaluation.evaluate import ROWS, Evaluation, Score
from prisoner_diplomacy.linkage import Linked
from prisoner_diplomacy.linkage.joined import JoinedEvent
from prisoner_diplomacy.wording import in_100, plural

DRAWS, SEED = 2000, 20251122
LOWEST, HIGHEST = 2.5, 97.5
"""Percentiles between which 95 of 100 draws lie."""
ALL = "all"
PRIOR = 0.5
"""Jeffreys' prior: half a success and half a failure before any is seen."""


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """What comparing with labels found, as counts.

    Args:
        labels: events that the labels have.
        answers: events that the annotator has.
        agreed: events that both have.
        dated: of these, those with the right date.
    """

    labels: int
    answers: int
    agreed: int
    dated: int


def rates_of(evaluation: Evaluation) -> ErrorRates:
    """Return the counts of an evaluation from which error rates follow."""
    score: Score = evaluation.score(ROWS)
    dated = sum(result.fields["date"] for result in evaluation.results)
    return ErrorRates(score.labels, score.answers, score.agreed, dated)


def by_month_with_errors(linked: Linked, rates: ErrorRates) -> pd.DataFrame:
    """Return, a row a month and one for all, how many events were counted and the bounds of the true number.

    The bounds hold if the labelled texts are read as well as these, if texts of their own err independently,
    and if any number of texts that tell of an event was as likely before. A row that a person checked is
    taken to be right.

    Args:
        linked: events joined from reports.
        rates: how often the annotator is right.
    """
    events = happened(linked)
    months = sorted({month_of(event) for event in events})
    place = np.array([months.index(month_of(event)) for event in events], dtype=int)
    generator = np.random.default_rng(SEED)
    drawn = np.array([_drawn(events, place, len(months), rates, generator) for _ in range(DRAWS)])
    counted = np.bincount(place, minlength=len(months))
    low, high = np.percentile(np.c_[drawn, drawn.sum(axis=1)], [LOWEST, HIGHEST], axis=0)
    columns = {"events": [*counted, len(events)], "likely_low": np.floor(low), "likely_high": np.ceil(high)}
    return pd.DataFrame({"month": [*months, ALL], **columns}).astype(dict.fromkeys(columns, int))


def _drawn(
    events: Sequence[JoinedEvent],
    place: "np.ndarray[Any, Any]",
    months: int,
    rates: ErrorRates,
    generator: np.random.Generator,
) -> "np.ndarray[Any, Any]":
    """Return how many events each month has if the rates are as one draw has them."""
    right = generator.beta(rates.agreed + PRIOR, rates.answers - rates.agreed + PRIOR)
    found = generator.beta(rates.agreed + PRIOR, rates.labels - rates.agreed + PRIOR)
    dated = generator.beta(rates.dated + PRIOR, rates.agreed - rates.dated + PRIOR)
    texts = np.array([event.origins for event in events], dtype=int)
    checked = np.array([event.reviewed > 0 for event in events], dtype=bool)
    real = checked | (generator.random(len(events)) < 1 - (1 - right) ** texts)
    # Of so many texts that tell of an event, those found; then of so many such events, those found by any.
    told = texts + generator.negative_binomial(texts + 1, found)
    missed = generator.negative_binomial(1, 1 - (1 - found) ** told)
    moved = ~checked & (generator.random(len(events)) < (1 - dated) ** texts)
    where = np.where(moved, generator.permutation(place), place)
    return np.bincount(where, weights=real * (1 + missed), minlength=months)


def describe_errors(table: pd.DataFrame, rates: ErrorRates) -> str:
    """Return in a sentence the bounds of all months together, and what the rates are."""
    right, found = rates.agreed / max(rates.answers, 1), rates.agreed / max(rates.labels, 1)
    everything = table.iloc[-1]
    return (
        f"Of the rows that the annotator reads in labelled texts {in_100(right)}% are of an event that the "
        f"labels have, and it finds {in_100(found)}% of those. If it reads these texts as well, the "
        f"{plural(int(everything['events']), 'event')} counted stand for between "
        f"{everything['likely_low']} and {everything['likely_high']}."
    )
