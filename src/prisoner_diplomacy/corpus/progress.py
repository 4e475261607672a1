"""What a run says while it works: how far it is, how fast, how long it takes yet, and what is wrong."""

import sys
import time
from collections import Counter
from collections.abc import Callable

from tqdm import tqdm

from prisoner_diplomacy.corpus.entries import LEFT_OUT, Problem
from prisoner_diplomacy.corpus.working import Done

EACH = 20
"""Problems of a kind that are told one by one; every one is a row of the failures."""
SELDOM = 10.0
"""Seconds between lines on the progress where no terminal shows it in place."""
UNIT = " articles"
Say = Callable[[str], None]


class Telling:
    """The progress of a run, in place on a terminal and else a line now and then; and its problems.

    Args:
        progress: called with a line on how far the run is.
        complain: called with a line on what is wrong.
        out: the data set, for messages.
    """

    def __init__(self, progress: Say, complain: Say, out: str) -> None:
        self.progress, self.complain, self.out = progress, complain, out
        self.told = Counter[str]()
        tqdm.monitor_interval = 0  # a thread of its own that would only look whether others are stuck
        self.bar = tqdm(unit=UNIT, disable=not sys.stderr.isatty(), dynamic_ncols=True, leave=False)
        self.started = self.last = time.monotonic()
        self.done = 0

    def end(self) -> None:
        """Take the progress away and sum up what was not told one by one."""
        self.bar.close()
        left_out = self.told.pop(LEFT_OUT, 0)
        for reason, number in self.told.items():
            if number > EACH:
                self.complain(f"{number - EACH} more failures, {reason}; all are in {self.out}/failures")
        if left_out:
            self.complain(f"left out, no articles: {left_out}; each is in {self.out}/failures")

    def tell(self, batch: Done, total: int | None, before: int) -> None:
        """Tell what one more batch had.

        Args:
            batch: what has been done.
            total: entries of the source, as far as they can be reckoned.
            before: entries that an earlier run had done.
        """
        for problem in batch.problems:
            self._tell_problem(problem)
        for place, note in batch.notes:
            self._write(f"{place}: {note}")
        self.done += batch.articles + len(batch.problems)
        self.bar.total, self.bar.initial = total, before
        self.bar.update(before + self.done - self.bar.n)
        now = time.monotonic()
        if self.bar.disable and now - self.last >= SELDOM:
            self.last = now
            told = tqdm.format_meter(
                before + self.done, total, now - self.started, unit=UNIT, initial=before, ncols=0
            )
            self.progress(told.strip())

    def _tell_problem(self, problem: Problem) -> None:
        self.told[problem.reason] += 1
        if problem.reason != LEFT_OUT and self.told[problem.reason] <= EACH:
            self._write(f"{problem.place}: {problem.message}")

    def _write(self, line: str) -> None:
        with tqdm.external_write_mode(file=sys.stderr):
            self.complain(line)
