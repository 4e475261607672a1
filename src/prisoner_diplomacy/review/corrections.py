"""What a person decided about a row or a mark, as a record of its own.

A correction keeps what was seen and what it became. Everything that points into the text is kept as a
selector, its words with what stands before and after them, so that it can be found again when the text
or the annotator has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from prisoner_diplomacy.anchoring import selector
from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.drafts import write_whole
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.jsonl import (
    check_event_values,
    check_mark_values,
    parse_spans,
    read_lines,
    to_line,
)
from prisoner_diplomacy.schema.marks import PUBLISHED, Annotation
from prisoner_diplomacy.schema.rows import COLUMNS, Event

About = Literal["row", "mark"]
Action = Literal["accept", "change", "delete", "add", "propose"]
State = Mapping[str, Any]

NAMES = ("article", "about", "action", "seen", "became", "by", "when", "why")
SPANS = ("mentions", "evidence")
CONTENT = tuple(
    name for name in COLUMNS if name not in ("article", "event_id", "part_of", *SPANS, "sure", "checked")
)
ROW_STATE = (*SPANS, "part_of", *CONTENT)
SELECTOR = {"exact": str, "prefix": str, "suffix": str, "start": int}
NEEDS: dict[str, tuple[bool, bool]] = {
    "accept": (True, False),
    "change": (True, True),
    "delete": (True, False),
    "add": (False, True),
    "propose": (False, True),
}
"""Whether an action has something seen, and something it became."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person.

    Args:
        article: id of the article.
        about: ``row`` or ``mark``.
        action: ``accept``, ``change``, ``delete``, ``add``; ``propose`` waits for a person's decision.
        seen: the row or mark as it was shown, None for what was added.
        became: the fields that changed, the whole row or mark when it was added, None otherwise.
        by: a name or a role.
        when: the day, ISO 8601.
        why: the reason, in a few words; may be empty.
    """

    article: str
    about: About
    action: Action
    seen: State | None
    became: State | None
    by: str
    when: str
    why: str = ""

    @property
    def outcome(self) -> dict[str, Any]:
        """The row or mark as the person left it."""
        return {**(self.seen or {}), **(self.became or {})}


def selector_of(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a span's words with their context and position, as `reanchor` takes them."""
    quote, position = selector(text, start, end)
    return {
        "exact": quote["exact"],
        "prefix": quote["prefix"],
        "suffix": quote["suffix"],
        "start": position["start"],
    }


def row_state(article: Article, row: Event, rows: Iterable[Event] = ()) -> dict[str, Any]:
    """Return a row as a correction keeps it: spans as selectors, the larger event by its words.

    Args:
        article: the text.
        row: the row.
        rows: all rows of the article, among them the one that ``part_of`` names.
    """
    whole = next((other for other in rows if other.event_id == row.part_of), None) if row.part_of else None
    return {
        **{name: _selectors(article, getattr(row, name)) for name in SPANS},
        "part_of": whole and {"kind": whole.kind, "mention": _selectors(article, whole.mentions)[0]},
        **{name: getattr(row, name) for name in CONTENT},
    }


def mark_state(article: Article, mark: Annotation) -> dict[str, Any]:
    """Return a mark as a correction keeps it: its layer, its span as a selector, its published fields."""
    fields = {name: getattr(mark, name) for name in PUBLISHED[mark.layer]}
    return {"layer": mark.layer, "span": selector_of(article.text, mark.start, mark.end), **fields}


def changes(seen: State, became: State) -> dict[str, Any]:
    """Return the fields of ``became`` that differ from what was seen."""
    return {name: value for name, value in became.items() if seen.get(name) != value}


def correction_lines(corrections: Iterable[Correction]) -> str:
    """Return one line of JSON a correction."""
    return "".join(to_line(asdict(correction)) for correction in corrections)


def write_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Write a review file, ready or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, correction_lines(corrections))


def read_corrections(path: str | Path, article: Article) -> list[Correction]:
    """Read a review file.

    Raises:
        InputError: a line is malformed or belongs to another article; the message names file and line.
    """
    return [parse_correction(row, article, place) for place, row in read_lines(path)]


def parse_correction(row: Mapping[str, Any], article: Article, place: str = "correction") -> Correction:
    """Check a correction's fields and return the record.

    Raises:
        InputError: a field is missing, unknown or holds something else than it may.
    """
    _same_keys(row, NAMES, place)
    if row["article"] != article.id:
        raise InputError(f"{place}: article is {row['article']!r}, but this review belongs to {article.id!r}")
    for name, choices in (("about", get_args(About)), ("action", get_args(Action))):
        if row[name] not in choices:
            raise InputError(f"{place}: unknown {name} {row[name]!r}; known are {', '.join(choices)}")
    for name in ("by", "when", "why"):
        if not isinstance(row[name], str):
            raise InputError(f"{place}: {name} must be text, not {row[name]!r}")
    _check_day(row["when"], place)
    if not row["by"].strip():
        raise InputError(f"{place}: by is empty; say who decided, by name or role")
    for name, wanted in zip(("seen", "became"), NEEDS[row["action"]], strict=True):
        if (row[name] is not None) != wanted:
            raise InputError(f"{place}: {row['action']} {'needs' if wanted else 'has no'} {name!r}")
        if wanted and not isinstance(row[name], dict):
            raise InputError(f"{place}: {name} is no JSON object")
    correction = Correction(**row)
    if correction.seen is not None:
        _check_state(correction.seen, correction.about, f"{place}: seen")
    if correction.became is not None:
        _check_state(correction.outcome, correction.about, f"{place}: became")
    return correction


def _check_day(value: str, place: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{place}: when is {value!r}, no date; write it as YYYY-MM-DD") from None


def _check_state(state: State, about: str, place: str) -> None:
    (_check_row if about == "row" else _check_mark)(state, place)


def _check_row(state: State, place: str) -> None:
    _same_keys(state, ROW_STATE, place)
    check_event_values({name: state[name] for name in CONTENT}, place)
    for name in SPANS:
        _check_selectors(state[name], f"{place}: {name}")
    if not state["mentions"]:
        raise InputError(f"{place}: mentions is empty; a row rests on at least one word")
    if state["date"]:
        _check_date(state["date"], place)
    larger = state["part_of"]
    if larger is not None:
        if not isinstance(larger, dict) or set(larger) != {"kind", "mention"}:
            raise InputError(f"{place}: part_of must be null or have 'kind' and 'mention'")
        _check_selectors([larger["mention"]], f"{place}: part_of")


def _check_mark(state: State, place: str) -> None:
    layer = state.get("layer")
    if not isinstance(layer, str) or layer not in PUBLISHED:
        raise InputError(f"{place}: unknown layer {layer!r}; known are {', '.join(PUBLISHED)}")
    _same_keys(state, ("layer", "span", *PUBLISHED[layer]), place)
    check_mark_values(layer, dict(state), place)
    _check_selectors([state["span"]], f"{place}: span")


def _check_date(value: str, place: str) -> None:
    try:
        edtf_bounds(value)
    except ValueError as error:
        raise InputError(f"{place}: date: {error}") from None


def _check_selectors(value: Any, place: str) -> None:
    if not isinstance(value, list):
        raise InputError(f"{place}: must be a list of selectors")
    for item in value:
        if not isinstance(item, dict) or set(item) != set(SELECTOR):
            raise InputError(f"{place}: a selector has {', '.join(SELECTOR)}, and nothing else")
        for name, kind in SELECTOR.items():
            if not isinstance(item[name], kind) or isinstance(item[name], bool):
                raise InputError(f"{place}: {name} must be {'text' if kind is str else 'a whole number'}")
        if not item["exact"] or item["start"] < 0:
            raise InputError(f"{place}: a selector needs words and a position")


def _same_keys(row: Mapping[str, Any], wanted: Sequence[str], place: str) -> None:
    for name in row:
        if name not in wanted:
            raise InputError(f"{place}: unknown field {name!r}; known are {', '.join(wanted)}")
    for name in wanted:
        if name not in row:
            raise InputError(f"{place}: field {name!r} is missing")


def _selectors(article: Article, spans: str) -> list[dict[str, Any]]:
    return [selector_of(article.text, start, end) for start, end in parse_spans(spans)]
