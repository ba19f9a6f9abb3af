"""`doctor` and `tidy`: what is whole, what may go, and nothing removed before it is asked for."""

from pathlib import Path

import pytest

import loaders
from tests.cli.conftest import Run


@pytest.fixture
def work(run: Run) -> Path:
    for name in ("one", "two"):
        Path("who.csv").write_text(f"Organization,Sector\nClub {name},Water\n", encoding="utf-8")
        assert run("load", "who.csv", "--into", "work").exit_code == 0
    return Path("work")


def test_doctor(run: Run, work: Path) -> None:
    found = run("doctor", work, "--format", "csv")
    assert (found.exit_code, found.stderr) == (0, "work is whole.\n")
    assert found.stdout == loaders.doctor(work).to_csv(index=False)
    (work / "parts" / "0002-1" / "presences.parquet").unlink(missing_ok=True)
    (work / "parts" / "0002-1" / "organizations.parquet").unlink()
    found = run("doctor", work)
    assert found.exit_code == 2
    assert found.stderr.startswith("work is not whole: 'partners rollback work --to 1' goes back to the last whole")
    assert run("clusters", work).exit_code == 2
    assert run("doctor", "nowhere").stderr.startswith("Error: nowhere: no workspace.")


def test_tidy(run: Run, work: Path) -> None:
    found = run("tidy", work, "--format", "csv")
    assert found.exit_code == 0
    assert found.stderr.startswith("Nothing was removed yet. 'partners tidy work --yes' removes these 1 items")
    assert (work / "parts" / "0001-1").is_dir()
    assert run("tidy", work, "--yes").stderr.startswith("Removed: 1 items")
    assert not (work / "parts" / "0001-1").exists()
    assert run("tidy", work).stderr == "work holds nothing that it does not need.\n"
    assert "was removed by 'partners tidy'" in run("rollback", work).stderr
