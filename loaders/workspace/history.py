"""The history of a workspace as a frame."""

from pathlib import Path

import pandas as pd

from graph.arguments import checked
from graph.errors import UnreadableSource
from loaders.workspace.manifest_file import is_workspace, read_manifest

__all__ = ["LOAD_COLUMNS", "loads", "must_be_workspace"]

LOAD_COLUMNS = ("load", "when", "what", "file", "form", "read", "kept", "merged", "rejected", "hash", "current")
_COUNTS = ("read", "kept", "merged", "rejected")
_SHOWN_OF_HASH = 12


@checked
def loads(folder: str | Path) -> pd.DataFrame:
    """Return what was ever loaded into a workspace, the latest last.

    Parameters
    ----------
    folder : path
        A workspace.

    Returns
    -------
    pd.DataFrame
        One row a load and file: ``load`` (its number, from 1), ``when`` (UTC, as text), ``what`` (``load``,
        ``unload``, ``rollback to N``), ``file``, ``form``, ``read, kept, merged, rejected`` (rows at that load;
        missing where nothing was read), ``hash`` (of what the file held) and ``current`` (whether the workspace holds
        these rows now). Without rows for a workspace into which nothing was loaded.

    Raises
    ------
    UnreadableSource
        If `folder` is no workspace.
    """
    place = Path(folder)
    must_be_workspace(place)
    manifest = read_manifest(place)
    rows: list[tuple[object, ...]] = []
    for load in manifest.loads:
        for part in load.new:
            now = part in manifest.current
            rows += [
                (load.number, load.when, load.what, f.name, f.form, *(getattr(f, c) for c in _COUNTS),
                 f.digest[:_SHOWN_OF_HASH], now)
                for f in manifest.parts[part].files
            ]  # fmt: skip
        if not load.new:
            nothing = (*[pd.NA] * len(_COUNTS), "", load.number == manifest.loads[-1].number)
            rows += [(load.number, load.when, load.what, name, "", *nothing) for name in load.gone or ("",)]
    return pd.DataFrame(rows, columns=list(LOAD_COLUMNS)).astype(
        {"load": "int64"} | dict.fromkeys(_COUNTS, "Int64") | {"current": "bool"}
    )


def must_be_workspace(folder: Path) -> None:
    """Refuse a folder that is no workspace.

    Raises
    ------
    UnreadableSource
        With what it is and what to do.
    """
    if is_workspace(folder):
        return
    problem = "no such folder" if not folder.is_dir() else "no workspace: it has no workspace.json"
    raise UnreadableSource(
        f"{folder}: {problem}. A workspace is made by 'partners load FILE... --into {folder}'; only a workspace has a "
        "history."
    )
