"""Partners of partners: for each organization those at two steps, by how strongly their common partners speak."""

from collections.abc import Callable, Iterator, Mapping

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.arguments import checked
from graph.engines.matrix import presence, strength_matrix
from graph.engines.two_steps import best_of_two_steps
from graph.engines.undirected import undirected_view
from graph.errors import UnknownName

__all__ = ["PAIR_SCORES", "missing_pairs"]

# A common partner lies between two, so it has two partners at least; the others only end paths.
PAIR_SCORES: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "resource_allocation": lambda degree: 1 / np.maximum(degree, 1),
    "adamic_adar": lambda degree: 1 / np.log(np.maximum(degree, 2)),
}
"""What one common partner adds to a pair's score, by its number of partners."""

_COMPILED_FROM = 10_000_000
"""From this many paths of two ties on they are followed by a compiled kernel (`graph.engines.two_steps`)."""
_PATHS = 2_000_000
_DIGITS = 12
_SLACK = 10.0 ** -(_DIGITS - 3)
"""The last bit of a sum depends on its order: what differs by no more is equal."""
_PARTS = 8


@checked
def missing_pairs(ties: nx.Graph, *, k: int = 10, score: str = "resource_allocation") -> pd.DataFrame:
    """Return, for each organization, the partners of its partners with the largest scores.

    The score of a pair without a tie is the sum over its common partners u of ``1 / degree(u)``
    (``resource_allocation``) or ``1 / ln(degree(u))`` (``adamic_adar``). These scores close triangles: they say who
    are partners of partners. They never say who is a missing ally, because whoever shares no partner is left out.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts. The ties of a directed network are taken both ways.
    k : int
        How many pairs an organization has at most, 1 or more.
    score : {"resource_allocation", "adamic_adar"}
        One of `PAIR_SCORES`.

    Returns
    -------
    pd.DataFrame
        One row an organization and other organization, in the order of `ties` and then of the rank:
        ``organization_id``, ``other_id``, ``rank`` (int64, from 1), ``score`` (float64, above 0, to 12 decimals).
        Exact. Equal scores: by ``other_id``. A pair may stand once or twice, as it is among the best of one or of
        both. Isolates, and whoever is tied to everybody in reach, have no row; an empty network gives an empty frame.

    Raises
    ------
    UnknownName
        If there is no such score.
    ValueError
        If `k` is below 1.

    References
    ----------
    Zhou, T., Lu, L. and Zhang, Y.-C. (2009). Predicting missing links via local information. *European Physical
    Journal B* 71, 623-630. Adamic, L. A. and Adar, E. (2003). Friends and neighbors on the web. *Social Networks*
    25, 211-230.

    Examples
    --------
    >>> missing_pairs(nx.path_graph(["ana", "ben", "cy"]))
      organization_id other_id  rank  score
    0             ana       cy     1    0.5
    1              cy      ana     1    0.5
    """
    if score not in PAIR_SCORES:
        raise UnknownName("score of pairs", score, PAIR_SCORES)
    if k < 1:
        msg = f"k: found {k}, allowed 1 or more."
        raise ValueError(msg)
    ties = undirected_view(ties)
    ids = pd.Series(list(ties), dtype="str")
    place = np.argsort(np.argsort(ids.to_numpy(dtype="U"), kind="stable"))
    first = [np.zeros(0, dtype=np.int64)]
    other, value, rank = [*first], [*first], [*first]
    for unsorted, column, scores in _all_candidates(presence(strength_matrix(ties)), PAIR_SCORES[score], k):
        order = np.lexsort([place[column], -scores, unsorted])
        row = unsorted[order]
        nth = np.arange(len(row)) - np.searchsorted(row, row)
        best = nth < k
        first.append(row[best])
        other.append(column[order][best])
        value.append(scores[order][best])
        rank.append(nth[best] + 1)
    return pd.DataFrame(
        {
            "organization_id": ids.take(np.concatenate(first)).array,
            "other_id": ids.take(np.concatenate(other)).array,
            "rank": np.concatenate(rank),
            "score": np.concatenate(value).astype(np.float64),
        }
    )


def _all_candidates(
    tied: sparse.csr_array, of_degree: Callable[[np.ndarray], np.ndarray], k: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Give row, column and score, rounded, of all that may be among the best of some rows at a time."""
    # Half the bytes of scipy's default are twice the speed, and no network has two thousand million ties.
    tied.indptr, tied.indices = tied.indptr.astype(np.int32), tied.indices.astype(np.int32)
    degree, n = np.diff(tied.indptr), tied.shape[0]
    paths = np.cumsum(tied @ degree.astype(np.float64))
    every = paths[-1] if n else 0
    # A few million paths of two ties at a time: all of them together may not fit in memory.
    ends = [*np.searchsorted(paths, np.arange(_PATHS, every, _PATHS)).tolist(), n]
    parts = list(zip([0, *ends[:-1]], ends, strict=True))
    made = _by_kernel if every >= _COMPILED_FROM else _by_products
    for row, column, score in made(tied, of_degree(degree), k, parts):
        yield row, column, np.round(score, _DIGITS)


def _by_kernel(
    tied: sparse.csr_array, share: np.ndarray, k: int, parts: list[tuple[int, int]]
) -> Iterator[tuple[np.ndarray, ...]]:
    """Give the candidates of some rows at a time, from the compiled kernel."""
    yield from (best_of_two_steps(tied, share, k, rows, _SLACK) for rows in parts)


def _by_products(
    tied: sparse.csr_array, share: np.ndarray, k: int, parts: list[tuple[int, int]]
) -> Iterator[tuple[np.ndarray, ...]]:
    """Give the candidates of some rows at a time, from products of sparse matrices."""
    shares = tied.copy()
    shares.data = np.repeat(share, np.diff(tied.indptr))
    itself = sparse.eye_array(tied.shape[0], format="csr", dtype=np.float64)
    # One product sums the paths of two ties and strikes out the ties: [A, I] times [D A, -inf (A + I)].
    left = sparse.hstack([tied, itself], format="csr")
    right = sparse.vstack([shares, (tied + itself) * -np.inf], format="csr")
    for start, end in parts:
        row, column, score = _candidates(left[start:end] @ right, k)
        yield start + row, column, score


def _candidates(scores: sparse.csr_array, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return row, column and score of every entry that may be among the `k` largest of its row.

    Each row is cut into `_PARTS` times `k` parts: the k-th largest of their largest is no more than the k-th largest
    of all.
    """
    row_sizes = np.diff(scores.indptr)
    parts = _PARTS * k
    starts = scores.indptr[:-1, None] + np.arange(parts) * row_sizes[:, None] // parts
    # A part may begin where the numbers end.
    largest = np.maximum.reduceat(np.append(scores.data, -np.inf), starts.ravel()).reshape(starts.shape)
    bound = np.partition(largest, parts - k, axis=1)[:, parts - k]
    bound[row_sizes < parts] = 0
    bound = np.maximum(bound - _SLACK, 0)
    good_enough = np.flatnonzero(scores.data > np.repeat(bound, row_sizes))
    row = np.searchsorted(scores.indptr, good_enough, side="right") - 1
    return row, scores.indices[good_enough], scores.data[good_enough]
