"""Find a quotation again in a text that may have changed since: found, moved, ambiguous or lost.

After hypothesis/client's anchoring: a pure matcher that tries its strategies in a stated order, each
only when the one before finds nothing, and trusts a position only if it reproduces the quotation.

Typography does not count: curly and straight quotation marks, dashes, and spaces of any width are the
same, one character for one character, so that offsets stay.

1. Position: the quotation stands where it stood, with its context where that was kept.
2. Exact: it stands elsewhere, told from its repetitions by its context.
3. Fuzzy: a near likeness stands where a part of the quotation or its context is found.

A candidate scores between 0 and 1; the margin is its lead over the second best. Without a lead the
answer is ambiguous: there is never a silent guess.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Literal, NamedTuple

CONTEXT = 32
QUOTE_WEIGHT, PREFIX_WEIGHT, SUFFIX_WEIGHT = 0.6, 0.2, 0.2
ENOUGH_CONTEXT = 0.2
TELLING_LENGTH = 16
MOST_OCCURRENCES = 2000
MOST_SEEDS = 40
SEED = 12
PIECES = 6
LONGEST_FUZZY = 600
LIKENESS = 0.8
ALIGNMENTS = 12
TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
)


class Anchor(NamedTuple):
    """Where a quotation stands now.

    ``start`` and ``end`` are None unless it is found or moved. ``score`` is the best candidate's,
    ``margin`` its lead over the second best.
    """

    status: Literal["found", "moved", "ambiguous", "lost"]
    start: int | None
    end: int | None
    score: float
    margin: float


class _Candidate(NamedTuple):
    score: float
    start: int
    end: int


LOST = Anchor("lost", None, None, 0.0, 0.0)


def selector(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return W3C selectors for a span: its words with 32 characters of context, and its position.

    Raises:
        ValueError: the span is empty or not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} is no span of a text of {len(text)} characters")
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def reanchor(text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None) -> Anchor:
    """Find a quotation again, in time linear in the text.

    Args:
        text: the text as it is now.
        exact: the quotation.
        prefix, suffix: what stood before and after it; may be empty.
        start: where it stood; None when that is unknown, and then any single place counts as found.
    """
    if not exact:
        return LOST
    text, exact, prefix, suffix = (_plain_type(part) for part in (text, exact, prefix, suffix))
    if start is not None and start >= 0 and _reproduces(text, exact, prefix, suffix, start):
        rivals = _exact_candidates(text, exact, prefix, suffix, besides=start)
        return Anchor("found", start, start + len(exact), 1.0, _lead(1.0, rivals))
    occurrences = _occurrences(text, exact, MOST_OCCURRENCES + 1)
    if len(occurrences) > MOST_OCCURRENCES:
        return _only_with_context(text, exact, prefix, suffix)
    if occurrences:
        return _choose(_scored(text, exact, prefix, suffix, occurrences), start, prefix, suffix, len(exact))
    if len(exact) > LONGEST_FUZZY:
        return LOST
    return _choose(_fuzzy_candidates(text, exact, prefix, suffix), start, prefix, suffix, len(exact))


@lru_cache(maxsize=512)
def _plain_type(text: str) -> str:
    """Return a text of the same length in plain quotation marks, hyphens and spaces."""
    return text.translate(TYPOGRAPHY)


def _reproduces(text: str, exact: str, prefix: str, suffix: str, start: int) -> bool:
    end = start + len(exact)
    if start < len(prefix):
        return False
    return (
        text.startswith(exact, start)
        and text.startswith(prefix, start - len(prefix))
        and text.startswith(suffix, end)
    )


def _occurrences(text: str, words: str, most: int) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _exact_candidates(text: str, exact: str, prefix: str, suffix: str, besides: int) -> list[_Candidate]:
    others = [at for at in _occurrences(text, exact, MOST_OCCURRENCES) if at != besides]
    return _scored(text, exact, prefix, suffix, others)


def _scored(text: str, exact: str, prefix: str, suffix: str, starts: Iterable[int]) -> list[_Candidate]:
    return [_candidate(text, at, at + len(exact), 1.0, prefix, suffix) for at in starts]


def _candidate(text: str, start: int, end: int, likeness: float, prefix: str, suffix: str) -> _Candidate:
    before = _shared_end(text[max(0, start - len(prefix)) : start], prefix)
    after = _shared_end(text[end : end + len(suffix)][::-1], suffix[::-1])
    score = QUOTE_WEIGHT * likeness + PREFIX_WEIGHT * before + SUFFIX_WEIGHT * after
    return _Candidate(score, start, end)


def _shared_end(found: str, wanted: str) -> float:
    """Return which part of ``wanted`` ends ``found``, 1 when nothing is wanted."""
    if found == wanted:
        return 1.0
    length = 0
    while length < min(len(found), len(wanted)) and found[-1 - length] == wanted[-1 - length]:
        length += 1
    return length / len(wanted) if wanted else 1.0


def _lead(score: float, rivals: list[_Candidate]) -> float:
    return round(score - max((rival.score for rival in rivals), default=0.0), 4)


def _only_with_context(text: str, exact: str, prefix: str, suffix: str) -> Anchor:
    """Settle words found all over the text: only their whole context can tell one place from the others."""
    places = _occurrences(text, prefix + exact + suffix, 2) if prefix or suffix else []
    if len(places) != 1:
        return Anchor("ambiguous", None, None, QUOTE_WEIGHT, 0.0)
    start = places[0] + len(prefix)
    return Anchor("moved", start, start + len(exact), 1.0, round(1.0 - QUOTE_WEIGHT, 4))


def _choose(candidates: list[_Candidate], start: int | None, prefix: str, suffix: str, length: int) -> Anchor:
    if not candidates:
        return LOST
    best = max(candidates)
    margin = _lead(best.score, [c for c in candidates if c != best])
    score = round(best.score, 4)
    if margin <= 0:
        return Anchor("ambiguous", None, None, score, 0.0)
    context = best.score - QUOTE_WEIGHT
    if (
        (prefix or suffix)
        and length < TELLING_LENGTH
        and context < ENOUGH_CONTEXT * (PREFIX_WEIGHT + SUFFIX_WEIGHT)
    ):
        return LOST._replace(score=score, margin=margin)
    status: Literal["found", "moved"] = "found" if start is None or best.start == start else "moved"
    return Anchor(status, best.start, best.end, score, margin)


def _fuzzy_candidates(text: str, exact: str, prefix: str, suffix: str) -> list[_Candidate]:
    """Return near likenesses, the best of those that overlap."""
    found: list[_Candidate] = []
    votes = Counter(_guesses(text, exact, prefix, suffix))
    for start, _ in votes.most_common(ALIGNMENTS):
        if any(c.start - CONTEXT < start < c.end for c in found):
            continue
        candidate = _align(text, exact, prefix, suffix, start)
        if candidate and not any(c.start < candidate.end and candidate.start < c.end for c in found):
            found.append(candidate)
    return found


def _guesses(text: str, exact: str, prefix: str, suffix: str) -> Iterator[int]:
    """Yield where the quotation may begin, judging by where a part of it or of its context stands."""
    size = max(SEED, -(-len(exact) // PIECES))
    parts = [(exact[at : at + size], at) for at in range(0, len(exact) - SEED + 1, size)]
    parts += [(prefix[-SEED:], -len(prefix[-SEED:])), (suffix[:SEED], len(exact))]
    for part, offset in parts:
        if len(part) < SEED // 2:
            continue
        places = _occurrences(text, part, MOST_SEEDS + 1)
        if len(places) <= MOST_SEEDS:
            yield from (max(0, place - offset) for place in places)


def _align(text: str, exact: str, prefix: str, suffix: str, start: int) -> _Candidate | None:
    """Return the stretch near ``start`` that is most like the quotation, None when none is like enough."""
    slack = min(CONTEXT, len(exact) // 4 + 2)
    left = max(0, start - slack)
    window = text[left : start + len(exact) + slack]
    matcher = SequenceMatcher(None, window, exact, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size > 1]
    if not blocks or sum(b.size for b in blocks) < (1 - 2 * (1 - LIKENESS)) * len(exact):
        return None
    first, last = blocks[0], blocks[-1]
    begin = max(0, first.a - first.b)
    end = min(len(window), last.a + last.size + len(exact) - last.b - last.size)
    likeness = SequenceMatcher(None, window[begin:end], exact, autojunk=False).ratio()
    if likeness < LIKENESS:
        return None
    return _candidate(text, left + begin, left + end, likeness, prefix, suffix)
