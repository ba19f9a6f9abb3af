"""Decisions about names: a file that people can read, applied at every load, and undone line by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.errors import UnknownName, UnreadableSource
from graph.names import normal_name, tidy
from graph.report import NAME_COLUMNS
from loaders.formats.mapped import mapping_path, propose, save
from loaders.names.decisions import Decision, decide, decision_journal, keep_decisions, read_decisions, undo
from loaders.reading.opened import Opened
from loaders.review import review_queue

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9).filter(
    lambda text: bool(tidy(text)) and bool(normal_name(text))
)


@given(names, names, st.sampled_from(["same", "different"]), names)
def test_what_is_decided_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, found: str, kept: str, decision: str, name: str
) -> None:
    file = tmp_path_factory.mktemp("d") / "name-decisions.csv"
    made = decide(file, found, kept, decision, name)
    assert read_decisions(file) == made == [Decision(tidy(found), tidy(kept), decision, tidy(name))]
    assert undo(file, kept, found) == read_decisions(file) == []


def test_cells_run_no_formulas(tmp_path: Path) -> None:
    file = tmp_path / "name-decisions.csv"
    decide(file, "=1+1", "@x", "same")
    assert file.read_text().splitlines()[1] == "'=1+1,'@x,same,"


def test_the_last_word_on_a_pair_holds(tmp_path: Path) -> None:
    file = tmp_path / "name-decisions.csv"
    decide(file, "A", "B", "same")
    decide(file, "C", "D", "same")
    decide(file, "b ", "a", "different")
    assert [(d.found, d.decision) for d in read_decisions(file)] == [("C", "same"), ("b", "different")]
    file.write_text(file.read_text() + "A,B,same,\n\n")
    assert [(d.found, d.decision) for d in read_decisions(file)] == [("C", "same"), ("A", "same")]


def test_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "name-decisions.csv"
    with pytest.raises(UnknownName, match="decision about two names"):
        decide(file, "A", "B", "maybe")
    with pytest.raises(UnreadableSource, match="Two names are needed"):
        decide(file, " ", "B", "same")
    with pytest.raises(UnknownName, match="decision: found 'A=B'"):
        undo(file, "A", "B")
    with pytest.raises(UnreadableSource, match="cannot be written"):
        decide(tmp_path / "none" / "x.csv", "A", "B", "same")
    file.write_text("found,kept\nA,B\n")
    with pytest.raises(UnreadableSource, match="lack decision"):
        read_decisions(file)
    file.write_text("found,kept,decision\nA,B,perhaps\n")
    with pytest.raises(UnreadableSource, match="line 2: found 'A,B,perhaps'"):
        read_decisions(file)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    file = tmp_path / "who.csv"
    file.write_text("Donor,Organization,Sector\nTearfund,MDM,Water\nTear Fund,Médecins du Monde,Water\n")
    loaders.add_to_workspace(loaders.load(file, resolved=False), tmp_path / "work")
    return tmp_path / "work"


def state(work: Path) -> list[str]:
    return sorted(loaders.read(work).organizations["name"])


def test_a_workspace_applies_its_decisions_and_forgets_them(work: Path) -> None:
    file = work / "name-decisions.csv"
    assert state(work) == ["MDM", "Médecins du Monde", "Tear Fund"]
    decide(file, "MDM", "Médecins du Monde", "same", "MDM")
    assert state(work) == ["MDM", "Tear Fund"]
    decide(file, "Tear Fund", "Tearfund", "different")
    assert state(work) == ["MDM", "Tear Fund", "Tearfund"]
    undo(file, "MDM", "Médecins du Monde")
    undo(file, "Tearfund", "Tear Fund")
    assert state(work) == ["MDM", "Médecins du Monde", "Tear Fund"]


def test_a_folder_keeps_decisions_as_entries(work: Path) -> None:
    decide(work, "MDM", "Médecins du Monde", "same", "MDM")
    assert state(work) == ["MDM", "Tear Fund"]
    decide(work, "médecins du monde", "mdm", "different")
    assert [(one.found, one.decision) for one in read_decisions(work)] == [("médecins du monde", "different")]
    undo(work, "MDM", "Médecins du Monde")
    assert read_decisions(work) == []
    assert len(decision_journal(work).entries()) == 3
    with pytest.raises(UnknownName, match="decision: found"):
        undo(work, "MDM", "Médecins du Monde")
    assert not (work / "name-decisions.csv").exists()


def test_the_file_of_a_workspace_is_moved_in_and_that_of_another_folder_stays(work: Path, tmp_path: Path) -> None:
    for folder, stays in ((work, False), (tmp_path, True)):
        file = folder / "name-decisions.csv"
        decide(file, "MDM", "Médecins du Monde", "same", "MDM")
        assert [one.name for one in read_decisions(folder)] == ["MDM"]
        decide(folder, "Tear Fund", "Tearfund", "different")
        assert file.exists() is stays
        assert [one.found for one in read_decisions(folder)] == ["MDM", "Tear Fund"]
        undo(folder, "MDM", "Médecins du Monde")
        assert [one.found for one in read_decisions(folder)] == ["Tear Fund"]
    file.write_text("found,kept,decision\nA,B,perhaps\n")
    with pytest.raises(UnreadableSource, match="line 2: found 'A,B,perhaps'"):
        loaders.load(tmp_path / "who.csv")


def test_the_queue_tells_questions_merges_and_answers(work: Path) -> None:
    first = review_queue(loaders.load(work))
    assert first["decision"].tolist() == ["open", "merged"]
    assert review_queue(loaders.load(work), doubts=True)["reason"].tolist() == ["acronym_of_name"]
    keep_decisions([Decision("MDM", "Médecins du Monde", "different")], work)
    after = review_queue(loaders.load(work))
    assert sorted(after["decision"]) == ["different", "merged"]
    assert review_queue(loaders.load(work), doubts=True).empty


def test_names_as_written_are_left_alone(work: Path, tmp_path: Path) -> None:
    written = loaders.load(tmp_path / "who.csv", names="written")
    assert len(written.tables.organizations) == 4
    assert written.report.names.empty
    assert "Tear Fund" in review_queue(loaders.load(work))["name"].tolist()


def test_the_queue_is_empty_where_each_organization_has_one_name(tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text("Organization,Sector\nHill Aid,Water\n")
    assert list(review_queue(loaders.load(file)).columns) == list(NAME_COLUMNS)


def test_the_account_of_merges_comes_back_with_a_workspace(tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text("Organization,Acronym,Sector\nHill Aid,HIA,Water\nhill aid,HIA,Land\n")
    loaded = loaders.load(file, resolved=False)
    loaders.add_to_workspace(loaded, tmp_path / "work")
    back = loaders.load(tmp_path / "work").report.merges
    assert back["kept"].tolist() == loaded.report.merges["kept"].tolist() != []


def test_a_merge_that_the_rows_state_can_be_taken_back(tmp_path: Path) -> None:
    file, kept = tmp_path / "who.csv", tmp_path / "d.csv"
    rows = ["Hill Bureau,RWB", "Hill Bureau,RWB", "Lake Bureau,RWB"]
    file.write_text("\n".join(["Organization,Acronym,Sector", *(f"{row},Water" for row in rows)]))
    assert sorted(loaders.read(file).organizations["name"]) == ["Hill Bureau"]
    decide(kept, "Lake Bureau", "Hill Bureau", "different")
    apart = loaders.read(file, decisions=kept).organizations
    assert sorted(apart["name"]) == ["Hill Bureau", "Lake Bureau"]
    assert apart.set_index("name").loc["Hill Bureau", "aliases"] == "RWB"
    assert apart["aliases"].isna().sum() == 1, "the acronym stays with the name that more rows give"


@pytest.mark.parametrize(
    ("file", "text", "mapped"),
    [
        ("who.csv", "Acronym,Organization,Sector\nHA,Hill Aid,Water\nHA,,Water\n", False),
        (
            "hapi.csv",
            (
                "location_code,org_acronym,org_name,sector_name,reference_period_start\n"
                "AFG,HA,Hill Aid,Water,2024-01-01\nAFG,HA,,Water,2024-01-01\n"
            ),
            False,
        ),
        ("visits.csv", "Organization,Acronym,Day\nHill Aid,HA,2024-03-01\nHA,,2024-03-02\n", True),
    ],
)
def test_an_acronym_and_a_name_are_kept_apart_in_every_form(tmp_path: Path, file: str, text: str, mapped: bool) -> None:
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    if mapped:
        save(propose(Opened(path)), mapping_path(path))
    assert loaders.read(path).organizations["name"].tolist() == ["Hill Aid"]
    decide(tmp_path / "name-decisions.csv", "HA", "Hill Aid", "different")
    assert sorted(loaders.read(path).organizations["name"]) == ["HA", "Hill Aid"]
    work = loaders.load_into(tmp_path / "work", path, decisions=tmp_path / "name-decisions.csv")
    assert sorted(work.loaded.tables.organizations["name"]) == ["HA", "Hill Aid"]
