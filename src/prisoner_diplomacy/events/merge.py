"""Which reports speak of the same event, and the event they make together."""

from collections import defaultdict, deque
from datetime import date

from prisoner_diplomacy.events.dates import is_day
from prisoner_diplomacy.events.records import SANCTION_KINDS, Count, Report, countries_of

# How many events of a kind before it a report may speak of again.
LOOKING_BACK = 40


def merge_reports(reports: list[Report]) -> tuple[list[Report], dict[int, Report]]:
    """Join the reports of one event, in text order; the first one named leads.

    Also returns which event each report, by its ``id()``, went into.

    Two reports are of one event when their kind and status agree and neither their dates, counts,
    people nor actors speak against it. A report is compared with the last events of its kind only.
    """
    events: list[Report] = []
    lead: dict[int, Report] = {}
    alike: dict[tuple[str, str], deque[Report]] = defaultdict(_recent)
    of_kind: dict[str, deque[Report]] = defaultdict(_recent)
    for report in reports:
        same = alike[report.kind, report.status]
        partner = next((event for event in reversed(same) if is_same_event(event, report)), None)
        if partner is None and (report.definite or report.act == "transport"):
            partner = next((event for event in of_kind[report.kind] if _refers_back(event, report)), None)
        if partner is not None:
            _join(partner, report)
            lead[id(report)] = partner
        elif is_substantial(report):
            events.append(report)
            same.append(report)
            of_kind[report.kind].append(report)
    return events, lead


def _recent() -> deque[Report]:
    return deque(maxlen=LOOKING_BACK)


def is_substantial(report: Report) -> bool:
    """Say whether a report says enough to stand alone as a row."""
    if report.voice == "adjective" or (
        report.act == "transport" and not (report.count.low and report.count.low > 1)
    ):
        return False
    if report.kind == "detention" and report.voice == "noun" and report.act == "charge":
        return bool(report.date and _people(report))
    if report.kind == "detention" and report.voice == "noun" and report.act != "hold":
        return bool(report.date or report.count.low or report.targets)
    if report.kind == "talks" and report.act == "meet" and _within_one_body(report):
        return False
    if report.kind == "talks" and report.voice == "noun" and report.act != "mediate":
        return bool(report.date or countries_of(report.stated) or report.status == "future")
    if report.voice == "participle" and report.kind == "detention":
        held_by_somebody = report.act == "hold" and report.count != Count()
        return bool(report.date) or bool(_people(report)) or held_by_somebody
    return True


def _within_one_body(report: Report) -> bool:
    """Say whether a union's own members met: "EU ministers, meeting in Luxembourg"."""
    return not report.targets and countries_of(report.stated) in (("EU",), ("NATO",), ("UN",))


def _refers_back(event: Report, report: Report) -> bool:
    """Say whether "the release" may mean an event of its kind named before."""
    return (
        report.count.low is None
        and not (_people(report) - _people(event))
        and (not report.date or _dates_agree(event, report))
        and (event.status == "occurred" or event.status == report.status)
    )


def is_same_event(event: Report, report: Report) -> bool:
    """Say whether two reports of one kind and status speak of one event."""
    if event.kind == "release" and _same_days(event, report):
        return True
    if not (_dates_agree(event, report) and _actors_agree(event, report)):
        return False
    if event.kind == "release":
        return _same_release(event, report)
    if event.kind in ("detention", "mistreatment"):
        return _same_custody(event, report)
    if event.kind in SANCTION_KINDS:
        return _same_measure(event, report)
    return event.kind != "talks" or _same_talks(event, report)


def _same_release(event: Report, report: Report) -> bool:
    """One named among a group freed is part of that event; other numbers make other events."""
    if event.count.low is not None and report.count.low is not None:
        named_among = bool(_people(report)) and report.count.low < event.count.low and not report.date
        same = event.count.low == report.count.low and _people_agree(event, report)
        return same or (named_among and not report.after) or (report.part and not report.date)
    if event.status != "occurred":
        near = event.sentences[-1] >= report.sentences[0] - 1
        return near and _people_agree(event, report) and event.attributed_to == report.attributed_to
    return not report.date or report.date == event.date or not _people(report)


def _own_clause(event: Report, report: Report) -> bool:
    """Say whether a report has a finite verb of its own: "was arrested in May and was sentenced"."""
    return (
        report.voice in ("active", "passive") and report.group > event.group and event.voice != "participle"
    )


def _same_days(event: Report, report: Report) -> bool:
    """Say whether two releases of the same named people lie within three days."""
    if not is_day(event.date) or not is_day(report.date):
        return False
    if not _people(event) or _people(event) != _people(report) or not _actors_agree(event, report):
        return False
    return abs((date.fromisoformat(event.date) - date.fromisoformat(report.date)).days) <= 3


def _same_custody(event: Report, report: Report) -> bool:
    same_sentence = event.sentences[-1] == report.sentences[0]
    if event.act != report.act and not same_sentence:
        return False
    if event.act != report.act and (
        report.later or (event.date and report.date) or _own_clause(event, report)
    ):
        return False
    left, right = _people(event), _people(report)
    if left and right:
        return bool(left & right)
    if event.count.low is not None and report.count.low is not None:
        return event.count.low == report.count.low
    if report.anaphoric and event.act == report.act and not report.date:
        return event.sentences[-1] >= report.sentences[0] - 4
    return same_sentence and (event.act == report.act or not (left or right)) and not report.later


def _same_talks(event: Report, report: Report) -> bool:
    """Talks of other parties are other talks; so are a call and a visit told apart."""
    left = set(countries_of(event.actors + event.targets))
    right = set(countries_of(report.actors + report.targets))
    agree = not left or not right or left <= right or right <= left
    return agree and (
        event.act == report.act or report.definite or event.sentences[-1] == report.sentences[0]
    )


def _same_measure(event: Report, report: Report) -> bool:
    same_day = bool(report.date) and event.date == report.date
    headline = event.sentences[0] <= 1 and report.sentences[0] <= 5 and not (event.date and report.date)
    if not (same_day or headline or report.definite or event.sentences[-1] == report.sentences[0]):
        return False
    return event.count == report.count or None in (event.count.low, report.count.low)


def _dates_agree(event: Report, report: Report) -> bool:
    left, right = event.date, report.date
    if not left or not right or left == right:
        return True
    return left.startswith(right) or right.startswith(left) if "/" not in left + right else False


def _people(report: Report) -> set[str]:
    return {party.name for party in report.targets if party.person}


def _people_agree(event: Report, report: Report) -> bool:
    left, right = _people(event), _people(report)
    return not left or not right or bool(left & right)


def _actors_agree(event: Report, report: Report) -> bool:
    left, right = countries_of(event.actors), countries_of(report.actors)
    return not left or not right or not set(left).isdisjoint(right)


def _join(event: Report, report: Report) -> None:
    event.mentions += report.mentions
    event.sentences += [number for number in report.sentences if number != event.sentences[-1]]
    if report.date and (not event.date or report.date.startswith(event.date)):
        event.date, event.date_basis = report.date, report.date_basis
    if event.count.low is None and event.count.high is None:
        event.count = report.count
    if not countries_of(event.actors):
        event.actors = report.actors or event.actors
    event.targets = event.targets or report.targets
    event.location = event.location or report.location
    event.ongoing = event.ongoing or report.ongoing
