"""What others report of a release: who vouches for it, what is tied to it, and where accounts differ."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.front.subject import Sentence, Story
from prisoner_diplomacy.wording import (
    day_words,
    join_words,
    matter_words,
    number_word,
    opened,
    plural,
    the,
    voice_words,
)

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.record.load import Context

VOICES, RETURN, CERTAIN = "Who says so", "Given in return", "How certain"
MOST_NAMED = 3
GIVEN = "given in return"
NOT_KNOWN = {
    "nothing that either side states": "What was given in return is not known: neither side states anything",
    "nothing stated": "What was given in return is not known: nothing was stated",
    "none announced": "What was given in return is not known: nothing was announced",
    "none": "Nothing is known to have been given in return",
}
"""How the record words that nothing is known of a return, as a sentence says it."""
ORIGINS = {
    "high": "Two sources of independent origin, or an official act, bear the release out",
    "medium": "All that is known of the release goes back to one source, however many repeat it",
    "disputed": "Sources differ on the release",
}
"""What the record's grades of certainty stand for."""
OF_OTHERS = frozenset(
    {"earlier_release", "how_many_still_held", "later_release", "others_freed_same_week", "others_taken_to"}
)
"""The claims in reports of a release that are about other people or another day."""
ON_A_PAGE = re.compile(r"\bpages?\b|supplied text")
"""What a part of a note has that is about a page, not about the matter."""
WORD = re.compile(r"[\w,.]*\w")
SHORT = 4
"""Words shorter than this do not tell one value from another."""


def who_says_so(story: Story, release: dict[str, Any]) -> list[Sentence]:
    """Return who gives the number of people freed, and which outlets carry it."""
    names = _publishers(story, release)
    carried = f"{join_words(names)} {'carries' if len(names) == 1 else 'carry'} the news"
    doubt = (
        "" if story.article.publisher else "; this article, whose publisher is not known, may be one of them"
    )
    outlets = Sentence(f"{carried}{doubt}.", f"#row-{release['id']}", VOICES)
    assert story.context
    rows = counts_reported(story.context, str(release["id"]))
    if rows.empty:
        return [outlets]
    told = "; ".join(
        f"{join_words(voices)} gave the number as {value}" for value, voices in _voices_by_value(rows).items()
    )
    same_day = set(rows["date"]) == {release["date"]}
    when = f" on {day_words(release['date'])}" if same_day else ""
    return [Sentence(f"{opened(told)}{when}.", "#rows-voices", VOICES), outlets]


def counts_reported(context: "Context", release: str) -> "pd.DataFrame":
    """Return the reports of how many were freed, without that of the article under study."""
    from prisoner_diplomacy.analysis.reports import ARTICLE

    rows = context.reports
    return rows[(rows["about"] == release) & (rows["claim"] == "count") & (rows["outlet"] != ARTICLE)]


def _voices_by_value(rows: "pd.DataFrame") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, row in rows.iterrows():
        voices = found.setdefault(str(row["value"]), [])
        voices += [
            voice for name in row["attributed_to"].split(";") if (voice := voice_words(name)) not in voices
        ]
    return found


def _publishers(story: Story, release: dict[str, Any]) -> list[str]:
    from prisoner_diplomacy.analysis.shared import publishers

    assert story.context
    names = publishers(story.context, release["sources"])
    others = len(names) - MOST_NAMED
    return [*names[:MOST_NAMED], f"{others} more"] if others > 1 else names


def given_in_return(story: Story, release: dict[str, Any], agreement: Sequence[Sentence]) -> list[Sentence]:
    """Return what is known of a return, then who speaks of an agreement or ties which easing to the release.

    Args:
        story: what the report tells.
        release: the record's row.
        agreement: what the article says of one.
    """
    from prisoner_diplomacy.analysis import relief_by_link

    assert story.context
    links = relief_by_link(story.context)
    ties = _ties(story.context, links[links["release"] == release["id"]].to_dict("records"))
    nothing = "What was given in return is not known: the record names nothing."
    unknown = [] if ties else [Sentence(nothing, f"#row-{release['id']}", RETURN)]
    return [*(_known_return(story, release) or unknown), *agreement, *ties]


def _known_return(story: Story, release: dict[str, Any]) -> list[Sentence]:
    if not release["in_return"]:
        return []
    assert story.context
    first, _, more = release["in_return"].partition(", ")
    text = f"{NOT_KNOWN[first]}; {more}" if first in NOT_KNOWN else f"By the record: {release['in_return']}"
    claims = exchange_claims(story.context, str(release["id"]))
    address = f"#row-{release['id']}" if claims.empty else f"#row-{claims['id'].iloc[0]}"
    return [Sentence(f"{text.removesuffix('; ')}.", address, RETURN)]


def exchange_claims(context: "Context", release: str) -> "pd.DataFrame":
    """Return what reports of a release say of whether it was an exchange."""
    rows = context.reports
    return rows[(rows["about"] == release) & (rows["claim"] == "exchange")]


def _ties(context: "Context", links: Sequence[dict[Any, Any]]) -> list[Sentence]:
    """Return who ties easings to a release, those of one sender, day and claim in one sentence."""
    senders = context.sanctions.set_index("id")["sender"]
    claims: dict[Tie, list[str]] = {}
    for row in links:
        tie = Tie(
            **{name: str(row[name]) for name in ("relation", "claimed_by", "denied_by", "date")},
            sender=the(senders[row["other"]]),
            gap=gap_words(row["days_low"], row["days_high"]),
        )
        claims.setdefault(tie, []).append(f"“{row['what']}”")
    return [Sentence(_tie_words(tie, acts), "#rows-ties", RETURN) for tie, acts in claims.items()]


class Tie(NamedTuple):
    """What somebody ties to a release: how, who says and who denies it; the acts' day, sender, distance."""

    relation: str
    claimed_by: str
    denied_by: str
    date: str
    sender: str
    gap: str


def _tie_words(tie: Tie, acts: list[str]) -> str:
    claimed, denied = tie.claimed_by.split(";"), tie.denied_by.split(";")
    alone = " alone" if len(claimed) == 1 and not tie.denied_by else ""
    names = "names" if len(claimed) == 1 else "name"
    who = f"{join_words(claimed)}{alone} {names}" if tie.claimed_by else "Reports name"
    what = GIVEN if GIVEN in tie.relation else "tied to it"
    eased = "an easing" if len(acts) == 1 else f"{number_word(len(acts))} easings"
    denies = "denies" if len(denied) == 1 else "deny"
    refused = f"; {join_words(denied)} {denies} it" if tie.denied_by else ""
    return (
        f"{opened(who)} as {what} {eased} of sanctions by {tie.sender} on {day_words(tie.date)} ({tie.gap}): "
        f"{join_words(acts)}{refused}."
    )


def gap_words(low: "int | None", high: "int | None") -> str:
    """Return in words how long before or after a release an act was: "72 days before", "the same day"."""
    import pandas as pd

    if pd.isna(low) or pd.isna(high) or low is None or high is None:
        return "the day is not known"
    if low == high == 0:
        return "the same day"
    bounds = sorted((abs(int(low)), abs(int(high))))
    many = (
        plural(bounds[0], "day") if bounds[0] == bounds[1] else f"{bounds[0]} to {plural(bounds[1], 'day')}"
    )
    return f"{many} {'before' if high <= 0 else 'after' if low >= 0 else 'before or after'}"


def how_certain(story: Story, release: dict[str, Any]) -> list[Sentence]:
    """Return how sure the record is of the release, and what accounts set against each other, by matter."""
    assert story.context
    differing = [
        Sentence(f"{opened(matter_words(claim))}: {_against(rows)}.", "#differences", CERTAIN)
        for claim, rows in differences(story.context, str(release["id"]))
    ]
    graded = ORIGINS.get(str(release["confidence"]), "")
    how = f": {release['note']}" if release["confidence"] == "disputed" and not differing else "."
    sure = [Sentence(f"{graded}{how}", f"#row-{release['id']}", CERTAIN)] if graded else []
    return [*sure, *differing]


def differences(context: "Context", release: str) -> "Iterator[tuple[str, list[pd.Series[Any]]]]":
    """Yield the matters of a release on which accounts stand against each other, with the claims of each."""
    from prisoner_diplomacy.analysis import compare_reports, contradictions

    against = contradictions(compare_reports(context, release))
    for claim, rows in against[~against["claim"].isin(OF_OTHERS)].groupby("claim", sort=True):
        yield str(claim), [row for _, row in rows.iterrows()]


def _against(rows: "Sequence[pd.Series[Any]]") -> str:
    """Return who says what, and who reports it where that is somebody else."""
    told, before = [], ""
    for row in rows:
        names = [with_article(name.partition(", ")[0]) for name in row["attributed_to"].split(";")]
        who = join_words(names)
        if who == before:
            told.append(f"as {row['outlet']} has it, “{row['value']}”")
            continue
        by = "" if any(row["outlet"] in name for name in names) else f" ({row['outlet']})"
        told.append(f"{who}{by} {'says' if len(names) == 1 else 'say'} “{row['value']}”")
        before = who
    return "; ".join(told)


def with_article(name: str) -> str:
    """Return who speaks as a sentence takes it: "the press service of X", "Ann Lee"."""
    return f"the {name}" if name[:1].islower() and not name.startswith("the ") else name


def own_note(row: "pd.Series[Any]", rows: "Sequence[pd.Series[Any]]") -> str:
    """Return what a claim's note has of its own: not what claims beside it say, nor what is about a page."""
    parts = [part for part in row["note"].split("; ") if part and not ON_A_PAGE.search(part)]
    own = _words(row["value"])
    theirs = {word for other in rows for word in _words(f"{other['value']} {other['outlet']}")} - own
    return "; ".join(part for part in parts if not _words(part) & theirs)


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(text.casefold()) if len(word) >= SHORT}
