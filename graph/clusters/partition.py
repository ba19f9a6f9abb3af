"""The clusters of the tie network: what many runs of the Leiden algorithm agree on, and how far they do."""

import random
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.clusters.consensus import UNTIL_NOTHING_IMPROVES, consensus, many_runs, quality
from graph.clusters.remembered import remembered
from graph.engines.matrix import strength_matrix
from graph.engines.undirected import undirected_view

__all__ = [
    "Partition",
    "certainty",
    "cohesion",
    "inside_and_total",
    "internal_share",
    "numbered",
    "order_by_ties",
    "partition",
]

_FOUND_AGAIN = 3
_STEPS_TOLD_APART = 4
_DIGITS = 9


@dataclass(frozen=True)
class Partition:
    """The clusters of a network and the runs they come from.

    Attributes
    ----------
    members : pd.Series
        Int64 named ``"cluster"``, indexed by organization, ``<NA>`` outside clusters of two or more.
    quality : float
        Modularity of `members` at the resolution asked for; NaN without ties.
    runs : np.ndarray
        Int, one row a run, one column an organization in the order of `members`: labels without meaning.
    """

    members: pd.Series
    quality: float
    runs: np.ndarray


def partition(ties: nx.Graph, *, resolution: float, seed: int) -> Partition:
    """Return the clusters that seeded runs of Leiden on modularity agree on, weighted by strength.

    Where three runs or more reach the same high modularity (small networks, and clear ones), it is kept: equal
    quality, the run whose labels come first in order. Else it is their consensus (`graph.clusters.consensus`). A
    cluster in several pieces is split into them, which never lowers modularity. Neither the order of rows nor the names
    of organizations have a say: organizations are taken in an order that follows from their ties alone, as far as ties
    tell them apart.
    """
    return _partition(ties, resolution, seed)


@remembered
def _partition(ties: nx.Graph, resolution: float, seed: int) -> Partition:
    ids = list(ties)
    matrix = strength_matrix(ties)
    at = order_by_ties(matrix, ids)
    matrix = matrix[at][:, at]
    matrix.sort_indices()
    generator = random.Random(seed)  # noqa: S311  (no secret)
    even = _relative(matrix)
    runs = many_runs(even, resolution, generator)
    chosen = _found_again(matrix, runs, resolution) if matrix.nnz <= 2 * UNTIL_NOTHING_IMPROVES else None
    if chosen is None:
        chosen = consensus(even, runs, resolution, generator)
    chosen = _in_one_piece(even, chosen)
    back = np.argsort(at)
    return Partition(
        members=numbered(chosen[back], ids),
        quality=quality(matrix, chosen, resolution) if matrix.nnz else float("nan"),
        runs=runs[:, back],
    )


def _found_again(matrix: sparse.csr_array, runs: np.ndarray, resolution: float) -> np.ndarray | None:
    """Return the best grouping whose quality enough runs reach, and as many as do better.

    A better one that a single run happens on would be gone with the next seed.
    """
    scores = np.round([quality(matrix, run, resolution) for run in runs], _DIGITS)
    for score in np.unique(scores)[::-1]:
        best = scores == score
        if best.sum() >= max(min(_FOUND_AGAIN, len(runs)), (scores > score).sum()):
            return np.array(min(_first_seen(run) for run in runs[best]), dtype=np.int64)
    return None


def order_by_ties(matrix: sparse.csr_array, ids: list[str]) -> np.ndarray:
    """Return the positions of organizations by what their ties, and the ties of those, add up to; then by id."""
    scale = matrix.data.max(initial=0.0) or 1.0
    near = [np.diff(matrix.indptr).astype(np.float64)]
    for _ in range(_STEPS_TOLD_APART):
        near.append(matrix @ near[-1] / scale)
    rounded = [_rounded(values) for values in near]
    by_id = np.argsort(np.argsort(np.array(ids, dtype=object))) if ids else np.zeros(0, dtype=np.int64)
    return np.lexsort([by_id, *rounded])


def _rounded(values: np.ndarray) -> np.ndarray:
    """Return the values without the last digits, which depend on the order in which they were summed."""
    digits = np.floor(np.log10(values, out=np.zeros_like(values), where=values > 0))
    scale = 10.0 ** (_DIGITS - 1 - digits)
    rounded: np.ndarray = np.round(values * scale) / scale
    return rounded


def _relative(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return strengths as multiples of their mean, without the last digits of their sums.

    The clusters are then the same on whatever day strengths are weighed, and in whatever order they were summed.
    """
    if not matrix.nnz:
        return matrix
    relative = matrix.copy()
    relative.data = relative.data / relative.data.mean()
    relative.data = _rounded(relative.data)
    return relative


def _in_one_piece(matrix: sparse.csr_array, labels: np.ndarray) -> np.ndarray:
    """Return labels under which every cluster is connected."""
    if not len(labels):
        return labels
    both = matrix.tocoo()
    inside = labels[both.row] == labels[both.col]
    inner_ties = sparse.coo_array((both.data[inside], (both.row[inside], both.col[inside])), shape=matrix.shape)
    pieces: np.ndarray = connected_components(inner_ties, directed=False)[1]
    return pieces.astype(np.int64)


def _first_seen(labels: np.ndarray) -> list[int]:
    """Return the same clusters with labels 0, 1, ... in the order in which they are met."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbers: list[int] = rank[inverse].tolist()
    return numbers


def numbered(labels: np.ndarray, ids: list[str]) -> pd.Series:
    """Return cluster numbers from 1, the largest first, then by smallest id; ``<NA>`` in clusters of one."""
    frame = pd.DataFrame({"label": labels, "organization_id": ids})
    clusters = frame.groupby("label")["organization_id"].agg(["size", "min"])
    clusters = clusters[clusters["size"] > 1].sort_values(["size", "min"], ascending=[False, True])
    number = pd.Series(np.arange(1, len(clusters) + 1), index=clusters.index, dtype="Int64")
    numbers = frame["label"].map(number).astype("Int64")
    return pd.Series(numbers.array, index=pd.Index(ids, name="organization_id"), name="cluster")


def certainty(members: pd.Series, runs: np.ndarray) -> pd.Series:
    """Return the share of runs in which each organization stands in the same cluster.

    Two clusters are the same when each holds more than half of the other. The share says how steady the search is, not
    how much the data say: Leiden finds steady groups in noise too (`graph.clusters.chance`).
    """
    mine = members.astype("float64").fillna(-1.0).to_numpy()
    sure = np.zeros(len(members))
    sizes = pd.Series(mine).groupby(mine).transform("size").to_numpy()
    for run in runs:
        both = pd.DataFrame({"mine": mine, "run": run})
        shared = both.groupby(["mine", "run"])["run"].transform("size").to_numpy()
        theirs = both.groupby("run")["run"].transform("size").to_numpy()
        sure += (2 * shared > sizes) & (2 * shared > theirs)
    shares = pd.Series(sure / max(len(runs), 1), index=members.index, name="certainty")
    return shares.where(members.notna().to_numpy())


def internal_share(ties: nx.Graph, members: pd.Series) -> pd.Series:
    """Return the share of each organization's strength that stays in its cluster; NaN outside clusters."""
    inside, total = inside_and_total(ties, members)
    with np.errstate(invalid="ignore"):
        share = inside / total
    shares = pd.Series(share, index=pd.Index(list(ties), name="organization_id"), name="internal_share")
    return shares.where(members.reindex(shares.index).notna().to_numpy())


def cohesion(ties: nx.Graph, members: pd.Series) -> pd.Series:
    """Return the share of its members' strength that stays inside, for each cluster, indexed by its number."""
    inside, total = inside_and_total(ties, members)
    by = {"inside": inside, "total": total, "cluster": members.reindex(list(ties)).array}
    sums = pd.DataFrame(by).groupby("cluster").sum()
    return pd.Series(sums["inside"] / sums["total"], name="cohesion")


def inside_and_total(ties: nx.Graph, members: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return each organization's strength inside its cluster and altogether, in the order of `ties`.

    The ties of a directed network are taken both ways.
    """
    matrix = strength_matrix(undirected_view(ties))
    of = members.reindex(list(ties)).astype("float64").to_numpy()
    both = matrix.tocoo()
    same = of[both.row] == of[both.col]
    inside = np.bincount(both.row[same], weights=both.data[same], minlength=len(of))
    return inside, np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
