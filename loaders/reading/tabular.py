"""Any file becomes sheets of text cells, with the line numbers that a spreadsheet shows."""

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from graph.errors import UnreadableSource
from loaders.reading import limits
from loaders.reading.columnar import PARQUET, parquet_rows
from loaders.reading.delimited import decoded, looks_binary, rows_one_by_one
from loaders.reading.packed import OLD_WORKBOOK, ZIP, unpacked
from loaders.reading.sheet import Sheet, even_rows
from loaders.reading.structured import json_rows
from loaders.reading.workbooks import packed_sheets
from loaders.reading_options import Progress

__all__ = ["Sheet", "read_bytes", "sheets_in"]


def sheets_in(content: bytes, name: str, progress: Progress | None = None) -> list[Sheet]:
    """Return the sheets of a file, recognised by its content and not by its name.

    Parameters
    ----------
    content : bytes
        What the file holds, unpacked, as `read_bytes` returns it.
    name : str
        The file's name, for messages and for `Sheet.file`.
    progress : callable, optional
        Told now and then how many rows were read.

    Raises
    ------
    UnreadableSource
        If it is binary, broken or too large.
    """
    if content.startswith(ZIP):
        return packed_sheets(content, name, progress)
    if content.startswith(OLD_WORKBOOK):
        from loaders.reading.old_workbook import old_sheets  # noqa: PLC0415  (rare, and its libraries take a moment)

        return old_sheets(content, name)
    if content.startswith(PARQUET):
        return [Sheet(name, "", even_rows(parquet_rows(content, name), name, progress), 0)]
    if looks_binary(content):
        raise UnreadableSource(
            f"{name}: not a table: it begins with the bytes {content[:4].hex(' ')}. {limits.ALLOWED} "
            "Save the table in one of those forms and load that."
        )
    text = decoded(content)
    if text.lstrip()[:1] in ("{", "["):
        rows, first_line = json_rows(text, name)
        try:
            return [Sheet(name, "", even_rows(rows, name, progress), first_line)]
        except RecursionError as error:
            raise UnreadableSource(
                f"{name}: JSON nested too deep for a table. {limits.ALLOWED} Save the table as CSV and load that."
            ) from error
    return [Sheet(name, "", even_rows(rows_one_by_one(text, name), name, progress))]


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, unpacked where it is a gzip or a zip with one table.

    Raises
    ------
    UnreadableSource
        If the file is missing, a pipe or a device, empty, not to be opened, broken, or larger than `limits.MOST_BYTES`.
    """
    try:
        status = path.stat()
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
            raise UnreadableSource(
                f"{path}: a pipe or a device, which may never end. {limits.ALLOWED} Save what it gives as a file and "
                "load that."
            )
        if status.st_size > limits.MOST_BYTES:
            raise limits.too_large(path.name)
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(
            f"{path}: no such file or folder. {limits.ALLOWED} Check the spelling and the folder."
        ) from None
    except OSError as error:
        raise UnreadableSource(
            f"{path}: cannot be read ({error.strerror}). Check that it is a file you may open."
        ) from error
    if not content.strip():
        raise UnreadableSource(f"{path.name}: the file is empty. {limits.ALLOWED} Export it again.")
    return unpacked(content, path.name)
