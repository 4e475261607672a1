"""Print how time and counted steps grow when hostile inputs double."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

from prisoner_diplomacy import Article, InputError, annotate, find_events
from prisoner_diplomacy.article.pages import read_page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import growth
import hostile

SIZES = (25_000, 50_000, 100_000)
COUNTED = (20_000, 40_000)  # Of other lengths than those timed, which are kept as read.


def read_text(text: str) -> None:
    article = Article("t", text, date(2025, 6, 23))
    find_events(article, annotate(article))


def read_markup(markup: str) -> None:
    with suppress(InputError):
        read_page(markup, "page", day_is_known=False)


def seconds(read: Callable[[str], None], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def main() -> None:
    print(f"{'shape':36} {'s for 100 kB':>12} {'time x2':>8} {'time x2':>8} {'steps x2':>8}")
    shapes = [(name, read_text, hostile.text) for name in (*hostile.TEXTS, *hostile.COUNTED)]
    shapes += [(name, read_markup, hostile.page) for name in hostile.PAGES]
    for name, read, make in shapes:
        read(make(name, SIZES[0]))
        times = [max(min(seconds(read, make(name, size)) for _ in range(2)), 1e-6) for size in SIZES]
        few, many = (growth.steps(read, make(name, size)) for size in COUNTED)
        ratios = [later / earlier for earlier, later in pairwise(times)]
        print(f"{name:36} {times[-1]:12.2f} {ratios[0]:8.2f} {ratios[1]:8.2f} {many / few:8.2f}")


if __name__ == "__main__":
    main()
