"""Rows proposed from elsewhere: anchored to their words, checked, refused with a reason or left waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.anchoring import reanchor
from prisoner_diplomacy.article import Article, InputError
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.events import codes_of
from prisoner_diplomacy.review.comparing import COMPARED
from prisoner_diplomacy.review.corrections import NAMES, Correction, parse_correction, row_state
from prisoner_diplomacy.review.evidence import FieldEvidence, evidence_of
from prisoner_diplomacy.review.matching import sentences_of
from prisoner_diplomacy.schema.jsonl import check_event_values, read_lines
from prisoner_diplomacy.schema.marks import Annotation
from prisoner_diplomacy.schema.rows import COLUMNS, Event
from prisoner_diplomacy.wording import country_name

TOLD = ("words", "sentence", "why", "by", "actor_basis", "target_basis", "date_basis")
CODES = {"EU", "WEST", "NATO"}
Span = tuple[int, int]


class Import(NamedTuple):
    """What came of a file of proposed rows: those that wait for a decision, and why others were refused."""

    proposals: list[Correction]
    refused: list[str]


def read_proposals(
    path: str | Path, article: Article, annotations: Sequence[Annotation], by: str, when: str
) -> Import:
    """Read rows that another program or person proposes, one JSON object a line.

    A row has ``kind``, ``status`` and ``words``, the list of words that name the event, exactly as the
    text has them; ``sentence`` tells words apart that stand there more than once. Other fields have the
    codebook's names. A line of a review file is taken as well.

    Args:
        path: the file.
        article, annotations: the text and its marks, against which rows are checked.
        by: who proposes, unless a row says so itself.
        when: the day, ISO 8601.
    """
    proposals: list[Correction] = []
    refused: list[str] = []
    try:
        lines = list(read_lines(path))
    except InputError as error:
        return Import([], [str(error)])
    for place, row in lines:
        try:
            proposals.append(_proposal(row, article, annotations, by, when, place))
        except InputError as error:
            refused.append(str(error))
    return Import(proposals, refused)


def _proposal(
    row: Mapping[str, Any],
    article: Article,
    annotations: Sequence[Annotation],
    by: str,
    when: str,
    place: str,
) -> Correction:
    if "about" in row:
        return _from_review(row, article, place)
    _check_fields(row, article, place)
    event = _event(row, article, place)
    problems = [
        problem for found in evidence_of(article, annotations, event) if (problem := _unborne(found, event))
    ]
    if problems:
        raise InputError(f"{place}: the words do not bear out {'; '.join(problems)}")
    state = row_state(article, event)
    return Correction(
        article.id, "row", "propose", None, state, str(row.get("by") or by), when, str(row.get("why", ""))
    )


def _from_review(row: Mapping[str, Any], article: Article, place: str) -> Correction:
    correction = parse_correction({name: row.get(name) for name in NAMES}, article, place)
    if correction.action == "delete":
        raise InputError(f"{place}: a deletion proposes no row")
    if correction.about != "row":
        raise InputError(f"{place}: only rows are proposed; correct marks in the view")
    missing = [
        s["exact"] for s in correction.outcome["mentions"] if reanchor(article.text, **s).start is None
    ]
    if missing:
        raise InputError(f"{place}: {missing[0]!r} is not in the text, or in several places")
    return Correction(
        article.id, "row", "propose", None, correction.outcome, correction.by, correction.when, correction.why
    )


def _check_fields(row: Mapping[str, Any], article: Article, place: str) -> None:
    known = (*COMPARED, *TOLD, "article")
    for name in row:
        if name not in known:
            raise InputError(f"{place}: unknown field {name!r}; known are {', '.join(known)}")
    if row.get("article", article.id) != article.id:
        raise InputError(f"{place}: article is {row['article']!r}, not {article.id!r}")
    for name in ("kind", "status", "words"):
        if not row.get(name):
            raise InputError(f"{place}: {name!r} is missing")
    check_event_values({name: row[name] for name in row.keys() & set(COLUMNS)}, place)
    if row.get("date"):
        try:
            edtf_bounds(row["date"])
        except ValueError as error:
            raise InputError(f"{place}: date: {error}") from None
    for name in ("actor_country", "target_country"):
        for code in filter(None, str(row.get(name, "")).split(";")):
            if code not in CODES and country_name(code) == code:
                raise InputError(f"{place}: {name} {code!r} is no ISO 3166-1 alpha-3 code")


def _event(row: Mapping[str, Any], article: Article, place: str) -> Event:
    stretch = _stretch(row, article, place)
    words = row["words"]
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise InputError(f"{place}: words must be a list of texts")
    mentions = sorted(_locate(word, article, stretch, place) for word in words)
    near = sentences_of(article, mentions)
    evidence = sorted({*near, *([stretch] if row.get("sentence") else [])})
    codes = codes_of(row["kind"], "", row["status"])
    blank = {name: None if name.startswith("count_") else "" for name in COMPARED}
    values = {**blank, **{name: row[name] for name in COMPARED if name in row}}
    return Event(
        article=article.id,
        event_id="proposed",
        mentions=";".join(f"{start}-{end}" for start, end in mentions),
        part_of="",
        plover_event=codes[0],
        plover_mode=codes[1],
        cameo=codes[2],
        **values,
        date_basis=row.get("date_basis", "stated" if row.get("date") else "none"),
        actor_basis=row.get("actor_basis", "stated" if row.get("actor") else "none"),
        target_basis=row.get("target_basis", "stated" if row.get("target") else "none"),
        evidence=";".join(f"{start}-{end}" for start, end in evidence),
        sure=None,
        checked="",
    )


def _stretch(row: Mapping[str, Any], article: Article, place: str) -> Span:
    sentence = row.get("sentence", "")
    if not isinstance(sentence, str):
        raise InputError(f"{place}: sentence must be text")
    return _locate(sentence, article, (0, len(article.text)), place) if sentence else (0, len(article.text))


def _locate(words: str, article: Article, stretch: Span, place: str) -> Span:
    start, end = stretch
    anchor = reanchor(article.text[start:end], words)
    if anchor.start is None or anchor.end is None:
        problem = (
            "is not in the text" if anchor.status == "lost" else "is in several places; give the sentence"
        )
        raise InputError(f"{place}: {words[:60]!r} {problem}")
    return start + anchor.start, start + anchor.end


def _unborne(found: FieldEvidence, event: Event) -> str:
    """Return what a field claims that no words give, empty when they do."""
    if found.basis != "nowhere" or found.field == "kind":
        return ""
    values = asdict(event)
    if found.field == "count":
        return f"the count {values['count_low']} to {values['count_high']}"
    return f"{found.field} {values[found.field]!r}"
