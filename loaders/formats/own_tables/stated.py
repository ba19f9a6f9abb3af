"""What one file of our own form states, before it is held against the data model."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from graph.csv_text import read_cell
from graph.errors import UnreadableSource
from graph.report import REJECT_COLUMNS
from graph.schema import SCHEMA
from loaders.reading.delimited import decoded, delimited_rows
from loaders.reading.tabular import Sheet, read_bytes
from loaders.values.dates import stands_for_blank
from loaders.values.hidden_marks import readable_cells, readable_names
from loaders.values.notes import joined_notes
from loaders.values.plain import normal_header
from loaders.values.protecting import refuse_misspelled

__all__ = ["Stated", "header_of", "read_stated"]


@dataclass(frozen=True)
class Stated:
    """The rows of one file of our own form, as text.

    Attributes
    ----------
    file, table : str
        Name of the file, without its folder, and of the table that it is named after.
    rows : pd.DataFrame
        One row a line with something in it: ``line`` (int64); the columns of the file that the table knows,
        ``source`` among them, and the others as ``x_...``. All text; a blank is missing.
    notes : pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    file: str
    table: str
    rows: pd.DataFrame
    notes: pd.DataFrame


def read_stated(path: Path) -> Stated:
    """Return what a file that is named after a table states.

    Columns that the data model does not know are kept as ``x_...`` and noted. Names lose their hidden marks.

    Raises
    ------
    UnreadableSource
        If the file cannot be read, is not named after a table, or has no column of it.
    """
    table = path.stem.casefold()
    if table not in SCHEMA:
        raise UnreadableSource(
            f"{path.name}: not named after a table. Allowed: {', '.join(f'{name}.csv' for name in SCHEMA)}. Give it "
            "the name of the table that it holds, or load it as another form."
        )
    sheet = _sheet(path, table)
    notes: list[tuple[object, ...]] = []
    columns = _columns(sheet, table, notes)
    body = [(line, row) for line, row in enumerate(sheet.rows[1:], start=2) if any(cell.strip() for cell in row)]
    texts_by_column = {name: [read_cell(row[i]) or None for _, row in body] for i, name in columns.items()}
    _blank_days(sheet.file, table, [line for line, _ in body], texts_by_column, notes)
    rows = pd.DataFrame({"line": [line for line, _ in body]} | texts_by_column)
    rows = rows.astype({"line": "int64"} | dict.fromkeys(texts_by_column, "str"))
    rows, marked = readable_names(table, rows, rows[["line"]].assign(file=sheet.file, sheet=""))
    cells = readable_cells(pd.DataFrame(notes, columns=list(REJECT_COLUMNS)))
    return Stated(sheet.file, table, rows, joined_notes([cells, marked]))


def _blank_days(
    file: str,
    table: str,
    lines: list[int],
    texts_by_column: dict[str, list[str | None]],
    notes: list[tuple[object, ...]],
) -> None:
    """Leave blank, in place, and note what spreadsheets write for a blank day."""
    for name, texts in texts_by_column.items():
        column = SCHEMA[table].columns.get(name)
        if column is None or column.kind != "date":
            continue
        for i, text in enumerate(texts):
            if text is not None and stands_for_blank(text):
                expected = "a day; spreadsheets write this one for a blank (the year alone is read as a year)"
                notes.append((file, "", lines[i], name, text, expected, "empty_date"))
                texts[i] = None


def header_of(path: Path) -> set[str]:
    """Return the headers of a file in our own form, as its table spells them.

    Raises
    ------
    UnreadableSource
        If the file cannot be read.
    """
    return {_plain(cell) for cell in _rows(path)[0]}


def _columns(sheet: Sheet, table: str, notes: list[tuple[object, ...]]) -> dict[int, str]:
    own_columns = {*SCHEMA[table].columns, "source"}
    columns: dict[int, str] = {}
    for i, header in enumerate(read_cell(cell).strip() for cell in sheet.rows[0]):
        plain = _plain(header)
        name = plain if plain in own_columns else header if header.startswith("x_") else f"x_{header}"
        if not header or name in columns.values():
            continue
        columns[i] = name
        if name not in own_columns and not header.startswith("x_"):
            refuse_misspelled(header, sheet.file)
            expected = f"a column of {table}; it is kept as {name}"
            notes.append((sheet.file, "", sheet.first_line, header, header, expected, "unknown_column"))
    return columns


def _rows(path: Path) -> list[list[str]]:
    """Return the cells of a file in our own form; its header says what separates them."""
    text = decoded(read_bytes(path))
    header = text.lstrip().splitlines()[0]
    return delimited_rows(text, path.name, delimiter=max(",;\t", key=header.count))


def _sheet(path: Path, table: str) -> Sheet:
    rows = _rows(path)
    own_columns = {*SCHEMA[table].columns}
    if not own_columns & {_plain(cell) for cell in rows[0]}:
        headers = ", ".join(repr(cell[:40]) for cell in rows[0][:6])
        raise UnreadableSource(
            f"{path.name}: none of its columns is known. Found {headers}. Allowed: {', '.join(own_columns)}. Put these "
            "headers in the first line, or give a file that is not a table of ours another name."
        )
    width = max(len(row) for row in rows)
    return Sheet(path.name, "", [row + [""] * (width - len(row)) for row in rows])


def _plain(header: str) -> str:
    return normal_header(header).replace(" ", "_")
