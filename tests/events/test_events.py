"""Rows an article's events become: who, whom, how many, when, and which mentions are one event."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoner_diplomacy import Article, annotate, find_events, tabulate
from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.schema.rows import COLUMNS

PUBLISHED = date(2025, 6, 18)  # a Wednesday


def events_of(text, kind=None):
    article = Article("t", text, PUBLISHED)
    found = find_events(article, annotate(article))
    return [event for event in found if kind in (None, event.kind)]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("Iran freed nine Poles on Monday.", "release", "IRN", "POL"),
        ("Nine Poles were freed by Iran on Monday.", "release", "IRN", "POL"),
        ("Nine Poles freed by Iran on Monday landed in Warsaw.", "release", "IRN", "POL"),
        ("Iran let nine jailed Poles go home on Monday.", "release", "IRN", "POL"),
        ("Nine Poles are held in an Iranian prison.", "detention", "IRN", "POL"),
        ("The European Union imposed sanctions on Iran in May.", "sanction", "EU", "IRN"),
        ("Canada lifted its sanctions on Syria on Tuesday.", "sanction-relief", "CAN", "SYR"),
        ("Japan closed its embassy in Kabul in 2021.", "appointment", "JPN", "AFG"),
        ("Russia's invasion of Ukraine began in February 2022.", "military", "RUS", "UKR"),
    ],
)
def test_actor_and_target(text, kind, actor, target):
    (event,) = events_of(text, kind)
    assert (event.actor_country, event.target_country) == (actor, target)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Iran freed 14 prisoners.", 14, 14),
        ("Iran freed at least 14 prisoners.", 14, None),
        ("Iran freed up to 14 prisoners.", None, 14),
        ("Iran freed dozens of prisoners.", None, None),
        ("Iran freed the poet Darya Kosmina.", 1, 1),
        ("Iran freed Darya Kosmina and Pavel Ostrik on Monday.", 2, 2),
        ("Iran freed a Polish teacher.", 1, 1),
        ("Iran freed political prisoners.", None, None),
    ],
)
def test_count(text, low, high):
    (event,) = events_of(text, "release")
    assert (event.count_low, event.count_high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Iran freed nine prisoners on 2 May 2024.", "2024-05-02", "stated"),
        ("Iran freed nine prisoners on Monday.", "2025-06-16", "anchored"),
        ("Since March 2023 Iran has freed nine prisoners.", "2023-03/..", "stated"),
        ("Police have arrested nine editors since the vote of March 2023.", "2023-03/..", "stated"),
        ("Nine editors are still held in an Iranian prison.", "2025-06-18", "anchored"),
        ("Iran freed nine prisoners.", "", "none"),
        ("Iran freed nine prisoners on Monday after two years in prison.", "2025-06-16", "anchored"),
    ],
)
def test_date_and_its_basis(text, value, basis):
    event = events_of(text)[0]
    assert (event.date, event.date_basis) == (value, basis)


def test_custody_that_ended_with_the_release_began_so_long_before():
    held = events_of("Iran freed the Polish diver on Monday after three years in prison.", "detention")
    assert [event.date for event in held] == ["2022~"]


def test_two_mentions_of_one_release_are_one_row_with_both_as_evidence():
    text = "Iran freed 14 prisoners on Monday. The release was welcomed in Warsaw."
    (event,) = events_of(text, "release")
    assert len(event.mentions.split(";")) == 2
    assert event.evidence == "0-34;35-70"


@pytest.mark.parametrize(("opens", "rows"), [("They", 1), ("Sanctions", 2)])
def test_measures_that_they_point_back_to_are_those_told_before(opens, rows):
    between = "It rained. The shops were shut. Nobody spoke. The firms made rockets. A port closed."
    text = f"Canada imposed sanctions on nine firms in May. {between} {opens} were imposed over a bridge."
    assert len(events_of(text, "sanction")) == rows


def test_each_direction_of_an_exchange_is_a_row():
    rows = events_of("Russia freed 90 Ukrainians in exchange for 40 Russians on Monday.", "release")
    assert [(event.actor_country, event.count_low) for event in rows] == [("RUS", 90), ("UKR", 40)]


def test_a_dated_release_is_part_of_the_series_that_spans_it():
    text = "Iran has freed 60 prisoners since March 2025. On 2 May Iran freed 20 prisoners."
    series, single = events_of(text, "release")
    assert (single.part_of, series.part_of) == (series.event_id, "")


def test_members_counted_apart_by_nation_are_a_part_and_those_counted_by_trade_are_none():
    group, foreigners = events_of(
        "Iran freed 52 prisoners, among them 14 foreigners and two nurses.", "release"
    )
    assert (group.count_low, foreigners.count_low) == (52, 14)
    assert (foreigners.part_of, group.part_of) == (group.event_id, "")


def test_what_somebody_says_is_attributed():
    (event,) = events_of('"Iran will free nine prisoners," said Pavel Ostrik.', "release")
    assert (event.attributed_to, event.status) == ("Pavel Ostrik", "future")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Iran freed nine prisoners.", ("RETREAT", "release", "0841")),
        ("The president of Iran pardoned nine prisoners.", ("CONCEDE", "", "0841")),
        ("Rights groups demanded the release of nine prisoners in Iran.", ("REQUEST", "yield", "0841")),
        ("A court convicted nine editors on Monday.", ("SANCTION", "convict", "173")),
    ],
)
def test_plover_and_cameo_codes(text, codes):
    event = events_of(text)[0]
    assert (event.plover_event, event.plover_mode, event.cameo) == codes


def test_the_same_article_gives_the_same_ids():
    text = "Iran freed nine prisoners on Monday. Canada lifted its sanctions on Syria."
    assert [e.event_id for e in events_of(text)] == [e.event_id for e in events_of(text)]
    assert len({event.event_id for event in events_of(text)}) == 2


def test_no_two_rows_share_an_id_and_none_is_part_of_itself():
    rows = events_of("Russia and Ukraine traded 90 soldiers for 40 on Monday. They traded 30 for 20 in May.")
    assert len(rows) > 2
    assert len({event.event_id for event in rows}) == len(rows)
    assert all(event.part_of != event.event_id for event in rows)


@pytest.mark.parametrize(
    ("text", "kind", "country", "basis"),
    [
        ("Iran freed nine editors on Monday.", "release", "IRN", "inferred"),
        ("Iran freed nine Polish editors on Monday.", "release", "POL", "stated"),
        ("Iran freed nine foreigners on Monday.", "release", "", "stated"),
        (
            "Iran jailed two Poles. In May Iran freed three Poles. Guards beat the divers.",
            "mistreatment",
            "POL",
            "inferred",
        ),
        (
            "Canada imposed sanctions on Iran in 2020. In May 2025 Canada blacklisted a shipyard.",
            "sanction",
            "IRN",
            "inferred",
        ),
    ],
)
def test_of_which_nation_those_are_of_whom_the_row_says_nothing(text, kind, country, basis):
    event = events_of(text, kind)[-1]
    assert (event.target_country, event.target_basis) == (country, basis)


def test_a_table_has_the_columns_in_order_and_whole_counts():
    table = tabulate(events_of("Iran freed at least nine prisoners on Monday."))
    assert tuple(table.columns) == COLUMNS
    assert str(table["count_low"].dtype) == "Int64"
    assert tabulate([]).empty


WORDS = st.sampled_from(
    [
        "Iran",
        "freed",
        "nine",
        "prisoners",
        ",",
        "and",
        "who",
        "Minsk",
        "held",
        "since",
        "Monday",
        "2020",
        ".",
        "\n",
        "“",
        "”",
        "after",
        "the",
        "deal",
        "sanctions",
        "on",
        "by",
        "EU",
        "lifted",
        "her",
        "arrested",
        "—",
        "14",
        "of",
        "52",
        "said",
        "torture",
        "until",
        "visit",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip))
def test_any_run_of_words_gives_rows_that_point_into_the_text(text):
    article = Article("t", text, PUBLISHED)
    for event in find_events(article, annotate(article)):
        for spans in (event.mentions, event.evidence):
            assert all(
                text[int(s) : int(e)].strip() for s, e in (span.split("-") for span in spans.split(";"))
            )
        if event.date:
            edtf_bounds(event.date)
        if event.count_low is not None and event.count_high is not None:
            assert event.count_low <= event.count_high


WHOSE_AND_WHOM = """
Rwanda, whose foreign minister called his Congolese counterpart on Monday, said so. | talks | actor | RWA
Four Kenyans were freed. Four poets were held by Sudanese police. | detention | target | SDN
Peru and Chile reopened their embassies on Monday. | appointment | target | PER CHL
"""


@pytest.mark.parametrize("line", WHOSE_AND_WHOM.strip().splitlines())
def test_a_row_has_the_countries_that_the_words_around_it_give(line):
    text, kind, party, countries = line.split(" | ")
    article = Article("t", text, date(2025, 6, 18))
    row = next(event for event in find_events(article, annotate(article)) if event.kind == kind)
    assert set(getattr(row, f"{party}_country").split(";")) == set(countries.split())


def test_people_named_and_counted_at_once_are_counted_once():
    [row] = events_of("Ana Roe and Bo Lee, two of the Britons, were sentenced in June in Kano.")
    assert (row.count_low, row.target) == (2, "Ana Roe;Bo Lee")


def test_two_others_of_a_nation_do_not_give_it_to_the_rest():
    text = "Cuba freed nine inmates. The other two, a Pole and a Finn, left later. Ana Roe was jailed."
    assert events_of(text, "detention")[0].target_country == "CUB"


def test_whoever_is_told_to_free_people_holds_them():
    text = "The junta in Myanmar jailed nine monks in May. Washington asks the junta to free the nine."
    assert events_of(text, "release")[0].actor_country == "MMR"


def test_those_who_fly_home_are_freed_and_keep_their_nations():
    text = "Ana Roe and Bo Lee, two Polish-Finnish nurses held in Iran for years, flew home on Monday."
    rows = events_of(text + " The prisoners wept.")
    assert {(row.kind, row.target_country) for row in rows} == {
        ("detention", "POL;FIN"),
        ("release", "POL;FIN"),
    }


def test_a_pardon_names_whom_it_is_granted_to():
    article = Article("t", "Activists deplored the pardon granted to Sergeant Ana Roe.", date(2025, 6, 18))
    [row] = find_events(article, annotate(article))
    assert (row.kind, row.count_low) == ("release", 1)


def test_clauses_joined_by_and_whom_are_about_the_same_person():
    text = "Ana Roe, whom Iran jailed in May and whom a court in Qom gave nine years for fraud, is well."
    assert {row.target for row in events_of(text, "detention")} == {"Ana Roe"}
