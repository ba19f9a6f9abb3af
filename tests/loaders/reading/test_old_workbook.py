"""Old workbooks: what a second reader finds, and damaged ones that would fill the memory."""

import struct
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graph.errors import UnreadableSource
from loaders.reading.old_workbook import old_sheets
from loaders.reading.sheet import text_row

pytestmark = pytest.mark.real_data

FILES = ("input-valid.xls", "input-quality.xls")
NUMBER, TEXT = 0x0203, 0x00FD


@pytest.fixture(params=FILES)
def workbook(real_data: Path, request: pytest.FixtureRequest) -> Path:
    return real_data / "hxl-edge-cases" / str(request.param)


def test_a_second_reader_finds_the_same(workbook: Path) -> None:
    found = old_sheets(workbook.read_bytes(), workbook.name)
    peer = CalamineWorkbook.from_path(workbook)
    assert [sheet.name for sheet in found] == peer.sheet_names
    for sheet in found:
        rows = peer.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        merged = {line for (top, _), (bottom, _) in peer.get_sheet_by_name(sheet.name).merged_cell_ranges or []
                  for line in range(top + 1, bottom + 1)}  # fmt: skip
        for i, row in enumerate(rows):
            if i not in merged:
                assert sheet.rows[i] == text_row(row)


def records(data: bytes, kind: int) -> list[int]:
    """Return where the bodies of records of a kind may begin."""
    return [
        at + 4 for at in range(len(data) - 4) if struct.unpack_from("<HH", data, at) == (kind, 14 - 4 * (kind == TEXT))
    ]


def test_a_cell_beyond_the_last_column_is_refused(workbook: Path) -> None:
    data = bytearray(workbook.read_bytes())
    cells = records(bytes(data), NUMBER) + records(bytes(data), TEXT)
    assert cells
    for at in cells:
        struct.pack_into("<H", data, at + 2, 60_000)
    with pytest.raises(UnreadableSource, match="cannot be read"):
        old_sheets(bytes(data), workbook.name)


def test_a_container_that_leads_in_circles_is_refused(workbook: Path) -> None:
    data = bytearray(workbook.read_bytes())
    (first,) = struct.unpack_from("<I", data, 76)  # the sector of the table of sectors
    for entry in range(128):
        struct.pack_into("<I", data, 512 * (first + 1) + 4 * entry, entry)
    with pytest.raises(UnreadableSource, match="cannot be read"):
        old_sheets(bytes(data), workbook.name)


def test_a_container_without_a_workbook_is_refused_with_a_guess(workbook: Path) -> None:
    data = workbook.read_bytes().replace("Workbook".encode("utf-16-le"), "Lockbook".encode("utf-16-le"))
    with pytest.raises(UnreadableSource, match="or one that is locked with a password"):
        old_sheets(data, workbook.name)
