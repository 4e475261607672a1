"""Where a trigger stands: its sentence, the sentences near it, what it acts on and who acts."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from prisoner_diplomacy.lexicon import grammar, load_words
from prisoner_diplomacy.reading.name_classes import PEOPLE, telling_names, titles
from prisoner_diplomacy.reading.word_classes import (
    names_a_thing,
    places_by_class,
    tells_of,
    word_classes,
)
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.verbs import (
    AUXILIARIES,
    BE,
    CLAUSE_BREAKS,
    DETERMINERS,
    POSSESSIVES,
    Verb,
    read_verb,
)

REACH_AFTER = 12
REACH_BEFORE = 11
LONGEST_SUBJECT = 14
LONGEST_OBJECT = 9
ANYONE, PEOPLE_ALONE = "anyone", "people alone"
WHOEVER = frozenset([ANYONE, PEOPLE, PEOPLE_ALONE, "persons"])
JOINING = frozenset(["and", "or", ",", "then", "later"])
PREPOSITIONS = load_words("prepositions.txt")
PHRASE_ENDS = (CLAUSE_BREAKS | PREPOSITIONS | grammar("object_ends") | {"about", "against", "following"}) - {
    "last",
    "this",
    "next",
}
CALENDAR, DATING = load_words("calendar_words.txt"), frozenset(["on", "in"])
NO_OBJECT = PHRASE_ENDS | CALENDAR | load_words("adverbs.txt") | {"today", "yesterday"}
WAYS_OUT = frozenset(["go", "leave", "out", "home", "back", "free", "walk", "each"])
# What people are said to be by an act: "led off five alive", "found the man guilty".
STATES_OF_PEOPLE = frozenset(["alive", "unharmed", "captive", "hostage", "prisoner", "guilty"])
AFTER_PEOPLE = WAYS_OUT | STATES_OF_PEOPLE
AGES = ("-year-old", "-year-olds")
TRADERS = grammar("traders")
SPEAKING = grammar("speaking")
NOWHERE: list[int] = []
# What may stand between an act and whom it is done to: "the release in May of two nurses".
BEFORE_OF = frozenset(["by", "and", "in", "on", "last", "this", "earlier", "today", "yesterday"])
PARTICLES = frozenset(["up", "back", "out", "off", "away", "over"])
RELATIVES = frozenset(["who", "whom", "that", "which", "what"])
BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
AFTER_NOUNS = frozenset(
    ["", ".", ";", "?", "”", "of", "in", "from", "for", "to", "by", "after", "before", "when"]
)
CLAUSE_ENDS = frozenset([";", ":", '"', "“", "”", "?", "!"])
OBJECT_BREAKS = CLAUSE_ENDS | SPEAKING
SUBJECT_BREAKS = (
    CLAUSE_BREAKS | grammar("hard_breaks") | {"and", "or", "that", "if", "unless", "until", "whether"}
)


class Sentence:
    """The words of a sentence, in lower case and as written, and where those of a class stand."""

    def __init__(
        self, document: Document, number: int, named: dict[str, list[int]], titles: frozenset[int]
    ) -> None:
        self.number = number
        self.offset, self.words = document.sentence_words(number)
        self.tokens = document.tokens[self.offset : self.offset + len(self.words)]
        self._document, self._named, self._titles = document, named, titles
        self._places = places_by_class(self.words)
        self._names: dict[str, list[int]] = {}
        self._plain: list[str] = []
        self._plain_places: dict[str, list[int]] = {}

    def names(self, name: str) -> list[int]:
        """Return where the names begin that tell as much as words of a class."""
        places = self._names.get(name)
        if places is None:
            places = self._names[name] = self._places_of(self._named.get(name, []))
        return places

    def _places_of(self, offsets: list[int]) -> list[int]:
        """Return which words of the sentence begin at some offsets of the text."""
        if not offsets or not self.words:
            return []
        starts, last = self._document.starts, self.offset + len(self.words) - 1
        first = bisect_left(offsets, starts[self.offset])
        stop = bisect_right(offsets, starts[last])
        return [bisect_left(starts, offset) - self.offset for offset in offsets[first:stop]]

    def places(self, name: str) -> list[int]:
        """Return where the words of a class stand."""
        return self._places.get(name, NOWHERE)

    def tells(self, name: str) -> bool:
        """Say whether a word of a class, or two weak ones, stand outside names of bodies.

        No "union" in "European Union"; "team" and "season" together tell of sport, "team" alone does not.
        """
        told, plain = word_classes()[name], self._plain or self._without_possessives()
        if self._outside_titles(self._plain_places.get(name, NOWHERE)):
            return True
        weak = [n for n, word in enumerate(plain) if word in told.weak] if told.weak else []
        return len({plain[n] for n in self._outside_titles(weak)}) > 1

    def _without_possessives(self) -> list[str]:
        self._plain = [word.removesuffix("'s") for word in self.words]
        alike = self._plain == self.words
        self._plain_places = self._places if alike else places_by_class(self._plain)
        return self._plain

    def _outside_titles(self, places: list[int]) -> list[int]:
        return [place for place in places if self.offset + place not in self._titles]

    def place(self, name: str, start: int) -> int:
        """Return where the first word of a class stands from some word on, or -1."""
        places = self.places(name)
        if not places or places[-1] < start:
            return -1
        return places[bisect_left(places, start)]

    def first(self, name: str, start: int) -> int:
        """Return where the first word of a class, or name that means one, stands from some word on, or -1."""
        names = self.names(name)
        named = bisect_left(names, start)
        place = self.place(name, start)
        if named == len(names):
            return place
        return names[named] if place < 0 else min(place, names[named])

    def holds(self, name: str, start: int, stop: int) -> bool:
        """Say whether a word of a class, or a name that means one, stands between two places."""
        if -1 < self.place(name, start) < stop:
            return True
        return _one_between(self.names(name), start, stop)

    def means(self, name: str, start: int, stop: int) -> bool:
        """Say whether a word of a class stands between two places and is no ware: "an arms dealer"."""
        if not self.holds(name, start, stop):
            return False
        places = [place for place in self.places(name) if start <= place < stop]
        return not places or any(TRADERS.isdisjoint(self.words[n + 1 : n + 2]) for n in places)

    def names_a_title(self, place: int) -> bool:
        """Say whether a word is capitalised beside another such word where most words are not."""
        if not place or not self.tokens[place][:1].isupper() or self.is_headline():
            return False
        beside = (*self.tokens[place - 1 : place], *self.tokens[place + 1 : place + 2])
        return not self.tokens[place].isupper() and any(token[:1].isupper() for token in beside)

    def is_headline(self) -> bool:
        """Say whether most words are capitalised, as in a title."""
        longer = [token for token in self.tokens if len(token) > 3 and token.isalpha()]
        return 2 * sum(token[0].isupper() for token in longer) > len(longer)

    def tells_beside(self, name: str, first: int, last: int) -> bool:
        """Say whether any word but some belongs to a class."""
        return any(
            places and (places[0] < first or places[-1] > last)
            for places in (self.places(name), self.names(name))
        )


def _one_between(places: Sequence[int], start: int, stop: int) -> bool:
    number = bisect_left(places, start)
    return number < len(places) and places[number] < stop


class Sentences:
    """The sentences of a text that have been asked for, and what the text is about."""

    def __init__(self, document: Document, entities: list[Entity]) -> None:
        self._document = document
        self._starts = [span.start for span in document.sentences]
        self._read: dict[int, Sentence] = {}
        self._topics: dict[str, bool] = {}
        self._named = telling_names(document, entities)
        self._titles = titles(document, entities)

    def __getitem__(self, number: int) -> Sentence:
        sentence = self._read.get(number)
        if sentence is None:
            sentence = self._read[number] = Sentence(self._document, number, self._named, self._titles)
        return sentence

    def at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset of the text."""
        return self[bisect_right(self._starts, offset) - 1]

    def are_about(self, topic: str) -> bool:
        """Say whether words of a class come up often enough to be what the text is about."""
        about = self._topics.get(topic)
        if about is None:
            about = self._topics[topic] = tells_of(topic, self._document.lower)
        return about

    def near(self, name: str, number: int, reach: int) -> bool:
        """Say whether a sentence near another holds a word of a class.

        A text's first sentences, its headline among them, are explained by those that follow.
        """
        first, stop = max(number - reach, 0), number
        following = range(number + 1, min(reach + 1, len(self._starts)))
        return any(self[other].places(name) for other in (*range(first, stop), *following))


class TriggerContext:
    """A sentence, where in it a trigger stands, and whether it follows one of what people undergo."""

    __slots__ = ("_verbs", "before", "first", "follows", "last", "sentence", "sentences", "words")

    def __init__(
        self, sentences: Sentences, sentence: Sentence, first: int, last: int, follows: bool = False
    ) -> None:
        self.sentences, self.sentence, self.follows = sentences, sentence, follows
        self.words = words = sentence.words
        self.first = first
        self.last = last if last < len(words) else len(words) - 1
        self.before = words[first - 1] if first else ""
        self._verbs: dict[str, Verb] = {}

    @property
    def after(self) -> str:
        """The word after the trigger, or ''."""
        following = self.last + 1
        return self.words[following] if following < len(self.words) else ""

    @property
    def phrase(self) -> str:
        """The trigger's words as the lexicon writes them."""
        return " ".join(self.words[self.first : self.last + 1])

    def names_a_body(self) -> bool:
        """Say whether a word that is a body's name too means it: "Amnesty said", not "Amnesty for"."""
        return self.after not in ("for", "to") and not self.sentence.is_headline()

    def shorten(self) -> bool:
        """Leave the trigger's last word out; say whether it had more than one."""
        if self.last == self.first:
            return False
        self.last -= 1
        self._verbs = {}
        return True

    def verb(self, form: str) -> Verb:
        """Return how the trigger is used if it has some form."""
        verb = self._verbs.get(form)
        if verb is None:
            verb = read_verb(self.words, self.sentence.tokens, self.first, self.last, form)
            self._verbs[form] = verb
        return verb

    def is_near(self, name: str, reach: int) -> bool:
        """Say whether the sentence, but for the trigger, or one near it holds a word of a class."""
        if self.sentence.tells_beside(name, self.first, self.last) or self._is_given(name):
            return True
        story = word_classes()[name].story
        if story and self.sentences.are_about(story):
            return True
        return reach > 0 and self.sentences.near(name, self.sentence.number, reach)

    def _is_given(self, name: str) -> bool:
        topic = word_classes()[name].topic
        return bool(topic) and self.sentences.are_about(topic)

    def touches(self, name: str) -> bool:
        """Say whether a phrase of a class touches the trigger, a date aside: "seized on", not "on May 3"."""
        following = self.words[self.last + 2 : self.last + 3]
        if following and self.after in DATING and (following[0] in CALENDAR or following[0][0].isdigit()):
            return False
        return word_classes()[name].touches(self.words, self.first, self.last)

    def is_followed_by(self, name: str) -> bool:
        """Say whether a word of a class stands close after the trigger, before anybody is said to speak."""
        start = self.last + 1
        return self.sentence.means(name, start, self._reach(start, REACH_AFTER, OBJECT_BREAKS))

    def has_no_object(self) -> bool:
        """Say whether the trigger is followed by a preposition, an adverb, a day or nothing."""
        after = self.after
        if not after.isalpha() or after in NO_OBJECT or after.endswith("ly"):
            return True
        return self.words[self.last + 2 : self.last + 3] == ["times"]

    def may_be_noun(self, form: str) -> bool:
        """Say whether a form that takes an object has none, so that it is a noun: "crowded jails"."""
        if form not in ("base", "s") or self.first != self.last:
            return False
        if form == "s" and self.before in BEFORE_NOUNS:
            return True
        before = self.words[max(self.first - 8, 0) : self.first]
        return self.after in AFTER_NOUNS and RELATIVES.isdisjoint(before)

    def is_by(self, name: str, form: str) -> bool:
        """Say whether a word of a class stands where the trigger's subject, or agent, does."""
        verb = self.verb(form)
        if name in (PEOPLE, PEOPLE_ALONE):
            return self._is_given(name) or self._has_people_as_subject(verb.start)
        if verb.voice in ("passive", "participle") and "by" in self.words[self.last + 1 : self.last + 4]:
            return self.sentence.holds(name, self.last + 2, self.last + REACH_AFTER)
        return self.sentence.holds(name, max(verb.start - LONGEST_SUBJECT, 0), verb.start)

    def acts_on(self, name: str, form: str) -> bool:
        """Say whether a word of a class stands where the trigger's object, or passive subject, does."""
        verb = self.verb(form)
        if self.words[self.last] == "home" and verb.voice == "active" and self.has_no_object():
            return False  # Those who fly home are freed, they free nobody.
        if name in WHOEVER and verb.voice == "participle" and self.follows and self._is_joined():
            return True  # "Arrested in May, let go in June".
        if name == ANYONE or (name == PEOPLE and self._is_given(name)):
            return not self._acts_on_things(verb) or self._acts_on_people(verb)
        if name in (PEOPLE, PEOPLE_ALONE):
            return self._acts_on_people(verb)
        if verb.voice == "passive":
            agent = self.last + REACH_AFTER if "by" in self.words[self.last + 1 : self.last + 4] else 0
            if self.sentence.holds(name, self.last + 2, agent):
                return True
            start = max(verb.start - LONGEST_SUBJECT, 0)
            return name != "diplomats" and self.sentence.holds(name, start, verb.start)
        stop = self._reach(self.last + 1, REACH_AFTER, OBJECT_BREAKS)
        if self.sentence.holds(name, self.last + 1, stop):
            return True
        return verb.voice in ("participle", "noun") and self.sentence.holds(
            name, max(self.first - 5, 0), self.first
        )

    def _is_joined(self) -> bool:
        return self.before in JOINING or self.before.endswith("ly")

    def _acts_on_things(self, verb: Verb) -> bool:
        start, stop = self.last + 1, self._reach(self.last + 1, LONGEST_OBJECT, CLAUSE_ENDS)
        if verb.voice == "noun":
            stop = self._phrase_end(self.last + 2)
        elif verb.voice in ("passive", "participle") and not self._ends_aside(verb.start):
            start = max(verb.start - 5, 0)
        things = [n for n in self.sentence.places("things") if start <= n < stop]
        return any(self.sentence.tokens[n] != "March" for n in things)

    def is_of_a_thing(self, form: str) -> bool:
        """Say whether what is acted on is known by its noun to be no person: "seized the documents"."""
        verb = self.verb(form)
        start = self.last + 1
        if verb.voice == "noun":
            if self.after not in ("of", "for"):
                return False
            start += 1
        elif verb.voice in ("participle", "phrase", "adjective") or self.words[verb.start] == "being":
            return False
        elif verb.voice == "passive":
            start = self._subject_start(verb.start)
        stop = self._phrase_end(start)
        if verb.voice == "passive":
            stop = min(stop, verb.start)
        elif verb.voice == "noun" and self._are_people(start, stop):
            return False  # "The release of a Swede followed talks".
        while stop > start + 1 and not self.words[stop - 1].isalpha():
            stop -= 1
        head = self.words[stop - 1] if stop > start else ""
        return names_a_thing(head) and not self.sentence.tokens[stop - 1][:1].isupper()

    def _subject_start(self, start: int) -> int:
        begin = start
        while begin > 0 and start - begin < LONGEST_SUBJECT and self.words[begin - 1] not in SUBJECT_BREAKS:
            begin -= 1
        while begin < start and self.words[begin] in AUXILIARIES:
            begin += 1
        return begin

    def _ends_aside(self, start: int) -> bool:
        """Say whether what stands before a verb is put in: "The editor, held over a letter, was"."""
        return self.words[start - 1 : start] == [","]

    def _acts_on_people(self, verb: Verb) -> bool:
        first = self.first
        if verb.voice == "passive" or (verb.voice == "phrase" and self.words[first] in BE):
            return self._has_people_as_subject(verb.start)
        if verb.voice == "noun":
            return self._is_of_people()
        after = self.last + 1
        if self.after in PARTICLES:
            after += 1
        elif self.after == "on" and not CALENDAR.isdisjoint(self.words[after + 1 : after + 2]):
            after += 2  # "Freed on Monday two nurses".
        stop = self._phrase_end(after)
        if self._are_people(after, stop):
            return True
        if verb.voice == "participle":
            if self.sentence.holds("things", max(first - 4, 0), first):
                return False
            joined = self._is_joined()
            if (
                first > 1
                and self.before == ","
                and word_classes()["bare counts"].holds(self.words[first - 2])
            ):
                return True  # "The four, captured in May".
            reach = LONGEST_SUBJECT if joined else 6
            return self._has_people_before(first, reach)
        if verb.voice == "active" and "whom" in self.words[max(verb.start - 6, 0) : verb.start]:
            return True
        bare = self.has_no_object() and self.after not in PARTICLES
        relative = bare and verb.voice in ("active", "gerund") and self.before != "not"
        return relative and self._has_people_before(verb.start, 8)

    def _has_people_before(self, stop: int, reach: int) -> bool:
        start, sentence, words = max(stop - reach, 0), self.sentence, self.words
        if words[max(stop - 2, 0) : stop] == ["one", "that"]:
            return False
        if sentence.holds("person nouns", start, stop) or _one_between(sentence.names(PEOPLE), start, stop):
            return True
        return "whom" in words[max(stop - 8, start) : stop] or "who" in words[max(stop - 3, start) : stop]

    def _has_people_as_subject(self, start: int) -> bool:
        words = self.words
        begin = start
        while begin > 0 and start - begin < LONGEST_SUBJECT and words[begin - 1] not in SUBJECT_BREAKS:
            begin -= 1
        if words[max(start - 3, 0) : start : 2] == [",", ","] and words[start - 2].isdigit():
            return True  # "Ruiz, 34, was freed".
        if begin == start or (words[start] == "being" and words[start - 1] in PREPOSITIONS):
            return self._has_people_before(start, LONGEST_SUBJECT)
        while begin < start and words[begin] in AUXILIARIES:
            begin += 1
        if words[begin] in PREPOSITIONS:
            return self._are_people(begin, start)
        return self._are_people(begin, min(self._phrase_end(begin), start))

    def _is_of_people(self) -> bool:
        first = self.first
        start = self.last + 1
        if self.after in BEFORE_OF or self.after.endswith("ly"):
            start = self._reach(start, 6, frozenset(["of"]))
        if self.words[start : start + 1] in (["of"], ["for"]):
            return self._are_people(start + 1, self._phrase_end(start + 1))
        before = self.words[max(first - 4, 0) : first]
        if not POSSESSIVES.isdisjoint(before) and "its" not in before:
            return True
        return self._are_people(max(first - 3, 0), first) or self.is_near("captivity", 2)

    def _reach(self, start: int, length: int, ends: frozenset[str]) -> int:
        limit = min(start + length, len(self.words))
        return next((n for n in range(start, limit) if self.words[n] in ends), limit)

    def _phrase_end(self, start: int) -> int:
        """Return where the noun phrase that starts at a word ends: "some of the men in" at "in"."""
        words, stop = self.words, start
        while stop < len(words) and stop < start + LONGEST_OBJECT:
            if words[stop] in PHRASE_ENDS and not self._goes_on(start, stop):
                break
            stop += 1
        return stop

    def _goes_on(self, start: int, stop: int) -> bool:
        """Say whether a phrase goes on after a preposition: "dozens of", "at least"."""
        words = self.words
        if words[stop] == "of" and stop > start:
            return words[stop - 1][:1].isdigit() or word_classes()["parts"].holds(words[stop - 1])
        if words[stop] == "to":
            return words[stop - 1] == "up"
        if words[stop] == "at":
            return stop == start and words[stop + 1 : stop + 2] in (["least"], ["most"])
        return words[stop] in ("more", "and") and stop == start

    def _are_people(self, start: int, stop: int) -> bool:
        """Say whether a noun phrase stands for people: by a noun, a name or a number it ends in."""
        sentence = self.sentence
        for number in range(stop - 2, start - 1, -1):
            if self.words[number].endswith("'s"):
                start = number + 1  # "The jailed writer's novel" is a novel.
                break
        if stop <= start:
            return False
        if sentence.holds(PEOPLE, start, stop) or sentence.holds("held people", start, stop):
            return True
        while stop > start + 1 and self.words[stop - 1] in AFTER_PEOPLE:
            stop -= 1  # "Let the other 14 go".
        last, second = self.words[stop - 1], self.words[start + 1 : start + 2]
        if self.words[start] == "her" and second and (second[0][:1].isdigit() or second[0] in DETERMINERS):
            return True
        if last.endswith(AGES):
            return True  # "Found the 41-year-old guilty".
        return last.lstrip(",.")[:1].isdigit() or word_classes()["bare counts"].holds(last)
