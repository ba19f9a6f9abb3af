"""Random networks in which every organization keeps its number of ties."""

import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from graph.engines.leiden import igraph_rng

__all__ = ["rewired_pairs"]

_FIRST_TRIES = 10
_NEXT_TRIES = 2
"""Tries per tie. The modularity of one network says nothing of the next one (autocorrelation -.15 to .15)."""


def rewired_pairs(network: Any, generator: random.Random) -> Iterator[tuple[Any, np.ndarray]]:  # noqa: ANN401
    """Give rewired networks without end: two ties swap an end, again and again.

    A swap makes no loop and no double tie, so every vertex keeps its number of ties. All networks come from one chain
    of swaps: 10 tries per tie before the first, 2 tries per tie from one to the next.

    Parameters
    ----------
    network : igraph.Graph
        Undirected, without loops and double ties. It stays as it is.
    generator : random.Random
        Source of the random numbers.

    Yields
    ------
    igraph.Graph
        The same object every time, rewired further.
    np.ndarray of int64, shape (ties, 2)
        Its pairs of vertices.

    References
    ----------
    Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein networks. *Science* 296,
    910-913.

    Examples
    --------
    >>> import igraph
    >>> two = igraph.Graph([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
    >>> rewired, pairs = next(rewired_pairs(two, random.Random(1)))
    >>> rewired.degree() == two.degree(), pairs.shape
    (True, (7, 2))
    """
    rewired = network.copy()
    tries = _FIRST_TRIES * rewired.ecount()
    while True:
        with igraph_rng(generator):
            rewired.rewire(tries)
        yield rewired, np.array(rewired.get_edgelist(), dtype=np.int64).reshape(-1, 2)
        tries = _NEXT_TRIES * rewired.ecount()
