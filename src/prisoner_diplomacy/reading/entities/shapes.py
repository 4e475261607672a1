"""How names look: capitalised words, their sequences, and the words around them."""

import re

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
WORD = (
    rf"[{UPPER}](?<![^\W_].)"
    rf"(?:\.(?:(?:[{UPPER}]\.)+|(?= [{UPPER}]))|\w*(?:['’‑-][^\W\d_]{{2,}})*)"
)
ARTICLE = r"(?:al|el|ad|an|ar|as|at|az|Al|El)-"
PARTICLE = (
    rf"(?:(?:de la|de los|de|del|della|der|den|di|da|dos|du|la|le|van der|van den|van|von der|von|"
    rf"bin|ibn|bint|al|el|y) |{ARTICLE})"
)
JOINT = rf"(?:(?:(?<=Mr|Ms|Dr|St)|(?<=Mrs|Gen|Col|Sen|Rep|Rev))\.)?[  ](?:{PARTICLE})?"
GROUP = re.compile(rf"{WORD}(?:{JOINT}{WORD}){{0,11}}")
WORD_RE = re.compile(WORD)
CONTINUED = re.compile(rf" (?:of|for|on|against)(?: the)? (?=[{UPPER}])")
AGE = re.compile(r", (?:aged )?\d{2},")
NEXT_WORD = re.compile(r"[,)]? ?([a-z]{2,14})\b")
LONGEST_WORDS = 30


def is_hyphenated(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen ties the span to a letter on either side."""
    after = text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalpha()
    return after or (start > 0 and text[start - 1] in "-‑")


def last_words(text: str, start: int) -> tuple[str, str]:
    """Return the two words before an offset, empty where punctuation stands between."""
    before = ["", "", *text[max(0, start - LONGEST_WORDS) : start].split(" ")]
    return before[-3], before[-2] if not before[-1] else ""


def next_word(text: str, end: int) -> str:
    """Return the word in lower case that follows an offset, past a comma or bracket."""
    following = NEXT_WORD.match(text, end)
    return following[1] if following else ""
