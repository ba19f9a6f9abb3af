"""`loads`, `rollback` and `unload`: what a workspace was, and how it becomes that again."""

import io
from pathlib import Path

import pandas as pd
import pytest

import loaders
from loaders.workspace.lock import only_writer
from tests.cli.conftest import Run


@pytest.fixture
def work(run: Run) -> Path:
    for name in ("one", "two"):
        Path(f"{name}.csv").write_text(f"Organization,Sector\nClub {name},Water\n", encoding="utf-8")
        assert run("load", f"{name}.csv", "--into", "work").exit_code == 0
    return Path("work")


def test_loads_prints_the_frame(run: Run, work: Path) -> None:
    found = run("loads", work, "--format", "csv")
    assert found.exit_code == 0
    assert found.stdout == loaders.loads(work).to_csv(index=False)
    assert "two.csv" in run("loads", work).stdout


def test_rollback(run: Run, work: Path) -> None:
    found = run("rollback", work, "--format", "csv")
    assert found.exit_code == 0
    assert found.stderr == "work holds what it held after load 1.\n"
    history = pd.read_csv(io.StringIO(found.stdout))
    assert history["what"].tolist() == ["load", "load", "rollback to 1"]
    assert history["current"].tolist() == [True, False, True]
    assert loaders.read(work) == loaders.read("one.csv")
    assert run("rollback", work, "--to", 2).exit_code == 0
    assert loaders.read(work) == loaders.read("one.csv", "two.csv")
    assert run("rollback", work, "--to", 0).stderr == "work is empty, as before its first load.\n"
    assert run("clusters", work).exit_code == 2


def test_unload(run: Run, work: Path) -> None:
    found = run("unload", work, "one.csv")
    assert (found.exit_code, found.stderr) == (0, "work no longer holds one.csv.\n")
    assert loaders.read(work) == loaders.read("two.csv")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("rollback", "work", "--to", 9), "Error: load: found '9', which is none of the 3 known."),
        (("unload", "work", "on.csv"), "Nearest: 'one.csv'"),
        (("loads", "nowhere"), "Error: nowhere: no such folder."),
        (("rollback", "."), "Error: .: no workspace: it has no workspace.json."),
    ],
)
@pytest.mark.usefixtures("work")
def test_what_is_not_there_is_told(run: Run, asked: tuple[object, ...], told: str) -> None:
    found = run(*asked)
    assert (found.exit_code, found.stdout) == (2, "")
    assert told in found.stderr


def test_a_workspace_that_another_changes_is_trouble_outside(run: Run, work: Path) -> None:
    with only_writer(work):
        found = run("unload", work, "one.csv")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "another load is changing this workspace" in found.stderr
