"""How far a review has come, in words and as a table."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review.applying import CODES, Fate, Reviewed
from prisoner_diplomacy.review.comparing import COMPARED
from prisoner_diplomacy.review.corrections import State
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import day_words, join_words, names_of, plural

if TYPE_CHECKING:
    import pandas as pd

FATES = {
    "applied": "applied",
    "moved": "moved with their words",
    "needless": "needless by now",
    "orphaned": "orphaned",
    "waiting": "waiting for a decision",
}


def describe_review(reviewed: Reviewed) -> str:
    """Return in a sentence how many rows a person has checked, and what was done with them."""
    if not reviewed.fates:
        return "No row has been checked by a person."
    counts = Counter(event.checked for event in reviewed.events)
    done = [f"{counts[name]} {name}" for name in ("accepted", "corrected", "added") if counts[name]]
    listed = f" ({', '.join(done)})" if done else ""
    deleted = (
        f"; {plural(len(reviewed.deleted), 'row')} of the annotator taken out" if reviewed.deleted else ""
    )
    waiting = f"; {len(reviewed.proposals)} proposed from elsewhere" if reviewed.proposals else ""
    checked = len(reviewed.events) - counts[""]
    left = f", {counts['']} not yet" if counts[""] else ""
    people = join_words(sorted({fate.correction.by for fate in reviewed.fates}))
    days = sorted({fate.correction.when for fate in reviewed.fates if fate.correction.when})
    when = f", {day_words(days[0] if days[0] == days[-1] else f'{days[0]}/{days[-1]}')}" if days else ""
    return (
        f"{checked} of {plural(len(reviewed.events), 'row')} checked by a person{listed}{left}{deleted}"
        f"{waiting}. Reviewed by: {people}{when}."
    )


def machine_beside_person(article: Article, reviewed: Reviewed) -> "pd.DataFrame":
    """Return one row a value that a person changed, added or took out, with the reason."""
    import pandas as pd

    rows: list[tuple[str, ...]] = []
    for event, decision in zip(reviewed.events, reviewed.decisions, strict=True):
        if decision is None or decision.action == "accept":
            continue
        words = _words(article, event)
        rows += [(words, *value, decision.why) for value in _changed(decision.seen, decision.outcome)]
    rows += [(_words(article, row), "row", row.kind, "", decision.why) for row, decision in reviewed.deleted]
    return pd.DataFrame(rows, columns=["words", "field", "the machine", "a person", "why"])


def _changed(seen: State | None, now: State) -> list[tuple[str, str, str]]:
    """Return the fields that a person changed, with what stood there and what stands there now."""
    if seen is None:
        return [("row", "", now["kind"])]
    names = [name for name in (*COMPARED, *CODES) if seen[name] != now[name]]
    said = [(name, _value(seen[name]), _value(now[name])) for name in names]
    return [*said, *_changed_words(seen["mentions"], now["mentions"])]


def _changed_words(seen: Sequence[State], now: Sequence[State]) -> list[tuple[str, str, str]]:
    """Return the words before and after, those that stand at another place with the words around them."""
    if seen == now:
        return []
    before, after = (", ".join(selector["exact"] for selector in side) for side in (seen, now))
    if before != after:
        return [("words", before, after)]
    return [("words", _moved(seen, now), _moved(now, seen))]


def _moved(mentions: Sequence[State], others: Sequence[State]) -> str:
    """Return the words that the others have not in the same place."""
    return ", ".join(_in_its_place(selector) for selector in mentions if selector not in others)


def _in_its_place(selector: State) -> str:
    before, after = selector["prefix"].partition(" ")[2], selector["suffix"].rpartition(" ")[0]
    return f"… {before}{selector['exact']}{after} …"


def _value(value: object) -> str:
    return "" if value is None else str(value)


def _words(article: Article, event: Event) -> str:
    return ", ".join(article.text[start:end] for start, end in parse_spans(event.mentions))


def doubtful_first(events: Sequence[Event]) -> list[Event]:
    """Return the rows nobody has checked, the most doubtful first; those not reckoned keep their order."""
    open_rows = [event for event in events if not event.checked]
    return sorted(open_rows, key=lambda event: 1.0 if event.sure is None else event.sure)


def report_state(article: Article, reviewed: Reviewed) -> str:
    """Return the state of a review for a terminal: a sentence, fates that need a look, open rows."""
    lines = [describe_review(reviewed)]
    fates = Counter(fate.fate for fate in reviewed.fates)
    if fates:
        told = [f"{count} {FATES[fate]}" for fate, count in sorted(fates.items())]
        lines.append(f"Corrections: {', '.join(told)}.")
    lines += [f"  {_fate_line(fate)}" for fate in reviewed.fates if fate.fate != "applied" or fate.note]
    waiting = doubtful_first(reviewed.events)
    if waiting:
        lines.append("Not checked yet, the most doubtful first:")
        lines += [f"  {_row_line(article, event)}" for event in waiting]
    if reviewed.proposals:
        lines.append("Proposed from elsewhere:")
        lines += [f"  {_row_line(article, event)} (by {c.by})" for event, c in reviewed.proposals]
    return "\n".join(lines) + "\n"


def _fate_line(fate: Fate) -> str:
    correction, state = fate.correction, fate.correction.outcome
    words = state["mentions"][0]["exact"] if correction.about == "row" else state["span"]["exact"]
    kind = state.get("kind") or state.get("layer")
    note = f" ({fate.note})" if fate.note else ""
    return f"{fate.fate}: {correction.action} {correction.about} {kind} {words!r}{note}"


def _row_line(article: Article, event: Event) -> str:
    parties = " → ".join(part for part in (names_of(event.actor), names_of(event.target)) if part)
    sure = "" if event.sure is None else f"{event.sure:.2f} sure  "
    told = (event.kind, event.date or "undated", parties or "nobody named", event.status)
    return f"{sure}{'  '.join(told)}  [{_words(article, event)}]"
