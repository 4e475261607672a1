"""What the event stage hands on: one row a real-world event that an article reports."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Event:
    """One distinct event that an article reports; columns as data/README.md describes them.

    List-like values are strings with ``;`` between the items, spans ``start-end``; empty is ``""``,
    an unknown count ``None``. ``sure`` is the probability, 0 to 1, that the row is wholly right; ``None``
    where nobody has reckoned it, as in labels made by hand.
    """

    article: str
    event_id: str
    mentions: str
    part_of: str
    kind: str
    plover_event: str
    plover_mode: str
    cameo: str
    date: str
    date_basis: str
    actor: str
    target: str
    actor_basis: str
    target_basis: str
    actor_country: str
    target_country: str
    count_low: int | None
    count_high: int | None
    counted: str
    location: str
    status: str
    attributed_to: str
    evidence: str
    sure: float | None
    checked: str


COLUMNS = tuple(column.name for column in fields(Event))
