"""Corrections applied to what the annotator says now, and what became of each of them.

A correction is found again by its words, never by position or id alone. The person's row then stands,
whatever the annotator says by now; what the annotator has beside it is kept for comparison.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from prisoner_diplomacy.anchoring import reanchor
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import codes_of
from prisoner_diplomacy.review.corrections import CONTENT, SPANS, Correction, State
from prisoner_diplomacy.review.mark_decisions import MarkFate, apply_to_marks
from prisoner_diplomacy.review.matching import Likeness, pair_rows, sentences_of, shared_words, spans_of
from prisoner_diplomacy.schema.marks import Annotation
from prisoner_diplomacy.schema.rows import Event

FateName = Literal["applied", "needless", "moved", "orphaned", "waiting"]
CHECKED = {"accept": "accepted", "change": "corrected", "add": "added", "propose": "", "delete": ""}
CODES = ("plover_event", "plover_mode", "cameo")
ENOUGH_TO_DELETE = 0.5
"""A row is deleted when it shares at least this part of its words with the one that was seen."""


class Fate(NamedTuple):
    """What became of a correction.

    ``applied``: it stands where it stood. ``needless``: the annotator says the same by now. ``moved``:
    its words stand elsewhere in the text, and it stands with them. ``orphaned``: its words are gone, or
    nobody could tell where they are; it changes nothing and is kept. ``waiting``: a proposal nobody has
    decided about.
    """

    correction: Correction
    fate: FateName
    note: str = ""


@dataclass(frozen=True)
class Reviewed:
    """An article's marks and rows after a review.

    Attributes:
        annotations: the marks, with the corrected ones.
        events: the rows, each ``checked`` or not; deleted ones are gone.
        machine: the annotator's own row behind each of ``events``, None where it has none.
        deleted: the annotator's rows that a person took out, with the decision.
        decisions: the correction behind each of ``events``, None where nobody has decided.
        proposals: rows proposed from elsewhere that wait for a decision, with the proposal.
        fates: what became of each correction, in their order.
    """

    annotations: list[Annotation]
    events: list[Event]
    machine: list[Event | None]
    decisions: list[Correction | None]
    deleted: list[tuple[Event, Correction]]
    proposals: list[tuple[Event, Correction]]
    fates: list[Fate]

    @property
    def unchecked(self) -> list[Event]:
        """The rows that nobody has checked."""
        return [event for event in self.events if not event.checked]


@dataclass(frozen=True, slots=True)
class _Found:
    """A correction of a row with its row as it stands in the text now, and whether its words moved."""

    number: int
    correction: Correction
    seen: Event
    outcome: Event
    moved: bool
    note: str


def apply(
    article: Article,
    annotations: Sequence[Annotation],
    events: Sequence[Event],
    corrections: Sequence[Correction],
) -> Reviewed:
    """Apply a review to an article's marks and rows.

    Args:
        article: the text as it is now.
        annotations, events: what the annotator says of it now.
        corrections: the decisions; of two about the same thing seen, the later one counts.

    Returns:
        The reviewed rows and marks, with the fate of every correction.
    """
    fates: dict[int, Fate] = {number: Fate(*fate) for number, fate in _superseded(corrections)}
    current = [(n, c) for n, c in enumerate(corrections) if n not in fates]
    marks, mark_fates = apply_to_marks(
        article, annotations, [(n, c) for n, c in current if c.about == "mark"]
    )
    fates |= {number: Fate(corrections[number], *fate) for number, fate in mark_fates.items()}
    found: list[_Found] = []
    for number, correction in current:
        if correction.about == "row":
            row = _find(article, number, correction)
            if isinstance(row, _Found):
                found.append(row)
            else:
                fates[number] = Fate(correction, "orphaned", row)
    reviewed, row_fates = _rows(article, events, found)
    fates |= row_fates
    return Reviewed(marks, *reviewed, [fates[number] for number in sorted(fates)])


def _superseded(corrections: Sequence[Correction]) -> Iterable[tuple[int, tuple[Correction, FateName, str]]]:
    last = {_subject(correction): number for number, correction in enumerate(corrections)}
    for number, correction in enumerate(corrections):
        if last[_subject(correction)] != number:
            yield number, (correction, "needless", "a later correction is about the same")


def _subject(correction: Correction) -> tuple[str, str]:
    state = correction.became if correction.seen is None else correction.seen
    return correction.about, repr(sorted((state or {}).items()))


def _find(article: Article, number: int, correction: Correction) -> _Found | str:
    """Find the words of a row again; return why not where they are gone."""
    seen = _anchored(article, correction.seen or correction.outcome)
    outcome = _anchored(article, correction.outcome)
    if isinstance(seen, str) or isinstance(outcome, str):
        return str(seen if isinstance(seen, str) else outcome)
    row = replace(outcome.row, checked=CHECKED[correction.action])
    changed = correction.became or {}
    if (
        correction.seen is not None
        and {"kind", "status"} & changed.keys()
        and not changed.keys() & set(CODES)
    ):
        event, mode, cameo = codes_of(row.kind, "", row.status)
        row = replace(row, plover_event=event, plover_mode=mode, cameo=cameo)
    moved = seen.moved or outcome.moved
    return _Found(number, correction, seen.row, row, moved, outcome.note or seen.note)


class _Row(NamedTuple):
    row: Event
    moved: bool
    note: str


def _anchored(article: Article, state: State) -> _Row | str:
    """Return a row with its spans as they are in the text now, or why it has no place in it."""
    places = {name: _places(article.text, state[name]) for name in SPANS}
    if not places["mentions"].spans:
        return places["mentions"].problem
    gone = [f"{p.lost} of {len(state[name])} {name} gone" for name, p in places.items() if p.lost]
    evidence = places["evidence"].spans or sentences_of(article, places["mentions"].spans)
    natural = [state[name] for name in ("kind", "status", "date", "actor_country", "target_country")]
    key = "|".join((article.id, *natural, str(places["mentions"].spans[0])))
    row = Event(
        article=article.id,
        event_id=sha256(key.encode()).hexdigest()[:12],
        mentions=_cell(places["mentions"].spans),
        part_of="",
        evidence=_cell(evidence),
        sure=None,
        checked="",
        **{name: state[name] for name in CONTENT},
    )
    return _Row(row, any(p.moved for p in places.values()), "; ".join(gone))


class _Places(NamedTuple):
    spans: list[tuple[int, int]]
    moved: bool
    lost: int
    problem: str


def _places(text: str, selectors: Sequence[State]) -> _Places:
    anchors = [reanchor(text, **selector) for selector in selectors]
    spans = sorted((a.start, a.end) for a in anchors if a.start is not None and a.end is not None)
    missing = [(a, s) for a, s in zip(anchors, selectors, strict=True) if a.start is None]
    problem = f"{missing[0][1]['exact'][:60]!r} is {missing[0][0].status}" if missing else ""
    return _Places(spans, any(a.status == "moved" for a in anchors), len(missing), problem)


def _cell(spans: Iterable[tuple[int, int]]) -> str:
    return ";".join(f"{start}-{end}" for start, end in spans)


class _Rows(NamedTuple):
    events: list[Event]
    machine: list[Event | None]
    decisions: list[Correction | None]
    deleted: list[tuple[Event, Correction]]
    proposals: list[tuple[Event, Correction]]


def _rows(article: Article, events: Sequence[Event], found: list[_Found]) -> tuple[_Rows, dict[int, Fate]]:
    claimed = _claims(events, found)
    kept: list[tuple[Event, Event | None, Correction | None]] = []
    rows = _Rows([], [], [], [], [])
    fates: dict[int, Fate] = {}
    for place, item in enumerate(found):
        machine = events[claimed[place]] if place in claimed else None
        fates[item.number] = _fate(item, machine)
        row = replace(item.outcome, event_id=machine.event_id) if machine else item.outcome
        if item.correction.action == "delete":
            rows.deleted.extend([(machine, item.correction)] if machine else [])
        elif item.correction.action != "propose":
            kept.append((row, machine, item.correction))
        elif fates[item.number].fate != "needless":
            rows.proposals.append((row, item.correction))
    settled = [row for row, _, _ in kept]
    taken = {
        claimed[p] for p, item in enumerate(found) if p in claimed and item.correction.action != "propose"
    }
    for number, event in enumerate(events):
        if number not in taken and not _within(event, settled):
            kept.append((event, event, None))
    kept.sort(key=lambda entry: (spans_of(entry[0].mentions), entry[0].event_id))
    linked = _linked(article, [entry[0] for entry in kept], [entry[2] for entry in kept])
    rows.events.extend(linked)
    rows.machine.extend(entry[1] for entry in kept)
    rows.decisions.extend(entry[2] for entry in kept)
    return rows, fates


def _claims(events: Sequence[Event], found: Sequence[_Found]) -> dict[int, int]:
    """Return which of the annotator's rows each correction is about; proposals come last, deletions next."""
    order = {"propose": 2, "delete": 1}
    ranks = [order.get(item.correction.action, 0) for item in found]
    pairs: dict[int, int] = {}
    for rank in range(3):
        left = [n for n in range(len(events)) if n not in pairs.values()]
        these = [p for p, found_rank in enumerate(ranks) if found_rank == rank]
        seen = [found[p].seen for p in these]

        def allowed(number: int, alike: Likeness, deletes: bool = rank > 0) -> bool:
            return not deletes or (alike.kind and alike.words >= ENOUGH_TO_DELETE)

        new = pair_rows(seen, [events[n] for n in left], allowed)
        pairs |= {these[i]: left[j] for i, j in new.items()}
    return pairs


def _within(event: Event, settled: Sequence[Event]) -> bool:
    """Return whether a checked row of this kind already rests on all the words of a row."""
    spans = spans_of(event.mentions)
    return any(
        row.kind == event.kind
        and set(spans) < set(spans_of(row.mentions))
        and shared_words(spans, spans_of(row.mentions))
        for row in settled
    )


def _fate(item: _Found, machine: Event | None) -> Fate:
    action = item.correction.action
    agrees = _agrees(item, machine)
    notes = [item.note] if item.note else []
    if agrees and action not in ("accept", "delete"):
        notes.append("the annotator says the same by now")
    if action == "accept" and machine and not agrees:
        notes.append("the annotator says otherwise by now")
    if action in ("accept", "change") and machine is None:
        notes.append("the annotator has no such row by now")
    if action == "delete" and machine is None:
        notes.append("the annotator has no such row by now")
        return Fate(item.correction, "needless", "; ".join(notes))
    if item.moved:
        return Fate(item.correction, "moved", "; ".join(notes))
    if action == "propose" and not agrees:
        return Fate(item.correction, "waiting", "; ".join(notes))
    needless = agrees and action != "accept"
    return Fate(item.correction, "needless" if needless else "applied", "; ".join(notes))


def _agrees(item: _Found, machine: Event | None) -> bool:
    """Return whether the annotator says what the person said; spans count where the person moved them."""
    if item.correction.action == "delete" or machine is None:
        return False
    changed = item.correction.became or {}
    spans = (
        SPANS if item.correction.action == "change" else ("mentions",) if item.correction.seen is None else ()
    )
    wanted = [name for name in CONTENT if name not in CODES] + [name for name in spans if name in changed]
    return all(getattr(item.outcome, name) == getattr(machine, name) for name in wanted)


def _linked(article: Article, rows: list[Event], decisions: list[Correction | None]) -> list[Event]:
    """Point ``part_of`` at the rows as they are now; what points nowhere is emptied."""
    ids = {row.event_id for row in rows}
    linked = []
    for row, decision in zip(rows, decisions, strict=True):
        larger: dict[str, Any] | None = decision.outcome["part_of"] if decision else None
        whole = _whole(article, larger, rows) if decision else row.part_of
        linked.append(replace(row, part_of=whole if whole in ids and whole != row.event_id else ""))
    return linked


def _whole(article: Article, larger: dict[str, Any] | None, rows: Sequence[Event]) -> str:
    place = _places(article.text, [larger["mention"]]).spans if larger else []
    if not larger or not place:
        return ""
    near = [row for row in rows if row.kind == larger["kind"] and place[0] in spans_of(row.mentions)]
    return near[0].event_id if near else ""


__all__ = ["Fate", "MarkFate", "Reviewed", "apply"]
