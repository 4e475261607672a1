"""brat standoff: marks as text-bound annotations with attributes, and back.

A mark is a text-bound line (T) of the type of its layer. Fields with few values are attributes (A), so that
they can be seen and changed in brat; a note (#) holds all fields as JSON, for those that brat has no place
for. What a person changes in brat, a span or an attribute, goes before the note.
The format: https://brat.nlplab.org/standoff.html
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.exchange.fields import packed, unpacked
from prisoner_diplomacy.exchange.readings import Reading
from prisoner_diplomacy.schema.jsonl import CHOICES, check_mark_values, event_kinds
from prisoner_diplomacy.schema.marks import LAYERS, Annotation

TEXT_BOUND = re.compile(r"(T\d+)\t(\w+) (\d+)[ \d;]*? ?(\d+)\t")
ATTRIBUTE = re.compile(r"[AM]\d+\t(\w+) (T\d+)(?: (.*))?")
NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(\{.*)")
FLAG = "approximate"
EMPTY: dict[str, dict[str, Any]] = {
    "entity": {"ref": ""},
    "time": {"value": ""},
    "quantity": {"low": None, "high": None, FLAG: False, "unit": ""},
    "quote": {"speaker": "", "cue": "", "channel": ""},
    "event": {},
}
"""What the fields hold that a person who adds a mark in brat cannot give."""


class Standoff(NamedTuple):
    """The lines of a standoff file that say something of marks, by the id of the text-bound line."""

    bounds: dict[str, tuple[str, int, int]]
    attributes: dict[str, dict[str, Any]]
    notes: dict[str, str]


def write_brat(readings: Iterable[Reading], out: Path) -> None:
    """Write a folder that brat opens: each text, its marks, and the configuration.

    Raises:
        InputError: two articles have the same id.
    """
    out.mkdir()
    (out / "annotation.conf").write_text(configuration(), encoding="utf-8")
    for article, marks, _ in readings:
        name = re.sub(r"[^\w.-]|^\.", "_", article.id)
        if (out / f"{name}.txt").exists():
            raise InputError(f"two articles have the id {article.id!r}; brat needs a name for each")
        (out / f"{name}.txt").write_text(article.text, encoding="utf-8", newline="")
        (out / f"{name}.ann").write_text(to_brat(marks), encoding="utf-8", newline="")


def to_brat(marks: Sequence[Annotation]) -> str:
    """Return the standoff lines of an article's marks, in their order."""
    lines: list[str] = []
    attributes = 0
    for number, mark in enumerate(marks, 1):
        place, words = _fragments(mark)
        lines.append(f"T{number}\t{mark.layer.capitalize()} {place}\t{words}")
        for field, value in _attributes_of(mark):
            attributes += 1
            lines.append(f"A{attributes}\t{_name(mark.layer, field)} T{number}{value}")
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{packed(mark)}")
    return "".join(f"{line}\n" for line in lines)


def from_brat(standoff: str, article: Article) -> list[Annotation]:
    """Return the marks of a standoff file, those that a person changed or added in brat among them.

    Args:
        standoff: what ``to_brat`` returned, as brat has left it. Relations, events and
            equivalences of brat are no marks and are passed over.
        article: the article whose text the offsets count.

    Raises:
        InputError: a text-bound line cannot be read, its span is none of the text, or a field
            has a value that the codebook does not know; the message names the line's id.
    """
    read = _read(standoff)
    marks = [_mark(key, read, article) for key in read.bounds]
    return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.layer))


def configuration() -> str:
    """Return the ``annotation.conf`` that tells brat the layers and the values of their fields."""
    types = "\n".join(layer.capitalize() for layer in LAYERS)
    overlap = "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    choices = "\n".join(
        f"{_name(layer, field)} Arg:{layer.capitalize()}, Value:{'|'.join(values)}"
        for layer in LAYERS
        for field, values in _choices(layer).items()
    )
    flag = f"{_name('quantity', FLAG)} Arg:Quantity"
    return f"[entities]\n{types}\n\n[relations]\n{overlap}\n\n[events]\n\n[attributes]\n{choices}\n{flag}\n"


def _fragments(mark: Annotation) -> tuple[str, str]:
    """Return a span as brat writes it, in pieces where it goes over the end of a line, and its words."""
    pieces = list(re.finditer(r"[^\n]+", mark.exact))
    places = [f"{mark.start + piece.start()} {mark.start + piece.end()}" for piece in pieces]
    return ";".join(places), " ".join(piece[0] for piece in pieces)


def _attributes_of(mark: Annotation) -> Iterator[tuple[str, str]]:
    for field in _choices(mark.layer):
        yield field, f" {getattr(mark, field)}"
    if getattr(mark, FLAG, False):
        yield FLAG, ""


def _choices(layer: str) -> dict[str, tuple[str, ...]]:
    kinds = {"kind": event_kinds()} if layer == "event" else {}
    return CHOICES.get(layer, {}) | kinds


def _name(layer: str, field: str) -> str:
    return layer.capitalize() + field.capitalize()


def _read(standoff: str) -> Standoff:
    read = Standoff({}, defaultdict(dict), {})
    for line in standoff.split("\n"):
        if bound := TEXT_BOUND.match(line):
            key, layer, start, end = bound.groups()
            read.bounds[key] = (layer.lower(), int(start), int(end))
        elif line.startswith("T"):
            raise InputError(f"brat: {line[:60]!r} is no text-bound line: ID, tab, type, offsets, tab, words")
        elif attribute := ATTRIBUTE.fullmatch(line):
            name, key, value = attribute.groups()
            read.attributes[key][name] = True if value is None else value
        elif note := NOTE.fullmatch(line):
            read.notes[note[1]] = note[2]
    return read


def _mark(key: str, read: Standoff, article: Article) -> Annotation:
    layer, start, end = read.bounds[key]
    if layer not in LAYERS:
        raise InputError(f"brat: {key}: unknown type {layer!r}; known are {', '.join(LAYERS)}")
    if not 0 <= start < end <= len(article.text):
        raise InputError(f"brat: {key}: {start} {end} is no span of a text of {len(article.text)} characters")
    fields = EMPTY[layer] | _noted(key, read) | _given(layer, read.attributes[key])
    check_mark_values(layer, fields, f"brat: {key}")
    try:
        return LAYERS[layer](start, end, article.text[start:end], **fields)
    except TypeError as error:
        raise InputError(f"brat: {key}: {error}") from None


def _noted(key: str, read: Standoff) -> dict[str, Any]:
    if key not in read.notes:
        return {}
    try:
        fields = unpacked(read.notes[key])
    except (ValueError, RecursionError) as error:
        raise InputError(f"brat: {key}: its note is no JSON: {error}") from None
    fields.pop("layer", None)
    return fields


def _given(layer: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that attributes give; a flag is given by being there, or not."""
    flags = {FLAG: _name(layer, FLAG) in attributes} if FLAG in EMPTY[layer] else {}
    chosen = {
        field: attributes[_name(layer, field)]
        for field in _choices(layer)
        if _name(layer, field) in attributes
    }
    return chosen | flags
