"""What the whole text settles: whose prisoners these are, and what undated rows inherit."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain

from prisoner_diplomacy.events.dates import is_day, shift_day, start_before
from prisoner_diplomacy.events.statements import (
    CUSTODY_KINDS,
    SANCTION_KINDS,
    Count,
    Party,
    Statement,
    anybody_known,
    countries_of,
)
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Entity, Time
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

BROKERS = grammar("brokers")


LEAD_SENTENCES = 4
FORCES = ("army", "military", "troops", "soldiers", "forces", "air force", "navy", "police")
SPOKEN = ("said", "said on", "says", "reported on", "told reporters on", "said late on", "statement on")
COMPANIONS = 7
Countries = tuple[str, ...]


def holders_of(document: Document, marks: SortedMarks, statements: list[Statement]) -> list[Countries]:
    """Return the countries whose prisons the text is about, the likeliest first.

    A country scores for each event in which it holds or frees people by the text's own words, and
    for each time the text names it, more in the opening; those that often mediate score less for
    being named. Holders of no country (rebels) score by their deeds alone.
    """
    deeds: Counter[Countries] = Counter()
    for statement in statements:
        if statement.kind in CUSTODY_KINDS and anybody_known(statement.actors):
            deeds[countries_of(statement.actors)[:1]] += 1
    opening = document.sentences[min(2, len(document.sentences) - 1)].end if document.sentences else 0
    everywhere = countries_named(marks.entities.marks)
    at_first = countries_named(marks.entities.within(0, opening))
    named: dict[Countries, int] = {
        (c,): (1 if c in BROKERS else 3) * (everywhere[c] + at_first[c]) for c in everywhere
    }
    done, said = max(deeds.total(), 3), max(sum(named.values()), 1)
    score = {c: deeds.get(c, 0) / done + named.get(c, 0) / said for c in [*deeds, *named]}
    return sorted(score, key=lambda countries: -score[countries])


def countries_named(entities: list[Annotation]) -> Counter[str]:
    """Return how often some marks speak of each country, pronouns left out."""
    return Counter(
        [
            country
            for entity in entities
            if isinstance(entity, Entity) and entity.form != "pronominal"
            for country in entity.countries
        ]
    )


def fill_actors(statements: list[Statement], holders: list[Countries]) -> None:
    """Give custody rows without a stated actor the one who holds their people, else the holder."""
    held_by: dict[str, Countries] = {}
    swapped = any(statement.act == "exchange" for statement in statements)
    sides = _both_sides(statements, holders) if swapped else []
    usual = _usual_holders(statements, holders)
    for statement in statements:
        if statement.kind not in CUSTODY_KINDS:
            continue
        names = [party.name for party in statement.targets if party.person]
        if not anybody_known(statement.actors):
            theirs = sorted(set(countries_of(statement.targets)))
            both = statement.act == "exchange" and not theirs and bool(sides)
            known = [held_by[name] for name in names if name in held_by]
            across = [side for side in sides if theirs and not set(side) & set(theirs)]
            likely = chain(known, (usual[c] for c in theirs if c in usual), across, holders)
            found = sides if both else [_first_allowed(likely, statement.excluded)]
            statement.actors = [*statement.actors, *[Party("", countries) for countries in found]]
        if names:
            countries = countries_of(statement.actors)
            for name in names:
                held_by.setdefault(name, countries)


def _first_allowed(likely: Iterable[Countries], excluded: Countries) -> Countries:
    return next((countries for countries in likely if not set(countries) & set(excluded)), ())


def _both_sides(statements: list[Statement], holders: list[Countries]) -> list[Countries]:
    """Return both sides of an exchange, or none; to the only one named the likeliest other is joined."""
    sides = exchanging(statements)
    if len(sides) == 1:
        sides += [c for c in holders if c and c not in sides and c[0] not in BROKERS][:1]
    return sides if len(sides) > 1 else []


def _usual_holders(statements: list[Statement], likeliest: list[Countries]) -> dict[str, Countries]:
    """Return who holds the people of each country, where the text says so twice for them.

    Once is enough for the people of the likeliest holder, who would else be taken to hold its own.
    """
    holders: dict[str, Counter[Countries]] = {}
    for statement in statements:
        if statement.kind in CUSTODY_KINDS and anybody_known(statement.actors):
            for country in countries_of(statement.targets):
                holders.setdefault(country, Counter())[countries_of(statement.actors)[:1]] += 1
    usual = {country: votes.most_common(1)[0] for country, votes in holders.items()}
    return {c: who for c, (who, times) in usual.items() if times > 1 or (c,) in likeliest[:1]}


def exchanging(statements: list[Statement]) -> list[Countries]:
    """Return the sides that free each other's people by the text's own words, at most two."""
    freeing = Counter(
        countries_of(statement.actors)[:1]
        for statement in statements
        if statement.kind == "release" and statement.status == "occurred" and anybody_known(statement.actors)
    )
    return [side for side, _ in freeing.most_common(2)]


def fill_parties(statements: list[Statement], holders: list[Countries]) -> None:
    """Give talks and agreements whose parties go unsaid the two sides the text is about."""
    dealings = [statement for statement in statements if statement.kind in ("agreement", "talks")]
    sides = _sides(statements, holders) if dealings else []
    _fill_senders(statements)
    _fill_attackers(statements, holders)
    for statement in dealings:
        parties = statement.actors + statement.targets
        if not anybody_known(parties) and not countries_of(parties):
            statement.actors = [*statement.actors, *(Party("", side) for side in sides)]
        if statement.kind == "agreement":
            statement.actors, statement.targets = [*statement.actors, *statement.targets], []
            if len(countries_of(statement.actors)) == 1:
                mine = countries_of(statement.actors)
                statement.actors += [Party("", side) for side in sides if side != mine][:1]


def _sides(statements: list[Statement], holders: list[Countries]) -> list[Countries]:
    """Return the two sides of an exchange, else the holder and the one the text shows dealing with it."""
    if any(statement.act == "exchange" for statement in statements):
        exchanged = exchanging(statements)
        if len(exchanged) > 1:
            return [side for side in exchanged if side]
    mine = next((c for c in holders if c), ())
    dealing: Counter[str] = Counter()
    for statement in statements:
        if statement.kind in ("talks", "agreement", "sanction-relief"):
            dealing.update(c for c in countries_of(statement.actors + statement.targets) if (c,) != mine)
    others = [(country,) for country, _ in dealing.most_common(1)] or [c for c in holders if c and c != mine][
        :1
    ]
    return [side for side in (mine, *others) if side]


def _fill_attackers(statements: list[Statement], holders: list[Countries]) -> None:
    """Give attacks without an author the one named for others, and "the army" its own country."""
    attacks = [r for r in statements if r.kind == "military"]
    if not attacks:
        return
    authors = Counter(c for statement in attacks for c in countries_of(statement.actors))
    for statement in attacks:
        if authors and not statement.actors:
            statement.actors = [Party("", (authors.most_common(1)[0][0],))]
        elif not countries_of(statement.actors) and any(p.name.endswith(FORCES) for p in statement.actors):
            statement.actors = [*statement.actors, Party("", next((c for c in holders if c), ()))]


def _fill_senders(statements: list[Statement]) -> None:
    """Give measures whose sender goes unsaid the sender the text names most."""
    measures = [r for r in statements if r.kind in SANCTION_KINDS]
    if not measures:
        return
    senders = Counter(c for statement in measures for c in countries_of(statement.actors))
    for statement in measures:
        if senders and statement.status != "hypothetical" and not countries_of(statement.actors):
            statement.actors = [*statement.actors, Party("", (senders.most_common(1)[0][0],))]


def resolve_delays(events: list[Statement], lead: dict[int, Statement]) -> None:
    """Date the events that a text places some days from another, once that one has its date."""
    for event in events:
        if event.after is not None and not event.date:
            anchor = lead.get(id(event.after), event.after)
            if len(anchor.date) == 10:
                began = start_before(anchor.date, event.lasted)
                event.date = began if event.lasted else shift_day(anchor.date, event.delay)
                event.date_basis = "anchored" if event.date else "none"


def date_lead(document: Document, marks: SortedMarks, statements: list[Statement], kind: str) -> None:
    """Date the first event of a kind that happened by the day the opening names, if it has none.

    News tells when in the sentences around the one that tells what; a day more than two weeks before
    publication, or in a later part of the text, is left alone.
    """
    lead = next((r for r in statements if r.kind == kind and r.status == "occurred"), None)
    if lead is None or lead.date or lead.sentences[0] > LEAD_SENTENCES:
        return
    last = min(lead.sentences[0] + 3, len(document.sentences) - 1)
    for time in marks.times.within(0, document.sentences[last].end):
        if isinstance(time, Time) and time.type == "DATE" and is_day(time.value):
            age = (document.published - date.fromisoformat(time.value)).days
            if 0 <= age <= 14 and time.exact.lower() != "now" and not _dates_saying(document, time):
                lead.date, lead.date_basis = time.value, "anchored"
                break


def _dates_saying(document: Document, time: Time) -> bool:
    return document.text[max(time.start - 80, 0) : time.start].rstrip().endswith(SPOKEN)


def date_companions(statements: list[Statement], kind: str) -> None:
    """Give what the opening tells beside the first event of a kind, undated itself, its date.

    Only what is counted, or, of sanctions, what a sender does: passing mentions stay undated.
    """
    same = [r for r in statements if r.kind == kind and r.status == "occurred"]
    lead = next((r for r in same if is_day(r.date)), None)
    if lead is None or lead.sentences[0] > LEAD_SENTENCES:
        return
    first = lead.sentences[0]
    for statement in same:
        told = statement.count != Count() or (kind == "sanction" and statement.voice == "active")
        beside = first <= statement.sentences[0] <= first + COMPANIONS
        if beside and told and not (statement.date or statement.part or statement.after):
            statement.date, statement.date_basis = lead.date, "anchored"


FOREIGN = grammar("foreign")


def fill_targets(statements: list[Statement], holders: list[Countries], everywhere: Counter[str]) -> None:
    """Give rows whose target has no country by their own words the one that the whole text gives."""
    _fill_held(statements)
    _fill_sanctioned(statements, holders, everywhere)


def _fill_held(statements: list[Statement]) -> None:
    """Take people held or freed of whom nothing else is said for those whom their holder usually holds."""
    custody = [statement for statement in statements if statement.kind in CUSTODY_KINDS]
    nations: dict[Countries, Counter[Countries]] = {}
    for statement in custody:
        theirs = countries_of(statement.targets)
        if theirs:
            nations.setdefault(countries_of(statement.actors), Counter())[theirs] += 1
    swapped = any(statement.act == "exchange" for statement in custody)
    sides = [side for side in exchanging(statements) if side] if swapped else []
    for statement in custody:
        if countries_of(statement.targets) or _are_foreign(statement):
            continue
        mine = countries_of(statement.actors)
        across = [c for side in sides if mine in sides and side != mine for c in side]
        nation = tuple(across) or _usual_nation(nations.get(mine, Counter()), mine)
        if nation:
            statement.targets = [*statement.targets, Party("", nation)]


def _are_foreign(statement: Statement) -> bool:
    return any(not FOREIGN.isdisjoint(party.name.lower().split()) for party in statement.targets)


def _usual_nation(votes: Counter[Countries], mine: Countries) -> Countries:
    """Return of which nation those are whom a state holds: its own, unless the text shows others alone."""
    ranked = [nation for nation, times in votes.most_common() if times > 1]
    return ranked[0] if ranked and not any(set(mine) & set(nation) for nation in votes) else mine


def _fill_sanctioned(statements: list[Statement], holders: list[Countries], everywhere: Counter[str]) -> None:
    """Give measures that name a firm, a person or a trade the country that they are about."""
    measures = [statement for statement in statements if statement.kind in SANCTION_KINDS]
    if not measures:
        return
    senders = {country for statement in measures for country in countries_of(statement.actors)}
    votes: Counter[Countries] = Counter()
    for statement in measures:
        theirs = tuple(c for c in countries_of(statement.targets) if c not in senders)
        statement.targets = [
            p for p in statement.targets if not p.countries or not senders.issuperset(p.countries)
        ]
        if theirs:
            votes[theirs] += 1
    main = [(c,) for c, _ in everywhere.most_common() if c not in senders][:1]
    usual = [who for who, _ in votes.most_common(1)] or main
    for statement in measures:
        if countries_of(statement.targets):
            continue
        about = tuple(c for c in statement.about if c not in senders) or next(iter(usual), ())
        if about:
            statement.targets = [*statement.targets, Party("", about)]
