"""Any file becomes sheets of cells with the line numbers that a spreadsheet shows."""

from pathlib import Path

import openpyxl
import pytest

import loaders
from loaders.reading.delimited import decoded, delimited_rows
from loaders.reading.opened import Opened


def rows_of(tmp_path: Path, data: bytes, name: str = "file.csv") -> list[list[str]]:
    path = tmp_path / name
    path.write_bytes(data)
    return Opened(path).sheets[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert rows_of(tmp_path, "Organización,País\nRío,Perú\n".encode(encoding)) == [
        ["Organización", "País"],
        ["Río", "Perú"],
    ]


def test_an_old_macintosh_file(tmp_path: Path) -> None:
    data = "Organización,País\rRío,Perú\r".encode("mac_roman")
    assert rows_of(tmp_path, data)[1] == ["Río", "Perú"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, newline: str) -> None:
    lines = [delimiter.join(cells) for cells in (["Organization", "Sector"], ["A", "Water"], ["B", '"x, y; z"'])]
    assert rows_of(tmp_path, newline.join(lines).encode()) == [
        ["Organization", "Sector"],
        ["A", "Water"],
        ["B", "x, y; z"],
    ]


def test_blank_lines_and_lines_inside_cells_keep_the_numbers_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "who.csv"
    path.write_text('Organization,Sector,Region\n\nA,"Wa\nter",North\n\nB,Health,South\n')
    tables = loaders.read(path)
    lines = tables.organizations.set_index("name")["source"]
    assert lines.to_dict() == {"A": "who.csv##3", "B": "who.csv##5"}


def test_errors_of_a_spreadsheet_are_blanks(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"a,b\n#N/A,#VALUE!\n#org,#REF!\n")[1:] == [["", ""], ["#org", ""]]


def book(path: Path, **sheets: list[list[object]]) -> openpyxl.Workbook:
    held = openpyxl.Workbook()
    held.remove(held.active)
    for name, rows in sheets.items():
        sheet = held.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held.save(path)
    return held


WHO: list[list[object]] = [["Organization", "Sector", "Region"], ["A", "Water", "North"]]
PLACES: list[list[object]] = [["Organization", "Admin3 name"], ["Hidden people", "X"]]


def test_a_hidden_sheet_is_used_only_where_no_visible_one_has_organizations(tmp_path: Path) -> None:
    path = tmp_path / "who.xlsx"
    held = book(path, secret=PLACES, notes=[["Read me"]], data=WHO)
    held["secret"].sheet_state = "hidden"
    held.save(path)
    loaded = loaders.load(path)
    assert loaded.tables.organizations["name"].tolist() == ["A"]
    assert set(loaded.report.notes.query("reason == 'unused_sheet'")["sheet"]) == {"secret"}
    held["data"].sheet_state = "hidden"
    held.save(path)
    assert set(loaders.read(path).organizations["name"]) == {"A", "Hidden people"}


def test_every_visible_sheet_with_organizations_is_used(tmp_path: Path) -> None:
    path = tmp_path / "who.xlsx"
    book(path, one=WHO, two=[["Title of the sheet"], [], ["Organization", "Sector"], ["B", "Health"]])
    loaded = loaders.load(path)
    assert loaded.tables.organizations["source"].tolist() == ["who.xlsx#one#2", "who.xlsx#two#4"]
    assert loaded.report.sheets["sheet"].tolist() == ["one", "two"]


def test_numbers_and_days_of_a_workbook(tmp_path: Path) -> None:
    from datetime import date, datetime

    path = tmp_path / "who.xlsx"
    book(
        path,
        data=[
            ["Organization", "Sector", "Region", "Date", "People reached"],
            ["A", "Water", "North", datetime(2022, 3, 4), 120],  # noqa: DTZ001  (a spreadsheet's day has no zone)
            ["B", "Water", "North", 44593, 1.5],
        ],
    )
    presences = loaders.read(path).presences
    assert presences["since"].dt.date.tolist() == [date(2022, 3, 4), date(2022, 2, 1)]
    assert presences["people_reached"].tolist() == [120, 1.5]


def test_a_delimiter_inside_most_cells_is_not_the_delimiter() -> None:
    text = "Organization,Note\n" + "A,x;y;z\n" * 20
    assert delimited_rows(text, "x.csv")[1] == ["A", "x;y;z"]


def test_every_byte_decodes() -> None:
    assert len(decoded(bytes(range(128, 256)))) == 128
