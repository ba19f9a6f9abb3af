"""Shortest paths between pairs of organizations, compiled.

Libraries follow the paths from one organization to all others. To know who lies between two, a search from both ends
that stops where they meet looks at some two thousand ties of 300,000, whichever two they are: in the time of a few
hundred sources that is a hundred thousand pairs, and these speak for all pairs far better. NetworkX and igraph check
it in the tests.
"""

import heapq
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["lie_between"]

_SAME = 1e-10
"""Lengths that differ by this share are equal: what adds up in another order may differ in its last digits."""


def lie_between(network: sparse.csr_array, pairs: np.ndarray, *, steps: bool) -> np.ndarray:
    """Return, for each organization, the sum over pairs of the share of their shortest paths that it lies on.

    Parameters
    ----------
    network : scipy.sparse.csr_array
        Length of each tie, above 0; n x n, symmetric, without a diagonal.
    pairs : np.ndarray of int
        One row a pair of two different organizations. A pair without a path adds nothing.
    steps : bool
        Whether paths are counted in steps, whatever the lengths.

    Returns
    -------
    np.ndarray
        n numbers, 0 to the number of pairs; the ends of a path do not lie on it.
    """
    n = network.shape[0]
    total = np.zeros(n)
    degree, heads, lengths = np.diff(network.indptr), network.indices.astype(np.int32), network.data
    if steps:
        lengths = np.ones(network.nnz)
    else:
        by_length = np.lexsort([lengths, np.repeat(np.arange(n), degree)])
        heads, lengths = heads[by_length], lengths[by_length]
    pairs = pairs[(degree[pairs] > 0).all(axis=1)]
    if len(pairs):
        follow, *ways = _compiled(steps)
        ties = network.indptr.astype(np.int64), heads, lengths
        follow(*ways, (ties, pairs.astype(np.int64), total), _nothing_seen(n, steps=steps))
    return total


def _nothing_seen(n: int, *, steps: bool) -> tuple[np.ndarray, ...]:
    """Return what a search knows from either end.

    Length (-1: not reached) and number of the shortest paths to each, the share of the pair's paths that go through it,
    who was reached, in order, and how many.
    """
    length = np.full((2, n), -1, dtype=np.int32 if steps else np.float64)
    return length, np.zeros((2, n)), np.zeros((2, n)), np.empty((2, n), dtype=np.int32), np.zeros(2, dtype=np.int64)


@cache
def _compiled(steps: bool) -> tuple[Callable[..., None], ...]:
    import numba  # noqa: PLC0415  (half a second, and some to compile: paid by the first large network alone)

    search = (_meet_by_steps, _share_by_steps) if steps else (_meet_by_length, _share_by_length)
    return tuple(numba.njit(nogil=True)(one) for one in (_follow, *search, _credit))


def _follow(meet: Any, divide: Any, credit: Any, credited: Any, seen: Any) -> None:  # noqa: ANN401
    """Add to the total what each pair gives, and leave `seen` as it was."""
    ties, pairs, total = credited
    length, paths, share, order, counts = seen
    for pair in range(len(pairs)):
        meeting = meet(ties, pairs[pair], seen)
        if meeting >= 0:
            divide(ties, seen, meeting)
            credit(ties, 0, seen, total)
            credit(ties, 1, seen, total)
        for end in range(2):
            for at in range(counts[end]):
                u = order[end, at]
                length[end, u] = -1
                paths[end, u] = 0.0
                share[end, u] = 0.0
            counts[end] = 0


def _credit(ties: Any, end: int, seen: Any, total: Any) -> None:  # noqa: ANN401
    """Pass the share of each organization on to those before it, from the last to the end of the pair."""
    starts, heads, lengths = ties
    length, paths, share, order, counts = seen
    other_end = order[1 - end, 0]
    for at in range(counts[end] - 1, 0, -1):
        v = order[end, at]
        if share[end, v] > 0.0:
            # Where the searches meet one may stand on both sides.
            if v != other_end and (end == 0 or share[0, v] == 0.0):
                total[v] += share[end, v]
            each, length_at_end = share[end, v] / paths[end, v], length[end, v]
            for tie in range(starts[v], starts[v + 1]):
                u = heads[tie]
                before = length[end, u]
                if 0 <= before < length_at_end and abs(length_at_end - before - lengths[tie]) <= _SAME * length_at_end:
                    share[end, u] += each * paths[end, u]


def _meet_by_steps(ties: Any, pair: Any, seen: Any) -> int:  # noqa: ANN401
    """Search from both ends, a step at a time, the smaller side first; return the side that met the other, or -1."""
    starts, heads, _ = ties
    length, paths, _, order, counts = seen
    begin, work = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for end in range(2):
        u = pair[end]
        length[end, u], paths[end, u], order[end, 0], counts[end] = 0, 1.0, u, 1
        work[end] = starts[u + 1] - starts[u]
    while True:
        side = 0 if work[0] <= work[1] else 1
        if begin[side] == counts[side]:
            return -1
        own_length, other_length, ways, queue = length[side], length[1 - side], paths[side], order[side]
        last, count, onward, met = counts[side], counts[side], 0, False
        step = own_length[queue[begin[side]]] + 1
        for at in range(begin[side], last):
            v = queue[at]
            for tie in range(starts[v], starts[v + 1]):
                u = heads[tie]
                steps = own_length[u]
                if steps < 0:
                    own_length[u], ways[u], queue[count] = step, ways[v], u
                    count += 1
                    onward += starts[u + 1] - starts[u]
                    met = met or other_length[u] >= 0
                elif steps == step:
                    ways[u] += ways[v]
        begin[side], counts[side], work[side] = last, count, onward
        if met:
            return side


def _share_by_steps(_: Any, seen: Any, side: int) -> None:  # noqa: ANN401
    """Share the paths of the pair among those of the last step that both sides reached, where they are shortest."""
    length, paths, share, order, counts = seen
    last = counts[side] - 1
    step = length[side, order[side, last]]
    nearest, every = 2 * len(length[0]), 0.0
    while length[side, order[side, last]] == step:
        u = order[side, last]
        if 0 <= length[1 - side, u] <= nearest:
            every = paths[0, u] * paths[1, u] + (every if length[1 - side, u] == nearest else 0.0)
            nearest = length[1 - side, u]
        last -= 1
    for at in range(last + 1, counts[side]):
        u = order[side, at]
        if length[1 - side, u] == nearest:
            share[0, u] = share[1, u] = paths[0, u] * paths[1, u] / every


def _meet_by_length(ties: Any, pair: Any, seen: Any) -> float:  # noqa: ANN401
    """Search from both ends, the nearest first; return the length of the shortest path over anybody that both reached.

    Only a path that crosses by one tie, from whom one side reached to whom the other did, may be shorter.
    Ties are sorted by length, and each organization that was reached waits with its next tie alone: most are never
    looked at. Without a path, -1.
    """
    starts, heads, lengths = ties
    length, paths, _, order, counts = seen
    s, t = pair
    near = [(lengths[starts[s]], starts[s], s)], [(lengths[starts[t]], starts[t], t)]
    for end in range(2):
        u = pair[end]
        length[end, u], paths[end, u], order[end, 0], counts[end] = 0.0, 1.0, u, 1
    shortest = np.inf
    while len(near[0]) and len(near[1]) and near[0][0][0] + near[1][0][0] <= shortest * (1 + _SAME):
        side = 0 if counts[0] <= counts[1] else 1
        radius = near[side][0][0] * (1 + _SAME)
        # All of one length at once, so that the numbers of paths are complete.
        while len(near[side]) and near[side][0][0] <= radius:
            new, tie, v = near[side][0]
            u = heads[tie]
            if tie + 1 < starts[v + 1]:
                heapq.heapreplace(near[side], (length[side, v] + lengths[tie + 1], tie + 1, v))
            else:
                heapq.heappop(near[side])
            if length[side, u] < 0.0:
                length[side, u], order[side, counts[side]] = new, u
                counts[side] += 1
                heapq.heappush(near[side], (new + lengths[starts[u]], starts[u], np.int64(u)))
                if length[1 - side, u] >= 0.0:
                    shortest = min(shortest, new + length[1 - side, u])
            if new <= length[side, u] * (1 + _SAME):
                paths[side, u] += paths[side, v]
    return shortest if shortest < np.inf else -1.0


def _share_by_length(ties: Any, seen: Any, shortest: float) -> None:  # noqa: ANN401
    """Share the paths of the pair among the ties by which the shortest leave what the first side reached."""
    starts, heads, lengths = ties
    length, paths, share, order, counts = seen
    if length[0, order[1, 0]] >= 0.0:
        share[0, order[1, 0]] = 1.0
        return
    every = 0.0
    for settled in (False, True):
        for at in range(counts[0]):
            v = order[0, at]
            for tie in range(starts[v], starts[v + 1]):
                u, left = heads[tie], shortest * (1 + _SAME) - length[0, v] - lengths[tie]
                if left < 0.0:
                    break
                if length[0, u] < 0.0 and 0.0 <= length[1, u] <= left:
                    if settled:
                        both = paths[0, v] * paths[1, u]
                        share[0, v] += both
                        share[1, u] += both
                        every += both
                    else:
                        shortest = length[0, v] + lengths[tie] + length[1, u]
    for end in range(2):
        for at in range(counts[end]):
            share[end, order[end, at]] /= every
