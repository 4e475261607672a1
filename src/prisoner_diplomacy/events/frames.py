"""Who is actor and who is target, by the trigger's frame and voice."""

from functools import lru_cache

from prisoner_diplomacy.events.objects import controller, doer_of_gerund, subject_after
from prisoner_diplomacy.events.pardons import those_pardoned
from prisoner_diplomacy.events.phrases import is_place
from prisoner_diplomacy.lexicon import grammar
from prisoner_diplomacy.schema.marks import Entity, EventMention
from prisoner_diplomacy.text.clauses import (
    after_preposition,
    agent_by,
    clause_subject,
    modifier_before,
    noun_phrase_before,
    object_of,
    relative_object,
    subject,
)
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.noun_phrases import NOT_A_SUBJECT_AFTER, PRONOUNS, Phrase
from prisoner_diplomacy.text.scene import REACH, Placed, Scene, starting
from prisoner_diplomacy.text.verbs import BE, CLAUSE_BREAKS, DETERMINERS, HAVE, MODALS

ON = grammar("on")


WITH = grammar("with")


TO = grammar("to")


OF = grammar("of")


PERMISSION = grammar("permission")


PERFORMING = grammar("performing")
CAMPS = grammar("camps")
LINKS = grammar("links")
GOING_ON = frozenset(["later", "subsequently", "eventually", "then", "soon"])
STILL_SO = frozenset(["still", "now", "already", "currently"])
FROM = frozenset(["from"])
TOWARD = frozenset(["to", "with"])
CONCLUDING = ("reach", "sign", "struck", "strike", "conclud", "seal", "clinch", "made", "cut", "agree")


REACTING, REACTING_WITHIN = grammar("reacting"), 5
BEFORE_GERUNDS = NOT_A_SUBJECT_AFTER | {"after", "before", "since", "while"}
TELLING = frozenset(["related", "told", "recounted", "described"])
TOLD_WITHIN = 7
CONFINED_WITHIN = 14
PUTTING = frozenset(["held", "kept", "put", "placed", "threw", "locked", "shut", "confined"])
SENTENCED = frozenset(["of", "for", "against"])
PASSIVE = ("passive", "participle")
MEASURES = frozenset(["sanctions", "restrictions", "measures"])
LONGEST_SUBJECT = 14
HELPERS = BE | HAVE | MODALS
CAPTIVES = (["captives"], ["prisoners"], ["detainees"], ["hostages"])
LAUNCHING = frozenset(["launched", "began", "started", "opened"])
MET_WITHIN = 6
OVER = frozenset(["over", "response", "because", "for"])
OPENING_RELATIVES = frozenset(["where", "which", "that"])


def group_of(scene: Scene, mention: EventMention) -> int:
    """Return the index of the word where a mention's verb group starts."""
    return scene.index(mention.group)


def roles_of(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    """Return who acts and on whom, by the frame of a mention."""
    if mention.voice == "participle" and _acts(scene, placed, group_of(scene, mention)):
        mention = mention._replace(voice="active")
    elif mention.voice == "active" and _lacks_object(scene, placed, group_of(scene, mention)):
        mention = mention._replace(voice="participle")
    elif mention.voice == "active" and _is_governed_noun(scene, placed):
        mention = mention._replace(voice="noun")
    return ROLES[mention.frame](scene, placed, mention)


def _is_governed_noun(scene: Scene, placed: Placed) -> bool:
    """Say whether a form in -s is a noun by the preposition before it: "after talks with"."""
    before = scene.words[placed.first - 1] if placed.first else ""
    return scene.words[placed.first].endswith("s") and (before in NOT_A_SUBJECT_AFTER or before in LINKS)


def _lacks_object(scene: Scene, placed: Placed, group: int) -> bool:
    """Say whether what follows a bare form joined to a verb tells when: "arrested and tried that May"."""
    bare = group == placed.first and scene.words[placed.first].endswith("ed")
    return bare and scene.words[group - 1] == "and" and placed.stop in scene.dated


def _object_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    group = group_of(scene, mention)
    if mention.voice == "participle":
        return agent_by(scene, last), _undergoing(scene, group)
    if mention.voice == "passive":
        return agent_by(scene, last), subject(scene, group_of(scene, mention))
    if mention.voice == "noun":
        return _noun_roles(scene, placed, mention)
    if mention.voice == "adjective":
        return None, object_of(scene, last)
    if mention.voice == "phrase":
        return None, _in_state(scene, group)
    target = object_of(scene, last)
    if mention.voice == "infinitive":
        told = controller(scene, group)
        return subject(scene, group) if told is None else told, target
    governed = placed.first > 0 and scene.words[placed.first - 1] in BEFORE_GERUNDS
    if mention.voice == "gerund" and governed:
        return doer_of_gerund(scene, group), target
    if mention.kind == "military" and not target.entities:
        target = _place_of_relative(scene, group) or target
    acting = subject(scene, group)
    return acting, target or relative_object(scene, group, acting) or target


def _acts(scene: Scene, placed: Placed, group: int) -> bool:
    """Say whether a form that may be a participle has an object or stands in a clause with "whom"."""
    if "whom" in scene.words[max(group - 6, 0) : group]:
        return True
    if scene.words[placed.stop - 1] in ("to", "into", "over", "from"):
        return False  # "Freed and flown to Oslo".
    if _in_relative(scene, group):
        return True
    following = next(iter(starting(scene.mentions, placed.stop, placed.stop + 1)), None)
    if following is not None and isinstance(following.mark, EventMention) and following.mark.voice == "noun":
        return True  # "The court upheld sentences".
    found = object_of(scene, placed.stop - 1)
    told = bool(found.items) or not DETERMINERS.isdisjoint(found.words[:1])
    return told or (scene.words[placed.stop : placed.stop + 1] in CAPTIVES)


def _in_relative(scene: Scene, group: int) -> Phrase | None:
    """Return the subject that a relative clause has of its own: "the port, where X launched"."""
    found = noun_phrase_before(scene, group)
    own = bool(found.entities) and found.stop == group and found.first > 0
    return found if own and scene.words[found.first - 1] in OPENING_RELATIVES else None


def _place_of_relative(scene: Scene, group: int) -> Phrase | None:
    """Return what a relative clause with a subject of its own belongs to: "the port, which X shelled"."""
    acting = _in_relative(scene, group)
    if acting is None:
        return None
    stop = acting.first - 1
    return noun_phrase_before(scene, stop - (scene.words[stop - 1] == ","))


def _in_state(scene: Scene, group: int) -> Phrase:
    """Return who is in a state: "they are behind bars", "counts 250 prisoners still behind bars"."""
    before = group
    while before and scene.words[before - 1] in STILL_SO:
        before -= 1
    found = noun_phrase_before(scene, before)
    if found and found.stop == before:
        return found
    while before and scene.words[before - 1] in BE | HAVE:
        before -= 1
    return subject(scene, before)


def _undergoing(scene: Scene, group: int) -> Phrase:
    """Return whom a participle is about: what stands before it, unless that is a mere place."""
    found = noun_phrase_before(scene, group)
    if not found and group == 0:
        return subject_after(scene, group) or found
    shared = _passive_before(scene, group) if found.stop < group - 1 else None
    if shared is not None:
        return subject(scene, shared)
    if found.entities and all(is_place(entity) for entity in found.entities):
        return subject(scene, group) or found
    return found


def _passive_before(scene: Scene, group: int) -> int | None:
    """Return where the passive begins that a participle goes on with: "had been stopped, convicted and …"."""
    if scene.words[group - 1] in GOING_ON:
        group -= 1
    if scene.words[group - 1] not in (",", "and", "then"):
        return None
    for number in range(group - 2, max(group - 18, 0), -1):
        if scene.words[number] in BE:
            if number + 1 in scene.item_at:
                return None  # "Among them is Ana Roe, arrested in May and sentenced".
            while number and scene.words[number - 1] in HELPERS:
                number -= 1
            return number
        if scene.words[number] in (";", ":", "who", "which"):
            return None
    return None


def _noun_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    """Read "Russia's invasion of X", "the release of X by Y", "his arrest"."""
    last = placed.stop - 1
    owner = modifier_before(scene, placed.first)
    confining = placed.first - 1 - (scene.words[placed.first - 1 : placed.first] in (["a"], ["the"]))
    if mention.kind == "mistreatment" and scene.words[max(confining, 0) : confining + 1] == ["in"]:
        return agent_by(scene, last), _confined(scene, confining)
    if mention.kind == "mistreatment" and not owner:
        telling = tellers(scene, last)
        if telling:
            return None, telling
    if mention.kind == "military":
        owner = _launching(scene, placed) or _blamed(scene, placed) or owner or _owner_of_its(scene, placed)
    if scene.words[placed.first - 1 : placed.first] == ["whose"]:
        owner = noun_phrase_before(scene, placed.first - 1)
    if mention.exact.endswith(" freedom"):
        owner = noun_phrase_before(scene, placed.first)
    if mention.exact.endswith((" of", " for")):
        return agent_by(scene, last), object_of(scene, last)
    governing = ("of", "for", "on", "against") if mention.kind == "military" else ("of",)
    if " ".join(scene.words[placed.stop : placed.stop + 1]) in governing:
        if mention.kind == "military":
            return owner, object_of(scene, placed.stop)
        agent = agent_by(scene, last) or owner or _performer(scene, placed)
        return agent, object_of(scene, placed.stop)
    if mention.act == "pardon":
        covered = those_pardoned(scene, placed)
        if covered:
            return owner or agent_by(scene, last), covered
    if mention.kind == "military":
        agent = agent_by(scene, last) or _performer(scene, placed) or Phrase(scene, last, last, [])
        return (agent, owner) if _is_struck(scene, placed, owner) else (owner or agent, None)
    if mention.act == "exchange":
        return _exchanging(scene, placed, owner), None
    if not owner and mention.kind in ("release", "detention"):
        performer = _performer(scene, placed)
        if performer:
            return performer, after_preposition(scene, last, OF, 11)
    governing_whom = SENTENCED if mention.act == "sentence" else OF
    return agent_by(scene, last), owner or after_preposition(scene, last, governing_whom, 11)


def tellers(scene: Scene, last: int) -> Phrase | None:
    """Return who tells of the abuse they saw: "accounts of torture related by former inmates"."""
    for number in range(last + 1, min(last + TOLD_WITHIN, len(scene.words) - 1)):
        if scene.words[number] in TELLING and scene.words[number + 1] == "by":
            found = object_of(scene, number + 1)
            return found if any(part.head >= 0 for part in found.parts) else None
    return None


def _confined(scene: Scene, number: int) -> Phrase:
    """Return who is put or kept somewhere, or spends time there: "he was held for a year in …"."""
    for group in range(number - 1, max(number - CONFINED_WITHIN, 0), -1):
        if group + 1 < number and scene.words[group + 1] in PRONOUNS and scene.words[group] in PUTTING:
            return object_of(scene, group)
        if scene.words[group] in ("held", "kept", "put", "placed", "spent", "been", "was", "were"):
            while group and scene.words[group - 1] in BE | HAVE | MODALS:
                group -= 1
            return subject(scene, group)
    return Phrase(scene, number, number, [])


def _performer(scene: Scene, placed: Placed) -> Phrase | None:
    """Return who carries out what a noun names: "X has authorized several releases"."""
    for number in range(placed.first - 1, max(placed.first - 7, 0), -1):
        word = scene.words[number]
        if word in PERFORMING:
            group = number
            while group and scene.words[group - 1] in HELPERS:
                group -= 1
            return subject(scene, group)
        if word in NOT_A_SUBJECT_AFTER or not word[:1].isalnum():
            return None
    return None


def _is_struck(scene: Scene, placed: Placed, owner: Phrase) -> bool:
    """Say whether a place before an attack is what it hit: "a Kabul bombing", not "Moscow's bombing"."""
    last = owner.items[-1:] if owner else []
    if not last or not isinstance(last[0].mark, Entity) or last[0].mark.form == "pronominal":
        return False
    return last[0].mark.label in ("GPE", "LOC") and not scene.words[last[0].stop - 1].endswith("'s")


def _exchanging(scene: Scene, placed: Placed, owner: Phrase) -> Phrase:
    """Return who carries out an exchange: "an exchange between X and Y", "X and Y held an exchange"."""
    last = placed.stop - 1
    if _preposition_after(scene, last) in ("between", "among"):
        return after_preposition(scene, last, WITH)
    before = scene.words[max(placed.first - 3, 0) : placed.first]
    brokered = any(
        isinstance(other.mark, EventMention) and other.mark.act == "mediate"
        for other in starting(scene.mentions, placed.first - 5, placed.first)
    )
    if brokered or not NOT_A_SUBJECT_AFTER.isdisjoint(before):
        return owner
    return owner if _is_reacted_to(scene, placed) else owner or clause_subject(scene, placed.first)


def _is_reacted_to(scene: Scene, placed: Placed) -> bool:
    """Say whether the subject only has a view of what a noun names: "X welcomed the lifting of sanctions"."""
    return not REACTING.isdisjoint(scene.words[max(placed.first - REACTING_WITHIN, 0) : placed.first])


def _launching(scene: Scene, placed: Placed) -> Phrase | None:
    """Return who launches what is theirs: "since X launched its attack"."""
    verb = placed.first - 2
    if verb < 1 or scene.words[verb + 1] not in ("its", "their") or scene.words[verb] not in LAUNCHING:
        return None
    found = noun_phrase_before(scene, verb)
    return found if found.stop == verb and found.entities else None


def _blamed(scene: Scene, placed: Placed) -> Phrase | None:
    """Return the state that "its" means where others act over it: "in response to its attack"."""
    its = next(
        (n for n in range(placed.first - 1, max(placed.first - 4, 0), -1) if scene.words[n] == "its"), 0
    )
    if not its or OVER.isdisjoint(scene.words[max(its - 3, 0) : its]):
        return None
    return _owner_of_its(scene, placed) or None


def _owner_of_its(scene: Scene, placed: Placed) -> Phrase:
    """Return the country that "its" means in "Russia in its invasion": the nearest before it."""
    first = placed.first
    if not {"its", "their"}.isdisjoint(scene.words[max(first - 4, 0) : first]):
        states = [
            item
            for item in starting(scene.entities, first - REACH, first)
            if item.stop < first
            and isinstance(item.mark, Entity)
            and item.mark.label == "GPE"
            and item.mark.form != "pronominal"
            and item.mark.countries
        ]
        if states:
            return Phrase(scene, states[-1].first, states[-1].stop, states[-1:])
    return Phrase(scene, first, first, [])


def _subject_roles(
    scene: Scene, placed: Placed, mention: EventMention
) -> tuple[Phrase | None, Phrase | None]:
    if mention.voice == "noun":
        return None, modifier_before(scene, placed.first)
    if mention.voice == "gerund":
        return None, noun_phrase_before(scene, group_of(scene, mention))
    permission = _permission_before(scene, placed)
    if permission is not None:
        told = controller(scene, permission) if scene.words[permission - 1] == "to" else None
        return told or subject(scene, permission), object_of(scene, permission)
    group = group_of(scene, mention)
    return None, _in_state(scene, group) if mention.voice == "phrase" else subject(scene, group)


def _permission_before(scene: Scene, placed: Placed) -> int | None:
    """Return the verb of "Minsk let her go home", "they allowed two men to leave prison"."""
    for number in range(placed.first - 1, max(placed.first - 12, -1), -1):
        if scene.words[number] in PERMISSION:
            return number
        if scene.words[number] in (";", "who", "which", "and"):
            return None
    return None


def _party_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if mention.voice in ("noun", "phrase"):
        return _meeting_roles(scene, placed, mention)
    if mention.act == "mediate":
        group = group_of(scene, mention)
        broker = agent_by(scene, last) if mention.voice in PASSIVE else subject(scene, group)
        return broker, after_preposition(scene, last, WITH, 12)
    target = object_of(scene, last)
    if mention.act == "visit":
        target = _met_there(scene, target) or target
    if mention.voice in PASSIVE:
        return agent_by(scene, last), subject(scene, group_of(scene, mention))
    return subject(scene, group_of(scene, mention)), target or after_preposition(scene, last, WITH)


def _met_there(scene: Scene, place: Phrase) -> Phrase | None:
    """Return whom somebody goes somewhere to meet: "flew to Geneva for talks with X"."""
    stop = place.stop
    if scene.words[stop : stop + 1] not in (["for"], ["to"]):
        return None
    return after_preposition(scene, stop, frozenset(["with"]), MET_WITHIN) or None


def _meeting_roles(
    scene: Scene, placed: Placed, mention: EventMention
) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    if _preposition_after(scene, last) in ("between", "among"):
        return after_preposition(scene, last, WITH), None
    target = after_preposition(scene, last, TO if mention.act == "visit" else WITH)
    if scene.words[last] in WITH:
        target = object_of(scene, last)
    if mention.act == "mediate":
        broker = object_of(scene, last) if scene.words[last] == "by" else agent_by(scene, last)
        return after_preposition(scene, last, OF) or broker or modifier_before(scene, placed.first), None
    actor = modifier_before(scene, placed.first, 6) or agent_by(scene, last)
    caller = after_preposition(scene, last, FROM) if mention.kind == "talks" and not actor else actor
    if not actor and caller.entities:
        return caller, after_preposition(scene, caller.stop - 1, TOWARD)
    if not actor and (mention.kind == "talks" or concludes(scene, placed)):
        actor = controller(scene, placed.first) or clause_subject(scene, placed.first)
    return actor, target


def concludes(scene: Scene, placed: Placed) -> bool:
    """Say whether the parties themselves conclude the agreement: "the two sides reached a deal"."""
    around = scene.words[max(placed.first - 4, 0) : placed.first] + scene.words[placed.stop : placed.stop + 2]
    return any(word.startswith(CONCLUDING) for word in around)


def _preposition_after(scene: Scene, last: int) -> str:
    for number, word in enumerate(scene.words[last + 1 : last + 9], last + 1):
        if word in WITH and number + 1 not in scene.dated:
            return word
    return ""


def _beneficiary_roles(
    scene: Scene, placed: Placed, mention: EventMention
) -> tuple[Phrase | None, Phrase | None]:
    target = object_of(scene, placed.stop - 1)
    if not brings_home(scene.document):
        return None, target
    if mention.voice in PASSIVE:
        return agent_by(scene, placed.stop - 1), subject(scene, group_of(scene, mention))
    return subject(scene, group_of(scene, mention)), target


@lru_cache(maxsize=2)
def brings_home(document: Document) -> bool:
    """Say whether a state that gets people back frees them: from camps, which are no state's."""
    return not CAMPS.isdisjoint(document.lower)


def _sender_roles(scene: Scene, placed: Placed, mention: EventMention) -> tuple[Phrase | None, Phrase | None]:
    last = placed.stop - 1
    target = object_of(scene, last)
    if not target.items or target.items[-1].stop < target.stop:
        target = after_preposition(scene, last, ON, 12) or target
    if "sanctions" in scene.words[target.first : target.stop]:
        target = Phrase(scene, target.first, target.first, [])
    if mention.voice in PASSIVE:
        target = target or _those_under_measures(scene, placed)
        return agent_by(scene, last) or _sender_in(scene, placed), target
    if scene.words[placed.first] == "under" and not target:
        return _sender_in(scene, placed), subject(scene, placed.first)
    if mention.voice in ("noun", "phrase"):
        sender = modifier_before(scene, placed.first) or _sender_in(scene, placed)
        return sender or (None if _is_reacted_to(scene, placed) else subject(scene, placed.first)), target
    group = group_of(scene, mention)
    told = controller(scene, group) if mention.voice == "infinitive" else None
    return subject(scene, group) if told is None else told, target


def _those_under_measures(scene: Scene, placed: Placed) -> Phrase:
    """Return whom measures are against that a passive is said of: "sanctions on X were lifted"."""
    for number in range(placed.first - 1, max(placed.first - LONGEST_SUBJECT, -1), -1):
        if scene.words[number] in MEASURES:
            return after_preposition(scene, number, ON, placed.first - number)
        if scene.words[number] in CLAUSE_BREAKS:
            break
    return Phrase(scene, placed.stop, placed.stop, [])


def _sender_in(scene: Scene, placed: Placed) -> Phrase | None:
    """Return the nationality before the measure in the clause: "under American sanctions"."""
    for number in range(placed.first - 6, placed.stop + 8):
        if 0 < number < len(scene.words) and scene.words[number] in MEASURES:
            return modifier_before(scene, number) or None
    return None


ROLES = {
    "object": _object_roles,
    "subject": _subject_roles,
    "party": _party_roles,
    "beneficiary": _beneficiary_roles,
    "sender": _sender_roles,
}
