"""The first words of a report: headline, lead and numbers, each worked out from rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.review import Reviewed
from prisoner_diplomacy.schema.rows import Event
from prisoner_diplomacy.viewer.payload import contents_of
from prisoner_diplomacy.wording import (
    KINDS,
    amount,
    concerned,
    counted_noun,
    country_name,
    country_names,
    day_words,
    join_words,
    names_of,
    number_word,
    plural,
    the,
)

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.record.load import Context

HEADLINES = {
    "release": "{who} frees {whom}",
    "detention": "{who} holds {whom}",
    "mistreatment": "{whom} mistreated",
    "sanction": "{who} puts sanctions on {whom}",
    "sanction-relief": "{who} eases sanctions on {whom}",
    "agreement": "{who} and {whom} agree",
    "talks": "{who} talks with {whom}",
    "appointment": "{who} appoints {whom}",
    "military": "{who} attacks {whom}",
}
TOLD = {
    "release": "{who} freed {whom}",
    "detention": "{who} holds {whom}",
    "mistreatment": "{whom} were mistreated",
    "sanction": "{who} put sanctions on {whom}",
    "sanction-relief": "{who} eased sanctions on {whom}",
    "agreement": "{who} and {whom} agreed",
    "talks": "{who} spoke with {whom}",
    "appointment": "{who} appointed {whom}",
    "military": "{who} attacked {whom}",
}
NOTHING = re.compile(r"((?:none|nothing)\b[^,;]*), ")
"""What was given in return where it begins by saying that nothing was, with what follows after a comma."""
MOST_NAMED = 3
NOT_YET = {"future": "Planned: ", "hypothetical": "Hoped for: ", "negated": "Denied: "}
SAID = {"future": "as a plan", "hypothetical": "as a hope or a possibility", "negated": "as something denied"}


class Sentence(NamedTuple):
    """A sentence of the lead, and the address of the rows behind it."""

    text: str
    address: str


class Number(NamedTuple):
    """A number on the first page: its value, what it counts, and the address of the rows behind it."""

    value: str
    label: str
    address: str


@dataclass(frozen=True)
class Story:
    """An article's rows by the numbers of the view, and where the record has its main event.

    Attributes:
        article: the text.
        rows: numbers and rows, in the order of the text.
        main: number and row of the event that the report begins with, None without rows.
        context: the record as of publication, None where the article has no part in it.
        release: the record's release that the main event is, None where there is none.
        record: all that the record knows by now, None where the article has no part in it.
    """

    article: Article
    rows: list[tuple[int, Event]]
    main: tuple[int, Event] | None
    context: "Context | None" = None
    release: "dict[str, Any] | None" = None
    record: "Context | None" = None


def story_of(article: Article, reviewed: Reviewed, context: "Context | None" = None) -> Story:
    """Return what a report tells of an article.

    Args:
        article: the text.
        reviewed: its rows.
        context: the whole record; its day becomes that of publication.
    """
    shelves = contents_of(reviewed).shelves
    rows = [
        (number, shelf.row)
        for number, shelf in enumerate(shelves, 1)
        if shelf.state not in ("deleted", "proposed")
    ]
    main = _main(rows)
    if context is None or article.published is None or not _about(rows):
        return Story(article, rows, main)
    known = context.as_of(article.published)
    return Story(article, rows, main, known, _release(known, main), context)


def _main(rows: Sequence[tuple[int, Event]]) -> tuple[int, Event] | None:
    """Return the release that happened told first with a count, else the first event that did, or any."""
    happened = [row for row in rows if row[1].status == "occurred"]
    counted = [row for row in happened if row[1].kind == "release" and row[1].count_low is not None]
    return next(iter(counted or happened or rows), None)


def _about(rows: Sequence[tuple[int, Event]]) -> bool:
    from prisoner_diplomacy.analysis.shared import HOME

    return any(HOME in f"{row.actor_country};{row.target_country}".split(";") for _, row in rows)


def _release(context: "Context", main: tuple[int, Event] | None) -> "dict[str, Any] | None":
    from prisoner_diplomacy import tabulate
    from prisoner_diplomacy.analysis import place_events

    if main is None:
        return None
    found = [
        name
        for cell in place_events(context, tabulate([main[1]]))["record"]
        for name in cell.split(";")
        if name
    ]
    rows = context.releases[context.releases["id"].isin(found)].to_dict("records")
    count = main[1].count_low
    fitting = [
        row for row in rows if count is None or row["count_low"] <= count <= (row["count_high"] or count)
    ]
    return {str(name): value for name, value in fitting[0].items()} if len(fitting) == 1 else None


def headline(story: Story) -> str:
    """Return the article's title, else its main event in words, never a file's name."""
    if story.article.title:
        return story.article.title
    if story.main is None:
        return "An article without events of the kinds sought"
    event = story.main[1]
    words = HEADLINES[event.kind].format(who=_nation(event) or "Somebody", whom=_whom(event))
    return NOT_YET.get(event.status, "") + _opened(words)


def lead(story: Story, view: str) -> list[Sentence]:
    """Return the sentences under the headline: what happened, who says so, and what stands around it.

    Args:
        story: what the report tells.
        view: what the ids of the linked view begin with.
    """
    if story.main is None:
        sought = f"no {', '.join(list(KINDS.values())[:-1])} or {list(KINDS.values())[-1]}"
        return [Sentence(f"The machine finds {sought} in the text.", f"#{view}")]
    row = f"#{view}-r{story.main[0]}"
    first, others = Sentence(_told(story.main[1]), row), _others_words(story, view)
    if story.release is None:
        return [first, *others, Sentence(_in_all(story), f"#{view}")]
    known = Sentence(f"{_publishers(story, story.release)} report it too.", f"#row-{story.release['id']}")
    return [first, known, *others, *_around(story, story.release)]


def answer(article: Article, reviewed: Reviewed) -> str:
    """Return in a few sentences which event an article tells first, who says so, and how many it tells."""
    return " ".join(sentence.text for sentence in lead(story_of(article, reviewed), ""))


def _told(event: Event) -> str:
    who = names_of(event.actor) or country_names(event.actor_country) or "somebody not named"
    words = TOLD[event.kind].format(who=who, whom=_whom(event))
    when = _when(event.date) if event.date else ""
    voice = names_of(event.attributed_to)
    says = f", says {voice}" if voice else ", the article says in its own words"
    as_what = f", told {SAID[event.status]}" if event.status in SAID else ""
    undated = "" if when else "; it gives no date"
    return f"{_opened(words)}{when}{as_what}{says}{undated}."


def _when(value: str) -> str:
    words = day_words(value)
    if "/" in value:
        return f" ({words})"
    return f" on {words}" if value.count("-") == 2 else f" in {words}"


def _others_words(story: Story, view: str) -> list[Sentence]:
    """Return what others are reported to say of an agreement behind the event."""
    for place, event in story.rows:
        if event.kind == "agreement" and event.attributed_to and event.status == "occurred":
            text = f"{names_of(event.attributed_to)} speaks of an agreement with {_whom(event)}."
            return [Sentence(text, f"#{view}-r{place}")]
    return []


def _around(story: Story, release: "dict[str, Any]") -> list[Sentence]:
    place = _place(story, release)
    sentences = [Sentence(_in_order(story, place), "#rows-releases")] if place else []
    held = _held(story)
    if held:
        from prisoner_diplomacy.analysis.counts import COUNTER, COUNTER_IS
        from prisoner_diplomacy.analysis.describe import still_held

        text = f"By the list of {COUNTER}, {COUNTER_IS}, {still_held(*held)}."
        sentences.append(Sentence(text, "#rows-held"))
    return [*sentences, *_in_return(story, release), *_disputed(story, release), *_after(story)]


def _after(story: Story) -> list[Sentence]:
    """Return how many releases came after the article, as far as the record goes."""
    from prisoner_diplomacy.analysis.shared import span

    rows = later_releases(story)
    if rows.empty:
        return []
    people, last = span(rows["count_low"].sum(), rows["count_high"].sum()), rows["date"].iloc[-1]
    known = story.record.releases.set_index("id").loc[rows["id"]] if story.record else rows
    least = "at least " if known["count_high"].isna().any() else ""
    told = f"What came after: {plural(len(rows), 'release')} of {least}{people} people, up to"
    return [Sentence(f"{told} {day_words(last)}.", "#rows-later")]


def later_releases(story: Story) -> "pd.DataFrame":
    """Return the releases of the whole record that the article's day does not know yet."""
    from prisoner_diplomacy.analysis import freed

    assert story.context and story.record
    rows = freed(story.record)
    return rows[~rows["id"].isin(story.context.releases["id"])]


def _in_order(story: Story, place: "Place") -> str:
    since = f"{_series(story):%B %Y}"
    if place.order == 1:
        return f"It was the first release since {since}."
    before = plural(place.order - 1, "release")
    return (
        f"It was the {ordinal(place.order)} release since {since}: the {before} before it freed "
        f"{place.before} people; with it they are {place.total}."
    )


def _disputed(story: Story, release: "dict[str, Any]") -> list[Sentence]:
    """Return on which matters reports of the release differ."""
    from prisoner_diplomacy.analysis import compare_reports
    from prisoner_diplomacy.analysis.reports import DIFFER, matters

    assert story.context
    differing = matters(compare_reports(story.context, str(release["id"])))[DIFFER]
    if not differing:
        return []
    return [Sentence(f"Outlets differ on {join_words(differing)}.", "#trust")]


def _publishers(story: Story, release: "dict[str, Any]") -> str:
    assert story.context
    known = story.context.sources.set_index("id")["publisher"]
    names = list(dict.fromkeys(known[name] for name in release["sources"].split(";")))
    others = len(names) - MOST_NAMED
    return join_words([*names[:MOST_NAMED], f"{others} more"] if others > 1 else names)


class Place(NamedTuple):
    """Where a release stands in the series, and how many were freed before it and with it."""

    order: int
    before: str
    total: str


def _place(story: Story, release: "dict[str, Any]") -> Place | None:
    from prisoner_diplomacy.analysis import freed
    from prisoner_diplomacy.analysis.shared import span

    assert story.context
    table = freed(story.context)
    places = [place for place, name in enumerate(table["id"]) if name == release["id"]]
    if not places:
        return None
    row = table.iloc[places[0]]
    before = span(row["total_low"] - row["count_low"], row["total_high"] - row["count_high"])
    return Place(places[0] + 1, before, span(row["total_low"], row["total_high"]))


def _series(story: Story) -> Any:
    from prisoner_diplomacy.analysis.shared import series_start

    assert story.context
    return series_start(story.context)


def _held(story: Story) -> tuple[str, str] | None:
    from prisoner_diplomacy.analysis.counts import held_words

    assert story.context
    return held_words(story.context, story.context.last_day())


def _in_return(story: Story, release: "dict[str, Any]") -> list[Sentence]:
    from prisoner_diplomacy.analysis import relief_by_link

    assert story.context
    links = relief_by_link(story.context)
    links = links[links["release"] == release["id"]].to_dict("records")
    told: list[Sentence] = []
    if release["in_return"]:
        text = NOTHING.sub(r"\1; ", release["in_return"])
        denied = exchange_claims(story.context, str(release["id"]))
        address = f"#row-{release['id']}" if denied.empty else "#exchange"
        told.append(Sentence(f"Given in return: {text}.", address))
    senders = story.context.sanctions.set_index("id")["sender"]
    claims: dict[tuple[str, str, str, str], list[str]] = {}
    for row in links:
        key = (str(row["claimed_by"]), str(row["denied_by"]), the(senders[row["other"]]), str(row["date"]))
        claims.setdefault(key, []).append(str(row["what"]))
    but = "But " if NOTHING.match(release["in_return"]) else ""
    told += [Sentence(_claim(key, acts, but), "#rows-ties") for key, acts in claims.items()]
    nothing = Sentence("The record knows of nothing that was given in return.", f"#row-{release['id']}")
    return told or [nothing]


def exchange_claims(context: "Context", release: str) -> "pd.DataFrame":
    """Return what reports of a release say of whether it was an exchange."""
    rows = context.reports
    return rows[(rows["about"] == release) & (rows["claim"] == "exchange")]


def _claim(of: tuple[str, str, str, str], acts: list[str], but: str) -> str:
    """Return acts in words that the same people tie to a release: who, who denies it, sender and day."""
    claimed_by, denied_by, sender, day = of
    claimed, denied = claimed_by.split(";"), denied_by.split(";")
    named = "names" if len(claimed) == 1 else "name"
    refused = (
        f"; {join_words(denied)} {'denies' if len(denied) == 1 else 'deny'} the tie" if denied_by else ""
    )
    who = f"{but}{join_words(claimed)}"
    return f"{_opened(who)} {named} as relief what {sender} eased{_when(day)}: {join_words(acts)}{refused}."


def _in_all(story: Story) -> str:
    happened = sum(event.status == "occurred" for _, event in story.rows)
    dated = sum(bool(event.date) for _, event in story.rows)
    if len(story.rows) == 1:
        return "It is the only event that the article reports."
    return (
        f"The article reports {plural(len(story.rows), 'event')}, of which {happened} happened; "
        f"{dated} {'has' if dated == 1 else 'have'} a date."
    )


def numbers(story: Story, view: str) -> list[Number]:
    """Return the numbers of the first page, four at most.

    Args:
        story: what the report tells.
        view: what the ids of the linked view begin with.
    """
    if story.main is None:
        return []
    place, event = story.main
    row = f"#{view}-r{place}"
    found = [Number(_bounds(event), TOLD_SHORT.get(event.kind, event.kind), row)] if event.count_low else []
    if story.release is not None:
        return [*found, *_record_numbers(story, story.release)]
    happened = sum(event.status == "occurred" for _, event in story.rows)
    dated = sum(bool(event.date) for _, event in story.rows)
    table = f"#{view}"
    counted = [(len(story.rows), "events told"), (happened, "happened"), (dated, "dated")]
    return [*found, *(Number(str(count), label, table) for count, label in counted)]


def _record_numbers(story: Story, release: "dict[str, Any]") -> list[Number]:
    from prisoner_diplomacy.analysis.counts import COUNTER, held_near
    from prisoner_diplomacy.analysis.shared import span

    assert story.context
    found = []
    place = _place(story, release)
    if place:
        since = f"since {_series(story):%B %Y}"
        found.append(Number(ordinal(place.order), f"release {since}", f"#row-{release['id']}"))
        found.append(Number(place.total, f"freed {since}", "#rows-releases"))
    held, bounds = _held(story), held_near(story.context, story.context.last_day())
    if held and bounds:
        each = "" if held[0] == held[1] else f" (one page: {held[0]}, another: {held[1]})"
        label = f"political prisoners held then, by {COUNTER}’s list{each}"
        found.append(Number(span(*bounds), label, "#rows-held"))
    return found


TOLD_SHORT = {"release": "freed", "detention": "held", "sanction": "listed"}


def _bounds(event: Event) -> str:
    return amount(event.count_low, event.count_high)


def _nation(event: Event) -> str:
    codes = [code for code in event.actor_country.split(";") if code]
    names = [country_name(code) for code in codes]
    return join_words(names) if names else names_of(event.actor)


def _whom(event: Event) -> str:
    target = names_of(event.target) or concerned(event.kind, event.target_country)
    if event.count_low is None or not target:
        return target or "people not named"
    count = _bounds(event)
    if target.replace(",", "").isdigit():
        return f"{count} {counted_noun(count, event.counted or 'person')}"
    said = event.count_low == event.count_high and number_word(event.count_low) in target.lower()
    return target if said or count.split(" ")[0] in target else f"{target} ({count})"


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def ordinal(count: int) -> str:
    """Return a count as its place in an order: 1st, 22nd, 113th."""
    if count % 100 in (11, 12, 13):
        return f"{count}th"
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th') }".replace(" ", "")
