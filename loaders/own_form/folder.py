"""A folder of CSV files in our own form: one file a table, both ways."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from graph.errors import UnreadableSource
from graph.names import normal_name, stable_id
from graph.report import REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.schema import SCHEMA
from graph.tables import Cleaned, Tables, clean
from loaders.loaded import Loaded
from loaders.own_form.cells import csv_text, read_cell
from loaders.reading.delimited import decoded, delimited_rows
from loaders.reading.tabular import Sheet, read_bytes
from loaders.values.plain import normal_header

__all__ = ["FORM", "load_own_files", "own_files", "table_of", "write_tables"]

FORM = "own tables"
_ID_OF = {"organizations": "org", "causes": "cause", "communities": "place", "interactions": "act"}


def own_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are named after a table, in the order of the data model.

    Raises
    ------
    UnreadableSource
        If there are none.
    """
    by_name = {path.name.casefold(): path for path in folder.iterdir() if path.is_file()}
    found = [by_name[f"{table}.csv"] for table in SCHEMA if f"{table}.csv" in by_name]
    if not found:
        held = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        shown = ", ".join(held[:4]) + (f" and {len(held) - 4} more" if len(held) > 4 else "") if held else "nothing"
        raise UnreadableSource(
            f"{folder}: a folder with no table of ours (it holds {shown}). Allowed: at least one of "
            f"{', '.join(f'{table}.csv' for table in SCHEMA)}. Name the files themselves to load "
            "spreadsheets, or another folder."
        )
    return found


def table_of(path: Path) -> str:
    """Return the table that a file is named after and has a required column of; empty if none.

    Examples
    --------
    >>> table_of(Path("who-does-what.csv"))
    ''
    """
    table = path.stem.casefold()
    if table not in SCHEMA or path.suffix.casefold() != ".csv" or not path.is_file():
        return ""
    required = {name for name, column in SCHEMA[table].columns.items() if column.required}
    return table if required & {_plain(cell) for cell in _rows(path)[0]} else ""


def load_own_files(paths: list[Path]) -> Loaded:
    """Return the data set that files in our own form hold together: good rows kept, the others told.

    Columns that the data model does not know are kept as ``x_...`` and noted. Where a table lacks its id column, ids
    are made from the name (for interactions from all that the row says), and other tables may refer to it by name.

    Raises
    ------
    UnreadableSource
        If a file cannot be read.
    """
    sheets = {path.stem.casefold(): _sheet(path) for path in paths}
    notes: list[tuple[object, ...]] = []
    raw = {table: _raw(sheet, table, notes) for table, sheet in sheets.items()}
    _fill_ids(raw)
    stated = {table: dict(zip(frame["source"], frame.pop("stated"), strict=True)) for table, frame in raw.items()}
    cleaned = clean(raw)
    tables = _with_stated_sources(cleaned, stated)
    counts = []
    for table, sheet in sheets.items():
        merged, rejected = len(cleaned.merged[table]), len(cleaned.rejected[table])
        read = len(raw[table])
        organizations = len(tables.organizations) if table == "organizations" else 0
        counts.append((sheet.file, "", FORM, read, read - merged - rejected, merged, rejected, organizations))
    report = LoadReport(
        sheets=pd.DataFrame(counts, columns=list(SHEET_COLUMNS)),
        rejects=_rejects(cleaned.failures),
        notes=pd.DataFrame(notes, columns=list(REJECT_COLUMNS)),
    )
    return Loaded(tables, report)


def write_tables(tables: Tables, folder: Path) -> None:
    """Write one CSV file a table into a folder that exists."""
    for table, frame in tables.frames().items():
        (folder / f"{table}.csv").write_bytes(csv_text(frame, table).encode())


def _rows(path: Path) -> list[list[str]]:
    """Return the cells of a file in our own form; its header says what separates them."""
    text = decoded(read_bytes(path))
    header = text.lstrip().splitlines()[0]
    return delimited_rows(text, path.name, delimiter=max(",;\t", key=header.count))


def _sheet(path: Path) -> Sheet:
    rows = _rows(path)
    known = {*SCHEMA[path.stem.casefold()].columns}
    if not known & {_plain(cell) for cell in rows[0]}:
        shown = ", ".join(repr(cell[:40]) for cell in rows[0][:6])
        raise UnreadableSource(
            f"{path.name}: none of its columns is known. Found {shown}. Allowed: {', '.join(known)}. Put these headers "
            "in the first line, or give a file that is not a table of ours another name."
        )
    width = max(len(row) for row in rows)
    return Sheet(path.name, "", [row + [""] * (width - len(row)) for row in rows])


def _plain(header: str) -> str:
    return normal_header(header).replace(" ", "_")


def _raw(sheet: Sheet, table: str, notes: list[tuple[object, ...]]) -> pd.DataFrame:
    """Return the rows of a file as text, with ``source`` as ``file##line`` and what the file states in ``stated``."""
    headers = [read_cell(cell).strip() for cell in sheet.rows[0]]
    known = {*SCHEMA[table].columns, "source"}
    columns: dict[int, str] = {}
    for i, header in enumerate(headers):
        plain = _plain(header)
        name = plain if plain in known else header if header.startswith("x_") else f"x_{header}"
        if not header or name in columns.values():
            continue
        columns[i] = name
        if name not in known and not header.startswith("x_"):
            expected = f"a column of {table}; it is kept as {name}"
            notes.append((sheet.file, "", sheet.first_line, header, header, expected, "unknown_column"))
    body = [(line, row) for line, row in enumerate(sheet.rows[1:], start=2) if any(cell.strip() for cell in row)]
    held = {name: [_value(row[i], table, name) for _, row in body] for i, name in columns.items()}
    frame = pd.DataFrame(held, dtype="object") if held else pd.DataFrame(index=range(len(body)))
    place = [f"{sheet.file}##{line}" for line, _ in body]
    at = pd.Series(place, frame.index, dtype="object")
    frame["stated"] = frame["source"].fillna(at) if "source" in frame else at
    frame["source"] = at
    return frame


def _value(cell: str, table: str, column: str) -> object:
    """Return what a cell holds; a number to its last digit, which pandas would round."""
    text = read_cell(cell)
    if column in SCHEMA[table].columns and SCHEMA[table].columns[column].kind == "number":
        try:
            return float(text)
        except ValueError:
            return text
    return text or None


def _fill_ids(raw: Mapping[str, pd.DataFrame]) -> None:
    """Make the ids that a table has no column for, in place, and let other tables refer to its rows by name."""
    for table, prefix in _ID_OF.items():
        frame = raw.get(table)
        column = SCHEMA[table].key[0]
        if frame is None or column in frame:
            continue
        if table == "interactions":
            told = [name for name in SCHEMA[table].columns if name in frame]
            frame[column] = [stable_id(prefix, *map(str, row)) for row in frame[told].itertuples(index=False)]
            continue
        if "name" not in frame:
            continue
        names = frame["name"].fillna("")
        frame[column] = [stable_id(prefix, name) if name.strip() else None for name in names]
        id_of = {normal_name(name): made for name, made in zip(names, frame[column], strict=True)}
        for other, schema in SCHEMA.items():
            for name, declared in schema.columns.items():
                if declared.refers_to == table and other in raw and name in raw[other]:
                    given = raw[other][name]
                    raw[other][name] = [id_of.get(normal_name(str(text)), text) for text in given]


def _with_stated_sources(cleaned: Cleaned, stated: Mapping[str, Mapping[str, str]]) -> Tables:
    frames = cleaned.tables.frames()
    return cleaned.tables.replace(
        **{table: frames[table].assign(source=frames[table]["source"].map(dict(of))) for table, of in stated.items()}
    )


def _rejects(failures: pd.DataFrame) -> pd.DataFrame:
    place = failures["source"].astype("str").str.rsplit("#", n=2, expand=True).reindex(columns=range(3))
    line = pd.to_numeric(place[2]).astype("Int64").astype("object")
    return failures.assign(file=place[0], sheet=place[1], line=line)[list(REJECT_COLUMNS)]
