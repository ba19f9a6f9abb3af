"""A folder of CSV files in our own form, both ways."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

import loaders
from graph.names import stable_id
from graph.schema import SCHEMA
from graph.tables import Tables
from tests.examples import examples
from tests.loaders.tables_strategy import any_tables

ORGANIZATIONS = "organization_id,name\no1,Hill Aid\no2,River Group\n"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for table, text in files.items():
        (path / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    return path


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=any_tables())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> None:
    loaded = loaders.read_folder(loaders.write_folder(tables, tmp_path_factory.mktemp("both") / "ways"))
    assert loaded.report.rejects.empty
    assert loaded.tables == tables


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=any_tables())
def test_no_written_text_is_a_formula(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> None:
    target = loaders.write_folder(tables, tmp_path_factory.mktemp("no") / "formula")
    for table, schema in SCHEMA.items():
        with (target / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts = [
                    v for n, v in row.items() if n not in schema.columns or schema.columns[n].kind in {"text", "list"}
                ]
                assert not any(text.startswith(RISKY) for text in texts)


def test_every_table_is_written_with_its_declared_columns(tmp_path: Path) -> None:
    target = loaders.write_folder(Tables.of(), tmp_path / "empty")
    for table, schema in SCHEMA.items():
        assert (target / f"{table}.csv").read_text().strip().split(",") == list(schema.names)


def test_good_rows_stay_and_the_others_are_told_with_the_nearest_id(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "work",
        organizations=ORGANIZATIONS + "organization-7,Lake Club\n",
        interactions="interaction_id,date,kind\ni1,2022-01-02,meeting\ni2,someday,meeting\ni3,2022-01-02,party\n",
        participations="interaction_id,organization_id,role\ni1,o1,lead\n\ni1,organization-9,partner\ni2,o2,partner\n",
    )
    loaded = loaders.read_folder(path)
    assert loaded.tables.counts()["organizations"] == 3
    assert loaded.tables.interactions["interaction_id"].tolist() == ["i1"]
    assert loaded.tables.participations["organization_id"].tolist() == ["o1"]
    told = loaded.report.rejects
    assert told[["file", "line", "column", "found", "reason"]].to_numpy().tolist() == [
        ["interactions.csv", 3, "date", "someday", "not_a_date"],
        ["interactions.csv", 4, "kind", "party", "not_allowed"],
        ["participations.csv", 5, "interaction_id", "i2", "unknown_id"],
        ["participations.csv", 4, "organization_id", "organization-9", "unknown_id"],
    ]
    assert "3 known; nearest: organization-7" in told["expected"].iloc[3]
    counts = loaded.report.sheets.set_index("file")[["read", "kept", "merged", "rejected"]]
    assert counts.loc[["interactions.csv", "participations.csv"]].to_numpy().tolist() == [[3, 1, 0, 2]] * 2


def test_repeated_rows_are_merged_and_counted(tmp_path: Path) -> None:
    report = loaders.read_folder(
        folder(tmp_path / "work", organizations=ORGANIZATIONS + "o1,Hill Aid\no1,Another\n")
    ).report
    assert report.sheets[["read", "kept", "merged", "rejected", "organizations"]].to_numpy().tolist() == [
        [4, 2, 1, 1, 2]
    ]
    assert report.rejects["reason"].tolist() == ["contradicts"]


def test_unknown_columns_are_kept_and_noted(tmp_path: Path) -> None:
    path = folder(tmp_path / "work", organizations="organization_id,Name,Favourite colour\no1,Hill Aid,=blue\n")
    loaded = loaders.read_folder(path)
    assert loaded.tables.organizations["x_Favourite colour"].tolist() == ["=blue"]
    assert loaded.tables.organizations["name"].tolist() == ["Hill Aid"]
    note = loaded.report.notes.iloc[0]
    assert (note["column"], note["reason"]) == ("Favourite colour", "unknown_column")
    again = loaders.read_folder(loaders.write_folder(loaded.tables, tmp_path / "again"))
    assert again.tables == loaded.tables


def test_ids_are_made_where_a_table_has_none(tmp_path: Path) -> None:
    files = {
        "organizations": "name,kind\nHill Aid,ngo\nRiver Group,\n",
        "causes": "name\nWater\n",
        "communities": "name,kind\nLowtown,place\n",
        "interactions": "date,kind,title\n2022-01-02,meeting,Water Day\n",
        "presences": "organization_id,community_id,cause_id\n hill aid ,Lowtown,Water\nNobody,Lowtown,Water\n",
    }
    one = loaders.read_folder(folder(tmp_path / "work", **files))
    two = loaders.read_folder(tmp_path / "work")
    assert one.tables == two.tables
    assert set(one.tables.organizations["organization_id"]) == {
        stable_id("org", "Hill Aid"),
        stable_id("org", "River Group"),
    }
    presence = one.tables.presences.iloc[0]
    assert presence["organization_id"] == stable_id("org", "Hill Aid")
    assert presence["cause_id"] == stable_id("cause", "Water")
    assert one.tables.interactions["interaction_id"].str.startswith("act-").all()
    assert one.report.rejects["found"].tolist() == ["Nobody"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_table_saved_by_a_spreadsheet(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "work"
    path.mkdir()
    lines = ["organization_id,name,note", "o1,Río Unido,a|b|c", "o2,Hill Aid,"]
    (path / "organizations.csv").write_bytes("\r\n".join(lines).replace(",", delimiter).encode(encoding))
    assert loaders.read(path).organizations["name"].tolist() == ["Río Unido", "Hill Aid"]


def test_the_source_of_a_row_is_its_line_unless_it_states_one(tmp_path: Path) -> None:
    path = folder(tmp_path / "work", organizations="organization_id,name,source\no1,A,who.xlsx#data#7\no2,B,\n")
    assert loaders.read(path).organizations["source"].tolist() == ["who.xlsx#data#7", "organizations.csv##3"]


def test_single_files_of_ours_are_read_together(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "work",
        organizations=ORGANIZATIONS,
        causes="cause_id,name\nc,Water\n",
        supports="organization_id,cause_id\no1,c\n",
    )
    tables = loaders.read(path / "organizations.csv", path / "causes.csv", path / "supports.csv")
    assert tables == loaders.read(path)
    assert len(tables.supports) == 1


def test_a_folder_and_a_spreadsheet_are_one_data_set(tmp_path: Path) -> None:
    path = folder(tmp_path / "work", organizations="name,status\nHill Aid,us\n")
    (tmp_path / "who.csv").write_text("Organization,Sector,Region\nHILL AID,Water,North\nLake Club,Water,North\n")
    tables = loaders.read(path, tmp_path / "who.csv")
    assert tables.organizations[["name", "status"]].fillna("").to_numpy().tolist() == [
        ["Hill Aid", "us"],
        ["Lake Club", ""],
    ]
    assert len(tables.presences) == 2


def test_numbers_keep_their_last_digit(tmp_path: Path) -> None:
    tables = Tables.of(
        {
            "communities": pd.DataFrame(
                {"community_id": ["a"], "name": ["A"], "latitude": [0.1 + 0.2], "population": [9876543210.123457]}
            )
        }
    )
    assert loaders.read_folder(loaders.write_folder(tables, tmp_path / "work")).tables == tables
