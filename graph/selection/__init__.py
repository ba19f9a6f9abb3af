"""Which part of the data a question is asked of: dates, kinds, causes, communities, organizations."""

from graph.selection.filters import ACTIVE, UNKNOWN, Selection
from graph.selection.part import as_of_date, select, widened

__all__ = ["ACTIVE", "UNKNOWN", "Selection", "as_of_date", "select", "widened"]
