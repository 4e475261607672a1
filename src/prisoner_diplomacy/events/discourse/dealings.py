"""What states do to one another: who sends measures against whom, who talks and agrees, who attacks."""

from collections import Counter

from prisoner_diplomacy.events.discourse.holders import Holders
from prisoner_diplomacy.events.discourse.protagonists import Countries, Protagonists
from prisoner_diplomacy.events.statements import (
    SANCTION_KINDS,
    Party,
    Statement,
    countries_of,
)
from prisoner_diplomacy.lexicon import grammar

SENDERS = grammar("senders")
BOTH_PARTIES = grammar("both_parties")
EMBASSIES = grammar("embassies")
SHARE_OF_A_RIVAL = 0.2
# How much likelier measures are about who attacks, and less so about who is attacked.
WEIGHT_OF_A_WAR = 0.25
# From which share on of all that is said of states a text is about one of them at home.
SHARE_AT_HOME = 0.6


class Measures:
    """Who sends which measures against which country."""

    def __init__(self, statements: list[Statement], states: Protagonists) -> None:
        attacks = [statement for statement in statements if statement.kind == "military"]
        self._attackers = {country for attack in attacks for country in countries_of(attack.actors)}
        self._victims = {country for attack in attacks for country in countries_of(attack.targets)}
        self._measures = [statement for statement in statements if statement.kind in SANCTION_KINDS]
        self._states = states

    def fill(self) -> None:
        """Give measures whose sender or country goes unsaid those that the text as a whole gives."""
        if not self._measures:
            return
        against = Counter(c for s in self._measures for c in countries_of(s.targets))
        senders = self._senders(against)
        for statement in self._measures:
            if senders and not countries_of(statement.actors):
                statement.actors = [*statement.actors, Party("", senders[:1])]
        acting = Counter(c for s in self._measures for c in countries_of(s.actors))
        for statement in self._measures:
            self._turn(statement, against, acting, senders)
        sending = {c for c in acting if c in SENDERS or acting[c] > against[c]} & {*SENDERS, *senders[:1]}
        about = self._about(against, acting, sending)
        for statement in self._measures:
            mine = countries_of(statement.actors)
            statement.targets = [p for p in statement.targets if not set(p.countries) & set(mine)]
            if not countries_of(statement.targets):
                near = tuple(c for c in statement.about if c not in sending and c not in self._victims)[:1]
                near = about if set(about) & set(statement.about) else near or about
                statement.targets = [*statement.targets, Party("", near)] if near else statement.targets

    def _turn(
        self, statement: Statement, against: Counter[str], acting: Counter[str], senders: Countries
    ) -> None:
        """Take one whom the text shows to be sanctioned for the target where a row has only him to act."""
        mine = countries_of(statement.actors)
        hit = [c for c in mine if c not in SENDERS and against[c] > acting[c]]
        if hit and len(hit) == len(mine) and not countries_of(statement.targets) and senders:
            statement.actors, statement.targets = [Party("", senders[:1])], statement.actors

    def _senders(self, against: Counter[str]) -> Countries:
        """Return who sends measures by the text's own words, most often first, else who is known to."""
        votes = Counter(
            c for s in self._measures for c in countries_of(s.actors) if c not in against or c in SENDERS
        )
        said = [country for country, _ in votes.most_common()]
        known = [c for c in self._states.shares if c in SENDERS and c not in against]
        return tuple(sorted(dict.fromkeys([*said, *known]), key=lambda country: country not in SENDERS))

    def _about(self, against: Counter[str], acting: Counter[str], sending: set[str]) -> Countries:
        """Return the country that the measures are about: by what they hit and how much is said of it."""
        hits, shares = max(against.total(), 1), self._states.shares
        likely = [country for country in (*against, *shares) if country not in sending]
        score = {
            country: max(against[country] - acting[country], 0) / hits
            + shares.get(country, 0)
            + ((country in self._attackers) - (country in self._victims)) * WEIGHT_OF_A_WAR
            for country in likely
        }
        return (max(score, key=lambda country: score[country]),) if score else ()


def fill_attacks(statements: list[Statement], states: Protagonists) -> None:
    """Give attacks without an author, or on nobody of a known country, those of the others."""
    attacks = [statement for statement in statements if statement.kind == "military"]
    authors = Counter(c for statement in attacks for c in countries_of(statement.actors))
    victims = Counter(c for statement in attacks for c in countries_of(statement.targets))
    for statement in attacks:
        if not countries_of(statement.actors):
            theirs = countries_of(statement.targets) or statement.about[:1]
            found = [c for c, _ in authors.most_common() if c not in theirs][:1] or rival(states, theirs)
            found = list(statement.about[:1]) if statement.actors and statement.about else found
            statement.actors = [*statement.actors, *[Party("", (c,)) for c in found]]
        mine = countries_of(statement.actors)
        statement.targets = [p for p in statement.targets if not p.countries or set(p.countries) - set(mine)]
        if not countries_of(statement.targets):
            near = [c for c in statement.about if c not in mine] or [c for c in victims if c not in mine]
            found = near[:1] or list(statement.about[:1]) or list(states.first(*mine))
            statement.targets = [*statement.targets, *[Party("", (c,)) for c in found]]


def rival(states: Protagonists, victims: Countries) -> list[str]:
    """Return the state at war with some: another one that a text is mainly about, if it is no bystander."""
    likely = [c for c, share in states.shares.items() if share > SHARE_OF_A_RIVAL and c not in SENDERS]
    return [country for country in likely if country not in victims][:1]


def fill_dealings(statements: list[Statement], holders: Holders, states: Protagonists) -> None:
    """Give talks, agreements and missions whose parties go unsaid the sides the text is about."""
    dealings = [statement for statement in statements if statement.kind in ("agreement", "talks")]
    if dealings:
        brokers = {c for s in dealings if s.act == "mediate" for c in countries_of(s.actors)}
        sides = _sides(statements, holders, states, brokers)
        for statement in dealings:
            _fill_dealing(statement, sides, brokers)
    for statement in statements:
        if statement.kind == "appointment":
            _fill_mission(statement, states)
            _fill_office(statement, states)


def _fill_dealing(statement: Statement, sides: list[Countries], brokers: set[str]) -> None:
    if statement.kind == "agreement":
        statement.actors, statement.targets = [*statement.actors, *statement.targets], []
        parties = [p for p in statement.actors if not p.countries or not brokers.issuperset(p.countries)]
        statement.actors = parties
        mine = countries_of(parties)
        if len(mine) < 2:
            statement.actors = [*parties, *(Party("", side) for side in sides if side != mine)][
                : len(parties) + 2 - len(mine)
            ]
        return
    mine, theirs = countries_of(statement.actors), countries_of(statement.targets)
    if statement.act == "mediate":
        if mine and not theirs:
            statement.targets += [Party("", side) for side in sides if not set(side) & set(mine)]
    elif not mine and not theirs and not (statement.actors and statement.targets):
        statement.actors = [*statement.actors, *(Party("", side) for side in sides)]
    elif statement.targets and not theirs:
        both = not BOTH_PARTIES.isdisjoint(statement.whom)
        others = [side for side in sides if not set(side) & set(mine)]
        statement.targets += [Party("", side) for side in (others if both else others[:1])]
    elif not mine and statement.actors:
        others = [side for side in sides if not set(side) & set(theirs)]
        statement.actors = [*statement.actors, *(Party("", side) for side in others[:1])]


def _sides(
    statements: list[Statement], holders: Holders, states: Protagonists, brokers: set[str]
) -> list[Countries]:
    """Return the two sides of an exchange, else the holder and the one the text shows dealing with it."""
    exchanged = [side for side in holders.sides if side]
    if len(exchanged) > 1:
        return exchanged
    mine = next((c for c in holders.likeliest if c and not brokers.issuperset(c)), ())
    dealing: Counter[str] = Counter()
    for statement in statements:
        if statement.kind in ("talks", "agreement", "sanction-relief"):
            parties = countries_of(statement.actors + statement.targets)
            dealing.update(c for c in parties if (c,) != mine and c not in brokers)
    others: list[Countries] = [(country,) for country, _ in dealing.most_common(1)]
    likely = states.first(*mine, *brokers)
    others = others or [c for c in [likely] if c and states.shares[c[0]] > SHARE_OF_A_RIVAL]
    return [side for side in (mine, *others) if side]


def _fill_mission(statement: Statement, states: Protagonists) -> None:
    """Give a state's own embassy the country it stands in."""
    if EMBASSIES.isdisjoint(statement.whom):
        return
    mine = countries_of(statement.actors)
    if set(countries_of(statement.targets)) - set(mine):
        return
    host = tuple(c for c in statement.about if c not in mine)[:1] or states.first(*mine)
    statement.targets = [p._replace(countries=()) for p in statement.targets] + [Party("", host)]


def _fill_office(statement: Statement, states: Protagonists) -> None:
    """Give an appointment that names no state the one state that a text is about."""
    if countries_of(statement.actors) or countries_of(statement.targets):
        return
    home = next(((c,) for c, share in states.shares.items() if share > SHARE_AT_HOME), ())
    if home:
        statement.actors = [*statement.actors, Party("", home)]
        statement.targets = [*statement.targets, Party("", home)] if statement.targets else []
