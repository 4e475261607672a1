"""Measure how well and how fast report rows are joined to events, on generated corpora.

``python benchmarks/linking.py`` prints scores over pairs for rows as a perfect reader makes them and for rows
that the annotator reads, by each set of rules and beside the plain key of kind, day and actor; then the
time for growing numbers of rows.
"""

import argparse
import time

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.evaluation.linking_scores import score_pairs
from prisoner_diplomacy.linkage import SETS, Printed, link_reports, load_rules, sketch_of
from prisoner_diplomacy.simulation import generate
from prisoner_diplomacy.simulation.reading_truth import found_reports, is_true, true_event_of


def main() -> None:
    options = arguments()
    generated = list(generate(options.articles, options.seed, on_topic=1))
    printed = {a.id: Printed(str(a.published), a.publisher, sketch_of(a.text)) for a in generated}
    perfect = [(report.row, report.event) for article in generated for report in article.reported]
    scores("read perfectly", perfect, printed)
    machine, found = [], 0
    for article in generated:
        text = Article(article.id, article.text, article.published)
        rows = find_events(text, annotate(text))
        found += found_reports(rows, article)
        machine += [(row, true_event_of(row, article)) for row in rows]
    true = sum(is_true(name) for _, name in machine)
    print(
        f"the annotator found {found} of {len(perfect)} reports; {true} of its {len(machine)} rows are of one"
    )
    scores("read by the annotator", machine, printed)
    for size in options.sizes:
        timed(size, options.seed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", type=int, nargs="*", default=[12500, 25000, 50000, 100000])
    return parser.parse_args()


def scores(title, labelled, printed):
    rows = [row for row, _ in labelled]
    truth = {(row.article, row.event_id): name for row, name in labelled}
    print(f"{title}: {len(rows)} rows of {len(set(truth.values()))} events")
    tell("kind, day, actor", {(r.article, r.event_id): (r.kind, r.date, r.actor) for r in rows}, truth)
    for name in SETS:
        linked = link_reports(rows, printed, load_rules(name))
        tell(name, {(one.article, one.report): one.event_id for one in linked.reports}, truth)


def tell(name, joined, truth):
    score = score_pairs(joined, truth)
    events = len(set(joined.values()))
    print(
        f"  {name:17}{events:6} events, pairs P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
    )


def timed(size, seed):
    rows, printed = [], {}
    for article in generate(size, seed, on_topic=1):
        printed[article.id] = Printed(str(article.published), article.publisher, sketch_of(article.text))
        rows += [report.row for report in article.reported]
        if len(rows) >= size:
            break
    begun = time.process_time()
    linked = link_reports(rows, printed, load_rules())
    took = time.process_time() - begun
    print(f"{len(rows):7} rows to {len(linked.events)} events in {took:.1f} s of processor time")


if __name__ == "__main__":
    main()
