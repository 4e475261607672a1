"""Write what `sure` is fitted from: one line a row the machine makes of labelled articles, without any text.

    python tools/collect_row_features.py OUT.csv SET=FOLDER...

FOLDER holds articles and labels as `data/evaluation` does. A row tells the set, the number of the article
in it, whether it is held out (`check`) or not (`fit`), whether a label pairs with the row, whether the row
is then wholly right, and the features. Rows of sets that are not named are kept as they stand in OUT.csv.
"""

import sys
from pathlib import Path

import pandas as pd

from prisoner_diplomacy import annotate, find_events, read_article
from prisoner_diplomacy.evaluation.evaluate import HELD_OUT, read_labels, wholly_right
from prisoner_diplomacy.evaluation.pairing import event_likeness, pair_up
from prisoner_diplomacy.events.sure import density_of, features_of
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

FIRST = ["set", "article", "part", "found", "right"]


def rows_of(name: str, folder: Path) -> pd.DataFrame:
    """Return the machine's rows on the labelled articles of a folder, with their features."""
    rows = []
    for number, path in enumerate(sorted(folder.glob("*.txt")), 1):
        article = read_article(path)
        marks = annotate(article)
        answers, labels = find_events(article, marks), read_labels(article, folder)[1]
        pairs = {j: i for i, j in pair_up(labels, answers, event_likeness)}
        document, by_layer = Document(article), SortedMarks(marks)
        density = density_of(document, by_layer)
        for j, answer in enumerate(answers):
            found = j in pairs
            rows.append({
                "set": name,
                "article": number,
                "part": "check" if article.split == HELD_OUT else "fit",
                "found": int(found),
                "right": int(found and wholly_right(labels[pairs[j]], answer)),
                **features_of(answer, document, by_layer, density),
            })  # fmt: skip
    return pd.DataFrame(rows)


def main(out: Path, sets: dict[str, Path]) -> None:
    """Write the table, keeping the rows of other sets."""
    kept = pd.read_csv(out) if out.exists() else pd.DataFrame(columns=FIRST)
    new = [rows_of(name, folder) for name, folder in sets.items()]
    table = pd.concat([kept[~kept["set"].isin(sets)], *new]).fillna(0)
    features = sorted(set(table.columns) - set(FIRST))
    table[FIRST[1:2] + FIRST[3:]] = table[FIRST[1:2] + FIRST[3:]].astype(int)
    table = table.sort_values(["set", "article"], kind="stable")[FIRST + features]
    table.to_csv(out, index=False, float_format="%.4g", lineterminator="\n")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        {name: Path(folder) for name, _, folder in (a.partition("=") for a in sys.argv[2:])},
    )
