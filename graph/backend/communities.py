"""Groups that are tied more closely inside than outside, and how much more."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, NotOurs, engine_of
from graph.engines.leiden import igraph_rng, leiden

__all__ = ["FUNCTIONS"]


def _groups(engine: Engine, parts: Any) -> list[set[Any]]:
    return [{engine.nodes[i] for i in part} for part in parts]


def leiden_communities(
    G: nx.Graph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Any]]:
    """Undirected, until modularity no longer rises; largest first. NetworkX has no Leiden.

    Engine: igraph. Refused: `max_level`; directed; weights of 0 or below.
    """
    if max_level is not None:
        msg = "max_level is not supported: Leiden runs until it is stable."
        raise nx.NetworkXNotImplemented(msg)
    engine = engine_of(G, weight, loops=True, positive=True)
    member = leiden(engine.igraph, engine.lengths, resolution, seed or random.Random())  # noqa: S311  (no secret)
    groups: dict[int, set[Any]] = {}
    for node, group in zip(engine.nodes, member, strict=True):
        groups.setdefault(group, set()).add(node)
    return sorted(groups.values(), key=len, reverse=True)


def louvain_communities(
    G: nx.Graph,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-7,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Any]]:
    """Undirected; with igraph's random numbers: one seed always gives the same groups, but not those of NetworkX.

    Engine: igraph. Falls back: another `threshold`; directed; self-loops; weights of 0 or below; no edges.
    """
    if threshold != 1e-7 or (max_level is not None and max_level <= 0):
        raise NotOurs
    engine = engine_of(G, weight, positive=True)
    if not len(engine.tails):
        raise NotOurs
    with igraph_rng(seed or random.Random()):  # noqa: S311  (no secret)
        levels = engine.igraph.community_multilevel(weights=engine.lengths, resolution=resolution, return_levels=True)
    # Without a gain on the first level igraph tells no level at all.
    if not levels:
        return [{node} for node in engine.nodes]
    return _groups(engine, levels[min(max_level or len(levels), len(levels)) - 1])


def modularity(G: nx.Graph, communities: Any, weight: str | None = "weight", resolution: float = 1) -> float:
    """Directed and undirected, with and without weights.

    Engine: numpy. Falls back: no edges.
    """
    engine = engine_of(G, weight, directed=True, loops=True)
    if not engine.values.sum() > 0:
        raise NotOurs
    parts = [list(part) for part in communities]
    part_of: dict[Any, int] = {node: i for i, part in enumerate(parts) for node in part}
    if not len(part_of) == sum(map(len, parts)) == engine.n or not all(node in part_of for node in engine.nodes):
        raise nx.community.quality.NotAPartition(G, communities)
    label = np.array([part_of[node] for node in engine.nodes])
    inside = engine.values[label[engine.tails] == label[engine.heads]].sum()
    out, into = (
        np.bincount(label, weights=engine.degrees(way), minlength=len(parts))
        for way in (("out", "in") if engine.directed else ("both", "both"))
    )
    total = engine.values.sum()
    full = out.sum()
    return float(inside / total - resolution * (out @ into) / full**2)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "leiden_communities": leiden_communities,
    "louvain_communities": louvain_communities,
    "modularity": modularity,
}
