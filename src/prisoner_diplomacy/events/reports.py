"""Turn each event mention into a report: its roles, count, date and voice."""

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import EventMention, Quote
from prisoner_diplomacy.annotate.verbs import POSSESSIVES
from prisoner_diplomacy.events.dates import assign_times, event_date
from prisoner_diplomacy.events.records import Count, Report
from prisoner_diplomacy.events.roles import (
    Phrase,
    after_preposition,
    agent_by,
    modifier_before,
    object_of,
    subject,
)
from prisoner_diplomacy.events.scene import Placed, Scene, SortedMarks

ON = frozenset(["on", "against"])
WITH = frozenset(["with", "between", "among"])
TO = frozenset(["to", "in", "into"])
OF = frozenset(["of", "on", "against"])
IN = frozenset(["in", "at", "inside", "near", "outside"])
PLACING = frozenset("is are was were be been being remain remains remained still stay stays stayed languish languishes "
                    "languishing sit sits kept keep spend spent spending spends 's 're have has had".split())
STILL = frozenset("is are remain remains still 're being languish languishes sit sits".split())
PASSIVE = ("passive", "participle")
PEOPLE_KINDS = frozenset(["release", "detention", "mistreatment"])


def build_reports(document: Document, marks: SortedMarks) -> list[Report]:
    """Return one report for each event mention that says something of an event, in text order."""
    reports = []
    for number, span in enumerate(document.sentences):
        if not marks.mentions.within(span.start, span.end):
            continue
        scene = Scene(document, number, marks)
        times = assign_times(scene)
        for placed in scene.mentions:
            report = _report(scene, placed, times.get(placed.mark.start))
            if report is not None:
                report.attributed_to = _voice(marks, placed.mark)
                reports.append(report)
    return reports


def _report(scene: Scene, placed: Placed, time: Placed | None) -> Report | None:
    mention = placed.mark
    assert isinstance(mention, EventMention)
    if mention.frame == "subject" and mention.voice == "phrase" and not _is_predicate(scene, placed):
        return None
    actor, target = ROLES[mention.frame](scene, placed, mention)
    date, basis = event_date(scene, time) if time else ("", "none")
    report = Report(
        kind=mention.kind, act=mention.act, status=mention.status, voice=mention.voice,
        mentions=[(mention.start, mention.end)], sentences=[scene.number],
        actors=actor.parties() if actor else [], targets=target.parties() if target else [],
        count=target.count() if target and mention.kind in PEOPLE_KINDS else Count(),
        date=date, date_basis=basis, location=_location(scene, placed),
        ongoing=_is_ongoing(scene, placed, mention), definite=_is_definite(scene, placed, mention),
        wording=mention.exact.lower(),
    )
    return report


def _group(scene: Scene, mention: EventMention) -> int:
    return scene.index(mention.group)


def _object_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if mention.voice in PASSIVE:
        return agent_by(scene, last), subject(scene, _group(scene, mention))
    if mention.voice == "noun":
        return agent_by(scene, last) or None, _object_of_noun(scene, placed)
    if mention.voice == "adjective":
        return None, object_of(scene, last)
    return subject(scene, _group(scene, mention)), object_of(scene, last)


def _object_of_noun(scene: Scene, placed: Placed) -> Phrase:
    after = placed.stop
    if after < len(scene.words) and scene.words[after] in ("of", "for"):
        return object_of(scene, placed.stop)if scene.words[after] == "for" else object_of(scene, placed.stop - 1)
    return modifier_before(scene, placed.first)


def _subject_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    if mention.voice == "noun":
        return None, modifier_before(scene, placed.first)
    return None, subject(scene, _group(scene, mention))


def _party_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if mention.voice in ("noun", "phrase"):
        actor = modifier_before(scene, placed.first, 6)
        target = after_preposition(scene, last, TO if mention.act == "visit" else WITH)
        if _preposition_after(scene, last) in ("between", "among"):
            return target, None
        return (actor or subject(scene, placed.first)), target
    target = object_of(scene, last)
    if mention.voice in PASSIVE:
        return agent_by(scene, last), subject(scene, _group(scene, mention))
    return subject(scene, _group(scene, mention)), target or after_preposition(scene, last, WITH)


def _preposition_after(scene: Scene, last: int) -> str:
    return next((w for w in scene.words[last + 1 : last + 9] if w in WITH), "")


def _beneficiary_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    return None, object_of(scene, placed.stop - 1)


def _sender_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    target = after_preposition(scene, last, ON, 12) or object_of(scene, last)
    if mention.voice in PASSIVE:
        return agent_by(scene, last) or _sender_in(scene, placed), target
    if mention.voice in ("noun", "phrase"):
        return modifier_before(scene, placed.first) or _sender_in(scene, placed), target
    return subject(scene, _group(scene, mention)), target


def _sender_in(scene: Scene, placed: Placed) -> Phrase | None:
    """Return the nationality before the measure in the clause: "under American sanctions"."""
    for number in range(placed.first - 6, placed.stop + 8):
        if 0 < number < len(scene.words) and scene.words[number] in ("sanctions", "restrictions", "measures"):
            return modifier_before(scene, number) or None
    return None


ROLES = {
    "object": _object_roles,
    "subject": _subject_roles,
    "party": _party_roles,
    "beneficiary": _beneficiary_roles,
    "sender": _sender_roles,
}


def _is_predicate(scene: Scene, placed: Placed) -> bool:
    """Say whether somebody is said to be in the state: "he is in prison", not "life in prison"."""
    return any(word in PLACING for word in scene.words[max(placed.first - 4, 0) : placed.first])


def _is_ongoing(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    if mention.act != "hold":
        return False
    before = scene.words[max(placed.first - 4, 0) : placed.first]
    if "was" in before or "were" in before or "had" in before:
        return False
    return any(word in STILL for word in before) or mention.exact == "serving"


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


def _voice(marks: SortedMarks, mention: EventMention) -> str:
    """Return who says so: the speaker of the innermost quotation around the mention."""
    around = [
        quote for quote in marks.quotes.within(mention.start - 2000, mention.start + 1)
        if isinstance(quote, Quote) and quote.end >= mention.end
    ]
    return around[-1].speaker if around else ""


