"""How long before or after another an event lies by its sentence: "freed a day after", "held for a year"."""

from prisoner_diplomacy.events.dates import BROKEN, days_of, is_day, moved, shift_day
from prisoner_diplomacy.events.statements import NOTHING_COUNTED, Statement
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Time
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting

LINKS = grammar("links")
OPENING_WORDS, LASTED_WITHIN, HAS_WITHIN, CLAUSE_WITHIN, MAIN_WITHIN = 6, 3, 3, 8, 30
NOT_YET = frozenset(["hypothetical", "negated"])
HAS = frozenset(["has", "have", "'ve"])
SPENDING = frozenset(["spent", "served"])


def relate(scene: Scene, found: list[tuple[Placed, Statement]], placed: Placed, statement: Statement) -> None:
    """Tie an event to the one before it that a stated time separates it from.

    "Freed a day after Y": Y lies a day before. "Freed after three years in prison", "held for three
    years freed": the custody began three years before. "Two days after Y, X": X lies two days after.
    """
    if _is_to_end(found, statement):
        statement.ongoing = True
    number = link_before(scene, placed)
    if number is None:
        _relate_lasting(scene, found, placed, statement)
        return _relate_to_opening(scene, found, statement)
    main = next((other for earlier, other in reversed(found) if earlier.first < number), None)
    word = scene.words[number]
    lasted = _duration_in(scene, number + 1, placed.stop + 7)
    days = next((days_of(item.mark) for item in times_up_to(scene, number)), None)
    dated = "" if "," in scene.words[number : placed.first] else _dated_before(scene, number)
    if main is None and days and word == "after" and dated:
        statement.date = shift_day(dated, -days)
        statement.date_basis = "anchored"
        return None
    if statement.act == "hold" and lasted is not None and word != "before":
        statement.after, statement.lasted = main, lasted
        if main is not None and main.targets:
            statement.targets, statement.count = main.targets, main.count
    elif days is None:
        lasted = next((i.mark.value for i in times_up_to(scene, number) if isinstance(i.mark, Time)), "")
        if main is None or word != "after" or not lasted.startswith("P"):
            return None
        statement.after, statement.lasted = main, lasted  # "Freed a year after it signed an accord".
    elif main is not None and (day := _day_of_the_later(scene, placed)):
        main.date, main.date_basis = shift_day(day, days if word == "after" else -days), "anchored"
        statement.date, statement.date_basis = day, "stated"
        return None
    elif main is not None or statement.definite:
        statement.after, statement.delay = main, -days if word == "after" else days
    else:
        return None
    statement.date, statement.date_basis = "", "none"
    return None


def _day_of_the_later(scene: Scene, placed: Placed) -> str:
    """Return the day of an event if none before it has one: "freed a day after it met X on Sunday"."""
    near = starting(scene.times, placed.first - MAIN_WITHIN, placed.stop + CLAUSE_WITHIN)
    item = next((i for i in near if isinstance(i.mark, Time) and i.mark.type == "DATE"), None)
    if item is None or not isinstance(item.mark, Time):
        return ""
    day = item.mark.value
    own = item.first >= placed.stop and not starting(scene.mentions, placed.stop, item.first)
    return day if own and "," not in scene.words[placed.stop : item.first] and is_day(day) else ""


def _is_to_end(found: list[tuple[Placed, Statement]], statement: Statement) -> bool:
    """Say whether custody is that of people whose release is asked for: "calls to free all those held"."""
    plain = statement.whom and not statement.date and statement.count == NOTHING_COUNTED
    if not found or not plain or statement.kind != "detention" or statement.voice != "participle":
        return False
    wish = found[-1][1]
    return wish.kind == "release" and wish.status in NOT_YET and statement.status == "occurred"


def _dated_before(scene: Scene, number: int) -> str:
    """Return the day that a duration before a word goes on from: "on May 3, a day after"."""
    duration = times_up_to(scene, number)[:1]
    before = times_up_to(scene, duration[0].first - 1) if duration else []
    value = before[0].mark.value if before and isinstance(before[0].mark, Time) else ""
    return value if is_day(value) else ""


def _relate_to_opening(scene: Scene, found: list[tuple[Placed, Statement]], statement: Statement) -> None:
    """Tie an event to one that its sentence opens with: "But two days before the swap, X freed nine"."""
    if len(found) != 1:
        return
    opening, earlier = found[0]
    for number in range(1, min(opening.first, OPENING_WORDS)):
        lasted = [item.mark for item in times_up_to(scene, number)]
        if not lasted or scene.words[number] not in ("after", "before"):
            continue
        days = days_of(lasted[0])
        if days is None and scene.words[number] == "after" and isinstance(lasted[0], Time):
            # "Five months after her arrest she was freed": the arrest lies so long before.
            earlier.after, earlier.lasted = statement, lasted[0].value
            earlier.date, earlier.date_basis = "", "none"
            if not earlier.targets and len(earlier.whom) == 1:
                earlier.targets = statement.targets  # "After Iran arrested her, Ana Roe was tried".
        elif days is not None:
            statement.after, statement.delay = earlier, days if scene.words[number] == "after" else -days
            statement.date, statement.date_basis = "", "none"


def _duration_in(scene: Scene, start: int, stop: int) -> str | None:
    times = (item.mark for item in starting(scene.times, start, stop))
    return next((time.value for time in times if isinstance(time, Time) and time.type == "DURATION"), None)


def _relate_lasting(
    scene: Scene, found: list[tuple[Placed, Statement]], placed: Placed, statement: Statement
) -> None:
    """Date custody by how long it has lasted, or did until an end told before: "freed X, held for a year"."""
    lasted = _length_of_custody(scene, placed)
    if not lasted or statement.act != "hold" or statement.status != "occurred":
        return
    releases = (other for _, other in reversed(found) if other.kind == "release")
    ended = next((other for other in releases if other.status == "occurred"), None)
    perfect = not HAS.isdisjoint(scene.words[max(placed.first - HAS_WITHIN, 0) : placed.first])
    if ended is not None and (statement.voice == "participle" or _is_undated(statement)):
        statement.after, statement.lasted = ended, lasted
        statement.date, statement.date_basis, statement.ongoing = "", "none", False
    elif ended is None and perfect:
        began = moved(scene.published, lasted, -1)
        if began:
            statement.date, statement.date_basis, statement.ongoing = f"{began}~/..", "anchored", False


def _is_undated(statement: Statement) -> bool:
    return statement.ongoing or statement.supposed or not statement.date


def _length_of_custody(scene: Scene, placed: Placed) -> str:
    """Return the duration that a clause gives a state: "held in Iran for two years", "spent a year"."""
    for item in starting(scene.times, placed.stop, placed.stop + CLAUSE_WITHIN)[:1]:
        words = scene.words[placed.stop : item.first]
        told = "for" in words[-3:] or (
            scene.words[placed.stop - 1] in SPENDING and len(words) < LASTED_WITHIN
        )
        if told and BROKEN.isdisjoint(words) and isinstance(item.mark, Time):
            return item.mark.value
    return ""


def times_up_to(scene: Scene, stop: int) -> list[Placed]:
    """Return the expressions of time that end right before a word."""
    return [item for item in starting(scene.times, stop - REACH, stop) if item.stop == stop]


def link_before(scene: Scene, placed: Placed) -> int | None:
    """Return the nearest "after", "before" or "following" that governs a trigger."""
    words, triggered = scene.words, scene.triggered
    if LINKS.isdisjoint(words[max(placed.first - 15, 0) : placed.first]):
        return None
    for number in range(placed.first - 1, max(placed.first - 16, 0), -1):
        if words[number] in LINKS:
            return number
        if words[number] == ";" or number in triggered:
            return None
    return None
