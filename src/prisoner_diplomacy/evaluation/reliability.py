"""Whether `sure` keeps its word: rows of texts it was not fitted on, by how sure the model was of them."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from prisoner_diplomacy.events.sure import probability
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.wording import in_100

TABLE = "row_features.csv"
NOT_FEATURES = ("set", "article", "part", "found", "right")
BINS = 5
# The normal quantile of 95 of 100 cases, for Wilson's interval.
QUANTILE = 1.96


class Reliability(NamedTuple):
    """How well probabilities hold.

    Attributes:
        bins: one row a bin of equally many rows: how many, how sure the model was on average, what share
            was right, and the bounds of that share (Wilson, 1927).
        brier: the mean squared distance between probability and truth (Brier, 1950), 0 is best.
        base: the same for one who always gives the share of rows that are right.
        rows: how many rows were checked.
        texts: of how many texts they are.
    """

    bins: pd.DataFrame
    brier: float
    base: float
    rows: int
    texts: int

    @property
    def sentence(self) -> str:
        """What it comes to, in words."""
        low, high = self.bins.iloc[0], self.bins.iloc[-1]
        return (
            f"Of the fifth of rows that the model is least sure of {in_100(low['right'])} in 100 are wholly "
            f"right, of the fifth it is surest of {in_100(high['right'])}. Over all {self.rows} rows, of "
            f"{self.texts} texts, its Brier score, of which 0 is best, is {self.brier:.3f}; to say of every "
            f"row what is true of the average would give {self.base:.3f}."
        )


def read_reliability(folder: Path | None = None) -> Reliability:
    """Return how well `sure` holds on the rows kept from fitting.

    Args:
        folder: where `row_features.csv` lies; the project's `data/evaluation` by default.
    """
    table = pd.read_csv((folder or data_folder() / "evaluation") / TABLE)
    features = [name for name in table.columns if name not in NOT_FEATURES]
    checked = table[table["part"] == "check"]
    sure = pd.Series([probability(dict(row)) for _, row in checked[features].iterrows()])
    right = checked["right"].reset_index(drop=True)
    base = right.mean()
    return Reliability(
        _bins(sure, right),
        float(((sure - right) ** 2).mean()),
        float(((base - right) ** 2).mean()),
        len(right),
        checked["article"].nunique(),
    )


def _bins(sure: pd.Series, right: pd.Series) -> pd.DataFrame:
    order = sure.sort_values(kind="stable").index
    rows = []
    for number in range(BINS):
        held = order[len(order) * number // BINS : len(order) * (number + 1) // BINS]
        share = right[held].mean()
        rows.append((len(held), sure[held].mean(), share, *wilson(share, len(held))))
    return pd.DataFrame(rows, columns=["rows", "sure", "right", "right from", "right to"]).round(6)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the bounds of a share seen in so many cases, by Wilson's score interval for 95 of 100."""
    squared = QUANTILE**2
    middle = (share + squared / (2 * count)) / (1 + squared / count)
    reach = QUANTILE / (1 + squared / count) * (share * (1 - share) / count + squared / (4 * count**2)) ** 0.5
    return middle - reach, middle + reach
