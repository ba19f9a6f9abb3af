"""Where every text of a picture goes: names of areas first, then organizations by rank. No two texts overlap.

A text that finds no free place is left out; the legend has the whole names of the areas.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.taking_out.drawing.boxes import Box, Boxes
from dashboard.taking_out.drawing.geometry import Point
from dashboard.taking_out.drawing.widths import lines_of, shortened, width_of

__all__ = ["Area", "Disc", "Label", "Places"]

NAME_SIZE, LABEL_SIZE = 12.0, 11.0
_ROW = 12.0
_GAP, _WORD_GAP = 3.0, 4.0
_IMPORTANT = 40
"""So many names may cover lesser discs."""
_TRIED = 400
_SPECK = 5.0


@dataclass(frozen=True)
class Disc:
    """A disc to be named: its middle and radius."""

    name: str
    left: float
    top: float
    radius: float

    @property
    def box(self) -> Box:
        """The square inside the disc."""
        inner = self.radius * 0.72
        return Box(self.left - inner, self.top - inner, 2 * inner, 2 * inner)


@dataclass(frozen=True)
class Area:
    """An area to be named."""

    name: str
    corners: Sequence[Point]
    padding: float
    hue: str
    quiet: bool = False


@dataclass(frozen=True)
class Label:
    """A text at its place."""

    box: Box
    lines: Sequence[str]


class Places:
    """The free ground of a picture.

    Parameters
    ----------
    width, height : float
        Its size.
    discs : sequence of Disc
        What the texts should not cover.
    """

    def __init__(self, width: float, height: float, discs: Sequence[Disc]) -> None:
        self._pane = Box(2, 2, width - 4, height - 4)
        self.taken, self._discs = Boxes(), Boxes()
        for disc in discs:
            self._discs.add(disc.box)

    def caption(self, words: str, left: float, baseline: float) -> Label | None:
        """Place a line of text where it begins; ``None`` where that is taken."""
        line = shortened(words, self._pane.width - left - 10, NAME_SIZE)
        return self._take(Box(left, baseline - _ROW, width_of(line, NAME_SIZE), _ROW + 2), [line])

    def area(self, area: Area, others: Sequence[Area]) -> Label | None:
        """Place the name of an area on its edge: above if it can, else where it covers the fewest discs."""
        for most in (150.0, 96.0, 60.0):
            lines = lines_of(area.name, most, NAME_SIZE, bold=True)
            width = max(width_of(line, NAME_SIZE, bold=True) for line in lines) + 26
            height = len(lines) * 14 + 6
            best, least = None, math.inf
            for price, left, top in sorted(_spots(area, width, height)):
                if price >= least:
                    break
                box = self._clamped(Box(left - width / 2, top - height / 2, width, height))
                if not self.taken.free(box):
                    continue
                moved = math.hypot(box.left + width / 2 - left, box.top + height / 2 - top)
                cost = price + 8 * len(self._discs.hits(box)) + moved
                if cost < least:  # a name that stands on another area would be read as that one's
                    cost += 12 * sum(_covers(other.corners, box) for other in others)
                if cost < least:
                    best, least = box, cost
            if best is not None:
                return self._take(best, lines)
        return None

    def pointed(self, disc: Disc) -> Label | None:
        """Place the name of the selected organization near its disc, whatever it covers."""
        line = shortened(disc.name, 260, NAME_SIZE, bold=True)
        width = width_of(line, NAME_SIZE, bold=True) + 14
        for gap in (5, 12, 24, 40, 64, 96):
            for left, top in _around(disc, width, 22, gap):
                box = self._clamped(Box(left, top, width, 22))
                if self.taken.free(box):
                    return self._take(box, [line])
        return None

    def organization(self, disc: Disc, place: int) -> Label | None:
        """Place the name of an organization: beside no other disc; the most important may cover a lesser one or two."""
        if place >= _TRIED:
            return None
        most = 96.0
        forms = [[shortened(disc.name, most, LABEL_SIZE)]]
        if width_of(disc.name, LABEL_SIZE) > most * 0.7:
            forms += [lines for lines in [lines_of(disc.name, most * 0.8, LABEL_SIZE)] if len(lines) > 1]
        may_cover = ((0, 4, 16) if disc.radius < _SPECK else (0, 1, 2)) if place < _IMPORTANT else (0,)
        for covered in may_cover:
            for lines in forms:
                box = self._beside(disc, lines, covered)
                if box is not None:
                    return self._take(box, lines)
        return None

    def _beside(self, disc: Disc, lines: Sequence[str], covered: int) -> Box | None:
        width, height = max(width_of(line, LABEL_SIZE) for line in lines), _ROW * len(lines)
        limit = math.inf if disc.radius < _SPECK else 0.9 * disc.box.width
        for left, top in _around(disc, width, height, _GAP):
            box = Box(left, top, width, height)
            apart = Box(left - _WORD_GAP, top, width + 2 * _WORD_GAP, height)
            if not box.within(self._pane) or not self.taken.free(apart):
                continue
            hits = self._discs.hits(box, disc.box)
            if len(hits) <= covered and all(other.width < limit for other in hits):
                return box
        return None

    def _take(self, box: Box, lines: Sequence[str]) -> Label | None:
        if not self.taken.free(box):
            return None
        self.taken.add(box)
        return Label(box, lines)

    def _clamped(self, box: Box) -> Box:
        pane = self._pane
        left = max(pane.left + 1, min(box.left, pane.left + pane.width - box.width - 1))
        top = max(pane.top + 1, min(box.top, pane.top + pane.height - box.height - 1))
        return box._replace(left=left, top=top)


def _covers(corners: Sequence[Point], box: Box) -> bool:
    """Return whether a hull holds the middle or a corner of a box."""
    for across, down in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        left, top = box.left + across * box.width, box.top + down * box.height
        sides = {
            (one[0] - corners[at - 1][0]) * (top - corners[at - 1][1])
            - (one[1] - corners[at - 1][1]) * (left - corners[at - 1][0]) > 0
            for at, one in enumerate(corners)
        }  # fmt: skip
        if len(sides) == 1:
            return True
    return False


def _spots(area: Area, width: float, height: float) -> Iterator[tuple[float, float, float]]:
    """Yield places for a name with their price: on the edge of the area, rather above than below, at last inside."""
    for left, top, across, down in _edge(area):
        for slide in (0.0, -0.35, 0.35):
            for out in (0.47, 0.1):
                price = 5 * (1 + down) + 7 * abs(across) + 3 * abs(slide) + (1 if out < 0.2 else 0)
                yield (
                    price,
                    left + across * out * width * abs(across) + slide * width * abs(down),
                    top + down * out * height * abs(down),
                )
    lefts, tops = [one[0] for one in area.corners], [one[1] for one in area.corners]
    for share in (0.5, 0.25, 0.75):
        yield 18, (min(lefts) + max(lefts)) / 2, min(tops) + share * (max(tops) - min(tops))


def _edge(area: Area) -> Iterator[tuple[float, float, float, float]]:
    """Yield points along the padded hull, with the direction that looks away from it."""
    for degrees in range(0, 360, 15):
        across, down = math.sin(math.radians(degrees)), -math.cos(math.radians(degrees))
        far = max(area.corners, key=lambda one: one[0] * across + one[1] * down)
        yield far[0] + across * area.padding, far[1] + down * area.padding, across, down


def _around(disc: Disc, width: float, height: float, gap: float) -> Iterator[Point]:
    """Yield places around a disc, best first: beside it, below and above it, then slid along its sides."""
    near = disc.radius + gap
    right, left, middle = disc.left + near, disc.left - near - width, disc.top - height / 2
    below, above = disc.top + near - 2, disc.top - near - height + 2
    centred = disc.left - width / 2
    yield from ((right, middle), (left, middle), (centred, below), (centred, above))
    for slide in (0.35, -0.35):
        yield from ((centred + slide * width, row) for row in (below, above))
    for slide in (0.5, -0.5):
        yield from ((column, middle + slide * height) for column in (right - 1, left + 1))
    for row in (below, above):
        yield disc.left + disc.radius * 0.4, row
        yield disc.left - disc.radius * 0.4 - width, row
