"""What a notebook shows: HTML, with words for those who read plain text."""

from dataclasses import dataclass
from html import escape
from typing import Any

from prisoner_diplomacy.wording import undirected


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that shows itself as HTML in a notebook, and as text elsewhere.

    ``csv`` holds the table that is shown, for the report to keep under ``name``.
    """

    html: str
    text: str
    name: str = ""
    csv: str = ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def show_sentence(text: str) -> Shown:
    """Return a sentence worked out from data, for a notebook to show as prose."""
    return Shown(f'<p style="font-size:1.1em">{escape(undirected(text))}</p>', text)
