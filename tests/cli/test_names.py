"""``partners names``: what it prints, what it keeps, and how it refuses."""

import io
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import Run

FILE = "Donor,Organization,Sector\nTearfund,MDM,Water\nTear Fund,Médecins du Monde,Water\n"
ALIASES = "name,acronym,aliases\nDoctors of the World,MDM,Médecins du Monde\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def rows(text: str) -> list[list[str]]:
    frame = pd.read_csv(io.StringIO(text), keep_default_na=False)
    return frame[["name", "other_name", "reason", "decision"]].to_numpy().tolist()


def test_names_tells_questions_and_merges(run: Run, file: Path) -> None:
    found = run("names", file, "--format", "csv")
    assert found.exit_code == 0
    header = "organization_id,name,other_id,other_name,score,reason,decision"
    assert found.stdout.splitlines()[0] == header
    question = ["MDM", "Médecins du Monde", "acronym_of_name", "open"]
    assert rows(found.stdout) == [question, ["Tear Fund", "Tearfund", "plain_spelling", "merged"]]
    assert rows(run("names", file, "--doubts", "--format", "csv").stdout) == [question]


def test_a_decision_is_kept_and_holds_in_every_command(run: Run, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "d.csv"
    accepted = run(
        "names", file, "--accept", "MDM=Médecins du Monde", "--show", "MDM", "--decisions", kept, "--format", "csv"
    )
    assert rows(accepted.stdout)[0] == ["MDM", "Médecins du Monde", "decided", "same"]
    assert f"Kept in {kept}" in accepted.stderr
    again = run("centrality", file, "--decisions", kept, "--measure", "degree", "--format", "csv")
    assert sorted(pd.read_csv(io.StringIO(again.stdout))["name"]) == ["MDM", "Tear Fund"]
    rejected = run("names", file, "--reject", "Tear Fund=Tearfund", "--decisions", kept, "--format", "csv")
    assert [r[3] for r in rows(rejected.stdout) if r[2] == "plain_spelling"] == ["different"]
    undone = run("names", file, "--undo", "Tearfund=Tear Fund", "--undo", "Médecins du Monde=MDM", "--decisions", kept)
    assert undone.exit_code == 0
    assert kept.read_text().splitlines() == ["found,kept,decision,name"]


def test_a_workspace_keeps_names_as_read_its_decisions_and_its_aliases(run: Run, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text(ALIASES, encoding="utf-8")
    assert run("load", file, "--into", "work", "--aliases", table).exit_code == 0
    assert (Path("work") / "organization-aliases.csv").is_file()
    found = run("names", "work", "--format", "csv")
    assert {row[0] for row in rows(found.stdout)} == {"Doctors of the World", "Tear Fund"}
    assert run("names", "work", "--reject", "Tearfund=Tear Fund").exit_code == 0
    assert len(list((Path("work") / "journal").glob("*.jsonl"))) == 1
    names = pd.read_csv(io.StringIO(run("brokers", "work", "--format", "csv").stdout))["name"]
    assert sorted(names) == ["Doctors of the World", "Tear Fund", "Tearfund"]


def test_show_alone_names_the_one_called_so(run: Run, file: Path) -> None:
    run("load", file, "--into", "work")
    shown = run("names", "work", "--show", "Tearfund", "--format", "csv")
    assert shown.exit_code == 0
    assert ["Tearfund", "Tear Fund", "decided", "same"] in rows(shown.stdout)


def test_decisions_lie_beside_a_file_and_hold_there(run: Run, file: Path) -> None:
    accepted = run("names", file, "--accept", "MDM=Médecins du Monde", "--format", "csv")
    assert rows(accepted.stdout)[0][2:] == ["decided", "same"]
    assert not (file.parent / "name-decisions.csv").exists()
    [line] = pd.read_csv(io.StringIO(run("journal", file, "--format", "csv").stdout)).to_dict("records")
    assert (line["kind"], line["on"]) == ("decision on names", "mdm = médecins du monde")
    assert rows(run("names", file, "--format", "csv").stdout)[0][2:] == ["decided", "same"]
    assert run("journal", file, "--undo", line["entry"]).exit_code == 0
    assert rows(run("names", file, "--format", "csv").stdout)[0][2:] == ["acronym_of_name", "open"]


def test_the_database_has_no_place_for_decisions(run: Run) -> None:
    found = run("names", "neo4j", "--accept", "MDM=Médecins du Monde")
    assert found.exit_code == 2
    assert "Where to keep decisions?" in found.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--accept", "MDM", "--decisions", "d.csv"), "two names are joined by ="),
        (("--accept", "MDM=Medecins du Mondo", "--decisions", "d.csv"), "Nearest: 'Médecins du Monde'"),
        (("--undo", "MDM=Tearfund", "--decisions", "d.csv"), "decision: found 'MDM=Tearfund'"),
        (("--decisions", "none.csv"), "none.csv"),
        (("--aliases", "none.csv"), "none.csv"),
    ],
)
def test_what_cannot_be_decided_is_told(run: Run, file: Path, options: tuple[str, ...], told: str) -> None:
    found = run("names", file, *options)
    assert found.exit_code == 2
    assert told in found.stderr
    assert not Path("d.csv").exists()
