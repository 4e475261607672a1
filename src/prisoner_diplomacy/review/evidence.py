"""Which words give each field of a row, and what no words give.

Rows keep sentences, not words, as their evidence. The words are found again from the marks in these
sentences: the time with the row's date, the number with its count, the names of its parties.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from prisoner_diplomacy.anchoring import reanchor
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import Annotation, Entity, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import name_of

Basis = Literal["stated", "worked out", "published", "inferred", "elsewhere", "nowhere"]
Span = tuple[int, int]
PARTIES = ("actor", "target", "location", "attributed_to")


class FieldEvidence(NamedTuple):
    """Where a field of a row comes from.

    ``stated``: these words give it. ``worked out``: they give it together with the day of publication or
    another date. ``published``: it is the day of publication, and no words say so. ``inferred``: only
    the text as a whole gives it. ``elsewhere``: words outside the row's own sentences give it.
    ``nowhere``: no words were found that give it.
    """

    field: str
    spans: tuple[Span, ...]
    basis: Basis


def evidence_of(article: Article, annotations: Sequence[Annotation], event: Event) -> list[FieldEvidence]:
    """Return where the fields of a row come from, those alone that hold something.

    Args:
        article: the text.
        annotations: its marks.
        event: the row, its spans pointing into the text.
    """
    sentences = parse_spans(event.evidence)
    mentions = tuple(parse_spans(event.mentions))
    inside = [m for m in annotations if any(s <= m.start and m.end <= e for s, e in sentences)]
    found = [FieldEvidence("kind", mentions, "stated")]
    if event.date:
        found.append(_date(article, inside, annotations, event))
    if event.count_low is not None or event.count_high is not None:
        found.append(_count(article, inside, annotations, event))
    for field in PARTIES:
        value = getattr(event, field)
        if value:
            basis = getattr(event, f"{field}_basis", "")
            found.append(_party(article, inside, annotations, event, field, value, basis))
    for field in ("actor", "target"):
        if not getattr(event, field) and getattr(event, f"{field}_country"):
            found.append(FieldEvidence(f"{field}_country", (), "inferred"))
    return found


def _date(
    article: Article, inside: Sequence[Annotation], all_marks: Sequence[Annotation], event: Event
) -> FieldEvidence:
    for marks, basis in ((inside, ""), (all_marks, "elsewhere")):
        times = [mark for mark in marks if isinstance(mark, Time) and _gives_date(mark.value, event.date)]
        if times:
            same = [mark for mark in times if mark.value == event.date] or times
            spans = _nearest(same, event)
            known = "worked out" if event.date_basis == "anchored" else "stated"
            return FieldEvidence("date", spans, basis or known)  # type: ignore[arg-type]
    published = article.published is not None and event.date == article.published.isoformat()
    return FieldEvidence("date", (), "published" if published else "nowhere")


def _gives_date(value: str, date: str) -> bool:
    """Return whether a time could give a date: the same days, or an end of the same interval."""
    if not value or ("/" in date and value in date.split("/")):
        return bool(value)
    try:
        return edtf_bounds(value) == edtf_bounds(date)
    except ValueError:
        return False


def _count(
    article: Article, inside: Sequence[Annotation], all_marks: Sequence[Annotation], event: Event
) -> FieldEvidence:
    wanted = {n for n in (event.count_low, event.count_high) if n is not None}
    for marks, basis in ((inside, "stated"), (all_marks, "elsewhere")):
        numbers = [m for m in marks if isinstance(m, Quantity) and wanted <= {m.low, m.high}]
        if numbers:
            return FieldEvidence("count", _nearest(numbers, event), basis)  # type: ignore[arg-type]
    people = [p for p in event.target.split(";") if p]
    if wanted == {len(people)}:
        return FieldEvidence(
            "count", _party(article, inside, all_marks, event, "target", event.target, "").spans, "stated"
        )
    return FieldEvidence("count", (), "nowhere")


def _party(
    article: Article,
    inside: Sequence[Annotation],
    all_marks: Sequence[Annotation],
    event: Event,
    field: str,
    value: str,
    basis: str,
) -> FieldEvidence:
    items = [item for item in value.split(";") if item]
    sentences = parse_spans(event.evidence)
    spans = [span for item in items for span in _named(article, inside, event, item, sentences)]
    if spans:
        return FieldEvidence(
            field, tuple(sorted(set(spans))), "inferred" if basis == "inferred" else "stated"
        )
    spans = [
        span for item in items for span in _named(article, all_marks, event, item, [(0, len(article.text))])
    ]
    if basis == "inferred":
        return FieldEvidence(field, tuple(sorted(set(spans))), "inferred")
    return FieldEvidence(field, tuple(sorted(set(spans))), "elsewhere" if spans else "nowhere")


def _named(
    article: Article, marks: Iterable[Annotation], event: Event, item: str, stretches: Sequence[Span]
) -> tuple[Span, ...]:
    """Return the words nearest to the row's own that name somebody: by id or name, else literally."""
    meant = [m for m in marks if isinstance(m, Entity) and item in (m.ref, m.name, m.exact)]
    if meant:
        return _nearest(meant, event)
    speakers = [m for m in marks if isinstance(m, Quote) and item == m.speaker]
    for words in dict.fromkeys((item, name_of(item))):
        for start, end in stretches:
            at = article.text.lower().find(words.lower(), start, end)
            if at >= 0:
                return ((at, at + len(words)),)
        found = reanchor(article.text, words)
        if found.start is not None and any(s <= found.start < e for s, e in stretches):
            return ((found.start, found.end or found.start),)
    return _nearest(speakers, event)


def _nearest(marks: Sequence[Annotation], event: Event) -> tuple[Span, ...]:
    if not marks:
        return ()
    triggers = parse_spans(event.mentions) or [(0, 0)]
    best = min(marks, key=lambda m: (min(abs(m.start - start) for start, _ in triggers), m.start))
    return ((best.start, best.end),)
