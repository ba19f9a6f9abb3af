"""What falls apart when one organization leaves."""

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.engines.matrix import igraph_form, strength_matrix
from graph.engines.undirected import of_both_ways

__all__ = ["cutpoints"]


@of_both_ways
def cutpoints(ties: nx.Graph) -> pd.DataFrame:
    """Return, for each organization, what its leaving does to the network.

    The pieces that every organization would leave behind are read off the tree of blocks and cutpoints, so that
    nothing is removed and searched again. Fragmentation is ``F = 1 - sum over components of s (s - 1) /
    (n (n - 1))``: the share of pairs that cannot reach each other.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts; one with a direction is taken both ways.

    Returns
    -------
    pd.DataFrame
        Indexed by ``organization_id`` in the order of `ties`: ``cutpoint`` (bool), ``pieces_without`` (int64,
        the pieces its own component falls into: an isolate 0, a leaf 1), ``lose_touch`` (int64, how many
        organizations are then in another piece than the largest), ``fragmentation`` (float, F among the
        others after it has left minus F before, -1..1; NaN where fewer than two organizations would be left).

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational & Mathematical
    Organization Theory* 12, 21-34.

    Examples
    --------
    >>> cutpoints(nx.path_graph(["ana", "ben", "cy"]))
                     cutpoint  pieces_without  lose_touch  fragmentation
    organization_id
    ana                 False               1           0            0.0
    ben                  True               2           1            1.0
    cy                  False               1           0            0.0
    """
    matrix = strength_matrix(ties)
    n = matrix.shape[0]
    index = pd.Index(list(ties), name="organization_id")
    component = connected_components(matrix, directed=False)[1] if n else np.zeros(0, dtype=np.int64)
    sizes = np.bincount(component, minlength=1).astype(np.float64)
    own = sizes[component]
    pieces = (own > 1).astype(np.int64)
    lose_touch = np.zeros(n, dtype=np.int64)
    # Pairs within what is left of its component; one piece unless the organization is a cutpoint.
    left = (own - 1) * (own - 2)
    for at, piece_sizes in _pieces(matrix, own).items():
        pieces[at] = len(piece_sizes)
        lose_touch[at] = sum(piece_sizes) - max(piece_sizes)
        left[at] = sum(size * (size - 1) for size in piece_sizes)

    joined = float((sizes * (sizes - 1)).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        before = 1 - joined / np.float64(n * (n - 1))
        after = 1 - (joined - own * (own - 1) + left) / np.float64((n - 1) * (n - 2))
    change = np.where(n > 2, after - before, np.nan)
    columns = {
        "cutpoint": pieces > 1, "pieces_without": pieces, "lose_touch": lose_touch, "fragmentation": change,
    }  # fmt: skip
    return pd.DataFrame(columns, index=index)


def _pieces(matrix: sparse.csr_array, own: np.ndarray) -> dict[int, list[int]]:
    """Return, for each cutpoint's position, the sizes of the pieces that its component would fall into."""
    blocks: list[list[int]] = list(igraph_form(matrix).biconnected_components())
    of_vertex: list[list[int]] = [[] for _ in range(matrix.shape[0])]
    for number, vertices in enumerate(blocks):
        for vertex in vertices:
            of_vertex[vertex].append(number)

    hanging: dict[int, list[int]] = {}
    below: dict[int, int] = {}
    for block, above in reversed(_from_the_roots(blocks, of_vertex)):
        size = sum(1 + below.get(vertex, 0) for vertex in blocks[block] if vertex != above)
        if above >= 0:
            below[above] = below.get(above, 0) + size
            hanging.setdefault(above, []).append(size)
    for vertex, sizes in hanging.items():
        sizes.append(int(own[vertex]) - 1 - sum(sizes))
    return hanging


def _from_the_roots(blocks: list[list[int]], of_vertex: list[list[int]]) -> list[tuple[int, int]]:
    """Return every block after the one it hangs from, with the cutpoint by which it hangs (a root: -1)."""
    order: list[tuple[int, int]] = []
    seen: set[int] = set()
    for root in range(len(blocks)):
        if root in seen:
            continue
        seen.add(root)
        waiting = [(root, -1)]
        while waiting:
            block, above = waiting.pop()
            order.append((block, above))
            hung = [(other, v) for v in blocks[block] if v != above for other in of_vertex[v] if other not in seen]
            seen.update(other for other, _ in hung)
            waiting.extend(hung)
    return order
