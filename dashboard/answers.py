"""One computation per selection, shared by every view."""

from dataclasses import replace
from functools import cached_property, lru_cache

import pandas as pd

from dashboard.state import State
from graph.allies import cell_allies, missing_allies
from graph.brokerage import broker_scores, what_breaks
from graph.clusters import cluster_members, cluster_table
from graph.coalition import coalition_members
from graph.layout import map_layout
from graph.network import TieNetwork
from graph.reach import reach_gaps, who_is_near, who_is_there
from graph.selection import Selection, select
from graph.tables import Tables
from graph.ties import tie_network

__all__ = ["EVERYBODY", "MOST_ROWS", "Answers"]

EVERYBODY = "everybody"
MOST_ROWS = 40
"""Places that fit on one screen."""


class Answers:
    """What the network answers for one selection; each answer is worked out once, when it is first asked for.

    Parameters
    ----------
    tables : Tables
        The whole data set.
    selection : Selection
        The part of it that counts.
    base : Answers, optional
        The answers without filters, whose coalitions and places on the map stay; without it they are found anew.
    """

    def __init__(self, tables: Tables, selection: Selection, base: "Answers | None" = None) -> None:
        self.tables = tables
        self.selection = selection
        self._base = base
        self._cached_allies = lru_cache(maxsize=64)(self._allies)
        self._cached_gaps = lru_cache(maxsize=64)(self._gaps)

    @cached_property
    def part(self) -> Tables:
        """The tables of the selection."""
        return select(self.tables, self.selection)

    @cached_property
    def ties(self) -> TieNetwork:
        """The tie network of the selection."""
        return tie_network(self.tables, self.selection)

    @cached_property
    def members(self) -> pd.DataFrame:
        """Each organization's coalition, as `cluster_members` returns it."""
        return self._base.members if self._base else cluster_members(self.ties, self.tables)

    @cached_property
    def coalitions(self) -> pd.DataFrame:
        """The coalitions, as `cluster_table` returns them."""
        if self._base:
            return self._base.coalitions
        return cluster_table(self.ties, self.tables, members=self.groups)

    @cached_property
    def groups(self) -> pd.Series:
        """The number of each organization's coalition, by id."""
        return self.members.set_index("organization_id")["cluster"]

    @cached_property
    def layout(self) -> pd.DataFrame:
        """Where each organization stands on the map."""
        return self._base.layout if self._base else map_layout(self.ties, self.groups)

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """The bridging partners, as `broker_scores` returns them, indexed by id too."""
        scores = broker_scores(self.ties, groups=self.groups.reindex(self.ties.ids))
        return scores.set_index("organization_id", drop=False)

    @property
    def names(self) -> pd.Series:
        """Each organization's name, by id, whether the filters keep it or not."""
        return self.tables.organizations.set_index("organization_id")["name"]

    def without(self, organization: str) -> pd.DataFrame:
        """Return into which pieces its group falls if an organization leaves."""
        return what_breaks(self.ties, organization)

    def coalition(self, whom: str) -> frozenset[str] | None:
        """Return the organizations that `whom` stands for; ``None`` is everybody."""
        return coalition_members(whom, self.tables, self.members)

    def whom(self, state: State) -> str:
        """Return for whom gaps and allies are asked: what the address says, else what suits the data."""
        if state.whom:
            return state.whom
        mine = state.mine
        if self.tables.organizations["status"].isin(["us", "member"]).any():
            return "us"
        if mine and (number := self.groups.get(mine)) is not None and not pd.isna(number):
            return str(number)
        return EVERYBODY

    def gaps(self, whom: str, level: int | None = None, inside: str = "") -> pd.DataFrame:
        """Return the cells of cause x place for a coalition, as `reach_gaps` does."""
        return self._cached_gaps(whom, level, inside)

    def allies(self, whom: str, level: int | None = None, inside: str = "") -> pd.DataFrame:
        """Return the allies that a coalition misses, as `missing_allies` does."""
        return self._cached_allies(whom, level, inside)

    def in_cell(self, cause: str, place: str, whom: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return who is in a cell, who is near it, and whom a coalition might ask to be there."""
        here = who_is_there(self.tables, self.selection, cause, place)
        near = who_is_near(self.tables, self.selection, cause, place)
        coalition = self.coalition(whom)
        if coalition is None:
            return here, near, here.head(0)
        asked = cell_allies(
            self.tables, self.selection, cause_id=cause, community_id=place, coalition=coalition,
            ties=self.ties, members=self.members,
        )  # fmt: skip
        return here, near, asked

    def _gaps(self, whom: str, level: int | None, inside: str) -> pd.DataFrame:
        return reach_gaps(
            self.tables,
            self._inside(inside),
            coalition=self.coalition(whom),
            level=level,
            most_places=MOST_ROWS,
        )

    def _allies(self, whom: str, level: int | None, inside: str) -> pd.DataFrame:
        level = self.gaps(whom, level, inside).attrs["level"]
        return missing_allies(
            self.tables,
            self._inside(inside),
            coalition=self.coalition(whom),
            level=level,
            ties=self.ties,
            members=self.members,
        )

    def _inside(self, place: str) -> Selection:
        return replace(self.selection, communities=(place,)) if place else self.selection
