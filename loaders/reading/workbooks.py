"""Workbooks (XLSX, ODS) become sheets of text cells."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import UnreadableSource
from loaders.reading import limits
from loaders.reading.distinct_rows import DistinctRows
from loaders.reading.merged_cells import fill_merged
from loaders.reading.packed import opened_zip
from loaders.reading.repeated import check_repeats
from loaders.reading.sheet import ErrorCell, Sheet, even_rows, text_row
from loaders.reading.xml import fault_of
from loaders.reading_options import Progress

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["packed_sheets"]

_BATCH_BYTES = 96 * 1024**2
_BATCH_CELLS = 30_000_000
_MARKED = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<{p}worksheet xmlns{x}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><{p}sheetData>'
    '<{p}row r="1"><{p}c r="A1" t="inlineStr"><{p}is><{p}t>{mark}</{p}t></{p}is></{p}c></{p}row>'
)
_NEEDLESS = (
    "xl/media/", "xl/drawings/", "xl/charts/", "xl/embeddings/", "xl/pivotcache/", "xl/pivottables/", "xl/comments",
    "xl/threadedcomments/", "xl/externallinks/", "xl/calcchain", "docprops/", "customxml/",
)  # fmt: skip


def packed_sheets(content: bytes, name: str, progress: Progress | None = None) -> list[Sheet]:
    """Return the sheets of an XLSX or ODS file.

    Raises
    ------
    UnreadableSource
        If it is broken, too large, or of another form.
    """
    with opened_zip(content, name) as packed:
        names = packed.namelist()
        if "content.xml" in names:
            check_repeats(packed, name)
            return _plain_sheets(content, name)
        if "xl/workbook.bin" in names:
            raise UnreadableSource(
                f"{name}: a binary workbook (XLSB). {limits.ALLOWED} Open it in a spreadsheet, save it as XLSX and "
                "load that."
            )
        return list(_Parts(packed, name, progress).sheets())


def _plain_sheets(content: bytes, name: str) -> list[Sheet]:
    sheets = []
    with _calamine(content, name) as book:
        for title, visible in _worksheets(book):
            sheet = book.get_sheet_by_name(title)
            rows = even_rows(sheet.to_python(skip_empty_area=False), name)
            merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
            fill_merged(rows, merged, f"{name}, sheet {title}")
            sheets.append(Sheet(name, title, rows, 1, visible))
    return sheets


class _Parts:
    """The parts of an XLSX file, its sheets read one by one and in batches."""

    def __init__(self, packed: zipfile.ZipFile, name: str, progress: Progress | None) -> None:
        self.packed, self.name, self.progress = packed, name, progress
        self.other_members: dict[str, bytes] = {}
        self.members: dict[str, bytes] = {}  # the sheets, each with the prefix of its elements
        n_bytes = 0
        for member in dict.fromkeys(packed.namelist()):
            if member.casefold().startswith(_NEEDLESS) or not member.casefold().endswith((".xml", ".rels")):
                continue
            with packed.open(member) as stream:
                part = DistinctRows(stream, name)
            if part.prefix is not None:
                self.members[member] = part.prefix
                continue
            self.other_members[member] = part.head
            n_bytes += len(part.head)
            if n_bytes > limits.MOST_BYTES:
                raise limits.too_large(name)
            if fault := fault_of(part.head):
                raise limits.broken_workbook(name, f"{member}: {fault}")

    def sheets(self) -> Iterator[Sheet]:
        members = list(self.members)
        marks = {member: _with_mark(self.members[member], str(i), b"") for i, member in enumerate(members)}
        with _calamine(self._book(marks), self.name) as book:
            worksheets = []
            for title, visible in _worksheets(book):
                mark = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
                worksheets.append((title, visible, members[int(str(mark[0][0]))]))
        for title, visible, member in worksheets:
            yield Sheet(self.name, title, self._rows(member, title), 1, visible)

    def _rows(self, member: str, title: str) -> list[list[str]]:
        place = f"{self.name}, sheet {title}"
        progress = partial(self.progress, self.name) if self.progress is not None else None
        texts: list[list[str]] = []
        with self.packed.open(member) as stream:
            source = DistinctRows(stream, place, progress)
            for xml, n_rows in source.batches(_BATCH_BYTES, _BATCH_CELLS):
                texts += self._texts(title, member, xml, n_rows)
                if max(map(len, texts), default=0) * len(texts) > limits.MOST_CELLS:
                    raise UnreadableSource(
                        f"{place}: a grid of more than {limits.MOST_CELLS:,} cells. Delete the rows and columns that "
                        "hold nothing, or split the sheet, and load it again."
                    )
        _even(texts)
        blank = [""] * (len(texts[0]) if texts else 0)
        rows = [texts[number - 1] if number else blank for number in source.lines]
        fill_merged(rows, source.merged, place)
        return rows

    def _texts(self, title: str, member: str, xml: bytes, n_rows: int) -> list[list[str]]:
        """Return the text of the cells of a batch of rows, each without the blanks at its end."""
        if not n_rows:
            return []
        sheets = {other: _with_mark(prefix, "", b"") for other, prefix in self.members.items()}
        sheets[member] = _with_mark(self.members[member], "", xml)
        with _calamine(self._book(sheets), self.name) as book:
            grid = iter(book.get_sheet_by_name(title).iter_rows())
            next(grid, None)
            texts = [_trimmed(text_row(row)) for row in grid]
        return texts + [[] for _ in range(n_rows - len(texts))]

    def _book(self, sheets: dict[str, bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
            for member, content in (self.other_members | sheets).items():
                packed.writestr(zipfile.ZipInfo(member), content)
        return buffer.getvalue()


def _with_mark(prefix: bytes, mark: str, rows: bytes) -> bytes:
    """Return a sheet of `rows` whose first cell is `mark`, which tells the sheets of a workbook apart."""
    p = prefix.decode("ascii")
    head = _MARKED.format(p=p, x=f":{p[:-1]}" if p else "", mark=mark or "-")
    return head.encode() + rows + f"</{p}sheetData></{p}worksheet>".encode()


@contextmanager
def _calamine(content: bytes, name: str) -> Iterator["CalamineWorkbook"]:
    """Open a workbook; whatever is broken in it, found while it is open, is refused in one sentence."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        yield CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, ValueError, KeyError, OSError, RuntimeError, OverflowError, MemoryError) as error:
        raise limits.broken_workbook(name, str(error)) from error
    except BaseException as error:
        # A broken workbook makes the Rust library panic in places, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise limits.broken_workbook(name, "its content is broken") from None


def _worksheets(book: "CalamineWorkbook") -> list[tuple[str, bool]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    return [(about.name, about.visible == SheetVisibleEnum.Visible) for about in sheets]


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and row[end - 1] == "" and not isinstance(row[end - 1], ErrorCell):
        end -= 1
    del row[end:]
    return row


def _even(rows: list[list[str]]) -> None:
    """Make all rows equally wide, in place."""
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
