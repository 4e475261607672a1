"""The view as a page of its own: one file, nothing fetched, scripts and styles allowed by hash alone."""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from prisoner_diplomacy.viewer.text import shown

START = '\nfor (const root of document.querySelectorAll("section.pd")) openPage(root);\n'
PAGE_STYLE = (
    "body{margin:0;background:light-dark(#fbfaf7,#14171a);color-scheme:light dark}"
    "main{max-width:84rem;margin:0 auto}"
)


@cache
def stylesheet() -> str:
    """Return the style of the view."""
    return files(__package__).joinpath("view.css").read_text(encoding="utf-8")


@cache
def module() -> str:
    """Return the view's script as one module, its parts joined in the order of their names."""
    parts = sorted(files(__package__).joinpath("script").iterdir(), key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".js"))


@cache
def page_script() -> str:
    """Return the script that a page brings: the module, and what opens the views on the page."""
    return module() + START


def data_element(data: dict[str, Any]) -> str:
    """Return data for the script as an element that no text can end early."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json">{text}</script>'


def policy(styles: Sequence[str], scripts: Sequence[str], inline_styles: bool = False) -> str:
    """Return a content security policy that lets these styles and scripts run, and nothing else.

    Args:
        styles, scripts: the texts of the page's own style and script elements.
        inline_styles: allow any style, for pages that others' templates write.
    """
    style = "'unsafe-inline'" if inline_styles else " ".join(map(digest, styles)) or "'none'"
    script = " ".join(map(digest, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data: 'self' file:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def digest(text: str) -> str:
    """Return the hash by which a policy allows a style or a script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page(title: str, heading: str, view: str) -> str:
    """Return a whole page with a heading and one view."""
    style, script = PAGE_STYLE + stylesheet(), page_script()
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([style], [script])}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{shown(title)}</title><style>{style}</style></head>"
        f'<body class="pd-page"><main>{heading}{view}</main>'
        f'<script type="module">{script}</script></body></html>\n'
    )
