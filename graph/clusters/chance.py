"""Whether coalitions are more than chance: the same search on networks whose ties are rewired at random.

The search for clusters always returns groups, from noise too. Only who is tied counts here, not how strongly: strong
ties lie at the hubs of real networks, and strengths that are given to other ties at random make strong pairs that no
real network has.
"""

import random
from dataclasses import dataclass
from itertools import islice

import networkx as nx
import numpy as np
import pandas as pd

from graph.clusters.partition import order_by_ties
from graph.clusters.remembered import remembered
from graph.engines.leiden import leiden
from graph.engines.matrix import igraph_form, presence, strength_matrix
from graph.engines.rewiring import rewired_pairs
from graph.engines.undirected import undirected_view

__all__ = ["FEWEST_MEMBERS", "Chance", "WholeNetwork", "compare_with_chance"]

FEWEST_MEMBERS = 3
"""A cluster with fewer is no coalition, and is not compared."""

_REWIRINGS = ((10_000, 99), (100_000, 39))
_FEWEST_REWIRINGS = 19
_BETTER_OF_TWO_UP_TO = 10_000
_ROUNDS = 2
_EQUAL = 1e-12


@dataclass(frozen=True)
class WholeNetwork:
    """How far the ties as a whole fall into groups, beside networks that are rewired at random.

    Attributes
    ----------
    modularity : float
        Of the ties, each counting 1, at the resolution of the clusters; NaN without ties.
    expected : float
        Mean modularity of the rewired networks; NaN without ties.
    highest : float
        Highest modularity of the rewired networks; NaN without ties.
    reached : int
        Number of rewired networks whose modularity is as high as that of the ties.
    rewired : int
        Number of rewired networks: 99 up to 10,000 ties, 39 up to 100,000, else 19; 0 without ties.
    """

    modularity: float
    expected: float
    highest: float
    reached: int
    rewired: int

    @property
    def beyond_chance(self) -> bool:
        """Whether no rewired network reaches the modularity of the ties; false without ties."""
        return self.rewired > 0 and self.reached == 0


@dataclass(frozen=True)
class Chance:
    """What chance alone would give.

    Attributes
    ----------
    groups : pd.DataFrame
        One row a cluster, indexed by ``cluster``: ``reached`` (Int64, the number of rewired networks with a group of at
        least as many organizations that is at least as cohesive), ``rewired`` (Int64, the number of rewired networks),
        ``beyond_chance`` (bool, whether none reaches it). A cluster of two, and one without ties, is not compared:
        its numbers are ``<NA>`` and it is not beyond chance.
    whole : WholeNetwork
        The same for the network.
    """

    groups: pd.DataFrame
    whole: WholeNetwork


@dataclass(frozen=True)
class _Search:
    """The groups of the best search of one network and of its rewired networks: size and cohesion of each group."""

    modularity: float
    sizes: list[np.ndarray]
    cohesions: list[np.ndarray]
    modularities: np.ndarray


def compare_with_chance(ties: nx.Graph, members: pd.Series, *, resolution: float, seed: int) -> Chance:
    """Return how many rewired networks hold a group as large and as cohesive as each cluster.

    The ties are rewired at random so that every organization keeps its number of ties
    (`graph.engines.rewiring.rewired_pairs`), and Leiden looks for groups in each rewired network: the better of two
    runs up to 10,000 ties, else one. Cohesion is ``2 x ties inside / sum of the members' numbers of ties``; every tie
    counts 1. A cluster is more than chance where no rewired network reaches both its size and its cohesion.

    Parameters
    ----------
    ties : nx.Graph
        The network; strengths, directions, dates and the order of rows do not matter.
    members : pd.Series
        The cluster of each organization, as `graph.clusters.table.clusters` returns it.
    resolution : float
        That of the clusters, above 0.
    seed : int
        Same seed, same answer.

    Returns
    -------
    Chance
        Figures of each cluster and of the whole network. A small complete group in the middle of noise stays within
        chance: "reached" says that a group *could* be chance, never that it is.

    References
    ----------
    Guimera, R., Sales-Pardo, M. and Amaral, L. A. N. (2004). Modularity from fluctuations in random graphs and
    complex networks. *Physical Review E* 70, 025101. Peixoto, T. P. (2023). *Descriptive vs. Inferential Community
    Detection in Networks*. Cambridge University Press.

    Examples
    --------
    >>> cliques = nx.relabel_nodes(nx.connected_caveman_graph(6, 8), str)
    >>> members = pd.Series({node: 1 + int(node) // 8 for node in cliques}, dtype="Int64")
    >>> chance = compare_with_chance(cliques, members, resolution=1.0, seed=1)
    >>> chance.groups.head(2)
             reached  rewired  beyond_chance
    cluster
    1              0       99           True
    2              0       99           True
    >>> chance.whole.beyond_chance
    True
    """
    ties = undirected_view(ties)
    search = _search(ties, resolution, seed)
    rewired = len(search.sizes)
    n_members, cohesion = _size_and_cohesion(ties, members)
    compared = (n_members >= FEWEST_MEMBERS) & cohesion.notna()
    reached = [
        sum(
            bool(((sizes >= size) & (cohesions >= least - _EQUAL)).any())
            for sizes, cohesions in zip(search.sizes, search.cohesions, strict=True)
        )
        for size, least in zip(n_members.tolist(), cohesion.tolist(), strict=True)
    ]
    counts = pd.Series(reached, index=n_members.index, dtype="Int64").where(compared)
    groups = pd.DataFrame(
        {
            "reached": counts,
            "rewired": pd.Series(rewired, index=n_members.index, dtype="Int64").where(compared),
            "beyond_chance": (counts == 0).fillna(value=False).astype("bool"),
        }
    )
    return Chance(groups, _whole(search))


def _whole(search: _Search) -> WholeNetwork:
    values = search.modularities
    return WholeNetwork(
        modularity=search.modularity,
        expected=float(values.mean()) if len(values) else float("nan"),
        highest=float(values.max()) if len(values) else float("nan"),
        reached=int((values >= search.modularity - _EQUAL).sum()),
        rewired=len(values),
    )


def _size_and_cohesion(ties: nx.Graph, members: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the number of members of each cluster and the share of their ties' ends that lie inside, by cluster."""
    both = strength_matrix(ties).tocoo()
    of = members.reindex(list(ties))
    cluster = of.astype("float64").to_numpy()
    inside = cluster[both.row] == cluster[both.col]
    ends = np.bincount(both.row, minlength=len(cluster))
    ends_inside = np.bincount(both.row[inside], minlength=len(cluster))
    frame = pd.DataFrame({"cluster": of.array, "members": 1, "ends": ends, "inside": ends_inside})
    sums = frame.dropna(subset="cluster").groupby("cluster").sum()
    return sums["members"], (sums["inside"] / sums["ends"].where(sums["ends"] > 0)).astype("float64")


@remembered
def _search(ties: nx.Graph, resolution: float, seed: int) -> _Search:
    matrix = presence(strength_matrix(ties))
    order = order_by_ties(matrix, list(ties))
    matrix = matrix[order][:, order]
    matrix.sort_indices()
    network = igraph_form(matrix)
    if not network.ecount():
        return _Search(float("nan"), [], [], np.zeros(0))
    generator = random.Random(seed)  # noqa: S311  (no secret)
    pairs = np.array(network.get_edgelist(), dtype=np.int64)
    own = _best_groups(network, pairs, resolution, generator)
    rewirings = next((times for most, times in _REWIRINGS if len(pairs) <= most), _FEWEST_REWIRINGS)
    searches = [
        _best_groups(rewired, edges, resolution, generator)
        for rewired, edges in islice(rewired_pairs(network, generator), rewirings)
    ]
    modularities, sizes, cohesions = zip(*searches, strict=True)
    return _Search(own[0], list(sizes), list(cohesions), np.array(modularities))


def _best_groups(
    network: object, pairs: np.ndarray, resolution: float, generator: random.Random
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the modularity of the better search, and the size and cohesion of each of its groups with ties."""
    runs = 2 if len(pairs) <= _BETTER_OF_TWO_UP_TO else 1
    labels = [np.array(leiden(network, None, resolution, generator, rounds=_ROUNDS)) for _ in range(runs)]
    return max((_described(one, pairs, resolution) for one in labels), key=lambda described: described[0])


def _described(labels: np.ndarray, pairs: np.ndarray, resolution: float) -> tuple[float, np.ndarray, np.ndarray]:
    sizes = np.bincount(labels)
    ends = np.bincount(labels[pairs].ravel(), minlength=len(sizes))
    inside = np.bincount(labels[pairs[labels[pairs[:, 0]] == labels[pairs[:, 1]], 0]], minlength=len(sizes))
    modularity = float((inside / len(pairs) - resolution * (ends / (2 * len(pairs))) ** 2).sum())
    tied = ends > 0
    return modularity, sizes[tied], 2 * inside[tied] / ends[tied]
