"""Turn each event mention into a report: its roles, count, date and voice."""

from dataclasses import replace

from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.records import Entity, EventMention, Quantity, Quote, Time
from prisoner_diplomacy.annotate.verbs import BE, POSSESSIVES
from prisoner_diplomacy.events.dates import assign_times, clip, days_of, event_date
from prisoner_diplomacy.events.records import Count, Party, Report
from prisoner_diplomacy.events.roles import (
    Phrase,
    after_preposition,
    agent_by,
    as_party,
    controller,
    custodian,
    listed,
    modifier_before,
    noun_phrase_before,
    object_of,
    subject,
    whole,
)
from prisoner_diplomacy.events.scene import Placed, Scene, SortedMarks

ON = frozenset(["on", "against"])
WITH = frozenset(["with", "between", "among"])
TO = frozenset(["to", "in", "into"])
OF = frozenset(["of"])
IN = frozenset(["in", "at", "inside", "near", "outside"])
PLACING = frozenset("is are was were be been being remain remains remained still stay stays stayed languish languishes "
                    "languishing sit sits kept keep 's 're".split())
STILL = frozenset("be is are remain remains still 're being languish languishes sit sits".split())
CUSTODY_KINDS = frozenset(["release", "detention", "mistreatment"])
SANCTION_KINDS = frozenset(["sanction", "sanction-relief"])
PARTS = [["of", word] for word in ("the", "those", "them", "these", "whom")]
PERMISSION = frozenset("let lets letting allowed allows permitted permits".split())
CONCLUDING = ("reach", "sign", "struck", "strike", "conclud", "seal", "clinch", "made", "cut", "agree")
LINKS = frozenset(["after", "before", "following"])
PASSIVE = ("passive", "participle")
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
        counterpart = _counterpart(scene, placed, report)
        if counterpart is not None:
            found.append((placed, counterpart))
    return [report for _, report in found]


def _counterpart(scene: Scene, placed: Placed, report: Report) -> Report | None:
    """Return the other direction of an exchange that the same verb tells.

    "Traded for 27 Russians", "in return for 74", "X freed ten soldiers and Y twelve".
    """
    if report.kind != "release" or report.voice == "noun":
        return None
    other = _exchanged_for(scene, placed, report) or _gapped(scene, placed)
    if other is None:
        return None
    phrase, actors = other
    count = phrase.count()
    if count.low is None:
        return None
    if not any(party.known for party in report.actors):
        report.actors = [Party("", (c,), known=True) for c in phrase.countries()]
    return replace(
        report, actors=actors or [Party("", (c,), known=True) for c in _countries_of_targets(report)],
        targets=phrase.parties(), count=count, mentions=list(report.mentions), sentences=list(report.sentences),
    )


def _exchanged_for(scene: Scene, placed: Placed, report: Report) -> tuple[Phrase, list[Party]] | None:
    for number in range(placed.stop, min(placed.stop + 16, len(scene.words))):
        if scene.words[number] != "for":
            continue
        returned = scene.words[number - 1] in ("return", "exchange")
        if returned or report.act == "exchange":
            return object_of(scene, number), []
    return None


def _gapped(scene: Scene, placed: Placed) -> tuple[Phrase, list[Party]] | None:
    for entity in scene.entities:
        follows = entity.first > placed.stop and scene.words[entity.first - 1] in ("and", ",")
        for quantity in scene.quantities:
            if follows and quantity.first == entity.stop and isinstance(entity.mark, Entity) and entity.mark.countries:
                return object_of(scene, entity.stop - 1), [as_party(entity.mark)]
    return None


def _countries_of_targets(report: Report) -> list[str]:
    return [country for party in report.targets for country in party.countries]


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
    lasted = next((item.mark for item in scene.times if number < item.first <= placed.stop + 6
                   and isinstance(item.mark, Time) and item.mark.type == "DURATION"), None)
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
        if scene.words[number] == ";" or any(o.first <= number < o.stop for o in scene.mentions if o is not placed):
            return None
    return None


def _report(scene: Scene, placed: Placed, time: Placed | None) -> Report | None:
    mention = placed.mark
    assert isinstance(mention, EventMention)
    actor, target = ROLES[mention.frame](scene, placed, mention)
    date, basis = event_date(scene, time, placed) if time else ("", "none")
    report = Report(
        kind=mention.kind, act=mention.act, status=mention.status, voice=mention.voice,
        mentions=[(mention.start, mention.end)], sentences=[scene.number],
        actors=actor.parties() if actor else [], targets=target.parties() if target else [],
        count=_count(scene, placed, mention, target),
        date=date, date_basis=basis, location=_location(scene, placed),
        group=mention.group, ongoing=_is_ongoing(scene, placed, mention), definite=_is_definite(scene, placed, mention),
    )
    if report.ongoing and not report.date.endswith("/.."):
        report.date, report.date_basis = "", "none"
    if mention.kind in CUSTODY_KINDS and not any(party.known for party in report.actors):
        report.actors += custodian(scene, placed.stop - 1)
    report.stated = [*report.actors, *report.targets]
    report.part = _is_part(scene, target)
    report.later = "later" in scene.words[max(placed.first - 4, 0) : placed.first]
    if report.later and time is not None and time.first < placed.first:
        report.date, report.date_basis = "", "none"
    if mention.frame == "beneficiary":
        report.excluded = subject(scene, _group(scene, mention)).countries()
    return report


def _killed(scene: Scene, placed: Placed) -> Count:
    """Return how many an attack killed, when its clause goes on to say so."""
    for number in range(placed.stop, min(placed.stop + 16, len(scene.words))):
        if scene.words[number] in ("killing", "killed"):
            return object_of(scene, number).count()
    return Count()


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
        counted = [item.mark for item in scene.quantities if placed.first - 4 <= item.first and item.stop <= placed.first]
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
        isinstance(other.mark, EventMention) and other.mark.kind == "sanction-relief"
        and other.stop <= placed.first <= other.stop + 8
        for other in scene.mentions
    )


def _group(scene: Scene, mention: EventMention) -> int:
    return scene.index(mention.group)


def _object_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if mention.voice == "participle":
        return agent_by(scene, last), noun_phrase_before(scene, _group(scene, mention))
    if mention.voice == "passive":
        return agent_by(scene, last), subject(scene, _group(scene, mention))
    if mention.voice == "noun":
        return _noun_roles(scene, placed, mention)
    if mention.voice == "adjective":
        return None, object_of(scene, last)
    if mention.voice == "phrase":
        return None, subject(scene, _group(scene, mention))
    target = object_of(scene, last)
    if not target:
        target = _relative_object(scene, _group(scene, mention)) or target
    if mention.voice == "infinitive":
        return controller(scene, _group(scene, mention)) or subject(scene, _group(scene, mention)), target
    return subject(scene, _group(scene, mention)), target


def _relative_object(scene: Scene, group: int) -> Phrase | None:
    """Return whom a clause with "whom" is about: "a man whom the court had jailed"."""
    for number in range(group - 1, max(group - 7, 0), -1):
        if scene.words[number] == "whom":
            return noun_phrase_before(scene, number)
    return None


def _noun_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    """Read "Russia's invasion of X", "the release of X by Y", "his arrest"."""
    last = placed.stop - 1
    owner = modifier_before(scene, placed.first)
    if scene.words[placed.first - 1 : placed.first] == ["whose"]:
        owner = noun_phrase_before(scene, placed.first - 1)
    if mention.exact.endswith(" freedom"):
        owner = noun_phrase_before(scene, placed.first)
    if mention.exact.endswith((" of", " for")):
        return agent_by(scene, last), object_of(scene, last)
    governing = ("of", "for", "on", "against") if mention.kind == "military" else ("of",)
    if " ".join(scene.words[placed.stop : placed.stop + 1]) in governing:
        return agent_by(scene, last) or owner, object_of(scene, placed.stop)
    if mention.act == "pardon":
        covered = _covered(scene, last)
        if covered:
            return owner, covered
    if mention.kind == "military":
        return owner or agent_by(scene, last), None
    return agent_by(scene, last), owner or after_preposition(scene, last, OF, 11)


def _covered(scene: Scene, last: int) -> Phrase | None:
    """Return whom a pardon or an amnesty covers: "a decree covered 290 prisoners"."""
    for number in range(last + 1, min(last + 9, len(scene.words))):
        if scene.words[number] in ("cover", "covers", "covered", "covering", "affects", "affected"):
            return object_of(scene, number)
    return None


def _subject_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    if mention.voice == "noun":
        return None, modifier_before(scene, placed.first)
    if mention.voice == "gerund":
        return None, noun_phrase_before(scene, _group(scene, mention))
    permission = _permission_before(scene, placed)
    if permission is not None:
        return subject(scene, permission), object_of(scene, permission)
    return None, subject(scene, _group(scene, mention))


def _permission_before(scene: Scene, placed: Placed) -> int | None:
    """Return the verb of "Minsk let her go home", "they allowed two men to leave prison"."""
    for number in range(placed.first - 1, max(placed.first - 12, -1), -1):
        if scene.words[number] in PERMISSION:
            return number
        if scene.words[number] in (";", "who", "which", "and"):
            return None
    return None


def _party_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if mention.voice in ("noun", "phrase"):
        return _meeting_roles(scene, placed, mention)
    target = object_of(scene, last)
    if mention.voice in PASSIVE:
        return agent_by(scene, last), subject(scene, _group(scene, mention))
    return subject(scene, _group(scene, mention)), target or after_preposition(scene, last, WITH)


def _meeting_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if _preposition_after(scene, last) in ("between", "among"):
        return after_preposition(scene, last, WITH), None
    target = after_preposition(scene, last, TO if mention.act == "visit" else WITH)
    if mention.act == "mediate":
        return after_preposition(scene, last, OF) or agent_by(scene, last), None
    actor = modifier_before(scene, placed.first, 6) or agent_by(scene, last)
    if not actor and (mention.kind == "talks" or _concludes(scene, placed)):
        actor = subject(scene, placed.first)
    return actor, target


def _concludes(scene: Scene, placed: Placed) -> bool:
    """Say whether the parties themselves conclude the agreement: "the two sides reached a deal"."""
    return any(word.startswith(CONCLUDING) for word in scene.words[max(placed.first - 4, 0) : placed.first])


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
        sender = modifier_before(scene, placed.first) or _sender_in(scene, placed)
        return sender or subject(scene, placed.first), target
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
        first = next((n for n in range(first - 1, max(first - 5, -1), -1) if scene.words[n] in ("in", "behind")), 0)
    if any(word in PLACING for word in scene.words[max(first - 2, 0) : first]):
        return True
    lasted = any(item.stop == placed.first and isinstance(item.mark, Time) and item.mark.type == "DURATION"
                 for item in scene.times)
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
        quote for quote in marks.quotes.within(mention.start - 2000, mention.start + 1)
        if isinstance(quote, Quote) and quote.end >= mention.end
    ]
    return around[-1].speaker if around else ""


