"""Workbooks, Parquet and packed files: the same table whatever it is kept in, and nothing that fills the memory."""

import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import loaders
from graph.errors import UnreadableSource
from loaders.reading.opened import Opened
from loaders.reading.sheet import even_rows, same_lines
from tests.examples import examples
from tests.loaders.made_files import gzipped, ods, parquet, workbook, xlsx_of, zipped

CSV = b"Organization,Sector,Region\nRiver Group,Water,North\nHill Group,Health,South\n"
ROWS = [line.split(",") for line in CSV.decode().splitlines()]


def cells(*texts: str, repeat: int = 1) -> str:
    held = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeat}">{held}</table:table-row>'


def rows_of(tmp_path: Path, data: bytes, name: str = "who") -> list[list[str]]:
    (tmp_path / name).write_bytes(data)
    return Opened(tmp_path / name).sheets[0].rows


JSON = (
    b'[{"Organization": "River Group", "Sector": "Water", "Region": "North"}, '
    b'{"Organization": "Hill Group", "Sector": "Health", "Region": "South"}]'
)
FORMS = {
    "who.csv": CSV,
    "who.json": JSON,
    "who.xlsx": workbook(ROWS),
    "who.ods": ods("".join(cells(*row) for row in ROWS)),
    "who.parquet": parquet({name: [row[i] for row in ROWS[1:]] for i, name in enumerate(ROWS[0])}),
    "who.csv.gz": gzipped(CSV),
    "who-csv.zip": zipped({"folder/who.csv": CSV, "__MACOSX/._who.csv": b"x", "read me.pdf": b"%PDF"}),
    "who-json.zip": zipped({"who.json": JSON}),
    "who-xlsx.zip": zipped({"who.xlsx": workbook(ROWS)}),
    "who-parquet.zip": zipped(
        {"who.parquet": parquet({name: [row[i] for row in ROWS[1:]] for i, name in enumerate(ROWS[0])})}
    ),
    "who-any-name.zip": zipped({"export": CSV}),
}


@pytest.mark.parametrize("name", FORMS)
def test_one_table_in_every_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    assert Opened(tmp_path / name).sheets[0].rows == ROWS
    tables = loaders.read(tmp_path / name)
    assert set(tables.organizations["name"]) == {"River Group", "Hill Group"}
    assert len(tables.presences) == 2


def test_what_is_packed_is_seen_unpacked(tmp_path: Path) -> None:
    for name, data in {"a.zip": zipped({"map.xml": b"<gexf/>"}), "a.xml.gz": gzipped(b"<gexf/>")}.items():
        (tmp_path / name).write_bytes(data)
        assert (Opened(tmp_path / name).data, Opened(tmp_path / name).root) == (b"<gexf/>", "gexf")


def test_values_of_parquet(tmp_path: Path) -> None:
    data = parquet(
        {"when": [date(2022, 3, 4), None], "n": [1.0, float("nan")], "who": [["A", "B"], []], "b": [True, None]}
    )
    assert rows_of(tmp_path, data) == [["when", "n", "who", "b"], ["2022-03-04", "1", "A; B", "True"], [""] * 4]


def test_lines_of_a_workbook_are_those_of_its_rows(tmp_path: Path) -> None:
    same = '<c r="A{n}" t="str"><v>x</v></c><c r="C{n}"><v>4</v></c>'
    rows = "".join(f'<row r="{n}">{same.format(n=n)}</row>' for n in (2, 3, 12))
    found = rows_of(tmp_path, xlsx_of(f'<row r="1" spans="1:3"/>{rows}<row r="40"/>'))
    assert [i + 1 for i, row in enumerate(found) if any(row)] == [2, 3, 12]
    assert found[1] == ["x", "", "4"]
    assert len(same_lines(found)[0]) == 2, "lines that repeat are one list"


def test_a_number_inside_a_row_is_no_number_of_the_row(tmp_path: Path) -> None:
    # The style, the text and the number of the row look alike.
    rows = (
        '<row r="7"><c r="A7" s="7" t="inlineStr"><is><t>seven "7" A7"</t></is></c></row>'
        '<row r="8"><c r="A8" s="8" t="inlineStr"><is><t>seven "8" A8"</t></is></c></row>'
        "<row><c t='str' r='B9'><v>quoted</v></c></row>"
        '<row r="77"><c r="B77"><v>77</v></c></row>'
    )
    found = rows_of(tmp_path, xlsx_of(rows))
    assert [found[i] for i in (6, 7, 8, 76)] == [
        ['seven "7" A7"', ""],
        ['seven "8" A8"', ""],
        ["", "quoted"],
        ["", "77"],
    ]


def test_elements_with_a_prefix(tmp_path: Path) -> None:
    rows = '<x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row>'
    assert rows_of(tmp_path, xlsx_of(rows, prefix="x:")) == [["", ""], ["", "5"]]


def test_merged_cells_do_not_leak_into_lines_that_look_alike(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n % 2}</v></c></row>' for n in range(2, 8))
    rows = '<row r="1"><c r="A1" t="str"><v>top</v></c></row>' + rows
    found = rows_of(tmp_path, xlsx_of(rows, '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'))
    assert [row[0] for row in found] == ["top", "top", "top", "", "", "", ""]


def test_a_value_below_the_first_of_merged_cells_stays(tmp_path: Path) -> None:
    values = {"A1": "top", "B1": "1", "B2": "2", "A3": "own", "B3": "3"}
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{at}" t="str"><v>{value}</v></c>' for at, value in values.items() if at[1] == n)
        + "</row>"
        for n in "123"
    )
    merged_rows = rows_of(tmp_path, xlsx_of(rows, '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'))
    assert merged_rows == [["top", "1"], ["top", "2"], ["own", "3"]]


@settings(max_examples=examples(40))
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(), st.integers(-5, 99), st.floats(-5, 5), st.booleans(), st.text("ab7\"'<&é \n", max_size=6)
            ),
            max_size=4,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_workbook_is_what_its_reader_alone_sees(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    import io

    data = workbook(rows)
    ours = rows_of(tmp_path_factory.mktemp("book"), data)
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    expected = even_rows(theirs, "")
    while expected and not any(expected[-1]):
        expected.pop()
    while ours and not any(ours[-1]):
        ours.pop()
    width = max((i + 1 for row in expected for i, cell in enumerate(row) if cell), default=0)
    assert [row[:width] for row in ours] == [row[:width] for row in expected]
    assert not any(cell for row in ours for cell in row[width:])


def test_two_cells_in_the_far_corners_need_no_room(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    found = rows_of(tmp_path, xlsx_of(rows))
    assert (len(found), len(found[0]), found[-1][-1], len(same_lines(found)[0])) == (1_048_576, 16_384, "2", 3)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1048576" s="11"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="five"><v>1</v></c></row>',
    ],
)
def test_a_place_that_cannot_be(tmp_path: Path, rows: str) -> None:
    (tmp_path / "who.xlsx").write_bytes(xlsx_of(rows))
    with pytest.raises(UnreadableSource, match=r"^who\.xlsx.*cannot be read"):
        Opened(tmp_path / "who.xlsx").sheets  # noqa: B018  (reading is the test)


BOMBS = {
    "repeated.ods": ods(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    ),
    "twice.gz": gzipped(gzipped(CSV)),
    "nested.zip": zipped({"inner.zip": zipped({"a.csv": CSV})}),
    "merged.xlsx": xlsx_of(
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1000)),
        "<mergeCells>" + '<mergeCell ref="A1:A999"/>' * 3000 + "</mergeCells>",
    ),
    "binary.xlsb": zipped({"xl/workbook.bin": b"x"}),
    "short.gz": gzipped(CSV * 100)[:-20],
    "broken.parquet": b"PAR1" + b"\x00" * 40 + b"PAR1",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_fill_the_memory_is_refused_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name])
    with pytest.raises(UnreadableSource) as refused:
        loaders.load(tmp_path / name)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_a_blank_end_of_a_sheet_is_no_bomb(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    rows = "".join(cells(*row) for row in ROWS)
    assert rows_of(tmp_path, ods(rows + blank))[:3] == ROWS


def test_gzip_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.reading import limits

    monkeypatch.setattr(limits, "MOST_BYTES", 10_000)
    packing = zlib.compressobj(wbits=31)
    (tmp_path / "bomb.csv.gz").write_bytes(packing.compress(b"a" * 20_000) + packing.flush())
    with pytest.raises(UnreadableSource, match="once unpacked"):
        loaders.load(tmp_path / "bomb.csv.gz")


def test_names_inside_a_zip_are_no_paths(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "who.zip").write_bytes(zipped({"../../evil.csv": CSV}))
    assert len(loaders.read(tmp_path / "in" / "who.zip").organizations) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "who.zip"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    (tmp_path / "who.csv").write_bytes(CSV + b"River Group,Water,North\n" * 50_000)
    loaders.load(tmp_path / "who.csv", progress=lambda file, rows: told.append((file, rows)))
    assert told == [("who.csv", 20_000), ("who.csv", 40_000)]


def test_many_distinct_rows_go_through_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.reading import workbooks

    rows = [["Organization", "Sector"], *([f"Group {i // 2}", "Water"] for i in range(500))]
    whole = rows_of(tmp_path, workbook(rows))
    monkeypatch.setattr(workbooks, "_BATCH_BYTES", 1000)
    assert rows_of(tmp_path, workbook(rows)) == whole == rows


def test_hidden_rows_and_several_sheets_keep_their_own_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("b", "a", "c"):
        sheet = book.create_sheet(name)
        sheet.append([name])
    book.remove(book["Sheet"])
    book.save(tmp_path / "x.xlsx")
    assert [(s.name, s.rows) for s in Opened(tmp_path / "x.xlsx").sheets] == [(n, [[n]]) for n in "bac"]


def test_a_panic_of_the_library_is_a_refusal_and_an_interrupt_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import python_calamine

    class PanicException(BaseException):
        pass

    raised: type[BaseException] = PanicException

    class Broken:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise raised("index out of range")

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken)
    with pytest.raises(UnreadableSource, match=r"^who: a workbook that cannot be read \(its content is broken\)"):
        rows_of(tmp_path, workbook(ROWS))
    raised = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        rows_of(tmp_path, workbook(ROWS))


@pytest.mark.parametrize("place", ["EITAA1", "ttttR1", "aaaa1", "A1000000"])
def test_a_cell_far_beyond_the_grid_of_a_spreadsheet_is_refused_at_once(tmp_path: Path, place: str) -> None:
    # A workbook of 1 KB took a minute and 8 GB: the library makes a grid up to that cell.
    cells = f'<c r="A1" t="str"><v>Organization</v></c><c r="{place}" t="str"><v>Sector</v></c>'
    (tmp_path / "far.xlsx").write_bytes(xlsx_of(f'<row r="1">{cells}</row>'))
    with pytest.raises(UnreadableSource, match=rf"a cell has the place '{place[:4]}"):
        loaders.load(tmp_path / "far.xlsx")


def test_a_text_that_looks_like_a_place_is_a_text(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Organization</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>see c r="EITAA1" there</v></c></row>'
    )
    assert [row[0] for row in rows_of(tmp_path, xlsx_of(rows))] == ["Organization", 'see c r="EITAA1" there']


def test_a_row_far_wider_than_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_bytes(("a," * 100_001).encode() + b"\n1,2\n")
    with pytest.raises(UnreadableSource, match=r"a row with [\d,]+ columns; at most 100,000 are read"):
        loaders.load(tmp_path / "wide.csv")


_BREAKS = {
    "broken.ods": ("content.xml", b"</table:table>", b"</table:talle>"),
    "broken.xlsx": ("xl/workbook.xml", b"</workbook>", b"</workbood>"),
}


def test_a_workbook_of_broken_xml_is_refused_at_once(tmp_path: Path) -> None:
    # The library that reads ODS goes round in circles where the end of a table has another name.
    whole = {"broken.ods": ods("".join(cells(*row) for row in ROWS)), "broken.xlsx": workbook(ROWS)}
    for name, content in whole.items():
        assert rows_of(tmp_path, content, name)[0] == ROWS[0]
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {one: packed.read(one) for one in packed.namelist()}
        at, before, after = _BREAKS[name]
        assert before in members[at]
        content = zipped(members | {at: members[at].replace(before, after)})  # noqa: PLW2901
        with pytest.raises(UnreadableSource, match=r"a workbook that cannot be read .*mismatched tag"):
            rows_of(tmp_path, content, name)
