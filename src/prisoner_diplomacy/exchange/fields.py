"""A mark's layer and fields as one line of JSON, for formats that have no fields of their own."""

import json
from typing import Any

from prisoner_diplomacy.schema.marks import Annotation

PLACE = ("start", "end", "exact")


def packed(mark: Annotation) -> str:
    """Return the layer of a mark and all its fields but its place."""
    values = {name: value for name, value in mark._asdict().items() if name not in PLACE}
    return json.dumps({"layer": mark.layer} | values, ensure_ascii=False)


def unpacked(line: str) -> dict[str, Any]:
    """Return what ``packed`` was given, with lists as the tuples that records hold.

    Raises:
        ValueError: the line is no JSON object.
    """
    fields = json.loads(line)
    if not isinstance(fields, dict):
        raise ValueError("no JSON object")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
