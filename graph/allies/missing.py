"""Missing allies: who would close most of a coalition's gaps in reach, why, and how to get to know them."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd

from graph.allies.candidates import candidate_facts
from graph.allies.greedy import Choice, Offers, best_gain, greedy_choice
from graph.allies.results import CellAllies, MissingAllies
from graph.reach.coverage import Coverage, presence_and_need
from graph.reach.grid import Grid
from graph.reach.nearby import cell_coverage, near_cell
from graph.selection import Selection
from graph.tables import Tables
from graph.wording import handful

__all__ = ["cell_allies", "missing_allies"]

_COLUMNS = {
    "organization_id": "str", "name": "str", "rank": "int64", "gain": "float64", "cells": "int64",
    "shared_causes": "str", "route": "str", "closes": "str", "connects": "str", "capabilities": "str", "near": "bool",
    "why": "str",
}  # fmt: skip
_MOST_CELLS = 5
_NOBODY_OUTSIDE = "Everybody is in the coalition: there is nobody outside it to ask."


def missing_allies(
    tables: Tables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str] | None,
    k: int = 5,
    level: int | None = None,
    most_places: int = 100,
    nationwide: bool = False,
    ties: nx.Graph | None = None,
    members: pd.DataFrame | None = None,
) -> MissingAllies:
    """Return the organizations outside a coalition that together would close most of its gaps.

    They maximise ``f(S) = sum over cells of need * coverage(coalition + S)``, one after the other, each the one that
    adds most to those before it; cells whose need is unknown do not count. The gain of this greedy choice is at
    least ``1 - 1/e`` of the best possible (Nemhauser, Wolsey and Fisher 1978). It is counted by cell, never by size.
    Equal gains: fewest cells elsewhere, then id.

    Parameters
    ----------
    tables, selection, level, most_places, nationwide
        As for `graph.reach.gaps.reach_gaps`.
    coalition : frozenset of str, or None
        Ids of its organizations; ``None`` is everybody, outside whom nobody is left.
    k : int
        The most to choose. Fewer are returned where nobody adds anything more.
    ties : nx.Graph, optional
        The tie network that introductions go through; by default that of the selection.
    members : pd.DataFrame, optional
        As `graph.clusters.table.cluster_members` returns it, for ``connects``; without it that is blank.

    Returns
    -------
    MissingAllies
        The allies as ``frame``, in the order chosen, and how much of the need they cover.

    Raises
    ------
    UnknownName
        If a cause, community or level is unknown.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for maximizing submodular
    set functions. *Mathematical Programming* 14, 265-294.

    Examples
    --------
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
    ...     "presences": pd.DataFrame(
    ...         {"organization_id": ["a", "b"], "community_id": ["n", "s"], "cause_id": ["w", "w"]}
    ...     ),
    ... })
    >>> allies = missing_allies(tables, coalition=frozenset({"a"}))
    >>> allies.frame[["rank", "name", "gain", "closes"]]
       rank       name  gain          closes
    0     1  Ben House   1.0  Water in South
    >>> allies.total_before, allies.total_after, allies.total_need
    (1.0, 2.0, 2.0)
    """
    found = presence_and_need(tables, selection, level=level, most_places=most_places, nationwide=nationwide)
    missing = np.nan_to_num(found.need) * found.uncovered(coalition)
    ours = frozenset() if coalition is None else coalition
    outside = found.present if coalition is not None else found.present.head(0)
    outside = outside[~outside["organization_id"].isin(ours)]
    offers = Offers.of(outside)
    choices = greedy_choice(offers, missing, k)
    facts = candidate_facts([c.organization_id for c in choices], tables, selection, ours, ties=ties, members=members)
    frame = _typed(
        facts.assign(
            rank=range(1, len(choices) + 1),
            gain=[c.gain for c in choices],
            cells=[len(c.closes) for c in choices],
            closes=[_closes(found.grid, c) for c in choices],
            near=False,
            why=[f"covers {_counted(len(c.closes), 'gap')}" for c in choices],
        )
    )
    needed, gained = float(np.nansum(found.need)), sum(choice.gain for choice in choices)
    exact_gain, method = best_gain(offers, missing, k)
    before = needed - float(missing.sum())
    return MissingAllies(
        frame,
        level=found.grid.level,
        total_need=needed,
        total_before=before,
        total_after=before + gained,
        exact=bool(method),
        exact_gain=exact_gain,
        exact_method=method,
        without_ally=_without_ally(found, missing, outside, tables),
        reason="" if choices else _reason(coalition, missing, outside),
    )


def cell_allies(
    tables: Tables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str] | None,
    cause_id: str,
    community_id: str,
    k: int = 10,
    ties: nx.Graph | None = None,
    members: pd.DataFrame | None = None,
) -> CellAllies:
    """Return whom a coalition might ask about one cell: those who are there, then those who are near.

    Returns
    -------
    CellAllies
        The columns of `missing_allies`, at most `k` rows. First the organizations outside the coalition that are
        present in the cell, by the need that each would cover alone, fewest cells elsewhere, id. Then, with
        ``near`` true and a gain of 0, those of `graph.reach.nearby.who_is_near`. ``why`` says it in words.
        ``reason`` says why nobody is in it. Filters of causes and communities do not narrow it.

    Raises
    ------
    UnknownName
        If there is no such cell.
    """
    wide = replace(selection or Selection(), causes=(), communities=())
    found, cell = cell_coverage(tables, wide, cause_id, community_id)
    if coalition is None:
        return CellAllies(_typed(pd.DataFrame(columns=list(_COLUMNS))), reason=_NOBODY_OUTSIDE)
    outside = found.present[~found.present["organization_id"].isin(coalition)]
    elsewhere = outside["organization_id"].value_counts()
    here = outside[outside["cell"] == cell]
    missing = float(np.nan_to_num(found.need[cell]) * found.uncovered(coalition)[cell])
    here = here.assign(gain=missing * here["reach"], elsewhere=here["organization_id"].map(elsewhere))
    here = here.sort_values(["gain", "elsewhere", "organization_id"], ascending=[False, True, True])
    near = near_cell(found, tables, cell)
    near = near[~near["organization_id"].isin(coalition)]
    both = pd.concat(
        [
            here[["organization_id", "gain", "reach"]].assign(near=False, why="there already"),
            near[["organization_id", "why"]].assign(gain=0.0, reach=0.0, near=True),
        ],
        ignore_index=True,
    ).head(k)
    told = [
        _closes(found.grid, Choice(i, gain, np.array([cell]), np.array([reach]))) if gain > 0 else ""
        for i, gain, reach in zip(both["organization_id"], both["gain"], both["reach"], strict=True)
    ]
    facts = candidate_facts(both["organization_id"], tables, selection, coalition, ties=ties, members=members)
    frame = facts.assign(
        rank=range(1, len(both) + 1),
        gain=both["gain"],
        cells=(both["gain"] > 0).astype("int64"),
        closes=told,
        near=both["near"],
        why=both["why"],
    )
    nobody = "Nobody outside the coalition works on this cause or in this place."
    return CellAllies(_typed(frame), reason="" if len(frame) else nobody)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.reindex(columns=list(_COLUMNS)).astype(_COLUMNS)


def _closes(grid: Grid, choice: Choice) -> str:
    cells = grid.frame(choice.closes[:_MOST_CELLS])
    parts = [
        f"{cause} in {community}{'' if reach >= 1 else ' (in part)'}"
        for cause, community, reach in zip(cells["cause"], cells["community"], choice.reach, strict=False)
    ]
    more = len(choice.closes) - len(parts)
    return "; ".join(parts) + (f" and {more} more" if more else "")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _reason(coalition: frozenset[str] | None, missing: np.ndarray, outside: pd.DataFrame) -> str:
    if coalition is None:
        return _NOBODY_OUTSIDE
    if not (missing > 0).any():
        return "The coalition has no gap here: whatever is known to be needed is covered."
    if outside.empty:
        return "Nobody outside the coalition is known to be present anywhere here."
    return "Nobody outside the coalition is present in any of its gaps."


def _without_ally(found: Coverage, missing: np.ndarray, outside: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return the gaps that nobody of `outside` covers, most needed first, with who is near each."""
    offered = np.zeros(found.grid.size, dtype=np.bool_)
    offered[outside.loc[outside["reach"] > 0, "cell"]] = True
    cells = np.flatnonzero((missing > 0) & ~offered)
    cells = cells[np.lexsort((cells, -missing[cells]))]
    column, row = np.divmod(outside["cell"].to_numpy(np.int64), max(len(found.grid.communities), 1))
    names = outside["organization_id"].map(tables.organizations.set_index("organization_id")["name"])
    near: dict[tuple[int, int], set[str]] = {}
    siblings = found.grid.siblings
    for cause, group, name in zip(column.tolist(), siblings[row].tolist(), names, strict=True):
        near.setdefault((cause, group), set()).add(name)
    told = {key: handful(sorted(some), joined_by=", ") for key, some in near.items()}
    column, row = np.divmod(cells, max(len(found.grid.communities), 1))
    keys = zip(column.tolist(), siblings[row].tolist(), strict=True)
    return found.grid.frame(cells).assign(need=found.need[cells], near=[told.get(key, "") for key in keys])
