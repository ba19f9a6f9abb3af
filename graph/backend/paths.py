"""Measures that follow paths: betweenness, closeness, harmonic closeness, distances."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.backend.engine import Engine, NotOurs, engine_of

__all__ = ["FUNCTIONS"]


def betweenness_centrality(
    G: nx.Graph,
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Any, float]:
    """Exact, or from `k` sources drawn as NetworkX draws them."""
    if endpoints or (k is not None and (k < 2 or k > len(G))):
        raise NotOurs
    found = engine_of(G, weight, directed=True, positive=True)
    n = found.n
    sources = None if k is None else [found.position[node] for node in seed.sample(list(G.nodes()), k)]
    values = np.array(
        found.igraph.betweenness(directed=found.directed, weights=found.lengths, sources=sources), dtype=np.float64
    )
    ordered = values if found.directed else 2 * values  # igraph counts an undirected pair once, NetworkX both ways
    if n > 2:
        ordered *= _scale(n, sources, normalized=normalized, directed=found.directed)
    return found.by_node(ordered)


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


def closeness_centrality(
    G: nx.Graph,
    u: Any = None,
    distance: Any = None,
    wf_improved: bool = True,
) -> dict[Any, float]:
    """All nodes at once, undirected."""
    if u is not None:
        raise NotOurs
    found = engine_of(G, distance, positive=True)
    reached = np.array(found.igraph.connected_components().sizes())[_membership(found)] - 1
    values = np.nan_to_num(np.array(found.igraph.closeness(weights=found.lengths, normalized=True), dtype=np.float64))
    if wf_improved and found.n > 1:
        values *= reached / (found.n - 1)
    return found.by_node(values)


def _membership(found: Engine) -> np.ndarray:
    return np.array(found.igraph.connected_components().membership, dtype=np.int64)


def harmonic_centrality(
    G: nx.Graph,
    nbunch: Any = None,
    distance: Any = None,
    sources: Any = None,
) -> dict[Any, float]:
    """All nodes at once, undirected."""
    if nbunch is not None or sources is not None:
        raise NotOurs
    found = engine_of(G, distance, positive=True)
    values = found.igraph.harmonic_centrality(weights=found.lengths, normalized=False)
    return found.by_node(np.nan_to_num(np.array(values, dtype=np.float64)))


def single_source_dijkstra_path_length(
    G: nx.Graph,
    source: Any,
    cutoff: float | None = None,
    weight: Any = "weight",
) -> dict[Any, float]:
    """Distances to whom can be reached, nearest first."""
    if cutoff is not None or source not in G:
        raise NotOurs
    found = engine_of(G, weight, directed=True, positive=True)
    far = np.array(found.igraph.distances(found.position[source], weights=found.lengths, mode="out")[0], dtype=float)
    near = np.flatnonzero(np.isfinite(far))
    near = near[np.argsort(far[near], kind="stable")]
    return {found.nodes[i]: float(far[i]) for i in near}


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "betweenness_centrality": betweenness_centrality,
    "closeness_centrality": closeness_centrality,
    "harmonic_centrality": harmonic_centrality,
    "single_source_dijkstra_path_length": single_source_dijkstra_path_length,
}
