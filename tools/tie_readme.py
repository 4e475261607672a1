"""Write the figures, the listings and the picture of the README from the data they come from.

A figure stands between ``<!-- value:NAME -->`` and ``<!-- /value -->``, a listing in the code block
after ``<!-- listing:NAME -->``. A test checks that this program would change nothing.
"""

import json
import re
from pathlib import Path

from prisoner_diplomacy import find_article, read_article
from prisoner_diplomacy.charts.one_article import chart_event_dates
from prisoner_diplomacy.evaluation.evaluate import ROWS, WHOLE_ROWS, evaluate_folder
from prisoner_diplomacy.places import DEFAULT_ARTICLE
from prisoner_diplomacy.report import fitting_notebooks
from prisoner_diplomacy.review import reviewed_rows
from prisoner_diplomacy.schema.jsonl import annotation_lines
from prisoner_diplomacy.wording import long_day

ROOT = Path(__file__).resolve().parent.parent
README, PICTURE = ROOT / "README.md", ROOT / "docs" / "event-dates.png"
MEASURED = ROOT / "benchmarks" / "measured" / "corpus.json"
VALUE = re.compile(r"(<!-- value:([\w-]+) -->)(.*?)(<!-- /value -->)", re.DOTALL)
LISTING = re.compile(r"(<!-- listing:([\w-]+) -->\n```\w*\n)(.*?)(```\n)", re.DOTALL)
SHOWN_LINES = 3

article = read_article(find_article(ROOT / "data" / "articles" / f"{DEFAULT_ARTICLE}.txt"))
reviewed = reviewed_rows(article)
annotations, events = reviewed.annotations, reviewed.events
chart = chart_event_dates(article, events)


def values() -> dict[str, str]:
    """Return the figures that the README may state."""
    evaluation = evaluate_folder(ROOT / "data" / "evaluation")
    held_out = evaluation.of("held-out")
    return {
        "article-day": long_day(article.published),
        "marks": str(len(annotations)),
        "events": str(len(events)),
        "happened": str(sum(event.status == "occurred" for event in events)),
        "picture-alt": chart.sentence,
        "evaluated": str(len(evaluation.results)),
        "held-out": str(len(held_out.results)),
        "events-found": f"{held_out.score(ROWS).f1:.2f}",
        "rows-right": f"{held_out.score(WHOLE_ROWS).f1:.2f}",
        "times-right": f"{held_out.score('times, right').f1:.2f}",
        "quotes-right": f"{held_out.score('direct quotes, right').f1:.2f}",
        **measured(),
    }


def measured() -> dict[str, str]:
    """Return what ``benchmarks/corpus.py --keep`` stored, as the README may state it."""
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    smallest, *_, alone, both = found["runs"]
    return {
        "corpus-articles": f"{both['articles']:,}",
        "corpus-fewer": f"{smallest['articles']:,}",
        "corpus-seconds": f"{alone['seconds']:.0f}",
        "corpus-seconds-both": f"{both['seconds']:.0f}",
        "corpus-gain": f"{found['gain']['2']:.2f}",
        "corpus-memory": f"{alone['parent_mb']:.0f}",
        "corpus-memory-fewer": f"{smallest['parent_mb']:.0f}",
        "corpus-output": f"{both['output_to_input']:.2f}",
        "corpus-linking": f"{both['linking']:.0f}",
        "corpus-spacy": f"{found['ratio']:.0f}",
        "corpus-million": f"{found['million']['core_hours']:.1f}",
    }


def listings() -> dict[str, str]:
    """Return the listings that the README may hold."""
    names = [path.name for path in fitting_notebooks(article, sorted((ROOT / "notebooks").glob("*.ipynb")))]
    running = [f"running {name} ({number} of {len(names)})" for number, name in enumerate(names, 1)]
    marks = annotation_lines(article, annotations[:SHOWN_LINES])
    command = f"$ prisoner-diplomacy annotate data/articles/{DEFAULT_ARTICLE}.txt | head -{SHOWN_LINES}\n"
    return {
        "report": "\n".join(["$ make report", *running, "writing index.html", "build/report/index.html"])
        + "\n",
        "annotate": command + marks,
    }


def tied(text: str) -> str:
    """Return the README with its figures and listings as the data have them."""
    known, blocks = values(), listings()
    text = VALUE.sub(lambda match: f"{match[1]}{known[match[2]]}{match[4]}", text)
    return LISTING.sub(lambda match: f"{match[1]}{blocks[match[2]]}{match[4]}", text)


if __name__ == "__main__":
    README.write_text(tied(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_bytes(chart.png())
