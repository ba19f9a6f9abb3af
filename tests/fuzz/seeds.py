"""Small files of every form to begin with, and how a packed one is changed inside."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from loaders.formats.mapped import propose
from loaders.formats.mapped.kept import toml_text
from loaders.reading.opened import Opened
from loaders.reading.packed import unpacked
from loaders.sample import sample_folder
from tests.loaders.formats import test_360giving, test_civicrm, test_hapi, test_iati, test_mapping, test_npsp
from tests.loaders.formats.given import rows_csv
from tests.loaders.formats.samples import SAMPLES
from tests.loaders.made_files import gzipped, ods, parquet, workbook, xlsx_of, zipped

__all__ = ["changed_inside", "opened", "seeds", "several"]

_LARGEST = 24_000
_LINES = 12
_TABLE: list[list[object]] = [
    ["Donor", "Programme organization", "Implementing partner", "Sector", "Region", "Start date", "People reached"],
    ["#org+funder", "#org+prog", "#org+impl", "#sector", "#adm1", "#date+start", "#reached"],
    ["BHA, ECHO", "River Group", "Oxfam/Care/RG", "Water", "North", "14/June/19", "76,501-78,000"],
    ["Divers Bailleurs", "RG", "Well Diggers (WD)", "Santé", "0", "2022-01", "25120 units"],
    ["", "n/a", "WD", "Health", "Nationwide", 44593, -4],
]
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


_TOGETHER = "these-files-together"
"""A member of a zip that says: the others are the files of one source, not one file."""


def several(data: bytes) -> dict[str, bytes] | None:
    """Return the files that a seed stands for, where it stands for several; ``None`` where it is one file."""
    if not data.startswith(b"PK\x03\x04") or _TOGETHER.encode() not in data:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {name: packed.read(name) for name in packed.namelist() if name != _TOGETHER}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return None


def _in_memory(data: bytes) -> Opened:
    """Return a file as if it stood on the disk."""
    file = Opened(Path("file.csv"))
    file.__dict__["data"] = unpacked(data, file.name)
    return file


def opened(data: bytes, folder: Path) -> list[Opened]:
    """Return the files of an input; those that stand together are put into an empty folder, for some look beside them.

    A mapping is no file of its own.
    """
    files = several(data)
    if files is None:
        return [_in_memory(data)]
    paths = []
    for name, content in files.items():
        path = folder / (Path(name.replace("\0", "")).name or "nameless")
        with suppress(OSError, ValueError):  # a name that the disk refuses
            path.write_bytes(content)
            paths.append(path)
    return [Opened(path) for path in paths if path.suffix != ".toml"]


def _together(files: Mapping[str, bytes]) -> bytes:
    return zipped({**files, _TOGETHER: ""})


def seeds(real_data: Path | None) -> Iterator[bytes]:
    """Give one small file of each form, then small files and the first lines of large ones from `real_data`."""
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in _TABLE)
    columns = {str(name): [str(row[i]) for row in _TABLE[1:]] for i, name in enumerate(_TABLE[0])}
    rows = "".join(f"<table:table-row>{''.join(_CELL.format(c) for c in row)}</table:table-row>" for row in _TABLE)
    yield from (text.encode(), text.replace(",", ";").encode("latin-1"), text.replace("\n", "\r").encode("mac_roman"))
    yield text.encode("utf-16")
    yield from (workbook(_TABLE), ods(rows), parquet(columns), gzipped(text.encode()), zipped({"who.csv": text}))
    yield xlsx_of('<row r="2"><c r="B2" t="str"><v>Organization</v></c></row><row><c r="B3"><v>1</v></c></row>')
    yield b'{"results": [{"org_name": "A", "sector": ["Water", null], "x": {"y": 1.5}}, {"org_name": "B"}]}'
    for _, made in SAMPLES.values():
        files = made(None)
        yield from files.values()
        if len(files) > 1:
            yield _together(files)
    yield from _of_funders_and_contacts()
    yield _together(_own_folder())
    circle = test_mapping.CIRCLE.encode()
    yield _together({"some.csv": circle, "some.csv.mapping.toml": toml_text(propose(_in_memory(circle))).encode()})
    for path in sorted(real_data.rglob("*")) if real_data else ():
        if path.is_file():
            data = path.read_bytes()
            if len(data) <= _LARGEST:
                yield data
            elif path.suffix == ".csv":
                yield b"\n".join(data.split(b"\n")[:_LINES])


def _of_funders_and_contacts() -> Iterator[bytes]:
    yield json.dumps({"grants": test_360giving.GRANTS}).encode()
    yield rows_csv([test_360giving.flat(grant) for grant in test_360giving.GRANTS]).encode()
    yield test_iati.xml(test_iati.WELLS, test_iati.SCHOOL).encode()
    for rows in (
        *(test_civicrm.CONTACTS, test_civicrm.RELATIONSHIPS, test_civicrm.ACTIVITIES),
        *(test_npsp.ACCOUNTS, test_npsp.AFFILIATIONS, test_npsp.RELATIONSHIPS),
        test_hapi.ROWS,
    ):
        yield rows_csv(rows).encode()
    for names, tables in (
        (("contacts", "relationships", "activities"),
         (test_civicrm.CONTACTS, test_civicrm.RELATIONSHIPS, test_civicrm.ACTIVITIES)),
        (("Account", "Affiliations", "Relationships"),
         (test_npsp.ACCOUNTS, test_npsp.AFFILIATIONS, test_npsp.RELATIONSHIPS)),
    ):  # fmt: skip
        yield _together({f"{name}.csv": rows_csv(rows).encode() for name, rows in zip(names, tables, strict=True)})


def _own_folder() -> dict[str, bytes]:
    """Return the first lines of each table of the sample."""
    folder = sample_folder()
    return {path.name: b"\n".join(path.read_bytes().split(b"\n")[:_LINES]) for path in sorted(folder.glob("*.csv"))}


def changed_inside(data: bytes, change: Callable[[bytes], bytes], choice: int) -> bytes:
    """Return a packed file with one of its members changed and its checksums right; other files changed as they are."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(change(zlib.decompress(data, wbits=31)), compresslevel=1, mtime=0)
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                members = {name: packed.read(name)[:_LARGEST] for name in packed.namelist()}
            if members:
                chosen = sorted(members)[choice % len(members)]
                return zipped(members | {chosen: change(members[chosen])})
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError):
        pass
    return change(data)
