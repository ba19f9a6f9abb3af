"""Counts of ties: degrees and isolates."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import engine_of

__all__ = ["FUNCTIONS"]


def _share_of_others(G: nx.Graph, way: str) -> dict[Any, float]:
    engine = engine_of(G, directed=True, loops=True)
    if engine.n <= 1:
        return dict.fromkeys(engine.nodes, 1)
    return engine.by_node(engine.degrees(way) * (1.0 / (engine.n - 1.0)))


def degree_centrality(G: nx.Graph) -> dict[Any, float]:
    """Every simple graph.

    Engine: numpy.
    """
    return _share_of_others(G, "both")


def in_degree_centrality(G: nx.Graph) -> dict[Any, float]:
    """Every simple directed graph.

    Engine: numpy.
    """
    return _share_of_others(G, "in")


def out_degree_centrality(G: nx.Graph) -> dict[Any, float]:
    """Every simple directed graph.

    Engine: numpy.
    """
    return _share_of_others(G, "out")


def isolates(G: nx.Graph) -> Iterator[Any]:
    """Every simple graph.

    Engine: numpy.
    """
    engine = engine_of(G, directed=True, loops=True)
    return iter([engine.nodes[i] for i in np.flatnonzero(engine.degrees() == 0)])


def number_of_isolates(G: nx.Graph) -> int:
    """Every simple graph.

    Engine: numpy.
    """
    return sum(1 for _ in isolates(G))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "degree_centrality": degree_centrality,
    "in_degree_centrality": in_degree_centrality,
    "isolates": isolates,
    "number_of_isolates": number_of_isolates,
    "out_degree_centrality": out_degree_centrality,
}
