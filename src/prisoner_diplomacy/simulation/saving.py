"""Generated corpora as files: articles for a corpus run, and the truth about each report in them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from prisoner_diplomacy.simulation.corpora import GeneratedArticle, Reported


def write_corpus(generated: Iterable[GeneratedArticle], articles: Path, truth: Path) -> int:
    """Write articles and their truth, one JSON object a line, as they come.

    A line of the truth is a report: ``true_event``, ``origin``, ``credit``, and the columns of the row
    that a perfect reader makes of it, whose mentions are the sentences that tell of it.

    Args:
        generated: the articles.
        articles: the file for them, which a corpus run reads.
        truth: the file for what is true of them.

    Returns:
        How many articles there were.
    """
    count = 0
    with (
        articles.open("w", encoding="utf-8", newline="\n") as printed,
        truth.open("w", encoding="utf-8", newline="\n") as told,
    ):
        for article in generated:
            printed.write(_line(record(article)))
            told.writelines(map(_line, truths(article)))
            count += 1
    return count


def record(article: GeneratedArticle) -> dict[str, str]:
    """Return an article as a line of a corpus gives it."""
    return {
        "id": article.id,
        "published": str(article.published),
        "publisher": article.publisher,
        "url": article.url,
        "title": article.title,
        "language": "en",
        "text": article.text,
    }


def truths(article: GeneratedArticle) -> Iterator[dict[str, Any]]:
    """Yield what is true of each report in an article."""
    for report in article.reported:
        yield _truth(article, report)


def _truth(article: GeneratedArticle, report: Reported) -> dict[str, Any]:
    about = {"true_event": report.event, "origin": article.origin, "credit": article.credit}
    return about | asdict(report.row)


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
