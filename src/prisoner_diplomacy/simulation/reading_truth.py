"""Which true event a row that was read from a generated article is about."""

from collections.abc import Iterable

from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.simulation.corpora import GeneratedArticle


def true_event_of(row: Event, article: GeneratedArticle) -> str:
    """Return a name for what a row is about, the same for rows that are about the same.

    It is the true event whose sentences the row's mentions stand in. A row of another kind there, as the
    custody that a release ends, is something of its own about that event; one that stands in no such sentence
    tells something that never happened, the same in every copy of its text.

    Args:
        row: read from the article.
        article: the article with its truth.
    """
    places = [start for start, _ in parse_spans(row.mentions)]
    for report in article.reported:
        if any(start <= place < end for start, end in report.spans for place in places):
            return report.event if report.row.kind == row.kind else f"{report.event} {row.kind}"
    sentence = article.text[slice(*parse_spans(row.evidence)[0])]
    return f"{NOTHING} {article.origin} {row.kind} {sentence}"


NOTHING = "nothing"


def is_true(name: str) -> bool:
    """Return whether a name that `true_event_of` returned stands for something of the generated world."""
    return not name.startswith(NOTHING)


def found_reports(rows: Iterable[Event], article: GeneratedArticle) -> int:
    """Return how many of the reports in an article have a row of their kind."""
    names = {true_event_of(row, article) for row in rows}
    return sum(report.event in names for report in article.reported)
