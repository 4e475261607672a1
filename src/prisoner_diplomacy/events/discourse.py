"""When undated rows of the opening happened."""

from datetime import date

from prisoner_diplomacy.events.dates import is_day, shift_day, start_before
from prisoner_diplomacy.events.statements import Count, Statement
from prisoner_diplomacy.schema.marks import Time
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

LEAD_SENTENCES = 4
SPOKEN = ("said", "said on", "says", "reported on", "told reporters on", "said late on", "statement on")
COMPANIONS = 7


def resolve_delays(events: list[Statement], lead: dict[int, Statement]) -> None:
    """Date the events that a text places some days from another, once that one has its date."""
    for event in events:
        if event.after is not None and not event.date:
            anchor = lead.get(id(event.after), event.after)
            if len(anchor.date) == 10:
                began = start_before(anchor.date, event.lasted)
                event.date = began if event.lasted else shift_day(anchor.date, event.delay)
                event.date_basis = "anchored" if event.date else "none"


def date_lead(document: Document, marks: SortedMarks, statements: list[Statement], kind: str) -> None:
    """Date the first event of a kind that happened by the day the opening names, if it has none.

    News tells when in the sentences around the one that tells what; a day more than two weeks before
    publication, or in a later part of the text, is left alone.
    """
    lead = next((r for r in statements if r.kind == kind and r.status == "occurred"), None)
    if lead is None or lead.date or lead.sentences[0] > LEAD_SENTENCES:
        return
    last = min(lead.sentences[0] + 3, len(document.sentences) - 1)
    for time in marks.times.within(0, document.sentences[last].end):
        if isinstance(time, Time) and time.type == "DATE" and is_day(time.value):
            age = (document.published - date.fromisoformat(time.value)).days
            if 0 <= age <= 14 and time.exact.lower() != "now" and not _dates_saying(document, time):
                lead.date, lead.date_basis = time.value, "anchored"
                break


def _dates_saying(document: Document, time: Time) -> bool:
    return document.text[max(time.start - 80, 0) : time.start].rstrip().endswith(SPOKEN)


def date_companions(statements: list[Statement], kind: str) -> None:
    """Give what the opening tells beside the first event of a kind, undated itself, its date.

    Only what is counted, or, of sanctions, what a sender does: passing mentions stay undated.
    """
    same = [r for r in statements if r.kind == kind and r.status == "occurred"]
    lead = next((r for r in same if is_day(r.date)), None)
    if lead is None or lead.sentences[0] > LEAD_SENTENCES:
        return
    first = lead.sentences[0]
    for statement in same:
        told = statement.count != Count() or (kind == "sanction" and statement.voice == "active")
        beside = first <= statement.sentences[0] <= first + COMPANIONS
        if beside and told and not (statement.date or statement.part or statement.after):
            statement.date, statement.date_basis = lead.date, "anchored"
