"""Rows of an export with their cells by header, whatever the case and punctuation of the headers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.names import tidy
from loaders.reading.tabular import Sheet
from loaders.values.plain import normal_header
from loaders.values.words import is_blank

__all__ = ["Export", "Row", "exported"]

_HEADER_ROWS = 25
_TRUE, _FALSE = {"1", "true", "yes", "y"}, {"0", "false", "no", "n"}


@dataclass(frozen=True)
class Row:
    """One row: its cells by normal header, and its line."""

    cells: Mapping[str, str]
    line: int

    def first(self, *headers: str) -> str:
        """Return the first cell of these headers that is not blank; empty if all are."""
        return next((text for header in headers if (text := self.cells.get(header, ""))), "")

    def flag(self, *headers: str) -> bool | None:
        """Return whether a cell says yes or no; ``None`` where it says neither."""
        word = self.first(*headers).casefold()
        return True if word in _TRUE else False if word in _FALSE else None


@dataclass(frozen=True)
class Export:
    """A sheet that is one table of an export.

    Attributes
    ----------
    what : str
        Which table, as the form calls it.
    sheet : Sheet
        Its cells.
    rows : list of Row
        Those that are not blank.
    """

    what: str
    sheet: Sheet
    rows: list[Row]


def exported(sheet: Sheet, tables: Mapping[str, Callable[[set[str]], bool]]) -> Export | None:
    """Return the sheet as a table of an export, by its first row of headers that one of `tables` knows.

    Examples
    --------
    >>> sheet = Sheet("x.csv", "", [["Id", "contact_id.a"], ["", ""], ["7", " n/a "]])
    >>> export = exported(sheet, {"ties": lambda headers: "contact id a" in headers})
    >>> export.what, export.rows
    ('ties', [Row(cells={'id': '7'}, line=3)])
    """
    for i, titles in enumerate(sheet.rows[:_HEADER_ROWS]):
        headers = [normal_header(title) for title in titles]
        for what, knows in tables.items():
            if knows(set(headers) - {""}):
                return Export(what, sheet, list(_rows(sheet, headers, i + 1)))
    return None


def _rows(sheet: Sheet, headers: Sequence[str], first: int) -> Iterable[Row]:
    for i, row in enumerate(sheet.rows[first:], start=first):
        if not any(cell.strip() for cell in row):
            continue
        cells: dict[str, str] = {}
        for header, cell in zip(headers, row, strict=True):
            if header and not is_blank(cell):
                cells.setdefault(header, tidy(cell))
        yield Row(cells, sheet.first_line + i)
