"""What was searched in a network is kept as long as the network is there."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import networkx as nx

from graph.ties.network import TieNetwork

__all__ = ["remembered"]

_Answer = TypeVar("_Answer")


def remembered(search: Callable[[nx.Graph, float, int], _Answer]) -> Callable[[nx.Graph, float, int], _Answer]:
    """Return a search by resolution and seed that is run once a `TieNetwork`, which never changes.

    A graph of NetworkX may change, and is searched each time.
    """
    answers: WeakKeyDictionary[TieNetwork, dict[tuple[float, int], _Answer]] = WeakKeyDictionary()

    @wraps(search)
    def searched(ties: nx.Graph, resolution: float, seed: int) -> _Answer:
        if not isinstance(ties, TieNetwork):
            return search(ties, resolution, seed)
        of_network = answers.setdefault(ties, {})
        if (resolution, seed) not in of_network:
            of_network[resolution, seed] = search(ties, resolution, seed)
        return of_network[resolution, seed]

    return searched
