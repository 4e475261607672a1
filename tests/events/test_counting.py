"""How many people an act touches, and how many people and entities a measure lists."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.events.counting import added_up
from prisoner_diplomacy.events.statements import Count


def count_in_text(text, kind):
    article = Article("t", text, date(2025, 6, 18))
    events = [event for event in find_events(article, annotate(article)) if event.kind == kind]
    return events[0].count_low, events[0].count_high


@pytest.mark.parametrize(
    ("whom", "low", "high"),
    [
        ("14 prisoners", 14, 14),
        ("at least 14 prisoners", 14, None),
        ("up to 14 prisoners", None, 14),
        ("dozens of prisoners", None, None),
        ("political prisoners", None, None),
        ("337 suspected smugglers", 337, 337),
        ("the poet Darya Kosmina", 1, 1),
        ("Darya Kosmina and Pavel Ostrik", 2, 2),
        ("Darya Kosmina, Pavel Ostrik and Ana Lund", 3, 3),
        ("nine editors and Pavel Ostrik", 10, 10),
        ("three editors, Darya Kosmina, Pavel Ostrik and Ana Lund", 3, 3),
        ("Darya Kosmina and her two sons, Pavel Ostrik and Ivan Ostrik", 3, 3),
        ("Darya Kosmina and other editors", 1, 1),
        ("a Briton", 1, 1),
        ("31 prisoners, 22 men and nine women", 31, 31),
        ("the other three", 3, 3),
        ("83 women and children", 83, 83),
        ("both women", 2, 2),
        ("the couple", 2, 2),
        ("any editor", None, None),
        ("Darya Kosmina and all other editors", None, None),
        ("Darya Kosmina, as well as all those held for their views", None, None),
        ("a lot of those 1,400 prisoners", None, None),
        ("nine of the 14 prisoners", 9, 9),
    ],
)
def test_people_freed(whom, low, high):
    assert count_in_text(f"Iran freed {whom} on Monday.", "release") == (low, high)


@pytest.mark.parametrize(
    ("what", "low"),
    [
        ("nine firms", 9),
        ("nine firms and three officials", 12),
        ("nine firms that make rockets for the army and its allies, as well as three officials", 12),
        ("one firm", None),
        ("two of the 14 firms", 2),
        ("nine firms under Executive Order 13382", 9),
        ("oil worth $90 million", None),
        ("three officials, Darya Kosmina, Pavel Ostrik and Ana Lund", 3),
        ("Darya Kosmina", None),
        ("Darya Kosmina and Pavel Ostrik", 2),
        ("two units and a Georgian arms broker", 3),
        ("two banks and a trader", 3),
        ("two banks and a network", 2),
        ("nine firms under Order 13382 and Resolution 42", 9),
        ("nine firms, on top of the 14 people it named in May", 9),
        ("nine firms in addition to 14 people listed before", 9),
        ("Roe Bank, a lender; Lund Oil, its owner; and Falk Air, a carrier", 3),
        ("Iran's oil ministry and a former president", 2),
        ("a Syrian bank and its director", 2),
        ("a network of firms and a general", None),
    ],
)
def test_people_and_entities_under_sanctions(what, low):
    assert count_in_text(f"On Monday Canada imposed sanctions on {what}.", "sanction")[0] == low


def test_what_is_counted_apart_is_added_up_with_its_open_ends():
    assert added_up([Count(2, 2, "firm"), Count(3, None, "official")]) == Count(5, None, "person")
    assert added_up([]) == Count()


@pytest.mark.parametrize(("whom", "low"), [("Ana Lund envoy", 1), ("a special envoy", None)])
def test_only_somebody_named_is_counted_in_an_appointment(whom, low):
    assert count_in_text(f"On Monday Canada appointed {whom} to Iran.", "appointment")[0] == low


@pytest.mark.parametrize(
    ("company", "low"),
    [("three others", 4), ("about a dozen other women", 13), ("her lawyer", 1), ("nine rifles", 1)],
)
def test_those_who_undergo_an_act_beside_somebody_are_added(company, low):
    assert count_in_text(f"Ana Roe was arrested in May with {company}.", "detention")[0] == low


def test_an_attack_counts_those_it_killed_not_those_who_fought():
    text = "Rebels attacked a town in Mali on Monday, killing 17 soldiers and wounding nine."
    assert count_in_text(text, "military") == (17, 17)


def test_a_share_of_those_held_tells_how_many_are_held():
    text = (
        "Many political prisoners remain in prison in Iran. "
        "Iran will free a lot of those 1,400 prisoners, Pavel Ostrik said."
    )
    assert count_in_text(text, "detention") == (1400, 1400)
    assert count_in_text(text, "release") == (None, None)


@pytest.mark.parametrize(
    ("second", "low"),
    [
        ("They were arrested in May.", 2),
        ("The tourists were arrested in May.", 2),
        ("The engineers were arrested in May.", None),
        ("All tourists were arrested in May.", None),
    ],
)
def test_those_pointed_back_to_are_as_many_as_were_counted(second, low):
    assert (
        count_in_text(f"Two tourists from Norway crossed the border of Iran. {second}", "detention")[0] == low
    )


def test_the_sentence_that_counts_those_meant_is_evidence_too():
    text = "Two tourists from Norway crossed the border of Iran. They were arrested in May."
    article = Article("t", text, date(2025, 6, 18))
    (event,) = [event for event in find_events(article, annotate(article)) if event.kind == "detention"]
    assert event.evidence == f"0-52;53-{len(text)}"


def test_verbs_joined_share_those_they_are_about():
    text = "A poet arrested in May 2023 and sentenced in June to nine years is still in prison in Iran."
    article = Article("t", text, date(2025, 6, 18))
    rows = [event for event in find_events(article, annotate(article)) if event.kind == "detention"]
    assert {event.count_low for event in rows} == {1}


@pytest.mark.parametrize(
    ("text", "kind", "counts"),
    [
        (
            "Ana Roe, 51, was arrested by the police in May 2023 and later jailed for a year.",
            "detention",
            {1},
        ),
        ("A poet arrested in May 2023 and sentenced the following spring is in prison.", "detention", {1}),
        ("Norway on Monday released to Iran 15 prisoners captured last year.", "detention", {15}),
        ("Of the 30, 12 were nurses arrested in May 2023 in Iran.", "detention", {12}),
        ("The engineer Ana Roe, who has been behind bars for a year, wrote home.", "detention", {1}),
        ("Six of the crew died and 11 sailors from Norway were released in May.", "release", {11}),
        (
            "Two drivers were threatened and one, a baker, was beaten by the police in May.",
            "mistreatment",
            {1},
        ),
        ("Two clerks remain in custody, and a third, Ana Roe, was jailed in May.", "detention", {1, 2}),
        ("Ten sailors, including three Danes and four Swedes, were arrested in May.", "detention", {3, 10}),
        ("Iran freed nine sailors. All of them must be released, Ana Roe said.", "release", {9}),
        ("Two Danes sit in a Tehran prison. Denmark called for their release.", "release", {2}),
        ("Iran freed nine sailors. Ana Roe's sister asked for their mother's release.", "release", {9}),
        (
            "The party is silencing critics, detaining or questioning 90 human rights lawyers.",
            "detention",
            {90},
        ),
        ("Iran freed three Danish sailors, detained at the port of Bandar in May.", "detention", {3}),
        ("Norway jailed a Dane over two threats in May.", "detention", {1}),
        ("Besides sanctioning nine firms, Canada froze two funds.", "sanction", {2}),
        ("Besides sanctions on nine firms, Canada froze two funds.", "sanction", {2}),
        ("Arrested in May 2021 in Minsk, Ana Roe and her brother are writers.", "detention", {2}),
        ("Ana Roe's two daughters and one of Bo Lund's sons were arrested in May.", "detention", {3}),
        ("Both sons of Ana Roe were arrested in May.", "detention", {2}),
        ("Supporters of Ana Roe were arrested in May.", "detention", {None}),
        ("Bo Lund's brother, a driver and one of the 620, was arrested in May.", "detention", {1}),
        ("Ana Roe is a nurse. Nine men were freed along with her on Monday.", "release", {9}),
        ("Two policemen crossed into Iran. The policemen were arrested in May.", "detention", {2}),
        ("The court named three bankers, two of whom the police arrested in May.", "detention", {2}),
        ("The king granted a pardon with full remission to the 49 sailors on Monday.", "release", {49}),
        ("Three journalists received a presidential pardon on Monday.", "release", {3}),
        ("The two nurses jailed in Minsk were granted a pardon on Monday.", "release", {2}),
    ],
)
def test_how_many_a_clause_is_about(text, kind, counts):
    article = Article("t", text, date(2025, 6, 18))
    rows = [event for event in find_events(article, annotate(article)) if event.kind == kind]
    assert {event.count_low for event in rows} == counts


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("Canada placed sanctions on six Lima and Quito officials last month.", "sanction", 6),
        ("Five Danes left Iran as its funds were unfrozen.", "sanction-relief", None),
        ("The oil sanctions would be lifted only if nine sailors were free.", "sanction-relief", None),
    ],
)
def test_a_measure_counts_nobody_of_another_clause(text, kind, low):
    assert count_in_text(text, kind)[0] == low


def test_somebody_named_whom_an_attack_is_on_is_one():
    assert count_in_text("A coalition led by Norway ousted Pavel Ostrik in May 2003.", "military") == (1, 1)
