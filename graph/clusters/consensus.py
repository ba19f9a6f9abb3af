"""Many runs of the Leiden algorithm, and the one grouping that they agree on.

On a large network every run ends in another grouping of nearly the same quality. What they share is a property of the
network; which of them is met is chance. So the runs vote on every tie: once as they are, and once more, many times and
cheaply, on the network of the organizations that no run has parted.
"""

import random
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from graph.engines.leiden import leiden, leiden_within
from graph.engines.matrix import igraph_form

__all__ = ["UNTIL_NOTHING_IMPROVES", "consensus", "many_runs", "quality"]

_FEWEST_RUNS = 6
_RUNS_FOR = ((100, 200_000), (20, 2_000_000))
"""So many runs, as long as they take no more ties than this all together: a moment, and a few seconds."""
UNTIL_NOTHING_IMPROVES = 20_000
"""Up to this many ties a run goes on until nothing improves: there it takes a moment, and finds the best there is."""
_ROUNDS = 2
_RUNS_ON_CORES = 12
_POWERS = (1.0, 0.75, 0.5, 0.25, 0.0)


def many_runs(matrix: sparse.csr_array, resolution: float, generator: random.Random) -> np.ndarray:
    """Return the groups that runs of Leiden find, one row a run: labels without meaning.

    100 runs up to 2,000 ties, then fewer: 20 from 10,000 to 100,000 ties, never under 6. Up to 20,000 ties each goes on
    until nothing improves, above two rounds. One run on a network without ties.
    """
    ties = matrix.nnz // 2
    times = max(_FEWEST_RUNS, *(min(most, taken // ties) for most, taken in _RUNS_FOR)) if ties else 1
    rounds = None if ties <= UNTIL_NOTHING_IMPROVES else _ROUNDS
    network = igraph_form(matrix)
    runs = [leiden(network, "strength", resolution, generator, rounds=rounds) for _ in range(times)]
    return np.array(runs, dtype=np.int64).reshape(times, matrix.shape[0])


def consensus(matrix: sparse.csr_array, runs: np.ndarray, resolution: float, generator: random.Random) -> np.ndarray:
    """Return the grouping that the runs agree on.

    Organizations that no run has parted are a core. Each tie between cores counts by its strength times how often its
    ends were together: the mean of the share of `runs` and of the share of 12 runs on the network of cores, which cost
    little. Leiden on these strengths, against the chance that the whole strengths give, is the consensus. Should its
    modularity be below that of every run, agreement counts less, in four steps down to not at all.

    Parameters
    ----------
    matrix : scipy.sparse.csr_array
        Strengths, symmetric.
    runs : np.ndarray
        From `many_runs`.
    resolution : float
        That of the runs.
    generator : random.Random
        What is drawn from.

    Returns
    -------
    np.ndarray
        One label an organization.

    References
    ----------
    Ovelgonne, M. and Geyer-Schulz, A. (2013). An ensemble learning strategy for graph clustering. *Contemporary
    Mathematics* 588, 187-205 (cores). Poulin, V. and Theberge, F. (2019). Ensemble clustering for graphs:
    comparisons and applications. *Applied Network Science* 4, 51 (strengths times agreement).

    Examples
    --------
    >>> pairs = sparse.csr_array([[0, 3, 0, 0], [3, 0, 1, 0], [0, 1, 0, 3], [0, 0, 3, 0]], dtype=float)
    >>> consensus(pairs, np.array([[0, 0, 1, 1], [5, 5, 4, 4]]), 1.0, random.Random(1)).tolist()
    [0, 0, 1, 1]
    """
    core = _cores(runs)
    voted = _between_cores(matrix, runs, core)
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    sizes = np.bincount(core, weights=degree)
    cores = voted.with_insides(sizes)
    one_of = np.unique(core, return_index=True)[1]
    apart = resolution / max(degree.sum(), 1.0)

    def groups(network: Any, rounds: int | None) -> np.ndarray:  # noqa: ANN401  (igraph has no types)
        labels = leiden_within(network, "strength", sizes.tolist(), apart, generator, rounds=rounds)
        return np.array(labels, dtype=np.int64)

    whole = igraph_form(voted.as_matrix(voted.strength, len(sizes)))
    again = [groups(whole, _ROUNDS) for _ in range(_RUNS_ON_CORES)]
    together = np.mean([of[voted.tail] == of[voted.head] for of in again], axis=0)
    agreed = (voted.share + together) / 2
    least = min(quality(cores, run[one_of], resolution) for run in runs)
    clusters: np.ndarray = runs[0][one_of]
    for power in _POWERS:
        strength = voted.strength * agreed**power
        clusters = groups(igraph_form(voted.as_matrix(strength, len(sizes))), None)
        if quality(cores, clusters, resolution) >= least:
            break
    labels: np.ndarray = clusters[core]
    return labels


def _cores(runs: np.ndarray) -> np.ndarray:
    """Return labels that two organizations share where every run has them together."""
    core = np.zeros(runs.shape[1], dtype=np.int64)
    for run in runs:
        core = np.unique(core * (run.max(initial=0) + 1) + run, return_inverse=True)[1]
    return core


@dataclass(frozen=True)
class _Voted:
    """The ties between cores: ends, strength, and the share of runs that have the ends together."""

    tail: np.ndarray
    head: np.ndarray
    strength: np.ndarray
    share: np.ndarray

    def as_matrix(self, strength: np.ndarray, n: int) -> sparse.csr_array:
        """Return other strengths as a matrix of the upper half, without those that are 0."""
        agreed = strength > 0
        return sparse.csr_array((strength[agreed], (self.tail[agreed], self.head[agreed])), shape=(n, n))

    def with_insides(self, sizes: np.ndarray) -> sparse.csr_array:
        """Return the strengths between cores, and twice those inside each, which add up to `sizes`."""
        half = self.as_matrix(self.strength, len(sizes))
        between = half + half.T
        inside = sparse.diags_array(sizes - np.asarray(between.sum(axis=1)).ravel(), dtype=np.float64)
        return sparse.csr_array(between + inside)


def _between_cores(matrix: sparse.csr_array, runs: np.ndarray, core: np.ndarray) -> _Voted:
    half = sparse.triu(matrix, k=1).tocoo()
    between = core[half.row] != core[half.col]
    a, b, strength = half.row[between], half.col[between], half.data[between]
    count = np.zeros(len(a))
    for run in runs:
        count += run[a] == run[b]
    n = core.max(initial=0) + 1
    pairs, at = np.unique(np.minimum(core[a], core[b]) * n + np.maximum(core[a], core[b]), return_inverse=True)
    total = np.bincount(at, weights=strength, minlength=len(pairs))
    voted = np.bincount(at, weights=strength * count, minlength=len(pairs)) / len(runs)
    return _Voted(pairs // n, pairs % n, total, np.divide(voted, total, out=np.zeros(len(pairs)), where=total > 0))


def quality(matrix: sparse.csr_array, labels: np.ndarray, resolution: float) -> float:
    """Return modularity: ``sum over clusters of inside / total - resolution * (degree / total) ** 2``."""
    total = matrix.sum()
    if not total:
        return 0.0
    codes = np.unique(labels, return_inverse=True)[1]
    both = matrix.tocoo()
    inside = both.data[codes[both.row] == codes[both.col]].sum()
    each = np.bincount(codes, weights=np.asarray(matrix.sum(axis=1)).ravel())
    return float(inside / total - resolution * ((each / total) ** 2).sum())
