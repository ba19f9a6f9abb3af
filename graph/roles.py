"""Brokerage roles: between whom an organization stands (Gould and Fernandez 1989)."""

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.matrix import presence, strength_matrix

__all__ = ["ROLE_ORDER", "brokerage_roles", "strongest_role"]

ROLE_ORDER = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")

# Undirected ties give a gatekeeper and a representative equal counts: who gets in is then told.
_PREFERRED = ("liaison", "gatekeeper", "representative", "coordinator", "itinerant")


def brokerage_roles(ties: nx.Graph, groups: pd.Series) -> pd.DataFrame:
    """Count, for each organization, the pairs that only it connects, by the groups of the three.

    v brokers the ordered pair (a, b) where ``a -> v -> b`` and not ``a -> b``. With the groups of a, v, b:
    A-A-A coordinator, A-B-A itinerant, A-A-B representative, A-B-B gatekeeper, A-B-C liaison. Undirected ties
    count both orders.

    Parameters
    ----------
    ties : nx.Graph or nx.DiGraph
        Only whether a tie is there counts, not its strength.
    groups : pd.Series
        The group of each organization, indexed by ``organization_id``; one without a group is a group of its own.

    Returns
    -------
    pd.DataFrame
        int64, one row an organization in the order of `ties`, columns `ROLE_ORDER`. Zeros for isolates.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in
    transaction networks. *Sociological Methodology* 19, 89-126.

    Examples
    --------
    >>> path = nx.Graph([("ana", "ben"), ("ben", "cy")])
    >>> brokerage_roles(path, pd.Series({"ana": 1, "ben": 2, "cy": 3})).loc["ben"].to_dict()
    {'coordinator': 0, 'itinerant': 0, 'representative': 0, 'gatekeeper': 0, 'liaison': 2}
    """
    tied = presence(strength_matrix(ties))
    code = _codes(groups.reindex(list(ties)))
    rows = np.repeat(np.arange(tied.shape[0]), np.diff(tied.indptr))
    same = _where(tied, code[rows] == code[tied.indices])
    other = _where(tied, code[rows] != code[tied.indices])

    into, out = _sum(tied, 0), _sum(tied, 1)
    into_same, out_same = _sum(same, 0), _sum(same, 1)
    into_other, out_other = into - into_same, out - out_same
    back = _of_other_groups(other, code)
    counts = {
        "coordinator": into_same * out_same - _sum(same * same.T, 0) - _closed(same, same, same),
        "itinerant": back - _sum(other * other.T, 0) - _closed(same, other, other),
        "representative": into_same * out_other - _closed(other, other, same),
        "gatekeeper": into_other * out_same - _closed(other, same, other),
        "liaison": into_other * out_other - back - _closed(other, other, other),
    }
    index = pd.Index(list(ties), name="organization_id")
    return pd.DataFrame({role: np.rint(counts[role]) for role in ROLE_ORDER}, index=index).astype("int64")


def strongest_role(roles: pd.DataFrame) -> pd.Series:
    """Return the role with the largest count, ``""`` where there is none; equal counts: the wider bridge."""
    if roles.empty:
        return pd.Series([], index=roles.index, name="role", dtype="str")
    largest = roles[list(_PREFERRED)].idxmax(axis=1)
    return largest.where(roles.max(axis=1) > 0, "").astype("str").rename("role")


def _codes(groups: pd.Series) -> np.ndarray:
    """Return a number for each group; whoever has none gets one of its own."""
    codes = pd.factorize(groups)[0]
    alone = codes < 0
    codes[alone] = len(codes) + np.arange(int(alone.sum()))
    return codes


def _where(matrix: sparse.csr_array, kept: np.ndarray) -> sparse.csr_array:
    found = matrix.copy()
    found.data = found.data * kept
    found.eliminate_zeros()
    return found


def _sum(matrix: sparse.csr_array, axis: int) -> np.ndarray:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()


def _closed(across: sparse.csr_array, onward: sparse.csr_array, inward: sparse.csr_array) -> np.ndarray:
    """Count for each v the pairs a -> v (in `inward`), v -> b (in `onward`) with a -> b (in `across`)."""
    return _sum((across @ onward.T) * inward, 0)


def _of_other_groups(other: sparse.csr_array, code: np.ndarray) -> np.ndarray:
    """Count for each v the pairs (a, b), a = b included, of one group that is not v's, with a -> v -> b."""
    n = len(code)
    groups = pd.factorize(code)[0]
    member = sparse.csr_array((np.ones(n), (np.arange(n), groups)), shape=(n, max(n, 1)))
    return _sum((other.T @ member) * (other @ member), 1)
