"""What the command ``review`` does, as text to print."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.review import (
    export_labels,
    read_corrections,
    review_path,
    reviewed_rows,
    write_corrections,
)
from prisoner_diplomacy.review.comparing import compare, describe_comparison, differences
from prisoner_diplomacy.review.proposals import read_proposals
from prisoner_diplomacy.review.state import report_state
from prisoner_diplomacy.wording import plural


class TakenIn(NamedTuple):
    """What came of an import: a sentence, and the reasons why rows were refused."""

    told: str
    refused: list[str]


def state(article: Article, path: Path | None, form: str) -> str:
    """Return how far the review of an article has come, as text, or as a page to go on with."""
    reviewed = reviewed_rows(article, _existing(path))
    if form == "text":
        return report_state(article, reviewed)
    from prisoner_diplomacy.viewer import render_page

    return render_page(article, reviewed)


def take_in(article: Article, path: Path | None, proposed: Path, by: str, when: date) -> TakenIn:
    """Add rows proposed from elsewhere to the review of an article, where they wait for a decision."""
    path = path or review_path(article)
    known = read_corrections(path, article) if path.exists() else []
    proposals, refused = read_proposals(proposed, article, annotate(article), by, when.isoformat())
    there = [(correction.action, correction.became) for correction in known]
    new = [proposal for proposal in proposals if ("propose", proposal.became) not in there]
    if new:
        write_corrections(path, [*known, *new])
    again = f", {len(proposals) - len(new)} were there before" if len(new) < len(proposals) else ""
    told = f"{plural(len(new), 'row')} taken in, waiting for a decision{again}; {len(refused)} refused.\n"
    return TakenIn(told, refused)


def export(article: Article, path: Path | None, folder: Path) -> str:
    """Write a reviewed article as labels; refuse while a row is unchecked.

    Raises:
        InputError: rows or proposals wait for a decision.
    """
    reviewed = reviewed_rows(article, _existing(path))
    waiting = len(reviewed.unchecked) + len(reviewed.proposals)
    if waiting:
        raise InputError(
            f"{article.id}: {plural(waiting, 'row')} not checked yet; labels are whole or not at all"
        )
    checked = sum(fate.correction.about == "mark" for fate in reviewed.fates)
    written = "".join(f"{name}\n" for name in export_labels(article, reviewed, folder))
    return (
        f"{written}{plural(len(reviewed.events), 'row')} checked by a person. "
        f"Of {len(reviewed.annotations)} marks {checked} were decided on; the rest are the annotator's own, "
        "and scores of marks here favour it.\n"
    )


def against(article: Article, path: Path | None, other: Path, form: str) -> str:
    """Return where two reviews of an article differ, as text or as a page."""
    if not other.exists():
        raise InputError(f"{other}: no such file")
    mine, theirs = reviewed_rows(article, _existing(path)), reviewed_rows(article, other)
    names = ("this review", "the other")
    if form == "html":
        from prisoner_diplomacy.viewer import render_comparison

        return render_comparison(article, mine.annotations, mine.events, theirs.events, names)
    pairs = compare(mine.events, theirs.events)
    table = differences(article, pairs, names)
    lines = [" | ".join(str(value) for value in row) for row in table.itertuples(index=False)]
    head = [" | ".join(table.columns)] if lines else []
    return "\n".join([describe_comparison(pairs, names), *head, *lines]) + "\n"


def _existing(path: Path | None) -> Path | None:
    if path is not None and not path.exists():
        raise InputError(f"{path}: no such file")
    return path
