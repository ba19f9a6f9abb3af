"""Where the map's areas and discs are in a picture, as the map on screen computes it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.map.layout import HEIGHT, MARGIN, WIDTH

__all__ = ["Frame", "Point", "frame_of", "hull", "positions", "radii", "softened"]

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]

_EDGE = 10.0
_MOST_STRETCH = 1.6


@dataclass(frozen=True)
class Frame:
    """From the units of the layout to the units of a picture, whose y runs downwards.

    Attributes
    ----------
    width, height : float
        Size of the picture.
    left, foot : float
        Where the layout begins, from the left and from below.
    across, up : float
        How long a unit of the layout is.
    """

    width: float
    height: float
    left: float
    foot: float
    across: float
    up: float

    @property
    def unit(self) -> float:
        """The shorter of the two lengths of a unit."""
        return min(self.across, self.up)

    @property
    def padding(self) -> float:
        """How far an area reaches beyond the hull of its discs."""
        return MARGIN * self.unit * 0.82


def frame_of(width: float, height: float, bottom: float) -> Frame:
    """Return the frame of a picture in which so much stays free at the bottom."""
    wide, high = width - 2 * _EDGE, height - _EDGE - bottom
    across = min(wide / WIDTH, high / HEIGHT * _MOST_STRETCH)
    up = min(high / HEIGHT, wide / WIDTH * _MOST_STRETCH)
    return Frame(
        width, height, (width - across * WIDTH) / 2, bottom + (high - up * HEIGHT) / 2, across, up
    )  # fmt: skip


def positions(organizations: Mapping[str, Sequence[Any]], frame: Frame) -> tuple[Floats, Floats]:
    """Return where the map's organizations are in the picture: from the left, and from the top."""
    left = frame.left + np.asarray(organizations["x"], dtype=float) * frame.across
    below = frame.foot + np.asarray(organizations["y"], dtype=float) * frame.up
    return left, frame.height - below


def radii(organizations: Mapping[str, Sequence[Any]], frame: Frame) -> Floats:
    """Return how large the discs are."""
    partners = np.asarray(organizations["size"], dtype=float)
    strip = np.asarray(organizations["strip"], dtype=bool)
    members = np.asarray(organizations.get("members", [0] * len(strip)), dtype=float)
    n_strip, n_map = int(strip.sum()), np.maximum(members, 1)[~strip].sum()
    each = math.sqrt(0.75 * frame.width * frame.height / max(n_map, 1))
    least = min(max(0.1 * each, 2), 4.5)
    most = min(max(0.26 * each, least + 1), 13)
    largest = max(partners[~strip & (members == 0)].max(initial=1), 1)
    crumb = min(max(0.16 * math.sqrt(0.2 * frame.width * frame.height / max(n_strip, 1)), 2), 4)
    alone: Floats = np.where(strip, crumb, least + (most - least) * np.minimum(partners / largest, 1) ** 0.65)
    return np.where(members > 0, 0.34 * each * np.sqrt(members), alone)


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the corners of the convex hull of points (Andrew's monotone chain).

    Examples
    --------
    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(line: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for point in line:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(start: Point, one: Point, other: Point) -> float:
    return (one[0] - start[0]) * (other[1] - start[1]) - (one[1] - start[1]) * (other[0] - start[0])


def softened(corners: Sequence[Point], most: float) -> list[Point]:
    """Return corners that are cut twice, by no more than `most`: a soft outline that stays close to the hull."""
    soft = list(corners)
    for _ in range(2 if len(soft) > 2 else 0):
        cut: list[Point] = []
        for at, (left, top) in enumerate(soft):
            for other_left, other_top in (soft[at - 1], soft[(at + 1) % len(soft)]):
                share = min(0.25, most / (math.hypot(other_left - left, other_top - top) or 1))
                cut.append((left + (other_left - left) * share, top + (other_top - top) * share))
        soft = cut
    return soft
