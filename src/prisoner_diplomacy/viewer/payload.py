"""What the view's script knows: the text, its marks and rows, and what a person decided about them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import codes_of
from prisoner_diplomacy.review import Correction, Fate, Reviewed, evidence_of, review_path
from prisoner_diplomacy.review.comparing import Pair
from prisoner_diplomacy.schema.jsonl import event_kinds, parse_spans
from prisoner_diplomacy.schema.marks import LAYERS, PUBLISHED, Annotation, Quote, readable_speaker
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.notes import note
from prisoner_diplomacy.viewer.row_list import first_mention, state_of
from prisoner_diplomacy.viewer.text import sentences_of
from prisoner_diplomacy.wording import STATUSES, country_list, name_of

LAYER_NUMBERS = {layer: number for number, layer in enumerate(LAYERS)}
ROW_SPANS = ("mentions", "evidence")
LEFT_OUT = ("article", "checked")


@dataclass(frozen=True)
class Shelf:
    """One row as the view shows it.

    Attributes:
        row: the row, as the machine or a person has it.
        machine: the machine's own row, None where it has none.
        state: what a person did with it, ``deleted``, ``proposed``, ``doubtful`` or nothing.
        decision: the correction behind it.
        pair: its counterpart in a comparison.
    """

    row: Event
    machine: Event | None
    state: str
    decision: Correction | None = None
    pair: Pair | None = None


@dataclass(frozen=True)
class Contents:
    """All that a view shows: marks, rows, corrections it keeps without showing, and names of two sides."""

    marks: Sequence[Annotation]
    shelves: list[Shelf] = field(default_factory=list)
    fates: Sequence[Fate] = ()
    sides: tuple[str, str] = ("one", "the other")

    @property
    def rows(self) -> list[Event]:
        """The rows in order."""
        return [shelf.row for shelf in self.shelves]


def contents_of(reviewed: Reviewed) -> Contents:
    """Return what a view of reviewed rows shows: rows, those taken out, and those that are proposed."""
    shelves = [
        Shelf(row, machine, state_of(row), decision)
        for row, machine, decision in zip(reviewed.events, reviewed.machine, reviewed.decisions, strict=True)
    ]
    shelves += [Shelf(row, row, "deleted", decision) for row, decision in reviewed.deleted]
    shelves += [Shelf(row, None, "proposed", decision) for row, decision in reviewed.proposals]
    shelves.sort(key=lambda shelf: first_mention(shelf.row))
    return Contents(reviewed.annotations, shelves, reviewed.fates)


def view_data(article: Article, contents: Contents, key: str) -> dict[str, Any]:
    """Return what the script of a view is given; plain values that JSON can hold."""
    decided = [shelf.decision for shelf in contents.shelves if shelf.decision is not None]
    marked, settled = _mark_decisions(contents)
    kept = [
        asdict(fate.correction)
        for fate in contents.fates
        if fate.correction not in decided and fate.correction not in settled
    ]
    return {
        "key": key,
        "id": article.id,
        "file": review_path(article).name,
        "text": article.text,
        "language": article.language,
        "published": article.published.isoformat() if article.published else "",
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "paragraphs": [
            [p.start, p.end, [[s.start, s.end, n] for s, n in all_]] for p, all_ in sentences_of(article)
        ],
        "marks": [_mark(mark) for mark in contents.marks],
        "marked": marked,
        "rows": [_item(article, contents, shelf) for shelf in contents.shelves],
        "kept": kept,
        "names": _names(contents),
        "countries": country_list(),
        "codes": _codes(),
        "sides": list(contents.sides),
        "by": next((decision.by for decision in reversed(decided) if decision.action != "propose"), ""),
        "today": "",
    }


def loaded_records(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the corrections that a view's data bring with them."""
    rows = [row["record"] for row in data["rows"] if row["record"]]
    return [*data["kept"], *rows, *data["marked"].values()]


def places_of(article: Article, rows: Sequence[Event]) -> list[int]:
    """Return of each row the number of the sentence it is first named in."""
    starts = [s.start for _, sentences in sentences_of(article) for s, _ in sentences]
    return [max(0, bisect_right(starts, first_mention(row)) - 1) for row in rows]


def _item(article: Article, contents: Contents, shelf: Shelf) -> dict[str, Any]:
    deleted, decision = shelf.state == "deleted", shelf.decision
    checked = shelf.state if shelf.state in ("deleted", "proposed") else shelf.row.checked
    item: dict[str, Any] = {
        "machine": _row(shelf.machine) if shelf.machine else None,
        "seen": decision.seen if decision else None,
        "now": None if deleted else _row(shelf.row),
        "checked": checked,
        "by": decision.by if decision else "",
        "when": decision.when if decision else "",
        "why": decision.why if decision else "",
        "record": asdict(decision) if decision else None,
        "given": []
        if deleted
        else [list(found) for found in evidence_of(article, contents.marks, shelf.row)],
    }
    if shelf.pair is not None:
        other = shelf.pair.other if shelf.pair.one is not None else None
        item["other"] = _row(other) if other else None
        item["differs"] = list(shelf.pair.differs)
        item["only"] = 0 if shelf.pair.other is None else 1 if shelf.pair.one is None else None
    return item


def _row(row: Event) -> dict[str, Any]:
    values = {name: value for name, value in asdict(row).items() if name not in LEFT_OUT}
    return {**values, **{name: parse_spans(getattr(row, name)) for name in ROW_SPANS}}


def _mark(mark: Annotation) -> list[Any]:
    fields = {name: getattr(mark, name) for name in PUBLISHED[mark.layer]}
    if isinstance(mark, Quote):
        fields["speaker"] = readable_speaker(mark)
    return [LAYER_NUMBERS[mark.layer], mark.start, mark.end, note(mark), *fields.values()]


def _mark_decisions(contents: Contents) -> tuple[dict[str, Any], list[Correction]]:
    """Return the decision behind each mark that has one, by its place, and all of these."""
    places = {(mark.layer, mark.start, mark.end): place for place, mark in enumerate(contents.marks)}
    found, settled = {}, []
    for fate in contents.fates:
        correction = fate.correction
        if correction.about != "mark" or correction.action not in ("accept", "change", "add"):
            continue
        if fate.fate not in ("applied", "needless"):
            continue
        state = correction.outcome
        start = state["span"]["start"]
        place = places.get((state["layer"], start, start + len(state["span"]["exact"])))
        if place is not None:
            found[str(place)] = asdict(correction)
            settled.append(correction)
    return found, settled


def _names(contents: Contents) -> dict[str, str]:
    rows = [
        value for row in contents.rows for value in (row.actor, row.target, row.location, row.attributed_to)
    ]
    machine = [shelf.machine for shelf in contents.shelves if shelf.machine]
    rows += [value for row in machine for value in (row.actor, row.target, row.location, row.attributed_to)]
    marks = [str(getattr(mark, name, "")) for mark in contents.marks for name in ("ref", "speaker")]
    ids = {part for value in (*rows, *marks) for part in value.split(";") if part}
    return {value: name_of(value) for value in sorted(ids) if name_of(value) != value}


@cache
def _codes() -> dict[str, dict[str, tuple[str, str, str]]]:
    return {kind: {status: codes_of(kind, "", status) for status in STATUSES} for kind in event_kinds()}
