"""Who sends which measures against which country."""

from collections import Counter
from itertools import pairwise

from prisoner_diplomacy.events.discourse.protagonists import Countries, Protagonists
from prisoner_diplomacy.events.statements import SANCTION_KINDS, Party, Statement, anybody_known, countries_of
from prisoner_diplomacy.lexicon import grammar

SENDERS, MANY_STATES = grammar("senders"), grammar("many_states")
# How much likelier measures are about who attacks, and less so about who is attacked.
WEIGHT_OF_A_WAR = 0.15
SHARE_OF_AN_ATTACKER = 0.15


class Measures:
    """Who sends which measures against which country."""

    def __init__(self, statements: list[Statement], states: Protagonists) -> None:
        attacks = [statement for statement in statements if statement.kind == "military"]
        waging = {country for attack in attacks for country in countries_of(attack.actors)}
        self._attackers = {c for c in waging if states.shares.get(c, 0) > SHARE_OF_AN_ATTACKER}
        self._victims = {country for attack in attacks for country in countries_of(attack.targets)}
        self._measures = [statement for statement in statements if statement.kind in SANCTION_KINDS]
        self._states = states

    def fill(self) -> None:
        """Give measures whose sender or country goes unsaid those that the text as a whole gives."""
        if not self._measures:
            return
        for statement, following in pairwise(self._measures):
            told = following.voice == "participle" and statement.sentences == following.sentences
            if told and not countries_of(statement.targets):  # "Lift the measures imposed on Peru".
                statement.targets = [*statement.targets, Party("", countries_of(following.targets))]
        against = Counter(c for s in self._measures for c in countries_of(s.targets))
        senders = self._senders(against)
        for statement in self._measures:
            sender = _union(senders) if _are_many(statement.actors) else senders[:1]
            if sender and not countries_of(statement.actors) and not anybody_known(statement.actors):
                statement.actors = [*statement.actors, Party("", sender)]
        acting = Counter(c for s in self._measures for c in countries_of(s.actors))
        for statement in self._measures:
            self._turn(statement, against, acting, senders)
        sending = {c for c in acting if c in SENDERS or acting[c] > against[c]} & {*SENDERS, *senders[:1]}
        about = self._about(against, acting, sending)
        for statement in self._measures:
            mine = countries_of(statement.actors)
            statement.targets = [p for p in statement.targets if not set(p.countries) & set(mine)]
            if not countries_of(statement.targets):
                apart = {*sending, *SENDERS, *self._victims, *mine}
                near = tuple(c for c in statement.about if c not in apart)[:1]
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
        bodies = sum(anybody_known(s.actors) and not countries_of(s.actors) for s in self._measures)
        if bodies > votes.total():
            return ()
        said = [country for country, _ in votes.most_common()]
        known = [c for c in self._states.shares if c in SENDERS and c not in against]
        likely = dict.fromkeys([*said, *known, *self._states.lawgiver])
        return tuple(sorted(likely, key=lambda country: country not in SENDERS or country == "WEST"))

    def _in_war(self, country: str) -> float:
        """Return how much likelier, or less so, a war makes measures to be about a country."""
        if not self._attackers:
            return 0
        return ((country in self._attackers) - (country in self._victims)) * WEIGHT_OF_A_WAR

    def _about(self, against: Counter[str], acting: Counter[str], sending: set[str]) -> Countries:
        """Return the country that the measures are about: by what they hit and how much is said of it."""
        hits, shares = max(against.total(), 1), self._states.shares
        likely = [country for country in (*against, *shares) if country not in sending]
        score = {
            country: max(against[country] - acting[country], 0) / hits
            + shares.get(country, 0)
            + self._in_war(country)
            for country in likely
        }
        return (max(score, key=lambda country: score[country]),) if score else ()


def _are_many(parties: list[Party]) -> bool:
    """Say whether words mean several states together, none of them named: "the council", "world leaders"."""
    return any(party.name.rpartition(" ")[2].lower() in MANY_STATES for party in parties)


def _union(senders: Countries) -> Countries:
    """Return the union of states among likely senders, if it is one of them."""
    return tuple(sender for sender in senders if sender == "EU")
