"""Who holds whom: the states whose prisons a text is about, and the nations of those they hold."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from prisoner_diplomacy.events.discourse.antecedents import antecedent_of, are_all, least_number
from prisoner_diplomacy.events.discourse.groups import COMMON_NOUNS, OTHERS, Group, Groups, singular
from prisoner_diplomacy.events.discourse.nationalities import nations_described, nations_told
from prisoner_diplomacy.events.discourse.protagonists import Countries, Protagonists
from prisoner_diplomacy.events.phrases import country_ids
from prisoner_diplomacy.events.statements import (
    CUSTODY_KINDS,
    NOTHING_COUNTED,
    Party,
    Statement,
    anybody_known,
    countries_of,
)
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import acting_nouns, person_nouns
from prisoner_diplomacy.text.scene import SortedMarks

POINTING_BACK = grammar("pointing") | grammar("person_pronouns") | {"anyone", "anybody", "everyone", "whom"}
BOTH_SIDES = frozenset(["sides", "parties", "factions", "rivals"])
# "Brought to justice": by any court, of whomever.
BY_ANYBODY = "justice"
ANYBODY = frozenset(["anyone", "anybody", "everyone", "nobody", "my", "our"])
OCCUPYING = frozenset(["occupation", "occupying", "occupiers", "occupier"])
OUTLAWS = grammar("outlaws")
OPPOSED = grammar("opposed")
BROKERS = grammar("brokers")
SENDERS = grammar("senders")
FOREIGN = grammar("foreign")
STATE_NOUNS = grammar("state_nouns")
TERRITORIES = grammar("territories")
# From which share on of all that is said of states one that is no broker may be the holder.
HELD_BY_OTHERS = 0.15
# Where people are told of before they are named, how many, and how soon the names follow.
OPENING_SENTENCES, FEW, NAMED_WITHIN = 3, 6, 3
# Among how many rows before one those it points back to are looked for.
MANY = 30
UNDERGONE = frozenset(["passive", "participle"])


class Holders:
    """Who holds whom, learnt from the rows whose own words say it.

    Args:
        statements: the reports of a text, of which those about custody are looked at.
        states: the states the text is about.
    """

    def __init__(self, statements: list[Statement], states: Protagonists) -> None:
        self._custody = [statement for statement in statements if statement.kind in CUSTODY_KINDS]
        self._place = {id(statement): place for place, statement in enumerate(self._custody)}
        self._deeds: Counter[Countries] = Counter()
        self.likeliest = self._ranked(states)
        self._traded = False
        self._occupying = {c for s in self._custody if _are_occupying(s) for c in countries_of(s.actors)}
        self.sides = self._exchanging(states)
        self._of_nation: dict[str, Counter[Countries]] = {}
        self._of_noun: dict[str, Counter[Countries]] = {}
        self._nations: dict[Countries, Counter[Countries]] = {}
        self._most: dict[Countries, int] = {}
        self._of_name: dict[str, Countries] = {}
        self._nation_of: dict[str, Countries] = {}
        self._told: set[tuple[Countries, frozenset[str]]] = set()
        for statement in self._custody:
            if anybody_known(statement.actors):
                self._learn(statement)

    def fill(self, document: Document, marks: SortedMarks) -> None:
        """Give each row about custody whom its own words leave out: who holds, and of which nation."""
        self._tell_nations(self._with_own_nations(nations_told(document, marks)))
        people = {p.name for s in self._custody for p in s.targets if p.person and not p.countries}
        self._nation_of.update(nations_described(document, marks, people))
        self._name_described()
        for statement in self._custody:
            if len(statement.whom) == 1 and statement.targets:
                self._not_the_holder(statement)
        for statement in sorted(self._custody, key=lambda s: not countries_of(s.targets)):
            self._share_nation(statement)
        telling = [statement for statement in self._custody if countries_of(statement.targets)]
        lacking = [statement for statement in self._custody if not countries_of(statement.targets)]
        groups = Groups(document, marks) if lacking else None
        meant = [groups.of(statement, bool(self.sides)) if groups else None for statement in lacking]
        for statement, group in zip(lacking, meant, strict=True):
            if group is not None and group.nations and not self._are_their_own(statement, group):
                statement.targets = [*statement.targets, Party("", tuple(group.nations))]
        self._follow_back()
        for statement in self._custody:
            self._fill_holder(statement)
        for statement in telling:
            self._count_nation(statement)
        for statement, group in zip(lacking, meant, strict=True):
            self._fill_nation(statement, group)

    def _tell_nations(self, told: dict[str, Countries]) -> None:
        """Give people the nations of which the text says they are citizens."""
        for statement in self._custody if told else []:
            mine = dict.fromkeys(c for p in statement.targets if p.person for c in told.get(p.name, ()))
            new = tuple(country for country in mine if country not in countries_of(statement.targets))
            statement.targets = [*statement.targets, Party("", new)] if new else statement.targets

    def end_custody(self) -> None:
        """Close what is open in the dates of custody of those who are free by another row."""
        free = {
            party.name
            for statement in self._custody
            if statement.kind == "release" and statement.status == "occurred" and not statement.anaphoric
            for party in statement.targets
            if party.person
        }
        for statement in self._custody:
            people = {party.name for party in statement.targets if party.person}
            held = statement.kind == "detention" and statement.date.endswith("/..")
            if held and people and people <= free:
                statement.date = statement.date.removesuffix("/..")

    def _count_nationals(self, statement: Statement) -> None:
        """Give "the Israelis" the number of those of that nation told of before."""
        plain = statement.count == NOTHING_COUNTED and statement.whom[:1] == ("the",)
        plain = plain and len(statement.whom) == 2 and statement.whom[1].endswith("s")
        for other in reversed(self._before(statement) if plain else []):
            alike = countries_of(other.targets) == countries_of(statement.targets)
            if alike and (other.count.low or 0) > 1:
                statement.count = other.count
                return

    def _with_own_nations(self, told: dict[str, Countries]) -> dict[str, Countries]:
        """Return the nations of people with those that rows about one of them alone give."""
        for statement in self._custody:
            named = statement.targets[0].name if statement.targets and statement.targets[0].person else ""
            theirs = countries_of(statement.targets)
            if named and len(theirs) > 1 and not any(party.name for party in statement.targets[1:]):
                told[named] = tuple(dict.fromkeys([*told.get(named, ()), *theirs]))
        return told

    def _not_the_holder(self, statement: Statement) -> None:
        """Take a pronoun for whom the row before is about where it is read as the one who acts there."""
        for other in reversed(self._before(statement)):
            if statement.sentences[0] - other.sentences[0] > 1:
                return
            people = [party for party in other.targets if party.person]
            if people and statement.targets[0] in other.actors and statement.targets[0] not in people:
                statement.targets = list(other.targets)
                return

    def _are_their_own(self, statement: Statement, group: Group) -> bool:
        """Say whether a group is of the side that holds the people of a row, who are of the other then."""
        mine = countries_of(statement.actors)
        return mine in self.sides and set(mine) == set(group.nations)

    def _before(self, statement: Statement) -> list[Statement]:
        """Return the last rows before one."""
        place = self._place[id(statement)]
        return self._custody[max(place - MANY, 0) : place]

    def _follow_back(self) -> None:
        """Give those told of before the nation, and the holder, that the text gave them there."""
        for statement in self._custody:
            if countries_of(statement.targets):
                self._count_nationals(statement)
            else:
                meant = antecedent_of(statement, self._before(statement))
                if meant is not None:
                    statement.targets = [*statement.targets, Party("", countries_of(meant.targets))]
                    _share_count(statement, meant)

    def _fill_holder(self, statement: Statement) -> None:
        if not countries_of(statement.actors) and _are_outlaws(statement.actors):
            country = self._outlaws_of(statement.actors) or statement.place
            statement.actors += [Party("", country)] if country else []
            return
        theirs = countries_of(statement.targets)
        if (
            theirs == countries_of(statement.actors)
            and self._across(theirs)
            and not _are_named(statement.actors)
        ):
            statement.actors = []  # "Held in Crimea": the place is theirs, those who hold them are not.
        if not anybody_known(statement.actors):
            found = self._holders_of(statement)
            named = [party for party in statement.actors if not _is_some_state(party)]
            statement.actors = [*named, *[Party("", countries) for countries in found]]
        mine = countries_of(statement.actors)
        if mine or anybody_known(statement.actors):
            for party in statement.targets:
                if party.person:
                    self._of_name.setdefault(party.name, mine)

    def _outlaws_of(self, parties: list[Party]) -> Countries:
        """Return the country of "the gunmen" whom the text calls "Filipino gunmen" elsewhere."""
        nouns = {party.name.rpartition(" ")[2].lower() for party in parties}
        alike = (p for s in self._custody for p in s.actors if p.name.rpartition(" ")[2].lower() in nouns)
        return next((party.countries for party in alike if party.countries), ())

    def _fill_nation(self, statement: Statement, group: Group | None) -> None:
        if statement.act == BY_ANYBODY and not countries_of(statement.actors):
            return
        if countries_of(statement.targets):
            return
        foreign = _are_foreign(statement)
        mine = () if foreign else countries_of(statement.actors)
        across = group is not None and mine in self.sides and "hostage" in group.nouns
        nation = group.nations_beside(() if across else mine) if group else ()
        if not nation and not foreign:
            meant = antecedent_of(statement, self._before(statement))
            nation = countries_of(meant.targets) if meant is not None else self._nation_held_by(statement)
            if meant is not None and not statement.whom:
                _share_count(statement, meant)
        if nation:
            statement.targets = [*statement.targets, Party("", nation)]

    def _name_described(self) -> None:
        """Take those named right after the opening for those it describes: "a Pole is free. Ana Roe …"."""
        opening = [s for s in self._custody if s.sentences[0] < OPENING_SENTENCES]
        described = next((s for s in opening if _is_described(s)), None)
        if described is None:
            return
        first, nation = described.sentences[0], countries_of(described.targets)
        theirs, after = countries_of(described.actors), self._custody[self._place[id(described)] + 1 :]
        after = [s for s in after if not _differ(countries_of(s.actors), theirs)]
        near = [s for s in after if s.sentences[0] <= first + NAMED_WITHIN]
        people = [party for s in near for party in s.targets if party.person]
        unknown = dict.fromkeys(party.name for party in people if not party.countries)
        for name in list(unknown)[: described.count.low]:
            self._nation_of.setdefault(name, nation)

    def _share_nation(self, statement: Statement) -> None:
        """Give people of no known nation the one that their row gives: "two Kenyans, Ana Roe and Bo Lee"."""
        people = [party for party in statement.targets if party.person and not party.countries]
        given = countries_of(statement.targets)
        if people and given and len(given) < 2:
            last = statement.targets[-1]
            own = len(people) > 1 and not last.name  # "Ana Roe and a Swede, Bo Ek": the nation is his alone.
            self._nation_of.update((party.name, given) for party in people[-1:] if own)
            self._nation_of.update((party.name, given) for party in people if not own)
        elif people and len(given) > 1 and "dual" in statement.whom:
            self._nation_of.update((party.name, given) for party in people)
        elif people and not given:
            found = dict.fromkeys(c for p in people for c in self._nation_of.get(p.name, ()))
            statement.targets += [Party("", tuple(found))] if found else []

    def _ranked(self, states: Protagonists) -> list[Countries]:
        """Return the holders, the likeliest first: by what they do, and by how much is said of them."""
        deeds = self._deeds
        for statement in self._custody:
            if anybody_known(statement.actors):
                deeds[countries_of(statement.actors)[:1]] += 1
            for country in statement.excluded:
                deeds[country,] -= 1
        done = max(deeds.total(), 3)
        others = any(c not in BROKERS and share > HELD_BY_OTHERS for c, share in states.acting.items())
        score: dict[Countries, float] = {holder: times / done for holder, times in deeds.items()}
        for country, share in states.acting.items():
            named = share / 3 if others and country in BROKERS | SENDERS else share
            score[country,] = score.get((country,), 0) + named
        return sorted(score, key=lambda countries: -score[countries])

    def _exchanging(self, states: Protagonists) -> list[Countries]:
        """Return both sides of an exchange, or none; to the only one named the likeliest other is joined."""
        if not any(statement.act == "exchange" for statement in self._custody):
            return self._holding_each_other()
        freeing = Counter(
            side
            for statement in self._custody
            if statement.kind == "release" and statement.status == "occurred"
            for side in _known_sides(statement)
        )
        self._traded = len(freeing) > 2
        if self._traded:
            return []
        sides = list(freeing)
        within = any(s.act == "exchange" and _are_several(s.actors) for s in self._custody)
        if len(sides) == 1 and not within:
            others = [c for c in self.likeliest if c and c not in sides and c[0] not in BROKERS]
            sides += [c for c in others[:1] if states.shares.get(c[0], 0) > HELD_BY_OTHERS]
        return sides if len(sides) > 1 else []

    def _holding_each_other(self) -> list[Countries]:
        """Return two states that free each other's people by the text's own words."""
        held = {
            (holder, nation)
            for statement in self._custody
            if statement.kind == "release" and anybody_known(statement.actors)
            for holder in countries_of(statement.actors)
            for nation in countries_of(statement.targets)
            if holder != nation
        }
        return next(([(a,), (b,)] for a, b in sorted(held) if (b, a) in held), [])

    def _learn(self, statement: Statement) -> None:
        holder = countries_of(statement.actors)[:1]
        whom = frozenset(party.name for party in statement.targets)
        if (holder, whom) in self._told:
            return
        self._told.add((holder, whom))
        for country in countries_of(statement.targets):
            self._of_nation.setdefault(country, Counter())[holder] += 1
        for noun in statement.whom:
            self._of_noun.setdefault(noun, Counter())[holder] += 1

    def _count_nation(self, statement: Statement) -> None:
        theirs = countries_of([party for party in statement.targets if _are_people(party)])
        whom = frozenset(party.name for party in statement.targets)
        if not OTHERS.isdisjoint(statement.whom):
            return  # Of which nation "the other two" are tells little of the rest.
        if theirs and (theirs, whom) not in self._told:
            self._told.add((theirs, whom))
            self._nations.setdefault(countries_of(statement.actors), Counter())[theirs] += 1
            self._most[theirs] = max(self._most.get(theirs, 0), least_number(statement))

    def _holders_of(self, statement: Statement) -> list[Countries]:
        """Return who holds the people of a row, likeliest first by name, nation, the exchange, the text."""
        if statement.act == BY_ANYBODY:
            return []
        possible = statement.kind == "detention" and statement.status in ("hypothetical", "negated")
        names = [self._of_name[p.name] for p in statement.targets if p.name in self._of_name]
        if possible and statement.voice == "noun" and not (names or statement.place):
            return []  # "Information that leads to the arrest of X": by whomever.
        theirs = countries_of(statement.targets)
        if statement.act == "exchange" and not theirs and self.sides:
            return self.sides
        across = self._in_return_to(statement) or self._across(theirs)
        if statement.returning and across:
            return across
        usual = (who for country in theirs for who in self._usual_holder(country))
        place = [statement.place] if statement.place else []
        nouns = (who for noun in statement.whom for who in self._sole_holder(noun))
        likely = chain(names, usual, across, place, nouns, self.likeliest)
        return [_first_allowed(likely, (*statement.excluded, *statement.asking))]

    def _across(self, nations: Countries) -> list[Countries]:
        """Return the other side of an exchange from the one whose people are meant."""
        theirs = [side for side in self.sides if set(side) & set(nations)]
        return [side for side in self.sides if side not in theirs] if theirs else []

    def _in_return_to(self, statement: Statement) -> list[Countries]:
        """Return whose people the release before freed, where a row tells what was given in return."""
        before = self._before(statement)[-1:] if statement.returning else []
        freed = countries_of(before[0].targets) if before and before[0].kind == "release" else ()
        return [freed] if len(freed) == 1 and freed != countries_of(statement.targets) else []

    def _usual_holder(self, country: str) -> list[Countries]:
        """Return who holds the people of a country, where the text says so twice for them."""
        held = self._of_nation.get(country, Counter())
        return [
            who for who, times in held.most_common(1) if times > 1 or (len(held) == 1 and who != (country,))
        ]

    def _sole_holder(self, noun: str) -> list[Countries]:
        """Return who holds those a noun stands for, where the text knows one alone: "the hostages"."""
        held = self._of_noun.get(noun, Counter())
        told = noun in person_nouns() and singular(noun) not in COMMON_NOUNS
        return list(held) if told and len(held) == 1 else []

    def _nation_held_by(self, statement: Statement) -> Countries:
        """Return of which nation those are whom a state holds: its own, unless it holds others alone."""
        mine = countries_of(statement.actors)
        across = tuple(c for side in self.sides if mine in self.sides and side != mine for c in side)
        opposed = not OPPOSED.isdisjoint(statement.whom) and statement.whom[0] not in POINTING_BACK
        if across and ANYBODY.isdisjoint(statement.whom[:1]) and not opposed:
            return across
        if statement.excluded:
            return statement.excluded  # Who gets people back is of their nation.
        if not mine:
            return next((holder for holder in self.likeliest if holder), ())
        if self._traded and mine and mine != self.likeliest[0]:
            return self.likeliest[0]
        mine = next(((c,) for c in mine if c in TERRITORIES), mine)
        if set(mine) & self._occupying:
            return next((theirs for theirs in self.likeliest if theirs and theirs != mine), mine)
        if not _points_back(statement):
            return mine
        votes = self._nations.get(mine, Counter())
        ranked = [n for n, times in votes.most_common() if times > 1 and self._are_as_many(n, statement)]
        return ranked[0] if ranked and not any(set(mine) & set(nation) for nation in votes) else mine

    def _are_as_many(self, nation: Countries, statement: Statement) -> bool:
        """Say whether the people of a nation that a text counts are as many as a row is about."""
        return not self._most[nation] or least_number(statement) <= self._most[nation]


def _share_count(statement: Statement, meant: Statement) -> None:
    """Give those a report points back to, or leaves unsaid, the number that the text gave them."""
    all_of_them = are_all(statement) if statement.whom else statement.voice in UNDERGONE
    if all_of_them and statement.count == NOTHING_COUNTED:
        statement.count = meant.count


def _points_back(statement: Statement) -> bool:
    """Say whether a row is about people told of before: named, "the", "they", not just "prisoners"."""
    named = any(party.person for party in statement.targets)
    opening = statement.whom[:1] + _of_whom(statement)
    return named or statement.definite or not POINTING_BACK.isdisjoint(opening)


def _of_whom(statement: Statement) -> tuple[str, ...]:
    """Return what follows "of" in words for people: "47 of them", "some of the Poles"."""
    words = statement.whom
    return words[words.index("of") + 1 :][:1] if "of" in words else ()


def _are_outlaws(parties: list[Party]) -> bool:
    """Say whether those who hold people are armed and of no known state: "gunmen", "their kidnappers"."""
    return any(party.name.rpartition(" ")[2].lower() in OUTLAWS for party in parties)


def _differ(mine: Countries, theirs: Countries) -> bool:
    """Say whether two holders are known and not the same."""
    return bool(mine and theirs) and set(mine).isdisjoint(theirs)


def _are_named(parties: list[Party]) -> bool:
    return any(party.name for party in parties)


def _are_occupying(statement: Statement) -> bool:
    """Say whether those who hold people are not at home: "the occupation authorities"."""
    return any(not OCCUPYING.isdisjoint(party.name.lower().split()) for party in statement.actors)


def _are_several(parties: list[Party]) -> bool:
    """Say whether both sides of an exchange are told at once: "X and Y", "the country's warring sides"."""
    return len(parties) > 1 or any(party.name.rpartition(" ")[2] in BOTH_SIDES for party in parties)


def _is_described(statement: Statement) -> bool:
    """Say whether a row is about one to three people whom it gives a nation and no name."""
    few = statement.count.low is not None and 1 <= statement.count.low <= FEW
    named = any(party.person for party in statement.targets)
    return few and not named and len(countries_of(statement.targets)) == 1


def _are_people(party: Party) -> bool:
    """Say whether a party is people, who alone are held, and no state or body taken for the object."""
    last = party.name.rpartition(" ")[2].lower()
    return (
        party.person or last in person_nouns() or not (party.name in country_ids() or last in acting_nouns())
    )


def _known_sides(statement: Statement) -> list[Countries]:
    """Return for whom those act whom a row's own words name, each once; for nobody where they are rebels."""
    sides = [party.countries[:1] for party in statement.actors if party.known or party.countries]
    return list(dict.fromkeys(sides)) if anybody_known(statement.actors) else []


def _is_some_state(party: Party) -> bool:
    """Say whether words only stand for a state named elsewhere: "the Eastern European nation"."""
    return party.name.rpartition(" ")[2].lower() in STATE_NOUNS


def _first_allowed(likely: Iterable[Countries], excluded: Countries) -> Countries:
    return next((countries for countries in likely if not set(countries) & set(excluded)), ())


def _are_foreign(statement: Statement) -> bool:
    return not FOREIGN.isdisjoint(statement.whom)
