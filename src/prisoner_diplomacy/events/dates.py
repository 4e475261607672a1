"""When an event happened: which time expression of the sentence belongs to which trigger."""

from datetime import date, timedelta

from prisoner_diplomacy.annotate.records import Time
from prisoner_diplomacy.events.scene import Placed, Scene

OPEN_START = frozenset(["since"])
OPEN_END = frozenset(["by", "until", "till", "before"])
COSTS = {
    ",": 3, "and": 2, "but": 6, ";": 12, ":": 8, "—": 6, "–": 6, "who": 5, "which": 6, "that": 5, "when": 6,
    "while": 8, "because": 8, "after": 12, "before": 12, "where": 6, "“": 10, "”": 10, '"': 10, "said": 12,
    "as": 4, "told": 12, "if": 8, "though": 8, "although": 8, "announced": 8, "confirmed": 6, "following": 6,
}
TRIGGER_COST = 7
BEFORE_COST = 2
LIMIT = 26


def assign_times(scene: Scene) -> dict[int, Placed]:
    """Return the time of each trigger that has one, by the trigger's start offset.

    Each date goes to the triggers it is cheapest to reach from: words in between cost one, clause
    boundaries and other triggers more.
    """
    dates = [item for item in scene.times if isinstance(item.mark, Time) and item.mark.type == "DATE" and item.mark.value]
    if not dates:
        return {}
    found: dict[int, Placed] = {}
    for mention in scene.mentions:
        cost, best = min(((distance(scene, mention, item), item) for item in dates), key=lambda pair: pair[0])
        if cost <= LIMIT and not _belongs_elsewhere(scene, mention, best, cost):
            found[mention.mark.start] = best
    return found


def _belongs_elsewhere(scene: Scene, mention: Placed, item: Placed, cost: int) -> bool:
    """Say whether another trigger is much nearer to the date and no conjunction joins the two."""
    others = [distance(scene, other, item) for other in scene.mentions if other is not mention]
    return bool(others) and min(others) + 8 < cost


def distance(scene: Scene, mention: Placed, item: Placed) -> int:
    """Return what it costs to reach a date from a trigger."""
    if item.first >= mention.stop:
        left, right, cost = mention.stop, item.first, 0
    else:
        left, right, cost = item.stop, mention.first, BEFORE_COST
    for number in range(left, right):
        cost += 1 + COSTS.get(scene.words[number], 0)
    cost += TRIGGER_COST * sum(left <= other.first < right for other in scene.mentions)
    return cost


def event_date(scene: Scene, item: Placed) -> tuple[str, str]:
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
    if before in OPEN_START:
        return f"{value}/..", basis
    if before in OPEN_END:
        return f"../{value}", basis
    if before == "after" and len(value) <= 7:
        return f"{value}/..", basis
    return value, basis


def shift_day(value: str, days: int) -> str:
    """Return an EDTF day moved by some days; anything but a day comes back as it is."""
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except ValueError:
        return value
