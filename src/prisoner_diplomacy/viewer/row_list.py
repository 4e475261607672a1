"""The table of rows in words for people, each row a link to its sentence; the script draws rows alike."""

from collections.abc import Mapping, Sequence

from prisoner_diplomacy.events.sure import doubtful_below
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.text import shown
from prisoner_diplomacy.wording import (
    KINDS,
    STATUSES,
    amount,
    concerned,
    counted_noun,
    country_names,
    day_words,
    names_of,
)

INFERRED = '<i title="inferred">'
SIGNS = {
    "accepted": ("✓", "checked", "pd-checked"),
    "corrected": ("✓", "corrected", "pd-checked"),
    "added": ("✓", "added", "pd-checked"),
    "deleted": ("✕", "taken out", "pd-deleted"),
    "proposed": ("+", "proposed", "pd-proposed"),
    "doubtful": ("?", "doubtful", "pd-doubtful"),
}


def table_markup(
    rows: Sequence[Event],
    states: Sequence[str],
    differs: Mapping[int, object],
    key: str,
    places: Sequence[int],
) -> str:
    """Return the rows as an HTML table.

    Args:
        rows: the rows.
        states: of each row, what a person did with it, ``deleted``, ``proposed``, or nothing.
        differs: the places of rows that differ from the other side of a comparison.
        key: what the ids of the view begin with.
        places: of each row, the number of the sentence it is first named in.
    """
    lines = "".join(
        _row(row, state, bool(differs.get(place)), place + 1, key, places[place])
        for place, (row, state) in enumerate(zip(rows, states, strict=True))
    )
    legend = " Italic: inferred, not in the event’s own words." if INFERRED in lines else ""
    return (
        '<table class="pd-rows"><caption>Events the article reports. Follow one to its words.'
        f"{legend}</caption>"
        '<thead><tr><th scope="col">Event</th><th scope="col">When</th><th scope="col">Who, to whom</th></tr>'
        f"</thead><tbody>{lines}</tbody></table>"
    )


def row_words(row: Event) -> str:
    """Return a row in words: what, when, who and to whom."""
    parties = " → ".join(part for side in ("actor", "target") if (part := _side(row, side)))
    parts = (KINDS.get(row.kind, row.kind).capitalize(), day_words(row.date) if row.date else "", parties)
    return ", ".join(part for part in parts if part)


def state_of(row: Event) -> str:
    """Return what is to be said of a row's state: what a person did, or that it is doubtful."""
    doubtful = not row.checked and row.sure is not None and row.sure < doubtful_below()
    return row.checked or ("doubtful" if doubtful else "")


def _row(row: Event, state: str, differs: bool, number: int, key: str, place: int) -> str:
    sign, word, kind = SIGNS.get(state, ("", "", ""))
    signs = _sign("pd-sign", sign, word) + (_sign("pd-sign pd-differs", "≠", "differs") if differs else "")
    link = f'<a class="pd-pick" href="#{key}-s{place}">{number} {KINDS.get(row.kind, row.kind)}</a>'
    status = "" if row.status == "occurred" else f' <span class="pd-state">{STATUSES[row.status]}</span>'
    when = shown(day_words(row.date)) if row.date else ""
    classes = " ".join(part for part in ("pd-row", kind, f"pd-is-{row.status}") if part)
    return (
        f'<tr class="{classes}" id="{key}-r{number}"><th scope="row">{signs}{link}{status}</th>'
        f"<td>{when}</td><td>{_parties(row)}</td></tr>"
    )


def _sign(kind: str, sign: str, word: str) -> str:
    if not sign:
        return ""
    return f'<span class="{kind}" title="{word}">{sign}<span class="pd-hidden"> {word}</span></span> '


def _parties(row: Event) -> str:
    both = " → ".join(part for part in (_party(row, "actor"), _party(row, "target")) if part)
    count = _count(row)
    counted = f'<bdi class="pd-count">{shown(count)}</bdi>' if count else ""
    place = f"in <bdi>{shown(names_of(row.location))}</bdi>" if row.location else ""
    said = f"says <bdi>{shown(names_of(row.attributed_to))}</bdi>"
    voice = f'<span class="pd-voice">{said}</span>' if row.attributed_to else ""
    return ", ".join(part for part in (both, counted, place, voice) if part)


def _party(row: Event, side: str) -> str:
    name = _side(row, side)
    if not name:
        return ""
    words = f"<bdi>{shown(name)}</bdi>"
    return f"{INFERRED}{words}</i>" if is_inferred(row, side) else words


def is_inferred(row: Event, side: str) -> bool:
    """Tell whether who acts (``actor``) or is concerned (``target``) is not in the event's own words."""
    return getattr(row, f"{side}_basis") == "inferred" or not getattr(row, side)


def _side(row: Event, side: str) -> str:
    """Return who acts or is concerned: as named, else by state."""
    if side == "actor":
        return names_of(row.actor) or country_names(row.actor_country)
    return names_of(row.target) or concerned(row.kind, row.target_country)


def _count(row: Event) -> str:
    """Return the count, unless the words for those concerned have it."""
    if row.count_low is None and row.count_high is None:
        return ""
    text = amount(row.count_low, row.count_high)
    return "" if text in names_of(row.target) else f"{text} {counted_noun(text, row.counted)}".strip()


def first_mention(row: Event) -> int:
    """Return where a row is first named."""
    return min((start for start, _ in parse_spans(row.mentions)), default=0)
