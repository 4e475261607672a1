"""Measures over events joined from reports: how far they depend on the rules, what outlets add."""

from collections.abc import Callable, Sequence

import pandas as pd

from prisoner_diplomacy.evaluation.linking_scores import score_pairs
from prisoner_diplomacy.linkage import Linked, totals
from prisoner_diplomacy.linkage.joined import JoinedEvent
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.simulation.corpora import GeneratedArticle
from prisoner_diplomacy.simulation.reading_truth import true_event_of
from prisoner_diplomacy.wording import country_names, plural

UNDATED = "no date"
ARROW = " → "


def happened(linked: Linked) -> list[JoinedEvent]:
    """Return the events that happened, whatever is only planned, wished for or denied left out."""
    return [event for event in linked.events if event.status == "occurred"]


def month_of(event: JoinedEvent) -> str:
    """Return the month of an event: of its best date, or where that is a stretch of its first day."""
    return (event.date_first if "/" in event.date else event.date)[:7] or event.date_first[:7] or UNDATED


def dyad_of(event: JoinedEvent) -> str:
    """Return who acts on whom, as countries; of a meeting, all who take part."""
    actors, targets = country_names(event.actor_country), country_names(event.target_country)
    return ARROW.join(side for side in (actors, targets) if side) or "unknown"


def by_month(linked: Sequence[Linked]) -> pd.DataFrame:
    """Return, a row a month, how many events happened by each set of rules, and how many reports tell it."""
    return (
        _by(linked, month_of).sort_values("month_of", ignore_index=True).rename(columns={"month_of": "month"})
    )


def by_dyad(linked: Sequence[Linked], most: int = 12) -> pd.DataFrame:
    """Return, a row a pair of sides, how many events happened by each set of rules; those with most alone."""
    frame = _by(linked, dyad_of).rename(columns={"dyad_of": "dyad"})
    names = [one.rules.name for one in linked]
    order = frame.sort_values([*names, "dyad"], ascending=[False] * len(names) + [True])
    return order.head(most).reset_index(drop=True)


def _by(linked: Sequence[Linked], group: Callable[[JoinedEvent], str]) -> pd.DataFrame:
    rows = [
        {group.__name__: group(event), "rules": one.rules.name, "reports": event.reports}
        for one in linked
        for event in happened(one)
    ]
    frame = pd.DataFrame(rows, columns=[group.__name__, "rules", "reports"])
    names = [one.rules.name for one in linked]
    counts = frame.pivot_table(
        index=group.__name__, columns="rules", values="reports", aggfunc="count", fill_value=0
    )
    reports = frame[frame["rules"] == names[-1]].groupby(group.__name__)["reports"].sum()
    table = counts.reindex(columns=names, fill_value=0).astype(int)
    table.insert(0, "reports", reports.reindex(table.index, fill_value=0).astype(int))
    return table.reset_index().rename_axis(columns=None)


def by_outlet(linked: Linked, most: int = 12) -> pd.DataFrame:
    """Return, a row an outlet, what it adds to the events that happened; those with most reports.

    ``own_text`` are reports in a text that no earlier article carries, ``first`` those of the day an event
    was first told, ``alone`` events that no other outlet has, ``against`` reports that contradict what is
    best supported.
    """
    events = {event.event_id: event for event in happened(linked)}
    frame = linked.frames()["reports"]
    frame = frame[frame["event_id"].isin(list(events)) & (frame["role"] == "report")]
    first = frame.groupby("event_id")["published"].transform("min")
    against = {
        (found.event_id, article) for found in linked.contradictions for article in found.articles.split(";")
    }
    pairs = list(zip(frame["event_id"], frame["article"], strict=True))
    told = pd.DataFrame(
        {
            "outlet": frame["publisher"].to_numpy(),
            "reports": 1,
            "own_text": (frame["origin"] == frame["article"]).to_numpy(),
            "first": (frame["published"] == first).to_numpy(),
            "alone": [events[event_id].outlets == 1 for event_id, _ in pairs],
            "against": [pair in against for pair in pairs],
        }
    )
    sums = told.groupby("outlet", as_index=False).sum()
    sums = sums.sort_values(["reports", "outlet"], ascending=[False, True]).head(most)
    return sums.astype(dict.fromkeys(sums.columns[1:], int)).reset_index(drop=True)


def describe_linked(linked: Sequence[Linked], articles: int) -> str:
    """Return in a sentence how many events the reports of a corpus make, by strict and by loose rules."""
    standard = next(one for one in linked if one.rules.name == "standard")
    reports = sum(event.reports for event in happened(standard))
    strict, loose = len(happened(linked[0])), len(happened(linked[-1]))
    several = sum(event.origins > 1 for event in happened(standard))
    contradicted = sum(event.contradictions > 0 for event in happened(standard))
    return (
        f"{plural(articles, 'article')} hold {plural(reports, 'report')} of events that happened, which are "
        f"{plural(len(happened(standard)), 'event')} by the standard rules, {strict} by the strictest and "
        f"{loose} by the loosest. More than one text stands behind {several} of them, and of {contradicted} "
        f"the reports contradict each other."
    )


def totals_by_rules(linked: Sequence[Linked]) -> pd.DataFrame:
    """Return the totals by kind and set of rules as a table."""
    return pd.DataFrame(list(totals(linked)))


def largest(linked: Linked, most: int = 8) -> pd.DataFrame:
    """Return the events with most reports: their numbers, days, outlets and origins."""
    frame = linked.frames()["events"].rename(columns={"count_best_low": "best_supported"})
    frame = frame[frame["status"] == "occurred"].sort_values(["reports", "event_id"], ascending=[False, True])
    told = ["kind", "date", "actor_country", "target_country", "count_low", "count_high", "best_supported"]
    behind = ["reports", "outlets", "origins", "contradictions", "sure"]
    return frame.head(most)[[*told, *behind]].reset_index(drop=True)


def describe_truth(
    linked: Sequence[Linked], rows: Sequence[Event], generated: Sequence[GeneratedArticle]
) -> str:
    """Return in a sentence how well rows of generated articles were joined, and how many events there were.

    Args:
        linked: the rows joined by each set of rules.
        rows: as they were read.
        generated: the articles with their truth.
    """
    articles = {article.id: article for article in generated}
    truth = {(row.article, row.event_id): true_event_of(row, articles[row.article]) for row in rows}
    scores = {one.rules.name: score_pairs(_joined(one), truth) for one in linked}
    told = {
        report.event
        for article in generated
        for report in article.reported
        if report.row.status == "occurred"
    }
    each = ", ".join(f"{score.f1:.3f} by the {name} rules" for name, score in scores.items())
    return (
        f"The articles tell of {plural(len(told), 'event')} that happened. Over pairs of rows, precision and "
        f"recall together (F1) are {each}."
    )


def _joined(linked: Linked) -> dict[tuple[str, str], str]:
    return {(one.article, one.report): one.event_id for one in linked.reports}
