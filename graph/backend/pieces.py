"""How the network hangs together: components, cores, cutpoints, bridges, triangles, communities."""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.backend.engine import NotOurs, engine_of
from graph.drawing import igraph_draws_from

__all__ = ["FUNCTIONS"]


def connected_components(G: nx.Graph) -> Iterator[set[Any]]:
    """The components, that of the first node first."""
    found = engine_of(G, loops=True)
    return iter([{found.nodes[i] for i in part} for part in found.igraph.connected_components()])


def number_connected_components(G: nx.Graph) -> int:
    """How many components there are."""
    return len(engine_of(G, loops=True).igraph.connected_components())


def is_connected(G: nx.Graph) -> bool:
    """Whether there is one component."""
    if not len(G):
        raise NotOurs
    return bool(engine_of(G, loops=True).igraph.is_connected())


def node_connected_component(G: nx.Graph, n: Any) -> set[Any]:
    """The component of one node."""
    if n not in G:
        raise NotOurs
    found = engine_of(G, loops=True)
    return {found.nodes[i] for i in found.igraph.subcomponent(found.position[n])}


def core_number(G: nx.Graph) -> dict[Any, int]:
    """The k-core of each node, undirected."""
    found = engine_of(G)
    return found.by_node(found.igraph.coreness())


def articulation_points(G: nx.Graph) -> Iterator[Any]:
    """The cutpoints."""
    found = engine_of(G, loops=True)
    return iter([found.nodes[i] for i in found.igraph.articulation_points()])


def bridges(G: nx.Graph, root: Any = None) -> Iterator[tuple[Any, Any]]:
    """The ties whose loss breaks a component."""
    if root is not None:
        raise NotOurs
    found = engine_of(G, loops=True)
    cut = found.igraph.bridges()
    return iter([(found.nodes[found.tails[i]], found.nodes[found.heads[i]]) for i in cut])


def clustering(G: nx.Graph, nodes: Any = None, weight: Any = None) -> dict[Any, float]:
    """The share of closed pairs around each node, unweighted and undirected."""
    if nodes is not None or weight is not None:
        raise NotOurs
    found = engine_of(G)
    return found.by_node(np.array(found.igraph.transitivity_local_undirected(mode="zero"), dtype=np.float64))


def leiden_communities(
    G: nx.Graph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Any]]:
    """Leiden on modularity, until it is stable; NetworkX itself has none."""
    if max_level is not None:
        msg = "max_level is not supported: Leiden runs until it is stable."
        raise nx.NetworkXNotImplemented(msg)
    found = engine_of(G, weight, positive=True)
    with igraph_draws_from(seed or random.Random()):  # noqa: S311  (no secret)
        parts = found.igraph.community_leiden(
            objective_function="modularity", weights=found.lengths, resolution=resolution, n_iterations=-1
        )
    return sorted(({found.nodes[i] for i in part} for part in parts), key=len, reverse=True)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "articulation_points": articulation_points,
    "bridges": bridges,
    "clustering": clustering,
    "connected_components": connected_components,
    "core_number": core_number,
    "is_connected": is_connected,
    "leiden_communities": leiden_communities,
    "node_connected_component": node_connected_component,
    "number_connected_components": number_connected_components,
}
