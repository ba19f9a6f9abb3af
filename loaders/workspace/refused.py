"""What the disk refuses, in words: it is full, or may not be written."""

import errno
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreUnavailable

__all__ = ["Unwritable", "writing"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Unwritable(StoreUnavailable):
    """A folder that cannot be written now: the disk is full, or the folder is read-only."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence; what runs inside changes nothing where it is refused.

    Raises
    ------
    Unwritable
        In the place of an `OSError`.

    Examples
    --------
    >>> with writing(Path("work")):
    ...     raise OSError(errno.EROFS, "Read-only file system")
    Traceback (most recent call last):
    loaders.workspace.refused.Unwritable: work: cannot be written (Read-only file system), so nothing was changed: get
    the right to write there, or copy the folder to a place where you have it.
    """
    try:
        yield
    except OSError as error:
        advice = "check the disk, then run this again."
        if error.errno in _FULL:
            advice = f"make room on the disk ('partners tidy {shlex.quote(str(folder))}' lists what may go), then run "
            advice += "this again."
        elif error.errno in _FORBIDDEN:
            advice = "get the right to write there, or copy the folder to a place where you have it."
        raise Unwritable(
            f"{folder}: cannot be written ({error.strerror or error}), so nothing was changed: {advice}"
        ) from error
