"""Whether a text is in English: the one language that the annotator reads.

The commonest words of English make up two fifths of the words in lower case of each of 180 reports and
statements (the least has .32), and less than a fifth of such words in twenty other languages. So no model
is needed; py3langid, the lightest kept library, brings 5 MB and half a second to say the same.
"""

import re

from prisoner_diplomacy.article.basics import InputError
from prisoner_diplomacy.lexicon import load_words

WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 20_000
"""Characters that are looked at."""
FEW_WORDS = 20
LEAST_SHARES = ((20, 0.2), (8, 0.1))
"""Of so many words that are no names, the least share of common ones; fewer say nothing by themselves."""
LAST_LATIN = "\u024f"
LATIN_BESIDE = range(0x1E00, 0x1F00)


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
        raise InputError(f"{place}: the text is not in English but in {other}; --language en insists")
    return stated if stated.lower().startswith("en") else "en"


def language_notes(text: str) -> tuple[str, ...]:
    """Return what to know of a text that is read as English: parts that are not, too few words to tell."""
    looked_at = text[:ENOUGH]
    parts = [part for part in looked_at.split("\n") if part.strip()]
    foreign = sum(bool(_other_language(part, "")) for part in parts)
    if foreign:
        return (f"{foreign} of {len(parts)} paragraphs do not look like English; check what is told of them",)
    words = WORD.findall(looked_at)
    if words and len(words) <= FEW_WORDS and not any(map(_is_common, words)):
        return ("too few words to know the language; it is read as English",)
    return ()


def _other_language(text: str, stated: str) -> str:
    """Return what a text is in, nothing for English or when too few words tell.

    A language that is stated counts where the words leave it open: templates of pages often name another
    language than the article's.
    """
    words = WORD.findall(text)
    if sum(map(_is_foreign, words)) * 2 > len(words):
        return stated if stated not in ("", "en") else "another script"
    common = sum(map(_is_common, words))
    in_capitals = all(word.isupper() for word in words)
    low = sum(in_capitals or word[0].islower() or _is_common(word) for word in words)
    least = next((low * share for number, share in LEAST_SHARES if low >= number), stated not in ("", "en"))
    return "" if common >= least else stated if stated not in ("", "en") else "another language"


def _is_common(word: str) -> bool:
    return word.lower() in load_words("english_words.txt")


def _is_foreign(word: str) -> bool:
    return word[0] > LAST_LATIN and ord(word[0]) not in LATIN_BESIDE
