"""Quotes are found whatever their marks, and given to whoever said them."""

from datetime import date

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.reading.quotes import annotate_quotes
from prisoner_diplomacy.schema.marks import Entity, Quote
from prisoner_diplomacy.text.document import Document


def quotes_of(text: str, entities: list[Entity] | None = None) -> list[Quote]:
    return annotate_quotes(Document(Article("t", text, date(2025, 6, 23))), entities or [])


def direct(text: str, entities: list[Entity] | None = None) -> list[tuple[str, str]]:
    return [(q.exact, q.speaker) for q in quotes_of(text, entities) if q.kind == "direct"]


def indirect(text: str) -> list[tuple[str, str]]:
    return [(q.exact, q.speaker) for q in quotes_of(text) if q.kind == "indirect"]


def mark(text: str, words: str, label: str = "PERSON", nth: int = 0, **fields: str) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    known = {"form": "named", "ref": ""} | fields
    return Entity(start, start + len(words), words, label, **known)  # type: ignore[arg-type]


SPEAKERS = [
    # after the words
    ('"We slept on the floor," Olga Marchenko said.', [("We slept on the floor,", "Olga Marchenko")]),
    ('"We slept on the floor," said Olga Marchenko.', [("We slept on the floor,", "Olga Marchenko")]),
    ('"Who will pay for it?" asked a clerk in Brest.', [("Who will pay for it?", "a clerk in Brest")]),
    ('"Let them go!" a woman in the crowd shouted.', [("Let them go!", "a woman in the crowd")]),
    (
        "“It’s cold in there,” says a nurse, who spoke on condition of anonymity.",
        [("It’s cold in there,", "a nurse")],
    ),
    (
        "‘The guards’ dogs barked all night,’ said the farmer.",
        [("The guards’ dogs barked all night,", "the farmer")],
    ),
    ("«We were moved at night», said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("„We were moved at night“, said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("„We were moved at night”, said Piotr Kowal.", [("We were moved at night", "Piotr Kowal")]),
    ("``We were moved at night,'' said Piotr Kowal.", [("We were moved at night,", "Piotr Kowal")]),
    ("”We were moved at night,” said Piotr Kowal.", [("We were moved at night,", "Piotr Kowal")]),
    ('"It ends today," the ministry said in a statement on Friday.', [("It ends today,", "the ministry")]),
    ('"It ends today," Ivan Petrov, the mayor of Luck, told Reuters.', [("It ends today,", "Ivan Petrov")]),
    (
        '"It ends today," the mayor, Ivan Petrov, told a local radio station.',
        [("It ends today,", "Ivan Petrov")],
    ),
    ('"It ends today," said the mayor, Ivan Petrov, on Monday.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," said Petrov\'s wife, in tears.', [("It ends today,", "Petrov's wife")]),
    ('"It ends today", according to a aide to the minister.', [("It ends today", "a aide to the minister")]),
    (
        '"It ends today," a spokesman for Ivan Petrov said.',
        [("It ends today,", "a spokesman for Ivan Petrov")],
    ),
    ('"It ends today," shrugged Ivan Petrov.', [("It ends today,", "Ivan Petrov")]),
    ('"It ends today," two of the guards later confirmed.', [("It ends today,", "two of the guards")]),
    # before the words
    ('Olga Marchenko said: "There was no trial."', [("There was no trial.", "Olga Marchenko")]),
    (
        'Olga Marchenko, a teacher from Gomel, told me, "There was no trial."',
        [("There was no trial.", "Olga Marchenko")],
    ),
    (
        'Olga Marchenko wrote on Telegram on Monday: "There was no trial."',
        [("There was no trial.", "Olga Marchenko")],
    ),
    (
        'In a video address, Olga Marchenko said, "There was no trial."',
        [("There was no trial.", "Olga Marchenko")],
    ),
    (
        'Olga Marchenko\'s answer was short: "There was no trial."',
        [("There was no trial.", "Olga Marchenko")],
    ),
    ('According to Olga Marchenko, "there was no trial".', [("there was no trial", "Olga Marchenko")]),
    (
        "The ministry replied that “there was no trial to speak of”.",
        [("there was no trial to speak of", "The ministry")],
    ),
    # interrupted, continued
    (
        '"We left," the driver said, "and nobody looked back."',
        [("We left,", "the driver"), ("and nobody looked back.", "the driver")],
    ),
    (
        '"We left," said the driver. "Nobody looked back."',
        [("We left,", "the driver"), ("Nobody looked back.", "the driver")],
    ),
    (
        '"We left," said the driver. "Nobody looked back," his wife said.',
        [("We left,", "the driver"), ("Nobody looked back,", "his wife")],
    ),
    (
        'The driver said they had left.\n\n"Nobody looked back. It was over."',
        [("Nobody looked back. It was over.", "The driver")],
    ),
    (
        '"We left," said the driver.\n\n"Nobody looked back. It was over."\n\nThe bus is gone.',
        [("We left,", "the driver"), ("Nobody looked back. It was over.", "the driver")],
    ),
    (
        '"We left at dawn.\n\n"Nobody looked back.\n\n"It was over," the driver said.',
        [
            ("We left at dawn.", "the driver"),
            ("Nobody looked back.", "the driver"),
            ("It was over,", "the driver"),
        ],
    ),
    (
        "“My cellmate told me, ‘Eat slowly,’” said Olga Marchenko.",
        [("My cellmate told me, ‘Eat slowly,’", "Olga Marchenko"), ("Eat slowly,", "My cellmate")],
    ),
    (
        "'My cellmate told me, \"Eat slowly,\"' said Olga Marchenko.",
        [('My cellmate told me, "Eat slowly,"', "Olga Marchenko"), ("Eat slowly,", "My cellmate")],
    ),
    # fragments
    ("The judge called the appeal “utterly baseless”.", [("utterly baseless", "The judge")]),
    ('A minister described the swap as "a disgrace".', [("a disgrace", "A minister")]),
    ('Prison was "hell on earth", she said.', [("hell on earth", "she")]),
    ('He had been, a doctor said, "close to death" for a week.', [("close to death", "a doctor")]),
    ('A senator accused the president of "trading in people".', [("trading in people", "A senator")]),
    (
        'The plan was dismissed as "wishful thinking" by a senior diplomat.',
        [("wishful thinking", "a senior diplomat")],
    ),
    # unbalanced
    ('"We left before dawn, said nobody.\n\nThe bus is gone.', [("We left before dawn, said nobody.", "")]),
    ('The bus" is gone.', []),
    ("We don't know the prisoners' names, nor what the ’90s or the '80s did.", []),
    ('It was an \'ard year. "We left," said Piotr Kowal.', [("We left,", "Piotr Kowal")]),
    # nobody's words
    ("He got four years for creating an “extremist group”.", []),
    ("Officials said he was convicted of “high treason”.", []),
    ("The so-called “people’s tribunal” met again.", []),
    ("The rebels' “republic” has no airport.", []),
    ("She won a prize for her film “The Long Way Home”.", []),
    ("Ivan “the Barber” Petrov was freed, his lawyer said.", []),
    ("He runs a band called “Cold Porridge”, his sister said.", []),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_direct_quotes_and_their_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    assert direct(text) == expected


CLAUSES = [
    ("The mayor said that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor said the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor said on Friday that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor told Reuters the bridge was closed.", [("the bridge was closed", "The mayor")]),
    (
        "The mayor told a news conference in Brest that the bridge was closed.",
        [("the bridge was closed", "The mayor")],
    ),
    ("The bridge was closed, the mayor said.", [("The bridge was closed", "the mayor")]),
    ("The bridge was closed, said Ivan Petrov, the mayor.", [("The bridge was closed", "Ivan Petrov")]),
    ("The bridge, the mayor said on Friday, was closed for good.", [("was closed for good", "the mayor")]),
    (
        "The bridge was closed, according to the mayor of Brest.",
        [("The bridge was closed", "the mayor of Brest")],
    ),
    ("According to the mayor, the bridge was closed.", [("the bridge was closed", "the mayor")]),
    ("The mayor denied that the bridge was closed.", [("the bridge was closed", "The mayor")]),
    ("The mayor announced a deal.", []),
    ("The mayor did not say when the bridge would close.", []),
    ("He was told that the bridge was closed.", []),
    ("The mayor asked not to be named.", []),
    (
        "The mayor said the bridge was closed, but the police said it had never opened.",
        [("the bridge was closed", "The mayor"), ("it had never opened", "the police")],
    ),
    (
        "The mayor said the bridge was closed, adding that the road was open.",
        [("the bridge was closed", "The mayor"), ("the road was open", "The mayor")],
    ),
    (
        "The mayor said the bridge had been shut “for our safety”.",
        [("the bridge had been shut", "The mayor")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_reported_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    assert indirect(text) == expected


FRIDAY = "Ales Viachorka fell ill. Maria Kalinina was freed on Friday. “I am home,” she told the BBC."


def test_a_pronoun_stands_for_the_entity_it_was_resolved_to() -> None:
    entities = [mark(FRIDAY, "she", form="pronominal", ref="maria-kalinina")]
    assert direct(FRIDAY, entities) == [("I am home,", "maria-kalinina")]


def test_an_unresolved_pronoun_stands_for_the_nearest_fitting_person() -> None:
    entities = [
        mark(FRIDAY, "Ales Viachorka", name="Ales Viachorka", gender="m"),
        mark(FRIDAY, "Maria Kalinina", name="Maria Kalinina", gender="f"),
        mark(FRIDAY, "she", form="pronominal"),
    ]
    assert direct(FRIDAY, entities) == [("I am home,", "Maria Kalinina")]


def test_a_speaker_brings_the_countries_of_the_entity() -> None:
    text = "“I am home,” said Maria Kalinina."
    entity = mark(text, "Maria Kalinina", name="Maria Kalinina")._replace(countries=("BLR", "POL"))
    assert quotes_of(text, [entity])[0].countries == ("BLR", "POL")


def test_the_head_of_a_noun_phrase_speaks_not_a_name_inside_it() -> None:
    text = (
        "“I am home,” said a lawyer for Maria Kalinina in Warsaw. “It is over,” Maria Kalinina's sister said."
    )
    entities = [
        mark(text, "Maria Kalinina", ref="maria-kalinina"),
        mark(text, "Warsaw", "GPE", ref="warsaw"),
        mark(text, "Maria Kalinina", ref="maria-kalinina", nth=1),
    ]
    assert [speaker for _, speaker in direct(text, entities)] == [
        "a lawyer for Maria Kalinina in Warsaw",
        "Maria Kalinina's sister",
    ]


HEADLINE = "'There was no light': freed teacher on her years in prison\n\nMaria Kalinina is home.\n\n"


def test_a_headline_quotes_whom_the_article_quotes_in_those_words() -> None:
    text = (
        HEADLINE + '"The food was bad," a cellmate said.\n\n"There was no light at all," Maria Kalinina said.'
    )
    assert direct(text)[0] == ("There was no light", "Maria Kalinina")


CUES = [
    ("“I am home,” she told reporters.", "told reporters", ""),
    ("“I am home,” Maria Kalinina wrote on X.", "wrote", "X"),
    ("“I am home,” Maria Kalinina said in a statement.", "said", "a statement"),
    ("In a post on Telegram, Maria Kalinina said: “I am home.”", "said", "Telegram"),
    ("“I am home,” Maria Kalinina told state television.", "told", "state television"),
    ("“I am home,” according to Maria Kalinina.", "according to", ""),
]


@pytest.mark.parametrize(("text", "cue", "channel"), CUES)
def test_cue_and_channel(text: str, cue: str, channel: str) -> None:
    quote = quotes_of(text)[0]
    assert (quote.cue, quote.channel) == (cue, channel)


MARKS = ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "“yes”", "don't", "the prisoners'", "’90s"]
BREAKS = ["\n\n", "\n", ", ", ". ", ": ", "; ", "? ", " — ", " "]
CUE_WORDS = ["he said", "said", "told reporters", "according to", "that", "called", "on X", "adding", "asked"]
OTHERS = [
    "Maria Kalinina",
    "the bus left",
    "who",
    "and",
    "was",
    "It",
    "they",
    "a",
    "İ",
    "ß",
    "\u0000",
    "\ud800",
    "🙂",
]
PIECES = st.sampled_from(MARKS + BREAKS + CUE_WORDS + OTHERS)


@given(
    st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
    | st.text(max_size=80)
)
def test_no_text_raises_and_offsets_are_exact(text: str) -> None:
    quotes = quotes_of(text)
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.exact != ""
    assert quotes == sorted(quotes, key=lambda q: (q.start, -q.end))


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_marks_overlap_only_where_direct_quotes_nest(text: str) -> None:
    quotes = quotes_of(text)
    for number, quote in enumerate(quotes):
        for later in quotes[number + 1 :]:
            apart = quote.end <= later.start
            nested = quote.kind == later.kind == "direct" and later.end <= quote.end
            assert apart or nested


HOSTILE = [
    "A",
    "they said it, ",
    "“Aaaa,” Aaa",
    "A’s ",
    '"',
    "“",
    "” ",
    "' ",
    " 'a",
    ",",
    "he said, ",
    "“a” ",
    "“a ",
    "said ",
    "'s ",
    '"a\n\n',
    ': "',
    "a, who said ",
    "according to ",
    "Maria ",
    "A. ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_steps_grow_in_step_with_hostile_text(unit: str) -> None:
    assert_linear(lambda text: annotate_quotes(Document(Article("t", text, date(2025, 6, 23))), []), unit)


def read(text: str) -> list[tuple[str, str]]:
    return [
        (mark.exact, mark.speaker)
        for mark in annotate(Article("t", text, date(2025, 6, 23)))
        if isinstance(mark, Quote) and mark.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We stay,” said Dr. Ina Marek, who runs the ward.", "Ina Marek"),
        ("“We stay,” said Lt. Gen. Ina Marek.", "Ina Marek"),
        ("“We stay,” said Rep. Ina Marek, D-Calif.", "Ina Marek"),
        ("“We stay,” said Robert M. Danek, a senior fellow.", "Robert M. Danek"),
        ("“We stay,” said J.P. Danek of the aid mission.", "J.P. Danek"),
        ("“We stay,” said U.S. Secretary of State John Kerry.", "john-kerry"),
        ("“We stay,” said allies of President Danek.", "allies of President Danek"),
        ("Obama administration officials said they were “ready to talk”.", "Obama administration officials"),
        ("A Putin spokesman said it was “no surprise at all”.", "A Putin spokesman"),
        ("The mayor of Brest, Ina Marek, waved, adding: “We stay.”", "Ina Marek"),
        ("Ina Marek of the Border Agency (BA) said: “We stay.”", "Ina Marek"),
        ("Ina Marek was quoted by the agency as saying: “We stay.”", "Ina Marek"),
        ("The paper quoted Ina Marek as saying: “We stay.”", "Ina Marek"),
        ("A letter signed by Ina Marek says: “We stay.”", "Ina Marek"),
        ("According to a memo written by Ina Marek, the plan was “dead on arrival”.", "Ina Marek"),
        ("The law was passed, which the BBC describes as “a step back”.", "bbc"),
        ("It was described by Ina Marek as “a step back”, saying all knew.", "Ina Marek"),
        ("His uncle, Piotr Danek, fled. “They beat him,” the uncle said.", "Piotr Danek"),
        ("Ina Marek ran. Asked by Piotr Danek of Radio Brest, she said: “We stay.”", "Ina Marek"),
        ("“We all stay here” — Ina Marek, engineer.", "Ina Marek"),
        ("Ina Marek left early. In a note she called it “patently unfair to all”.", "Ina Marek"),
        ("Norland left early. In a note it called the charge “patently unfair”.", "Norland"),
        ("Firms stand to gain and traders have spoken of “great interest”.", "traders"),
        ("A source, who said it was “all over”, left.", "A source"),
    ],
)
def test_a_speaker_is_found_where_the_text_names_one(text: str, speaker: str) -> None:
    assert [name for _, name in read(text)] == [speaker]


def test_what_goes_on_without_a_verb_of_saying_is_of_the_same_speaker() -> None:
    text = "“I am tired,” says Ina Marek. “So tired.” She wants to swap “all for all”."
    assert read(text) == [
        ("I am tired,", "Ina Marek"),
        ("So tired.", "Ina Marek"),
        ("all for all", "Ina Marek"),
    ]


def test_each_of_two_clauses_keeps_its_speaker() -> None:
    text = "The union called it “a gag”, while its lawyer Ina Marek said it was “a muzzle”."
    assert read(text) == [("a gag", "The union"), ("a muzzle", "Ina Marek")]


@pytest.mark.parametrize(
    "text",
    [
        "They urged the state to stop labelling groups as “extremist,” “terrorist,” or “undesirable”.",
        "Police detained eight people for “spreading rumours,” the report went on.",
        "She read “War and Peace”.",
        "Ina Marek left as the “one lake, two towns” rule ended.",
        "The law bans signs that “stir up hatred in the street”.",
        "It ended before the call for “unity” was heard.",
    ],
)
def test_designations_charges_and_titles_are_no_quotes(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ina Marek sang.\n\n“We tried for hours.”\n\n—Piotr Danek on the rescue", "Piotr Danek"),
        ("“We lost it all,” Ina, a nurse who asked that no more be told, told us.", "Ina"),
        ("“We lost it all[,]” Ina Marek wrote on a wall.", "Ina Marek"),
        ("“We lost it all there” Ina Marek said.", "Ina Marek"),
        ("The ministry stopped calling it “a war of choice”.", "The ministry"),
        ("A judge ruled. Judge Ina Marek sat. “It is so,” the judge wrote.", "Ina Marek"),
        ("“We stay,” said co-author and Brest professor Ina Marek.", "Ina Marek"),
        ("Ina Marek went on to say: “We stay.”", "Ina Marek"),
        ("The BBC quoted a neighbour: “We stay.”", "a neighbour"),
        ("The court said in its ruling, written by Ina Marek, that it was “beyond doubt”.", "The court"),
        ("It was “lost”, according to a report by the Border Office published in May.", "Border Office"),
        ("“Stay there,” Ina Marek urged.", "Ina Marek"),
        ("“We stay,” his family said.", "his family"),
        ("The upper assembly said it was “beyond doubt”.", "The upper assembly"),
        ("“We won't go home,” the crowd sang.", "the crowd"),
        ("“It was no penalty!” fumed Ina Marek.", "Ina Marek"),
        ("“It was no penalty!” thundered Ina Marek.", "Ina Marek"),
        ("“The plane was gone,” Ina Marek was quoted as saying by the agency.", "Ina Marek"),
        ("The bus ended on the Piotr Danek line that “all roads are long”, they felt.", "Piotr Danek"),
        ("Fans wept, with drummer Ina Marek saying: “It had to end.”", "Ina Marek"),
        ("Ina Marek was remembered as “a gentle giant” by her coach, Piotr Danek.", "Piotr Danek"),
        ("The embassy advised visitors to “stay well away”.", "The embassy"),
        ("The court held that the ban was “plainly wrong”.", "The court"),
        ("Ina Marek believes it was “pure luck”.", "Ina Marek"),
        ("Ina Marek captioned the picture “best day ever”.", "Ina Marek"),
        ("Ina Marek regretted what she called “a stupid mistake”.", "Ina Marek"),
        ("Ina Marek hopes to give readers “something to argue about”.", "Ina Marek"),
        ("Ina Marek wept. Her brother called it “the very end”.", "Her brother"),
    ],
)
def test_a_speaker_is_neither_in_a_clause_beside_nor_an_owner(text: str, speaker: str) -> None:
    assert [name for _, name in read(text)] == [speaker]
