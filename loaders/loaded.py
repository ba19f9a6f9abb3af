"""What a load gives."""

from dataclasses import dataclass

from graph.report import LoadReport
from graph.tables import Tables

__all__ = ["Loaded"]


@dataclass(frozen=True)
class Loaded:
    """A data set and the account of how it came about.

    Attributes
    ----------
    tables : Tables
        The data set.
    report : LoadReport
        What was read, kept, merged and rejected, and what was noticed on the way.
    """

    tables: Tables
    report: LoadReport
