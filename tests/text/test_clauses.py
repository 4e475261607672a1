"""The clause grammar: subjects, objects and whole noun phrases, over words and the marks laid on them."""

from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate
from prisoner_diplomacy.reading import segment
from prisoner_diplomacy.text.clauses import agent_by, noun_phrase_before, object_of, subject
from prisoner_diplomacy.text.noun_phrases import noun_phrases
from prisoner_diplomacy.text.scene import Scene, SortedMarks


def scene_of(text):
    article = Article("t", text, date(2025, 6, 18))
    return Scene(segment(article), 0, SortedMarks(annotate(article)))


def written(phrase):
    return " ".join(phrase.scene.tokens[phrase.first : phrase.stop])


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Iran freed two men.", "freed", "Iran"),
        ("The court jailed her.", "jailed", "The court"),
        ("On Monday the police jailed her.", "jailed", "the police"),
        ("Under its first phase Hamas freed two.", "freed", "Hamas"),
        ("Two men, who met in Oslo, jailed her.", "jailed", "Two men"),
        ("The judge who jailed her left.", "jailed", "The judge"),
        ("Ana Roe, a poet, met her.", "met", "Ana Roe , a poet"),
        ("Guards in Oslo beat her.", "beat", "Guards"),
        ("The envoy said they freed her.", "freed", "they"),
        ("Two diplomats said that Iran freed her.", "freed", "Iran"),
        ("Iran and Poland freed her.", "freed", "Iran and Poland"),
    ],
)
def test_subject(text, verb, expected):
    scene = scene_of(text)
    assert written(subject(scene, scene.words.index(verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Iran freed 31 Ukrainian citizens who left.", "freed", "31 Ukrainian citizens"),
        ("Iran freed a poet and two nurses on Monday.", "freed", "a poet and two nurses"),
        ("Iran freed nine medics and gave no reason.", "freed", "nine medics"),
        ("Iran freed two Poles and Israel will free a Swede.", "freed", "two Poles"),
        ("Canada named a special envoy to Belarus in May.", "named", "a special envoy to Belarus"),
        ("Iran freed 33 of its citizens in May.", "freed", "33 of its citizens"),
        ("Iran freed them in May.", "freed", "them"),
        ("Iran freed her brother in May.", "freed", "her brother"),
        ("An agreement with US President Donald Trump held.", "with", "US President Donald Trump"),
        ("Iran freed in May.", "freed", ""),
    ],
)
def test_object(text, verb, expected):
    scene = scene_of(text)
    assert written(object_of(scene, scene.words.index(verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("She was freed by Iran.", "freed", "Iran"),
        ("She was freed by Monday.", "freed", ""),
        ("She was freed after talks mediated by Qatar.", "freed", ""),
        ("She was freed following mediation by Qatar.", "freed", ""),
    ],
)
def test_agent(text, verb, expected):
    scene = scene_of(text)
    assert written(agent_by(scene, scene.words.index(verb))) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Two men freed by Iran left.", "freed", "Two men"),
        ("Ana Roe, a poet jailed in May, left.", "jailed", "Ana Roe , a poet"),
        ("Nine librarians from Oslo jailed in May left.", "jailed", "Nine librarians from Oslo"),
    ],
)
def test_noun_phrase_before(text, word, expected):
    scene = scene_of(text)
    assert written(noun_phrase_before(scene, scene.words.index(word))) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a poet , two nurses and the mayor of Oslo .", ["a poet", "two nurses", "the mayor of Oslo"]),
        ("Ukraine , the union said", ["Ukraine"]),
        ("a third , Ana Roe , left", ["Ana Roe"]),
        ("Ana Roe , 34 , a welder , left", ["Ana Roe , 34 , a welder"]),
        ("a citizen of Iran and Sweden left", ["a citizen of Iran and Sweden"]),
        ("refused to go", []),
    ],
)
def test_joined_phrases(text, parts):
    scene = scene_of(text)
    found = noun_phrases(scene, 0, len(scene.words))
    assert [" ".join(scene.tokens[part.first : part.stop]) for part in found] == parts
