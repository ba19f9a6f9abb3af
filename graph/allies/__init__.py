"""Whom are we missing: allies who close gaps, and the way to each."""

from graph.allies.introductions import warmest_routes
from graph.allies.missing import cell_allies, missing_allies
from graph.allies.partners_of_partners import missing_pairs
from graph.allies.results import CellAllies, MissingAllies

__all__ = ["CellAllies", "MissingAllies", "cell_allies", "missing_allies", "missing_pairs", "warmest_routes"]
