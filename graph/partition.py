"""Runs of the Leiden algorithm over several seeds: the best of them, and how far they agree."""

import random
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.leiden import leiden
from graph.matrix import igraph_form, strength_matrix
from graph.network import TieNetwork

__all__ = [
    "Partition",
    "certainty",
    "cohesion",
    "inside_and_total",
    "internal_share",
    "numbered",
    "partition",
    "quality",
]

_MOST_RUNS = 20
_FEWEST_RUNS = 5
_TIES_IN_ALL_RUNS = 2_000_000
_DIGITS = 9

# A tie network never changes, and its clusters are asked for by every table that shows them.
_found: WeakKeyDictionary[TieNetwork, dict[tuple[float, int], "Partition"]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Partition:
    """The clusters of a network and every run they were chosen from.

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
    """Return the best of several seeded runs of Leiden on modularity, weighted by strength.

    Each run goes on until nothing improves. A cluster that a run left in several pieces is split into them,
    which never lowers modularity. Equal quality: the run whose labels come first in order, so that the result
    does not depend on the order of rows.
    """
    if not isinstance(ties, TieNetwork):
        return _partition(ties, resolution, seed)
    known = _found.setdefault(ties, {})
    if (resolution, seed) not in known:
        known[resolution, seed] = _partition(ties, resolution, seed)
    return known[resolution, seed]


def _partition(ties: nx.Graph, resolution: float, seed: int) -> Partition:
    ids = sorted(ties)
    order = {node: i for i, node in enumerate(ties)}
    at = np.array([order[node] for node in ids], dtype=np.int64)
    matrix = strength_matrix(ties)[at][:, at]
    matrix.sort_indices()
    runs = _runs(_relative(matrix), resolution, seed)
    scored = sorted((-round(quality(matrix, run, resolution), _DIGITS), *_first_seen(run)) for run in runs)
    best = np.array(scored[0][1:], dtype=np.int64)
    back = np.argsort(at)
    index = pd.Index(list(ties), name="organization_id")
    members = numbered(best, ids).to_numpy()[back]
    return Partition(
        members=pd.Series(pd.array(members, dtype="Int64"), index=index, name="cluster"),
        quality=quality(matrix, best, resolution) if matrix.nnz else float("nan"),
        runs=runs[:, back],
    )


def _relative(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return strengths as multiples of their mean, without the last digits of their sums.

    The clusters are then the same on whatever day strengths are weighed, and in whatever order they were summed.
    """
    if not matrix.nnz:
        return matrix
    found = matrix.copy()
    found.data = found.data / found.data.mean()
    scale = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(found.data)))
    found.data = np.round(found.data * scale) / scale
    return found


def _runs(matrix: sparse.csr_array, resolution: float, seed: int) -> np.ndarray:
    ties = max(matrix.nnz // 2, 1)
    times = min(_MOST_RUNS, max(_FEWEST_RUNS, _TIES_IN_ALL_RUNS // ties)) if matrix.nnz else 1
    network = igraph_form(matrix)
    runs = []
    for run in range(times):
        found = leiden(network, "strength", resolution, random.Random(seed + run))  # noqa: S311  (no secret)
        runs.append(_in_one_piece(matrix, np.array(found, dtype=np.int64)))
    return np.array(runs, dtype=np.int64).reshape(times, matrix.shape[0])


def _in_one_piece(matrix: sparse.csr_array, labels: np.ndarray) -> np.ndarray:
    """Return labels under which every cluster is connected."""
    if not len(labels):
        return labels
    both = matrix.tocoo()
    inside = labels[both.row] == labels[both.col]
    kept = sparse.coo_array((both.data[inside], (both.row[inside], both.col[inside])), shape=matrix.shape)
    pieces: np.ndarray = connected_components(kept, directed=False)[1]
    return pieces.astype(np.int64)


def _first_seen(labels: np.ndarray) -> list[int]:
    """Return the same clusters with labels 0, 1, ... in the order in which they are met."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    found: list[int] = rank[inverse].tolist()
    return found


def numbered(labels: np.ndarray, ids: list[str]) -> pd.Series:
    """Return cluster numbers from 1, the largest first, then by smallest id; ``<NA>`` in clusters of one."""
    frame = pd.DataFrame({"label": labels, "organization_id": ids})
    clusters = frame.groupby("label")["organization_id"].agg(["size", "min"])
    clusters = clusters[clusters["size"] > 1].sort_values(["size", "min"], ascending=[False, True])
    number = pd.Series(np.arange(1, len(clusters) + 1), index=clusters.index, dtype="Int64")
    found = frame["label"].map(number).astype("Int64")
    return pd.Series(found.array, index=pd.Index(ids, name="organization_id"), name="cluster")


def quality(matrix: sparse.csr_array, labels: np.ndarray, resolution: float) -> float:
    """Return modularity: ``sum over clusters of inside / total - resolution * (degree / total) ** 2``."""
    total = matrix.sum()
    if not total:
        return 0.0
    codes = np.unique(labels, return_inverse=True)[1]
    both = matrix.tocoo()
    inside = both.data[codes[both.row] == codes[both.col]].sum()
    each = np.bincount(codes, weights=np.asarray(matrix.sum(axis=1)).ravel())
    return float(inside / total - resolution * ((each / total) ** 2).sum())


def certainty(members: pd.Series, runs: np.ndarray) -> pd.Series:
    """Return the share of runs in which each organization stands in the same cluster.

    Two clusters are the same when each holds more than half of the other.
    """
    mine = members.astype("float64").fillna(-1.0).to_numpy()
    sure = np.zeros(len(members))
    sizes = pd.Series(mine).groupby(mine).transform("size").to_numpy()
    for run in runs:
        both = pd.DataFrame({"mine": mine, "run": run})
        shared = both.groupby(["mine", "run"])["run"].transform("size").to_numpy()
        theirs = both.groupby("run")["run"].transform("size").to_numpy()
        sure += (2 * shared > sizes) & (2 * shared > theirs)
    found = pd.Series(sure / max(len(runs), 1), index=members.index, name="certainty")
    return found.where(members.notna().to_numpy())


def internal_share(ties: nx.Graph, members: pd.Series) -> pd.Series:
    """Return the share of each organization's strength that stays in its cluster; NaN outside clusters."""
    inside, total = inside_and_total(ties, members)
    with np.errstate(invalid="ignore"):
        share = inside / total
    found = pd.Series(share, index=pd.Index(list(ties), name="organization_id"), name="internal_share")
    return found.where(members.reindex(found.index).notna().to_numpy())


def cohesion(ties: nx.Graph, members: pd.Series) -> pd.Series:
    """Return the share of its members' strength that stays inside, for each cluster, indexed by its number."""
    inside, total = inside_and_total(ties, members)
    by = {"inside": inside, "total": total, "cluster": members.reindex(list(ties)).array}
    sums = pd.DataFrame(by).groupby("cluster").sum()
    return pd.Series(sums["inside"] / sums["total"], name="cohesion")


def inside_and_total(ties: nx.Graph, members: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return each organization's strength inside its cluster and altogether, in the order of `ties`."""
    matrix = strength_matrix(ties)
    of = members.reindex(list(ties)).astype("float64").to_numpy()
    both = matrix.tocoo()
    same = of[both.row] == of[both.col]
    inside = np.bincount(both.row[same], weights=both.data[same], minlength=len(of))
    return inside, np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
