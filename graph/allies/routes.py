"""The warmest ways through the tie network, with a limit of steps."""

import heapq
import math
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any

import networkx as nx

__all__ = ["best_routes", "step_cost"]

_LEAST_COST = 1e-6
"""At strength 37 the probability is 1 in floats: without it every longer way along warm ties would be as good."""

_Steps = Callable[[str], list[tuple[str, float]]]


def step_cost(strength: float) -> float:
    """Return ``-log(p)`` with ``p = 1 - exp(-strength)``, at least 1e-6; infinite at strength 0."""
    if not strength > 0:
        return math.inf
    return max(_LEAST_COST, -math.log(-math.expm1(-strength)))


def best_routes(
    ties: nx.Graph,
    sources: Iterable[str],
    target: str,
    *,
    most_steps: int = 3,
    k: int = 1,
) -> list[tuple[str, ...]]:
    """Return the `k` warmest ways from any source to the target as tuples of ids, the warmest first.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength``. On a directed network ways follow the directions.
    sources : iterable of str
        Where a way may start; it passes through no other source. Those who are not in `ties` are passed over.
    target : str
        Where it ends; there is no way to a source, nor to who is not in `ties`.
    most_steps, k : int
        The longest way, and how many.
    """
    starts = {source for source in sources if source in ties}
    if target in starts or target not in ties:
        return []

    def steps_along(near_of: Any) -> _Steps:  # noqa: ANN401  (a view of NetworkX or of a tie network)
        def steps(node: str) -> list[tuple[str, float]]:
            costs = ((near, step_cost(tie["strength"])) for near, tie in near_of[node].items() if near != node)
            return [(near, c) for near, c in costs if c < math.inf]

        return steps

    steps = steps_along(ties.adj)
    # From the target backwards: against the directions of a directed network.
    back = steps_along(ties.pred) if isinstance(ties, nx.DiGraph) else steps
    least = _least_costs(back, starts, target, most_steps)
    # What is left of a way costs at least what `least` says: the first ways to arrive are the warmest.
    waiting: list[tuple[float, tuple[str, ...], float]] = [
        (round(least[-1][start], 12), (start,), 0.0) for start in starts if start in least[-1]
    ]
    heapq.heapify(waiting)
    routes: list[tuple[str, ...]] = []
    while waiting and len(routes) < k:
        _, path, cost = heapq.heappop(waiting)
        if path[-1] == target:
            routes.append(path)
            continue
        rest = least[most_steps - len(path)]
        for near, more in steps(path[-1]):
            if near in rest and near not in path and near not in starts:
                at_least = round(cost + more + rest[near], 12)
                heapq.heappush(waiting, (at_least, (*path, near), cost + more))
    return routes


def _least_costs(back: _Steps, starts: AbstractSet[str], target: str, most_steps: int) -> list[dict[str, float]]:
    """Return, for each n from 0, the cost of the cheapest way of at most n steps from each node to the target."""
    least: list[dict[str, float]] = [{target: 0.0}]
    for _ in range(most_steps):
        layer = dict(least[-1])
        for node, cost in least[-1].items():
            if node in starts:
                continue
            for near, more in back(node):
                if cost + more < layer.get(near, math.inf):
                    layer[near] = cost + more
        least.append(layer)
    return least
