"""Read an article: its text with stable offsets, and what is known about it."""

from prisoner_diplomacy.article.basics import Article, InputError, check_text, normalise, parse_day
from prisoner_diplomacy.article.language import settle_language
from prisoner_diplomacy.article.read import read_article
from prisoner_diplomacy.article.sidecar import SIDECAR_FIELDS

__all__ = [
    "SIDECAR_FIELDS",
    "Article",
    "InputError",
    "check_text",
    "normalise",
    "parse_day",
    "read_article",
    "settle_language",
]
