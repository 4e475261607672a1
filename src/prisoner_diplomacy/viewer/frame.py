"""Tables shown in full: in words, numbers aligned, the raw values in the file that the report keeps."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from prisoner_diplomacy.schema.csv_cells import to_csv
from prisoner_diplomacy.summary import file_name, save_csv
from prisoner_diplomacy.table_words import STYLE, readable, table_markup, table_text
from prisoner_diplomacy.viewer.shown import Shown

if TYPE_CHECKING:
    import pandas as pd


def show_table(
    table: "pd.DataFrame",
    name: str = "",
    empty: str = "Nothing of the kind.",
    links: Sequence[str] | None = None,
) -> Shown:
    """Return a table for a notebook, in words.

    Args:
        table: what to show.
        name: under which the report keeps the raw values as CSV; it keeps none without a name.
        empty: what is said instead of a table without rows.
        links: of each row its publishers' pages, as markup.
    """
    kept = {"name": name, "csv": to_csv(table)} if name else {}
    if table.empty:
        return Shown(f"<p>{escape(empty)}</p>", empty, **kept)
    columns = readable(table)
    label = escape(f"Table {name}".strip())
    markup = (
        f'<style>{STYLE}</style><div class="pd-wide" tabindex="0" role="region" aria-label="{label}">'
        f"{table_markup(columns, name, links=links)}</div>"
    )
    return Shown(markup, table_text(columns), **kept)


def show_file(table: "pd.DataFrame", name: str) -> Shown:
    """Write a table with its raw values to ``build/tables/NAME.csv``; return what was written."""
    text = save_csv(table, name)
    return Shown(f"<p>{escape(text)}</p>", text, file_name(name), to_csv(table))
