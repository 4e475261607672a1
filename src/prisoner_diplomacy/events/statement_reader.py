"""Turn each event mention into a report: its roles, count, date and voice."""

from collections.abc import Iterator

from prisoner_diplomacy.events.counting import Counted, count_touched, count_wholes, whole_of
from prisoner_diplomacy.events.date_features import ADDING
from prisoner_diplomacy.events.dating import Story, date_statement
from prisoner_diplomacy.events.discourse.references import References
from prisoner_diplomacy.events.exchanges import counterpart_of, is_mutual, number_of_each, returns_favour
from prisoner_diplomacy.events.frames import HELPERS, PASSIVE, brings_home, concludes, group_of, roles_of
from prisoner_diplomacy.events.members import members_of
from prisoner_diplomacy.events.objects import custodian, left_behind
from prisoner_diplomacy.events.phrases import (
    OUTLAWS,
    countries_in,
    media_ids,
    parties_of,
    stateless_words,
)
from prisoner_diplomacy.events.relations import link_before, relate, times_up_to
from prisoner_diplomacy.events.shares import with_shares
from prisoner_diplomacy.events.statements import (
    CUSTODY_KINDS,
    NOTHING_COUNTED,
    SANCTION_KINDS,
    Count,
    Party,
    Statement,
    anybody_known,
    countries_of,
)
from prisoner_diplomacy.events.voices import asking, is_quoted, voice_of
from prisoner_diplomacy.events.whereabouts import (
    countries_before,
    countries_near,
    home_in,
    location_of,
    state_in,
)
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Annotation, Entity, EventMention, Quantity, Time
from prisoner_diplomacy.text.clauses import noun_phrase_before, subject
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import Phrase, person_nouns
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, SortedMarks, starting
from prisoner_diplomacy.text.verbs import BE, POSSESSIVES

PLACING = grammar("placing")
STILL = grammar("still")
POINTING = grammar("pointing")
PARTS = [["of", word] for word in ("the", "those", "them", "these", "whom")]
DEFINITE = POSSESSIVES | {"the", "this", "that", "these"}
REMAINING = frozenset(["remain", "remains", "remaining", "remained", "still", "continue", "continues"])
STILL_WITHIN = 3
UNDER, MAKING = grammar("under_a_deal"), grammar("making_a_deal")
SENTENCE_ENDS = frozenset('.!?:;"”')
OTHERS = grammar("others")
LAWS, ALLOWING = grammar("laws"), grammar("allowing")
RETURNING = frozenset(["return", "returned", "returning"])
EARLIER = frozenset(["previously", "formerly", "once"])
PUT_WITHIN, LIFTED_WITHIN, AIMED_WITHIN, THEIRS_WITHIN = 8, 8, 6, 3
NESTED_KINDS, FINITE = (
    frozenset(["sanction", "sanction-relief"]),
    frozenset(["active", "infinitive", "gerund"]),
)
SEATED, OPENING = grammar("custody_nouns") | grammar("powers"), 4
MEASURE_NOUNS = grammar("measure_nouns")
MOST_TOLD, CHARACTERS_EACH = 24, 24
"""Event words in a sentence, four times the most in 3,600 sentences of reports, and how many characters of a
text each takes at the least, a ninth of the usual. A sentence with more is a list; the rest goes untold."""


def build_statements(document: Document, marks: SortedMarks) -> list[Statement]:
    """Return one report for each event mention that says something of an event, in text order."""
    story, references = Story(document, marks), References(document, marks)
    statements: list[Statement] = []
    for scene in scenes_of(document, marks):
        statements += _scene_statements(scene, marks, story, references)
    count_wholes(statements)
    _count_groups(document, marks, statements)
    return with_shares(document, marks, statements)


def _count_groups(document: Document, marks: SortedMarks, statements: list[Statement]) -> None:
    """Give reports on people that point back to a group the number of that group."""
    counted = Counted(marks)
    told: dict[int, Count] = {}  # "Ana Roe and three others … They": four.
    for statement in statements:
        if statement.kind in CUSTODY_KINDS and statement.count == NOTHING_COUNTED:
            before = document.sentences[max(statement.sentences[0] - 1, 0)].start
            found = counted.meant_by(statement, before)
            if found is not None:
                number = document.sentence_number(found[1])
                whole = told.get(number, found[0])
                statement.count = whole if (whole.low or 0) > (found[0].low or 0) else found[0]
                statement.support.append(number)
        elif statement.kind in CUSTODY_KINDS and statement.count.low is not None:
            told.setdefault(statement.sentences[0], statement.count)


def scenes_of(document: Document, marks: SortedMarks) -> Iterator[Scene]:
    """Yield the sentences that mention events, each with the mentions that say something."""
    left = MOST_TOLD + len(document.text) // CHARACTERS_EACH
    for number, span in enumerate(document.sentences):
        if left > 0 and marks.mentions.within(span.start, span.end):
            scene = marks.scene(document, number)
            prose = _is_prose(scene)
            scene.keep([placed for placed in scene.mentions if prose and _says_something(scene, placed)])
            left -= len(scene.mentions)
            yield scene


def _is_prose(scene: Scene) -> bool:
    """Tell a sentence from a list of event words, and from event words alone, which tell of nobody."""
    if len(scene.mentions) > MOST_TOLD:
        return False
    return any(word[0].isalnum() for n, word in enumerate(scene.words) if n not in scene.triggered)


def _scene_statements(
    scene: Scene, marks: SortedMarks, story: Story, references: References
) -> list[Statement]:
    found: list[tuple[Placed, Statement]] = []
    for placed in scene.mentions:
        statement = statement_of(scene, placed, references)
        _share_target(scene, found, placed, statement)
        date_statement(scene, placed, statement, story)
        statement.attributed_to = voice_of(scene, placed, statement, marks)
        statement.quoted = is_quoted(placed, marks)
        relate(scene, found, placed, statement)
        found.append((placed, statement))
        further = (members_of(scene, placed, statement), counterpart_of(scene, placed, statement))
        found += [(placed, other) for other in further if other is not None]
    return [statement for _, statement in found]


def _share_target(
    scene: Scene, found: list[tuple[Placed, Statement]], placed: Placed, statement: Statement
) -> None:
    """Give a verb joined by "and" to one on people those people: "a poet arrested in May and sentenced"."""
    bare = statement.kind in CUSTODY_KINDS and statement.voice in PASSIVE and not statement.targets
    if not (found and bare):
        return
    first, other = found[-1]
    group = scene.index(statement.group)
    joined = "and" in scene.words[max(group - 2, first.stop) : group]
    if joined and other.kind in CUSTODY_KINDS and other.voice in PASSIVE and other.targets:
        statement.targets, statement.count, statement.whom = list(other.targets), other.count, other.whom
        statement.stated += [party for party in other.targets if party in other.stated]


def statement_of(scene: Scene, placed: Placed, references: References) -> Statement:
    """Return what a mention states, but for when it was and who says so."""
    mention = placed.mark
    assert isinstance(mention, EventMention)
    actor, target = roles_of(scene, placed, mention)
    statement = Statement(
        mention.kind,
        mention.act,
        mention.status,
        mention.voice,
        [(mention.start, mention.end)],
        [scene.number],
        _actors(actor, references) if actor else [],
        _targets(target, mention.kind) if target else [],
        count_touched(scene, placed, target),
        location=location_of(scene, placed),
        ongoing=_is_ongoing(scene, placed, mention),
        definite=_is_definite(scene, placed, mention),
        group=mention.group,
    )
    if mention.kind == "release" and statement.actors and statement.actors == statement.targets:
        statement.targets = []  # Nobody frees himself: "the president commuted his sentence".
    if target and mention.kind == "release" and mention.exact.lower() in RETURNING:
        _come_from(statement, left_behind(target))
    if target and mention.kind == "release" and not countries_of(statement.targets):
        home = home_in(scene, placed, target)
        statement.targets += [Party("", home)] if home and home != countries_of(statement.actors) else []
    if mention.kind in CUSTODY_KINDS and not anybody_known(statement.actors):
        statement.actors += custodian(scene, placed.stop - 1, mention.kind != "release")
    statement.stated = [*statement.actors, *statement.targets]
    statement.whom = tuple(target.words) if target else _whose(scene, placed, statement)
    if target and scene.words[max(target.first - 2, 0) : target.first] == ["of", "whom"]:
        statement.whom = (*statement.whom, "of", "whom")
    statement.named = _is_what_something_rests_on(scene, placed)
    statement.concluded = mention.kind == "agreement" and concludes(scene, placed)
    if mention.kind in ("detention", "mistreatment"):
        statement.place = state_in(scene, placed)
    lacking = not set(countries_of(statement.targets)) - set(countries_of(statement.actors))
    lacking = lacking or mention.kind == "appointment"
    if mention.kind not in CUSTODY_KINDS and lacking:
        statement.about = countries_near(scene, placed, mention.kind == "military")
        if mention.kind in SANCTION_KINDS and not set(statement.about) - set(countries_of(statement.actors)):
            statement.about += countries_before(scene, placed)
    statement.returning = mention.kind == "release" and returns_favour(scene)
    if mention.kind == "release" and is_mutual(scene, placed, group_of(scene, mention)):
        _tell_of_each(scene, statement)
    statement.anaphoric = _is_anaphoric(target, statement)
    statement.part = _is_part(scene, target)
    statement.whole = whole_of(target) if target else NOTHING_COUNTED
    statement.further = _is_further(scene, placed, mention)
    statement.headline = _is_headline(scene)
    statement.other = mention.voice == "noun" and not OTHERS.isdisjoint(
        scene.words[max(placed.first - 3, 0) : placed.first]
    )
    statement.later = "later" in scene.words[max(placed.first - 4, 0) : placed.first]
    if mention.frame == "beneficiary" and not brings_home(scene.document):
        statement.excluded = countries_in(subject(scene, group_of(scene, mention)))
    if mention.kind == "release" and mention.voice == "noun":
        statement.asking = asking(scene, placed)
    return statement


def _whose(scene: Scene, placed: Placed, statement: Statement) -> tuple[str, ...]:
    """Return "their" of "called for their release", where the text as a whole tells of whom."""
    theirs = statement.voice == "noun" and statement.kind in CUSTODY_KINDS
    near = scene.words[max(placed.first - THEIRS_WITHIN, 0) : placed.first] if theirs else []
    owned = any(word.endswith(("'s", "s'")) for word in near)
    return ("their",) if "their" in near and not owned else ()


def _come_from(statement: Statement, states: list[Party]) -> None:
    """Take those from whom people are brought back for who held them, and for no nation of theirs."""
    if states:
        held = countries_of(states)
        statement.actors = states
        statement.targets = [
            party._replace(countries=tuple(c for c in party.countries if c not in held))
            for party in statement.targets
        ]


def _tell_of_each(scene: Scene, statement: Statement) -> None:
    """Note that a number is that of each of two sides, and which two the sentence names."""
    statement.mutual = True
    if statement.act == "exchange" and statement.count == NOTHING_COUNTED:
        statement.count = number_of_each(scene) or NOTHING_COUNTED
    named = [item.mark for item in scene.entities if isinstance(item.mark, Entity)]
    statement.about = tuple(dict.fromkeys(country for entity in named for country in entity.countries))


def _actors(phrase: Phrase, references: References) -> list[Party]:
    """Return who acts by a phrase: never a newspaper, which only reports it."""
    found = parties_of(phrase, acting=True) or references.of(phrase)
    if found and not countries_of(found):
        pair = references.pair(phrase)
        if pair:
            return [*found, *pair]
        seat, stateless = _seat(phrase), _is_stateless(phrase)
        known = stateless or bool(seat)
        found = [party._replace(countries=seat, known=party.known or known) for party in found]
        found += [Party("", owners)] if (owners := _owners(phrase)) and not seat else []
    return [party for party in found if party.name not in media_ids()]


def _owners(phrase: Phrase) -> tuple[str, ...]:
    """Return the countries of those whose a phrase is: "X, whose minister"."""
    scene, first = phrase.scene, phrase.first
    if scene.words[max(first - 1, 0) : first] != ["whose"]:
        return ()
    return countries_in(noun_phrase_before(scene, first - 1))


def _targets(phrase: Phrase, kind: str) -> list[Party]:
    """Return who or what a phrase says is acted on: of measures never the measure, of custody no state."""
    found = parties_of(phrase)
    if kind in CUSTODY_KINDS:
        places = {e.ref or e.name or e.exact for e in phrase.entities if e.label in ("GPE", "LOC")}
        return [party for party in found if party.name not in places]
    if kind not in SANCTION_KINDS:
        return found
    named = [party._replace(name="") if _is_measure(party) else party for party in found]
    return [party for party in named if party.name or party.countries]


def _is_measure(party: Party) -> bool:
    return party.name.rpartition(" ")[2].lower() in MEASURE_NOUNS


def _is_stateless(phrase: Phrase) -> bool:
    """Say whether a place of no recognised state follows a phrase: "a court in Donetsk"."""
    words = phrase.scene.words[phrase.stop : phrase.stop + 5]
    return words[:1] in (["in"], ["at"], ["run"], ["loyal"]) and not stateless_words(
        phrase.scene.document
    ).isdisjoint(words)


def _seat(phrase: Phrase) -> tuple[str, ...]:
    """Return the country of those whom a phrase leaves without one and a place follows: "guards at X"."""
    scene, stop = phrase.scene, phrase.stop
    if _is_stateless(phrase) or not OUTLAWS.isdisjoint(phrase.words):
        return ()
    item = scene.item_at.get(stop + 1) if scene.words[stop : stop + 1] in (["at"], ["in"]) else None
    place = item.mark if item is not None else _place_before(phrase)
    return place.countries if isinstance(place, Entity) and place.label in ("GPE", "LOC") else ()


def _place_before(phrase: Phrase) -> Annotation | None:
    """Return where a court or those in power are that a place stands before: "in X a court", "X, where"."""
    scene, first = phrase.scene, phrase.first
    if SEATED.isdisjoint(phrase.words[-1:]):
        return None
    comma = scene.words[max(first - 1, 0) : first] == [","]
    opening = scene.item_ending.get(first - comma)
    if opening is not None and scene.words[max(opening.first - 1, 0) : opening.first] == ["in"]:
        return opening.mark if opening.first < OPENING else None
    where = scene.words[max(first - 2, 0) : first] == [",", "where"]
    item = scene.item_ending.get(first - 2) if where else None
    return item.mark if item is not None else None


def _is_what_something_rests_on(scene: Scene, placed: Placed) -> bool:
    """Say whether a deal is told as what others act by, or as somebody's work: "under a deal", "brokered"."""
    before, after = (
        scene.words[max(placed.first - 7, 0) : placed.first],
        scene.words[placed.stop : placed.stop + 6],
    )
    return (
        "in" in before[-2:]
        or not UNDER.isdisjoint([*before, *after[:1]])
        or not MAKING.isdisjoint([*before, *after])
    )


def _is_headline(scene: Scene) -> bool:
    """Say whether a sentence is the text's first line without a full stop, or set as a title."""
    if scene.number in scene.document.headlines:
        return True
    return scene.number == 0 and scene.words[-1][-1:] not in SENTENCE_ENDS


def _is_further(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    """Say whether an act is told as one more: "is also designating", "Additionally, …"."""
    return not ADDING.isdisjoint([*scene.words[:2], *scene.words[group_of(scene, mention) : placed.first]])


def _is_anaphoric(target: Phrase | None, statement: Statement) -> bool:
    """Say whether a target only points back: "the prisoners", "they"."""
    if not target or target.scene.words[target.first] not in POINTING or statement.count != NOTHING_COUNTED:
        return False
    return not any(party.person for party in statement.targets)


def _is_part(scene: Scene, target: Phrase | None) -> bool:
    """Say whether a number only tells some of a group named before: "200 of those released"."""
    if not target or not target.items or not scene.quantities:
        return False
    return any(
        isinstance(item.mark, Quantity) and scene.words[item.stop : item.stop + 2] in PARTS
        for item in target.items
    )


def _says_something(scene: Scene, placed: Placed) -> bool:
    """Say whether a mention reports an event at all, not just names a state or a measure in passing."""
    mention = placed.mark
    assert isinstance(mention, EventMention)
    if mention.kind in SANCTION_KINDS and mention.voice == "noun" and _is_acted_on(scene, placed):
        return False
    if mention.kind == "release" and _is_of_earlier(scene, placed):
        return False
    general = mention.status == "hypothetical" if mention.kind == "detention" else mention.voice == "noun"
    if mention.kind in ("detention", "mistreatment") and general and _is_law(scene, mention):
        return False
    if mention.kind == "agreement" and mention.voice == "noun" and _is_agreed_on(scene, placed):
        return False
    if (mention.act, mention.voice) == ("meet", "infinitive") and _is_aim_of_talks(scene, placed):
        return False
    if mention.kind in NESTED_KINDS and mention.voice in FINITE and _governs_its_kind(scene, placed):
        return False
    if mention.frame != "subject" or mention.voice != "phrase" or mention.status == "negated":
        return True
    return _is_stated(scene, placed)


def _is_of_earlier(scene: Scene, placed: Placed) -> bool:
    """Say whether a participle tells people freed before from those freed now: "previously freed men"."""
    earlier = scene.words[max(placed.first - 1, 0)] in EARLIER
    return earlier and scene.words[placed.first - 2] not in HELPERS and placed.stop not in scene.item_at


def _is_acted_on(scene: Scene, placed: Placed) -> bool:
    """Say whether a measure is only named as what is lifted or imposed: "suspended its travel bans"."""
    mine = placed.mark.kind if isinstance(placed.mark, EventMention) else ""
    told = any(
        isinstance(other.mark, EventMention)
        and other.mark.kind in SANCTION_KINDS
        and other.mark.voice == "passive"
        for other in starting(scene.mentions, placed.stop, placed.stop + LIFTED_WITHIN)
    )
    return told or any(
        isinstance(other.mark, EventMention)
        and other.mark.kind in SANCTION_KINDS
        and other.mark.frame == "sender"
        and other.stop <= placed.first <= other.stop + (8 if mine == "sanction" else 3)
        for other in starting(scene.mentions, placed.first - REACH, placed.first)
    )


def _is_law(scene: Scene, mention: EventMention) -> bool:
    """Say whether a sentence tells what a law allows, of nobody by name: "offenders can be jailed"."""
    words = LAWS - {"bill"} if mention.kind == "mistreatment" else LAWS
    allowed = mention.kind == "mistreatment" or not ALLOWING.isdisjoint(scene.words)
    return (
        allowed
        and not words.isdisjoint(scene.words)
        and not any(
            isinstance(item.mark, Entity) and item.mark.label == "PERSON" and item.mark.form != "nominal"
            for item in scene.entities
        )
    )


def _is_agreed_on(scene: Scene, placed: Placed) -> bool:
    """Say whether a deal is only named as what a verb before it says was made: "agreed to a ceasefire"."""
    return any(
        isinstance(other.mark, EventMention)
        and other.mark.kind == "agreement"
        and other.mark.voice != "noun"
        and other.stop <= placed.first
        for other in starting(scene.mentions, placed.first - LIFTED_WITHIN, placed.first)
    )


def _governs_its_kind(scene: Scene, placed: Placed) -> bool:
    """Say whether a verb only takes another act of its kind as its aim: "agreed to impose sanctions"."""
    further = starting(scene.mentions, placed.stop, placed.stop + AIMED_WITHIN)
    return any(
        isinstance(other.mark, EventMention)
        and other.mark.kind in SANCTION_KINDS
        and other.mark.voice in ("infinitive", "active")
        and "to" in scene.words[placed.stop : other.first]
        for other in further
    )


def _is_aim_of_talks(scene: Scene, placed: Placed) -> bool:
    """Say whether talks are told before, whose aim an act is: "meets her to discuss a truce"."""
    if not BE.isdisjoint(scene.words[max(placed.first - 2, 0) : placed.first]):
        return False  # "Arrived on Monday and is to meet her".
    before = starting(scene.mentions, placed.first - REACH, placed.first - 1)
    return any(isinstance(other.mark, EventMention) and other.mark.kind == "talks" for other in before)


def _is_stated(scene: Scene, placed: Placed) -> bool:
    """Say whether somebody is said to be in the state: "he is in prison", not "life in prison".

    "After three years in prison" says so too.
    """
    first = placed.first
    if first - 1 in scene.triggered:
        return False
    if scene.words[first] in BE or _is_of_somebody(scene, placed):
        return True
    if placed.stop - first == 1:
        first = next(
            (n for n in range(first - 1, max(first - 5, -1), -1) if scene.words[n] in ("in", "behind")), 0
        )
    if not PLACING.isdisjoint(scene.words[max(first - 2, 0) : first]):
        return True
    lasted = any(
        isinstance(item.mark, Time) and item.mark.type == "DURATION" for item in times_up_to(scene, first)
    )
    return lasted and link_before(scene, placed) is not None


def _is_of_somebody(scene: Scene, placed: Placed) -> bool:
    """Say whether a state stands right after a noun for people: "a banker on trial"."""
    before = scene.words[max(placed.first - 1, 0) : placed.first]
    put = any(
        isinstance(other.mark, EventMention) and other.mark.kind == "detention"
        for other in starting(scene.mentions, placed.first - PUT_WITHIN, placed.first)
    )
    return placed.stop - placed.first > 1 and not put and not person_nouns().isdisjoint(before)


def _is_ongoing(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    if mention.act != "hold":
        near = scene.words[max(placed.first - STILL_WITHIN, 0) : placed.first]
        arrested = mention.kind == "detention" and mention.voice in PASSIVE
        return arrested and not REMAINING.isdisjoint(near)
    before = scene.words[max(placed.first - 5, 0) : placed.first]
    if "was" in before or "were" in before or "had" in before:
        return False
    return not STILL.isdisjoint(before) or mention.exact.lower() in STILL


def _is_definite(scene: Scene, placed: Placed, mention: EventMention) -> bool:
    if mention.voice == "adjective":
        return True
    if mention.act == "impose" and mention.voice == "passive" and mention.status == "occurred":
        return "they" in scene.words[max(group_of(scene, mention) - 2, 0) : group_of(scene, mention)]
    if mention.frame == "beneficiary" and mention.exact.endswith(" release"):
        return True  # "To secure their release".
    if mention.voice != "noun":
        return False
    before = scene.words[max(placed.first - 3, 0) : placed.first]
    return not DEFINITE.isdisjoint(before) or before[-1:] == ["'"]
