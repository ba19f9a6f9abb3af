"""One part of a workspace on the disk: Parquet files in a folder of their own, written once and never changed."""

import json
import shutil
from collections.abc import Iterable, Mapping
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
from loaders.workspace.manifest import Manifest, Stored
from loaders.workspace.manifest_file import PARTS, synced
from loaders.workspace.whole import FILES, digest_of, faults, last_whole_state, rows_of

__all__ = ["list_files", "read_part", "read_parts", "write_part"]

_REPORT_COLUMNS = {
    "sheets": SHEET_COLUMNS, "rejects": REJECT_COLUMNS, "merges": MERGE_COLUMNS, "notes": REJECT_COLUMNS
}  # fmt: skip
_COUNTS = ("read", "kept", "merged", "rejected", "organizations")


def write_part(folder: Path, name: str, content: Content) -> tuple[Stored, ...]:
    """Write a part into a workspace and return the list of its files; nobody reads it before a manifest names it."""
    target = folder / PARTS / name
    fresh = target.with_name(f".{name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for file, frame in _frames(content).items():
        frame.to_parquet(fresh / f"{file}.parquet", index=False, compression="zstd")
    entries = [{"file": one.file, "table": one.table} for one in content.own_tables]
    (fresh / FILES).write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    for path in (*fresh.iterdir(), fresh):
        synced(path)
    stored = list_files(fresh)
    fresh.rename(target)
    synced(target.parent)
    return stored


def list_files(place: Path) -> tuple[Stored, ...]:
    """Return the list of the files in the folder of a part, with the size, rows and hash of each.

    Raises
    ------
    OSError, ValueError
        If one cannot be read.
    """
    return tuple(
        Stored(path.name, path.stat().st_size, rows_of(path), digest_of(path))
        for path in sorted(place.iterdir())
        if path.suffix == ".parquet" or path.name == FILES
    )


def read_parts(folder: Path, manifest: Manifest, names: Iterable[str]) -> list[Content]:
    """Return what several parts hold, as `read_part` does."""
    return [read_part(folder, manifest, name) for name in names]


def read_part(folder: Path, manifest: Manifest, name: str) -> Content:
    """Return what a part holds.

    Raises
    ------
    UnreadableSource
        If a file of it is missing, or is not the one that was written; names the last state that is whole.
    """
    place, part = folder / PARTS / name, manifest.parts[name]
    if wrong := faults(folder, name, part):
        raise UnreadableSource(f"{wrong[0]}. {last_whole_state(folder, manifest)}")
    try:
        files = json.loads((place / FILES).read_text(encoding="utf-8"))
        paths = [place / one.name for one in part.stored] or list(place.iterdir())
        frames = {path.stem: pd.read_parquet(path) for path in paths if path.suffix == ".parquet"}
        if files:
            own_tables = [
                Stated(one["file"], one["table"], frames[f"rows-{i}"], _told(frames.get(f"notes-{i}"), REJECT_COLUMNS))
                for i, one in enumerate(files)
            ]
            return Content(own_tables=tuple(own_tables))
        tables = Tables(**{table: typed(frames.get(table, pd.DataFrame()), SCHEMA[table]) for table in SCHEMA})
        report = {part: _told(frames.get(f"report-{part}"), columns) for part, columns in _REPORT_COLUMNS.items()}
        return Content(Loaded(tables, LoadReport(**report)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableSource(
            f"{place}: this part of the workspace is broken ({error}). {last_whole_state(folder, manifest)}"
        ) from error


def _frames(content: Content) -> Mapping[str, pd.DataFrame]:
    frames: dict[str, pd.DataFrame] = {}
    if content.loaded is not None:
        frames |= {table: frame for table, frame in content.loaded.tables.frames().items() if len(frame)}
        report = content.loaded.report
        frames |= {f"report-{name}": _plain(getattr(report, name)) for name in _REPORT_COLUMNS}
    for i, one in enumerate(content.own_tables):
        frames |= {f"rows-{i}": one.rows, f"notes-{i}": _plain(one.notes)}
    return frames


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of a report in dtypes that Parquet has."""
    dtypes = {c: "Int64" if c == "line" else "int64" if c in _COUNTS and "form" in frame else "str" for c in frame}
    return frame.astype(dtypes)


def _told(frame: pd.DataFrame | None, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a frame of a report as loaders make it; numbers of rows are whole, the others objects."""
    if frame is None:
        return pd.DataFrame(columns=list(columns))
    return frame.astype({c: "object" for c in frame if not (c in _COUNTS and "form" in frame)})
