"""Structural holes and links that are not there: small neighbourhoods, by products of sparse matrices."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.backend.engine import Engine, NotOurs, engine_of
from graph.burt import burt_constraint, burt_effective_size

__all__ = ["FUNCTIONS"]


def _mutual(G: nx.Graph, nodes: Any, weight: str | None) -> tuple[Engine, sparse.csr_array]:
    if nodes is not None:
        raise NotOurs
    found = engine_of(G, weight, directed=True, positive=True)
    matrix = sparse.csr_array(found.matrix())
    return found, sparse.csr_array(matrix + matrix.T) if found.directed else matrix


def constraint(G: nx.Graph, nodes: Any = None, weight: str | None = None) -> dict[Any, float]:
    """Burt's constraint; NaN for an isolate."""
    found, mutual = _mutual(G, nodes, weight)
    return found.by_node(burt_constraint(mutual))


def effective_size(G: nx.Graph, nodes: Any = None, weight: str | None = None) -> dict[Any, float]:
    """Burt's effective size; NaN for an isolate. NetworkX's own differs where it is weighted: it is not Burt's."""
    found, mutual = _mutual(G, nodes, weight)
    return found.by_node(burt_effective_size(mutual))


def _pair_values(
    G: nx.Graph,
    ebunch: Any,
    of_degree: Callable[[np.ndarray], np.ndarray],
) -> Iterator[tuple[Any, Any, float]]:
    """Return the sum of `of_degree` over the common neighbours of each pair."""
    found = engine_of(G)
    if not found.n:
        raise NotOurs
    wanted = list(nx.non_edges(G)) if ebunch is None else list(ebunch)
    if any(a not in found.position or b not in found.position or a == b for a, b in wanted):
        raise NotOurs
    tied = sparse.csr_array(found.matrix())
    degree = np.diff(tied.indptr)
    half = tied.copy()
    half.data = np.repeat(of_degree(degree), degree)  # by row; the matrix is symmetric
    common = sparse.csr_array(tied @ half)
    row = np.array([found.position[a] for a, _ in wanted], dtype=np.int64)
    column = np.array([found.position[b] for _, b in wanted], dtype=np.int64)
    values = np.asarray(common[row, column], dtype=np.float64).ravel() if wanted else np.zeros(0)
    return iter([(a, b, value) for (a, b), value in zip(wanted, values.tolist(), strict=True)])


def adamic_adar_index(G: nx.Graph, ebunch: Any = None) -> Iterator[tuple[Any, Any, float]]:
    """1 / ln(degree) over common neighbours."""

    def shy(degree: np.ndarray) -> np.ndarray:
        # A common neighbour has two neighbours at least: what stands for one with fewer is never read.
        inverse: np.ndarray = 1 / np.log(np.maximum(degree, 2))
        return inverse

    return _pair_values(G, ebunch, shy)


def resource_allocation_index(G: nx.Graph, ebunch: Any = None) -> Iterator[tuple[Any, Any, float]]:
    """1 / degree over common neighbours."""
    return _pair_values(G, ebunch, lambda degree: 1 / np.maximum(degree, 1))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "adamic_adar_index": adamic_adar_index,
    "constraint": constraint,
    "effective_size": effective_size,
    "resource_allocation_index": resource_allocation_index,
}
