"""An organization or person is removed everywhere: every part, the trash and the journal; what stays is told."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import loaders
from graph.errors import UnreadableSource
from loaders.journal import Journal, data_folder, data_home, entries_in
from loaders.names.decisions import decide
from loaders.workspace.sweep import PLAN
from loaders.workspace.traces import REMOVED, traces_of
from loaders.workspace.trash import trash_items

TABLES = {
    "organizations.csv": "organization_id,name,aliases,note\n"
    "o1,Hill Aid,HA;Hill Friends,\no2,Lake Club,,Friend of Hill Aid\no3,Hill Aid Trust,,\n",
    "interactions.csv": "interaction_id,date,kind,title\ni1,2024-01-02,meeting,Hill  aid and Lake Club\n"
    "i2,2024-01-03,meeting,\n",
    "participations.csv": "interaction_id,organization_id\ni1,o1\ni1,o2\ni2,o2\ni2,o3\ni2,Hill Nobody\n",
    "feedback.csv": "interaction_id,comment,score,scale_min,scale_max\ni2,Ana López of HA was kind,3,1,5\n",
}
WHO = (
    "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\n"
    "Moon Fund,Lake Club,Health,South\n,,Water,South\n"
)

FIRST_VERSION = Path(__file__).parent / "0.1.0"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
        patched.setenv("PARTNERS_USER", "Ana López")
        return made(tmp_path)


@pytest.fixture
def work(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARTNERS_USER", "Bo")
    return Path(shutil.copytree(template, tmp_path / "work"))


def made(tmp_path: Path) -> Path:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name, text in TABLES.items():
        (tables / name).write_text(text, encoding="utf-8")
    work, who = tmp_path / "work", tmp_path / "who.csv"
    who.write_text(WHO, encoding="utf-8")
    loaders.load_into(work, tables, who)
    who.write_text(WHO.replace("Health", "Food"), encoding="utf-8")
    loaders.load_into(work, who)
    journal = Journal([str(work)])
    journal.record(
        "coalition name", {"c1": {"name": "Friends of Hill Aid", "members": ["o1", "o2"]}, "c2": {"members": ["o2"]}}
    )
    decide(work, "Hill Aid", "Hill Aid Trust", "different")
    decide(work, "Moon Fund", "Lake Club", "different")
    shutil.copytree(work / "parts" / "0001-1", work / "parts" / "0009-1")
    (work / "parts" / "0008-1").mkdir()
    loaders.load_into(work, tables)  # sweeps the two parts that nobody knows
    return work


def texts_in(work: Path) -> list[str]:
    """Return every text that a workspace holds, wherever it lies."""
    texts: list[str] = []
    for path in work.rglob("*"):
        if path.suffix == ".parquet":
            frame = pd.read_parquet(path)
            texts += [cell for column in frame for cell in frame[column] if isinstance(cell, str)]
        elif path.is_file():
            texts += path.read_text(encoding="utf-8").splitlines()
    return texts


def mentions(work: Path, name: str) -> list[str]:
    return [text for text in texts_in(work) if name.casefold() in " ".join(text.casefold().split())]


def test_it_is_said_first_and_nothing_changes(work: Path) -> None:
    before = sorted(texts_in(work))
    places = loaders.forget(work, "hill aid").places
    assert sorted(texts_in(work)) == before
    where = places["where"].str.split("/").str[0].value_counts().to_dict()
    assert (where["journal"], where["trash"]) == (1, 1)
    assert places.query("where == 'journal'")["count"].tolist() == [2]


@pytest.mark.parametrize("name", ["Hill Aid", " hill  AID ", "o1", "HA"])
def test_an_organization_is_nowhere_any_more(work: Path, name: str) -> None:
    assert len(trash_items(work)) == 2
    history = loaders.loads(work)
    forgotten = loaders.forget(work, name, remove=True)
    left = [text for text in mentions(work, "hill aid") if text != "Hill Aid Trust"]
    assert left == []
    tables = loaders.load(work, names="written").tables
    assert "o1" not in set(tables.organizations["organization_id"])
    assert {"Lake Club", "Hill Aid Trust", "Moon Fund"} <= set(tables.organizations["name"])
    assert tables.organizations["note"].dropna().tolist() == [f"Friend of {REMOVED}"]
    assert [item.path.name for item in trash_items(work)] == ["0001-0008-1"]
    assert loaders.doctor(work).query("state == 'damaged'").empty
    # Each load can still be gone back to, and holds it no more.
    for number in history["load"].unique():
        loaders.roll_back(work, int(number))
        assert "Hill Aid" not in set(loaders.load(work, names="written").tables.organizations["name"])
    assert loaders.forget(work, name).places.empty
    assert any("tables/, who.csv" in line for line in forgotten.unreached)


def test_what_it_did_with_others_stays(work: Path) -> None:
    before = loaders.load(work, names="written").tables
    loaders.forget(work, "Hill Aid", remove=True)
    after = loaders.load(work, names="written").tables
    gone = set(before.organizations["organization_id"]) - set(after.organizations["organization_id"])
    for table in ("participations", "presences", "supports"):
        rows = getattr(before, table)
        expected = rows[~rows["organization_id"].isin(gone)]
        assert len(getattr(after, table)) == len(expected)
    assert len(after.interactions) == len(before.interactions)


def test_a_person_is_nowhere_any_more(work: Path) -> None:
    loaders.forget(work, "Ana López", remove=True)
    assert mentions(work, "ana lópez") == []
    assert loaders.load(work).tables.feedback["comment"].tolist() == [f"{REMOVED} of HA was kind"]
    assert {entry.who for entry in entries_in(work / "journal").entries if entry.kind != "forgotten"} == {REMOVED}


def test_the_journal_keeps_what_is_about_others(work: Path) -> None:
    loaders.forget(work, "Hill Aid", remove=True)
    journal = Journal([str(work)])
    assert journal.current("coalition name") == {
        "c1": {"name": f"Friends of {REMOVED}", "members": ["o2"]},
        "c2": {"members": ["o2"]},
    }
    assert list(journal.current("decision on names")) == ["lake club = moon fund"]
    assert next(iter(journal.current("forgotten").values())) > 0


def test_what_cannot_be_reached_is_told(work: Path) -> None:
    (work / "minutes.txt").write_text("We met Hill Aid.", encoding="utf-8")
    (work / "other.txt").write_text("We met nobody.", encoding="utf-8")
    unreached = loaders.forget(work, "Hill Aid").unreached
    assert any(line.startswith("minutes.txt in the workspace, which mentions it") for line in unreached)
    assert not any("other.txt" in line for line in unreached)


@pytest.mark.parametrize("inside", [True, False])
def test_what_the_first_version_kept_is_forgotten_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, inside: bool
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARTNERS_USER", "Bo")
    work = Path(shutil.copytree(FIRST_VERSION, tmp_path / "work"))
    old = [work / "coalition-names.json", work / "name-decisions.csv"]
    if not inside:
        places = [
            data_folder([str(work)], ".json", "coalition-names-"),
            data_folder([str(work)], "-name-decisions.csv"),
        ]
        data_home().mkdir(parents=True)
        old = [Path(shutil.move(one, other)) for one, other in zip(old, places, strict=True)]
    said = loaders.forget(work, "Hill Aid")
    assert said.places.query("where == 'journal'")["count"].tolist() == [2]
    assert not any(path.name in line for line in said.unreached for path in old)
    assert all(path.is_file() for path in old), "saying changes nothing"
    loaders.forget(work, "Hill Aid", remove=True)
    assert not any(path.exists() for path in old)
    assert mentions(work, "hill aid") == []
    journal = Journal([str(work)])
    assert [name["members"] for name in journal.current("coalition name").values()] == [["lake club"], ["moon fund"]]
    assert journal.current("decision on names") == {}
    assert journal.folder.parent == work


def test_what_was_decided_about_other_files_is_told(work: Path, tmp_path: Path) -> None:
    other = Journal([str(tmp_path / "other.csv")])
    other.record("mark", {"a": "Hill Aid called"})
    before = other.entries()
    [file] = other.folder.glob("*.jsonl")
    unreached = loaders.forget(work, "Hill Aid", remove=True).unreached
    assert f"{file}, which mentions it: edit it, or remove it." in unreached
    assert other.entries() == before


def test_a_forgetting_that_is_ended_is_ended_by_the_next(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.workspace import forgetting

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, "write_manifest", stop)
        with pytest.raises(KeyboardInterrupt):
            loaders.forget(work, "Hill Aid", remove=True)
    assert loaders.doctor(work).query("state == 'damaged'").empty
    assert not (work / "parts" / PLAN).exists()
    loaders.forget(work, "Hill Aid", remove=True)
    assert [text for text in mentions(work, "hill aid") if text != "Hill Aid Trust"] == []


def test_old_parts_that_a_killed_forgetting_left_do_not_come_back(work: Path) -> None:
    """The list was replaced, and the parts with the name were not deleted yet: the plan says that they go."""
    old = {path.name: path for path in (work / "parts").glob("[!.]*")}
    kept = work.parent / "kept"
    shutil.copytree(work / "parts", kept)
    loaders.forget(work, "Hill Aid", remove=True)
    gone = [name for name in old if not (work / "parts" / name).exists()]
    for name in gone:
        shutil.copytree(kept / name, work / "parts" / name)
    (work / "parts" / PLAN).write_text(json.dumps({"writing": [], "removing": gone}))
    loaders.tidy(work, remove=True)
    assert [text for text in mentions(work, "hill aid") if text != "Hill Aid Trust"] == []


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_no_name_is_refused(work: Path, name: str) -> None:
    with pytest.raises(UnreadableSource, match="Nothing to forget"):
        loaders.forget(work, name)


def test_nobody_is_nowhere(work: Path) -> None:
    assert loaders.forget(work, "Nobody at all").places.empty


def test_short_names_are_found_by_their_capitals_and_words_of_a_list_stay() -> None:
    traces = traces_of("WHO", [])
    assert traces.in_text("the WHO said")
    assert not traces.in_text("those who said")
    frame = pd.DataFrame({"interaction_id": ["1"], "organization_id": ["o1"], "role": ["partner"]}, dtype="str")
    left, count = traces_of("Partner", []).table_without("participations", frame)
    assert (left["role"].tolist(), count) == (["partner"], 0)
