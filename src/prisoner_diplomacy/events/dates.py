"""When an event happened: which time expression of the sentence belongs to which trigger."""

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, repeat
from operator import itemgetter

from dateutil.relativedelta import relativedelta

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.events.statements import SANCTION_KINDS
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, EventMention, Time
from prisoner_diplomacy.text.scene import Placed, Scene, starting
from prisoner_diplomacy.text.verbs import BE, DETERMINERS, HAVE

NO_NOUNS = BE | HAVE | grammar("function_words")
OPEN_END = grammar("open_end")
# What it costs to pass a word on the way to a date; one for any other word.
COSTS = {
    ",": 4,
    "and": 3,
    "but": 7,
    ";": 13,
    ":": 9,
    "—": 7,
    "–": 7,
    "who": 6,
    "which": 7,
    "that": 6,
    "when": 7,
    "while": 9,
    "because": 9,
    "after": 13,
    "before": 13,
    "where": 7,
    "“": 11,
    "”": 11,
    '"': 11,
    "said": 13,
    "as": 5,
    "told": 13,
    "if": 9,
    "though": 9,
    "although": 9,
    "announced": 9,
    "confirmed": 7,
    "following": 7,
}
BOUNDARIES = grammar("boundaries")
RELATIVE_BOUNDS = frozenset(["who", "which", ",", ";"])
SUPERLATIVES = grammar("superlatives")
ENDS = frozenset(["until", "till", "through", "to"])
SPEAKING = grammar("speaking")
TRIGGER_COST = 7
RELATIVE_COST = 30
BEFORE_COST = 2
LIMIT = 26
# Marks further apart in words, long ones reckoned in, cost more than the limit.
NEAR = 2 * LIMIT
# How much nearer another trigger must be to take a date away, also from one that "and" joins it to.
NEARER = 3
NEARER_ACROSS_AND = 14


def assign_times(scene: Scene) -> dict[int, Placed]:
    """Return the time of each trigger that has one, by the trigger's start offset.

    Each date goes to the triggers it is cheapest to reach from: words in between cost one, clause
    boundaries and other triggers more.
    """
    dates = [
        item
        for item in scene.times
        if isinstance(item.mark, Time)
        and item.mark.type == "DATE"
        and item.mark.value
        and not _qualifies_noun(scene, item)
        and scene.words[item.first] != "now"
    ]
    if not dates:
        return {}
    costs = _running_costs(scene)
    found: dict[int, Placed] = {}
    for mention in scene.mentions:
        near = starting(dates, mention.first - NEAR, mention.stop + NEAR)
        reached = sorted((distance(scene, costs, mention, item), item.first, item) for item in near)
        for cost, _, best in reached:
            if cost > LIMIT:
                break
            if _may_date(scene, mention, best) and not _belongs_elsewhere(scene, costs, mention, best, cost):
                found[mention.mark.start] = best
                break
    return found


def _running_costs(scene: Scene) -> list[int]:
    """Return what it costs to reach each word, and the end, from the start of the sentence."""
    costs = list(map(COSTS.get, scene.words, repeat(1)))
    for mention in scene.mentions:
        costs[mention.first] += TRIGGER_COST
    return list(accumulate(costs, initial=0))


def _may_date(scene: Scene, mention: Placed, item: Placed) -> bool:
    """Say whether a date may be that of a trigger: not of speech, nor the end of a measure."""
    mark = mention.mark
    assert isinstance(mark, EventMention)
    if mark.kind in SANCTION_KINDS and item.first and scene.words[item.first - 1] in ENDS:
        return False
    return not _dates_speech(scene, item, mention)


def _dates_speech(scene: Scene, item: Placed, mention: Placed) -> bool:
    """Say whether a date tells when something was said: "said in May that …"."""
    if SPEAKING.isdisjoint(scene.words[max(item.first - 4, 0) : item.first]):
        return False
    left, right = sorted((item.first, mention.first))
    return not {"that", '"', "“", "”"}.isdisjoint(scene.words[left:right])


def _qualifies_noun(scene: Scene, item: Placed) -> bool:
    """Say whether a date only tells which thing is meant: "the 2020 protests"."""
    before = scene.words[item.first - 1] if item.first else ""
    after = scene.words[item.stop] if item.stop < len(scene.words) else ""
    return before in DETERMINERS and after.isalpha() and after not in NO_NOUNS


def _belongs_elsewhere(scene: Scene, costs: list[int], mention: Placed, item: Placed, cost: int) -> bool:
    """Say whether another trigger is nearer to the date and no mere "and" joins the two."""
    if scene.words[0] == "since" and item.first < mention.first:
        return False
    near = starting(scene.mentions, item.first - NEAR, item.stop + NEAR)
    others = [(distance(scene, costs, other, item), other) for other in near if other is not mention]
    if not others:
        return False
    nearest, other = min(others, key=itemgetter(0))
    if nearest + NEARER >= cost:
        return False
    first, last = sorted((mention.first, other.first))
    between = scene.words[first:last]
    if "since" in between and mention.first < other.first:
        return False
    joined = "and" in between and BOUNDARIES.isdisjoint(between)
    return not joined or nearest + NEARER_ACROSS_AND < cost


def distance(scene: Scene, costs: list[int], mention: Placed, item: Placed) -> int:
    """Return what it costs to reach a date from a trigger.

    Args:
        scene: the sentence of both.
        costs: the running costs of its words.
        mention: the trigger.
        item: the date.
    """
    if item.first >= mention.stop:
        return costs[item.first] - costs[mention.stop]
    cost = BEFORE_COST
    if mention.first > item.stop:
        cost += costs[mention.first] - costs[item.stop]
    if item.first < mention.first and _in_relative(scene, item):
        cost += RELATIVE_COST
    return cost


def _in_relative(scene: Scene, item: Placed) -> bool:
    """Say whether a date stands in a relative clause."""
    before = scene.words[max(item.first - 13, 0) : item.first]
    if "who" not in before and "which" not in before:
        return False
    return next(word for word in reversed(before) if word in RELATIVE_BOUNDS) in ("who", "which")


def event_date(scene: Scene, item: Placed, mention: Placed) -> tuple[str, str]:
    """Return the EDTF date an event takes from a time expression, and its basis.

    "Since X" leaves the end open, "by X" and "until X" the start.
    """
    time = item.mark
    assert isinstance(time, Time)
    basis = "anchored" if time.anchored else "stated"
    before = scene.words[item.first - 1] if item.first else ""
    value = time.value
    if "/" in value:
        return value, basis
    if before in ("from", "between"):
        until = next(iter(starting(scene.times, item.stop + 1, item.stop + 2)), None)
        if (
            until is not None
            and scene.words[item.stop] in ("to", "until", "and")
            and isinstance(until.mark, Time)
        ):
            return f"{value}/{until.mark.value}", basis
    since = _since_before(scene, item)
    if since is not None and since <= mention.first < item.first:
        return value, basis
    if since is not None:
        if SUPERLATIVES & set(scene.words[max(since - 10, 0) : since]):
            return "", "none"
        return f"{value}/..", basis
    if before in OPEN_END:
        return f"../{value}", basis
    if before == "after" and len(value) <= 7:
        return f"{value}/..", basis
    return value, basis


def _since_before(scene: Scene, item: Placed) -> int | None:
    """Return where "since" opens the phrase the date stands in: "since the crackdown of 2020"."""
    if "since" not in scene.words[max(item.first - 8, 0) : item.first]:
        return None
    for number in range(item.first - 1, max(item.first - 9, -1), -1):
        word = scene.words[number]
        if word == "since":
            return number
        if word == "," or word in BE or word in HAVE:
            return None
    return None


def clip(value: str, published: str) -> str:
    """Return the date of something that happened without the days after publication."""
    start, slash, end = value.partition("/")
    if slash and end > published and len(end) == len(published) and start <= published:
        return f"{start}/{published}"
    return value


def start_before(value: str, duration: str) -> str:
    """Return when something began that lasted some years or months up to a day, as precise as those.

    Args:
        value: the EDTF day on which it ended.
        duration: an ISO 8601 duration in years and months, such as ``P3Y6M``.
    """
    match = re.fullmatch(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?", duration)
    if not match or not (match[1] or match[2]) or not is_day(value):
        return ""
    began = date.fromisoformat(value) - relativedelta(years=int(match[1] or 0), months=int(match[2] or 0))
    return f"{began:%Y-%m}~" if match[2] else f"{began:%Y}~"


def shift_day(value: str, days: int) -> str:
    """Return an EDTF day moved by some days; anything but a day comes back as it is."""
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return value


def days_of(mark: Annotation) -> int | None:
    """Return how many days a duration takes; none for one not counted in hours, days or weeks."""
    if not isinstance(mark, Time) or mark.type != "DURATION":
        return None
    if mark.value.startswith("PT"):
        return 0
    number, unit = mark.value[1:-1], mark.value[-1:]
    return int(number) * {"D": 1, "W": 7}[unit] if number.isdigit() and unit in "DW" else None


def is_day(value: str) -> bool:
    """Say whether an EDTF value is a single day without a mark of doubt."""
    return len(value) == 10 and value[4] == value[7] == "-" and value[8:].isdigit()


@lru_cache(maxsize=4096)
def is_valid(value: str) -> bool:
    """Say whether a value is an EDTF date that allows at least one day."""
    try:
        edtf_bounds(value)
    except ValueError:
        return False
    return True
