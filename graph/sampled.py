"""Betweenness of a network too large to follow every path: from sampled sources, with a bound that is proven."""

import random

import networkx as nx
import numpy as np
import pandas as pd

from graph.backend.engine import NotOurs, engine_of

__all__ = ["DELTA", "SEED", "SOURCES", "sampled_betweenness"]

DELTA = 0.05
SEED = 20240229
SOURCES = 600
"""At 20,000 organizations 3 % of all sources, and so of the time."""

_HALVINGS = 50


def sampled_betweenness(
    ties: nx.Graph, *, along: str | None = None, sources: int = SOURCES, delta: float = DELTA, seed: int = SEED
) -> pd.DataFrame:
    """Return betweenness estimated from the shortest paths of some organizations, drawn without replacement.

    From one source s, x(v) = sum over t of paths(s, t | v) / paths(s, t), over n - 2, lies in 0..1, and betweenness
    is the mean of x over all sources, times n / (n - 1). ``low`` and ``high`` are where
    ``sources * KL(estimate, bound) = ln(2 n / delta)`` (Hoeffding's theorem 1, which holds without replacement too,
    and the union over both sides of n organizations). The bound uses that x lies in 0..1 and nothing else: it is
    proven for every network, and wide; it gets narrow where betweenness is small.

    Parameters
    ----------
    ties : nx.Graph
        The tie network: undirected, no parallel ties, distances above 0.
    along : str, optional
        ``"distance"`` for paths as long as their distances; by default paths are counted in steps.
    sources : int
        How many organizations to start from, 1 or more; with as many as there are the answer is exact.
    delta : float
        Chance, over the seeds, that any organization at all lies outside its bounds: above 0, below 1.
    seed : int
        Of the draw.

    Returns
    -------
    pd.DataFrame
        Indexed by ``organization_id`` in the order of `ties`; ``betweenness``, ``low``, ``high`` (float64, share of
        pairs, 0 to 1). ``attrs`` tell ``sources``, ``delta`` and ``epsilon``, the largest distance of a bound from
        its estimate. Isolates are estimated as 0. No rows for an empty network.

    Raises
    ------
    ValueError
        If `sources` or `delta` is out of range.
    nx.NetworkXNotImplemented
        If the network is directed, has parallel ties, or a distance that is not a number above 0.

    References
    ----------
    Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. *International Journal of Bifurcation
    and Chaos* 17, 2303-2318. Hoeffding, W. (1963). Probability inequalities for sums of bounded random variables.
    *Journal of the American Statistical Association* 58, 13-30.

    Examples
    --------
    >>> sampled_betweenness(nx.star_graph(3), sources=4).to_dict("index")[0]
    {'betweenness': 1.0, 'low': 1.0, 'high': 1.0}
    >>> sampled_betweenness(nx.star_graph(999), sources=100).round(3).to_dict("index")[0]
    {'betweenness': 0.991, 'low': 0.867, 'high': 1.0}
    """
    if sources < 1 or not 0 < delta < 1:
        msg = f"sources: found {sources}, allowed 1 or more; delta: found {delta}, allowed above 0 and below 1."
        raise ValueError(msg)
    try:
        found = engine_of(ties, along, loops=True, positive=True)  # a loop is on no shortest path
    except NotOurs as reason:
        msg = (
            "Betweenness is estimated for undirected networks without parallel ties, with distances above 0, alone. "
            "Exact, on smaller networks: nx.betweenness_centrality."
        )
        raise nx.NetworkXNotImplemented(msg) from reason
    n = found.n
    # Sorted, so that the draw depends on who there is and not on the order of the rows.
    ordered = sorted(range(n), key=lambda i: str(found.nodes[i]))
    drawn = ordered if sources >= n else random.Random(seed).sample(ordered, sources)  # noqa: S311  (no secret)
    mean = np.zeros(n)
    if n > 2:
        halves = found.igraph.betweenness(directed=False, weights=found.lengths, sources=drawn)
        mean = np.clip(2 * np.array(halves, dtype=np.float64) / ((n - 2) * len(drawn)), 0, 1)
    low, high = mean, mean
    if sources < n and n > 2:
        nats = np.log(2 * n / delta) / len(drawn)
        low, high = 1 - _upper(1 - mean, nats), _upper(mean, nats)
    scale = n / max(n - 1, 1)
    values = {"betweenness": mean, "low": low, "high": high}
    answer = pd.DataFrame(
        {name: np.minimum(value * scale, 1) for name, value in values.items()},
        index=pd.Index(found.nodes, name="organization_id"),
    )
    away = np.maximum(answer["high"] - answer["betweenness"], answer["betweenness"] - answer["low"])
    answer.attrs = {"sources": len(drawn), "delta": delta, "epsilon": float(away.max()) if n else 0.0}
    return answer


def _upper(mean: np.ndarray, nats: float) -> np.ndarray:
    """Return the largest q of 0..1 with ``KL(mean, q) <= nats``, by halving."""
    low, high = mean.copy(), np.ones_like(mean)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            hit = np.where(mean > 0, mean * np.log(mean / middle), 0)
            miss = np.where(mean < 1, (1 - mean) * np.log((1 - mean) / (1 - middle)), 0)
        inside = hit + miss <= nats
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return high
