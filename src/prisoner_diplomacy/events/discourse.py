"""What the whole text settles: whose prisoners these are, and what undated rows inherit."""

from collections import Counter

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import Entity
from prisoner_diplomacy.events.records import Party, Report
from prisoner_diplomacy.events.scene import SortedMarks

CUSTODY_KINDS = frozenset(["release", "detention", "mistreatment"])
BROKERS = frozenset(["USA", "EU", "NATO", "WEST", "VAT", "QAT", "CHE", "TUR", "SAU", "ARE", "LTU", "POL", "OMN"])


def holder_of(document: Document, marks: SortedMarks, reports: list[Report]) -> tuple[str, ...]:
    """Return the country whose prisons the text is about.

    The countries that hold or free people by the text's own words decide; failing these, the country
    named most, those that often mediate last.
    """
    votes: Counter[str] = Counter()
    for report in reports:
        if report.kind in CUSTODY_KINDS:
            votes.update({c for party in report.actors for c in party.countries})
    if not votes:
        named = [e for e in marks.entities.marks if isinstance(e, Entity)]
        votes.update(c for entity in named for c in entity.countries)
        votes = Counter({c: n // 3 if c in BROKERS else n for c, n in votes.items()})
    return (votes.most_common(1)[0][0],) if votes else ()


def fill_actors(reports: list[Report], holder: tuple[str, ...]) -> None:
    """Give custody rows without a stated actor the one who holds their people, else the holder."""
    held_by: dict[str, tuple[str, ...]] = {}
    for report in reports:
        if report.kind not in CUSTODY_KINDS:
            continue
        countries = countries_of(report.actors)
        names = [party.name for party in report.targets if party.person]
        if not countries:
            countries = next((held_by[name] for name in names if name in held_by), holder)
            report.actors = [*report.actors, Party("", countries)]
        held_by.update((name, countries) for name in names if name not in held_by)


def countries_of(parties: list[Party]) -> tuple[str, ...]:
    """Return the countries of some parties, each once, in order."""
    return tuple(dict.fromkeys(country for party in parties for country in party.countries))
