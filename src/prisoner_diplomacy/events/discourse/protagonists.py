"""The states a text is about, by how much it says of them."""

from prisoner_diplomacy.events.phrases import is_media, is_place
from prisoner_diplomacy.lexicon import grammar, load_toml
from prisoner_diplomacy.schema.marks import Entity
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks

Countries = tuple[str, ...]
# A city only named as the place of something tells less of its state than the state's own name does.
SHARE_OF_A_PLACE = 0.25
# "A Polish nurse" tells less of who holds people than "Poland" does.
SHARE_OF_A_NATIONALITY = 0.5
# "A Chadian jail", "the government in Niamey": who has jails, courts and guards holds people there.
SHARE_OF_A_HOLDER = 5
HOLDING = grammar("custody_nouns") | grammar("powers")
WHERE = frozenset(["in", "of", "at"])
OPENING_SENTENCES = 3
BROKERED = ("-brokered", "-mediated", "-facilitated")
HELPING = tuple(f"-{participle}" for participle in grammar("helped"))
# Words for legal instruments and who makes them.
LAWS: dict[str, str] = load_toml("laws.toml")


class Protagonists:
    """The states of one text.

    Attributes:
        shares: of all that names a state, the share of each, what stands in the opening twice over.
        acting: the same share with nationalities counted half, for these are also of people acted on, and
            those whose jails, courts and guards are named counted more.
        brokering: those of whom the text says that they brokered a deal: "US-brokered".
        lawgiver: the state whose legal instruments a text names, if any.
    """

    def __init__(self, document: Document, marks: SortedMarks) -> None:
        opening = document.sentences[:OPENING_SENTENCES][-1].end if document.sentences else 0
        named: dict[str, float] = {}
        acting: dict[str, float] = {}
        self.brokering: set[str] = set()
        for entity in marks.entities.marks:
            if isinstance(entity, Entity) and entity.form != "pronominal" and not is_media(entity):
                if document.text.startswith(BROKERED, entity.end):
                    self.brokering.update(entity.countries)
                helping = document.text.startswith(HELPING, entity.end)
                weight = SHARE_OF_A_PLACE if helping or is_place(entity) else 1.0
                people = SHARE_OF_A_NATIONALITY if entity.label == "NORP" else 1.0
                people *= SHARE_OF_A_HOLDER if _is_of_a_holder(document, entity) else 1
                for country in entity.countries:
                    told = weight * (2 if entity.start < opening else 1)
                    named[country] = named.get(country, 0) + told
                    acting[country] = acting.get(country, 0) + told * people
        total = max(sum(named.values()), 1)
        ranked = sorted(named, key=lambda country: -named[country])
        done = max(sum(acting.values()), 1)
        self.acting = {country: acting[country] / done for country in ranked}
        self.shares = {country: named[country] / total for country in ranked}
        laws = (country for word, country in LAWS.items() if word in document.lower)
        self.lawgiver = tuple([*laws][:1])

    def first(self, *excluded: str) -> Countries:
        """Return the state most is said of, leaving some out."""
        return tuple([country for country in self.shares if country not in excluded][:1])


def _is_of_a_holder(document: Document, entity: Entity) -> bool:
    """Say whether jails, courts or those in power there are named with a state: "courts in Mali"."""
    words, last = document.lower, document.token_number(entity.end - 1)
    if not HOLDING.isdisjoint(words[last + 1 : last + 3]):
        return True
    if words[last].endswith("'s") and words[last + 3 : last + 4] and words[last + 3] in HOLDING:
        return True
    first = document.token_number(entity.start)
    return words[first - 1] in WHERE and not HOLDING.isdisjoint(words[max(first - 3, 0) : first - 1])
