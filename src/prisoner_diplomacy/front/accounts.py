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
    "stated by no side": "What was given in return is not known: {sides} name no price",
    "not stated": "What was given in return is not known: nothing was stated",
    "not announced": "What was given in return is not known: nothing was announced",
    "not material": "Nothing material is known to have been given in return",
    "denied": "Nothing is known to have been given in return",
}
"""What the record's ``return_known`` says where no return is stated, as a sentence says it."""
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
    carried = f"The record has the release from {join_words(names)}"
    doubt = (
        "" if story.article.publisher else "; this article, whose publisher is not known, may be one of them"
    )
    outlets = Sentence(f"{carried}{doubt}.", f"#row-{release['id']}", VOICES)
    assert story.context
    rows = counts_reported(story.context, str(release["id"]))
    if rows.empty:
        return [outlets]
    told = "; ".join(
        f"{join_words([_in_article(story, voice) for voice in voices])} gave the number as {value}"
        for value, voices in _voices_by_value(rows).items()
    )
    same_day = set(rows["date"]) == {release["date"]}
    when = f" on {day_words(release['date'])}" if same_day else ""
    return [Sentence(f"{opened(told)}{when}.", "#rows-voices", VOICES), outlets]


def _in_article(story: Story, voice: str) -> str:
    """Return a voice, with the words by which the article calls it where those are others."""
    called = next((words for name, words in story.called.items() if voice.endswith(name)), "")
    return f"{voice} (in the article “{called}”)" if called else voice


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
    return _few(publishers(story.context, release["sources"]))


def _few(names: list[str]) -> list[str]:
    """Return the first names and how many more there are."""
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
    if not release["return_known"]:
        return []
    assert story.context
    unknown = NOT_KNOWN.get(release["return_known"], "").format(sides=_sides(release))
    words = release["in_return"]
    text = "; ".join(filter(None, [unknown, words])) if unknown else f"By the record: {words}"
    claims = exchange_claims(story.context, str(release["id"]))
    address = f"#row-{release['id']}" if claims.empty else f"#row-{claims['id'].iloc[0]}"
    return [Sentence(f"{text}.", address, RETURN)]


def _sides(release: dict[str, Any]) -> str:
    """Return who let people go and who negotiated it, by name."""
    from prisoner_diplomacy.analysis.shared import NOBODY

    codes = [release["country"], *(code for code in release["mediators"].split(";") if code != NOBODY)]
    return join_words([the(code) for code in dict.fromkeys(codes) if code])


def exchange_claims(context: "Context", release: str) -> "pd.DataFrame":
    """Return what reports of a release say of whether it was an exchange."""
    rows = context.reports
    return rows[(rows["about"] == release) & (rows["claim"] == "exchange")]


def later_claims(story: Story) -> "pd.DataFrame":
    """Return what reports after the article's day say of a return for the release, or of an exchange."""
    assert story.context and story.record and story.release
    rows = story.record.reports
    of_it = (rows["about"] == story.release["id"]) & rows["claim"].isin(("exchange", "in_return"))
    known = story.context.reports["id"].tolist()
    later: pd.DataFrame = rows[of_it & ~rows["id"].isin(known)].sort_values(["date", "id"])
    return later


def told_later(context: "Context", claim: "pd.Series[Any]") -> str:
    """Return what a later report says of a return, who says it and when, with the record's note."""
    from prisoner_diplomacy.analysis.shared import publishers

    own = claim["attributed_to"] == claim["outlet"]
    who = join_words(publishers(context, claim["sources"])) if own else speakers(claim)
    note = f" (the record notes: {claim['note']})" if claim["note"] else ""
    when = f"on {day_words(claim['date'])}" if claim["date"].count("-") == 2 else day_words(claim["date"])
    matter = matter_words(claim["claim"])
    return f"On {matter} {who} said {when}: {claim['value']}{note}."


def _ties(context: "Context", links: Sequence[dict[Any, Any]]) -> list[Sentence]:
    """Return who ties easings to a release, those of one sender, day and claim in one sentence."""
    senders = context.sanctions.set_index("id")["sender"]
    claims: dict[Tie, list[str]] = {}
    for row in links:
        tie = Tie(
            **{name: str(row[name]) for name in ("relation", "claimed_by", "denied_by", "date")},
            sender=the(senders[row["other"]]),
            gap=gap_words(row["days_low"], row["days_high"]),
            **_tie_told(context, row),
        )
        claims.setdefault(tie, []).append(row["what"])
    return [Sentence(_tie_words(tie, acts), "#rows-ties", RETURN) for tie, acts in claims.items()]


def _tie_told(context: "Context", row: dict[Any, Any]) -> dict[str, str]:
    """Return what the one report that claims a tie says, and the note of that report, else of the link."""
    known = context.reports
    same = (known["about"] == row["release"]) & (known["claim"] == "in_return")
    claims = known[same & known["attributed_to"].isin(row["claimed_by"].split(";"))]
    notes = [note.partition("; ")[0] for note in claims["note"] if note]
    told = claims["value"].iloc[0] if len(claims) == 1 else ""
    return {"told": told, "note": str((notes or [row["note"]])[0]).removesuffix(".")}


class Tie(NamedTuple):
    """What somebody ties to a release, who says and denies it, the acts' day, sender and distance, a note.

    ``told`` is the act in the words of the report that claims it, where the record has that.
    """

    relation: str
    claimed_by: str
    denied_by: str
    date: str
    sender: str
    gap: str
    note: str
    told: str


def _tie_words(tie: Tie, acts: list[str]) -> str:
    claimed, denied = tie.claimed_by.split(";"), tie.denied_by.split(";")
    alone = len(claimed) == 1 and not tie.denied_by
    who = (
        f"{'only ' if alone else ''}{join_words(claimed)} {'names' if len(claimed) == 1 else 'name'}"
        if tie.claimed_by
        else "reports name"
    )
    what = f"something {GIVEN}" if GIVEN in tie.relation else "something tied to it"
    eased = "an easing" if len(acts) == 1 else f"{number_word(len(acts))} easings"
    act = (
        f"{tie.told}, on {day_words(tie.date)} ({tie.gap})"
        if tie.told
        else f"{eased} of sanctions by {tie.sender} on {day_words(tie.date)} ({tie.gap}): {'; '.join(acts)}"
    )
    note = f" The record notes: {tie.note}." if tie.note else ""
    denies = "denies" if len(denied) == 1 else "deny"
    refused = f" {join_words(denied)} {denies} it." if tie.denied_by else ""
    return f"{opened(who)} {what}: {act}.{note}{refused}"


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
    """Return what bears the release out, and what accounts set against each other, by matter."""
    assert story.context
    differing = [
        Sentence(f"{opened(matter_words(claim))}: {_against(rows)}.", "#differences", CERTAIN)
        for claim, rows in differences(story.context, str(release["id"]))
    ]
    many = "one point" if len(differing) == 1 else f"{number_word(len(differing))} points"
    told = f"Accounts differ on {many}, told here in the record’s words, not in those of the speakers."
    beside = others_differing(story.context, str(release["id"]))
    head = [Sentence(f"{told}{beside}", "#differences", CERTAIN)] if differing else []
    return [*_borne_out(story.context, release, bool(differing)), *head, *differing]


def _borne_out(context: "Context", release: dict[str, Any], differing: bool) -> list[Sentence]:
    """Return which sources bear a release out; of a disputed one, what the record notes of the dispute."""
    graded, row = ORIGINS.get(str(release["confidence"]), ""), f"#row-{release['id']}"
    if release["confidence"] != "high":
        how = f": {release['note']}" if release["confidence"] == "disputed" and not differing else "."
        return [Sentence(f"{graded}{how}", row, CERTAIN)] if graded else []
    voices = next(iter(_voices_by_value(counts_reported(context, str(release["id"]))).values()), [])
    if len(voices) > 1:
        told = f"Sources independent of each other bear the release out: {join_words(voices)}."
        return [Sentence(told, "#rows-voices", CERTAIN)]
    return [Sentence(f"{_by_pages(context, release) or graded}.", row, CERTAIN)]


def _by_pages(context: "Context", release: dict[str, Any]) -> str:
    """Return which pages bear a release out: those of an authority, else those of several origins."""
    from prisoner_diplomacy.analysis.shared import publishers
    from prisoner_diplomacy.record.load import split

    pages = context.sources[context.sources["id"].isin(split(release["sources"]))]
    official = pages[pages["official"].astype(str).str.casefold() == "true"]
    if len(official):
        names = publishers(context, ";".join(official["id"]))
        return f"An authority’s own page bears the release out: {join_words(names)}"
    origins = list(dict.fromkeys(name for cell in pages["origin"] for name in split(cell)))
    if len(origins) < 2:
        return ""
    return f"Sources of independent origin bear the release out: {join_words(_few(origins))}"


def differences(context: "Context", release: str) -> "Iterator[tuple[str, list[pd.Series[Any]]]]":
    """Yield the matters of a release on which accounts stand against each other, with the claims of each."""
    from prisoner_diplomacy.analysis import compare_reports, contradictions

    against = contradictions(compare_reports(context, release))
    for claim, rows in against[~against["claim"].isin(OF_OTHERS)].groupby("claim", sort=True):
        yield str(claim), [row for _, row in rows.iterrows()]


def others_differing(context: "Context", release: str) -> str:
    """Return on what of other people or another day accounts differ too, nothing where on nothing."""
    from prisoner_diplomacy.analysis import compare_reports, contradictions

    claims = set(contradictions(compare_reports(context, release))["claim"]) & OF_OTHERS
    return f" They differ too on {join_words([*map(matter_words, sorted(claims))])}." if claims else ""


def _against(rows: "Sequence[pd.Series[Any]]") -> str:
    """Return each value with who gives it, which outlet has it from there, and what is noted of it alone."""
    told, before = [], ""
    for row in rows:
        same = row["attributed_to"] == before
        own = bool(_words(row["outlet"]) & _words(row["attributed_to"]))
        who = speakers(row) if own else join_words(_names(row))
        by = "" if own else f", in {row['outlet']}"
        note = own_note(row, rows).partition(":")[0]
        remark = f"; the record notes: {note}" if note else ""
        told.append(f"{row['value']} ({'the same' if same else who}{by}{remark})")
        before = row["attributed_to"]
    return "; ".join(told)


def speakers(row: "pd.Series[Any]") -> str:
    """Return who says what a report tells, with office or country: "Ann Lee, mayor of Y"."""
    names = [name if ", " in name else voice_words(name) for name in row["attributed_to"].split(";")]
    return join_words([with_article(name) for name in names])


def _names(row: "pd.Series[Any]") -> list[str]:
    return [with_article(name.partition(", ")[0]) for name in row["attributed_to"].split(";")]


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
