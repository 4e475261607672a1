"""Which reports speak of the same event, and the event they make together."""

from prisoner_diplomacy.events.discourse import countries_of
from prisoner_diplomacy.events.records import Count, Report

SAME_ACT_KINDS = frozenset(["detention"])


def merge_reports(reports: list[Report]) -> tuple[list[Report], dict[int, Report]]:
    """Join the reports of one event, in text order; the first one named leads.

    Also returns which event each report, by its ``id()``, went into.

    Two reports are of one event when their kind and status agree and neither their dates, counts,
    people nor actors speak against it.
    """
    events: list[Report] = []
    lead: dict[int, Report] = {}
    for report in reports:
        partner = next((event for event in reversed(events) if is_same_event(event, report)), None)
        if partner is None and report.definite:
            partner = next((event for event in reversed(events) if _refers_back(event, report)), None)
        if partner is not None:
            _join(partner, report)
            lead[id(report)] = partner
        elif is_substantial(report):
            events.append(report)
    return events, lead


def is_substantial(report: Report) -> bool:
    """Say whether a report says enough to stand alone as a row."""
    if report.voice == "adjective":
        return False
    if report.kind == "detention" and report.voice == "participle":
        return bool(report.date) or any(party.person for party in report.targets)
    return True


def _refers_back(event: Report, report: Report) -> bool:
    return event.kind == report.kind and report.count.low is None and (not report.date or report.date == event.date)


def is_same_event(event: Report, report: Report) -> bool:
    """Say whether two reports speak of one event."""
    return (
        event.kind == report.kind
        and event.status == report.status
        and _acts_agree(event, report)
        and _dates_agree(event.date, report.date)
        and _counts_agree(event, report)
        and _people_agree(event, report)
        and _actors_agree(event, report)
    )


def _acts_agree(event: Report, report: Report) -> bool:
    if event.kind != "detention" or event.act == report.act:
        return True
    return event.sentences[-1] == report.sentences[0] and not (event.date and report.date and event.date != report.date)


def _dates_agree(left: str, right: str) -> bool:
    if not left or not right or left == right:
        return True
    return left.startswith(right) or right.startswith(left)


def _counts_agree(event: Report, report: Report) -> bool:
    if event.count.low is None or report.count.low is None:
        return event.count == Count() or report.count == Count() or event.kind != "detention"
    return event.count.low == report.count.low


def _people_agree(event: Report, report: Report) -> bool:
    left = {party.name for party in event.targets if party.person}
    right = {party.name for party in report.targets if party.person}
    if left and right:
        return bool(left & right)
    if event.kind in ("release", "talks", "agreement"):
        return True
    return not (left or right) or not (event.targets and report.targets)


def _actors_agree(event: Report, report: Report) -> bool:
    left, right = set(countries_of(event.actors)), set(countries_of(report.actors))
    return not left or not right or bool(left & right)


def _join(event: Report, report: Report) -> None:
    event.mentions += report.mentions
    event.sentences += [number for number in report.sentences if number not in event.sentences]
    if len(report.date) > len(event.date) or not event.date:
        event.date, event.date_basis = report.date or event.date, report.date_basis if report.date else event.date_basis
    if event.count.low is None and event.count.high is None:
        event.count = report.count
    if not countries_of(event.actors):
        event.actors = report.actors or event.actors
    if not event.targets:
        event.targets = report.targets
    event.location = event.location or report.location
    event.ongoing = event.ongoing or report.ongoing
