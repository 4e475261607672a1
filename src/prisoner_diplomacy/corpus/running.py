"""Many articles in one run: a bad one is told and skipped, the rest are done."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from prisoner_diplomacy.article import (
    SIDECAR_FIELDS,
    Article,
    InputError,
    check_text,
    normalise,
    parse_day,
    read_article,
    settle_language,
)
from prisoner_diplomacy.drafts import draft_beside, put_in_place
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.schema.csv_cells import guard
from prisoner_diplomacy.schema.jsonl import annotation_lines, parse_object, to_line
from prisoner_diplomacy.schema.rows import COLUMNS

SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht")
LIST = ("id", "published", "publisher", "url", "title", "language", "sha256", "marks", "events")
STEP = 100
Say = Callable[[str], None]


def process_corpus(source: Path, out: Path, published: date | None, progress: Say, complain: Say) -> int:
    """Annotate every article of a folder or of a JSON-lines file.

    Writes ``annotations.jsonl``, ``events.jsonl`` (each event with its article) and ``articles.csv``
    into a folder, which is put in place when it is complete.

    Args:
        source: a folder of text or HTML files with their sidecars, or a file with one object a line
            whose keys are those of a sidecar, and ``text``.
        out: a folder that does not exist yet.
        published: day of publication for articles that give none of their own.
        progress: called with a line now and then.
        complain: called with a line for each article that is skipped.

    Returns:
        How many articles were skipped.

    Raises:
        InputError: the source cannot be read, or the folder exists.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; name a new folder or remove it")
    with draft_beside(out) as work:
        draft = work / "corpus"
        draft.mkdir()
        done, skipped = _process(read_corpus(source, published), draft, progress, complain)
        put_in_place(draft, out)
    progress(f"{done} articles done, {skipped} skipped")
    return skipped


def read_corpus(source: Path, published: date | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of a folder or a JSON-lines file, or what is wrong with one.

    Raises:
        InputError: the source cannot be read at all, or holds no article.
    """
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*") if path.suffix.lower() in SUFFIXES)
        if not paths:
            raise InputError(f"{source}: no {', '.join(SUFFIXES)} file in this folder")
        return (_attempt(partial(_with_day, path, published)) for path in paths)
    try:
        file = source.open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from None
    return _lines(source, file, published)


def _lines(source: Path, file: TextIO, published: date | None) -> Iterator[Article | InputError]:
    with file:
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _attempt(partial(_from_line, line, f"{source}:{number}", published))
        except UnicodeDecodeError as error:
            yield InputError(f"{source}: byte {error.start} is not UTF-8; save the file as UTF-8")


def _attempt(read: Callable[[], Article]) -> Article | InputError:
    try:
        return read()
    except InputError as error:
        return error


def _with_day(path: Path, published: date | None) -> Article:
    try:
        return read_article(path)
    except InputError as error:
        if published is None or "no publication date" not in str(error):
            raise
        return read_article(path, published)


def _from_line(line: str, place: str, published: date | None) -> Article:
    row: dict[str, Any] = {**parse_object(line, place)}
    for name, value in row.items():
        if name not in (*SIDECAR_FIELDS, "text"):
            known = ", ".join((*SIDECAR_FIELDS, "text"))
            raise InputError(f"{place}: unknown key {name!r}; known are {known}")
        if not isinstance(value, str):
            raise InputError(f"{place}: {name} must be text in quotes, not {value!r}")
    text = normalise(check_text(row.get("text", ""), place))
    day = row.pop("published", None) or published
    if day is None:
        raise InputError(f"{place}: no publication date; add published, YYYY-MM-DD, or give --published")
    row.setdefault("id", place.rsplit("/", 1)[-1].replace(":", "-"))
    stated = row.get("language", "")
    row |= {"text": text, "published": parse_day(day, f"{place}: published")}
    row["language"] = settle_language(text, stated, stated.lower().startswith("en"), place)
    return Article(**row)


def _process(
    articles: Iterator[Article | InputError], draft: Path, progress: Say, complain: Say
) -> tuple[int, int]:
    done = skipped = 0
    seen: set[str] = set()
    with (
        (draft / "annotations.jsonl").open("w", encoding="utf-8", newline="\n") as marks,
        (draft / "events.jsonl").open("w", encoding="utf-8", newline="\n") as events,
        (draft / "articles.csv").open("w", encoding="utf-8", newline="") as listed,
    ):
        table = csv.writer(listed, lineterminator="\n")
        table.writerow(LIST)
        for article in articles:
            if isinstance(article, Article):
                for note in article.notes:
                    complain(f"{article.id}: {note}")
            problem = _process_one(article, seen, marks, events, table)
            if problem:
                complain(problem)
            skipped, done = skipped + bool(problem), done + (not problem)
            if (done + skipped) % STEP == 0:
                progress(f"{done + skipped} articles")
    return done, skipped


def _process_one(
    article: Article | InputError, seen: set[str], marks: TextIO, events: TextIO, table: Any
) -> str:
    """Write what one article gives; return what was wrong, or nothing."""
    if isinstance(article, InputError):
        return str(article)
    if article.id in seen:
        return f"{article.id}: skipped, an article before it has the same id; give each its own"
    try:
        annotations = annotate(article)
        found = find_events(article, annotations)
        lines = annotation_lines(article, annotations)
        rows = [{name: getattr(event, name) for name in COLUMNS} for event in found]
    except Exception as error:
        return f"{article.id}: skipped by a fault of this program: {type(error).__name__}: {error}"
    seen.add(article.id)
    marks.write(lines)
    events.writelines(map(to_line, rows))
    table.writerow([guard(getattr(article, name)) for name in LIST[:-2]] + [len(annotations), len(found)])
    return ""
