"""Any file becomes sheets of text cells, with the line numbers that a spreadsheet shows."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource
from loaders.reading.delimited import decoded, delimited_rows, looks_binary
from loaders.reading.structured import json_rows

__all__ = ["MOST_BYTES", "Sheet", "read_bytes", "sheets_in"]

MOST_BYTES = 512 * 1024 * 1024
_ALLOWED = "Allowed: CSV, TSV, XLSX, XLS, JSON, or a zip with one CSV."
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/D", "#¡VALOR!", "#VALEUR!"}
)


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
        is blank.
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


def sheets_in(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file, recognised by its content and not by its name.

    Parameters
    ----------
    data : bytes
        What the file holds, as `read_bytes` returns it.
    name : str
        The file's name, for messages and for `Sheet.file`.

    Raises
    ------
    UnreadableSource
        If it is binary, broken, or larger than `MOST_BYTES` once unpacked.
    """
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if data.startswith(_OLD_WORKBOOK):
        return _workbook(data, name)
    return [_text_sheet(data, name)]


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    UnreadableSource
        If it is missing, empty, not to be opened, or larger than `MOST_BYTES`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(
            f"{path}: no such file or folder. {_ALLOWED} Check the spelling and the folder."
        ) from None
    except OSError as error:
        raise UnreadableSource(
            f"{path}: cannot be read ({error.strerror}). Check that it is a file you may open."
        ) from error
    if not data.strip():
        raise UnreadableSource(f"{path.name}: the file is empty. {_ALLOWED} Export it again.")
    return data


def _too_large(name: str) -> UnreadableSource:
    most = MOST_BYTES // 1024**2
    return UnreadableSource(
        f"{name}: more than {most} MiB once unpacked; at most {most} MiB are read. Split the file and load its parts."
    )


def _text_sheet(data: bytes, name: str) -> Sheet:
    if looks_binary(data):
        raise UnreadableSource(
            f"{name}: not a table: it begins with the bytes {data[:4].hex(' ')}. {_ALLOWED} "
            "Save the table in one of those forms and load that."
        )
    text = decoded(data)
    if text.lstrip()[:1] in ("{", "["):
        rows, first_line = json_rows(text, name)
        return Sheet(name, "", _even(rows), first_line)
    return Sheet(name, "", _even(delimited_rows(text, name)))


def _zipped(data: bytes, name: str) -> list[Sheet]:
    broken = UnreadableSource(
        f"{name}: a zip or workbook whose content is broken. {_ALLOWED} Open it in a spreadsheet, save it again, "
        "or fetch it again."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
            names = [m.filename for m in members]
            if any(n.startswith("xl/") or n == "content.xml" for n in names):
                if sum(m.file_size for m in members) > MOST_BYTES:
                    raise _too_large(name)
                return _workbook(data, name)
            tables = [m for m in members if m.filename.lower().endswith((".csv", ".tsv", ".txt"))]
            if len(tables) != 1:
                raise UnreadableSource(
                    f"{name}: a zip with {len(tables)} CSV files (it holds {_some(names)}). Allowed: a zip with "
                    "exactly one CSV. Unpack it and load the file you mean."
                )
            with packed.open(tables[0]) as member:
                unpacked = member.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise broken from error
    if len(unpacked) > MOST_BYTES:
        raise _too_large(name)
    if not unpacked.strip():
        raise UnreadableSource(f"{name}: {tables[0].filename} in it is empty. {_ALLOWED} Export it again.")
    return [_text_sheet(unpacked, name)]


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3]) or "nothing"
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _workbook(data: bytes, name: str) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            cells = _even(rows)
            _fill_merged(cells, sheet.merged_cell_ranges or [])
            sheets.append(Sheet(name, about.name, cells, 1, about.visible == SheetVisibleEnum.Visible))
    # A broken workbook makes the Rust reader panic in places, which arrives as BaseException.
    except (CalamineError, ValueError, KeyError, OSError, RuntimeError) as error:
        raise UnreadableSource(
            f"{name}: a workbook that cannot be read ({error}). {_ALLOWED} Open it in a spreadsheet, save it again as "
            "XLSX or CSV and load that."
        ) from error
    return sheets


def _fill_merged(cells: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give each line of cells merged downwards the value that a reader sees there."""
    for (top, left), (bottom, right) in ranges:
        if top == bottom or left != right or bottom >= len(cells):
            continue
        for row in range(top + 1, bottom + 1):
            if not cells[row][left]:
                cells[row][left] = cells[top][left]


def _even(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


def _text(cell: Any) -> str:  # noqa: ANN401  (whatever a cell holds)
    if isinstance(cell, str):
        return "" if cell[:1] == "#" and cell.strip().upper() in _SPREADSHEET_ERRORS else cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
