"""What a text as a whole says of the rows it reports: a model of who is who in it.

``protagonists`` are the states it is about, ``groups`` the people it counts and of which nations they
are, ``holders`` who holds whom, ``homecomings`` who brings its
people home from camps, ``directions`` who frees whom in an exchange, ``measures`` who sends
sanctions against whom, ``attacks`` who attacks whom, ``dealings`` who talks and agrees and who brokers,
``references`` whom pronouns mean. What a row inherits from here is no word of its own: its basis is
``inferred``.
"""

from prisoner_diplomacy.events.discourse.attacks import fill_attacks
from prisoner_diplomacy.events.discourse.dealings import fill_dealings
from prisoner_diplomacy.events.discourse.directions import tell_directions
from prisoner_diplomacy.events.discourse.holders import Holders
from prisoner_diplomacy.events.discourse.homecomings import bring_home
from prisoner_diplomacy.events.discourse.protagonists import Protagonists
from prisoner_diplomacy.events.discourse.sanctions import Measures
from prisoner_diplomacy.events.statements import Statement
from prisoner_diplomacy.text.document import Document
from prisoner_diplomacy.text.scene import SortedMarks


def complete(document: Document, marks: SortedMarks, statements: list[Statement]) -> None:
    """Give statements the parties that their own words leave out and the text as a whole gives.

    Args:
        document: the segmented text.
        marks: its annotation, layer by layer.
        statements: what its event mentions say, in text order; their actors and targets are filled.
    """
    states = Protagonists(document, marks)
    bring_home(document, statements)
    holders = Holders(statements, states)
    holders.fill(document, marks)
    tell_directions(statements, holders)
    holders.end_custody()
    fill_attacks(document, statements, states)
    Measures(statements, states).fill()
    fill_dealings(document, statements, holders, states)
