"""The linked view of an article for people: its words, its rows and time, each leading to the others.

The markup alone is the marked article with its table; the script adds choosing, filters and corrections.
The same source serves a page of its own and a widget in JupyterLab. All text of the article is escaped.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review import Reviewed
from prisoner_diplomacy.review.comparing import compare
from prisoner_diplomacy.schema.marks import LAYERS, Annotation
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.frame import show_file, show_table
from prisoner_diplomacy.viewer.live import ArticleView
from prisoner_diplomacy.viewer.movable import show_movable
from prisoner_diplomacy.viewer.notes import TITLES
from prisoner_diplomacy.viewer.page import data_element, page, page_script, stylesheet
from prisoner_diplomacy.viewer.payload import Contents, Shelf, contents_of, places_of, view_data
from prisoner_diplomacy.viewer.row_list import row_words, state_of, table_markup
from prisoner_diplomacy.viewer.shown import Shown, show_sentence
from prisoner_diplomacy.viewer.text import shown, text_markup
from prisoner_diplomacy.wording import long_day

__all__ = [
    "ArticleView",
    "Shown",
    "render_article",
    "render_comparison",
    "render_page",
    "show_article",
    "show_comparison",
    "show_file",
    "show_movable",
    "show_sentence",
    "show_table",
    "view_id",
]

FULL = 24
"""Rows shown at full height beside the text; more are scrolled through in a frame that stays in sight."""
FIRST_LAYERS = ("event", "quote")
Marks = Sequence[Annotation] | Reviewed


def show_article(article: Article, marks: Marks, events: Sequence[Event] | None = None) -> ArticleView:
    """Return the linked view of an article for a notebook.

    Args:
        article: the text.
        marks: its marks; or reviewed rows and marks in one, and then ``events`` is not needed.
        events: its rows.
    """
    return _show(article, _contents(marks, events))


def show_comparison(
    article: Article,
    marks: Sequence[Annotation],
    ones: Sequence[Event],
    others: Sequence[Event],
    names: tuple[str, str] = ("the machine", "a person"),
) -> ArticleView:
    """Return two sets of rows over one text in one view, agreement and differences marked."""
    return _show(article, _compared(marks, ones, others, names))


def render_article(article: Article, marks: Marks, events: Sequence[Event] | None = None) -> str:
    """Return the view as a piece of HTML without style and script, which its page brings."""
    contents = _contents(marks, events)
    key = _key(article, contents)
    data = data_element(view_data(article, contents, key))
    return _markup(article, contents, key, data, "data-address data-reading")


def view_id(article: Article, marks: Marks, events: Sequence[Event] | None = None) -> str:
    """Return the id of an article's view; those of its rows follow it, as in ``ID-r1``."""
    return _key(article, _contents(marks, events))


def render_page(article: Article, marks: Marks, events: Sequence[Event] | None = None) -> str:
    """Return the view as a whole page."""
    return _page(article, _contents(marks, events))


def render_comparison(
    article: Article,
    marks: Sequence[Annotation],
    ones: Sequence[Event],
    others: Sequence[Event],
    names: tuple[str, str] = ("the machine", "a person"),
) -> str:
    """Return two sets of rows over one text as a whole page, agreement and differences marked."""
    return _page(article, _compared(marks, ones, others, names))


def _show(article: Article, contents: Contents) -> ArticleView:
    counts = Counter(mark.layer for mark in contents.marks)
    listed = ", ".join(f"{TITLES[layer].lower()} {counts[layer]}" for layer in LAYERS)
    rows = f" {len(contents.rows)} event rows." if contents.rows else ""
    text = f"{article.id}: {len(contents.marks)} marks ({listed}).{rows}"
    key = _key(article, contents)
    data = view_data(article, contents, key)
    own = f"<style>{stylesheet()}</style>"
    script = f'<script type="module">{page_script()}</script>'
    stored = own + _markup(article, contents, key, data_element(data)) + script
    return ArticleView(article, contents.rows, stored, text, _markup(article, contents, key, ""), data)


def _page(article: Article, contents: Contents) -> str:
    key = _key(article, contents)
    data = data_element(view_data(article, contents, key))
    title = article.title or next((row_words(row) for row in contents.rows), article.id)
    heading = f'<h1 class="pd-title" dir="auto">{shown(title)}</h1>'
    return page(title, heading, _markup(article, contents, key, data, "data-address", titled=False))


def _compared(
    marks: Sequence[Annotation], ones: Sequence[Event], others: Sequence[Event], names: tuple[str, str]
) -> Contents:
    shelves = []
    for pair in compare(ones, others):
        row = pair.one or pair.other
        if row is not None:
            shelves.append(Shelf(row, row, state_of(row), None, pair))
    return Contents(marks, shelves, (), names)


def _contents(marks: Marks, events: Sequence[Event] | None) -> Contents:
    if isinstance(marks, Reviewed):
        return contents_of(marks)
    return Contents(marks, [Shelf(row, row, state_of(row)) for row in events or ()])


def _key(article: Article, contents: Contents) -> str:
    seed = f"{article.id}\n{article.sha256}\n{list(contents.marks)!r}\n{contents.rows!r}"
    return "pd" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _markup(
    article: Article, contents: Contents, key: str, data: str, kind: str = "", titled: bool = True
) -> str:
    rows = contents.rows
    differs = {
        place: shelf.pair.differs or None in shelf.pair[:2]
        for place, shelf in enumerate(contents.shelves)
        if shelf.pair is not None
    }
    states = [shelf.state for shelf in contents.shelves]
    table = table_markup(rows, states, differs, key, places_of(article, rows))
    side = f'<div class="pd-side"{"" if rows else " hidden"}><div class="pd-table">{table}</div></div>'
    numbered = [None if state == "deleted" else row for row, state in zip(rows, states, strict=True)]
    columns = " ".join(["pd-body", *(["pd-two"] if rows else []), *(["pd-tall"] if len(rows) > FULL else [])])
    return (
        f'<section class="pd" id="{key}" aria-label="Annotated article"{f" {kind}" if kind else ""}>'
        f'{_heading(article, titled)}{_legend(contents, key)}<div class="{columns}">'
        f'<div class="pd-text" lang="{shown(article.language)}">'
        f"{text_markup(article, contents.marks, numbered, key)}</div>"
        f"{side}</div>{data}</section>"
    )


def _heading(article: Article, titled: bool) -> str:
    title = f'<h2 class="pd-title" dir="auto">{shown(article.title)}</h2>' if titled and article.title else ""
    day = f"published {long_day(article.published)}" if article.published else ""
    known = " · ".join(f"<bdi>{shown(part)}</bdi>" for part in (article.publisher, day) if part)
    return f'{title}<p class="pd-by">{known}</p>'


def _legend(contents: Contents, key: str) -> str:
    counts = Counter(mark.layer for mark in contents.marks)
    on = FIRST_LAYERS if contents.rows else LAYERS
    return "".join(
        f'<span class="pd-layer"><input type="checkbox" class="pd-layer-{layer}" id="{key}-{layer}"'
        f"{' checked' if layer in on else ''}>"
        f'<label for="{key}-{layer}"><span class="pd-{layer}">{title}</span> {counts[layer]}</label></span> '
        for layer, title in TITLES.items()
    )
