"""The forms of English verbs and nouns in the lexicon, by rule where regular."""

VOWELS = "aeiou"
NOT_OF_MAN = ("human", "roman", "german", "ottoman", "shaman")
# Verbs of more than one syllable that double their last letter all the same.
DOUBLING = frozenset(
    {
        "swap",
        "free up",
        "ban",
        "bar",
        "drop",
        "slap",
        "kidnap",
        "expel",
        "permit",
        "admit",
        "remit",
        "annul",
        "commit",
        "hit",
        "cut",
        "put",
        "get",
        "set",
        "let",
        "shut",
        "confer",
        "transfer",
        "refer",
        "ship",
        "grab",
    }
)


def verb_forms(spec: str) -> dict[str, str]:
    """Return the forms of a verb as ``{"base", "s", "ing", "past", "part"}`` to phrases.

    Where past and participle are alike they are one form, ``"ed"``.

    Args:
        spec: a verb, perhaps with words that follow it: ``"hand over"``. Irregular past and
            participle follow after slashes: ``"take/took/taken hostage"``.
    """
    head, _, tail = spec.partition(" ")
    base, *irregular = head.split("/")
    regular = _past(base)
    past = irregular[0] if irregular else regular
    part = irregular[1] if len(irregular) > 1 else past
    words = {"base": base, "s": _third_person(base), "ing": _gerund(base)}
    words |= {"ed": past} if past == part else {"past": past, "part": part}
    return {form: f"{word} {tail}".strip() for form, word in words.items()}


def plural(noun: str) -> str:
    """Return the plural of a noun phrase whose last word is its head."""
    if noun.endswith("s"):
        return noun
    if noun.endswith("man") and not noun.endswith(NOT_OF_MAN):
        return noun.removesuffix("man") + "men"
    return _third_person(noun)


def _doubles(base: str) -> bool:
    if base in DOUBLING:
        return True
    short = sum(letter in VOWELS for letter in base) == 1 and len(base) > 2
    return (
        short and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and base[-3:-2] not in tuple(VOWELS)
    )


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) or base.endswith("o"):
        return base + "es"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"
