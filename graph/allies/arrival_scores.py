"""The score of a likely arrival, for every organization, cause and place where the three do not occur together yet.

``s = 2 ln(1 + here) + 1.5 ln(1 + does) + ln(1 + region) + 0.5 ln(1 + there) - ln(1 + size)``

Candidates are organization x cause x place; all of them together need not fit in memory, so they are scored in blocks.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from graph.allies.reported import Cells

__all__ = ["Scores"]

_BLOCK = 2**18
"""How many candidates are scored at a time: what a processor keeps at hand."""
_DIGITS = 9
"""Sums of logarithms that are equal on paper differ in the last bits."""
_SLACK = 2e-9
_OVERALL = 2000


class Scores:
    """The five counts, and the scores that they give.

    Parameters
    ----------
    cells : Cells
        Who does what where.

    Attributes
    ----------
    here : np.ndarray of int64, organizations x places
        How many causes an organization has in a place.
    does : np.ndarray of int64, organizations x causes
        In how many places it has a cause.
    region : np.ndarray of int64, organizations x places
        In how many other places below the same parent it has anything.
    there : np.ndarray of int64, causes x places
        How many organizations have a cause in a place.
    size : np.ndarray of int64, organizations
        In how many cells it is.
    """

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        n, m, q = self.shape = cells.shape

        def counted(one: np.ndarray, other: np.ndarray, rows: int, columns: int) -> np.ndarray:
            return np.bincount(one * columns + other, minlength=rows * columns).reshape(rows, columns)

        self.works_in = counted(cells.who, cells.place, n, q)
        self.does = counted(cells.who, cells.cause, n, m)
        self.there = counted(cells.cause, cells.place, m, q)
        self.size = np.bincount(cells.who, minlength=n)
        groups = int(cells.group.max(initial=-1)) + 1
        who, place = np.nonzero(self.works_in)
        in_group = counted(who, cells.group[place], n, groups)
        self.region = in_group[:, cells.group] - (self.works_in > 0)

    @cached_property
    def _parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return what a score adds by organization and place, by organization and cause, by cause and place."""
        placed = 2 * np.log1p(self.works_in) + np.log1p(self.region) - np.log1p(self.size)[:, None]
        return placed, 1.5 * np.log1p(self.does), 0.5 * np.log1p(self.there)

    def of(self, flat: np.ndarray) -> np.ndarray:
        """Return the scores of candidates, to 9 decimals, by their numbers (`Cells.flat`)."""
        who, cause, place = self.places_of(flat)
        placed, done, common = self._parts
        scores: np.ndarray = np.round(placed[who, place] + done[who, cause] + common[cause, place], _DIGITS)
        return scores

    def places_of(self, flat: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return the positions of organization, cause and place of candidates."""
        return np.unravel_index(flat, self.shape)

    def blocks(
        self, where: np.ndarray | None = None, who: np.ndarray | None = None
    ) -> Iterator[tuple[int, np.ndarray]]:
        """Give the scores in blocks of organizations: the first one, and organizations x causes x places.

        What is no candidate has minus infinity: what occurs already, and what was not asked for. A block is written
        over by the next one.

        Parameters
        ----------
        where : np.ndarray of bool, causes x places, optional
            The cells that are asked for.
        who : np.ndarray of bool, organizations, optional
            The organizations that are asked for; blocks without any are passed over.
        """
        n, m, q = self.shape
        placed, done, common = self._parts
        if where is not None:
            common = np.where(where, common, -np.inf)
        step = max(1, _BLOCK // max(m * q, 1))
        space = np.empty((min(step, n), m, q))
        starts = np.searchsorted(self.cells.who, np.arange(0, n + step, step))
        for i, first in enumerate(range(0, n, step)):
            last = min(first + step, n)
            if who is not None and not who[first:last].any():
                continue
            block = space[: last - first]
            np.add(placed[first:last, None, :], done[first:last, :, None], out=block)
            block += common
            part = slice(starts[i], starts[i + 1])
            block.reshape(-1)[self.cells.flat[part] - first * m * q] = -np.inf
            if who is not None:
                block[~who[first:last]] = -np.inf
            yield first, block

    @cached_property
    def overall(self) -> np.ndarray:
        """The numbers of the best 2,000 of all candidates, the best first."""
        return self._survey[0]

    @cached_property
    def _survey(self) -> tuple[np.ndarray, np.ndarray]:
        return self._best(_OVERALL, None, None)

    def best(self, most: int, where: np.ndarray | None = None, who: np.ndarray | None = None) -> np.ndarray:
        """Return the numbers of the best candidates, at most so many, the best first.

        The order is: score to 9 decimals, fewer cells of the organization, ids of organization, cause and place.
        """
        return self._best(most, where, who)[0]

    def _best(self, most: int, where: np.ndarray | None, who: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Return the best candidates, and the highest score of each organization."""
        waiting, least = np.zeros(0, dtype=np.int64), -np.inf
        highest = np.full(self.shape[0], -np.inf)
        for first, block in self.blocks(where, who):
            scores = block.reshape(-1)
            highest[first : first + len(block)] = block.reshape(len(block), -1).max(axis=1, initial=-np.inf)
            bound = max(least - _SLACK, np.finfo(np.float64).min)
            if highest[first : first + len(block)].max() <= bound:
                continue
            good = np.flatnonzero(scores > bound)
            if len(good) > 4 * most:  # most of them are beaten inside their own block
                cut = np.partition(scores[good], len(good) - most)[len(good) - most] - _SLACK
                good = good[scores[good] >= cut]
            waiting = np.r_[waiting, good + first * block[0].size]
            if len(waiting) > 4 * most:
                waiting = self._ordered(waiting)[:most]
                least = float(self.of(waiting[-1:])[0])
        return self._ordered(waiting)[:most], highest

    def best_with_limit(
        self, most: int, most_each: int, where: np.ndarray | None = None, who: np.ndarray | None = None
    ) -> np.ndarray:
        """Return what `best` returns, with so many of one organization at most: the next ones move up."""
        every = where is None and who is None
        highest = self._survey[1] if every else self._best(1, where, who)[1]
        able = np.flatnonzero(highest > -np.inf)
        if len(able) > most:  # an organization whose best is beaten by that of `most` others is in no list
            able = able[highest[able] >= np.partition(highest[able], len(able) - most)[len(able) - most] - _SLACK]
        asked = np.zeros(self.shape[0], dtype=np.bool_)
        listed = [np.zeros(0, dtype=np.int64)]
        for i in able.tolist():
            asked[i] = True
            listed.append(self.best(most_each, where, asked))
            asked[i] = False
        return self._ordered(np.concatenate(listed))[:most]

    def biggest_first(
        self, most: int, most_each: int, where: np.ndarray | None = None, who: np.ndarray | None = None
    ) -> np.ndarray:
        """Return candidates of the organizations with most cells, by the ids: what a score has to be better than."""
        n, m, q = self.shape
        able = np.arange(n) if who is None else np.flatnonzero(who)
        asked = np.arange(m * q) if where is None else np.flatnonzero(where)
        listed = [np.zeros(0, dtype=np.int64)]
        for i in able[np.lexsort((able, -self.size[able]))][:most].tolist():
            mine = self.cells.flat[self.cells.who == i]
            listed.append(np.setdiff1d(i * m * q + asked, mine)[:most_each])
        return np.concatenate(listed)[:most]

    def auc(self, came: np.ndarray, n: int, where: np.ndarray | None = None, who: np.ndarray | None = None) -> float:
        """Return the chance that a candidate who came has a higher score than one of the others; equal ones half.

        Parameters
        ----------
        came : np.ndarray
            The numbers of those who came.
        n : int
            How many candidates there are.
        where, who : np.ndarray of bool, optional
            As for `blocks`.
        """
        if not 0 < len(came) < n:
            return float("nan")
        scores, times = np.unique(self.of(came), return_counts=True)
        below, equal = np.zeros(len(scores) + 1, dtype=np.int64), np.zeros(len(scores) + 1, dtype=np.int64)
        for _, block in self.blocks(where, who):
            every = np.round(block[block > -np.inf], _DIGITS)
            right = np.searchsorted(scores, every, side="right")
            at = np.searchsorted(scores, every, side="left")
            below += np.bincount(right, minlength=len(scores) + 1)
            equal += np.bincount(at[at < right], minlength=len(scores) + 1)
        lower = np.cumsum(below)[:-1]
        same = equal[:-1]
        lower_of_came = np.cumsum(times) - times
        won = times * (lower - lower_of_came + (same - times) / 2)
        return float(won.sum() / (len(came) * (n - len(came))))

    def _ordered(self, flat: np.ndarray) -> np.ndarray:
        who = flat // max(self.shape[1] * self.shape[2], 1)
        return flat[np.lexsort((flat, self.size[who], -self.of(flat)))]
