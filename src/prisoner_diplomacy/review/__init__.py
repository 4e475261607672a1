"""Rows that a person has vouched for: corrections kept apart from the machine's rows, applied, compared."""

import re
from dataclasses import replace
from pathlib import Path

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.drafts import write_whole
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.review.applying import Fate, Reviewed, apply
from prisoner_diplomacy.review.comparing import compare
from prisoner_diplomacy.review.corrections import (
    Correction,
    correction_lines,
    read_corrections,
    write_corrections,
)
from prisoner_diplomacy.review.evidence import evidence_of
from prisoner_diplomacy.review.state import describe_review, machine_beside_person
from prisoner_diplomacy.schema.jsonl import annotation_lines, event_lines

__all__ = [
    "Correction",
    "Fate",
    "Reviewed",
    "apply",
    "compare",
    "correction_lines",
    "describe_review",
    "evidence_of",
    "export_labels",
    "machine_beside_person",
    "read_corrections",
    "review_path",
    "reviewed_rows",
    "write_corrections",
]


def review_path(article: Article) -> Path:
    """Return where the clone keeps the review of an article.

    Raises:
        InputError: there is no data folder.
    """
    name = re.sub(r"[^\w.-]+", "-", article.id).lstrip(".-") or "article"
    return data_folder() / "annotations" / f"{name}.review.jsonl"


def reviewed_rows(article: Article, path: Path | None = None) -> Reviewed:
    """Annotate an article and apply its review; without one, all rows are the machine's.

    Args:
        article: the text.
        path: the review file, by default the one the clone keeps.

    Raises:
        InputError: the review is malformed.
    """
    from prisoner_diplomacy.events import find_events
    from prisoner_diplomacy.reading import annotate

    path = path or review_path(article)
    corrections = read_corrections(path, article) if path.exists() else []
    annotations = annotate(article)
    return apply(article, annotations, find_events(article, annotations), corrections)


def export_labels(article: Article, reviewed: Reviewed, folder: Path) -> list[Path]:
    """Write a reviewed article as labels that ``evaluate`` reads: text, sidecar, marks and events.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [replace(event, sure=None) for event in reviewed.events]
    stem = review_path(article).name.removesuffix(".review.jsonl")
    parts = {
        ".txt": article.text,
        ".toml": article.sidecar(),
        ".annotations.jsonl": annotation_lines(article, reviewed.annotations),
        ".events.jsonl": event_lines(rows),
    }
    paths = []
    for suffix, text in parts.items():
        path = folder / f"{stem}{suffix}"
        write_whole(path, text)
        paths.append(path)
    return paths
