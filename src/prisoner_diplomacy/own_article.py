"""An article of one's own: pasted, or read from a file or a page, kept where every command finds it."""

import re

from prisoner_diplomacy.article import Article, InputError, normalise, parse_day, read_article
from prisoner_diplomacy.places import data_folder, find_article

NO_DAY = (
    "PUBLISHED is empty; write the day of publication as YYYY-MM-DD: what the text calls Monday, last month "
    "or the past year can only be worked out from it"
)


def own_article(
    text: str = "", file: str = "", published: str | None = None, name: str = "my-article"
) -> Article:
    """Return an article that was pasted, or that a file or a saved page holds.

    Args:
        text: the pasted text; wins over ``file``.
        file: path or name of a text file or HTML page.
        published: the day of publication, YYYY-MM-DD; a page or a sidecar may give it.
        name: what a pasted article is called; its review is kept under this name.

    Raises:
        InputError: there is neither text nor file, or no day is known; the message says why it is needed.
    """
    day = parse_day(published, "PUBLISHED") if published else None
    if text.strip():
        if day is None:
            raise InputError(NO_DAY)
        return Article(id=_safe(name), text=normalise(text.strip("\n") + "\n"), published=day)
    if not file:
        raise InputError("no article; paste a text into TEXT, or name a file or a saved page in ARTICLE")
    try:
        return read_article(find_article(file), day)
    except InputError as error:
        raise InputError(NO_DAY if "no publication date" in str(error) else str(error)) from None


def keep_article(article: Article) -> str:
    """Write an article with its sidecar into ``build/articles``; return in a sentence how to go on."""
    folder = data_folder().parent / "build" / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    name = _safe(article.id)
    for suffix, content in ((".toml", article.sidecar()), (".txt", article.text)):
        (folder / f"{name}{suffix}").write_text(content, encoding="utf-8", newline="\n")
    return f"Kept in build/articles; for the whole report: make report ARTICLE=build/articles/{name}.txt"


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "my-article"
