"""Tables shown in full: all words, aligned left, without row numbers."""

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from prisoner_diplomacy.schema.csv_cells import to_csv
from prisoner_diplomacy.viewer.shown import Shown
from prisoner_diplomacy.wording import day_words

if TYPE_CHECKING:
    import pandas as pd

DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}))?")
STYLE = (
    ".pd-wide{overflow-x:auto;max-width:100%}"
    ".pd-frame{font:14px/1.4 'DejaVu Sans',Verdana,Arial,sans-serif;border-collapse:collapse;"
    "color:inherit}.pd-frame th,.pd-frame td{text-align:left!important;vertical-align:top;"
    "padding:.3em .7em;border:0;border-top:1px solid #8884;white-space:pre-wrap;max-width:34em}"
    ".pd-frame thead th{border-top:0;border-bottom:2px solid}.pd-frame .pd-n{text-align:right!important}"
)


def show_table(table: "pd.DataFrame", name: str = "", empty: str = "Nothing of the kind.") -> Shown:
    """Return a table for a notebook.

    Args:
        table: what to show.
        name: under which the report keeps the table as CSV; it keeps none without a name.
        empty: what is said instead of a table without rows.
    """
    kept = {"name": name, "csv": to_csv(table)} if name else {}
    if table.empty:
        return Shown(f"<p>{escape(empty)}</p>", empty, **kept)
    columns = [str(name) for name in table.columns]
    rows = [[_text(value) for value in row] for row in table.itertuples(index=False)]
    numeric = [kind.kind in "iuf" for kind in table.dtypes]
    head = "".join(
        _cell("th", name.replace("_", " "), number) for name, number in zip(columns, numeric, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell('td', value, number) for value, number in zip(row, numeric, strict=True))}</tr>"
        for row in rows
    )
    label = escape(f"Table {name}".strip())
    markup = (
        f'<style>{STYLE}</style><div class="pd-wide" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="pd-frame" data-name="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    lines = [" | ".join(row) for row in [columns, *rows]]
    return Shown(markup, "\n".join(lines), **kept)


def framed(columns: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> str:
    """Return headings and rows of cells that are markup already as a table."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<style>{STYLE}</style><div class="pd-wide" tabindex="0" role="region" aria-label="Table {name}">'
        f'<table class="pd-frame" data-name="{name}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(tag: str, text: str, number: bool) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    kind = ' class="pd-n"' if number else ""
    return f"<{tag}{scope}{kind}>{escape(text)}</{tag}>"


def _text(value: object) -> str:
    import pandas as pd

    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value)
    return day_words(text) if DAY.fullmatch(text) else text
