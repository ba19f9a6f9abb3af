"""How far it is from one node to others, and by which way."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]

_AS_LONG = 1e-9
"""Of two ways whose lengths differ by less than this share of them, NetworkX may take either."""


def _far(engine: Engine, start: int, way: str = "out") -> np.ndarray:
    return np.array(engine.igraph.distances(start, weights=engine.lengths, mode=way)[0], dtype=np.float64)


def _nearest_first(engine: Engine, far: np.ndarray) -> dict[Any, Any]:
    near = np.flatnonzero(np.isfinite(far))
    near = near[np.argsort(far[near], kind="stable")]
    lengths = (far[near] if engine.lengths is not None else far[near].astype(np.int64)).tolist()
    return {engine.nodes[i]: length for i, length in zip(near.tolist(), lengths, strict=True)}


def _between(engine: Engine, source: Any, target: Any) -> Any:
    """Return how far it is from `source` to `target`, infinite where there is no way."""
    length = engine.igraph.distances(engine.place(source), engine.place(target), weights=engine.lengths, mode="out")[0][
        0
    ]
    if not np.isfinite(length):
        msg = f"No path between {source} and {target}."
        raise nx.NetworkXNoPath(msg)
    return length if engine.lengths is not None else int(length)


def _only_way(engine: Engine, source: Any, target: Any) -> list[Any]:
    """Return the shortest path where there is one alone; which of several NetworkX takes depends on its queue."""
    start, stop = engine.place(source), engine.place(target)
    _between(engine, source, target)
    if start == stop:
        return [source]
    far = _far(engine, start)
    matrix = engine.matrix_of_ends
    path = [stop]
    while path[-1] != start:
        node = path[-1]
        ties = slice(matrix.indptr[node], matrix.indptr[node + 1])
        before, length = matrix.indices[ties], matrix.data[ties]
        close = before[far[before] + length <= far[node] * (1 + _AS_LONG)]
        if len(close) != 1:
            raise NotOurs
        path.append(int(close[0]))
    return [engine.nodes[i] for i in reversed(path)]


def single_source_dijkstra_path_length(
    G: nx.Graph, source: Any, cutoff: float | None = None, weight: Any = "weight"
) -> dict[Any, float]:
    """Distances to all reachable nodes, nearest first; directed and undirected.

    Engine: igraph. Falls back: `cutoff`; weights of 0 or below.
    """
    if cutoff is not None:
        raise NotOurs
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    return _nearest_first(engine, _far(engine, engine.place(source)))


def single_source_shortest_path_length(G: nx.Graph, source: Any, cutoff: float | None = None) -> dict[Any, int]:
    """Steps to all reachable nodes, nearest first; directed and undirected.

    Engine: igraph. Falls back: `cutoff`.
    """
    if cutoff is not None:
        raise NotOurs
    engine = engine_of(G, directed=True, loops=True)
    return _nearest_first(engine, _far(engine, engine.place(source)))


def shortest_path_length(
    G: nx.Graph, source: Any = None, target: Any = None, weight: Any = None, method: str = "dijkstra"
) -> Any:
    """With a source, a target or both; directed and undirected, with and without weights.

    Engine: igraph. Falls back: neither source nor target; another `method`; weights of 0 or below.
    """
    if method != "dijkstra" or (source is None and target is None):
        raise NotOurs
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    if source is None:
        return _nearest_first(engine, _far(engine, engine.place(target), "in"))
    if target is None:
        return _nearest_first(engine, _far(engine, engine.place(source)))
    return _between(engine, source, target)


def dijkstra_path_length(G: nx.Graph, source: Any, target: Any, weight: Any = "weight") -> float:
    """Directed and undirected.

    Engine: igraph. Falls back: a target that is not in the graph; weights of 0 or below.
    """
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    if target not in engine.position:
        raise NotOurs
    return _between(engine, source, target)  # type: ignore[no-any-return]


def has_path(G: nx.Graph, source: Any, target: Any) -> bool:
    """Directed and undirected.

    Engine: igraph.
    """
    try:
        _between(engine_of(G, directed=True, loops=True), source, target)
    except nx.NetworkXNoPath:
        return False
    return True


def shortest_path(
    G: nx.Graph, source: Any = None, target: Any = None, weight: Any = None, method: str = "dijkstra"
) -> list[Any]:
    """From a source to a target, if only one path is shortest; directed and undirected, with and without weights.

    Engine: igraph. Falls back: several equally short paths; no source or target; another `method`; weights of 0 or
    below.
    """
    if method != "dijkstra" or source is None or target is None:
        raise NotOurs
    return _only_way(engine_of(G, weight, directed=True, loops=True, positive=True), source, target)


def dijkstra_path(G: nx.Graph, source: Any, target: Any, weight: Any = "weight") -> list[Any]:
    """If only one path is shortest; directed and undirected.

    Engine: igraph. Falls back: several equally short paths; a target that is not in the graph; weights of 0 or below.
    """
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    if target not in engine.position:
        raise NotOurs
    return _only_way(engine, source, target)


def single_source_dijkstra(
    G: nx.Graph, source: Any, target: Any = None, cutoff: float | None = None, weight: Any = "weight"
) -> Any:
    """To one target, if only one path is shortest; directed and undirected.

    Engine: igraph. Falls back: several equally short paths; no `target`; `cutoff`; weights of 0 or below.
    """
    if target is None or cutoff is not None:
        raise NotOurs
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    if target not in engine.position:
        raise NotOurs
    return _between(engine, source, target), _only_way(engine, source, target)


def average_shortest_path_length(G: nx.Graph, weight: Any = None, method: str | None = None) -> float:
    """Directed and undirected, with and without weights.

    Engine: igraph. Falls back: `method`; a graph without nodes; weights of 0 or below.
    """
    engine = engine_of(G, weight, directed=True, loops=True, positive=True)
    if method is not None or not engine.n:
        raise NotOurs
    if engine.n == 1:
        return 0
    if not engine.igraph.is_connected(mode="strong"):
        msg = "Graph is not strongly connected." if engine.directed else "Graph is not connected."
        raise nx.NetworkXError(msg)
    return float(engine.igraph.average_path_length(directed=engine.directed, unconn=False, weights=engine.lengths))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "average_shortest_path_length": average_shortest_path_length,
    "dijkstra_path": dijkstra_path,
    "dijkstra_path_length": dijkstra_path_length,
    "has_path": has_path,
    "shortest_path": shortest_path,
    "shortest_path_length": shortest_path_length,
    "single_source_dijkstra": single_source_dijkstra,
    "single_source_dijkstra_path_length": single_source_dijkstra_path_length,
    "single_source_shortest_path_length": single_source_shortest_path_length,
}
