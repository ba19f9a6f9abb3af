"""Which cells of reach go dark when organizations leave: those where nobody else is present."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from graph.reach.coverage import Coverage

__all__ = ["cells_gone_dark"]


def cells_gone_dark(coverage: Coverage, organizations: Collection[str]) -> pd.DataFrame:
    """Return the cells where some of these organizations are present and nobody else is.

    Parameters
    ----------
    coverage : Coverage
        From `graph.reach.coverage.presence_and_need`.
    organizations : collection of str
        Ids of those who leave.

    Returns
    -------
    pd.DataFrame
        One row a cell, the most needed first (unknown last), then by names: ``cause_id, cause, community_id,
        community`` (str), ``need``, ``organizations`` (int, how many of them are present).
    """
    size = coverage.grid.size
    everybody = np.bincount(coverage.present["cell"], minlength=size)
    leaving = np.bincount(coverage.of(organizations)["cell"], minlength=size)
    cells = np.flatnonzero((leaving > 0) & (leaving == everybody))
    frame = coverage.grid.frame(cells).assign(need=coverage.need[cells], organizations=leaving[cells])
    order = ["need", "cause", "community"]
    return frame.sort_values(order, ascending=[False, True, True], na_position="last", ignore_index=True)
