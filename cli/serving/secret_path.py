"""The secret path of a user's dashboards: kept in the data folder, where only the user reads it, so that links last."""

import os
import stat
from pathlib import Path

from cli.output import tell

__all__ = ["secret_path"]

_NAME = "secret-path"


def secret_path() -> str:
    """Return the secret path of this user, made if there is none; a new one where others may have read the old one.

    Where it cannot be kept, this is told, and the path lasts until the dashboard ends.
    """
    from dashboard.server.door import is_secret, new_path
    from loaders.journal import data_home

    file = data_home() / _NAME
    path = new_path()
    try:
        earlier, alone = _read(file)
        if alone and is_secret(earlier):
            return earlier
        if earlier:
            why = "is damaged" if alone else "could be read by other users of this machine"
            tell(f"{file}: {why}. The dashboard has a new address; earlier links to it no longer work.")
        _write(file, path)
    except OSError as error:
        tell(f"{file}: cannot be kept ({error.strerror}). Links to this dashboard work until it ends.")
    return path


def _read(file: Path) -> tuple[str, bool]:
    """Return what the file holds, blank if there is none, and whether its owner alone, who is us, may read it."""
    try:
        with file.open("rb") as opened:
            status = os.fstat(opened.fileno())
            mine = os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
            return opened.read(1000).decode("ascii", "replace").strip(), mine
    except FileNotFoundError:
        return "", True


def _write(file: Path, path: str) -> None:
    """Put the path into place whole; nobody else may read it at any moment."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(path + "\n")
    fresh.replace(file)
