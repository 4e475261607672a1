"""A view in a notebook: a widget where a kernel answers, else the same markup with the script inside."""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review.corrections import Correction, parse_correction, write_corrections
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.payload import loaded_records
from prisoner_diplomacy.wording import plural

if TYPE_CHECKING:
    import pandas as pd

SESSION = "JPY_SESSION_NAME"
"""The variable by which a Jupyter server tells a kernel which notebook it serves."""


class ArticleView:
    """The linked view of an article.

    In a live notebook ``selected`` gives the chosen row as a table and can be set, ``corrections`` gives
    what was decided in the view, and ``save`` keeps it. Stored in a notebook, the view is plain markup
    that reads well without style and script, and works with them.
    """

    def __init__(
        self, article: Article, rows: Sequence[Event], html: str, text: str, markup: str, data: dict[str, Any]
    ) -> None:
        self.article = article
        self.rows = list(rows)
        self.html = html
        self.text = text
        self.markup = markup
        self.data = data
        self._widget: Any = None

    @property
    def widget(self) -> Any:
        """The widget, made when first asked for; its traits ``chosen`` and ``records`` follow the view."""
        if self._widget is None:
            from prisoner_diplomacy.viewer.widget import make_widget

            self._widget = make_widget(self)
        return self._widget

    @property
    def selected_rows(self) -> list[Event]:
        """The chosen rows."""
        chosen = self._widget.chosen if self._widget is not None else []
        return [row for row in self.rows if row.event_id in chosen]

    @property
    def selected(self) -> "pd.DataFrame":
        """The chosen rows as a table; set it to a row's number, to an id, or to several."""
        from prisoner_diplomacy.events import tabulate

        return tabulate(self.selected_rows)

    @selected.setter
    def selected(self, rows: int | str | Iterable[int | str]) -> None:
        wanted = [rows] if isinstance(rows, int | str) else list(rows)
        ids = [self.rows[row - 1].event_id if isinstance(row, int) else row for row in wanted]
        unknown = [row for row in ids if row not in {known.event_id for known in self.rows}]
        if unknown:
            raise ValueError(f"no row {unknown[0]!r}; rows are numbered from 1 to {len(self.rows)}")
        self.widget.chosen = ids

    @property
    def corrections(self) -> list[Correction]:
        """All decisions, those loaded and those taken in the view.

        Raises:
            InputError: the view sent something that is no correction.
        """
        records = self._widget.records if self._widget is not None else loaded_records(self.data)
        return [parse_correction(record, self.article) for record in records]

    def save(self) -> str:
        """Keep the decisions in the clone's ``data/annotations``; return in a sentence what was written.

        Raises:
            InputError: the view sent something that is no correction; nothing is written.
        """
        from prisoner_diplomacy.review import review_path

        path = review_path(self.article)
        write_corrections(path, self.corrections)
        count = plural(len(self.corrections), "decision")
        return f"{count} saved in data/annotations/{path.name}; run again to apply."

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        bundle = {"text/html": self.html, "text/plain": self.text}
        if SESSION not in os.environ:
            return bundle
        live = self.widget._repr_mimebundle_()
        data, metadata = live if isinstance(live, tuple) else (live, {})
        return {**(data or {}), **bundle}, metadata
