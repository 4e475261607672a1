"""Do releases fall nearer to talks than chance would put them? A permutation test, small and plain.

Statistic: the mean, over the releases, of the days since the nearest talks before or on the day. The
days of the window are taken as a ring, so that every release has talks before it.

Null model one, exact: the dates of the talks keep their spacing and are shifted together around the ring,
by every number of days there is. Null model two, drawn: each of the talks falls on a day of its own, any
day as likely as any other. The p-value is the share of arrangements, the observed one included, whose
mean is as small as the observed one or smaller: (1 + k) / (1 + n).

What it cannot do: a contact is known partly because a release made it news, visits often are the hand-over
of the people released, and the sample is small. So a small p-value says that the two come together in
time, not that one brings the other.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from prisoner_diplomacy.analysis.shared import SERIES_START, at, between, claimed_talks, let_go, talks
from prisoner_diplomacy.record.load import Context, first_days
from prisoner_diplomacy.wording import long_day, plural

SEED = 20251122
DRAWS = 9_999
LEVEL = 0.05
"""A share of shifts below this is called closer than chance."""
Days = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Closeness:
    """The outcome of a test of closeness.

    Args:
        first: first day of the window.
        last: last day of the window.
        releases: number of days with releases.
        talks: number of days with talks.
        rounded: days with releases that no talks of the window precede, so that counting goes round.
        observed: mean days from a release to the nearest talks before it, round the ring.
        preceding: the same mean over the releases that talks of the window do precede; None without one.
        shifted: the same mean under every shift, the observed one included.
        p_shifted: share of shifts with a mean as small or smaller; exact.
        p_drawn: the same share among talks on days drawn at random; None when not asked for.
        same_day: whether talks on the day of a release count as before it.
    """

    first: date
    last: date
    releases: int
    talks: int
    rounded: int
    observed: float
    preceding: float | None
    shifted: tuple[float, ...]
    p_shifted: float
    p_drawn: float | None
    same_day: bool


def closeness_test(
    context: Context,
    parties: tuple[str, ...] = ("USA",),
    as_of: date | str | None = None,
    since: date = SERIES_START,
    same_day: bool = True,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Closeness | None:
    """Test whether releases follow talks more closely than chance would put them.

    An uncertain date counts as its first day. Several releases, or talks, of one day count once.

    Args:
        context: the tables.
        parties: sides whose talks are looked at; all when empty.
        as_of: the day to stand on, and the window's last.
        since: the window's first day.
        same_day: whether talks on the day of a release count as before it.
        draws: random arrangements for the second null model; none when 0.
        seed: where the random numbers start.

    Returns:
        The outcome, or None when the window has no release or no talks.
    """
    context = at(context, as_of)
    last = context.last_day()
    if last <= since:
        return None
    length = (last - since).days + 1
    released = _days(let_go(context), since, last)
    talked = _days(talks(context, parties), since, last)
    if not len(released) or not len(talked):
        return None
    means = np.array(
        [_mean(released, (talked + shift) % length, length, same_day) for shift in range(length)]
    )
    observed = float(means[0])
    outcome = Closeness(
        since,
        last,
        len(released),
        len(talked),
        int((released < talked[0] + (not same_day)).sum()),
        observed,
        _preceding(released, talked, same_day),
        tuple(round(float(mean), 6) for mean in means),
        _share(means[1:], observed),
        None,
        same_day,
    )
    if not draws:
        return outcome
    generator = np.random.default_rng(seed)
    drawn = np.array(
        [
            _mean(released, generator.choice(length, len(talked), replace=False), length, same_day)
            for _ in range(draws)
        ]
    )
    return replace(outcome, p_drawn=_share(drawn, observed))


def sensitivity(
    context: Context, windows: tuple[int, ...] = (7, 14, 30, 60), as_of: date | str | None = None
) -> pd.DataFrame:
    """Return how the closeness of releases to talks moves with what is counted and how far one looks.

    Rows differ in whose talks count, in where the window starts (the series, or the year in which
    talks with the United States start), and in whether talks on the day itself count. Columns give the mean
    days with its exact p-value, and the share of release days with talks within each window before.
    """
    context = at(context, as_of)
    rows = []
    for label, parties in (("United States", ("USA",)), ("all sides", ())):
        for since in (SERIES_START, date(2025, 1, 1)):
            for same_day in (True, False):
                test = closeness_test(context, parties, since=since, same_day=same_day, draws=0)
                if test:
                    row: dict[str, Any] = {
                        "talks_with": label,
                        "since": since.isoformat(),
                        "same_day": same_day,
                    }
                    row |= {"releases": test.releases, "talks": test.talks}
                    row |= {"mean_days": round(test.observed, 1), "p_exact": round(test.p_shifted, 3)}
                    rows.append(row | _within(context, parties, since, same_day, windows))
    return pd.DataFrame(rows)


def describe_sensitivity(context: Context, as_of: date | str | None = None) -> str:
    """Return in a few sentences what the tests of closeness find together, and where they part and why."""
    table = sensitivity(context, as_of=as_of)
    if table.empty:
        return _nothing_to_test(at(context, as_of))
    closer = table[table["p_exact"] < LEVEL]
    usa = table[table["talks_with"] == "United States"]
    words = [
        f"Of {len(table)} tests, which differ in whose talks count, from when, and whether the day itself "
        f"counts, {len(closer) or 'none'} {'find' if len(closer) > 1 else 'finds'} releases nearer to talks "
        f"than chance (a share of shifts under {LEVEL})."
    ]
    if len(closer) and not usa["p_exact"].lt(LEVEL).any():
        days = first_days(talks(at(context, as_of), ("USA",)))
        first = min((day for day in days if day >= SERIES_START), default=None)
        known = f", and the first of the series was on {long_day(first)}" if first else ""
        words.append(f"None of those with the United States alone does: its talks are few{known}.")
        if closer["same_day"].all():
            words.append(
                "The nearness rests on talks on the day of a release itself, which often are its hand-over; "
                "without that day it goes."
            )
    if closer.empty:
        words.append(_closest(table))
    claims = between(claimed_talks(at(context, as_of)), SERIES_START, at(context, as_of).last_day())
    if len(claims):
        words.append(f"Left out: {plural(len(claims), 'contact')} that one side alone claims.")
    return " ".join([*words, "Nearness in time is not cause."])


def _closest(table: pd.DataFrame) -> str:
    """Return in a sentence which of the tests comes nearest to finding something."""
    best = table.sort_values("p_exact", kind="stable").iloc[0]
    day = "counted" if best["same_day"] else "not counted"
    since = date.fromisoformat(best["since"])
    return (
        f"Nearest comes the one of talks with {_whose(best['talks_with'])} since {since:%B %Y}, the day "
        f"of the release {day}: {best['p_exact']:.1%} of shifts bring the two as close."
    )


def _whose(label: str) -> str:
    return f"the {label} alone" if label == "United States" else label


def _nothing_to_test(context: Context) -> str:
    """Return why nothing can be tested: what the record holds by then."""
    start, day = f"{SERIES_START:%B %Y}", context.last_day()
    if day <= SERIES_START:
        return f"The series of releases begins in {start}, so nothing can be tested by {long_day(day)}."
    released = plural(len(between(let_go(context), SERIES_START, day)), "release")
    talked = len(between(talks(context), SERIES_START, day))
    return (
        f"From {start} to {long_day(day)} the record holds {released} and {talked or 'no'} talks, too "
        "little to test whether one follows the other."
    )


def _within(
    context: Context, parties: tuple[str, ...], since: date, same_day: bool, windows: tuple[int, ...]
) -> dict[str, str]:
    last = context.last_day()
    released = _days(let_go(context), since, last)
    talked = _days(talks(context, parties), since - timedelta(days=max(windows)), last, since)
    gaps = released[:, None] - talked[None, :]
    least = 0 if same_day else 1
    near = {window: int(((gaps >= least) & (gaps <= window)).any(axis=1).sum()) for window in windows}
    return {f"within_{window}_days": f"{count} of {len(released)}" for window, count in near.items()}


def _days(frame: pd.DataFrame, first: date, last: date, zero: date | None = None) -> Days:
    inside = between(frame, first, last)
    days = {max(day, first) for day in first_days(inside)}
    return np.array(sorted((day - (zero or first)).days for day in days), dtype=np.int64)


def _mean(released: Days, talked: Days, length: int, same_day: bool) -> float:
    gaps = (released[:, None] - talked[None, :]) % length
    if not same_day:
        gaps = np.where(gaps == 0, length, gaps)
    return float(gaps.min(axis=1).mean())


def _preceding(released: Days, talked: Days, same_day: bool) -> float | None:
    after = released[released >= talked[0] + (not same_day)]
    side: Literal["left", "right"] = "right" if same_day else "left"
    latest = talked[np.searchsorted(talked, after, side) - 1]
    return float((after - latest).mean()) if len(after) else None


def _share(means: NDArray[np.float64], observed: float) -> float:
    return float((1 + int((means <= observed + 1e-9).sum())) / (1 + len(means)))
