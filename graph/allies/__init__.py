"""Whom are we missing: allies who close gaps, who is likely to come, and the way to each."""

from graph.allies.arrival_backtest import Backtest, backtest
from graph.allies.arrivals import LikelyArrivals, likely_arrivals
from graph.allies.expected import ExpectedAllies, expected_allies
from graph.allies.expertise import Expertise, missing_expertise
from graph.allies.introduce import Introduction, ways_to
from graph.allies.introductions import warmest_routes
from graph.allies.missing import cell_allies, missing_allies
from graph.allies.partners_of_partners import missing_pairs
from graph.allies.results import CellAllies, MissingAllies

__all__ = [
    "Backtest", "CellAllies", "ExpectedAllies", "Expertise", "Introduction", "LikelyArrivals", "MissingAllies",
    "backtest", "cell_allies", "expected_allies", "likely_arrivals", "missing_allies", "missing_expertise",
    "missing_pairs", "warmest_routes", "ways_to",
]  # fmt: skip
