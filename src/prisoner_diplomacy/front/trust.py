"""How far a report is to be trusted: how often the machine is right, beside what that applies to here."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.front.lead import Story
from prisoner_diplomacy.front.record_rows import source_links
from prisoner_diplomacy.viewer.row_list import state_of
from prisoner_diplomacy.wording import day_words, join_words, matter_words, plural

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.evaluation.evaluate import Evaluation
    from prisoner_diplomacy.record.load import Context
    from prisoner_diplomacy.schema.rows import Event

FIELDS = {
    "date": "When it was",
    "count": "How many people",
    "status": "Whether it happened, is planned, hoped for or denied",
    "actor": "Who did it",
    "target": "To whom",
    "attribution": "Who says so",
}
COLUMNS = {"count": "count_low", "attribution": "attributed_to"}
"""The columns of the parts of a row that are not called alike."""
CERTAINTIES = ("high", "medium", "disputed")
ONE_STATEMENT = "All outlets repeat the presidential press service"
"""How the record's notes tell of a release that is known from one statement alone."""
CHECKED = {"accepted": "left by a person as they were", "corrected": "corrected"}


def held_out(labels: Path) -> "Evaluation | None":
    """Return how the machine does on the articles that no rule was tried on, None where none are at hand."""
    if not labels.is_dir():
        return None
    from prisoner_diplomacy.evaluation.evaluate import HELD_OUT, evaluate_folder

    return evaluate_folder(labels).of(HELD_OUT)


def trust(story: Story, held: "Evaluation | None") -> str:
    """Return the section's markup.

    Args:
        story: what the report tells.
        held: how the machine does on articles labelled by hand, None where that is not known.
    """
    if not story.rows:
        return f"<p>{escape(_nothing_found(held))}</p>"
    rates = (
        _rates(story, held)
        if held
        else "<p>No labelled articles are at hand, so how often the machine errs is not told here.</p>"
    )
    sure = f"<p>{escape(how_sure(story.context))}</p>" if story.context is not None else ""
    return f"<p>{escape(checked(story))}</p>{rates}{sure}{_differences(story)}"


def how_often_right(held: "Evaluation") -> str:
    """Return in a sentence how much the machine finds and how much of what it writes is right."""
    from prisoner_diplomacy.evaluation.evaluate import ROWS, ROWS_WITH_TARGET, WHOLE_ROWS

    found, right = held.score(ROWS).recall, held.score(WHOLE_ROWS).precision
    return (
        f"Alone, on texts written to test it, the machine finds {round(100 * found)} of 100 events; of 100 "
        f"rows that it writes {round(100 * right)} are right in what, when, how many, whether and who, and "
        f"{round(100 * held.score(ROWS_WITH_TARGET).precision)} in to whom as well."
    )


def _nothing_found(held: "Evaluation | None") -> str:
    """Return what it means that a text gave no row."""
    if held is None:
        return "That the machine finds no event does not prove that the text tells of none."
    from prisoner_diplomacy.evaluation.evaluate import ROWS

    return (
        f"The machine finds {round(100 * held.score(ROWS).recall)} of 100 events in "
        f"{plural(len(held.results), 'article')} that it was not tuned on: that it finds none here does not "
        "prove that there is none."
    )


def checked(story: Story) -> str:
    """Return how many of a report's rows a person checked, and which the machine doubts."""
    states = [(number, state_of(row), row.checked) for number, row in story.rows]
    by_person = sum(bool(done) for *_, done in states)
    doubtful = [str(number) for number, state, _ in states if state == "doubtful"]
    told = (
        f"{_share_checked(by_person, len(states))} checked by a person (✓)."
        if by_person
        else "No row on this page was checked by a person: all are the machine’s."
    )
    if doubtful:
        told += f" Doubtful by the machine’s own estimate (?): {join_words(doubtful)}."
    return told


def how_sure(context: "Context") -> str:
    """Return how certain the record's releases of the series are, and how many rest on one statement."""
    from prisoner_diplomacy.analysis import freed
    from prisoner_diplomacy.analysis.shared import series_start

    rows = context.releases.set_index("id").loc[freed(context)["id"]]
    if rows.empty:
        return ""
    counts = Counter(rows["confidence"])
    levels = join_words([f"{counts[level]} {level}" for level in CERTAINTIES if counts[level]])
    alone = int(rows["note"].str.contains(ONE_STATEMENT, regex=False).sum())
    share = "most" if 2 * alone > len(rows) else "some"
    rest = (
        f"; {share} of them ({alone}) rest on one statement of the presidential press service, which all "
        "outlets repeat"
        if alone
        else ""
    )
    return (
        f"How sure the record itself is of its {plural(len(rows), 'release')} since "
        f"{series_start(context):%B %Y}: {levels}{rest}."
    )


def _share_checked(checked: int, rows: int) -> str:
    if checked == rows:
        return f"All {rows} rows were" if rows > 1 else "The one row was"
    return f"{checked} of {plural(rows, 'row')} {'was' if checked == 1 else 'were'}"


def _rates(story: Story, evaluation: "Evaluation") -> str:
    from prisoner_diplomacy.evaluation.evaluate import ROWS, ROWS_WITH_TARGET, WHOLE_ROWS

    rows = [row for _, row in story.rows]
    checks = Counter(row.checked for row in rows)
    found, whole = evaluation.score(ROWS), evaluation.score(WHOLE_ROWS)
    with_target = evaluation.score(ROWS_WITH_TARGET)
    lines = [
        ("Events of a text that it finds", found.recall, _found(checks)),
        (
            "Rows it writes that are right in what, when, how many, whether and who",
            whole.precision,
            _unchanged(checks),
        ),
        ("Rows it writes that are right in all these and to whom", with_target.precision, "the same rows"),
        *(
            (f"{name}, of events found", evaluation.field_share(field), _told(rows, field))
            for field, name in FIELDS.items()
        ),
    ]
    body = "".join(
        f'<tr><td>{escape(what)}</td><td class="pd-n">{round(100 * share)} in 100</td>'
        f"<td>{escape(here)}</td></tr>"
        for what, share, here in lines
    )
    return (
        f"<p>How often the machine alone is right, on {plural(len(evaluation.results), 'article')} "
        "written for this test, not taken from outlets, that it was not tuned on. A row is one event: what, "
        f"when, how many, whether it happened, who, to whom and who says so. {_weakest(evaluation)}</p>"
        '<div class="pd-wide"><table class="pd-rates"><thead><tr><th scope="col">What</th>'
        '<th scope="col" class="pd-n">right</th><th scope="col">on this page</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _told(rows: "Sequence[Event]", field: str) -> str:
    """Return in how many rows a part is told."""
    column = COLUMNS.get(field, field)
    return f"told in {plural(sum(getattr(row, column) not in ('', None) for row in rows), 'row')}"


def _weakest(evaluation: "Evaluation") -> str:
    """Return which two parts of a row are wrong most often."""
    shares = sorted((evaluation.field_share(field), name) for field, name in FIELDS.items())
    named = [f"“{name.lower()}” ({round(100 * share)} in 100 right)" for share, name in shares[:2]]
    return f"Weakest are {join_words(named)}."


def _found(checks: Counter[str]) -> str:
    """Return how many rows the machine found, and how many a person added."""
    added = checks["added"]
    by_hand = f", {added} added by a person" if added else ""
    return f"{plural(checks.total() - added, 'row')} found{by_hand}"


def _unchanged(checks: Counter[str]) -> str:
    """Return what a person did with the machine's rows, and how many nobody checked."""
    done = [f"{checks[name]} {word}" for name, word in CHECKED.items() if checks[name]]
    left = [f"{plural(checks[''], 'row')} not checked"] if checks[""] else []
    return join_words([*done, *left])


def _differences(story: Story) -> str:
    """Return where reports of the release differ, each value with the pages that have it."""
    if story.release is None or story.context is None:
        return ""
    from prisoner_diplomacy.analysis import compare_reports, contradictions

    comparison = compare_reports(story.context, str(story.release["id"]))
    against = contradictions(comparison)
    if against.empty:
        return "<p>Outlets differ on nothing about this release by then.</p>"
    day = story.release["date"]
    beside = comparison[(comparison["verdict"] == "adds") & (comparison["confidence"] == "high")]
    items = []
    for claim, rows in against.groupby("claim", sort=True):
        values = "; or ".join(_value_and_pages(story.context, row, day) for _, row in rows.iterrows())
        sure = [
            f" Reported without dispute, in words of {escape(row['attributed_to'])}: "
            f"{_value_and_pages(story.context, row, day)}."
            for _, row in beside[beside["claim"] == claim].iterrows()
        ]
        items.append(f"<li><b>{escape(matter_words(str(claim)))}</b>: {values}.{''.join(sure)}</li>")
    told = f"On {plural(len(items), 'matter')} of this release outlets differ, which need not mean that"
    return (
        f"<p>{told} one of them is wrong. After a dash stands what the record notes. Pages are of "
        f"{day_words(day)}, where no other day is named.</p><ul>{''.join(items)}</ul>"
    )


def _value_and_pages(context: "Context", row: "pd.Series[Any]", day: str) -> str:
    """Return what an outlet says with the pages it stands on; an outlet that is such a page is named once."""
    from prisoner_diplomacy.analysis.reports import ARTICLE
    from prisoner_diplomacy.record.load import split

    value, outlet = escape(row["value"]), row["outlet"]
    if outlet == ARTICLE:
        return f"{value} (this article)"
    cell = context.reports.set_index("id")["sources"][row["id"]]
    publishers = context.sources.set_index("id")["publisher"]
    own_page = any(outlet in publishers[name] for name in split(cell))
    said_by = "" if own_page else f"{escape(outlet)}, by "
    note = f" — {escape(row['note'])}" if row["note"] else ""
    return f"{value} ({said_by}{source_links(context, cell, day)}){note}"
