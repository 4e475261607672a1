"""The words by which a sentence tells who acts and on whom: each is needed, and each is held."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events


def rows(text):
    article = Article("t", text, date(2031, 5, 7))
    return find_events(article, annotate(article))


def parties(text, kind):
    return [(row.actor_country, row.target_country) for row in rows(text) if row.kind == kind]


@pytest.mark.parametrize("verb", ["launched", "began", "started", "opened"])
def test_whose_attack_it_is_is_told_by_who_begins_it(verb):
    text = f"Poland was silent when Russia {verb} its attack on Iran."
    assert parties(text, "military") == [("RUS", "IRN")]


@pytest.mark.parametrize("why", ["over", "because of", "in response to"])
def test_what_a_state_is_punished_for_is_its_own_act(why):
    text = f"Poland sanctioned Russia {why} its attack on Iran."
    assert parties(text, "military") == [("RUS", "IRN")]


@pytest.mark.parametrize("told", ["related", "told", "recounted", "described"])
def test_who_tells_of_abuse_suffered_it(told):
    text = f"Accounts of torture {told} by five Polish inmates reached Geneva."
    assert [(row.target, row.count_low) for row in rows(text)] == [("five Polish inmates", 5)]


@pytest.mark.parametrize("put", ["held", "kept", "put", "placed", "threw", "locked", "shut", "confined"])
def test_those_whom_somebody_confines_suffer_it(put):
    before = "Five Poles were jailed in Iran."
    text = f"{before} Guards {put} them in solitary confinement."
    assert parties(text, "mistreatment") == [("IRN", "POL")]


@pytest.mark.parametrize("held", ["captives", "prisoners", "detainees", "hostages"])
def test_those_held_are_freed_by_who_stands_before(held):
    assert [(row.actor, row.target) for row in rows(f"The militia freed {held} on Monday.")] == [
        ("The militia", held)
    ]


@pytest.mark.parametrize("opening", ["which", "that", ", which", ", that"])
def test_what_a_state_shells_is_what_the_clause_belongs_to(opening):
    (row,) = rows(f"The Iranian port{opening} Russia shelled on Monday burnt.")
    assert (row.actor_country, row.target_country) == ("RUS", "IRN")


@pytest.mark.parametrize("break_", [";", ", and", " and"])
def test_who_allows_something_frees_nobody_in_the_next_clause(break_):
    (row,) = rows(f"Minsk let the guests eat{break_} three Poles left prison on Monday.")
    assert "BLR" not in row.actor_country


def test_who_allows_something_to_a_freed_man_did_not_free_him():
    (row,) = rows("Minsk allowed a man who left prison on Monday to eat.")
    assert row.actor == ""


@pytest.mark.parametrize("measures", ["sanctions", "measures", "restrictions"])
def test_the_nationality_of_the_measures_is_who_imposes_them(measures):
    text = f"Iran has been sanctioned under American {measures} since May."
    assert parties(text, "sanction")[0] == ("USA", "IRN")


@pytest.mark.parametrize(
    "act",
    [
        "sanctioned Russia over its attack on Iran",
        "blacklisted Russia over attacks on Iran",
        "sanctioned two Russians",
        "imposed American sanctions on Russia",
        "sanctioned a Russian bank",
    ],
)
def test_who_is_sanctioned_is_named_by_the_verb_before_any_preposition(act):
    assert parties(f"Poland {act} on Monday.", "sanction") == [("POL", "RUS")]


@pytest.mark.parametrize(
    "errand", ["for talks with Russia", "to meet with Russia", "for new talks with Russia"]
)
def test_whom_somebody_goes_somewhere_to_meet_is_who_is_met(errand):
    text = f"The Polish envoy visited Iran {errand} on Monday."
    assert parties(text, "talks")[0] == ("POL", "RUS")


@pytest.mark.parametrize("rest", ["", " for two days", " to see the coast"])
def test_where_nobody_else_is_met_the_visited_are(rest):
    assert parties(f"The Polish envoy visited Iran{rest}.", "talks") == [("POL", "IRN")]


@pytest.mark.parametrize(
    ("asked", "acting"),
    [
        ("Iran promised Poland", "IRN"),
        ("Iran promises", "IRN"),
        ("Iran offered Poland", "IRN"),
        ("Poland asked Iran", "IRN"),
        ("Poland called on Iran", "IRN"),
        ("Poland urged Iran and Russia", "IRN;RUS"),
    ],
)
def test_who_is_to_act_is_who_promised_it_or_was_asked_for_it(asked, acting):
    assert parties(f"{asked} to free three Czechs.", "release") == [(acting, "CZE")]


@pytest.mark.parametrize("told", ["Iranian judges were", "Iran's Evrin jail was", "a court in Iran was"])
def test_whose_jails_and_courts_a_text_names_holds_those_it_tells_of(told):
    text = f"Two Danish pilots landed in Denmark. Wives said that {told} cold. Both were arrested in May."
    assert [acting for acting, _ in parties(text, "detention")] == ["IRN"]


@pytest.mark.parametrize("verb", ["repatriated", "brought home"])
def test_who_is_brought_home_from_camps_is_no_actor(verb):
    told = [row for row in rows(f"79 children were {verb} from camps in Syria.") if row.kind == "release"]
    assert [(row.actor, row.target, row.count_low) for row in told] == [("", "79 children", 79)]


@pytest.mark.parametrize("link", ["after", "following"])
def test_those_freed_after_talks_are_no_party_to_them(link):
    text = f"Chad freed 14 political prisoners on Friday {link} talks with a Norwegian envoy."
    assert [row.actor for row in rows(text) if row.kind == "talks"] == ["chad"]
