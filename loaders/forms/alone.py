"""Files that each say the same alone: each is read by itself, for an id in one means nothing in another."""

from collections.abc import Iterable

from graph.report import LoadReport
from graph.tables import combine
from loaders.loaded import Loaded

__all__ = ["side_by_side"]


def side_by_side(parts: Iterable[Loaded]) -> Loaded:
    """Return what files of one form hold that were read one by one; of one fact the first file's values hold."""
    every = list(parts)
    if len(every) == 1:
        return every[0]
    return Loaded(combine(part.tables for part in every), LoadReport.joined(part.report for part in every))
