"""A folder of CSV files in our own form: one file a table, both ways."""

from pathlib import Path

from graph.errors import UnreadableSource
from graph.schema import SCHEMA
from graph.tables import Tables
from loaders.formats.own_tables.stated import header_of, read_stated
from loaders.formats.own_tables.together import tables_of
from loaders.loaded import Loaded
from loaders.values.formula_safe_cells import csv_text

__all__ = ["load_own_files", "own_files", "table_of", "write_tables"]


def own_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are named after a table, in the order of the data model.

    Raises
    ------
    UnreadableSource
        If there are none.
    """
    by_name = {path.name.casefold(): path for path in folder.iterdir() if path.is_file()}
    paths = [by_name[f"{table}.csv"] for table in SCHEMA if f"{table}.csv" in by_name]
    if not paths:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        listing = (
            ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "") if names else "nothing"
        )
        raise UnreadableSource(
            f"{folder}: a folder with no table of ours (it holds {listing}). Allowed: at least one of "
            f"{', '.join(f'{table}.csv' for table in SCHEMA)}. Name the files themselves to load "
            "spreadsheets, or another folder."
        )
    return paths


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
    return table if required & header_of(path) else ""


def load_own_files(paths: list[Path]) -> Loaded:
    """Return the data set that files in our own form hold together: good rows kept, the others told.

    See `loaders.formats.own_tables.stated`.

    Raises
    ------
    UnreadableSource
        If a file cannot be read.
    """
    return tables_of([read_stated(path) for path in paths])


def write_tables(tables: Tables, folder: Path) -> None:
    """Write one CSV file a table into a folder that exists."""
    for table, frame in tables.frames().items():
        (folder / f"{table}.csv").write_bytes(csv_text(frame, table).encode())
