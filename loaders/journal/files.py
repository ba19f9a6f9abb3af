"""The files of a journal: one a writer and day, a line an entry. Lines are added; only forgetting rewrites them."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from loaders.journal.entries import Entry, entry_of, in_order, line_of, moment_after
from loaders.written import put

__all__ = ["Entries", "append", "entries_in", "rewritten"]

_ENDING = ".jsonl"
_LOCK = ".lock"


@dataclass(frozen=True)
class Entries:
    """What a journal holds.

    Attributes
    ----------
    entries : list of Entry
        In the order in which they were made.
    unreadable : list of str
        The lines that hold no entry, each as ``file, line N: why``. The end of a file that a crash cut short is one.
    """

    entries: list[Entry]
    unreadable: list[str]


def entries_in(*folders: Path) -> Entries:
    """Return the entries of journals, together; nothing for a folder that is not there.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    entries: list[Entry] = []
    unreadable: list[str] = []
    for path in (path for folder in folders for path in _files(folder)):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if line.strip():
                try:
                    entries.append(entry_of(line.decode()))
                except ValueError as error:
                    unreadable.append(f"{path}, line {number}: {error}")
    return Entries(in_order(entries), unreadable)


def append(folder: Path, who: str, new: Callable[[list[Entry]], Sequence[Entry]]) -> list[Entry]:
    """Add entries to a journal, all or none, and return them; they are on the disk then.

    Parameters
    ----------
    folder : Path
        The journal, made if missing.
    who : str
        The writer, by whom and whose machine the file is named.
    new : callable
        Is given the entries so far, and returns those to add; their moments are set here. Nobody else writes in
        between. One whose id is there already is left out.

    Raises
    ------
    OSError
        If the disk refuses; the journal is as it was then.
    """
    with _locked(folder):
        earlier = entries_in(folder).entries
        ids = {entry.id for entry in earlier}
        added: list[Entry] = []
        for entry in new(earlier):
            if entry.id not in ids:
                when = entry.when or moment_after([*earlier, *added], datetime.now(UTC))
                added.append(replace(entry, when=when))
        if added:
            _add_lines(folder / _file_name(who), "".join(map(line_of, added)).encode())
        return added


def rewritten(folder: Path, change: Callable[[Entry], Entry | None]) -> int:
    """Change or leave out entries, file by file, and return how many; for forgetting alone.

    Lines that hold no entry are left out too: nobody can say what they hold.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    if not folder.is_dir():
        return 0
    count = 0
    with _locked(folder):
        for path in _files(folder):
            lines: list[str] = []
            changed = 0
            for line in path.read_bytes().split(b"\n"):
                if not line.strip():
                    continue
                try:
                    entry = entry_of(line.decode())
                except ValueError:
                    changed += 1
                    continue
                after = change(entry)
                changed += after != entry
                lines += [line_of(after)] if after is not None else []
            if changed:
                put(path, "".join(lines))
                count += changed
    return count


def _files(folder: Path) -> list[Path]:
    paths = folder.glob(f"[!.]*{_ENDING}") if folder.is_dir() else ()
    return sorted(path for path in paths if path.is_file())


def _file_name(who: str) -> str:
    """Return the name of a writer's file of today: it tells writers apart and names none."""
    digest = blake2b(f"{who}\n{socket.gethostname()}".encode(), digest_size=4).hexdigest()
    return f"{datetime.now(UTC).date()}-{digest}{_ENDING}"


def _add_lines(path: Path, text: bytes) -> None:
    """Add lines to a file in one go; where the disk refuses, the file is as it was, or there is none."""
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                text = b"\n" + text  # what a crash cut short stays by itself
        try:
            left = memoryview(text)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        except BaseException:
            with suppress(OSError):
                os.ftruncate(handle, size)
                if new:
                    path.unlink()
            raise
    finally:
        os.close(handle)
    if new and os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the journal: whoever else writes waits, for it takes a moment only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("a+b") as file:
        try:
            import fcntl  # noqa: PLC0415  (not on Windows)
        except ImportError:
            import msvcrt  # noqa: PLC0415  (only on Windows)

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield
