"""Whether what is on the disk is what was written: size and rows of each file at every read, hashes when asked."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pyarrow.parquet as pq

from loaders.workspace.manifest import Load, Manifest, Part, Stored
from loaders.workspace.manifest_file import PARTS
from loaders.written import plain_file

__all__ = ["FILES", "Fault", "digest_of", "faults", "last_whole_load", "last_whole_state", "rows_of"]

FILES = "files.json"
"""The list, in each part, of what files of our own form state; empty where it holds clean tables."""


@dataclass(frozen=True)
class Fault:
    """A file of a part that is not as it was written.

    Attributes
    ----------
    path : Path
        The file, or the folder of the part.
    what : str
        What is wrong with it.
    """

    path: Path
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


def faults(folder: Path, name: str, part: Part, *, hashes: bool = False) -> list[Fault]:
    """Return what is wrong with the files of a part; nothing where it is whole.

    Parameters
    ----------
    folder : Path
        The workspace.
    name : str
        The part.
    part : Part
        Its entry in the manifest. A part of the first version, whose files nobody listed, can only be checked for what
        every part has.
    hashes : bool
        Whether to read every file and compare its hash, beside its size and its number of rows.
    """
    place = folder / PARTS / name
    if part.removed:
        return [Fault(place, f"was removed by 'partners tidy' on {part.removed}")]
    if not place.is_dir():
        return [Fault(place, "this part of the workspace is missing")]
    if place.resolve() != (folder / PARTS).resolve() / name:
        return [Fault(place, "this part of the workspace is a link to a place outside it, which is not read")]
    if not part.stored:
        return _faults_of_unlisted(place)
    return [fault for one in part.stored for fault in _faults_of_file(place / one.name, one, hashes=hashes)]


def _faults_of_file(path: Path, stored: Stored, *, hashes: bool) -> Iterator[Fault]:
    if not path.is_file():
        yield Fault(path, "this file of the workspace is missing")
        return
    if path.is_symlink():
        yield Fault(path, "this file of the workspace is a link, which is not read")
        return
    size = path.stat().st_size
    if size != stored.size:
        yield Fault(path, f"this file was changed: it has {size:,} bytes, and was written with {stored.size:,}")
        return
    try:
        rows = rows_of(path)
        digest = digest_of(path) if hashes else stored.digest
    except (OSError, ValueError) as error:
        yield Fault(path, f"this file is broken ({error})")
        return
    if rows != stored.rows:
        yield Fault(path, f"this file was changed: it has {rows:,} rows, and was written with {stored.rows:,}")
    elif digest != stored.digest:
        yield Fault(path, "this file was changed: its hash is not the one that it was written with")


def _faults_of_unlisted(place: Path) -> list[Fault]:
    wrong = [] if (place / FILES).is_file() else [Fault(place / FILES, "this file of the workspace is missing")]
    for path in place.iterdir():
        try:
            rows_of(path)
        except (OSError, ValueError) as error:
            wrong.append(Fault(path, f"this file is broken ({error})"))
    return wrong


def rows_of(path: Path) -> int:
    """Return the number of rows of a Parquet file, without reading them, or of entries in a JSON list.

    Raises
    ------
    OSError, ValueError
        If it cannot be read; `pyarrow` raises a `ValueError` for what is no Parquet.
    """
    if path.suffix == ".parquet":
        return int(pq.read_metadata(plain_file(path)).num_rows)
    return len(json.loads(plain_file(path).read_text(encoding="utf-8"))) if path.suffix == ".json" else 0


def digest_of(path: Path) -> str:
    """Return the hash of a file's bytes.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        hashed = blake2b(digest_size=16)
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def last_whole_load(folder: Path, manifest: Manifest, *, hashes: bool = False) -> Load | None:
    """Return the latest load after which the workspace held parts that are all whole now."""
    whole: dict[str, bool] = {}
    for load in reversed(manifest.loads):
        for name in load.parts:
            if name not in whole:
                whole[name] = not faults(folder, name, manifest.parts[name], hashes=hashes)
        if load.parts and all(whole[name] for name in load.parts):
            return load
    return None


def last_whole_state(folder: Path, manifest: Manifest) -> str:
    """Return the sentence that names the last whole state, and how to go back to it."""
    quoted = shlex.quote(str(folder))
    load = last_whole_load(folder, manifest, hashes=True)
    if load is None:
        return (
            f"No state of this workspace is whole. 'partners doctor {quoted}' repairs what can be; else put back a "
            "copy of the folder, or load the files again."
        )
    return (
        f"The last whole state is that after load {load.number}: 'partners rollback {quoted} --to {load.number}' goes "
        f"back to it. 'partners doctor {quoted}' says what is whole, and repairs what can be."
    )
