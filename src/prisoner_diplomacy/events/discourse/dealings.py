"""The sides of talks, agreements and missions, and who brokers between them."""

from collections import Counter

from prisoner_diplomacy.events.discourse.holders import Holders
from prisoner_diplomacy.events.discourse.protagonists import Countries, Protagonists
from prisoner_diplomacy.events.phrases import REBELS
from prisoner_diplomacy.events.statements import Party, Statement, anybody_known, countries_of
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.text.document import Document

BOTH_PARTIES = grammar("both_parties")
BOTH = frozenset(["both", "two"])
BOTH_NOUNS = frozenset(["countries", "governments", "sides", "nations", "capitals", "states", "parties"])
OPPONENTS = frozenset(["opponents", "opposition", "rebels", "insurgents", "separatists", "critics"])
OWN = frozenset(["his", "her", "its", "their"])
ENVOYS = frozenset(["ambassador", "ambassadors"])
EMBASSIES = grammar("embassies")
# From which share on of all that is said of states one may be a side.
SHARE_OF_A_SIDE = 0.2
# From which share on a text is about one state at home.
SHARE_AT_HOME = 0.6


def fill_dealings(
    document: Document, statements: list[Statement], holders: Holders, states: Protagonists
) -> None:
    """Give talks, agreements and missions whose parties go unsaid the sides the text is about."""
    dealings = [statement for statement in statements if statement.kind in ("agreement", "talks")]
    if dealings:
        brokers = _brokers(dealings) | states.brokering
        at_home = not REBELS.isdisjoint(document.lower)
        sides = _sides(statements, holders, states, brokers, at_home)
        for statement in dealings:
            _fill_dealing(statement, sides, brokers)
    before = None
    for statement in statements:
        if statement.kind == "appointment":
            if before is not None and _is_that_mission(statement, before):
                statement.actors, statement.targets = before.actors, before.targets
            else:
                _fill_mission(statement, states)
            _fill_office(statement, states)
            before = statement


def _brokers(dealings: list[Statement]) -> set[str]:
    """Return who mediates, but for those told more often as a side: "the envoy who helped negotiate it"."""
    brokering: Counter[str] = Counter()
    meeting: Counter[str] = Counter()
    for statement in dealings:
        (brokering if statement.act == "mediate" else meeting).update(countries_of(statement.actors))
    return {country for country in brokering if meeting[country] <= brokering[country]}


def _fill_dealing(statement: Statement, sides: list[Countries], brokers: set[str]) -> None:
    if statement.kind == "agreement":
        _fill_agreement(statement, sides, brokers)
    elif statement.act == "mediate":
        _fill_mediation(statement, sides)
    else:
        _fill_talks(statement, sides)


def _fill_agreement(statement: Statement, sides: list[Countries], brokers: set[str]) -> None:
    """Take all parties of an agreement for actors, unless one is said to have reached it with the other."""
    if statement.concluded and countries_of(statement.actors) and countries_of(statement.targets):
        return
    together = [*statement.actors, *statement.targets]
    parties = [party for party in together if not party.countries or not brokers.issuperset(party.countries)]
    mine = countries_of(parties)
    others = [Party("", side) for side in sides if not set(side) & set(mine)]
    lacking = max(2 - len(mine), 0) or int(not statement.actors)
    statement.actors, statement.targets = [*parties, *others[:lacking]], []


def _fill_mediation(statement: Statement, sides: list[Countries]) -> None:
    mine = countries_of(statement.actors)
    if (mine or anybody_known(statement.actors)) and not countries_of(statement.targets):
        statement.targets += [Party("", side) for side in sides if not set(side) & set(mine)]


def _fill_talks(statement: Statement, sides: list[Countries]) -> None:
    mine, theirs = countries_of(statement.actors), countries_of(statement.targets)
    if mine and _are_his_own(statement):
        statement.targets = [party._replace(countries=mine) for party in statement.targets]
    elif not mine and _are_both(statement.actors):
        statement.actors += [Party("", side) for side in sides if not set(side) & set(theirs)]
    elif not mine and not theirs and not (statement.actors and statement.targets):
        statement.actors = [*statement.actors, *(Party("", side) for side in sides)]
    elif statement.targets and not theirs and not anybody_known(statement.targets):
        both = not BOTH_PARTIES.isdisjoint(statement.whom)
        others = [side for side in sides if not set(side) & set(mine)]
        statement.targets += [Party("", side) for side in (others if both else others[:1])]
    elif statement.voice == "noun" and statement.act == "meet" and len(mine) == 1 and not theirs:
        others = [side for side in sides if not set(side) & set(mine)]
        statement.targets = [*statement.targets, *(Party("", side) for side in others[:1])]
    elif not mine and statement.actors and not anybody_known(statement.actors):
        others = [side for side in sides if not set(side) & set(theirs)]
        statement.actors = [*statement.actors, *(Party("", side) for side in others[:1])]


def _are_his_own(statement: Statement) -> bool:
    """Say whether talks are with those at home: "the president meets his opponents"."""
    return not OWN.isdisjoint(statement.whom[:1]) and statement.whom[-1] in OPPONENTS


def _are_both(parties: list[Party]) -> bool:
    """Say whether words mean two states named elsewhere: "officials from both countries"."""
    words = [word for party in parties for word in party.name.lower().split()]
    return not BOTH.isdisjoint(words) and words[-1] in BOTH_NOUNS


def _sides(
    statements: list[Statement], holders: Holders, states: Protagonists, brokers: set[str], at_home: bool
) -> list[Countries]:
    """Return the two sides of an exchange, else the holder and the one the text shows dealing with it.

    Where a text tells of rebels the other side is of the same country.
    """
    exchanged = [side for side in holders.sides if side]
    if len(exchanged) > 1:
        return exchanged
    mine = next((c for c in holders.likeliest if c and not brokers.issuperset(c)), ())
    if at_home:
        return [mine] if mine else []
    dealing: Counter[str] = Counter()
    freed: Counter[str] = Counter()
    for statement in statements:
        if statement.kind in ("talks", "agreement", "sanction-relief"):
            parties = countries_of(statement.actors + statement.targets)
            dealing.update(c for c in parties if (c,) != mine and c not in brokers)
        elif statement.kind == "release" and countries_of(statement.actors)[:1] == mine:
            freed.update(c for c in countries_of(statement.targets) if (c,) != mine and c not in brokers)
    if len(freed) == 1:
        dealing = freed + dealing
    others: list[Countries] = [(country,) for country, _ in dealing.most_common(1)]
    likely = states.first(*mine, *brokers)
    others = others or [c for c in [likely] if c and states.shares[c[0]] > SHARE_OF_A_SIDE]
    return [side for side in (mine, *others) if side]


def _is_that_mission(statement: Statement, before: Statement) -> bool:
    """Say whether a report goes on about the mission just told of: "reopen its embassy, which closed"."""
    same = statement.act == before.act == "mission" and statement.sentences[:1] == before.sentences[:1]
    if not same or statement.about or EMBASSIES.isdisjoint(before.whom):
        return False
    mine = countries_of(statement.actors)
    return statement.whom in ((), before.whom) and (not mine or mine == countries_of(before.actors))


def _fill_mission(statement: Statement, states: Protagonists) -> None:
    """Give a state's own embassy the country it stands in."""
    if not statement.targets and statement.about and countries_of(statement.actors):
        host = tuple(c for c in statement.about if c not in countries_of(statement.actors))[:1]
        statement.targets = [Party("", host)] if host else []  # "Return its ambassador to Lima".
        return
    own_envoy = statement.whom[:1] in (("its",), ("their",)) and statement.whom[-1] in ENVOYS
    if EMBASSIES.isdisjoint(statement.whom) and not own_envoy:
        return
    own = countries_of(statement.targets)
    if not countries_of(statement.actors) and len(own) == 1 and not own_envoy:
        statement.actors = [*statement.actors, Party("", own)]  # "The Swiss embassy reopened".
    mine = countries_of(statement.actors)
    if set(own) - set(mine):
        return
    if len(mine) == 2 and "their" in statement.whom:
        statement.targets = [p._replace(countries=()) for p in statement.targets] + [Party("", mine)]
        return
    host = tuple(c for c in statement.about if c not in mine)[:1] or states.first(*mine)
    statement.targets = [p._replace(countries=()) for p in statement.targets] + [Party("", host)]


def _fill_office(statement: Statement, states: Protagonists) -> None:
    """Give an appointment that names no state the one state that a text is about.

    Somebody named of no known nation takes an office of the state that appoints.
    """
    mine, theirs = countries_of(statement.actors), countries_of(statement.targets)
    if mine and not theirs and any(party.person for party in statement.targets):
        statement.targets = [*statement.targets, Party("", mine)]
    if theirs and not statement.actors and statement.act == "appoint":
        statement.actors = [Party("", theirs)]
    if mine or theirs:
        return
    home = next(((c,) for c, share in states.shares.items() if share > SHARE_AT_HOME), ())
    if home:
        statement.actors = [*statement.actors, Party("", home)]
        statement.targets = [*statement.targets, Party("", home)] if statement.targets else []
