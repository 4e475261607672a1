"""When an event happened: which time expression of the sentence belongs to which trigger."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from prisoner_diplomacy.annotate.records import Annotation, EventMention, Time
from prisoner_diplomacy.annotate.verbs import BE, DETERMINERS, HAVE
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.events.records import SANCTION_KINDS
from prisoner_diplomacy.events.scene import Placed, Scene
from prisoner_diplomacy.lexicon import grammar

NO_NOUNS = BE | HAVE | grammar("function_words")
OPEN_END = grammar("open_end")
COSTS = {
    ",": 3,
    "and": 2,
    "but": 6,
    ";": 12,
    ":": 8,
    "—": 6,
    "–": 6,
    "who": 5,
    "which": 6,
    "that": 5,
    "when": 6,
    "while": 8,
    "because": 8,
    "after": 12,
    "before": 12,
    "where": 6,
    "“": 10,
    "”": 10,
    '"': 10,
    "said": 12,
    "as": 4,
    "told": 12,
    "if": 8,
    "though": 8,
    "although": 8,
    "announced": 8,
    "confirmed": 6,
    "following": 6,
}
BOUNDARIES = grammar("boundaries")
SUPERLATIVES = grammar("superlatives")
ENDS = (["until"], ["till"], ["through"], ["to"])
SPEAKING = grammar("speaking")
TRIGGER_COST = 7
RELATIVE_COST = 30
BEFORE_COST = 2
LIMIT = 26


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
    found: dict[int, Placed] = {}
    for mention in scene.mentions:
        mark = mention.mark
        assert isinstance(mark, EventMention)
        for cost, _, best in sorted((distance(scene, mention, item), item.first, item) for item in dates):
            if _dates_speech(scene, best, mention):
                continue
            if mark.kind in SANCTION_KINDS and scene.words[best.first - 1 : best.first] in ENDS:
                continue
            if cost <= LIMIT and not _belongs_elsewhere(scene, mention, best, cost):
                found[mention.mark.start] = best
                break
    return found


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


def _belongs_elsewhere(scene: Scene, mention: Placed, item: Placed, cost: int) -> bool:
    """Say whether another trigger is nearer to the date and no mere "and" joins the two."""
    if scene.words[0] == "since" and item.first < mention.first:
        return False
    others = [(distance(scene, other, item), other) for other in scene.mentions if other is not mention]
    if not others:
        return False
    nearest, other = min(others, key=lambda pair: pair[0])
    first, last = sorted((mention.first, other.first))
    between = scene.words[first:last]
    if "since" in between and mention.first < other.first:
        return False
    margin = 14 if "and" in between and BOUNDARIES.isdisjoint(between) else 3
    return nearest + margin < cost


def distance(scene: Scene, mention: Placed, item: Placed) -> int:
    """Return what it costs to reach a date from a trigger."""
    if item.first >= mention.stop:
        left, right, cost = mention.stop, item.first, 0
    else:
        left, right, cost = item.stop, mention.first, BEFORE_COST
    for number in range(left, right):
        cost += 1 + COSTS.get(scene.words[number], 0)
    if item.first < mention.first and _in_relative(scene, item, mention):
        cost += RELATIVE_COST
    cost += TRIGGER_COST * sum(left <= other.first < right for other in scene.mentions)
    return cost


def _in_relative(scene: Scene, item: Placed, mention: Placed) -> bool:
    """Say whether a date stands in a relative clause that ends before the trigger."""
    for number in range(item.first - 1, max(item.first - 14, -1), -1):
        if scene.words[number] in ("who", "which"):
            return True
        if scene.words[number] in (",", ";"):
            return False
    return False


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
        until = next((other for other in scene.times if other.first == item.stop + 1), None)
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
    if not match or not (match[1] or match[2]) or len(value) != 10:
        return ""
    began = date.fromisoformat(value) - relativedelta(years=int(match[1] or 0), months=int(match[2] or 0))
    return f"{began:%Y-%m}~" if match[2] else f"{began:%Y}~"


def shift_day(value: str, days: int) -> str:
    """Return an EDTF day moved by some days; anything but a day comes back as it is."""
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except ValueError:
        return value


def days_of(mark: Annotation) -> int | None:
    """Return how many days a duration takes; none for one not counted in hours, days or weeks."""
    if not isinstance(mark, Time) or mark.type != "DURATION":
        return None
    if mark.value.startswith("PT"):
        return 0
    number, unit = mark.value[1:-1], mark.value[-1:]
    return int(number) * {"D": 1, "W": 7}[unit] if number.isdigit() and unit in "DW" else None


def is_valid(value: str) -> bool:
    """Say whether a value is an EDTF date that allows at least one day."""
    try:
        edtf_bounds(value)
    except ValueError:
        return False
    return True
