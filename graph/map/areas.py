"""Geometry of the map: a box divided into convex cells of given sizes, and points spread evenly over a cell."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

__all__ = ["Cells", "Points", "divided", "evenly", "fitted", "spread"]

_ROUNDS = 90
_PUSHES = 12
_PULLS = 24
_CLOSEST = 0.62  # of the side of a point's even share, no two points are nearer if it can be helped
_RESTING = 55  # from this round on the centres rest and only the areas are put right


def evenly(low: Points, high: Points, count: int) -> Points:
    """Place about `count` points on a grid over the box from `low` to `high`."""
    width, height = np.maximum(high - low, 1.0)
    step = math.sqrt(width * height / count)
    columns, rows = max(int(width / step), 1), max(int(height / step), 1)
    column = low[0] + (np.arange(columns) + 0.5) * width / columns
    y = low[1] + (np.arange(rows) + 0.5) * height / rows
    return np.stack(np.meshgrid(column, y), axis=-1).reshape(-1, 2)


def _owners(points: Points, centres: Points, power: Points) -> NDArray[np.intp]:
    # |p - c|^2 - w without the |p|^2 that all cells share: one matrix product.
    return np.asarray(np.argmin((centres**2).sum(axis=1) - power - 2 * points @ centres.T, axis=1))


def _middles(points: Points, owner: NDArray[np.intp], otherwise: Points) -> tuple[Points, NDArray[np.intp]]:
    count = np.bincount(owner, minlength=len(otherwise))
    middles = otherwise.copy()
    for axis in (0, 1):
        total = np.bincount(owner, weights=points[:, axis], minlength=len(otherwise))
        np.divide(total, count, out=middles[:, axis], where=count > 0)
    return middles, count


@dataclass(frozen=True)
class Cells:
    """A power diagram of the box from `low` to `high`: every point belongs to the least ``|p - c|^2 - power``."""

    low: Points
    high: Points
    centres: Points
    power: Points

    def depth(self, points: Points, cell: int) -> Points:
        """Distance of each point from the border of a cell, negative outside."""
        away = self.centres - self.centres[cell]
        others = (away != 0).any(axis=1)
        depth = np.minimum(points - self.low, self.high - points).min(axis=1)
        if not others.any():
            return np.asarray(depth)
        surplus = (self.centres**2).sum(axis=1) - self.power
        lines = (surplus - surplus[cell])[others] - 2 * points @ away[others].T
        return np.asarray(np.minimum(depth, (lines / (2 * np.hypot(*away[others].T))).min(axis=1)))

    def roundness(self) -> float:
        """Return 1 where all cells are discs, less the longer they are: area over 2 pi times the mean square radius.

        The worst cell counts as much as the mean of all.
        """
        field = evenly(self.low, self.high, 3000)
        owner = _owners(field, self.centres, self.power)
        middles, count = _middles(field, owner, self.centres)
        square = np.bincount(owner, weights=((field - middles[owner]) ** 2).sum(axis=1), minlength=len(count))
        area = count * float(np.prod(self.high - self.low)) / len(field)
        measurable = (square > 0) & (count > 0)
        if not measurable.any():
            return 1.0
        each = area[measurable] / (2 * np.pi * square[measurable] / count[measurable])
        return float((each.mean() + each.min()) / 2)

    def inside(self, cell: int, count: int, margin: float, above: float) -> Points:
        """About `count` even points of a cell that keep `margin` from its border and `above` more from its top.

        A cell too small for that gives the points around its deepest one.
        """
        coarse = evenly(self.low, self.high, 4000)
        mine = coarse[_owners(coarse, self.centres, self.power) == cell]
        if not len(mine):
            mine = self.centres[[cell]]
        edge = (self.high - self.low) / 50
        low, high = mine.min(axis=0) - edge, mine.max(axis=0) + edge
        field = evenly(np.maximum(low, self.low), np.minimum(high, self.high), 2 * count)
        depth = np.minimum(self.depth(field, cell), self.depth(field + np.array([0.0, above]), cell))
        return np.asarray(field[depth >= min(margin, float(depth.max()) * 0.8)])


def divided(low: Points, high: Points, start: Points, size: Points) -> Cells:
    """Divide a box into cells with areas proportional to `size`, beginning from centres at `start`.

    Centres move to the middles of their cells while powers grow where a cell is too small (the adaptive
    scheme of Nocaj and Brandes 2012, Computing Voronoi treemaps, Computer Graphics Forum 31).
    """
    field = evenly(low, high, max(3000, 30 * len(size)))
    whole = float(np.prod(high - low))
    wanted = size / size.sum() * whole
    centres, power = start, wanted / np.pi
    for turn in range(_ROUNDS):
        middles, count = _middles(field, _owners(field, centres, power), centres)
        if turn < _RESTING:
            centres = middles
        power = power + 0.25 * (wanted - count * whole / len(field))
    return Cells(low, high, centres, power)


def fitted(points: Points, low: Points, high: Points) -> Points:
    """Points brought into a box, halfway between distances and ranks: an outlier does not squeeze the rest."""
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0) / max(len(points) - 1, 1)
    span = np.ptp(points, axis=0)
    share = (points - points.min(axis=0)) / np.where(span > 0, span, 1.0)
    return np.asarray(low + (0.1 + 0.4 * (ranks + share)) * (high - low))


def spread(points: Points, room: Points, inside: Points, flat: float, rounds: int = 12) -> Points:
    """Points fitted into a cell and spread over it, neighbours staying neighbours.

    Lloyd's relaxation with a share of the cell for each point, proportional to `room`; distances up and down
    count `flat` times, so that each point's share is wider than high.
    """
    scale = np.array([1.0, flat])
    ground = inside * scale
    placed = _drawn_in(fitted(points, ground.min(axis=0), ground.max(axis=0)), ground)
    wanted = room / room.sum() * len(ground)
    each = _area_of_one(ground)
    power = np.zeros(len(points))
    for _ in range(rounds):
        placed, count = _middles(ground, _owners(ground, placed, power), placed)
        # A power below the squared distance to the nearest neighbour leaves every point inside its own share.
        apart = np.ravel(cKDTree(placed).query(placed, k=[2])[0])
        power = np.clip(power + 0.3 * each * (wanted - count), 0.0, (0.85 * apart) ** 2)
    closest = _CLOSEST * math.sqrt(len(ground) * each / len(placed))
    return np.asarray(_pushed_apart(placed, ground, closest) / scale)


def _area_of_one(ground: Points) -> float:
    """Area that one point of an even grid stands for."""
    steps = [np.diff(np.unique(ground[:, axis].round(6))) for axis in (0, 1)]
    return float(np.prod([step.min() if len(step) else 1.0 for step in steps]))


def _drawn_in(placed: Points, ground: Points) -> Points:
    """Draw points that stand outside the ground towards its middle, until they are on it."""
    tree = cKDTree(ground)
    reach = math.sqrt(_area_of_one(ground))
    middle = ground.mean(axis=0)
    for _ in range(_PULLS):
        outside = np.ravel(tree.query(placed)[0]) > reach
        placed = np.where(outside[:, None], 0.85 * placed + 0.15 * middle, placed)
    return placed


def _pushed_apart(placed: Points, ground: Points, closest: float) -> Points:
    """Move points apart that are nearer than `closest` to each other, as far as the ground reaches."""
    tree = cKDTree(ground)
    reach = 0.8 * math.sqrt(_area_of_one(ground))
    for _ in range(_PUSHES):
        pairs = cKDTree(placed).query_pairs(closest, output_type="ndarray")
        if not len(pairs):
            break
        one, other = pairs.T
        way = placed[other] - placed[one]
        length = np.maximum(np.hypot(*way.T), 1e-9)[:, None]
        step = 0.5 * (closest - length) * way / length
        moved = placed.copy()
        np.add.at(moved, other, step)
        np.add.at(moved, one, -step)
        outside = np.ravel(tree.query(moved)[0]) > reach
        placed = np.where(outside[:, None], placed, moved)
    return placed
