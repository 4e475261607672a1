"""Measures over the context: what stands near what, how many, how cooperative, and could it be chance.

Every function takes a `Context` and a day, ``as_of``, and uses nothing that became public or happened
after that day; without one it uses the context as it comes. Nothing here says that one thing caused
another.
"""

from prisoner_diplomacy.analysis.chance import Closeness, closeness_test, sensitivity
from prisoner_diplomacy.analysis.counts import check_totals, freed, freed_by_year, held, newly_listed
from prisoner_diplomacy.analysis.describe import came_after, decisions, describe_context, weakest_rows
from prisoner_diplomacy.analysis.ledger import ledger, ledger_by_release, window_sensitivity
from prisoner_diplomacy.analysis.links import (
    describe_links,
    freed_by_month,
    kinds_of_relief,
    mediation,
    relief_by_link,
    relief_by_link_and_window,
    tied,
)
from prisoner_diplomacy.analysis.measures import acts_by_sender, check_lists, summarise_senders
from prisoner_diplomacy.analysis.place import place_events
from prisoner_diplomacy.analysis.reports import (
    claims_that,
    compare_reports,
    contradictions,
    describe_comparison,
    describe_release,
    release_of,
    the_article_beside,
)
from prisoner_diplomacy.analysis.score import plover_by_month, plover_events
from prisoner_diplomacy.analysis.shared import SERIES_START, stances

__all__ = [
    "SERIES_START",
    "Closeness",
    "acts_by_sender",
    "came_after",
    "check_lists",
    "check_totals",
    "claims_that",
    "closeness_test",
    "compare_reports",
    "contradictions",
    "decisions",
    "describe_comparison",
    "describe_context",
    "describe_links",
    "describe_release",
    "freed",
    "freed_by_month",
    "freed_by_year",
    "held",
    "kinds_of_relief",
    "ledger",
    "ledger_by_release",
    "mediation",
    "newly_listed",
    "place_events",
    "plover_by_month",
    "plover_events",
    "release_of",
    "relief_by_link",
    "relief_by_link_and_window",
    "sensitivity",
    "stances",
    "summarise_senders",
    "the_article_beside",
    "tied",
    "weakest_rows",
    "window_sensitivity",
]
