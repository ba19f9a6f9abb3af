"""The best partners of partners of each organization, compiled.

No library finds the largest entries of a product of sparse matrices without making the product, and most of its time
goes into entries that nobody asks for. Adding up the paths of one organization at a time, in an array that stays in the
cache, takes a fraction of it. scipy's product stays for small networks, which numba's compiling would only delay, and
checks this kernel in the tests.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["best_of_two_steps"]


def best_of_two_steps(
    tied: sparse.csr_array, share: np.ndarray, k: int, rows: tuple[int, int], slack: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return those at two steps from some rows that may be among the `k` with the largest scores.

    Parameters
    ----------
    tied : scipy.sparse.csr_array
        Who is tied to whom, n x n, symmetric, without a diagonal.
    share : np.ndarray
        What each organization adds to the score of two that it is tied to.
    k : int
        How many are asked for, 1 or more.
    rows : tuple of int
        The first row and the one after the last.
    slack : float
        Scores that differ by less are equal: all of them are returned.

    Returns
    -------
    tuple of np.ndarray
        Row and column (int64), row by row, and score.
    """
    # No more are reached than there are paths.
    through = tied.indices[tied.indptr[rows[0]] : tied.indptr[rows[1]]]
    paths = int(np.diff(tied.indptr)[through].sum())
    row, column, score = np.empty(paths, dtype=np.int64), np.empty(paths, dtype=np.int64), np.empty(paths)
    n_pairs = _compiled()((tied.indptr, tied.indices, share), rows, k, slack, (row, column, score))
    return row[:n_pairs], column[:n_pairs], score[:n_pairs]


@cache
def _compiled() -> Callable[..., int]:
    import numba  # noqa: PLC0415  (half a second, and one to compile: paid by the first large network alone)

    made: Callable[..., int] = numba.njit(nogil=True)(_collect)
    return made


def _collect(tied: Any, rows: Any, k: int, slack: float, out: Any) -> int:  # noqa: ANN401, C901  (one hot loop)
    """Write row, column and score of the candidates into `found`, and return how many there are."""
    starts, heads, share = tied
    row, column, score = out
    n = len(starts) - 1
    summed = np.zeros(n)
    reached = np.empty(n, dtype=np.int32)
    best = np.empty(k)
    n_pairs = 0
    for u in range(rows[0], rows[1]):
        # Nothing adds up to more than this, so that neither a partner nor u itself is among the best.
        summed[u] = -np.inf
        for at in range(starts[u], starts[u + 1]):
            summed[heads[at]] = -np.inf
        count = 0
        for at in range(starts[u], starts[u + 1]):
            v = heads[at]
            part = share[v]
            for onward in range(starts[v], starts[v + 1]):
                w = heads[onward]
                before = summed[w]
                if before == 0.0:
                    reached[count] = w
                    count += 1
                summed[w] = before + part
        best[:] = 0.0
        for i in range(count):
            value = summed[reached[i]]
            if value > best[k - 1]:
                place = k - 1
                while place > 0 and best[place - 1] < value:
                    best[place] = best[place - 1]
                    place -= 1
                best[place] = value
        least = max(best[k - 1] - slack, 0.0)
        for i in range(count):
            w = reached[i]
            if summed[w] > least:
                row[n_pairs], column[n_pairs], score[n_pairs] = u, w, summed[w]
                n_pairs += 1
            summed[w] = 0.0
        summed[u] = 0.0
        for at in range(starts[u], starts[u + 1]):
            summed[heads[at]] = 0.0
    return n_pairs
