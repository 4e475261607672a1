"""What one article says, as tables: who, when, how many, who said what, and in whose voice."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.drafts import write_whole
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.schema.csv_cells import to_csv
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.marks import Annotation, Entity, Quantity, Quote, Time
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.wording import (
    STATUSES,
    concerned,
    country_names,
    in_100,
    join_words,
    long_day,
    names_of,
    plural,
)

OWN, INDIRECT, DIRECT = "the article's own words", "reported indirectly", "quoted directly"
VOICES = (OWN, INDIRECT, DIRECT)
UNKNOWN = "not said"


class SpeakerCount(NamedTuple):
    """How many characters of a text somebody has, indirectly and directly."""

    speaker: str
    indirect: int
    direct: int


class PairCount(NamedTuple):
    """How often one country acts on another in one way."""

    actor: str
    target: str
    kind: str
    happened: int
    not_happened: int


def describe_article(article: Article, annotations: Sequence[Annotation]) -> str:
    """Return in a sentence which text this is and how much is marked in it."""
    document = segment(article)
    words = sum(token[0].isalnum() for token in document.tokens)
    outlet = f" by {article.publisher}" if article.publisher else ""
    return (
        f"{article.title or 'A text without a title'}, published{outlet} on {long_day(document.published)}: "
        f"{plural(words, 'word')} in {plural(len(document.sentences), 'sentence')}, "
        f"{plural(len(annotations), 'mark')}."
    )


def describe_voices(article: Article, annotations: Sequence[Annotation]) -> str:
    """Return in a few sentences how much of a text others say, who most, and whom it mentions most."""
    counts, spoken = count_voices(article, annotations), count_speakers(article, annotations)
    whole = max(sum(counts.values()), 1)
    quotes = sum(isinstance(mark, Quote) for mark in annotations)
    told = "Nobody is quoted or reported: the article vouches for every word itself."
    if quotes:
        own = in_100(counts[OWN] / whole)
        told = (
            f"The article vouches for {own}% of its text itself; {100 - own}% is what others "
            f"say, in {plural(quotes, 'statement')} by {_most_of(spoken, whole)}."
        )
    mentioned = who(annotations).head(3)
    if mentioned.empty:
        return f"{told} It names nobody and no place that the annotator knows."
    most = join_words([f"{row['who']} ({row['mentions']})" for _, row in mentioned.iterrows()])
    return f"{told} Most mentions are of {most}."


def _most_of(spoken: Sequence[SpeakerCount], whole: int) -> str:
    """Return how many speak, and who has the largest shares of the text."""
    shares = [
        f"{'people not named' if one.speaker == UNKNOWN else one.speaker} "
        f"({in_100((one.indirect + one.direct) / whole)}%)"
        for one in spoken[:3]
    ]
    if len(spoken) == 1:
        return shares[0]
    most = ", most of it" if len(spoken) > len(shares) else ""
    return f"{plural(len(spoken), 'speaker')}{most}: {join_words(shares)}, rounded"


def describe_events(events: Sequence[Event]) -> str:
    """Return in a sentence how many events there are, and of which status."""
    statuses = Counter(event.status for event in events)
    listed = join_words([f"{count} {STATUSES[status]}" for status, count in statuses.most_common()])
    return f"{plural(len(events), 'event')}{f': {listed}' if events else ''}."


def save_csv(table: pd.DataFrame, name: str) -> str:
    """Write a table to ``build/tables/NAME.csv`` of the clone; return what was written, in a sentence."""
    folder, name = tables_folder(), file_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{name}.csv", to_csv(table))
    return f"{plural(len(table), 'row')} written to {folder_words(folder)}/{name}.csv."


def folder_words(folder: Path) -> str:
    """Return what a reader is told of where tables are: the place in the clone."""
    clone = data_folder().parent
    return folder.relative_to(clone).as_posix() if folder.is_relative_to(clone) else folder.name


def tables_folder() -> Path:
    """Return where tables are written that a notebook saves."""
    return data_folder().parent / "build" / "tables"


def file_name(name: str) -> str:
    """Return a name that is safe as that of a file."""
    return re.sub(r"[^\w.-]+", "-", name).lstrip(".")


def who(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return who and what is mentioned, the most mentioned first, with the words used."""
    found: dict[str, list[Entity]] = {}
    for mark in annotations:
        if isinstance(mark, Entity):
            found.setdefault(mark.ref or mark.name or mark.exact, []).append(mark)
    rows = [
        {
            "who": _known_name(marks[0]),
            "mentions": len(marks),
            "by name": sum(mark.form == "named" for mark in marks),
            "called": ", ".join(dict.fromkeys(mark.exact for mark in marks)),
        }
        for marks in found.values()
    ]
    table = pd.DataFrame(rows, columns=["who", "mentions", "by name", "called"])
    return table.sort_values(["mentions", "who"], ascending=[False, True], ignore_index=True)


def _known_name(mark: Entity) -> str:
    """Return what a mark stands for by name: an id that no table names is told in the words of the text."""
    named = names_of(mark.ref)
    return named if named != mark.ref else mark.name or mark.exact


def when(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return the expressions of time in order, with their values."""
    rows = [(mark.exact, mark.type, mark.value) for mark in annotations if isinstance(mark, Time)]
    return pd.DataFrame(rows, columns=["words", "type", "value"])


def how_many(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return the quantities in order, with their bounds and what they count."""
    marks = [mark for mark in annotations if isinstance(mark, Quantity)]
    rows = [(m.exact, m.low, m.high, m.approximate, m.unit) for m in marks]
    table = pd.DataFrame(rows, columns=["words", "low", "high", "approximate", "of what"])
    return table.astype({"low": "object", "high": "object"})


def said(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return what is reported as somebody's words, in order, with who said it and how."""
    rows = [
        (names_of(mark.speaker) or UNKNOWN, mark.kind, mark.channel, mark.exact.rstrip(","))
        for mark in annotations
        if isinstance(mark, Quote)
    ]
    return pd.DataFrame(rows, columns=["who", "kind", "where", "words"])


def count_voices(article: Article, annotations: Iterable[Annotation]) -> dict[str, int]:
    """Return how many characters of the text each voice has; quoted words count as direct."""
    lengths = _lengths(article, annotations)
    return {voice: sum(n for (found, _), n in lengths.items() if found == voice) for voice in VOICES}


def count_speakers(article: Article, annotations: Iterable[Annotation]) -> list[SpeakerCount]:
    """Return how many characters each speaker has, the most first."""
    lengths = _lengths(article, annotations)
    names = dict.fromkeys(speaker for voice, speaker in lengths if voice != OWN)
    counts = [SpeakerCount(name, lengths[INDIRECT, name], lengths[DIRECT, name]) for name in names]
    return sorted(counts, key=lambda count: (-count.indirect - count.direct, count.speaker))


def voices(article: Article, annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return how much of the text each voice has, as characters and as a share."""
    counts = count_voices(article, annotations)
    whole = max(sum(counts.values()), 1)
    rows = [(voice, count, round(count / whole, 6)) for voice, count in counts.items()]
    return pd.DataFrame(rows, columns=["voice", "characters", "share"])


def speakers(article: Article, annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return how many characters each speaker has, indirectly and directly, the most first."""
    return pd.DataFrame(count_speakers(article, annotations), columns=["speaker", INDIRECT, DIRECT])


def event_overview(events: Sequence[Event]) -> pd.DataFrame:
    """Return the events in the columns a reader asks for first, with names for ids."""
    rows = [
        {
            "kind": event.kind,
            "date": event.date,
            "who": names_of(event.actor) or country_names(event.actor_country),
            "to whom": names_of(event.target) or concerned(event.kind, event.target_country),
            "low": event.count_low,
            "high": event.count_high,
            "counted": event.counted,
            "status": event.status,
            "who says so": names_of(event.attributed_to) or "the article",
        }
        for event in events
    ]
    columns = ["kind", "date", "who", "to whom", "low", "high", "counted", "status", "who says so"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "Int64", "high": "Int64"})


def words_behind(article: Article, events: Sequence[Event]) -> pd.DataFrame:
    """Return the trigger words and the sentences that each event rests on."""
    rows = [(e.kind, _cut(article, e.mentions, ", "), _cut(article, e.evidence, " … ")) for e in events]
    return pd.DataFrame(rows, columns=["kind", "trigger", "evidence"])


def count_pairs(events: Iterable[Event]) -> list[PairCount]:
    """Return how often one country acts on another, by kind; the most frequent pair first."""
    happened: Counter[tuple[str, str, str]] = Counter()
    reported: Counter[tuple[str, str, str]] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        pair = (country_names(event.actor_country) or UNKNOWN, _affected(event) or UNKNOWN)
        pairs[pair] += 1
        reported[*pair, event.kind] += 1
        happened[*pair, event.kind] += event.status == "occurred"
    ordered = sorted(reported, key=lambda cell: (-pairs[cell[:2]], cell))
    return [PairCount(*cell, happened[cell], reported[cell] - happened[cell]) for cell in ordered]


def _affected(event: Event) -> str:
    """Return the affected state; where a state acts on its own people, those."""
    within = event.actor_country == event.target_country
    return concerned(event.kind, event.target_country) if within else country_names(event.target_country)


def who_to_whom(events: Iterable[Event]) -> pd.DataFrame:
    """Return one row a pair of acting and affected countries and a kind, with counts by status."""
    return pd.DataFrame(count_pairs(events), columns=["actor", "target", "kind", "occurred", "not occurred"])


def _lengths(article: Article, annotations: Iterable[Annotation]) -> Counter[tuple[str, str]]:
    """Return the characters that belong to each voice and speaker; the innermost direct quote has them."""
    quotes = [mark for mark in annotations if isinstance(mark, Quote)]
    quotes.sort(key=lambda mark: (mark.kind == "direct", mark.start))
    owner = array("L", [0]) * len(article.text)
    for number, mark in enumerate(quotes, 1):
        owner[mark.start : mark.end] = array("L", [number]) * (mark.end - mark.start)
    voice = [(OWN, "")] + [
        (DIRECT if mark.kind == "direct" else INDIRECT, names_of(mark.speaker) or UNKNOWN) for mark in quotes
    ]
    lengths: Counter[tuple[str, str]] = Counter()
    for number, count in Counter(owner).items():
        lengths[voice[number]] += count
    return lengths


def _cut(article: Article, spans: str, between: str) -> str:
    return between.join(article.text[start:end] for start, end in parse_spans(spans))
