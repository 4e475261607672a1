"""What a text as a whole gives a row: holders, groups, senders, attackers, brokers, whom pronouns mean."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.events.discourse.attacks import fill_attacks
from prisoner_diplomacy.events.discourse.dealings import fill_dealings
from prisoner_diplomacy.events.discourse.groups import Groups
from prisoner_diplomacy.events.discourse.holders import Holders
from prisoner_diplomacy.events.discourse.protagonists import Protagonists
from prisoner_diplomacy.events.discourse.references import References
from prisoner_diplomacy.events.discourse.sanctions import Measures
from prisoner_diplomacy.events.statements import Count, Party, Statement, countries_of
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.schema.marks import Entity, Quantity
from prisoner_diplomacy.text.noun_phrases import Phrase
from prisoner_diplomacy.text.scene import Scene, SortedMarks

IRAN, POLAND = Party("iran", ("IRN",), known=True), Party("poland", ("POL",), known=True)
RUSSIA, UKRAINE = Party("russia", ("RUS",), known=True), Party("ukraine", ("UKR",), known=True)


def read(text, *marks):
    """Return a text's document with marks made by hand: a class, the words marked, and the other fields."""
    article, made, start = Article("t", text, date(2025, 6, 18)), [], 0
    for layer, exact, *fields in marks:
        start = text.index(exact, start)
        made.append(layer(start, start + len(exact), exact, *fields))
        start += 1
    return segment(article), SortedMarks(made)


def state(exact, country, label="GPE"):
    return (Entity, exact, label, "named", exact.lower(), exact, (country,))


def number(exact, low, unit):
    return (Quantity, exact, low, low, False, unit)


def told(
    kind, *, act="free", actors=(), targets=(), whom="", count=None, sentence=0, status="occurred", **more
):
    """Return what one mention says, by hand."""
    statement = Statement(kind, act, status, "active", [(0, 1)], [sentence], list(actors), list(targets))
    statement.count = Count(count, count) if count else Count()
    statement.whom = tuple(whom.split())
    for name, value in more.items():
        setattr(statement, name, value)
    return statement


def test_protagonists_are_the_states_most_is_said_of_the_opening_twice_over():
    document, marks = read(
        "Iran freed two. Dogs bark. Cats purr. Qatar helped. Oslo cheered.",
        state("Iran", "IRN"),
        state("Qatar", "QAT"),
        (Entity, "Oslo", "GPE", "named", "oslo", "Oslo", ("NOR",)),
    )
    shares = Protagonists(document, marks).shares
    assert list(shares) == ["IRN", "QAT", "NOR"]
    assert shares["IRN"] == 2 * shares["QAT"] > 2 * shares["NOR"]


def test_the_press_is_no_protagonist():
    document, marks = read(
        "Reuters said so.", (Entity, "Reuters", "ORG", "named", "reuters", "Reuters", ("GBR",))
    )
    assert Protagonists(document, marks).shares == {}


def filled(text, marks, *statements):
    document, laid = read(text, *marks)
    Holders(list(statements), Protagonists(document, laid)).fill(document, laid)
    return [(countries_of(s.actors), countries_of(s.targets)) for s in statements]


def test_those_of_whom_nothing_is_said_are_nationals_of_their_holder():
    rows = filled("Iran freed nine.", [state("Iran", "IRN")], told("release", actors=[IRAN], whom="nine"))
    assert rows == [(("IRN",), ("IRN",))]


def test_a_row_without_a_holder_takes_the_one_the_text_is_about():
    rows = filled(
        "Iran again. Guards beat them.",
        [state("Iran", "IRN")],
        told("mistreatment", act="abuse", whom="them"),
    )
    assert rows == [(("IRN",), ("IRN",))]


def test_foreigners_of_no_stated_nation_have_none():
    rows = filled("Iran.", [state("Iran", "IRN")], told("release", actors=[IRAN], whom="nine foreigners"))
    assert rows == [(("IRN",), ())]


def test_a_holder_seen_to_hold_others_alone_holds_others():
    poles = [Party("two Poles", ("POL",), known=True)], [Party("three Poles", ("POL",), known=True)]
    rows = filled(
        "Iran.",
        [state("Iran", "IRN")],
        *[told("detention", act="arrest", actors=[IRAN], targets=targets) for targets in poles],
        told("mistreatment", act="abuse", whom="the divers"),
    )
    assert rows[2] == (("IRN",), ("POL",))


@pytest.mark.parametrize(
    ("whom", "count", "nation"),
    [
        ("the captives", None, ("UKR",)),
        ("47 of them", 47, ("UKR",)),
        ("she", 1, ("UKR",)),
        ("captives", None, ("RUS",)),
        ("political prisoners", None, ("RUS",)),
        ("the 900 prisoners", 900, ("RUS",)),
        ("the hundreds of prisoners", None, ("RUS",)),
    ],
)
def test_only_those_told_of_before_share_their_nation(whom, count, nation):
    rows = [
        told(
            "detention",
            act="arrest",
            actors=[RUSSIA],
            targets=[Party(f"{n} men", ("UKR",), known=True)],
            count=n,
        )
        for n in (60, 70)
    ]
    rows.append(told("mistreatment", act="abuse", actors=[RUSSIA], whom=whom, count=count, sentence=3))
    document, marks = read("Russia freed 60. Then it freed 70. More.", state("Russia", "RUS"))
    Holders(rows, Protagonists(document, marks)).fill(document, marks)
    assert countries_of(rows[-1].targets) == nation


def test_in_an_exchange_each_side_holds_the_other_s_people():
    rows = filled(
        "Russia and Ukraine.",
        [state("Russia", "RUS"), state("Ukraine", "UKR")],
        told("release", act="exchange", actors=[RUSSIA, UKRAINE]),
        told("release", actors=[RUSSIA], whom="90 soldiers"),
        told("detention", act="hold", targets=[Party("nine Russians", ("RUS",), known=True)]),
    )
    assert rows[1:] == [(("RUS",), ("UKR",)), (("UKR",), ("RUS",))]


def test_people_held_by_rebels_of_no_country_are_of_the_state_the_text_is_about():
    rebels = Party("separatists", (), known=True)
    rows = filled("Ukraine.", [state("Ukraine", "UKR")], told("detention", actors=[rebels], whom="two men"))
    assert rows == [((), ("UKR",))]


def test_arrests_in_a_territory_are_of_its_own_people():
    both = Party("authorities", ("CHN", "HKG"), known=True)
    rows = filled("China.", [state("China", "CHN")], told("detention", actors=[both], whom="many people"))
    assert rows == [(("CHN", "HKG"), ("HKG",))]


def test_a_name_has_the_nation_that_another_row_gives_it():
    ana = Party("Ana Roe", (), person=True)
    rows = filled(
        "Iran.",
        [state("Iran", "IRN")],
        told("detention", actors=[IRAN], targets=[ana, Party("", ("POL",), known=True)]),
        told("release", actors=[IRAN], targets=[ana]),
    )
    assert rows[1] == (("IRN",), ("POL",))


@pytest.mark.parametrize(
    ("whom", "count", "nations"),
    [
        ("the 31", 31, ("UKR",)),
        ("the divers", None, ("POL",)),
        ("ten foreigners", 10, ("GBR", "USA")),
        ("many people", None, None),
    ],
)
def test_which_group_is_meant(whom, count, nations):
    document, marks = read(
        "31 Ukrainians left. Nine Polish divers stayed. "
        "Ten foreigners, among them four Britons and six Americans, wept.",
        number("31", 31, "Ukrainian"),
        state("Ukrainians", "UKR", "NORP"),
        number("Nine", 9, "Polish diver"),
        state("Polish", "POL", "NORP"),
        number("Ten", 10, "foreigner"),
        number("four", 4, "Briton"),
        state("Britons", "GBR", "NORP"),
        number("six", 6, "American"),
        state("Americans", "USA", "NORP"),
    )
    group = Groups(document, marks).of(told("release", whom=whom, count=count), recent=False)
    assert (group.nations_beside(()) if group else None) == nations


def test_those_of_a_group_not_counted_apart_are_of_the_holder_s_nation():
    document, marks = read(
        "Iran freed 34 people. Of the 34, three are Poles.",
        number("34", 34, "person"),
        number("34", 34, ""),
        number("three", 3, ""),
        state("Poles", "POL", "NORP"),
    )
    group = Groups(document, marks).of(told("release", whom="34 people", count=34), recent=False)
    assert group.nations_beside(("IRN",)) == ("IRN", "POL")


def test_the_last_group_told_of_is_meant_only_where_there_are_two_sides():
    document, marks = read(
        "90 Palestinian prisoners left. Twelve others wept.",
        number("90", 90, "Palestinian prisoner"),
        state("Palestinian", "PSE", "NORP"),
        number("Twelve", 12, "other"),
    )
    others = told("release", whom="twelve others", count=12, sentence=1)
    groups = Groups(document, marks)
    assert groups.of(others, recent=False) is None
    assert groups.of(others, recent=True).nations_beside(()) == ("PSE",)


def measured(text, marks, *statements):
    document, laid = read(text, *marks)
    Measures(list(statements), Protagonists(document, laid)).fill()
    return [(countries_of(s.actors), countries_of(s.targets)) for s in statements]


CANADA = Party("canada", ("CAN",), known=True)


def test_a_measure_against_a_firm_is_about_the_country_the_others_are_about():
    rows = measured(
        "Canada and Iran.",
        [state("Canada", "CAN"), state("Iran", "IRN")],
        told("sanction", actors=[CANADA], targets=[IRAN]),
        told("sanction", targets=[Party("a shipyard")]),
    )
    assert rows[1] == (("CAN",), ("IRN",))


def test_a_country_in_the_measure_s_sentence_comes_before_the_text_s():
    rows = measured(
        "Canada and Iran.",
        [state("Canada", "CAN"), state("Iran", "IRN")],
        told("sanction", actors=[CANADA], targets=[Party("a bank")], about=("PRK",)),
    )
    assert rows == [(("CAN",), ("PRK",))]


def test_measures_in_a_war_are_about_the_attacker():
    rows = measured(
        "Ukraine, Ukraine, Ukraine, Russia, Russia.",
        [state("Ukraine", "UKR")] * 3 + [state("Russia", "RUS")] * 2,
        told("military", act="attack", actors=[RUSSIA], targets=[UKRAINE]),
        told("sanction", actors=[CANADA], targets=[Party("48 individuals")]),
    )
    assert rows[1] == (("CAN",), ("RUS",))


def test_an_attack_without_an_author_is_the_other_state_s_of_two():
    document, marks = read("Russia, Ukraine.", state("Russia", "RUS"), state("Ukraine", "UKR"))
    attack = told("military", act="attack", targets=[UKRAINE])
    fill_attacks(document, [attack], Protagonists(document, marks))
    assert countries_of(attack.actors) == ("RUS",)


def dealt(*statements, text="Iran, Poland, Qatar."):
    document, marks = read(text, state("Iran", "IRN"), state("Poland", "POL"), state("Qatar", "QAT"))
    states = Protagonists(document, marks)
    holders = Holders([told("release", actors=[IRAN], targets=[POLAND]), *statements], states)
    fill_dealings(document, list(statements), holders, states)
    return [(countries_of(s.actors), countries_of(s.targets)) for s in statements]


QATAR = Party("qatar", ("QAT",), known=True)


def test_a_broker_is_the_actor_and_the_sides_are_its_targets():
    rows = dealt(
        told("talks", act="mediate", actors=[QATAR]),
        told("talks", act="meet", actors=[IRAN], targets=[POLAND]),
    )
    assert rows[0] == (("QAT",), ("IRN", "POL"))


def test_who_meets_the_other_side_more_often_than_it_brokers_is_a_side():
    rows = dealt(
        told("talks", act="mediate", actors=[POLAND]),
        told("talks", act="meet", actors=[POLAND], targets=[IRAN]),
        told("talks", act="call", actors=[POLAND], targets=[IRAN]),
        told("agreement", act="agree", actors=[POLAND]),
    )
    assert rows[3] == (("POL", "IRN"), ())


def test_a_broker_is_no_party_of_the_agreement():
    rows = dealt(
        told("talks", act="mediate", actors=[QATAR], targets=[IRAN, POLAND]),
        told("agreement", act="agree", actors=[IRAN, POLAND], targets=[QATAR]),
    )
    assert rows[1] == (("IRN", "POL"), ())


@pytest.mark.parametrize(
    ("told_of", "sides"),
    [("", ("IRN", "POL")), (" Rebels attacked.", ("IRN",)), (" Separatists fled.", ("IRN",))],
)
def test_where_there_are_rebels_both_sides_are_of_one_country(told_of, sides):
    rows = dealt(told("agreement", act="agree"), text="Iran, Poland, Qatar." + told_of)
    assert rows == [(sides, ())]


def test_an_agreement_reached_with_somebody_has_a_target():
    rows = dealt(told("agreement", act="agree", actors=[IRAN], targets=[POLAND], concluded=True))
    assert rows == [(("IRN",), ("POL",))]


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Iran says it has freed two.", "it", "iran"),
        ("Poland freed one; Iran parted with a man it had held.", "it", "iran"),
        ("Iran left. It freed two.", "it", "iran"),
        ("It rained.", "it", None),
    ],
)
def test_whom_a_pronoun_means(text, pronoun, meant):
    article = Article("t", text, date(2025, 6, 18))
    document = segment(article)
    marks = SortedMarks([mark for mark in annotate(article) if getattr(mark, "form", "") != "pronominal"])
    for sentence in range(len(document.sentences)):
        scene = Scene(document, sentence, marks)
        if pronoun in scene.words:
            place = scene.words.index(pronoun)
            found = References(document, marks).of(Phrase(scene, place, place + 1, []))
    assert [party.name for party in found] == ([meant] if meant else [])


def test_those_named_after_the_opening_are_those_it_describes():
    ana = Party("Ana Roe", (), person=True)
    rows = filled(
        "Iran. One. Two.",
        [state("Iran", "IRN")],
        told("release", actors=[IRAN], targets=[Party("a Polish diver", ("POL",), known=True)], count=1),
        told("detention", act="arrest", targets=[ana], sentence=1),
    )
    assert [targets for _, targets in rows] == [("POL",), ("POL",)]


@pytest.mark.parametrize(
    ("text", "nations"),
    [
        ("Iran freed Ana Roe on Monday. Ana Roe is a Swedish citizen.", "SWE"),
        ("Belarus released the poet Ana Roe on Monday.\n\nAna Roe holds a Polish passport.", "POL"),
        ("Iran freed Ana Roe on Monday. Ana Roe has a Swedish dog.", "IRN"),
    ],
)
def test_a_person_is_of_the_nation_that_the_text_gives_them_later(text, nations):
    article = Article("t", text, date(2031, 5, 6))
    release = next(row for row in find_events(article, annotate(article)) if row.kind == "release")
    assert (release.target, release.target_country) == ("Ana Roe", nations)
