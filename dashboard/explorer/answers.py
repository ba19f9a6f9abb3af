"""One computation per selection, shared by every view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import RLock

import pandas as pd

from dashboard.colours import PATTERNS
from dashboard.explorer.cached import cached_property
from dashboard.explorer.cells import Grid, grid_of
from dashboard.explorer.drawn import Drawn
from dashboard.explorer.later import Later
from dashboard.explorer.measured import Measured
from dashboard.explorer.renames import Rename, renamed
from dashboard.language import LANGUAGE
from dashboard.rows import rows
from dashboard.state import State
from graph.allies.missing import cell_allies, missing_allies
from graph.allies.results import CellAllies, MissingAllies
from graph.brokers.scores import broker_scores, what_breaks
from graph.change.membership import resampled_membership
from graph.clusters.chance import Chance, compare_with_chance
from graph.clusters.coalition import coalition_members
from graph.clusters.table import SEED, cluster_members, cluster_table, clusters
from graph.map.layout import map_layout, smallest_area
from graph.reach.coverage import Coverage, presence_and_need
from graph.reach.dark import cells_gone_dark
from graph.reach.gaps import reach_gaps, who_is_near, who_is_there
from graph.selection import Selection, select
from graph.tables import ShownTables
from graph.tables.secrets import confidential
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network

__all__ = ["COLOURED", "EVERYBODY", "MOST_ROWS", "Answers", "Home"]

EVERYBODY = "everybody"
MOST_ROWS = 40
"""Places that fit on one screen."""
COLOURED = 8
"""As many groups have a hue of their own; the next ones have the same hues in another pattern."""
_DRAWS = ((10_000, 100), (100_000, 40))
_FEWEST_DRAWS = 20
"""So often the contacts are drawn again, by the number of ties: a few seconds, and minutes on large networks."""
_NAMELESS = ("selected_tables", "ties", "computed_members", "table", "groups", "layout", "brokers", "names")
"""Answers in which no coalition is named by what a user calls it."""


@dataclass(frozen=True)
class Home:
    """The coalition of one organization; `colour` is that of `dashboard.colours.Theme.groups`, ``None``: grey."""

    number: int
    name: str
    colour: int | None


class Answers:
    """What the network answers for one selection; each answer is worked out once, when it is first asked for.

    Parameters
    ----------
    tables : ShownTables
        The whole data set.
    selection : Selection
        The part of it that counts.
    base : Answers, optional
        The answers without filters, whose coalitions and places on the map stay; without it they are found anew.
    renames : sequence of Rename
        Names that a user gave to coalitions.

    Attributes
    ----------
    measured, drawn, coverage : Measured, Drawn, callable
        The measures of the organizations; what many readers ask for, drawn once; who is present where, by the level
        of places and the place that the table of gaps is drilled into.
    """

    def __init__(
        self, tables: ShownTables, selection: Selection, base: "Answers | None" = None, renames: Sequence[Rename] = ()
    ) -> None:
        self.lock = RLock()
        self.renames = renames
        self.tables = tables
        self.selection = selection
        self._base = base
        self._chance = Later(lambda: compare_with_chance(self.ties, self.groups, resolution=1.0, seed=SEED))
        self._stays = Later(self._resampled)
        self._cached_allies = lru_cache(maxsize=64)(self._allies)
        self._cached_cell = lru_cache(maxsize=64)(self._in_cell)
        self._cached_grid = lru_cache(maxsize=64)(self._grid)
        self.coverage = lru_cache(maxsize=8)(self._coverage)
        self._cached_without = lru_cache(maxsize=64)(lambda leaving: what_breaks(self.ties, leaving))
        self.measured = Measured(self)
        self.drawn = Drawn(lambda: (self.chance, self.stays, *self.measured.checks))

    def called(self, renames: Sequence[Rename]) -> "Answers":
        """Return these answers with other names for the coalitions; what no name changes is not worked out again."""
        fresh = Answers(self.tables, self.selection, self._base, renames)
        with self.lock:
            done = {name: self.__dict__[name] for name in _NAMELESS if name in self.__dict__}
        fresh.__dict__.update(done)
        fresh._chance, fresh._stays, fresh.measured = self._chance, self._stays, self.measured
        return fresh

    def behind(self, tables: ShownTables, ids: Mapping[str, str]) -> "Answers":
        """Return these answers, which have no filters, with other ids: the map and the coalitions stay as they are.

        Parameters
        ----------
        tables : ShownTables
            The same tables with the other ids, and the names that go with them.
        ids : mapping of str to str
            The other id of each organization that has one.
        """
        renames = [replace(one, members=frozenset(ids.get(i, i) for i in one.members)) for one in self.renames]
        other = Answers(tables, self.selection, renames=renames)
        names = tables.organizations.set_index("organization_id")["name"]
        for name in ("computed_members", "layout"):
            frame = getattr(self, name)
            organization_ids = frame["organization_id"].map(lambda one: ids.get(one, one)).astype("str")
            other.__dict__[name] = frame.assign(
                organization_id=organization_ids, name=organization_ids.map(names).astype("str")
            )
        other.__dict__["groups"] = self.groups.rename(index=dict(ids))
        other._chance = self._chance
        return other

    @cached_property
    def selected_tables(self) -> ShownTables:
        """Return the tables of the selection."""
        return select(self.tables, self.selection)

    @cached_property
    def confidential(self) -> frozenset[str]:
        """Return the ids of the interactions that are told to nobody."""
        return frozenset(self.tables.interactions.loc[confidential(self.tables.interactions), "interaction_id"])

    @cached_property
    def ties(self) -> TieNetwork:
        """Return the tie network of the selection."""
        return tie_network(self.tables, self.selection)

    @cached_property
    def computed_members(self) -> pd.DataFrame:
        """Return each organization's coalition as it was found, as `cluster_members` returns it."""
        return self._base.computed_members if self._base else cluster_members(self.ties, self.tables, language=LANGUAGE)

    @cached_property
    def members(self) -> pd.DataFrame:
        """Return each organization's coalition, with the names that a user gave."""
        names = self.coalitions.set_index("cluster")["name"]
        return self.computed_members.assign(cluster_name=self.computed_members["cluster"].map(names).astype("str"))

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return the coalitions by the names found for them, as `cluster_table` returns them."""
        return cluster_table(self.ties, self.tables, members=self.groups, against_chance=False, language=LANGUAGE).frame

    @cached_property
    def coalitions(self) -> pd.DataFrame:
        """Return the coalitions, as `cluster_table` returns them, with the names that a user gave."""
        if self._base:
            return self._base.coalitions
        names = renamed(self.table.set_index("cluster")["name"], self.groups, self.renames)
        return self.table.assign(name=names.to_numpy())

    @property
    def chance(self) -> Later[Chance]:
        """Whether the coalitions are more than chance, checked in the background."""
        return self._base.chance if self._base else self._chance

    @property
    def stays(self) -> Later[pd.Series]:
        """The share of draws of the contacts in which each organization stays, by id, checked in the background."""
        return self._base.stays if self._base else self._stays

    @property
    def draws(self) -> int:
        """How often the contacts are drawn for `stays`."""
        n_ties = (self._base or self).ties.number_of_edges()
        return next((draws for most, draws in _DRAWS if n_ties <= most), _FEWEST_DRAWS)

    def _resampled(self) -> pd.Series:
        table = resampled_membership(self.tables, self.selection, members=self.groups, resamples=self.draws)
        return table.set_index("organization_id")["stays"]

    @cached_property
    def named_groups(self) -> pd.DataFrame:
        """Return the coalitions that have an area on the map, with ``colour`` (missing: grey), largest first."""
        large = self.coalitions[~self._is_small].reset_index(drop=True)
        colour = pd.Series(range(len(large)), dtype="Int64")
        return large.assign(colour=colour.where(colour < COLOURED * PATTERNS))

    @property
    def small_groups(self) -> pd.DataFrame:
        """Return the coalitions that stand in the map's strip, grey, as `cluster_table` returns them."""
        return self.coalitions[self._is_small]

    @property
    def _is_small(self) -> pd.Series:
        sizes = self.coalitions["organizations"]
        return sizes < smallest_area(sizes)

    @cached_property
    def homes(self) -> dict[str, Home]:
        """Return the coalition that each organization belongs to; one tied to nobody is not in it."""
        names = dict(zip(self.coalitions["cluster"], self.coalitions["name"], strict=True))
        colours = {row["cluster"]: row["colour"] for row in rows(self.named_groups)}
        grouped = self.groups.dropna()
        return {str(i): Home(int(n), str(names[n]), colours.get(n)) for i, n in grouped.items() if n in names}

    @cached_property
    def groups(self) -> pd.Series:
        """Return the number of each organization's coalition, by id."""
        return self._base.groups if self._base else clusters(self.ties)

    @cached_property
    def layout(self) -> pd.DataFrame:
        """Return where each organization stands on the map."""
        return self._base.layout if self._base else map_layout(self.ties, self.groups)

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """Return the bridging partners, as `broker_scores` returns them, indexed by id too."""
        scores = broker_scores(self.ties, groups=self.groups.reindex(self.ties.ids))
        # Unnamed: pandas sorts by no name that both the index and a column have.
        return scores.set_index("organization_id", drop=False).rename_axis(index=None)

    @cached_property
    def names(self) -> pd.Series:
        """Return each organization's name, by id, whether the filters keep it or not."""
        return self.tables.organizations.set_index("organization_id")["name"]

    def without(self, *organizations: str) -> pd.DataFrame:
        """Return into which pieces their groups fall if organizations leave, as `what_breaks` does."""
        return self._cached_without(frozenset(organizations))

    def gone_dark(self, *organizations: str) -> pd.DataFrame:
        """Return the cells of the first table of gaps where nobody else is present, as `cells_gone_dark` does."""
        return cells_gone_dark(self.coverage(), organizations)

    def _coverage(self, level: int | None = None, inside: str = "") -> Coverage:
        return presence_and_need(self.tables, self._inside(inside), level=level, most_places=MOST_ROWS)

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

    def grid(self, whom: str, level: int | None = None, inside: str = "") -> Grid:
        """Return the cells of cause x place for a coalition."""
        return self._cached_grid(whom, level, inside)

    def allies(self, whom: str, level: int | None = None, inside: str = "") -> MissingAllies:
        """Return the allies that a coalition misses, as `missing_allies` does."""
        return self._cached_allies(whom, level, inside)

    def in_cell(self, cause: str, place: str, whom: str) -> tuple[pd.DataFrame, pd.DataFrame, CellAllies]:
        """Return who is in a cell, who is near it, and whom a coalition might ask to be there."""
        return self._cached_cell(cause, place, whom)

    def _in_cell(self, cause: str, place: str, whom: str) -> tuple[pd.DataFrame, pd.DataFrame, CellAllies]:
        present = who_is_there(self.tables, self.selection, cause, place)
        near = who_is_near(self.tables, self.selection, cause, place)
        asked = cell_allies(
            self.tables, self.selection, cause_id=cause, community_id=place, coalition=self.coalition(whom),
            ties=self.ties, members=self.members,
        )  # fmt: skip
        return present, near, asked

    def _grid(self, whom: str, level: int | None, inside: str) -> Grid:
        part = self._inside(inside)
        gaps = reach_gaps(self.tables, part, coalition=self.coalition(whom), level=level, most_places=MOST_ROWS)
        everybody = (
            gaps if whom == EVERYBODY else reach_gaps(self.tables, part, level=gaps.level, most_places=MOST_ROWS)
        )
        return grid_of(gaps, everybody)

    def _allies(self, whom: str, level: int | None, inside: str) -> MissingAllies:
        level = self.grid(whom, level, inside).facts.level
        return missing_allies(
            self.tables, self._inside(inside), coalition=self.coalition(whom), level=level, ties=self.ties,
            members=self.members,
        )  # fmt: skip

    def _inside(self, place: str) -> Selection:
        return replace(self.selection, communities=(place,)) if place else self.selection
