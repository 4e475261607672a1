"""Who speaks in a text, each person or body once, under whichever of its names it speaks.

A person's decisions come first: who a checked row says it is from speaks in the quotation the row stands in.
"""

import re
from collections.abc import Sequence

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review import Reviewed
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import Annotation, Quote
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import join_words, name_of

DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
GOES_ON = re.compile(
    r"[\s\"”»’',.]{0,6}(?:it|he|she|they)\s(?:also\s)?(?:added|adds|continued|went on|concluded)\b"
)
"""What stands behind a quotation whose speaker is that of the one before."""


def joined_speakers(article: Article, reviewed: Reviewed) -> list[Annotation]:
    """Return the marks of a text with one name for each of its speakers.

    Args:
        article: the text.
        reviewed: its marks and rows, with what a person decided.

    Returns:
        The marks in their order; a quotation's speaker is the one a person named, or the fullest of the
        names that the text has for it.
    """
    quotes = [mark for mark in reviewed.annotations if isinstance(mark, Quote)]
    names = _one_name_each(_carried_on(article, quotes))
    for row in reviewed.events:
        quote = _around(quotes, row) if row.checked and row.attributed_to else None
        if quote is not None:
            _rename(names, quotes.index(quote), row.attributed_to)
    known = iter(names)
    return [
        _spoken_by(mark, next(known)) if isinstance(mark, Quote) else mark for mark in reviewed.annotations
    ]


def describe_names(article: Article, reviewed: Reviewed) -> str:
    """Return in a sentence what the text calls those speakers who have another name here, "" for none.

    Args:
        article: the text.
        reviewed: its marks and rows, with what a person decided.
    """
    called: dict[str, list[str]] = {}
    for mark, joined in zip(reviewed.annotations, joined_speakers(article, reviewed), strict=True):
        if not (isinstance(mark, Quote) and isinstance(joined, Quote) and mark.speaker != joined.speaker):
            continue
        if mark.speaker and mark.speaker in article.text:
            called.setdefault(name_of(joined.speaker), []).append(f"“{mark.speaker}”")
    told = [
        f"Under the name {who} stands whom the text calls {join_words(list(dict.fromkeys(names)))}."
        for who, names in called.items()
    ]
    return " ".join(told)


def _carried_on(article: Article, quotes: Sequence[Quote]) -> list[str]:
    """Return each quotation's speaker, that of the one before where the text goes on with "it added"."""
    names: list[str] = []
    for quote in quotes:
        goes_on = bool(names and names[-1]) and GOES_ON.match(article.text, quote.end)
        names.append(names[-1] if goes_on else quote.speaker)
    return names


def _one_name_each(names: Sequence[str]) -> list[str]:
    """Return names in which a short one ("the committee") is the fuller one before it that ends alike."""
    found: list[str] = []
    for name in names:
        short = DEFINITE.match(name)
        tail = f" {name[short.end() :]}" if short else ""
        fuller = [known for known in found if tail and known.endswith(tail)]
        found.append(fuller[-1] if fuller else name)
    return found


def _around(quotes: Sequence[Quote], row: Event) -> Quote | None:
    """Return the innermost quotation that holds all words of a row."""
    spans = parse_spans(row.mentions)
    holding = [q for q in quotes if all(q.start <= start and end <= q.end for start, end in spans)]
    return min(holding, key=lambda quote: quote.end - quote.start, default=None) if spans else None


def _rename(names: list[str], place: int, right: str) -> None:
    """Give a quotation its right speaker, and with it all that one description ascribes to the same."""
    wrong = names[place]
    described = wrong and name_of(wrong) == wrong
    for other, name in enumerate(names):
        if other == place or (described and name == wrong):
            names[other] = right


def _spoken_by(quote: Quote, name: str) -> Quote:
    return quote if name == quote.speaker else quote._replace(speaker=name, named="", countries=())
