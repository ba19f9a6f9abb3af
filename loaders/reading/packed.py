"""What a file holds once unpacked: gzip, or a zip with one table in it."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath

from graph.errors import UnreadableSource
from loaders.reading import limits

__all__ = ["BROKEN_ZIP", "GZIP", "OLD_WORKBOOK", "ZIP", "is_workbook", "opened_zip", "unpacked"]

ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b\x08"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How each of them begins; an old workbook (XLS) is packed in a container of its own."""
BROKEN_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError, IndexError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
_ENDINGS = frozenset(
    {".csv", ".tsv", ".txt", ".tab", ".json", ".geojson", ".xml", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods",
     ".gexf", ".graphml", ".gml", ".gdf", ".net", ".dot", ".cx2", ".cx", ".xgmml", ".sif", ".jsonl"}
)  # fmt: skip


def unpacked(content: bytes, name: str) -> bytes:
    r"""Return what gzip, or a zip with one table, holds; everything else, workbooks too, as it is.

    Nothing is written anywhere: the names inside a zip are never taken for paths. A packed file inside a packed file
    is not opened.

    Raises
    ------
    UnreadableSource
        If the content is broken, empty, packed once more, larger than `limits.MOST_BYTES`, or not one table.

    Examples
    --------
    >>> import gzip
    >>> unpacked(gzip.compress(b"a,b"), "x.csv.gz"), unpacked(b"a,b", "x.csv")
    (b'a,b', b'a,b')
    """
    if content.startswith(GZIP):
        inner, inside = _gunzipped(content, name), name
    elif content.startswith(ZIP) and not is_workbook(content, name):
        inner, inside = _unzipped(content, name)
    else:
        return content
    if not inner.strip():
        raise UnreadableSource(f"{name}: {inside} in it is empty. {limits.ALLOWED} Export it again.")
    if inner.startswith(GZIP) or (inner.startswith(ZIP) and not is_workbook(inner, name)):
        raise UnreadableSource(f"{name}: packed twice. {limits.ALLOWED} Unpack it once and load what it holds.")
    return inner


def is_workbook(content: bytes, name: str) -> bool:
    """Whether a zip is a workbook.

    Raises
    ------
    UnreadableSource
        If the zip is broken.
    """
    with opened_zip(content, name) as packed:
        names = packed.namelist()
    return "content.xml" in names or any(n.startswith("xl/") for n in names)


@contextmanager
def opened_zip(content: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip; whatever is broken in it, found while it is open, is refused in one sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed
    except BROKEN_ZIP as error:
        raise UnreadableSource(
            f"{name}: a zip or workbook whose content is broken ({_short(error)}). {limits.ALLOWED} Open it in a "
            "spreadsheet, save it again, or fetch it again."
        ) from error


def _gunzipped(content: bytes, name: str) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        inner = unpacking.decompress(content, limits.MOST_BYTES + 1)
    except zlib.error as error:
        raise UnreadableSource(
            f"{name}: gzip whose content is broken ({error}). {limits.ALLOWED} Pack or fetch it again."
        ) from error
    if len(inner) > limits.MOST_BYTES:
        raise limits.too_large(name, limits.MOST_BYTES)
    if not unpacking.eof:
        raise UnreadableSource(f"{name}: gzip that ends too early. {limits.ALLOWED} Pack or fetch it again.")
    return inner


def _unzipped(content: bytes, name: str) -> tuple[bytes, str]:
    with opened_zip(content, name) as packed:
        members = [m for m in packed.infolist() if not m.is_dir() and not _is_litter(m.filename)]
        tables = [m for m in members if PurePosixPath(m.filename.casefold()).suffix in _ENDINGS]
        chosen = members if len(members) == 1 else tables
        if len(chosen) == 1:
            with packed.open(chosen[0]) as member:
                inner = member.read(limits.MOST_BYTES + 1)
    if len(chosen) != 1:
        raise UnreadableSource(
            f"{name}: a zip with {len(chosen)} tables (it holds {_some([m.filename for m in members])}). Allowed: a "
            "zip with exactly one table. Unpack it and load the file you mean."
        )
    if len(inner) > limits.MOST_BYTES:
        raise limits.too_large(name, limits.MOST_BYTES)
    return inner, chosen[0].filename


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _some(names: Sequence[str]) -> str:
    first_names = ", ".join(" ".join(name.split())[:60] for name in names[:3]) or "nothing"
    return f"{first_names} and {len(names) - 3} more" if len(names) > 3 else first_names


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
