"""An article of one's own: pasted or from a file, with its day, kept where commands find it."""

import pytest

from prisoner_diplomacy import InputError, read_article
from prisoner_diplomacy.own_article import keep_article, own_article
from prisoner_diplomacy.review import review_path

TEXT = "\nMinsk freed 31 people on Monday.\r\n"


@pytest.fixture
def clone(tmp_path, monkeypatch):
    (tmp_path / "data" / "articles").mkdir(parents=True)
    monkeypatch.setenv("PRISONER_DIPLOMACY_DATA", str(tmp_path / "data"))
    return tmp_path


def test_a_pasted_text_has_its_name_and_day():
    article = own_article(TEXT, published="2031-05-06", name="my: own/article")
    assert (article.id, str(article.published)) == ("my-own-article", "2031-05-06")
    assert article.text == "Minsk freed 31 people on Monday.\n"


def test_its_review_has_its_name_and_outlives_a_change_of_the_text(clone):
    one = own_article(TEXT, published="2031-05-06")
    other = own_article(TEXT + "More was said.", published="2031-05-06")
    assert review_path(one) == review_path(other)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": TEXT}, "PUBLISHED is empty.*Monday"),
        ({"text": TEXT, "published": "May"}, "PUBLISHED: 'May' is no date"),
        ({}, "paste a text"),
        ({"file": "none.txt", "published": "2031-05-06"}, "no such file"),
    ],
)
def test_what_is_missing_is_asked_for_with_the_reason(clone, given, reason):
    with pytest.raises(InputError, match=reason):
        own_article(**given)


def test_a_file_or_a_saved_page_will_do(clone):
    path = clone / "x.txt"
    path.write_text(TEXT)
    with pytest.raises(InputError, match="PUBLISHED is empty"):
        own_article(file=str(path))
    assert own_article(file=str(path), published="2031-05-06").id == "x"
    page = clone / "page.html"
    words = " ".join(["Minsk freed 31 people on Monday, the ministry said in a long statement."] * 8)
    page.write_text(
        f"<html><head><title>Freed</title></head><body><article><p>{words}</p></article></body></html>"
    )
    assert "Minsk freed 31 people" in own_article(file=str(page), published="2031-05-06").text


def test_it_is_kept_for_the_report(clone):
    article = own_article(TEXT, published="2031-05-06")
    told = keep_article(article)
    assert "make report ARTICLE=build/articles/my-article.txt" in told
    again = read_article(clone / "build" / "articles" / "my-article.txt")
    assert (again.id, again.text, again.published) == (article.id, article.text, article.published)
