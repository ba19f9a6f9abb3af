"""`check` and `load`: nothing is lost, nothing is hidden, counts add up."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

import loaders
from cli.files import _SHOWN
from cli.output import RowsRead
from tests.cli.conftest import Run

CHECKED = """\
file                sheet  form          read  kept  merged  rejected  organizations
organizations.csv          our CSV form     2     2       0         0              2
interactions.csv           our CSV form     2     1       0         1              0
participations.csv         our CSV form     4     2       0         2              0
"""
WHO = "Organisation,Implementing partner,Sector,Region\nRiver Keepers,Well Diggers,Water,North\n,,Water,South\n"


def test_check_tells_rows_and_rejects(run: Run, unknown_ids: Path) -> None:
    found = run("check", unknown_ids)
    assert (found.exit_code, found.stdout) == (0, CHECKED)
    told = found.stderr.splitlines()
    assert len(told) == 4
    assert told[0].startswith("rejected: interactions.csv, line 3, column kind: found 'chatting', expected one of ")
    assert "rejected: participations.csv, line 4, column organization_id: found 'zed'" in found.stderr
    assert "rejected: participations.csv, line 5, column interaction_id: found 'i9'" in found.stderr
    assert told[-1] == "Rows: 8 read = 5 kept + 0 merged + 3 rejected."


def test_check_writes_rejects_to_a_file(run: Run, unknown_ids: Path) -> None:
    assert run("check", unknown_ids, "--rejects", "rejects.csv").exit_code == 0
    rejects = pd.read_csv("rejects.csv")
    assert list(rejects) == ["file", "sheet", "line", "column", "found", "expected", "reason"]
    assert rejects["found"].tolist() == ["chatting", "i9", "zed"]
    assert rejects["reason"].tolist() == ["not_allowed", "unknown_id", "unknown_id"]


def test_check_goes_on_after_a_file_that_cannot_be_read(run: Run, unknown_ids: Path) -> None:
    Path("empty.csv").touch()
    Path("who.csv").write_text(WHO, encoding="utf-8")
    found = run("check", "missing.csv", unknown_ids, "empty.csv", "who.csv", "--format", "csv")
    assert found.exit_code == 2
    assert "Error: missing.csv: no such file" in found.stderr
    assert "Error: empty.csv: the file is empty" in found.stderr
    sheets = pd.read_csv(io.StringIO(found.stdout), keep_default_na=False)
    assert sheets["file"].tolist() == ["organizations.csv", "interactions.csv", "participations.csv", "who.csv"]
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()


def test_check_reads_tables_of_ours_together(run: Run, small: Path) -> None:
    found = run("check", *sorted(small.glob("*.csv")), "--strict", "--format", "json")
    assert found.exit_code == 0, found.stderr
    assert sum(sheet["rejected"] for sheet in json.loads(found.stdout)) == 0


def test_strict_check(run: Run, unknown_ids: Path) -> None:
    found = run("check", unknown_ids, "--strict")
    assert (found.exit_code, found.stdout) == (2, CHECKED)


def test_check_of_nothing_kept(run: Run) -> None:
    Path("who.csv").write_text("Organization,Sector,Region\n,Water,North\n", encoding="utf-8")
    found = run("check", "who.csv", "--format", "csv")
    assert found.exit_code == 2
    assert found.stdout.splitlines()[1] == "who.csv,,who does what where,1,0,0,1,0"


def test_check_tells_notes_and_merges_when_asked(run: Run) -> None:
    Path("who.csv").write_text(
        "Organisation Acronym,Organisation,Sector,Region\nRK,River Keepers,Water,North\nRK,,Water,South\n"
        "TBD,TBD,Water,East\n",
        encoding="utf-8",
    )
    quiet, told = run("check", "who.csv"), run("check", "who.csv", "--notes")
    assert quiet.stdout == told.stdout
    assert "noted: " not in quiet.stderr
    assert "merged: " not in quiet.stderr
    assert "merged: who.csv, line 2: 'RK' is taken for 'River Keepers' (acronym_and_name)" in told.stderr
    assert "noted: who.csv" in told.stderr
    assert "(placeholder)" in told.stderr


def test_check_cuts_a_long_list_of_rejects_and_says_so(run: Run) -> None:
    Path("who.csv").write_text(
        "Organization,Sector,Region\nRiver Keepers,Water,North\n" + ",Water,North\n" * (_SHOWN + 7), encoding="utf-8"
    )
    found = run("check", "who.csv", "--rejects", "rejects.csv")
    assert found.stderr.count("rejected: ") == _SHOWN
    assert "... and 7 more rejected." in found.stderr
    assert len(pd.read_csv("rejects.csv")) == _SHOWN + 7


def test_check_writes_nothing_else(run: Run, unknown_ids: Path) -> None:
    before = sorted(unknown_ids.iterdir())
    run("check", unknown_ids)
    assert sorted(unknown_ids.iterdir()) == before
    assert list(Path().iterdir()) == []


def test_names_and_date_reach_the_loader(run: Run) -> None:
    Path("who.csv").write_text(
        "Organisation Acronym,Organisation,Sector,Region\nRK,River Keepers,Water,North\n", encoding="utf-8"
    )
    names = [loaders.read("who.csv", names=rule).organizations["name"].item() for rule in ("merged", "acronym")]
    for rule, name in zip(("merged", "acronym"), names, strict=True):
        found = run("centrality", "who.csv", "--names", rule, "--measure", "degree", "--format", "csv")
        assert f",{name},0\n" in found.stdout
    assert names == ["River Keepers", "RK"]
    run("load", "who.csv", "--into", "work", "--date", "2024-03-31")
    assert loaders.read("work").presences["since"].dt.strftime("%Y-%m-%d").tolist() == ["2024-03-31"]


def test_people_are_left_out_unless_they_are_asked_for(run: Run) -> None:
    Path("organizations.csv").write_text("organization_id,name,note\na,Ash,ask a@ash.example\n", encoding="utf-8")
    for option, note in (((), "ask [...]"), (("--keep-people",), "ask a@ash.example")):
        run("load", "organizations.csv", "--into", f"work{len(option)}", *option)
        held = loaders.read_folder(f"work{len(option)}").tables.organizations
        assert held["note"].tolist() == [note]
    told = run("check", "organizations.csv", "--notes").stderr
    assert "1 e-mail address" in told
    assert "ash.example" not in told


def test_load_makes_a_workspace_that_holds_the_same(run: Run, small: Path) -> None:
    found = run("load", small, "--into", "a/new/work", "--format", "csv")
    assert found.exit_code == 0, found.stderr
    assert found.stdout == run("check", small, "--format", "csv").stdout
    assert "Loaded into a/new/work: next, 'partners dashboard a/new/work'." in found.stderr
    assert loaders.read("a/new/work") == loaders.read(small)
    assert run("gaps", "a/new/work").stdout == run("gaps", small).stdout


def test_load_twice_changes_nothing(run: Run) -> None:
    Path("who.csv").write_text(WHO, encoding="utf-8")
    once, again = (run("load", "who.csv", "--into", "work") for _ in range(2))
    assert (once.exit_code, again.exit_code) == (0, 0)
    assert once.stdout == again.stdout
    assert "work holds these files already, as they are: nothing was changed." in again.stderr
    assert loaders.read("work") == loaders.read("who.csv")
    assert run("check", "work", "--rejects", "rejects.csv").exit_code == 0
    rejects = pd.read_csv("rejects.csv")
    assert rejects["line"].tolist() == [3]
    assert rejects["reason"].tolist() == ["no_organization"]


def test_load_adds_to_what_is_there(run: Run, small: Path) -> None:
    Path("who.csv").write_text(WHO, encoding="utf-8")
    run("load", small, "--into", "work")
    run("load", "who.csv", "--into", "work")
    assert loaders.read("work") == loaders.read(small, "who.csv")


def test_strict_load_loads_nothing(run: Run) -> None:
    Path("who.csv").write_text(WHO, encoding="utf-8")
    found = run("load", "who.csv", "--into", "work", "--strict")
    assert found.exit_code == 2
    assert "nothing was loaded into work" in found.stderr
    assert not Path("work").exists()


def test_load_of_nothing_kept_makes_no_workspace(run: Run) -> None:
    Path("who.csv").write_text("Organization,Sector,Region\n,Water,North\n", encoding="utf-8")
    assert run("load", "who.csv", "--into", "work").exit_code == 2
    assert not Path("work").exists()


def test_load_stops_before_a_file_that_cannot_be_read(run: Run, small: Path) -> None:
    found = run("load", small, "missing.csv", "--into", "work")
    assert (found.exit_code, found.stdout) == (2, "")
    assert not Path("work").exists()


def test_no_file_that_is_written_runs_a_formula(run: Run) -> None:
    risky = ["=HYPERLINK(1)", "+1+2", "-3+4", "@SUM(A1)"]
    lines = "".join(f'"{name}","Water","North"\n' for name in risky)
    Path("who.csv").write_text("Organization,Sector,Region\n" + lines)
    for options in (["--format", "csv"], ["--out", "answer.csv"]):
        found = run("centrality", "who.csv", "--measure", "degree", *options)
        assert found.exit_code == 0, found.stderr
        text = found.stdout or Path("answer.csv").read_text()
        names = pd.read_csv(io.StringIO(text))["name"]
        assert sorted(names) == sorted(f"'{name}" for name in risky)


def test_rejects_run_no_formula(run: Run) -> None:
    Path("interactions.csv").write_text("interaction_id,kind\ni1,=1+1\n")
    Path("organizations.csv").write_text("organization_id,name\na,A\n")
    run("check", "organizations.csv", "interactions.csv", "--rejects", "rejects.csv")
    assert pd.read_csv("rejects.csv")["found"].tolist() == ["'=1+1"]


def test_reading_a_large_file_tells_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    told = RowsRead(every=0.0)
    told("who.csv", 120_000)
    RowsRead(every=3600.0)("who.csv", 140_000)
    assert capsys.readouterr().err == "Reading who.csv: 120,000 rows ...\n"


def test_a_form_can_be_asked_for(run: Run) -> None:
    Path("three.csv").write_text("River Keepers,Well Diggers,2\nWell Diggers,Hill Farm,1\n", encoding="utf-8")
    assert run("check", "three.csv").exit_code == 2
    found = run("check", "three.csv", "--form", "edge-list", "--format", "json")
    assert found.exit_code == 0, found.stderr
    assert [(sheet["form"], sheet["kept"]) for sheet in json.loads(found.stdout)] == [("list of pairs", 2)]
    assert run("load", "three.csv", "--form", "edge-list", "--into", "work").exit_code == 0
    assert len(loaders.read("work").declared_ties) == 2


def test_check_reads_files_that_refer_to_each_other_together(run: Run) -> None:
    Path("nodes.csv").write_text("Id,Label\n1,River Keepers\n2,Well Diggers\n", encoding="utf-8")
    Path("edges.csv").write_text("Source,Target\n1,2\n", encoding="utf-8")
    Path("map.gml").write_text('graph [ node [ id 1 label "Hill Farm" ] ]', encoding="utf-8")
    found = run("check", "edges.csv", "map.gml", "nodes.csv", "--format", "json")
    assert found.exit_code == 0, found.stderr
    # Read by itself, the edges would name organizations that nothing lists.
    assert {sheet["file"]: sheet["organizations"] for sheet in json.loads(found.stdout)} == {
        "edges.csv": 2, "map.gml": 1, "nodes.csv": 2,
    }  # fmt: skip
    assert "4 read = 4 kept" in found.stderr


def test_one_unreadable_file_does_not_spoil_those_of_its_form(run: Run) -> None:
    entities = [{"id": i, "name": f"Group {i}", "primary_ext": "Org"} for i in (1, 2)]
    relation = {"id": 9, "entity1_id": 1, "entity2_id": 2, "category_id": 3}
    Path("a.json").write_text(json.dumps([relation]), encoding="utf-8")
    Path("b.json").write_text('[{"name": "broken"', encoding="utf-8")
    Path("c.json").write_text(json.dumps(entities), encoding="utf-8")
    found = run("check", "a.json", "b.json", "c.json", "--form", "littlesis", "--format", "json")
    assert found.exit_code == 2
    assert {sheet["file"]: sheet["kept"] for sheet in json.loads(found.stdout)} == {"a.json": 1, "c.json": 2}
    assert found.stderr.count("Error: ") == 1
    assert "Error: b.json: no list of entities" in found.stderr
