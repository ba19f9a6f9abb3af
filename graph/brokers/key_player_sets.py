"""The set of organizations whose leaving together takes the network apart the most (Borgatti 2006)."""

from collections.abc import Callable
from itertools import combinations
from math import comb
from random import Random
from typing import Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.arguments import checked
from graph.engines.matrix import igraph_form, shown_names, strength_matrix
from graph.engines.undirected import undirected_view
from graph.errors import EmptyNetwork
from graph.measures.cutpoints import cutpoints
from graph.ties.network import EDGE_COLUMNS, TieNetwork

__all__ = ["EXACT_SETS", "SEED", "key_players"]

SEED = 20240229
EXACT_SETS = 5_000
"""Up to so many sets of k organizations every one is tried."""

_STARTS = 5
_CANDIDATES = 100
_DIGITS = 12
_PATH_DIGITS = 6

# Value of a network without the organizations at some positions and one more: for each more that is asked for.
_Values = Callable[[list[int], np.ndarray], np.ndarray]


@checked
def key_players(
    ties: nx.Graph,
    k: int,
    *,
    measure: Literal["fragmentation", "distance_fragmentation"] = "fragmentation",
    seed: int = SEED,
) -> pd.DataFrame:
    """Return the k organizations whose leaving together fragments the network most.

    Fragmentation is ``F = 1 - sum over components of s (s - 1) / (n (n - 1))``, distance fragmentation
    ``dF = 1 - sum over i != j of (1 / d_ij) / (n (n - 1))`` with d in steps (1 / d = 0 where there is no way), both
    over the n organizations left. The best k one by one are rarely the best set: every set is tried where there are
    `EXACT_SETS` or fewer; otherwise one is added at a time, then members are exchanged for others while that raises
    the value, and the same from four random sets. Distance fragmentation is slow: it then looks only at the 100
    organizations through which most shortest paths lead.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts. The ties of a directed network are taken both ways.
    k : int
        How many leave together, 1 or more; two or more must be left.
    measure : str
        ``"fragmentation"`` or ``"distance_fragmentation"``.
    seed : int
        Of the random sets that are improved by exchange.

    Returns
    -------
    pd.DataFrame
        One row a member of the set, k rows in the order of `ties`: ``organization_id``, ``name``, ``value`` (float64,
        -1..1, of the whole set: the measure among those left minus that of the whole network; below 0 where leaving
        brings the others nearer) and ``method`` (``"exact"``, or ``"exchange"`` where a better set may exist). Equal
        sets: the one whose sorted ids come first among those met.

    Raises
    ------
    ValueError
        If `k` is below 1 or there is no such measure.
    EmptyNetwork
        If fewer than two organizations would be left.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational & Mathematical
    Organization Theory* 12, 21-34.

    Examples
    --------
    >>> key_players(nx.path_graph(["ana", "ben", "cy", "dee", "eli"]), 2)
      organization_id name  value method
    0             ben  ben    1.0  exact
    1             dee  dee    1.0  exact
    """
    if k < 1 or measure not in {"fragmentation", "distance_fragmentation"}:
        msg = (
            f"k: found {k}, allowed 1 or more; measure: found {measure!r}, allowed 'fragmentation' or "
            f"'distance_fragmentation'."
        )
        raise ValueError(msg)
    ties = undirected_view(ties)
    n = len(ties)
    if k > n - 2:
        msg = f"key players: found {n} organizations, of which {k} leave; two or more must be left. Ask for fewer."
        raise EmptyNetwork(msg)
    # In the order of their ids, so that the order of rows decides nothing.
    order = sorted(range(n), key=[str(node) for node in ties].__getitem__)
    matrix = strength_matrix(ties)[order][:, order]
    values = _fragmentation(matrix) if measure == "fragmentation" else _distance_fragmentation(matrix)
    if comb(n, k) <= EXACT_SETS:
        method, (value, chosen) = "exact", _best_of_all(values, n, k)
    else:
        allowed = np.arange(n) if measure == "fragmentation" else _on_most_paths(matrix, k)
        method, (value, chosen) = "exchange", _exchanged(values, allowed, k, Random(seed))  # noqa: S311  (no secret)
    at = sorted(order[i] for i in chosen)
    ids, names = list(ties), shown_names(ties)
    return pd.DataFrame(
        {
            "organization_id": pd.Series([str(ids[i]) for i in at], dtype="str"),
            "name": pd.Series([names[i] for i in at], dtype="str"),
            "value": value,
            "method": pd.Series([method] * k, dtype="str"),
        }
    )


def _best_of_all(values: _Values, n: int, k: int) -> tuple[float, tuple[int, ...]]:
    best: tuple[float, tuple[int, ...]] = (np.inf, ())
    for others in combinations(range(n - 1), k - 1):
        last = np.arange(others[-1] + 1 if others else 0, n)
        scores = values(list(others), last)
        at = int(scores.argmax())
        best = min(best, (-float(scores[at]), (*others, int(last[at]))))
    return -best[0], best[1]


def _exchanged(values: _Values, allowed: np.ndarray, k: int, draw: Random) -> tuple[float, tuple[int, ...]]:
    """Return the best of several sets, each improved until no single exchange raises its value."""
    greedy: list[int] = []
    for _ in range(k):
        greedy.append(_best_to_add(values, greedy, allowed)[1])
    starts = [greedy, *(draw.sample(allowed.tolist(), k) for _ in range(_STARTS - 1))]
    candidates = [_improved(values, start, allowed) for start in starts]
    value, chosen = min((-value, chosen) for value, chosen in candidates)
    return -value, chosen


def _best_to_add(values: _Values, leaving: list[int], allowed: np.ndarray) -> tuple[float, int]:
    open_to = np.setdiff1d(allowed, leaving)
    scores = values(leaving, open_to)
    at = int(scores.argmax())
    return float(scores[at]), int(open_to[at])


def _improved(values: _Values, start: list[int], allowed: np.ndarray) -> tuple[float, tuple[int, ...]]:
    chosen = list(start)
    value = float(values(chosen[:-1], np.array(chosen[-1:]))[0])
    unchanged_rounds = 0
    # As often in a row as there are members: then no exchange is left to try.
    while unchanged_rounds < len(chosen):
        member = chosen.pop(0)
        raised, other = _best_to_add(values, chosen, allowed)
        unchanged_rounds = 0 if raised > value else unchanged_rounds + 1
        chosen.append(other if raised > value else member)
        value = max(value, raised)
    return value, tuple(sorted(chosen))


def _fragmentation(matrix: sparse.csr_array) -> _Values:
    """Return what gives F for every last one to leave at once, off the tree of blocks and cutpoints."""
    n = matrix.shape[0]
    half = sparse.triu(matrix, k=1).tocoo()
    edges = pd.DataFrame({"a": half.row, "b": half.col} | dict.fromkeys(EDGE_COLUMNS, 1.0))
    tails, heads = half.row, half.col
    whole = _joined(matrix)

    def values(leaving: list[int], last: np.ndarray) -> np.ndarray:
        stays = np.ones(n, dtype=bool)
        stays[leaving] = False
        new = np.cumsum(stays) - 1
        remaining_ties = stays[tails] & stays[heads]
        ends = {"a": new[tails[remaining_ties]], "b": new[heads[remaining_ties]]}
        left = TieNetwork(pd.DataFrame(index=np.flatnonzero(stays)), edges[remaining_ties].assign(**ends))
        change = cutpoints(left)["fragmentation"].to_numpy()
        rises: np.ndarray = np.round(whole - _joined(strength_matrix(left)) + change[new[last]], _DIGITS)
        return rises

    return values


def _joined(matrix: sparse.csr_array) -> float:
    """Return the share of pairs that can reach each other."""
    n = matrix.shape[0]
    sizes = np.bincount(connected_components(matrix, directed=False)[1]).astype(np.float64)
    return float((sizes * (sizes - 1)).sum() / (n * (n - 1)))


def _distance_fragmentation(matrix: sparse.csr_array) -> _Values:
    network = igraph_form(matrix)
    everyone = set(range(matrix.shape[0]))
    whole = float(np.mean(network.harmonic_centrality()))

    def values(leaving: list[int], last: np.ndarray) -> np.ndarray:
        stay = everyone.difference(leaving)
        near = [np.mean(network.induced_subgraph(sorted(stay - {v})).harmonic_centrality()) for v in last.tolist()]
        return np.round(whole - np.array(near), _DIGITS)

    return values


def _on_most_paths(matrix: sparse.csr_array, k: int) -> np.ndarray:
    """Return the positions of the organizations with the highest betweenness; equal: first come, first served."""
    betweenness = np.round(igraph_form(matrix).betweenness(), _PATH_DIGITS)
    return np.sort(np.argsort(-betweenness, kind="stable")[: max(_CANDIDATES, k)])
