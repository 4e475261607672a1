"""Report rows made by hand, and rows of generated corpora, for tests of linkage."""

from dataclasses import replace
from functools import cache

from prisoner_diplomacy.linkage import Printed, link_reports, load_rules, sketch_of
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.simulation import generate

NUMBERS = ("count_low", "count_high", "sure")
PLAIN = Event(**{name: None if name in NUMBERS else "" for name in COLUMNS})
FREED = {
    "kind": "release",
    "status": "occurred",
    "date": "2031-05-12",
    "actor": "belarus",
    "actor_basis": "stated",
    "target_basis": "stated",
    "target": "14 Poles",
    "actor_country": "BLR",
    "target_country": "POL",
    "count_low": 14,
    "count_high": 14,
}


def row(article, event_id="r", **told):
    return replace(PLAIN, article=article, event_id=event_id, **{**FREED, **told})


def linked(rows, articles=None, rules="standard", context=None):
    return link_reports(rows, articles or {}, load_rules(rules), context)


def events_of(rows, articles=None, rules="standard"):
    return linked(rows, articles, rules).events


@cache
def generated(articles, seed=1):
    """Return rows as a perfect reader makes them, their articles, and the true event of each row."""
    rows, printed, truth = [], {}, {}
    for article in generate(articles, seed, on_topic=1):
        printed[article.id] = Printed(str(article.published), article.publisher, sketch_of(article.text))
        for report in article.reported:
            rows.append(report.row)
            truth[report.row.article, report.row.event_id] = report.event
    return rows, printed, truth
