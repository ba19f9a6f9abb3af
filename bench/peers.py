"""The other sides, as fast as they can be written with the libraries alone."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from graph.tables import Tables

__all__ = ["pagerank_by_scipy", "pairs_by_scipy", "ties_by_networkx", "ties_by_scipy", "ties_by_sorting"]

_HALF_LIFE = 365.0


def _incidence(tables: Tables) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return organization and event of each participation, and the decay of each event."""
    took_part, events = tables.participations, tables.interactions
    who = pc.index_in(
        pa.array(took_part["organization_id"].array), pa.array(tables.organizations["organization_id"].array)
    )
    what = pc.index_in(pa.array(took_part["interaction_id"].array), pa.array(events["interaction_id"].array))
    age = (events["date"].max() - events["date"]).dt.days.to_numpy()
    return who.to_numpy(), what.to_numpy(), 2.0 ** (-age / _HALF_LIFE)


def ties_by_scipy(tables: Tables) -> tuple[np.ndarray, ...]:
    """Return tails, heads, strength and distance by the product of the incidence matrix with itself."""
    who, what, decay = _incidence(tables)
    shape = (len(decay), len(tables.organizations))
    member = sparse.csr_array((np.ones(len(who)), (what, who)), shape=shape)
    size = np.diff(member.indptr)
    each = np.where(size > 1, decay / np.maximum(size - 1, 1), 0.0)
    found = sparse.triu(member.T @ (sparse.diags_array(each) @ member), k=1, format="coo")
    return found.row, found.col, found.data, found.data.max() / found.data


def ties_by_sorting(tables: Tables) -> tuple[np.ndarray, ...]:
    """Return tails, heads, strength and distance by sorting packed pairs."""
    who, what, decay = _incidence(tables)
    n = len(tables.organizations)
    packed = what.astype(np.int64) * n + who
    packed.sort()
    what, who = np.divmod(packed, n)
    size = np.bincount(what, minlength=len(decay))
    starts = np.r_[0, np.cumsum(size)[:-1]]
    pairs, values = [], []
    for many in np.unique(size[size > 1]).tolist():
        of_size = np.flatnonzero(size == many)
        first, second = np.triu_indices(many, 1)
        members = who[starts[of_size][:, None] + np.arange(many)]
        pairs.append((members[:, first] * n + members[:, second]).ravel())
        values.append(np.repeat(decay[of_size] / (many - 1), len(first)))
    pair, value = np.concatenate(pairs), np.concatenate(values)
    order = np.argsort(pair)
    pair, value = pair[order], value[order]
    begins = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    strength = np.add.reduceat(value, begins)
    tails, heads = np.divmod(pair[begins], n)
    return tails, heads, strength, strength.max() / strength


def ties_by_networkx(tables: Tables) -> nx.Graph:
    """Return the same, pair by pair."""
    events = tables.interactions.set_index("interaction_id")["date"]
    latest = events.max()
    ties = nx.Graph()
    ties.add_nodes_from(tables.organizations["organization_id"])
    for event, who in tables.participations.groupby("interaction_id")["organization_id"]:
        if len(who) > 1:
            each = 2.0 ** (-(latest - events[event]).days / _HALF_LIFE) / (len(who) - 1)
            for a, b in combinations(who, 2):
                before = ties[a][b]["strength"] if ties.has_edge(a, b) else 0.0
                ties.add_edge(a, b, strength=before + each)
    return ties


def pagerank_by_scipy(matrix: Any, tol: float, most: int) -> np.ndarray:
    """Return PageRank by power iteration on a ready matrix."""
    n = matrix.shape[0]
    out = np.asarray(matrix.sum(axis=1)).ravel()
    stuck = out == 0
    onward = sparse.csr_array(sparse.diags_array(np.where(stuck, 0.0, 1 / np.where(stuck, 1.0, out))) @ matrix).T
    now = np.full(n, 1 / n)
    for _ in range(most):
        before = now
        now = 0.85 * (onward @ before + before[stuck].sum() / n) + 0.15 / n
        if np.abs(now - before).sum() < n * tol:
            found: np.ndarray = now
            return found
    raise nx.PowerIterationFailedConvergence(most)


def pairs_by_scipy(matrix: Any, k: int) -> pd.DataFrame:
    """Return the k best missing partners of each row by resource allocation: A D A, without the ties, row by row."""
    tied = matrix.copy()
    tied.data = np.ones_like(tied.data)
    degree = np.diff(tied.indptr)
    scores = sparse.csr_array(tied @ (sparse.diags_array(1 / np.maximum(degree, 1)) @ tied))
    scores = sparse.csr_array(scores - scores * (tied + sparse.eye_array(tied.shape[0])))
    first, other, value = [], [], []
    for row in range(tied.shape[0]):
        part = slice(scores.indptr[row], scores.indptr[row + 1])
        found, columns = scores.data[part], scores.indices[part]
        best = np.argpartition(-found, k)[:k] if len(found) > k else np.arange(len(found))
        best = best[np.argsort(-found[best])]
        first.append(np.full(len(best), row))
        other.append(columns[best])
        value.append(found[best])
    return pd.DataFrame(
        {"first": np.concatenate(first), "other": np.concatenate(other), "score": np.concatenate(value)}
    )
