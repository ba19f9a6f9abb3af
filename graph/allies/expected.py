"""Allies by two sums that are never mixed: what they cover there now, and what they may come to cover."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.allies.arrival_question import Asked
from graph.allies.arrival_rows import BANDS
from graph.allies.arrival_scores import Scores
from graph.allies.arrivals import likely_arrivals
from graph.allies.fair import Groups, fair_choice
from graph.allies.greedy import Offers, best_gain, greedy_choice
from graph.allies.reported import reported_presences
from graph.arguments import checked
from graph.errors import UnknownName
from graph.reach.coverage import Coverage, presence_and_need
from graph.results import Result
from graph.selection import Selection
from graph.tables import ShownTables

__all__ = ["GROUPS", "ExpectedAllies", "expected_allies"]

GROUPS = ("parents", "people", "places")
"""What makes a group of communities: one parent, one kind of people, each place; else a column of the communities."""
_COLUMNS = {"organization_id": "str", "name": "str", "rank": "int64", "there_now": "float64", "may_come": "float64",
            "cells_there": "int64", "cells_may": "int64"}  # fmt: skip
_CLOSES = {"organization_id": "str", "cause_id": "str", "cause": "str", "community_id": "str", "community": "str",
           "reach": "float64", "came": "float64"}  # fmt: skip
_SERVED = {"group": "str", "need": "float64", "before": "float64", "by_sum": "float64", "chosen": "float64"}


@dataclass(frozen=True, eq=False, repr=False)
class ExpectedAllies(Result):
    """Allies with what they cover there now, and what they may come to cover.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an ally in the order chosen: ``organization_id, name, rank`` (from 1), ``there_now`` (need that it
        covers where it is present, beyond those before it), ``may_come`` (need that it may come to cover, expected,
        beyond all that is there now and what those before it may), ``cells_there, cells_may`` (int).
    closes : pd.DataFrame
        One row an ally and cell: ``organization_id, cause_id, cause, community_id, community, reach`` (0..1), ``came``
        (1 where it is there, else the share of such proposals that came elsewhere).
    there_now, may_come : float
        The two sums of the frame. They are never added: the second is an expectation.
    total_need, total_before : float
        All need that is known, and how much of it the coalition covers.
    expected_gain, exact_gain : float
        What the choice is judged by, and the most that any `k` organizations could reach; NaN where not known.
    method, exact_method : {"greedy", "milp", "enumeration", ""}
        How the allies, and that most, were found.
    served : pd.DataFrame
        One row a group of communities: ``group, need``, and the share of it that is covered ``before``, with the
        choice of the sum (``by_sum``) and with this one (``chosen``). Empty unless a fair choice is asked for.
    withheld : bool
        Whether the data speak against a list of arrivals: then nothing is expected of them.
    """

    closes: pd.DataFrame
    there_now: float
    may_come: float
    total_need: float
    total_before: float
    expected_gain: float
    exact_gain: float
    method: str
    exact_method: str
    served: pd.DataFrame
    withheld: bool


@checked
def expected_allies(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str],
    k: int = 5,
    arrivals: bool = True,
    anyway: bool = False,
    fair: str | None = None,
    level: int | None = None,
    most_places: int = 100,
    nationwide: bool = False,
) -> ExpectedAllies:
    """Return allies by what they cover there now and may come to cover, or by what that gives the worst served.

    ``f(S) = sum over cells need * (1 - (1 - r_us) * prod over o in S (1 - p_oc r_oc))``, with p = 1 where o is
    present, else the share of proposals of its rank that came elsewhere (`graph.likely_arrivals`; 0 beyond rank
    2,000). f is monotone and submodular: the gain of the lazy greedy choice is at least ``1 - 1/e`` of the best.

    Parameters
    ----------
    tables, selection, level, most_places, nationwide
        As for `graph.missing_allies`.
    coalition : frozenset of str
        Ids of its organizations.
    k : int
        The most to choose.
    arrivals : bool
        Whether likely arrivals count. Without them all is as for `graph.missing_allies`.
    anyway : bool
        Whether they count where the data speak against a list of them, too.
    fair : str, optional
        Serve the worst-served group of communities first, then the sum: ``"parents"`` (the children of one place are a
        group), ``"people"`` (each group of people), ``"places"`` (each community), or a column of the communities.
    most_places : int
        As for `graph.reach.gaps.reach_gaps`.

    Returns
    -------
    ExpectedAllies
        The allies as ``frame``, with both sums.

    Raises
    ------
    UnknownName
        If a cause, community, level or kind of groups is unknown.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s", "e"], "name": ["North", "South", "East"]}),
    ...     "presences": pd.DataFrame({
    ...         "organization_id": ["a", "b", "a"], "community_id": ["n", "s", "e"], "cause_id": "w",
    ...         "since": "2024-03-31",
    ...     }),
    ... })
    >>> allies = expected_allies(tables, coalition=frozenset({"a"}), anyway=True)
    >>> allies.frame[["name", "there_now", "may_come"]]
            name  there_now  may_come
    0  Ben House        1.0       0.0
    """
    coverage = presence_and_need(tables, selection, level=level, most_places=most_places, nationwide=nationwide)
    missing = np.nan_to_num(coverage.need) * coverage.uncovered(coalition)
    outside = coverage.present[~coverage.present["organization_id"].isin(coalition)]
    present = outside[["organization_id", "cell", "reach"]].assign(came=1.0)
    withheld = False
    if arrivals:
        hoped, withheld = _hoped(tables, selection, coverage, coalition, anyway=anyway)
        present = pd.concat([present, hoped], ignore_index=True).drop_duplicates(["organization_id", "cell"])
    offers = Offers.of(present.assign(reach=present["reach"] * present["came"]))
    by_sum = greedy_choice(offers, missing, k)
    ids, method, served = [choice.organization_id for choice in by_sum], "greedy", pd.DataFrame(columns=list(_SERVED))
    if fair is not None:
        groups = _groups(tables, coverage, missing, fair)
        position = {organization_id: i for i, organization_id in enumerate(offers.ids.tolist())}
        chosen, method = fair_choice(offers, groups, k)
        served = _served(groups, offers, [position[i] for i in ids], chosen)
        ids = [str(offers.ids[i]) for i in chosen]
    mine = present[present["organization_id"].isin(ids)]
    ordered = greedy_choice(Offers.of(mine.assign(reach=mine["reach"] * mine["came"])), missing, k)
    frame, closes = _rows(tables, coverage, mine, missing, [choice.organization_id for choice in ordered])
    exact_gain, exact_method = best_gain(offers, missing, k)
    needed = float(np.nansum(coverage.need))
    return ExpectedAllies(
        frame,
        closes=closes,
        there_now=float(frame["there_now"].sum()),
        may_come=float(frame["may_come"].sum()),
        total_need=needed,
        total_before=needed - float(missing.sum()),
        expected_gain=sum(choice.gain for choice in ordered),
        exact_gain=exact_gain,
        method=method,
        exact_method=exact_method,
        served=served.astype(_SERVED),
        withheld=withheld,
    )


def _hoped(
    tables: ShownTables, selection: Selection | None, coverage: Coverage, coalition: frozenset[str], *, anyway: bool
) -> tuple[pd.DataFrame, bool]:
    """Return where organizations outside may come, as rows of offers; none where the data speak against it."""
    level = coverage.grid.level
    withheld = likely_arrivals(tables, selection, k=1, level=level).withheld
    reported = reported_presences(tables, selection, level=level)
    scores = Scores(reported.by(None))
    flat = scores.overall if anyway or not withheld else scores.overall[:0]
    ranks = np.arange(1, len(flat) + 1)
    asked = Asked.of(tables, selection, reported, scores.cells, coalition=coalition).holds(flat, scores)
    who, cause, place = (at[asked] for at in scores.places_of(flat))
    came = np.array([next(band.came for band in BANDS if rank <= band.last) for rank in ranks[asked].tolist()])
    grid = coverage.grid
    column = pd.Index(grid.causes.index).get_indexer(pd.Index(scores.cells.causes[cause]))
    row = pd.Index(grid.communities.index).get_indexer(pd.Index(scores.cells.places[place]))
    inside = (column >= 0) & (row >= 0)
    hoped = pd.DataFrame({
        "organization_id": scores.cells.organizations[who], "cell": column * len(grid.communities) + row,
        "reach": 1.0, "came": came.astype(np.float64),
    })  # fmt: skip
    return hoped[inside], withheld


def _rows(
    tables: ShownTables, coverage: Coverage, mine: pd.DataFrame, missing: np.ndarray, ids: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the allies with their two figures, and the cells: first all that is there now, then what may come."""
    names = tables.organizations.set_index("organization_id")["name"]
    gains: dict[tuple[str, bool], tuple[float, int]] = {}
    closes = []
    left = missing.astype(np.float64, copy=True)
    for sure in (True, False):
        for i in ids:
            rows = mine[(mine["organization_id"] == i) & ((mine["came"] == 1) == sure)]
            cells, share = rows["cell"].to_numpy(np.int64), (rows["reach"] * rows["came"]).to_numpy()
            adds = left[cells] * share
            left[cells] *= 1.0 - share
            useful = adds > 0
            gains[i, sure] = float(adds.sum()), int(useful.sum())
            useful_cells = coverage.grid.frame(cells[useful]).assign(organization_id=i)
            closes.append(
                useful_cells.assign(reach=rows["reach"].to_numpy()[useful], came=rows["came"].to_numpy()[useful])
            )
    frame = pd.DataFrame(
        [
            (i, names[i], rank, gains[i, True][0], gains[i, False][0], gains[i, True][1], gains[i, False][1])
            for rank, i in enumerate(ids, start=1)
        ],
        columns=list(_COLUMNS),
    )
    every = pd.concat(closes, ignore_index=True) if closes else pd.DataFrame(columns=list(_CLOSES))
    return frame.astype(_COLUMNS), every[list(_CLOSES)].astype(_CLOSES)


def _groups(tables: ShownTables, coverage: Coverage, missing: np.ndarray, fair: str) -> Groups:
    """Return the groups of communities that need anything, by name."""
    communities = tables.communities.set_index("community_id")
    rows = coverage.grid.communities
    parents = rows["parent_id"].map(communities["name"]).astype("str")
    if fair == "parents":
        called = parents.where(~rows["people"], rows["name"]).fillna(rows["name"])
    elif fair == "people":
        called = rows["name"].where(rows["people"], "")
    elif fair == "places":
        called = rows["name"] + (" (" + parents + ")").fillna("")
    elif fair in set(communities) - {"parent_id", "source"}:
        called = communities[fair].reindex(rows.index).astype("str").fillna("")
    else:
        raise UnknownName("groups of communities", fair, (*GROUPS, *communities))
    need = np.nan_to_num(coverage.need)
    of_cell = np.tile(called.to_numpy(dtype=object), len(coverage.grid.causes))
    names = sorted(set(of_cell[need > 0]))
    at = pd.Index(names, dtype=object).get_indexer(pd.Index(of_cell, dtype=object))
    return Groups(tuple(names), at.astype(np.int64), need, missing)


def _served(groups: Groups, offers: Offers, by_sum: list[int], chosen: list[int]) -> pd.DataFrame:
    inside = groups.of_cell >= 0
    need = np.bincount(groups.of_cell[inside], weights=groups.need[inside], minlength=len(groups.names))
    frame = pd.DataFrame({
        "group": groups.names, "need": need, "before": groups.shares(groups.missing),
        "by_sum": groups.shares(groups.left(offers, by_sum)), "chosen": groups.shares(groups.left(offers, chosen)),
    })  # fmt: skip
    return frame.sort_values(["before", "group"], ignore_index=True)
