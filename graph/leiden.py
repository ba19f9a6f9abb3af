"""One run of the Leiden algorithm that always ends."""

import random
from typing import Any

import numpy as np

from graph.drawing import igraph_draws_from

__all__ = ["leiden"]

_LEAST_RISE = 1e-12
_MOST_ROUNDS = 100
_SETTLED_UP_TO = 100_000
"""Up to this many ties rounds go on until nothing rises; above, two rounds have found all but a few thousandths."""


def leiden(network: Any, weights: Any, resolution: float, generator: random.Random) -> list[int]:  # noqa: ANN401
    """Return the group of each vertex by Leiden on modularity, round after round until modularity rises no more.

    igraph's own "until nothing changes" may go round for ever between groupings that only rounding tells apart. Above
    100,000 ties it ends after two rounds: the next one raises modularity by a thousandth and costs as much again.

    Parameters
    ----------
    network : igraph.Graph
        Undirected.
    weights : str or sequence of float, optional
        Closeness of each edge, above 0; 1 each by default.
    resolution : float
        Higher: smaller groups.
    generator : random.Random
        What is drawn from.

    Returns
    -------
    list of int
        One number a vertex, without meaning but for equality.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected
    communities. *Scientific Reports* 9, 5233.

    Examples
    --------
    >>> import igraph
    >>> two = igraph.Graph([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
    >>> found = leiden(two, None, 1.0, random.Random(1))
    >>> found[0] == found[1] == found[2] != found[3] == found[4] == found[5]
    True
    """
    # igraph reads a list twice as fast as an array.
    closeness = weights.tolist() if isinstance(weights, np.ndarray) else weights
    with igraph_draws_from(generator):
        found = _rounds(network, closeness, resolution, 2, None)
        if network.ecount() > _SETTLED_UP_TO:
            return list(found.membership)
        for _ in range(_MOST_ROUNDS):
            before, found = found, _rounds(network, closeness, resolution, 1, found.membership)
            if not found.quality > before.quality + _LEAST_RISE:
                break
    return list(found.membership)


def _rounds(network: Any, weights: Any, resolution: float, many: int, start: list[int] | None) -> Any:  # noqa: ANN401
    return network.community_leiden(
        objective_function="modularity", weights=weights, resolution=resolution, initial_membership=start,
        n_iterations=many,
    )  # fmt: skip
