"""NetworkX's functions on the engines: what NetworkX runs when it is handed a tie network.

NetworkX finds `backend` through the entry point ``networkx.backends``. A function that stands here runs on igraph
or scipy, on the columns of the snapshot; any other runs as NetworkX wrote it, through the snapshot's reading
interface.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from networkx.utils.backends import _registered_algorithms

from graph.network import TieNetwork

__all__ = ["ENGINE_FUNCTIONS", "Backend", "backend", "calls", "igraph_of"]

calls: Counter[str] = Counter()
"""How often each function really ran on an engine."""


def igraph_of(ties: nx.Graph) -> Any:  # noqa: ANN401  (igraph has no types)
    """Return `ties` as an `igraph.Graph`: vertices in the order of the nodes, edges with every number of ours."""
    import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

    if isinstance(ties, TieNetwork):
        pairs = np.column_stack([ties.tails, ties.heads])
        numbers = {"strength": ties.strength, "distance": ties.distance}
        return igraph.Graph(n=len(ties), edges=pairs, edge_attrs=numbers)
    position = {node: i for i, node in enumerate(ties)}
    edges = [(position[a], position[b]) for a, b in ties.edges]
    named = {name for *_, data in ties.edges(data=True) for name in data if name in {"strength", "distance"}}
    columns = {name: [data.get(name, 1.0) for *_, data in ties.edges(data=True)] for name in named}
    return igraph.Graph(n=len(position), edges=edges, edge_attrs=columns)


def _named(ties: nx.Graph, values: list[float]) -> dict[str, float]:
    return dict(zip(ties, values, strict=True))


def _is_ours(ties: nx.Graph, weight: str | None) -> bool:
    return isinstance(ties, TieNetwork) and weight in {None, "strength", "distance"}


def _betweenness_centrality(  # noqa: PLR0917  (NetworkX's own parameters)
    G: nx.Graph,  # noqa: N803  (NetworkX's own parameter name)
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: object = None,
) -> dict[str, float]:
    if k is not None or endpoints or not _is_ours(G, weight):
        plain: dict[str, float] = _as_networkx("betweenness_centrality")(
            G, k=k, normalized=normalized, weight=weight, endpoints=endpoints, seed=seed
        )
        return plain
    calls["betweenness_centrality"] += 1
    n = len(G)
    values = np.array(igraph_of(G).betweenness(directed=False, weights=weight), dtype=np.float64)
    if normalized and n > 2:
        values /= (n - 1) * (n - 2) / 2
    return _named(G, values.tolist())


def _articulation_points(G: nx.Graph) -> Iterator[str]:  # noqa: N803
    calls["articulation_points"] += 1
    nodes = list(G)
    return (nodes[i] for i in igraph_of(G).articulation_points())


def _core_number(G: nx.Graph) -> dict[str, int]:  # noqa: N803
    calls["core_number"] += 1
    return dict(zip(G, igraph_of(G).coreness(), strict=True))


def _connected_components(G: nx.Graph) -> Iterator[set[str]]:  # noqa: N803
    calls["connected_components"] += 1
    nodes = list(G)
    return ({nodes[i] for i in part} for part in igraph_of(G).connected_components())


ENGINE_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "articulation_points": _articulation_points,
    "betweenness_centrality": _betweenness_centrality,
    "connected_components": _connected_components,
    "core_number": _core_number,
}


def _as_networkx(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = _registered_algorithms[name].orig_func
    return function


class Backend:
    """What NetworkX asks of a backend: every function by its name, and whether it can run."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the engine's function called `name`, else NetworkX's own."""
        if name in ENGINE_FUNCTIONS:
            return ENGINE_FUNCTIONS[name]
        if name in _registered_algorithms:
            return _as_networkx(name)
        raise AttributeError(name)

    @staticmethod
    def convert_from_nx(graph: nx.Graph, **_: object) -> nx.Graph:
        """Return `graph` itself: the functions here read any `nx.Graph`."""
        return graph

    @staticmethod
    def convert_to_nx(result: Any, **_: object) -> Any:  # noqa: ANN401  (whatever a function returned)
        """Return `result`; a tie network becomes a plain graph that may be changed."""
        return nx.Graph(result) if isinstance(result, TieNetwork) else result


backend = Backend()
