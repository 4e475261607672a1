"""Quotation marks: which characters quote, and what they enclose."""

import re
from functools import lru_cache
from typing import NamedTuple

from prisoner_diplomacy.text.document import Span, trim

MARK = re.compile(r"[\"'`«»“”„’‘](?:(?<=`)`|(?<=')'(?!\w))?")
DECADE = re.compile(r"\d0s\b")
ELISIONS = frozenset(
    ["bout", "cause", "em", "n", "neath", "re", "round", "s", "t", "til", "till", "tis", "twas", "ve"]
)
ELIDED = re.compile(r"[a-z]{1,6}\b(?!['’])", re.IGNORECASE)
SINGLE, DOUBLE, ANGLE = "'", '"', "«"
FAMILY = {"'": SINGLE, "’": SINGLE, "‘": SINGLE, "«": ANGLE, "»": ANGLE}
APOSTROPHES = ("'", "’")
OWNS = re.compile(r"s(?!\w)")
OPENERS = ("“", "„", "‘", "``")
BEFORE_OPENING = " \t\n\u00a0\u202f([{-–—/:\"'“„‘«»`"
AFTER_CLOSING = " \t\n\u00a0\u202f.,;:!?)]}…-–—"
DEEPEST = 3
PARAGRAPHS_OPEN = 8
LOOKAHEAD = 4
CONTEXTS_KEPT = 4096


class Quotation(NamedTuple):
    """Words between quotation marks.

    ``start`` and ``end`` leave the marks out, ``left`` and ``right`` take them in. ``continues``
    tells a paragraph of a quotation that the paragraph before left open.
    """

    start: int
    end: int
    left: int
    right: int
    depth: int
    closed: bool
    continues: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    family: str
    may_open: bool
    may_close: bool


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Return what quotation marks enclose, nested quotations included, in order of their start.

    Apostrophes are told apart. A quotation without a closing mark ends with its paragraph.

    Args:
        text: the text.
        paragraphs: its paragraphs, in order.
    """
    found: list[Quotation] = []
    open_ended = False
    between: list[Span] = []
    for paragraph in paragraphs:
        marks = _marks_in(text, paragraph)
        if open_ended and not _may_go_on(marks, paragraph) and len(between) < PARAGRAPHS_OPEN:
            between.append(paragraph)
            continue
        here = _pair(text, paragraph, marks, open_ended) if marks else []
        if between and _only_closes(here):
            found += [Quotation(*span, *span, 0, False, True) for span in between]
        elif between:
            found += _paired_alone(text, between)
            here = _pair(text, paragraph, marks, False)
        between = []
        open_ended = any(not q.closed for q in here)
        found += here
    return found + _paired_alone(text, between)


def _paired_alone(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Return the quotations of paragraphs that no quotation left open before runs through."""
    return [q for span in paragraphs for q in _pair(text, span, _marks_in(text, span), False)]


def _only_closes(quotations: list[Quotation]) -> bool:
    """Tell a paragraph that closes a quotation it has no opening mark for."""
    return bool(quotations) and quotations[0].continues and quotations[0].left == quotations[0].start


def _may_go_on(marks: list[_Mark], paragraph: Span) -> bool:
    """Tell a paragraph with marks that may be of a quotation left open: double ones, or one at its start."""
    return any(mark.family is not SINGLE or mark.start == paragraph.start for mark in marks)


def _marks_in(text: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        sign = match[0]
        if sign in APOSTROPHES and OWNS.match(text, end) and text[start - 2 : start - 1].isupper():
            continue
        read = _read_mark(text[start - 1 : start], sign, text[end : end + 1])
        if read:
            family, may_open, may_close = read
            if may_open and family is SINGLE and _is_elision(text, end):
                may_open = False
            marks.append(_Mark(start, end, sign, family, may_open, may_close))
    return marks


@lru_cache(maxsize=CONTEXTS_KEPT)
def _read_mark(before: str, sign: str, after: str) -> tuple[str, bool, bool] | None:
    """Return the family of a mark between two characters, and whether it may open and close."""
    if sign == "`" or (sign in "'’‘" and before.isalnum() and after.isalnum()):
        return None
    may_open = bool(after) and after not in AFTER_CLOSING and (not before or before in BEFORE_OPENING)
    may_close = bool(before) and not before.isspace()
    return FAMILY.get(sign, DOUBLE), may_open and sign != "’", may_close


def _is_elision(text: str, end: int) -> bool:
    word = ELIDED.match(text, end)
    return bool(DECADE.match(text, end)) or bool(word and word[0].lower() in ELISIONS)


def _pair(text: str, paragraph: Span, marks: list[_Mark], open_ended: bool) -> list[Quotation]:
    stack: list[_Mark] = []
    found: list[Quotation] = []
    for number, mark in enumerate(marks):
        level = _level_of(mark, stack) if stack else -1
        if level >= 0 and _closes(text, marks, number, stack[level].sign):
            opening = stack[level]
            found.append(_quotation(text, opening.end, mark.start, opening.start, mark.end, True))
            del stack[level:]
        elif _opens(mark, stack):
            stack.append(mark)
        elif open_ended and not found and not stack and mark.family is not SINGLE and mark.may_close:
            found.append(_quotation(text, paragraph.start, mark.start, paragraph.start, mark.end, True))
    found += _leftover(text, paragraph, stack, found)
    found = _with_depth(sorted((q for q in found if q.start < q.end), key=lambda q: (q.left, -q.right)))
    if open_ended and found and found[0].left == paragraph.start:
        found[0] = found[0]._replace(continues=True)
    return found


def _with_depth(found: list[Quotation]) -> list[Quotation]:
    """Return quotations with the number of others that hold each, now that some have been left out."""
    ends: list[int] = []
    deep = []
    for quotation in found:
        while ends and ends[-1] <= quotation.left:
            ends.pop()
        deep.append(quotation._replace(depth=len(ends)) if ends else quotation)
        ends.append(quotation.right)
    return deep


def _level_of(mark: _Mark, stack: list[_Mark]) -> int:
    """Return how deep the quotation lies that a mark of this family would close, -1 for none."""
    for level in range(len(stack) - 1, -1, -1):
        if stack[level].family is mark.family:
            return level
    return -1


def _closes(text: str, marks: list[_Mark], number: int, opener: str) -> bool:
    """Tell whether a mark closes the quotation that ``opener``, of its family, has opened."""
    mark = marks[number]
    if mark.sign in ("”", "''") or opener == "„":
        return True
    if mark.family is ANGLE:
        return mark.sign != opener
    if mark.family is SINGLE:
        return mark.may_close and not mark.may_open and not _is_possessive(text, marks, number)
    return mark.may_close or not mark.may_open


def _is_possessive(text: str, marks: list[_Mark], number: int) -> bool:
    """Tell the apostrophe of "the prisoners' families" by a better closing mark soon after it."""
    mark = marks[number]
    if text[mark.start - 1] not in "sS" or not text[mark.end : mark.end + 2].strip().isalpha():
        return False
    for later in marks[number + 1 : number + 1 + LOOKAHEAD]:
        if later.family is SINGLE:
            return later.may_close and not later.may_open
    return False


def _opens(mark: _Mark, stack: list[_Mark]) -> bool:
    if len(stack) == DEEPEST:
        return False
    if mark.family is SINGLE or mark.sign in ("”", "''", "»"):
        return mark.may_open
    return mark.may_open or mark.sign in OPENERS or mark.sign == "«" or not mark.may_close


def _leftover(text: str, paragraph: Span, stack: list[_Mark], found: list[Quotation]) -> list[Quotation]:
    """Return the outermost quotation nobody closed, up to the end of its paragraph.

    A lone single mark is taken for an apostrophe unless it begins the paragraph.
    """
    for mark in stack:
        introduced = mark.sign == "‘" and text[mark.start - 2 : mark.start] in (": ", ", ")
        if mark.family is SINGLE and mark.start > paragraph.start and not introduced:
            continue
        end = min(
            (q.left for q in found if q.left >= mark.end and text[q.left] == mark.sign), default=paragraph.end
        )
        return [_quotation(text, mark.end, end, mark.start, end, False)]
    return []


def _quotation(text: str, start: int, end: int, left: int, right: int, closed: bool) -> Quotation:
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        start, end = trim(text, start, end)
    return Quotation(start, end, left, right, 0, closed)
