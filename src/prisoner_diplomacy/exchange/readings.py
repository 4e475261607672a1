"""What is handed to other tools: an article, its marks and its rows."""

from typing import NamedTuple

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.schema.marks import Annotation
from prisoner_diplomacy.schema.rows import Event


class Reading(NamedTuple):
    """An article as it was read."""

    article: Article
    marks: list[Annotation]
    events: list[Event]
