"""Fit the weights by which the date of an event is chosen, from data/evaluation/date_choices.csv.

    python tools/fit_dates.py table SET=FOLDER...
    python tools/fit_dates.py fit

The first writes the choices that labelled texts pose, without any text: for each labelled mention the
candidate dates, which of them are right, and their features. FOLDER holds articles and labels as
data/evaluation does; held-out texts are left out, choices of sets not named stay as they are. The
second says how often the right date is chosen in texts left out of the fitting, and writes
lexicon/date_weights.csv; it needs scikit-learn (`pip install -e '.[fit]'`).

A candidate is right if its value is that of the labelled row, or, where none has that, if it is no date.
The conditional logit is fitted by pairs, each right candidate against each wrong one of the same choice.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy import annotate, read_article
from prisoner_diplomacy.article import Article
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.evaluation.evaluate import HELD_OUT
from prisoner_diplomacy.events.dating import Story, candidates, date_statement
from prisoner_diplomacy.events.discourse.references import References
from prisoner_diplomacy.events.statement_reader import scenes_of, statement_of
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.text.scene import SortedMarks

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "evaluation" / "date_choices.csv"
WEIGHTS = ROOT / "src" / "prisoner_diplomacy" / "lexicon" / "date_weights.csv"
PENALTY = 0.4  # inverse strength of the L2 penalty, best of 1/16 to 4 in cross-validation
RAREST = 5  # choices in which a feature must occur to get a weight
FOLDS = 8
LEAST = 0.005
COLUMNS = ("text", "choice", "right", "features")


class Option(NamedTuple):
    """A candidate date of a choice: whether it is right, and its features."""

    right: bool
    features: frozenset[str]


class Choice(NamedTuple):
    """The candidate dates of a mention, and the number of its text."""

    text: str
    options: list[Option]


def write_table(sets: dict[str, Path]) -> None:
    """Write the choices that some sets of labelled texts pose, without features too rare to weigh."""
    choices = [c for c in read_table() if c.text.partition(":")[0] not in sets] if TABLE.exists() else []
    for name, folder in sets.items():
        for number, labels in enumerate(sorted(folder.glob("*.events.jsonl")), 1):
            choices += [Choice(f"{name}:{number}", options) for options in choices_in(labels)]
    kept = frequent(choices)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, choice in enumerate(choices):
            for option in choice.options:
                features = " ".join(sorted(option.features & kept))
                writer.writerow((choice.text, number, int(option.right), features))


def frequent(choices: list[Choice]) -> set[str]:
    """Return the features that occur in enough choices to be weighed."""
    often = Counter(name for c in choices for name in {n for o in c.options for n in o.features})
    return {name for name, times in often.items() if times >= RAREST}


def choices_in(labels: Path) -> Iterator[list[Option]]:
    """Yield the choices of a labelled text, none of one that is held out."""
    article = read_article(path_of(labels.parent, labels.name.removesuffix(".events.jsonl") + ".txt"))
    if article.split != HELD_OUT:
        rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
        yield from choices_of(article, rows)


def path_of(folder: Path, name: str) -> Path:
    """Return where a labelled text is: beside its labels, or among the articles."""
    beside = folder / name
    return beside if beside.exists() else folder.parent / "articles" / name


def choices_of(article: Article, rows: list[dict[str, Any]]) -> Iterator[list[Option]]:
    """Yield the candidate dates of each mention that a labelled row rests on."""
    document, marks = segment(article), SortedMarks(annotate(article))
    story, references = Story(document, marks), References(document, marks)
    for scene in scenes_of(document, marks):
        for placed in scene.mentions:
            statement = statement_of(scene, placed, references)
            found = candidates(scene, placed, statement, story)
            date_statement(scene, placed, statement, story)
            dates = labelled_dates(rows, statement.kind, statement.status, placed.mark.start, placed.mark.end)
            if not dates:
                continue
            right = [any(same(c.value, value) for value in dates) for c in found]
            if not any(right):
                right = [not c.value for c in found]
            if not all(right):
                yield [Option(r, frozenset(c.features)) for r, c in zip(right, found, strict=True)]


def labelled_dates(rows: list[dict[str, Any]], kind: str, status: str, start: int, end: int) -> set[str]:
    """Return the dates of the rows of a kind that rest on a stretch of text, of one status if any are."""
    resting = [row for row in rows if row["kind"] == kind and rests_on(row["mentions"], start, end)]
    return {row["date"] for row in [r for r in resting if r["status"] == status] or resting}


def rests_on(mentions: str, start: int, end: int) -> bool:
    """Say whether one of some spans meets a stretch of text."""
    spans = [tuple(map(int, span.split("-"))) for span in mentions.split(";")]
    return any(first < end and start < last for first, last in spans)


def same(value: str, labelled: str) -> bool:
    """Say whether two EDTF values allow the same days, open ends aside: how these are read is a rule."""
    if not value or not labelled:
        return value == labelled
    try:
        return edtf_bounds(closed(value)) == edtf_bounds(closed(labelled))
    except ValueError:
        return False


def closed(value: str) -> str:
    """Return the bounded end of a value with an open one."""
    return value.removesuffix("/..").removeprefix("../")


def read_table(path: Path = TABLE) -> list[Choice]:
    """Return the choices of the table."""
    grouped: dict[tuple[str, str], list[Option]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            option = Option(row["right"] == "1", frozenset(row["features"].split()))
            grouped[row["text"], row["choice"]].append(option)
    return [Choice(text, options) for (text, _), options in grouped.items()]


def fit(choices: list[Choice]) -> dict[str, float]:
    """Return the weight of each feature that is not too rare."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    kept = frequent(choices)
    pairs: list[dict[str, int]] = []
    shares: list[float] = []
    for choice in choices:
        right = [o.features & kept for o in choice.options if o.right]
        wrong = [o.features & kept for o in choice.options if not o.right]
        for one in right:
            for other in wrong:
                pairs.append({**dict.fromkeys(one - other, 1), **dict.fromkeys(other - one, -1)})
                shares.append(1 / len(right))
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(pairs)
    # Half of the pairs the other way round, as a classifier needs both classes.
    signs = [1 if number % 2 else -1 for number in range(len(pairs))]
    model = LogisticRegression(C=PENALTY, fit_intercept=False, max_iter=1000)
    model.fit(rows.multiply([[sign] for sign in signs]).tocsr(), signs, sample_weight=shares)
    return dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


def is_right(choice: Choice, weights: dict[str, float]) -> bool:
    """Say whether the candidate with the most weight is right."""
    return max(choice.options, key=lambda o: sum(weights.get(name, 0.0) for name in o.features)).right


def share_right(choices: list[Choice]) -> float:
    """Return how many choices are right, each text's made with weights fitted without it."""
    texts = sorted({choice.text for choice in choices})
    right = 0
    for fold in range(FOLDS):
        left_out = set(texts[fold::FOLDS])
        weights = fit([choice for choice in choices if choice.text not in left_out])
        right += sum(is_right(choice, weights) for choice in choices if choice.text in left_out)
    return right / len(choices)


def write_weights(weights: dict[str, float]) -> None:
    """Write the weights by name; those that change next to nothing are left out."""
    lines = [f"{name},{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST]
    WEIGHTS.write_text("\n".join(["feature,weight", *lines]) + "\n", encoding="utf-8")


def main(step: str, sets: dict[str, Path]) -> None:
    """Write the table, or fit the weights."""
    if step == "table":
        return write_table(sets)
    choices = read_table()
    print(f"{len(choices)} choices, {share_right(choices):.1%} right in texts left out")
    return write_weights(fit(choices))


if __name__ == "__main__":
    named = (argument.partition("=") for argument in sys.argv[2:])
    main(sys.argv[1], {name: Path(folder) for name, _, folder in named})
