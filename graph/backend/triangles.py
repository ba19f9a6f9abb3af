"""Closed triples: triangles, clustering, transitivity."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.engines.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]

_MOST_PRODUCTS = 20_000_000
"""Products of numbers of a sparse matrix that are made at a time: some 300 MB."""


def triangles(G: nx.Graph, nodes: Any = None) -> dict[Any, int]:
    """All nodes, undirected.

    Engine: igraph. Falls back: `nodes`; self-loops.
    """
    if nodes is not None:
        raise NotOurs
    engine = engine_of(G)
    degree = engine.degrees()
    closed = _closed(engine) * degree * (degree - 1) / 2
    return engine.by_node(np.rint(closed).astype(np.int64))


def _closed(engine: Engine) -> np.ndarray:
    return np.array(engine.igraph.transitivity_local_undirected(mode="zero"), dtype=np.float64)


def clustering(G: nx.Graph, nodes: Any = None, weight: Any = None) -> dict[Any, float]:
    """All nodes, undirected, with and without weights (the geometric mean over each triangle).

    Engine: igraph; scipy with weights. Falls back: `nodes`; directed; self-loops; weights of 0 or below.
    """
    if nodes is not None:
        raise NotOurs
    engine = engine_of(G, weight, positive=True)
    if engine.lengths is None:
        return engine.by_node(_closed(engine))
    matrix = engine.matrix.copy()
    degree = np.diff(matrix.indptr)
    matrix.data = np.cbrt(matrix.data / matrix.data.max(initial=0.0))
    twice = np.concatenate([np.zeros(0), *_around(matrix)])
    return engine.by_node(twice / np.maximum(degree * (degree - 1), 1))


def _around(matrix: sparse.csr_array) -> Iterator[np.ndarray]:
    """Give ``sum over j, q of m_ij * m_jq * m_qi`` for each row i, some rows at a time."""
    degree = np.diff(matrix.indptr)
    products = np.r_[0, np.cumsum(np.asarray(matrix.astype(bool).astype(np.int64) @ degree).ravel())]
    start, n = 0, matrix.shape[0]
    while start < n:
        stop = int(np.searchsorted(products, products[start] + _MOST_PRODUCTS, side="right")) - 1
        stop = min(max(stop, start + 1), n)
        rows = matrix[start:stop]
        yield np.asarray(((rows @ matrix) * rows).sum(axis=1), dtype=np.float64).ravel()
        start = stop


def average_clustering(G: nx.Graph, nodes: Any = None, weight: Any = None, count_zeros: bool = True) -> float:
    """As for `clustering`.

    Engine: igraph; scipy with weights. Falls back: the same as for `clustering`; a graph without nodes.
    """
    values = list(clustering(G, nodes, weight).values())
    counted = values if count_zeros else [value for value in values if value > 0]
    if not counted:
        raise NotOurs
    return sum(counted) / len(counted)


def transitivity(G: nx.Graph) -> float:
    """Undirected.

    Engine: igraph. Falls back: directed; self-loops.
    """
    return float(engine_of(G).igraph.transitivity_undirected(mode="zero"))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "average_clustering": average_clustering,
    "clustering": clustering,
    "transitivity": transitivity,
    "triangles": triangles,
}
