"""Mentions by name: the names the lexicon knows, and others told by their shape and surroundings."""

from collections.abc import Iterable
from typing import NamedTuple

from prisoner_diplomacy.lexicon import grammar, load_toml, load_words
from prisoner_diplomacy.reading.entities.cast import Cast, Draft, Referent
from prisoner_diplomacy.reading.entities.name_tables import Alias, Entry, Noun, words
from prisoner_diplomacy.reading.entities.place_senses import (
    PLACE_PREPOSITIONS,
    is_american,
    names_treaty,
    stands_for_government,
)
from prisoner_diplomacy.reading.entities.pronouns import Pronoun
from prisoner_diplomacy.reading.entities.shapes import (
    AGE,
    CONTINUED,
    GROUP,
    WORD_RE,
    is_hyphenated,
    last_words,
    next_word,
)
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.phrase_matcher import flatten

STOPS = words("function", "other", "titles", "honorifics_m", "honorifics_f", "honorifics_u")
HONORIFICS = {word: gender for gender in "ufm" for word in words(f"honorifics_{gender}")}
# Whether a word before a name says that a person follows, and of which gender.
TITLES = {word: (True, gender.replace("u", "")) for word, gender in HONORIFICS.items()}
TITLES |= dict.fromkeys(words("titles"), (True, ""))
UNTITLED = (False, "")
ORGANISATION_HEADS = words("organisation_heads")
OPEN_HEADS = words("open_heads")
LEADING_HEADS = words("leading_heads")
PLACE_HEADS = words("place_heads")
NO_ORGANISATION = words("function", "honorifics_m")
CALENDAR = load_words("calendar_words.txt")
SHY_GIVEN = words("shy_given")
BEFORE_MONTH = frozenset(load_toml("measure_contexts.toml")["before_month_and_name"])
LONGEST_LIST = 8
PLACE_SURNAMES = words("place_surnames")
OFFICIAL = words("titles")
SPEECH, ACTS = words("speech"), words("acts")
SHARED_BODIES = grammar("shared_bodies")
# What may stand between a state and its body: "Peru's Congress", "the Philippine Senate".
OWNING = (("'s ", "’s ", "' ", "’ "), (" ",))
WESTERN_NOUNS = words("western_nouns")


class Hit(NamedTuple):
    """A phrase of the lexicon found in the text, read as a name or as a noun."""

    start: int
    end: int
    alias: Alias | None
    noun: Noun | None
    shadow: Alias | None = None


class Piece(NamedTuple):
    """A word of a sequence of capitalised words, or a phrase of the lexicon in it."""

    start: int
    end: int
    text: str
    hit: Hit | None


class Lone(NamedTuple):
    """A single capitalised word whose meaning depends on the rest of the article."""

    piece: Piece
    initial: bool
    titled: bool
    gender: str


class NameReader:
    """Reads the names of one article.

    Attributes:
        drafts: the mentions by name.
        nouns: the nouns of the lexicon, for the mentions by description.
        pronouns: the pronouns of the third person.
    """

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document, self.text, self.cast = document, document.text, cast
        self.drafts: list[Draft] = []
        self.nouns: list[Hit] = []
        self.pronouns: list[Pronoun] = []
        self.lones: list[Lone] = []
        self.capitals: set[str] = set()
        self.bodies: dict[int, Referent] = {}
        self.shared: dict[str, Referent] = {}
        self.hits: dict[int, Hit] = {}
        self.initials = {sentence.start for sentence in document.sentences}
        self._look_up()
        self._nouns_by_end = {noun.end: noun for noun in self.nouns}
        self._kin_by_end = {hit.end: hit for hit in self.nouns if hit.noun and hit.noun.scope == "kin"}
        self._read_groups()
        self._read_lones()

    def _look_up(self) -> None:
        for start, end, entry in self.cast.lexicon.matcher.find(self.document.flat):
            if entry.pronoun:
                self.pronouns.append(Pronoun(start, end, entry.pronoun))
            else:
                self._enter(start, end, entry)

    def _enter(self, start: int, end: int, entry: Entry) -> None:
        for alias in entry.aliases:
            if self._fits(alias, start, end):
                hit = Hit(start, end, alias, None)
                self.hits[start + alias.first] = hit
                if not self.text[start + alias.first].isupper():
                    self._mention(hit, alias)
                return
        if entry.noun:
            shadow = entry.aliases[0] if entry.aliases else None
            self.nouns.append(Hit(start, end, None, entry.noun, shadow))
            if self.text[start].isupper():
                self.hits[start] = self.nouns[-1]
        else:
            self._enter_parts(start, end)

    def _enter_parts(self, start: int, end: int) -> None:
        """Enter the shorter phrases within one whose capitals do not fit: "Russian" of "Russian army"."""
        flat = self.document.flat
        space = flat.rfind(" ", start, end)
        if space <= start:
            return
        rest = self._enter_within(start, space)
        if rest:
            self._enter_within(rest, end)

    def _enter_within(self, start: int, end: int) -> int:
        """Enter the phrases of a stretch; return the end of the last, 0 when there is none."""
        last = 0
        for first, last, entry in self.cast.lexicon.matcher.find(self.document.flat[start:end]):
            if entry.pronoun:
                self.pronouns.append(Pronoun(start + first, start + last, entry.pronoun))
            else:
                self._enter(start + first, start + last, entry)
        return last and start + last

    def _fits(self, alias: Alias, start: int, end: int) -> bool:
        text = self.text
        if alias.exact:
            return text[start:end] == alias.exact
        if not (text[start + alias.first].isupper() and text[start + alias.last].isupper()):
            return alias.known.id == "the-west" and next_word(text, end) in WESTERN_NOUNS
        return alias.known.label != "PERSON" or not is_hyphenated(text, start, end)

    def _read_groups(self) -> None:
        done, hits = 0, self.hits
        for match in GROUP.finditer(self.text):
            start, end = match.span()
            if end <= done:
                continue
            start = max(start, done)
            hit = hits.get(start)
            alias = hit.alias if hit else None
            if hit and alias and hit.end >= end and alias.kind != "surname":
                self._mention(hit, alias)
                done = hit.end
            elif alias or match[0] not in STOPS:
                done = self._read_group(start, end)

    def _read_group(self, start: int, end: int) -> int:
        pieces = self._pieces(start, end)
        for number in range(len(pieces) - 1, -1, -1):
            if pieces[number].text in ORGANISATION_HEADS:
                return self._read_organisation(pieces, number)
        self._read_run(pieces)
        return max(end, pieces[-1].end) if pieces else end

    def _pieces(self, start: int, end: int) -> list[Piece]:
        text, hits = self.text, self.hits
        pieces: list[Piece] = []
        covered = start
        for first, last in _word_spans(text, start, end):
            if first < covered:
                continue
            hit = hits.get(first)
            while hit:
                word = text[hit.start : hit.end] if hit.noun else ""
                pieces.append(Piece(hit.start, hit.end, word, hit))
                covered = hit.end
                hit = hits.get(covered + 1) if covered < last else None
            if covered <= first:
                pieces.append(Piece(first, last, text[first:last], None))
        return pieces

    def _read_organisation(self, pieces: list[Piece], head: int) -> int:
        first = head
        while first and self._joins_organisation(pieces[first - 1]):
            first -= 1
        end = pieces[head].end
        if pieces[head].text in OPEN_HEADS:
            end = self._continued(end)
        self._read_run(pieces[:first])
        leads = head == first == 0 and len(pieces) > 1 and pieces[0].text in LEADING_HEADS
        if leads and not pieces[1].hit and not self._in_headline(pieces[0].start):
            head, end = 1, pieces[1].end
        if end > pieces[head].end or first < head:
            name = self.text[pieces[first].start : end]
            countries = _countries_of(pieces[first:head]) or self._owning_countries(pieces[first].start)
            self._add(pieces[first].start, end, self.cast.thing(name, "ORG", countries))
        if end == pieces[head].end:
            self._read_run(pieces[head + 1 :])
        return max(end, pieces[-1].end)

    def _owning_countries(self, start: int) -> tuple[str, ...]:
        """Return the countries of "Germany's Federal Court"."""
        owner = self.drafts[-1] if self.drafts else None
        owned = owner is not None and self.text[owner.end : start] in ("'s ", "’s ", "' ", "’ ")
        return owner.who.countries if owner is not None and owned and owner.label != "PERSON" else ()

    def _joins_organisation(self, piece: Piece) -> bool:
        if piece.hit and piece.hit.alias:
            return piece.hit.alias.known.label != "PERSON" and self.text[piece.end : piece.end + 1] == " "
        if piece.hit and piece.hit.noun:
            return piece.hit.noun.label == "ORG" or piece.text not in OFFICIAL
        return piece.text not in NO_ORGANISATION

    def _continued(self, end: int) -> int:
        for _ in range(2):
            joint = CONTINUED.match(self.text, end)
            group = joint and GROUP.match(self.text, joint.end())
            if not group or group[0].partition(" ")[0].rstrip(".").lower() in CALENDAR:
                break
            end = group.end()
        return end

    def _read_run(self, pieces: list[Piece]) -> None:
        run: list[Piece] = []
        titled, gender = UNTITLED
        for number, piece in enumerate(pieces):
            if self._belongs(pieces, number):
                run.append(piece)
                continue
            if run:
                self._close(run, titled, gender)
                run = []
            hit = piece.hit
            if hit and hit.alias:
                self._mention(hit, hit.alias)
                titled, gender = UNTITLED
            elif hit and hit.noun:
                titled, gender = True, hit.noun.gender
            else:
                titled, gender = TITLES.get(piece.text.rstrip("."), UNTITLED)
        if run:
            self._close(run, titled, gender)

    def _belongs(self, pieces: list[Piece], number: int) -> bool:
        piece = pieces[number]
        hit = piece.hit
        if not hit:
            return piece.text.rstrip(".") not in STOPS or self._is_shy_given(pieces, number)
        if not hit.alias:
            return False
        if hit.alias.kind == "surname":
            return True
        if number and _is_place(piece) and number + 1 == len(pieces) and not pieces[number - 1].hit:
            return self._is_given(pieces[number - 1])
        if number + 1 == len(pieces) or not (self._is_given(piece) or self._speaks(pieces, number)):
            return False
        following = pieces[number + 1]
        return not following.hit or _is_surname(following) or _is_place(following)

    def _is_shy_given(self, pieces: list[Piece], number: int) -> bool:
        """Tell "Will Smith said" and "April Novak" from a verb and a month before a name."""
        if pieces[number].text not in SHY_GIVEN or number + 2 != len(pieces) or pieces[-1].hit:
            return False
        start = pieces[number].start
        if pieces[-1].text in STOPS or last_words(self.text, start)[1].lower() in BEFORE_MONTH:
            return False
        return not self._is_initial(start) or self._acts(pieces[-1].end)

    def _speaks(self, pieces: list[Piece], number: int) -> bool:
        """Tell "Chad Wolf said" from a place."""
        following = pieces[number + 1]
        alone = number + 2 == len(pieces) and not following.hit and following.text not in STOPS
        return alone and _is_place(pieces[number]) and next_word(self.text, following.end) in SPEECH

    def _acts(self, end: int) -> bool:
        following = next_word(self.text, end)
        joined = self.text[end : end + 5] == " and " and self.text[end + 5 : end + 6].isupper()
        return joined or following in SPEECH or following in ACTS or bool(AGE.match(self.text, end))

    def _close(self, run: list[Piece], titled: bool, gender: str) -> None:
        initial = self._is_initial(run[0].start)
        titled = titled or self._after_noun(run[0].start)
        if len(run) == 1:
            if last_words(self.text, run[0].start)[1] not in ("Christmas", "Year's", "Year’s"):  # "Eve".
                self.lones.append(Lone(run[0], initial, titled, gender))
            return
        if initial and not self._is_given(run[0]) and any(map(self._is_given, run[1:-1])):
            run, initial = run[1:], False
        last = run[-1].text
        start, end = run[0].start, run[-1].end
        name = self.text[start:end]
        if last in PLACE_HEADS and not self._is_surname_here(run, titled):
            if not self._in_headline(start):
                self._add(start, end, self.cast.thing(name, "LOC"))
        elif titled or self._is_person(run, initial):
            given = name.partition(" ")[0]
            family = self.text[run[-1].start : end]
            self._add(start, end, self.cast.person(name, given, family, gender))

    def _is_surname_here(self, run: list[Piece], titled: bool) -> bool:
        """Tell "Grace Hill" and "Lee Park", who are people, from a hill and a park."""
        start, end = run[0].start, run[-1].end
        if (
            run[-1].text not in PLACE_SURNAMES
            or last_words(self.text, start)[1].lower() in PLACE_PREPOSITIONS
        ):
            return False
        if last_words(self.text, start)[1].lower() == "the":
            return False
        return titled or self._acts(end) or (self._is_given(run[0]) and len(run) < 4)

    def _is_person(self, run: list[Piece], initial: bool) -> bool:
        start, end = run[0].start, run[-1].end
        if self._is_given(run[0]) or (_is_surname(run[-1]) and len(run) == 2 and not initial):
            return True
        if AGE.match(self.text, end) or next_word(self.text, end) in SPEECH:
            return True
        return len(run) <= 4 and not self._in_headline(start)

    def _is_given(self, piece: Piece) -> bool:
        return flatten(self.text[piece.start : piece.end]) in self.cast.lexicon.genders

    def _is_initial(self, start: int) -> bool:
        if start in self.initials:
            return True
        before = self.text[start - 2 : start]
        return before[-1:] in "\"“‘'«„(\n" or before in (": ", "— ", "– ", "• ", "… ")

    def _in_headline(self, start: int) -> bool:
        return self.document.paragraph_number(start) in self.document.headlines

    def _after_noun(self, start: int) -> bool:
        before = self._nouns_by_end.get(start - 1)
        if before is None and self.text[start - 2 : start] == ", ":
            before = self._kin_by_end.get(start - 2)
        return before is not None and before.noun is not None and before.noun.label == "PERSON"

    def _read_lones(self) -> None:
        seen = {self._text(lone.piece) for lone in self.lones if not lone.initial}
        for lone in self.lones:
            piece = lone.piece
            who = self._abbreviated(piece) or self._person_of(lone)
            if who:
                self._add(piece.start, piece.end, who)
            elif not self._in_headline(piece.start) and (not lone.initial or self._may_begin(piece, seen)):
                self._guess(piece)

    def _may_begin(self, piece: Piece, seen: set[str]) -> bool:
        """Tell a name that begins a sentence from any word that does."""
        word = self._text(piece)
        return word in seen or (word.isupper() and len(word) > 2 and word not in STOPS)

    def _text(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def _abbreviated(self, piece: Piece) -> Referent | None:
        """Return the organisation whose abbreviation follows it in brackets."""
        word = self._text(piece)
        if self.text[piece.start - 2 : piece.start] != " (" or not word.isupper():
            return None
        who = self.bodies.get(piece.start - 2)
        if who:
            self.cast.by_key.setdefault(flatten(word), who)
        return who

    def _person_of(self, lone: Lone) -> Referent | None:
        piece = lone.piece
        word = self._text(piece)
        alias = piece.hit.alias if piece.hit else None
        namesake = self.cast.named_like(word, piece.start, lone.gender)
        if alias:
            known = self.cast.by_key.get(alias.known.id)
            if namesake and not known and namesake.family == flatten(word):
                return namesake
            if lone.gender and alias.known.gender not in (lone.gender, ""):
                return namesake or self.cast.person(word, "", word, lone.gender)
            return self.cast.known(alias.known)
        if namesake and (not lone.initial or namesake.family == flatten(word) or self._is_given(piece)):
            return namesake
        if (lone.titled and not lone.initial) or AGE.match(self.text, piece.end):
            return self.cast.person(word, "", word, lone.gender)
        article, modifier = last_words(self.text, piece.start)
        if article.lower() == "the" and modifier[:1].isupper():
            return None
        if self._is_given(piece) and not lone.initial and not word.isupper():
            return self.cast.person(word, word, "")
        return None

    def _guess(self, piece: Piece) -> None:
        word = self._text(piece)
        if piece.text.rstrip(".") in PLACE_HEADS or word in ORGANISATION_HEADS:
            return
        if self.text[max(0, piece.start - 1) : piece.start] in ("@", "#"):
            return
        following = next_word(self.text, piece.end)
        before = last_words(self.text, piece.start)[1]
        if before in PLACE_PREPOSITIONS and not (word.isupper() and len(word) > 1):
            self._add(piece.start, piece.end, self.cast.thing(word, "GPE"))
        elif (word.isupper() and len(word) > 1) or following in SPEECH:
            self._add(piece.start, piece.end, self.cast.thing(word, "ORG"))
        elif flatten(word) in self.cast.by_key:
            self._add(piece.start, piece.end, self.cast.by_key[flatten(word)])

    def _mention(self, hit: Hit, alias: Alias) -> None:
        known, kind = alias.known, alias.kind
        start, end = hit.start, hit.end
        if (
            known.label == "GPE"
            and kind in ("full", "capital")
            and is_american(self.text, self.drafts, known, start, end)
        ):
            self._add(start, end, self.cast.thing(f"{self.text[start:end]}, United States", "GPE", ("USA",)))
            return
        if known.label == "GPE" and kind in ("full", "capital") and names_treaty(self.text, end):
            return
        who = self.cast.known(known)
        if self.text[end - 1] == "." and not alias.exact and known.label != "PERSON":
            end -= 1
        if kind == "capital":
            if stands_for_government(self.text, self.drafts, start, end):
                self.drafts.append(Draft(start, end, "GPE", "metonym", who))
                self._join_governments(start)
            else:
                assert alias.place
                self.capitals.add(alias.place.id)
                self._add(start, end, self.cast.known(alias.place))
        elif kind in ("adjective", "people"):
            self.drafts.append(Draft(start, end, "NORP", "named", who))
        elif known.label == "ORG" and self.text[start:end].lower() in SHARED_BODIES:
            self._add(start, end, self._body_of_state(start, end) or who)
        elif known.form == "metonym":
            self.drafts.append(Draft(start, end, known.label, "metonym", who))
        else:
            self._add(start, end, who)

    def _body_of_state(self, start: int, end: int) -> Referent | None:
        """Return whose "Senate" is meant: of the state named right before it, or before in the article."""
        name = self.text[start:end]
        before = self.drafts[-1] if self.drafts else None
        between = self.text[before.end : start] if before is not None else ""
        if before is not None and before.who.countries and between in OWNING[before.label == "NORP"]:
            self.shared[name] = self.cast.thing(f"{name} of {before.who.name}", "ORG", before.who.countries)
        return self.shared.get(name)

    def _add(self, start: int, end: int, who: Referent) -> None:
        if who.seen < 0:
            who.seen = start
        who.count += 1
        self.drafts.append(Draft(start, end, who.label, "named", who))
        if who.label == "ORG":
            self.bodies[end] = who

    def _join_governments(self, start: int) -> None:
        """Make the capitals listed before one that is a government governments too."""
        for before in reversed(self.drafts[:-1][-LONGEST_LIST:]):
            joined = before.who.ref in self.capitals and self.text[before.end : start] in (
                " and ",
                ", ",
                ", and ",
            )
            if not joined or last_words(self.text, before.start)[1] in PLACE_PREPOSITIONS:
                return
            country = self.cast.lexicon.countries[before.who.countries[0]]
            before.form, before.who = "metonym", self.cast.known(country)
            start = before.start


def _word_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if text[start:end].isalnum() and text[start].isupper():
        return [(start, end)]
    return [match.span() for match in WORD_RE.finditer(text, start, end)]


def _is_surname(piece: Piece) -> bool:
    return bool(piece.hit and piece.hit.alias and piece.hit.alias.kind == "surname")


def _is_place(piece: Piece) -> bool:
    alias = piece.hit.alias if piece.hit else None
    return alias is not None and alias.known.label == "GPE" and alias.kind in ("full", "capital")


def _countries_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    found = [piece.hit.alias.known.countries for piece in pieces if piece.hit and piece.hit.alias]
    return found[0] if found else ()
