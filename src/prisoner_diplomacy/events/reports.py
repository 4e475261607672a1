"""Turn each event mention into a report: its roles, count, date and voice."""

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import EventMention, Quantity, Quote, Time
from prisoner_diplomacy.annotate.verbs import BE, POSSESSIVES
from prisoner_diplomacy.events.dates import assign_times, clip, days_of, event_date
from prisoner_diplomacy.events.exchanges import counterpart_of
from prisoner_diplomacy.events.frames import PASSIVE, ROLES, group_of
from prisoner_diplomacy.events.objects import after_preposition, custodian, listed, object_of
from prisoner_diplomacy.events.phrases import Phrase, whole
from prisoner_diplomacy.events.records import CUSTODY_KINDS, SANCTION_KINDS, Count, Report
from prisoner_diplomacy.events.scene import Placed, Scene, SortedMarks
from prisoner_diplomacy.events.subjects import subject
from prisoner_diplomacy.lexicon import grammar

IN = grammar("in")
PLACING = grammar("placing")
STILL = grammar("still")
POINTING = grammar("pointing")
PARTS = [["of", word] for word in ("the", "those", "them", "these", "whom")]
LINKS = grammar("links")
PEOPLE_KINDS = frozenset(["release", "detention", "mistreatment", "military"])


def build_reports(document: Document, marks: SortedMarks) -> list[Report]:
    """Return one report for each event mention that says something of an event, in text order."""
    published = document.published.isoformat()
    reports: list[Report] = []
    for number, span in enumerate(document.sentences):
        if not marks.mentions.within(span.start, span.end):
            continue
        scene = Scene(document, number, marks)
        reports += _scene_reports(scene, marks, published)
    return reports


def _scene_reports(scene: Scene, marks: SortedMarks, published: str) -> list[Report]:
    scene.mentions = [placed for placed in scene.mentions if _says_something(scene, placed)]
    times = assign_times(scene)
    found: list[tuple[Placed, Report]] = []
    for placed in scene.mentions:
        report = _report(scene, placed, times.get(placed.mark.start))
        if report is None:
            continue
        report.attributed_to = _voice(marks, placed)
        if report.status == "occurred":
            report.date = clip(report.date, published)
        _relate(scene, found, placed, report)
        found.append((placed, report))
        counterpart = counterpart_of(scene, placed, report)
        if counterpart is not None:
            found.append((placed, counterpart))
    return [report for _, report in found]


def _relate(scene: Scene, found: list[tuple[Placed, Report]], placed: Placed, report: Report) -> None:
    """Tie an event to the one before it that a stated time separates it from.

    "Freed a day after Y": Y lies a day before. "Freed after three years in prison": the custody began
    three years before.
    """
    number = _link_before(scene, placed)
    if number is None:
        return
    main = [other for earlier, other in found if earlier.first < number]
    word = scene.words[number]
    lasted = next(
        (
            item.mark
            for item in scene.times
            if number < item.first <= placed.stop + 6
            and isinstance(item.mark, Time)
            and item.mark.type == "DURATION"
        ),
        None,
    )
    if report.act == "hold" and lasted is not None and word != "before":
        report.after, report.lasted = (main[-1] if main else None), lasted.value
        if main and main[-1].targets:
            report.targets, report.count = main[-1].targets, main[-1].count
    else:
        days = next((days_of(item.mark) for item in scene.times if item.stop == number), None)
        if days is None or not (main or report.definite):
            return
        report.after, report.delay = (main[-1] if main else None), -days if word == "after" else days
    report.date, report.date_basis = "", "none"


def _link_before(scene: Scene, placed: Placed) -> int | None:
    """Return the nearest "after", "before" or "following" that governs a trigger."""
    for number in range(placed.first - 1, max(placed.first - 16, 0), -1):
        if scene.words[number] in LINKS:
            return number
        if scene.words[number] == ";" or any(
            o.first <= number < o.stop for o in scene.mentions if o is not placed
        ):
            return None
    return None


def _report(scene: Scene, placed: Placed, time: Placed | None) -> Report | None:
    mention = placed.mark
    assert isinstance(mention, EventMention)
    actor, target = ROLES[mention.frame](scene, placed, mention)
    date, basis = event_date(scene, time, placed) if time else ("", "none")
    report = Report(
        kind=mention.kind,
        act=mention.act,
        status=mention.status,
        voice=mention.voice,
        mentions=[(mention.start, mention.end)],
        sentences=[scene.number],
        actors=actor.parties() if actor else [],
        targets=target.parties() if target else [],
        count=_count(scene, placed, mention, target),
        date=date,
        date_basis=basis,
        location=_location(scene, placed),
        group=mention.group,
        ongoing=_is_ongoing(scene, placed, mention),
        definite=_is_definite(scene, placed, mention),
    )
    if report.ongoing and not report.date.endswith("/.."):
        report.date, report.date_basis = "", "none"
    if mention.kind in CUSTODY_KINDS and not any(party.known for party in report.actors):
        report.actors += custodian(scene, placed.stop - 1, mention.kind != "release")
    report.stated = [*report.actors, *report.targets]
    report.anaphoric = _is_anaphoric(target, report)
    report.part = _is_part(scene, target)
    report.later = "later" in scene.words[max(placed.first - 4, 0) : placed.first]
    if report.later and time is not None and time.first < placed.first:
        report.date, report.date_basis = "", "none"
    if mention.frame == "beneficiary":
        report.excluded = subject(scene, group_of(scene, mention)).countries()
    return report


def _killed(scene: Scene, placed: Placed) -> Count:
    """Return how many an attack killed, when its clause goes on to say so."""
    for number in range(placed.stop, min(placed.stop + 16, len(scene.words))):
        if scene.words[number] in ("killing", "killed"):
            return object_of(scene, number).count()
    return Count()


def _is_anaphoric(target: Phrase | None, report: Report) -> bool:
    """Say whether a target only points back: "the prisoners", "they"."""
    if not target or report.count != Count() or any(party.person for party in report.targets):
        return False
    return target.scene.words[target.first] in POINTING


def _is_part(scene: Scene, target: Phrase | None) -> bool:
    """Say whether a number only tells some of a group named before: "200 of those released"."""
    return any(
        isinstance(item.mark, Quantity) and scene.words[item.stop : item.stop + 2] in PARTS
        for item in (target.items if target else [])
    )


def _count(scene: Scene, placed: Placed, mention: EventMention, target: Phrase | None) -> Count:
    """Return how many an event touches: people, or the people and entities a measure lists."""
    if mention.kind in SANCTION_KINDS:
        return listed(scene, placed, mention.voice in PASSIVE or mention.voice == "phrase")
    if mention.kind not in PEOPLE_KINDS:
        return Count()
    if mention.kind == "military" and mention.act == "attack":
        return _killed(scene, placed)
    if mention.voice == "noun":
        counted = [
            item.mark
            for item in scene.quantities
            if placed.first - 4 <= item.first and item.stop <= placed.first
        ]
        for quantity in counted:
            if isinstance(quantity, Quantity) and quantity.unit.endswith(mention.exact.lower().rstrip("s")):
                return Count(whole(quantity.low), whole(quantity.high), quantity.unit)
    return target.count() if target else Count()


def _says_something(scene: Scene, placed: Placed) -> bool:
    """Say whether a mention reports an event at all, not just names a state or a measure in passing."""
    mention = placed.mark
    assert isinstance(mention, EventMention)
    if mention.kind == "sanction" and mention.voice == "noun" and _is_eased(scene, placed):
        return False
    return not (mention.frame == "subject" and mention.voice == "phrase") or _is_stated(scene, placed)


def _is_eased(scene: Scene, placed: Placed) -> bool:
    """Say whether a measure is only named as what is lifted: "suspended its travel bans"."""
    return any(
        isinstance(other.mark, EventMention)
        and other.mark.kind == "sanction-relief"
        and other.stop <= placed.first <= other.stop + 8
        for other in scene.mentions
    )


def _is_stated(scene: Scene, placed: Placed) -> bool:
    """Say whether somebody is said to be in the state: "he is in prison", not "life in prison".

    "After three years in prison" says so too.
    """
    first = placed.first
    if any(other.stop == first for other in scene.mentions):
        return False
    if scene.words[first] in BE:
        return True
    if placed.stop - first == 1:
        first = next(
            (n for n in range(first - 1, max(first - 5, -1), -1) if scene.words[n] in ("in", "behind")), 0
        )
    if any(word in PLACING for word in scene.words[max(first - 2, 0) : first]):
        return True
    lasted = any(
        item.stop == placed.first and isinstance(item.mark, Time) and item.mark.type == "DURATION"
        for item in scene.times
    )
    return lasted and _link_before(scene, placed) is not None


def _is_ongoing(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    if mention.act != "hold":
        return False
    before = scene.words[max(placed.first - 5, 0) : placed.first]
    if "was" in before or "were" in before or "had" in before:
        return False
    return any(word in STILL for word in [*before, mention.exact.lower()])


def _is_definite(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    if mention.voice == "adjective":
        return True
    if mention.voice != "noun":
        return False
    before = scene.words[max(placed.first - 3, 0) : placed.first]
    return any(word in ("the", "this", "that", "these") or word in POSSESSIVES for word in before)


def _location(scene: Scene, placed: Placed) -> str:
    phrase = after_preposition(scene, placed.stop - 1, IN)
    for entity in phrase.entities:
        if entity.label in ("GPE", "LOC"):
            return entity.ref or entity.exact
    return ""


def _voice(marks: SortedMarks, placed: Placed) -> str:
    """Return who says so: the speaker of the innermost quotation around the mention."""
    mention = placed.mark
    around = [
        quote
        for quote in marks.quotes.within(mention.start - 2000, mention.start + 1)
        if isinstance(quote, Quote) and quote.end >= mention.end
    ]
    return around[-1].speaker if around else ""
