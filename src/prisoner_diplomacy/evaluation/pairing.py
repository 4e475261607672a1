"""When an answer counts as the same as a label: the rules by which machine and hand are compared.

Every pairing is one to one, the likest pair first.

- Marks pair by the characters they share; a quote must share four fifths of what the two cover.
- Events pair when they are of one kind and rest on a common stretch of text, or else have the same
  date and count. Like dates, counts and countries make a pair likelier, dates that exclude each
  other less likely.
- Dates are the same when they allow the same days. Speakers are the same when their names share a
  word that says who it is.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TypeVar

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.lexicon import load_words
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import Annotation
from prisoner_diplomacy.schema.rows import Event

Thing = TypeVar("Thing")
QUOTE_SHARE = 0.8
EVIDENCE, SAME_DATE, SAME_COUNT, COUNTRY, CLASH, LEAST = 2.0, 1.0, 1.0, 0.5, -1.5, 0.1
WORD = re.compile(r"[^\W\d_]{2,}")


def pair_up(
    labels: Sequence[Thing], answers: Sequence[Thing], likeness: Callable[[Thing, Thing], float]
) -> list[tuple[int, int]]:
    """Return the indexes of labels and answers that belong together, each used once, the likest first."""
    scored = [
        (likeness(label, answer), i, j) for i, label in enumerate(labels) for j, answer in enumerate(answers)
    ]
    pairs: list[tuple[int, int]] = []
    used_labels: set[int] = set()
    used_answers: set[int] = set()
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and i not in used_labels and j not in used_answers:
            pairs.append((i, j))
            used_labels.add(i)
            used_answers.add(j)
    return pairs


def overlap(label: Annotation, answer: Annotation) -> float:
    """Return how many characters two marks share."""
    return max(min(label.end, answer.end) - max(label.start, answer.start), 0)


def quote_overlap(label: Annotation, answer: Annotation) -> float:
    """Return the share of characters that two quotes have in common, nothing below four fifths."""
    union = max(label.end, answer.end) - min(label.start, answer.start)
    share = overlap(label, answer) / union
    return share if share >= QUOTE_SHARE else 0


def event_likeness(label: Event, answer: Event) -> float:
    """Return how likely it is that two rows mean the same event, 0 when they cannot."""
    if label.kind != answer.kind:
        return 0
    alike = same_date(label.date, answer.date)
    counts = label.count_low == answer.count_low
    together = spans_meet(label.evidence, answer.evidence)
    if not together and not (label.date and alike and counts):
        return 0
    score = 1 + EVIDENCE * together + SAME_DATE * alike + SAME_COUNT * counts
    score += CLASH * (not dates_compatible(label.date, answer.date))
    score += COUNTRY * bool(items(label.actor_country) & items(answer.actor_country))
    score += COUNTRY * bool(items(label.target_country) & items(answer.target_country))
    return max(score, LEAST)


def spans_meet(one: str, other: str) -> bool:
    """Return whether two lists of spans share a character."""
    return any(a < d and c < b for a, b in parse_spans(one) for c, d in parse_spans(other))


def items(value: str) -> set[str]:
    """Return the values that stand between semicolons."""
    return {item for item in value.split(";") if item}


def same_date(one: str, other: str) -> bool:
    """Return whether two values allow the same days, or are written alike."""
    return one == other or (bounds(one) is not None and bounds(one) == bounds(other))


def dates_compatible(one: str, other: str) -> bool:
    """Return whether some day fits both values; a value that says nothing fits all."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return True
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (a[1] or date.max)


@cache
def bounds(value: str) -> tuple[date | None, date | None] | None:
    """Return the first and last day a date allows, or None when it is no date."""
    try:
        return edtf_bounds(value) if value else None
    except ValueError:
        return None


def same_name(one: str, other: str) -> bool:
    """Return whether two ids or texts name the same: equal, or with a telling word in common."""
    return one.strip().lower() == other.strip().lower() or bool(_telling(one) & _telling(other))


def _telling(name: str) -> set[str]:
    return set(WORD.findall(name.lower().replace("-", " "))) - load_words("untelling_words.txt")
