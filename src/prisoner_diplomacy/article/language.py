"""Whether a text is in English: the one language that the annotator reads."""

import re

from prisoner_diplomacy.article.basics import InputError
from prisoner_diplomacy.lexicon import load_toml

ENGLISH_WORD = re.compile(rf"\b(?:{'|'.join(load_toml('pages.toml')['english_words'])})\b", re.I)
WORD = re.compile(r"\w+")
PLAINLY_ENGLISH = 0.05
"""Share of these words that no text in another language reaches, and hardly any English one misses."""
LAST_LATIN = "\u024f"
ENOUGH = 20_000


def settle_language(text: str, stated: str, insisted: bool, place: object) -> str:
    """Return the language an article is marked with.

    Args:
        text: the article's text.
        stated: the language its sidecar or page names, else empty.
        insisted: the user, or a sidecar, says that it is to be read as English.
        place: the file, for messages.

    Raises:
        InputError: the text is in another language, and nobody insists.
    """
    other = "" if insisted else _other_language(text[:ENOUGH], stated.lower().partition("-")[0])
    if other:
        raise InputError(
            f"{place}: the text is not in English but in {other}, which is not read; --language en insists"
        )
    return stated if stated.lower().startswith("en") else "en"


def _other_language(text: str, stated: str) -> str:
    """Return the language that a text is in, nothing for English or when that is open."""
    words = WORD.findall(text)
    if len(ENGLISH_WORD.findall(text)) >= max(len(words) * PLAINLY_ENGLISH, 1):
        return ""
    foreign = sum(word[0] > LAST_LATIN and word[0].isalpha() for word in words)
    if foreign * 2 > len(words):
        return stated if stated not in ("", "en") else "another script"
    return stated if stated != "en" else ""
