"""Old workbooks (XLS) become sheets of text cells.

olefile takes the workbook out of its container and xlrd reads it, both in Python alone: a damaged file that leads in
circles or claims to be vast is refused. The faster reader of other workbooks makes room for whatever it claims, in a
language where too much of that ends the process.
"""

import io
from typing import Any

import olefile
import xlrd

from graph.errors import UnreadableSource
from loaders.reading import limits
from loaders.reading.merged_cells import fill_merged
from loaders.reading.sheet import Sheet, even_rows

__all__ = ["old_sheets"]


def old_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of an XLS file.

    Raises
    ------
    UnreadableSource
        If it is broken.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=_stream(content),
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            on_demand=True,
        )
        return [_sheet(book, i, name) for i in range(book.nsheets)]
    except UnreadableSource:
        raise
    except Exception as error:  # a broken workbook fails in many ways
        raise limits.broken_workbook(name, str(error) or "its content is broken") from error


def _stream(content: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(content)) as packed:
        names = [name for name in ("Workbook", "Book") if packed.exists(name)]
        if not names:
            msg = "it holds no workbook, or one that is locked with a password"
            raise ValueError(msg)
        stream: bytes = packed.openstream(names[0]).read()
        return stream


def _sheet(book: xlrd.Book, number: int, name: str) -> Sheet:
    sheet = book.sheet_by_index(number)
    rows = even_rows(([_cell(cell, book.datemode) for cell in sheet.row(i)] for i in range(sheet.nrows)), name)
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    fill_merged(rows, merged, f"{name}, sheet {sheet.name}")
    book.unload_sheet(number)
    return Sheet(name, sheet.name, rows, 1, sheet.visibility == 0)


def _cell(cell: xlrd.sheet.Cell, datemode: int) -> Any:  # noqa: ANN401  (text, a number, a flag, a day or a time)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, datemode)
        except (OverflowError, ValueError):
            return cell.value
        return moment if cell.value >= 1 else moment.time()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} else cell.value
