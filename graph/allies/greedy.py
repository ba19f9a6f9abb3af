"""Choosing k organizations that together cover the most need."""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

__all__ = ["Choice", "Offers", "best_gain", "greedy_choice"]

_DIGITS = 12
_ROUNDING = 2e-12
_SHORTLIST = 256
_MOST_ENTRIES = 20_000
_MOST_SETS = 5_000
_MOST_NODES = 500


@dataclass(frozen=True)
class Offers:
    """What each candidate would bring to which cell.

    Attributes
    ----------
    ids : np.ndarray of object
        The candidates, sorted.
    starts : np.ndarray of int64
        Where the cells of each candidate begin in `cells` and `reach`, and the end.
    cells, reach : np.ndarray
        The cells that each candidate is present in, and how far it reaches in each (0..1).
    """

    ids: np.ndarray
    starts: np.ndarray
    cells: np.ndarray
    reach: np.ndarray

    @classmethod
    def of(cls, present: pd.DataFrame) -> "Offers":
        """Return the offers in ``organization_id, cell, reach``, one row an organization and cell."""
        who, ids = pd.factorize(present["organization_id"], sort=True)
        cell = present["cell"].to_numpy(np.int64)
        order = np.lexsort((cell, who))
        starts = np.r_[0, np.cumsum(np.bincount(who, minlength=len(ids)))]
        return cls(np.asarray(ids, dtype=object), starts, cell[order], present["reach"].to_numpy(np.float64)[order])

    def by(self, i: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the cells and the reach of candidate i."""
        part = slice(self.starts[i], self.starts[i + 1])
        return self.cells[part], self.reach[part]

    def gains(self, missing: np.ndarray) -> np.ndarray:
        """Return what each candidate alone would add."""
        each = sparse.csr_array((self.reach, self.cells, self.starts), shape=(len(self.ids), len(missing)))
        gains: np.ndarray = each @ missing
        return gains


@dataclass(frozen=True)
class Choice:
    """One candidate that was chosen: its id, what it adds, and the cells in which it does, most first.

    ``reach`` tells how far it reaches in each of these cells.
    """

    organization_id: str
    gain: float
    closes: np.ndarray
    reach: np.ndarray


def greedy_choice(offers: Offers, missing: np.ndarray, k: int) -> list[Choice]:
    """Choose up to `k` candidates, each the one that adds most to those before it.

    Lazily: what a candidate adds never grows, so an old figure that is beaten needs no new one (Minoux 1978). Equal
    gains (to 12 digits of all that is missing): fewest cells elsewhere, then id.

    Parameters
    ----------
    offers : Offers
        The candidates.
    missing : np.ndarray
        For each cell need * (1 - coverage), >= 0, before anybody is chosen.
    k : int
        The most to choose. Fewer are chosen where nobody adds anything more.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for maximizing submodular
    set functions. *Mathematical Programming* 14, 265-294.
    """
    left = missing.astype(np.float64, copy=True)
    scale = float(left.sum())
    if scale <= 0:
        return []

    def offer(i: int, after: int) -> tuple[float, int, int, int]:
        cells, reach = offers.by(i)
        adds = left[cells] * reach
        return -round(float(adds.sum()) / scale, _DIGITS), int((adds <= 0).sum()), i, after

    # Nothing gets better for a candidate while others are chosen: an old entry sorts no later than a new one would.
    waiting: list[tuple[float, int, int, int]] = []
    blocks = _best_first(offers.gains(left) / scale)
    beyond = math.inf
    chosen: list[Choice] = []
    while len(chosen) < k:
        # Whoever is not looked at yet adds no more than this, and may add as much.
        while beyond > 0 and (not waiting or -waiting[0][0] <= beyond + _ROUNDING):
            block, beyond = next(blocks)
            waiting.extend(offer(i, len(chosen)) for i in block.tolist())
            heapq.heapify(waiting)
        if not waiting or waiting[0][0] == 0:
            break
        _, _, i, after = heapq.heappop(waiting)
        if after < len(chosen):
            heapq.heappush(waiting, offer(i, len(chosen)))
            continue
        cells, reach = offers.by(i)
        adds = left[cells] * reach
        order = np.lexsort((cells, -adds))
        order = order[adds[order] > 0]
        chosen.append(Choice(str(offers.ids[i]), float(adds.sum()), cells[order], reach[order]))
        left[cells] *= 1.0 - reach
    return chosen


def _best_first(gains: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    """Give those who add anything in blocks, the best first, each block with the most that anybody after it adds."""
    useful = np.flatnonzero(gains > 0)
    if len(useful) > _SHORTLIST:
        # Most questions are answered by a few: all of them are sorted only if they are not.
        cut = np.argpartition(-gains[useful], _SHORTLIST)
        yield useful[cut[:_SHORTLIST]], float(gains[useful[cut[_SHORTLIST:]]].max())
        useful = useful[cut[_SHORTLIST:]]
        useful = useful[np.argsort(-gains[useful], kind="stable")]
    n_refreshed, start = _SHORTLIST, 0
    while start + n_refreshed < len(useful):
        yield useful[start : start + n_refreshed], float(gains[useful[start + n_refreshed]])
        start, n_refreshed = start + n_refreshed, 2 * n_refreshed
    yield useful[start:], 0.0


def best_gain(offers: Offers, missing: np.ndarray, k: int) -> tuple[float, str]:
    """Return the largest gain that any `k` candidates reach, and how it was found.

    Returns
    -------
    tuple of float and str
        ``"milp"`` (a mixed-integer linear program solved to optimality: every reach is 1), ``"enumeration"`` (every
        set was tried), or not a number and ``""`` where that would take too long.
    """
    useful = np.flatnonzero(offers.gains(missing) > 0).tolist()
    if not useful or k < 1:
        return 0.0, "enumeration"
    if math.comb(len(useful), min(k, len(useful))) <= _MOST_SETS:
        return _enumerated(offers, missing, useful, k), "enumeration"
    entries = int(np.diff(offers.starts)[useful].sum())
    if entries > _MOST_ENTRIES or any((offers.by(i)[1] < 1).any() for i in useful):
        return math.nan, ""
    optimum = _programmed(offers, missing, useful, k)
    return optimum, "" if math.isnan(optimum) else "milp"


def _enumerated(offers: Offers, missing: np.ndarray, useful: list[int], k: int) -> float:
    total, best = float(missing.sum()), 0.0
    for some in combinations(useful, min(k, len(useful))):
        left = missing.astype(np.float64, copy=True)
        for i in some:
            cells, reach = offers.by(i)
            left[cells] *= 1.0 - reach
        best = max(best, total - float(left.sum()))
    return best


def _programmed(offers: Offers, missing: np.ndarray, useful: list[int], k: int) -> float:
    """Solve max sum missing_c y_c, y_c <= sum of x_o present in c, sum x_o <= k, x binary."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  (a slow import, for this step only)

    sizes = np.diff(offers.starts)[useful]
    cells, at = np.unique(np.concatenate([offers.by(i)[0] for i in useful]), return_inverse=True)
    who = np.repeat(np.arange(len(useful)), sizes)
    n, m = len(useful), len(cells)
    covers = sparse.csr_array((np.ones(len(at)), (at, who)), shape=(m, n))
    rows = sparse.vstack(
        [
            sparse.hstack([-covers, sparse.eye_array(m)]),
            sparse.csr_array((np.ones(n), (np.zeros(n, dtype=np.int64), np.arange(n))), shape=(1, n + m)),
        ]
    )
    solved = milp(
        c=np.r_[np.zeros(n), -missing[cells]],
        integrality=np.r_[np.ones(n), np.zeros(m)],
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, np.r_[np.zeros(m), float(k)]),
        # A limit of nodes, not of time: the same question gets the same answer on a slow machine.
        options={"node_limit": _MOST_NODES, "mip_rel_gap": 0.0},
    )
    return -float(solved.fun) if solved.status == 0 else math.nan
