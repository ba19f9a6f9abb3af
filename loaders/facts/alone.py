"""Files that each say the same alone: each is read by itself, for an id in one means nothing in another."""

from collections.abc import Callable, Iterable, Sequence

from graph.report import LoadReport
from graph.tables import combine
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["one_by_one", "side_by_side"]

_Load = Callable[[Sequence[Opened], Reading], Loaded]


def side_by_side(parts: Iterable[Loaded]) -> Loaded:
    """Return what files of one form hold that were read one by one; of one fact the first file's values hold."""
    every = list(parts)
    if len(every) == 1:
        return every[0]
    return Loaded(combine(part.tables for part in every), LoadReport.joined(part.report for part in every))


def one_by_one(load: _Load) -> _Load:
    """Return a way to load files that reads each by itself with `load`."""

    def load_each(files: Sequence[Opened], reading: Reading) -> Loaded:
        return side_by_side(load([file], reading) for file in files)

    return load_each
