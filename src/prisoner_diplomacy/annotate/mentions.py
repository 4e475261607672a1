"""Mentions by name: the names the lexicon knows, and others told by their shape and surroundings."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from prisoner_diplomacy.annotate.cast import Cast, Draft, Referent
from prisoner_diplomacy.annotate.document import Document
from prisoner_diplomacy.annotate.match import flatten
from prisoner_diplomacy.annotate.names import Alias, Entry, Noun, words
from prisoner_diplomacy.annotate.pronouns import Pronoun
from prisoner_diplomacy.annotate.shapes import (
    AGE,
    CONTINUED,
    GROUP,
    WORD_RE,
    headlines,
    is_hyphenated,
    last_words,
    next_word,
)

STOPS = ("function", "other", "titles", "honorifics_m", "honorifics_f", "honorifics_u")


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
        self.stops = words(*STOPS)
        self.hits: dict[int, Hit] = {}
        self.initials = {sentence.start for sentence in document.sentences}
        self.headlines = headlines(document)
        self._look_up()
        self._read_groups()
        self._read_lones()

    def _look_up(self) -> None:
        for start, end, entry in self.cast.lexicon.matcher.find(self.document.flat):
            self._enter(start, end, entry)

    def _enter(self, start: int, end: int, entry: Entry) -> None:
        if entry.pronoun:
            self.pronouns.append(Pronoun(start, end, entry.pronoun))
            return
        for alias in entry.aliases:
            if self._fits(alias, start, end):
                self._hit(Hit(start, end, alias, None), start + alias.first)
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
        found = self.cast.lexicon.matcher.find(flat[start : max(start, flat.rfind(" ", start, end))])
        for first, last, entry in found:
            self._enter(start + first, start + last, entry)
        rest = start + found[-1][1] if found else end
        for first, last, entry in self.cast.lexicon.matcher.find(flat[rest:end]):
            self._enter(rest + first, rest + last, entry)

    def _hit(self, hit: Hit, capital: int) -> None:
        self.hits[capital] = hit
        if not self.text[capital].isupper():
            self._mention(hit)

    def _fits(self, alias: Alias, start: int, end: int) -> bool:
        text = self.text
        if alias.exact:
            return text[start:end] == alias.exact
        if not (text[start + alias.first].isupper() and text[start + alias.last].isupper()):
            return alias.known.id == "western" and next_word(text, end) in words("western_nouns")
        return alias.known.label != "PERSON" or not is_hyphenated(text, start, end)

    def _read_groups(self) -> None:
        end, stops, names = 0, self.stops, {start for start, hit in self.hits.items() if hit.alias}
        for match in GROUP.finditer(self.text):
            if match.end() > end and (match[0] not in stops or match.start() in names):
                end = self._read_group(max(match.start(), end), match.end())

    def _read_group(self, start: int, end: int) -> int:
        hit = self.hits.get(start)
        if hit and hit.alias and hit.end >= end and hit.alias.kind != "surname":
            self._mention(hit)
            return hit.end
        pieces = self._pieces(start, end)
        heads = words("organisation_heads")
        for number in range(len(pieces) - 1, -1, -1):
            if pieces[number].text in heads:
                return self._read_organisation(pieces, number)
        self._read_run(pieces)
        return end

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        covered = start
        for match in WORD_RE.finditer(self.text, start, end):
            if match.start() < covered:
                continue
            hit = self.hits.get(match.start())
            while hit:
                text = self.text[hit.start : hit.end] if hit.noun else ""
                pieces.append(Piece(hit.start, hit.end, text, hit))
                covered = hit.end
                hit = self.hits.get(covered + 1) if covered < match.end() else None
            if covered <= match.start():
                pieces.append(Piece(*match.span(), match[0], None))
        return pieces

    def _read_organisation(self, pieces: list[Piece], head: int) -> int:
        first = head
        while first and self._joins_organisation(pieces[first - 1]):
            first -= 1
        end = pieces[head].end
        if pieces[head].text in words("open_heads"):
            end = self._continued(end)
        self._read_run(pieces[:first])
        leads = head == first == 0 and len(pieces) > 1 and pieces[0].text in words("leading_heads")
        if leads and not pieces[1].hit and not self._in_headline(pieces[0].start):
            head, end = 1, pieces[1].end
        if end > pieces[head].end or first < head:
            name = self.text[pieces[first].start : end]
            countries = _countries_of(pieces[first:head])
            self._add(pieces[first].start, end, self.cast.thing(name, "ORG", countries))
        if end == pieces[head].end:
            self._read_run(pieces[head + 1 :])
        return max(end, pieces[-1].end)

    def _joins_organisation(self, piece: Piece) -> bool:
        if piece.hit and piece.hit.alias:
            return piece.hit.alias.known.label != "PERSON" and self.text[piece.end : piece.end + 1] == " "
        if piece.hit and piece.hit.noun:
            return piece.hit.noun.label == "ORG" or piece.text not in words("titles")
        return piece.text not in words("function", "honorifics_m")

    def _continued(self, end: int) -> int:
        for _ in range(2):
            joint = CONTINUED.match(self.text, end)
            group = joint and GROUP.match(self.text, joint.end())
            if not group:
                break
            end = group.end()
        return end

    def _read_run(self, pieces: list[Piece]) -> None:
        run: list[Piece] = []
        titled, gender = False, ""
        for number, piece in enumerate(pieces):
            word = piece.text.rstrip(".")
            if self._belongs(piece, pieces[number + 1 : number + 2]):
                run.append(piece)
                continue
            self._close(run, titled, gender)
            run, titled = [], True
            if piece.hit and piece.hit.alias:
                self._mention(piece.hit)
                titled, gender = False, ""
            elif piece.hit and piece.hit.noun:
                gender = piece.hit.noun.gender
            elif word in words("titles"):
                gender = ""
            else:
                gender = next((g for g in "mfu" if word in words(f"honorifics_{g}")), "").replace("u", "")
                titled = bool(gender) or word in words("honorifics_u")
        self._close(run, titled, gender)

    def _belongs(self, piece: Piece, following: list[Piece]) -> bool:
        hit = piece.hit
        if hit and hit.alias:
            if hit.alias.kind == "surname":
                return True
            given = flatten(self.text[hit.start : hit.end]) in self.cast.lexicon.genders
            return given and bool(following) and (not following[0].hit or _is_surname(following[0]))
        return not hit and piece.text.rstrip(".") not in self.stops

    def _close(self, run: list[Piece], titled: bool, gender: str) -> None:
        if not run:
            return
        initial = self._is_initial(run[0].start)
        titled = titled or self._after_noun(run[0].start)
        if len(run) == 1:
            self.lones.append(Lone(run[0], initial, titled, gender))
            return
        if initial and not self._is_given(run[0]) and any(map(self._is_given, run[1:-1])):
            run, initial = run[1:], False
        last = run[-1].text
        start, end = run[0].start, run[-1].end
        name = self.text[start:end]
        if last in words("place_heads"):
            if not self._in_headline(start):
                self._add(start, end, self.cast.thing(name, "LOC"))
        elif titled or self._is_person(run, initial):
            given, _, family = name.partition(" ")
            family = self._family(run)
            self._add(start, end, self.cast.person(name, given, family, gender))

    def _is_person(self, run: list[Piece], initial: bool) -> bool:
        start, end = run[0].start, run[-1].end
        if self._is_given(run[0]) or (_is_surname(run[-1]) and len(run) == 2 and not initial):
            return True
        if AGE.match(self.text, end) or next_word(self.text, end) in words("speech"):
            return True
        return len(run) <= 4 and not self._in_headline(start)

    def _family(self, run: list[Piece]) -> str:
        return self.text[run[-1].start : run[-1].end]

    def _is_given(self, piece: Piece) -> bool:
        return flatten(self.text[piece.start : piece.end]) in self.cast.lexicon.genders

    def _is_initial(self, start: int) -> bool:
        if start in self.initials:
            return True
        before = self.text[start - 2 : start]
        return before[-1:] in "\"“‘'«„(\n" or before in (": ", "— ", "– ", "• ", "… ")

    def _in_headline(self, start: int) -> bool:
        return self.document.paragraph_number(start) in self.headlines

    def _after_noun(self, start: int) -> bool:
        before = self._nouns_by_end.get(start - 1)
        return before is not None and before.noun is not None and before.noun.label == "PERSON"

    @cached_property
    def _nouns_by_end(self) -> dict[int, Hit]:
        return {noun.end: noun for noun in self.nouns}

    def _read_lones(self) -> None:
        seen = {self._text(lone.piece) for lone in self.lones if not lone.initial}
        for lone in self.lones:
            piece = lone.piece
            who = self._abbreviated(piece) or self._person_of(lone)
            if who:
                self._add(piece.start, piece.end, who)
            elif not self._in_headline(piece.start) and (not lone.initial or self._text(piece) in seen):
                self._guess(piece)

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
            if lone.gender and alias.known.gender not in (lone.gender, "") and namesake:
                return namesake
            return self.cast.known(alias.known)
        if namesake and (not lone.initial or namesake.family == flatten(word) or self._is_given(piece)):
            return namesake
        if lone.titled and not lone.initial:
            return self.cast.person(word, "", word, lone.gender)
        if self._is_given(piece) and not lone.initial:
            return self.cast.person(word, word, "")
        return None

    def _guess(self, piece: Piece) -> None:
        word = self._text(piece)
        if piece.text.rstrip(".") in words("place_heads") or word in words("organisation_heads"):
            return
        following = next_word(self.text, piece.end)
        before = last_words(self.text, piece.start)[1]
        if before in words("place_prepositions") and not (word.isupper() and len(word) > 1):
            self._add(piece.start, piece.end, self.cast.thing(word, "GPE"))
        elif (word.isupper() and len(word) > 1) or following in words("speech"):
            self._add(piece.start, piece.end, self.cast.thing(word, "ORG"))
        elif flatten(word) in self.cast.by_key:
            self._add(piece.start, piece.end, self.cast.by_key[flatten(word)])

    def _mention(self, hit: Hit) -> None:
        assert hit.alias
        known, kind = hit.alias.known, hit.alias.kind
        who = self.cast.known(known)
        start, end = hit.start, hit.end
        if self.text[end - 1] == "." and not hit.alias.exact and known.label != "PERSON":
            end -= 1
        if kind == "capital":
            if self._stands_for_government(start, end):
                self.drafts.append(Draft(start, end, "GPE", "metonym", who))
                self._join_governments(start)
            else:
                assert hit.alias.place
                self.capitals.add(hit.alias.place.id)
                self._add(start, end, self.cast.known(hit.alias.place))
        elif kind in ("adjective", "people"):
            self.drafts.append(Draft(start, end, "NORP", "named", who))
        elif known.form == "metonym":
            self.drafts.append(Draft(start, end, known.label, "metonym", who))
        else:
            self._add(start, end, who)

    def _add(self, start: int, end: int, who: Referent) -> None:
        if who.seen < 0:
            who.seen = start
        self.drafts.append(Draft(start, end, who.label, "named", who))
        if who.label == "ORG":
            self.bodies[end] = who

    def _follows_and(self, start: int) -> bool:
        return bool(self.drafts) and self.text[self.drafts[-1].end : start] in (" and ", " or ")

    def _join_governments(self, start: int) -> None:
        """Make "Warsaw" of "Warsaw and Vilnius agreed" a government too."""
        if len(self.drafts) < 2:
            return
        before = self.drafts[-2]
        joined = before.who.ref in self.capitals and self.text[before.end : start] == " and "
        if joined and last_words(self.text, before.start)[1] not in words("place_prepositions"):
            country = self.cast.lexicon.countries[before.who.countries[0]]
            before.form, before.who = "metonym", self.cast.known(country)

    def _stands_for_government(self, start: int, end: int) -> bool:
        text = self.text
        earlier, last = last_words(text, start)
        if text[end : end + 2] in ("'s", "’s") or (text[end : end + 1] in "'’" and text[end - 1] == "s"):
            return last not in ("in", "at", "near", "from", "of")
        if last in ("the", "a", "an", "The", "A"):
            return False
        if last in ("to", "from", "of", "for") and earlier in words("metonym_nouns"):
            return True
        if last in words("place_prepositions"):
            return False
        if last in words("government_prepositions"):
            return True
        if self._follows_and(start) and self.drafts[-1].form == "metonym":
            return True
        return next_word(text, end) in words("acts") and text[end : end + 1] == " "


def _is_surname(piece: Piece) -> bool:
    return bool(piece.hit and piece.hit.alias and piece.hit.alias.kind == "surname")


def _countries_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    found = [piece.hit.alias.known.countries for piece in pieces if piece.hit and piece.hit.alias]
    return found[0] if found else ()
