"""Files put into place whole, and read only where they are files."""

import errno
from contextlib import suppress
from pathlib import Path

__all__ = ["plain_file", "put"]


def plain_file(path: Path) -> Path:
    """Return a path that may be opened: no pipe and no device, which might never end; it need not exist.

    Raises
    ------
    OSError
        If a pipe or a device is there.

    Examples
    --------
    >>> plain_file(Path("/dev/null"))
    Traceback (most recent call last):
    OSError: [Errno 22] a pipe or a device, which is not read: '/dev/null'
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "a pipe or a device, which is not read", str(path))
    return path


def put(path: str | Path, content: bytes | str, *, private: bool = False) -> None:
    """Write a file in one step: whatever happens in between, there is the earlier one or the new one, whole.

    A new file can be read by its owner alone; an earlier one keeps its mode, unless it is to be `private`. Text is
    written as UTF-8 with its own line ends. What is no plain file, such as ``/dev/stdout``, is written to as it stands.

    Raises
    ------
    OSError
        If it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     put(Path(folder) / "names.txt", "Hill Aid")
    ...     [(file.name, file.read_text()) for file in Path(folder).iterdir()]
    [('names.txt', 'Hill Aid')]
    """
    target = Path(path).resolve()
    content = content.encode() if isinstance(content, str) else content
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    fresh = target.with_name(f".{target.name}-new")
    try:
        fresh.write_bytes(content)
        fresh.chmod(target.stat().st_mode if target.exists() and not private else 0o600)
        fresh.replace(target)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None  # what was asked for, not our way to it
        raise
