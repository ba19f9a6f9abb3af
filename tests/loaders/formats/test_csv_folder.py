"""A folder of our CSV files with an account beside them: both ways, never half written."""

from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from loaders.workspace import csv_folder

ONE = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\n,,Water,South\n"


@pytest.fixture
def one(tmp_path: Path) -> loaders.Loaded:
    file = tmp_path / "one.csv"
    file.write_text(ONE)
    return loaders.load(file)


def same_report(one: LoadReport, two: LoadReport) -> bool:
    return all(
        getattr(one, name).astype("str").equals(getattr(two, name).astype("str"))
        for name in ("sheets", "rejects", "merges", "notes")
    )


def written(loaded: loaders.Loaded, folder: Path) -> Path:
    return loaders.write_folder(loaded.tables, folder, loaded.report)


def test_tables_and_account_come_back(tmp_path: Path, one: loaders.Loaded) -> None:
    back = loaders.load(written(one, tmp_path / "deep" / "work"))
    assert back.tables == one.tables
    assert same_report(back.report, one.report)
    assert back.report.sheets["read"].dtype == "int64"


@pytest.mark.parametrize("step", ["write_tables", "_write_report", "_swap"])
def test_a_crash_leaves_the_last_good_state(
    tmp_path: Path, one: loaders.Loaded, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    written(one, tmp_path / "work")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(csv_folder, step, crash)
        with pytest.raises(KeyboardInterrupt):
            loaders.write_folder(Tables.of(), tmp_path / "work", LoadReport())
    assert loaders.read(tmp_path / "work") == one.tables
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.csv", "work"]


def test_a_crash_between_the_two_steps_of_the_swap_is_mended(tmp_path: Path, one: loaders.Loaded) -> None:
    written(one, tmp_path / "work").rename(tmp_path / ".work-last-good")
    assert loaders.read_folder(tmp_path / "work").tables == one.tables
    assert not (tmp_path / ".work-last-good").exists()


def test_what_is_not_ours_stays(tmp_path: Path, one: loaders.Loaded) -> None:
    work = written(one, tmp_path / "work")
    (work / "minutes").mkdir()
    (work / "minutes" / "may.txt").write_text("We met.")
    written(one, work)
    assert (work / "minutes" / "may.txt").read_text() == "We met."


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, one: loaders.Loaded) -> None:
    with pytest.raises(UnreadableSource, match="a file stands there"):
        written(one, tmp_path / "one.csv")


def test_a_workspace_is_not_written_over(tmp_path: Path, one: loaders.Loaded) -> None:
    loaders.load_into(tmp_path / "work", tmp_path / "one.csv")
    with pytest.raises(UnreadableSource, match="a workspace stands there"):
        written(one, tmp_path / "work")


def test_rows_rejected_in_the_folder_itself_are_told(tmp_path: Path, one: loaders.Loaded) -> None:
    with (written(one, tmp_path / "work") / "supports.csv").open("a") as table:
        table.write("org-unknown,cause-unknown,,,\n")
    report = loaders.load(tmp_path / "work").report
    assert report.sheets["file"].tolist() == ["one.csv", "supports.csv"]
    assert set(report.rejects["reason"]) == {"no_organization", "unknown_id"}
