"""What is done with a batch, in whatever process: its articles annotated, their rows as Parquet."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.corpus.batches import Batch
from prisoner_diplomacy.corpus.dataset import TABLES, encode_part
from prisoner_diplomacy.corpus.entries import Entry, Failed, Item, Problem, extra_as_json, printable
from prisoner_diplomacy.corpus.identity import program
from prisoner_diplomacy.corpus.settling import settle
from prisoner_diplomacy.corpus.store import Store
from prisoner_diplomacy.corpus.time_limit import TooSlow, time_limit
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.schema.marks import as_dict
from prisoner_diplomacy.schema.rows import COLUMNS

FINGERPRINT = "batch"
"""Key in the metadata of a part of the articles: hash of what the source held for it."""
Row = Mapping[str, Any]


class Settings(NamedTuple):
    """What decides on the rows of a run besides the source and the program.

    Args:
        published: day of publication where an article states none.
        language: ``en`` insists that all be read as English; else what looks otherwise is a failure.
        seconds: the most that one article may take.
        limit: how many articles are done; all when nothing is given.
        part_size: articles in a part.
    """

    published: date | None = None
    language: str = ""
    seconds: float = 60.0
    limit: int | None = None
    part_size: int = 500


class Done(NamedTuple):
    """A batch that has been done: the bytes of its part of each table, what is to be told, who did it."""

    number: int
    parts: dict[str, bytes]
    articles: int
    problems: list[Problem]
    notes: list[tuple[str, str]]
    program: dict[str, str]


def do_batch(batch: Batch, settings: Settings) -> Done:
    """Annotate the articles of a batch; what fails becomes a row of the failures."""
    _load_lexicon()
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    problems, notes = [], []
    for position, entry in enumerate(batch.entries, batch.first):
        done = entry if isinstance(entry, Problem) else _attempt(entry, settings)
        if isinstance(done, Problem):
            problems.append(done)
            rows["failures"].append(_failure(done, position))
            continue
        article, marks, events = done
        notes += [(article.id, note) for note in article.notes]
        rows["articles"].append(_article(article, entry, position, len(marks), len(events)))
        rows["marks"] += marks
        rows["report_rows"] += events
    told = {FINGERPRINT: batch.fingerprint}
    parts = {name: encode_part(name, rows[name], told if name == "articles" else None) for name in TABLES}
    return Done(batch.number, parts, len(rows["articles"]), problems, notes, program())


@cache
def _load_lexicon() -> None:
    """Read what the first article needs, so that it is not charged with it."""
    article = Article("none", "Two were freed on Monday, the ministry said.", date(2031, 5, 6))
    find_events(article, annotate(article))


def do_and_write(batch: Batch, settings: Settings, store: Store) -> Done:
    """Do a batch and write its parts where they belong; what comes back is without them."""
    done = do_batch(batch, settings)
    store.write_part(done.number, done.parts)
    return done._replace(parts={})


def _attempt(item: Item, settings: Settings) -> Problem | tuple[Article, list[Row], list[Row]]:
    try:
        with time_limit(settings.seconds):
            article = settle(item, settings.published, settings.language)
            annotations = annotate(article)
            events = find_events(article, annotations)
    except Failed as error:
        return Problem(item.place, error.reason, error.message, item.id)
    except TooSlow:
        return Problem(item.place, "too slow", f"stopped after {settings.seconds:g} seconds", item.id)
    except Exception as error:
        told = f"skipped by a fault of this program: {type(error).__name__}: {error}"
        return Problem(item.place, "fault", told, item.id)
    marks: list[Row] = [as_dict(mark, article.id) for mark in annotations]
    rows: list[Row] = [{name: getattr(event, name) for name in COLUMNS} for event in events]
    return article, marks, rows


def _article(article: Article, item: Entry, position: int, marks: int, events: int) -> Row:
    assert isinstance(item, Item)
    return {
        "id": article.id,
        "position": position,
        "place": item.place,
        "published": article.published,
        "published_from": article.published_from,
        "publisher": article.publisher,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "notes": "\n".join(article.notes),
        "text": article.text,
        "sha256": article.sha256,
        "marks": marks,
        "report_rows": events,
        "extra": extra_as_json(item),
    }


def _failure(problem: Problem, position: int) -> Row:
    return {
        "position": position,
        "place": printable(problem.place),
        "id": printable(problem.id),
        "reason": problem.reason,
        "message": printable(" ".join(problem.message.split())),
    }
