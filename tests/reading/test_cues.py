"""The lexicon of cues holds what its readers expect."""

from prisoner_diplomacy.lexicon import load_toml
from prisoner_diplomacy.lexicon.inflect import verb_forms
from prisoner_diplomacy.text.phrase_matcher import flatten

CUES = load_toml("cues.toml")
VERBS = ("say", "that", "tell", "judge")


def test_no_list_names_a_thing_twice() -> None:
    for kind in VERBS:
        assert len(set(CUES["verbs"][kind])) == len(CUES["verbs"][kind]), kind
    for group in CUES["between"], CUES["scare"]:
        for name, words in group.items():
            assert len(set(words)) == len(words), name


def test_no_verb_reports_in_two_ways_but_those_that_do() -> None:
    seen: dict[str, str] = {}
    for kind in VERBS:
        for spec in CUES["verbs"][kind]:
            assert spec not in seen or {seen[spec], kind} == {"that", "judge"}, spec
            seen[spec] = kind


def test_every_form_that_is_no_verb_is_a_form_of_one() -> None:
    forms = {form for kind in VERBS for spec in CUES["verbs"][kind] for form in verb_forms(spec).values()}
    for phrase in CUES["verbs"]["not_verbs"]:
        assert phrase in forms or phrase.split()[0] in forms or phrase.startswith("so "), phrase


def test_scare_phrases_are_written_as_they_are_looked_up() -> None:
    for words in CUES["scare"].values():
        for phrase in words:
            assert phrase == phrase.lower() and len(phrase.split()) <= 3
            assert flatten(phrase).strip()
