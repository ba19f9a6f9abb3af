"""What each cell of cause x place says to a reader."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.language import gettext_noop
from graph.reach.gaps import ReachGaps

__all__ = ["CELL_STATES", "Grid", "grid_of"]

CELL_STATES = {
    "nobody_much": gettext_noop("Nobody present, high need"),
    "nobody": gettext_noop("Nobody present, medium need"),
    "nobody_some": gettext_noop("Nobody present, low need"),
    "none": gettext_noop("Nobody present"),
    "fragile": gettext_noop("1 organization present"),
    "few": gettext_noop("2 to 4 organizations present"),
    "many": gettext_noop("5 or more organizations present"),
    "unneeded": gettext_noop("Nobody present, no need"),
    "unknown": gettext_noop("Nobody present, need unknown"),
    "silent": gettext_noop("No data: no row names this place"),
}
"""What a cell may say, in the order of the legend."""


@dataclass(frozen=True)
class Grid:
    """The cells of cause x place as a reader sees them.

    Attributes
    ----------
    cells : pd.DataFrame
        The frame of `facts`, with ``state``, a key of `CELL_STATES`.
    facts : ReachGaps
        What `graph.reach.gaps.reach_gaps` returned: level, denominator, needs, and what has no cell.
    """

    cells: pd.DataFrame
    facts: ReachGaps

    @property
    def empty_cells(self) -> pd.DataFrame:
        """Return the cells where nobody is and somebody is, or may be, needed."""
        return self.cells[(self.cells["organizations"] == 0) & ~(self.cells["need"] <= 0)]

    @property
    def largest_gaps(self) -> pd.DataFrame:
        """Return the empty cells, the most needed first."""
        return self.empty_cells.sort_values(["gap", "cause", "community"], ascending=[False, True, True])


def grid_of(gaps: ReachGaps, everybody: ReachGaps) -> Grid:
    """Return the grid of a coalition.

    Parameters
    ----------
    gaps : ReachGaps
        The coalition's cells.
    everybody : ReachGaps
        The same cells for everybody: a place that nobody at all is in is one that no row of the data names.
    """
    cells = gaps.frame
    there = everybody.frame.groupby("community_id")["organizations"].sum()
    silent = cells["community_id"].map(there).fillna(0) == 0
    count, need = cells["organizations"], cells["need"]
    needs_stated = gaps.needs == "stated"
    most = need.max()
    choices = [
        (silent & (need.isna() | (not needs_stated)), "silent"),
        (count >= 5, "many"),
        (count >= 2, "few"),
        (count == 1, "fragile"),
        (need.isna(), "unknown"),
        (need <= 0, "unneeded"),
        (needs_stated & (need > most * 2 / 3), "nobody_much"),
        (needs_stated & (need > most / 3), "nobody"),
        (pd.Series(needs_stated, index=cells.index), "nobody_some"),
    ]
    conditions = [condition.to_numpy(bool) for condition, _ in choices]
    states = np.select(conditions, [name for _, name in choices], default="none")
    return Grid(cells.assign(state=pd.Series(states, index=cells.index, dtype="str")), gaps)
