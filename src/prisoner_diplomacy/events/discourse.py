"""What the whole text settles: whose prisoners these are, and what undated rows inherit."""

from collections import Counter
from datetime import date

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import Entity, Time
from prisoner_diplomacy.events.dates import shift_day, start_before
from prisoner_diplomacy.events.records import Party, Report
from prisoner_diplomacy.events.scene import SortedMarks

CUSTODY_KINDS = frozenset(["release", "detention", "mistreatment"])
BROKERS = frozenset(["USA", "EU", "NATO", "WEST", "VAT", "QAT", "CHE", "TUR", "SAU", "ARE", "LTU", "POL", "OMN"])


LEAD_SENTENCES = 4
Countries = tuple[str, ...]


def holders_of(document: Document, marks: SortedMarks, reports: list[Report]) -> list[Countries]:
    """Return the countries whose prisons the text is about, the likeliest first.

    Those that hold or free people by the text's own words come first; then the countries named most,
    those that often mediate last. Holders of no country (rebels) count as one without any.
    """
    votes: Counter[Countries] = Counter()
    for report in reports:
        if report.kind in CUSTODY_KINDS and any(party.known for party in report.actors):
            votes[countries_of(report.actors)[:1]] += 1
    named: Counter[Countries] = Counter()
    for entity in marks.entities.marks:
        if isinstance(entity, Entity):
            named.update((country,) for country in entity.countries)
    weighed = {c: n // 3 if c[0] in BROKERS else n for c, n in named.items()}
    ranked = sorted(weighed, key=lambda c: -weighed[c])
    return [c for c, _ in votes.most_common()] + [c for c in ranked if c not in votes]


def fill_actors(reports: list[Report], holders: list[Countries]) -> None:
    """Give custody rows without a stated actor the one who holds their people, else the holder."""
    held_by: dict[str, Countries] = {}
    for report in reports:
        if report.kind not in CUSTODY_KINDS:
            continue
        names = [party.name for party in report.targets if party.person]
        if not any(party.known for party in report.actors):
            likely = [held_by[name] for name in names if name in held_by] + holders
            countries = next((c for c in likely if not set(c) & set(report.excluded)), ())
            report.actors = [*report.actors, Party("", countries)]
        countries = countries_of(report.actors)
        held_by.update((name, countries) for name in names if name not in held_by)


def fill_parties(reports: list[Report], holders: list[Countries]) -> None:
    """Give talks and agreements whose parties go unsaid the two sides the text is about."""
    sides = [c for c in holders if c][:2]
    for report in reports:
        if report.kind in ("agreement", "talks") and not countries_of(report.actors + report.targets):
            report.actors = [*report.actors, *(Party("", side) for side in sides)]
        if report.kind == "agreement":
            report.actors, report.targets = [*report.actors, *report.targets], []
            if len(countries_of(report.actors)) == 1:
                mine = countries_of(report.actors)
                report.actors += [Party("", side) for side in sides if side != mine][:1]


def resolve_delays(events: list[Report], lead: dict[int, Report]) -> None:
    """Date the events that a text places some days from another, once that one has its date."""
    for event in events:
        if event.after is not None and not event.date:
            anchor = lead.get(id(event.after), event.after)
            if len(anchor.date) == 10:
                began = start_before(anchor.date, event.lasted)
                event.date = began if event.lasted else shift_day(anchor.date, event.delay)
                event.date_basis = "anchored" if event.date else "none"


def date_lead(document: Document, marks: SortedMarks, events: list[Report]) -> None:
    """Date the first release that happened by the day the opening names, when it has no date itself.

    News tells when in the sentences around the one that tells what; a day more than two weeks before
    publication, or in a later part of the text, is left alone.
    """
    lead = next((e for e in events if e.kind == "release" and e.status == "occurred"), None)
    if lead is None or lead.date or lead.sentences[0] > LEAD_SENTENCES:
        return
    last = min(lead.sentences[0] + 3, len(document.sentences) - 1)
    for time in marks.times.within(0, document.sentences[last].end):
        if isinstance(time, Time) and time.type == "DATE" and len(time.value) == 10:
            age = (document.published - date.fromisoformat(time.value)).days
            if 0 <= age <= 14 and time.exact.lower() != "now":
                lead.date, lead.date_basis = time.value, "anchored"
                return


def countries_of(parties: list[Party]) -> tuple[str, ...]:
    """Return the countries of some parties, each once, in order."""
    return tuple(dict.fromkeys(country for party in parties for country in party.countries))
