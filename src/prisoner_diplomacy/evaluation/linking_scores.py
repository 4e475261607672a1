"""How well report rows are joined: pairs of rows, beside the truth of a generated corpus."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple


class PairScore(NamedTuple):
    """Scores over pairs of rows, each 0 to 1.

    Args:
        precision: of the pairs joined, the share that are of one true event.
        recall: of the pairs that are of one true event, the share joined.
        f1: their harmonic mean.
    """

    precision: float
    recall: float
    f1: float


def score_pairs(joined: Mapping[Any, Hashable], truth: Mapping[Any, Hashable]) -> PairScore:
    """Score how rows were joined, over all pairs of them.

    Args:
        joined: for each row, the event it was joined to.
        truth: for each row, the event it is about.
    """
    both = _pairs(Counter((joined[row], truth[row]) for row in truth))
    made, true = _pairs(Counter(joined[row] for row in truth)), _pairs(Counter(truth.values()))
    return PairScore(_share(both, made), _share(both, true), _share(2 * both, made + true))


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
