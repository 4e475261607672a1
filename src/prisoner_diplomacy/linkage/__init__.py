"""From reports to events: report rows of many articles joined by declared rules."""

from prisoner_diplomacy.linkage.linking import Linked, Printed, link_reports, totals
from prisoner_diplomacy.linkage.rulesets import SETS, Rules, load_rules
from prisoner_diplomacy.linkage.sketches import sketch_of

__all__ = ["SETS", "Linked", "Printed", "Rules", "link_reports", "load_rules", "sketch_of", "totals"]
