"""What speaks for and against a date: features of a statement, of a date in its sentence, of one around it.

A feature is a name; its weight is in ``lexicon/date_weights.csv``. Names with ``+`` join two.
"""

from bisect import bisect_left
from typing import NamedTuple

from prisoner_diplomacy.events.dates import bounds_of
from prisoner_diplomacy.events.statements import NOTHING_COUNTED, SANCTION_KINDS, Statement
from prisoner_diplomacy.lexicon import grammar, load_toml
from prisoner_diplomacy.schema.marks import EventMention, Time
from prisoner_diplomacy.text.scene import Placed, Scene, starting
from prisoner_diplomacy.text.verbs import BE, DETERMINERS, HAVE, MODALS

WORDS = load_toml("date_words.toml")
PREPOSITIONS: dict[str, str] = {word: name for name, words in WORDS["before"].items() for word in words}
SUBORDINATORS = frozenset(WORDS["subordinators"])
ADDING = frozenset(WORDS["adding"])
LASTING = frozenset(WORDS["lasting"])
SPEAKING = grammar("speaking")
RELATIVES = grammar("relatives")
BETWEEN = (
    ("comma", frozenset([","])),
    ("and", frozenset(["and"])),
    ("but", frozenset(["but"])),
    ("relative", RELATIVES),
    ("broken", frozenset(WORDS["breaks"])),
    ("speech", SPEAKING),
    ("verb", BE | HAVE | MODALS),
)
BREAKING = frozenset([",", "and", "but", ";", "—", "–"])
CLAUSE_ENDS = frozenset([",", "and"])
CLOSE, RELATIVE_REACH, CLAUSE_REACH = 2, 13, 12
SAID_BEFORE, SAID_AFTER = 4, 8
NOT_MODIFIED = BE | HAVE | MODALS | grammar("function_words")
UNINFLECTED = frozenset(["noun", "adjective", "participle", "gerund", "infinitive", "phrase"])
TENSES = (
    ("pluperfect", frozenset(["had", "'d"])),
    ("modal", MODALS),
    ("perfect", frozenset(["has", "have", "'ve"])),
    ("present", frozenset(["is", "are", "am", "'s", "'re"])),
    ("past", frozenset(["was", "were"])),
)
# How far a date may stand from its trigger, and another trigger from the date, in words.
NEAR = 60
DISTANCES = (1, 3, 6, 10, 16, 26)
OPENING_SENTENCES = 4
LASTING_REACH, HAD_BEEN_WITHIN = 6, 4


class Use(NamedTuple):
    """A trigger as it is used in its sentence.

    Attributes:
        scene: the sentence.
        placed: the trigger.
        statement: what it states, without a date.
        group: the auxiliaries and adverbs before it, in lower case.
        tense: the tense of its verb group, or its form.
        fate: what the words around say of a release: it happened, is wanted, or nothing.
    """

    scene: Scene
    placed: Placed
    statement: Statement
    group: list[str]
    tense: str
    fate: str


def use_of(scene: Scene, placed: Placed, statement: Statement) -> Use:
    """Return how a trigger is used."""
    mention = placed.mark
    assert isinstance(mention, EventMention)
    group = scene.words[scene.index(mention.group) : placed.first] if mention.group >= 0 else []
    tense = tense_of(group, scene.words[placed.first], statement.voice)
    return Use(scene, placed, statement, group, tense, _fate(scene, placed))


def tense_of(group: list[str], trigger: str, voice: str) -> str:
    """Return the tense of a verb group, or the form of a trigger that has none.

    Args:
        group: the auxiliaries and adverbs before the trigger, in lower case.
        trigger: its first word.
        voice: how it is used.
    """
    if voice in UNINFLECTED:
        return voice
    for tense, auxiliaries in TENSES:
        if not auxiliaries.isdisjoint(group):
            return tense
    if trigger.endswith("ed"):
        return "past"
    return "present" if trigger.endswith("s") else "bare"


def _fate(scene: Scene, placed: Placed) -> str:
    fates = {
        other.mark.status
        for other in starting(scene.mentions, placed.first - NEAR, placed.stop + NEAR)
        if isinstance(other.mark, EventMention) and other.mark.kind == "release"
    }
    return "freed" if "occurred" in fates else "wanted" if fates else "unsaid"


def features_of_statement(use: Use) -> list[str]:
    """Return what a statement itself tells of when: its kind, status, tense, place in the text."""
    scene, statement, tense = use.scene, use.statement, use.tense
    kind = kind_of(statement)
    place = "opening" if scene.number <= OPENING_SENTENCES else "later"
    told = ["", kind, statement.status, tense, place, f"{kind}+{statement.status}", f"{kind}+{tense}"]
    if statement.act:
        told.append(f"act:{statement.act}")
    if statement.kind == "agreement" and statement.voice == "noun":
        told.append(_bearing(statement))
    if _is_in_relative_clause(use):
        told.append("relative")
    if statement.ongoing:
        told.append("ongoing")
    if statement.act == "hold":
        told += ["hold", f"hold+{tense}", f"hold+{use.fate}"]
    if kind == "detention" and not LASTING.isdisjoint(
        scene.words[max(use.placed.first - LASTING_REACH, 0) : use.placed.first]
    ):
        told.append("lasting")
    if statement.definite:
        told.append("definite")
    if statement.count != NOTHING_COUNTED:
        told.append(f"counted+{place}")
    if not ADDING.isdisjoint(scene.words[:2] + use.group):
        told.append("adding")
    return told


def _bearing(statement: Statement) -> str:
    """Say whether a deal is told as what others act by, which need not be of their day."""
    return "based_on" if statement.named else "made"


def _is_in_relative_clause(use: Use) -> bool:
    """Say whether a trigger tells what somebody did or was besides: "a man who freed two"."""
    words = use.scene.words[max(use.placed.first - CLAUSE_REACH, 0) : use.placed.first]
    ends = (word for word in reversed(words) if word in CLAUSE_ENDS or word in RELATIVES)
    return next(ends, "") in RELATIVES


def kind_of(statement: Statement) -> str:
    """Return the kind of a statement; measures and their relief are dated alike."""
    return "sanction" if statement.kind in SANCTION_KINDS else statement.kind


def grain_of(value: str) -> str:
    """Return how precise an EDTF value is."""
    if "/" in value:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}.get(len(value), "other")


def has_ended(use: Use, item: Placed) -> bool:
    """Say whether a date tells when something began that ended: "had been held since", "since X, when"."""
    if item.first < use.placed.first and use.scene.words[item.stop : item.stop + 2] == [",", "when"]:
        return True
    if use.statement.kind != "detention":
        return False
    words = use.scene.words
    lasting = use.statement.act != "arrest" or words[use.placed.first] == "detained"
    before = words[max(use.placed.first - HAD_BEEN_WITHIN, 0) : use.placed.first]
    if use.tense == "pluperfect" or ("had" in before and "been" in before):
        return lasting
    return use.statement.act != "arrest" and use.tense in UNINFLECTED and use.fate == "freed"


def features_within(use: Use, item: Placed, reading: str) -> list[str]:
    """Return the features of a date that stands in the sentence of its trigger.

    Args:
        use: the trigger in its sentence.
        item: the date.
        reading: how the date is taken: as it stands, or open at an end.
    """
    after = item.first >= use.placed.stop
    side = "after" if after else "before"
    first, stop = (use.placed.stop, item.first) if after else (item.stop, use.placed.first)
    found = ["in", f"in:{side}", f"in:{use.tense}", f"in:{reading}", f"grain:{grain_of(value_of(item))}"]
    if reading != "plain":
        found += [f"in:{reading}+{use.tense}", f"in:{reading}+{kind_of(use.statement)}"]
    if use.statement.act == "hold":
        found += [f"in:{reading}+hold", f"in:hold+{use.fate}"]
    if use.statement.later:
        found.append(f"in:later+{side}")
    if use.statement.kind == "agreement" and use.statement.voice == "noun":
        found.append(f"in:{_bearing(use.statement)}")
    found += _said(use, item, side)
    if stop > first:
        found += _between(use.scene, first, stop, side)
    if not after and _is_inserted(use.scene, item, stop):
        found.append("inserted")
    if not after and _is_of_another(use, item):
        found.append("owned")
    return found + _rivals(use, item, max(stop - first, 0), side) + _around(use, item, after)


def _said(use: Use, item: Placed, side: str) -> list[str]:
    """Return whether a date stands beside a verb of saying, and of what: "said on Monday it freed"."""
    words = use.scene.words
    if not SPEAKING.isdisjoint(words[max(item.first - SAID_BEFORE, 0) : item.first]):
        return [f"said+{kind_of(use.statement)}", f"said+{use.tense}", f"said+{side}"]
    after = words[item.stop : item.stop + SAID_AFTER]
    return [] if SPEAKING.isdisjoint(after) else ["says", f"says+{side}"]


def _between(scene: Scene, first: int, stop: int, side: str) -> list[str]:
    """Return what stands between a trigger and a date, the date's own preposition aside."""
    words = scene.words[first:stop]
    if side == "after" and words[-1] in PREPOSITIONS:
        words.pop()
    found = [f"far:{bisect_left(DISTANCES, stop - first)}+{side}"]
    found += [f"{name}:{side}" for name, between in BETWEEN if not between.isdisjoint(words)]
    found += [f"sub:{word}+{side}" for word in SUBORDINATORS.intersection(words)]
    crossed = len(starting(scene.mentions, first, stop))
    if crossed:
        found.append(f"crossed:{side}")
    if crossed > 1:
        found.append("crossed:more")
    return found


def _is_inserted(scene: Scene, item: Placed, stop: int) -> bool:
    """Say whether a date before a trigger is of a relative clause: "X, who fled in May, is"."""
    if "," not in scene.words[item.stop : stop]:
        return False
    for word in reversed(scene.words[max(item.first - RELATIVE_REACH, 0) : item.first]):
        if word in RELATIVES:
            return True
        if word == ",":
            return False
    return False


def _is_of_another(use: Use, item: Placed) -> bool:
    """Say whether a date before a trigger belongs to another before it: "held since May have been freed"."""
    earlier = [other for other in use.scene.mentions if other.stop <= item.first][-1:]
    return any(BREAKING.isdisjoint(use.scene.words[other.stop : use.placed.first]) for other in earlier)


def _rivals(use: Use, item: Placed, distance: int, side: str) -> list[str]:
    """Return whether another trigger is nearer to a date."""
    near = starting(use.scene.mentions, item.first - NEAR, item.stop + NEAR)
    others = [gap(other, item) for other in near if other is not use.placed]
    if not others:
        return []
    nearest = min(others)
    if nearest >= distance:
        return ["mine"]
    return [f"rival:{side}", "rival:close"] if nearest <= CLOSE else [f"rival:{side}"]


def _around(use: Use, item: Placed, after: bool) -> list[str]:
    """Return how a date is used: after which preposition, before which noun, of what is said."""
    words, status = use.scene.words, use.statement.status
    before = words[item.first - 1] if item.first else ""
    following = words[item.stop] if item.stop < len(words) else ""
    name = PREPOSITIONS.get(before, "word") if before else "start"
    found = [f"prep:{name}+{status}"]
    if not SPEAKING.isdisjoint(words[max(item.first - 3, 0) : item.first]):
        found.append("said")
    if item.first <= 1:
        found.append("opens")
    if words[item.stop : item.stop + 2] == [",", "when"]:
        found.append("when:before" if after else "when:after")
    if item.stop == use.placed.first:
        found.append("modifies:trigger")
    elif following.isalpha() and following not in NOT_MODIFIED and before in DETERMINERS:
        found.append("modifies")
    first, _ = bounds_of(value_of(item).partition("/")[0])
    if first is not None and first.isoformat() > use.scene.published:
        found.append(f"ahead:{status}")
    return found


def value_of(item: Placed) -> str:
    """Return the EDTF value of a placed expression of time."""
    assert isinstance(item.mark, Time)
    return item.mark.value


def gap(mention: Placed, item: Placed) -> int:
    """Return how many words stand between a trigger and a date."""
    return max(item.first - mention.stop, mention.first - item.stop, 0)


def labelled(source: str, names: list[str]) -> list[str]:
    """Return features as those of one source: ``opening:release``."""
    return [f"{source}:{name}" for name in names]
