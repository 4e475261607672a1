"""Mentions are found whatever their form, and given to whoever is meant; the people are invented."""

from datetime import date
from itertools import pairwise

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading.entities import annotate_entities, annotate_first_person
from prisoner_diplomacy.schema.marks import Entity, Quote
from prisoner_diplomacy.text.document import Document

PUBLISHED = date(2025, 6, 1)


def read(text: str, published: date = PUBLISHED) -> list[Entity]:
    return annotate_entities(Document(Article("t", text, published)))


def find(text: str, exact: str, nth: int = 0, published: date = PUBLISHED) -> Entity:
    return [entity for entity in read(text, published) if entity.exact == exact][nth]


KNOWN = [
    ("Lukaschenko signed the decree.", "Lukaschenko", "aleksandr-lukashenko", ("BLR",)),
    (
        "A call with Aliaksandr Lukashenka followed.",
        "Aliaksandr Lukashenka",
        "aleksandr-lukashenko",
        ("BLR",),
    ),
    ("Volodymyr Zelenskiy spoke first.", "Volodymyr Zelenskiy", "volodymyr-zelensky", ("UKR",)),
    ("Svetlana Tikhanovskaya spoke first.", "Svetlana Tikhanovskaya", "sviatlana-tsikhanouskaya", ("BLR",)),
    ("It was sent to Erdoğan.", "Erdoğan", "recep-tayyip-erdogan", ("TUR",)),
    ("They met in Kiev.", "Kiev", "kyiv", ("UKR",)),
    ("They met in Homel.", "Homel", "gomel", ("BLR",)),
    ("The U.S. denied it.", "U.S.", "united-states", ("USA",)),
    ("Two Poles and a Briton were on board.", "Poles", "poland", ("POL",)),
    ("Two Poles and a Briton were on board.", "Briton", "united-kingdom", ("GBR",)),
    ("The EU and Nato met.", "EU", "european-union", ("EU",)),
    ("The EU and Nato met.", "Nato", "nato", ("NATO",)),
    ("Talks between the West and Iran stalled.", "the West", "the-west", ("WEST",)),
    ("It fell under western sanctions.", "western", "the-west", ("WEST",)),
    ("Hamas handed over a list.", "Hamas", "hamas", ("PSE",)),
    ("The Taliban let her go.", "Taliban", "taliban", ("AFG",)),
    ("He was moved to Sharm el-Sheikh.", "Sharm el-Sheikh", "sharm-el-sheikh", ("EGY",)),
    ("Ahmed al-Sharaa received them.", "Ahmed al-Sharaa", "ahmed-al-sharaa", ("SYR",)),
    ("A US-Russia swap is near.", "US", "united-states", ("USA",)),
]


@pytest.mark.parametrize(("text", "exact", "ref", "countries"), KNOWN)
def test_known_names_are_found_in_any_spelling(
    text: str, exact: str, ref: str, countries: tuple[str, ...]
) -> None:
    entity = find(text, exact)
    assert (entity.ref, entity.countries) == (ref, countries)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They told us nothing.", "us"),
        ("Polish the silver and roast the turkey.", "turkey"),
        ("Nobody knows who is next.", "who"),
        ("He moved to western Ukraine.", "western"),
        ("In May and on Monday it rained.", "May"),
        ("Yesterday it rained. However, nobody minded.", "However"),
        ("Relatives waited outside. Guards said nothing.", "Relatives"),
    ],
)
def test_common_words_are_no_names(text: str, word: str) -> None:
    assert word not in [entity.exact for entity in read(text)]


UNKNOWN = [
    ("The bus carried Halina Barsuk, 46, and a cat.", "Halina Barsuk", "PERSON", (), "f"),
    ("Belarusian blogger Yahor Sitnik was freed.", "Yahor Sitnik", "PERSON", ("BLR",), "m"),
    ("Marek Wolny, a Polish journalist, was freed.", "Marek Wolny", "PERSON", ("POL",), "m"),
    ("A U.S. citizen, Joan Whitlow, was freed.", "Joan Whitlow", "PERSON", ("USA",), "f"),
    ("Two of the freed, Tom Brack and Ian Dole, a Briton, flew home.", "Ian Dole", "PERSON", ("GBR",), "m"),
    ("Viasna lawyer Piotr Kalach spoke.", "Piotr Kalach", "PERSON", ("BLR",), "m"),
    ("Anton Baran of Viasna spoke.", "Anton Baran", "PERSON", ("BLR",), "m"),
    ("A Polish-Belarusian teacher, Ewa Lis, spoke.", "Ewa Lis", "PERSON", ("BLR", "POL"), "f"),
    ("She works at the Centre for Border Dialogue in Lublin.", "Centre for Border Dialogue", "ORG", (), ""),
    ("The Lithuanian Freight Committee met.", "Lithuanian Freight Committee", "ORG", ("LTU",), ""),
    ("The post is near Krasnaselka.", "Krasnaselka", "GPE", (), ""),
    ("They drove to Vostok Airport.", "Vostok Airport", "LOC", (), ""),
]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Paul Whelan, an American, was held in Russia.", ("USA",)),
        ("Ireland and the United States asked for Paul Whelan.", ("USA", "IRL")),
        ("Paul Whelan called his sister.", ("USA", "GBR", "IRL", "CAN")),
    ],
)
def test_of_several_nations_those_count_that_the_text_names(text: str, countries: tuple[str, ...]) -> None:
    assert find(text, "Paul Whelan").countries == countries


@pytest.mark.parametrize(("text", "exact", "label", "countries", "gender"), UNKNOWN)
def test_unknown_names_are_told_by_shape_and_surroundings(
    text: str, exact: str, label: str, countries: tuple[str, ...], gender: str
) -> None:
    entity = find(text, exact)
    assert (entity.label, tuple(sorted(entity.countries)), entity.gender) == (label, countries, gender)
    assert (entity.form, entity.ref) == ("named", "")


METONYMS = [
    ("The offer from them surprised Minsk, but Minsk refused.", "metonym", 1),
    ("Talks with Kyiv broke down.", "metonym", 0),
    ("The men were held by Kyiv.", "metonym", 0),
    ("She thanked Washington and went home.", "metonym", 0),
    ("Moscow’s answer was short.", "metonym", 0),
    ("It is loyal to Moscow.", "metonym", 0),
    ("Brussels is not inclined to follow.", "metonym", 0),
    ("They met in Minsk.", "named", 0),
    ("The train from Moscow was late.", "named", 0),
    ("A Moscow monastery hosted them.", "named", 0),
    ("The Minsk accords failed.", "named", 0),
    ("WARSAW, Poland — It rained.", "named", 0),
]


@pytest.mark.parametrize(("text", "form", "nth"), METONYMS)
def test_capitals_stand_for_governments_when_they_act(text: str, form: str, nth: int) -> None:
    cities = [entity for entity in read(text) if entity.exact.lower() in CAPITALS]
    assert cities[nth].form == form


CAPITALS = {"minsk", "kyiv", "washington", "moscow", "brussels", "warsaw"}


def test_a_metonym_refers_to_the_country_and_a_place_to_the_city() -> None:
    text = "Minsk refused to answer while they stood in Minsk."
    assert [(entity.ref, entity.countries) for entity in read(text)] == [
        ("belarus", ("BLR",)),
        ("minsk", ("BLR",)),
    ]


def test_governments_joined_by_and_act_together() -> None:
    assert [entity.form for entity in read("Warsaw and Vilnius welcomed the move.")] == ["metonym", "metonym"]


@pytest.mark.parametrize(
    ("text", "exact", "ref", "published"),
    [
        ("He wrote to the US president.", "the US president", "joe-biden", date(2023, 3, 1)),
        ("He wrote to the US president.", "the US president", "donald-trump", date(2025, 3, 1)),
        ("The Belarusian leader agreed.", "The Belarusian leader", "aleksandr-lukashenko", date(2011, 1, 1)),
        ("The Belarus strongman agreed.", "The Belarus strongman", "aleksandr-lukashenko", date(2025, 1, 1)),
        (
            "He wrote to the president of Ukraine.",
            "the president of Ukraine",
            "petro-poroshenko",
            date(2016, 1, 1),
        ),
        (
            "Russia's defence ministry denied it.",
            "Russia's defence ministry",
            "russian-defence-ministry",
            PUBLISHED,
        ),
        ("The state department denied it.", "The state department", "state-department", PUBLISHED),
        ("The Iranian president denied it.", "The Iranian president", "", date(2022, 1, 1)),
    ],
)
def test_offices_are_resolved_at_the_day_of_publication(
    text: str, exact: str, ref: str, published: date
) -> None:
    entity = find(text, exact, published=published)
    assert (entity.form, entity.ref) == ("nominal", ref)


DESCRIBED = [
    ("Viasna counts them. The group has lists.", "The group", "Viasna"),
    ("The Freight Committee met. Later the committee voted.", "the committee", "Freight Committee"),
    ("Marek Wolny, a Polish journalist, was freed. The journalist wept.", "The journalist", "Marek Wolny"),
    (
        "Syria's interim president, Ahmed al-Sharaa, left. The Syrian leader smiled.",
        "The Syrian leader",
        "Ahmed al-Sharaa",
    ),
    ("The envoy, Dana Whitlow, left.", "The envoy", "Dana Whitlow"),
    ("Latvia agreed. The officer never left the country.", "the country", "Latvia"),
]


@pytest.mark.parametrize(("text", "exact", "name"), DESCRIBED)
def test_descriptions_refer_to_who_was_named(text: str, exact: str, name: str) -> None:
    if exact == "the country":
        text = text.replace(". The officer", " that the officer")
    entity = find(text, exact)
    assert (entity.form, entity.name) == ("nominal", name)


@pytest.mark.parametrize(
    "text",
    [
        "An official spoke.",
        "The former US president spoke.",
        "Prisoners and officials spoke.",
        "A lawyer spoke to another lawyer.",
        "The prison doctor spoke.",
    ],
)
def test_generic_and_past_descriptions_are_left_alone(text: str) -> None:
    assert [entity for entity in read(text) if entity.form == "nominal"] == []


PRONOUNS = [
    ("Anna Reut met Pavel Sokal. She wept.", "She", 0, "Anna Reut"),
    ("Anna Reut met Pavel Sokal. He wept.", "He", 0, "Pavel Sokal"),
    ("Pavel Sokal thanked Ivan Kruk. He wept.", "He", 0, "Pavel Sokal"),
    ("Freed by Ivan Kruk, Pavel Sokal left. He wept.", "He", 0, "Pavel Sokal"),
    ("Pavel Sokal, an ally of Ivan Kruk, met him.", "him", 0, "Ivan Kruk"),
    ("Pavel Sokal wept. Then it rained. His hat was wet.", "His", 0, "Pavel Sokal"),
    ('Pavel Sokal knows Ivan Kruk. "Ivan is gone," he said.', "he", 0, "Pavel Sokal"),
    ('"He is gone," Pavel Sokal said. Ivan Kruk was elsewhere.', "He", 0, None),
    ("He was cold.\n\nPavel Sokal had no coat.", "He", 0, "Pavel Sokal"),
    ("Russia's defence ministry denied it. It said nothing else.", "It", 0, "Russian Defence Ministry"),
    ("Lithuania closed its border.", "its", 0, "Lithuania"),
    ("The Americans want their embassy back.", "their", 0, "United States"),
    ("The foreign ministry of Latvia thanked Estonia for its help.", "its", 0, "Estonia"),
    ("The door opened and it said nothing.", "it", 0, None),
    ("Prisoners lost their shoes in Minsk.", "their", 0, None),
]


@pytest.mark.parametrize(("text", "exact", "nth", "name"), PRONOUNS)
def test_pronouns_are_resolved_or_refused(text: str, exact: str, nth: int, name: str | None) -> None:
    found = [entity for entity in read(text) if entity.form == "pronominal" and entity.exact == exact]
    assert (found[nth].name if found else None) == name


def test_a_byline_is_no_antecedent() -> None:
    text = "A long walk home\n\nBy Peter Oak\n\nIvan Kruk walked. He was cold."
    assert find(text, "He").name == "Ivan Kruk"


def test_family_members_are_kept_apart() -> None:
    text = (
        "Ryhor Bahalau and his wife, Nina Bahalava, were freed. Mr Bahalau slept. Mrs Bahalava wept. "
        "A cousin, Tom Bahalau-Reed, waited."
    )
    assert find(text, "Bahalau").name == "Ryhor Bahalau"
    assert find(text, "Bahalava").name == "Nina Bahalava"
    assert find(text, "Tom Bahalau-Reed").name == "Tom Bahalau-Reed"


def test_a_relative_of_a_known_person_is_not_that_person() -> None:
    assert find("Olga Lukashenko opened a shop.", "Olga Lukashenko").ref == ""


def test_last_names_and_given_names_refer_back() -> None:
    text = "Ihar Sakalou, 31, was freed. Sakalou slept. “Ihar is tired,” a friend said."
    assert {entity.name for entity in read(text)} == {"Ihar Sakalou"}


def test_title_case_headlines_make_no_people() -> None:
    text = "Radio Host Among Four Freed By Latvia, Driven To Estonia\n\nIt rained for a long time in both."
    assert [entity.exact for entity in read(text)] == ["Latvia", "Estonia"]


def test_known_words_inside_a_name_in_lower_case_are_found() -> None:
    assert [entity.exact for entity in read("China's foreign ministry spokeswoman said no.")] == ["China"]


def test_separatists_have_no_country() -> None:
    assert find("The Donetsk authorities let him go.", "The Donetsk authorities").countries == ()


def quote(text: str, words: str, speaker: str) -> Quote:
    start = text.index(words)
    return Quote(start, start + len(words), words, "direct", speaker, "said", "")


def test_first_person_in_quotes_is_the_speaker() -> None:
    text = '"I lost my shoes and we laughed," said Nina Reut. I did not.'
    document = Document(Article("t", text, PUBLISHED))
    entities = annotate_entities(document)
    spoken = annotate_first_person(
        document, entities, [quote(text, "I lost my shoes and we laughed,", "Nina Reut")]
    )
    assert [(entity.exact, entity.name, entity.form) for entity in spoken] == [
        (word, "Nina Reut", "pronominal") for word in ("I", "my", "we")
    ]


def test_first_person_of_an_unknown_speaker_keeps_the_words() -> None:
    text = '"We saw US troops," a guard said.'
    document = Document(Article("t", text, PUBLISHED))
    entities = annotate_entities(document)
    spoken = annotate_first_person(document, entities, [quote(text, "We saw US troops,", "a guard")])
    assert [(entity.exact, entity.ref, entity.name) for entity in spoken] == [("We", "", "a guard")]


PIECES = st.sampled_from(
    [
        "Lukashenko",
        "the US president",
        "Mr",
        "Dr. ",
        "J.D.",
        "al-",
        "Sharaa",
        "Minsk",
        "’s",
        "'s ",
        " and ",
        ", ",
        "a Polish journalist",
        "Anna",
        "Reut",
        "he",
        "She",
        "its",
        "they",
        "Ministry",
        " of ",
        "the committee",
        "“",
        "”",
        '"',
        "\n\n",
        "\n",
        ". ",
        "(",
        ")",
        "—",
        "U.S.",
        "EU-",
        "É",
        "ß",
        "İ",
        "ﬁ",
        "Ж",
        "漢",
        "\u00a0",
        "A",
        "russian foreign ministry",
        "President",
        "Radio",
        "Red Cross",
        "-",
        "O'",
        "1",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_marks_are_exact_ordered_and_apart_for_any_text(text: str) -> None:
    entities = read(text)
    assert all(text[entity.start : entity.end] == entity.exact != "" for entity in entities)
    assert all(one.end <= two.start for one, two in pairwise(entities))
    assert read(text) == entities


@pytest.mark.parametrize(
    "unit",
    [
        "Aa ",
        "A.",
        "A-aa",
        "A'aa",
        "he ",
        ", ",
        '"',
        "“",
        "Anna Reut said he. ",
        "the president ",
        "Ministry of ",
        "Belarus's leader ",
        "Minsk\n\n",
        "Anna Reut\n\nshe ",
        "russian foreign ministry ",
        "al-",
        "X, a Polish journalist ",
    ],
)
def test_steps_grow_in_step_with_hostile_text(unit: str) -> None:
    assert_linear(lambda text: annotate_entities(Document(Article("t", text, PUBLISHED))), unit)


@pytest.mark.parametrize(
    ("text", "exact", "label"),
    [
        ("Grace Hill was freed.", "Grace Hill", "PERSON"),
        ("They met in Grace Park.", "Grace Park", "LOC"),
        ("She and Lee Park were freed.", "Lee Park", "PERSON"),
        ("Will Danek said no.", "Will Danek", "PERSON"),
        ("They saw April Danek there.", "April Danek", "PERSON"),
        ("Michael Jordan won.", "Michael Jordan", "PERSON"),
        ("Chad Danek said no.", "Chad Danek", "PERSON"),
        ("His sister, Dafne, wept.", "Dafne", "PERSON"),
        ("Danek, 34, was freed.", "Danek", "PERSON"),
        ("A Brest District Court on Thursday jailed two.", "Brest District Court", "ORG"),
        ("The Helsinki Rights Committee on Monday met.", "Helsinki Rights Committee", "ORG"),
        ("The Ministry of Foreign Affairs said so.", "Ministry of Foreign Affairs", "ORG"),
    ],
)
def test_names_of_people_places_and_bodies_are_told_apart(text: str, exact: str, label: str) -> None:
    assert find(text, exact).label == label


@pytest.mark.parametrize(
    ("text", "exact", "countries"),
    [
        ("Two men were held in Atlanta, Georgia.", "Georgia", ("USA",)),
        ("Two men were held in Tbilisi, Georgia.", "Georgia", ("GEO",)),
        ("The man from Moscow, Idaho, left.", "Moscow", ("USA",)),
        ("He asked Germany's Federal Court of Justice.", "Federal Court of Justice", ("DEU",)),
        ("The Bahamas freed him.", "Bahamas", ("BHS",)),
        ("The Polisario Front freed him.", "Polisario Front", ("ESH",)),
        ("Two Comorian sailors left.", "Comorian", ("COM",)),
    ],
)
def test_places_and_bodies_have_the_country_the_text_gives(
    text: str, exact: str, countries: tuple[str, ...]
) -> None:
    assert find(text, exact).countries == countries


def test_a_wife_is_not_her_husband() -> None:
    assert find("Mrs. Obama waved.", "Obama").ref == ""


def test_an_account_or_a_tag_is_no_body() -> None:
    assert read("Thanks to @EMBASSYX and #FREEALL today.") == []


def test_a_place_in_the_name_of_a_treaty_is_not_meant() -> None:
    assert read("It broke the Geneva Conventions, the Oslo Accords and the Warsaw Pact.") == []


def test_every_capital_of_a_list_that_acts_is_a_government() -> None:
    forms = {entity.exact: entity.form for entity in read("London, Paris and Berlin called for talks.")}
    assert forms == {"London": "metonym", "Paris": "metonym", "Berlin": "metonym"}
