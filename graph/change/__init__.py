"""What changed between two dates, and how far ranks and coalitions hold when the interactions are resampled."""

from graph.change.dates import Comparison, compare_dates
from graph.change.intervals import data_warnings, rank_intervals
from graph.change.membership import resampled_membership

__all__ = ["Comparison", "compare_dates", "data_warnings", "rank_intervals", "resampled_membership"]
