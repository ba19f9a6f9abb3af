"""Burt's two measures of structural holes on a sparse matrix of mutual strengths."""

import numpy as np
from scipy import sparse

__all__ = ["burt_constraint", "burt_effective_size"]


def burt_constraint(mutual: sparse.csr_array) -> np.ndarray:
    """Return the constraint of each row: ``sum over j of (p_ij + sum over q of p_iq * p_qj) ** 2``.

    Parameters
    ----------
    mutual : scipy.sparse.csr_array
        Strength between each pair, n x n, both directions together, without a diagonal.

    Returns
    -------
    np.ndarray
        n numbers above 0 and at most 2; NaN for an empty row.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2.
    """
    share = _shares(mutual)
    through = (share @ share) * _presence(mutual)
    return _known(mutual, (share + through).power(2).sum(axis=1))


def burt_effective_size(mutual: sparse.csr_array) -> np.ndarray:
    """Return the effective size of each row: ``sum over j of (1 - sum over q of p_iq * m_jq)``.

    Parameters, source and isolates are those of `burt_constraint`; from 1 to the number of partners.
    """
    strongest = mutual.max(axis=1).toarray().ravel() if mutual.nnz else np.ones(mutual.shape[0])
    marginal = _scaled_rows(mutual, strongest)
    repeated = ((_shares(mutual) @ marginal.T) * _presence(mutual)).sum(axis=1)
    return _known(mutual, np.diff(mutual.indptr) - np.asarray(repeated).ravel())


def _shares(mutual: sparse.csr_array) -> sparse.csr_array:
    """Return p: of each row's strength, the share that goes to each partner."""
    return _scaled_rows(mutual, np.asarray(mutual.sum(axis=1), dtype=np.float64).ravel())


def _scaled_rows(matrix: sparse.csr_array, by: np.ndarray) -> sparse.csr_array:
    found = matrix.copy()
    found.data = found.data / np.repeat(by, np.diff(found.indptr))
    return found


def _presence(matrix: sparse.csr_array) -> sparse.csr_array:
    ones = matrix.copy()
    ones.data = np.ones_like(ones.data)
    return ones


def _known(mutual: sparse.csr_array, values: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.where(np.diff(mutual.indptr) > 0, np.asarray(values, dtype=np.float64).ravel(), np.nan)
    return found
