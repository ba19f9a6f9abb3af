"""`map`: a proposal that is printed, changed, previewed and kept."""

import io
from pathlib import Path

import pandas as pd
import pytest

import loaders
from loaders.formats.mapped import propose
from loaders.reading.opened import Opened
from tests.cli.conftest import Run

MINUTES = """\
Day,Topic of the day,Circle,Crowd
12/03/2024,Water,"Hill Aid; River Club; Lake Society",120
13/04/2024,Roads,"Hill Aid; River Club",12
"""


@pytest.fixture
def minutes(run: Run) -> Path:
    del run  # it is where the file belongs
    Path("minutes.csv").write_text(MINUTES, encoding="utf-8")
    return Path("minutes.csv")


def frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


def test_map_prints_the_proposal_and_writes_nothing(run: Run, minutes: Path) -> None:
    found = run("map", minutes, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    assert found.stdout == propose(Opened(minutes)).frame().to_csv(index=False)
    assert list(frame(found.stdout)) == ["column", "role", "confidence", "why", "examples"]
    assert "One row of minutes.csv is read as: events." in found.stderr
    assert list(Path().iterdir()) == [minutes]


def test_map_sets_previews_and_keeps(run: Run, minutes: Path) -> None:
    refused = run("check", minutes)
    assert refused.exit_code == 2
    assert "'partners map minutes.csv' proposes it" in refused.stderr
    asked = ("--set", "Crowd=attendance", "--set", "Topic of the day = title", "--kind", "training")
    seen = run("map", minutes, *asked, "--preview", "--format", "csv")
    assert seen.exit_code == 0, seen.stderr
    assert "Rows: 2 read = 2 kept + 0 merged + 0 rejected." in seen.stderr
    assert frame(seen.stdout)[["table", "rows"]].to_numpy().tolist() == [
        ["organizations", 3], ["interactions", 2], ["participations", 5],
    ]  # fmt: skip
    kept = run("map", minutes, *asked, "--write")
    assert "Wrote minutes.csv.mapping.toml: next, 'partners check minutes.csv'." in kept.stderr
    assert run("check", minutes).exit_code == 0
    held = loaders.read(minutes).interactions
    assert held["attendance"].tolist() == [120, 12]
    assert held["title"].tolist() == ["Water", "Roads"]
    assert set(held["kind"]) == {"training"}
    again = run("map", minutes)
    assert "The mapping is that of minutes.csv.mapping.toml; --anew proposes again." in again.stderr
    assert "The mapping is" not in run("map", minutes, "--anew").stderr


def test_a_mapping_is_named_for_any_command(run: Run, minutes: Path) -> None:
    run("map", minutes, "--write")
    Path("minutes.csv.mapping.toml").rename("ours.toml")
    assert run("check", minutes).exit_code == 2
    assert run("check", minutes, "--mapping", "ours.toml").exit_code == 0
    assert run("centrality", minutes, "--mapping", "ours.toml", "--measure", "degree").exit_code == 0
    loaded = run("load", minutes, "--mapping", "ours.toml", "--into", "work")
    assert loaded.exit_code == 0, loaded.stderr
    assert loaders.read("work") == loaders.read(minutes, mapping="ours.toml")


def test_the_roles_are_listed(run: Run, minutes: Path) -> None:
    found = run("map", minutes, "--roles")
    assert found.exit_code == 0
    assert "people_reached" in found.stdout


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--set", "Crowd"), "write COLUMN=ROLE"),
        (("--set", "Crowds=attendance"), "column: found 'Crowds', which is none of the 4 known. Nearest: 'Crowd'."),
        (("--set", "Crowd=attendence"), "Nearest: 'attendance'"),
        (("--shape", "event"), "what one row is: found 'event'"),
        (("--kind", "picnic"), "kind of interaction: found 'picnic'"),
    ],
)
def test_what_map_does_not_know(run: Run, minutes: Path, asked: tuple[str, ...], told: str) -> None:
    found = run("map", minutes, *asked)
    assert (found.exit_code, found.stdout) == (2, "")
    assert told in found.stderr


def test_a_file_that_is_missing(run: Run) -> None:
    assert "Error: nowhere.csv: no such file" in run("map", "nowhere.csv").stderr
