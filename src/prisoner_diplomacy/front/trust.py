"""How far a report is to be trusted: how often the machine is right, beside what that applies to here."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.front.accounts import differences, others_differing, own_note, speakers
from prisoner_diplomacy.front.record_rows import source_links
from prisoner_diplomacy.front.subject import Story
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.row_list import is_inferred, state_of
from prisoner_diplomacy.wording import (
    day_words,
    in_100,
    join_words,
    matter_words,
    number_word,
    opened,
    plural,
)

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.evaluation.evaluate import Evaluation
    from prisoner_diplomacy.record.load import Context

FIELDS = {
    "date": "When it was",
    "count": "How many people",
    "status": "Whether it happened, is planned, hoped for or denied",
    "actor": "Who did it",
    "target": "To whom",
    "attribution": "Who says so",
}
SIDES = ("actor", "target")
COLUMNS = {
    "count": ("count_low",),
    "attribution": ("attributed_to",),
    **{side: (side, f"{side}_country") for side in SIDES},
}
"""The columns of the parts of an event that are not called alike."""
PARTS = {
    "who or whom": (
        *("actor", "target", "actor_basis", "target_basis"),
        *("actor_country", "target_country"),
    ),
    "who says so": ("attributed_to",),
    "the words an event rests on": ("mentions", "evidence"),
    "its code in other schemes": ("plover_event", "plover_mode", "cameo"),
    "when it was": ("date", "date_basis"),
    "where it was": ("location",),
    "what it is part of": ("part_of",),
    "what happened": ("kind",),
    "whether it happened": ("status",),
    "how many": ("count_low", "count_high", "counted"),
}
"""What a person may have changed in an event, by the columns that tell it."""
GRADES = {
    "high": "on two sources of independent origin or an official act",
    "medium": "on one source, however many repeat it",
    "disputed": "on sources that differ",
}
"""What a release rests on, by the record's grades of certainty."""
NOTHING = "–"
"""What a cell has that nothing on the page stands for."""
MAKERS = {"maintainers": "the project’s maintainers"}
"""Who checks by the name of a role, in words for readers."""


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
    sure = how_sure(story) if story.context is not None else ""
    told = doubted(story)
    return f"{f'<p>{escape(told)}</p>' if told else ''}{rates}{_differences(story)}{sure}"


def how_often_right(held: "Evaluation") -> str:
    """Return in a sentence how much the machine finds and how much of what it writes is right."""
    from prisoner_diplomacy.evaluation.evaluate import ROWS, ROWS_WITH_TARGET, WHOLE_ROWS

    found, right = held.score(ROWS).recall, held.score(WHOLE_ROWS).precision
    return (
        f"Left alone with {plural(len(held.results), 'test text')} it finds {in_100(found)} in 100 of "
        f"their events; of those it writes {in_100(right)} in 100 are right in all of what, when, how many, "
        f"who and whether it happened, {in_100(held.score(ROWS_WITH_TARGET).precision)} in 100 if “to whom” "
        "counts too."
    )


def how_read(story: Story) -> str:
    """Return what the machine wrote, what a person changed, who that was, and how many events that leaves."""
    checks = Counter(row.checked for _, row in story.rows)
    written = checks.total() - checks["added"] + story.taken_out
    told = f"A machine read the article and wrote {plural(written, 'event')}"
    if not checks.total() - checks[""] + story.taken_out:
        return f"{told}; nobody has checked {'it' if written == 1 else 'them'}."
    done = [words for count, words in _done(story, checks) if count]
    left = f"; {checks['']} {'is' if checks[''] == 1 else 'are'} not checked yet" if checks[""] else ""
    own = {by for by, _ in story.checked_by} <= set(MAKERS)
    alone = " Nobody from outside the project has checked that." if own else ""
    return f"{told}; {_checkers(story)} {join_words(done)}, which makes {checks.total()}{left}.{alone}"


def _done(story: Story, checks: Counter[str]) -> list[tuple[int, str]]:
    parts = _named_parts(story.corrected)
    return [
        (checks["accepted"], f"left {checks['accepted']} as written"),
        (checks["corrected"], f"corrected {checks['corrected']}{f' ({parts})' if parts else ''}"),
        (story.taken_out, f"took out {story.taken_out}"),
        (checks["added"], f"added {checks['added']}"),
    ]


def _named_parts(changes: Iterable[Collection[str]]) -> str:
    """Return the parts of events in which columns were changed, each with in how many events."""
    found = Counter(
        part for changed in changes for part, columns in PARTS.items() if not set(columns).isdisjoint(changed)
    )
    return ", ".join(f"{part} in {count}" for part, count in found.most_common())


def _checkers(story: Story) -> str:
    names = sorted({MAKERS.get(by, by) for by, _ in story.checked_by})
    days = sorted({day for _, day in story.checked_by if day})
    when = f" ({day_words(days[0] if days[0] == days[-1] else f'{days[0]}/{days[-1]}')})" if days else ""
    return f"{join_words(names)}{when}"


def _nothing_found(held: "Evaluation | None") -> str:
    """Return what it means that a text gave no row."""
    if held is None:
        return "That the machine finds no event does not prove that the text tells of none."
    from prisoner_diplomacy.evaluation.evaluate import ROWS

    return (
        f"The machine finds {in_100(held.score(ROWS).recall)} of 100 events in "
        f"{plural(len(held.results), 'article')} that it was not tuned on: that it finds none here does not "
        "prove that there is none."
    )


def doubted(story: Story) -> str:
    """Return which events the machine itself doubts, nothing where it doubts none."""
    found = [str(number) for number, row in story.rows if state_of(row) == "doubtful"]
    return f"Doubtful by the machine’s own estimate (?): {join_words(found)}." if found else ""


def how_sure(story: Story) -> str:
    """Return what the record's releases rest on, and whether this one is known from one statement alone."""
    from prisoner_diplomacy.analysis import freed
    from prisoner_diplomacy.analysis.shared import series_start

    assert story.context
    rows = story.context.releases.set_index("id").loc[freed(story.context)["id"]]
    if rows.empty:
        return ""
    counts = Counter(rows["confidence"])
    grades = join_words(
        [f"{counts[grade]} rest {words} ({grade})" for grade, words in GRADES.items() if counts[grade]]
    )
    alone = rows.index[rows["single_statement"] != ""]
    voices = join_words([f"the {voice}" for voice in dict.fromkeys(rows.loc[alone, "single_statement"])])
    within = Counter(rows.loc[alone, "confidence"])
    levels = join_words([f"{within[grade]} {grade}" for grade in GRADES if within[grade]])
    this = story.release["id"] if story.release else ""
    among = (
        f"; the one of this article is {'' if this in alone else 'not '}among them"
        if this in rows.index
        else ""
    )
    rest = (
        f" {opened(number_word(len(alone)))} of them ({levels}) {'is' if len(alone) == 1 else 'are'} known "
        f"from a single statement each, by {voices}, which all outlets repeat{among}."
        if len(alone)
        else ""
    )
    since = f"{series_start(story.context):%B %Y}"
    return (
        f'<p>Of the record’s <a href="#rows-releases">{plural(len(rows), "release")} since {since}</a>, '
        f"{escape(grades)}.{escape(rest)}</p>"
    )


def _rates(story: Story, evaluation: "Evaluation") -> str:
    from prisoner_diplomacy.evaluation.evaluate import ROWS, ROWS_WITH_TARGET, WHOLE_ROWS

    rows = [row for _, row in story.rows]
    found, whole = evaluation.score(ROWS), evaluation.score(WHOLE_ROWS)
    with_target = evaluation.score(ROWS_WITH_TARGET)
    lines = [
        ("Events of a text that it finds", found.recall, _found(rows)),
        (
            "Events it writes that are right in what, when, how many, who and whether it happened",
            whole.precision,
            NOTHING,
        ),
        (
            "Events it writes that are right in all these and to whom",
            with_target.precision,
            NOTHING,
        ),
        *(
            (f"{name}, of events found", evaluation.field_share(field), _told(rows, field))
            for field, name in FIELDS.items()
        ),
    ]
    body = "".join(
        f'<tr><td>{escape(what)}</td><td class="pd-n">{in_100(share)} in 100</td><td>{escape(here)}</td></tr>'
        for what, share, here in lines
    )
    return (
        "<p>The table shows how often the machine alone is right: on "
        f"{plural(len(evaluation.results), 'article')} that were written for this test, not taken from "
        f"outlets, and on which its rules were not tried. {_weakest(evaluation)}</p>"
        '<div class="pd-wide"><table class="pd-rates"><thead><tr><th scope="col">What</th>'
        '<th scope="col" class="pd-n">right in test texts</th>'
        f'<th scope="col">on this page{_no_test(story)}</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>{_bases(story)}"
    )


def _told(rows: "Sequence[Event]", field: str) -> str:
    """Return in how many rows a part is told, and in how many of them it is inferred."""
    columns = COLUMNS.get(field, (field,))
    told = [row for row in rows if any(getattr(row, name) not in ("", None) for name in columns)]
    inferred = sum(is_inferred(row, field) for row in told) if field in SIDES else 0
    among = f", {inferred} of them inferred" if inferred else ""
    return f"told in {len(told)} of {len(rows)}{among}"


def _weakest(evaluation: "Evaluation") -> str:
    """Return which two parts of a row are wrong most often."""
    shares = sorted((evaluation.field_share(field), name) for field, name in FIELDS.items())
    named = [f"“{name.lower()}” ({in_100(share)} in 100 right)" for share, name in shares[:2]]
    return f"Weakest are {join_words(named)}."


def _found(rows: "Sequence[Event]") -> str:
    """Return how many of the events the machine found."""
    found = sum(row.checked != "added" for row in rows)
    return f"{found} of the {len(rows)} told here"


def _no_test(story: Story) -> str:
    return " (no test: the machine’s rules were tried on this article)" if _labelled(story) else ""


def _bases(story: Story) -> str:
    """Return what the counts of corrections and those beside labels made by hand are counted against."""
    if not (story.corrected and _labelled(story)):
        return ""
    return (
        "<p>What a person corrected is counted above in every part of the events as checked. The first "
        "notebook sets the machine beside labels made by hand, where names count by country.</p>"
    )


def _labelled(story: Story) -> bool:
    """Tell whether the article is one of those with labels that rules may be tried on."""
    from prisoner_diplomacy.evaluation.evaluate import HELD_OUT

    labels = data_folder() / "annotations" / f"{story.article.id}.annotations.jsonl"
    return labels.is_file() and story.article.split != HELD_OUT


def _differences(story: Story) -> str:
    """Return where reports of the release differ, each value with the pages that have it."""
    if story.release is None or story.context is None:
        return ""
    from prisoner_diplomacy.analysis import compare_reports

    context, release, day = story.context, str(story.release["id"]), story.release["date"]
    comparison = compare_reports(context, release)
    if comparison.empty:
        return "<p>The record compares no reports of this release.</p>"
    against = list(differences(context, release))
    if not against:
        return "<p>Accounts of this release differ on nothing by then.</p>"
    beside = comparison[(comparison["verdict"] == "adds") & (comparison["confidence"] == "high")]
    items = []
    for claim, rows in against:
        values = "; ".join(_value_and_pages(context, row, rows, day) for row in rows)
        sure = [
            f" Reported without dispute: {_value_and_pages(context, row, [], day)}."
            for _, row in beside[beside["claim"] == claim].iterrows()
        ]
        items.append(f"<li><b>{escape(opened(matter_words(claim)))}</b>: {values}.{''.join(sure)}</li>")
    points = "one point" if len(items) == 1 else f"{number_word(len(items))} points"
    told = f"Accounts of this release differ on {points}, told here in the record’s words"
    return (
        f'<p id="differences">{told}; that need not mean that one of them is wrong.'
        f"{others_differing(context, release)} Where one speaker appears twice, the outlets differ. Pages "
        f"are of {day_words(day)}, where no other day is named.</p><ul>{''.join(items)}</ul>"
    )


def _value_and_pages(
    context: "Context", row: "pd.Series[Any]", beside: "Sequence[pd.Series[Any]]", day: str
) -> str:
    """Return what is said, by whom, on which pages, and what the record notes of it besides."""
    from prisoner_diplomacy.analysis.reports import ARTICLE

    cell = context.reports.set_index("id")["sources"][row["id"]]
    pages = (
        "in this article" if row["outlet"] == ARTICLE else f"on pages of {source_links(context, cell, day)}"
    )
    note = own_note(row, beside)
    remark = f", of which the record notes: {escape(note)}" if note else ""
    return f"{escape(row['value'])} ({escape(speakers(row))}; {pages}){remark}"
