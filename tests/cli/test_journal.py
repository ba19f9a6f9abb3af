"""`journal` and `forget`: what was decided is listed and undone; what is forgotten is told before and after."""

import io
from pathlib import Path

import pandas as pd
import pytest

import loaders
from cli.remembered import Remembered
from dashboard.explorer.renames import Rename
from loaders.journal import user_name
from tests.cli.conftest import Run


@pytest.fixture
def work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PARTNERS_USER", raising=False)
    text = "Donor,Organization,Sector\nTearfund,Hill Aid,Water\nTear Fund,Lake Club,Water\n"
    Path("who.csv").write_text(text, encoding="utf-8")
    assert run("load", "who.csv", "--into", "work").exit_code == 0
    return Path("work")


def listed(run: Run, *arguments: object) -> pd.DataFrame:
    found = run("journal", *arguments, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    return pd.read_csv(io.StringIO(found.stdout), keep_default_na=False)


def test_what_was_decided_is_listed_and_undone(run: Run, work: Path) -> None:
    assert listed(run, work).empty
    assert "'Ana López' from now on" in run("journal", work, "--me", "Ana López").stderr
    assert user_name() == "Ana López"
    Remembered((str(work),)).keep([Rename("Rivers", frozenset("ab"))])
    assert run("names", work, "--reject", "Tearfund=Tear Fund").exit_code == 0
    frame = listed(run, work)
    assert frame["kind"].tolist() == ["coalition name", "decision on names"]
    assert set(frame["who"]) == {"Ana López"}
    names = set(loaders.read(work).organizations["name"])
    assert {"Tearfund", "Tear Fund"} <= names
    after = listed(run, work, "--undo", frame["entry"].iloc[1])
    assert after["undoes"].tolist() == ["", "", frame["entry"].iloc[1]]
    assert len(loaders.read(work).organizations) == len(names) - 1
    refused = run("journal", work, "--undo", frame["entry"].iloc[1])
    assert refused.exit_code == 2
    assert "cannot be undone, for Ana López changed the same decision on names" in refused.stderr
    assert run("journal", work, "--undo", "nothing").exit_code == 2


def test_loading_going_back_and_tidying_leave_the_journal_alone(run: Run, work: Path) -> None:
    Remembered((str(work),)).keep([Rename("Rivers", frozenset("ab"))])
    before = {path.name: path.read_bytes() for path in (work / "journal").iterdir()}
    Path("who.csv").write_text("Organization,Sector\nHill Aid,Land\n", encoding="utf-8")
    for arguments in (("load", "who.csv", "--into", work), ("rollback", work), ("unload", work, "who.csv")):
        assert run(*arguments).exit_code == 0
    assert run("tidy", work, "--yes").exit_code == 0
    assert {path.name: path.read_bytes() for path in (work / "journal").iterdir()} == before


def test_a_mapping_comes_back(run: Run, work: Path) -> None:
    Path("visits.csv").write_text("Club,Focus\nHill Aid,Water\n", encoding="utf-8")
    assert run("map", "visits.csv", "--set", "Focus=note", "--write").exit_code == 0
    file = Path("visits.csv.mapping.toml")
    first = file.read_text(encoding="utf-8")
    assert run("map", "visits.csv", "--set", "Focus=cause", "--write").exit_code == 0
    assert file.read_text(encoding="utf-8") != first
    frame = listed(run, "visits.csv")
    listed(run, "visits.csv", "--undo", frame["entry"].iloc[-1])
    assert file.read_text(encoding="utf-8") == first
    assert work.is_dir()


def test_forget(run: Run, work: Path) -> None:
    found = run("forget", "hill aid", "--in", work, "--format", "csv")
    assert found.exit_code == 0
    assert "--in work --yes" in found.stderr
    assert "Cannot be reached: the files that were loaded" in found.stderr
    assert "Hill Aid" in set(loaders.read(work).organizations["name"])
    assert run("forget", "hill aid", "--in", work, "--yes").stderr.splitlines()[-1].startswith("Removed: ")
    assert "Hill Aid" not in set(loaders.read(work).organizations["name"])
    assert run("forget", "hill aid", "--in", work).stderr.endswith("work holds nothing of 'hill aid'.\n")
    assert run("forget", " ", "--in", work).exit_code == 2
    assert run("forget", "Hill Aid", "--in", "nowhere").exit_code == 2
