"""Gaps in reach: where work on a cause is needed, and the coalition covers none or only part of the need."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.reach.coverage import Coverage, interaction_evidence, presence_and_need
from graph.reach.nearby import who_is_near, who_is_there
from graph.results import Result
from graph.schema import NATIONWIDE
from graph.selection import Selection
from graph.tables import ShownTables

__all__ = ["ReachGaps", "reach_gaps", "who_is_near", "who_is_there"]

_STALE = pd.DateOffset(months=12)


@dataclass(frozen=True, eq=False, repr=False)
class ReachGaps(Result):
    """The cells of cause x community, and what is known that has no cell.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a cell of the whole grid, largest gap first (unknown last), then by names: ``cause_id, cause,
        community_id, community`` (str), ``need`` (>= 0; 1 everywhere where the data state none; missing where other
        cells have one), ``organizations`` (int, how many of the coalition are present), ``coverage`` (0..1), ``gap``
        (0..need), ``fragile`` (bool: exactly one is present; never for a coalition of one), ``claimed`` (nullable
        boolean: true where somebody is said to be there and the last dated presence or interaction is older than 12
        months; missing where nothing there is dated; else false). Empty without causes or communities.
    level : int
        Depth in the tree of places, 1 = the highest.
    denominator : {"listed", "seen"}
        ``"listed"`` where the data list places that no presence names, or in a sheet of their own, else ``"seen"``.
    needs : {"stated", "none"}
        Whether the data state any need.
    needs_above : int
        How many needs are stated for places above the level, in no cell.
    as_of : date or None
        "Today"; ``None`` where nothing is dated.
    presences : dict of str to int
        How many presences of the coalition are ``in_cells``, and how many have no cell, by reason: ``nationwide``,
        ``above``, ``without_cause``, ``elsewhere``. They add up to ``all``.
    nationwide : pd.DataFrame
        Presence in no single place: ``cause_id, cause, organizations``.
    above : pd.DataFrame
        Presence in places above the level: ``cause_id, cause, community_id, community, organizations``.
    without_cause : pd.DataFrame
        Presence for no stated cause: ``community_id, community, organizations``.
    """

    level: int
    denominator: str
    needs: str
    needs_above: int
    as_of: date | None
    presences: dict[str, int]
    nationwide: pd.DataFrame
    above: pd.DataFrame
    without_cause: pd.DataFrame


@checked
def reach_gaps(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str] | None = None,
    level: int | None = None,
    most_places: int = 100,
    nationwide: bool = False,
) -> ReachGaps:
    """Return every cell of cause x community with who covers it, what is missing, and how sure that is.

    ``coverage = 1 - product over present organizations of (1 - r)``, ``r = min(1, people_reached / people_in_need)``
    where both are known and somebody is in need, else 1; ``gap = need * (1 - coverage)``.

    Parameters
    ----------
    tables : Tables
        The data set.
    selection : Selection, optional
        Which part of it counts. Causes and communities choose the cells, everything else the presences.
    coalition : frozenset of str, optional
        Ids of the organizations whose reach is looked at; ``None`` means everybody.
    level : int, optional
        Depth in the tree of places, 1 = the highest; what is known of places below rolls up. By default the deepest
        level, going down from 1, with at most `most_places` places and no fewer than the level above it (a level
        with fewer covers only part of the country). Groups of people are rows of their own at every level.
    most_places : int
        See `level`.
    nationwide : bool
        Whether a presence in the community ``nationwide`` covers every place, instead of none.

    Returns
    -------
    ReachGaps
        The cells as ``frame``, with the level, the kind of denominator and what has no cell.

    Raises
    ------
    UnknownName
        If a cause, community or level is unknown.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["o"], "name": ["Ana Trust"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
    ...     "presences": pd.DataFrame({"organization_id": ["o"], "community_id": ["n"], "cause_id": ["w"]}),
    ... })
    >>> gaps = reach_gaps(tables)
    >>> gaps.frame[["community", "organizations", "gap", "claimed"]]
      community  organizations  gap  claimed
    0     South              0  1.0    False
    1     North              1  0.0     <NA>
    >>> gaps.level, gaps.needs
    (1, 'none')
    """
    reach = presence_and_need(tables, selection, level=level, most_places=most_places, nationwide=nationwide)
    grid, present = reach.grid, reach.of(coalition)
    count = np.bincount(present["cell"], minlength=grid.size)
    coverage = 1.0 - reach.uncovered(coalition)
    gap = reach.need * (1.0 - coverage)
    alone = coalition is not None and len(coalition) == 1
    order = np.lexsort((np.arange(grid.size), count, np.where(np.isnan(gap), np.inf, -gap)))
    frame = grid.frame(order).assign(
        need=reach.need[order],
        organizations=count[order],
        coverage=coverage[order],
        gap=gap[order],
        fragile=(count[order] == 1) & (not alone),
        claimed=_claimed(reach, present)[order],
    )
    groups, presences = _outside(reach, coalition)
    return ReachGaps(
        frame,
        level=grid.level,
        denominator=grid.denominator,
        needs="stated" if len(tables.needs) else "none",
        needs_above=reach.needs_above,
        as_of=reach.as_of,
        presences=presences,
        **groups,
    )


def _claimed(reach: Coverage, present: pd.DataFrame) -> pd.arrays.BooleanArray:
    """Return of each cell whether presence there is only claimed; missing where nothing there is dated."""
    latest = pd.Series(pd.NaT, index=np.arange(reach.grid.size), dtype="datetime64[us]")
    met = interaction_evidence(reach.part, reach.grid, reach.as_of)
    met = met.merge(present[["organization_id", "cell"]], on=["organization_id", "cell"])
    dates = pd.concat([present[["cell", "date"]], met[["cell", "date"]]]).dropna()
    latest.update(dates.groupby("cell")["date"].max())
    somebody = np.zeros(reach.grid.size, dtype=np.bool_)
    somebody[present["cell"]] = True
    old = (latest < _a_year_before(reach.as_of)).to_numpy(np.bool_)
    return pd.arrays.BooleanArray(somebody & old, somebody & latest.isna().to_numpy(np.bool_))


def _a_year_before(today: date | None) -> pd.Timestamp:
    # Without a "today" nothing is dated, so that nothing is compared with it.
    return pd.Timestamp.min if today is None else pd.Timestamp(today) - _STALE


def _outside(reach: Coverage, coalition: frozenset[str] | None) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Return what is known of presences in no cell, by why they are in none, and how many rows went where."""
    grid = reach.grid
    rows = reach.part.presences
    if coalition is not None:
        rows = rows[rows["organization_id"].isin(coalition)]
    rows = rows[["organization_id", "cause_id", "community_id"]].copy()
    at = pd.Index(grid.row_of.index).get_indexer(pd.Index(rows["community_id"]))
    everywhere = rows["community_id"] == NATIONWIDE
    in_view = (at >= 0) | everywhere
    blank = rows["cause_id"].isna()
    above = in_view & ~everywhere & ~blank & (grid.cells(rows["cause_id"], rows["community_id"]) < 0)
    rows["cause"] = rows["cause_id"].map(grid.causes)
    names = reach.part.communities.set_index("community_id")["name"]
    rows["community"] = rows["community_id"].map(names)
    groups = {
        "nationwide": (in_view & everywhere & ~blank, ["cause_id", "cause"]),
        "without_cause": (in_view & blank, ["community_id", "community"]),
        "above": (above, ["cause_id", "cause", "community_id", "community"]),
    }
    frames = {
        name: rows[which].groupby(keys)["organization_id"].nunique().rename("organizations").reset_index()
        for name, (which, keys) in groups.items()
    }
    counts = {name: int(which.sum()) for name, (which, _) in groups.items()}
    elsewhere = int((~in_view).sum())
    in_cells = len(rows) - elsewhere - sum(counts.values())
    return frames, {"all": len(rows), "in_cells": in_cells, **counts, "elsewhere": elsewhere}
