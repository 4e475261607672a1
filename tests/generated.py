"""Texts put together from pieces of news and of all that breaks programs, for property tests and the fuzzer."""

# ruff: noqa: E501

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st

import prisoner_diplomacy.lexicon

LEXICON = Path(prisoner_diplomacy.lexicon.__file__).parent

NEWS = [
    "Minsk", "Belarus", "the United States", "Ana Reut", "BO FALK", "ANA REUT OF THE ISLAND", "President Łukasz Żal",
    "the ministry", "the EU", "U.S.", "Mr. Lund", "he", "she", "they", "it", "the group", "the two men", "her lawyer",
    "freed", "was freed", "were released", "will release", "pardoned", "arrested", "jailed", "sentenced", "held",
    "was held and beaten", "sanctions on Belarus", "eased sanctions", "lifted sanctions", "met", "called", "agreed",
    "attacked", "exchanged", "swapped 3 for 4", "named an envoy", "did not free", "hoped to free", "denied",
    "31", "thirty-one", "1,250", "1.5 million", "99999999999999999999999", "0", "-3", "2-5", "dozens of", "at least 14",
    "up to 3", "one in ten", "10,000,000,000,000,000,000 men", "XIV", "½", "men", "prisoners", "political prisoners",
    "citizens", "Ukrainian citizens", "people", "years in prison", "children", "of them",
    "on Monday", "on 29 February", "29 February 2023", "28 February 2024", "on May 3, 2031", "in 2020", "since March",
    "until 31 December", "between 22 and 23 November", "from 28 February to 29 February 2024", "a year earlier",
    "two months later", "100 years ago", "9999 years ago", "10000 months later", "last week", "next year", "the day after",
    "in the 1990s", "early May", "winter", "in the third quarter", "0001-01-01", "9999-12-31", "31/12/9999",
    "November 31", "the past year", "every Friday", "for 11 years", "at 5 pm", "overnight", "the same day", "22-23 November",
    "between 30 November and 2 December", "the night of December 31", "from Friday to Monday", "in late 2024 and early 2025",
    "said", "said that", "according to", "told reporters", "who", "which", "and", "or", "but", "not", "after", "before",
    "in exchange for", "because", "if", "would", "by", "from", "to", "in", "with", "for", "of",
]  # fmt: skip
MARKS = [
    " ", " ", " ", " ", ", ", ". ", ".\n", "\n\n", "\n", "; ", ": ", "? ", " – ", " — ", " (", ") ", '"', "“", "”", "‘", "’",
    "'", "«", "»", "„", "「", "」", "``", "''", "…", "/", "-", "\t", "\u00a0", "\u202f", "\u2009", "\u3000",
]  # fmt: skip
ODD = [
    "\u200b", "\u00ad", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\u0301", "e\u0301", "ﬁ", "ß", "İ", "ı", "ǆ",
    "\x00", "\x07", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\x7f", "\ud800", "\U0010ffff", "😀",
    "👨‍👩‍👧", "&quot;", "&amp;", "&#39;", "â€œ", "Ã©", "<b>", "</script>", "$x$", "=1+1", "٣", "１２", "Ⅷ", "中国", "«»", "*", "_",
    "ALSO READ: ", "Read more", "By Ana Reut", "•", "- ", "1. ", "2025-11-22/2025-11-23/..", "[...]", "@minsk", "#free", "http://a.b/c",
]  # fmt: skip


def _lists(value: object) -> Iterator[list[str]]:
    """Yield the words of each list and table, each form on its own."""
    if isinstance(value, dict):
        yield list(value)
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list) and value and isinstance(value[0], str):
        yield [form.strip("*~ ") for word in value for form in str(word).split("/")]
    elif isinstance(value, list):
        for inner in value:
            yield from _lists(inner)


OWN = [
    [words for words in _lists(tomllib.loads(path.read_text())) if words]
    for path in sorted(LEXICON.glob("*.toml"))
] + [[path.read_text().split("\n") for path in sorted(LEXICON.glob("*.txt"))]]
"""What the program looks for, by file and list, so that each of its rules is reached."""

MARKUP = [
    "<p>", "</p>", "<q>", "<article>", "<div class=related>", "<time pubdate datetime='", "'>", "<br>", "<!--", "-->",
    "<script type='application/ld+json'>", '{"@type": "Article", "datePublished": "2031-05-06"}', "</script>", "2031-05-06",
    "<meta property='article:published_time' content='", "Published: 6 May 2031", "Read more: ", "<a href='x'>", "</a>",
]  # fmt: skip

WHO = [
    "Minsk",
    "The ministry",
    "Ana Reut",
    "The two men",
    "He",
    "Ten prisoners",
    "The United States",
    "Her lawyer",
]
DID = [
    "freed 31 Ukrainian citizens", "was arrested", "were released", "met Bo Falk", "eased sanctions on Belarus",
    "said that 14 men would be freed", "did not release the group", "hopes to free at least 3 people", "signed a deal",
    "sentenced 2 citizens of Poland to 11 years in prison", "exchanged 3 prisoners for 4", "named an envoy",
]  # fmt: skip
WHEN = [
    "",
    " on Monday",
    " on May 3, 2031",
    " a year earlier",
    " in March",
    " the day after",
    " for the past year",
]

PIECES = st.one_of(
    st.sampled_from(NEWS),
    st.sampled_from(OWN).flatmap(st.sampled_from).flatmap(st.sampled_from),
    st.sampled_from(MARKS),
    st.sampled_from(ODD),
    st.text(max_size=4),
    st.just(" "),
)
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=40).map("".join), st.text(min_size=1, max_size=200))
DAYS = st.dates()
SENTENCES = st.tuples(st.sampled_from(WHO), st.sampled_from(DID), st.sampled_from(WHEN)).map(
    lambda parts: f"{parts[0]} {parts[1]}{parts[2]}."
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=5)


def random_text(random: Random) -> str:
    """Return a text of some one to sixty pieces, most of it news."""
    pieces = []
    odd, own = random.choice((0.0, 0.02, 0.2)), random.choice((0.0, 0.0, 0.3, 0.9))
    files, spaced = random.choice((OWN, [random.choice(OWN)])), random.choice((0.0, 0.0, 0.8))
    for _ in range(random.randint(1, random.choice((5, 10, 60)))):
        usual = random.choice(random.choice(files)) if random.random() < own else NEWS
        pieces.append(random.choice(ODD if random.random() < odd else usual))
        pieces.append(" " if random.random() < spaced else random.choice(MARKS))
    if random.random() < odd:
        pieces.append("".join(chr(random.randrange(0x3000)) for _ in range(random.randint(1, 20))))
    text = "".join(pieces)
    return text.upper() if random.random() < 0.03 else text


def random_day(random: Random) -> date:
    """Return a day of our time, or now and then any that a calendar has."""
    if random.random() < 0.9:
        return date(1990, 1, 1) + timedelta(days=random.randrange(20_000))
    return date.fromordinal(random.randint(1, date.max.toordinal()))
