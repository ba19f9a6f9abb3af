"""A sheet of text cells, and how any value of a file stands in one."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from loaders.reading import limits
from loaders.reading_options import Progress

__all__ = ["ErrorCell", "Sheet", "blank_rows", "even_rows", "same_lines", "text_row"]

_SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/D", "#¡VALOR!", "#VALEUR!"}
)
_OFTEN = 20_000


class ErrorCell(str):
    """A blank cell in place of what a spreadsheet marks as an error.

    Attributes
    ----------
    mark : str
        What the spreadsheet writes, such as ``#N/A``.
    """

    __slots__ = ("mark",)
    mark: str

    def __new__(cls, mark: str) -> Self:
        """Return a blank that remembers `mark`."""
        blank = super().__new__(cls)
        blank.mark = mark
        return blank


@dataclass(frozen=True)
class Sheet:
    """One sheet of cells.

    Attributes
    ----------
    file : str
        Name of the file, without its folder.
    name : str
        Name of the sheet; empty where the file has none.
    rows : list of list of str
        Cells from the first line of the sheet on, all rows equally wide; what a spreadsheet marks as an error
        is a blank `ErrorCell`. Lines that hold the same may be one list: a row is not to be changed.
    first_line : int
        The number of the first row as a spreadsheet shows it.
    visible : bool
        False for a hidden sheet.
    """

    file: str
    name: str
    rows: list[list[str]]
    first_line: int = 1
    visible: bool = True

    @property
    def place(self) -> str:
        """The file, and the sheet where there is one, as a message names them."""
        return f"{self.file}, sheet {self.name}" if self.name else self.file


def even_rows(rows: Iterable[Sequence[Any]], file: str, progress: Progress | None = None) -> list[list[str]]:
    """Return rows of text, all equally wide; rows that hold the same are one list.

    Examples
    --------
    >>> even_rows([["a", 1.0], ["b"], ["a", 1.0]], "x.csv")
    [['a', '1'], ['b', ''], ['a', '1']]
    """
    seen: dict[tuple[str, ...], list[str]] = {}
    shared: list[list[str]] = []
    for row in rows:
        if len(row) > limits.MOST_COLUMNS:
            raise limits.too_wide(file, len(row))
        text = text_row(row)
        shared.append(seen.setdefault(tuple(text), text))
        if progress is not None and len(shared) % _OFTEN == 0:
            progress(file, len(shared))
    width = max((len(row) for row in seen.values()), default=0)
    for row in seen.values():
        row.extend([""] * (width - len(row)))
    return shared


def same_lines(rows: Sequence[list[str]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return where each distinct row stands first, in order, and for each line which of these it is.

    Told apart by being one list, as `even_rows` makes them: two lists that hold the same are two here.

    Examples
    --------
    >>> first, number = same_lines(even_rows([["a"], ["b"], ["a"]], "x.csv"))
    >>> first.tolist(), number.tolist()
    ([0, 1], [0, 1, 0])
    """
    ids = np.fromiter(map(id, rows), dtype=np.int64, count=len(rows))
    _, first, number = np.unique(ids, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order], rank[number]


def blank_rows(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Return whether each row holds nothing; of rows that are one list, one is looked at.

    Examples
    --------
    >>> blank_rows([["a", ""], [" ", ""]])
    [False, True]
    """
    seen: dict[int, bool] = {}
    blanks = []
    for row in rows:
        if id(row) not in seen:
            seen[id(row)] = not any(cell.strip() for cell in row)
        blanks.append(seen[id(row)])
    return blanks


def text_row(row: Sequence[Any]) -> list[str]:
    """Return what the cells of a row hold as text.

    Examples
    --------
    >>> text_row(["a", "#N/A", None, 2.0, 2.5, ["x", "y"], {"k": 1}, True])
    ['a', '', '', '2', '2.5', 'x; y', '{"k": 1}', 'True']
    """
    return [cell if type(cell) is str and cell[:1] != "#" else _text(cell) for cell in row]


def _text(cell: Any) -> str:  # noqa: ANN401  (whatever a cell holds)
    if isinstance(cell, str):
        return ErrorCell(cell.strip()) if cell[:1] == "#" and cell.strip().upper() in _SPREADSHEET_ERRORS else cell
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else "" if cell != cell else str(cell)  # noqa: PLR0124  (not a number)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, list) and not any(isinstance(part, list | dict) for part in cell):
        return "; ".join(text_row(cell))
    return json.dumps(cell, ensure_ascii=False, default=str) if isinstance(cell, list | dict) else str(cell)
