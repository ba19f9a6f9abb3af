"""``workspace.json``, the file that says what belongs to a workspace: read, written, and kept in a second copy."""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource
from loaders.workspace.manifest import File, Load, Manifest, Part, Stored
from loaders.written import plain_file

__all__ = [
    "COPY", "MANIFEST", "PARTS", "is_workspace", "parsed_manifest", "read_manifest", "synced", "write_manifest",
]  # fmt: skip

MANIFEST = "workspace.json"
PARTS = "parts"
COPY = ".workspace-copy.json"
"""The second copy, in the folder of the parts: it stays where `MANIFEST` is lost."""
_VERSIONS = (1, 2)
_PART_NAME = re.compile(r"\d{4,}-\d+", re.ASCII)
_FILE_NAME = re.compile(r"[\w-]+\.(parquet|json)")


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace with parts."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a workspace; an empty one where there is none.

    Raises
    ------
    UnreadableSource
        If it cannot be read, another version wrote it, or it names a place outside the workspace.
    """
    path = folder / MANIFEST
    try:
        return parsed_manifest(path)
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(
            f"{path}: cannot be read as the list of a workspace's parts ({error}). 'partners doctor {folder}' puts the "
            "second copy of the list in its place."
        ) from error


def parsed_manifest(path: Path) -> Manifest:
    """Return the manifest that a file holds.

    Raises
    ------
    UnreadableSource
        If another version wrote it, or it names a place outside the workspace.
    OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError
        If it is missing or broken.
    """
    content = json.loads(plain_file(path).read_text(encoding="utf-8"))
    if content["version"] not in _VERSIONS:
        raise UnreadableSource(
            f"{path}: written by another version of this program (form {content['version']!r}; this one reads "
            f"{' and '.join(map(str, _VERSIONS))}). Use the version that wrote it, or a newer one."
        )
    parts = {name: _part(fields) for name, fields in content["parts"].items()}
    loads = tuple(_load(fields) for fields in content["loads"])
    names = {*parts, *(name for load in loads for name in (*load.parts, *load.new))}
    outside = [name for name in names if not _PART_NAME.fullmatch(name)]
    outside += [one.name for part in parts.values() for one in part.stored if not _FILE_NAME.fullmatch(one.name)]
    if outside:
        raise UnreadableSource(
            f"{path}: names {min(outside)!r}, which is no part of this workspace, so nothing was read or "
            f"changed. 'partners doctor {path.parent}' puts the second copy of the list in its place."
        )
    if missing := sorted(names - set(parts)):
        raise ValueError(f"a load names the part {missing[0]}, which is not in the list")
    return Manifest(loads, parts)


def _part(fields: Mapping[str, Any]) -> Part:
    return Part(
        tuple(File(**file) for file in fields["files"]),
        fields["stated"],
        tuple(Stored(**file) for file in fields.get("stored", ())),
        fields.get("removed", ""),
    )


def _load(fields: Mapping[str, Any]) -> Load:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Load(**(dict(fields) | lists))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before it, in one step that outlives a power cut; then its second copy."""
    content = {
        "version": _VERSIONS[-1],
        "loads": [asdict(load) for load in manifest.loads],
        "parts": {name: asdict(part) for name, part in manifest.parts.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    _written(folder / MANIFEST, text)
    if (folder / PARTS).is_dir():
        with suppress(OSError):  # the change is made; a copy that is behind is found by 'partners doctor'
            _written(folder / PARTS / COPY, text)


def _written(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name.lstrip('.')}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # the new list is in place, whether or not the folder says so after a power cut
        synced(path.parent)


def synced(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder to wait for
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
