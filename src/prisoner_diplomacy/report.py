"""The report: notebooks run on an article, their pages, figures and tables, and a page to begin with.

All pages open from disk; nothing is fetched from a network. The folder is written aside and put in
place when it is complete.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.article import Article, InputError, read_article
from prisoner_diplomacy.drafts import draft_beside, put_in_place, write_whole
from prisoner_diplomacy.front.first_page import record_applies, reports_compared
from prisoner_diplomacy.front.lead import headline
from prisoner_diplomacy.front.subject import story_of
from prisoner_diplomacy.places import DEFAULT_ARTICLE, data_folder, find_article
from prisoner_diplomacy.review import reviewed_rows
from prisoner_diplomacy.viewer.page import page_script, policy, stylesheet
from prisoner_diplomacy.wording import join_words, long_day, undirected

TEMPLATE = """{%- extends 'basic/index.html.j2' -%}
{%- block input -%}
<details class="code"><summary>Code</summary>{{ super() }}</details>
{%- endblock input -%}"""
LICENCES = "Code: MIT licence. Data and figures: CC BY 4.0."
RECORD_NAMES = ("load_context", "record.agreement")
COMPARES_REPORTS, TELLS_EVENTS = "compare_reports", "event_overview"
BETWEEN = re.compile(
    r'<a href="(?:\.\./data/context/)?(?P<name>[\w-]+\.(?:ipynb|csv))"[^>]*>(?P<words>[^<]*)</a>'
)
"""A link of a notebook to another one or to a table of the record."""
MARKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
LIVE = "live"
"""The tag of cells that are for somebody who runs the notebook."""
FOR_RUNNING = ("own_article", "process_corpus")
"""What the code of a notebook names that only somebody who runs it has use for: no report of one article."""
Progress = Callable[[str], None]


class Page(NamedTuple):
    """A notebook's page: file name, title, what the notebook says it answers, and its markup."""

    file: str
    title: str
    purpose: str
    body: str = ""


def write_report(
    file: str | None, published: date | None, out: Path, progress: Progress, single: bool = False
) -> Path:
    """Run every notebook on an article and write the report's folder.

    Args:
        file: name or path of the article, ``-`` for standard input; the one under study by default.
        published: day of publication, when no sidecar gives it.
        out: the folder to write; what the last report left there is replaced.
        progress: called with a line for each step.
        single: write one page with all notebooks in it beside the folder, as ``OUT.html``, and no folder.

    Returns:
        The page to begin with.

    Raises:
        InputError: the article cannot be read, or a notebook fails on it.
    """
    found = _notebooks()
    article = read_article(find_article(file or DEFAULT_ARTICLE), published)
    fitting = fitting_notebooks(article, found)
    if not single:
        _refuse_foreign(out)
    with draft_beside(out) as work, settings_in(work):
        draft = work / "report"
        draft.mkdir()
        pages = _write_pages(fitting, article, work, draft, progress, linked=not single)
        if single:
            page = out.with_name(f"{out.name}.html")
            progress(f"writing {page.name}")
            write_whole(page, single_page(article, pages))
            return page
        for whole, made in zip(_linked(pages, article), pages, strict=True):
            (draft / made.file).write_text(whole, encoding="utf-8", newline="\n")
        if record_applies(article):
            _copy_context(draft / "tables" / "context")
        progress("writing index.html")
        whole = index_page(article, pages, draft, _only_run(found))
        (draft / "index.html").write_text(whole, encoding="utf-8", newline="\n")
        put_in_place(draft, out)
    return out / "index.html"


def fitting_notebooks(article: Article, notebooks: Sequence[Path]) -> list[Path]:
    """Return the notebooks that have something to say of an article to somebody who does not run them."""
    left_out = [*FOR_RUNNING, *([] if record_applies(article) else RECORD_NAMES)]
    if not reports_compared(article):
        left_out.append(COMPARES_REPORTS)
    if not reviewed_rows(article).events:
        left_out.append(TELLS_EVENTS)
    return [path for path in notebooks if not _imports(path, left_out)]


@contextmanager
def settings_in(folder: Path) -> Iterator[None]:
    """Have what libraries keep for themselves written into a folder, unless the user has named another."""
    names = ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR")
    ours = {name: str(folder / name.lower()) for name in names if name not in os.environ}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: is a file; name a folder")
    if out.is_dir() and any(out.iterdir()) and not _is_report(out / "index.html"):
        raise InputError(f"{out}: holds something else than a report; name another folder")


def _is_report(page: Path) -> bool:
    return page.is_file() and LICENCES in page.read_text(encoding="utf-8", errors="replace")


def _notebooks() -> list[Path]:
    folder = data_folder().parent / "notebooks"
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        raise InputError(f"{folder}: no notebooks; work inside a clone")
    if not (find_spec("nbclient") and find_spec("nbconvert")):
        raise InputError("the report needs more packages: pip install 'prisoner-diplomacy[notebooks]'")
    return found


def _imports(path: Path, names: Sequence[str]) -> bool:
    """Tell whether the code of a notebook names any of these, by which its subject is known."""
    from prisoner_diplomacy.notebooks import read_notebook

    code = [cell.source for cell in read_notebook(path).cells if cell.cell_type == "code"]
    return any(name in source for source in code for name in names)


def _write_pages(
    notebooks: Sequence[Path], article: Article, work: Path, draft: Path, progress: Progress, linked: bool
) -> list[Page]:
    """Run the notebooks one after the other and write a page for each."""
    text = _written_out(article, work)
    pages = []
    for number, path in enumerate(notebooks, 1):
        progress(f"running {path.name} ({number} of {len(notebooks)})")
        pages.append(notebook_page(path, text, draft, linked))
    return pages


def _linked(pages: Sequence[Page], article: Article) -> Iterator[str]:
    """Yield each page whole: of which report it is, with links to those beside it and to the contents."""
    addresses = {page.file: page.file for page in pages}
    name = headline(story_of(article, reviewed_rows(article), None))
    end = f'<footer><p><a href="index.html#cite">How to cite</a>. {_licences(article)}</p></footer>'
    for place, page in enumerate(pages):
        before, after = pages[place - 1] if place else None, pages[place + 1] if pages[place + 1 :] else None
        links = [
            _link_to(before, "← "),
            '<a href="index.html">The report</a>',
            _link_to(after, "", " →"),
        ]
        body = _led(page.body, addresses, tables=True)
        of = f'<p class="of">Page {place + 1} of {len(pages)} of the report {_named(name, article)}</p>'
        nav = f'<nav class="pages" aria-label="Pages">{"".join(links)}</nav>'
        yield _page(f"{page.title} · {name}", f"{nav}{of}{body}{end}")


def _named(name: str, article: Article) -> str:
    """Return a report's name and the article that it is on, with publisher and day, as markup."""
    day = long_day(article.published) if article.published else ""
    by = ", ".join(escape(undirected(part)) for part in (article.publisher, day) if part)
    told = f"“{escape(undirected(name))}”"
    if article.title:
        return f"on {told}{f', an article of {by}' if by else ''}."
    return f"{told}, on an article {f'of {by}' if by else 'without a day'}."


def _link_to(page: Page | None, before: str, after: str = "") -> str:
    return f'<a href="{escape(page.file)}">{before}{escape(page.title)}{after}</a>' if page else ""


def _written_out(article: Article, work: Path) -> Path:
    """Write the article with its sidecar, so that notebooks read what this program has read."""
    path = work / "article.txt"
    path.write_text(article.text, encoding="utf-8", newline="\n")
    path.with_suffix(".toml").write_text(article.sidecar(), encoding="utf-8")
    return path


def notebook_page(path: Path, article: Path, folder: Path, linked: bool = True) -> Page:
    """Run a notebook on an article and return its page; figures and tables go to a folder.

    Args:
        path: the notebook.
        article: the text, with its sidecar beside it.
        folder: where figures and tables go.
        linked: have the page link to them.

    Raises:
        InputError: a cell fails.
    """
    import nbformat
    from nbclient.exceptions import CellExecutionError

    from prisoner_diplomacy.notebooks import read_notebook, run_notebook

    notebook = read_notebook(path)
    notebook.cells = [cell for cell in notebook.cells if LIVE not in cell.metadata.get("tags", [])]
    call = f"keep_shown({str(folder.resolve())!r}, {linked})"
    keep = f"from prisoner_diplomacy.keeping import keep_shown\n\n{call}"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(keep, id="keep"))  # type: ignore[no-untyped-call]
    try:
        run = run_notebook(notebook, path.parent, str(article.resolve()))
    except CellExecutionError as error:
        if f"[Errno {errno.ENOSPC}]" in error.evalue:
            raise InputError(f"{folder}: the disk is full; nothing was left half written") from None
        raise InputError(f"{path.name}: fails on this article: {error.ename}: {error.evalue}") from None
    del run.cells[0]
    title, purpose = _introduction(run, path)
    return Page(f"{path.stem}.html", title, purpose, _as_html(_joined(run)))


def _joined(notebook: Any) -> Any:
    """Return a notebook in which code that shows nothing stands in one cell with the code after it."""
    cells: list[Any] = []
    for cell in notebook.cells:
        last = cells[-1] if cells else None
        if last is not None and last.cell_type == cell.cell_type == "code" and not last.outputs:
            cell.source = f"{last.source}\n\n{cell.source}"
            cells.pop()
        cells.append(cell)
    notebook.cells = cells
    return notebook


def _introduction(notebook: Any, path: Path) -> tuple[str, str]:
    first = notebook.cells[0].source if notebook.cells else ""
    title, _, rest = first.partition("\n")
    return title.removeprefix("# ").strip() or path.stem, MARKED.sub(r"\1", " ".join(rest.split())).replace(
        "`", ""
    )


def _as_html(notebook: Any) -> str:
    from jinja2 import DictLoader
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        extra_loaders=[DictLoader({"report.html.j2": TEMPLATE})],
        template_file="report.html.j2",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def _copy_context(folder: Path) -> None:
    for table in sorted((data_folder() / "context").glob("*.csv")):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(table, folder / table.name)


def _only_run(notebooks: Sequence[Path]) -> list[str]:
    """Return the titles of the notebooks that are for somebody who runs them, and in no report."""
    from prisoner_diplomacy.notebooks import read_notebook

    return [_introduction(read_notebook(path), path)[0] for path in notebooks if _imports(path, FOR_RUNNING)]


def index_page(article: Article, pages: Sequence[Page], folder: Path, left_out: Sequence[str] = ()) -> str:
    """Return the page to begin with: the finding, a figure, the text with its rows, and all links.

    Args:
        article: the text.
        pages: those of the notebooks, in order.
        folder: where figures and tables are.
        left_out: titles of notebooks that are in no report.
    """
    from prisoner_diplomacy.front.downloads import downloads
    from prisoner_diplomacy.front.first_page import DATA, NOTEBOOKS, front_page

    title, body = front_page(article, reviewed_rows(article), folder)
    shown = [("This page", body), *((page.title, page.body) for page in pages)]
    more = (
        f'<h2 id="notebooks">{NOTEBOOKS}</h2>{_contents([(page.file, page) for page in pages])}'
        f'{_skipped(left_out)}<h2 id="data">{DATA}</h2>{downloads(shown, folder / "tables" / "context")}'
        f"<footer><p>{_licences(article)}</p></footer>"
    )
    return _page(title, body + more, view=True)


def _contents(pages: Sequence[tuple[str, Page]]) -> str:
    """Return the notebooks by their titles, each with what it answers, under the given addresses."""
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(page.title)}</a> {escape(_in_short(page.purpose))}</li>'
        for address, page in pages
    )
    return f"<ol>{items}</ol>"


def _in_short(purpose: str) -> str:
    """Return the first sentence of what a notebook says of itself, without its subject."""
    first = purpose.partition(". ")[0].removeprefix("This notebook ").removesuffix(".")
    return f"{first[:1].upper()}{first[1:]}." if first else ""


def _skipped(titles: Sequence[str]) -> str:
    """Return which notebooks are left out, and why."""
    if not titles:
        return ""
    named = escape(join_words([f"“{title}”" for title in titles]))
    return f"<p>Left out of this report, as only somebody who runs notebooks has use for them: {named}.</p>"


def _led(markup: str, pages: Mapping[str, str], tables: bool = False) -> str:
    """Return a notebook's markup with its links to other notebooks and to the record leading into the report.

    Args:
        markup: with links as the notebook has them.
        pages: of each page's file its address in the report; a link to another is left as its words.
        tables: whether the report has the record's tables beside it.
    """

    def lead(found: re.Match[str]) -> str:
        name, words = found["name"], found["words"]
        own = f"tables/context/{name}" if tables and name.endswith(".csv") else ""
        address = own or pages.get(f"{name.removesuffix('.ipynb')}.html", "")
        return f'<a href="{escape(address)}">{words}</a>' if address else words

    return BETWEEN.sub(lead, markup)


def single_page(article: Article, pages: Sequence[Page]) -> str:
    """Return the first page and all notebooks as one page that needs no other file."""
    from prisoner_diplomacy.front.first_page import NOTEBOOKS, front_page

    title, body = front_page(article, reviewed_rows(article))
    names = [Path(page.file).stem for page in pages]
    links = {page.file: f"#{name}" for name, page in zip(names, pages, strict=True)}
    parts = "".join(
        f'<section id="{escape(name)}">{_own_ids(_led(page.body, links), place)}</section>'
        for place, (name, page) in enumerate(zip(names, pages, strict=True), 1)
    )
    end = f'<footer id="data"><p>{_licences(article)}</p></footer>'
    contents = _contents([(f"#{name}", page) for name, page in zip(names, pages, strict=True)])
    more = f'<h2 id="notebooks">{NOTEBOOKS}</h2>{contents}{parts}{end}'
    return _page(title, body + more, view=True, inline_styles=True)


def _licences(article: Article) -> str:
    whose = "its publisher's" if article.publisher else "not ours; who published it is not known here"
    return f"{LICENCES} The article's text is {whose}."


def _own_ids(markup: str, place: int) -> str:
    """Return a notebook's markup with ids that no other notebook on the page has."""
    markup = re.sub(r'(<(?:div|h[1-6])) id="[^"]*"', r"\1", markup)
    return re.sub(r"\bpd[0-9a-f]{8}\b", rf"\g<0>n{place}", markup)


def _page(title: str, body: str, view: bool = False, inline_styles: bool = False) -> str:
    """Return a whole page.

    Args:
        title, body: what it is called and what it holds.
        view: bring the script and style of the linked view; the views of notebooks bring their own.
        inline_styles: allow the styles that notebooks bring, on a page with a view as well.
    """
    style = page_style() + (stylesheet() if view else "")
    scripts = [page_script(), table_script()] if view else [table_script()]
    script = "".join(f'<script type="module">{text}</script>' for text in scripts)
    allowed = policy([style], [page_script(), table_script()], inline_styles=inline_styles or not view)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(undirected(title))}</title><style>{style}</style></head>"
        f"<body><main>{body}</main>{script}</body></html>\n"
    )


@cache
def table_script() -> str:
    """Return the script that lets readers sort, filter and save the tables of a page."""
    return files("prisoner_diplomacy.viewer").joinpath("tables.js").read_text(encoding="utf-8")


@cache
def page_style() -> str:
    """Return the style of the report's pages."""
    return files("prisoner_diplomacy.viewer").joinpath("report.css").read_text(encoding="utf-8")


def fetched_addresses(markup: str) -> list[str]:
    """Return the addresses a page would fetch from a network by itself; links to follow do not count."""
    tags = re.findall(r"<(?:img|script|link|iframe|source|object|embed)\b[^>]*>", markup, re.IGNORECASE)
    found = [
        address for tag in tags for address in re.findall(r"(?:src|href|data)=[\"']?(https?:[^\"'\s>]+)", tag)
    ]
    return found + re.findall(r"(?:@import|url\()\s*[\"']?(https?:[^\"'\s)]+)", markup)
