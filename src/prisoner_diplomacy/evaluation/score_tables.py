"""An evaluation as tables and as text."""

from collections import Counter

import pandas as pd

from prisoner_diplomacy.evaluation.evaluate import (
    FIELDS,
    HELD_OUT,
    ROWS,
    SPLITS,
    WHOLE_ROWS,
    Disagreement,
    Evaluation,
    measures,
)
from prisoner_diplomacy.table_words import TERMS
from prisoner_diplomacy.wording import in_100, plural

DIGITS = 6
"""Of shares in tables: so many that what is rounded once more to be shown comes out as if it never was."""


def scores_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return every measure with precision, recall, F1 and the bounds of F1."""
    rows = []
    for measure in measures():
        score = evaluation.score(measure)
        low, high = evaluation.interval(measure)
        values = (round(value, DIGITS) for value in (score.precision, score.recall, score.f1, low, high))
        rows.append((measure, score.labels, *values))
    return pd.DataFrame(rows, columns=["measure", "labels", "precision", "recall", "F1", "F1 from", "F1 to"])


def article_scores(evaluation: Evaluation) -> pd.DataFrame:
    """Return every measure with precision, recall and F1; nothing when nothing was compared."""
    columns = ["measure", "labels", "machine", "precision", "recall", "F1"]
    scores = [(measure, evaluation.score(measure)) for measure in measures()] if evaluation.results else []
    rows = [(name, s.labels, s.answers, s.precision, s.recall, s.f1) for name, s in scores]
    return pd.DataFrame(rows, columns=columns).round(DIGITS)


def fields_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return, for each part of the articles, the share of paired events with each field right."""
    rows = [
        (split, *(round(evaluation.of(split).field_share(name), DIGITS) for name in FIELDS))
        for split in SPLITS
        if evaluation.of(split).results
    ]
    return pd.DataFrame(rows, columns=["articles", *FIELDS])


def articles_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return one row an article, by id and title: its events found, extra and wholly right."""
    rows = [
        (
            result.article,
            result.title or result.article,
            result.split,
            result.scores[ROWS].labels,
            result.scores[ROWS].agreed,
            result.scores[ROWS].answers - result.scores[ROWS].agreed,
            result.scores[WHOLE_ROWS].agreed,
        )
        for result in evaluation.results
    ]
    return pd.DataFrame(rows, columns=["id", "article", "part", "events", "found", "extra", "right"])


def disagreements_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return every difference between hand and machine, in order; none of held-out articles."""
    return pd.DataFrame(evaluation.disagreements, columns=list(Disagreement._fields))


def commonest_errors(evaluation: Evaluation, most: int = 15) -> pd.DataFrame:
    """Return the kinds of difference that occur most, each with its first example; none of held-out ones."""
    found = evaluation.disagreements
    counts = Counter((error.layer, error.problem) for error in found)
    examples = {(error.layer, error.problem): error for error in reversed(found)}
    most_common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    rows = [
        (*key, count, examples[key].words, examples[key].hand, examples[key].machine)
        for key, count in most_common
    ]
    return pd.DataFrame(rows, columns=["layer", "problem", "times", "for example", "hand", "machine"])


DECISIVE_WORDS = "date, count, status and the country that acts"
NOT_COMPARED = (
    "names, speakers, places and words, which a person may correct too, are not compared here, and whom the "
    "event concerns only where “to whom” counts too"
)


def describe_scores(evaluation: Evaluation) -> str:
    """Return the scores that matter most in a sentence or two."""
    if not evaluation.results:
        return "This article has no labels made by hand, so there is nothing to compare."
    rows, whole = evaluation.score(ROWS), evaluation.score(WHOLE_ROWS)
    exact, count = sum(result.wholly_right for result in evaluation.results), len(evaluation.results)
    finds = f"finds {rows.agreed} of {plural(rows.labels, 'event')}"
    adds = f"adds {rows.answers - rows.agreed or 'none'} of its own"
    right = f"{plural(whole.agreed, 'row')} right in kind, {DECISIVE_WORDS} ({NOT_COMPARED})"
    articles = plural(len(evaluation.results), "labelled article")
    without = f"Without any error it reads {exact if exact else 'none'} of them."
    if count == 1:
        articles, without = "this article", "It reads the article without error." if exact else ""
    return (
        f"Beside labels made by hand, in {articles}, the machine alone {finds} and {adds}; {right}. {without}"
    ).rstrip()


def describe_reading(evaluation: Evaluation) -> str:
    """Return in a few sentences how much of the articles held out the machine reads rightly."""
    held = evaluation.of(HELD_OUT)
    if not held.results:
        return describe_scores(evaluation)
    rows, whole = held.score(ROWS), held.score(WHOLE_ROWS)
    fields = sorted((held.field_share(name), TERMS.get(name, name)) for name in FIELDS)
    worst, best = fields[0], fields[-1]
    articles = plural(len(held.results), "article")
    return (
        f"In {articles} that no rule was tried on, the machine finds {rows.agreed} of "
        f"{plural(rows.labels, 'event')} ({in_100(rows.recall)} in 100) and adds "
        f"{rows.answers - rows.agreed} of its own. Of the {rows.answers} rows it writes, {whole.agreed} "
        f"({in_100(whole.precision)} in 100) are right in kind, {DECISIVE_WORDS}. These are "
        f"{in_100(whole.recall)} in 100 of the {rows.labels} events there are; F1, which makes one number of "
        f"the two shares, is {whole.f1:.2f} for such rows. Once an event is found, “{best[1]}” is right "
        f"most often ({in_100(best[0])} in 100), “{worst[1]}” least ({in_100(worst[0])} in 100). So a person "
        "should check every row before it is counted."
    )


def describe(evaluation: Evaluation, verbose: bool = False) -> str:
    """Return an evaluation as text: a table of scores for each part of the articles."""
    lines = []
    for split in ("", *SPLITS):
        part = evaluation.of(split)
        if part.results:
            lines += _describe_part(part, split or "all")
    if evaluation.unlabelled:
        lines.append(f"without labels: {', '.join(evaluation.unlabelled)}")
    if verbose:
        lines += [_line(found) for found in evaluation.disagreements]
    return "\n".join(lines) + "\n"


def _describe_part(part: Evaluation, name: str) -> list[str]:
    lines = [f"{name}: {len(part.results)} articles", ""]
    lines.append(f"{'':26}{'labels':>7}{'P':>8}{'R':>8}{'F1':>8}  95 of 100 draws")
    for measure in measures():
        score, (low, high) = part.score(measure), part.interval(measure)
        numbers = f"{score.labels:>7}{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
        lines.append(f"{measure:26}{numbers}  {low:.3f} to {high:.3f}")
    shares = ", ".join(f"{field} {part.field_share(field):.3f}" for field in FIELDS)
    whole = sum(result.wholly_right for result in part.results)
    return [
        *lines,
        f"fields right in paired events: {shares}",
        f"extra events: {part.extra_rate:.3f}; articles wholly right: {whole} of {len(part.results)}",
        "",
    ]


def _line(found: Disagreement) -> str:
    hand, machine = f"hand: {found.hand or '-'}", f"machine: {found.machine or '-'}"
    return f"{found.article}  {found.layer}  {found.problem}  {found.words!r}  {hand}  {machine}"
