"""Words that report speech, and whose speech they report, by the grammar around them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import verb_forms
from prisoner_diplomacy.reading.quotes.issuers import Issuers
from prisoner_diplomacy.reading.quotes.speakers import NOBODY, PRONOUNS, Speaker, Speakers
from prisoner_diplomacy.reading.quotes.subject_parts import ADJUNCT_STARTS, PREPOSITIONS, cue_words
from prisoner_diplomacy.text.document import Document, Span
from prisoner_diplomacy.text.phrase_matcher import PhraseMatcher

REACH = 400
LONGEST_CLAUSE = 800
VERB_GROUP = 120
LONGEST_WORD = 24
SENTENCES_BACK = 3
AFTER_PASSIVE = (" as ", " by ")
POSTPOSED = re.compile(
    r"\s(?:(?:on|in|late|last|this)\s)?(?:(?:[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?|yesterday|today|week|month),?\s)?"
    r"(?:is|are|was|were|has|have|will|would|could|may)\s"
)
QUOTED_AS = re.compile(
    r"\s(?:is|was|were|been|being)\s(?:also\s)?(?:quoted|cited)(?:\sby\s[^,;]{1,60})?\sas$"
)
QUOTED = re.compile(r"[“”\"«»]")
BESIDE = re.compile(r"\s(?:[a-z]{3,14}ing|who)\s")
OWN_SUBJECT = re.compile(r"\b([\w’'-]{2,30})\s+(?=(?:the|his|her|its|their|many|some)\s)")
REPORTING = ("say", "that", "tell")
REPORTED_CLAUSE = re.compile(r"\s?(?:[^,;:.“”\"]{0,80}\bthat\s)?")
SHORT_PHRASE = 160
CONTRACTION = re.compile(r"['’](?:d|s|ve|ll|re)$")
WHEN_AT_END = re.compile(
    r"(?:(?:\s|^)(?:on|late|early|last|this|earlier)){1,3}\s(?:\w{3,6}day|week|month|year|night|morning|afternoon)"
    r"(?:\s(?:morning|afternoon|evening|night))?$"
)
CITED = re.compile(r"\b(?:quot|cit)(?:ed|es|e|ing) (?!by\b)((?:[^\s,;]{1,30} ){0,5}[^\s,;]{1,30}) as$")
WITH_SUBJECT = re.compile(r"\bwith ((?:[^\s,;]{1,30} ){0,4}[^\s,;]{1,30})$")
JOINED = re.compile(r"\s(?:and|but)\s(?=\S)")
VERB_BEFORE = re.compile(
    r"\b(?:to (?!the\b|a\b|an\b|his\b|her\b|its\b)[a-z]{2,}|is|are|was|were|has|had|have|will|would)\b"
)
PHASE = re.compile(r"\s(?:(?:went|goes|going) on|continued|began) to$")
BRACKET = re.compile(r"\s?\([^()]{1,60}\)\s?$")
CALENDAR_ENDS = ("day", "week", "month", "year", "night", "morning", "afternoon", "evening")
NOUNS_IN_LY = cue_words("grammar", "nouns_in_ly")
SUBORDINATORS = cue_words("grammar", "subordinators")
BEFORE_NOUNS = cue_words("grammar", "before_nouns")
AUXILIARIES = cue_words("grammar", "auxiliaries")
ASPECTS = cue_words("grammar", "aspects")
INVERTED = frozenset(("said", "says", "added", "adds", "argued", "argues", "insisted", "insists"))
BEFORE_DETERMINERS = PREPOSITIONS | {"and", "or", "but", "all", "both", "half", "that", "than"}
COORDINATORS = frozenset(("and", "but", "or", "yet"))
RELATIVES = frozenset(("who", "whose", "which"))
CUT = re.compile(rf"\b(?:{'|'.join(sorted(SUBORDINATORS))})\s+")
TURN = re.compile(r"\b(?:and|but|or|yet)\s+(?=(?:he|she|they|it|we|i)\b)")
BREAK = re.compile(r"[,;:()—–“”\"«»]|(?<=\s)-(?=\s)")
RELATIVE = re.compile(r"\s(?:who|whose|which)\s")
NOT_A_HEAD = re.compile(
    r"\s*(?:\d+$|(?:an?|the|who|whose|which|now|then|both|himself|aged|from|in|of|for|on|at|by|with|to|as|like)\s|\w+ing\s|[a-z]|[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3}['’]s?\s[a-z])"
)
NOUN_PHRASE_END = re.compile(
    r"[,;:()—–“”\"«»\n]|[!?](?=\s|$|[\"'”’])|\s(?:who|whose|which|that|when|while|as|after|before|during|because|if|and|but)\s"
    r"|\s(?:on|last|late|early|this)\s(?:\w{3,6}day\b|week|month|year|night)"
    r"|\s(?:\w{3,6}day|yesterday|today|later|earlier|this\smorning)\b"
    r"|\s(?:in|on|via|at|to)\s(?:an?\s|the\s|his\s|her\s|its\s)?(?:\w+\s){0,2}"
    r"(?:statement|interview|post|X|Telegram|Facebook|conference|briefing|reporters|journalists|report|letter|speech)\b"
)


FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|do|does|did|\w{2,}ed|\w+n['’]t|"
    r"came|went|took|gave|made|got|saw|knew|told|held|left|met|began|kept|lost|died|sent|put|let)\b"
)
AFTER_SAID = re.compile(
    r"\s(?!\w{3,6}day)(?:[A-Z]|(?:the|an?|one|his|her|its|their|two)\s)[^,;.:\n“\"]{1,80}(?=[,;.:\n]|$)"
)


class Cue(NamedTuple):
    """A word or phrase that reports speech; ``kind`` is its list in cues.toml, ``form`` its form."""

    start: int
    end: int
    kind: str
    form: str


class Subject(NamedTuple):
    """What stands before a verb of saying.

    ``shared`` tells that the verb takes over the subject of an earlier one; ``start == end`` that
    nothing stands there, ``inverted`` that it stands after the verb.
    """

    start: int
    end: int
    shared: bool = False
    negated: bool = False
    passive: bool = False
    inverted: bool = False


@cache
def _matcher() -> PhraseMatcher[tuple[str, str]]:
    cues = load_toml("cues.toml")
    banned = frozenset(cues["verbs"]["not_verbs"])
    phrases: list[tuple[str, tuple[str, str]]] = [(word, ("", "")) for word in banned if " " in word]
    for label, names in cues["channels"].items():
        phrases += [(name, ("channel", label)) for name in names]
    for kind in ("say", "that", "tell", "judge"):
        for spec in cues["verbs"][kind]:
            forms = {form: word for form, word in verb_forms(spec).items() if word not in banned}
            phrases += [(word, (kind, form)) for form, word in forms.items()]
            if kind == "tell":
                hearers = cues["hearers"]["phrases"]
                phrases += [
                    (f"{word} {who}", (kind, form)) for form, word in forms.items() for who in hearers
                ]
    phrases += [(phrase, ("source", "phrase")) for phrase in cues["phrases"]["source"]]
    return PhraseMatcher(phrases)


class Sayings:
    """The cues of a document and what grammar says of each.

    Args:
        document: the text.
        speakers: finds whom a noun phrase names.
    """

    def __init__(self, document: Document, speakers: Speakers) -> None:
        found = _matcher().find(document.flat)
        self.text, self._document = document.text, document
        cues = [Cue(s, e, kind, form) for s, e, (kind, form) in found if kind and kind != "channel"]
        self.cues = [cue for cue in cues if not self._is_noun(cue)]
        self._channels = [(s, label) for s, e, (kind, label) in found if kind == "channel"]
        self._starts = [cue.start for cue in self.cues]
        self._channel_starts = [start for start, _ in self._channels]
        self._speakers = speakers
        self._subjects: dict[int, Subject] = {}
        self._issuers = Issuers(document, self._teller)

    def _is_noun(self, cue: Cue) -> bool:
        """Tell the call of "before the call for votes", and "written by a judge", from a verb."""
        if cue.form == "part":
            return AUXILIARIES.isdisjoint(
                self.text[max(0, cue.start - LONGEST_WORD) : cue.start].lower().split()
            )
        if cue.form == "ed" and cue.kind == "that" and POSTPOSED.match(self.text, cue.end):
            return True
        if cue.form not in ("base", "s", "ing", "ed"):
            return False
        before = self.text[max(0, cue.start - LONGEST_WORD) : cue.start].split(" ")[-2:-1]
        return bool(before) and (before[0].lower() in BEFORE_NOUNS or before[0].endswith(("'s", "’s")))

    def between(self, start: int, end: int) -> list[Cue]:
        """Return the cues in ``[start, end)``."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [c for c in self.cues[first:last] if c.end <= end] if first < last else []

    def channel(self, cue: Cue, left: int, right: int) -> str:
        """Return the channel named after the cue up to the next one, else the one named before it."""
        first = bisect_left(self._channel_starts, left)
        last = bisect_left(self._channel_starts, right, first)
        if first == last:
            return self._own_channel(cue)
        after = bisect_left(self._channel_starts, cue.start, first, last)
        return self._channels[after if after < last else last - 1][1]

    def _own_channel(self, cue: Cue) -> str:
        return "Twitter" if self.text[cue.start : cue.end].startswith("tweet") else ""

    def subject(self, cue: Cue, left: int) -> Subject:
        """Return the noun phrase that is subject of the cue, looked for from ``left`` on."""
        known = self._subjects.get(cue.start)
        if known is None:
            known = find_subject(self.text, max(left, cue.start - REACH), cue)
            known = self._subjects[cue.start] = self._after_reporting(known)
        return known

    def _after_reporting(self, subject: Subject) -> Subject:
        """Return the subject without the saying that reports its clause: "Berg said Oslo welcomed it"."""
        verbs = [cue for cue in self.between(subject.start, subject.end) if cue.kind in REPORTING]
        return subject._replace(start=verbs[-1].end) if verbs else subject

    def speaker(self, cue: Cue, left: int, right: int) -> Speaker:
        """Return who speaks by a cue in the clause ``[left, right)``."""
        if cue.kind == "source":
            return self.named_after(cue.end, right)
        subject = self.subject(cue, left)
        if subject.passive:
            agent = re.search(r"\sby\s", self.text[cue.end : min(right, cue.end + REACH)])
            return self.named_after(cue.end + agent.end(), right) if agent else NOBODY
        if subject.shared:
            return self._shared(cue, left)
        if subject.inverted:
            return self.named_after(cue.end, right)
        if subject.start == subject.end:
            return NOBODY
        words = self.text[subject.start : subject.end].strip().lower()
        if words in PRONOUNS:
            return self._meant(words, subject, cue, left)
        return self._named_by(subject, cue)

    def _meant(self, pronoun: str, subject: Subject, cue: Cue, left: int) -> Speaker:
        """Return whom a pronoun stands for: in "for what it called", the clause's subject."""
        if self.text.endswith("what ", 0, subject.end - len(pronoun)):
            clause = self._speakers.subject_of(left, subject.start)
            if clause.name:
                return clause
        if pronoun in ("it", "they"):
            return self._earlier_speaker(cue, left) or self._body_before(subject) or self.phrase_of(subject)
        return self.phrase_of(subject)

    def _named_by(self, subject: Subject, cue: Cue) -> Speaker:
        return self._explained(subject, cue) or self.phrase_of(subject)

    def _explained(self, subject: Subject, cue: Cue) -> Speaker | None:
        """Return the person whom a subject describes: "Ola Berg, head of the mission in Lagos said"."""
        led = self._leader(subject, cue)
        if led:
            return led
        person = self._speakers.person_before_comma(subject.start)
        if person is None or self.text[cue.end : cue.end + 1] == ",":
            return None
        first = self.text[subject.start : subject.end].split()[:1]
        sentence = self._document.sentences[self._document.sentence_number(person.start)]
        leads = person.start == sentence.start
        office = bool(first) and self._speakers.is_office(first[0])
        if office or (leads and first and first[0].islower()):
            return self._speakers.of(person.start, person.end)
        return None

    def _leader(self, subject: Subject, cue: Cue) -> Speaker | None:
        """Return the person whose name and description begin the sentence up to the verb of saying."""
        sentence = self._document.sentences[self._document.sentence_number(cue.start)]
        end = self._speakers.name_end(sentence.start)
        if not end or not self.text.startswith(", ", end) or cue.start - end > REACH:
            return None
        described = self.text[end + 2 : cue.start]
        if FINITE.search(described) or QUOTED.search(described) or self._speakers.is_named(*subject[:2]):
            return None
        offices = any(self._speakers.is_office(word) for word in described.partition(",")[0].split())
        return self._speakers.of(sentence.start, end) if offices else None

    def _body_before(self, subject: Subject) -> Speaker | None:
        """Return who speaks in the sentence before, no person, for the "it" that opens the next."""
        number = self._document.sentence_number(subject.start)
        for earlier in reversed(self._document.sentences[max(0, number - SENTENCES_BACK) : number]):
            cues = self.between(earlier.start, earlier.end)
            said = self.subject(cues[0], earlier.start) if cues else None
            words = self.text[said.start : said.end].strip() if said else ""
            if not said or not words or said.passive or self._speakers.is_named(said.start, said.end):
                return None
            if words.lower() not in PRONOUNS:
                return self.phrase_of(said)
            if words.lower() != "it":
                return None
        return None

    def named_after(self, start: int, limit: int) -> Speaker:
        """Return whom the noun phrase that begins at ``start`` names, an apposition's name included."""
        end = self.phrase_end(start, limit)
        if self.text[end : end + 1] == "," and not self._speakers.is_named(start, end):
            next_end = self.phrase_end(end + 1, limit)
            if self._speakers.is_named(end + 1, next_end):
                return self._speakers.of(end + 1, next_end)
        joined = self.text.startswith(" and ", end) and not self._speakers.is_named(start, end)
        if joined and self._speakers.is_named(end + 5, self.phrase_end(end + 5, limit)):
            return self._speakers.of(end + 5, self.phrase_end(end + 5, limit))
        return self._of(start, end)

    def phrase_end(self, start: int, limit: int) -> int:
        """Return where the noun phrase that begins at ``start`` ends."""
        limit = min(limit, start + REACH)
        start += len(self.text[start:limit]) - len(self.text[start:limit].lstrip())
        sentence = self._document.sentences[self._document.sentence_number(start)]
        limit = min(limit, sentence.end) if start < sentence.end else limit
        match = NOUN_PHRASE_END.search(self.text, start, limit)
        if match:
            return match.start()
        return limit - 1 if limit == sentence.end and self.text[limit - 1] == "." else limit

    def is_nested(self, cue: Cue, left: int) -> bool:
        """Tell the "welcomed" of "Berg said Oslo welcomed it", in a clause that an earlier verb reports."""
        subject = self.subject(cue, left)
        if subject.shared or subject.start == subject.end:
            return False
        before = self.between(left, subject.start)
        return (
            bool(before)
            and before[-1].kind in REPORTING
            and bool(REPORTED_CLAUSE.fullmatch(self.text, before[-1].end, subject.start))
        )

    def _shared(self, cue: Cue, left: int) -> Speaker:
        return self._earlier_speaker(cue, left) or self._speakers.subject_of(left, cue.start)

    def _earlier_speaker(self, cue: Cue, left: int) -> Speaker | None:
        for earlier in reversed(self.between(left, cue.start)):
            subject = self.subject(earlier, left)
            if subject.shared or subject.passive or self.is_nested(earlier, left):
                continue
            if subject.start < subject.end:
                speaker = self._named_by(subject, earlier)
                if speaker.name:
                    return speaker
        return None

    def phrase_of(self, subject: Subject) -> Speaker:
        """Return whom a subject names."""
        return self._of(subject.start, subject.end)

    def _of(self, start: int, end: int) -> Speaker:
        return self._issuers.of(self._speakers.of(start, end), start)

    def _teller(self, sentence: Span, offset: int) -> Speaker:
        """Return who gave out what a sentence names at an offset: "the ministry said in a statement"."""
        owner = self._speakers.owner_of(max(sentence.start, offset - SHORT_PHRASE), sentence.end)
        if owner and owner.name:
            return owner
        cues = self.between(sentence.start, sentence.end)
        nearest = sorted(cues, key=lambda cue: (cue.start > offset, abs(cue.start - offset)))
        for cue in nearest:
            speaker = self.speaker(cue, sentence.start, sentence.end)
            if speaker.name:
                return speaker
        return self._speakers.subject_of(sentence.start, offset)


def find_subject(text: str, left: int, cue: Cue) -> Subject:
    """Return the subject of a verb of saying that stands in a clause from ``left`` on."""
    end, last, passive, negated = _before_verb_group(text, left, cue.start)
    if passive and cue.form == "ing":
        passive = False
    elif cue.form == "ing" and last in ASPECTS:
        return Subject(*_noun_phrase_before(text, left, end - len(last)), negated=negated)
    elif cue.form == "ing":
        begin = max(left, end - REACH)
        quoted = QUOTED_AS.search(text, begin, end)
        if quoted:
            return Subject(*_noun_phrase_before(text, left, quoted.start()), negated=negated)
        cited = CITED.search(text, begin, end) or WITH_SUBJECT.search(text, begin, end)
        return Subject(*cited.span(1)) if cited else Subject(end, end, shared=True, negated=negated)
    passive = passive and cue.form in ("ed", "part")
    if cue.kind == "judge" and cue.form in ("ed", "part") and text.startswith(AFTER_PASSIVE, cue.end):
        passive = True
    if last in ("and", "but", "or", "yet", "then") and text[left:end].strip():
        return Subject(end, end, True, negated, passive)
    if _is_inverted(text, left, end, cue):
        return Subject(cue.start, cue.start, inverted=True)
    start, end = _noun_phrase_before(text, left, end)
    return Subject(start, end, False, negated, passive)


def _is_inverted(text: str, left: int, end: int, cue: Cue) -> bool:
    """Tell "..., said the mayor." from "the mayor, a doctor, said the bridge was closed."."""
    if text[cue.start : cue.end] not in INVERTED or not text[left:end].endswith(","):
        return False
    phrase = AFTER_SAID.match(text, cue.end, cue.end + REACH)
    return phrase is not None and not FINITE.search(text, phrase.start(), phrase.end())


def _before_verb_group(text: str, left: int, end: int) -> tuple[int, str, bool, bool]:
    """Return where the verb's group begins, the conjunction before it, its voice and polarity."""
    words = _between()
    bracket = BRACKET.search(text, max(left, end - VERB_GROUP), end)
    end = bracket.start() if bracket else end
    passive = negated = False
    base = max(left, end - VERB_GROUP)
    group = text[base:end]
    for _ in range(8):
        group = group.rstrip()
        phase = PHASE.search(group)
        if phase:
            group = group[: phase.start()]
            continue
        word = group[-LONGEST_WORD:].rpartition(" ")[2].lower()
        if word.endswith(CALENDAR_ENDS):
            when = WHEN_AT_END.search(group[-2 * LONGEST_WORD :])
            if not when:
                return base + len(group), word, passive, negated
            group = group[: -len(when[0])]
            continue
        contraction = CONTRACTION.search("" if word.isalpha() else word)
        if contraction and word[: contraction.start()] in PRONOUNS:
            group = group[: -len(contraction[0])]
            continue
        is_adverb = word.endswith("ly") and len(word) > 4 and word not in NOUNS_IN_LY
        role = words.get(word, "adverb" if is_adverb else "")
        role = "negative" if word.endswith(("n't", "n’t")) else role
        if not role:
            return base + len(group), word, passive, negated
        passive = passive or role == "passive"
        negated = negated or role == "negative"
        group = group[: -len(word)]
    return base + len(group), "", passive, negated


@cache
def _between() -> dict[str, str]:
    lists = load_toml("cues.toml")["between"]
    return {word: role for role in ("words", "passive", "negative") for word in lists[role]}


def _noun_phrase_before(text: str, left: int, end: int) -> tuple[int, int]:
    """Return the noun phrase that ends at ``end``; before an apposition, the one it explains."""
    apposed = end > left and (text[end - 1] in ",—–" or text.endswith(" -", left, end))
    if not apposed:
        begin = _last_break(text, max(left, end - SHORT_PHRASE), end)
        if text[begin - 1] != "," or not BESIDE.match(text, begin, end) or CUT.search(text, begin, end):
            return _cut_clause(text, begin, end)
    for start, stop in _segments_backwards(text, left, end):
        segment = text[start:stop]
        if not segment.strip():
            continue
        if not NOT_A_HEAD.match(segment):
            return start, stop
        earlier = text[left:start].rstrip(" ,—–-")
        before = text[_last_break(text, left, left + len(earlier)) : left + len(earlier)].split(None, 1)
        if not before or (
            before[0].lower() in ADJUNCT_STARTS and before[0].lower() not in ("who", "whose", "which")
        ):
            return start, stop
    return end, end


def _segments_backwards(text: str, left: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = [m.span() for m in BREAK.finditer(text, left, end)]
    for start, stop in reversed(breaks):
        yield stop, end
        end = start
    yield left, end


def _last_break(text: str, left: int, end: int) -> int:
    for match in BREAK.finditer(text, left, end):
        left = match.end()
    return left


def _cut_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the last clause's noun phrase, without a relative clause that ends it."""
    words = text[start:end].lower().split()
    if len(words) < 2:
        return start, end
    for pattern, openers in ((CUT, SUBORDINATORS), (TURN, COORDINATORS)):
        if not openers.isdisjoint(words):
            start = max((match.end() for match in pattern.finditer(text, start, end)), default=start)
    if "and" in words or "but" in words:
        joined = [m for m in JOINED.finditer(text, start, end) if VERB_BEFORE.search(text, start, m.start())]
        start = joined[-1].end() if joined else start
    nested = [m for m in OWN_SUBJECT.finditer(text, start, end) if m[1].lower() not in BEFORE_DETERMINERS]
    if nested and not words[0].endswith("ing"):
        start = nested[-1].end()
    if words[-1] in PRONOUNS:
        end = start + len(text[start:end].rstrip())
        return end - len(words[-1]), end
    relative = None if RELATIVES.isdisjoint(words) else RELATIVE.search(text, start, end)
    if relative is None:
        return start, end
    led = not text[start : relative.start()].strip()
    return (relative.end(), end) if led else (start, relative.start())
