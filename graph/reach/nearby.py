"""One cell of cause x community seen from close by: who is there, and who is near."""

from dataclasses import replace

import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.errors import UnknownName
from graph.reach.coverage import Coverage, interaction_evidence, presence_and_need
from graph.reach.grid import level_of
from graph.schema import NATIONWIDE
from graph.selection import Selection
from graph.tables import ShownTables

__all__ = ["cell_coverage", "near_cell", "who_is_near", "who_is_there"]

_RELATIONS = ("neighbouring", "same place", "nationwide", "elsewhere")


@checked
def who_is_there(
    tables: ShownTables,
    selection: Selection | None,
    cause_id: str,
    community_id: str,
    *,
    nationwide: bool = False,
) -> pd.DataFrame:
    """Return the organizations that are present in a cell.

    Parameters
    ----------
    tables, selection : Tables, Selection
        As for `graph.reach.gaps.reach_gaps`.
    cause_id, community_id : str
        The cell; what is known of places below the community counts.
    nationwide : bool
        Whether a nationwide presence counts as one here.

    Returns
    -------
    pd.DataFrame
        One row an organization, by name: ``organization_id, name`` (str), ``since`` (the earliest stated), ``until``
        (the latest; missing where one presence is open), ``people_reached`` (missing where a part is unknown),
        ``last_evidence`` (last date of a dated presence or interaction there). Empty where nobody is.

    Raises
    ------
    UnknownName
        If there is no such cell.
    """
    coverage, cell = cell_coverage(tables, selection, cause_id, community_id, nationwide=nationwide)
    present = coverage.present[coverage.present["cell"] == cell].set_index("organization_id")
    presences = coverage.part.presences
    inside = coverage.grid.cells(presences["cause_id"], presences["community_id"]) == cell
    if nationwide:
        inside |= ((presences["community_id"] == NATIONWIDE) & (presences["cause_id"] == cause_id)).to_numpy()
    periods = presences[inside].groupby("organization_id")
    met = interaction_evidence(coverage.part, coverage.grid, coverage.as_of)
    met_here = met[met["cell"] == cell].set_index("organization_id")["date"]
    in_cell = pd.DataFrame(
        {
            "name": _names(tables).reindex(present.index),
            "since": periods["since"].min(),
            "until": periods["until"].max().where(periods["until"].count() == periods.size()),
            "people_reached": present["reached"],
            "last_evidence": pd.concat([present["date"], met_here.reindex(present.index)], axis=1).max(axis=1),
        }
    )
    in_cell.index.name = "organization_id"
    return in_cell.reset_index().sort_values(["name", "organization_id"], ignore_index=True)


@checked
def who_is_near(tables: ShownTables, selection: Selection | None, cause_id: str, community_id: str) -> pd.DataFrame:
    """Return the organizations that are not present in a cell but closest to it.

    Returns
    -------
    pd.DataFrame
        One row an organization, closest first: ``organization_id, name, relation`` (str), ``cause`` (str, the name of
        the cause of the cell), ``nearby`` (tuple of str). ``relation`` is the first that holds of ``"neighbouring"``
        (this cause in a place below the same parent), ``"same place"`` (there for another cause), ``"nationwide"``
        (this cause, everywhere), ``"elsewhere"`` (this cause in another place); ``nearby`` are the names of these
        places, or of the other causes in the same place, sorted. `graph.sentences.reach.why_near` puts a row into
        words. Filters of causes and communities do not narrow it.

    Raises
    ------
    UnknownName
        If there is no such cell.
    """
    wide = replace(selection or Selection(), causes=(), communities=())
    coverage, cell = cell_coverage(tables, wide, cause_id, community_id)
    return near_cell(coverage, tables, cell)


def cell_coverage(
    tables: ShownTables,
    selection: Selection | None,
    cause_id: str,
    community_id: str,
    *,
    nationwide: bool = False,
) -> tuple[Coverage, int]:
    """Return presence and need at the level of a community, and the number of its cell.

    Raises
    ------
    UnknownName
        If there is no such cell.
    """
    level = level_of(tables, community_id)
    coverage = presence_and_need(tables, selection, level=level, nationwide=nationwide)
    grid = coverage.grid
    if cause_id not in grid.causes.index:
        raise UnknownName("cause in the grid of reach", cause_id, grid.causes.index)
    if community_id not in grid.communities.index:
        raise UnknownName("community in the grid of reach", community_id, grid.communities.index)
    return coverage, int(grid.cells(pd.Series([cause_id]), pd.Series([community_id]))[0])


def near_cell(coverage: Coverage, tables: ShownTables, cell: int) -> pd.DataFrame:
    """Return what `who_is_near` does, for the number of a cell."""
    grid, present = coverage.grid, coverage.present
    cause_at, row_at = divmod(cell, len(grid.communities))
    columns, rows = np.divmod(present["cell"].to_numpy(np.int64), len(grid.communities))
    beside = np.flatnonzero(grid.siblings == grid.siblings[row_at])
    same_cause, same_row = columns == cause_at, rows == row_at
    presences = coverage.part.presences
    everywhere = presences[
        (presences["community_id"] == NATIONWIDE) & (presences["cause_id"] == grid.causes.index[cause_at])
    ]
    places, causes = grid.communities["name"].to_numpy(), grid.causes.to_numpy()
    neighbouring = same_cause & np.isin(rows, beside)
    kinds = (
        (present["organization_id"][neighbouring], places[rows[neighbouring]]),
        (present["organization_id"][same_row], causes[columns[same_row]]),
        (everywhere["organization_id"], np.full(len(everywhere), "")),
        (present["organization_id"][same_cause], places[rows[same_cause]]),
    )
    texts = [
        pd.DataFrame({"organization_id": ids.to_numpy(), "found": names, "order": order})
        for order, (ids, names) in enumerate(kinds)
    ]
    every = pd.concat(texts, ignore_index=True)
    every = every[~every["organization_id"].isin(present.loc[present["cell"] == cell, "organization_id"])]
    every = every[every["order"] == every.groupby("organization_id")["order"].transform("min")]
    names_of: dict[tuple[str, int], set[str]] = {}
    for organization_id, order, name in zip(every["organization_id"], every["order"], every["found"], strict=True):
        names_of.setdefault((organization_id, order), set()).add(name)
    names = _names(tables)
    near = sorted((order, names[i], i, tuple(sorted(some - {""}))) for (i, order), some in names_of.items())
    return pd.DataFrame(
        [(i, name, _RELATIONS[order], causes[cause_at], some) for order, name, i, some in near],
        columns=["organization_id", "name", "relation", "cause", "nearby"],
    ).astype({"organization_id": "str", "name": "str", "relation": "str", "cause": "str", "nearby": "object"})


def _names(tables: ShownTables) -> pd.Series:
    return tables.organizations.set_index("organization_id")["name"]
