"""A folder of CSV files in our own form, with the account of the files they came from beside them: both ways."""

import shutil
import tempfile
from pathlib import Path

import pandas as pd

from graph.arguments import checked
from graph.csv_text import read_cell
from graph.errors import UnreadableSource
from graph.report import MERGE_COLUMNS, REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.schema import SCHEMA
from graph.tables import Tables
from loaders.formats.own_tables.folder import load_own_files, own_files, write_tables
from loaders.loaded import Loaded
from loaders.reading.delimited import decoded, delimited_rows
from loaders.values.formula_safe_cells import csv_text
from loaders.workspace.manifest_file import is_workspace

__all__ = ["REPORT", "read_csv_folder", "write_folder"]

REPORT = "load-report"
_REPORT_COLUMNS = {
    "sheets": SHEET_COLUMNS, "rejects": REJECT_COLUMNS, "merges": MERGE_COLUMNS, "notes": REJECT_COLUMNS
}  # fmt: skip
_NUMBERS = ("line", "read", "kept", "merged", "rejected", "organizations")


@checked
def write_folder(tables: Tables, folder: str | Path, report: LoadReport | None = None) -> Path:
    """Write `tables` as a folder of CSV files, all of them or nothing, and return the folder.

    The new files are written beside the folder and take its place in one step, so that a crash leaves the last good
    state. Files in the folder that are not ours stay.

    Parameters
    ----------
    tables : Tables
        The data set.
    folder : path
        Made if missing, with the folders above it.
    report : LoadReport, optional
        Kept beside the tables, in ``load-report``.

    Raises
    ------
    UnreadableSource
        If `folder` is a file or a workspace, or cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> tables = Tables.of({"causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]})})
    >>> with TemporaryDirectory() as folder:
    ...     read_csv_folder(write_folder(tables, Path(folder) / "work")).tables == tables
    True
    """
    target = Path(folder).absolute()
    _recover(target)
    if target.exists() and not target.is_dir():
        raise UnreadableSource(f"{folder}: a file stands there; a folder is needed. Give another name.")
    if is_workspace(target):
        raise UnreadableSource(
            f"{folder}: a workspace stands there, which grows by 'partners load FILE... --into {folder}'. Give another "
            "folder for tables as CSV files."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        try:
            if target.is_dir():
                shutil.copytree(target, fresh, dirs_exist_ok=True, ignore=_ours)
            write_tables(tables, fresh)
            if report is not None:
                _write_report(report, fresh / REPORT)
            fresh.chmod(target.stat().st_mode if target.is_dir() else 0o700)
            _swap(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise UnreadableSource(
            f"{folder}: cannot be written ({error.strerror or error}). Check that you may write there and that the "
            "disk has room, or give another folder."
        ) from error
    return target


def read_csv_folder(folder: str | Path) -> Loaded:
    """Return the data set of a folder in our own form, and its account.

    A folder with a ``load-report`` gives the account of the files that it was made from, and of any row of its own
    that is rejected now.

    Raises
    ------
    UnreadableSource
        If there is no such folder, or none of its files is a table of ours.
    """
    target = Path(folder)
    _recover(target.absolute())
    if not target.is_dir():
        raise UnreadableSource(f"{folder}: no such folder. Check the spelling, or load files into it first.")
    loaded = load_own_files(own_files(target))
    earlier = _read_report(target / REPORT)
    if earlier is None:
        return loaded
    now = loaded.report
    lossy = now.sheets[now.sheets["rejected"] > 0]
    return Loaded(loaded.tables, LoadReport.joined([earlier, LoadReport(lossy, now.rejects, now.merges, now.notes)]))


def _ours(_folder: str, names: list[str]) -> set[str]:
    own_names = {f"{table}.csv" for table in SCHEMA} | {REPORT}
    return {name for name in names if name.casefold() in own_names}


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; `_recover` ends what a crash between the two steps leaves."""
    last_good = _last_good(target)
    shutil.rmtree(last_good, ignore_errors=True)
    if target.exists():
        target.rename(last_good)
    fresh.rename(target)
    shutil.rmtree(last_good, ignore_errors=True)


def _last_good(target: Path) -> Path:
    return target.with_name(f".{target.name}-last-good")


def _recover(target: Path) -> None:
    last_good = _last_good(target)
    if last_good.is_dir() and not target.exists():
        last_good.rename(target)


def _write_report(report: LoadReport, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in _REPORT_COLUMNS:
        (folder / f"{name}.csv").write_bytes(csv_text(getattr(report, name), "").encode())


def _read_report(folder: Path) -> LoadReport | None:
    if not (folder / "sheets.csv").is_file():
        return None
    frames = {}
    for name, columns in _REPORT_COLUMNS.items():
        path = folder / f"{name}.csv"
        rows = delimited_rows(decoded(path.read_bytes()), path.name)[1:] if path.is_file() else []
        cells = [[read_cell(cell) for cell in row] for row in rows if len(row) == len(columns)]
        frame = pd.DataFrame(cells, columns=list(columns), dtype="str").astype("object")
        # Beside the counts of sheets, `kept` is the name that a spelling was taken for.
        for column in set(_NUMBERS if name == "sheets" else ("line",)) & set(columns):
            frame[column] = [int(cell) if cell.isdecimal() else pd.NA for cell in frame[column]]
        if name == "sheets":
            frame = frame.astype({column: "int64" for column in _NUMBERS if column in columns})
        frames[name] = frame
    return LoadReport(**frames)
