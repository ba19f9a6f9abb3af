"""What changed between two dates, and how sure a rank is."""

from graph.change.dates import Comparison, compare_dates
from graph.change.intervals import data_warnings, rank_intervals

__all__ = ["Comparison", "compare_dates", "data_warnings", "rank_intervals"]
