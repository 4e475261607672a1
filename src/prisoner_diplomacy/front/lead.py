"""The first words of a report: headline, lead and numbers, each worked out from rows."""

from typing import TYPE_CHECKING, Any, NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.front.accounts import (
    RETURN,
    given_in_return,
    how_certain,
    later_claims,
    told_later,
    who_says_so,
)
from prisoner_diplomacy.front.subject import Number, Sentence, Story, story_of
from prisoner_diplomacy.review import Reviewed
from prisoner_diplomacy.schema.jsonl import parse_spans
from prisoner_diplomacy.schema.rows import Event
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
    opened,
    plural,
)

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.analysis.counts import Held

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
ACTS = {
    "pardon": "a pardon",
    "amnesty": "an amnesty",
    "exchange": "an exchange",
    "expulsion": "an expulsion",
    "house arrest": "a move to house arrest",
}
HELD, LATER = "Still held", "Since then"
MOST_NAMED = 4
NOT_YET = {"future": "Planned: ", "hypothetical": "Hoped for: ", "negated": "Denied: "}
SAID = {"future": "as a plan", "hypothetical": "as a hope or a possibility", "negated": "as something denied"}


def headline(story: Story) -> str:
    """Return the article's title, else its main event in words, never a file's name."""
    if story.article.title:
        return story.article.title
    if story.main is None:
        return "An article without events of the kinds sought"
    event = story.main[1]
    words = HEADLINES[event.kind].format(who=_nation(event) or "Somebody", whom=_whom(event))
    return NOT_YET.get(event.status, "") + opened(words)


def lead(story: Story, view: str) -> list[Sentence]:
    """Return the sentences under the headline: what happened, who says so, and what stands around it.

    Args:
        story: what the report tells.
        view: what the ids of the linked view begin with.
    """
    if story.main is None:
        sought = f"no {', '.join(list(KINDS.values())[:-1])} or {list(KINDS.values())[-1]}"
        return [Sentence(f"The machine finds {sought} in the text.", f"#{view}")]
    first = Sentence(_told(story.main[1], _by_the_record(story)), f"#{view}-r{story.main[0]}")
    agreement = _others_words(story, view)
    if story.release is None:
        return [first, *agreement, Sentence(_in_all(story), f"#{view}")]
    return [
        first,
        *_in_series(story, story.release),
        *who_says_so(story, story.release),
        *given_in_return(story, story.release, agreement),
        *_still_held(story, story.release),
        *_after(story),
        *how_certain(story, story.release),
    ]


def answer(article: Article, reviewed: Reviewed) -> str:
    """Return in a few sentences which event an article tells first, who says so, and how many it tells."""
    return " ".join(sentence.text for sentence in lead(story_of(article, reviewed), ""))


def _by_the_record(story: Story) -> bool:
    """Tell whether the record has the main event on the very day that the article gives."""
    return bool(story.main and story.release and story.main[1].date == story.release["date"])


def _told(event: Event, dated_later: bool = False) -> str:
    who = names_of(event.actor) or country_names(event.actor_country) or "somebody not named"
    words = TOLD[event.kind].format(who=who, whom=_whom(event))
    when = _when(event.date) if event.date and not dated_later else ""
    voice = names_of(event.attributed_to)
    says = f", says {voice}" if voice else ", the article says in its own voice"
    as_what = f", told {SAID[event.status]}" if event.status in SAID else ""
    undated = "" if event.date else "; it gives no date"
    return f"{opened(words)}{when}{as_what}{says}{undated}."


def _when(value: str) -> str:
    words = day_words(value)
    if "/" in value:
        return f" ({words})"
    return f" on {words}" if value.count("-") == 2 else f" in {words}"


def _others_words(story: Story, view: str) -> list[Sentence]:
    """Return what others are reported to say of an agreement behind the event."""
    for place, event in story.rows:
        if event.kind == "agreement" and event.attributed_to and event.status == "occurred":
            text = (
                f"In the article {names_of(event.attributed_to)} speaks of an agreement with {_whom(event)}."
            )
            return [Sentence(text, f"#{view}-r{place}", RETURN if story.release else "")]
    return []


def _in_series(story: Story, release: "dict[str, Any]") -> list[Sentence]:
    act = f" {ACTS[release['kind']]}{_own_word(story, release['kind'])}" if release["kind"] in ACTS else ""
    was = f"{act}{_when(release['date']) if _by_the_record(story) else ''}"
    told = f"it was{was}; " if was else ""
    who = Sentence(f"By the record {told}those freed: {release['who']}.", f"#row-{release['id']}")
    place = _place(story, release)
    return [who, *([Sentence(_in_order(story, place), "#rows-releases")] if place else [])]


def _own_word(story: Story, kind: str) -> str:
    """Return that the article, too, has a word of this kind for the main event, nothing where it has none."""
    spans = parse_spans(story.main[1].mentions) if story.main else []
    named = any(story.article.text[start:end].casefold().startswith(kind) for start, end in spans)
    return " (the article’s word too)" if named else ""


def _still_held(story: Story, release: "dict[str, Any]") -> list[Sentence]:
    from prisoner_diplomacy.analysis.describe import still_held

    assert story.context
    counts = _held(story)
    if not counts:
        return []
    told = still_held(story.context, counts)
    unknown = release["political_low"] == 0 and release["political_high"] == release["count_high"]
    listed = " Whether those freed now were on it is not known." if unknown else ""
    return [Sentence(f"{told}{listed}", "#rows-held", HELD)]


def _after(story: Story) -> list[Sentence]:
    """Return how many releases came after the article, and what the record has since on a return."""
    assert story.record
    claims = [
        Sentence(told_later(story.record, claim), f"#row-{claim['id']}", LATER)
        for _, claim in later_claims(story).iterrows()
    ]
    return [*_released_after(story), *claims]


def _released_after(story: Story) -> list[Sentence]:
    from prisoner_diplomacy.analysis.shared import span

    rows = later_releases(story)
    if rows.empty:
        return []
    known = story.record.releases.set_index("id").loc[rows["id"]] if story.record else rows
    most = None if known["count_high"].isna().any() else rows["count_high"].sum()
    people, last = span(rows["count_low"].sum(), most), day_words(rows["date"].iloc[-1])
    told = f"By {last}, {plural(len(rows), 'more release')} had freed {people} people."
    return [Sentence(told, "#rows-later", LATER)]


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
    before = "one" if place.order == 2 else str(place.order - 1)
    return (
        f"It was the {ordinal(place.order)} release since {since}. The {before} before it freed "
        f"{place.before} people, so {place.total} in all.{_ranges(place.unsure)}"
    )


def _ranges(counts: list[str]) -> str:
    """Return which releases make a sum a range, their number alone where they are many."""
    if not counts:
        return ""
    if len(counts) == 1:
        return f" The range comes from one release: {counts[0]}."
    told = f": {join_words(counts)}" if len(counts) <= MOST_NAMED else ""
    return f" The range comes from {number_word(len(counts))} releases{told}."


class Place(NamedTuple):
    """Where a release stands in the series, how many were freed before it and with it, and the ranges."""

    order: int
    before: str
    total: str
    unsure: list[str]


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
    so_far = table.iloc[: places[0] + 1]
    wide = so_far[so_far["count_low"] != so_far["count_high"]]
    unsure = [span(*bounds) for bounds in wide[["count_low", "count_high"]].to_numpy()]
    return Place(places[0] + 1, before, span(row["total_low"], row["total_high"]), unsure)


def _series(story: Story) -> Any:
    from prisoner_diplomacy.analysis.shared import series_start

    assert story.context
    return series_start(story.context)


def _held(story: Story) -> "list[Held]":
    from prisoner_diplomacy.analysis.counts import held_about

    assert story.context
    return held_about(story.context, story.context.last_day())


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
    from prisoner_diplomacy.analysis.counts import COUNTER

    assert story.context
    found = []
    place = _place(story, release)
    if place:
        since = f"since {_series(story):%B %Y}"
        found.append(Number(ordinal(place.order), f"release {since}", f"#row-{release['id']}"))
        until = day_words(str(release["date"]).rpartition("/")[2])
        freed = f"freed from {_series(story):%B %Y} to {until}"
        found.append(Number(place.total, freed, "#rows-releases"))
    held = _held(story)
    if held:
        first, *others = held
        more = "".join(f"; {count.words} on {day_words(count.date)}{_old(count)}" for count in others)
        label = f"political prisoners held on {day_words(first.date)}{_old(first)}, by {COUNTER}’s list{more}"
        found.append(Number(first.words, label, "#rows-held"))
    return found


def _old(count: "Held") -> str:
    return f" (perhaps the figure of {day_words(count.before)})" if count.before else ""


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


def ordinal(count: int) -> str:
    """Return a count as its place in an order: 1st, 22nd, 113th."""
    if count % 100 in (11, 12, 13):
        return f"{count}th"
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th') }".replace(" ", "")
