"""The network as a matrix, and what is computed by multiplying with it."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]


def to_scipy_sparse_array(
    G: nx.Graph,
    nodelist: Any = None,
    dtype: Any = None,
    weight: str | None = "weight",
    format: str = "csr",
) -> Any:
    """All nodes in the order of the graph.

    Engine: scipy. Falls back: `nodelist` in another order; whole numbers without `dtype`.
    """
    engine = engine_of(G, weight, directed=True, loops=True)
    if engine.n == 0 or (nodelist is not None and list(nodelist) != engine.nodes):
        raise NotOurs
    if dtype is None and (engine.lengths is None or bool((engine.lengths == np.round(engine.lengths)).all())):
        raise NotOurs  # NetworkX would find whole numbers here
    matrix: Any = engine.matrix
    return matrix.astype(dtype or np.float64).asformat(format)


def eigenvector_centrality(
    G: nx.Graph,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Any = None,
    weight: str | None = None,
) -> dict[Any, float]:
    """Power iteration on A + I, as NetworkX does, from equal start values.

    Engine: scipy. Falls back: `nstart`.
    """
    if nstart is not None:
        raise NotOurs
    engine = engine_of(G, weight, directed=True, loops=True)
    if engine.n == 0:
        raise NotOurs
    onto = engine.matrix_of_ends
    now = np.full(engine.n, 1 / engine.n)
    for _ in range(max_iter):
        before = now
        now = before + onto @ before
        now /= np.linalg.norm(now) or 1.0
        if np.abs(now - before).sum() < engine.n * tol:
            return engine.by_node(now)
    raise nx.PowerIterationFailedConvergence(max_iter)


def pagerank(
    G: nx.Graph,
    alpha: float = 0.85,
    personalization: Any = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Any = None,
    weight: str | None = "weight",
    dangling: Any = None,
) -> dict[Any, float]:
    """All arguments: power iteration, with NetworkX's criterion of convergence.

    Engine: scipy.
    """
    engine = engine_of(G, weight, directed=True, loops=True)
    n = engine.n
    if n == 0:
        return {}
    even = np.full(n, 1 / n)
    toward = even if personalization is None else _shares(engine, personalization, or_else=ZeroDivisionError)
    leave = toward if dangling is None else _shares(engine, dangling)
    now = even if nstart is None else _shares(engine, nstart)
    out = np.asarray(engine.matrix.sum(axis=1), dtype=np.float64).ravel()
    stuck = out == 0
    each = np.divide(1.0, out, out=np.zeros(n), where=~stuck)
    onto = engine.matrix_of_ends
    for _ in range(max_iter):
        before = now
        now = alpha * (onto @ (before * each) + before[stuck].sum() * leave) + (1 - alpha) * toward
        if np.abs(now - before).sum() < n * tol:
            return engine.by_node(now)
    raise nx.PowerIterationFailedConvergence(max_iter)


def _shares(engine: Engine, by_node: Any, or_else: type[Exception] = NotOurs) -> np.ndarray:
    values = np.array([by_node.get(node, 0) for node in engine.nodes], dtype=np.float64)
    total = values.sum()
    if total == 0:
        raise or_else
    shares: np.ndarray = values / total
    return shares


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "eigenvector_centrality": eigenvector_centrality,
    "pagerank": pagerank,
    "to_scipy_sparse_array": to_scipy_sparse_array,
}
