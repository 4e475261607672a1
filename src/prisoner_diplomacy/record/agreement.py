"""How far two coders who filled the same cells apart from each other agree."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from prisoner_diplomacy.record.load import load_second_coding, split
from prisoner_diplomacy.table_words import words_of
from prisoner_diplomacy.wording import in_100

FEWEST = 10
"""Below so many cells a coefficient says nothing, and is left out."""


def krippendorff_alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Krippendorff's alpha of two coders who both coded every unit, for values without order.

    One less the disagreement there is over the disagreement that chance would give if the same values were
    dealt out anew: 1 is full agreement, 0 what chance gives. None when there is one value alone, so
    that nothing could differ. After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), B.

    Args:
        pairs: the two values of each unit.
    """
    values = Counter(value for pair in pairs for value in pair)
    total = values.total()
    by_chance = sum(n * (total - n) for n in values.values())
    if not by_chance:
        return None
    observed = 2 * sum(first != second for first, second in pairs)
    return 1 - observed * (total - 1) / by_chance


def agreement_by_field(folder: Path | None = None) -> pd.DataFrame:
    """Return, for each field and for all, how many cells two coders filled alike.

    Cells of several values are alike when they hold the same ones, in whatever order. ``alpha`` is
    missing where there are fewer than ten cells or one value alone.

    Args:
        folder: the data folder, by default the clone's.
    """
    coded = load_second_coding(folder)
    coded["pair"] = list(zip(_plain(coded["first"]), _plain(coded["second"]), strict=True))
    rows = [
        {"field": field, "tables": ", ".join(sorted(set(group["table"]))), **_counted(group["pair"].tolist())}
        for field, group in coded.groupby("field")
    ]
    whole = {"field": "all", "tables": "", **_counted(coded["pair"].tolist()), "alpha": float("nan")}
    return pd.DataFrame([*rows, whole])


def _counted(pairs: list[tuple[str, str]]) -> dict[str, int | float]:
    alike = sum(first == second for first, second in pairs)
    alpha = krippendorff_alpha(pairs) if len(pairs) >= FEWEST else None
    percent = round(100 * alike / len(pairs), 1)
    coefficient = float("nan") if alpha is None else round(alpha, 2)
    return {"cells": len(pairs), "alike": alike, "percent": percent, "alpha": coefficient}


def settled_differences(folder: Path | None = None) -> pd.DataFrame:
    """Return the cells that two coders filled differently, with what holds now and why."""
    coded = load_second_coding(folder)
    apart = [a != b for a, b in zip(_plain(coded["first"]), _plain(coded["second"]), strict=True)]
    columns = ["row", "field", "first", "second", "settled", "why"]
    return coded[apart][columns].sort_values(["row", "field"], ignore_index=True)


def describe_agreement(folder: Path | None = None) -> str:
    """Return in a sentence how many cells and rows were coded twice and how many came out alike."""
    table = agreement_by_field(folder)
    whole, rows = table.iloc[-1], load_second_coding(folder)["row"].nunique()
    fields = table.iloc[:-1]
    settled = settled_differences(folder)
    kept = sum(
        first == now for first, now in zip(_plain(settled["first"]), _plain(settled["settled"]), strict=True)
    )
    least = fields[fields["cells"] >= FEWEST].sort_values(["percent", "field"]).head(1)
    where = "".join(
        f" Of the fields with {FEWEST} cells or more they agree least on “{words_of('field', row['field'])}” "
        f"({row['alike']} of {row['cells']})."
        for _, row in least.iterrows()
    )
    return (
        f"A second coder filled {whole['cells']} cells of {rows} rows again; {whole['alike']} came out "
        f"alike, {in_100(whole['alike'] / whole['cells'])} in 100.{where} Of the {len(settled)} that "
        f"differed {kept} were settled as first coded and {len(settled) - kept} otherwise."
    )


def _plain(cells: "pd.Series[str]") -> list[str]:
    return [";".join(sorted(split(cell))) for cell in cells]
