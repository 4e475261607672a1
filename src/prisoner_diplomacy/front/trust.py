"""How far a report is to be trusted: how often the machine is right, beside what that applies to here."""

from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from prisoner_diplomacy.front.lead import Story
from prisoner_diplomacy.front.record_rows import source_links
from prisoner_diplomacy.viewer.row_list import state_of
from prisoner_diplomacy.wording import join_words, matter_words, plural

if TYPE_CHECKING:
    from prisoner_diplomacy.evaluation.evaluate import Evaluation

FIELDS = {"date": "date", "count": "count", "status": "status", "actor": "actor"}


def trust(story: Story, labels: Path) -> str:
    """Return the section's markup.

    Args:
        story: what the report tells.
        labels: the folder of articles labelled by hand.
    """
    if not story.rows:
        return f"<p>{escape(_nothing_found(labels))}</p>"
    parts = [f"<p>{escape(_checked(story))}</p>"]
    if labels.is_dir():
        from prisoner_diplomacy.evaluation.evaluate import HELD_OUT, evaluate_folder

        parts.append(_rates(story, evaluate_folder(labels).of(HELD_OUT)))
    else:
        parts.append(
            "<p>No labelled articles are at hand, so how often the machine errs is not told here.</p>"
        )
    return "".join(parts) + _differences(story)


def _nothing_found(labels: Path) -> str:
    """Return what it means that a text gave no row."""
    if not labels.is_dir():
        return "That the machine finds no event does not prove that the text tells of none."
    from prisoner_diplomacy.evaluation.evaluate import HELD_OUT, ROWS, evaluate_folder

    held = evaluate_folder(labels).of(HELD_OUT)
    return (
        f"The machine finds {round(100 * held.score(ROWS).recall)} of 100 events in "
        f"{plural(len(held.results), 'article')} that it was not tuned on: that it finds none here does not "
        "prove that there is none."
    )


def _checked(story: Story) -> str:
    states = [(number, state_of(row), row.checked) for number, row in story.rows]
    checked = sum(bool(done) for *_, done in states)
    doubtful = [str(number) for number, state, _ in states if state == "doubtful"]
    told = (
        f"{checked} of {plural(len(states), 'row')} checked by a person (✓)."
        if checked
        else "No row on this page was checked by a person: all are the machine’s."
    )
    if doubtful:
        told += f" Doubtful by the machine’s own estimate (?): {join_words(doubtful)}."
    return told


def _rates(story: Story, evaluation: "Evaluation") -> str:
    from prisoner_diplomacy.evaluation.evaluate import ROWS, WHOLE_ROWS

    rows = [row for _, row in story.rows]
    checks = Counter(row.checked for row in rows)
    found, whole = evaluation.score(ROWS), evaluation.score(WHOLE_ROWS)
    on_page = {
        "date": f"{plural(sum(bool(row.date) for row in rows), 'date')}",
        "count": f"{plural(sum(row.count_low is not None for row in rows), 'count')}",
        "status": f"{plural(len(rows), 'row')}",
        "actor": f"{plural(sum(bool(row.actor) for row in rows), 'actor')}",
    }
    lines = [
        ("Events of a text that it finds", found.recall, _found(checks)),
        ("Rows it writes that are wholly right", whole.precision, _unchanged(checks)),
        *(
            (
                f"{name.capitalize()} right, where the event is found",
                evaluation.field_share(field),
                on_page[field],
            )
            for name, field in FIELDS.items()
        ),
    ]
    body = "".join(
        f'<tr><td>{escape(what)}</td><td class="pd-n">{round(100 * share)} in 100</td>'
        f"<td>{escape(here)}</td></tr>"
        for what, share, here in lines
    )
    return (
        f"<p>How often the machine alone is right, on {plural(len(evaluation.results), 'article')} "
        "written for this test, not taken from outlets, that it was not tuned on:</p>"
        '<div class="pd-wide"><table class="pd-rates"><thead><tr><th scope="col">What</th>'
        '<th scope="col" class="pd-n">right</th><th scope="col">on this page</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _found(checks: Counter[str]) -> str:
    """Return how many rows the machine found, and how many a person added."""
    added = checks["added"]
    by_hand = f", {added} added by a person" if added else ""
    return f"{plural(checks.total() - added, 'row')} found{by_hand}"


def _unchanged(checks: Counter[str]) -> str:
    """Return how many rows nobody checked, and what a person did with the machine's others."""
    done = [f"{checks[name]} {name}" for name in ("accepted", "corrected") if checks[name]]
    others = f"; of the others {join_words(done)}" if done else ""
    return f"{plural(checks[''], 'row')} not checked{others}"


def _differences(story: Story) -> str:
    """Return where reports of the release differ, each value with the pages that have it."""
    if story.release is None or story.context is None:
        return ""
    from prisoner_diplomacy.analysis import compare_reports, contradictions

    against = contradictions(compare_reports(story.context, str(story.release["id"])))
    if against.empty:
        return "<p>No outlet contradicts another on this release by then.</p>"
    sources = story.context.reports.set_index("id")["sources"]
    items = []
    for claim, rows in against.groupby("claim", sort=True):
        values = "; or ".join(
            f"{escape(row['value'])} ({escape(row['outlet'])}: "
            f"{source_links(story.context, sources[row['id']])})"
            for _, row in rows.iterrows()
        )
        items.append(f"<li><b>{escape(matter_words(str(claim)))}</b>: {values}</li>")
    told = f"On {plural(len(items), 'matter')} of this release outlets contradict each other:"
    return f"<p>{told}</p><ul>{''.join(items)}</ul>"
