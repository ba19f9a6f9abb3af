"""An organization's position in the tie network, one measure a function.

Every function takes the tie network and returns a series indexed by ``organization_id`` in the order of the
network, named like the function; an empty network gives an empty series. What each does with a directed network
is in `graph.measures.registry.MEASURES`: paths lead along the ties, and closeness and harmonic closeness count the
steps towards an organization; degree, strength, core number and clustering take each tie both ways.
"""

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from graph.engines.matrix import strength_matrix, without_loops
from graph.engines.undirected import of_both_ways, undirected_only
from graph.measures.harmonic import estimated_harmonic
from graph.measures.sampled import sampled_betweenness

__all__ = [
    "EXACT_UP_TO", "betweenness", "betweenness_distance", "closeness", "clustering", "core_number", "degree",
    "eigenvector", "harmonic", "pagerank", "strength",
]  # fmt: skip

EXACT_UP_TO = 20_000
"""Up to this many organizations betweenness and harmonic closeness follow every path; above, they are estimated."""

_DENSE = 200
"""Components up to this size are solved as dense matrices, which is faster and needs no start vector."""


def _series(ties: nx.Graph, values: Mapping[Any, float], name: str, dtype: str = "float64") -> pd.Series:
    in_order = [values[node] for node in ties]
    return pd.Series(in_order, index=pd.Index(list(ties), name="organization_id"), name=name, dtype=dtype)


@of_both_ways
def degree(ties: nx.Graph) -> pd.Series:
    """Return how many partners each organization has: int64, 0 for isolates.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social Networks* 1, 215-239.

    Examples
    --------
    >>> degree(nx.path_graph(["ana", "ben", "cy"])).to_dict()
    {'ana': 1, 'ben': 2, 'cy': 1}
    """
    count = np.diff(strength_matrix(ties).indptr)
    return pd.Series(count, index=pd.Index(list(ties), name="organization_id"), name="degree", dtype="int64")


@of_both_ways
def strength(ties: nx.Graph) -> pd.Series:
    """Return the sum of the strengths of each organization's ties: 0 for isolates.

    References
    ----------
    Barrat, A. and others (2004). The architecture of complex weighted networks. *PNAS* 101, 3747-3752.

    Examples
    --------
    >>> strength(nx.Graph([("ana", "ben", {"strength": 2.5})])).to_dict()
    {'ana': 2.5, 'ben': 2.5}
    """
    sums = np.asarray(strength_matrix(ties).sum(axis=1), dtype=np.float64).ravel()
    return pd.Series(sums, index=pd.Index(list(ties), name="organization_id"), name="strength")


def betweenness(ties: nx.Graph) -> pd.Series:
    """Return the share of the other pairs' shortest paths, counted in steps, that run through each organization.

    ``sum over pairs s, t of paths(s, t | v) / paths(s, t)``, over ``(n - 1) (n - 2) / 2``; isolates count in n and
    get 0. Above `EXACT_UP_TO` organizations it is estimated from sampled pairs:
    `graph.measures.sampled.sampled_betweenness` tells the bound.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40, 35-41.

    Examples
    --------
    >>> betweenness(nx.star_graph(3)).to_dict()
    {0: 1.0, 1: 0.0, 2: 0.0, 3: 0.0}
    """
    if len(ties) > EXACT_UP_TO:
        return _estimated(ties, None, "betweenness")
    return _series(ties, nx.betweenness_centrality(without_loops(ties)), "betweenness")


def betweenness_distance(ties: nx.Graph) -> pd.Series:
    """Return betweenness along the warmest paths: as `betweenness`, with paths as long as their ``distance``.

    ``distance`` is the strongest tie's strength over this tie's strength, never the strength itself; a tie
    without it has length 1. Estimated above `EXACT_UP_TO` organizations, as `betweenness`.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks II. *Physical Review E* 64, 016132.

    Examples
    --------
    >>> detour = nx.Graph([("ana", "ben", {"distance": 1}), ("ben", "cy", {"distance": 1})])
    >>> detour.add_edge("ana", "cy", distance=3)
    >>> betweenness_distance(detour).to_dict()
    {'ana': 0.0, 'ben': 1.0, 'cy': 0.0}
    """
    if len(ties) > EXACT_UP_TO:
        return _estimated(ties, "distance", "betweenness_distance")
    return _series(ties, nx.betweenness_centrality(without_loops(ties), weight="distance"), "betweenness_distance")


def _estimated(ties: nx.Graph, along: str | None, name: str) -> pd.Series:
    scores = sampled_betweenness(ties, along=along).frame["betweenness"]
    return pd.Series(scores.array, index=pd.Index(list(ties), name="organization_id"), name=name)


def closeness(ties: nx.Graph) -> pd.Series:
    """Return how near the others are: the mean number of steps inverted, times the share that can be reached.

    ``(r / (n - 1)) * (r / sum of steps)`` with r organizations reached (Wasserman and Faust's form for networks in
    several pieces; on a connected one Freeman's). Isolates get 0.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, formula 5.22.

    Examples
    --------
    >>> closeness(nx.path_graph(["ana", "ben", "cy"])).round(3).to_dict()
    {'ana': 0.667, 'ben': 1.0, 'cy': 0.667}
    """
    return _series(ties, nx.closeness_centrality(without_loops(ties)), "closeness")


def harmonic(ties: nx.Graph) -> pd.Series:
    """Return the mean of 1 / steps to every other organization, 0 for those out of reach and for isolates.

    Above `EXACT_UP_TO` organizations it is estimated: `graph.measures.harmonic.estimated_harmonic` tells the error.

    References
    ----------
    Marchiori, M. and Latora, V. (2000). Harmony in the small-world. *Physica A* 285, 539-546.

    Examples
    --------
    >>> harmonic(nx.path_graph(["ana", "ben", "cy"])).to_dict()
    {'ana': 0.75, 'ben': 1.0, 'cy': 0.75}
    """
    if len(ties) > EXACT_UP_TO:
        return estimated_harmonic(ties)["harmonic"]
    # NetworkX gives the sum.
    return _series(ties, nx.harmonic_centrality(without_loops(ties)), "harmonic") / max(len(ties) - 1, 1)


@undirected_only(
    "without a circle of directed ties every value is 0. Use pagerank, or graph.engines.undirected.undirected_view."
)
def eigenvector(ties: nx.Graph) -> pd.Series:
    """Return how well each organization is tied to well-tied ones, on the scale of its own component.

    The positive x with ``strengths @ x = largest eigenvalue * x``, of length 1 (sum of squares) in every component:
    on a connected network NetworkX's value. Values of two components do not compare. Isolates get 0.

    Raises
    ------
    WrongArgument
        If the network is directed.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification.
    *Journal of Mathematical Sociology* 2, 113-120.

    Examples
    --------
    >>> eigenvector(nx.star_graph(2)).round(3).to_dict()
    {0: 0.707, 1: 0.5, 2: 0.5}
    """
    matrix = strength_matrix(ties)
    values = np.zeros(matrix.shape[0])
    if len(values):
        component = connected_components(matrix, directed=False)[1]
        order = np.argsort(component, kind="stable")
        for at in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
            if len(at) > 1:
                values[at] = _principal(matrix[at][:, at])
    return pd.Series(values, index=pd.Index(list(ties), name="organization_id"), name="eigenvector")


def _principal(matrix: sparse.csr_array) -> np.ndarray:
    if matrix.shape[0] <= _DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        vector = eigsh(matrix, k=1, which="LA", v0=np.ones(matrix.shape[0]))[1][:, 0]
    positive: np.ndarray = np.abs(vector) / np.linalg.norm(vector)
    return positive


def pagerank(ties: nx.Graph) -> pd.Series:
    """Return how often a walk along ties, chosen by strength, that starts anew every seventh step, is at each.

    ``x = 0.85 * shares.T @ x + 0.15 / n``, where an isolate's share goes to everybody alike; sums to 1.

    References
    ----------
    Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. *Computer Networks*
    30, 107-117.

    Examples
    --------
    >>> pagerank(nx.path_graph(["ana", "ben", "cy"])).round(3).to_dict()
    {'ana': 0.257, 'ben': 0.486, 'cy': 0.257}
    """
    return _series(ties, nx.pagerank(without_loops(ties), weight="strength", tol=1e-13, max_iter=1000), "pagerank")


@of_both_ways
def core_number(ties: nx.Graph) -> pd.Series:
    """Return the largest k such that each organization is in a group whose members all have k partners in it.

    int64, 0 for isolates.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. *Social Networks* 5, 269-287.

    Examples
    --------
    >>> core_number(nx.Graph(["ab", "bc", "ac", "cd"])).to_dict()
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    return _series(ties, nx.core_number(without_loops(ties)), "core_number", "int64")


@of_both_ways
def clustering(ties: nx.Graph) -> pd.Series:
    """Return the share of the pairs of each organization's partners that are partners themselves.

    0 for isolates and for those with one partner, as in NetworkX.

    References
    ----------
    Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature* 393, 440-442.

    Examples
    --------
    >>> clustering(nx.Graph(["ab", "bc", "ac", "cd"])).round(3).to_dict()
    {'a': 1.0, 'b': 1.0, 'c': 0.333, 'd': 0.0}
    """
    return _series(ties, nx.clustering(without_loops(ties)), "clustering")
