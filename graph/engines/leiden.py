"""One run of the Leiden algorithm that always ends."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import numpy as np

__all__ = ["igraph_rng", "leiden", "leiden_within"]

_lent = Lock()

_LEAST_RISE = 1e-12
_MOST_ROUNDS = 100
_FIRST_ROUNDS = 2
_SETTLED_UP_TO = 100_000
"""Up to this many ties rounds go on until nothing rises; above, two rounds have found all but a few thousandths."""


def leiden(
    network: Any,  # noqa: ANN401
    weights: Any,  # noqa: ANN401
    resolution: float,
    generator: random.Random,
    *,
    rounds: int | None = None,
) -> list[int]:
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
    rounds : int, optional
        So many rounds, instead of until nothing improves.

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
    how = {"objective_function": "modularity", "weights": weights, "resolution": resolution}
    return _rounds(network, how, generator, rounds)


def leiden_within(
    network: Any,  # noqa: ANN401
    weights: Any,  # noqa: ANN401
    sizes: Sequence[float],
    resolution: float,
    generator: random.Random,
    *,
    rounds: int | None = None,
) -> list[int]:
    """Return the groups that hold the most strength, less ``resolution`` times the product of each pair's sizes.

    With the sums of strength of a larger network as sizes and 1 over their total as resolution this is modularity
    there, of vertices that stand for parts of it.

    Parameters
    ----------
    network, weights, generator, rounds
        As in `leiden`.
    sizes : sequence of float
        How much each vertex stands for.
    resolution : float
        What a pair of vertices of size 1 must hold to be worth a group.

    Returns
    -------
    list of int
        As in `leiden`.

    References
    ----------
    Traag, V. A., Van Dooren, P. and Nesterov, Y. (2011). Narrow scope for resolution-limit-free community detection.
    *Physical Review E* 84, 016114.

    Examples
    --------
    >>> import igraph
    >>> chain = igraph.Graph([(0, 1), (1, 2)])
    >>> leiden_within(chain, [3, 1], [3, 4, 1], 1 / 8, random.Random(1))
    [0, 0, 0]
    >>> leiden_within(chain, [3, 1], [3, 4, 4], 1 / 8, random.Random(1))
    [0, 0, 1]
    """
    how = {"objective_function": "CPM", "weights": weights, "node_weights": list(sizes), "resolution": resolution}
    return _rounds(network, how, generator, rounds)


def _rounds(network: Any, how: dict[str, Any], generator: random.Random, rounds: int | None) -> list[int]:  # noqa: ANN401
    # igraph reads a list twice as fast as an array.
    if isinstance(how["weights"], np.ndarray):
        how["weights"] = how["weights"].tolist()
    with igraph_rng(generator):
        groups = network.community_leiden(**how, n_iterations=rounds or _FIRST_ROUNDS)
        if rounds is None and network.ecount() <= _SETTLED_UP_TO:
            for _ in range(_MOST_ROUNDS):
                before = groups.quality
                groups = network.community_leiden(**how, initial_membership=groups.membership, n_iterations=1)
                if not groups.quality > before + _LEAST_RISE:
                    break
    return list(groups.membership)


@contextmanager
def igraph_rng(generator: random.Random) -> Iterator[None]:
    """Let igraph draw from `generator` while the block runs; other threads wait, and its own comes back after.

    igraph draws its random numbers from one generator for the whole process: it is lent to one caller at a time.
    """
    import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

    with _lent:
        igraph.set_random_number_generator(generator)
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
