"""What is decided on the dashboard holds at every later load, by the dashboard and by every command."""

from pathlib import Path

import pytest

import loaders
from cli.desk import KeptDecisions
from cli.options import Reading
from cli.source import read_source

WHO = (
    "Donor,Organization,Sector\n"
    "River Fund,Hill Aid,Water\nRiver Fund,Hill Aid Trust,Water\nTearfund,Well Diggers,Water\nTear Fund,Hill Aid,Land\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> KeptDecisions:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    return read_with(tmp_path / "who.csv")


def read_with(*source: Path) -> KeptDecisions:
    kept = KeptDecisions(tuple(map(str, source)), Reading())
    kept.take(*read_source(kept.source, kept.reading))
    return kept


def pair(kept: KeptDecisions, name: str, decision: str) -> tuple[str, str]:
    doubts = kept.desk().doubts()
    mine = doubts[(doubts["name"] == name) | (doubts["other_name"] == name)]
    mine = mine[mine["decision"] == decision]
    (found,) = mine[["organization_id", "other_id"]].itertuples(index=False, name=None)
    return str(found[0]), str(found[1])


def names(path: Path) -> set[str]:
    return set(loaders.read(path).organizations["name"])


def test_a_merge_that_nobody_asked_for_is_taken_back(desk: KeptDecisions, tmp_path: Path) -> None:
    one, other = pair(desk, "Tearfund", "merged")
    assert "Tearfund" not in names(tmp_path / "who.csv")
    desk.desk().decide(one, other, "different", "")
    assert pair(desk, "Tearfund", "different") == (one, other), "shown at once"
    assert {"Tearfund", "Tear Fund"} <= names(tmp_path / "who.csv"), "and at the next load"
    desk.desk().decide(one, other, "", "")
    assert "Tearfund" not in names(tmp_path / "who.csv"), "until it is taken back"


def test_a_question_is_answered_and_the_name_chosen(desk: KeptDecisions, tmp_path: Path) -> None:
    one, other = pair(desk, "Hill Aid Trust", "")
    desk.desk().decide(one, other, "same", "Hill Aid Trust")
    told = desk.desk().doubts()
    assert told.loc[told["decision"] == "same", "shown"].tolist() == ["Hill Aid Trust"]
    found = names(tmp_path / "who.csv")
    assert "Hill Aid Trust" in found
    assert "Hill Aid" not in found
    again = read_with(tmp_path / "who.csv").desk().doubts()
    assert "same" in set(again["decision"])


def test_reasons_are_sentences(desk: KeptDecisions) -> None:
    for reason in desk.desk().doubts()["reason"]:
        assert " " in reason
        assert "_" not in reason


def test_a_workspace_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    loaders.load_into(tmp_path / "work", tmp_path / "who.csv")
    kept = read_with(tmp_path / "work")
    kept.desk().decide(*pair(kept, "Hill Aid Trust", ""), "same", "")
    assert (tmp_path / "work" / "name-decisions.csv").is_file()
    assert not (tmp_path / "name-decisions.csv").exists()
    assert len(names(tmp_path / "work")) == len(names(tmp_path / "who.csv")) - 1


def test_where_the_folder_may_not_be_written_the_users_own_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("cli.desk.os.access", lambda *_: False)
    kept = read_with(tmp_path / "who.csv")
    kept.desk().decide(*pair(kept, "Hill Aid Trust", ""), "same", "")
    assert not (tmp_path / "name-decisions.csv").exists()
    assert kept.reading.decisions is not None
    assert kept.reading.decisions.is_relative_to(tmp_path / "home")
    again = read_with(tmp_path / "who.csv")
    assert "same" in set(again.desk().doubts()["decision"])


def test_columns_are_those_of_the_mapping_and_change_it(tmp_path: Path) -> None:
    from loaders.formats.mapped import mapping_path, propose, read_mapping, save
    from loaders.reading.opened import Opened

    file = tmp_path / "visits.csv"
    file.write_text("Who was there,Day,Colour\nAsh;Birch,2024-03-01,red\nAsh;Cedar,2024-03-02,blue\n", encoding="utf-8")
    save(propose(Opened(file)), mapping_path(file))
    kept = read_with(file)
    columns = kept.desk().columns()
    assert columns["column"].tolist() == ["Who was there", "Day", "Colour"]
    assert set(columns["file"]) == {"visits.csv"}
    assert set(columns["role"]) <= set(kept.desk().roles())
    kept.desk().assign("visits.csv", "", {"Who was there": "organization", "Day": "date", "Colour": "note"})
    assert [c.role for c in read_mapping(mapping_path(file)).columns] == ["organization", "date", "note"]
    assert read_with(file).desk().columns()["role"].tolist() == ["organization", "date", "note"]


def test_a_file_that_nothing_explains_is_read_by_a_guess_until_it_is_confirmed(tmp_path: Path) -> None:
    from loaders.formats.mapped import mapping_path, read_mapping

    file = tmp_path / "circle.csv"
    file.write_text("Those there,When,Hue\nAsh;Birch,2024-03-01,red\nAsh;Cedar,2024-03-02,blue\n", encoding="utf-8")
    kept = KeptDecisions((str(file),), Reading())
    tables, report = read_source(kept.source, kept.reading, proposed=True)
    kept.take(tables, report)
    assert set(tables.organizations["name"]) == {"Ash", "Birch", "Cedar"}
    guessed = report.notes[report.notes["reason"] == "proposed_column"]
    assert guessed[["column", "found"]].to_numpy().tolist() == [["Those there", "organization"], ["When", "date"]]
    columns = kept.desk().columns()
    assert columns["column"].tolist() == ["Those there", "When", "Hue"]
    assert set(columns["shape"]) <= set(kept.desk().shapes())
    assert not mapping_path(file).exists(), "nothing is written before somebody says so"
    kept.desk().assign("circle.csv", "events", {"Those there": "organization", "When": "date", "Hue": "cause"})
    mapping = read_mapping(mapping_path(file))
    assert (mapping.shape, [c.role for c in mapping.columns]) == ("events", ["organization", "date", "cause"])
    assert "proposed_column" not in set(read_source(kept.source, kept.reading, proposed=True)[1].notes["reason"])
