"""One part of a workspace on the disk: Parquet files in a folder of their own, written once and never changed."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from graph.errors import UnreadableSource
from graph.report import MERGE_COLUMNS, REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.schema import SCHEMA
from graph.tables import Tables
from graph.validation import typed
from loaders.formats.content import Content
from loaders.formats.own_tables.stated import Stated
from loaders.loaded import Loaded
from loaders.workspace.manifest import synced

__all__ = ["PARTS", "read_part", "write_part"]

PARTS = "parts"
_REPORT_COLUMNS = {
    "sheets": SHEET_COLUMNS, "rejects": REJECT_COLUMNS, "merges": MERGE_COLUMNS, "notes": REJECT_COLUMNS
}  # fmt: skip
_COUNTS = ("read", "kept", "merged", "rejected", "organizations")
_FILES = "files.json"


def write_part(folder: Path, name: str, content: Content) -> None:
    """Write a part into a workspace; nobody reads it before a manifest names it."""
    target = folder / PARTS / name
    fresh = target.with_name(f".{name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for file, frame in _frames(content).items():
        frame.to_parquet(fresh / f"{file}.parquet", index=False, compression="zstd")
    held = [{"file": one.file, "table": one.table} for one in content.stated]
    (fresh / _FILES).write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    for path in (*fresh.iterdir(), fresh):
        synced(path)
    fresh.rename(target)
    synced(target.parent)


def read_part(folder: Path, name: str) -> Content:
    """Return what a part holds.

    Raises
    ------
    UnreadableSource
        If it is not there, or broken.
    """
    place = folder / PARTS / name
    try:
        files = json.loads((place / _FILES).read_text(encoding="utf-8"))
        frames = {path.stem: pd.read_parquet(path) for path in place.glob("*.parquet")}
        if files:
            stated = [
                Stated(one["file"], one["table"], frames[f"rows-{i}"], _told(frames.get(f"notes-{i}"), REJECT_COLUMNS))
                for i, one in enumerate(files)
            ]
            return Content(stated=tuple(stated))
        tables = Tables(**{table: typed(frames.get(table, pd.DataFrame()), SCHEMA[table]) for table in SCHEMA})
        report = {part: _told(frames.get(f"report-{part}"), columns) for part, columns in _REPORT_COLUMNS.items()}
        return Content(Loaded(tables, LoadReport(**report)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableSource(
            f"{place}: this part of the workspace is missing or broken ({error}). Put back a copy of the folder, or go "
            f"back to a load without it: 'partners loads {folder}' lists them."
        ) from error


def _frames(content: Content) -> Mapping[str, pd.DataFrame]:
    frames: dict[str, pd.DataFrame] = {}
    if content.loaded is not None:
        frames |= {table: frame for table, frame in content.loaded.tables.frames().items() if len(frame)}
        report = content.loaded.report
        frames |= {f"report-{name}": _plain(getattr(report, name)) for name in _REPORT_COLUMNS}
    for i, one in enumerate(content.stated):
        frames |= {f"rows-{i}": one.rows, f"notes-{i}": _plain(one.notes)}
    return frames


def _plain(told: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of a report in dtypes that Parquet has."""
    dtypes = {c: "Int64" if c == "line" else "int64" if c in _COUNTS and "form" in told else "str" for c in told}
    return told.astype(dtypes)


def _told(frame: pd.DataFrame | None, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a frame of a report as loaders make it; numbers of rows are whole, the others objects."""
    if frame is None:
        return pd.DataFrame(columns=list(columns))
    return frame.astype({c: "object" for c in frame if not (c in _COUNTS and "form" in frame)})
