"""The grid on which reach is measured: causes across, communities down."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.errors import UnknownName
from graph.names import normal_name
from graph.schema import NATIONWIDE
from graph.tables import ShownTables
from graph.tree import ancestor_at, below, depths

__all__ = ["Grid", "level_of", "reach_grid"]


@dataclass(frozen=True)
class Grid:
    """The causes and communities that make up the cells, and which cell a cause and a community fall into.

    Attributes
    ----------
    causes : pd.Series
        Names, indexed by ``cause_id``, sorted by name.
    communities : pd.DataFrame
        Indexed by ``community_id``: ``name``, ``parent_id``, ``people`` (bool). Places at `level` come first, then
        the groups of people, each kind sorted by name.
    row_of : pd.Series
        For every chosen community its position in `communities`, itself or the one it lies in; -1 where it lies
        above `level`. Communities that were not chosen are not in it.
    level : int
        Depth in the tree of places; 1 is the highest.
    denominator : {"listed", "seen"}
        Whether the data list places that no presence names, or in a sheet of their own.
    """

    causes: pd.Series
    communities: pd.DataFrame
    row_of: pd.Series
    level: int
    denominator: str

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.causes) * len(self.communities)

    @property
    def siblings(self) -> np.ndarray:
        """For each community a number that those below the same parent, or those below none, have in common.

        Groups of people are siblings of each other, never of a place.
        """
        parents = pd.factorize(self.communities["parent_id"])[0]
        return np.where(self.communities["people"].to_numpy(np.bool_), -2, parents)

    def cells(self, cause_ids: pd.Series, community_ids: pd.Series) -> np.ndarray:
        """Return the number of the cell of each cause and community, -1 where there is none.

        Cells are numbered cause by cause: the position of the cause times the number of communities, plus the
        position of the community.
        """
        column = pd.Index(self.causes.index).get_indexer(pd.Index(cause_ids))
        at = pd.Index(self.row_of.index).get_indexer(pd.Index(community_ids))
        row = np.where(at >= 0, np.append(self.row_of.to_numpy(np.int64), -1)[at], -1)
        return np.where((column >= 0) & (row >= 0), column * len(self.communities) + row, -1)

    def frame(self, cells: np.ndarray) -> pd.DataFrame:
        """Return ``cause_id, cause, community_id, community`` of each cell number."""
        column, row = np.divmod(cells, max(len(self.communities), 1))
        causes, communities = self.causes.iloc[column], self.communities.iloc[row]
        columns = {
            "cause_id": causes.index,
            "cause": causes.to_numpy(),
            "community_id": communities.index,
            "community": communities["name"].to_numpy(),
        }
        return pd.DataFrame(columns, dtype="str")


def reach_grid(
    tables: ShownTables,
    *,
    causes: Iterable[str] = (),
    communities: Iterable[str] = (),
    level: int | None = None,
    most_places: int = 100,
) -> Grid:
    """Return the grid of causes and communities that `tables` speak of.

    The causes are those that a presence or a need names. The communities are the places at depth `level` of the tree
    of places, reached or not; places below it roll up to it. Groups of people are not parts of a place: each group
    that has no group above it is a row of its own, after the places.

    Parameters
    ----------
    tables : Tables
        The whole data set: what is listed counts, whatever else was selected.
    causes, communities : iterable of str
        Ids or names; each stands for itself and all below it. Empty means all.
    level : int, optional
        By default the deepest one, going down from 1 while a level has at most `most_places` chosen places and no
        fewer than the level above it.
    most_places : int
        See `level`.

    Returns
    -------
    Grid
        Without causes or without communities it has no cells.

    Raises
    ------
    UnknownName
        If a cause or community is unknown, or the tree of places is not that deep.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "h"], "name": ["N", "H"], "parent_id": [None, "n"]}),
    ...     "needs": pd.DataFrame({"cause_id": ["w"], "community_id": ["h"], "need": [3]}),
    ... })
    >>> grid = reach_grid(tables)
    >>> grid.level, grid.communities.index.tolist(), grid.denominator
    (2, ['h'], 'listed')
    """
    places, people = _trees(tables)
    wanted = _chosen(tables.communities, communities, "community")
    chosen_places = places["community_id"][places["community_id"].isin(wanted)]
    depth = _level(places, chosen_places, level, most_places)

    place_of = ancestor_at(places, depth).loc[chosen_places]
    group_of = ancestor_at(people, 1).loc[people["community_id"][people["community_id"].isin(wanted)]]
    listed = [_sorted(places, place_of).assign(people=False), _sorted(people, group_of).assign(people=True)]
    rows = pd.concat(listed).astype({"people": "bool"})
    up = pd.concat([place_of, group_of])
    row_of = pd.Series(rows.index.get_indexer(pd.Index(up)), index=up.index, dtype="int64")

    community_ids = tables.presences["community_id"].unique()
    seen = set(place_of.reindex(community_ids).dropna())
    unseen = set(place_of.dropna()) - seen
    listed_somewhere = bool(unseen) or _listed_apart(tables)
    return Grid(_causes(tables, causes), rows, row_of, depth, "listed" if listed_somewhere else "seen")


def _listed_apart(tables: ShownTables) -> bool:
    """Whether a sheet lists places for themselves: one that no presence was read from."""
    lists = set(tables.communities["source"].str.rsplit("#", n=1).str[0].dropna())
    # "communities#" is what rows made in Python are called: they say nothing of where places come from.
    return bool(lists - set(tables.presences["source"].str.rsplit("#", n=1).str[0].dropna()) - {"communities#"})


def level_of(tables: ShownTables, community_id: str) -> int | None:
    """Return the depth of a place in the tree of places; ``None`` for anything else."""
    return depths(_trees(tables)[0]).to_dict().get(community_id)


def _trees(tables: ShownTables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places and the groups of people."""
    every = tables.communities[tables.communities["community_id"] != NATIONWIDE]
    is_people = every["kind"] == "people"
    return _own_tree(every[~is_people]), _own_tree(every[is_people])


def _own_tree(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes as a tree of their own: a parent of the other kind is none."""
    parent = nodes["parent_id"].where(nodes["parent_id"].isin(nodes["community_id"]))
    return nodes[["community_id", "name"]].assign(parent_id=parent)


def _chosen(nodes: pd.DataFrame, wanted: Iterable[str], what: str) -> set[str]:
    """Return the ids that the wanted ids and names stand for, with all below them; all where nothing is asked."""
    ids, names = nodes.iloc[:, 0], nodes["name"]
    asked = list(wanted)
    if not asked:
        return set(ids)
    id_set, plain = set(ids), names.map(normal_name)
    roots: set[str] = set()
    for name in asked:
        matches = {name} if name in id_set else set(ids[plain == normal_name(name)])
        if not matches:
            raise UnknownName(what, name, names)
        roots |= matches
    return below(nodes, roots)


def _level(places: pd.DataFrame, chosen: pd.Series, level: int | None, most_places: int) -> int:
    deepest = int(depths(places).max()) if len(places) else 1
    if level is not None:
        if len(places) and not 1 <= level <= deepest:
            raise UnknownName("level of places", str(level), [str(d) for d in range(1, deepest + 1)])
        return level
    before = 0
    for depth in range(1, deepest + 1):
        places_here = ancestor_at(places, depth).loc[chosen].nunique()
        # A level with fewer places than the one above it covers only part of the country.
        if places_here > most_places or places_here < before:
            return max(depth - 1, 1)
        before = places_here
    return deepest


def _sorted(nodes: pd.DataFrame, up: pd.Series) -> pd.DataFrame:
    rows = nodes[nodes["community_id"].isin(set(up.dropna()))]
    return rows.sort_values(["name", "community_id"]).set_index("community_id")


def _causes(tables: ShownTables, wanted: Iterable[str]) -> pd.Series:
    chosen = _chosen(tables.causes, wanted, "cause")
    spoken_of = {*tables.presences["cause_id"].dropna().unique(), *tables.needs["cause_id"].unique()}
    rows = tables.causes[tables.causes["cause_id"].isin(spoken_of & chosen)]
    return rows.sort_values(["name", "cause_id"]).set_index("cause_id")["name"]
