"""How the network hangs together: components, cores, cutpoints, bridges."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import NotOurs, engine_of
from graph.ties.network import TieNetwork

__all__ = ["FUNCTIONS"]


def connected_components(G: nx.Graph) -> Iterator[set[Any]]:
    """Undirected; the component of the first node comes first.

    Engine: igraph.
    """
    engine = engine_of(G, loops=True)
    return iter([{engine.nodes[i] for i in part} for part in engine.igraph.connected_components()])


def number_connected_components(G: nx.Graph) -> int:
    """Undirected.

    Engine: igraph.
    """
    return len(engine_of(G, loops=True).igraph.connected_components())


def is_connected(G: nx.Graph) -> bool:
    """Undirected.

    Engine: igraph. Falls back: a graph without nodes.
    """
    if not len(G):
        raise NotOurs
    return bool(engine_of(G, loops=True).igraph.is_connected())


def node_connected_component(G: nx.Graph, n: Any) -> set[Any]:
    """Undirected.

    Engine: igraph.
    """
    engine = engine_of(G, loops=True)
    if n not in engine.position:
        raise NotOurs
    return {engine.nodes[i] for i in engine.igraph.subcomponent(engine.position[n])}


def core_number(G: nx.Graph) -> dict[Any, int]:
    """Undirected.

    Engine: igraph. Falls back: directed; self-loops.
    """
    engine = engine_of(G)
    return engine.by_node(engine.igraph.coreness())


def articulation_points(G: nx.Graph) -> Iterator[Any]:
    """Undirected.

    Engine: igraph.
    """
    engine = engine_of(G, loops=True)
    return iter([engine.nodes[i] for i in engine.igraph.articulation_points()])


def bridges(G: nx.Graph, root: Any = None) -> Iterator[tuple[Any, Any]]:
    """Undirected.

    Engine: igraph. Falls back: `root`.
    """
    if root is not None:
        raise NotOurs
    engine = engine_of(G, loops=True)
    cut = engine.igraph.bridges()
    return iter([(engine.nodes[engine.tails[i]], engine.nodes[engine.heads[i]]) for i in cut])


def biconnected_components(G: nx.Graph) -> Iterator[set[Any]]:
    """Undirected; the components in the order of igraph.

    Engine: igraph. Falls back: self-loops.
    """
    engine = engine_of(G)
    return iter([{engine.nodes[i] for i in part} for part in engine.igraph.biconnected_components()])


def is_biconnected(G: nx.Graph) -> bool:
    """Undirected.

    Engine: igraph. Falls back: self-loops.
    """
    engine = engine_of(G)
    parts = engine.igraph.biconnected_components()
    return len(parts) == 1 and len(parts[0]) == engine.n


def k_core(G: nx.Graph, k: int | None = None, core_number: Any = None) -> nx.Graph:
    """Undirected; the core is a plain graph with all attributes.

    Engine: igraph. Falls back: `core_number`; directed; self-loops; a graph without nodes.
    """
    if core_number is not None:
        raise NotOurs
    engine = engine_of(G)
    if not engine.n:
        raise NotOurs
    core = np.array(engine.igraph.coreness(), dtype=np.int64)
    inside = core >= (core.max() if k is None else k)
    if isinstance(G, TieNetwork):
        return nx.Graph(G.among(inside))
    return G.subgraph([engine.nodes[i] for i in np.flatnonzero(inside)]).copy()


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "articulation_points": articulation_points,
    "biconnected_components": biconnected_components,
    "bridges": bridges,
    "connected_components": connected_components,
    "core_number": core_number,
    "is_biconnected": is_biconnected,
    "is_connected": is_connected,
    "k_core": k_core,
    "node_connected_component": node_connected_component,
    "number_connected_components": number_connected_components,
}
