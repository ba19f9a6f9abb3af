"""Likely arrivals as rows: the five counts of each, and what became of such proposals elsewhere."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.allies.arrival_scores import Scores
from graph.allies.reported import Reported
from graph.tables import ShownTables

__all__ = ["BANDS", "Band", "arrival_frame", "names_by_id"]


@dataclass(frozen=True)
class Band:
    """Ranks in the order without a limit an organization, and how many of such proposals came elsewhere.

    Attributes
    ----------
    first, last : int
        The ranks.
    came : float
        The share that had come at the next count, measured on ten published response series.
    """

    first: int
    last: int
    came: float

    @property
    def words(self) -> str:
        """The ranks as text."""
        return f"{self.first}-{self.last}"


BANDS = (Band(1, 20, 0.18), Band(21, 100, 0.10), Band(101, 500, 0.06), Band(501, 2000, 0.02))
"""Constants of 25 splits of ten series of real responses; the first from 5 to 52 % by series, median 13 %."""
_COLUMNS = {
    "organization_id": "str", "name": "str", "rank": "int64", "cause_id": "str", "cause": "str",
    "community_id": "str", "community": "str", "within": "str", "part": "str", "here": "int64", "does": "int64",
    "region": "int64", "there": "int64", "size": "int64", "score": "float64", "overall": "Int64", "band": "str",
    "came": "float64", "reason": "str",
}  # fmt: skip


def arrival_frame(
    tables: ShownTables, reported: Reported, scores: Scores, flat: np.ndarray, members: np.ndarray | None
) -> pd.DataFrame:
    """Return candidates as rows of `graph.allies.arrivals.LikelyArrivals`, ranked as they come.

    Parameters
    ----------
    tables : Tables
        The whole data set, for names.
    reported, scores : Reported, Scores
        The grid, and the counts.
    flat : np.ndarray
        The candidates by their numbers.
    members : np.ndarray of int64, causes x places, optional
        How many of a coalition are in each cell.
    """
    who, cause, place = scores.places_of(flat)
    cells, communities = scores.cells, reported.grid.communities
    names = names_by_id(tables)
    causes, places = pd.Series(cells.causes[cause]), pd.Series(cells.places[place])
    ids = pd.Series(cells.organizations[who])
    parents = places.map(communities["parent_id"])
    counts = {
        "here": scores.works_in[who, place],
        "does": scores.does[who, cause],
        "region": scores.region[who, place],
        "there": scores.there[cause, place],
        "size": scores.size[who],
    }
    ranks = {one: rank for rank, one in enumerate(scores.overall.tolist(), start=1)}
    overall = pd.array([ranks.get(one) for one in flat.tolist()], dtype="Int64")
    bands = [
        next((band for band in BANDS if band.first <= ranks.get(one, 0) <= band.last), None) for one in flat.tolist()
    ]
    adds = np.array([2 * np.log1p(counts["here"]), 1.5 * np.log1p(counts["does"]), np.log1p(counts["region"]),
                     0.5 * np.log1p(counts["there"])])  # fmt: skip
    reasons = np.array([*list(counts)[:4], "none"], dtype=object)
    strongest = np.where(adds.max(axis=0, initial=0) > 0, adds.argmax(axis=0), 4)
    frame = pd.DataFrame({
        "organization_id": ids,
        "name": ids.map(names),
        "rank": np.arange(1, len(flat) + 1),
        "cause_id": causes,
        "cause": causes.map(names),
        "community_id": places,
        "community": places.map(communities["name"]),
        "within": parents.map(tables.communities.set_index("community_id")["name"]),
        "part": _parts(members, cause, place),
        **counts,
        "score": scores.of(flat),
        "overall": overall,
        "band": [band.words if band else "" for band in bands],
        "came": [band.came if band else np.nan for band in bands],
        "reason": reasons[strongest],
    })  # fmt: skip
    return frame.astype(_COLUMNS)


def _parts(members: np.ndarray | None, cause: np.ndarray, place: np.ndarray) -> np.ndarray:
    if members is None:
        return np.full(len(cause), "", dtype=object)
    parts: np.ndarray = np.array(["gap", "one", "territory"], dtype=object)[np.minimum(members[cause, place], 2)]
    return parts


def names_by_id(tables: ShownTables) -> pd.Series:
    """Return the names of organizations and of causes by id."""
    by_id = [frame.set_index(frame.columns[0])["name"] for frame in (tables.organizations, tables.causes)]
    names: pd.Series = pd.concat(by_id)
    return names
