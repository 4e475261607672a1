"""What the tests of other tools' formats write: texts of the project as they are read, and a hard one."""

from datetime import date
from functools import cache
from pathlib import Path

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.exchange import Reading

DATA = Path(__file__).resolve().parents[2] / "data"
HARD = (
    "Minsk \N{EM DASH} Belarus freed 14 citizens of\nUkraine on Friday\N{LINE SEPARATOR}and\N{NEXT LINE}"
    '"nobody-who-left\twill be tried," Olga Marchenko said. \N{PERSON FROWNING}\N{ZERO WIDTH JOINER}\n\n'
    "Lithuania closed its embassy in 2021. The U.S. lifted sanctions on Belavia."
)


@cache
def readings() -> tuple[Reading, ...]:
    paths = sorted(DATA.glob("articles/*.txt")) + sorted(DATA.glob("evaluation/*.txt"))[:4]
    hard = Article("a/b c", HARD, date(2025, 6, 23), url="https://example.org/a", title="Hard <b>")
    return tuple(_read(article) for article in (*map(read_article, paths), hard))


def _read(article: Article) -> Reading:
    marks = annotate(article)
    return Reading(article, marks, find_events(article, marks))
