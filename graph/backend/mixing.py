"""Who is tied to whom by trait: correlations over the ends of ties."""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, NotOurs, engine_of
from graph.ties.network import TieNetwork

__all__ = ["FUNCTIONS"]


def _ends(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of source and target of each tie; an undirected tie goes both ways."""
    if not len(engine.tails):
        raise NotOurs
    if engine.directed:
        return engine.tails, engine.heads
    return np.r_[engine.tails, engine.heads], np.r_[engine.heads, engine.tails]


def _correlation(from_values: np.ndarray, to_values: np.ndarray) -> float:
    from_values, to_values = from_values - from_values.mean(), to_values - to_values.mean()
    spread = (from_values @ from_values) * (to_values @ to_values)
    if not spread > 1e-18 * len(from_values) ** 2:
        raise NotOurs  # NetworkX divides by 0 with warnings
    return float((from_values @ to_values) / np.sqrt(spread))


def degree_assortativity_coefficient(
    G: nx.Graph, x: str = "out", y: str = "in", weight: str | None = None, nodes: Any = None
) -> float:
    """Directed and undirected, with and without weights, over all nodes.

    Engine: numpy. Falls back: `nodes`; self-loops; no edges, or all nodes with one degree.
    """
    if nodes is not None or {x, y} - {"in", "out"}:
        raise NotOurs
    engine = engine_of(G, weight, directed=True)
    source, target = _ends(engine)
    ways = (x, y) if engine.directed else ("both", "both")
    return _correlation(*(engine.degrees(way)[end] for way, end in zip(ways, (source, target), strict=True)))


def _trait(G: nx.Graph, engine: Engine, attribute: str) -> list[Any]:
    if isinstance(G, TieNetwork) and attribute not in G.organizations:
        raise NotOurs
    return [G.nodes[node].get(attribute) for node in engine.nodes]


def attribute_assortativity_coefficient(G: nx.Graph, attribute: str, nodes: Any = None) -> float:
    """Directed and undirected, over all nodes.

    Engine: numpy. Falls back: `nodes`; self-loops; no edges, or all nodes with one trait.
    """
    if nodes is not None:
        raise NotOurs
    engine = engine_of(G, directed=True)
    source, target = _ends(engine)
    codes: dict[Any, int] = {}
    code = np.array([codes.setdefault(value, len(codes)) for value in _trait(G, engine, attribute)])
    row = np.bincount(code[source], minlength=len(codes)) / len(source)
    column = np.bincount(code[target], minlength=len(codes)) / len(source)
    by_chance = float(row @ column)
    if by_chance > 1 - 1e-12:
        raise NotOurs
    alike = np.count_nonzero(code[source] == code[target]) / len(source)
    return float((alike - by_chance) / (1 - by_chance))


def numeric_assortativity_coefficient(G: nx.Graph, attribute: str, nodes: Any = None) -> float:
    """Directed and undirected, over all nodes.

    Engine: numpy. Falls back: `nodes`; self-loops; no edges, all nodes with one value, a node without a number.
    """
    if nodes is not None:
        raise NotOurs
    engine = engine_of(G, directed=True)
    source, target = _ends(engine)
    values = _trait(G, engine, attribute)
    if not all(isinstance(value, int | float | np.number) for value in values):
        raise NotOurs
    numbers = np.array(values, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise NotOurs
    return _correlation(numbers[source], numbers[target])


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "attribute_assortativity_coefficient": attribute_assortativity_coefficient,
    "degree_assortativity_coefficient": degree_assortativity_coefficient,
    "numeric_assortativity_coefficient": numeric_assortativity_coefficient,
}
