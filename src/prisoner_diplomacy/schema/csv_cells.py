"""CSV whose cells no spreadsheet takes for a formula, and its reading back.

A text that begins like a formula is written with an apostrophe before it, as spreadsheets themselves
mark text; apostrophes before such a beginning are told apart by one more, so that nothing is lost.
After OWASP, "CSV Injection".
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Value = TypeVar("Value")
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def to_csv(table: "pd.DataFrame", header: bool = True) -> str:
    """Return a table as CSV with guarded cells and column names."""
    safe = table.rename(columns=guard)
    for place, kind in enumerate(safe.dtypes):
        if kind.kind == "O":
            safe.isetitem(place, safe.iloc[:, place].map(guard).array)
    return safe.to_csv(index=False, header=header, lineterminator="\n")


def read_csv(path: str | Path) -> "pd.DataFrame":
    """Read what `to_csv` wrote, every cell as the text it was; empty cells are empty texts."""
    import pandas as pd

    table = pd.read_csv(path, dtype="string", keep_default_na=False)
    return table.rename(columns=unguard).map(unguard)


def guard(value: Value) -> Value | str:
    """Return a text with an apostrophe before it where it begins like a formula; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def unguard(value: Value) -> Value | str:
    """Return the text that `guard` was given."""
    return value[1:] if isinstance(value, str) and GUARDED.match(value) else value
