"""Which articles carry one text: word for word, cut, or lightly edited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from prisoner_diplomacy.linkage.sketches import hashes_of, resemblance

PROBED = 8
"""Hashes by which a text is looked up: texts that share half their shingles share one, nearly always."""


class Text(NamedTuple):
    """What is known of an article's text.

    Args:
        published: ISO day, empty when unknown.
        article: the article's id.
        sketch: its sketch, empty when there is none.
    """

    published: str
    article: str
    sketch: str


def origins_of(texts: Iterable[Text], least: float) -> dict[str, str]:
    """Return, by article, the id of the article whose text it carries: the earliest of those alike.

    Meant for the articles on one event, among which texts of their own have few words in common.

    Each text is held against those that are no copies themselves, so that copies of copies, each a little
    farther from the first, are not all one.

    Args:
        texts: in any order; it makes no difference.
        least: the resemblance from which on a text is a copy, 0 to 1.
    """
    origins: dict[str, str] = {}
    found: Mapping[str, list[str]] = defaultdict(list)
    hashes: dict[str, tuple[str, ...]] = {}
    for text in sorted(texts, key=lambda text: (text.published, text.article)):
        own = hashes_of(text.sketch)
        near = dict.fromkeys(name for key in own[:PROBED] for name in found.get(key, ()))
        alike = {name: resemblance(hashes[name], own) for name in near}
        best = max(alike, key=lambda name: alike[name], default="")
        if best and alike[best] >= least:
            origins[text.article] = best
            continue
        origins[text.article] = text.article
        hashes[text.article] = own
        for key in own[:PROBED]:
            found[key].append(text.article)
    return origins
