"""Sketches of texts, from which copies of one another are told without the texts.

A sketch is the smallest hashes of a text's shingles, runs of a few words. The share of hashes that two
sketches have in common, among the smallest of both, estimates what share of all their shingles the texts have
in common (A. Z. Broder, On the resemblance and containment of documents, 1997).
"""

from zlib import crc32

WORDS = 5
"""Words of a shingle."""
HASHES = 32
"""Hashes of a sketch; the estimate is off by some 0.09 at the most, once in three times."""
DIGITS = 8
"""Hexadecimal digits of a hash."""


def sketch_of(text: str) -> str:
    """Return the sketch of a text: the smallest hashes of its shingles, in order, each as eight digits.

    Case and white space make no difference. A text shorter than a shingle is one shingle.
    """
    words = text.casefold().split()
    starts = range(max(len(words) - WORDS + 1, min(len(words), 1)))
    hashes = {
        crc32(" ".join(words[start : start + WORDS]).encode("utf-8", "surrogatepass")) for start in starts
    }
    return "".join(f"{number:0{DIGITS}x}" for number in sorted(hashes)[:HASHES])


def hashes_of(sketch: str) -> tuple[str, ...]:
    """Return the hashes of a sketch, the smallest first."""
    return tuple(sketch[start : start + DIGITS] for start in range(0, len(sketch), DIGITS))


def resemblance(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the estimated share of shingles that two texts have in common, 0 to 1.

    Args:
        left, right: the hashes of their sketches.
    """
    smallest = sorted({*left, *right})[:HASHES]
    return len(set(left) & set(right) & set(smallest)) / len(smallest) if smallest else 0.0
