"""Circles that overlap: who belongs to several at once (clique percolation, Palla and others 2005)."""

from collections.abc import Iterator

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.arguments import checked
from graph.engines.matrix import igraph_form, shown_names, strength_matrix
from graph.engines.undirected import undirected_view
from graph.errors import PartnerNetworkError

__all__ = ["MOST_CLIQUES", "overlapping_groups"]

MOST_CLIQUES = 200_000
"""More cliques than this are not compared: it would take minutes, and the answer would be one large group."""

MOST_MEETINGS = 2_000_000_000
"""The same for how often two cliques meet in an organization."""

_MEETINGS = 20_000_000


@checked
def overlapping_groups(ties: nx.Graph, *, k: int = 3) -> pd.DataFrame:
    """Return the groups of each organization, where it may belong to several or to none.

    A group is a union of k-cliques that overlap in k - 1 nodes. A larger k finds fewer, smaller and tighter groups.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts; the ties of a directed network are taken both ways. Large meetings tie
        everybody to everybody: take k above the number of participants that says little.
    k : int
        Size of the sets, 2 or more; with 2 the groups are the components.

    Returns
    -------
    pd.DataFrame
        One row an organization and group, in the order of `ties` and then of groups: ``organization_id``, ``name``,
        ``group`` (int64: 1 is the largest, equal ones by the ids of their members). An organization in no set of k
        has no row; no such set at all, or an empty network, gives an empty frame.

    Raises
    ------
    ValueError
        If `k` is below 2.
    PartnerNetworkError
        If there are more cliques than `MOST_CLIQUES`, or they meet more often than `MOST_MEETINGS`.

    References
    ----------
    Palla, G., Derenyi, I., Farkas, I. and Vicsek, T. (2005). Uncovering the overlapping community structure of
    complex networks in nature and society. *Nature* 435, 814-818.

    Examples
    --------
    >>> overlapping_groups(nx.Graph(["ab", "bc", "ac", "cd", "de", "ce", "ef"]))
      organization_id name  group
    0               a    a      1
    1               b    b      1
    2               c    c      1
    3               c    c      2
    4               d    d      2
    5               e    e      2
    """
    if k < 2:
        msg = f"k: found {k}, allowed 2 or more."
        raise ValueError(msg)
    ties = undirected_view(ties)
    ids = pd.Series(list(ties), dtype="str")
    names = pd.Series(shown_names(ties), dtype="str")
    rows = [(place, number) for number, group in enumerate(_groups(ties, k, ids), 1) for place in group]
    place, number = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    return pd.DataFrame(
        {"organization_id": ids.take(place).array, "name": names.take(place).array, "group": number},
    )


def _groups(ties: nx.Graph, k: int, ids: pd.Series) -> list[list[int]]:
    """Return the positions of the members of each group, largest group first."""
    matrix = strength_matrix(ties)
    cliques: list[tuple[int, ...]] = igraph_form(matrix).maximal_cliques(min=k, max_results=MOST_CLIQUES + 1)
    if len(cliques) > MOST_CLIQUES:
        raise _too_many(f"more than {MOST_CLIQUES:,} cliques", k)
    sizes = np.fromiter(map(len, cliques), dtype=np.int64, count=len(cliques))
    member = np.fromiter((place for clique in cliques for place in clique), dtype=np.int64, count=int(sizes.sum()))
    memberships = sparse.csr_array(
        (np.ones(len(member), dtype=np.int32), (np.repeat(np.arange(len(cliques)), sizes), member)),
        shape=(len(cliques), matrix.shape[0]),
    )
    walk = [np.zeros((2, 0), dtype=np.int64), *_steps(memberships, k)]
    one, other = np.concatenate(walk, axis=1)
    joined = sparse.csr_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(len(cliques), len(cliques)))
    group_of = connected_components(joined, directed=False)[1] if cliques else np.zeros(0, dtype=np.int64)
    members = pd.DataFrame({"group": np.repeat(group_of, sizes), "place": member}).drop_duplicates()
    groups = [sorted(places.tolist()) for _, places in members.groupby("group")["place"]]
    return sorted(groups, key=lambda places: (-len(places), sorted(ids.iloc[places])))


def _steps(memberships: sparse.csr_array, k: int) -> Iterator[np.ndarray]:
    """Return the pairs of cliques that share ``k - 1`` organizations or more, some rows at a time."""
    meetings = np.cumsum(memberships @ np.bincount(memberships.indices, minlength=memberships.shape[1]))
    total = int(meetings[-1]) if len(meetings) else 0
    if total > MOST_MEETINGS:
        raise _too_many(f"{memberships.shape[0]:,} cliques that meet {total:,} times", k)
    ends = [*np.searchsorted(meetings, np.arange(_MEETINGS, total, _MEETINGS)), memberships.shape[0]]
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        shared = (memberships[start:end] @ memberships.T).tocoo()
        near = shared.data >= k - 1
        yield np.stack([start + shared.row[near], shared.col[near]]).astype(np.int64)


def _too_many(count: str, k: int) -> PartnerNetworkError:
    return PartnerNetworkError(
        f"overlapping groups, k = {k}: found {count}; allowed {MOST_CLIQUES:,} cliques that meet {MOST_MEETINGS:,} "
        "times. Take a larger k, or fewer organizations."
    )
