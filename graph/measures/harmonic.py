"""Harmonic closeness of a network too large to measure every way: from sampled organizations."""

import random

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.engines.matrix import strength_matrix

__all__ = ["SOURCES", "estimated_harmonic"]

SEED = 20240229
SOURCES = 3_072
"""Whom steps are counted from: the ranks of all are then kept to a few thousandths."""

_BITS = 64


def estimated_harmonic(ties: nx.Graph, *, sources: int = SOURCES, seed: int = SEED) -> pd.DataFrame:
    """Return harmonic closeness estimated from the steps to some organizations, drawn without replacement.

    The mean of ``1 / steps`` over the drawn others, 0 where out of reach: each is a fair sample of all others, and
    all organizations are measured from the same ones, so that chance moves them together and their ranks little. The
    sources are followed 64 at a time, one bit each.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts; in a directed network the steps lead towards an organization.
    sources : int
        How many to draw, 1 or more; with as many as there are the answer is exact.
    seed : int
        Of the draw, which follows the sorted ids and not the order of rows.

    Returns
    -------
    pd.DataFrame
        Indexed by ``organization_id`` in the order of `ties`: ``harmonic`` (float64, 0 to 1), ``error`` (its standard
        error over the draw). Isolates get 0. No rows for an empty network.

    References
    ----------
    Eppstein, D. and Wang, J. (2004). Fast approximation of centrality. *Journal of Graph Algorithms and Applications*
    8, 39-45. Marchiori, M. and Latora, V. (2000). Harmony in the small-world. *Physica A* 285, 539-546.

    Examples
    --------
    >>> estimated_harmonic(nx.path_graph(["ana", "ben", "cy"]))["harmonic"].to_dict()
    {'ana': 0.75, 'ben': 1.0, 'cy': 0.75}
    """
    matrix = strength_matrix(ties)
    if ties.is_directed():
        matrix = sparse.csr_array(matrix.T)
    nodes = list(ties)
    n = len(nodes)
    ordered = sorted(range(n), key=lambda i: str(nodes[i]))
    drawn = ordered if sources >= n else random.Random(seed).sample(ordered, sources)  # noqa: S311  (no secret)
    total, squares = np.zeros(n), np.zeros(n)
    for start in range(0, len(drawn), _BITS):
        for step, count in enumerate(_reached(matrix.indptr, matrix.indices, drawn[start : start + _BITS]), start=1):
            total += count / step
            squares += count / step**2
    others = np.full(n, float(len(drawn)))
    others[drawn] -= 1  # nobody is a step away from itself
    mean = total / np.maximum(others, 1)
    left = 1 - others / max(n - 1, 1)
    spread = np.sqrt(np.maximum(squares / np.maximum(others, 1) - mean**2, 0) * left / np.maximum(others, 1))
    return pd.DataFrame({"harmonic": mean, "error": spread}, index=pd.Index(nodes, name="organization_id"))


def _reached(indptr: np.ndarray, indices: np.ndarray, sources: list[int]) -> list[np.ndarray]:
    """Return, step by step, how many of up to 64 sources reach each organization at that step first."""
    n = len(indptr) - 1
    reached = np.zeros(n, dtype=np.uint64)
    reached[sources] = np.uint64(1) << np.arange(len(sources), dtype=np.uint64)
    tied = np.flatnonzero(np.diff(indptr))
    fresh, counts = reached.copy(), []
    while fresh.any():
        near = np.zeros(n, dtype=np.uint64)
        near[tied] = np.bitwise_or.reduceat(fresh[indices], indptr[tied]) if len(tied) else 0
        fresh = near & ~reached
        reached |= fresh
        if fresh.any():
            counts.append(np.bitwise_count(fresh))
    return counts
