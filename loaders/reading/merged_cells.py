"""Cells of a workbook that are merged downwards."""

from collections.abc import Iterable

from loaders.reading import limits

__all__ = ["fill_merged"]


def fill_merged(rows: list[list[str]], merged: Iterable[tuple[int, int, int, int]], place: str) -> None:
    """Give each line of cells merged downwards the value that a reader sees there.

    Parameters
    ----------
    rows : list of list of str
        Equally wide; rows that are filled are replaced, for rows that hold the same may be one list.
    merged : iterable of tuple of int
        First row, first column, last row and last column of each merge, from 0.
    place : str
        The file and sheet, for the error.

    Raises
    ------
    UnreadableSource
        If they overlap so much that no spreadsheet made them.
    """
    filled = 0
    for top, left, bottom, right in merged:
        if not top < bottom < len(rows) or left != right or left >= len(rows[top]):
            continue
        filled += bottom - top
        if filled > max(len(rows), 1000) * len(rows[0]):
            raise limits.broken_workbook(place, "its merged cells overlap")
        value = rows[top][left]
        for line in range(top + 1, bottom + 1):
            if value and not rows[line][left]:
                row = list(rows[line])
                row[left] = value
                rows[line] = row
