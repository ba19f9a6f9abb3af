"""Which rectangles of a picture are taken: a coarse grid over it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Box", "Boxes"]

_CELL = 40.0


class Box(NamedTuple):
    """A rectangle; `top` is its smallest y, which runs downwards."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles overlap.

        Examples
        --------
        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 2, 2)), Box(0, 0, 2, 2).meets(Box(2, 0, 2, 2))
        (True, False)
        """
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def within(self, other: "Box") -> bool:
        """Return whether this rectangle lies inside another one."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.left + self.width <= other.left + other.width
            and self.top + self.height <= other.top + other.height
        )


class Boxes:
    """Rectangles that are taken."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Take a rectangle."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def hits(self, box: Box, but: Box | None = None) -> list[Box]:
        """Return the rectangles that a new one would overlap, each once, without `but`."""
        near = {other for cell in _cells(box) for other in self._cells.get(cell, ())}
        return [other for other in near if other != but and other.meets(box)]

    def free(self, box: Box) -> bool:
        """Return whether a new rectangle would overlap none."""
        return not any(other.meets(box) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int((box.left + box.width) // _CELL) + 1):
        for row in range(int(box.top // _CELL), int((box.top + box.height) // _CELL) + 1):
            yield column, row
