"""What a mapping makes of a spreadsheet, before anything is loaded."""

from dataclasses import dataclass

import pandas as pd

from graph.report import LoadReport
from loaders.formats.mapped.facts import load_mapped
from loaders.formats.mapped.model import Mapping
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["Preview", "preview"]

_FIRST = 5


@dataclass(frozen=True)
class Preview:
    """What a mapping makes of a spreadsheet.

    Attributes
    ----------
    counts : pd.DataFrame
        One row a table that would have rows: ``table, rows, first`` (the first of them, as text).
    first : dict of str to pd.DataFrame
        The first rows of each of these tables.
    report : LoadReport
        What would be kept, merged and rejected.
    """

    counts: pd.DataFrame
    first: dict[str, pd.DataFrame]
    report: LoadReport


def preview(file: Opened, mapping: Mapping, reading: Reading | None = None) -> Preview:
    """Return what a mapping makes of a spreadsheet.

    Raises
    ------
    UnreadableSource
        If the file is no table, or lacks a column of the mapping.
    """
    loaded = load_mapped(file, mapping, reading or Reading())
    full = {name: frame for name, frame in loaded.tables.frames().items() if len(frame)}
    rows = [(name, len(frame), _shown(frame.iloc[0])) for name, frame in full.items()]
    counts = pd.DataFrame(rows, columns=["table", "rows", "first"])
    return Preview(counts, {name: frame.head(_FIRST) for name, frame in full.items()}, loaded.report)


def _shown(row: pd.Series) -> str:
    cells = {str(name): value for name, value in row.dropna().items() if name != "source"}
    return ", ".join(
        f"{name} = {value.date() if isinstance(value, pd.Timestamp) else value}" for name, value in cells.items()
    )
