"""Betweenness of a network too large to follow every path: from sampled pairs, with a bound that is proven."""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.engines.engine import Engine, NotOurs, engine_of
from graph.engines.matrix import shown_names, without_loops
from graph.engines.paths_of_pairs import lie_between
from graph.results import Result

__all__ = ["DELTA", "PAIRS", "SEED", "SampledBetweenness", "sampled_betweenness"]

DELTA = 0.05
SEED = 20240229
PAIRS = {None: 90_000, "distance": 53_000}
"""How many pairs are drawn, in steps and along distances: at 20,000 organizations 3 % of the time of the exact one."""

_HALVINGS = 50


@dataclass(frozen=True, eq=False, repr=False)
class SampledBetweenness(Result):
    """Estimates of betweenness, and how sure they are.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an organization, in the order of the network: ``organization_id``, ``name``, ``betweenness``, ``low``,
        ``high`` (float64, share of pairs, 0 to 1). Isolates are estimated as 0. No rows for an empty network.
    pairs : int
        How many pairs were drawn; all n (n - 1) where the answer is exact.
    delta : float
        Chance, over the seeds, that any organization at all lies outside its bounds.
    epsilon : float
        The largest distance of a bound from its estimate; 0 where the answer is exact, and for an empty network.
    """

    pairs: int
    delta: float
    epsilon: float


@checked
def sampled_betweenness(
    ties: nx.Graph, *, along: str | None = None, pairs: int | None = None, delta: float = DELTA, seed: int = SEED
) -> SampledBetweenness:
    """Return betweenness estimated from the shortest paths of some pairs of organizations, drawn independently.

    Of one ordered pair (s, t), x(v) = paths(s, t | v) / paths(s, t) lies in 0..1, 0 where v is s or t, and betweenness
    is the mean of x over all pairs, times n / (n - 2). ``low`` and ``high`` are where
    ``pairs * KL(estimate, bound) = ln(2 n / delta)`` (Hoeffding's theorem 1, and the union over both sides of n
    organizations): proven for every network.

    Parameters
    ----------
    ties : nx.Graph
        The tie network: undirected, no parallel ties, distances above 0.
    along : str, optional
        ``"distance"`` for paths as long as their distances; by default paths are counted in steps. Distances that
        differ by less than a ten-thousand-millionth of the path are equal.
    pairs : int, optional
        How many pairs, 1 or more; by default `PAIRS`. With as many as there are, n (n - 1), the answer is exact.
    delta : float
        Chance, over the seeds, that any organization at all lies outside its bounds: above 0, below 1.
    seed : int
        Of the draw.

    Returns
    -------
    SampledBetweenness
        Estimates and their bounds as ``frame``; ``pairs``, ``delta`` and ``epsilon`` hold for all of them.

    Raises
    ------
    ValueError
        If `pairs` or `delta` is out of range.
    nx.NetworkXNotImplemented
        If the network is directed, has parallel ties, or a distance that is not a number above 0.

    References
    ----------
    Riondato, M. and Kornaropoulos, E. M. (2016). Fast approximation of betweenness centrality through sampling. *Data
    Mining and Knowledge Discovery* 30, 438-475. Borassi, M. and Natale, E. (2019). KADABRA is an adaptive algorithm
    for betweenness via random approximation. *ACM Journal of Experimental Algorithmics* 24 (search from both ends).
    Hoeffding, W. (1963). Probability inequalities for sums of bounded random variables. *Journal of the American
    Statistical Association* 58, 13-30.

    Examples
    --------
    >>> exact = sampled_betweenness(nx.star_graph(3), pairs=12)
    >>> exact.frame.head(2)
      organization_id name  betweenness  low  high
    0               0    0          1.0  1.0   1.0
    1               1    1          0.0  0.0   0.0
    >>> round(sampled_betweenness(nx.star_graph(999), pairs=2000).epsilon, 3)
    0.01
    """
    n_pairs = PAIRS.get(along, min(PAIRS.values())) if pairs is None else pairs
    if n_pairs < 1 or not 0 < delta < 1:
        msg = f"pairs: found {n_pairs}, allowed 1 or more; delta: found {delta}, allowed above 0 and below 1."
        raise ValueError(msg)
    try:
        engine = engine_of(without_loops(ties), along, positive=True)  # a loop is on no shortest path
    except NotOurs as reason:
        msg = (
            "Betweenness is estimated for undirected networks without parallel ties, with distances above 0, alone. "
            "Exact, on smaller networks: nx.betweenness_centrality."
        )
        raise nx.NetworkXNotImplemented(msg) from reason
    n = engine.n
    if n_pairs >= n * (n - 1):
        n_pairs = n * (n - 1)
        mean = np.array(engine.igraph.betweenness(directed=False, weights=engine.lengths)) * 2 / max(n_pairs, 1)
        low, high = mean, mean
    else:
        mean = np.clip(lie_between(engine.matrix, _drawn(engine, n_pairs, seed), steps=along is None) / n_pairs, 0, 1)
        nats = np.log(2 * n / delta) / n_pairs
        low, high = 1 - _upper(1 - mean, nats), _upper(mean, nats)
    scale = n / max(n - 2, 1)
    mean, low, high = (np.minimum(value * scale, 1) for value in (mean, low, high))
    frame = pd.DataFrame(
        {
            "organization_id": pd.Series(list(ties), dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "betweenness": mean,
            "low": low,
            "high": high,
        }
    )
    epsilon = float(np.maximum(high - mean, mean - low).max()) if n else 0.0
    return SampledBetweenness(frame, pairs=n_pairs, delta=delta, epsilon=epsilon)


def _drawn(engine: Engine, n_pairs: int, seed: int) -> np.ndarray:
    """Return so many ordered pairs, each of all with the same chance, one row each."""
    # By name, so that the draw depends on who there is and not on the order of the rows.
    ordered = np.argsort(np.array([str(node) for node in engine.nodes]), kind="stable")
    draw = np.random.default_rng(seed)
    first = draw.integers(engine.n, size=n_pairs)
    other = (first + draw.integers(1, engine.n, size=n_pairs)) % engine.n
    return ordered[np.column_stack([first, other])]


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
