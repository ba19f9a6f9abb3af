"""Twenty small reader traps: each is read as it should be, or refused in one clear sentence."""

from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from loaders.formats.who_does_what.columns import find_columns
from loaders.reading.opened import Opened

pytestmark = pytest.mark.real_data

FOLDER = "hxl-edge-cases"
MOST = ("ACNUR", "OMS", "UNICEF")
# file: organizations, causes, rows read, whether a date was found
READ: dict[str, tuple[tuple[str, ...], int, int, bool]] = {
    "input-fuzzy.csv": (MOST, 3, 4, False),
    "input-merged.xlsx": (MOST, 3, 4, True),
    "input-multiple-headers.csv": (("Org X", "Org Y"), 0, 2, False),
    "input-quality.xls": (MOST, 3, 8, True),
    "input-quality.xlsx": (MOST, 3, 8, True),
    "input-untagged.csv": (MOST, 3, 4, True),
    "input-untagged.json": (MOST, 3, 4, True),
    "input-valid-csv.zip": (MOST, 3, 4, True),
    "input-valid-latin1.csv": (MOST, 3, 4, True),
    "input-valid-nested.json": (MOST, 3, 4, True),
    "input-valid-objects.json": (MOST, 3, 4, True),
    "input-valid.csv": (MOST, 3, 4, True),
    "input-valid.json": (MOST, 3, 4, True),
    "input-valid.xls": (MOST, 3, 4, True),
    "input-valid.xlsx": (MOST, 3, 4, True),
    "input-zip-invalid.zip": (MOST, 3, 4, True),
}
REFUSED = {
    "input-broken.xlsx": "no column of organizations. Found the columns 'ISO3', 'Name'",
    "input-invalid.csv": "line 3: found 'sector+es, subsector+es, org+es",
    "input-multiline.csv": "no column of organizations. Found the columns '#description'",
    "wide-tagging-test.csv": "no column of organizations. Found the columns 'cod_wardsr'",
}


def test_every_file_has_its_expectation(real_data: Path) -> None:
    held = {path.name for path in (real_data / FOLDER).iterdir()}
    assert held == set(READ) | set(REFUSED)
    assert len(held) == 20


@pytest.mark.parametrize("file", READ)
def test_a_valid_file_is_read(real_data: Path, file: str) -> None:
    organizations, causes, rows, dated = READ[file]
    loaded = loaders.load(real_data / FOLDER / file)
    sheets = loaded.report.sheets
    assert sorted(loaded.tables.organizations["name"]) == list(organizations)
    assert len(loaded.tables.causes) == causes
    assert sheets["read"].sum() == rows
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
    assert loaded.tables.presences["since"].notna().any() == dated
    assert set(loaded.tables.presences["organization_id"]) == set(loaded.tables.organizations["organization_id"])


@pytest.mark.parametrize("file", REFUSED)
def test_another_file_is_refused_in_one_sentence(real_data: Path, file: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        loaders.load(real_data / FOLDER / file)
    message = str(refused.value)
    assert REFUSED[file] in message
    assert message.startswith(file)
    assert "\n" not in message


@pytest.mark.parametrize("file", ["input-valid.csv", "input-valid-latin1.csv", "input-valid.json", "input-valid.xls"])
def test_accents_survive_each_encoding(real_data: Path, file: str) -> None:
    tables = loaders.read(real_data / FOLDER / file)
    assert set(tables.causes["name"]) == {"WASH", "Salud", "Educación"}
    assert "Panamá" in set(tables.communities["name"])


def test_cells_merged_downwards_hold_for_each_line(real_data: Path) -> None:
    tables = loaders.read(real_data / FOLDER / "input-merged.xlsx")
    unicef = tables.organizations.set_index("name").loc["UNICEF", "organization_id"]
    there = tables.presences[tables.presences["organization_id"] == unicef]["community_id"]
    names = tables.communities.set_index("community_id")["name"]
    assert set(there.map(names)) == {"Cauca", "Chocó"}
    parent = tables.communities.set_index("name")["parent_id"].map(names)
    assert parent["Chocó"] == "Colombia"


def test_a_sheet_that_repeats_another_adds_nothing(real_data: Path) -> None:
    report = loaders.load(real_data / FOLDER / "input-quality.xlsx").report
    assert report.sheets[["kept", "merged"]].to_numpy().tolist() == [[4, 0], [0, 4]]


@pytest.mark.parametrize("file", ["input-valid.csv", "input-merged.xlsx", "input-valid.xls", "input-valid-nested.json"])
def test_tag_rows_agree_with_libhxl(real_data: Path, file: str) -> None:
    import hxl

    sheet = Opened(real_data / FOLDER / file).sheets[0]
    columns = find_columns(sheet)
    theirs = hxl.data(sheet.rows)
    tags = [column.display_tag for column in theirs.columns]
    pattern = {"implementer": "#org", "cause": "#sector", "adm0": "#country", "adm1": "#adm1", "reported": "#date"}
    for role, stem in pattern.items():
        assert tags[columns.roles[role]].split("+")[0] == stem
    read = [[row.get("#org", default="")] for row in theirs]
    assert read == [[row[columns.roles["implementer"]]] for row in sheet.rows[columns.first_row :]]
