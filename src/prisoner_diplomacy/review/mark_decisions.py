"""Corrections of marks, found again by the words marked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from prisoner_diplomacy.anchoring import Anchor, reanchor
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review.corrections import Correction
from prisoner_diplomacy.schema.marks import LAYERS, PUBLISHED, Annotation


class MarkFate(NamedTuple):
    """What became of a correction of a mark: its fate and a note."""

    fate: Any
    note: str = ""


def apply_to_marks(
    article: Article, annotations: Sequence[Annotation], corrections: Sequence[tuple[int, Correction]]
) -> tuple[list[Annotation], dict[int, MarkFate]]:
    """Return the marks as corrected, in order, and the fate of each correction by its number."""
    marks = dict(enumerate(annotations))
    places = {(mark.layer, mark.start, mark.end): number for number, mark in marks.items()}
    added: list[Annotation] = []
    fates: dict[int, MarkFate] = {}
    for number, correction in corrections:
        seen = (correction.seen or correction.outcome)["span"]
        now = reanchor(article.text, **seen)
        wanted = reanchor(article.text, **correction.outcome["span"])
        if now.start is None or wanted.start is None:
            lost = now if now.start is None else wanted
            fates[number] = MarkFate("orphaned", f"{seen['exact'][:60]!r} is {lost.status}")
            continue
        layer = (correction.seen or correction.outcome)["layer"]
        machine = places.get((layer, now.start, now.end or 0))
        known = marks.get(machine) if machine is not None else None
        new = _mark(article, correction, wanted)
        fates[number] = _fate(correction, known, new, "moved" in (now.status, wanted.status))
        if correction.action != "propose" and machine is not None:
            marks.pop(machine, None)
        if correction.action not in ("delete", "propose"):
            added.append(_kept(known, new))
    ordered = sorted([*marks.values(), *added], key=lambda mark: (mark.start, mark.end, mark.layer))
    return ordered, fates


def _mark(article: Article, correction: Correction, anchor: Anchor) -> Annotation:
    state = correction.outcome
    fields = {name: state[name] for name in PUBLISHED[state["layer"]]}
    start, end = anchor.start or 0, anchor.end or 0
    return LAYERS[state["layer"]](start=start, end=end, exact=article.text[start:end], **fields)


def _kept(known: Annotation | None, new: Annotation) -> Annotation:
    """Keep the annotator's own mark, unpublished fields included, where a person changed nothing."""
    return known if known is not None and _same(known, new) else new


def _same(known: Annotation, new: Annotation) -> bool:
    names = ("start", "end", *PUBLISHED[new.layer])
    return known.layer == new.layer and all(getattr(known, name) == getattr(new, name) for name in names)


def _fate(correction: Correction, known: Annotation | None, new: Annotation, moved: bool) -> MarkFate:
    agrees = known is not None and _same(known, new)
    if correction.action == "delete" and known is None:
        return MarkFate("needless", "the annotator has no such mark by now")
    if moved:
        return MarkFate("moved")
    if correction.action == "propose" and not agrees:
        return MarkFate("waiting")
    if agrees and correction.action not in ("accept", "delete"):
        return MarkFate("needless", "the annotator says the same by now")
    return MarkFate("applied")
