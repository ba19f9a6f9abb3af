"""What a workspace no longer needs: old parts and the trash, listed, and removed only when asked."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd

from graph.arguments import checked
from graph.errors import UnreadableSource
from loaders.workspace.history import must_be_workspace
from loaders.workspace.lock import only_writer
from loaders.workspace.manifest import Manifest, utc_now
from loaders.workspace.manifest_file import PARTS, read_manifest, write_manifest
from loaders.workspace.refused import writing
from loaders.workspace.sweep import planned, sweep
from loaders.workspace.trash import TRASH, size_of, trash_items
from loaders.workspace.whole import faults, last_whole_state

__all__ = ["TIDY_COLUMNS", "tidy"]

TIDY_COLUMNS = ("what", "item", "reason", "when", "files", "bytes")


@checked
def tidy(folder: str | Path, *, remove: bool = False) -> pd.DataFrame:
    """Return what a workspace no longer needs: the parts of earlier loads, and the trash.

    Parameters
    ----------
    folder : path
        A workspace.
    remove : bool
        Whether to remove it. What the workspace holds now stays as it is; one can no longer go back to a load whose
        parts were removed, and the history still lists it.

    Returns
    -------
    pd.DataFrame
        One row a part or item: ``what`` (``old part`` or ``trash``), ``item``, ``reason``, ``when`` (UTC, as text),
        ``files`` and ``bytes``.

    Raises
    ------
    UnreadableSource
        If `folder` is no workspace, or a current part is not whole: then an older one may still be needed.
    WorkspaceBusy
        If another process is changing the workspace.
    Unwritable
        If the disk refuses.
    """
    place = Path(folder)
    must_be_workspace(place)
    with only_writer(place):
        manifest = read_manifest(place)
        if not remove:
            return _listed(place, manifest)
        for name in manifest.current:
            if wrong := faults(place, name, manifest.parts[name], hashes=True):
                raise UnreadableSource(f"{wrong[0]}. Nothing was removed. {last_whole_state(place, manifest)}")
        with writing(place):
            sweep(place, manifest)
            listed = _listed(place, manifest)
            old = _old_parts(manifest)
            now = utc_now()
            parts = {name: replace(part, removed=now) if name in old else part for name, part in manifest.parts.items()}
            with planned(place, removing=old):
                # The list says first that they are gone, so that no state names a part that is half removed.
                write_manifest(place, replace(manifest, parts=parts))
            if (place / TRASH).exists():
                shutil.rmtree(place / TRASH)
    return listed


def _old_parts(manifest: Manifest) -> list[str]:
    return [name for name, part in manifest.parts.items() if name not in manifest.current and not part.removed]


def _listed(place: Path, manifest: Manifest) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    loaded = {name: load for load in reversed(manifest.loads) for name in load.new}
    for name in _old_parts(manifest):
        files = ", ".join(file.name for file in manifest.parts[name].files)
        load = loaded[name]
        rows.append(("old part", name, f"load {load.number}: {files}", load.when, *size_of(place / PARTS / name)))
    rows += [("trash", item.path.name, item.reason, item.when, *size_of(item.path)) for item in trash_items(place)]
    return pd.DataFrame(rows, columns=list(TIDY_COLUMNS)).astype({"files": "int64", "bytes": "int64"})
