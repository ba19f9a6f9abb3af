"""Structural holes, by sums over triangles."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
from scipy import sparse

from graph.engines.burt import burt
from graph.engines.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]


def _mutual(G: nx.Graph, nodes: Any, weight: str | None) -> tuple[Engine, sparse.csr_array]:
    if nodes is not None:
        raise NotOurs
    engine = engine_of(G, weight, directed=True, positive=True)
    if not engine.n:
        raise NotOurs
    return engine, sparse.csr_array(engine.matrix + engine.matrix.T) if engine.directed else engine.matrix


def constraint(G: nx.Graph, nodes: Any = None, weight: str | None = None) -> dict[Any, float]:
    """All nodes, directed and undirected; NaN for an isolate.

    Engine: scipy, a kernel if large. Falls back: `nodes`; a graph without nodes; self-loops; weights of 0 or below.
    """
    engine, mutual = _mutual(G, nodes, weight)
    return engine.by_node(burt(mutual)[0])


def effective_size(G: nx.Graph, nodes: Any = None, weight: str | None = None) -> dict[Any, float]:
    """All nodes, directed and undirected; with weights or directions, Burt's measure.

    Engine: scipy, a kernel if large. Falls back: `nodes`; a graph without nodes; self-loops; weights of 0 or below.
    """
    engine, mutual = _mutual(G, nodes, weight)
    return engine.by_node(burt(mutual)[1])


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "constraint": constraint,
    "effective_size": effective_size,
}
