"""One rule for values at every door: blank days, names of pages, trees without end, files without end."""

import json
import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import loaders
from graph.errors import UnreadableSource
from graph.schema import DEEPEST, LONGEST_NAME
from graph.tables import Tables
from loaders.export import export
from loaders.formats.mapped.kept import read_mapping
from tests.loaders.made_files import workbook_of


def written(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("day", ["1900-01-01", "1970-01-01", "1970-01-01 00:00:00"])
def test_a_day_that_stands_for_a_blank_is_blank_in_our_own_folder_too_and_noted(tmp_path: Path, day: str) -> None:
    rows = f"interaction_id,kind,date,date_end\ni,meeting,{day},2024-01-02\nj,meeting,2024-01-01,\n"
    loaded = loaders.load(written(tmp_path, interactions=rows))
    assert loaded.tables.interactions["date"].isna().tolist() == [True, False]
    notes = loaded.report.notes[["line", "column", "found", "reason"]].to_numpy().tolist()
    assert notes == [[2, "date", day, "empty_date"]]


@pytest.mark.parametrize("form", ["folder", "kumu", "gexf", "graphml"])
def test_the_year_1970_survives_every_way_out_and_in(tmp_path: Path, form: str) -> None:
    tables = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana", "Ben"]}),
            "declared_ties": pd.DataFrame({"from_id": ["a"], "to_id": ["b"], "date": [pd.Timestamp(1970, 1, 1)]}),
        }
    )
    out = tmp_path / ("out" if form == "folder" else f"out.{'json' if form == 'kumu' else form}")
    export(tables, out, form)
    again = loaders.load(out, resolved=False).tables.declared_ties
    assert again["date"].dt.date.tolist() == [date(1970, 1, 1)]


def test_a_text_of_pages_is_no_name(tmp_path: Path) -> None:
    page = "lorem ipsum " * 100_000
    rows = (
        "Donor,Implementing partner,Sector,Region,People reached\n"
        f"River Fund,{page},Water,North,1e400\nRiver Fund,Well Diggers,{page},North,99999999999\n"
    )
    file = tmp_path / "who.csv"
    file.write_text(rows, encoding="utf-8")
    loaded = loaders.load(file)
    assert set(loaded.tables.organizations["name"]) == {"River Fund", "Well Diggers"}
    assert loaded.tables.organizations["name"].str.len().max() <= LONGEST_NAME
    assert loaded.report.notes["reason"].value_counts()["too_long"] == 2
    assert "number_too_large" in set(loaded.report.notes["reason"])
    counts = loaded.report.sheets.iloc[0]
    assert counts["read"] == counts["kept"] + counts["merged"] + counts["rejected"] == 2
    own = written(tmp_path, organizations=f"organization_id,name\na,{page}\nb,Ben\n") / "organizations.csv"
    report = loaders.load(own).report
    assert report.rejects[["line", "column", "reason"]].to_numpy().tolist() == [[2, "name", "too_long"]]
    assert report.rejects["found"].str.len().max() == 200


def test_a_tree_deeper_than_fifty_is_refused_below(tmp_path: Path) -> None:
    rows = ["community_id,name,parent_id", "p1,P1,", *(f"p{i},P{i},p{i - 1}" for i in range(2, 901))]
    loaded = loaders.load(written(tmp_path, communities="\n".join(rows) + "\n"))
    assert len(loaded.tables.communities) == DEEPEST
    assert loaded.report.rejects["reason"].tolist() == ["too_deep"] * (900 - DEEPEST)
    round_about = "community_id,name,parent_id\na,A,b\nb,B,a\nc,C,b\nd,D,\n"
    loaded = loaders.load(written(tmp_path, communities=round_about))
    assert loaded.report.rejects["reason"].tolist() == ["circular_parent"] * 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(UnreadableSource, match="a pipe or a device"):
            loaders.load(path)
    with pytest.raises(UnreadableSource, match="a folder, a pipe or a device"):
        read_mapping(tmp_path / "pipe.csv")


def test_a_number_that_is_no_date_ends_nothing(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(
        "Partner,Implementing partner,Sector,Start date\nA,B,Water,33.3333333333\nA,B,Water,44562.3333333333\n"
    )
    loaded = loaders.load(file)
    assert loaded.tables.interactions["date"].dropna().dt.date.tolist() == [date(2022, 1, 1)]
    assert "not_a_date" in set(loaded.report.notes["reason"])


PAGE = "Lorem ipsum dolor " * 12
MAPPING = """version = 1
shape = "organizations"
[columns]
Club = "organization"
With = "partner"
Donor = "donor"
Focus = "cause"
Town = "region"
Group = "people"
"""


@pytest.mark.parametrize("column", ["Club", "With", "Donor", "Focus", "Town", "Group"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_name_that_is_too_long_in_a_list_is_noted_and_the_others_stay(
    tmp_path: Path, column: str, alone: bool
) -> None:
    cells = {
        "Club": "Hill Aid",
        "With": "River Club",
        "Donor": "Fund",
        "Focus": "Water",
        "Town": "Upton",
        "Group": "youth",
    }
    plain = loaders.load(mapped(tmp_path / "plain", cells))
    whole = alone or column == "Club"
    loaded = loaders.load(mapped(tmp_path / "long", cells | {column: PAGE if whole else f"{cells[column]};{PAGE}"}))
    notes = loaded.report.notes[["line", "column", "found", "reason"]].to_numpy().tolist()
    assert notes == [[2, column, PAGE.strip()[:LONGEST_NAME], "too_long"]]
    assert loaded.report.sheets[["read", "kept", "rejected"]].to_numpy().tolist() == [[1, 1, 0]]
    assert loaded.report.rejects.empty
    if not whole:
        assert {n: len(f) for n, f in loaded.tables.frames().items()} == plain.tables.counts()


def mapped(folder: Path, cells: dict[str, str]) -> Path:
    folder.mkdir()
    (folder / "some.csv.mapping.toml").write_text(MAPPING)
    file = folder / "some.csv"
    file.write_text(",".join(cells) + "\n" + ",".join(f'"{text}"' for text in cells.values()) + "\n")
    return file


def test_a_word_for_nobody_in_a_list_of_partners_is_noted(tmp_path: Path) -> None:
    cells = {"Club": "Hill Aid", "With": "River Club; TBD", "Donor": "", "Focus": "", "Town": "", "Group": ""}
    loaded = loaders.load(mapped(tmp_path / "x", cells))
    assert loaded.report.notes[["column", "found", "reason"]].to_numpy().tolist() == [["With", "TBD", "placeholder"]]


@pytest.mark.parametrize("names", ["merged", "written"])
def test_a_list_longer_than_a_name_keeps_its_names(tmp_path: Path, names: str) -> None:
    donors, partners = (";".join(f"{what} {i}" for i in range(40)) for what in ("Donor", "Partner"))
    file = tmp_path / "who.csv"
    rows = f"{donors};{PAGE},Diggers,Water,North\nFund,{partners};{PAGE},Water,North\n"
    file.write_text(f"Donor,Implementing partner,Sector,Region\n{rows}")
    loaded = loaders.load(file, names=names)
    organizations = set(loaded.tables.organizations["name"])
    assert {f"Donor {i}" for i in range(40)} <= organizations
    assert ({f"Partner {i}" for i in range(40)} <= organizations) is (names == "merged")
    notes = loaded.report.notes.query("reason == 'too_long'")
    assert notes["column"].tolist() == ["Donor", "Implementing partner"]
    counts = loaded.report.sheets.iloc[0]
    assert counts["read"] == counts["kept"] + counts["merged"] + counts["rejected"] == 2


def test_a_sheet_of_places_notes_a_name_that_is_too_long(tmp_path: Path) -> None:
    places = [f"Place {i}" for i in range(12)]
    rows = [["Donor", "Implementing partner", "Sector", "Region"], *(["A", "B", "Water", p] for p in places)]
    (tmp_path / "who.xlsx").write_bytes(
        workbook_of({"Data": rows, "Places": [["Region"], *([p] for p in [*places, "Place 99", PAGE])]})
    )
    report = loaders.load(tmp_path / "who.xlsx").report
    assert report.notes.query("reason == 'too_long'")[["sheet", "line"]].to_numpy().tolist() == [["Places", 15]]
    assert report.sheets["read"].tolist() == [12, 13]


def test_a_name_that_is_too_long_in_a_grant_is_noted_by_its_beginning(tmp_path: Path) -> None:
    grant = {
        "id": "g", "title": "t", "fundingOrganization": [{"id": "GB-1", "name": "Fund"}], "awardDate": "2024-01-02",
        "recipientOrganization": [{"name": PAGE}], "currency": "GBP", "amountAwarded": 1,
    }  # fmt: skip
    (tmp_path / "grants.json").write_text(json.dumps({"grants": [grant]}))
    notes = loaders.load(tmp_path / "grants.json").report.notes.query("reason == 'too_long'")
    assert notes["found"].str.len().tolist() == [LONGEST_NAME]
