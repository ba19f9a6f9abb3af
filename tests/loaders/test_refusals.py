"""What cannot be read is refused in one sentence: what was found, what is allowed, what to do next."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import PartnerNetworkError, UnknownName, UnreadableSource
from loaders.reading import limits
from loaders.reading.opened import Opened
from tests.examples import examples
from tests.loaders.made_files import workbook


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("_csv", ".csv").replace("__", "/"), data)
    return held.getvalue()


FILES = {
    "empty.csv": (b"", "the file is empty"),
    "blank.csv": (b" \n\r\n ", "the file is empty"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a table: it begins with the bytes 89 50 4e 47"),
    "half.xlsx": (workbook([["Organization", "Sector"], ["A", "Water"]])[:900], "content is broken"),
    "shell.xlsx": (zipped(xl__workbook=b"nothing"), "cannot be read"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read"),
    "two.zip": (zipped(a_csv=b"Organization,Sector\nA,B\n", b_csv=b"x"), "a zip with 2 tables"),
    "hollow.zip": (zipped(a_csv=b""), "is empty"),
    "broken.json": (b'{"rows": [', "not JSON"),
    "deep.json": (b"[" * 100_000, "not JSON"),
    "words.json": (b'{"name": "nobody"}', "JSON without a table"),
    "counts.csv": (b"Region,Sector,People in need\nNorth,Water,900\n", "no column of organizations"),
    "counts.xlsx": (
        workbook([["Region", "Sector", "Partners count"], ["North", "Water", 4]]),
        "no column of organizations",
    ),
    "headers.csv": (b"Organization,Sector,Region\n", "no rows below it"),
    "nothing.xlsx": (workbook([[""]]), "no header was found"),
    "page.html": (b"<html><body>Moved</body></html>", "no column of organizations"),
    "quotes.csv": (b'Organization,Sector\n"A' + b"x" * 10_000_100 + b"\n", "cannot be split into cells"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    data, found = FILES[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource) as refused:
        loaders.load(tmp_path / name)
    message = str(refused.value)
    assert message.startswith(name)
    assert found in message
    assert "Allowed" in message or "Needed" in message
    assert "\n" not in message


@pytest.mark.parametrize("cell", ['[{"org_name": %s}]', "%s"])
@pytest.mark.parametrize(("opening", "closing"), ["[]", ('{"a":', "}")])
def test_json_nested_to_the_limit(tmp_path: Path, cell: str, opening: str, closing: str) -> None:
    # Somewhere here JSON can still be parsed, but not written again a few calls deeper.
    path = tmp_path / "deep.json"
    for depth in range(860, 1000):
        path.write_text(cell % (opening * depth + "1" + closing * depth))
        with suppress(UnreadableSource):
            assert Opened(path).sheets[0].rows


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file or folder"):
        loaders.load(tmp_path / "gone.csv")


def test_a_folder_with_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("sun")
    with pytest.raises(UnreadableSource, match=r"it holds holiday\.txt.*organizations\.csv"):
        loaders.load(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSource, match="it holds nothing"):
        loaders.load(tmp_path / "empty")


def test_a_table_of_ours_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("colour,shape\nred,round\n")
    with pytest.raises(UnreadableSource, match=r"none of its columns is known\. Found 'colour', 'shape'"):
        loaders.load(tmp_path)


def test_nothing_named() -> None:
    with pytest.raises(UnreadableSource, match="Nothing to load"):
        loaders.load()


def test_an_unknown_naming_rule(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="merged"):
        loaders.load(tmp_path, names="merge")


@pytest.mark.parametrize("packed", [True, False])
def test_what_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool) -> None:
    rows = b"Organization,Sector\n" + b"A,Water\n" * 40_000
    data = zipped(a_csv=rows) if packed else workbook([["Organization", "Sector"], *([["A", "Water"]] * 2000)])
    path = tmp_path / ("bomb.zip" if packed else "bomb.xlsx")
    path.write_bytes(data)
    monkeypatch.setattr(limits, "MOST_BYTES" if packed else "MOST_SHEET_BYTES", len(data) + 1)
    with pytest.raises(UnreadableSource, match="once unpacked"):
        loaders.load(path)


@settings(max_examples=examples(60))
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=60).map(lambda tail: b"\xd0\xcf\x11\xe0" + tail),
        st.text('[]{}:,"0a ', max_size=40).map(lambda text: b"[" + text.encode()),
        st.text('Organiz,Sectr\n";#org 1', max_size=80).map(lambda text: b"Organization,Sector\n" + text.encode()),
    )
)
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "file.csv"
    path.write_bytes(data)
    try:
        loaded = loaders.load(path)
    except PartnerNetworkError:
        return
    else:
        sheets = loaded.report.sheets
        assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
