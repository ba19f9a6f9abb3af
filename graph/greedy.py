"""Choosing k organizations that together cover the most need."""

import heapq
import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

__all__ = ["Choice", "Offers", "best_gain", "greedy_choice"]

_DIGITS = 12
_MOST_ENTRIES = 20_000
_MOST_SETS = 5_000
_MOST_NODES = 500


@dataclass(frozen=True)
class Offers:
    """What each candidate would bring to which cell.

    Attributes
    ----------
    ids : list of str
        The candidates, sorted.
    cells, reach : list of np.ndarray
        For each candidate the cells it is present in, and how far it reaches in each (0..1).
    """

    ids: list[str]
    cells: list[np.ndarray]
    reach: list[np.ndarray]

    @classmethod
    def of(cls, present: pd.DataFrame) -> "Offers":
        """Return the offers in ``organization_id, cell, reach``, one row an organization and cell."""
        rows = present.sort_values(["organization_id", "cell"])
        ids, starts = np.unique(rows["organization_id"].to_numpy(object), return_index=True)
        cut = starts[1:]
        if not len(ids):
            return cls([], [], [])
        return cls(
            ids.tolist(),
            np.split(rows["cell"].to_numpy(np.int64), cut),
            np.split(rows["reach"].to_numpy(np.float64), cut),
        )


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
        adds = left[offers.cells[i]] * offers.reach[i]
        return -round(float(adds.sum()) / scale, _DIGITS), int((adds <= 0).sum()), i, after

    # Nothing gets better for a candidate while others are chosen: an old entry sorts no later than a new one would.
    waiting = [offer(i, 0) for i in range(len(offers.ids))]
    heapq.heapify(waiting)
    chosen: list[Choice] = []
    while waiting and len(chosen) < k:
        share, _, i, after = heapq.heappop(waiting)
        if share == 0:
            break
        if after < len(chosen):
            heapq.heappush(waiting, offer(i, len(chosen)))
            continue
        cells, reach = offers.cells[i], offers.reach[i]
        adds = left[cells] * reach
        order = np.lexsort((cells, -adds))
        order = order[adds[order] > 0]
        chosen.append(Choice(offers.ids[i], float(adds.sum()), cells[order], reach[order]))
        left[cells] *= 1.0 - reach
    return chosen


def best_gain(offers: Offers, missing: np.ndarray, k: int) -> tuple[float, str]:
    """Return the largest gain that any `k` candidates reach, and how it was found.

    Returns
    -------
    tuple of float and str
        ``"milp"`` (a mixed-integer linear program solved to optimality: every reach is 1), ``"enumeration"`` (every
        set was tried), or not a number and ``""`` where that would take too long.
    """
    useful = [i for i, cells in enumerate(offers.cells) if (missing[cells] * offers.reach[i]).sum() > 0]
    if not useful or k < 1:
        return 0.0, "enumeration"
    if math.comb(len(useful), min(k, len(useful))) <= _MOST_SETS:
        return _enumerated(offers, missing, useful, k), "enumeration"
    entries = sum(len(offers.cells[i]) for i in useful)
    if entries > _MOST_ENTRIES or any((offers.reach[i] < 1).any() for i in useful):
        return math.nan, ""
    found = _programmed(offers, missing, useful, k)
    return found, "" if math.isnan(found) else "milp"


def _enumerated(offers: Offers, missing: np.ndarray, useful: list[int], k: int) -> float:
    total, best = float(missing.sum()), 0.0
    for some in combinations(useful, min(k, len(useful))):
        left = missing.astype(np.float64, copy=True)
        for i in some:
            left[offers.cells[i]] *= 1.0 - offers.reach[i]
        best = max(best, total - float(left.sum()))
    return best


def _programmed(offers: Offers, missing: np.ndarray, useful: list[int], k: int) -> float:
    """Solve max sum missing_c y_c, y_c <= sum of x_o present in c, sum x_o <= k, x binary."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  (a slow import, for this step only)

    sizes = [len(offers.cells[i]) for i in useful]
    cells, at = np.unique(np.concatenate([offers.cells[i] for i in useful]), return_inverse=True)
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
