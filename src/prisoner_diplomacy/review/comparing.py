"""Two sets of rows over one text: what they agree on, and where they differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review.matching import pair_rows, spans_of
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import plural

if TYPE_CHECKING:
    import pandas as pd

COMPARED = (
    "kind",
    "date",
    "actor",
    "target",
    "actor_country",
    "target_country",
    "count_low",
    "count_high",
    "counted",
    "location",
    "status",
    "attributed_to",
)


class Pair(NamedTuple):
    """Two rows that rest on the same words, or one that has no counterpart, and the fields that differ."""

    one: Event | None
    other: Event | None
    differs: tuple[str, ...]


def compare(ones: Sequence[Event], others: Sequence[Event]) -> list[Pair]:
    """Pair the rows of two sets over one text, in the order of the text.

    Args:
        ones, others: for example the machine's rows and a person's, or two people's.
    """
    paired = pair_rows(ones, others)
    pairs = [_pair(one, others[paired[i]] if i in paired else None) for i, one in enumerate(ones)]
    left = set(range(len(others))) - set(paired.values())
    pairs += [_pair(None, others[j]) for j in sorted(left)]
    return sorted(pairs, key=lambda pair: spans_of((pair.one or pair.other).mentions))  # type: ignore[union-attr]


def differing(one: Event, other: Event) -> tuple[str, ...]:
    """Return the fields in which two rows differ."""
    return tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))


def differences(article: Article, pairs: Sequence[Pair], names: tuple[str, str]) -> "pd.DataFrame":
    """Return one row a difference: the words, the field, and what either side says."""
    import pandas as pd

    rows = [row for pair in pairs for row in _lines(article, pair)]
    return pd.DataFrame(rows, columns=["words", "field", *names])


def describe_comparison(pairs: Sequence[Pair], names: tuple[str, str]) -> str:
    """Return in a sentence how far two sets agree."""
    alike = sum(1 for pair in pairs if pair.one and pair.other and not pair.differs)
    differ = sum(1 for pair in pairs if pair.differs)
    only = [sum(1 for pair in pairs if pair[side] is None) for side in (1, 0)]
    return (
        f"{plural(len(pairs), 'row')}: {alike} the same, {differ} that differ in some field, "
        f"{only[0]} only from {names[0]}, {only[1]} only from {names[1]}."
    )


def _pair(one: Event | None, other: Event | None) -> Pair:
    return Pair(one, other, differing(one, other) if one and other else ())


def _lines(article: Article, pair: Pair) -> list[tuple[str, str, str, str]]:
    row = pair.one or pair.other
    words = ", ".join(article.text[start:end] for start, end in parse_spans(row.mentions if row else ""))
    if pair.one is None or pair.other is None:
        return [(words, "row", pair.one.kind if pair.one else "", pair.other.kind if pair.other else "")]
    return [(words, name, _shown(pair.one, name), _shown(pair.other, name)) for name in pair.differs]


def _shown(row: Event, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)
