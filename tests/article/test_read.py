"""An article is read with stable offsets, or refused in one line that names file, place and remedy."""

import io
import sys
from dataclasses import replace
from datetime import date

import pytest

from prisoner_diplomacy import Article, InputError, find_article, read_article
from prisoner_diplomacy.places import data_folder

DAY = date(2031, 5, 6)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Two freed</title>
<meta property="article:published_time" content="2021-05-06"></head><body><nav>Home</nav><article>
<h1>Two freed</h1><p>The government of the island freed two fishermen on Monday after long talks.</p>
<p>Their families had waited for weeks at the harbour gate, and nobody had told them anything at all.</p>
</article></body></html>"""


def write(folder, text, name="two.txt", sidecar=None):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if sidecar is not None:
        path.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    return path


def refusal(path, published=None):
    with pytest.raises(InputError) as caught:
        read_article(path, published)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_offsets_count_characters_after_line_ends_and_mark_are_settled(tmp_path):
    article = read_article(write(tmp_path, b"\xef\xbb\xbfTwo\r\nfreed\rtoday \xf0\x9f\x98\x80."), DAY)
    assert article.text == "Two\nfreed\ntoday 😀."
    assert article.text[article.text.index("😀")] == "😀"
    assert len(article.sha256) == 64


def test_sidecar_gives_what_the_text_does_not(tmp_path):
    path = write(tmp_path, "Two freed.", sidecar='id = "x"\npublished = 2031-05-06\npublisher = "The Island"')
    article = read_article(path)
    assert (article.id, article.published, article.publisher) == ("x", DAY, "The Island")


def test_published_wins_over_the_sidecar(tmp_path):
    path = write(tmp_path, "Two freed.", sidecar="published = 2031-05-06")
    assert read_article(path, "2030-01-02").published == date(2030, 1, 2)


def test_id_is_the_stem_without_a_sidecar(tmp_path):
    assert read_article(write(tmp_path, "Two freed."), DAY).id == "two"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Two freed.")))
    assert read_article("-", DAY).text == "Two freed."


def test_html_gives_its_article_and_date(tmp_path):
    article = read_article(write(tmp_path, PAGE, "two.html"))
    assert article.published == date(2021, 5, 6)
    assert "freed two fishermen" in article.text
    assert "Home" not in article.text


def test_html_without_an_article_is_refused(tmp_path):
    path = write(tmp_path, "<!doctype html><html><body></body></html>", "two.html")
    assert "no article text found" in refusal(path, DAY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (b"\xef\xbb\xbf", "no text"),
        (b"PK\x00\x01", "binary"),
        ("Zwei Häftlinge".encode("latin-1"), "byte 6 is not UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(tmp_path, content, said):
    path = write(tmp_path, content)
    message = refusal(path, DAY)
    assert said in message
    assert str(path) in message


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("published = ", "malformed sidecar"),
        ("publised = 2031-05-06", "unknown field 'publised'"),
        ('published = "6 May 2031"', "'6 May 2031' is no date"),
        ("published = 2031-05-06\ntitle = 3", "title must be text in quotes"),
        ('title = "Two"', "no publication date"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_the_remedy(tmp_path, sidecar, said):
    message = refusal(write(tmp_path, "Two freed.", sidecar=sidecar))
    assert said in message
    assert "two." in message


def test_a_missing_date_names_both_remedies(tmp_path):
    message = refusal(write(tmp_path, "Two freed."))
    assert "--published YYYY-MM-DD" in message
    assert "two.toml" in message


@pytest.mark.parametrize("day", ["2031-13-01", "yesterday", ""])
def test_a_date_that_is_none_is_refused(tmp_path, day):
    assert "--published" in refusal(write(tmp_path, "Two freed."), day)


def test_a_missing_file_is_refused(tmp_path):
    assert "cannot be read" in refusal(tmp_path / "nothing.txt", DAY)


def test_articles_are_found_by_name_and_by_path(tmp_path):
    shipped = sorted((data_folder() / "articles").glob("*.txt"))[0]
    assert find_article(shipped.stem) == shipped
    assert find_article(shipped) == shipped
    with pytest.raises(InputError, match="no such file"):
        find_article("no-such-article")


def test_the_data_folder_is_found_by_variable_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(tmp_path / "none"))
    with pytest.raises(InputError, match="is no folder"):
        data_folder()
    monkeypatch.delenv("PRISONER_DIPLOMACY_DATA")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("prisoner_diplomacy.places.__file__", str(tmp_path / "places.py"))
    with pytest.raises(InputError, match="needs a clone"):
        data_folder()


OTHER = [
    "Двоих рыбаков освободили в понедельник.",
    "星期一有两名渔民获释。",
    "أُفرج عن صيادين يوم الاثنين.",
    "El gobierno de la isla liberó el lunes a dos pescadores, y sus familias los esperaban en el puerto.",
    "Le gouvernement de l’île a libéré lundi deux pêcheurs, et leurs familles les attendaient à la porte.",
    "Die Regierung der Insel ließ am Montag zwei Fischer frei, auf die ihre Familien am Hafen warteten.",
    "Rząd wyspy uwolnił w poniedziałek dwóch rybaków, a ich rodziny czekały na nich przy bramie portu.",
    "Adanın hükümeti pazartesi günü iki balıkçıyı serbest bıraktı ve aileleri limanda bekliyordu.",
    "Pemerintah pulau itu membebaskan dua nelayan, dan keluarga mereka menunggu di gerbang pelabuhan.",
]
ENGLISH = [
    "Two freed.",
    "Minsk, Vilnius, Kyiv",
    "Zhanna Łukasz met Đặng Văn Quân in Kraków.",
    "By order of the head of state 36 inmates were let go, four aliens among them.",
    "“Свобода!” the freed men said as they left the prison, and the guards said nothing.",
]


@pytest.mark.parametrize("text", OTHER)
def test_a_text_in_another_language_is_refused_unless_somebody_insists(tmp_path, text):
    path = write(tmp_path, text)
    assert "--language en insists" in refusal(path, DAY)
    assert read_article(path, DAY, language="en").language == "en"


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_text_is_read_though_it_is_short_or_full_of_foreign_names(tmp_path, text):
    assert read_article(write(tmp_path, text), DAY).language == "en"


CAPITALS = "DIE REGIERUNG DER INSEL HAT ZWEI FISCHER NACH LANGEN GESPRÄCHEN MIT DEM FESTLAND FREIGELASSEN."
ENGLISH = "The island freed two fishermen after long talks with the mainland, and they are home again."
RUSSIAN = "Двоих рыбаков освободили в понедельник после долгих переговоров."


def test_a_text_in_capitals_is_known_by_its_words(tmp_path):
    assert "--language en insists" in refusal(write(tmp_path, CAPITALS), DAY)
    assert read_article(write(tmp_path, ENGLISH.upper()), DAY).notes == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"{ENGLISH}\n\n{ENGLISH}\n\n{RUSSIAN}", "1 of 3 paragraphs do not look like English"),
        (f"{ENGLISH}\n{ENGLISH}\n{CAPITALS}", "1 of 3 paragraphs do not look like English"),
        ("Zwei Fischer freigelassen", "too few words to know the language"),
    ],
)
def test_what_may_not_be_english_is_told_unless_somebody_insists(tmp_path, text, note):
    path = write(tmp_path, text)
    assert [part[: len(note)] for part in read_article(path, DAY).notes] == [note]
    assert read_article(path, DAY, language="en").notes == ()


@pytest.mark.parametrize("text", [ENGLISH, "Two freed.", "12", "Island frees two after talks"])
def test_plain_english_needs_no_note(tmp_path, text):
    assert read_article(write(tmp_path, text), DAY).notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_a_text_is_read_in_every_unicode_encoding(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(ENGLISH.encode(encoding))
    assert read_article(path, DAY).text == ENGLISH


def test_a_sidecar_may_insist_or_name_another_language(tmp_path):
    german = "Zwei Fischer sind seit Montag frei."
    assert "but in de" in refusal(write(tmp_path, german, sidecar='language = "de"'), DAY)
    assert read_article(write(tmp_path, german, sidecar='language = "en"'), DAY).language == "en"
    assert read_article(write(tmp_path, "Ana met Łukasz Żal in Kraków."), DAY).language == "en"


def test_a_file_is_only_read_up_to_a_limit(tmp_path, monkeypatch):
    path = write(tmp_path, "Two freed. " * 200_000)
    assert "2,200,000 characters" in refusal(path, DAY)
    monkeypatch.setattr("prisoner_diplomacy.article.decoding.LARGEST_FILE", 1000)
    assert "larger than" in refusal(path, DAY)


def test_a_sidecar_that_an_article_writes_is_read_back(tmp_path):
    article = Article("x\x7f", "Two freed.", DAY, "The “Island”\\", "u", "a\nb", "en", "held-out")
    back = read_article(write(tmp_path, article.text, sidecar=article.sidecar()))
    assert back == replace(article, published_from="sidecar")
