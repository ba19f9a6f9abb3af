"""When an organization was last known to work on a cause in a community, by what it did with others."""

from datetime import date

import pandas as pd

from graph.grid import Grid
from graph.tables import Tables

__all__ = ["interaction_evidence"]


def interaction_evidence(part: Tables, grid: Grid, today: date | None) -> pd.DataFrame:
    """Return the date of the last interaction of each organization in each cell that it is dated in.

    Parameters
    ----------
    part : Tables
        The selected tables.
    grid : Grid
        The cells; an interaction stands in each cell of its causes and communities.
    today : date or None
        Interactions after it are left out; one that ends after it is dated by it.

    Returns
    -------
    pd.DataFrame
        ``organization_id, cell, date``, one row an organization and cell.
    """
    dated = part.interactions[["interaction_id", "date", "date_end"]].dropna(subset="date")
    if today is not None:
        dated = dated[dated["date"] <= pd.Timestamp(today)]
    end = dated["date_end"].fillna(dated["date"])
    end = end.where(end >= dated["date"], dated["date"])
    if today is not None:
        end = end.where(end <= pd.Timestamp(today), pd.Timestamp(today))
    dated = dated[["interaction_id"]].assign(date=end)
    where = part.interaction_communities[["interaction_id", "community_id"]]
    about = part.interaction_causes[["interaction_id", "cause_id"]].merge(where, on="interaction_id")
    about = about.assign(cell=grid.cells(about["cause_id"], about["community_id"]))
    about = about.loc[about["cell"] >= 0, ["interaction_id", "cell"]].drop_duplicates()
    took_part = part.participations[["interaction_id", "organization_id"]].drop_duplicates()
    each = dated.merge(about, on="interaction_id").merge(took_part, on="interaction_id")
    return each.groupby(["organization_id", "cell"])["date"].max().reset_index()
