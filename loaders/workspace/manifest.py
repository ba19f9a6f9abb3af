"""The one file that says what a workspace holds: every load there was, and the parts that each left current."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource

__all__ = ["MANIFEST", "File", "Load", "Manifest", "Part", "is_workspace", "read_manifest", "synced", "write_manifest"]

MANIFEST = "workspace.json"
_VERSION = 1


@dataclass(frozen=True)
class File:
    """A file that was loaded.

    Attributes
    ----------
    name : str
        Its name without its folder; a folder's ends with a slash.
    digest : str
        A hash of what it held, and of what it was read with.
    form : str
        What it was understood as.
    read, kept, merged, rejected : int
        Its rows at that load.
    """

    name: str
    digest: str
    form: str = ""
    read: int = 0
    kept: int = 0
    merged: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Part:
    """What files that were read together came to; never changed once it is written.

    Attributes
    ----------
    files : tuple of File
        Those files.
    stated : bool
        Whether it holds what files of our own form state, which is held against the data model at each reading, for
        it may refer to other parts; else clean tables and their account.
    """

    files: tuple[File, ...]
    stated: bool = False

    @property
    def names(self) -> set[str]:
        """The names of its files."""
        return {file.name for file in self.files}


@dataclass(frozen=True)
class Load:
    """One change of a workspace.

    Attributes
    ----------
    number : int
        Counted from 1.
    when : str
        The moment, in UTC.
    what : str
        Such as ``"load"`` or ``"rollback to 2"``.
    state : int
        The number of the load whose parts are current after it.
    before : int
        The state that undoing `state` leads to; 0 is the empty workspace.
    parts : tuple of str
        The parts that are current after it, in their order.
    new : tuple of str
        Those of them that it brought.
    gone : tuple of str
        The names of files that it took away.
    """

    number: int
    when: str
    what: str
    state: int
    before: int
    parts: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """All loads of a workspace, the latest last, and all parts that any of them held."""

    loads: tuple[Load, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def current(self) -> tuple[str, ...]:
        """The names of the parts that are current."""
        return self.loads[-1].parts if self.loads else ()

    @property
    def state(self) -> int:
        """The number of the load whose parts are current."""
        return self.loads[-1].state if self.loads else 0

    def next_load(
        self,
        what: str,
        *,
        parts: tuple[str, ...],
        new: tuple[str, ...] = (),
        gone: tuple[str, ...] = (),
        state: int | None = None,
    ) -> Load:
        """Return a load that comes after the others, now; it leads to a state of its own unless one is given."""
        number = len(self.loads) + 1
        when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Load(number, when, what, number if state is None else state, self.state, parts, new, gone)

    def with_load(self, load: Load, new: Mapping[str, Part]) -> "Manifest":
        """Return the manifest after one more load."""
        return replace(self, loads=(*self.loads, load), parts={**self.parts, **new})


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace with parts."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a workspace; an empty one where there is none.

    Raises
    ------
    UnreadableSource
        If it cannot be read.
    """
    path = folder / MANIFEST
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["version"] != _VERSION:
            raise UnreadableSource(
                f"{path}: written by another version (form {held['version']}, known is {_VERSION}). Read it with the "
                "version that wrote it, or load the files into a new workspace."
            )
        parts = {
            name: Part(tuple(File(**file) for file in part["files"]), part["stated"])
            for name, part in held["parts"].items()
        }
        return Manifest(tuple(_load(load) for load in held["loads"]), parts)
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableSource(
            f"{path}: cannot be read as the list of a workspace's parts ({error}). Put back a copy of the folder, or "
            "load the files into a new workspace."
        ) from error


def _load(held: Mapping[str, Any]) -> Load:
    lists = {name: tuple(value) for name, value in held.items() if isinstance(value, list)}
    return Load(**(dict(held) | lists))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before it, in one step that outlives a power cut."""
    held = {
        "version": _VERSION,
        "loads": [asdict(load) for load in manifest.loads],
        "parts": {name: asdict(part) for name, part in manifest.parts.items()},
    }
    fresh = folder / f".{MANIFEST}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(held, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / MANIFEST)
    synced(folder)


def synced(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder to wait for
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
