"""Which candidates a question about arrivals is about."""

from dataclasses import dataclass

import numpy as np

from graph.allies.arrival_scores import Scores
from graph.allies.reported import Cells, Reported
from graph.reach.grid import reach_grid
from graph.selection import Selection, select, widened
from graph.tables import ShownTables

__all__ = ["CELL_PARTS", "Asked"]

CELL_PARTS = ("all", "territory", "gaps")
"""Which cells of a coalition: every one, those with two or more of its members, those with none."""


@dataclass(frozen=True)
class Asked:
    """Which candidates a question is about: cells of ``causes x places``, and organizations; and whose cells they are.

    Attributes
    ----------
    where, who : np.ndarray of bool, optional
        ``None`` where every one is.
    members : np.ndarray of int64, causes x places
        How many of the coalition are there.
    """

    where: np.ndarray | None
    who: np.ndarray | None
    members: np.ndarray

    @classmethod
    def of(
        cls,
        tables: ShownTables,
        selection: Selection | None,
        reported: Reported,
        cells: Cells,
        *,
        coalition: frozenset[str] | None = None,
        who: frozenset[str] | None = None,
        part: str = "all",
    ) -> "Asked":
        """Return what a selection, a coalition and a list of organizations leave of all candidates."""
        whole, chosen = widened(tables, selection)
        _, m, q = cells.shape
        members = np.zeros((m, q), dtype=np.int64)
        where, able = np.ones((m, q), dtype=np.bool_), np.ones(len(cells.organizations), dtype=np.bool_)
        if chosen.causes or chosen.communities:
            grid = reach_grid(whole, causes=chosen.causes, communities=chosen.communities, level=reported.grid.level)
            where &= np.isin(cells.causes, grid.causes.index)[:, None] & np.isin(cells.places, grid.communities.index)
        if chosen.chooses_organizations:
            only = Selection(
                organization_status=chosen.organization_status, organization_kinds=chosen.organization_kinds,
                organizations=chosen.organizations,
            )  # fmt: skip
            able &= np.isin(cells.organizations, select(whole, only).organizations["organization_id"].to_numpy())
        if coalition is not None:
            ours = np.isin(cells.organizations, list(coalition))
            able &= ~ours
            mine = ours[cells.who]
            np.add.at(members, (cells.cause[mine], cells.place[mine]), 1)
            where &= {"all": members >= 0, "territory": members >= 2, "gaps": members == 0}[part]
        if who is not None:
            able &= np.isin(cells.organizations, list(who))
        return cls(None if where.all() else where, None if able.all() else able, members)

    def count(self, cells: Cells) -> int:
        """Return how many candidates these are."""
        n, m, q = cells.shape
        where = np.ones((m, q), dtype=np.bool_) if self.where is None else self.where
        who = np.ones(n, dtype=np.bool_) if self.who is None else self.who
        return int(where.sum()) * int(who.sum()) - int((where[cells.cause, cells.place] & who[cells.who]).sum())

    def holds(self, flat: np.ndarray, scores: Scores) -> np.ndarray:
        """Return which candidates are among these."""
        who, cause, place = scores.places_of(flat)
        inside = np.ones(len(flat), dtype=np.bool_)
        if self.where is not None:
            inside &= self.where[cause, place]
        if self.who is not None:
            inside &= self.who[who]
        return inside
