"""From an item of a source to an article: decode it, read the page, settle its day and language."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from prisoner_diplomacy.article import Article, InputError, check_text, normalise, settle_language
from prisoner_diplomacy.article.decoding import Loaded, load
from prisoner_diplomacy.corpus.entries import Failed, Item, Reason, extra_as_json


def settle(item: Item, published: date | None, language: str = "") -> Article:
    """Return the article that an item is.

    Args:
        item: what the source holds; what it states wins over what a page says.
        published: day of publication where neither gives one.
        language: ``en`` insists that it be read as English, as the source's own word does.

    Raises:
        Failed: it cannot be read as an article.
    """
    loaded = _loaded(item)
    known: dict[str, Any] = {"url": loaded.url} if loaded.url else {}
    text = loaded.text
    if loaded.is_page:
        from prisoner_diplomacy.article.pages import read_page

        with _failing_as("page", item):
            page = read_page(text, item.place, "published" in item.known)
        text, known = page.text, known | page.known
    if "published" in item.known:
        known["published_from"] = "the source"
    known |= item.known
    if known.get("published") is None:
        known |= {"published": published, "published_from": "--published"}
    known["id"] = item.id
    with _failing_as("text", item):
        check_text(text, item.place)
    told = (value for value in known.values() if isinstance(value, str))
    _refuse_half_characters(text, *told, extra_as_json(item))
    if known["published"] is None:
        raise Failed("day", "no publication date; add published, YYYY-MM-DD, or give --published")
    named = known.get("language", "")
    insisted = (language or item.known.get("language", "")).lower().startswith("en")
    with _failing_as("language", item):
        known["language"] = settle_language(text, named, insisted, item.place)
    return Article(text=text, **known)


def _loaded(item: Item) -> Loaded:
    if isinstance(item.content, str):
        return Loaded(normalise(item.content), item.is_page)
    if not item.content.strip():
        raise Failed("text", "the file is empty")
    with _failing_as("encoding", item):
        loaded = load(item.content, item.place, item.charset)
    return loaded._replace(is_page=loaded.is_page or item.is_page)


@contextmanager
def _failing_as(reason: Reason, item: Item) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise Failed(reason, str(error).removeprefix(f"{item.place}: ")) from None


def _refuse_half_characters(*texts: str) -> None:
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Failed(
                "half character",
                f"character {error.start} is half of one (a lone surrogate), which no file can hold; "
                "take it out where the text was cut",
            ) from None
