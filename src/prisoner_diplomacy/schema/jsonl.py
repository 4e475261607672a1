"""Annotations and events as JSON lines: what the command line prints and label files hold."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.schema.marks import LAYERS, PUBLISHED, Annotation, Form, Label, Status, as_dict
from prisoner_diplomacy.schema.rows import COLUMNS, Event

PLACE = ("article", "layer", "start", "end", "exact")
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "entity": {"label": get_args(Label), "form": get_args(Form)},
    "time": {"type": ("DATE", "DURATION", "SET")},
    "quote": {"kind": ("direct", "indirect")},
    "event": {"status": get_args(Status)},
}
COUNTS = ("count_low", "count_high")
BASES = ("stated", "inferred", "none")
CHECKED = ("", "accepted", "corrected", "added")
NUMBERS = (*COUNTS, "sure")
ESCAPED_HALF = "\\ud"
"""How JSON begins the escape of half a character; rare in texts that have none."""


@cache
def event_kinds() -> tuple[str, ...]:
    """Return the kinds of event the lexicon knows, in its order."""
    return tuple(dict.fromkeys(entry["kind"] for entry in load_toml("triggers.toml")["trigger"]))


def to_line(row: dict[str, Any]) -> str:
    """Return a row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def annotation_lines(article: Article, annotations: Iterable[Annotation]) -> str:
    """Return one line of JSON a mark, with the codebook's names."""
    return "".join(to_line(as_dict(mark, article.id)) for mark in annotations)


def event_lines(events: Iterable[Event]) -> str:
    """Return one line of JSON an event, with the codebook's columns."""
    return "".join(to_line({name: getattr(event, name) for name in COLUMNS}) for event in events)


def read_annotations(path: str | Path, article: Article) -> list[Annotation]:
    """Read marks made by hand, checking each against the article and the codebook.

    Raises:
        InputError: a line is malformed, names an unknown layer, field or value, or does not fit
            the text; the message names file and line.
    """
    return [_annotation(row, article, place) for place, row in read_lines(path)]


def read_events(path: str | Path, article: Article) -> list[Event]:
    """Read events labelled by hand, checking each against the article and the codebook.

    Raises:
        InputError: as for `read_annotations`.
    """
    return [_event(row, article, place) for place, row in read_lines(path)]


def read_lines(path: str | Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the JSON object of each line of a file, with its place for messages.

    Raises:
        InputError: the file cannot be read, or a line holds something else.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path}:{number}"
            yield place, parse_whole(line, place)


def parse_object(line: str, place: str) -> dict[str, Any]:
    """Return the JSON object that a line holds.

    Raises:
        InputError: the line holds something else; the message names ``place``.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: malformed JSON: {error}") from None
    if not isinstance(row, dict):
        raise InputError(f"{place}: not a JSON object; write one object in braces a line")
    return row


def parse_whole(line: str, place: str) -> dict[str, Any]:
    """Return the JSON object that a line holds, of texts that a file can hold.

    Raises:
        InputError: the line holds something else, or an escape of half a character.
    """
    row = parse_object(line, place)
    if ESCAPED_HALF in line.lower():
        try:
            to_line(row).encode()
        except UnicodeEncodeError:
            raise InputError(
                f"{place}: half of a character (a lone surrogate), which no file can hold; "
                "take it out where the text was cut"
            ) from None
    return row


def _annotation(row: dict[str, Any], article: Article, place: str) -> Annotation:
    layer = _chosen(row, "layer", tuple(LAYERS), place)
    _same_names(row, (*PLACE, *PUBLISHED[layer]), place)
    if row["article"] != article.id:
        raise InputError(f"{place}: article is {row['article']!r}, but this file belongs to {article.id!r}")
    check_mark_values(layer, row, place)
    _check_span(row["start"], row["end"], article, place)
    found = article.text[row["start"] : row["end"]]
    if found != row["exact"]:
        raise InputError(f"{place}: exact is {row['exact']!r}, but the text there reads {found!r}")
    return LAYERS[layer](**{name: value for name, value in row.items() if name not in ("article", "layer")})


def check_mark_values(layer: str, row: dict[str, Any], place: str) -> None:
    """Check the fields of a mark that hold one of a few values; fields that are not there are not missed.

    Raises:
        InputError: a value is not among those the codebook names.
    """
    kinds = {"kind": event_kinds()} if layer == "event" else {}
    for name, choices in (CHOICES.get(layer, {}) | kinds).items():
        if name in row:
            _chosen(row, name, choices, place)


def _event(row: dict[str, Any], article: Article, place: str) -> Event:
    _same_names(row, COLUMNS, place)
    if row["article"] != article.id:
        raise InputError(f"{place}: article is {row['article']!r}, but this file belongs to {article.id!r}")
    check_event_values(row, place)
    for name in ("mentions", "evidence"):
        for start, end in parse_spans(row[name], f"{place}: {name}"):
            _check_span(start, end, article, place)
    return Event(**row)


def check_event_values(row: dict[str, Any], place: str) -> None:
    """Check what each column of a row holds; columns that are not there are not missed.

    Raises:
        InputError: a value is of the wrong kind or not among those the codebook names.
    """
    for name, choices in event_choices().items():
        if name in row:
            _chosen(row, name, choices, place)
    for name in row.keys() & set(COLUMNS):
        whole = isinstance(row[name], int) and not isinstance(row[name], bool)
        if name in COUNTS and row[name] is not None and not whole:
            raise InputError(f"{place}: {name} must be a whole number or null, not {row[name]!r}")
        if name == "sure" and row[name] is not None and not _is_probability(row[name]):
            raise InputError(f"{place}: sure must be a number from 0 to 1 or null, not {row[name]!r}")
        if name not in NUMBERS and not isinstance(row[name], str):
            raise InputError(f"{place}: {name} must be text, not {row[name]!r}")


def event_choices() -> dict[str, tuple[str, ...]]:
    """Return the columns of a row that hold one of a few values, with these values."""
    return {
        "kind": event_kinds(),
        "status": get_args(Status),
        "actor_basis": BASES,
        "target_basis": BASES,
        "checked": CHECKED,
    }


def _is_probability(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def parse_spans(value: str, place: str = "span") -> list[tuple[int, int]]:
    """Return the spans that a ``start-end;start-end`` value holds.

    Raises:
        InputError: the value is written otherwise; the message names ``place``.
    """
    try:
        return [
            (int(start), int(end)) for start, end in (part.split("-") for part in value.split(";") if part)
        ]
    except ValueError:
        raise InputError(f"{place}: {value!r} is no list of spans; write start-end;start-end") from None


def _check_span(start: Any, end: Any, article: Article, place: str) -> None:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(article.text)):
        raise InputError(f"{place}: {start}-{end} is no span of a text of {len(article.text)} characters")


def _same_names(row: dict[str, Any], wanted: tuple[str, ...], place: str) -> None:
    for name in row:
        if name not in wanted:
            raise InputError(f"{place}: unknown column {name!r}; known are {', '.join(wanted)}")
    for name in wanted:
        if name not in row:
            raise InputError(f"{place}: column {name!r} is missing")


def _chosen(row: dict[str, Any], name: str, choices: tuple[str, ...], place: str) -> str:
    if name not in row:
        raise InputError(f"{place}: column {name!r} is missing")
    value = row[name]
    if value not in choices:
        raise InputError(f"{place}: unknown {name} {value!r}; known are {', '.join(choices)}")
    return str(value)
