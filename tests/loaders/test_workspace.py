"""A workspace: tables and their account, added to file by file, never half written."""

from pathlib import Path

import pandas as pd
import pytest

import loaders
from graph.errors import UnreadableSource
from graph.report import LoadReport
from loaders import workspace

ONE = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\n,,Water,South\n"
TWO = "Organization,Sector,Region\nHill Aid,Health,North\nLake Club,Water,South\nhill aid,Health,North\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(ONE)
    two.write_text(TWO)
    return one, two


def same_report(one: LoadReport, two: LoadReport) -> bool:
    return all(
        getattr(one, name).astype("str").equals(getattr(two, name).astype("str"))
        for name in ("sheets", "rejects", "merges", "notes")
    )


def test_tables_and_account_come_back(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaded = loaders.load(files[0])
    loaders.add_to_workspace(loaded, tmp_path / "deep" / "work")
    back = loaders.load(tmp_path / "deep" / "work")
    assert back.tables == loaded.tables
    assert same_report(back.report, loaded.report)
    assert back.report.sheets["read"].dtype == "int64"


def test_files_add_up(tmp_path: Path, files: tuple[Path, Path]) -> None:
    for file in files:
        held = loaders.add_to_workspace(loaders.load(file), tmp_path / "work")
    together = loaders.load(*files)
    assert held.tables.counts() == together.tables.counts()
    assert loaders.read(tmp_path / "work") == held.tables
    assert held.report.sheets["file"].tolist() == ["one.csv", "two.csv"]


def test_the_same_file_twice_changes_nothing(tmp_path: Path, files: tuple[Path, Path]) -> None:
    for file in (*files, files[0], files[1]):
        loaders.add_to_workspace(loaders.load(file), tmp_path / "work")
        if file == files[1]:
            first = {p.name: p.read_bytes() for p in (tmp_path / "work").glob("*.csv")}
    assert {p.name: p.read_bytes() for p in (tmp_path / "work").glob("*.csv")} == first
    report = loaders.load(tmp_path / "work").report
    assert sorted(report.sheets["file"]) == ["one.csv", "two.csv"]
    assert len(report.rejects) == 1


@pytest.mark.parametrize("step", ["write_tables", "_write_report", "_swap"])
def test_a_crash_leaves_the_last_good_state(
    tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work").tables

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(workspace, step, crash)
        with pytest.raises(KeyboardInterrupt):
            loaders.add_to_workspace(loaders.load(files[1]), tmp_path / "work")
    assert loaders.read(tmp_path / "work") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.csv", "two.csv", "work"]


def test_a_crash_between_the_two_steps_of_the_swap_is_mended(tmp_path: Path, files: tuple[Path, Path]) -> None:
    before = loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work").tables
    (tmp_path / "work").rename(tmp_path / ".work-last-good")
    assert loaders.read_folder(tmp_path / "work").tables == before
    assert not (tmp_path / ".work-last-good").exists()


def test_what_is_not_ours_stays(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work")
    (tmp_path / "work" / "minutes").mkdir()
    (tmp_path / "work" / "minutes" / "may.txt").write_text("We met.")
    loaders.add_to_workspace(loaders.load(files[1]), tmp_path / "work")
    assert (tmp_path / "work" / "minutes" / "may.txt").read_text() == "We met."


def test_somebody_elses_folder_is_not_made_ours(tmp_path: Path, files: tuple[Path, Path]) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "diary.txt").write_text("Dear diary")
    with pytest.raises(UnreadableSource, match=r"it holds diary\.txt"):
        loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "home")
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["diary.txt"]


def test_a_file_in_the_place_of_the_folder(files: tuple[Path, Path]) -> None:
    with pytest.raises(UnreadableSource, match="a file stands there"):
        loaders.add_to_workspace(loaders.load(files[0]), files[1])


def test_a_value_edited_in_the_workspace_outlives_the_next_load(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work")
    table = tmp_path / "work" / "organizations.csv"
    edited = table.read_text().replace("Hill Aid,,", "Hill Aid Association,ngo,us")
    assert "Hill Aid Association" in edited
    table.write_text(edited)
    held = loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work").tables.organizations
    assert "Hill Aid Association" in set(held["name"])


def test_rows_rejected_in_the_workspace_itself_are_told(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.add_to_workspace(loaders.load(files[0]), tmp_path / "work")
    with (tmp_path / "work" / "supports.csv").open("a") as table:
        table.write("org-unknown,cause-unknown,,,\n")
    report = loaders.load(tmp_path / "work").report
    assert report.sheets["file"].tolist() == ["one.csv", "supports.csv"]
    assert set(report.rejects["reason"]) == {"no_organization", "unknown_id"}
    assert isinstance(report.rejects, pd.DataFrame)
