"""What every tie has from its triangles, compiled.

No library sums over the triangles of a weighted network. The product of two sparse matrices does, at the price of every
path of two ties, closed or not: at 200,000 organizations that takes several times as long as igraph's constraint, and
gigabytes. Following each triangle once, from its organization of fewest partners, takes a fraction of it. scipy's
products stay for small networks, which numba's compiling would only delay, and check this kernel in the tests.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["over_triangles"]


def over_triangles(mutual: sparse.csr_array, scale: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return each tie once, with the sums over its triangles: plain, and scaled by the third.

    Parameters
    ----------
    mutual : scipy.sparse.csr_array
        Symmetric strengths, n x n, without a diagonal.
    scale : np.ndarray
        A number for each row.

    Returns
    -------
    tuple of np.ndarray
        ``i, j`` (int32), ``s_ij``, ``sum over q of s_iq * s_qj`` and ``sum over q of scale_q * s_iq * s_qj``.
    """
    degree = np.diff(mutual.indptr)
    # From the fewest partners to the most: no organization then leads on to many.
    by_degree = np.argsort(degree, kind="stable")
    rank = np.empty_like(by_degree)
    rank[by_degree] = np.arange(len(by_degree))
    row = np.repeat(np.arange(len(degree), dtype=np.int32), degree)
    onward = rank[row] < rank[mutual.indices]
    tails, heads = row[onward], mutual.indices[onward].astype(np.int32)
    strength = mutual.data[onward]
    starts = np.r_[0, np.cumsum(np.bincount(tails, minlength=len(degree)))]
    sums = np.zeros((2, len(tails)))
    _compiled()(starts, heads, strength, scale, sums)
    return tails, heads, strength, sums[0], sums[1]


@cache
def _compiled() -> Callable[..., None]:
    import numba  # noqa: PLC0415  (half a second, and one to compile: paid by the first large network alone)

    made: Callable[..., None] = numba.njit(nogil=True)(_follow)
    return made


def _follow(starts: Any, heads: Any, strength: Any, scale: Any, sums: Any) -> None:  # noqa: ANN401
    """Add to each tie what its triangles u -> v, u -> w, v -> w give it."""
    n = len(starts) - 1
    plain, scaled = sums[0], sums[1]
    tie_to = np.full(n, -1, dtype=np.int64)
    for u in range(n):
        for uv in range(starts[u], starts[u + 1]):
            tie_to[heads[uv]] = uv
        for uv in range(starts[u], starts[u + 1]):
            v = heads[uv]
            for vw in range(starts[v], starts[v + 1]):
                w = heads[vw]
                uw = tie_to[w]
                if uw >= 0:
                    across_u = strength[uv] * strength[uw]
                    across_v = strength[uv] * strength[vw]
                    across_w = strength[uw] * strength[vw]
                    plain[vw] += across_u
                    plain[uw] += across_v
                    plain[uv] += across_w
                    scaled[vw] += across_u * scale[u]
                    scaled[uw] += across_v * scale[v]
                    scaled[uv] += across_w * scale[w]
        for uv in range(starts[u], starts[u + 1]):
            tie_to[heads[uv]] = -1
