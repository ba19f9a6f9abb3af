"""Who is present in which cell, how far that goes, and how much each cell is needed.

``reach of an organization in a cell = min(1, people_reached / people_in_need)`` where both are known and somebody is
in need, else 1; ``coverage = 1 - product over the organizations of (1 - reach)``.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from graph.reach.grid import Grid, reach_grid
from graph.schema import NATIONWIDE
from graph.selection import Selection, as_of_date, select
from graph.tables import ShownTables

__all__ = ["Coverage", "interaction_evidence", "presence_and_need"]


@dataclass(frozen=True)
class Coverage:
    """Presence and need on a grid.

    Attributes
    ----------
    grid : Grid
        The cells.
    present : pd.DataFrame
        One row an organization and cell, sorted by both: ``organization_id, cell, reached`` (people; missing where a
        part is unknown), ``reach`` (0..1), ``date`` (of the last dated presence; missing where none is dated).
    need : np.ndarray
        The need of each cell, missing where it is unknown.
    part : Tables
        What was selected; communities are not narrowed in it, the grid does that.
    as_of : date or None
        "Today".
    needs_above : int
        How many stated needs lie above the level of the grid, in no cell.
    """

    grid: Grid
    present: pd.DataFrame
    need: np.ndarray
    part: ShownTables
    as_of: date | None
    needs_above: int

    def of(self, coalition: Collection[str] | None) -> pd.DataFrame:
        """Return the rows of `present` that belong to the coalition; ``None`` means everybody."""
        if coalition is None:
            return self.present
        return self.present[self.present["organization_id"].isin(set(coalition))]

    def rows(self, coalition: Collection[str] | None = None) -> pd.DataFrame:
        """Return the presences that `present` is made of, with ``cell``; ``None`` means everybody's."""
        presences = self.part.presences
        rows = presences.assign(cell=self.grid.cells(presences["cause_id"], presences["community_id"]))
        rows = rows[rows["cell"] >= 0]
        return rows if coalition is None else rows[rows["organization_id"].isin(set(coalition))]

    def uncovered(self, coalition: Collection[str] | None) -> np.ndarray:
        """Return 1 - coverage of each cell by the coalition."""
        rows = self.of(coalition)
        left = np.ones(self.grid.size)
        if len(rows):
            cells = rows["cell"].to_numpy()
            starts = np.flatnonzero(np.r_[True, cells[1:] != cells[:-1]])
            left[cells[starts]] = np.multiply.reduceat(1.0 - rows["reach"].to_numpy(), starts)
        return left


def presence_and_need(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    level: int | None = None,
    most_places: int = 100,
    nationwide: bool = False,
) -> Coverage:
    """Return who is present where, and the need, on the grid of causes and communities.

    Parameters
    ----------
    tables, selection : Tables, Selection
        The data set and the part of it that counts. What starts after "today" is left out.
    level, most_places : int
        As in `graph.reach.grid.reach_grid`.
    nationwide : bool
        Whether a nationwide presence covers every place, instead of none.

    Notes
    -----
    Several periods of one organization in one place are one presence with the largest ``people_reached``; places
    below the level add up, and a sum with an unknown part is unknown. A need stated for a place stands for all below
    it; needs stated further down add up.
    """
    chosen = selection or Selection()
    today = as_of_date(tables, chosen)
    part = select(tables, replace(chosen, as_of=today, communities=()))
    grid = reach_grid(
        tables, causes=chosen.causes, communities=chosen.communities, level=level, most_places=most_places
    )
    need, in_need, above = _needs(tables, grid)
    present = _present(part.presences, grid, today, nationwide=nationwide)
    people = in_need[present["cell"].to_numpy(np.int64)]
    countable = (people > 0) & present["reached"].notna().to_numpy()
    share = np.divide(present["reached"].to_numpy(), people, out=np.ones(len(present)), where=countable)
    present["reach"] = np.minimum(1.0, share)
    columns = ["organization_id", "cell", "reached", "reach", "date"]
    return Coverage(grid, present[columns], need, part, today, above)


def _present(presences: pd.DataFrame, grid: Grid, today: date | None, *, nationwide: bool) -> pd.DataFrame:
    """Return one row an organization and cell, by cell and id: ``organization_id, cell, reached, date``."""
    organization, ids = pd.factorize(presences["organization_id"], sort=True)
    end = presences["until"].fillna(presences["since"])
    if today is not None:
        end = end.where(~(end > pd.Timestamp(today)), pd.Timestamp(today))
    rows = pd.DataFrame(
        {
            "organization": organization,
            "cell": grid.cells(presences["cause_id"], presences["community_id"]),
            "community": pd.factorize(presences["community_id"])[0],
            "reached": presences["people_reached"].to_numpy(),
            "date": end.to_numpy(),
        }
    )
    within = rows[rows["cell"] >= 0]
    # A cell holds one cause: its periods of one place are those of one organization and community in it.
    places = within.groupby(["cell", "organization", "community"]).agg({"reached": "max", "date": "max"})
    cells = places.groupby(["cell", "organization"])
    one = pd.DataFrame({"reached": cells["reached"].sum(), "date": cells["date"].max()})
    one["reached"] = one["reached"].where(cells["reached"].count() == cells.size())
    if nationwide:
        everywhere = _everywhere(presences, rows, grid)
        stacked = pd.concat([one.reset_index(), everywhere], ignore_index=True)
        cells = stacked.groupby(["cell", "organization"])
        one = pd.DataFrame({"reached": cells["reached"].max(), "date": cells["date"].max()})
        one["reached"] = one["reached"].where(cells["reached"].count() == cells.size())
    one = one.reset_index()
    one["organization_id"] = np.asarray(ids, dtype=object)[one["organization"].to_numpy()]
    return one


def _everywhere(presences: pd.DataFrame, rows: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Return each nationwide presence once for every place; how many it reaches in each is unknown."""
    everywhere = rows[(presences["community_id"] == NATIONWIDE).to_numpy()]
    column = pd.Index(grid.causes.index).get_indexer(pd.Index(presences["cause_id"]))[everywhere.index]
    everywhere = everywhere.assign(column=column)[column >= 0]
    places = np.flatnonzero(~grid.communities["people"].to_numpy(np.bool_))
    each = everywhere.loc[everywhere.index.repeat(len(places))]
    cell = each["column"].to_numpy() * len(grid.communities) + np.tile(places, len(everywhere))
    placed: pd.DataFrame = each.assign(cell=cell, reached=np.nan)[["cell", "organization", "reached", "date"]]
    return placed


def _needs(tables: ShownTables, grid: Grid) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the need and the people in need of each cell, and how many rows lie above the level."""
    needs = tables.needs
    people = np.full(grid.size, np.nan)
    if needs.empty:
        return np.ones(grid.size), people, 0
    cell = grid.cells(needs["cause_id"], needs["community_id"])
    above = needs["cause_id"].isin(grid.causes.index) & needs["community_id"].isin(grid.row_of.index[grid.row_of < 0])
    rows = needs.assign(cell=cell)[(cell >= 0) & ~_told_further_up(tables, grid)]
    by_cell = rows.groupby("cell")
    need = np.full(grid.size, np.nan)
    total = by_cell["need"].sum()
    need[total.index] = total
    in_need = by_cell["people_in_need"].sum().where(by_cell["people_in_need"].count() == by_cell.size())
    people[in_need.index] = in_need
    return need, people, int(above.sum())


def _told_further_up(tables: ShownTables, grid: Grid) -> np.ndarray:
    """Return which needs a need of the same cause, stated for a place around theirs in the same cell, stands for."""
    needs = tables.needs
    covered = np.zeros(len(needs), dtype=np.bool_)
    further_down = np.flatnonzero(~needs["community_id"].isin(grid.communities.index))
    if not len(further_down):
        return covered
    parents = tables.communities.dropna(subset="parent_id").set_index("community_id")["parent_id"].to_dict()
    inside = set(grid.row_of.index[grid.row_of >= 0])
    causes, communities = needs["cause_id"].tolist(), needs["community_id"].tolist()
    cells = set(zip(causes, communities, strict=True))
    for row in further_down.tolist():
        at = parents.get(communities[row])
        while at in inside and (causes[row], at) not in cells:
            at = parents.get(at)
        covered[row] = at in inside
    return covered


def interaction_evidence(part: ShownTables, grid: Grid, today: date | None) -> pd.DataFrame:
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
