"""Brokerage roles: between whom an organization stands (Gould and Fernandez 1989)."""

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.arguments import checked
from graph.engines.matrix import presence, shown_names, strength_matrix

__all__ = ["ROLE_ORDER", "brokerage_roles", "group_codes", "role_counts", "role_significance", "strongest_role"]

SEED = 20240229
ROLE_ORDER = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")

# Undirected ties give a gatekeeper and a representative equal counts: who gets in is then told.
_PREFERRED = ("liaison", "gatekeeper", "representative", "coordinator", "itinerant")
_PATHS = 4_000_000

# Where of "a and v", "v and b", "a and b" are in one group, read as a binary number: the role, by its place. Two of
# them without the third cannot be.
_ROLE_OF = np.array([4, 1, 3, 3, 2, 2, 0, 0], dtype=np.int32)


@checked
def brokerage_roles(ties: nx.Graph, groups: pd.Series) -> pd.DataFrame:
    """Count, for each organization, the pairs that only it connects, by the groups of the three.

    v brokers the ordered pair (a, b) where ``a -> v -> b`` and not ``a -> b``. With the groups of a, v, b:
    A-A-A coordinator, A-B-A itinerant, A-A-B representative, A-B-B gatekeeper, A-B-C liaison. Undirected ties
    count both orders.

    Parameters
    ----------
    ties : nx.Graph or nx.DiGraph
        Only whether a tie is there counts, not its strength. Directions are followed.
    groups : pd.Series
        The group of each organization, indexed by ``organization_id``; one without a group is a group of its own.

    Returns
    -------
    pd.DataFrame
        One row an organization in the order of `ties`: ``organization_id``, ``name``, then `ROLE_ORDER` (int64, ordered
        pairs). Zeros for isolates. No rows for an empty network.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in
    transaction networks. *Sociological Methodology* 19, 89-126.

    Examples
    --------
    >>> path = nx.Graph([("ana", "ben"), ("ben", "cy")])
    >>> brokerage_roles(path, pd.Series({"ana": 1, "ben": 2, "cy": 3}))[["organization_id", "gatekeeper", "liaison"]]
      organization_id  gatekeeper  liaison
    0             ana           0        0
    1             ben           0        2
    2              cy           0        0
    """
    counts = role_counts(ties, groups).reset_index(drop=True)
    counts.insert(0, "organization_id", pd.Series(list(ties), dtype="str"))
    counts.insert(1, "name", pd.Series(shown_names(ties), dtype="str"))
    return counts


def role_counts(ties: nx.Graph, groups: pd.Series) -> pd.DataFrame:
    """Return the counts of `brokerage_roles` alone, indexed by ``organization_id``."""
    tied = presence(strength_matrix(ties))
    code = group_codes(groups.reindex(list(ties)))
    same, other = _same_and_other(tied, code)
    pairs = _pairs(same, other, code)
    closed = {
        "coordinator": _closed(same, same, same),
        "itinerant": _closed(same, other, other),
        "representative": _closed(other, other, same),
        "gatekeeper": _closed(other, same, other),
        "liaison": _closed(other, other, other),
    }
    index = pd.Index(list(ties), name="organization_id")
    counts = {role: np.rint(pairs[role] - closed[role]) for role in ROLE_ORDER}
    return pd.DataFrame(counts, index=index).astype("int64")


@checked
def role_significance(ties: nx.Graph, groups: pd.Series, *, permutations: int = 999, seed: int = SEED) -> pd.DataFrame:
    """Return whether each organization has a role more often than under random group labels.

    The groups are permuted among all organizations while the ties stay; each time the roles are counted again.
    ``p = (1 + permutations that count as much or more) / (1 + permutations)``: no distribution is assumed.

    Parameters
    ----------
    ties, groups
        As in `brokerage_roles`. Who has no group changes places with the others.
    permutations : int
        How often groups are dealt out, 1 or more.
    seed : int
        Of the permutations; they follow the sorted ids, not the order of rows.

    Returns
    -------
    pd.DataFrame
        One row an organization and role, in the order of `ties` and of `ROLE_ORDER`: ``organization_id``,
        ``name``, ``role``, ``count`` (int64, of ordered pairs), ``expected`` (float64, mean over the permutations),
        ``p`` (float64, above 0 to 1; small where the role is not by chance). Nothing is corrected for how many rows
        are looked at. Isolates have 0, 0 and 1. No rows for an empty network.

    Raises
    ------
    ValueError
        If `permutations` is below 1.

    References
    ----------
    Gould and Fernandez (1989), as in `brokerage_roles`. Phipson, B. and Smyth, G. K. (2010). Permutation p-values
    should never be zero. *Statistical Applications in Genetics and Molecular Biology* 9, article 39.

    Examples
    --------
    >>> path = nx.Graph([("ana", "ben"), ("ben", "cy")])
    >>> found = role_significance(path, pd.Series({"ana": 1, "ben": 2, "cy": 3}))
    >>> found[found["count"] > 0]
      organization_id name     role  count  expected    p
    9             ben  ben  liaison      2       2.0  1.0
    """
    if permutations < 1:
        msg = f"permutations: found {permutations}, allowed 1 or more."
        raise ValueError(msg)
    tied = presence(strength_matrix(ties))
    n = tied.shape[0]
    ids = pd.Series(list(ties), dtype="str")
    by_id = np.argsort(ids.to_numpy(dtype="U"), kind="stable")
    code = group_codes(groups.reindex(list(ties)))
    triples = _closed_triples(tied)
    count = _counted(tied, triples, code)
    total, hits = np.zeros_like(count), np.zeros_like(count)
    draw = np.random.default_rng(seed)
    dealt = np.empty_like(code)
    for _ in range(permutations):
        dealt[by_id] = draw.permutation(code[by_id])
        permuted = _counted(tied, triples, dealt)
        total += permuted
        hits += permuted >= count
    return pd.DataFrame(
        {
            "organization_id": ids.repeat(len(ROLE_ORDER)).array,
            "name": pd.Series(shown_names(ties), dtype="str").repeat(len(ROLE_ORDER)).array,
            "role": pd.Series(ROLE_ORDER * n, dtype="str"),
            "count": count.ravel(),
            "expected": total.ravel() / permutations,
            "p": (1 + hits.ravel()) / (1 + permutations),
        }
    )


def strongest_role(roles: pd.DataFrame) -> pd.Series:
    """Return the role with the largest count, ``""`` where there is none; equal counts: the wider bridge."""
    if roles.empty:
        return pd.Series([], index=roles.index, name="role", dtype="str")
    largest = roles[list(_PREFERRED)].idxmax(axis=1)
    return largest.where(roles.max(axis=1) > 0, "").astype("str").rename("role")


def group_codes(groups: pd.Series) -> np.ndarray:
    """Return a number for each group; whoever has none gets one of its own."""
    codes = pd.factorize(groups)[0]
    alone = codes < 0
    codes[alone] = len(codes) + np.arange(int(alone.sum()))
    return codes


def _same_and_other(tied: sparse.csr_array, code: np.ndarray) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the ties within groups and those between groups."""
    rows = np.repeat(np.arange(tied.shape[0]), np.diff(tied.indptr))
    within = code[rows] == code[tied.indices]
    return _where(tied, within), _where(tied, ~within)


def _pairs(same: sparse.csr_array, other: sparse.csr_array, code: np.ndarray) -> dict[str, np.ndarray]:
    """Count for each v the pairs a -> v -> b of two different organizations, tied to each other or not."""
    into_same, out_same = _sum(same, 0), _sum(same, 1)
    into_other, out_other = _sum(other, 0), _sum(other, 1)
    back = _of_other_groups(other, code)
    return {
        "coordinator": into_same * out_same - _sum(same * same.T, 0),
        "itinerant": back - _sum(other * other.T, 0),
        "representative": into_same * out_other,
        "gatekeeper": into_other * out_same,
        "liaison": into_other * out_other - back,
    }


def _counted(tied: sparse.csr_array, triples: np.ndarray, code: np.ndarray) -> np.ndarray:
    """Return the counts of `brokerage_roles`, one row an organization, given its closed triples."""
    pairs = _pairs(*_same_and_other(tied, code), code)
    every = np.column_stack([pairs[role] for role in ROLE_ORDER])
    a, v, b = code[triples]
    role = _ROLE_OF[((a == v) * np.int8(2) + (v == b)) * np.int8(2) + (a == b)]
    closed = np.bincount(triples[1] * len(ROLE_ORDER) + role, minlength=every.size)
    open_triples: np.ndarray = np.rint(every).astype(np.int64) - closed.reshape(every.shape)
    return open_triples


def _closed_triples(tied: sparse.csr_array) -> np.ndarray:
    """Return the positions of a, v, b (one row each) wherever a -> v -> b and also a -> b."""
    n = tied.shape[0]
    tails = np.repeat(np.arange(n), np.diff(tied.indptr))
    heads = tied.indices.astype(np.int64)
    arcs = tails * n + heads
    onward = np.diff(tied.indptr)[heads]
    # A few million paths of two ties at a time: all of them together may not fit in memory.
    ends = [*np.searchsorted(np.cumsum(onward), np.arange(_PATHS, onward.sum(), _PATHS)), len(heads)]
    triples = [np.zeros((3, 0), dtype=np.int32)]
    for first, last in zip([0, *ends[:-1]], ends, strict=True):
        n_onward = onward[first:last]
        a, v = np.repeat(tails[first:last], n_onward), np.repeat(heads[first:last], n_onward)
        within = np.arange(len(v)) - np.repeat(np.cumsum(n_onward) - n_onward, n_onward)
        b = heads[tied.indptr[v] + within]
        at = np.searchsorted(arcs, a * n + b)
        closed = arcs[np.minimum(at, len(arcs) - 1)] == a * n + b
        triples.append(np.stack([a, v, b])[:, closed].astype(np.int32))
    return np.concatenate(triples, axis=1)


def _where(matrix: sparse.csr_array, mask: np.ndarray) -> sparse.csr_array:
    masked = matrix.copy()
    masked.data = masked.data * mask
    masked.eliminate_zeros()
    return masked


def _sum(matrix: sparse.csr_array, axis: int) -> np.ndarray:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()


def _closed(across: sparse.csr_array, onward: sparse.csr_array, inward: sparse.csr_array) -> np.ndarray:
    """Count for each v the pairs a -> v (in `inward`), v -> b (in `onward`) with a -> b (in `across`)."""
    into = sparse.csr_array(onward.T)
    n = across.shape[0]
    # A few million paths of two ties at a time: all of them together may not fit in memory.
    paths = np.cumsum(presence(across) @ np.diff(into.indptr).astype(np.float64))
    ends = [*np.searchsorted(paths, np.arange(_PATHS, paths[-1] if n else 0, _PATHS)), n]
    n_closed = np.zeros(n)
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        n_closed += _sum((across[start:end] @ into) * inward[start:end], 0)
    return n_closed


def _of_other_groups(other: sparse.csr_array, code: np.ndarray) -> np.ndarray:
    """Count for each v the pairs (a, b), a = b included, of one group that is not v's, with a -> v -> b."""
    n = len(code)
    groups = pd.factorize(code)[0]
    member = sparse.csr_array((np.ones(n), (np.arange(n), groups)), shape=(n, max(n, 1)))
    return _sum((other.T @ member) * (other @ member), 1)
