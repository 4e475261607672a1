"""What a report tells of: an article's rows by their numbers, and where the record has its main event."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review import Reviewed
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import Quote
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.payload import Shelf, contents_of
from prisoner_diplomacy.wording import name_of

if TYPE_CHECKING:
    from prisoner_diplomacy.record.load import Context


class Sentence(NamedTuple):
    """A sentence of the lead, the address of the rows behind it, and the question that it answers, if one."""

    text: str
    address: str
    label: str = ""


class Number(NamedTuple):
    """A number on the first page: its value, what it counts, and the address of the rows behind it."""

    value: str
    label: str
    address: str


@dataclass(frozen=True)
class Story:
    """An article's rows by the numbers of the view, and where the record has its main event.

    Attributes:
        article: the text.
        rows: numbers and rows, in the order of the text.
        main: number and row of the event that the report begins with, None without rows.
        context: the record as of publication, None where the article has no part in it.
        release: the record's release that the main event is, None where there is none.
        record: all that the record knows by now, None where the article has no part in it.
        taken_out: how many of the machine's rows a person took out.
        checked_by: who checked, and on which days.
        corrected: of each row that a person corrected, the columns that were changed.
        called: the names of those who speak whom the article calls otherwise, with its words for them.
    """

    article: Article
    rows: list[tuple[int, Event]]
    main: tuple[int, Event] | None
    context: "Context | None" = None
    release: "dict[str, Any] | None" = None
    record: "Context | None" = None
    taken_out: int = 0
    checked_by: tuple[tuple[str, str], ...] = ()
    corrected: tuple[frozenset[str], ...] = ()
    called: dict[str, str] = field(default_factory=dict)


def story_of(article: Article, reviewed: Reviewed, context: "Context | None" = None) -> Story:
    """Return what a report tells of an article.

    Args:
        article: the text.
        reviewed: its rows.
        context: the whole record; its day becomes that of publication.
    """
    shelves = contents_of(reviewed).shelves
    rows = [
        (number, shelf.row)
        for number, shelf in enumerate(shelves, 1)
        if shelf.state not in ("deleted", "proposed")
    ]
    called = _called(rows, [mark for mark in reviewed.annotations if isinstance(mark, Quote)])
    story = Story(article, rows, _main(rows), called=called, **_checking(shelves, rows))
    if context is None or article.published is None or not _about(rows):
        return story
    known = context.as_of(article.published)
    return replace(story, context=known, release=_release(known, story.main), record=context)


def _checking(shelves: Sequence[Shelf], rows: Sequence[tuple[int, Event]]) -> dict[str, Any]:
    """Return what the machine wrote, how much of it was taken out, and by whom."""
    decided = [
        (shelf.decision.by, shelf.decision.when)
        for shelf in shelves
        if shelf.decision and shelf.state != "proposed"
    ]
    return {
        "taken_out": sum(shelf.state == "deleted" for shelf in shelves),
        "checked_by": tuple(dict.fromkeys(decided)),
        "corrected": tuple(
            frozenset(
                name for name, value in decision.became.items() if value != (decision.seen or {}).get(name)
            )
            for shelf in shelves
            if (decision := shelf.decision) and shelf.state == "corrected" and decision.became
        ),
    }


def _called(rows: Sequence[tuple[int, Event]], quotes: Sequence[Quote]) -> dict[str, str]:
    """Return who speaks by name, as rows have it, with the fullest words of the article for those who do."""
    found: dict[str, str] = {}
    for _, row in rows:
        name = name_of(row.attributed_to)
        starts = [start for start, _ in parse_spans(row.mentions)]
        spoken = [q.speaker for q in quotes if any(q.start <= start < q.end for start in starts)]
        words = next((told for told in spoken if " " in told and told != name), "")
        if words and name != row.attributed_to:
            core = words.removeprefix("the ")
            found[name] = max((q.speaker for q in quotes if q.speaker.endswith(core)), key=len)
    return found


def _main(rows: Sequence[tuple[int, Event]]) -> tuple[int, Event] | None:
    """Return the release that happened told first with a count, else the first event that did, or any."""
    happened = [row for row in rows if row[1].status == "occurred"]
    counted = [row for row in happened if row[1].kind == "release" and row[1].count_low is not None]
    return next(iter(counted or happened or rows), None)


def _about(rows: Sequence[tuple[int, Event]]) -> bool:
    from prisoner_diplomacy.analysis.shared import HOME

    return any(HOME in f"{row.actor_country};{row.target_country}".split(";") for _, row in rows)


def _release(context: "Context", main: tuple[int, Event] | None) -> "dict[str, Any] | None":
    from prisoner_diplomacy import tabulate
    from prisoner_diplomacy.analysis import place_events

    if main is None:
        return None
    found = [
        name
        for cell in place_events(context, tabulate([main[1]]))["record"]
        for name in cell.split(";")
        if name
    ]
    rows = context.releases[context.releases["id"].isin(found)].to_dict("records")
    count = main[1].count_low
    fitting = [
        row for row in rows if count is None or row["count_low"] <= count <= (row["count_high"] or count)
    ]
    return {str(name): value for name, value in fitting[0].items()} if len(fitting) == 1 else None
