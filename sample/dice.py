"""Seeded draws, made of nothing but uniform numbers, so that they stay the same with every NumPy."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """Draws from one seeded generator.

    Examples
    --------
    >>> Dice(1).whole(1, 6) == Dice(1).whole(1, 6)
    True
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def chance(self, share: float) -> bool:
        """Return true in `share` of the draws."""
        return bool(self._random.random() < share)

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to `high`."""
        return low + (high - low) * float(self._random.random())

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one item."""
        return items[self.whole(0, len(items) - 1)]

    def picks(self, items: Sequence[T], count: int) -> list[T]:
        """Return up to `count` different items, in the order drawn."""
        left = list(items)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def weighted(self, items: Sequence[T], shares: Sequence[float]) -> T:
        """Return one item, each in proportion to its share."""
        at = self.between(0, sum(shares))
        for item, share in zip(items, shares, strict=True):
            at -= share
            if at < 0:
                return item
        return items[-1]

    def day(self, first: date, last: date) -> date:
        """Return a day, both ends included; weekends move to the Friday before."""
        found = first + timedelta(days=self.whole(0, (last - first).days))
        return max(first, found - timedelta(days=max(0, found.weekday() - 4)))
