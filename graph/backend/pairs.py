"""Links that are not there yet: what two nodes share."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engines.engine import Engine, engine_of

__all__ = ["FUNCTIONS"]

_PAIRS_AT_A_TIME = 100_000

_Found = Iterator[tuple[Any, Any, float]]


def _by_pair(G: nx.Graph, ebunch: Any, value: Callable[[Engine, np.ndarray, np.ndarray], np.ndarray]) -> _Found:
    engine = engine_of(G)
    wanted = list(nx.non_edges(G)) if ebunch is None else list(ebunch)
    row = np.array([engine.place(a) for a, _ in wanted], dtype=np.int64)
    column = np.array([engine.place(b) for _, b in wanted], dtype=np.int64)
    parts = [
        value(engine, row[start : start + _PAIRS_AT_A_TIME], column[start : start + _PAIRS_AT_A_TIME]).tolist()
        for start in range(0, len(wanted), _PAIRS_AT_A_TIME)
    ]
    values = [one for part in parts for one in part]
    return iter([(a, b, one) for (a, b), one in zip(wanted, values, strict=True)])


def _over_common(
    of_degree: Callable[[np.ndarray], np.ndarray],
) -> Callable[[Engine, np.ndarray, np.ndarray], np.ndarray]:
    """Return what sums `of_degree` over the common neighbours of each pair."""

    def value(engine: Engine, row: np.ndarray, column: np.ndarray) -> np.ndarray:
        degree = engine.degrees()
        shared = engine.matrix[row] * engine.matrix[column]
        total: np.ndarray = np.asarray(shared @ of_degree(degree), dtype=np.float64)
        return total

    return value


def _share_of_all(engine: Engine, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    degree = engine.degrees()
    common = _over_common(np.ones_like)(engine, row, column)
    union = degree[row] + degree[column] - common
    share: np.ndarray = np.divide(common, union, out=np.zeros(len(row)), where=union > 0)
    return share


def adamic_adar_index(G: nx.Graph, ebunch: Any = None) -> _Found:
    """Undirected; all pairs without an edge, or the pairs in `ebunch`.

    Engine: scipy. Falls back: self-loops.
    """
    return _by_pair(G, ebunch, _shy)


def _shy(engine: Engine, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    def inverse(degree: np.ndarray) -> np.ndarray:
        by: np.ndarray = np.log(degree, out=np.zeros(len(degree)), where=degree > 1)
        turned: np.ndarray = np.divide(1, by, out=np.full(len(degree), np.inf), where=by > 0)
        return turned

    total = _over_common(inverse)(engine, row, column)
    if np.isinf(total).any():  # a node paired with itself, next to one with a single neighbour
        raise ZeroDivisionError
    return total


def jaccard_coefficient(G: nx.Graph, ebunch: Any = None) -> _Found:
    """Undirected; all pairs without an edge, or the pairs in `ebunch`.

    Engine: scipy. Falls back: self-loops.
    """
    return _by_pair(G, ebunch, _share_of_all)


def preferential_attachment(G: nx.Graph, ebunch: Any = None) -> _Found:
    """Undirected; all pairs without an edge, or the pairs in `ebunch`.

    Engine: numpy. Falls back: self-loops.
    """
    return _by_pair(G, ebunch, lambda engine, row, column: engine.degrees()[row] * engine.degrees()[column])


def resource_allocation_index(G: nx.Graph, ebunch: Any = None) -> _Found:
    """Undirected; all pairs without an edge, or the pairs in `ebunch`.

    Engine: scipy. Falls back: self-loops.
    """
    return _by_pair(G, ebunch, _over_common(lambda degree: 1 / np.maximum(degree, 1)))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "adamic_adar_index": adamic_adar_index,
    "jaccard_coefficient": jaccard_coefficient,
    "preferential_attachment": preferential_attachment,
    "resource_allocation_index": resource_allocation_index,
}
