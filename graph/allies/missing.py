"""Missing allies: who would close most of a coalition's gaps in reach, why, and how to get to know them."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd

from graph.allies.candidates import candidate_facts
from graph.allies.greedy import Choice, Offers, best_gain, greedy_choice
from graph.allies.introductions import step_frame
from graph.allies.results import CellAllies, MissingAllies
from graph.arguments import checked
from graph.reach.coverage import Coverage, presence_and_need
from graph.reach.grid import Grid
from graph.reach.nearby import cell_coverage, near_cell
from graph.selection import Selection
from graph.tables import ShownTables

__all__ = ["cell_allies", "missing_allies"]

_COLUMNS = {
    "organization_id": "str", "name": "str", "rank": "int64", "gain": "float64", "cells": "int64",
    "shared_causes": "object", "connects": "object", "capabilities": "object", "near": "bool", "reason": "str",
    "cause": "str", "nearby": "object",
}  # fmt: skip
_CLOSES = {
    "organization_id": "str", "cause_id": "str", "cause": "str", "community_id": "str", "community": "str",
    "reach": "float64",
}  # fmt: skip


@checked
def missing_allies(
    tables: ShownTables,
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
        The tie network that introductions go through; by default that of the selection. On a directed network they
        follow the directions, and ``connects`` takes each tie both ways.
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
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
    ...     "presences": pd.DataFrame(
    ...         {"organization_id": ["a", "b"], "community_id": ["n", "s"], "cause_id": ["w", "w"]}
    ...     ),
    ... })
    >>> allies = missing_allies(tables, coalition=frozenset({"a"}))
    >>> allies.frame[["rank", "name", "gain", "reason"]]
       rank       name  gain  reason
    0     1  Ben House   1.0  covers
    >>> allies.closes[["organization_id", "cause", "community", "reach"]]
      organization_id  cause community  reach
    0               b  Water     South    1.0
    >>> allies.total_before, allies.total_after, allies.total_need
    (1.0, 2.0, 2.0)
    """
    coverage = presence_and_need(tables, selection, level=level, most_places=most_places, nationwide=nationwide)
    missing = np.nan_to_num(coverage.need) * coverage.uncovered(coalition)
    ours = frozenset() if coalition is None else coalition
    outside = coverage.present if coalition is not None else coverage.present.head(0)
    outside = outside[~outside["organization_id"].isin(ours)]
    offers = Offers.of(outside)
    choices = greedy_choice(offers, missing, k)
    ids = [choice.organization_id for choice in choices]
    facts, routes = candidate_facts(ids, tables, selection, ours, ties=ties, members=members)
    frame = facts.assign(
        rank=range(1, len(choices) + 1),
        gain=[choice.gain for choice in choices],
        cells=[len(choice.closes) for choice in choices],
        near=False,
        reason="covers",
        cause=None,
        nearby=pd.Series([()] * len(choices), dtype="object"),
    )
    needed, gained = float(np.nansum(coverage.need)), sum(choice.gain for choice in choices)
    exact_gain, method = best_gain(offers, missing, k)
    before = needed - float(missing.sum())
    return MissingAllies(
        _typed(frame),
        closes=_closes(coverage.grid, choices),
        routes=routes,
        level=coverage.grid.level,
        total_need=needed,
        total_before=before,
        total_after=before + gained,
        exact=bool(method),
        exact_gain=exact_gain,
        exact_method=method,
        without_ally=_without_ally(coverage, missing, outside, tables),
        reason="" if choices else _reason(coalition, missing, outside),
    )


@checked
def cell_allies(
    tables: ShownTables,
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
        ``near`` true and a gain of 0, those of `graph.reach.nearby.who_is_near`. Filters of causes and
        communities do not narrow it.

    Raises
    ------
    UnknownName
        If there is no such cell.
    """
    wide = replace(selection or Selection(), causes=(), communities=())
    coverage, cell = cell_coverage(tables, wide, cause_id, community_id)
    if coalition is None:
        return CellAllies(
            _typed(pd.DataFrame(columns=list(_COLUMNS))),
            closes=_closes(coverage.grid, []),
            routes=step_frame([], organization_id="str"),
            reason="nobody_outside",
        )
    outside = coverage.present[~coverage.present["organization_id"].isin(coalition)]
    elsewhere = outside["organization_id"].value_counts()
    in_cell = outside[outside["cell"] == cell]
    missing = float(np.nan_to_num(coverage.need[cell]) * coverage.uncovered(coalition)[cell])
    in_cell = in_cell.assign(gain=missing * in_cell["reach"], elsewhere=in_cell["organization_id"].map(elsewhere))
    in_cell = in_cell.sort_values(["gain", "elsewhere", "organization_id"], ascending=[False, True, True])
    near = near_cell(coverage, tables, cell)
    near = near[~near["organization_id"].isin(coalition)]
    both = pd.concat(
        [
            in_cell[["organization_id", "gain", "reach"]].assign(near=False, reason="there", cause=None),
            near.rename(columns={"relation": "reason"}).drop(columns="name").assign(gain=0.0, reach=0.0, near=True),
        ],
        ignore_index=True,
    ).head(k)
    facts, routes = candidate_facts(both["organization_id"], tables, selection, coalition, ties=ties, members=members)
    frame = facts.assign(
        rank=range(1, len(both) + 1),
        gain=both["gain"],
        cells=(both["gain"] > 0).astype("int64"),
        near=both["near"],
        reason=both["reason"],
        cause=both["cause"],
        nearby=both["nearby"].map(lambda names: names if isinstance(names, tuple) else ()),
    )
    choices = [
        Choice(i, gain, np.array([cell]), np.array([reach]))
        for i, gain, reach in zip(both["organization_id"], both["gain"], both["reach"], strict=True)
        if gain > 0
    ]
    reason = "" if len(frame) else "nobody_near"
    return CellAllies(_typed(frame), closes=_closes(coverage.grid, choices), routes=routes, reason=reason)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.reindex(columns=list(_COLUMNS)).astype(_COLUMNS)


def _closes(grid: Grid, choices: list[Choice]) -> pd.DataFrame:
    """Return the cells that each choice helps to close, the most needed first."""
    parts = [
        grid.frame(choice.closes).assign(organization_id=choice.organization_id, reach=choice.reach)
        for choice in choices
    ]
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_CLOSES))
    return every[list(_CLOSES)].astype(_CLOSES)


def _reason(coalition: frozenset[str] | None, missing: np.ndarray, outside: pd.DataFrame) -> str:
    """Return the code of why nobody was chosen."""
    if coalition is None:
        return "nobody_outside"
    if not (missing > 0).any():
        return "no_gap"
    return "nobody_present" if outside.empty else "nobody_in_gaps"


def _without_ally(coverage: Coverage, missing: np.ndarray, outside: pd.DataFrame, tables: ShownTables) -> pd.DataFrame:
    """Return the gaps that nobody of `outside` covers, most needed first, with who is near each."""
    offered = np.zeros(coverage.grid.size, dtype=np.bool_)
    offered[outside.loc[outside["reach"] > 0, "cell"]] = True
    cells = np.flatnonzero((missing > 0) & ~offered)
    cells = cells[np.lexsort((cells, -missing[cells]))]
    column, row = np.divmod(outside["cell"].to_numpy(np.int64), max(len(coverage.grid.communities), 1))
    names = outside["organization_id"].map(tables.organizations.set_index("organization_id")["name"])
    near: dict[tuple[int, int], set[str]] = {}
    siblings = coverage.grid.siblings
    for cause, group, name in zip(column.tolist(), siblings[row].tolist(), names, strict=True):
        near.setdefault((cause, group), set()).add(name)
    column, row = np.divmod(cells, max(len(coverage.grid.communities), 1))
    keys = zip(column.tolist(), siblings[row].tolist(), strict=True)
    names_near = [tuple(sorted(near.get(key, ()))) for key in keys]
    return coverage.grid.frame(cells).assign(need=coverage.need[cells], near=pd.Series(names_near, dtype="object"))
