"""What is whole in a workspace, and what can be repaired from what lies in it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from graph.arguments import checked
from graph.errors import UnreadableSource
from loaders.values.notes import counted
from loaders.workspace.lock import only_writer
from loaders.workspace.manifest import Manifest, Stored
from loaders.workspace.manifest_file import (
    COPY,
    MANIFEST,
    PARTS,
    is_workspace,
    parsed_manifest,
    read_manifest,
    write_manifest,
)
from loaders.workspace.parts import list_files
from loaders.workspace.refused import writing
from loaders.workspace.sweep import sweep, unexplained
from loaders.workspace.trash import TRASH, move_to_trash
from loaders.workspace.whole import digest_of, faults, last_whole_load

__all__ = ["DOCTOR_COLUMNS", "doctor"]

DOCTOR_COLUMNS = ("what", "state", "current", "detail")
_Row = tuple[str, str, bool, str]


@checked
def doctor(folder: str | Path) -> pd.DataFrame:
    """Check every file of a workspace against its size, rows and hash, and repair what can be repaired.

    A lost or broken ``workspace.json`` comes back from its second copy; a missing or changed file from any file in
    the workspace or its trash that has its hash; a part of the first version gets a list of its files. What is
    replaced, or belongs to no part, goes to the trash.

    Parameters
    ----------
    folder : path
        A workspace.

    Returns
    -------
    pd.DataFrame
        One row a finding, the list of parts first: ``what`` (``workspace.json``, a part, or a file), ``state``
        (``whole``, ``repaired``, ``damaged``, ``removed`` or ``swept``), ``current`` (whether the workspace holds it
        now) and ``detail``. A workspace is whole where no current row is ``damaged``.

    Raises
    ------
    UnreadableSource
        If `folder` is no workspace, or its list of parts cannot be brought back.
    WorkspaceBusy
        If another process is changing the workspace.
    Unwritable
        If the disk refuses a repair.
    """
    place = Path(folder)
    if not place.is_dir() or not (is_workspace(place) or (place / PARTS).is_dir()):
        raise UnreadableSource(f"{folder}: no workspace. A workspace is made by 'partners load FILE... --into WORK'.")
    with only_writer(place), writing(place):
        rows, manifest = _list_of_parts(place)
        before = manifest
        # Before anything is swept: a part that nobody names may hold the very file that another part misses.
        for name, part in manifest.parts.items():
            findings = list(_part_rows(place, manifest, name))
            rows += findings
            if not part.stored and not part.removed and findings[0][1] == "repaired":
                stored = list_files(place / PARTS / name)
                manifest = replace(manifest, parts={**manifest.parts, name: replace(part, stored=stored)})
        rows += [
            (f"{PARTS}/{path.name}", "swept", False, "belongs to no load, and is in the trash now")
            for path in unexplained(place, manifest)
        ]
        rows += _stray_files(place, manifest)
        sweep(place, manifest)
        if manifest != before or not _same(place / PARTS / COPY, manifest):
            write_manifest(place, manifest)
        rows += _state(place, manifest)
    return pd.DataFrame(rows, columns=list(DOCTOR_COLUMNS)).astype({"current": "bool"})


def _list_of_parts(place: Path) -> tuple[list[_Row], Manifest]:
    """Return the manifest, brought back from its second copy where it is lost."""
    try:
        if is_workspace(place):
            manifest = read_manifest(place)
            size = f"{counted(len(manifest.loads), 'load')}, {counted(len(manifest.parts), 'part')}"
            return [(MANIFEST, "whole", True, size)], manifest
        trouble = "was missing"
    except UnreadableSource as error:
        if "written by another version" in str(error):
            raise
        trouble = "was broken"
    try:
        manifest = parsed_manifest(place / PARTS / COPY)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UnreadableSource) as error:
        raise UnreadableSource(
            f"{place / MANIFEST}: {trouble}, and its second copy, {PARTS}/{COPY}, cannot be used ({error}), so nothing "
            "was changed. Put back a copy of the folder, or load the files into a new workspace."
        ) from error
    if (place / MANIFEST).exists():
        move_to_trash(place, place / MANIFEST, trouble)
    write_manifest(place, manifest)
    after = f"{trouble}; back from its second copy, as after load {manifest.loads[-1].number if manifest.loads else 0}"
    return [(MANIFEST, "repaired", True, after)], manifest


def _part_rows(place: Path, manifest: Manifest, name: str) -> Iterator[_Row]:
    part, current = manifest.parts[name], name in manifest.current
    what = f"{PARTS}/{name}"
    if part.removed:
        yield what, "removed", current, f"by 'partners tidy' on {part.removed}"
        return
    wrong = {fault.path: fault for fault in faults(place, name, part, hashes=True)}
    if not wrong and not part.stored:
        yield what, "repaired", current, "its files are listed now, as they are: the first version kept no list"
        return
    if not wrong:
        yield what, "whole", current, ", ".join(file.name for file in part.files)
        return
    if not part.stored or (place / PARTS / name).is_symlink():
        yield from ((str(path.relative_to(place)), "damaged", current, fault.what) for path, fault in wrong.items())
        return
    for stored in part.stored:
        path = place / PARTS / name / stored.name
        fault = wrong.get(path) or wrong.get(path.parent)
        if fault is None:
            continue
        twin = _twin(place, stored, path)
        if twin is None:
            yield str(path.relative_to(place)), "damaged", current, fault.what
            continue
        fresh = path.with_name(f".{path.name}.new")
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(twin, fresh)
        if path.exists():
            move_to_trash(place, path, fault.what)
        fresh.replace(path)
        yield str(path.relative_to(place)), "repaired", current, f"{fault.what}; back from {twin.relative_to(place)}"


def _twin(place: Path, stored: Stored, path: Path) -> Path | None:
    """Return a file in the workspace that is byte for byte the one that was written."""
    for root in (place / PARTS, place / TRASH):
        for other in sorted(root.rglob("*")) if root.is_dir() else []:
            plain = other != path and other.is_file() and not other.is_symlink()
            if plain and other.stat().st_size == stored.size and digest_of(other) == stored.digest:
                return other
    return None


def _stray_files(place: Path, manifest: Manifest) -> list[_Row]:
    """Move files in the folder of a part that are not in its list to the trash."""
    rows: list[_Row] = []
    for name, part in manifest.parts.items():
        folder = place / PARTS / name
        if part.removed or not part.stored or not folder.is_dir() or folder.is_symlink():
            continue
        for path in sorted(folder.iterdir()):
            if path.name not in {stored.name for stored in part.stored}:
                move_to_trash(place, path, f"not a file of the part {name}")
                rows.append((f"{PARTS}/{name}/{path.name}", "swept", False, "is in no list, and is in the trash now"))
    return rows


def _state(place: Path, manifest: Manifest) -> list[_Row]:
    load = last_whole_load(place, manifest, hashes=True)
    if any(faults(place, name, manifest.parts[name], hashes=True) for name in manifest.current):
        back = (
            f"'partners rollback WORK --to {load.number}' goes back to the last whole state"
            if load
            else "none is whole"
        )
        return [("what the workspace holds now", "damaged", True, f"{back}; or load the files of its parts again")]
    return [("what the workspace holds now", "whole", True, f"as after load {manifest.state}")]


def _same(path: Path, manifest: Manifest) -> bool:
    try:
        return parsed_manifest(path) == manifest
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UnreadableSource):
        return False
