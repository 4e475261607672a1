"""The words by which a text says of which nation somebody is, who rules a place, and what each side does."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def rows(text):
    article = Article("t", text, date(2031, 5, 7))
    return find_events(article, annotate(article))


@pytest.mark.parametrize(
    "said",
    [
        *("is of Polish nationality", "was of Polish nationality", "became a Polish citizen"),
        *("has Polish nationality", "had Polish nationality", "holds Polish nationality"),
        *("held Polish nationality", "obtained Polish citizenship", "acquired Polish citizenship"),
        *("received Polish citizenship", "got Polish citizenship", "took Polish citizenship"),
        *(", with Polish citizenship, sang", ", a Polish citizen, sang"),
    ],
)
def test_who_is_a_citizen_is_one_wherever_else_the_text_names_them(said):
    (row,) = rows(f"Bo Falk {said}.".replace(" ,", ",") + " Iran freed Bo Falk on Monday.")
    assert (row.actor_country, row.target_country) == ("IRN", "POL")


def test_a_citizen_of_a_state_with_a_vowel_is_one_too():
    (row,) = rows("Bo Falk became an Iranian citizen. Oslo freed Bo Falk on Monday.")
    assert (row.actor_country, row.target_country) == ("NOR", "IRN")


def test_a_man_is_of_the_nation_of_his_passport():
    (row,) = rows("A man with a Polish passport was freed by Oslo.")
    assert row.target_country == "POL"


@pytest.mark.parametrize("ruled", ["held", "occupied", "controlled", "ruled", "run", "annexed"])
def test_who_rules_a_place_holds_those_kept_there(ruled):
    (row,) = rows(f"Kyiv mourns the deaths of 50 Ukrainian detainees in Russia-{ruled} Donetsk.")
    assert (row.actor_country, row.target_country, row.count_low) == ("RUS", "UKR", 50)


@pytest.mark.parametrize(
    "helper", ["had freed", "has freed", "have freed", "would free", "will free", "then freed"]
)
def test_of_two_states_that_each_free_some_either_frees_the_others_people(helper):
    told = [
        (row.actor_country, row.target_country, row.count_low)
        for row in rows(f"Poland and Iran each {helper} nine prisoners.")
    ]
    assert told == [("POL", "IRN", 9), ("IRN", "POL", 9)]


@pytest.mark.parametrize(
    "got",
    [
        "received the same number",
        "receives the same number",
        "got the same number",
        "received as many of its own",
    ],
)
def test_who_gets_as_many_back_is_given_them(got):
    told = [
        (row.actor_country, row.target_country, row.count_low)
        for row in rows(f"Minsk freed 31 Poles and {got}.")
    ]
    assert told == [("BLR", "POL", 31), ("POL", "BLR", 31)]


@pytest.mark.parametrize(
    "asks",
    [
        "called for",
        "calls for",
        "pressed for",
        "presses for",
        "pushed for",
        "pushes for",
        "pleads for",
        "lobbied for",
        "appealed for",
        "is pushing for",
        "is calling for",
    ],
)
def test_who_asks_for_a_release_is_who_says_so_and_frees_nobody(asks):
    (row,) = rows(f"Oslo {asks} the release of Bo Falk.")
    assert (row.status, row.actor, row.attributed_to) == ("hypothetical", "", "norway")


@pytest.mark.parametrize(
    "does", ["called the release of Bo Falk a gesture", "pressed Minsk over the release of Bo Falk"]
)
def test_who_has_a_view_of_a_release_does_not_ask_for_it(does):
    (row,) = rows(f"Oslo {does}.")
    assert row.attributed_to == ""


@pytest.mark.parametrize(
    ("people", "nation"),
    [
        *(
            ("two nurses from Sindh", "PAK"),
            ("two teachers from Gujarat", "IND"),
            ("a driver from Edirne", "TUR"),
        ),
        *(("a Texan", "USA"), ("two Catalan nurses", "ESP"), ("a teacher from Nangarhar", "AFG")),
    ],
)
def test_a_province_a_town_or_a_regional_word_tells_the_nation_of_those_from_there(people, nation):
    (row,) = rows(f"Norway freed {people} on Monday.")
    assert (row.actor_country, row.target_country) == ("NOR", nation)


@pytest.mark.parametrize(
    ("told", "hosts"),
    [
        ("Chile will return its ambassador to Havana.", ["CUB"]),
        ("Chile will open a consular office in Erbil.", ["IRQ"]),
        ("Chile reopened its embassy in Havana, which closed in 2012.", ["CUB", "CUB"]),
        ("Chile wants to reopen its embassy in Havana, which it closed in 2012.", ["CUB", "CUB"]),
    ],
)
def test_a_mission_is_to_the_state_it_stands_in(told, hosts):
    found = rows(told)
    assert [row.actor_country for row in found] == ["CHL"] * len(hosts)
    assert [row.target_country for row in found] == hosts


@pytest.mark.parametrize(
    ("told", "nation"),
    [
        ("Sweden won the release of Bo Falk from an Iranian prison.", "SWE"),
        ("Iran freed Bo Falk, who flew home to Sweden on Monday.", "SWE"),
        ("Iran returned nine prisoners of war to Armenia on Monday.", "ARM"),
    ],
)
def test_who_comes_home_to_a_state_is_of_it_and_no_prison_tells_a_nation(told, nation):
    (row,) = rows(told)
    assert (row.actor_country, row.target_country) == ("IRN", nation)


@pytest.mark.parametrize("counts", ["counts", "lists", "listed"])
def test_who_counts_prisoners_is_not_held(counts):
    (row,) = rows(f"The charity {counts} nine prisoners still behind bars in Peru.")
    assert (row.target, row.count_low) == ("nine prisoners", 9)


@pytest.mark.parametrize("feast", ["Christmas Eve 2019", "New Year's Eve"])
def test_the_eve_of_a_feast_is_nobody(feast):
    text = f"Freed on {feast}, she went home."
    assert "Eve" not in [mark.exact for mark in annotate(Article("t", text, date(2031, 5, 7)))]


def test_a_state_that_repatriates_people_from_camps_abroad_frees_its_own():
    told = rows("Norway repatriated 12 children from camps in Syria. Two women were freed on Monday.")
    assert [(row.actor_country, row.target_country) for row in told] == [("NOR", "NOR")] * 2


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ("In Mali, which saw two coups, the EU had imposed economic sanctions.", "MLI"),
        ("The EU decided to lift the sanctions imposed on Niger in July.", "NER"),
        ("Niger, under military rule and subjected to EU sanctions, was absent.", "NER"),
    ],
)
def test_measures_are_about_the_state_their_own_sentence_names(told, about):
    found = rows("Guinea spoke of Guinea, and of the hopes of Guinea. " + told)
    assert {row.target_country for row in found} == {about}


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("Peru freed on Sunday two Chilean nurses.", ("PER", "CHL", "two Chilean nurses")),
        ("Peru arrested on Sunday a Chilean nurse.", ("PER", "CHL", "a Chilean nurse")),
        ("Peru reopened on Tuesday its embassy in Oslo.", ("PER", "NOR", "its embassy")),
    ],
)
def test_an_object_may_stand_behind_a_day(told, parties):
    (row,) = rows(told)
    assert (row.actor_country, row.target_country, row.target) == parties
