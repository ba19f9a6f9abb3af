"""Burt's two measures of structural holes on a sparse matrix of mutual strengths."""

import numpy as np
from scipy import sparse

from graph.engines.triangles import over_triangles

__all__ = ["burt"]

_COMPILED_FROM = 50_000
"""From this many ties on, triangles are followed by a compiled kernel (`graph.engines.triangles`)."""


def burt(mutual: sparse.csr_array, *, compiled_from: int = _COMPILED_FROM) -> tuple[np.ndarray, np.ndarray]:
    """Return the constraint and the effective size of each row.

    Constraint: ``sum over j of (p_ij + sum over q of p_iq * p_qj) ** 2``; effective size:
    ``sum over j of (1 - sum over q of p_iq * m_jq)``; j over i's partners, p the share of i's strength, m the strength
    over j's strongest tie. Both are sums over ties of what their triangles add, so both come from one pass.

    Parameters
    ----------
    mutual : scipy.sparse.csr_array
        Strength between each pair, n x n, both directions together, symmetric, without a diagonal.
    compiled_from : int
        From how many ties on a compiled kernel is worth its start.

    Returns
    -------
    tuple of np.ndarray
        n numbers above 0 and at most 2; n numbers from 1 to the number of partners. NaN for an empty row.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2.
    """
    degree = np.diff(mutual.indptr)
    n, alone = len(degree), degree == 0
    total = np.where(alone, 1.0, np.asarray(mutual.sum(axis=1), dtype=np.float64).ravel())
    strongest = np.where(alone, 1.0, mutual.max(axis=1).toarray().ravel()) if mutual.nnz else np.ones(n)
    ties = over_triangles if mutual.nnz // 2 >= compiled_from else _by_products
    i, j, strength, plain, scaled = ties(mutual, 1 / total)
    through = (strength + scaled) ** 2
    constraint = _summed(i, through, j, through, n) / total**2
    repeated = _summed(i, plain / strongest[j], j, plain / strongest[i], n) / total
    return np.where(alone, np.nan, constraint), np.where(alone, np.nan, degree - repeated)


def _summed(i: np.ndarray, to_i: np.ndarray, j: np.ndarray, to_j: np.ndarray, n: int) -> np.ndarray:
    return np.bincount(i, to_i, n) + np.bincount(j, to_j, n)


def _by_products(mutual: sparse.csr_array, scale: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return what `over_triangles` does, from products of sparse matrices."""
    # One product makes both sums: the plain one as real part, the scaled one as imaginary part.
    both = sparse.csr_array(mutual @ (sparse.diags_array(1 + 1j * scale) @ mutual)).tocoo()
    half = sparse.triu(mutual, k=1, format="csr")
    half.sort_indices()
    i, j = half.nonzero()
    # Two ends of a tie without a common partner are not in the product, and most of the product is no tie.
    n, tie = np.int64(len(scale)), both.row.astype(np.int64)
    tie, position = tie * n + both.col, i * n + j
    at = np.minimum(np.searchsorted(position, tie), max(len(position) - 1, 0))
    closed = position[at] == tie if len(position) else np.zeros(0, dtype=bool)
    sums = np.zeros(len(position), dtype=np.complex128)
    sums[at[closed]] = both.data[closed]
    return i, j, half.data, sums.real, sums.imag
