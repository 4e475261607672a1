"""Who says so: who is quoted with it, who wishes it, who tells of what they saw."""

from collections.abc import Iterator

from prisoner_diplomacy.events.frames import HELPERS, tellers
from prisoner_diplomacy.events.phrases import country_ids, parties_of
from prisoner_diplomacy.events.statements import Party, Statement, countries_of
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import EventMention, Quote, readable_speaker
from prisoner_diplomacy.text.clauses import subject
from prisoner_diplomacy.text.noun_phrases import QUOTATION_MARKS, Phrase
from prisoner_diplomacy.text.scene import Placed, Scene, SortedMarks

LONGEST_QUOTE = 2000
ASKING, WISHING = grammar("asking_for"), grammar("asking_for") | grammar("hoping_for")
ORGANS = frozenset(["government", "ministry", "authorities", "administration", "taliban"])
CALLING = frozenset(
    ["called", "calls", "calling", "call", "pressed", "presses", "pressing", "appealed", "pushed", "pushing"]
)
ASKED_WITHIN, WISHED_WITHIN = 6, 16


def voice_of(scene: Scene, placed: Placed, statement: Statement, marks: SortedMarks) -> str:
    """Return who says so: the speaker of the innermost quotation, who wishes it, who tells what they saw."""
    mention = placed.mark
    quote = next(_quotes_around(placed, marks), None)
    if quote is not None:
        return readable_speaker(quote)
    if statement.status == "hypothetical":
        return _name_of(_wisher(scene, placed, WISHING, WISHED_WITHIN))
    abuse = isinstance(mention, EventMention) and mention.kind == "mistreatment" and mention.voice == "noun"
    telling = tellers(scene, placed.stop - 1) if abuse else None
    return _name_of(telling) if telling else ""


def is_quoted(placed: Placed, marks: SortedMarks) -> bool:
    """Say whether a mention stands between quotation marks."""
    return any(quote.kind == "direct" for quote in _quotes_around(placed, marks))


def _quotes_around(placed: Placed, marks: SortedMarks) -> Iterator[Quote]:
    """Yield the quotations that a mention stands in, the innermost first."""
    start, end = placed.mark.start, placed.mark.end
    for quote in reversed(marks.quotes.within(start - LONGEST_QUOTE, start + 1)):
        if isinstance(quote, Quote) and quote.end >= end:
            yield quote


def asking(scene: Scene, placed: Placed) -> tuple[str, ...]:
    """Return the states that ask for what a noun names, which are not to do it: "X demands the release".

    Others who ask may be of the very state that is to: its opposition, the families of those it holds.
    """
    asked = parties_of(_wisher(scene, placed, ASKING, ASKED_WITHIN), acting=True)
    return countries_of([party for party in asked if _is_state(party)])


def _is_state(party: Party) -> bool:
    return party.name in country_ids() or party.name.rpartition(" ")[2].lower() in ORGANS


def _wisher(scene: Scene, placed: Placed, verbs: frozenset[str], reach: int) -> Phrase:
    for number in range(placed.first - 1, max(placed.first - reach, 0), -1):
        if scene.words[number] in verbs and _is_for_something(scene, number):
            while number and scene.words[number - 1] in HELPERS:
                number -= 1
            return subject(scene, number)
        if scene.words[number] in QUOTATION_MARKS or scene.words[number] == ";":
            break
    return Phrase(scene, placed.first, placed.first, [])


def _name_of(phrase: Phrase) -> str:
    return next((party.name for party in parties_of(phrase, acting=True) if party.name), "")


def _is_for_something(scene: Scene, number: int) -> bool:
    """Say whether a verb that asks by "for" or "on" does so: "called for it", not "called it a gesture"."""
    return scene.words[number] not in CALLING or scene.words[number + 1] in ("for", "on", "to")
