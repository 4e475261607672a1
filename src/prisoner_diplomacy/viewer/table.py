"""The event rows beneath an annotated article, each a link to the words it rests on."""

from collections.abc import Sequence
from html import escape

from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.notes import amount
from prisoner_diplomacy.wording import names_of

HEADERS = ("Event", "When", "Who", "To whom", "How many", "Where", "Status", "Who says so", "Words")


def event_table(events: Sequence[Event], key: str) -> str:
    """Return the events as an HTML table.

    Args:
        events: the rows.
        key: what the ids of the page's anchors begin with.
    """
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADERS)
    rows = "".join(_row(event, number, key) for number, event in enumerate(events, 1))
    return (
        '<div class="pd-rows"><table><caption>Events the article reports. '
        "Follow a row to see the words it rests on.</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def anchor(key: str, number: int, place: int) -> str:
    """Return the id of the anchor before one of an event's evidence spans."""
    return f"{key}-{number}-{place}"


def _row(event: Event, number: int, key: str) -> str:
    cells = (
        event.date or "not said",
        names_of(event.actor) or "not said",
        names_of(event.target),
        "" if event.count_low is None and event.count_high is None else _count(event),
        names_of(event.location),
        event.status,
        names_of(event.attributed_to) or "the outlet",
    )
    name = f'<a href="#{anchor(key, number, 1)}">{number}. {escape(event.kind)}</a>'
    body = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return (
        f'<tr class="pd-{escape(event.status)}"><th scope="row">{name}</th>{body}'
        f"<td>{_places(event, number, key)}</td></tr>"
    )


def _count(event: Event) -> str:
    return f"{amount(event.count_low, event.count_high)} {event.counted}".strip()


def _places(event: Event, number: int, key: str) -> str:
    spans = parse_spans(event.evidence)
    links = (
        f'<a href="#{anchor(key, number, place)}" '
        f'aria-label="sentence {place} of {len(spans)} for event {number}">{place}</a>'
        for place in range(1, len(spans) + 1)
    )
    return " ".join(links)
