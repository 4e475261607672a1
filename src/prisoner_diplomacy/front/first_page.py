"""The page that a report begins with: the finding, a figure, the text with its rows, how far to trust it."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.front.cite import citation, made_with
from prisoner_diplomacy.front.lead import (
    Story,
    exchange_claims,
    headline,
    later_releases,
    lead,
    numbers,
    story_of,
)
from prisoner_diplomacy.front.record_rows import (
    exchange_words,
    held_table,
    later_table,
    links_table,
    releases_table,
    source_links,
)
from prisoner_diplomacy.front.trust import held_out, how_often_right, trust
from prisoner_diplomacy.places import data_folder, record_folder
from prisoner_diplomacy.review import Reviewed, describe_review, reviewed_rows
from prisoner_diplomacy.viewer.text import shown
from prisoner_diplomacy.wording import long_day, plural, undirected

if TYPE_CHECKING:
    from prisoner_diplomacy.charts.core import Chart
    from prisoner_diplomacy.evaluation.evaluate import Evaluation
    from prisoner_diplomacy.record.load import Context

NOT_SHOWN = (
    "Whether what the article says is true: a row tells what is written, and in whose voice.",
    "Cause: what stands together in time, or what somebody ties together, need not hang together.",
    "What nobody reported, or what stands on pages that were not found.",
)


MIRROR = (
    "A mirror is a copy of a publisher’s page at an address that is not the publisher’s own; what was read "
    "is the copy."
)
NAMELESS = "a text that came without title, publisher and address"


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
        _head(story, title, view),
        f'<p class="about">{escape(_about(story, held))}</p>',
        _figure(story, folder),
        "<h2>What the article says</h2>",
        f"<p>{escape(describe_review(reviewed))}</p>" if story.rows else "",
        render_article(article, reviewed),
        f'<h2 id="trust">How far to trust this</h2>{trust(story, held)}',
        f'<h2 id="sources">Where it comes from</h2>{_sources(story)}',
        f"<h2>What it does not show</h2>{_list(NOT_SHOWN)}{_left_out(story)}",
        f'<h2 id="cite">Cite</h2>{_citations(story, title)}',
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


def _head(story: Story, title: str, view: str) -> str:
    day = f" · as of {long_day(story.article.published)}" if story.article.published else ""
    found = "".join(
        f'<li><a href="{escape(number.address)}"><b>{_told(number.value)}</b> {_told(number.label)}</a></li>'
        for number in numbers(story, view)
    )
    told = " ".join(
        f'<a href="{escape(sentence.address)}">{_told(sentence.text)}</a>' for sentence in lead(story, view)
    )
    return (
        f'<header class="top"><p>Prisoner Diplomacy{day}</p><nav aria-label="Report">'
        '<a href="#trust">Trust</a> '
        '<a href="#sources">Sources</a> <a href="#notebooks">Notebooks</a> <a href="#data">Data</a> '
        '<a href="#cite">How to cite</a></nav></header>'
        f'<h1 dir="auto">{_told(title)}</h1><p class="finding" dir="auto">{told}</p>'
        + (f'<ul class="numbers">{found}</ul>' if found else "")
    )


def _about(story: Story, held: "Evaluation | None") -> str:
    """Return what this page is, for a reader who has come to it alone."""
    beside = (
        " and sets it beside a record, gathered from published pages, of releases, sanctions and talks "
        "around Belarus"
        if story.context is not None
        else ""
    )
    article = story.article
    called = " · ".join(part for part in (article.publisher, article.title) if part) or NAMELESS
    rows, by_person = len(story.rows), sum(bool(row.checked) for _, row in story.rows)
    added = sum(row.checked == "added" for _, row in story.rows)
    told = (
        f"A machine read it: {plural(rows, 'row')}, one for each event"
        f"{f', {added} of them added by a person' if added else ''}. A person checked "
        f"{'all' if by_person == rows else by_person or 'none'} of them."
    )
    parts = [
        f"This report of the Prisoner Diplomacy project reads one article{beside}.",
        f"The article: {undirected(called)}.",
        told if rows else "",
        how_often_right(held) if held else "",
    ]
    return " ".join(part for part in parts if part)


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
            + ('<a href="#sources">Rows and publishers</a></p>' if story.context is not None else "</p>")
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
    parts = [f"<p>The article: {own}{day}.</p>"]
    if story.context is None:
        return "".join(parts)
    if story.release is not None:
        links = source_links(story.context, story.release["sources"])
        parts.append(f"<p>The record’s row on this release rests on: {links}.</p>")
        release = str(story.release["id"])
        parts.append(links_table(story.context, release))
        parts.append(exchange_words(story.context, exchange_claims(story.context, release)))
    parts += [releases_table(story.context), held_table(story.context)]
    if story.record is not None and article.published:
        parts.append(later_table(story.record, later_releases(story), article.published.isoformat()))
    if any("(mirror)" in part for part in parts):
        parts.append(f"<p>{MIRROR}</p>")
    return "".join(parts)


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
    found = [text for file in (root.parent, root) if (text := citation(file / "CITATION.cff"))]
    if not found:
        return "<p>No citation file is at hand.</p>"
    day = f" as of {long_day(story.article.published)}" if story.article.published else ""
    made = made_with(root.parent / "CITATION.cff")
    report = [f"This report, “{undirected(title)}”{day}, was made with {made}."] if made else []
    return _list([*report, *found])


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
