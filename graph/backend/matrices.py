"""The network as a matrix, and what is computed by multiplying with it."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.backend.engine import NotOurs, engine_of

__all__ = ["FUNCTIONS"]


def to_scipy_sparse_array(
    G: nx.Graph,
    nodelist: Any = None,
    dtype: Any = None,
    weight: str | None = "weight",
    format: str = "csr",
) -> Any:
    """Return the matrix in the order of the nodes: what NetworkX's PageRank and others are computed on."""
    found = engine_of(G, weight, directed=True, loops=True)
    if found.n == 0 or (nodelist is not None and list(nodelist) != found.nodes):
        raise NotOurs
    if dtype is None and (found.lengths is None or bool((found.lengths == np.round(found.lengths)).all())):
        raise NotOurs  # NetworkX would find whole numbers here
    matrix: Any = found.matrix()
    return matrix.astype(dtype or np.float64).asformat(format)


def eigenvector_centrality(
    G: nx.Graph,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Any = None,
    weight: str | None = None,
) -> dict[Any, float]:
    """Power iteration on A + I, as NetworkX does, started evenly."""
    if nstart is not None:
        raise NotOurs
    found = engine_of(G, weight, directed=True, loops=True)
    if found.n == 0:
        raise NotOurs
    onto = sparse.csr_array(found.matrix()).T
    now = np.full(found.n, 1 / found.n)
    for _ in range(max_iter):
        before = now
        now = before + onto @ before
        now /= np.linalg.norm(now) or 1.0
        if np.abs(now - before).sum() < found.n * tol:
            return found.by_node(now)
    raise nx.PowerIterationFailedConvergence(max_iter)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "eigenvector_centrality": eigenvector_centrality,
    "to_scipy_sparse_array": to_scipy_sparse_array,
}
