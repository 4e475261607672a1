"""Which reports speak of the same event, and the event they make together."""

from collections import defaultdict, deque
from datetime import date

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.events.dates import is_day, is_valid
from prisoner_diplomacy.events.statements import (
    CUSTODY_KINDS,
    NOTHING_COUNTED,
    SANCTION_KINDS,
    Party,
    Statement,
    countries_of,
    people_of,
    stated_targets,
)
from prisoner_diplomacy.events.substance import is_spoken_of, is_substantial

# How many events of a kind before it a report may speak of again.
LOOKING_BACK = 40
# Days within which reports of one release may differ, and a date only supposed from one stated.
SAME_RELEASE, SAME_WEEK = 3, 7
FEW_DAYS = 8
# How many sentences on a wish or a plan may be told again.
WISHED_AGAIN = 5
# How many sentences on an attack may be told again without a date.
ATTACKED_AGAIN = 4
# The sentences that tell again what a headline told.
OPENING = 4
# Acts of one trial.
TRIAL = frozenset(["charge", "sentence"])
AHEAD = frozenset(["future", "hypothetical"])
# Acts that the same parties do time and again.
OFTEN = frozenset(["talks", "military"])
# Words that tell of people beside those spoken of before.
FURTHER = frozenset(["all", "other", "others", "remaining", "rest", "every", "more", "any"])


def merge_statements(statements: list[Statement]) -> tuple[list[Statement], dict[int, Statement]]:
    """Join the reports of one event, in text order; the first one named leads.

    Also returns which event each report, by its ``id()``, went into.

    Two reports are of one event when their kind agrees and whether it happened, and neither their dates,
    counts, people nor actors speak against it. A report is compared with the last events of its kind only.
    """
    events: list[Statement] = []
    lead: dict[int, Statement] = {}
    alike: dict[tuple[str, str], deque[Statement]] = defaultdict(_recent)
    of_kind: dict[str, deque[Statement]] = defaultdict(_recent)
    for statement in statements:
        same = alike[statement.kind, _reality_of(statement)]
        apart = lead.get(id(statement.after), statement.after)
        alike_events = (event for event in reversed(same) if event is not apart)
        partner = next((event for event in alike_events if is_same_event(event, statement)), None)
        if partner is None and (statement.definite or statement.act == "transport"):
            partner = next(
                (event for event in of_kind[statement.kind] if _refers_back(event, statement)), None
            )
        if partner is None and _is_consequence(statement):
            measures = reversed(alike["sanction", "occurred"])
            partner = next((event for event in measures if _is_just_before(event, statement)), None)
        if partner is None:
            partner = next(
                (event for event in of_kind[statement.kind] if _is_headline_of(event, statement)), None
            )
        if partner is not None:
            _join(partner, statement)
            lead[id(statement)] = partner
        elif is_substantial(statement) and not _is_told(of_kind[statement.kind], statement):
            events.append(statement)
            same.append(statement)
            of_kind[statement.kind].append(statement)
    return _told_once(events, lead)


def _reality_of(statement: Statement) -> str:
    """Return the status of an act, plans and wishes as one: talks offered today are called for tomorrow."""
    wished = statement.status in AHEAD and statement.kind not in CUSTODY_KINDS
    return "ahead" if wished else statement.status


def _is_told(told: deque[Statement], statement: Statement) -> bool:
    """Say whether a report only speaks of what the text has told, or supposes a custody told as it is."""
    if told and is_spoken_of(statement):
        return True
    if (statement.kind, statement.status, statement.date) != ("detention", "hypothetical", ""):
        return False
    return any(event.status == "occurred" and people_of(event) & people_of(statement) for event in told)


def _told_once(
    events: list[Statement], lead: dict[int, Statement]
) -> tuple[list[Statement], dict[int, Statement]]:
    """Join plans to their deeds and nouns to the custody they mean, which only the whole text shows."""
    pairs = _deeds_of_plans(events) + _custody_of_nouns(events)
    for again, event in pairs:
        event.mentions += again.mentions
        event.sentences += again.sentences
    joined = {id(again): event for again, event in pairs}
    lead = {report: joined.get(id(event), event) for report, event in lead.items()} | joined
    return [event for event in events if id(event) not in joined], lead


def _deeds_of_plans(events: list[Statement]) -> list[tuple[Statement, Statement]]:
    """Return the releases that are planned of just those whom the text elsewhere tells to be free."""
    counted = [event for event in events if event.kind == "release" and event.count.low is not None]
    done = [event for event in counted if event.status == "occurred"][:LOOKING_BACK]
    plans = [event for event in counted if event.status == "future"] if done else []
    pairs = [(plan, next((deed for deed in done if _is_plan_of(plan, deed)), None)) for plan in plans]
    return [(plan, deed) for plan, deed in pairs if deed is not None]


def _custody_of_nouns(events: list[Statement]) -> list[tuple[Statement, Statement]]:
    """Return the undated nouns for a custody, "her arrest", that the text elsewhere tells by a verb."""
    held = [event for event in events if event.kind == "detention" and people_of(event)][:LOOKING_BACK]
    nouns = [event for event in held if event.voice == "noun" and (not event.date or event.supposed)]
    pairs = [(noun, next((event for event in held if _is_custody_of(noun, event)), None)) for noun in nouns]
    return [(noun, event) for noun, event in pairs if event is not None]


def _is_custody_of(noun: Statement, event: Statement) -> bool:
    return event.voice != "noun" and event.status == noun.status and bool(people_of(event) & people_of(noun))


def _is_plan_of(plan: Statement, deed: Statement) -> bool:
    """Say whether a release is of just those whom a plan names: as many, of one nation, by the same."""
    return (
        deed.count == plan.count
        and (plan.count.low != 1 or bool(people_of(plan)))
        and _dates_agree(deed, plan)
        and _actors_agree(deed, plan)
        and _people_agree(deed, plan)
        and _countries_agree(deed.targets, plan.targets)
    )


def _recent() -> deque[Statement]:
    return deque(maxlen=LOOKING_BACK)


def _refers_back(event: Statement, statement: Statement) -> bool:
    """Say whether "the release" may mean an event of its kind named before."""
    return (
        (statement.count.low is None or (event.kind == "release" and statement.count == event.count))
        and not (people_of(statement) - people_of(event))
        and (not statement.date or _dates_agree(event, statement))
        and (
            event.status == statement.status
            or (
                event.status == "occurred"
                and not (statement.kind == "release" and statement.asking)
                and _names_no_others(event, statement)
            )
        )
    )


def _is_consequence(statement: Statement) -> bool:
    """Say whether a report only tells what a measure told before means: "their assets will be frozen"."""
    plain = statement.act == "ban" and statement.voice in ("passive", "phrase")
    told = statement.date or statement.count.low or statement.status == "hypothetical"
    return plain and not told and not any(party in statement.stated for party in statement.actors)


def _is_just_before(event: Statement, statement: Statement) -> bool:
    return event.sentences[-1] >= statement.sentences[0] - OPENING


def _is_headline_of(event: Statement, statement: Statement) -> bool:
    """Say whether a report in the first sentences tells what only the headline told before it.

    Neither the numbers nor the people nor both parties may speak against it.
    """
    if not event.headline or statement.headline or statement.sentences[0] > OPENING:
        return False
    if not {event.status, statement.status} <= AHEAD and event.status != statement.status:
        return False
    counts = {event.count.low, statement.count.low} - {None}
    parties_agree = _countries_agree(event.actors, statement.actors) or _countries_agree(
        event.targets, statement.targets
    )
    return len(counts) < 2 and _people_agree(event, statement) and parties_agree


def _names_no_others(event: Statement, statement: Statement) -> bool:
    """Say whether a report names nobody, or calls them as the event does: "the aid workers' release"."""
    if not FURTHER.isdisjoint(statement.whom):
        return False
    told = {party.name.lower().rpartition(" ")[2] for party in stated_targets(statement)}
    known = {word for party in event.targets for word in party.name.lower().split()}
    return told <= known


def is_same_event(event: Statement, statement: Statement) -> bool:
    """Say whether two reports of one kind and status speak of one event; those of one mention never do."""
    if event.mentions[-1] == statement.mentions[0]:
        return False
    if statement.other and event.sentences[-1] != statement.sentences[0]:
        return False
    if (event.kind == "release" and _same_days(event, statement)) or _same_count(event, statement):
        return True
    if event.act == statement.act and (_describes(event, statement) or _tells_no_more(event, statement)):
        return True
    if not (_dates_agree(event, statement) and _actors_agree(event, statement)):
        return False
    if event.kind == "release":
        return _same_release(event, statement)
    if event.kind in ("detention", "mistreatment"):
        return _same_custody(event, statement)
    if event.kind in SANCTION_KINDS:
        return _same_measure(event, statement)
    if event.kind == "appointment":
        return event.act == statement.act and _of_the_same(event, statement)
    if event.kind == "military":
        near = event.sentences[-1] >= statement.sentences[0] - ATTACKED_AGAIN
        known = near or statement.definite or statement.date
        return bool(known) and _countries_agree(stated_targets(event), stated_targets(statement))
    return event.kind != "talks" or _same_talks(event, statement)


def _describes(event: Statement, statement: Statement) -> bool:
    """Say whether a participle without a day says of people what was told of them: "the men held by X"."""
    countries = set(countries_of(statement.targets))
    known = bool(countries) and countries == set(countries_of(event.targets))
    counts = {event.count.low, statement.count.low} - {None}
    same = len(counts) < 2 and _people_agree(event, statement)
    return statement.voice == "participle" and not statement.date and known and same


def _tells_no_more(event: Statement, statement: Statement) -> bool:
    """Say whether two reports of acts on one state give no day, number or person to tell them apart."""
    if event.kind in OFTEN or not (_is_bare(event) and _is_bare(statement)):
        return False
    shared = set(countries_of(event.targets)) & set(countries_of(statement.targets))
    return bool(shared) and _countries_agree(event.actors, statement.actors)


def _is_bare(told: Statement) -> bool:
    counted = told.count.low is not None
    return told.status == "occurred" and not (told.date or counted or people_of(told))


def _of_the_same(event: Statement, statement: Statement) -> bool:
    """Say whether two reports neither name other people nor missions of other states."""
    return _people_agree(event, statement) and _countries_agree(event.targets, statement.targets)


def _same_count(event: Statement, statement: Statement) -> bool:
    """Say whether two reports of one sentence give one date and one number."""
    return (
        event.sentences[-1] == statement.sentences[0]
        and event.count == statement.count != NOTHING_COUNTED
        and event.date == statement.date
        and event.kind not in CUSTODY_KINDS
    )


def _is_series(event: Statement) -> bool:
    """Say whether a report is of several releases over a stretch of time, without a number in all."""
    return "/" in event.date and event.count == NOTHING_COUNTED


def _same_release(event: Statement, statement: Statement) -> bool:
    """One named among a group freed is part of that event; other numbers make other events."""
    if _is_series(event) and statement.count != NOTHING_COUNTED:
        return False
    swapped = "exchange" in (event.act, statement.act)
    if len(_telling_actors(statement)) > len(_telling_actors(event)) > 0 and not swapped:
        return False  # "Returned from X and Y" is no release by X alone.
    if event.count.low is not None and statement.count.low is not None:
        if event.headline and people_of(event) and people_of(event) <= people_of(statement):
            return True  # "Two freed, Roe among them" below "Roe freed".
        named_among = (
            bool(people_of(statement)) and statement.count.low < event.count.low and not statement.date
        )
        same = event.count.low == statement.count.low and _people_agree(event, statement)
        if statement.voice == "participle" and statement.count.low <= event.count.low:
            same = same or statement.date in ("", event.date)  # "Roe and Lund, freed on Monday".
        return same or (named_among and not statement.after) or (statement.part and not statement.date)
    if event.status == statement.status == "future" and event.count == statement.count != NOTHING_COUNTED:
        return _people_agree(event, statement)
    if event.status == "future" and statement.voice == "noun" and not stated_targets(statement):
        return statement.count == NOTHING_COUNTED  # "The planned exchange", however far it is told again.
    if event.status != "occurred":
        near = event.sentences[-1] >= statement.sentences[0] - WISHED_AGAIN
        return near and _people_agree(event, statement) and event.attributed_to == statement.attributed_to
    return not statement.date or statement.date == event.date or not people_of(statement)


def _own_clause(event: Statement, statement: Statement) -> bool:
    """Say whether a report has a finite verb of its own: "was arrested in May and was sentenced"."""
    return (
        statement.voice in ("active", "passive")
        and statement.group > event.group
        and event.voice != "participle"
        and not _shares_object(event, statement)
    )


def _shares_object(event: Statement, statement: Statement) -> bool:
    """Say whether nothing but "and" stands between two verbs: "arrested and jailed him"."""
    between = statement.group - event.mentions[-1][1]
    return event.voice == statement.voice == "active" and 0 < between <= len(" and ")


def _same_days(event: Statement, statement: Statement) -> bool:
    """Say whether two releases of the same named people lie within three days."""
    if not is_day(event.date) or not is_day(statement.date):
        return False
    if (
        not people_of(event)
        or people_of(event) != people_of(statement)
        or not _actors_agree(event, statement)
    ):
        return False
    return days_apart(event.date, statement.date) <= SAME_RELEASE


def days_apart(left: str, right: str) -> int:
    """Return how many days lie between two EDTF days."""
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)


def _same_custody(event: Statement, statement: Statement) -> bool:
    same_sentence = event.sentences[-1] == statement.sentences[0]
    if event.act != statement.act and not same_sentence:
        return False
    if (
        event.act != statement.act
        and not _shares_object(event, statement)
        and (
            statement.later
            or (event.date and statement.date and event.date != statement.date)
            or (_own_clause(event, statement) and not {event.act, statement.act} <= TRIAL)
        )
    ):
        return False
    left, right = people_of(event), people_of(statement)
    if left and right:
        return bool(left & right)
    if event.count.low is not None and statement.count.low is not None:
        return event.count.low == statement.count.low
    if _same_state(event, statement) or _same_day_of_custody(event, statement):
        return True
    if statement.anaphoric and event.act == statement.act and (event.date or not statement.date):
        return event.sentences[-1] >= statement.sentences[0] - 4
    return same_sentence and (event.act == statement.act or not (left or right)) and not statement.later


def _same_day_of_custody(event: Statement, statement: Statement) -> bool:
    """Say whether two reports tell one act, of one stated date, on people not told to be others."""
    stated = event.date and not (event.supposed or statement.supposed)
    same = stated and (event.act, event.date) == (statement.act, statement.date)
    return bool(same) and _countries_agree(event.targets, statement.targets)


def _same_state(event: Statement, statement: Statement) -> bool:
    """Say whether a report only says again that people were held, of whom it tells nothing else."""
    if event.act != "hold" or statement.act != "hold" or event.ongoing or statement.ongoing:
        return False
    told = statement.date or statement.count != NOTHING_COUNTED
    return not told and _countries_agree(stated_targets(event), stated_targets(statement))


def _countries_agree(left: list[Party], right: list[Party]) -> bool:
    one, other = countries_of(left), countries_of(right)
    return not one or not other or not set(one).isdisjoint(other)


def _same_talks(event: Statement, statement: Statement) -> bool:
    """Talks of other parties are other talks; so are a call and a visit told apart."""
    left = set(countries_of(event.actors + event.targets))
    right = set(countries_of(statement.actors + statement.targets))
    agree = not left or not right or left <= right or right <= left
    if not agree or _parties_differ(event, statement):
        return False
    if statement.definite or event.sentences[-1] == statement.sentences[0]:
        return statement.definite or {event.act, statement.act} != {"meet", "call"}
    return event.act == statement.act and bool(statement.date) and event.date == statement.date


def _parties_differ(event: Statement, statement: Statement) -> bool:
    """Say whether two reports name in their own words who acted, and name others."""
    left = {party.name for party in event.actors if party.known and party in event.stated}
    right = {party.name for party in statement.actors if party.known and party in statement.stated}
    if not (left and right and left.isdisjoint(right)):
        return False
    return set(countries_of(event.actors)).isdisjoint(countries_of(statement.actors))


def _same_measure(event: Statement, statement: Statement) -> bool:
    if statement.further and statement.targets:
        return False
    same_day = bool(statement.date) and event.date == statement.date
    two_dates = event.date and statement.date and event.supposed == statement.supposed
    opening = event.sentences[0] <= 1 and statement.sentences[0] <= 5
    headline = opening and not two_dates
    if not (same_day or headline or statement.definite or event.sentences[-1] == statement.sentences[0]):
        return False
    if event.count.low is None and statement.count.low is not None:
        return opening or event.sentences[-1] == statement.sentences[0]
    return event.count == statement.count or None in (event.count.low, statement.count.low)


def _dates_agree(event: Statement, statement: Statement) -> bool:
    left, right = event.date, statement.date
    if not left or not right or left == right:
        return True
    if statement.supposed and statement.voice == "noun" and statement.kind in CUSTODY_KINDS:
        return True  # "The pardon" is not of the day on which it is spoken of.
    if event.supposed != statement.supposed and is_day(left) and is_day(right):
        return days_apart(left, right) <= SAME_WEEK
    if "/" in left + right:
        return event.kind != "release" and (_lies_within(left, right) or _lies_within(right, left))
    return left.startswith(right) or right.startswith(left)


def _lies_within(inner: str, outer: str) -> bool:
    """Say whether one date lies in a stretch of a few days: "1 to 2 May" in "last week"."""
    if not (is_valid(inner) and is_valid(outer)):
        return False
    first, last = edtf_bounds(outer)
    start, end = edtf_bounds(inner)
    if first is None or last is None or start is None or end is None or (last - first).days > FEW_DAYS:
        return False
    return first <= start and end <= last


def _dates_better(statement: Statement, event: Statement) -> bool:
    """Say whether a report tells more of the date: the first, a stated one, a more precise one."""
    if not event.date or (event.supposed and not statement.supposed):
        return True
    return statement.supposed == event.supposed and statement.date.startswith(event.date)


def _people_agree(event: Statement, statement: Statement) -> bool:
    left, right = people_of(event), people_of(statement)
    return not left or not right or bool(left & right)


def _actors_agree(event: Statement, statement: Statement) -> bool:
    left, right = _telling_actors(event), _telling_actors(statement)
    return not left or not right or not set(left).isdisjoint(right)


def _telling_actors(told: Statement) -> tuple[str, ...]:
    """Return the countries of who acted: as to others than those freed, only by a report's own words."""
    own = told.kind == "release"
    return countries_of([party for party in told.actors if own or party in told.stated])


def _let_tell(event: Statement, statement: Statement) -> None:
    """Let the report below a headline say who did what to whom, of which a headline says only part."""
    event.headline = False
    event.status = statement.status
    if people_of(event) <= people_of(statement) and (statement.count.low or 0) > (event.count.low or 0):
        event.count = statement.count
    if countries_of(statement.actors):
        event.actors = statement.actors
    if statement.targets:
        event.targets = statement.targets
    event.stated = [*event.stated, *statement.stated]


def _names_whom(statement: Statement, event: Statement) -> bool:
    """Say whether a report gives the name of the one person that an event was told of: "a monk"."""
    one = event.count.low == statement.count.low == 1
    return one and event.kind in CUSTODY_KINDS and bool(people_of(statement)) and not people_of(event)


def _join(event: Statement, statement: Statement) -> None:
    if event.headline and not statement.headline and statement.sentences[0] <= OPENING:
        _let_tell(event, statement)
    event.mentions += statement.mentions
    event.sentences += [number for number in statement.sentences if number != event.sentences[-1]]
    if statement.date and _dates_better(statement, event):
        event.date, event.date_basis = statement.date, statement.date_basis
        event.supposed, event.support = statement.supposed, statement.support
    if event.count.low is None and event.count.high is None:
        event.count = statement.count
    if not countries_of(event.actors):
        event.actors = statement.actors or event.actors
    if not event.targets or _names_whom(statement, event):
        event.targets = statement.targets
        event.stated = [*event.stated, *statement.stated]
    event.location = event.location or statement.location
    event.ongoing = event.ongoing or statement.ongoing
