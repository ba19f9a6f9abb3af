"""Measures that follow paths between all nodes: betweenness, closeness, harmonic closeness."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]


def betweenness_centrality(
    G: nx.Graph,
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Any, float]:
    """Exact, or from `k` random sources (the same as in NetworkX); directed and undirected, with and without weights.

    Engine: igraph. Falls back: `endpoints`; `k` below 2; self-loops; weights of 0 or below.
    """
    if endpoints:
        raise NotOurs
    engine = engine_of(G, weight, directed=True, positive=True)
    n = engine.n
    sources = _drawn(engine, k, seed, fewest=2)
    values = np.array(
        engine.igraph.betweenness(directed=engine.directed, weights=engine.lengths, sources=sources), dtype=np.float64
    )
    ordered = values if engine.directed else 2 * values  # igraph counts an undirected pair once, NetworkX both ways
    if n > 2:
        ordered *= _scale(n, sources, normalized=normalized, directed=engine.directed)
    return engine.by_node(ordered)


def _scale(n: int, sources: list[int] | None, *, normalized: bool, directed: bool) -> np.ndarray:
    """Return the factor of each node: a source cannot be a pair's end and its middle (NetworkX's scaling)."""
    drawn = np.full(n, float(n - 1 if sources is None else len(sources)))
    if sources is not None:
        drawn[sources] -= 1
    if normalized:
        factor: np.ndarray = 1 / (drawn * (n - 2))
        return factor
    full: np.ndarray = (n - 1) / (drawn * (1 if directed else 2))
    return full


def _drawn(engine: Engine, k: int | None, seed: Any, fewest: int) -> list[int] | None:
    """Return the sources that NetworkX would draw."""
    if k is None:
        return None
    if not fewest <= k <= engine.n:
        raise NotOurs
    return [engine.position[node] for node in seed.sample(engine.nodes, k)]


def betweenness_centrality_subset(
    G: nx.Graph, sources: Any, targets: Any, normalized: bool = False, weight: Any = None
) -> dict[Any, float]:
    """Directed and undirected, with and without weights.

    Engine: igraph. Falls back: a source that is listed twice or not in the graph; self-loops; weights of 0 or below.
    """
    engine = engine_of(G, weight, directed=True, positive=True)
    if not all(isinstance(asked, list | tuple | set | frozenset | dict) for asked in (sources, targets)):
        raise NotOurs  # what can be read once only is left to NetworkX
    if len(set(sources)) != len(sources) or not set(sources) <= engine.position.keys():
        raise NotOurs
    ends = [engine.position[node] for node in set(targets) & engine.position.keys()]
    if not sources or not ends:
        return dict.fromkeys(engine.nodes, 0.0)
    values = engine.igraph.betweenness(
        directed=engine.directed,
        weights=engine.lengths,
        sources=[engine.position[node] for node in sources],
        targets=ends,
    )
    others = max((engine.n - 1) * (engine.n - 2), 1)
    # igraph halves what it counts in an undirected network.
    scale = (1 if engine.directed else 2) / others if normalized else 1.0
    return engine.by_node(np.array(values, dtype=np.float64) * scale)


def edge_betweenness_centrality(
    G: nx.Graph, k: int | None = None, normalized: bool = True, weight: Any = None, seed: Any = None
) -> dict[tuple[Any, Any], float]:
    """Exact, or from `k` random sources (the same as in NetworkX); directed and undirected, with and without weights.

    Engine: igraph. Falls back: `k` below 1; self-loops; weights of 0 or below.
    """
    engine = engine_of(G, weight, directed=True, positive=True)
    n, sources = engine.n, _drawn(engine, k, seed, fewest=1)
    if n < 2:
        return {}
    ends = zip(engine.tails.tolist(), engine.heads.tolist(), strict=True)
    pairs = [(engine.nodes[a], engine.nodes[b]) for a, b in ends]
    if not pairs:
        return {}
    values = np.array(
        engine.igraph.edge_betweenness(directed=engine.directed, weights=engine.lengths, sources=sources),
        dtype=np.float64,
    )
    drawn = n if sources is None else len(sources)
    if normalized:
        values *= (1 if engine.directed else 2) / (drawn * (n - 1))
    else:
        values *= n / drawn
    return dict(zip(pairs, values.tolist(), strict=True))


def closeness_centrality(
    G: nx.Graph,
    u: Any = None,
    distance: Any = None,
    wf_improved: bool = True,
) -> dict[Any, float]:
    """All nodes at once, undirected, with and without distances.

    Engine: igraph. Falls back: `u`; directed; self-loops; distances of 0 or below.
    """
    if u is not None:
        raise NotOurs
    engine = engine_of(G, distance, positive=True)
    reached = np.array(engine.igraph.connected_components().sizes())[_membership(engine)] - 1
    values = np.nan_to_num(np.array(engine.igraph.closeness(weights=engine.lengths, normalized=True), dtype=np.float64))
    if wf_improved and engine.n > 1:
        values *= reached / (engine.n - 1)
    return engine.by_node(values)


def _membership(engine: Engine) -> np.ndarray:
    return np.array(engine.igraph.connected_components().membership, dtype=np.int64)


def harmonic_centrality(
    G: nx.Graph,
    nbunch: Any = None,
    distance: Any = None,
    sources: Any = None,
) -> dict[Any, float]:
    """All nodes at once, undirected, with and without distances.

    Engine: igraph. Falls back: `nbunch`, `sources`; directed; self-loops; distances of 0 or below.
    """
    if nbunch is not None or sources is not None:
        raise NotOurs
    engine = engine_of(G, distance, positive=True)
    values = engine.igraph.harmonic_centrality(weights=engine.lengths, normalized=False)
    return engine.by_node(np.nan_to_num(np.array(values, dtype=np.float64)))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "betweenness_centrality": betweenness_centrality,
    "betweenness_centrality_subset": betweenness_centrality_subset,
    "closeness_centrality": closeness_centrality,
    "edge_betweenness_centrality": edge_betweenness_centrality,
    "harmonic_centrality": harmonic_centrality,
}
