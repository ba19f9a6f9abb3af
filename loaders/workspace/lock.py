"""One writer at a time: a lock that the system takes back when its process ends, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import StoreUnavailable, UnreadableSource
from loaders.workspace.refused import writing

__all__ = ["LOCK", "WorkspaceBusy", "only_writer"]

LOCK = ".lock"


class WorkspaceBusy(StoreUnavailable):
    """A workspace that another process is changing now."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of a workspace, whose folder is made if missing; a folder that stays empty is taken away again.

    The lock is the system's hold on the file, not the file: what is left of one whose process was killed holds nobody
    up.

    Raises
    ------
    WorkspaceBusy
        If another process holds it.
    UnreadableSource
        If a file stands in the place of the folder, or a folder in the place of the lock.
    Unwritable
        If the lock cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UnreadableSource(f"{folder}: a file stands there; a folder is needed. Give another name.")
    if (folder / LOCK).is_dir():
        raise UnreadableSource(
            f"{folder / LOCK}: a folder stands where the lock of the workspace belongs, so nothing was changed: move "
            "it away, then run this again."
        )
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    with writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = _held(folder)
    try:
        yield
    finally:
        if missing and {path.name for path in folder.iterdir()} == {LOCK}:
            (folder / LOCK).unlink()
            for place in missing:
                place.rmdir()
        file.close()


def _held(folder: Path) -> BinaryIO:
    while True:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+b")
        try:
            _take(file)
        except OSError:
            file.seek(0)
            holder = file.read(20).decode("ascii", errors="replace").strip()
            file.close()
            raise WorkspaceBusy(
                f"{folder}: another load is changing this workspace (process {holder or 'unknown'}). Nothing was "
                "changed by this one. Wait until that has ended, then run this again."
            ) from None
        # One that found nothing to keep takes the file away: then this holds a file that is no longer there.
        if (folder / LOCK).exists() and os.path.samestat(os.fstat(file.fileno()), (folder / LOCK).stat()):
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            file.flush()
            return file
        file.close()


def _take(file: BinaryIO) -> None:
    try:
        import fcntl  # noqa: PLC0415  (not on Windows)
    except ImportError:
        import msvcrt  # noqa: PLC0415  (only on Windows)

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
