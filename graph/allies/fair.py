"""Choosing allies so that the group of communities that is served worst is served better first."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from graph.allies.greedy import Offers, greedy_choice

__all__ = ["Groups", "fair_choice"]

_DIGITS = 12
_MOST_SETS = 5_000
_MOST_ENTRIES = 20_000
_MOST_NODES = 500


@dataclass(frozen=True)
class Groups:
    """Groups of communities, and how much of what each needs is covered.

    Attributes
    ----------
    names : tuple of str
        Of the groups that need anything.
    of_cell : np.ndarray of int64
        The group of each cell; -1 in none.
    need, missing : np.ndarray of float64
        Of each cell: the need, and what of it is not covered.
    """

    names: tuple[str, ...]
    of_cell: np.ndarray
    need: np.ndarray
    missing: np.ndarray

    def shares(self, left: np.ndarray) -> np.ndarray:
        """Return the share of its need that is covered in each group, where `left` is not covered."""
        needed, open_need = (self._summed(amount) for amount in (self.need, left))
        shares: np.ndarray = 1.0 - open_need / needed
        return shares

    def _summed(self, amount: np.ndarray) -> np.ndarray:
        inside = self.of_cell >= 0
        return np.bincount(self.of_cell[inside], weights=amount[inside], minlength=len(self.names))

    def left(self, offers: Offers, chosen: Iterable[int]) -> np.ndarray:
        """Return what is not covered of each cell once some candidates are chosen."""
        left = self.missing.astype(np.float64, copy=True)
        for i in chosen:
            cells, reach = offers.by(i)
            left[cells] *= 1.0 - reach
        return left

    def helped(self, offers: Offers) -> np.ndarray:
        """Return which groups any candidate serves better: the others stay as they are, whoever is chosen."""
        open_cells = np.unique(offers.cells[(offers.reach > 0) & (self.missing[offers.cells] > 0)])
        groups = self.of_cell[open_cells]
        return np.isin(np.arange(len(self.names)), groups[groups >= 0])

    def worth(self, offers: Offers, chosen: Iterable[int]) -> tuple[float, float]:
        """Return the share of the worst-served group that can be helped, and the whole gain."""
        left = self.left(offers, chosen)
        shares = self.shares(left)[self.helped(offers)]
        gain = float(self.missing.sum() - left.sum())
        return round(float(shares.min(initial=1.0)), _DIGITS), round(gain, _DIGITS)


def fair_choice(offers: Offers, groups: Groups, k: int) -> tuple[list[int], str]:
    """Choose up to `k` candidates that raise the worst-served group most, and of these the ones that add most.

    Parameters
    ----------
    offers : Offers
        The candidates.
    groups : Groups
        Whom they serve.
    k : int
        The most to choose.

    Returns
    -------
    tuple of list of int and str
        The candidates, and how they were found: ``"enumeration"`` (every set was tried) or ``"milp"`` (two
        mixed-integer programs; every reach is 1), both exact; else ``"greedy"``: the better one of two choices, the
        one that raises the worst-served groups step by step, and the one of the sum. It is never worse for the
        worst-served group than the sum.

    References
    ----------
    Rahmattalabi, A. and others (2019). Exploring algorithmic fairness in robust graph covering problems. *Advances in
    Neural Information Processing Systems* 32.
    """
    useful = np.flatnonzero(offers.gains(groups.missing) > 0).tolist()
    if not useful or k < 1:
        return [], "enumeration"
    size = min(k, len(useful))
    if math.comb(len(useful), size) <= _MOST_SETS:
        return list(max(combinations(useful, size), key=lambda some: groups.worth(offers, some))), "enumeration"
    position = {organization_id: i for i, organization_id in enumerate(offers.ids.tolist())}
    by_sum = [position[choice.organization_id] for choice in greedy_choice(offers, groups.missing, k)]
    choices = [by_sum, _worst_first(offers, groups, k)]
    entries = int(np.diff(offers.starts)[useful].sum())
    if entries <= _MOST_ENTRIES and all((offers.by(i)[1] >= 1).all() for i in useful):
        exact = _programmed(offers, groups, useful, k)
        if exact is not None:
            return exact, "milp"
    return max(choices, key=lambda some: groups.worth(offers, some)), "greedy"


def _worst_first(offers: Offers, groups: Groups, k: int) -> list[int]:
    """Choose one after the other the one that serves the worst-served groups best: the lowest share, the next, ..."""
    chosen: list[int] = []
    left = groups.missing.astype(np.float64, copy=True)
    inside = groups.of_cell >= 0
    cells = np.flatnonzero(inside)
    into = sparse.csr_array((np.ones(len(cells)), (cells, groups.of_cell[cells])), shape=(len(left), len(groups.names)))
    needed = np.asarray(into.T @ groups.need)
    each = sparse.csr_array((offers.reach, offers.cells, offers.starts), shape=(len(offers.ids), len(left)))
    while len(chosen) < k:
        adds = each @ sparse.diags_array(left)
        by_group = (adds @ into).toarray() / needed
        total = np.asarray(adds.sum(axis=1)).ravel()
        shares = np.round(np.sort(groups.shares(left) + by_group, axis=1), _DIGITS)
        able = np.flatnonzero(total > 0)
        able = able[~np.isin(able, chosen)]
        if not len(able):
            break
        keys = (able, -np.round(total[able], _DIGITS), *(-shares[able].T[::-1]))
        best = int(able[np.lexsort(keys)[0]])
        chosen.append(best)
        taken, reach = offers.by(best)
        left[taken] *= 1.0 - reach
    return chosen


def _programmed(offers: Offers, groups: Groups, useful: list[int], k: int) -> list[int] | None:
    """Solve max t, then max the sum where no group is below t: y_c <= sum of x_o present in c, sum x_o <= k."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  (a slow import, for this step only)

    sizes = np.diff(offers.starts)[useful]
    cells, at = np.unique(np.concatenate([offers.by(i)[0] for i in useful]), return_inverse=True)
    n, m = len(useful), len(cells)
    covers = sparse.csr_array((np.ones(len(at)), (at, np.repeat(np.arange(n), sizes))), shape=(m, n))
    helped = np.flatnonzero(groups.helped(offers))
    need = np.array([groups.need[groups.of_cell == g].sum() for g in helped])
    served = np.where(groups.of_cell[cells] == helped[:, None], groups.missing[cells], 0.0)
    before = groups.shares(groups.missing)[helped]
    # Variables: x of each candidate, y of each cell, and t, the share of the worst-served group.
    above = sparse.hstack([-covers, sparse.eye_array(m), sparse.csr_array((m, 1))])
    count = sparse.csr_array(np.r_[np.ones(n), np.zeros(m + 1)][None, :])
    fair = sparse.csr_array(np.hstack([np.zeros((len(helped), n)), -served / need[:, None], np.ones((len(helped), 1))]))
    rows = sparse.vstack([above, count, fair])
    limits = np.r_[np.zeros(m), float(k), before]
    integral = np.r_[np.ones(n), np.zeros(m + 1)]

    def solved(aim: np.ndarray, least: float) -> np.ndarray | None:
        bounds = Bounds(np.r_[np.zeros(n + m), least], np.ones(n + m + 1))
        answer = milp(
            c=aim,
            integrality=integral,
            bounds=bounds,
            constraints=LinearConstraint(rows, -np.inf, limits),
            options={"node_limit": _MOST_NODES, "mip_rel_gap": 0.0},
        )
        return answer.x if answer.status == 0 else None

    fairest = solved(np.r_[np.zeros(n + m), -1.0], 0.0)
    if fairest is None:
        return None
    most = solved(np.r_[np.zeros(n), -groups.missing[cells], 0.0], max(0.0, float(fairest[-1]) - 1e-9))
    return None if most is None else [useful[i] for i in np.flatnonzero(most[:n] > 1 / 2).tolist()]
