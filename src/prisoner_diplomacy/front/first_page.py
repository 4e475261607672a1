"""The page that a report begins with: the finding, a figure, the text with its rows, how far to trust it."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.front.accounts import counts_reported, exchange_claims, later_claims
from prisoner_diplomacy.front.cite import citation, cited, report_citation
from prisoner_diplomacy.front.lead import headline, later_releases, lead, numbers
from prisoner_diplomacy.front.record_rows import (
    held_table,
    later_claims_table,
    later_table,
    links_table,
    releases_table,
    source_links,
    voices_table,
)
from prisoner_diplomacy.front.subject import Sentence, Story, story_of
from prisoner_diplomacy.front.trust import held_out, how_often_right, how_read, trust
from prisoner_diplomacy.places import data_folder, record_folder
from prisoner_diplomacy.review import Reviewed, reviewed_rows
from prisoner_diplomacy.viewer.text import shown
from prisoner_diplomacy.wording import long_day, opened, undirected

if TYPE_CHECKING:
    from prisoner_diplomacy.charts.core import Chart
    from prisoner_diplomacy.evaluation.evaluate import Evaluation
    from prisoner_diplomacy.record.load import Context

NOT_SHOWN = (
    "Whether what the article says is true: an event tells what is written, and in whose voice.",
    "Cause: events close in time, or tied together by somebody, need not be connected.",
    "What nobody reported, or what stands on pages that were not found.",
)
MIRROR = "Where the tables below have “(mirror)” after a publisher, a copy of its page was read elsewhere."
NO_ADDRESS = "The project has no public address or DOI yet; cite the version number instead."
NAMELESS = "a text that came without title, publisher and address"
TRUST, SOURCES, NOTEBOOKS, DATA, CITE = (
    "How far to trust this",
    "Where it comes from",
    "Notebooks",
    "Data",
    "How to cite",
)
PLACES = {"trust": TRUST, "sources": SOURCES, "notebooks": NOTEBOOKS, "data": DATA, "cite": CITE}
"""The parts of the report that its head leads to, by their addresses."""


def front_page(article: Article, reviewed: Reviewed, folder: Path | None = None) -> tuple[str, str]:
    """Return title and body of the first page.

    Args:
        article: the text.
        reviewed: its rows.
        folder: where the figure is kept as SVG, PNG and table; nowhere without one.
    """
    from prisoner_diplomacy.viewer import render_article, view_id

    story, held = story_of(article, reviewed, _record()), held_out(data_folder() / "evaluation")
    view = view_id(article, reviewed)
    title = headline(story)
    sections = [
        _head(story, title),
        _opening(story, view, held),
        _figure(story, folder),
        "<h2>What the article says</h2>",
        render_article(article, reviewed),
        f'<h2 id="trust">{TRUST}</h2>{trust(story, held)}',
        f'<h2 id="sources">{SOURCES}</h2>{_sources(story)}',
        f"<h2>What it does not show</h2>{_list(NOT_SHOWN)}{_left_out(story)}",
        f'<h2 id="cite">{CITE}</h2>{_citations(story, title)}',
    ]
    return title, "".join(sections)


def record_applies(article: Article) -> bool:
    """Tell whether the record is about what an article tells; with no record at hand it says yes."""
    known = _record()
    return known is None or story_of(article, reviewed_rows(article), known).context is not None


def reports_compared(article: Article) -> bool:
    """Tell whether the record compares reports of a release of about an article's day."""
    from prisoner_diplomacy.analysis import release_of

    known = _record()
    return known is None or bool(
        article.published and release_of(known.as_of(article.published), article.published)
    )


def _record() -> "Context | None":
    from prisoner_diplomacy import load_context

    return load_context() if (record_folder() / "datapackage.json").is_file() else None


def _head(story: Story, title: str) -> str:
    day = f" · as of {long_day(story.article.published)}" if story.article.published else ""
    links = " ".join(f'<a href="#{place}">{words}</a>' for place, words in PLACES.items())
    return (
        f'<header class="top"><p>Prisoner Diplomacy{day}</p><nav aria-label="Report">{links}</nav></header>'
        f'<h1 dir="auto">{_told(title)}</h1>'
    )


def _opening(story: Story, view: str, held: "Evaluation | None") -> str:
    """Return what was found, question by question, and beside it the numbers and what this page is."""
    found = "".join(
        f'<li><a href="{escape(number.address)}"><b>{_told(number.value)}</b> {_told(number.label)}</a></li>'
        for number in numbers(story, view)
    )
    counted = f'<ul class="numbers">{found}</ul>' if found else ""
    groups = [(label, list(group)) for label, group in groupby(lead(story, view), lambda told: told.label)]
    first = " ".join(_linked(sentence) for label, group in groups if not label for sentence in group)
    facts = [(label, [_linked(sentence) for sentence in group]) for label, group in groups if label]
    return (
        f'<div class="opening"><p class="finding" dir="auto">{first}</p>{counted}</div>'
        f"{_facts([*facts, *_about(story, held)])}"
    )


def _linked(sentence: Sentence) -> str:
    return f'<a href="{escape(sentence.address)}">{_told(sentence.text)}</a>'


def _facts(facts: Sequence[tuple[str, Sequence[str]]], kind: str = "facts") -> str:
    """Return questions with their answers, which are markup."""
    told = "".join(
        f"<div><dt>{escape(label)}</dt>"
        + "".join(f'<dd dir="auto">{answer}</dd>' for answer in answers)
        + "</div>"
        for label, answers in facts
    )
    return f'<dl class="{kind}">{told}</dl>' if told else ""


def _about(story: Story, held: "Evaluation | None") -> list[tuple[str, list[str]]]:
    """Return what this page is and how good its reading is, for a reader who has come to it alone."""
    beside = (
        " and sets it beside a record, gathered from published pages, of releases, sanctions and talks "
        "around Belarus"
        if story.context is not None
        else ""
    )
    article = story.article
    called = " · ".join(part for part in (article.publisher, article.title) if part) or NAMELESS
    rates = [f'<a href="#trust">{escape(how_often_right(held))}</a>'] if held else []
    page = f"A report of the Prisoner Diplomacy project, which reads one article{beside}."
    return [
        ("This page", [escape(page)]),
        ("The article", [f'<a href="#sources">{_told(opened(called))}.</a>']),
        *([("How good the reading is", [escape(how_read(story)), *rates])] if story.rows else []),
    ]


def _told(text: str) -> str:
    """Return a sentence as markup; a name in it turns nothing round."""
    return escape(undirected(text))


def _figure(story: Story, folder: Path | None) -> str:
    chart = _chart(story)
    if chart is None:
        return ""
    links = ""
    if folder is not None:
        for path in chart.save(folder / "figures"):
            if path.suffix == ".csv":
                (folder / "tables").mkdir(exist_ok=True)
                path.replace(folder / "tables" / path.name)
        links = (
            f'<p class="keep"><a href="figures/{chart.name}.svg">SVG</a> '
            f'<a href="figures/{chart.name}.png">PNG</a> '
            f'<a href="tables/{chart.name}.csv">Table</a> '
            + ('<a href="#sources">Releases and publishers</a></p>' if story.context is not None else "</p>")
        )
    return chart.html() + links


def _chart(story: Story) -> "Chart | None":
    from prisoner_diplomacy.charts.one_article import chart_event_dates
    from prisoner_diplomacy.charts.story import chart_story

    if story.context is not None:
        return chart_story(story.context, story.rows)
    rows = [row for _, row in story.rows]
    return chart_event_dates(story.article, rows) if story.article.published and rows else None


def _sources(story: Story) -> str:
    article = story.article
    own = (
        " · ".join(f"<bdi>{shown(part)}</bdi>" for part in (article.publisher, article.title) if part)
        or NAMELESS
    )
    day = f", {long_day(article.published)}" if article.published else ""
    if article.url.startswith(("https://", "http://")):
        own = f'<a href="{escape(article.url)}" rel="noreferrer">{own}</a>'
    first = f"<p>The article: {own}{day}.</p>"
    if story.context is None:
        return first
    tables = [*_of_release(story), releases_table(story.context), held_table(story.context)]
    if story.record is not None and article.published:
        day = article.published.isoformat()
        tables.append(later_table(story.record, later_releases(story), day))
        if story.release is not None:
            tables.append(later_claims_table(story.record, later_claims(story), day))
    copies = f"<p>{MIRROR}</p>" if any("(mirror)" in table for table in tables) else ""
    return first + copies + "".join(tables)


def _of_release(story: Story) -> list[str]:
    """Return the record's pages on the release, who gives its number, and what is tied to it."""
    if story.release is None or story.context is None:
        return []
    context, release = story.context, str(story.release["id"])
    return [
        f"<p>The record’s row on this release cites {source_links(context, story.release['sources'])}; "
        "single statements on it come from further pages, linked below.</p>",
        voices_table(context, counts_reported(context, release)),
        links_table(context, release, exchange_claims(context, release)),
    ]


def _left_out(story: Story) -> str:
    if not story.rows:
        return "<p>With no event to tell of, the notebook on events and those on the record are left out.</p>"
    if story.context is None:
        return (
            "<p>The record is about Belarus, which has no part in this article: nothing is compared, and the "
            "notebooks on the record are left out.</p>"
        )
    if story.release is None:
        return "<p>The record has no release that is this article’s main event, so none is compared.</p>"
    if not reports_compared(story.article):
        return "<p>The record compares no reports of this release; the notebook on that is left out.</p>"
    return ""


def _citations(story: Story, title: str) -> str:
    root = data_folder()
    software, data = root.parent / "CITATION.cff", root / "CITATION.cff"
    day = f" of {long_day(story.article.published)}" if story.article.published else ""
    state = f"An article{day}" + (", beside the record up to that day" if story.context is not None else "")
    lines = [
        ("This page", report_citation(undirected(title), state, software, data)),
        ("The software", citation(software)),
        ("The data", citation(data)),
    ]
    known = [(what, [escape(text)]) for what, text in lines if text]
    if not known:
        return "<p>No citation file is at hand.</p>"
    placed = any(file is not None and file.where for file in (cited(software), cited(data)))
    return _facts(known, "citations") + ("" if placed else f"<p>{NO_ADDRESS}</p>")


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
